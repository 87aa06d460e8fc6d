package weigh

import (
	_ "embed"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"koubo/opportunity"
	"koubo/opportunity/extract/softmax"
)

// question is one of the three that are asked of a title. The columns of its classes stand together.
type question int

const (
	callQuestion  question = iota // does it ask companies for something now? One column.
	kindQuestion                  // what kind is it, or none? None comes first.
	stageQuestion                 // and what stage of it?
)

// None is the kind of a title that announces no opportunity and no stage of one.
const None = "-"

// columns are the names of the classes of all questions, in the order of the questions.
var columns = slices.Concat([]string{"call", None}, names(opportunity.Kinds()), names([]opportunity.Stage{opportunity.OpenCall, opportunity.Amendment, opportunity.QA, opportunity.Notice,
	opportunity.Result, opportunity.Cancelled}))

// maxColumns bounds their number.
const maxColumns = 32

// begins are the first columns of the questions, and what follows the last.
var begins = [...]int{0, 1, 2 + len(opportunity.Kinds()), len(columns)}

func names[T ~string](list []T) (out []string) {
	for _, v := range list {
		out = append(out, string(v))
	}
	return out
}

// weight is what a feature adds to a column, in hundredths.
type weight struct {
	column uint8
	value  int16
}

// Weights say how much each feature of a title speaks for each class. They hold no pointers but to a few long pieces of memory.
type Weights struct {
	hashes  []uint64 // of the names of features; a power of two of places, at most half of them taken, 0 for none
	rows    []uint32 // beside them, the numbers of their rows
	ends    []uint32 // where the weights of each row end
	weights []weight
}

//go:embed titles.txt
var learnt string

// Text is the file of Learnt.
func Text() string { return learnt }

// Learnt returns the weights that were learnt from the labelled files.
var Learnt = sync.OnceValue(func() *Weights {
	w, err := Parse(learnt)
	if err != nil {
		panic(err) // of a file of the program's own, read by a test
	}
	return w
})

// row returns the weights of the feature whose name has that hash.
func (w *Weights) row(hash uint64) []weight {
	last := uint64(len(w.hashes) - 1)
	for at := mixed(hash) & last; ; at = (at + 1) & last {
		switch w.hashes[at] {
		case hash:
			n := w.rows[at]
			from := uint32(0)
			if n > 0 {
				from = w.ends[n-1]
			}
			return w.weights[from:w.ends[n]]
		case 0:
			return nil
		}
	}
}

func mixed(hash uint64) uint64 { return hash ^ hash>>29 }

// Parse reads weights as Write writes them.
func Parse(text string) (*Weights, error) {
	number := map[string]uint8{}
	for n, name := range columns {
		number[name] = uint8(n)
	}
	w := &Weights{}
	var hashes []uint64
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		name, err := softmax.ReadRow(strings.TrimSuffix(line, "\n"), func(class, digits string) bool {
			column, known := number[class]
			value, err := strconv.Atoi(digits)
			if !known || err != nil || value != int(int16(value)) {
				return false
			}
			w.weights = append(w.weights, weight{column, int16(value)})
			return true
		})
		if err != nil {
			return nil, err
		}
		w.ends = append(w.ends, uint32(len(w.weights)))
		hashes = append(hashes, hashOf(offset, name))
	}
	if len(hashes) == 0 {
		return nil, fmt.Errorf("no weights: %w", io.ErrUnexpectedEOF)
	}
	w.place(hashes)
	return w, nil
}

// place makes the table that leads from hashes to rows.
func (w *Weights) place(hashes []uint64) {
	size := 2
	for size < 2*len(hashes) {
		size *= 2
	}
	w.hashes, w.rows = make([]uint64, size), make([]uint32, size)
	for n, hash := range hashes {
		at := mixed(hash) & uint64(size-1)
		for w.hashes[at] != 0 {
			at = (at + 1) & uint64(size-1)
		}
		w.hashes[at], w.rows[at] = hash, uint32(n)
	}
}

// Judgement is how likely a title is what it may be, from 0 to 1.
type Judgement struct {
	Call   float64 // it asks companies for something
	None   float64 // it announces no opportunity and no stage of one
	Open   float64 // if it announces one, a stage in which entries may be taken
	Kind   opportunity.Kind
	KindP  float64 // of the likeliest kind, if it is any
	Stage  opportunity.Stage
	StageP float64
}

// Calls reports whether a title of that stage most likely asks companies for something now. One with answers mostly has nothing but them:
// whether it is the call's own, its form tells.
func (j Judgement) Calls(stage opportunity.Stage) bool {
	return j.Call >= .5 && j.None < .7 && (stage == opportunity.OpenCall || stage == opportunity.Amendment)
}

// How sure the weights must be to say something else than the rules do.
const (
	sureKind  = .3
	sureStage = .7
)

// KindOver returns the kind of a title that the rules take for one, or for none.
func (j Judgement) KindOver(rules opportunity.Kind) opportunity.Kind {
	if j.KindP >= sureKind {
		return j.Kind
	}
	return rules
}

// StageOver returns the stage of a title that the rules take for one.
func (j Judgement) StageOver(rules opportunity.Stage) opportunity.Stage {
	if j.StageP >= sureStage {
		return j.Stage
	}
	return rules
}

// Weigh weighs a title.
func (w *Weights) Weigh(t *Title) (j Judgement) {
	var hundredths [maxColumns]int32
	t.features(func(hash uint64, _, _ string) {
		for _, x := range w.row(hash) {
			hundredths[x.column%maxColumns] += int32(x.value)
		}
	})
	var room [maxColumns]float64
	sums := room[:len(columns)]
	for n := range sums {
		sums[n] = float64(hundredths[n]) / 100
	}
	j.Call = 1 / (1 + math.Exp(-sums[0]))
	kinds, stages := sums[begins[kindQuestion]:begins[stageQuestion]], sums[begins[stageQuestion]:]
	softmax.Probabilities(kinds)
	softmax.Probabilities(stages)
	j.None = kinds[0]
	best := likeliest(kinds[1:]) + 1
	j.Kind, j.KindP = opportunity.Kind(columns[begins[kindQuestion]+best]), kinds[best]/max(1-j.None, 1e-9)
	best = likeliest(stages)
	j.Stage, j.StageP = opportunity.Stage(columns[begins[stageQuestion]+best]), stages[best]
	j.Open = stages[0] + stages[1] + stages[2]
	return j
}

func likeliest(p []float64) (best int) {
	for i, x := range p {
		if x > p[best] {
			best = i
		}
	}
	return best
}
