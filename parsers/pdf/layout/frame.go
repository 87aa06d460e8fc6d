package layout

import "math"

// mostInCell is how many lines of text a cell as wide as its table holds at most; beyond, the table is a frame around the page, which the
// edges of a table in it may touch.
const mostInCell = 12

// withoutFrames returns the lines of a page without those of frames around its text.
func (p Page) withoutFrames() []Rule {
	rules := p.Rules
	for _, g := range gridsOf(p.Rules) {
		t, ok := g.table()
		if !ok || !t.isFrame(p) {
			continue
		}
		var kept []Rule
		for _, r := range rules {
			if !t.isEdge(r) {
				kept = append(kept, r)
			}
		}
		rules = kept
	}
	return rules
}

// isFrame reports whether a cell as wide as the table holds a whole page of text.
func (t ruledTable) isFrame(p Page) bool {
	for _, c := range t.cells {
		if c.columns < t.columns {
			continue
		}
		inside, _ := p.parts(func(x, y float64) bool { return c.Left < x && x < c.Right && c.Bottom < y && y < c.Top })
		if len(inside.Boxes) > mostInCell && len(rowsOf(inside.Boxes)) > mostInCell {
			return true
		}
	}
	return false
}

// isEdge reports whether a line is one of the outer edges of a table.
func (t ruledTable) isEdge(r Rule) bool {
	if r.isAcross() {
		at := (r.Bottom + r.Top) / 2
		return math.Min(math.Abs(at-t.Top), math.Abs(at-t.Bottom)) <= sameLine
	}
	at := (r.Left + r.Right) / 2
	return r.Bottom >= t.Bottom-meets && r.Top <= t.Top+meets && math.Min(math.Abs(at-t.Left), math.Abs(at-t.Right)) <= sameLine
}
