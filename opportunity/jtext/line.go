package jtext

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Line is a text whose characters were folded one by one, so that each place in it leads back to the original.
// Unlike Fold it keeps line breaks, tabs, runs of spaces and circled numbers, and has variants in their common form.
type Line struct {
	Text string
	at   []int32 // at[i] is the offset in the original of Text[i]; one more for the end
}

// NewLine folds widths, dashes, waves, radicals and variants of s and drops what cannot be seen. Full-width brackets
// become ASCII ones.
func NewLine(s string) Line {
	text := make([]byte, 0, len(s)+8)
	at := make([]int32, 0, len(s)+9)
	for i := 0; i < len(s); {
		n := 1
		c := s[i]
		if c < utf8.RuneSelf {
			if c >= ' ' && c != 0x7f || c == '\n' || c == '\t' {
				text = append(text, c)
			}
		} else {
			r, size := utf8.DecodeRuneInString(s[i:])
			n = size
			text, n = appendFolded(text, s[i:], r, n)
		}
		for len(at) < len(text) {
			at = append(at, int32(i))
		}
		i += n
	}
	return Line{Text: string(text), at: append(at, int32(len(s)))}
}

// Narrow returns the Text of NewLine(s) for readers that need no way back to the original.
func Narrow(s string) string {
	var text []byte // nothing as long as nothing needs folding
	kept := 0       // s[kept:i] needs none
	for i := 0; i < len(s); {
		if c := s[i]; c >= ' ' && c < 0x7f || c == '\n' || c == '\t' {
			i++
			continue
		}
		if i+2 < len(s) && isThree(s[i], s[i+1], s[i+2]) {
			r := rune(s[i]&0xf)<<12 | rune(s[i+1]&0x3f)<<6 | rune(s[i+2]&0x3f)
			if r >= 'ぁ' && r <= 'ヿ' || r >= '一' && r <= '鿿' && commonForm(r) == r || r == '、' || r == '。' {
				i += 3
				continue
			}
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if text == nil {
			text = make([]byte, 0, len(s)+8)
		}
		text = append(text, s[kept:i]...)
		if r >= utf8.RuneSelf {
			text, n = appendFolded(text, s[i:], r, n)
		}
		i += n
		kept = i
	}
	if kept == 0 {
		return s
	}
	return string(append(text, s[kept:]...))
}

// appendFolded appends the folded form of the rune r that s begins with and returns how many bytes of s it took.
func appendFolded(dst []byte, s string, r rune, size int) ([]byte, int) {
	switch {
	case r >= 'ぁ' && r <= 'ヿ', r >= '①' && r <= '⑳', r == '、' || r == '。':
		return append(dst, s[:size]...), size
	case r >= firstIdeograph && r < afterIdeographs:
		return utf8.AppendRune(dst, commonForm(r)), size
	case r == '　' || r == 0xa0 || r >= 0x2000 && r <= 0x200a:
		return append(dst, ' '), size
	case r >= '！' && r <= '～':
		return append(dst, byte(r-'！'+'!')), size
	case r == utf8.RuneError && size == 1:
		return append(dst, "\uFFFD"...), size
	}
	switch v := visible(r); {
	case v < 0:
		return dst, size
	case v != r && v > ' ': // a radical
		return utf8.AppendRune(dst, commonForm(v)), size
	}
	if p := plainMark(r); p < utf8.RuneSelf {
		return append(dst, byte(p)), size
	}
	if r >= 'ｦ' && r <= 'ﾝ' { // a half-width kana takes its voicing mark along
		if next, n := utf8.DecodeRuneInString(s[size:]); next == 'ﾞ' || next == 'ﾟ' {
			size += n
		}
	}
	if form := commonForm(r); form != r {
		return utf8.AppendRune(dst, form), size
	}
	if isCompatibility(r) {
		form, _ := utf8.DecodeRuneInString(norm.NFKC.String(s[:size]))
		return utf8.AppendRune(dst, commonForm(form)), size
	}
	return norm.NFKC.AppendString(dst, s[:size]), size
}

// isCompatibility reports whether r is in a block of CJK Compatibility Ideographs, each of which NFKC makes one ideograph.
func isCompatibility(r rune) bool { return r >= 0xf900 && r <= 0xfaff || r >= 0x2f800 && r <= 0x2fa1f }
