package prepare

import (
	"strings"

	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jtext"
)

// What a period leaves out: 土日を除く, ※12月29日から1月3日までを除く.

// maskExcluded blanks back from 除く to the remark, bracket, clause or word that it excludes.
func maskExcluded(s string) string {
	for from, before := 0, 0; ; {
		i := strings.Index(s[from:], "除")
		if i < 0 {
			return s
		}
		at := from + i
		end := at + len("除")
		if from = end; isOtherWord(s, at) {
			continue
		}
		if strings.HasPrefix(s[end:], "く") || strings.HasPrefix(s[end:], "き") || strings.HasPrefix(s[end:], "外") {
			end += len("く")
		}
		if strings.HasPrefix(s[end:], "。") {
			end += len("。")
		}
		s = wording.Blank(s, before+excludedFrom(s[before:at]), end)
		from, before = end, end
	}
}

// isOtherWord reports whether the 除 at a place is part of a word that excludes nothing: 除雪, 解除.
func isOtherWord(s string, at int) bool {
	return wording.HasPrefix(s[at+len("除"):], "雪", "草", "染", "去", "却", "塵", "湿", "菌", "籍", "幕", "斥", "霜", "氷") || wording.HasSuffix(s[:at], "解", "免", "控", "削", "排", "駆", "掃", "切")
}

var (
	// remarkMark begins a remark, and ends what it is about.
	remarkMark = []string{"※", "*", ";", "ただし", "但し", "なお"}
	// remarkLetters are all that such marks are made of.
	remarkLetters = strings.Join(remarkMark, "") + "、 "
	// windowEnd ends a period, before what it leaves out: 18日まで土日を, but not 1月3日までを, nor 1月3日まで及び祝日を.
	windowEnd = jtext.MustPattern(`まで(?:の(?:間|期間)?)?(?:[ 、,]|[^を及並又とや・も、, の]|の[^間期])`)
	// daysAlone are days that are left out, and nothing else.
	daysAlone = jtext.MustPattern(`^(?:[0-9/.:年月日時分 、,・~()\-]|元旦|正午|令和|[月火水木金土日祝祭休]|曜|閉[庁館所]|[年末始]|夏季|冬季|お?盆|及び|並びに|又は|または|および|から|まで|の|と|を|は|や|等|など|毎週|毎日|昼)*$`)
	// aRange is a period.
	aRange = jtext.MustPattern(`[0-9]日?(?:\([^()]*\))?(?: ?~|から)`)
	// aDate is a day with its month.
	aDate = jtext.MustPattern(`[0-9]{1,2}(?:月|/)[0-9]{1,2}`)
)

// excludedFrom returns where the words before 除く begin that it excludes: behind the bracket, the mark of a remark or the end of a period,
// or, within a clause, behind the comma or space before it.
func excludedFrom(s string) int {
	from, remark := clauseStart(s)
	if from > 0 && !remark && !hasDay(s[from:]) {
		return from // the hours of a counter: 午前9時から午後5時まで、土日を除く
	}
	if ends := windowEnd.FindAllStringIndex(hideBrackets(s[from:]), -1); len(ends) > 0 {
		from, remark = from+strings.LastIndex(s[from:from+ends[len(ends)-1][1]], "まで")+len("まで"), true
	}
	topic := max(strings.LastIndex(s[from:], "は、"), strings.LastIndex(s[from:], "は ")) // ※受付時間は、土日を除く9時から17時まで
	if remark && (topic >= 0 || (from > 0 && s[from-1] == '(') || daysAlone.MatchString(strings.TrimLeft(s[from:], remarkLetters))) {
		return from + max(0, topic)
	}
	comma := lastBreak(s[from:])
	if comma < 0 {
		if from == 0 && !remark {
			return len(s) // what is left out has no beginning
		}
		return from
	}
	first, last := s[from:from+comma], s[from+comma:]
	if !remark && daysAlone.MatchString(s[from:]) && !(aRange.MatchString(first) && (aDate.MatchString(last) || !strings.ContainsAny(last, "0123456789"))) {
		return from
	}
	return from + comma
}

// hideBrackets puts dots in the place of what stands in brackets.
func hideBrackets(s string) string {
	hidden, depth := []byte(s), 0
	for i, b := range hidden {
		switch {
		case b == '(':
			depth++
		case b == ')':
			depth = max(0, depth-1)
		case depth > 0:
			hidden[i] = '.'
		}
	}
	return string(hidden)
}

// lastBreak is where the last comma or space stands in words that parts them: not before 除く itself (1月3日 を除く), nor in a period
// (12月29日 ~ 1月3日); -1 for none.
func lastBreak(words string) int {
	end := len(strings.TrimRight(words, " 、をは"))
	for at := strings.LastIndexAny(words[:end], " 、"); at >= 0; at = strings.LastIndexAny(words[:at], " 、") {
		if before, behind := strings.TrimRight(words[:at], " "), strings.TrimLeft(words[at:], " "); !strings.HasSuffix(before, "~") && !strings.HasPrefix(behind, "~") {
			return at
		}
	}
	return -1
}

// clauseStart is where the clause, bracket or remark begins that s ends in; remark tells of the last two.
func clauseStart(s string) (from int, remark bool) {
	depth := 0
	for i := len(s) - 1; i >= 0; i-- {
		switch {
		case s[i] == ')':
			depth++
		case s[i] == '(' && depth == 0:
			return i + 1, true
		case s[i] == '(':
			depth--
		case depth > 0:
		case s[i] == '\t':
			return i + 1, false
		case strings.HasPrefix(s[i:], "。"):
			return i + len("。"), false
		case wording.HasPrefix(s[i:], remarkMark...):
			return i, true
		}
	}
	return 0, false
}
