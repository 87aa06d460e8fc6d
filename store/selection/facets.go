package selection

import (
	"errors"
	"slices"
	"time"

	"github.com/RoaringBitmap/roaring/v2"

	"koubo/opportunity"
	"koubo/store/index"
	"koubo/store/layout"
)

// Facets are, field by field, the numbers of what choosing one value more would give: where nothing is chosen in its field,
// how many records the selection would have with the value; where something is, how many the value would add, and of a chosen
// value how many of the selection have it. Values without any are missing.
type Facets struct {
	Kinds       map[opportunity.Kind]int
	Stages      map[opportunity.Stage]int
	Statuses    map[opportunity.Status]int
	Prefectures map[string]int // by 2 digits
	Issuers     map[string]int // by code; only of the prefectures that are chosen, or of which a body is
	Themes      map[string]int
	Until       time.Time // from which on time alone moves the numbers; zero where it never does
	Rough       bool      // too many texts hold the words' characters to read them all: the numbers may be too great
}

// textsForFacets is how many texts are read for the numbers of a selection with words.
const textsForFacets = 4096

// facets counts by the cardinalities of postings; no record is read.
func (p *plan) facets() (*Facets, error) {
	f := &Facets{Kinds: map[opportunity.Kind]int{}, Stages: map[opportunity.Stage]int{}, Statuses: map[opportunity.Status]int{},
		Prefectures: map[string]int{}, Issuers: map[string]int{}, Themes: map[string]int{}}
	if p.alive.end < layout.NoClosing {
		f.Until = time.Unix(int64(p.alive.end), 0)
	}
	left := textsForFacets
	for b := int(p.newest.Block()); b >= 0; b-- {
		c := counting{plan: p, block: layout.Block(b), facets: f}
		if err := c.run(&left); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// counting is the count of one block.
type counting struct {
	*plan
	block  layout.Block
	facets *Facets
	err    error
}

// counter counts the values of one field among the documents that all other conditions leave.
type counter struct {
	base  documents
	count func(base documents)
}

func (c *counting) run(left *int) error {
	counters := c.counters()
	if c.err == nil && len(c.words) > 0 {
		c.sift(counters, left)
	}
	if c.err != nil {
		return c.err
	}
	for _, one := range counters {
		one.count(one.base)
	}
	return c.err
}

// sift leaves to the counters what has the words, as long as texts may be read.
func (c *counting) sift(counters []counter, left *int) {
	wanted := roaring.New()
	for _, one := range counters {
		wanted.Or(one.base)
	}
	s, err := c.withWords(c.block, wanted)
	if err != nil {
		c.err = err
		return
	}
	holding, open := s.sure, roaring.AndNot(s.may, s.sure)
	if *left -= int(open.GetCardinality()); *left < 0 {
		c.facets.Rough = true
		holding, open = s.may, roaring.New()
	}
	for low := open.Iterator(); low.HasNext(); {
		if at := low.Next(); c.hasWords(c.block.At(at)) {
			holding.Add(at)
		}
	}
	for _, one := range counters {
		one.base.And(holding)
	}
}

// counters pairs the fields with what the other conditions leave: the choice of a kind is counted among all kinds.
func (c *counting) counters() []counter {
	q, f := c.query, c.facets
	anyStage := q
	anyStage.Stages = nil
	final := anyStage // a result is shown though it is over
	final.AllStatuses = true
	finals := []opportunity.Stage{opportunity.Result, opportunity.Cancelled}
	others := slices.DeleteFunc(opportunity.Stages(), func(s opportunity.Stage) bool { return slices.Contains(finals, s) })
	get := func(of condition) documents { return c.get(c.condition(c.block, of)) }
	all, rest, kind, stage, status := get(thatIsThere), get(ofRest), get(ofKind), get(ofStage), get(ofStatus)
	place, issuer, theme := get(ofPrefecture), get(ofIssuer), get(ofTheme)
	if c.err != nil {
		return nil
	}
	anyStatus := status // of any stage
	if len(q.Stages) > 0 {
		anyStatus = c.get(c.ofStatus(c.block, anyStage))
	}
	fixed := among(all, rest)
	counters := []counter{
		{among(fixed, stage, status, place, issuer, theme), func(base documents) { countTerms(c, base, index.KindTerm, opportunity.Kinds(), nil, f.Kinds) }},
		{among(fixed, kind, anyStatus, place, issuer, theme), func(base documents) { countTerms(c, base, index.StageTerm, others, nil, f.Stages) }},
		{among(fixed, kind, c.get(c.ofStatus(c.block, final)), place, issuer, theme), func(base documents) { countTerms(c, base, index.StageTerm, finals, nil, f.Stages) }},
		{among(fixed, kind, stage, place, issuer, theme), c.countStatuses},
		{among(fixed, kind, stage, status, issuer, theme), func(base documents) {
			countTerms(c, base, index.PrefectureTerm, c.values(c.block, index.PrefectureTerm, ""), nil, f.Prefectures)
		}},
		{among(fixed, kind, stage, status, place, issuer), func(base documents) { countTerms(c, base, index.ThemeTerm, opportunity.Themes(), q.Themes, f.Themes) }},
	}
	if len(q.Prefectures)+len(q.Issuers) > 0 {
		counters = append(counters, counter{among(fixed, kind, stage, status, place, theme), c.countIssuers})
	}
	return counters
}

// get keeps the error of a condition, and returns its documents.
func (c *counting) get(found documents, err error) documents {
	c.err = errors.Join(c.err, err)
	return found
}

// among returns what all conditions leave of a set. The smallest comes first: what is left of a few is made without the many.
func among(set documents, conditions ...documents) documents {
	least, size := set, set.GetCardinality()
	for _, one := range conditions {
		if one != nil && one.GetCardinality() < size {
			least, size = one, one.GetCardinality()
		}
	}
	left := least.Clone()
	for _, one := range append(conditions, set) {
		if one != nil && one != least {
			left.And(one)
		}
	}
	return left
}

// countTerms adds up how many documents have each value. Where a record may have several of the values, chosen are those
// whose records the others do not add.
func countTerms[T ~string](c *counting, base documents, field string, values, chosen []T, to map[T]int) {
	there, err := union(c.plan, c.block, field, chosen)
	if err != nil {
		c.err = err
		return
	}
	if base.IsEmpty() {
		return
	}
	all := postingOf(base)
	fresh := all
	if there != nil {
		fresh = postingOf(roaring.AndNot(base, there))
	}
	for _, value := range values {
		of := fresh
		if slices.Contains(chosen, value) {
			of = all
		}
		n, err := c.count(c.block, field+string(value), of)
		if err != nil {
			c.err = err
			return
		}
		if n > 0 {
			to[value] += n
		}
	}
}

func (c *counting) countStatuses(base documents) {
	if base.IsEmpty() {
		return
	}
	for _, status := range layout.CourseStatuses {
		standing, err := c.standing(c.block, status, base)
		if err != nil {
			c.err = err
			return
		}
		if n := base.AndCardinality(standing); n > 0 {
			c.facets.Statuses[status] += int(n)
		}
	}
}

// countIssuers counts bodies, whose codes the postings list.
func (c *counting) countIssuers(base documents) {
	prefectures := slices.Clone(c.query.Prefectures)
	for _, code := range c.query.Issuers {
		prefectures = append(prefectures, code[:min(len(code), 2)])
	}
	if base.IsEmpty() {
		return
	}
	slices.Sort(prefectures)
	for _, prefecture := range slices.Compact(prefectures) {
		err := c.eachCount(c.block, index.IssuerTerm, prefecture, base, func(issuer string, n int) { c.facets.Issuers[issuer] += n })
		c.err = errors.Join(c.err, err)
	}
}
