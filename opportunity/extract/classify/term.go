package classify

import (
	"strings"
	"unicode/utf8"

	"koubo/opportunity/jtext"
)

// rule is one row of a table about titles. It holds where one of any occurs, one of with too where given, and none of
// not. Terms are in the form that key gives text, see holds for what they may contain.
type rule struct {
	any, with, not termSet
}

// ruleOf makes a rule of a row's cells; with and not may be empty.
func ruleOf(any, with, not string) rule {
	r := rule{any: termSetOf(any)}
	if with != "" {
		r.with = termSetOf(with)
	}
	if not != "" {
		r.not = termSetOf(not)
	}
	return r
}

// termSet is terms with what a text is asked for first: of neighbours that begin with the same pair of characters, once.
type termSet struct {
	list []string
	runs []termRun
}

// termRun are terms of a list up to a place, behind those of the run before it, that have one pair (see pairOfTerm).
type termRun struct{ pair, end uint16 }

// termSetOf splits a table's cell.
func termSetOf(cell string) termSet {
	s := termSet{list: terms(cell)}
	for i, term := range s.list {
		run := termRun{pairOfTerm(term), uint16(i + 1)}
		if last := len(s.runs) - 1; last >= 0 && s.runs[last].pair == run.pair {
			s.runs[last] = run
			continue
		}
		s.runs = append(s.runs, run)
	}
	return s
}

// terms splits a table's cell.
func terms(cell string) []string { return strings.Split(cell, "|") }

// match returns the term that made the rule hold.
func (r rule) match(t *scanned) (term string, ok bool) {
	term, ok = t.first(r.any)
	if !ok {
		return "", false
	}
	if len(r.with.list) > 0 && !t.has(r.with) || t.has(r.not) {
		return "", false
	}
	return term, true
}

// scanned is a text in key form with the set of its pairs of characters. A term whose first pair is not among them, as
// is nearly every term of a table, needs no search.
type scanned struct {
	text  string
	pairs [pairBits / 64]uint64
}

const pairBits = 1024

func scan(text string) *scanned {
	t := &scanned{text: text}
	last := rune(-1)
	for _, r := range text {
		if last >= 0 {
			at := pairOf(last, r)
			t.pairs[at/64] |= 1 << (at % 64)
		}
		last = r
	}
	return t
}

func pairOf(a, b rune) uint16 {
	return uint16((uint32(a)*2654435761 + uint32(b)*40503) >> 7 % pairBits)
}

// anyPair is that of terms that texts with any pairs may hold.
const anyPair = pairBits

// pairOfTerm is the pair of a term's first two characters.
func pairOfTerm(term string) uint16 {
	a, n := decode(term)
	b, m := decode(term[n:])
	if m == 0 || b == '*' || b == '$' {
		return anyPair
	}
	return pairOf(a, b)
}

// first returns the first term of the set that the text holds.
func (t *scanned) first(s termSet) (string, bool) {
	from := uint16(0)
	for _, run := range s.runs {
		if t.may(run.pair) {
			if term, ok := firstTerm(t.text, s.list[from:run.end]); ok {
				return term, true
			}
		}
		from = run.end
	}
	return "", false
}

func (t *scanned) has(s termSet) bool {
	_, ok := t.first(s)
	return ok
}

// may says whether the text can hold a term with that pair.
func (t *scanned) may(pair uint16) bool {
	return pair == anyPair || t.pairs[pair/64]&(1<<(pair%64)) != 0
}

// decode is [utf8.DecodeRuneInString], quicker for the kana and kanji of terms.
func decode(s string) (r rune, size int) {
	if len(s) >= 3 && s[0]&0xf0 == 0xe0 {
		return rune(s[0]&0x0f)<<12 | rune(s[1]&0x3f)<<6 | rune(s[2]&0x3f), 3
	}
	return utf8.DecodeRuneInString(s)
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
// the end of the text, an opening bracket or a mark that ends a clause, and a short term of Latin letters is a word of its own (poc is not in epoch).
func holds(text, term string) bool {
	head, rest, gap := strings.Cut(term, "*")
	if !gap {
		return indexTerm(text, term) >= 0
	}
	for at := indexTerm(text, head); at >= 0; {
		tail := text[at+len(head):]
		if indexTerm(jtext.ClipBytes(tail, gapBytes+len(rest)), rest) >= 0 {
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
		at := jtext.Index(text[from:], term)
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
	at := jtext.Index(text, term)
	for at >= 0 {
		end := at + len(term)
		if end == len(text) || strings.ContainsRune("(【[〔「:!。", firstRune(text[end:])) {
			return at
		}
		next := jtext.Index(text[end:], term)
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

// longWord is from how many Latin letters on a term is no part of another word by chance. Keys have no spaces between words.
const longWord = 7

// isWord says whether text[i:j] is not cut out of a longer Latin word.
func isWord(text string, i, j int) bool {
	if i == j || j-i >= longWord && isLatin(text[i]) && isLatin(text[j-1]) {
		return true
	}
	return !(i > 0 && isLatin(text[i-1]) && isLatin(text[i])) && !(j < len(text) && isLatin(text[j-1]) && isLatin(text[j]))
}

func isLatin(b byte) bool { return b >= 'a' && b <= 'z' }
