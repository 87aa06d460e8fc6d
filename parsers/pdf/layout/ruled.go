package layout

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// ruledCell is a cell of a table that lines part: which rows and columns it covers, and its text.
type ruledCell struct {
	Box                        // its borders; its text is that of boxes
	row, rows, column, columns int
	isOpen                     bool // no line stands at its right, though it reaches down over several rows
	boxes                      []Box
}

// ruledTable is a table whose cells lines part, from the top and from the left.
type ruledTable struct {
	Box
	cells   []ruledCell
	rows    int
	columns int
	ys      []float64 // where its rows are parted
	isHead  bool      // it is the heads of columns below it
}

// ruledTables returns the tables that lines part, with their text, and the page without it.
func (p Page) ruledTables() (tables []ruledTable, rest Page) {
	rest = p
	var labels []Box
	for _, g := range gridsOf(p.withImpliedColumns(p.withoutFrames())) {
		t, ok := g.table()
		if t.columns == 1 {
			labels = append(labels, t.boxes()...)
		}
		if !ok {
			continue
		}
		inside, outside := rest.parts(func(x, y float64) bool { return t.Left < x && x < t.Right && t.Bottom < y && y < t.Top })
		if t.fill(inside.Boxes) && (t.columns > 1 || !hasBeside(t.Box, outside)) {
			t.isHead = t.isShadedHead(outside)
			tables, rest = append(tables, t), outside
		}
	}
	for _, t := range headsApart(labels) {
		if inside, outside := rest.parts(func(x, y float64) bool { return t.Left < x && x < t.Right && t.Bottom < y && y < t.Top }); t.fill(inside.Boxes) && t.isShadedHead(outside) {
			t.isHead = true
			tables, rest = append(tables, t), outside
		}
	}
	for _, t := range labelledTables(labels, rest) {
		if inside, outside := rest.parts(func(x, y float64) bool { return t.Left < x && t.Bottom < y && y < t.Top }); t.fill(inside.Boxes) {
			tables, rest = append(tables, t), outside
		}
	}
	slices.SortStableFunc(tables, func(a, b ruledTable) int { return cmp.Compare(b.Top, a.Top) })
	return tables, rest
}

// table returns the cells that the lines part, false where there are fewer than two.
func (g grid) table() (t ruledTable, ok bool) {
	xs, ys := g.places()
	slices.Reverse(ys)
	columns, rows := len(xs)-1, len(ys)-1
	if columns < 1 || rows < 1 || columns*rows > mostSides {
		return t, false
	}
	t = ruledTable{Box: Box{Left: xs[0], Right: xs[columns], Top: ys[0], Bottom: ys[rows]}, rows: rows, columns: columns, ys: ys}
	taken := make([]bool, columns*rows)
	for row := range rows {
		for column := range columns {
			if taken[row*columns+column] {
				continue
			}
			wide, high := 1, 1
			for column+wide < columns && !taken[row*columns+column+wide] && !covered(g.down, xs[column+wide], ys[row+1], ys[row]) {
				wide++
			}
			for row+high < rows && !covered(g.across, ys[row+high], xs[column], xs[column+wide]) {
				high++
			}
			for r := row; r < row+high; r++ {
				for c := column; c < column+wide; c++ {
					taken[r*columns+c] = true
				}
			}
			t.cells = append(t.cells, ruledCell{Box: Box{Left: xs[column], Right: xs[column+wide], Top: ys[row], Bottom: ys[row+high]}, row: row, rows: high, column: column, columns: wide,
				isOpen: high > 1 && column > 0 && !covered(g.down, xs[column+wide], ys[row+high], ys[row])})
		}
	}
	return t, len(t.cells) > 1
}

// fill puts text into the cells, and reports whether two at least hold some: else the lines are a frame or a drawing.
func (t *ruledTable) fill(boxes []Box) bool {
	filled := 0
	for i := range t.cells {
		c := &t.cells[i]
		for _, b := range boxes {
			if c.Left < b.centre() && b.centre() < c.Right && c.Bottom < b.middle() && b.middle() < c.Top {
				c.boxes = append(c.boxes, b)
			}
		}
		filled += count(len(c.boxes) > 0)
	}
	t.partOpenCells()
	return filled > 1
}

// lines writes the table: a line a row, cells that reach down repeated in each.
func (t ruledTable) lines() (lines []line) {
	for row := range t.rows {
		var cells []ruledCell
		own := false
		for _, c := range t.cells {
			if c.row <= row && row < c.row+c.rows {
				cells, own = append(cells, c), own || c.row == row
			}
		}
		if !own {
			continue
		}
		slices.SortFunc(cells, func(a, b ruledCell) int { return cmp.Compare(a.column, b.column) })
		lines = append(lines, t.rowLines(cells, row)...)
	}
	if len(lines) > 1 && isHeadRow(lines) {
		lines[0].heading = true
	}
	return lines
}

// rowLines writes one row of the table. What stands in a cell alone, or is a column of the page, is no row.
func (t ruledTable) rowLines(cells []ruledCell, row int) []line {
	words, size, wide := make([]string, 0, len(cells)), 0.0, false
	for _, c := range cells {
		text := c.words()
		words, size = append(words, text), math.Max(size, sizeOf(c.boxes))
		wide = wide || len(text) > columnBytes && strings.Count(text, BreakInCell) >= columnBreaks
	}
	if len(cells) == 1 || wide {
		var all []line
		for _, c := range cells {
			if c.row == row {
				all = append(all, Page{Boxes: c.boxes}.lines()...)
			}
		}
		return all
	}
	text := strings.TrimRight(strings.Join(words, "\t"), "\t")
	if strings.TrimSpace(text) == "" {
		return nil
	}
	return []line{{text: text, size: size, cells: true, columns: len(cells)}}
}

// A cell that holds more text, in bytes, and as many line breaks is a column of the page and no value.
const (
	columnBytes  = 600
	columnBreaks = 10
)

func sizeOf(boxes []Box) (size float64) {
	for _, b := range boxes {
		size = math.Max(size, b.height())
	}
	return size
}

// words is the text of a cell, its lines joined where the next word did not fit.
func (c ruledCell) words() string {
	rows := rowsOf(c.boxes)
	if len(rows) == 0 {
		return ""
	}
	left := math.Inf(1)
	for _, r := range rows {
		left = math.Min(left, r.boxes[0].Left)
	}
	var text strings.Builder
	for i, r := range rows {
		words := strings.ReplaceAll(r.text(), "\t", " ")
		if i > 0 && !c.goesOn(rows[i-1], r, left) {
			text.WriteString(breakBetween(rows[i-1].text(), words))
		}
		text.WriteString(words)
	}
	return text.String()
}

// goesOn reports whether a line of a cell ends because the next character did not fit before the border. The space before the
// border is that on the left, or less.
func (c ruledCell) goesOn(above, below row, left float64) bool {
	size := above.size()
	space := math.Min(left-c.Left, size)
	room := c.Right - space - above.right()
	first, _ := utf8.DecodeRuneInString(below.boxes[0].Text)
	return room < 1.3*size && !beginsOwn(below.text()) && !strings.HasSuffix(above.text(), "。") && first != '※' && above.right()-above.boxes[0].Left > 1.5*size
}
