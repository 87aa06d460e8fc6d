package jdate

// Bounds of the years in which a day can be meant. Sums of years such as 令和99年 are left to whoever knows the text.
const (
	firstYear = 1900
	lastYear  = 2200
)

// Tolerance is how many days a page or feed may be dated ahead of the day it is read: clocks and time zones differ, and
// some pages go out on the evening before.
const Tolerance = 2

// Sense says where a day without a year lies from Calendar.Ref.
type Sense uint8

const (
	Following Sense = iota // on or after Ref, the day the text was published
	Around                 // likewise, but Ref is the day the text was first seen, so that a weekday may tell that it is over
	Past                   // before Ref: the day that a list gives to what it announces
)

// Calendar turns what is written into days. It remembers the day before, from which the next may take year and month.
// A year that is not written is that of Ref, of the last day with a written year, or one beside it: never further.
type Calendar struct {
	Ref      Date // the day from which years are taken, "" where unknown: then a day without a year stays unknown
	Sense    Sense
	Read     Date // for Past: the day the list was read, "" for Ref; no day that it gives lies later than Tolerance after it
	last     Date // the day read before, "" where none
	opened   Date // that day, or where it ends a range the range's first day: what follows may lie within
	said     bool // whether a year was written on the way to last
	written  Date // the last day whose year was written, "" where none
	sentence bool // the day before stands in the same sentence
}

// resolved is what Calendar makes of a token.
type resolved struct {
	day     Date // "" where it is unreal or cannot be known
	guessed bool // the year was taken from Ref
	unreal  bool // no calendar has the day, or its year is out of bounds
}

// yearless resolves a day without a year: after the day before it where a year was written, else from the reference day.
func (c *Calendar) yearless(t Token, inRange bool) resolved {
	if t.month > 12 || c.inMonth(leapYear, t.month, t.day) == "" {
		return resolved{unreal: true}
	}
	if c.said && !inRange && c.strayed() {
		c.last, c.said, c.written = "", false, "" // from here on, years are counted from Ref again
	}
	if c.last != "" && (inRange || c.said || c.Ref == "") {
		return c.after(t, inRange)
	}
	if c.Ref == "" {
		return resolved{}
	}
	if c.Sense == Past {
		return resolved{day: c.before(t), guessed: true}
	}
	day := c.beside(t)
	return resolved{day: day, guessed: true, unreal: day == ""}
}

// strayed reports whether the day before is too far from the day of publication to say the year of others: a law, a
// track record, the end of a contract; what was goes on to the end of its sentence. Where only the day of first sight is known, the text may be as old as it says.
func (c *Calendar) strayed() bool {
	ref, _, _ := c.Ref.parts()
	last, _, _ := c.last.parts()
	return ref > 0 && (last > ref+1 || last < ref-1 && c.Sense != Around && !c.sentence)
}

// EnterSection forgets the year of the day before where it lies before that of the publication: what a section tells of last year
// says nothing of the days below the next heading. Those of the call's own steps are counted from the publication, whatever year was told of
// something else above.
func (c *Calendar) EnterSection(ofSteps bool) {
	ref, _, _ := c.Ref.parts()
	if last, _, _ := c.last.parts(); c.Sense == Following && (last < ref || ofSteps && ref > 0 && last > ref) {
		c.last, c.opened, c.said, c.written = "", "", false, ""
	}
}

// leapYear is a year that has each day of any year.
const leapYear = 2024

// after carries the year of the day before forward; a month going back is next year, unless that is most of a year
// away and the same year is still to come. Where that would be a second turn of the year without a written one, the
// years are counted from the last written day, or the reference day, again.
func (c *Calendar) after(t Token, inRange bool) resolved {
	year, month, _ := c.last.parts()
	same := c.inMonth(year, t.month, t.day)
	stays := t.month > month || t.month == month && !(inRange && same < c.last) || !inRange && c.opened != "" && same >= c.opened
	if !stays && !inRange && t.weekday >= 0 && same.fits(t) && !c.inMonth(year+1, t.month, t.day).fits(t) {
		stays = true // 回答は11月2日(月), 提案書は10月19日(月)から
	}
	if !stays && !inRange && t.month+12-month > 8 && c.Ref != "" && same >= c.Ref {
		stays = true
	}
	if !stays {
		year++
	}
	anchor := c.Ref
	if c.written != "" {
		anchor = c.written
	}
	if base, _, _ := anchor.parts(); base > 0 && year > base+1 {
		day := c.firstFrom(anchor, t)
		if inRange && day < c.last {
			return resolved{} // its left side is later
		}
		return resolved{day: day, guessed: c.written == "", unreal: day == ""}
	}
	day := c.inMonth(year, t.month, t.day)
	if !inRange {
		if near := c.nearer(t, day); near != "" {
			return resolved{day: near, guessed: true}
		}
		if later := c.laterYear(t, day); later != "" {
			c.written = later // the year that was written is none of these days'
			return resolved{day: later, guessed: true}
		}
	}
	return resolved{day: day, guessed: c.written == "", unreal: day == ""}
}

