package search

import (
	"strings"

	"koubo/opportunity/jtext"
)

// either is the word between two terms of which one must hold.
const either = "OR"

// Parse reads a search. It makes sense of any input: marks that mark nothing (a lone - or OR) count as absent, a phrase that
// is not closed ends with the text. Its time grows with the text and the square of the number of words: whoever reads from
// strangers bounds both.
func Parse(text string) Words {
	var all Words
	var group Group
	joined := false // an OR stands before the next term
	for rest := jtext.Fold(text); rest != ""; {
		var t token
		if t, rest = next(rest); t.either {
			joined = len(group) > 0
			continue
		}
		term, ok := termOf(t.text, t.not)
		switch {
		case !ok:
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

// token is a word, a phrase or an OR.
type token struct {
	text        string
	not, either bool
}

// next cuts the first token from a folded text.
func next(text string) (t token, rest string) {
	text = strings.TrimLeft(text, " ")
	bare := strings.TrimLeft(text, "-")
	t.not = len(bare) < len(text) && bare != "" && bare[0] != ' '
	if phrase, after, quoted := cutPhrase(bare); quoted {
		t.text = strings.TrimSpace(phrase)
		return t, after
	}
	t.text, rest, _ = strings.Cut(bare, " ")
	t.either = t.text == either && len(bare) == len(text)
	return t, rest
}

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
