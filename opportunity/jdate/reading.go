package jdate

import "strings"

// reading assembles tokens into expressions.
type reading struct {
	text    string
	cal     *Calendar
	changed bool
	out     []Expression
	cur     Expression
	active  bool
	vague   bool // the left side is vague
	pending bool // a range mark waits for its right side
	atMark  int  // where the waiting range mark ends
	half    int8
	arrow   bool
	hadDay  bool
	left    Token    // the day on the left side
	before  Calendar // as it was before that day
}

// Read returns the statements of time in text, which must be folded by jtext.NewLine. In a sentence that tells of a
// change (AからBに変更), から does not make a range.
func Read(text string, cal *Calendar, changed bool) []Expression {
	tokens := Lex(text)
	if len(tokens) == 0 {
		return nil
	}
	r := reading{text: text, cal: cal, changed: changed}
	for _, t := range tokens {
		switch t.Kind {
		case DayToken:
			r.day(t)
		case VagueToken:
			r.vagueDay(t)
		case ClockToken:
			r.clock(t)
		case RangeToken:
			r.rangeMark(t)
		case ArrowToken:
			r.replace()
		case UntilToken, ClosesToken:
			r.until(t)
		case BreakToken:
			r.stop(t)
		}
	}
	r.close()
	return r.out
}

// gap is the text between the current expression and the token.
func (r *reading) gap(t Token) string {
	if r.cur.To > t.From {
		return ""
	}
	return r.text[r.cur.To:t.From]
}

// day reads a day: the right side of a range that waits for one, or the beginning of an expression.
func (r *reading) day(t Token) {
	right := r.pending && t.From-r.atMark <= 45
	if t.form == bareDay && !(r.active && r.hadDay && len(strings.TrimSpace(r.gap(t))) <= 24 && !strings.Contains(r.gap(t), "うち")) {
		return
	}
	if right && (r.cur.End == "" || r.cur.Fiscal) && (r.active || strings.TrimSpace(r.text[r.atMark:t.From]) == "") {
		r.rightSide(t)
		return
	}
	r.close()
	r.before = *r.cal
	start := r.cal.resolve(t, false)
	r.cur = Expression{From: t.From, To: t.To, Start: start.day, Noise: t.noise, Replaces: r.arrow}
	r.note(t, start)
	r.left = t
	if t.form == fiscalYear {
		r.cur.Fiscal, r.cur.End = true, r.cal.fiscalEnd(t)
	}
	r.active, r.arrow, r.hadDay = true, false, true
	r.checkWeekday(t, r.cur.Start)
}

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
	return r.cal.resolve(t, known)
}

// guessedFromRef reports whether the year of the left side was taken from the reference day.
func (r *reading) guessedFromRef() bool {
	return r.left.form == plain && r.left.year == 0 && r.before.Ref != "" && r.before.Sense != Past && !r.before.said
}

// note keeps what is doubtful in a resolved day.
func (r *reading) note(t Token, d resolved) {
	if d.guessed {
		r.cur.Guessed = max(r.cur.Guessed, d.day)
	}
	if d.unreal && t.meant {
		r.cur.Unreal = r.text[t.From:t.To]
	}
}

// vagueDay reads 12月上旬 and the like, which leave their side of a range open.
func (r *reading) vagueDay(t Token) {
	if r.pending && r.active {
		r.cur.OpenEnd, r.cur.Range, r.cur.To = true, true, t.To
		r.close()
		return
	}
	r.close()
	r.cur = Expression{From: t.From, To: t.To, Replaces: r.arrow}
	r.cal.passMonth(t)
	r.active, r.vague, r.arrow = true, true, false
}

