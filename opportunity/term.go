package opportunity

import (
	"strings"
	"unicode/utf8"

	"koubo/opportunity/jtext"
)

// rule is one row of a table about titles. It holds where one of any occurs, one of with too where given, and none of
// not. Terms are in the form that key gives text, see holds for what they may contain.
type rule struct {
	any, with, not []string
}

// terms splits a table's cell.
func terms(cell string) []string { return strings.Split(cell, "|") }

// key is the form in which text is compared with terms: folded, lower case, without spaces.
func key(s string) string {
	return strings.ReplaceAll(strings.ToLower(jtext.Fold(s)), " ", "")
}

// match returns the term that made the rule hold.
func (r rule) match(text string) (term string, ok bool) {
	term, ok = firstTerm(text, r.any)
	if !ok {
		return "", false
	}
	if len(r.with) > 0 {
		if _, ok := firstTerm(text, r.with); !ok {
			return "", false
		}
	}
	if _, bad := firstTerm(text, r.not); bad {
		return "", false
	}
	return term, true
}

func firstTerm(text string, list []string) (string, bool) {
	for _, t := range list {
		if holds(text, t) {
			return t, true
		}
	}
	return "", false
}

func hasTerm(text string, list []string) bool {
	_, ok := firstTerm(text, list)
	return ok
}

// gapBytes is how far apart the two parts of a term with * may stand: 14 kanji, enough for 候補者(優先交渉権者)を決定.
const gapBytes = 14 * 3

// holds says whether text contains term. A * in the term stands for up to 14 characters of anything, a $ at its end for
// the end of the text or an opening bracket, and a term of Latin letters is a word of its own (poc is not in epoch).
func holds(text, term string) bool {
	head, rest, gap := strings.Cut(term, "*")
	if !gap {
		return indexTerm(text, term) >= 0
	}
	for at := indexTerm(text, head); at >= 0; {
		tail := text[at+len(head):]
		if indexTerm(clipBytes(tail, gapBytes+len(rest)), rest) >= 0 {
			return true
		}
		next := indexTerm(tail, head)
		if next < 0 {
			return false
		}
		at += len(head) + next
	}
	return false
}

func indexTerm(text, term string) int {
	if plain, ok := strings.CutSuffix(term, "$"); ok {
		return indexAtEnd(text, plain)
	}
	for from := 0; ; {
		at := strings.Index(text[from:], term)
		if at < 0 {
			return -1
		}
		at += from
		if isWord(text, at, at+len(term)) {
			return at
		}
		from = at + len(term)
	}
}

func indexAtEnd(text, term string) int {
	at := strings.Index(text, term)
	for at >= 0 {
		end := at + len(term)
		if end == len(text) || strings.ContainsRune("((【[〔「", firstRune(text[end:])) {
			return at
		}
		next := strings.Index(text[end:], term)
		if next < 0 {
			return -1
		}
		at = end + next
	}
	return -1
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// isWord says whether text[i:j] is not cut out of a longer Latin word.
func isWord(text string, i, j int) bool {
	if i == j {
		return true
	}
	return !(i > 0 && isLatin(text[i-1]) && isLatin(text[i])) && !(j < len(text) && isLatin(text[j-1]) && isLatin(text[j]))
}

func isLatin(b byte) bool { return b >= 'a' && b <= 'z' }

// clipBytes cuts s after at most n bytes, at a character's end.
func clipBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
