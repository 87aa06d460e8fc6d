package layout

import (
	"cmp"
	"math"
	"slices"
)

// The lines drawn on a page are the surest evidence of its tables: where they cross, they part it into cells.

const (
	sameLine  = 2.5   // points between two lines that are one: the edges of a thick one, or of two boxes that touch
	meets     = 3.0   // points short of another line at which one still meets it
	covers    = 0.6   // of a cell's side that a line covers to part it from the next
	mostSides = 5_000 // places of one table; beyond, the lines are a drawing
	mostCross = 1_500 // lines of a page that are looked at
)

// stroke is a line across or down: where it stands, and from where to where it runs.
type stroke struct{ at, from, to float64 }

// strokes returns the lines of a page across and down, those at one place that touch joined.
func strokes(rules []Rule) (across, down []stroke) {
	for _, r := range rules {
		if r.isAcross() {
			across = append(across, stroke{(r.Bottom + r.Top) / 2, r.Left, r.Right})
		} else {
			down = append(down, stroke{(r.Left + r.Right) / 2, r.Bottom, r.Top})
		}
	}
	return joined(across), joined(down)
}

// joined joins lines at nearly the same place that touch.
func joined(lines []stroke) (all []stroke) {
	slices.SortFunc(lines, func(a, b stroke) int { return cmp.Compare(a.at, b.at) })
	for from := 0; from < len(lines); {
		to := from + 1
		for to < len(lines) && lines[to].at-lines[from].at < sameLine {
			to++
		}
		same := slices.Clone(lines[from:to])
		at := (same[0].at + same[len(same)-1].at) / 2
		slices.SortFunc(same, func(a, b stroke) int { return cmp.Compare(a.from, b.from) })
		for i, s := range same {
			if last := len(all) - 1; i > 0 && s.from <= all[last].to+meets {
				all[last].to = math.Max(all[last].to, s.to)
				continue
			}
			all = append(all, stroke{at, s.from, s.to})
		}
		from = to
	}
	return all
}

// grid is lines that cross each other: those across from the top, those down from the left.
type grid struct{ across, down []stroke }

// gridsOf returns the groups of lines that make up tables, from the top of the page.
func gridsOf(rules []Rule) (grids []grid) {
	across, down := strokes(rules)
	if len(across)*len(down) == 0 || len(across)+len(down) > mostCross {
		return nil
	}
	group := make([]int, len(across)+len(down))
	for i := range group {
		group[i] = i
	}
	root := func(i int) int {
		for group[i] != i {
			group[i] = group[group[i]]
			i = group[i]
		}
		return i
	}
	for i, h := range across {
		for j, v := range down {
			if h.from-meets <= v.at && v.at <= h.to+meets && v.from-meets <= h.at && h.at <= v.to+meets {
				group[root(i)] = root(len(across) + j)
			}
		}
	}
	byRoot := map[int]*grid{}
	var order []int
	for i := range group {
		at := root(i)
		g := byRoot[at]
		if g == nil {
			g = &grid{}
			byRoot[at], order = g, append(order, at)
		}
		if i < len(across) {
			g.across = append(g.across, across[i])
		} else {
			g.down = append(g.down, down[i-len(across)])
		}
	}
	for _, at := range order {
		if g := byRoot[at]; len(g.across) > 1 && len(g.down) > 0 {
			slices.SortFunc(g.across, func(a, b stroke) int { return cmp.Compare(b.at, a.at) })
			grids = append(grids, *g)
		}
	}
	slices.SortStableFunc(grids, func(a, b grid) int { return cmp.Compare(b.across[0].at, a.across[0].at) })
	return grids
}

// places returns where the lines of a table stand, each place once: ends of lines across count as lines down, for tables that
// are open at their sides.
func (g grid) places() (xs, ys []float64) {
	for _, s := range g.down {
		xs = append(xs, s.at)
	}
	for _, s := range g.across {
		xs, ys = append(xs, s.from, s.to), append(ys, s.at)
	}
	return distinctPlaces(xs), distinctPlaces(ys)
}

// distinctPlaces sorts places, those that are near each other once.
func distinctPlaces(places []float64) (all []float64) {
	slices.Sort(places)
	for _, p := range places {
		if len(all) == 0 || p-all[len(all)-1] > 2*sameLine {
			all = append(all, p)
		}
	}
	return all
}

