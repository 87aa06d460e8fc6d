package sources

import (
	"testing"
	"time"
)

func TestSeason(t *testing.T) {
	var a AddressHealth
	at := time.Date(2025, 4, 30, 16, 0, 0, 0, time.UTC) // 1 May in Japan
	for n, page := range []int{9, 4, 7} {
		a.NoteSeason(at.AddDate(0, 0, n), page)
	}
	for name, c := range map[string]struct {
		at    time.Time
		least int
		known bool
	}{
		"a year later":        {time.Date(2026, 5, 20, 0, 0, 0, 0, time.UTC), 4, true},
		"the month before it": {time.Date(2026, 4, 2, 0, 0, 0, 0, time.UTC), 4, true},
		"the same year":       {time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC), 0, false},
		"half a year later":   {time.Date(2025, 11, 1, 0, 0, 0, 0, time.UTC), 0, false},
	} {
		if least, known := a.AYearAgo(c.at); least != c.least || known != c.known {
			t.Errorf("%s: %d %v", name, least, known)
		}
	}
	for n := range 20 {
		a.NoteSeason(time.Date(2025, time.Month(5+n), 10, 0, 0, 0, 0, time.UTC), 3)
	}
	if len(a.Season) != seasons {
		t.Errorf("%d months", len(a.Season))
	}
}
