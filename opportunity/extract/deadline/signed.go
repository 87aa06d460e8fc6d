package deadline

import (
	"strings"

	"koubo/opportunity/jtext"
)

// signer begins the line of who signs a notice: 青葉市長 青葉太郎.
var signer = jtext.MustPattern(`^ ?[^ 、。:]{0,16}(?:市長|区長|町長|村長|知事|管理者|企業長|理事長|組合長|教育長|委員長|代表取締役|所長|局長)(?: |$)`)

// withoutSigned leaves out the days on lines of their own that a notice is signed on: the line below names who signs. One
// right below the word of publication (公告第12号) tells when that was.
func withoutSigned(lines []string) []string {
	out := lines[:0]
	for at, l := range lines {
		if len(l) > longestDay || isRow(l) || !isDaysAlone(l) || !signer.MatchString(jtext.Narrow(below(lines[at+1:]))) || jtext.HasAny(above(out), "公告", "公示", "告示") {
			out = append(out, l)
		}
	}
	return out
}

// longestDay is the length in bytes of the longest line that is one day alone.
const longestDay = 80

// above returns the last lines with words.
func above(lines []string) (words string) {
	for n, at := 0, len(lines)-1; at >= 0 && n < 3; at-- {
		if l := strings.TrimSpace(lines[at]); l != "" && len(l) <= 2*longestDay {
			words += l
			n++
		}
	}
	return words
}

// below returns the first line with words of the next few.
func below(lines []string) string {
	for _, l := range lines[:min(len(lines), 3)] {
		if l = strings.TrimSpace(l); l != "" {
			return l
		}
	}
	return ""
}