// farAhead is how many days after the one before it a day without a year is not meant, where the same month and day
// still lies between the reference day and the one before.
const farAhead = 240

// nearer returns the first such day on or after the reference day, where that is meant rather than the one counted from
// the day before: where only it fits the weekday, or the other lies most of a year ahead. 説明会は令和9年2月13日、締切は12月25日.
func (c *Calendar) nearer(t Token, counted Date) Date {
	if counted == "" {
		return ""
	}
	if c.Ref == "" { // only the weekday can tell that the month goes back in the same year, or the text to a year before
		if t.weekday >= 0 && !counted.fits(t) {
			return c.earlierYear(t, counted)
		}
		return ""
	}
	near := c.firstFrom(c.Ref, t)
	switch {
	case near == "" || near >= c.last || near == counted:
		return ""
	case t.weekday >= 0 && near.fits(t) != counted.fits(t):
		if near.fits(t) {
			return near
		}
		return ""
	case c.last.DaysTo(counted) > farAhead:
		return near
	}
	return ""
}

// yearsBack is how many years a text may go back from the last day of a term that its schedule ends in.
const yearsBack = 4

// earlierYear returns the same day of the last year before the counted one that has it on the weekday told, "" where none of a
// few years does: 事業の実施 2028年3月31日まで, below it 質問は10月9日(金)まで.
func (c *Calendar) earlierYear(t Token, counted Date) Date {
	year, _, _ := counted.parts()
	for back := 1; back <= yearsBack; back++ {
		if earlier := c.inMonth(year-back, t.month, t.day); earlier != "" && earlier.fits(t) {
			return earlier
		}
	}
	return ""
}

// laterYear returns the same day of the year after the counted one, where its weekday tells that the year was carried too far from
// what stood before: 令和7年度の入館者は12万人。質問は7月29日(水)まで. The day of publication, where known, bears it out.
func (c *Calendar) laterYear(t Token, counted Date) Date {
	if t.weekday < 0 || counted == "" || counted.fits(t) {
		return ""
	}
	year, _, _ := counted.parts()
	later := c.inMonth(year+1, t.month, t.day)
	if ref, _, _ := c.Ref.parts(); !later.fits(t) || ref > 0 && (counted >= c.Ref || year+1 > ref+1) {
		return ""
	}
	return later
}

// firstFrom returns the first such day on or after a day, in its year or the next; "" where neither has it.
func (c *Calendar) firstFrom(from Date, t Token) Date {
	year, _, _ := from.parts()
	for y := year; y <= year+1; y++ {
		if d := c.inMonth(y, t.month, t.day); d != "" && d >= from {
			return d
		}
	}
	return ""
}

// lastUntil returns the last such day before a day, in its year or the one before; "" where neither has it.
func (c *Calendar) lastUntil(until Date, t Token) Date {
	year, _, _ := until.parts()
	for y := year; y >= year-1; y-- {
		if d := c.inMonth(y, t.month, t.day); d != "" && d < until {
			return d
		}
	}
	return ""
}

// beside returns the first such day on or after Ref. The last one before it stands instead where only that fits the
// weekday and it is the nearer one, or Ref does not say when the text was published.
func (c *Calendar) beside(t Token) Date {
	next, last := c.firstFrom(c.Ref, t), c.lastUntil(c.Ref, t)
	if t.weekday < 0 || next.fits(t) || !last.fits(t) {
		return next
	}
	if c.Sense == Around || next == "" || last.DaysTo(c.Ref) < c.Ref.DaysTo(next) {
		return last
	}
	return next
}

// before returns the day that a list means: not after the day it was read, that fits the weekday where one does, nearest
// to Ref. "" where no such day lies within a year.
func (c *Calendar) before(t Token) Date {
	year, _, _ := c.Ref.parts()
	limit := max(c.Ref, c.Read).AddDays(Tolerance)
	best := Date("")
	for y := year + 1; y >= year-1; y-- {
		d := c.inMonth(y, t.month, t.day)
		if d == "" || d > limit {
			continue
		}
		better := best == "" || distance(d.DaysTo(c.Ref), 0) < distance(best.DaysTo(c.Ref), 0)
		if t.weekday >= 0 && best != "" && d.fits(t) != best.fits(t) {
			better = d.fits(t)
		}
		if better {
			best = d
		}
	}
	return best
}

// fits reports whether d is a day with the token's weekday.
func (d Date) fits(t Token) bool { return d != "" && d.Weekday() == int(t.weekday) }

// DaysTo returns how many days later other is; both must be days.
func (d Date) DaysTo(other Date) int {
	return int(other.Time("").Sub(d.Time("")).Hours() / 24)
}
