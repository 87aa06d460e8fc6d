package selection

import (
	"koubo/store/index"
	"koubo/store/layout"
)

// condition is one part of what a selection asks for. The conditions are looked up once for each block: the page and the numbers
// of further choices are made of the same ones.
type condition int

const (
	thatIsThere condition = iota
	ofRest                // what no facet counts the choices of
	ofIssuer
	ofPrefecture
	ofTheme
	ofKind
	ofStage
	ofStatus
	conditions
)

// met is what was looked up of the conditions in a block.
type met [conditions]*struct{ documents documents }

// condition returns the documents of a block that meet a condition, nil for all of them.
func (p *plan) condition(b layout.Block, c condition) (documents, error) {
	known := p.met[b]
	if known == nil {
		known = &met{}
		p.met[b] = known
	}
	if known[c] == nil {
		found, err := p.lookUp(b, c)
		if err != nil {
			return nil, err
		}
		known[c] = &struct{ documents documents }{found}
	}
	return known[c].documents, nil
}

func (p *plan) lookUp(b layout.Block, c condition) (documents, error) {
	q := p.query
	switch c {
	case thatIsThere:
		return p.waiting.usually(b, c, func() (documents, error) { return p.everyRecord(b) })
	case ofRest:
		return p.rest(b, q)
	case ofIssuer:
		return union(p, b, index.IssuerTerm, q.Issuers)
	case ofPrefecture:
		return union(p, b, index.PrefectureTerm, q.Prefectures)
	case ofTheme:
		return union(p, b, index.ThemeTerm, q.Themes)
	case ofKind:
		if len(q.Kinds) > 0 || q.AllKinds {
			return union(p, b, index.KindTerm, q.Kinds)
		}
		return p.waiting.usually(b, c, func() (documents, error) { return p.butRoutine(b) })
	case ofStage:
		return p.ofStage(b, q)
	}
	return p.ofStatus(b, q)
}

// chosen returns the documents of a block that the selection chooses, its words aside. In a file of an older format, and where it
// asks for what changed since an instant, others may be among them.
func (p *plan) chosen(b layout.Block) (documents, error) {
	all, err := p.condition(b, thatIsThere)
	if err != nil {
		return nil, err
	}
	found := all.Clone()
	for c := ofRest; c < conditions && !found.IsEmpty(); c++ {
		some, err := p.condition(b, c)
		if err != nil {
			return nil, err
		}
		if some != nil {
			found.And(some)
		}
	}
	return found, nil
}
