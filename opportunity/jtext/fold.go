// Package jtext folds Japanese text so that the same words compare equal however they were typed: width, dashes,
// spaces, kana. It knows nothing about what the words mean.
package jtext

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold returns s in NFKC with radicals (U+2E80 to U+2FDF) as the ideographs they stand for, every dash and minus as "-",
// every wave as "~", white space (U+3000 and line breaks too) as single spaces, trimmed, and without control, bidi and
// zero-width characters and variation selectors. Invalid UTF-8 becomes U+FFFD. Names keep their spelling (髙 stays, see
// CommonForms), so that what was folded may be shown. Fold(Fold(s)) equals Fold(s).
func Fold(s string) string {
	if folded, ok := foldPlain(s); ok {
		return folded
	}
	return foldFully(s)
}

func foldFully(s string) string {
	s = norm.NFKC.String(strings.Map(visible, strings.ToValidUTF8(s, "\uFFFD")))
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range s {
		if r = visible(r); r < 0 {
			continue
		}
		if r == ' ' {
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte(' ')
		}
		gap = false
		b.WriteRune(plainMark(r))
	}
	return norm.NFKC.String(b.String())
}

// Search returns the key under which s is searched: Fold, lower case, katakana as hiragana, common forms of variants,
// and the small ヶ of names as ケ (茅ヶ崎, 茅ケ崎).
func Search(s string) string {
	if folded, ok := foldPlain(s); ok {
		return strings.Map(searchForm, folded)
	}
	return searchFully(s)
}

func searchFully(s string) string {
	return norm.NFKC.String(strings.Map(searchForm, foldFully(s))) // again in NFKC: a voicing mark may go with what it did not go with before
}

func searchForm(r rune) rune {
	switch {
	case r == 'ヵ' || r == 'ゕ':
		return 'か'
	case r == 'ヶ' || r == 'ゖ':
		return 'け'
	case r >= 'ァ' && r < 'ヵ' || r == 'ヽ' || r == 'ヾ':
		return r - 'ァ' + 'ぁ'
	}
	return unicode.ToLower(commonForm(r))
}

// visible returns a space for white space, -1 for what a reader cannot see, the ideograph for a radical, the rune itself
// otherwise.
func visible(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return ' '
	case r < 0x80:
		if r < ' ' || r == 0x7f {
			return -1
		}
	case r >= firstRadical && r < afterRadicals:
		return Radical(r)
	case unicode.In(r, unicode.Cc, unicode.Cf), isSelector(r), r == 0x115f, r == 0x1160, r == 0x3164, r == 0xffa0:
		return -1
	}
	return r
}

// isSelector reports whether r is a variation selector (Unicode 15.1 §23.4), which asks for a form of the character
// before it: 葛 with U+E0100 in 葛城市.
func isSelector(r rune) bool { return r >= 0xfe00 && r <= 0xfe0f || r >= 0xe0100 && r <= 0xe01ef }

// plainMark unifies dashes and waves; the long vowel mark ー is a letter and stays.
func plainMark(r rune) rune {
	if r < 0x80 {
		return r
	}
	switch r {
	case '〜', '～', '∼', '∾', '⁓', '〰', '˜':
		return '~'
	case '−', '─', '━', '⁃', '➖':
		return '-'
	}
	if r < utf8.RuneSelf || r > 0x2fff && r < 0xfe00 && r != 0x30a0 {
		return r
	}
	if unicode.Is(unicode.Pd, r) && r != 0x30a0 {
		return '-'
	}
	return r
}
