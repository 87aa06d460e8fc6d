package page

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// TableOf returns the table of a row, nil where n is no row of one.
func TableOf(n *html.Node) *html.Node {
	if n.DataAtom != atom.Tr {
		return nil
	}
	for n = n.Parent; n != nil && n.DataAtom != atom.Table; n = n.Parent {
	}
	return n
}

// GridCell is what covers one place of a table.
type GridCell struct {
	Node *html.Node // the cell that covers it, in this row or in one above
	Text string     // its words; those of the cell above where it says only "the same"
	Own  bool       // its cell stands in this row
}

// Grid is a table by rows and columns, with cells that span several repeated at each place (HTML standard §4.9.12).
type Grid struct {
	Rows     map[*html.Node][]GridCell
	Order    []*html.Node // its rows, from the top
	Headings []string     // of the columns; nil where the table has none
	heads    int          // how many rows, from the top, hold them
}

// HeadRows returns how many rows from the top hold the headings of the columns.
func (g *Grid) HeadRows() int { return g.heads }

// Bounds of what a cell may cover; lists have a dozen columns.
const (
	maxColspan = 40
	maxColumns = 60
)

// NewGrid lays a table out.
func NewGrid(table *html.Node) *Grid {
	g := &Grid{Rows: map[*html.Node][]GridCell{}}
	g.addRows(table)
	var above []GridCell
	var left []int // how many further rows each cell of above covers
	for _, tr := range g.Order {
		above, left = layRow(tr, above, left)
		g.Rows[tr] = above
	}
	g.Headings, g.heads = g.readHeadings()
	return g
}

// addRows lists the rows of a table, without those of tables inside.
func (g *Grid) addRows(part *html.Node) {
	for c := part.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Tr:
			g.Order = append(g.Order, c)
		case atom.Thead, atom.Tbody, atom.Tfoot:
			g.addRows(c)
		}
	}
}

// layRow fills a row: the cells that reach down from above in their columns, its own in the others.
func layRow(tr *html.Node, above []GridCell, left []int) (row []GridCell, reach []int) {
	put := func(cell GridCell, rows int) {
		row, reach = append(row, cell), append(reach, rows)
	}
	carry := func() {
		for at := len(row); at < len(above) && at < maxColumns && left[at] > 0; at = len(row) {
			put(GridCell{Node: above[at].Node, Text: above[at].Text}, left[at]-1)
		}
	}
	for c := tr.FirstChild; c != nil && len(row) < maxColumns; c = c.NextSibling {
		if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
			continue
		}
		carry()
		cell := GridCell{Node: c, Text: TextOf(c), Own: true}
		if at := len(row); at < len(above) && IsDitto(cell.Text) {
			cell.Text = above[at].Text
		}
		for n := span(c, "colspan", maxColspan); n > 0 && len(row) < maxColumns; n-- {
			put(cell, span(c, "rowspan", MaxRowspan)-1)
		}
	}
	carry()
	return row, reach
}

// span is how many columns or rows a cell covers, 1 where it does not say.
func span(cell *html.Node, attr string, most int) int {
	n, err := strconv.Atoi(strings.TrimSpace(Attribute(cell, attr)))
	if err != nil || n < 1 {
		return 1
	}
	return min(n, most)
}

// dittos are what a cell says that repeats the one above.
var dittos = map[string]bool{"〃": true, "″": true, "”": true, "“": true, "\"": true, "''": true, "＂": true, "〝": true, "〟": true, "々": true, "仝": true,
	"同上": true, "同": true, "同じ": true, "上に同じ": true, "上と同じ": true, "上記に同じ": true, "上記と同じ": true, "同前": true}

// IsDitto reports whether a text says only that the value above holds here, too.
func IsDitto(text string) bool {
	return len(text) < 30 && dittos[strings.Map(withinDitto, text)]
}

// withinDitto drops the spaces and brackets around and between the signs of a ditto.
func withinDitto(r rune) rune {
	switch r {
	case ' ', '　', '\u00a0', '(', ')', '（', '）', '「', '」':
		return -1
	}
	return r
}

// readHeadings reads the heading of each column from the first row whose cells are more than one, if it holds no link, and
// from the rows that its cells reach down to or that are headings throughout. It also returns how many rows these are.
func (g *Grid) readHeadings() (headings []string, rows int) {
	down := 0
	for at, tr := range g.Order {
		row := g.Rows[tr]
		caption := len(headings) == 0 && len(distinct(row)) < 2
		if at > MaxRowspan || HoldsLink(tr) {
			return headings, headRows(headings, at)
		}
		if caption {
			continue // 令和8年度, over all columns
		}
		if len(headings) > 0 && down == 0 && !isHeadRow(tr) {
			return headings, at
		}
		down = max(0, down-1)
		if len(headings) == 0 {
			for _, c := range distinct(row) {
				down = max(down, span(c, "rowspan", MaxRowspan)-1)
			}
		}
		headings = joinHeadings(headings, row)
	}
	return nil, 0 // nothing but headings
}

// headRows is how many rows were passed for the headings that were found.
func headRows(headings []string, at int) int {
	if headings == nil {
		return 0
	}
	return at
}

// joinHeadings puts the cells of a row of headings below those read before: 期限 over 質問 and 提出.
func joinHeadings(headings []string, row []GridCell) []string {
	for at, cell := range row {
		switch {
		case at >= len(headings):
			headings = append(headings, cell.Text)
		case cell.Own && cell.Text != headings[at]:
			headings[at] = strings.TrimSpace(headings[at] + " " + cell.Text)
		}
	}
	return headings
}

// isHeadRow reports whether a row holds headings and nothing else.
func isHeadRow(tr *html.Node) bool {
	found := false
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Td {
			return false
		}
		found = found || c.DataAtom == atom.Th
	}
	return found
}

// distinct lists the cells of a row, each once.
func distinct(row []GridCell) (cells []*html.Node) {
	for at, cell := range row {
		if at == 0 || row[at-1].Node != cell.Node {
			cells = append(cells, cell.Node)
		}
	}
	return cells
}

// MaxRowspan bounds how many rows a cell's text is carried down.
const MaxRowspan = 30
