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

// TextsForFacets is how many texts are read for the numbers of a selection with words.
const TextsForFacets = 4096

// facets counts by the cardinalities of postings; no record is read.
func (p *plan) facets() (*Facets, error) {
	f := &Facets{Kinds: map[opportunity.Kind]int{}, Stages: map[opportunity.Stage]int{}, Statuses: map[opportunity.Status]int{},
		Prefectures: map[string]int{}, Issuers: map[string]int{}, Themes: map[string]int{}}
	if p.alive.end < layout.NoClosing {
		f.Until = time.Unix(int64(p.alive.end), 0)
	}
	left := TextsForFacets
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
	wanted := roaring.New()
	for _, one := range counters {
		wanted.Or(one.base)
	}
	if c.err != nil || wanted.IsEmpty() {
		return c.err
	}
	holding := c.sift(wanted, left)
	for _, one := range counters {
		one.base.And(holding)
		one.count(one.base)
	}
	return c.err
}

// sift leaves of documents those that have the words, as long as texts may be read.
func (c *counting) sift(wanted documents, left *int) documents {
	if len(c.words) == 0 {
		return wanted
	}
	s, err := c.withWords(c.block, wanted)
	if err != nil {
		c.err = err
		return wanted
	}
	open := roaring.AndNot(s.may, s.sure)
	if *left -= int(open.GetCardinality()); *left < 0 {
		c.facets.Rough = true
		return s.may
	}
	for low := open.Iterator(); low.HasNext(); {
		if at := low.Next(); c.hasWords(c.block.At(at)) {
			s.sure.Add(at)
		}
	}
	return s.sure
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
	all, rest := c.get(c.everyRecord(c.block)), c.get(c.rest(c.block, q))
	kind, stage, status := c.get(c.ofKind(c.block, q)), c.get(c.ofStage(c.block, q)), c.get(c.ofStatus(c.block, q))
	place, issuer, theme := c.get(c.ofPrefecture(c.block, q)), c.get(c.ofIssuer(c.block, q)), c.get(c.ofTheme(c.block, q))
	fixed := among(all, rest)
	counters := []counter{
		{among(fixed, stage, status, place, issuer, theme), func(base documents) { countTerms(c, base, index.KindTerm, opportunity.Kinds(), nil, f.Kinds) }},
		{among(fixed, kind, c.get(c.ofStatus(c.block, anyStage)), place, issuer, theme), func(base documents) { countTerms(c, base, index.StageTerm, others, nil, f.Stages) }},
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

// among returns what all conditions leave of a set.
func among(set documents, conditions ...documents) documents {
	left := set.Clone()
	for _, one := range conditions {
		if one != nil {
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
	fresh, bits := base, denseOf(base)
	freshBits := bits
	if there != nil {
		fresh = roaring.AndNot(base, there)
		freshBits = denseOf(fresh)
	}
	for _, value := range values {
		of, ofBits := fresh, freshBits
		if slices.Contains(chosen, value) {
			of, ofBits = base, bits
		}
		n, err := c.count(c.block, field+string(value), of, ofBits)
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
	for _, status := range layout.CourseStatuses {
		standing, err := c.standing(c.block, status)
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
	slices.Sort(prefectures)
	for _, prefecture := range slices.Compact(prefectures) {
		countTerms(c, base, index.IssuerTerm, c.values(c.block, index.IssuerTerm, prefecture), nil, c.facets.Issuers)
	}
}
