package weigh

import (
	"iter"
	"math"
	"slices"
	"sync"

	"koubo/opportunity"
	"koubo/opportunity/extract/softmax"
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
	known := verdicts{}
	names, sparse := softmax.Index(len(examples), rarest, func(n int, take func(name []byte)) { examples[n].features(known, take) })
	lessons := make([]softmax.Example, len(examples))
	for n, e := range examples {
		lessons[n] = softmax.Example{Features: sparse[n], Class: slices.Index(w.Classes, e.Class), Weight: e.Weight}
	}
	k := len(w.Classes)
	x := softmax.Course{Rounds: rounds, Pull: pull, Negligible: negligible}.Learn(lessons, len(names), k)
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
