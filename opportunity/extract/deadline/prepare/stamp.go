package prepare

import (
	"slices"
	"strings"

	"koubo/opportunity/document"
	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

// stampWords end the stamp of a part of the page, which is no date of the call (LABELS 12): （令和8年7月31日更新）. One
// that says 予定 is none: what is still to come is a step.
var stampWords = []string{"更新", "掲載", "公開", "時点", "現在", "追記", "追加", "修正", "訂正", "差替", "差替え", "差し替え"}

// closedBy maps the brackets that stamps stand in, in folded text.
var closedBy = map[string]string{"(": ")", "[": "]", "【": "】", "<": ">"}

// MaskStamps blanks the stamps of a folded line with dates: those in brackets, and a line that is nothing but one.
func MaskStamps(s string) string {
	if !jtext.HasAny(s, stampWords...) {
		return s
	}
	if isStamp(strings.Trim(s, " ※・*")) {
		return wording.Blank(s, 0, len(s))
	}
	if head := strings.IndexByte(s[:min(len(s), maxStamp)], ':'); head > 0 && isStamp(strings.Trim(s[:head], " ※・*")) && !wasPutUp.MatchString(s[head:]) {
		s = wording.Blank(s, 0, head+1) // 8月24日追記：提出期限を延長しました
	}
	for from := 0; from < len(s); {
		open := strings.IndexAny(s[from:], "([【<")
		if open < 0 {
			break
		}
		open += from
		from = open + runeBytes(s[open:])
		end := closing(s[from:], s[open:from])
		if end > 0 && end <= maxStamp && isStamp(s[from:from+end]) && !wasPutUp.MatchString(s[from+end:]) {
			end += from
			s = wording.Blank(s, open, end+runeBytes(s[end:]))
		}
	}
	return s
}

// wasPutUp stands behind the stamp of a step that was taken on the day: 【8月24日更新】質問への回答を掲載しました, 8月24日更新:質問への回答を掲載しました.
var wasPutUp = jtext.MustPattern(`^(?:[)\]】>] ?|: *)(?:質問|質疑|審査|選定|選考)[^。]{0,20}(?:回答|結果)[^。]{0,12}(?:掲載|公表|公開)(?:しました|いたしました|します)`)

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
	for _, politeness := range [...]string{"。", "ました", "いたし", "し", "済み", "済", "分"} {
		part = strings.TrimSuffix(part, politeness)
	}
	for _, word := range stampWords {
		if day, ok := strings.CutSuffix(part, word); ok {
			return isDayAlone(strings.TrimRight(day, " にの")) || slices.Contains(corrected, word) && isDayOfPaper(day)
		}
	}
	return false
}

// corrected are the stamp words for what is done to a paper and is no step of the call, whatever the paper is.
var corrected = []string{"更新", "追記", "修正", "訂正", "差替", "差替え", "差し替え"}

// isDayOfPaper reports whether words are a day, and behind it which paper something was done to: 7月5日(日)に募集要項の一部を.
func isDayOfPaper(words string) bool {
	behind := 0
	for t := range jdate.Tokens(words) {
		if t.Kind != jdate.DayToken && t.Kind != jdate.ClockToken || behind == 0 && t.From > 0 || behind > 0 && strings.TrimSpace(words[behind:t.From]) != "" {
			return false
		}
		behind = t.To
	}
	paper := strings.TrimLeft(words[behind:], " 、")
	return behind > 0 && strings.HasPrefix(paper, "に") && strings.HasSuffix(paper, "を") && !strings.Contains(paper, "。") && !jtext.HasAny(paper, "期限", "期間", "締切", "日程", "日時")
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

// signer begins the line of who signs a notice: 青葉市長 青葉太郎.
var signer = jtext.MustPattern(`^ ?[^ 、。:]{0,16}(?:市長|区長|町長|村長|知事|管理者|企業長|理事長|組合長|教育長|委員長|所長|局長)(?: |$)`)

// signerOfForm is the line of a firm that signs a form filled in for example, or of whom the form is sent to: 株式会社青葉 代表取締役 青葉太郎, 青葉市長 様.
var signerOfForm = jtext.MustPattern(`^ ?[^、。:]{0,24}(?:代表取締役|代表社員|代表理事)(?: |$)|^ ?[^ 、。:]{0,16}(?:長|知事|管理者)(?: [^、。:]{0,12})? ?(?:様|殿|宛|あて)$`)

// Signed leaves out the days on lines of their own that a firm signs on, and tells in which of the lines that stay stands the day on which the body
// gave its notice, counted from 1: the line below names its head.
func Signed(lines []string) (stay []string, notices map[int]bool) {
	stay = lines[:0]
	for at, l := range lines {
		if len(l) <= longestDay && !document.IsRow(l) && jdate.DaysAlone(l) {
			switch by := jtext.Narrow(below(lines[at+1:])); {
			case signerOfForm.MatchString(by):
				continue
			case signer.MatchString(by):
				if notices == nil {
					notices = map[int]bool{}
				}
				notices[len(stay)+1] = true
			}
		}
		stay = append(stay, l)
	}
	return stay, notices
}

// Announces reports whether a line is a sentence by which a notice is given, however long: …の規定により公告する。
func Announces(line string) bool {
	return wording.HasSuffix(strings.TrimRight(line, " 。"), "により公告する", "により公告します", "により公告いたします", "により公示する", "により公示します", "により告示する", "ので公告する", "ので公告します")
}

// longestDay is the length in bytes of the longest line that is one day alone.
const longestDay = 80

// below returns the first line with words of the next few.
func below(lines []string) string {
	for _, l := range lines[:min(len(lines), 3)] {
		if l = strings.TrimSpace(l); l != "" {
			return l
		}
	}
	return ""
}
