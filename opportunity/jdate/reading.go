package jdate

import (
	"strings"
	"unicode/utf8"

	"koubo/opportunity/jtext"
)

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
	passed  int // where the last vague day ends
	hadDay  bool
	left    Token    // the day on the left side
	before  Calendar // as it was before that day
}

// Read returns the statements of time in text, which must be folded by jtext.NewLine. In a sentence that tells of a
// change (AからBに変更), から does not make a range.
func Read(text string, cal *Calendar, changed bool) []Expression {
	r, begun := reading{text: text, cal: cal, changed: changed}, false
	for t := range Tokens(text) {
		if !begun {
			cal.sentence, begun = false, true
		}
		r.take(t)
	}
	if begun {
		r.close()
	}
	return r.out
}

// take reads the next token.
func (r *reading) take(t Token) {
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

// gap is the text between the current expression and the token.
func (r *reading) gap(t Token) string {
	if r.cur.To > t.From {
		return ""
	}
	return r.text[r.cur.To:t.From]
}

// day reads a day: the right side of a range that waits for one, or the beginning of an expression.
func (r *reading) day(t Token) {
	right := r.pending && t.From-r.atMark <= 45 && !r.isAnothers(t)
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

// isAnothers reports whether a day behind a range mark is not its right side, by the words between them or because no range would
// last so long.
func (r *reading) isAnothers(t Token) bool {
	between := r.text[r.atMark:t.From]
	if joint := strings.TrimSpace(between); joint == "と" || joint == "か" {
		return true // 11月9日10時からと11月10日15時から
	}
	return opensRemark(between) || namesNext(between) || tellsOfMore(between) || r.wouldTurn(t)
}

// inBrackets is a remark within a line.
var inBrackets = jtext.MustPattern(`\([^()]*\)`)

// tellsOfMore reports whether what begins is told to its end before the day: 10時から役場で抽選を行い、結果は同日.
func tellsOfMore(words string) bool {
	if !strings.Contains(words, "、") {
		return false
	}
	told, next, _ := strings.Cut(inBrackets.ReplaceAllString(words, ""), "、")
	if topic := nextTopic.FindString(next); topic != "" && !ofSameStep.In(topic) {
		return true // 10時から行い、結果は; 13時から、結果は
	}
	const few = 4 // characters of the way of handing in: 持参で、
	if utf8.RuneCountInString(strings.TrimSpace(told)) <= few {
		return false
	}
	return strings.HasSuffix(told, "い") || strings.HasSuffix(told, "て") || strings.HasSuffix(told, "し")
}

// nextTopic is what a clause before a day is about; ofSameStep are words of topics that go on about what began before: 締切は, 郵送は, 土日は.
var (
	nextTopic  = jtext.MustPattern(`^[^、。0-9]{2,12}は、?(?:原則として)?$`)
	ofSameStep = jtext.NewWords("締", "〆", "終", "期", "至", "まで", "末", "郵", "持参", "必着", "メール", "電子", "窓口", "土", "日曜", "祝", "休", "場合", "提出", "申", "応募", "受")
)

// wouldTurn reports whether a range that begins at an hour, or whose right side has a weekday, would last to the next year, while the
// day lies shortly before its left side: 9月16日(水)16時から、9月14日(月)までに申込み.
func (r *reading) wouldTurn(t Token) bool {
	if !r.active || t.form != plain || t.year > 0 || r.cur.Start == "" {
		return false
	}
	year, _, _ := r.cur.Start.parts()
	same := r.cal.inMonth(year, t.month, t.day)
	if same == "" || same >= r.cur.Start || same.DaysTo(r.cur.Start) > shortly {
		return false
	}
	if t.weekday >= 0 {
		return same.fits(t) && !r.cal.inMonth(year+1, t.month, t.day).fits(t)
	}
	return r.cur.StartTime != ""
}

// shortly is how many days before an event one signs up for it.
const shortly = 60

// opensRemark reports whether a remark with words of its own, in a bracket or behind ※, is open at the end of the words
// behind a range mark: the day in it is another's. 13時30分から(要事前申込:11月18日まで)
func opensRemark(words string) bool {
	if strings.Contains(words, "※") {
		return true
	}
	open := strings.LastIndexByte(words, '(')
	return open >= 0 && !strings.Contains(words[open:], ")") && len(strings.TrimSpace(words[open+1:])) >= 6
}

// namesNext reports whether a label stands between a range mark and a day, which is another's: 10時から 契約:1月29日まで. One that
// ends the range is its own: 9月1日から 締切:9月30日.
func namesNext(words string) bool {
	words = strings.TrimRight(words, " ")
	label, isLabel := strings.CutSuffix(words, ":")
	if at := strings.LastIndexByte(label, ' '); at >= 0 {
		label = label[at+1:]
	}
	if !isLabel || len(label) < 2*len("契") {
		return false
	}
	for _, end := range [...]string{"締", "〆", "終", "期限", "至", "まで"} {
		if strings.Contains(label, end) {
			return false
		}
	}
	return true
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
	for _, w := range [...]string{"郵送", "当日", "をもって", "を以て", "で", "に", "は", "の", "を"} {
		gap = strings.ReplaceAll(gap, w, "")
	}
	return strings.Trim(gap, " ()[]※・、") == "" || strings.Trim(gap, " 【】※") == ""
}

// stop ends what a list mark or a full stop ends.
func (r *reading) stop(t Token) {
	if r.text[t.From:t.To] == "。" && !strings.HasPrefix(r.text[t.To:], ")") {
		r.close()
		r.cal.sentence = false
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
		if e.Start == "" && e.End != "" {
			e.StartTime = "" // the hour of a day that is not known
		}
		e.Start, e.StartTime = midnight(e.Start, e.StartTime)
		e.End, e.EndTime = midnight(e.End, e.EndTime)
		e.Passed = r.passed
		r.out = append(r.out, e)
	}
	if r.vague && !e.Dated() {
		r.passed = e.To
	}
	r.cur, r.active, r.pending, r.vague, r.half = Expression{}, false, false, false, 0
}

// checkWeekday notes a day whose weekday is another.
func (r *reading) checkWeekday(t Token, d Date) {
	if t.weekday >= 0 && d != "" && d.Weekday() != int(t.weekday) {
		r.cur.Misfit = r.text[t.From:t.To]
	}
}
