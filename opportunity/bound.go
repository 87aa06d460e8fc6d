package opportunity

import (
	"strings"
	"unicode/utf8"
)

// Bounds on what is read of one text, so that a hostile page costs time in proportion to its length. No announcement
// comes near them.
const (
	maxLine    = 4 << 10 // bytes of a line that are read together
	maxJoined  = 1 << 10 // bytes above which nothing more is joined to a line or a label
	maxSteps   = 500     // steps kept, before those that say the same are merged
	maxSums    = 500     // sums kept
	maxWaiting = 64      // days that wait for a label in brackets
	maxMisfits = 20      // doubtful days reported
	maxJudged  = 1000    // places of 随時 and its like that are judged
	maxStrikes = 20      // struck-out parts without an end that are looked for
	maxTag     = 2 << 10 // bytes of a tag
)

// boundedLines splits text into lines; one that is longer than maxLine is read in pieces.
func boundedLines(text string) []string {
	lines := strings.Split(text, "\n")
	long := 0
	for _, l := range lines {
		long += len(l) / maxLine
	}
	if long == 0 {
		return lines
	}
	out := make([]string, 0, len(lines)+2*long)
	for _, l := range lines {
		for len(l) > maxLine {
			n := pieceLength(l)
			out = append(out, l[:n])
			l = l[n:]
		}
		out = append(out, l)
	}
	return out
}

// pieceLength returns how much of a long line is read together: up to the last full stop, else cell, else space, else
// character that fits.
func pieceLength(l string) int {
	head := l[:maxLine]
	for _, mark := range [...]string{"。", "\t", " ", "　", "、"} {
		if i := strings.LastIndex(head, mark); i > maxLine/2 {
			return i + len(mark)
		}
	}
	n := maxLine
	for n > maxLine-utf8.UTFMax && !utf8.RuneStart(l[n]) {
		n--
	}
	return n
}

// full reports whether as many steps have been read as are kept, and reports it.
func (w *scheduleReader) full() bool {
	if len(w.steps) < maxSteps {
		return false
	}
	w.problems = append(w.problems, Problem{Field: "deadlines", Words: w.steps[len(w.steps)-1].Evidence,
		Why: "The page names so many dates that those below this one were not read."})
	return true
}
