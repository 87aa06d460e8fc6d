package layout

import "math"

// Box is a run of text and the box of its type, in points from the page's lower left corner.
type Box struct {
	Left, Right, Bottom, Top float64
	Text                     string
	Parted                   bool // white space stands before it, be it narrower than what parts runs
}

func (b Box) height() float64 { return b.Top - b.Bottom }

func (b Box) middle() float64 { return (b.Top + b.Bottom) / 2 }

func (b Box) centre() float64 { return (b.Left + b.Right) / 2 }

// Rule is a line drawn on a page, from left to right or from top to bottom: a border of a table, an edge of a box.
type Rule struct{ Left, Right, Bottom, Top float64 }

// isAcross reports whether the line runs from left to right.
func (r Rule) isAcross() bool { return r.Right-r.Left > r.Top-r.Bottom }

// Page is what stands on a page.
type Page struct {
	Boxes   []Box
	Rules   []Rule
	gutters []gutter // of the document's pages of two columns
}

// parts divides a page by a test of places: what passes it, and the rest. Rules go by their middle.
func (p Page) parts(within func(x, y float64) bool) (inside, outside Page) {
	for _, b := range p.Boxes {
		if within(b.centre(), b.middle()) {
			inside.Boxes = append(inside.Boxes, b)
		} else {
			outside.Boxes = append(outside.Boxes, b)
		}
	}
	for _, r := range p.Rules {
		if within((r.Left+r.Right)/2, (r.Bottom+r.Top)/2) {
			inside.Rules = append(inside.Rules, r)
		} else {
			outside.Rules = append(outside.Rules, r)
		}
	}
	return inside, outside
}

// extent is the least box that holds all text of a page.
func (p Page) extent() (e Box) {
	e = Box{Left: math.Inf(1), Right: math.Inf(-1), Bottom: math.Inf(1), Top: math.Inf(-1)}
	for _, b := range p.Boxes {
		e.Left, e.Right = math.Min(e.Left, b.Left), math.Max(e.Right, b.Right)
		e.Bottom, e.Top = math.Min(e.Bottom, b.Bottom), math.Max(e.Top, b.Top)
	}
	return e
}
