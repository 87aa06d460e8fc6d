package weigh

import (
	_ "embed"
	"fmt"
	"io"
	"strings"
	"sync"
)

// Model weighs the dates of a text twice: each alone, and then again in view of what was made of the others. A table of other
// calls shows by its other rows, a second last day by the surer one elsewhere.
type Model struct {
	Alone    *Weights // of a statement without Others
	Together *Weights // of one with them
}

// newModel joins the weights of two stages, which keep the names of their features together from then on.
func newModel(first, second *Weights) *Model {
	names := first.rows
	for name, at := range second.rows.all() {
		both, known := names.find([]byte(name))
		if !known {
			both[alone] = -1
		}
		both[together] = at[alone]
		names.set(name, both)
	}
	second.rows, second.stage = names, together
	return &Model{first, second}
}

//go:embed alone.txt
var learntAlone string

//go:embed together.txt
var learntTogether string

// Text is the files of Learnt, one after the other.
func Text() string { return learntAlone + learntTogether }

// Learnt returns the model that was learnt from the labelled files.
var Learnt = sync.OnceValue(func() *Model {
	m, err := ParseModel(strings.NewReader(learntAlone), strings.NewReader(learntTogether))
	if err != nil {
		panic(err) // of files of the program's own, read by a test
	}
	return m
})

// ParseModel reads the two files of a model, as Weights.Write writes them.
func ParseModel(alone, together io.Reader) (*Model, error) {
	first, err := Parse(alone)
	if err != nil {
		return nil, fmt.Errorf("weights of dates alone: %w", err)
	}
	second, err := Parse(together)
	if err != nil {
		return nil, fmt.Errorf("weights of dates together: %w", err)
	}
	return newModel(first, second), nil
}

// Weigh weighs the dates of one text, given in its order, and notes the Others of each.
func (m *Model) Weigh(text []*Statement) []Judgement {
	known := verdicts{}
	first, classes := make([]float64, len(m.Alone.Classes)), len(m.Together.Classes)
	second := make([]float64, len(text)*classes) // what the features that both weights know tell of a date
	judged := make([]Judgement, len(text))
	for i, s := range text {
		s.Others = nil
		clear(first)
		sums := second[i*classes:][:classes]
		s.features(known, func(name []byte) {
			at, known := m.Alone.rows.find(name)
			if !known {
				return
			}
			m.Alone.addTo(first, m.Alone.rowAt(at))
			m.Together.addTo(sums, m.Together.rowAt(at))
		})
		judged[i] = m.Alone.judgement(first)
	}
	all := make([]Judgement, len(text))
	for i, s := range text {
		s.Others = othersOf(text, judged, i)
		sums := second[i*classes:][:classes]
		f := featurer{Statement: s, take: func(name []byte) { m.Together.addTo(sums, m.Together.row(name)) }}
		f.others()
		all[i] = m.Together.judgement(sums)
	}
	return all
}

// WeightsFor returns the weights that a statement is weighed by.
func (m *Model) WeightsFor(s *Statement) *Weights {
	if s.Others != nil {
		return m.Together
	}
	return m.Alone
}
