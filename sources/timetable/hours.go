package timetable

import (
	"fmt"
	"regexp"
	"strconv"
	"time"

	"koubo/opportunity/jdate"
	"koubo/sources/check"
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

// hoursPattern takes 22:00-06:00 and 22-6.
var hoursPattern = regexp.MustCompile(`^([01]?[0-9]|2[0-4])(?::([0-5][0-9]))?\s*-\s*([01]?[0-9]|2[0-4])(?::([0-5][0-9]))?$`)

// ParseHours reads 22:00-06:00 or 22-6. An error is a sentence with the mend.
func ParseHours(text string) (Hours, error) {
	match := hoursPattern.FindStringSubmatch(text)
	if match == nil {
		return Hours{}, fmt.Errorf("%s are no hours: write them such as \"22:00-06:00\", in Japanese time", check.Quote(text))
	}
	clock := func(hour, minute string) time.Duration {
		h, _ := strconv.Atoi(hour) // digits, by the pattern; an absent minute is 0
		m, _ := strconv.Atoi(minute)
		return time.Duration(h)*time.Hour + time.Duration(m)*time.Minute
	}
	hours := Hours{From: clock(match[1], match[2]), To: clock(match[3], match[4])}
	if hours.From == hours.To || hours.From > 24*time.Hour || hours.To > 24*time.Hour {
		return Hours{}, fmt.Errorf("%s is no stretch of a day: write it such as \"22:00-06:00\"", check.Quote(text))
	}
	return hours, nil
}
