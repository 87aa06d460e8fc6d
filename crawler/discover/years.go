package discover

import (
	"slices"
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

// yearly are the years whose lists a page links, or names itself by, the newest first, by what is said beside the year.
type yearly map[string][]int

func yearlyOf(a sheet) yearly {
	y := yearly{}
	for _, l := range append([]link{{text: a.title}}, a.links...) {
		if year, rest := pager.YearIn(l.text); year > 0 && !slices.Contains(y[rest], year) {
			y[rest] = append(y[rest], year)
		}
	}
	for _, years := range y {
		slices.SortFunc(years, func(a, b int) int { return b - a })
	}
	return y
}

// of tells which lists of years a link is of, "" for none, and how many newer ones of them the page links.
func (y yearly) of(l link) (series string, newer int) {
	year, rest := pager.YearIn(l.text)
	if year == 0 {
		return "", 0
	}
	return rest, slices.Index(y[rest], year)
}
