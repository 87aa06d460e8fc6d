package weigh

import (
	"math"
	"slices"

	"koubo/opportunity"
)

// Example is a statement of a labelled text with what it is.
type Example struct {
	Statement
	Class  opportunity.Role
	Weight float64 // how much it counts
}

// How weights are learnt. The figures were chosen by leaving out one set of files at a time.
const (
	rounds = 400
	rate   = 0.05
	rarest = 6 // examples that a feature stands in at least
)

// Learn learns weights from examples: softmax regression with a pull towards 0. The same examples give the same weights.
func Learn(examples []Example, pull float64) *Weights {
	w := &Weights{rows: map[string]int32{}}
	for _, e := range examples {
		if !slices.Contains(w.Classes, e.Class) {
			w.Classes = append(w.Classes, e.Class)
		}
	}
	slices.Sort(w.Classes)
	names, sparse := index(examples)
	wanted := make([]int, len(examples)) // number of the class of each
	for n, e := range examples {
		wanted[n] = slices.Index(w.Classes, e.Class)
	}
	k := len(w.Classes)
	x := make([]float64, len(names)*k)
	grad := make([]float64, len(x))
	mean, square := make([]float64, len(x)), make([]float64, len(x))
	p := make([]float64, k)
	for round := 1; round <= rounds; round++ {
		for i := range grad {
			grad[i] = pull * x[i]
		}
		for n := range examples {
			softmax(p, x, sparse[n], k)
			p[wanted[n]]--
			for c := range p {
				p[c] *= examples[n].Weight
			}
			for _, f := range sparse[n] {
				row := grad[f*k : f*k+len(p)]
				for c := range p {
					row[c] += p[c]
				}
			}
		}
		// Adam; its means begin at zero, and this is how far they have come.
		begun, begunSquare := 1-math.Pow(.9, float64(round)), 1-math.Pow(.999, float64(round))
		for i, g := range grad {
			mean[i] = .9*mean[i] + .1*g
			square[i] = .999*square[i] + .001*g*g
			m, s := mean[i]/begun, square[i]/begunSquare
			x[i] -= rate * m / (math.Sqrt(s) + 1e-8)
		}
	}
	for f, name := range names {
		row := make([]float32, k)
		largest := 0.0
		for c := range k {
			row[c] = float32(math.Round(x[f*k+c]*100) / 100)
			largest = max(largest, math.Abs(float64(row[c])))
		}
		if largest >= least {
			w.add(name, row)
		}
	}
	return w
}

// index numbers the features that stand in enough examples, and lists those of each.
func index(examples []Example) (names []string, sparse [][]int) {
	count, known := map[string]int{}, verdicts{}
	for _, e := range examples {
		seen := map[string]bool{}
		e.features(known, func(name []byte) {
			if !seen[string(name)] {
				seen[string(name)] = true
				count[string(name)]++
			}
		})
	}
	for name, n := range count {
		if n >= rarest {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	number := make(map[string]int, len(names))
	for i, name := range names {
		number[name] = i
	}
	sparse = make([][]int, len(examples))
	for n, e := range examples {
		e.features(known, func(name []byte) {
			if i, known := number[string(name)]; known {
				sparse[n] = append(sparse[n], i)
			}
		})
	}
	return names, sparse
}

// softmax fills p with the probability of each class for an example of these features.
func softmax(p, x []float64, features []int, k int) {
	clear(p)
	for _, f := range features {
		row := x[f*k : f*k+len(p)]
		for c := range p {
			p[c] += row[c]
		}
	}
	top, total := slices.Max(p), 0.0
	for c := range k {
		p[c] = math.Exp(p[c] - top)
		total += p[c]
	}
	for c := range k {
		p[c] /= total
	}
}
