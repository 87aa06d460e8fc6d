package crawler

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"koubo/opportunity/jdate"
)

// withdrawVanished takes open announcements to be withdrawn that their lists dropped on two visits although they still show
// older ones. Those that merely fell off the end of a feed are no longer shown either, but are still open: their own
// pages are looked at instead.
func (rs *results) withdrawVanished(oldest jdate.Date) {
	for _, key := range slices.Sorted(maps.Keys(rs.memory.Known)) {
		k := rs.known(key)
		if k.ID == "" || !k.OpenAt(rs.at) || k.Gone || k.Missed < 2 || k.Missed == rs.memory.Known[key].Missed {
			continue
		}
		if day := listedDay(k.Date); day == "" || oldest == "" || day <= oldest {
			continue
		}
		rs.visit.Withdrawn[k.ID] = fmt.Sprintf("its list carried it no longer on %d visits, though it still shows older announcements", k.Missed)
		k.Gone, k.Open = true, false
		rs.visit.Known[key] = k
	}
}

// oldestListed returns the earliest day that the entries read in this visit give any announcement, "" where they give
// none. Dropped announcements count, too: they show how far back the lists reach.
func oldestListed(entries []entry) jdate.Date {
	oldest := jdate.Date("")
	for _, e := range entries {
		for _, d := range e.drafts {
			if day := listedDay(d.Published); day != "" && (oldest == "" || day < oldest) {
				oldest = day
			}
		}
	}
	return oldest
}

// listedDay reads the day that a feed or list gives an announcement, "" where it gives none that stands for itself.
func listedDay(words string) jdate.Date {
	if t, err := time.Parse(time.RFC3339, words); err == nil {
		return jdate.DateOf(t)
	}
	return jdate.Day(words)
}
