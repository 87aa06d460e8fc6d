package amount

import (
	"strings"
	"unicode/utf8"

	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jtext"
)

// joinNumbers joins lines between which a number is broken: 8,434,⏎000円, 12,345⏎千円, 1億⏎2,000万円; or a bracket of two lines.
func joinNumbers(lines []string) []string {
	out := lines[:0]
	for _, l := range lines {
		if n := len(out); n > 0 && len(out[n-1]) <= wording.MaxJoined && (breaksNumber(out[n-1], l) || opensBracket(out[n-1], l)) {
			out[n-1] = strings.TrimRight(out[n-1], " \t　") + strings.TrimLeft(l, " \t　")
			continue
		}
		out = append(out, l)
	}
	return out
}

func breaksNumber(above, below string) bool {
	if last, _ := utf8.DecodeLastRuneInString(above); !isDigitRune(last) && !strings.ContainsRune(",，億¥￥金千万 \t　", last) {
		return false
	}
	above, below = strings.TrimRight(above, " \t　"), strings.TrimLeft(below, " \t　")
	if above == "" || below == "" || strings.HasPrefix(above, "#") {
		return false
	}
	first, _ := utf8.DecodeRuneInString(below)
	last, _ := utf8.DecodeLastRuneInString(above)
	digitAbove, digitBelow := isDigitRune(last), isDigitRune(first)
	switch {
	case digitAbove && (first == '円' || first == ',' || first == '，' || strings.HasPrefix(below, "千円") || strings.HasPrefix(below, "万円") || strings.HasPrefix(below, "百万円") || strings.HasPrefix(below, "億")):
		return true
	case digitBelow && brokenGroup.MatchString(above):
		return true
	case digitBelow && (last == ',' || last == '，' || last == '億' || last == '¥' || last == '￥' || last == '金'):
		return true
	}
	return wording.HasSuffix(above, "千", "万", "百万") && first == '円'
}

// brokenGroup ends a line within three digits: 12,34.
var brokenGroup = jtext.MustPattern(`[,，][0-9０-９]{1,2}$`)

// opensBracket reports whether a line opens a bracket that the next closes: (ただし、小規模企業者については⏎50万円).
func opensBracket(above, below string) bool {
	above, below = strings.TrimSpace(above), strings.TrimSpace(below)
	if !wording.HasPrefix(above, "(", "（") || len(above)+len(below) > wording.MaxJoined || strings.ContainsAny(above, ")）") || !wording.HasSuffix(below, ")", "）") {
		return false
	}
	return !strings.ContainsAny(below, "(（\t|")
}

func isDigitRune(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }
