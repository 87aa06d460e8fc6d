package layout

import (
	"cmp"
	"math"
	"slices"
)

// Tables without borders often have their labels, or the heads of their columns, in boxes that are filled with a colour. The edges of
// the boxes are lines of the page: those of labels one below the other part the rows, though nothing parts the values beside.

const (
	fewestLabels = 2    // boxes one below the other
	widestApart  = 60.0 // points between two of them, where values stand beside it
	leastApart   = 16.0 // where none do
	unevenly     = 4.0  // points that two such spaces differ at most: where they differ more, the boxes are not as tall as the rows
	headsGap     = 8.0  // points between the heads of two columns
	longestHead  = 10   // characters of the head of a column at most
	headReach    = 3.0  // heights of a line below its heads in which a table begins
)

// boxes are the borders of the cells of a table.
func (t ruledTable) boxes() (all []Box) {
	for _, c := range t.cells {
		all = append(all, c.Box)
	}
	return all
}

// partOpenCells parts the cells that reach down beside several labels where each of the labels has text beside it: those at whose right no
// line stands, and those of three rows and more whose text stands in them as that of cells of their own does.
func (t *ruledTable) partOpenCells() {
	var all []ruledCell
	for _, c := range t.cells {
		if parts, own := t.parted(c); parts != nil && (c.isOpen || own && c.column > 0 && c.rows > 2) {
			all = append(all, parts...)
			continue
		}
		all = append(all, c)
	}
	t.cells = all
}

// parted returns a cell as one for each row of the table, nil where some of them have no text; own, whether all have, at their middle or
// their top.
func (t *ruledTable) parted(c ruledCell) (parts []ruledCell, own bool) {
	empty := 0
	own = true
	for row := c.row; row < c.row+c.rows && row+1 < len(t.ys); row++ {
		part := ruledCell{Box: Box{Left: c.Left, Right: c.Right, Top: t.ys[row], Bottom: t.ys[row+1]}, row: row, rows: 1, column: c.column, columns: c.columns}
		for _, b := range c.boxes {
			if part.Bottom < b.middle() && b.middle() <= part.Top {
				part.boxes = append(part.boxes, b)
			}
		}
		if len(part.boxes) == 0 {
			empty++
		}
		own = own && part.isOwn()
		parts = append(parts, part)
	}
	if 3*empty > len(parts)-1 {
		return nil, false
	}
	return parts, own
}

// isOwn reports whether the text of a cell stands at its middle or at its top.
func (c ruledCell) isOwn() bool {
	if len(c.boxes) == 0 {
		return false
	}
	e := Page{Boxes: c.boxes}.extent()
	return math.Abs(e.middle()-c.middle()) <= c.height()/10+1 || c.Top-e.Top <= sizeOf(c.boxes)/2
}

// hasBeside reports whether text stands on the right of a box.
func hasBeside(b Box, p Page) bool {
	return slices.ContainsFunc(p.Boxes, func(o Box) bool {
		return o.Left > b.Right-meets && b.Bottom < o.middle() && o.middle() < b.Top
	})
}

// isShadedHead reports whether a table is nothing but the heads of columns below it, in boxes that are filled.
func (t ruledTable) isShadedHead(below Page) bool {
	if t.rows > 1 || t.columns < 2 {
		return false
	}
	size := 0.0
	for _, c := range t.cells {
		words := c.words()
		if headDate.MatchString(words) || len([]rune(words)) > longestHead {
			return false
		}
		size = math.Max(size, sizeOf(c.boxes))
	}
	filled := 0
	for _, c := range t.cells {
		filled += count(slices.ContainsFunc(below.Boxes, func(b Box) bool {
			return c.Left < b.centre() && b.centre() < c.Right && b.Top <= t.Bottom+meets && b.Top > t.Bottom-headReach*size
		}))
	}
	return filled > 1
}

// headedTable returns the table below the heads of its columns, and how many rows it takes, 0 where there is none.
func headedTable(head ruledTable, rows []row) (t table, n int) {
	for _, c := range head.cells {
		size := sizeOf(c.boxes)
		t.starts, t.edges = append(t.starts, c.Left), append(t.edges, c.Right-size)
	}
	t.starts[0] = math.Inf(-1)
	bottom := head.Bottom
	for n < min(len(rows), mostRows) {
		r := rows[n]
		if bottom-r.top > headReach*r.size() || n > 0 && isHeadOf(rows, n) || slices.ContainsFunc(t.starts[1:], func(at float64) bool { return crosses(r, at) }) {
			break
		}
		bottom = r.bottom
		n++
	}
	for n > 0 && onlyLeft(rows[n-1], t.starts[1]) && !isRestOfLabel(rows, n-1, t.starts[1]) {
		n--
	}
	if n < fewestLabels {
		return table{}, 0
	}
	t.rows = rows[:n]
	if t.groups = rowsOfCells(t.columns(), t.size(), mostCostBelow); t.groups == nil {
		return table{}, 0
	}
	return t, n
}

