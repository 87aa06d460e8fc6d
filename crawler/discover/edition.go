package discover

import (
	"slices"
	"unicode/utf8"

	"koubo/crawler/discover/vocabulary"
	"koubo/parsers/pager"
)

// bareRunes is what a list that is named by its year says beside it at most: 年度分, 年度の一覧.
const bareRunes = 5

// isTermAlone reports whether the name of a list is a year, a month or the like, and nothing else.
func isTermAlone(words string) bool {
	term, ok := pager.TermIn(words)
	return ok && utf8.RuneCountInString(term.Beside) <= bareRunes && vocabulary.Of(term.Beside).Class != vocabulary.Decoy
}

// series is what lists of several years, months or numbers have in common: what their names say beside it. The zero value is no series.
type series struct {
	unit   pager.Unit
	beside string
}

// on tells the series of one page from those of others.
func (s series) on(address string) string { return address + " " + string(s.unit) + " " + s.beside }

// editions are the lists of series that a page links, or is one of, in its order.
type editions map[series][]edition

type edition struct {
	term pager.Term
	key  string // of its address
}

func editionsOf(a sheet) editions {
	all := editions{}
	for _, l := range append([]link{{url: a.url, text: a.title}}, a.links...) {
		if term, ok := pager.TermIn(l.text); ok {
			of := seriesOf(term)
			all[of] = append(all[of], edition{term, keyOf(l.url)})
		}
	}
	return all
}

func seriesOf(t pager.Term) series { return series{t.Unit, t.Beside} }

// of tells which series a link is of, and which later lists of it the page links: how many terms, and the lists' keys.
func (all editions) of(l link) (of series, newer int, keys []string) {
	term, ok := pager.TermIn(l.text)
	if !ok {
		return series{}, 0, nil
	}
	of = seriesOf(term)
	fiscal := isFiscal(all[of])
	later := map[int]bool{}
	for _, other := range all[of] {
		if order := other.term.Order(fiscal); order > term.Order(fiscal) {
			later[order] = true
			keys = append(keys, other.key)
		}
	}
	return of, len(later), keys
}

// isFiscal reports whether the lists of a series are of fiscal years: where their names do not say so, whether months of one year stand in
// the order of those, not in that of the calendar.
func isFiscal(all []edition) bool {
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
