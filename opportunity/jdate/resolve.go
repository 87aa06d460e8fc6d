package jdate

import (
	"strconv"
	"time"
)

// Calendar turns what is written into days. It remembers the day before, from which the next may take year and month.
type Calendar struct {
	Ref  Date // the day the text was published, "" where unknown: then a day without a year stays unknown
	last Date // the day read before, "" where none in this block
	said bool // whether a year was written on the way to last
}

// NewBlock forgets the days read so far, as at a new section of a page.
func (c *Calendar) NewBlock() { c.last, c.said = "", false }

// TakeYear reads a heading that is only a year (令和8年), which the days below it are in, and says whether it was one.
func (c *Calendar) TakeYear(words string) bool {
	s, t := scanner{text: words}, Token{}
	s.spaces()
	s.era(&t)
	n, ok := s.number(4)
	t.year = n
	if !ok || !s.take("年") || s.pos < len(words) && words[s.pos:] != "度" {
		return false
	}
	day := c.inMonth(c.western(t), 1, 1)
	if s.pos < len(words) {
		day = c.inMonth(c.western(t), 4, 1)
	}
	c.last, c.said = day, day != ""
	return c.said
}

// Resolve returns the day a DayToken stands for, "" where it is impossible or cannot be known. inRange says that it is
// the right side of a range, which never lies before its left.
func (c *Calendar) Resolve(t Token, inRange bool) Date {
	if t.month > 12 {
		return ""
	}
	d := c.resolve(t, inRange)
	if d != "" {
		c.said = c.said || t.year > 0
		c.last = d
	}
	return d
}

func (c *Calendar) resolve(t Token, inRange bool) Date {
	lastYear, lastMonth, _ := c.last.parts()
	refYear, _, _ := c.Ref.parts()
	switch t.form {
	case sameDay:
		return c.last
	case sameMonth, bareDay:
		return c.inMonth(lastYear, lastMonth, t.day)
	case nextMonth:
		return c.inMonth(lastYear+lastMonth/12, lastMonth%12+1, t.day)
	case sameYear:
		return c.inMonth(lastYear, t.month, t.day)
	case nextYear:
		if lastYear == 0 {
			lastYear = refYear
		}
		return c.inMonth(lastYear+1, t.month, t.day)
	case thisYear:
		return c.inMonth(refYear, t.month, t.day)
	case comingYear:
		return c.inMonth(refYear+1, t.month, t.day)
	case fiscalEnd:
		return c.fiscalEnd(t)
	case fiscalYear:
		return c.inMonth(c.western(t), 4, 1)
	}
	if t.year > 0 {
		year := c.western(t)
		if t.era == unsaid && t.year < 100 && refYear > 0 && distance(year, refYear) > 5 {
			return "" // a section's number, such as 1.2.3
		}
		return c.inMonth(year, t.month, t.day)
	}
	return c.yearless(t, inRange)
}

// fiscalEnd returns 31 March that ends the fiscal year; an unsaid year is that of the day before or of the reference day.
func (c *Calendar) fiscalEnd(t Token) Date {
	if t.year > 0 {
		return c.inMonth(c.western(t)+1, 3, 31)
	}
	year, month, _ := c.last.parts()
	if year == 0 {
		year, month, _ = c.Ref.parts()
	}
	if month > 3 {
		year++
	}
	return c.inMonth(year, 3, 31)
}

// western returns the western year; a small year without an era is the reading nearest to the reference day.
func (c *Calendar) western(t Token) int {
	if t.era != unsaid {
		return t.year + eraFirst[t.era]
	}
	if t.year >= 100 {
		return t.year
	}
	ref, _, _ := c.Ref.parts()
	if ref == 0 {
		ref = 2018 + t.year
	}
	best := t.year + eraFirst[reiwa]
	for _, y := range [...]int{2000 + t.year, t.year + eraFirst[heisei]} {
		if distance(y, ref) < distance(best, ref) {
			best = y
		}
	}
	return best
}

// yearless resolves a day without a year: after the day before it where a year was written, else from the reference day.
func (c *Calendar) yearless(t Token, inRange bool) Date {
	if c.last != "" && (inRange || c.said || c.Ref == "") {
		return c.after(t, inRange)
	}
	return c.onOrAfter(c.Ref, t)
}

// after carries the year of the day before forward; a month going back is next year, unless that is most of a year
// away and the same year is still to come.
func (c *Calendar) after(t Token, inRange bool) Date {
	year, month, _ := c.last.parts()
	same := c.inMonth(year, t.month, t.day)
	if t.month > month || t.month == month && !(inRange && same < c.last) {
		return same
	}
	if !inRange && t.month+12-month > 8 && c.Ref != "" && same >= c.Ref {
		return same
	}
	return c.inMonth(year+1, t.month, t.day)
}

func (c *Calendar) onOrAfter(day Date, t Token) Date {
	year, _, _ := day.parts()
	if year == 0 {
		return ""
	}
	for y := year; y <= year+4; y++ { // 29 February may be years away
		if d := c.inMonth(y, t.month, t.day); d != "" && d >= day {
			return d
		}
	}
	return ""
}

func (c *Calendar) inMonth(year, month, day int) Date {
	if year < 1900 || year > 2200 || month < 1 || month > 12 {
		return ""
	}
	if day == lastOfMonth {
		return NewDate(year, month, time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day())
	}
	return NewDate(year, month, day)
}

// parts returns year, month and day; zeros for "".
func (d Date) parts() (int, int, int) {
	if len(d) != len("2006-01-02") {
		return 0, 0, 0
	}
	year, _ := strconv.Atoi(string(d[:4]))
	month, _ := strconv.Atoi(string(d[5:7]))
	day, _ := strconv.Atoi(string(d[8:]))
	return year, month, day
}

// Weekday returns 0 for Sunday … 6 for Saturday, -1 for "".
func (d Date) Weekday() int {
	year, month, day := d.parts()
	if year == 0 {
		return -1
	}
	return int(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Weekday())
}

func distance(a, b int) int { return max(a-b, b-a) }

// passMonth notes the month of a vague expression, whose year later days without a year carry on from.
func (c *Calendar) passMonth(t Token) {
	if t.month == 0 || t.month > 12 {
		return
	}
	t.day = 1
	if t.year == 0 && t.form == plain && !(c.said && c.last != "") {
		return
	}
	c.Resolve(t, false)
}
