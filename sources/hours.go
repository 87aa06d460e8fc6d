package sources

import (
	"time"

	"koubo/opportunity/jdate"
)

// Hours is a stretch of each day in Japan, such as 22:00-06:00; the zero value is none.
type Hours struct{ From, To time.Duration } // since midnight; To before From runs past midnight

// Contains reports whether the clock in Japan stands within h at t: From is in it, To is not.
func (h Hours) Contains(t time.Time) bool {
	if h.From == h.To {
		return false
	}
	day := t.In(jdate.JST)
	clock := time.Duration(day.Hour())*time.Hour + time.Duration(day.Minute())*time.Minute +
		time.Duration(day.Second())*time.Second + time.Duration(day.Nanosecond())
	if h.From < h.To {
		return h.From <= clock && clock < h.To
	}
	return clock >= h.From || clock < h.To
}

// End returns the first instant from t on that lies outside h: t itself where it does.
func (h Hours) End(t time.Time) time.Time {
	if !h.Contains(t) {
		return t
	}
	day := t.In(jdate.JST)
	midnight := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, jdate.JST) // Japan has no summer time
	end := midnight.Add(h.To)
	if !end.After(t) {
		end = end.AddDate(0, 0, 1)
	}
	return end
}
