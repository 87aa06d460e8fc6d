package jdate

import (
	"strings"

	"koubo/opportunity/jtext"
)

// DaysAlone reports whether a line is days, hours and the marks between them, and nothing else.
func DaysAlone(line string) bool {
	if len(line) > longestDays || !jtext.HasDigitOfAnyWidth(line) && !strings.Contains(line, "月") { // a quick look before widths are folded
		return false
	}
	folded := jtext.Narrow(line)
	if monthAlone.MatchString(folded) {
		return true
	}
	days := 0
	return TimeAlone(folded, IsMark, func(k Kind) bool {
		if k != ClockToken {
			days++
		}
		return true
	}) && days > 0
}

// longestDays is the length in bytes of the longest line of days that is looked at: two with weekday and hour.
const longestDays = 300

// monthAlone is a month without a day: 令和8年12月, 1月中旬頃.
var monthAlone = jtext.MustPattern(`^ ?(?:(?:令和|R) ?[0-9元]{1,2} ?[年.] ?|[0-9]{4} ?[年./] ?)?[0-9]{1,2} ?月 ?(?:上旬|中旬|下旬|初旬|末|中)? ?(?:頃|ごろ|予定|以降|\(予定\))? ?$`)

// MonthAlone reports whether a folded line is a month without a day, and nothing else.
func MonthAlone(folded string) bool { return monthAlone.MatchString(folded) }

// TimeAlone reports whether a folded text is tokens that take accepts, with nothing between and around them but what isGap accepts.
func TimeAlone(text string, isGap func(string) bool, take func(Kind) bool) bool {
	at := 0
	for t := range Tokens(text) {
		if !isGap(text[at:t.From]) || !take(t.Kind) {
			return false
		}
		at = t.To
	}
	return isGap(text[at:])
}

// IsMark reports whether folded words between days are only marks and particles.
func IsMark(s string) bool {
	for _, word := range [...]string{"から", "より", "までに", "まで", "頃", "ごろ", "予定", "必着", "時間厳守", "厳守", "当日", "消印有効", "締切", "締め切り", "〆切", "開始", "自", "至", "に"} {
		s = strings.ReplaceAll(s, word, "")
	}
	return strings.Trim(s, " ()（）【】[]~-–—〜～、・,:") == ""
}
