package amount

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"koubo/opportunity/jtext"
)

// series is the numbering of the headings: a line that goes on with it is a heading although nothing marks it so.
type series struct {
	form   string // what stands around the number: (, ), 第
	last   int
	nested bool // the parts of the section are numbered in the same form
}

// numberedLine is a short line behind a number: 2 予算, (3)委託料, 第4 契約金額.
var numberedLine = jtext.MustPattern(`^(第|\()?([0-9]{1,2})(\)|\.|、| |章 ?)(.+)$`)

// longestNumbered bounds in characters a line that may be a heading.
const longestNumbered = 20

// parsed returns the form, the number and the words of a folded line that is numbered; found is false for others.
func parsed(line string) (form string, number int, words string, found bool) {
	m := numberedLine.FindStringSubmatch(strings.TrimSpace(line))
	if m == nil {
		return "", 0, "", false
	}
	number, err := strconv.Atoi(m[2])
	return m[1] + "#" + strings.TrimSpace(m[3]), number, strings.TrimSpace(m[4]), err == nil
}

// enter notes the number of a folded heading.
func (s *series) enter(heading string) {
	form, number, _, _ := parsed(heading) // none where it has no number
	*s = series{form: form, last: number}
}

// goesOn reports whether a folded line is the next heading of the series, and takes its number.
func (s *series) goesOn(line string) bool {
	form, number, words, found := parsed(line)
	if !found || form != s.form || s.nested {
		return false
	}
	if number != s.last+1 {
		s.nested = number <= s.last
		return false
	}
	if utf8.RuneCountInString(words) > longestNumbered || strings.ContainsAny(words, "。:、\t円") || jtext.HasDigit(words) {
		return false
	}
	s.last = number
	return true
}
