package pdf

import (
	"math"
	"slices"
	"strings"

	"koubo/parsers/pdf/layout"
)

// Lines may be of the text and not of a table: those below words that matter, which would part the cell that they stand in, and those
// through words that no longer hold. They end where the words end, and meet no line down.

const (
	lineSlack  = 0.3  // how far such a line reaches beyond its words at most, in the height of the type
	below      = 0.35 // how far below the box of the type it stands at most, and
	aboveFoot  = 0.18 // how far above its foot
	strikeFrom = 0.28 // how far above the foot a line stands that goes through the words at least, and
	strikeTo   = 0.72 // at most
	meeting    = 2.0  // points between two lines that meet

	boxEdges    = 4   // lines of a box
	tallest     = 2.0 // height of a marker at most, in that of its words
	markerSlack = 0.6 // points that it reaches beyond them at most: a cell has more space around its own
	markerGap   = 3.0 // points between two of one line

	mostPairs = 8_000_000 // runs times lines of a page; beyond, the lines are a drawing
)

// withoutDecoration returns the text of a page without what is struck out, and its lines without those that only decorate text.
func withoutDecoration(boxes []layout.Box, rules []layout.Rule) ([]layout.Box, []layout.Rule) {
	if len(boxes)*len(rules) > mostPairs {
		return boxes, rules
	}
	struck := map[int][]span{}
	var kept []layout.Rule
	for _, r := range rules {
		words, through := decoratedBy(r, boxes, rules)
		if len(words) == 0 {
			kept = append(kept, r)
			continue
		}
		for _, i := range words {
			if through {
				struck[i] = append(struck[i], span{r.Left, r.Right})
			}
		}
	}
	if len(struck) == 0 {
		return boxes, kept
	}
	var left []layout.Box
	for i, b := range boxes {
		left = append(left, without(b, struck[i])...)
	}
	return left, kept
}

// span is from where to where something reaches, from left to right.
type span struct{ from, to float64 }

// decoratedBy returns the boxes of the words that a line decorates, none where it is another line; through, whether it strikes them out.
func decoratedBy(r layout.Rule, boxes []layout.Box, rules []layout.Rule) (words []int, through bool) {
	at := (r.Top + r.Bottom) / 2
	if r.Top-r.Bottom > thickest || r.Right-r.Left < shortest {
		return nil, false
	}
	left, right, height := r.Right, r.Left, 0.0
	for i, b := range boxes {
		high := b.Top - b.Bottom
		foot := at - b.Bottom
		if b.Right <= r.Left || b.Left >= r.Right || foot < -below*high || foot > strikeTo*high {
			continue
		}
		strikes := foot >= strikeFrom*high
		if !strikes && foot > aboveFoot*high || len(words) > 0 && strikes != through {
			return nil, false
		}
		words, through = append(words, i), strikes
		left, right, height = min(left, b.Left), max(right, b.Right), max(height, high)
	}
	slack := lineSlack * height
	if len(words) == 0 || r.Left < left-slack || r.Right > right+slack {
		return nil, false
	}
	if meetsDown(rules, r.Left, at) && meetsDown(rules, r.Right, at) {
		return nil, false
	}
	return words, through
}

// meetsDown reports whether a line down passes a place.
func meetsDown(rules []layout.Rule, x, y float64) bool {
	return slices.ContainsFunc(rules, func(d layout.Rule) bool {
		return isDown(d) && d.Bottom-meeting < y && y < d.Top+meeting && math.Abs((d.Left+d.Right)/2-x) < meeting
	})
}

func isDown(r layout.Rule) bool { return r.Top-r.Bottom > r.Right-r.Left }

// withoutMarkers returns the edges of the shapes that are filled on a page, without those of boxes behind words that mark them: each as wide as
// the words, or a part of them, and little taller.
func withoutMarkers(boxes []layout.Box, fills [][]layout.Rule) (kept []layout.Rule) {
	if len(boxes)*len(fills) > mostPairs {
		return slices.Concat(fills...)
	}
	var last layout.Box // the marker before
	for _, edges := range fills {
		shape := layout.Box{Left: math.Inf(1), Right: math.Inf(-1), Bottom: math.Inf(1), Top: math.Inf(-1)}
		for _, r := range edges {
			shape = layout.Box{Left: min(shape.Left, r.Left), Right: max(shape.Right, r.Right), Bottom: min(shape.Bottom, r.Bottom), Top: max(shape.Top, r.Top)}
		}
		isNext := last.Right > 0 && math.Abs(shape.Left-last.Right) < markerGap && math.Abs(shape.Bottom-last.Bottom)+math.Abs(shape.Top-last.Top) < meeting
		if len(edges) == 1 && isNext && isDown(edges[0]) || len(edges) == boxEdges && marks(shape, boxes) { // as narrow as a space, or a box
			last = shape
			continue
		}
		kept = append(kept, edges...)
	}
	return kept
}

// marks reports whether a box is filled behind words of one line alone, which reach from its one side to the other.
func marks(box layout.Box, boxes []layout.Box) bool {
	left, right, height := box.Right, box.Left, 0.0
	for _, b := range boxes {
		middle := (b.Bottom + b.Top) / 2
		if b.Right > box.Left && b.Left < box.Right && middle > box.Bottom && middle < box.Top {
			left, right, height = min(left, b.Left), max(right, b.Right), max(height, b.Top-b.Bottom)
		}
	}
	return height > 0 && box.Top-box.Bottom < tallest*height && box.Left > left-markerSlack && box.Right < right+markerSlack
}

// without returns what is left of a run of text without the characters that stand in spans: one run or several.
func without(b layout.Box, spans []span) (left []layout.Box) {
	if len(spans) == 0 {
		return []layout.Box{b}
	}
	total := 0.0
	for _, r := range b.Text {
		total += widthOf(r)
	}
	unit := (b.Right - b.Left) / total
	var words strings.Builder
	at, from := b.Left, b.Left
	end := func() {
		if text := words.String(); strings.TrimSpace(text) != "" {
			left = append(left, layout.Box{Left: from, Right: at, Bottom: b.Bottom, Top: b.Top, Text: text})
		}
		words.Reset()
	}
	for _, r := range b.Text {
		next := at + unit*widthOf(r)
		middle := (at + next) / 2
		if slices.ContainsFunc(spans, func(s span) bool { return s.from < middle && middle < s.to }) {
			end()
			from = next
		} else {
			words.WriteRune(r)
		}
		at = next
	}
	end()
	return left
}

// widthOf is the usual width of a character, in that of a full one.
func widthOf(r rune) float64 {
	if r < 0x250 {
		return 0.5
	}
	return 1
}
