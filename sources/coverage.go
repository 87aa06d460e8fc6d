package sources

import (
	"cmp"
	"slices"
	"time"

	"koubo/sources/municipality"
)

// Coverage counts the bodies of a part of the country by how far they are watched. Each body that is catalogued stands in one of
// Working to Waiting: in that of its source which most needs a hand.
type Coverage struct {
	Bodies     int `json:"bodies"`     // there are
	Catalogued int `json:"catalogued"` // have a source
	Discovered int `json:"discovered"` // of which a feed or a list is known, named or found
	Working    int `json:"working"`    // read as they should be
	Degraded   int `json:"degraded"`   // read, but a field they used to give is gone
	Broken     int `json:"broken"`     // cannot be read: failing, blocked or suspect
	Silent     int `json:"silent"`     // answer, and nothing new comes, or nothing at all
	Waiting    int `json:"waiting"`    // not visited yet
}

// PrefectureCoverage is the coverage of one prefecture, itself among its bodies.
type PrefectureCoverage struct {
	Code string `json:"code"` // "01" to "47"
	Name string `json:"name"`
	Coverage
}

// WatchedBody is a body and when koubo read announcements of it first.
type WatchedBody struct {
	municipality.Body
	Source string // id
	Since  time.Time
}

// CoverageOf counts the bodies of each prefecture, in the order of their codes, and of all of them. Sources of bodies that are
// none of the table's count nowhere.
func CoverageOf(list []Source, health func(id string) Health) (all Coverage, each []PrefectureCoverage) {
	places := map[string]int{}
	for n, p := range municipality.All().Prefectures() {
		places[p.Code] = n
		each = append(each, PrefectureCoverage{Code: p.Code, Name: p.Name, Coverage: Coverage{Bodies: len(municipality.All().Of(p.Code))}})
	}
	states, known := map[string]State{}, map[string]bool{}
	for _, src := range list {
		code, h := src.Issuer.Code, health(src.ID)
		states[code] = worse(states[code], cmp.Or(h.State, Never))
		known[code] = known[code] || len(src.With(h.Found).Feeds)+len(src.With(h.Found).Lists) > 0
	}
	for code, state := range states {
		if _, exists := municipality.All().ByCode(code); exists {
			each[places[code[:2]]].count(state, known[code])
		}
	}
	for _, p := range each {
		all.add(p.Coverage)
	}
	return all, each
}

// worse is the one of two states that needs a hand first; "" is none.
func worse(a, b State) State {
	if a == "" || slices.Index(States(), b) < slices.Index(States(), a) {
		return b
	}
	return a
}

// count counts a body whose sources are in a state.
func (c *Coverage) count(state State, known bool) {
	c.Catalogued++
	if known {
		c.Discovered++
	}
	switch {
	case state.InTrouble():
		c.Broken++
	case state == Degraded:
		c.Degraded++
	case state == Stale, state == Empty:
		c.Silent++
	case state == Never:
		c.Waiting++
	default:
		c.Working++
	}
}

func (c *Coverage) add(other Coverage) {
	c.Bodies += other.Bodies
	c.Catalogued += other.Catalogued
	c.Discovered += other.Discovered
	c.Working += other.Working
	c.Degraded += other.Degraded
	c.Broken += other.Broken
	c.Silent += other.Silent
	c.Waiting += other.Waiting
}

// NewlyWatched returns up to n bodies in the order in which koubo began to read announcements of them, the latest first.
func NewlyWatched(list []Source, health func(id string) Health, n int) []WatchedBody {
	first := map[string]WatchedBody{}
	for _, src := range list {
		body, exists := municipality.All().ByCode(src.Issuer.Code)
		since := health(src.ID).Watched
		if before, twice := first[body.Code]; !exists || since.IsZero() || twice && before.Since.Before(since) {
			continue
		}
		first[body.Code] = WatchedBody{body, src.ID, since}
	}
	var all []WatchedBody
	for _, w := range first {
		all = append(all, w)
	}
	slices.SortFunc(all, func(a, b WatchedBody) int { return cmp.Or(b.Since.Compare(a.Since), cmp.Compare(a.Code, b.Code)) })
	return all[:min(len(all), n)]
}
