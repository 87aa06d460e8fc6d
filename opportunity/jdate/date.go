// Package jdate reads Japanese dates, times and ranges from text. It never reads the clock: whoever asks passes the
// reference day, which is the day the text was published.
package jdate

import "time"

// JST is Japan Standard Time, UTC+9 all year round.
var JST = time.FixedZone("JST", 9*60*60)

// Date is a calendar day in Japan, written "2006-01-02"; "" is no date. Dates compare as strings.
type Date string

// Clock is a time of day in Japan, written "15:04"; "" is none. Clocks compare as strings.
type Clock string

// DayEnd is the midnight that ends a day. Readers of text never give it: they give the first minute of the next day.
const DayEnd Clock = "24:00"

// NewDate returns the day, or "" where no calendar has it (31 November, month 13).
func NewDate(year, month, day int) Date {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if y, m, d := t.Date(); y != year || int(m) != month || d != day || y < 0 || y > 9999 {
		return ""
	}
	b := [...]byte{'0', '0', '0', '0', '-', '0', '0', '-', '0', '0'}
	putDigits(b[:4], year)
	putDigits(b[5:7], month)
	putDigits(b[8:], day)
	return Date(b[:])
}

// putDigits writes n right-aligned over the zeros of b.
func putDigits(b []byte, n int) {
	for i := len(b) - 1; i >= 0; i-- {
		b[i], n = byte('0'+n%10), n/10
	}
}

// Instant reads an instant as RFC 3339 writes it, and reports whether the words are one. Most are not, and to make the error that says
// so takes longer than to see that they have no time of day.
func Instant(words string) (time.Time, bool) {
	if len(words) <= len("2006-01-02") || words[len("2006-01-02")] != 'T' {
		return time.Time{}, false
	}
	t, err := time.Parse(time.RFC3339, words)
	return t, err == nil
}

// DateOf returns the day that instant falls on in Japan, "" for the zero time and outside the years 0 to 9999.
func DateOf(t time.Time) Date {
	if t.IsZero() {
		return ""
	}
	year, month, day := t.In(JST).Date()
	return NewDate(year, int(month), day)
}

// Time returns the instant at which the clock shows c on day d in Japan; midnight where c is "", the next day's where it is DayEnd.
// The zero time stands for "".
func (d Date) Time(c Clock) time.Time {
	if len(d) != len("2006-01-02") {
		return time.Time{}
	}
	if c == DayEnd {
		return d.AddDays(1).Time("")
	}
	year, month, day := d.parts()
	hour, minute, ok := c.parts()
	if !ok || !isNumber(d[:4]) || d[4] != '-' || !isNumber(d[5:7]) || d[7] != '-' || !isNumber(d[8:]) {
		return time.Time{}
	}
	t := time.Date(year, time.Month(month), day, hour, minute, 0, 0, JST)
	if y, m, on := t.Date(); y != year || int(m) != month || on != day {
		return time.Time{} // no calendar has it
	}
	return t
}

func isNumber[T ~string](s T) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// parts returns hour and minute, 0 and 0 for "", and whether a clock can show them.
func (c Clock) parts() (hour, minute int, ok bool) {
	if c == "" {
		return 0, 0, true
	}
	if len(c) != len("15:04") || !isNumber(c[:2]) || c[2] != ':' || !isNumber(c[3:]) {
		return 0, 0, false
	}
	hour, minute = int(c[0]-'0')*10+int(c[1]-'0'), int(c[3]-'0')*10+int(c[4]-'0')
	return hour, minute, hour < 24 && minute < 60
}

// AddDays returns the day n days later; "" stays "".
func (d Date) AddDays(n int) Date {
	t := d.Time("")
	if t.IsZero() {
		return ""
	}
	return DateOf(t.AddDate(0, 0, n))
}

// AddYears returns the same day n years later, 28 February for the 29th where that year has none; "" stays "".
func (d Date) AddYears(n int) Date {
	year, month, day := d.parts()
	if year == 0 {
		return ""
	}
	if later := NewDate(year+n, month, day); later != "" || day != 29 {
		return later
	}
	return NewDate(year+n, month, 28)
}
