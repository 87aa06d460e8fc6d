package discover

import (
	"unicode/utf8"

	"koubo/parsers/pager"
)

// bareRunes is what a list that is named by its year says beside it at most: 年度分, 年度の一覧.
const bareRunes = 5

// isYearAlone reports whether the name of a list is a year and nothing else.
func isYearAlone(words string) bool {
	year, rest := pager.YearIn(words)
	return year > 0 && utf8.RuneCountInString(rest) <= bareRunes && promiseOf(rest).class != decoy
}

// yearly are the lists by years that a page links, or is one of, by what their names say beside the year.
type yearly map[string][]yearList

type yearList struct {
	year int
	key  string // of its address
}

func yearlyOf(a sheet) yearly {
	y := yearly{}
	for _, l := range append([]link{{url: a.url, text: a.title}}, a.links...) {
		if year, rest := pager.YearIn(l.text); year > 0 {
			y[rest] = append(y[rest], yearList{year, keyOf(l.url)})
		}
	}
	return y
}

// of tells which lists of years a link is of, "" for none, and those of a newer year that the page links: how many years, and their
// keys.
func (y yearly) of(l link) (series string, newer int, keys []string) {
	year, rest := pager.YearIn(l.text)
	if year == 0 {
		return "", 0, nil
	}
	years := map[int]bool{}
	for _, other := range y[rest] {
		if other.year > year {
			years[other.year] = true
			keys = append(keys, other.key)
		}
	}
	return rest, len(years), keys
}
