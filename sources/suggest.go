package sources

import (
	"fmt"
	"strconv"
	"strings"

	"koubo/opportunity/jtext"
)

// shown quotes a text of the file for a message, cut where it is long.
func shown(text string) string {
	runes := []rune(text)
	if len(runes) > 60 {
		text = string(runes[:60]) + "…"
	}
	return strconv.Quote(text)
}

// mend says what was probably meant in place of a word that is not known.
func mend(word string, known []string) string {
	if near := jtext.Nearest(word, known); near != "" {
		return fmt.Sprintf("did you mean %s?", near)
	}
	if len(known) > 20 {
		return "look its name up, or remove it"
	}
	return "it may be " + strings.Join(known, ", ")
}
