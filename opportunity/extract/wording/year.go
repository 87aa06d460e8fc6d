package wording

import (
	"strconv"

	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

// Year is a year that words name: 令和5年, 2024年度.
type Year struct {
	Number int  // western
	Fiscal bool // it ends on 31 March of the next
}

// namedYear is a year of the present era or of this century, as words name it.
var namedYear = jtext.MustPattern(`(?:(令和|R) ?([0-9]{1,2}|元)|(20[0-9]{2})) ?(?:年(度)?|(度)|[./])`)

const beforeReiwa = 2018

// Years returns the years that folded words name, in their order.
func Years(words string) (years []Year) {
	for _, found := range namedYear.FindAllStringSubmatchIndex(words, -1) {
		group := func(n int) string { return words[max(0, found[2*n]):max(0, found[2*n+1])] }
		number, err := strconv.Atoi(group(2) + group(3))
		if err != nil {
			number = 1 // 元
		}
		if group(1) != "" {
			number += beforeReiwa
		}
		years = append(years, Year{number, group(4)+group(5) != ""})
	}
	return years
}

// End returns the last day of a year.
func (y Year) End() jdate.Date {
	if y.Fiscal {
		return jdate.NewDate(y.Number+1, 3, 31)
	}
	return jdate.NewDate(y.Number, 12, 31)
}

// IsOver reports whether a year was over on a day; "" is no day.
func (y Year) IsOver(day jdate.Date) bool { return day != "" && y.End() < day }

// LastFiscalYear returns the latest fiscal year that folded words name.
func LastFiscalYear(words string) (last Year, found bool) {
	for _, y := range Years(words) {
		if y.Fiscal && (!found || y.Number > last.Number) {
			last, found = y, true
		}
	}
	return last, found
}
