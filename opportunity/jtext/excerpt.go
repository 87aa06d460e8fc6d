package jtext

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Key is the form in which text is compared with terms: folded, variants as common forms, lower case, without spaces.
func Key(s string) string {
	folded := CommonForms(Fold(s))
	plain := true
	for i := 0; plain && i < len(folded); i++ {
		c := folded[i]
		plain = c != ' ' && (c < 'A' || c > 'Z') && c != 0xc3 && c != 0xce && c != 0xd0 // Latin, Greek, Cyrillic capitals
	}
	if plain {
		return folded
	}
	return strings.ReplaceAll(strings.ToLower(folded), " ", "")
}

// Letters returns the letters and digits of s, without what stands between them.
func Letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// ClipBytes cuts s after at most n bytes, at a character's end.
func ClipBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// Brief folds a piece of evidence and bounds it to 120 characters.
func Brief(s string) string { return Excerpt(Fold(ClipBytes(s, 1000)), 120) }

// ClipRunes cuts s after n characters, with … for what is cut.
func ClipRunes(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	runes := []rune(s)
	return string(runes[:n-1]) + "…"
}

// Excerpt drops what cannot be seen or was lost (U+FFFD, the rest of a character that was cut), takes radicals for the
// ideographs they look like, makes white space single and cuts to n characters. Widths and variants stay as typed.
func Excerpt(s string, n int) string {
	s = ClipBytes(s, 8*n+64)
	if isSeen(s) {
		return ClipRunes(s, n)
	}
	s = strings.ToValidUTF8(s, "")
	return ClipRunes(strings.Join(strings.Fields(strings.Map(seenRune, s)), " "), n)
}

// isSeen reports whether a text has only characters that Excerpt leaves as they are, and single spaces between them.
func isSeen(s string) bool {
	space := true
	for _, r := range s {
		wasSpace := space
		space = r == ' '
		if space && wasSpace || !space && (r < '!' || r > '~') && (r <= '　' || r >= 0xfe00) {
			return false
		}
	}
	return !space || s == ""
}

// seenRune returns -1 for control, bidi and zero-width characters, which Fold drops too, and for U+FFFD; the
// ideograph for a radical; r otherwise.
func seenRune(r rune) rune {
	if r >= 0x20 && r < 0x7f || r >= 0x3000 && r < 0xfe00 {
		return r
	}
	if r == utf8.RuneError {
		return -1
	}
	if !strings.ContainsRune("\t\n\r\u2028\u2029\u00a0", r) && Fold(string(r)) == "" {
		return -1
	}
	return Radical(r)
}

// HasAny reports whether s contains one of the words.
func HasAny(s string, words ...string) bool {
	for _, w := range words {
		if Index(s, w) >= 0 {
			return true
		}
	}
	return false
}

// Index is [strings.Index], several times as fast for Japanese words: a few bytes begin nearly all characters of Japanese, so one
// looks for the last byte of the first character.
func Index(s, word string) int {
	if len(word) < 3 || len(s) < len(word) || !isThree(word[0], word[1], word[2]) {
		return strings.Index(s, word)
	}
	const last = 2
	for at := 0; ; at++ {
		n := strings.IndexByte(s[at+last:], word[last])
		if n < 0 {
			return -1
		}
		if at += n; strings.HasPrefix(s[at:], word) {
			return at
		}
	}
}

// HasDigitOfAnyWidth reports whether s contains a digit, ASCII or full-width; nothing without one is a date, a number or a sum.
func HasDigitOfAnyWidth(s string) bool {
	const wide = "０" // its first two bytes begin １ to ９, too
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case '0' <= c && c <= '9':
			return true
		case c == wide[0] && i+2 < len(s) && s[i+1] == wide[1] && s[i+2]-wide[2] <= 9:
			return true
		}
	}
	return false
}

// HasDigit reports whether s contains an ASCII digit.
func HasDigit(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= '0' && s[i] <= '9' {
			return true
		}
	}
	return false
}

// Clip cuts s after so many characters.
func Clip(s string, runes int) string {
	if len(s) <= runes || utf8.RuneCountInString(s) <= runes {
		return s
	}
	n := 0
	for i := range s {
		if n == runes {
			return s[:i]
		}
		n++
	}
	return s
}