// rangeMark notes that a right side is to follow.
func (r *reading) rangeMark(t Token) {
	if r.changed && !t.strict {
		r.replace()
		return
	}
	gap := strings.TrimSpace(r.gap(t))
	if r.active && (gap == "" || gap == "の" || strings.HasPrefix(gap, "(") && strings.HasSuffix(gap, ")") && len(gap) < 40) {
		r.pending, r.atMark = true, t.To
		return
	}
	left := strings.TrimRight(r.text[:t.From], " ")
	if t.strict && r.text[t.From] == '~' || endsRelative(left) {
		r.close()
		r.pending, r.atMark = true, t.To
	}
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

// clock gives a time to the day before it, or begins an expression of hours alone.
func (r *reading) clock(t Token) {
	if !r.active || strings.Contains(strings.ReplaceAll(r.gap(t), "。)", ""), "。") || len(strings.TrimSpace(r.gap(t))) > 90 {
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
	case e.End != "":
		return
	case e.StartTime == "" && !r.pending:
		e.StartTime = c
	case r.pending:
		e.End, e.EndTime, e.Range = e.Start, c, true
	default:
		again := *e
		r.close()
		r.cur = Expression{From: t.From, To: t.To, Start: again.Start, StartTime: c}
		r.active = true
	}
	r.cur.To, r.pending = t.To, false
}

// sameHalf carries 午後 over to the right side: 午後1時から3時まで.
func (r *reading) sameHalf(t Token) int {
	if r.pending && t.half == 0 && r.half == 2 && t.minute < 12*60 {
		return t.minute + 12*60
	}
	return t.minute
}

// replace notes that what follows takes the place of what was read.
func (r *reading) replace() {
	from := r.cur
	wasRange := r.active && from.Range && from.End != ""
	r.close()
	r.arrow = r.hadDay
	if wasRange && !r.changed {
		r.cal.last = from.Start
	}
}

// until marks the expression before まで, 必着 or 締切 as a last day.
func (r *reading) until(t Token) {
	if !r.active || len(strings.TrimSpace(r.gap(t))) > 30 || t.Kind == ClosesToken && !closesHere(r.gap(t)) {
		return
	}
	r.cur.To, r.pending = t.To, r.pending && t.Kind == UntilToken
	if t.Kind == ClosesToken {
		r.cur.Closes = true
		return
	}
	r.cur.Until = true
}

// closesHere reports whether only the way of sending stands between a day and 必着; 締切 behind a label is the next step's.
func closesHere(gap string) bool {
	for _, w := range [...]string{"郵送", "当日", "は", "の", "を"} {
		gap = strings.ReplaceAll(gap, w, "")
	}
	return strings.Trim(gap, " ()[]※・、") == "" || strings.Trim(gap, " 【】※") == ""
}

// stop ends what a list mark or a full stop ends.
func (r *reading) stop(t Token) {
	if r.text[t.From:t.To] == "。" && !strings.HasPrefix(r.text[t.To:], ")") {
		r.close()
	}
	if r.text[t.From:t.To] != "、" && r.pending {
		r.cur.OpenEnd, r.pending = true, false
	}
}

// close finishes the current expression.
func (r *reading) close() {
	e := r.cur
	if r.active && (e.Dated() || e.Unreal != "" || e.StartTime != "" && !r.vague) {
		e.OpenEnd = e.OpenEnd || r.pending && e.End == ""
		e.Start, e.StartTime = midnight(e.Start, e.StartTime)
		e.End, e.EndTime = midnight(e.End, e.EndTime)
		r.out = append(r.out, e)
	}
	r.cur, r.active, r.pending, r.vague, r.half = Expression{}, false, false, false, 0
}

// midnight turns 24:00 into 0:00 of the next day.
func midnight(d Date, c Clock) (Date, Clock) {
	if c == "24:00" {
		return d.AddDays(1), "00:00"
	}
	return d, c
}

// checkWeekday notes a day whose weekday is another.
func (r *reading) checkWeekday(t Token, d Date) {
	if t.weekday >= 0 && d != "" && d.Weekday() != int(t.weekday) {
		r.cur.Misfit = r.text[t.From:t.To]
	}
}

// clockOf writes minutes since midnight as a Clock.
func clockOf(minute int) Clock {
	b := [...]byte{'0', '0', ':', '0', '0'}
	putDigits(b[:2], minute/60)
	putDigits(b[3:], minute%60)
	return Clock(b[:])
}
