package weigh

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"sync"

	"koubo/opportunity"
	"koubo/opportunity/extract/softmax"
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
	pull   = 1 // towards weights of 0
	rarest = 3 // examples that a feature stands in at least
	least  = 8 // the smallest weight that is written, in hundredths
)

// Learnings are what was learnt, to be written.
type Learnings struct {
	features []string    // in the order of their names
	weights  [][]float64 // beside them, a column each
}

// Learn learns weights from examples by softmax regression, each question for itself. The same examples give the same weights.
func Learn(examples []Example) *Learnings {
	l := &Learnings{}
	var sparse [][]int
	l.features, sparse = softmax.Index(len(examples), rarest, func(n int, take func(name []byte)) {
		examples[n].named(func(_ uint64, prefix, words string) { take([]byte(nameOf(prefix, words))) })
	})
	for range l.features {
		l.weights = append(l.weights, make([]float64, len(columns)))
	}
	var learning sync.WaitGroup
	for q := range begins[:len(begins)-1] {
		learning.Go(func() { l.learn(question(q), examples, sparse) })
	}
	learning.Wait()
	return l
}

// nameOf is the name of a feature, a field of a line of the file.
func nameOf(prefix, words string) string { return prefix + strings.ReplaceAll(words, "\t", " ") }

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
	var lessons []softmax.Example
	for n := range examples {
		if class := examples[n].answer(q); class >= 0 {
			lessons = append(lessons, softmax.Example{Features: sparse[n], Class: class, Weight: examples[n].Weight})
		}
	}
	k := max(2, begins[q+1]-begins[q])
	x := softmax.Course{Rounds: rounds, Pull: pull}.Learn(lessons, len(l.features), k)
	for f := range l.features {
		row := l.weights[f][begins[q]:begins[q+1]]
		if q == callQuestion {
			row[0] = x[2*f+1] - x[2*f]
			continue
		}
		copy(row, x[f*k:])
	}
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
	hundredths := make([]float64, len(columns))
	for f, name := range l.features {
		for c, x := range l.weights[f] {
			hundredths[c] = math.Round(100 * x)
		}
		softmax.WriteRow(b, name, columns, hundredths, least, 0)
	}
	return b.Flush()
}
