package weigh

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/extract/softmax"
)

// Weights say how much each feature of a statement speaks for each class: the roles, and None.
type Weights struct {
	Classes []opportunity.Role
	rows    *table // by feature
	stage   stage
	weights []uint16 // one a class, feature after feature, as its place in values: one piece of memory that holds no pointers
	values  []float64
	placeOf map[float32]uint16 // by value
}

// places are where the weights of a feature begin in those of each stage, -1 for none.
type places [2]int32

// stage tells weights of dates alone from those of dates together, which share the names of their features.
type stage int

const (
	alone stage = iota
	together
)

// Probability is how likely a statement is of a class, from 0 to 1.
type Probability struct {
	Class opportunity.Role
	P     float64
}

// Judgement is the probability of each class, the likeliest first.
type Judgement []Probability

// Of returns the probability of a class.
func (j Judgement) Of(class opportunity.Role) float64 {
	for _, p := range j {
		if p.Class == class {
			return p.P
		}
	}
	return 0
}

// Judge weighs the dates of one text, the words around which recur. It is not safe for concurrent use.
type Judge struct {
	weights *Weights
	known   verdicts
	sums    []float64
}

// Judge returns a judge that goes by the weights.
func (w *Weights) Judge() *Judge {
	return &Judge{weights: w, known: verdicts{}, sums: make([]float64, len(w.Classes))}
}

// Weigh weighs what stands around a date.
func (g *Judge) Weigh(s Statement) Judgement {
	w, sums := g.weights, g.sums
	clear(sums)
	s.features(g.known, func(name []byte) {
		w.addTo(sums, w.row(name))
	})
	return w.judgement(sums)
}

// judgement makes probabilities of what the features speak for, one sum a class, which it changes.
func (w *Weights) judgement(sums []float64) Judgement {
	softmax.Probabilities(sums)
	j := make(Judgement, len(sums))
	for i, p := range sums {
		j[i] = Probability{w.Classes[i], p}
	}
	for i := range j { // a dozen, most of them in order: a function that sorts takes several times as long
		for at := i; at > 0 && j[at].P > j[at-1].P; at-- {
			j[at], j[at-1] = j[at-1], j[at]
		}
	}
	return j
}

// Reasons returns the features that speak most for a class against another, and most against it, the weightiest first.
func (w *Weights) Reasons(s Statement, class, other opportunity.Role, n int) (spokeFor, against []string) {
	a, b := slices.Index(w.Classes, class), slices.Index(w.Classes, other)
	if a < 0 || b < 0 {
		return nil, nil
	}
	var all []softmax.Reason
	s.features(verdicts{}, func(name []byte) {
		if row := w.row(name); row != nil {
			all = append(all, softmax.Reason{Name: string(name), Weight: float64(float32(w.values[row[a]]) - float32(w.values[row[b]]))})
		}
	})
	return softmax.Foremost(all, n)
}

// Parse reads weights as Write writes them.
func Parse(r io.Reader) (*Weights, error) {
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<20)
	w := newWeights()
	for line := 1; in.Scan(); line++ {
		if strings.HasPrefix(in.Text(), "#") {
			continue
		}
		if w.Classes == nil {
			_, classes, _ := strings.Cut(in.Text(), "\t")
			for class := range strings.FieldsSeq(classes) {
				w.Classes = append(w.Classes, opportunity.Role(class))
			}
			continue
		}
		row := make([]float32, len(w.Classes))
		name, err := softmax.ReadRow(in.Text(), func(class, number string) bool {
			i := slices.Index(w.Classes, opportunity.Role(class))
			x, err := strconv.ParseFloat(number, 32)
			if i < 0 || err != nil {
				return false
			}
			row[i] = float32(x)
			return true
		})
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
		w.add(name, row)
	}
	if len(w.Classes) == 0 {
		return nil, fmt.Errorf("no classes: %w", io.ErrUnexpectedEOF)
	}
	return w, in.Err()
}

// Write writes the weights as text, a line a feature in alphabetical order, with the weights of note.
func (w *Weights) Write(out io.Writer) error {
	b := bufio.NewWriter(out)
	fmt.Fprintf(b, "# What each feature of a date speaks for; learnt, not written: see docs/accuracy.md.\nclasses\t")
	for i, c := range w.Classes {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(string(c))
	}
	b.WriteByte('\n')
	names := make([]string, 0, len(w.rows.entries))
	for name := range w.rows.all() {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		var weights []float64
		for _, at := range w.row([]byte(name)) {
			weights = append(weights, w.values[at])
		}
		softmax.WriteRow(b, name, w.Classes, weights, least, 2)
	}
	return b.Flush()
}

// least is the smallest weight that is written.
const least = 0.1
