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
	a, b = letters(a), letters(b)
	if len(a) > len(b) {
		a, b = b, a
	}
	return a != "" && (a == b || len([]rune(a)) >= minCut && strings.HasPrefix(b, a))
}

// TitleBegin returns how the letters of a title begin: two titles of which SameTitle holds begin alike.
func TitleBegin(title string) string {
	all := []rune(letters(title))
	return string(all[:min(len(all), minCut)])
}

// letters folds a title and drops all but letters and digits.
func letters(title string) string { return jtext.Letters(jtext.Search(title)) }

// extensionMarks are what stands before or behind a title once its call was extended or corrected.
var extensionMarks = jtext.MustPattern(`[【\[(][^】\])]{0,12}(?:延長|変更|訂正|修正|更新)[^】\])]{0,8}[】\])]`)

// TitleStem is what a title says of the call itself, in letters alone: without a remark that it was extended or corrected.
func TitleStem(title string) string {
	return letters(extensionMarks.ReplaceAllString(jtext.Fold(title), ""))
}
