package crawler

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"koubo/opportunity/jdate"
)

// missVanished takes open announcements to be withdrawn that their lists dropped on two visits although they still show
// older ones. Those that merely fell off the end of a feed are no longer shown either, but are still open: their own
// pages are rechecked instead.
func (v *visit) missVanished() {
	for _, address := range slices.Sorted(maps.Keys(v.memory.Known)) {
		k := v.known(address)
		if !k.OpenAt(v.at) || k.Gone || k.Missed < 2 || k.Missed == v.memory.Known[address].Missed {
			continue
		}
		if day := listedDay(k.Date); day == "" || v.oldest == "" || day <= v.oldest {
			continue
		}
		v.result.Withdrawn[k.ID] = fmt.Sprintf("its list carried it no longer on %d visits, though it still shows older announcements", k.Missed)
		k.Gone, k.Open = true, false
		v.result.Known[address] = k
	}
}

// oldestListed returns the earliest day that the entries read in this visit give any announcement, "" where they give
// none. Dropped announcements count, too: they show how far back the lists reach.
func (v *visit) oldestListed() jdate.Date {
	oldest := jdate.Date("")
	for _, e := range v.entries {
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
