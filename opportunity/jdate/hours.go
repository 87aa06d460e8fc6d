package jdate

import (
	"strings"

	"koubo/opportunity/jtext"
)

// clock gives a time to the day before it, or begins an expression of hours alone.
func (r *reading) clock(t Token) {
	if !r.active || strings.Contains(strings.ReplaceAll(r.gap(t), "。)", ""), "。") || isNewTopic(r.gap(t)) || len(strings.TrimSpace(r.gap(t))) > 90 {
		if r.active {
			r.close()
		}
		r.cur = Expression{From: t.From, To: t.To, StartTime: clockOf(t.minute), Replaces: r.arrow}
		r.active, r.half = true, t.half
		return
	}
	if r.vague {
		return
	}
	t.minute = r.sameHalf(t)
	r.half = t.half
	c, e := clockOf(t.minute), &r.cur
	switch {
	case e.End != "" && e.EndTime == "":
		e.EndTime = c
	case e.End != "" && r.pending && e.StartTime == "":
		e.StartTime, e.EndTime = e.EndTime, c
	case e.End != "" && r.pending && c > e.EndTime:
		e.EndTime = c // the second span of a day
	case e.End != "" && e.Start == e.End && !r.pending && NamesSession(r.gap(t)):
		r.nextSession(t)
	case e.End != "":
		if joinsSpans(r.gap(t)) {
			e.To = t.To
		}
		return
	case !e.Dated() && e.EndTime != "" && r.pending && c > e.EndTime:
		e.EndTime = c
	case !e.Dated() && e.EndTime != "" && joinsSpans(r.gap(t)):
	case e.StartTime == "" && !r.pending:
		e.StartTime = c
	case r.pending:
		e.End, e.EndTime, e.Range = e.Start, c, true
	default:
		r.nextSession(t)
	}
	r.cur.To, r.pending = t.To, false
}

// nextSession begins what is held at a later hour of the same day.
func (r *reading) nextSession(t Token) {
	again := r.cur
	r.close()
	r.cur = Expression{From: t.From, To: t.To, Start: again.Start, StartTime: clockOf(t.minute), Guessed: again.Guessed}
	r.active = true
}

// session is the name of one of several sessions of a day, before its hours: 第2回, ②, (2), 午後の部.
var session = jtext.MustPattern(`^[ 、,/・とや]*(?:及び|並びに)?[(【\[]?(?:(?:第 ?)?[0-9一二三四五]{1,2} ?回目?|[①-⑳]|[0-9]\)|(?:午前|午後|昼|夜間?)の部)[)】\]]?[ :は]*$`)

// NamesSession reports whether folded words before hours are the name of one of several sessions of a day, and nothing else.
func NamesSession(words string) bool { return len(words) <= 40 && session.MatchString(words) }

// joinsSpans reports whether the words between two spans of hours leave both to the same day: 10時から12時まで及び13時から17時まで.
func joinsSpans(gap string) bool {
	switch strings.Trim(gap, " 、,・/()") {
	case "", "及び", "および", "と", "又は", "または":
		return true
	}
	return false
}

// sameHalf carries 午後 over to the right side: 午後1時から3時まで.
func (r *reading) sameHalf(t Token) int {
	if r.pending && t.half == 0 && r.half == 2 && t.minute < 12*60 {
		return t.minute + 12*60
	}
	return t.minute
}

// midnight turns 24:00 into 0:00 of the next day.
func midnight(d Date, c Clock) (Date, Clock) {
	if c == "24:00" {
		return d.AddDays(1), "00:00"
	}
	return d, c
}

// clockOf writes minutes since midnight as a Clock.
func clockOf(minute int) Clock {
	b := [...]byte{'0', '0', ':', '0', '0'}
	putDigits(b[:2], minute/60)
	putDigits(b[3:], minute%60)
	return Clock(b[:])
}

// isNewTopic reports whether the words between a day and an hour begin to tell of something else: 6月15日(月) 受付は、8時30分から.
func isNewTopic(gap string) bool {
	topic, rest, found := strings.Cut(strings.TrimLeft(gap, " "), "は")
	return found && (strings.HasPrefix(rest, "、") || strings.HasPrefix(rest, " ")) && len(topic) >= len("受付") && !strings.ContainsAny(topic, "()")
}