// covered reports whether one of the lines parts two places of a table: it stands at a place and covers most of a span.
func covered(lines []stroke, at, from, to float64) bool {
	sum := 0.0
	for _, s := range lines {
		if math.Abs(s.at-at) <= 2*sameLine {
			sum += math.Max(0, math.Min(s.to, to)-math.Max(s.from, from))
		}
	}
	return sum >= covers*(to-from)
}

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

// Many tables have lines below their rows alone. Their columns are where no row has text.

const (
	sameEnds    = 3.0   // points that the ends of two lines of one table differ at most
	tallestBand = 120.0 // points between two of them at most
	mostInBand  = 6     // lines of text between two of them at most
	fewestBands = 2     // rows of a table
)

// withImpliedColumns adds lines down to those of a page where lines across alone part the rows of a table.
func (p Page) withImpliedColumns(rules []Rule) []Rule {
	across, down := strokes(slices.Clone(rules))
	slices.SortFunc(across, func(a, b stroke) int { return cmp.Compare(b.at, a.at) })
	all := rules
	for from := 0; from < len(across); from++ {
		bands := []stroke{across[from]}
		var boxes []Box
		for to := from + 1; to < len(across) && len(bands) <= mostSides; to++ {
			inside, ok := p.bandOf(bands[len(bands)-1], across[to], down)
			if !ok {
				break
			}
			bands, boxes = append(bands, across[to]), append(boxes, inside...)
		}
		if len(bands) <= fewestBands {
			continue
		}
		if places := columnsOf(boxes, bands); len(places) > 0 {
			for _, x := range append(places, bands[0].from, bands[0].to) {
				all = append(all, Rule{Left: x, Right: x, Bottom: bands[len(bands)-1].at, Top: bands[0].at})
			}
		}
		from += len(bands) - 1
	}
	return all
}

// bandOf returns the text between two lines across that are neighbours, false where it is no row of a table: it is too much, or has days of its
// own beside two labels, or the lines end elsewhere, or a line down stands there.
func (p Page) bandOf(above, below stroke, down []stroke) (boxes []Box, ok bool) {
	if math.Abs(above.from-below.from) > sameEnds || math.Abs(above.to-below.to) > sameEnds || above.at-below.at > tallestBand {
		return nil, false
	}
	if slices.ContainsFunc(down, func(d stroke) bool {
		return above.from-meets <= d.at && d.at <= above.to+meets && d.from < above.at-meets && d.to > below.at+meets
	}) {
		return nil, false
	}
	for _, b := range p.Boxes {
		if below.at < b.middle() && b.middle() < above.at && above.from-meets <= b.centre() && b.centre() <= above.to+meets {
			boxes = append(boxes, b)
		}
	}
	rows, dated := rowsOf(boxes), 0
	for _, r := range rows {
		pieces := r.pieces()
		dated += count(len(pieces) > 1 && day.MatchString(pieces[len(pieces)-1].Text))
	}
	return boxes, len(rows) > 0 && len(rows) <= mostInBand && dated < 2
}

// columnsOf returns the places between the columns of text, nil where most rows leave one of these empty.
func columnsOf(boxes []Box, bands []stroke) (places []float64) {
	var spans []span
	size := sizeOf(boxes)
	for _, b := range boxes {
		spans = append(spans, span{b.Left, b.Right})
	}
	spans = united(spans)
	from := math.Inf(-1)
	for i := range spans {
		to := math.Inf(1)
		if i+1 < len(spans) {
			if spans[i+1].from-spans[i].to < narrowest*size {
				continue
			}
			to = (spans[i+1].from + spans[i].to) / 2
			places = append(places, to)
		}
		if 2*filledBands(boxes, bands, from, to) < len(bands)-1 {
			return nil
		}
		from = to
	}
	return places
}

// filledBands counts the rows that have text between two places.
func filledBands(boxes []Box, bands []stroke, from, to float64) (filled int) {
	for n := 1; n < len(bands); n++ {
		filled += count(slices.ContainsFunc(boxes, func(b Box) bool {
			return from < b.centre() && b.centre() < to && bands[n].at < b.middle() && b.middle() < bands[n-1].at
		}))
	}
	return filled
}
