package feeds

import (
	"strconv"
	"strings"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// summaryOf is the text of an entry: what it tells, who asks for what, one line of facts, then the announcement's own
// summary.
func summaryOf(e Entry, now time.Time) string {
	var lines []string
	for _, text := range []string{e.line, askerOf(e.record), factsOf(e.record, now), strings.TrimSpace(plain(e.record.Summary))} {
		if text != "" {
			lines = append(lines, text)
		}
	}
	return strings.Join(lines, "\n")
}

// askerOf says who asks and for what: 発注者：長野県松本市／種別：実証実験.
func askerOf(o opportunity.Opportunity) string {
	var facts []string
	if name := issuerName(o.Issuer); name != "" {
		facts = append(facts, "発注者："+name)
	}
	if kind := o.Kind.Label(); kind != "" {
		facts = append(facts, "種別："+kind)
	}
	return strings.Join(facts, "／")
}

// lacksDay reports whether an entry must say that no day to hand in or to register by is known.
func lacksDay(o opportunity.Opportunity) bool {
	return o.Status != opportunity.Closed && o.Status != opportunity.WithdrawnNow && !o.Rolling && o.Closes().IsZero()
}

// factsOf is what a reader decides by, on one line, the next deadline first:
// 提出期限 2026-11-20 17:00（金）／説明会 2026-11-24（火）／上限額 12,000,000円（税込）.
func factsOf(o opportunity.Opportunity, now time.Time) string {
	var facts []string
	switch o.Status {
	case opportunity.Closed, opportunity.WithdrawnNow, opportunity.Upcoming, opportunity.RollingStatus:
		facts = append(facts, o.Status.Label())
	}
	if o.Status != opportunity.WithdrawnNow {
		steps := ahead(stepsOf(o.Deadlines), now)
		if len(steps) > 0 && o.DoubtsDeadlines() {
			facts = append(facts, doubtWords)
		}
		for _, s := range steps {
			facts = append(facts, s.name()+" "+s.when()+noteText(s.Note))
		}
	}
	if lacksDay(o) {
		facts = append(facts, "期限の記載なし")
	}
	for _, a := range o.Amounts {
		if text := amountText(a); text != "" {
			facts = append(facts, text)
		}
	}
	return strings.Join(facts, "／")
}

// doubtWords stand before days that should be checked against the announcement itself.
const doubtWords = "締切要確認"

// when is the step's day in words; what is attended on one of several days has both ends.
func (s step) when() string {
	first := dayText(s.day, s.clock)
	if last := dayText(s.End, ""); !s.Role.HasLastDay() && s.End > s.day && last != "" {
		return first + "～" + last
	}
	return first
}

// amountWords names the sums worth a place in the line of facts.
var amountWords = map[string]string{
	"ceiling": "上限額", "estimate": "予定額", "subsidy_max": "補助上限額", "minimum": "最低額",
}

var (
	taxText = map[string]string{"incl": "（税込）", "excl": "（税抜）"}
	perText = map[string]string{"year": "／年", "item": "／件"}
)

// amountText is a sum in words, "" for one that has no place in the line of facts.
func amountText(a opportunity.Amount) string {
	if word := amountWords[a.Role]; word != "" {
		return word + " " + yenText(a.Yen) + taxText[a.Tax] + perText[a.Per]
	}
	return ""
}

func noteText(note string) string {
	if note = line(note); note != "" {
		return "・" + note
	}
	return ""
}

// dayText writes a day as 2026-11-20 17:00（金）, without the time where none is stated.
func dayText(d jdate.Date, c jdate.Clock) string {
	t := d.Time("")
	if t.IsZero() {
		return ""
	}
	weekday := "（" + string([]rune("日月火水木金土")[t.Weekday()]) + "）"
	if d.Time(c).IsZero() || c == "" {
		return string(d) + weekday
	}
	return string(d) + " " + string(c) + weekday
}

// yenText groups the digits: 12,000,000円.
func yenText(yen int64) string {
	digits := strconv.FormatInt(yen, 10)
	sign := ""
	if yen < 0 {
		sign, digits = "-", digits[1:]
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return sign + digits + "円"
}
