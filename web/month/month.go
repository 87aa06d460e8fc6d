// Package month lays the days of a month out in weeks, as calendars on paper do.
package month

import (
	"fmt"
	"strconv"
	"time"

	"koubo/opportunity/jdate"
)

// Month is a month of the Gregorian calendar.
type Month struct {
	Year int
	Of   time.Month
}

// Years that a Month may be of: those that a calendar of calls can show anything of.
const (
	firstYear = 2000
	lastYear  = 2099
)

// Parse reads a month written as 2026-12. The error is a sentence.
func Parse(words string) (Month, error) {
	t, err := time.Parse("2006-01", words)
	if err != nil || t.Year() < firstYear || t.Year() > lastYear {
		return Month{}, fmt.Errorf("a month is written as 2026-12, from %d-01 to %d-12", firstYear, lastYear)
	}
	return Month{t.Year(), t.Month()}, nil
}

// OfDay returns the month in which a day lies.
func OfDay(d jdate.Date) Month {
	t := d.Time("")
	return Month{t.Year(), t.Month()}
}

// String writes the month as Parse reads it.
func (m Month) String() string { return fmt.Sprintf("%04d-%02d", m.Year, m.Of) }

// Words writes the month as 2026年12月.
func (m Month) Words() string { return strconv.Itoa(m.Year) + "年" + strconv.Itoa(int(m.Of)) + "月" }

// Next returns the month after it, false after the last.
func (m Month) Next() (Month, bool) { return m.plus(1) }

// Previous returns the month before it, false before the first.
func (m Month) Previous() (Month, bool) { return m.plus(-1) }

func (m Month) plus(n int) (Month, bool) {
	t := time.Date(m.Year, m.Of+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	return Month{t.Year(), t.Month()}, t.Year() >= firstYear && t.Year() <= lastYear
}

// Weeks returns the days of the month in weeks from Sunday to Saturday; "" stands for days of its neighbours.
func (m Month) Weeks() (weeks [][7]jdate.Date) {
	day := jdate.NewDate(m.Year, int(m.Of), 1)
	for OfDay(day) == m {
		var week [7]jdate.Date
		for at := int(day.Time("").Weekday()); at < 7 && OfDay(day) == m; at++ {
			week[at] = day
			day = day.AddDays(1)
		}
		weeks = append(weeks, week)
	}
	return weeks
}
