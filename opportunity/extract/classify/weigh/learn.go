package weigh

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"sync"

	"koubo/opportunity"
)

// Example is a labelled title.
type Example struct {
	Title
	Call   string // yes, no, or "" where the label does not say
	Kind   opportunity.Kind
	Stage  opportunity.Stage
	Weight float64 // how much it counts
	Hard   bool    // it says too little for a reader to tell
}

// How weights are learnt. The figures were chosen by leaving out a tenth of the titles at a time.
const (
	rounds = 150
	rate   = 0.1
	pull   = 1 // towards weights of 0
	rarest = 3 // examples that a feature stands in at least
	least  = 8 // the smallest weight that is written, in hundredths
)

// feature is one that stands in enough examples.
type feature struct {
	name    string
	weights []float64 // a column each
}

// Learnings are what was learnt, to be written.
type Learnings struct{ features []feature }

// Learn learns weights from examples by softmax regression, each question for itself. The same examples give the same weights.
func Learn(examples []Example) *Learnings {
	l := &Learnings{}
	sparse := l.index(examples)
	var learning sync.WaitGroup
	for q := range begins[:len(begins)-1] {
		learning.Go(func() { l.learn(question(q), examples, sparse) })
	}
	learning.Wait()
	return l
}

// index lists the features that stand in enough examples, in the order of their names, and returns the numbers of those of each.
func (l *Learnings) index(examples []Example) (sparse [][]int) {
	found, number := make([][]string, len(examples)), map[string]int{}
	for n := range examples {
		examples[n].named(func(_ uint64, prefix, words string) { found[n] = append(found[n], nameOf(prefix, words)) })
		for _, name := range slices.Compact(slices.Sorted(slices.Values(found[n]))) {
			number[name]++
		}
	}
	for name, count := range number {
		if count >= rarest {
			l.features = append(l.features, feature{name, make([]float64, len(columns))})
		}
	}
	slices.SortFunc(l.features, func(a, b feature) int { return cmp.Compare(a.name, b.name) })
	clear(number)
	for n, f := range l.features {
		number[f.name] = n
	}
	sparse = make([][]int, len(examples))
	for n, names := range found {
		for _, name := range names {
			if i, known := number[name]; known {
				sparse[n] = append(sparse[n], i)
			}
		}
	}
	return sparse
}

// nameOf is the name of a feature, a field of a line of the file.
func nameOf(prefix, words string) string { return prefix + strings.ReplaceAll(words, "\t", " ") }

// lesson is an example of one question.
type lesson struct {
	features []int
	wanted   int
	weight   float64
}

// answer is the number of the class that an example is of, -1 where its label does not say.
func (e *Example) answer(q question) int {
	switch {
	case q == callQuestion:
		return slices.Index([]string{"no", "yes"}, e.Call)
	case q == kindQuestion:
		return slices.Index(columns[begins[q]:begins[q+1]], string(e.Kind))
	case e.Kind == None:
		return -1
	default:
		return slices.Index(columns[begins[q]:begins[q+1]], string(e.Stage))
	}
}

// learn finds the weights of one question.
func (l *Learnings) learn(q question, examples []Example, sparse [][]int) {
	var lessons []lesson
	for n := range examples {
		if wanted := examples[n].answer(q); wanted >= 0 {
			lessons = append(lessons, lesson{sparse[n], wanted, examples[n].Weight})
		}
	}
	k := max(2, begins[q+1]-begins[q])
	x := descend(lessons, len(l.features), k)
	for f := range l.features {
		row := l.features[f].weights[begins[q]:begins[q+1]]
		if q == callQuestion {
			row[0] = x[2*f+1] - x[2*f]
			continue
		}
		copy(row, x[f*k:])
	}
}

// descend returns k weights a feature: those at which the lessons are likeliest, by Adam.
func descend(lessons []lesson, features, k int) (x []float64) {
	x = make([]float64, features*k)
	grad, mean, square := make([]float64, len(x)), make([]float64, len(x)), make([]float64, len(x))
	p := make([]float64, k)
	for round := 1; round <= rounds; round++ {
		for i := range grad {
			grad[i] = pull * x[i]
		}
		for _, e := range lessons {
			clear(p)
			for _, f := range e.features {
				for c, w := range x[f*k : f*k+k] {
					p[c] += w
				}
			}
			probabilities(p)
			p[e.wanted]--
			for _, f := range e.features {
				row := grad[f*k : f*k+k]
				for c := range p {
					row[c] += p[c] * e.weight
				}
			}
		}
		begun, begunSquare := 1-math.Pow(.9, float64(round)), 1-math.Pow(.999, float64(round))
		for i, g := range grad {
			mean[i] = .9*mean[i] + .1*g
			square[i] = .999*square[i] + .001*g*g
			x[i] -= rate * (mean[i] / begun) / (math.Sqrt(square[i]/begunSquare) + 1e-8)
		}
	}
	return x
}

// Weights returns the weights as they are read from what Write writes.
func (l *Learnings) Weights() (*Weights, error) {
	var b strings.Builder
	if err := l.Write(&b); err != nil {
		return nil, err
	}
	return Parse(b.String())
}

// Write writes the weights of note as text, a line a feature in alphabetical order, in hundredths.
func (l *Learnings) Write(out io.Writer) error {
	b := bufio.NewWriter(out)
	fmt.Fprintln(b, "# What each feature of a title speaks for, in hundredths; learnt, not written: see docs/accuracy.md.")
	for _, f := range l.features {
		sep := "\t"
		for c, x := range f.weights {
			if value := math.Round(100 * x); math.Abs(value) >= least {
				if sep == "\t" {
					b.WriteString(f.name)
				}
				fmt.Fprintf(b, "%s%s:%.0f", sep, columns[c], value)
				sep = " "
			}
		}
		if sep == " " {
			b.WriteByte('\n')
		}
	}
	return b.Flush()
}
