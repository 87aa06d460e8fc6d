package deadline

import (
	"strings"

	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jtext"
)

// stampWords end the stamp of a part of the page, which is no date of the call (LABELS 12): （令和8年7月31日更新）. One
// that says 予定 is none: what is still to come is a step.
var stampWords = []string{"更新", "掲載", "公開", "時点", "現在", "追記", "追加", "修正", "訂正", "差替", "差替え", "差し替え"}

// closedBy maps the brackets that stamps stand in, in folded text.
var closedBy = map[string]string{"(": ")", "[": "]", "【": "】", "<": ">"}

// maskStamps blanks the stamps of a folded line with dates: those in brackets, and a line that is nothing but one.
func maskStamps(s string) string {
	if !jtext.HasAny(s, stampWords...) {
		return s
	}
	if isStamp(strings.Trim(s, " ※・*")) {
		return wording.Blank(s, 0, len(s))
	}
	for from := 0; from < len(s); {
		open := strings.IndexAny(s[from:], "([【<")
		if open < 0 {
			break
		}
		open += from
		from = open + runeBytes(s[open:])
		end := closing(s[from:], s[open:from])
		if end > 0 && end <= maxStamp && isStamp(s[from:from+end]) {
			end += from
			s = wording.Blank(s, open, end+runeBytes(s[end:]))
		}
	}
	return s
}

// closing returns the offset in s of the bracket that closes the one before it, -1 where none is near.
func closing(s, opened string) int {
	s = s[:min(len(s), maxStamp+len(opened))]
	for at := 0; ; {
		end := strings.Index(s[at:], closedBy[opened])
		if end < 0 {
			return -1
		}
		at += end
		if strings.Count(s[:at], opened) == strings.Count(s[:at], closedBy[opened]) {
			return at
		}
		at += len(closedBy[opened])
	}
}

// maxStamp is the length in bytes of the longest stamp: two days with weekdays and hours.
const maxStamp = 160

// isStamp says whether words are one or several days and nothing but what was done to the page on them.
func isStamp(words string) bool {
	if words == "" || len(words) > maxStamp {
		return false
	}
	for _, part := range strings.Split(words, "、") {
		if !isOneStamp(strings.TrimSpace(part)) {
			return false
		}
	}
	return true
}

func isOneStamp(part string) bool {
	for _, politeness := range [...]string{"ました", "いたし", "し", "済み", "済", "分"} {
		part = strings.TrimSuffix(part, politeness)
	}
	for _, word := range stampWords {
		if day, ok := strings.CutSuffix(part, word); ok {
			return isDayAlone(strings.TrimRight(day, " にの"))
		}
	}
	return false
}

// runeBytes returns the length of the character that s begins with.
func runeBytes(s string) int {
	for i := range s {
		if i > 0 {
			return i
		}
	}
	return len(s)
}
