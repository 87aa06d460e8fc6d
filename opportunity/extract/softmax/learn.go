// Package softmax learns from examples what their features, which have names, speak for, and writes and reads it as text. What a feature
// is, and how its weights are kept to be looked up quickly, is up to those who weigh.
package softmax

import (
	"math"
	"slices"
)

// Example is one text to learn from.
type Example struct {
	Features []int // their numbers, see [Index]
	Class    int
	Weight   float64 // how much it counts
}

// Course is how weights are learnt.
type Course struct {
	Rounds     int
	Pull       float64 // towards weights of 0
	Negligible float64 // an error in the probability of a class that is not learnt from
}

// rate is how far a weight moves in a round at most.
const rate = 0.1

// Index numbers the features that stand in enough of several texts, in the order of their names, and lists those of each text. Of each
// text features gives all, the name of one being good for the length of the call.
func Index(texts, rarest int, features func(text int, take func(name []byte))) (names []string, sparse [][]int) {
	number := map[string]int{}
	var count, last []int // by number: the texts that a feature stands in, and the last of them
	sparse = make([][]int, texts)
	for n := range texts {
		features(n, func(name []byte) {
			i, known := number[string(name)]
			if !known {
				i = len(number)
				number[string(name)] = i
				count, last = append(count, 0), append(last, -1)
			}
			if last[i] != n {
				last[i] = n
				count[i]++
			}
			sparse[n] = append(sparse[n], i)
		})
	}
	for name, i := range number {
		if count[i] >= rarest {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names, renumbered(sparse, names, number)
}

// renumbered puts for each number that of its name among the names, and drops those of others.
func renumbered(sparse [][]int, names []string, number map[string]int) [][]int {
	place := slices.Repeat([]int{-1}, len(number))
	for n, name := range names {
		place[number[name]] = n
	}
	for n, all := range sparse {
		kept := make([]int, 0, len(all))
		for _, i := range all {
			if place[i] >= 0 {
				kept = append(kept, place[i])
			}
		}
		sparse[n] = kept
	}
	return sparse
}

// Learn returns the weights of so many features, one a class, feature after feature: those at which the examples are likeliest, by
// regression with a pull towards 0. The same examples give the same weights.
func (c Course) Learn(examples []Example, features, classes int) (x []float64) {
	x = make([]float64, features*classes)
	grad, mean, square := make([]float64, len(x)), make([]float64, len(x)), make([]float64, len(x))
	for round := 1; round <= c.Rounds; round++ {
		c.descent(grad, x, examples, classes)
		// Adam; its means begin at zero, and this is how far they have come.
		begun, begunSquare := 1-math.Pow(.9, float64(round)), 1-math.Pow(.999, float64(round))
		for i, g := range grad {
			mean[i] = .9*mean[i] + .1*g
			square[i] = .999*square[i] + .001*g*g
			m, s := mean[i]/begun, square[i]/begunSquare
			x[i] -= rate * m / (math.Sqrt(s) + 1e-8)
		}
	}
	return x
}

// descent fills grad with what each weight adds to the error.
func (c Course) descent(grad, x []float64, examples []Example, classes int) {
	for i := range grad {
		grad[i] = c.Pull * x[i]
	}
	p, told := make([]float64, classes), make([]int, 0, classes) // told are the classes that an example still says something of
	for _, e := range examples {
		clear(p)
		for _, f := range e.Features {
			for class, w := range x[f*classes : f*classes+len(p)] {
				p[class] += w
			}
		}
		Probabilities(p)
		p[e.Class]--
		told = told[:0]
		for class, wrong := range p {
			if math.Abs(wrong) > c.Negligible {
				told = append(told, class)
			}
			p[class] *= e.Weight
		}
		for _, f := range e.Features {
			row := grad[f*classes : f*classes+classes]
			for _, class := range told {
				row[class] += p[class]
			}
		}
	}
}

// Probabilities makes probabilities of what speaks for each class.
func Probabilities(p []float64) {
	top, total := slices.Max(p), 0.0
	for class, x := range p {
		p[class] = math.Exp(x - top)
		total += p[class]
	}
	for class := range p {
		p[class] /= total
	}
}
