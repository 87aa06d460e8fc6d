package layout

import (
	"math"
	"strings"
	"unicode/utf8"
)

// edgeOf is where the running text of a page ends on the right.
func edgeOf(lines []line) (edge float64) {
	for _, l := range lines {
		if !l.cells {
			edge = math.Max(edge, l.right)
		}
	}
	return edge
}

// joinWrapped joins the lines that go on in the next: those that reach the right edge, where what follows begins nothing of its own.
func joinWrapped(lines []line, edge, shortest float64) (joined []string) {
	for i, l := range lines {
		if i > 0 && goesOn(lines[i-1], l, edge, shortest) {
			joined[len(joined)-1] += l.text
			continue
		}
		joined = append(joined, l.text)
	}
	return joined
}

// shortOfEdge is how far from the edge a full line may end, in its height: a character that may not begin a line stands in the next.
const shortOfEdge = 1.6

// How long a line is at least that goes on in the next, in its height.
const (
	shortestInCell = 6.0
	shortestOnPage = 15.0
)

// goesOn reports whether the line above goes on in the one below.
func goesOn(above, below line, edge, shortest float64) bool {
	if above.cells || below.cells || above.text == "" || strings.HasSuffix(above.text, "。") {
		return false
	}
	indent := above.left - below.left // of the first line of a paragraph
	sameSize := math.Abs(above.size-below.size) < above.size/4
	return sameSize && above.right-above.left >= shortest*above.size && above.right >= edge-shortOfEdge*above.size && indent >= -shortOfEdge*above.size && indent <= 2*shortOfEdge*above.size && !beginsOwn(below.text)
}

// beginsOwn reports whether a line begins with the mark or number of an item.
func beginsOwn(text string) bool {
	first, size := utf8.DecodeRuneInString(text)
	switch {
	case strings.ContainsRune("・●○◎■□◆◇※▼▽★☆→(（〔【「第", first), first >= '①' && first <= '⑳':
		return true
	case first >= '0' && first <= '9' || first >= '０' && first <= '９':
		rest := strings.TrimLeft(text[size:], "0123456789０１２３４５６７８９")
		return strings.HasPrefix(rest, " ") || strings.HasPrefix(rest, "．") || strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, "\t") || strings.HasPrefix(rest, "　")
	}
	rest := text[size:]
	return strings.ContainsRune("アイウエオカキクケコ", first) && (strings.HasPrefix(rest, " ") || strings.HasPrefix(rest, "　") || strings.HasPrefix(rest, "．"))
}
