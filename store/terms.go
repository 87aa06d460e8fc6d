package store

import (
	"strings"
	"unicode/utf8"

	"koubo/opportunity"
	"koubo/opportunity/jtext"
)

// A term is what a posting lists documents under: one byte for the field, then the value.
const (
	kindTerm       = "k"
	issuerTerm     = "i"
	prefectureTerm = "p" // first 2 digits of the issuer's code
	sourceTerm     = "s"
	themeTerm      = "h"
	pairTerm       = "t" // two neighbouring characters of the folded text
)

// searchText returns the folded text that a search reads. A line feed, which no word holds, ends it, so that its last
// character has a neighbour too.
func searchText(o opportunity.Opportunity) string { return o.SearchText() + "\n" }

// termsOf returns the terms of a record, each once.
func termsOf(o opportunity.Opportunity, text string) []string {
	terms := []string{kindTerm + string(o.Kind), issuerTerm + o.Issuer.Code, sourceTerm + o.Source}
	if len(o.Issuer.Code) >= 2 {
		terms = append(terms, prefectureTerm+o.Issuer.Code[:2])
	}
	seen := make(map[string]bool, len(text)/3)
	for _, theme := range o.Themes {
		if term := themeTerm + theme; !seen[term] {
			seen[term] = true
			terms = append(terms, term)
		}
	}
	for pair := range pairs(text) {
		if pair[0] != ' ' && !seen[pair] {
			seen[pair] = true
			terms = append(terms, pairTerm+pair)
		}
	}
	return terms
}

// pairs yields every two neighbouring characters of a text; none for a single one.
func pairs(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		_, first := utf8.DecodeRuneInString(text)
		for start := 0; start+first < len(text); {
			_, second := utf8.DecodeRuneInString(text[start+first:])
			if !yield(text[start : start+first+second]) {
				return
			}
			start += first
			first = second
		}
	}
}

// words returns the folded words that must all occur.
func words(text string) []string { return strings.Fields(jtext.Search(text)) }

// holdsAll is the exact answer that postings only prepare: every word stands in the text.
func holdsAll(text string, words []string) bool {
	for _, word := range words {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}
