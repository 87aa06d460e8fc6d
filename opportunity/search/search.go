// Package search reads what people type into a search box, in one place for the index, the page and a plain scan of a text.
//
// Words with spaces between must all occur. OR between two words (in capitals) asks for one of them, and binds closer than the
// space: 長野 OR 松本 ドローン asks for ドローン with either. AND says what a space says. A - before a word asks for texts without it. "…" and 「…」 hold
// words that stand together. Widths, kana and case make no difference.
package search

import (
	"slices"
	"strings"

	"koubo/opportunity/jtext"
)

// Words is what a search asks of a text: something of every group.
type Words []Group

// Group is a choice of terms, of which one must hold.
type Group []Term

// Term is a word or phrase that a text must hold, or must not.
type Term struct {
	Text string // as typed, in the form of jtext.Fold
	Key  string // in the form of jtext.Search; never ""
	Not  bool
}

// Match reports whether a text in the form of jtext.Search has what the words ask for; no words ask for nothing.
func (w Words) Match(text string) bool {
	for _, g := range w {
		if !slices.ContainsFunc(g, func(t Term) bool { return strings.Contains(text, t.Key) != t.Not }) {
			return false
		}
	}
	return true
}

// Len is the number of terms.
func (w Words) Len() (n int) {
	for _, g := range w {
		n += len(g)
	}
	return n
}

// Keys are the keys of the terms that a text should hold, each once, the longest first: what a page marks.
func (w Words) Keys() (keys []string) {
	for _, g := range w {
		for _, t := range g {
			if !t.Not && !slices.Contains(keys, t.Key) {
				keys = append(keys, t.Key)
			}
		}
	}
	slices.SortStableFunc(keys, func(a, b string) int { return len(b) - len(a) })
	return keys
}

// String writes the words in their canonical form, which Parse reads as the same words: single spaces, OR between the terms
// of a group, quotes where a term needs them, nothing twice.
func (w Words) String() string {
	groups := make([]string, len(w))
	for i, g := range w {
		terms := make([]string, len(g))
		for j, t := range g {
			terms[j] = t.String()
		}
		groups[i] = strings.Join(terms, " OR ")
	}
	return strings.Join(groups, " ")
}

// String writes a term as it is typed.
func (t Term) String() string {
	sign, text := "", t.Text
	if t.Not {
		sign = "-"
	}
	switch {
	case !needsQuotes(text):
	case strings.ContainsAny(text, closing):
		text = "「" + text + "」" // which it stood in: no other marks let quotes in
	default:
		text = `"` + text + `"`
	}
	return sign + text
}

// needsQuotes reports whether a text would be read otherwise without quotes.
func needsQuotes(text string) bool {
	if isMark(text) || strings.ContainsRune(text, ' ') || strings.TrimLeft(text, minus) != text {
		return true
	}
	_, _, quoted := cutPhrase(text)
	return quoted
}

// add appends a group, without terms that it names twice, where no other asks for the same.
func (w Words) add(g Group) Words {
	var once Group
	for _, t := range g {
		if !slices.ContainsFunc(once, t.same) {
			once = append(once, t)
		}
	}
	if len(once) == 0 || slices.ContainsFunc(w, func(other Group) bool { return slices.EqualFunc(other, once, Term.same) }) {
		return w
	}
	return append(w, once)
}

func (t Term) same(other Term) bool { return t.Key == other.Key && t.Not == other.Not }

func termOf(text string, not bool) (Term, bool) {
	t := Term{Text: text, Key: jtext.Search(text), Not: not}
	return t, t.Key != ""
}
