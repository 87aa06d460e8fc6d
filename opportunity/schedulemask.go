package opportunity

import (
	"slices"
	"strings"
)

// The masks blank out, byte for byte, the parts of a folded line whose dates and times are not those of a step.

// maskAsides blanks what 除く excludes, when doors open, and the hours of a counter.
func maskAsides(s string) string {
	s = maskExcluded(s)
	s = maskDoors(s)
	return maskCounter(s)
}

func blank(s string, from, to int) string {
	return s[:from] + strings.Repeat(" ", to-from) + s[to:]
}

// maskExcluded blanks back from 除く to the bracket, clause or word that it excludes.
func maskExcluded(s string) string {
	for from := 0; ; {
		i := strings.Index(s[from:], "除")
		if i < 0 {
			return s
		}
		end := from + i + len("除")
		if strings.HasPrefix(s[end:], "く") || strings.HasPrefix(s[end:], "き") || strings.HasPrefix(s[end:], "外") {
			end += len("く")
		}
		if strings.HasPrefix(s[end:], "。") {
			end += len("。")
		}
		s = blank(s, excludedFrom(s[:from+i]), end)
		from = end
	}
}

// excludedFrom returns where the words before 除く begin that it excludes.
func excludedFrom(s string) int {
	depth, comma := 0, -1
	for i := len(s) - 1; i >= 0; i-- {
		switch {
		case s[i] == ')':
			depth++
		case s[i] == '(':
			if depth == 0 {
				return i + 1
			}
			depth--
		case depth == 0 && (strings.HasPrefix(s[i:], "。") || s[i] == '\t'):
			return i + len("。")
		case depth == 0 && comma < 0 && (s[i] == ' ' || strings.HasPrefix(s[i:], "、")):
			comma = i
		}
	}
	if comma >= 0 {
		return comma
	}
	return len(s)
}

// maskDoors blanks a bracket that only says when the reception opens: (受付13時~).
func maskDoors(s string) string {
	for from := 0; ; {
		i := strings.IndexByte(s[from:], '(')
		if i < 0 {
			return s
		}
		open := from + i
		n := strings.IndexByte(s[open:], ')')
		if n < 0 {
			return s
		}
		in := s[open : open+n]
		if hasAny(in, "受付", "開場", "集合", "入室", "休憩", "昼休") && hasAny(in, "時", ":") && !hasAny(in, "日", "受付時間", "/") {
			s = blank(s, open+1, open+n)
		}
		from = open + n
	}
}

// maskCounter blanks the hours at which a counter is open: 持参は平日の9時から17時まで.
func maskCounter(s string) string {
	for _, w := range [...]string{"持参", "窓口", "平日", "開庁", "来庁", "昼休み", "営業時間", "業務時間", "問合せ", "問い合わせ"} {
		i := strings.Index(s, w)
		if i < 0 {
			continue
		}
		end := i + len(w)
		for end < len(s) && !strings.HasPrefix(s[end:], "。") && s[end] != '\t' && s[end] != ')' {
			end++
		}
		hours := strings.Count(s[i:end], "時") + strings.Count(s[i:end], ":")
		part := s[i:end]
		if hours > 0 && !hasDay(part) && (hours > 1 || strings.Contains(part, "平日")) {
			s = blank(s, i, end)
		}
	}
	return s
}

// hasDay says whether words seem to name a day.
func hasDay(s string) bool {
	return hasAny(s, "同日", "末日") || strings.Contains(s, "月") && hasAny(s, "0日", "1日", "2日", "3日", "4日", "5日", "6日", "7日", "8日", "9日") || strings.ContainsAny(s, "/")
}

// corrections begin a value that was wrong or has been changed, earlier one of a call that is over; present begin the
// value that counts.
var (
	corrections = []string{"(誤)", "[誤]", "【誤】", "誤:", "誤 ", "誤\t", "変更前", "訂正前", "修正前", "延長前", "(旧)", "旧:", "【旧】", "旧\t"}
	earlier     = []string{"前回", "昨年度", "昨年", "前年度", "当初"}
	history     = slices.Concat(corrections, earlier)
)

var present = []string{"(正)", "[正]", "【正】", "正:", "正 ", "正\t", "変更後", "訂正後", "修正後", "延長後", "(新)", "新:", "【新】", "今回", "本年度", "今年度", "再公募", "→", "。"}

// maskHistory blanks the values of the past in a line: those that one of words begins.
func maskHistory(s string, words []string) string {
	for _, w := range words {
		for from := 0; ; {
			i := strings.Index(s[from:], w)
			if i < 0 {
				break
			}
			i += from
			from = i + len(w)
			if w == "当初" && strings.HasPrefix(s[from:], "予算") {
				continue
			}
			end := firstOf(s, from, present)
			if hasDigit(s[from:end]) {
				s = blank(s, i, end)
				continue
			}
			start := max(0, lastOf(s[:i], present))
			s = blank(s, start, i)
		}
	}
	return s
}

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

func hasAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

func hasDigit(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= '0' && s[i] <= '9' {
			return true
		}
	}
	return false
}
