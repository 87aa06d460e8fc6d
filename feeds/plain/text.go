// Package plain makes texts and addresses such as every format can carry them: no character that XML forbids or that turns the
// direction of what follows, no link that a reader should not follow.
package plain

import (
	"strings"
	"unicode/utf8"
)

// Untitled stands where an announcement has no title and a format demands one.
const Untitled = "（件名なし）"

// unreadable stands, as in Japanese print, where a character could not be read: the page was in another encoding than it said.
// Feed validators take U+FFFD for a fault of the feed.
const unreadable = "〓"

// Text returns s as every format can carry it: valid UTF-8, only characters of XML 1.0 (§2.2), line ends as \n, and no
// bidirectional controls, with which a title could show other words than it holds.
func Text(s string) string {
	if isPlainText(s) {
		return s
	}
	s = strings.ReplaceAll(strings.ReplaceAll(strings.ToValidUTF8(s, unreadable), "\uFFFD", unreadable), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return '\n'
		case !isPlain(r):
			return -1
		}
		return r
	}, s)
}

// isPlainText reports whether a text is plain as it is.
func isPlainText(s string) bool {
	if isPlainJapanese(s) {
		return utf8.ValidString(s)
	}
	for _, r := range s {
		if !isPlain(r) || r == '\r' || r == utf8.RuneError {
			return false
		}
	}
	return true
}

// isPlainJapanese reports whether none of the bytes of a text can be of a character that is not plain: those begin with C2 (U+0080), D8
// (U+061C), E2 80 and E2 81 (U+2000 to U+207F) and EF BF (U+FFC0 to U+FFFF), which few Japanese texts have. To look at bytes is
// several times as fast as to look at characters.
func isPlainJapanese(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < 0x20 && c != '\n' && c != '\t', c == 0x7F, c == 0xC2, c == 0xD8:
			return false
		case c == 0xE2 && i+1 < len(s) && s[i+1] <= 0x81, c == 0xEF && i+1 < len(s) && s[i+1] == 0xBF:
			return false
		}
	}
	return true
}

func isPlain(r rune) bool {
	switch {
	case r < 0x20:
		return r == '\t' || r == '\n' || r == '\r'
	case r >= 0x7F && r <= 0x9F, r == 0xFFFE, r == 0xFFFF:
		return false
	}
	return !isBidiControl(r)
}

// isBidiControl tells the controls of UAX #9 §2: marks, embeddings, overrides and isolates.
func isBidiControl(r rune) bool {
	return r == 0x061C || r == 0x200E || r == 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

// Line returns s as plain text on one line, runs of white space as one space.
func Line(s string) string {
	s = Text(s)
	if !strings.ContainsAny(s, "\n\t") && !strings.Contains(s, "  ") && s == strings.TrimSpace(s) {
		return s
	}
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\t' || r == ' ' }), " ")
}

// Title returns the title on one line, or words that say there is none.
func Title(title string) string {
	if t := Line(title); t != "" {
		return t
	}
	return Untitled
}
