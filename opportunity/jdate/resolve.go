package jdate

import (
	"strconv"
	"time"
)

// TakeYear reads a heading that is only a year (令和8年), which the days below it are in, and says whether it was one.
func (c *Calendar) TakeYear(words string) bool {
	s, t := scanner{text: words}, Token{}
	s.spaces()
	s.era(&t)
	n, ok := s.count(4)
	t.year = n
	if !ok || !s.take("年") || s.pos < len(words) && words[s.pos:] != "度" {
		return false
	}
	day := c.inMonth(c.western(t), 1, 1)
	if s.pos < len(words) {
		day = c.inMonth(c.western(t), 4, 1)
	}
	c.last, c.said, c.written = day, day != "", day
	return c.said
}

// resolve returns the day a DayToken stands for. inRange says that it is the right side of a range, which never lies
// before its left.
func (c *Calendar) resolve(t Token, inRange bool) resolved {
	r := c.dayOf(t, inRange)
	if r.day == "" || t.noise {
		return r // the day of a law says nothing of those that follow
	}
	if !inRange {
		c.opened = r.day
	}
	c.last, c.sentence = r.day, true
	if t.year > 0 {
		c.said, c.written = true, r.day
	}
	return r
}

// dayOf is resolve without its memory.
func (c *Calendar) dayOf(t Token, inRange bool) resolved {
	if t.form == plain && t.year == 0 {
		return c.yearless(t, inRange)
	}
	if t.era == unsaid && t.year > 0 && t.year < 100 && !(t.meant && inRange) && c.isSectionNumber(t) {
		return resolved{}
	}
	year, month := c.yearAndMonth(t)
	switch t.form {
	case sameDay:
		return resolved{day: c.last}
	case fiscalEnd:
		return resolved{day: c.fiscalEnd(t)}
	}
	if year == 0 || month == 0 {
		return resolved{}
	}
	if t.form == fiscalYear {
		t.day = 1
	}
	day := c.inMonth(year, month, t.day)
	return resolved{day: day, unreal: day == ""}
}

// isSectionNumber reports whether three small numbers (1.2.3) are too far from the reference day to be a day.
func (c *Calendar) isSectionNumber(t Token) bool {
	ref, _, _ := c.Ref.parts()
	return ref > 0 && distance(c.western(t), ref) > 5
}

// yearAndMonth returns the year and month that a token writes or takes from the day before or the reference day; 0 where
// they cannot be known.
func (c *Calendar) yearAndMonth(t Token) (year, month int) {
	lastYear, lastMonth, _ := c.last.parts()
	refYear, refMonth, _ := c.Ref.parts()
	switch t.form {
	case sameMonth, bareDay:
		return lastYear, lastMonth
	case nextMonth:
		return lastYear + lastMonth/12, lastMonth%12 + 1
	case sameYear:
		return lastYear, t.month
	case nextYear:
		if lastYear == 0 {
			lastYear = refYear
		}
		return yearAfter(lastYear), t.month
	case thisYear:
		return refYear, t.month
	case thisMonth:
		return refYear, refMonth
	case comingMonth:
		if refYear == 0 {
			return 0, 0
		}
		return refYear + refMonth/12, refMonth%12 + 1
	case comingYear:
		return yearAfter(refYear), t.month
	case fiscalYear:
		return c.western(t), 4
	}
	return c.western(t), t.month
}

// yearAfter returns the next year, 0 for an unknown one.
func yearAfter(year int) int {
	if year == 0 {
		return 0
	}
	return year + 1
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

// inMonth returns a day of a month, which lastOfMonth may count from its end; "" where no calendar has it or the year is
// out of bounds.
func (c *Calendar) inMonth(year, month, day int) Date {
	if year < firstYear || year > lastYear || month < 1 || month > 12 {
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

// distance returns how far two numbers are apart.
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
	c.resolve(t, false)
}
