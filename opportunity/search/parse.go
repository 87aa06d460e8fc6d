package search

import (
	"strings"

	"koubo/opportunity/jtext"
)

// either is the word between two terms of which one must hold, both the one between terms that must both hold, as they do without it.
const (
	either = "OR"
	both   = "AND"
)

// minus are the marks for without: no word begins with the mark of a long vowel, which the key of - types in Japanese.
const minus = "-ー"

// Parse reads a search. It makes sense of any input: marks that mark nothing (a lone -, OR or AND) count as absent, a phrase that
// is not closed ends with the text. Its time grows with the text and the square of the number of words: whoever reads from
// strangers bounds both.
func Parse(text string) Words {
	var all Words
	var group Group
	joined := false // an OR stands before the next term
	for rest := jtext.Fold(text); rest != ""; {
		var t token
		t, rest = next(rest)
		term, ok := termOf(t.text, t.not)
		switch {
		case t.mark == either:
			joined = len(group) > 0
		case t.mark == both, !ok:
		case joined:
			group, joined = append(group, term), false
		default:
			all, group = all.add(group), Group{term}
		}
	}
	return all.add(group)
}

// closing are the quotes that end a phrase in quotes.
const closing = `"“”`

// token is a word, a phrase, or a mark between them.
type token struct {
	text, mark string
	not        bool
}

// next cuts the first token from a folded text.
func next(text string) (t token, rest string) {
	text = strings.TrimLeft(text, " ")
	bare := strings.TrimLeft(text, minus)
	t.not = len(bare) < len(text) && bare != "" && bare[0] != ' '
	if phrase, after, quoted := cutPhrase(bare); quoted {
		t.text = strings.TrimSpace(phrase)
		return t, after
	}
	t.text, rest, _ = strings.Cut(bare, " ")
	if isMark(t.text) && len(bare) == len(text) {
		t.mark = t.text
	}
	return t, rest
}

func isMark(word string) bool { return word == either || word == both }

// cutPhrase cuts a phrase in quotes from the beginning of a folded text. Straight and curly quotes always open one. 「 does
// so where its 」 ends a word: titles have such marks within them (「みらい」事業者の募集), and can be searched for as they are.
func cutPhrase(text string) (phrase, rest string, quoted bool) {
	for _, open := range []string{`"`, "“", "”", "„"} {
		inner, found := strings.CutPrefix(text, open)
		if !found {
			continue
		}
		if end := strings.IndexAny(inner, closing); end >= 0 {
			phrase, rest = inner[:end], strings.TrimLeft(inner[end:], closing)
			return phrase, rest, true
		}
		return inner, "", true
	}
	inner, found := strings.CutPrefix(text, "「")
	if !found {
		return "", "", false
	}
	phrase, rest, found = strings.Cut(inner, "」")
	if !found || rest != "" && rest[0] != ' ' || strings.Contains(phrase, "「") {
		return "", "", false
	}
	return phrase, rest, true
}
