package jtext

import (
	"strings"
	"unicode/utf8"
)

// foldPlain is Fold for the characters that nearly all Japanese text consists of: ASCII, its full-width forms, kana,
// kanji, common punctuation. They need no table look-up and compose with nothing. ok is false where s has others.
func foldPlain(s string) (folded string, ok bool) {
	same := unchanged(s)
	if same == len(s) {
		return s, true
	}
	var b strings.Builder
	b.Grow(len(s))
	b.WriteString(s[:same])
	gap := false
	for _, r := range s[same:] {
		r = plainRune(r)
		switch {
		case r < 0:
			return "", false
		case r == ' ':
			gap = true
			continue
		case gap && b.Len() > 0:
			b.WriteByte(' ')
		}
		gap = false
		if r < utf8.RuneSelf {
			b.WriteByte(byte(r))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String(), true
}

// unchanged returns how many bytes at the front of s Fold leaves as they are, without a space at their end.
func unchanged(s string) int {
	for i, r := range s {
		if r == ' ' || plainRune(r) != r {
			return i
		}
	}
	return len(s)
}

// plainRune is what Fold makes of a character where no other can change that; ' ' for white space, -1 for a character
// that needs the full algorithm.
func plainRune(r rune) rune {
	switch {
	case r > ' ' && r < 0x7f:
		return r
	case r >= 0x4e00 && r <= 0x9fff: // unified ideographs
		return r
	case r >= 0x3041 && r <= 0x3096 || r >= 0x30a1 && r <= 0x30fe: // kana, nakaguro, long vowel mark
		return r
	case r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == 0x3000:
		return ' '
	case r == 0x301c: // wave dash
		return '~'
	case r >= 0x3001 && r <= 0x3003 || r >= 0x3005 && r <= 0x3029 && r != 0x301c && r != 0x301d && r != 0x301e && r != 0x301f:
		return r
	case r >= 0xff01 && r <= 0xff5e:
		return plainMark(r - 0xfee0)
	}
	return -1
}