// headsApart returns rows of boxes side by side that do not touch: they may be the heads of columns.
func headsApart(boxes []Box) (tables []ruledTable) {
	boxes = slices.Clone(boxes)
	slices.SortStableFunc(boxes, func(a, b Box) int {
		return cmp.Or(cmp.Compare(math.Round(b.Top/sameLine), math.Round(a.Top/sameLine)), cmp.Compare(a.Left, b.Left))
	})
	for from := 0; from < len(boxes); {
		to := from + 1
		for to < len(boxes) && isBesideBox(boxes[to-1], boxes[to]) {
			to++
		}
		if n := to - from; n > 1 {
			t := ruledTable{Box: Box{Left: boxes[from].Left, Right: boxes[to-1].Right, Top: boxes[from].Top, Bottom: boxes[from].Bottom}, rows: 1, columns: n, ys: []float64{boxes[from].Top, boxes[from].Bottom}}
			for i, b := range boxes[from:to] {
				t.cells = append(t.cells, ruledCell{Box: b, rows: 1, column: i, columns: 1})
			}
			tables = append(tables, t)
		}
		from = to
	}
	return tables
}

// isBesideBox reports whether a box stands right beside another.
func isBesideBox(left, right Box) bool {
	apart := right.Left - left.Right
	return math.Abs(left.Top-right.Top) <= sameLine && math.Abs(left.Bottom-right.Bottom) <= sameLine && apart > -sameLine && apart < headsGap
}

// labelledTables returns tables whose labels stand in boxes one below the other, with the text beside each as its value.
func labelledTables(labels []Box, p Page) (tables []ruledTable) {
	slices.SortStableFunc(labels, func(a, b Box) int {
		return cmp.Or(cmp.Compare(math.Round(a.Left/2/sameLine), math.Round(b.Left/2/sameLine)), cmp.Compare(b.Top, a.Top))
	})
	for from := 0; from < len(labels); {
		to := from + 1
		for to < len(labels) && isBelowBox(labels[to-1], labels[to], p) {
			to++
		}
		if t, ok := labelledTable(labels[from:to], p); ok {
			tables = append(tables, t)
		}
		from = to
	}
	return tables
}

// isBelowBox reports whether a box stands right below another.
func isBelowBox(above, below Box, p Page) bool {
	apart := above.Bottom - below.Top
	return math.Abs(above.Left-below.Left) <= 2*sameLine && math.Abs(above.Right-below.Right) <= 2*sameLine && apart > -sameLine &&
		(apart < leastApart || apart < widestApart && hasBeside(Box{Right: above.Right, Top: above.Bottom, Bottom: below.Top}, p))
}

// labelledTable returns the table of labels in boxes, false where they hold no labels, or most have no value beside.
func labelledTable(labels []Box, p Page) (t ruledTable, ok bool) {
	if len(labels) < fewestLabels {
		return t, false
	}
	least, most := math.Inf(1), 0.0
	for i := 1; i < len(labels); i++ {
		apart := labels[i-1].Bottom - labels[i].Top
		least, most = math.Min(least, apart), math.Max(most, apart)
	}
	if most-least > unevenly {
		return t, false
	}
	right := p.extent().Right
	t = ruledTable{Box: Box{Left: labels[0].Left, Right: right + 1, Top: labels[0].Top, Bottom: labels[len(labels)-1].Bottom}, rows: len(labels), columns: 2}
	valued := 0
	for i, b := range labels {
		words := slices.DeleteFunc(slices.Clone(p.Boxes), func(o Box) bool {
			return o.centre() < b.Left || o.centre() > b.Right || o.middle() < b.Bottom || o.middle() > b.Top
		})
		if !areLabels(rowsOf(words)) {
			return t, false
		}
		top, bottom := b.Top, b.Bottom
		if i > 0 {
			top = (b.Top + labels[i-1].Bottom) / 2
		}
		if i+1 < len(labels) {
			bottom = (b.Bottom + labels[i+1].Top) / 2
		}
		valued += count(hasBeside(Box{Right: b.Right, Top: top, Bottom: bottom}, p))
		t.cells = append(t.cells, ruledCell{Box: Box{Left: b.Left, Right: b.Right, Top: top, Bottom: bottom}, row: i, rows: 1, columns: 1},
			ruledCell{Box: Box{Left: b.Right, Right: right + 1, Top: top, Bottom: bottom}, row: i, rows: 1, column: 1, columns: 1})
	}
	return t, valued >= fewestLabels && valued >= len(labels)-1 && !hasColumns(t, p)
}

// hasColumns reports whether the values of a table are parted into columns of their own.
func hasColumns(t ruledTable, p Page) bool {
	inside, _ := p.parts(func(x, y float64) bool { return t.cells[1].Left < x && x < t.Right && t.Bottom < y && y < t.Top })
	parted := 0
	for _, r := range rowsOf(inside.Boxes) {
		parted += count(r.columns())
	}
	return parted > 1
}
