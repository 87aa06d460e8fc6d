package sources

import (
	"maps"
	"slices"
	"time"

	"koubo/opportunity/jdate"
)

const seasons = 14 // months whose shortest first page is remembered

// NoteSeason remembers how many announcements stand on the first page, where they are the fewest of the month.
func (a *AddressHealth) NoteSeason(at time.Time, page int) {
	season, month := maps.Clone(a.Season), monthOf(at, 0)
	if season == nil {
		season = map[string]int{}
	}
	if least, known := season[month]; !known || page < least {
		season[month] = page
	}
	for months := slices.Sorted(maps.Keys(season)); len(months) > seasons; months = months[1:] {
		delete(season, months[0])
	}
	a.Season = season
}

// AYearAgo is the fewest announcements that stood on the first page in the same month of the year before, or in the months beside it.
func (a AddressHealth) AYearAgo(at time.Time) (least int, known bool) {
	for _, months := range []int{-13, -12, -11} {
		if n, ok := a.Season[monthOf(at, months)]; ok && (!known || n < least) {
			least, known = n, true
		}
	}
	return least, known
}

// monthOf is a month in Japan, so many later: 2026-04.
func monthOf(at time.Time, later int) string {
	day := at.In(jdate.JST)
	return time.Date(day.Year(), day.Month()+time.Month(later), 1, 0, 0, 0, 0, jdate.JST).Format("2006-01")
}
