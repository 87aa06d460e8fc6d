package jtext

import (
	"regexp/syntax"
	"unicode"
	"unicode/utf8"
)

// starts is a set of characters by their keys: it holds those that it was made of, and some others.
type starts [StartKeys / 64]uint64

func (s *starts) add(key uint16) { s[key/64] |= 1 << (key % 64) }

func (s *starts) has(key uint16) bool { return s[key/64]&(1<<(key%64)) != 0 }

// startsOf returns the set of the characters between pairs of bounds: all where U+FFFD is among them, which stands for bytes that
// are no UTF-8, too.
func startsOf(bounds []rune) *starts {
	set := &starts{}
	for at := 0; at < len(bounds); at += 2 {
		first, last := bounds[at], bounds[at+1]
		if first <= utf8.RuneError && utf8.RuneError <= last {
			first, last = 0, unicode.MaxRune
		}
		for r := first; r <= min(last, first+StartKeys); r++ { // so many have all keys
			set.add(startKey(r))
		}
	}
	return set
}

// next returns where in a text, from a place on, the first character of the set stands, -1 where none does. Texts are walked
// hundreds of times: the keys of the usual characters are made in place.
func (s *starts) next(text string, from int) int {
	for at := from; at < len(text); {
		key, size := uint16(text[at]), 1
		switch c := text[at]; {
		case c < utf8.RuneSelf:
		case at+2 < len(text) && isThree(c, text[at+1], text[at+2]):
			key, size = keyOfThree(text[at+1], text[at+2]), 3
		default:
			key, size = KeyAt(text, at)
		}
		if s.has(key) {
			return at
		}
		at += size
	}
	return -1
}

// mostBegins is how many characters may begin a match where it helps to look for them: of more, every text has one.
const mostBegins = 200

// beginsOf returns the characters that a match of an expression begins with; nil where any may, where it may be empty, or where the
// expression is looked for quickly as it is: by the text's beginning, or by a word that each match begins with.
func beginsOf(re *syntax.Regexp) *starts {
	first := re
	for first.Op == syntax.OpConcat || first.Op == syntax.OpCapture {
		first = first.Sub[0]
	}
	if first.Op == syntax.OpBeginText || first.Op == syntax.OpLiteral && first.Flags&syntax.FoldCase == 0 {
		return nil
	}
	bounds, optional, known := firstOf(re)
	if optional || !known {
		return nil
	}
	count := 0
	for at := 0; at < len(bounds); at += 2 {
		count += int(bounds[at+1]-bounds[at]) + 1
	}
	if count > mostBegins {
		return nil
	}
	return startsOf(bounds)
}

// looksBack reports whether what stands before a place decides whether an expression matches there.
func looksBack(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpBeginText, syntax.OpBeginLine, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return true
	}
	for _, part := range re.Sub {
		if looksBack(part) {
			return true
		}
	}
	return false
}
