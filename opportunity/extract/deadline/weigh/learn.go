package weigh

import (
	"iter"
	"math"
	"slices"
	"sync"

	"koubo/opportunity"
)

// Example is a statement of a labelled text with what it is.
type Example struct {
	Statement
	Text   string // names the text; the examples of one stand together, in its order
	Class  opportunity.Role
	Weight float64 // how much it counts
}

// How weights are learnt. The figures were chosen by leaving out one set of files at a time.
const (
	rounds = 200
	rate   = 0.1
	rarest = 10 // examples that a feature stands in at least

	negligible = 0.001 // an error in the probability of a class that is not learnt from
)

// folds is how many parts the texts are learnt from in for the second weights: what those see of the other dates of a text was
// made of them by weights that had not learnt from that text, as it will be where nobody has labelled one.
const folds = 3

// LearnModel learns weights of dates alone, and of dates together, from examples of texts. The same examples give the same model.
func LearnModel(examples []Example, pull float64) *Model {
	texts := slices.Collect(Texts(examples))
	var alone *Weights
	seen := make([][]Example, len(texts))
	var learning sync.WaitGroup
	learning.Go(func() { alone = Learn(examples, pull) })
	for fold := range folds {
		learning.Go(func() {
			var others []Example
			for n, text := range texts {
				if n%folds != fold {
					others = append(others, text...)
				}
			}
			w := Learn(others, pull)
			for n, text := range texts {
				if n%folds == fold {
					seen[n] = w.inView(text)
				}
			}
		})
	}
	learning.Wait()
	return newModel(alone, Learn(slices.Concat(seen...), pull))
}

// Texts parts examples by their texts.
func Texts(examples []Example) iter.Seq[[]Example] {
	return func(yield func([]Example) bool) {
		from := 0
		for i := range examples {
			if i+1 < len(examples) && examples[i+1].Text == examples[i].Text {
				continue
			}
			if !yield(examples[from : i+1]) {
				return
			}
			from = i + 1
		}
	}
}

// inView returns the examples of one text with what the weights make of each other.
func (w *Weights) inView(text []Example) []Example {
	judge, out := w.Judge(), slices.Clone(text)
	statements, judged := statementsOf(out), make([]Judgement, len(text))
	for i, s := range statements {
		judged[i] = judge.Weigh(*s)
	}
	for i, s := range statements {
		s.Others = othersOf(statements, judged, i)
	}
	return out
}

// WeighExamples weighs the examples of one text, which stay as they are.
func (m *Model) WeighExamples(text []Example) []Judgement {
	return m.Weigh(statementsOf(slices.Clone(text)))
}

// statementsOf returns the statements of examples, which may be changed.
func statementsOf(examples []Example) []*Statement {
	all := make([]*Statement, len(examples))
	for i := range examples {
		all[i] = &examples[i].Statement
	}
	return all
}

// Learn learns weights from examples: softmax regression with a pull towards 0. The same examples give the same weights.
func Learn(examples []Example, pull float64) *Weights {
	w := newWeights()
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
	p, told := make([]float64, k), make([]int, 0, k) // told are the classes that an example still says something of
	for round := 1; round <= rounds; round++ {
		for i := range grad {
			grad[i] = pull * x[i]
		}
		for n := range examples {
			softmax(p, x, sparse[n], k)
			p[wanted[n]]--
			told = told[:0]
			for c, x := range p {
				if math.Abs(x) > negligible {
					told = append(told, c)
				}
				p[c] *= examples[n].Weight
			}
			for _, f := range sparse[n] {
				row := grad[f*k : f*k+k]
				for _, c := range told {
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
