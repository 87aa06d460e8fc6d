package weigh

import (
	"bufio"
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

//go:embed alone.txt
var learntAlone string

//go:embed together.txt
var learntTogether string

// Learnt returns the model that was learnt from the labelled files.
var Learnt = sync.OnceValue(func() *Model {
	m, err := ParseModel(strings.NewReader(learntAlone), strings.NewReader(learntTogether))
	if err != nil {
		panic(err) // of files of the program's own, read by a test
	}
	return m
})

// ParseModel reads the two files of a model, as Weights.Write writes them.
func ParseModel(alone, together io.Reader) (m *Model, err error) {
	m = &Model{}
	if m.Alone, err = Parse(alone); err != nil {
		return nil, fmt.Errorf("weights of dates alone: %w", err)
	}
	if m.Together, err = Parse(bufio.NewReader(together)); err != nil {
		return nil, fmt.Errorf("weights of dates together: %w", err)
	}
	return m, nil
}

// Weighed is a statement with what the weights made of it.
type Weighed struct {
	Statement
	Judgement Judgement
}

// Weigh weighs the dates of one text, given in its order. The statements returned have their Others.
func (m *Model) Weigh(text []Statement) []Weighed {
	alone, together := m.Alone.Judge(), m.Together.Judge()
	together.known = alone.known
	judged := make([]Judgement, len(text))
	for i, s := range text {
		s.Others = nil
		judged[i] = alone.Weigh(s)
	}
	all := make([]Weighed, len(text))
	for i, s := range text {
		s.Others = othersOf(text, judged, i)
		all[i] = Weighed{s, together.Weigh(s)}
	}
	return all
}

// WeightsFor returns the weights that a statement is weighed by.
func (m *Model) WeightsFor(s Statement) *Weights {
	if s.Others != nil {
		return m.Together
	}
	return m.Alone
}
