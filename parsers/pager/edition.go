package pager

import (
	"slices"

	"golang.org/x/net/html"
)

// Series is what lists of several years, months or numbers have in common: what their names say beside it. The zero value is no series.
type Series struct {
	Unit   Unit
	Beside string
}

// Edition is a list by its name, and the key by which it is told apart.
type Edition struct {
	Name, Key string
	term      Term
	node      *html.Node // that names it, where it is read from a page
}

// Editions are lists of series, in the order of the page that links them.
type Editions map[Series][]Edition

// EditionsOf sorts those of some lists that are of a series.
func EditionsOf(named []Edition) Editions {
	all := Editions{}
	for _, e := range named {
		term, ok := TermIn(e.Name)
		if e.term = term; ok {
			all.add(e)
		}
	}
	return all
}

// add adds a list whose term is known.
func (all Editions) add(e Edition) { all[seriesOf(e.term)] = append(all[seriesOf(e.term)], e) }

func seriesOf(t Term) Series { return Series{t.Unit, t.Beside} }

// Of tells which series a list of a term is of, none for the zero value, and which of it are later: how many terms, and their keys.
func (all Editions) Of(term Term) (of Series, newer int, keys []string) {
	of = seriesOf(term)
	fiscal := isFiscal(all[of])
	later := map[int]bool{}
	for _, other := range all[of] {
		if order := other.term.Order(fiscal); order > term.Order(fiscal) {
			later[order] = true
			keys = append(keys, other.Key)
		}
	}
	return of, len(later), keys
}

// isFiscal reports whether the lists of a series are of fiscal years: where their names do not say so, whether months of one year stand in
// the order of those, not in that of the calendar.
func isFiscal(all []Edition) bool {
	months := make([]int, 0, len(all))
	for _, e := range all {
		if e.term.Year > 0 {
			return e.term.Fiscal
		}
		months = append(months, e.term.Order(false))
	}
	forward := slices.IsSorted(months)
	slices.Reverse(months)
	return !forward && !slices.IsSorted(months)
}
