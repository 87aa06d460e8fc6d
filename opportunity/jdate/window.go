package jdate

import "strings"

// rightSide ends a range, or begins one whose left side is relative.
func (r *reading) rightSide(t Token) {
	if !r.active {
		r.cur = Expression{From: t.From, Replaces: r.arrow}
	}
	end := r.window(t)
	r.cur.End, r.cur.To, r.cur.Range = end.day, t.To, true
	r.note(t, end)
	if t.form == fiscalYear {
		r.cur.End = r.cal.fiscalEnd(t)
	}
	r.cur.Noise = r.cur.Noise || t.noise
	r.active, r.pending, r.arrow, r.hadDay = true, false, false, true
	r.checkWeekday(t, r.cur.End)
}

// window resolves the right side of a range. A window whose left side would begin a year ahead, while it is under way on
// the reference day, began in the year before: 10月20日～11月30日, published on 2 November.
func (r *reading) window(t Token) resolved {
	known := r.active && !r.vague && r.cur.Start != ""
	if known && r.guessedFromRef() && t.year == 0 {
		cal := r.before
		began := cal.lastUntil(cal.Ref, r.left)
		cal.last = began
		end := cal.resolve(t, true)
		underWay := began != "" && end.day >= cal.Ref
		if underWay && (r.left.weekday < 0 || began.fits(r.left)) && (t.weekday < 0 || end.day.fits(t)) {
			r.cur.Start, r.cur.Guessed, *r.cal = began, began, cal
			return end
		}
	}
	if known && r.left.form == plain && r.left.year == 0 && t.form == plain && t.year == 0 {
		if start, cal, holds := r.aroundLast(t); holds {
			*r.cal = cal
			r.beginAt(start, r.cur.Guessed != "")
			return r.cal.resolve(t, true)
		}
	}
	end := r.cal.resolve(t, known)
	unwritten := r.active && r.left.From == r.cur.From && r.left.form == plain && r.left.year == 0
	if unwritten && t.year > 0 && end.day != "" && (r.cur.Start == "" || end.day < r.cur.Start) {
		r.beginBefore(end.day)
	}
	return end
}

// beginBefore takes the year of the left side from the right one, which writes its own, where the left one's is not known or was carried
// on from days above that lie later: 10月16日~令和8年11月9日 below a period.
func (r *reading) beginBefore(end Date) {
	year, _, _ := end.parts()
	start := r.cal.inMonth(year, r.left.month, r.left.day)
	if start > end {
		start = r.cal.inMonth(year-1, r.left.month, r.left.day)
	}
	if start != "" {
		r.cal.opened = start
		r.beginAt(start, false)
	}
}

// beginAt gives the left side another year.
func (r *reading) beginAt(start Date, guessed bool) {
	r.cur.Start, r.cur.Guessed, r.cur.Misfit = start, "", ""
	if guessed {
		r.cur.Guessed = start
	}
	r.checkWeekday(r.left, start)
}

// aroundLast returns the left side of a window in the year of the day before, and the calendar after it, where it was taken for the
// next year's since its month goes back, while that day lies within the window: 質問への回答は6月5日, 提案書は5月29日から6月8日.
func (r *reading) aroundLast(t Token) (start Date, after Calendar, holds bool) {
	last := r.before.last
	year, _, _ := last.parts()
	if year == 0 {
		return "", Calendar{}, false
	}
	start, end := r.before.inMonth(year, r.left.month, r.left.day), r.before.inMonth(year, t.month, t.day)
	if start == "" || end == "" || start > last || end < last || start == r.cur.Start || r.left.weekday >= 0 && !start.fits(r.left) {
		return "", Calendar{}, false
	}
	after = r.before
	after.last, after.opened = start, start
	return start, after, true
}

// guessedFromRef reports whether the year of the left side was taken from the reference day.
func (r *reading) guessedFromRef() bool {
	return r.left.form == plain && r.left.year == 0 && r.before.Ref != "" && r.before.Sense != Past && !r.before.said
}

// rangeMark notes that a right side is to follow.
func (r *reading) rangeMark(t Token) {
	if r.changed && !t.strict {
		r.replace()
		return
	}
	if r.text[t.From] == '-' && isCell(r.text, t) {
		return
	}
	gap := strings.TrimSpace(r.gap(t))
	if r.active && leadsOn(gap) {
		r.pending, r.atMark = true, t.To
		return
	}
	left := strings.TrimRight(r.text[:t.From], " ")
	if t.strict && r.text[t.From] == '~' || endsRelative(left) {
		r.close()
		r.pending, r.atMark = true, t.To
	}
}

// leadsOn reports whether the words between a day and a range mark leave it the left side: none, の, a remark in brackets, or
// the end of a bracket that the day stands in: (令和9年1月上旬予定)~.
func leadsOn(gap string) bool {
	switch gap {
	case "", "の", ")", "予定)", "頃)", "頃予定)":
		return true
	}
	return strings.HasPrefix(gap, "(") && strings.HasSuffix(gap, ")") && len(gap) < 40
}

// endsRelative reports whether the words before から name a day without a date, as 公告の日 does.
func endsRelative(words string) bool {
	for _, tail := range [...]string{"日", "後", "次第", "時", "当日", "開始", "即日"} {
		if strings.HasSuffix(words, tail) {
			return true
		}
	}
	return false
}

// isCell reports whether a token is all of a cell: a dash there says that the row has none of what the column is for.
func isCell(text string, t Token) bool {
	before, behind := strings.TrimRight(text[:t.From], " "), strings.TrimLeft(text[t.To:], " ")
	return strings.HasSuffix(before, "\t") && (behind == "" || behind[0] == '\t')
}
