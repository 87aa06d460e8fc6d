// Package wording finds what counts of a text before it is read: struck-out words, values that were changed, bounds.
package wording

import (
	"strings"
	"unicode/utf8"
)

// Bounds on what is read of one text, so that a hostile page costs time in proportion to its length. No announcement
// comes near them.
const (
	MaxLine    = 4 << 10 // bytes of a line that are read together
	MaxJoined  = 1 << 10 // bytes above which nothing more is joined to a line or a label
	maxStrikes = 20      // struck-out parts without an end that are looked for
	maxTag     = 2 << 10 // bytes of a tag
)

// Lines splits text into lines; one that is longer than MaxLine is read in pieces.
func Lines(text string) []string {
	lines := strings.Split(text, "\n")
	long := 0
	for _, l := range lines {
		long += len(l) / MaxLine
	}
	if long == 0 {
		return lines
	}
	out := make([]string, 0, len(lines)+2*long)
	for _, l := range lines {
		for len(l) > MaxLine {
			n := pieceLength(l)
			out = append(out, l[:n])
			l = l[n:]
		}
		out = append(out, l)
	}
	return out
}

// LastSentence returns what stands behind the last full stop of a text: the beginning of the sentence that it breaks off in.
func LastSentence(s string) string {
	if stop := strings.LastIndex(s, "。"); stop >= 0 {
		return s[stop+len("。"):]
	}
	return s
}

// pieceLength returns how much of a long line is read together: up to the last full stop, else cell, else space, else
// character that fits.
func pieceLength(l string) int {
	head := l[:MaxLine]
	for _, mark := range [...]string{"。", "\t", " ", "　", "、"} {
		if i := strings.LastIndex(head, mark); i > MaxLine/2 {
			return i + len(mark)
		}
	}
	n := MaxLine
	for n > MaxLine-utf8.UTFMax && !utf8.RuneStart(l[n]) {
		n--
	}
	return n
}

// EvidenceRunes bounds the words kept as evidence.
const EvidenceRunes = 200
