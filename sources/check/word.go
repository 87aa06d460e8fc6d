package check

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"koubo/opportunity/jtext"
)

// Quote quotes a text for a message, cut where it is long.
func Quote(text string) string {
	runes := []rune(text)
	if len(runes) > 60 {
		text = string(runes[:60]) + "…"
	}
	return strconv.Quote(text)
}

// Suggest says what was probably meant in place of a word that is not known.
func Suggest(word string, known []string) string {
	if near := jtext.Nearest(word, known); near != "" {
		return fmt.Sprintf("did you mean %s?", near)
	}
	if len(known) > 20 {
		return "look its name up, or remove it"
	}
	return "it may be " + strings.Join(known, ", ")
}

// IDPattern is what ids of sources and notifications look like.
var IDPattern = regexp.MustCompile(`^[a-z0-9-]{1,100}$`)

// ID says in a sentence what is wrong with the id of a source; nil for nothing.
func ID(id string) error {
	if !IDPattern.MatchString(id) {
		return fmt.Errorf("%s may hold small letters a-z, digits and hyphens only, at most 100", Quote(id))
	}
	return nil
}

// OneOf makes a check that a name is known; with nothing known everything passes.
func OneOf(what string, known []string) func(string) error {
	return func(name string) error {
		if len(known) == 0 || slices.Contains(known, name) {
			return nil
		}
		return fmt.Errorf("%s is not the name of %s: %s", Quote(name), what, Suggest(name, known))
	}
}

// Any takes every text.
func Any(string) error { return nil }
