package opportunity

import (
	"strings"

	"koubo/opportunity/jtext"
)

// minCut is how many letters of a cut title must agree with the whole one.
const minCut = 10

// SameTitle reports whether two wordings name one announcement as far as their letters go: they are the same but for width,
// case, spaces and marks, or one of them is the beginning of the other, ten letters at least, as lists cut titles.
func SameTitle(a, b string) bool {
	a, b = jtext.Letters(jtext.Search(a)), jtext.Letters(jtext.Search(b))
	if len(a) > len(b) {
		a, b = b, a
	}
	return a != "" && (a == b || len([]rune(a)) >= minCut && strings.HasPrefix(b, a))
}
