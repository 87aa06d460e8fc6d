package wording

import (
	"slices"
	"strings"
	"unicode/utf8"

	"koubo/opportunity/jtext"
)

// Corrections begin a value that was wrong or has been changed, earlier one of a call that is over; Present begin the
// value that counts.
var (
	Corrections = slices.Concat(wrong, []string{"誤 ", "誤\t"}, OldMarks, former, []string{"旧\t"})
	earlier     = []string{"前回", "昨年度", "昨年", "前年度", "当初"}
	History     = slices.Concat(Corrections, earlier)
)

// OldMarks and NewMarks stand at the old and the new value of a correction, OldSigns and NewSigns are their short forms.
var (
	OldMarks = []string{"変更前", "訂正前", "修正前", "改正前", "改訂前", "延長前"}
	NewMarks = []string{"変更後", "訂正後", "修正後", "改正後", "改訂後", "延長後"}
	OldSigns = slices.Concat(wrong, former)
	NewSigns = slices.Concat(right, latter)
)

var (
	wrong, right   = signs("誤"), signs("正")
	former, latter = signs("旧"), signs("新")
)

// FormerSign is how MarkSigns marks an old value.
const FormerSign = "(旧)"

// signs are the forms in which one character marks the value behind it.
func signs(mark string) []string {
	return []string{"(" + mark + ")", "[" + mark + "]", "【" + mark + "】", "<" + mark + ">", "《" + mark + "》", mark + ":", mark + ")"}
}

// bareSign is such a character right before a day or a sum, without a mark of its own: 旧 令和8年6月4日, 新R8.6.9.
var bareSign = jtext.MustPattern(`(^|[\s):、])([誤正旧新]) ?((?:令和|R ?)?[0-9]+ ?[年月./,万千円0-9])`)

// MarkSigns sets those characters in brackets.
func MarkSigns(s string) string {
	if !jtext.HasAny(s, "誤", "旧") {
		return s
	}
	return bareSign.ReplaceAllString(s, "$1($2)$3")
}

// IsOld and IsNew report whether a short line is nothing but the mark of old or of new values: 変更前, 【旧】, 誤.
func IsOld(line string) bool { return isMark(line, OldMarks, "誤", "旧") }

// IsNew is told at IsOld.
func IsNew(line string) bool { return isMark(line, NewMarks, "正", "新") }

func isMark(line string, marks []string, signs ...string) bool {
	const longest = 12 // characters
	return utf8.RuneCountInString(line) <= longest && jtext.HasAny(line, marks...) || slices.Contains(signs, strings.Trim(line, " ()[]【】<>《》:■◆●・"))
}

// Present begins the value that counts.
var Present = slices.Concat(right, []string{"正 ", "正\t"}, NewMarks, latter, []string{"今回", "本年度", "今年度", "再公募", "→", "。"})

// MaskHistory blanks the values of the past in a line: those that one of words begins.
func MaskHistory(s string, words []string) string {
	for _, w := range words {
		for from := 0; ; {
			i := jtext.Index(s[from:], w)
			if i < 0 {
				break
			}
			i += from
			from = i + len(w)
			if w == "当初" && strings.HasPrefix(s[from:], "予算") {
				continue
			}
			end := firstOf(s, from, Present)
			if HasNumber(s[from:end]) {
				s = Blank(s, i, end)
				continue
			}
			start := max(0, lastOf(s[:i], Present))
			s = Blank(s, start, i)
		}
	}
	return s
}

// HasNumber is a quick look whether words may hold a date or a sum, in digits or in kanji.
func HasNumber(s string) bool { return jtext.HasDigit(s) || jtext.HasAny(s, "月", "万", "千") }

func firstOf(s string, from int, words []string) int {
	end := len(s)
	for _, w := range words {
		if i := strings.Index(s[from:end], w); i >= 0 {
			end = from + i
		}
	}
	return end
}

func lastOf(s string, words []string) int {
	at := -1
	for _, w := range words {
		if i := strings.LastIndex(s, w); i >= 0 {
			at = max(at, i+len(w))
		}
	}
	return at
}

// Blank replaces s[from:to] by spaces, so that offsets stay.
func Blank(s string, from, to int) string {
	return s[:from] + strings.Repeat(" ", to-from) + s[to:]
}

// changesByWeeks ends the words before 延長: から11月27日まで2週間延長.
var changesByWeeks = jtext.MustPattern(`まで、?[0-9]{1,2}(?:週間|日間?|か月|ヶ月|ヵ月)(?:の)?$`)

// changes are the verbs of a change.
var (
	changes   = []string{"変更", "延長", "訂正", "改め", "修正", "延期", "繰り下げ", "繰下げ", "引き上げ", "引上げ", "引き下げ", "引下げ", "増額", "減額", "拡充", "読み替え", "読替え"}
	anyChange = jtext.NewWords(changes...)
)

// ChangeIn finds the words that say a value was changed into another.
func ChangeIn(s string) (bool, int) {
	if !anyChange.In(s) {
		return false, 0
	}
	for _, verb := range changes {
		for from := 0; ; {
			i := jtext.Index(s[from:], verb)
			if i < 0 {
				break
			}
			i += from
			if i > 0 && HasSuffix(s[:i], "に", "へ", "まで", "までに") || changesByWeeks.MatchString(s[:i]) {
				return true, i
			}
			from = i + len(verb)
		}
	}
	return false, 0
}

// HasSuffix reports whether s ends in one of the words.
func HasSuffix(s string, tails ...string) bool {
	for _, t := range tails {
		if strings.HasSuffix(s, t) {
			return true
		}
	}
	return false
}

// HasPrefix reports whether s begins with one of the heads.
func HasPrefix(s string, heads ...string) bool {
	for _, h := range heads {
		if strings.HasPrefix(s, h) {
			return true
		}
	}
	return false
}
