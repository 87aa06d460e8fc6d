// Package layout rebuilds the text of printed pages from pieces of text by where they stand: lines, the cells of tables, and
// what is repeated at the head and foot of each page. Every function is total and takes time near linear in the pieces.
package layout

import "strings"

// Box is a piece of text and the box of its ink, in points from the page's lower left corner.
type Box struct {
	Left, Right, Bottom, Top float64
	Text                     string
}

func (b Box) height() float64 { return b.Top - b.Bottom }

// BreakInCell parts the lines of one cell of a table, as in opportunity.Draft's Text.
const BreakInCell = "\v"

// Text writes pages as text: a line for each line of a page, the cells of a table's row parted by tabs, an empty line between
// pages. Lines that only go on are joined; running heads and page numbers are left out.
func Text(pages [][]Box) string {
	laid := make([][]row, len(pages))
	for i, boxes := range pages {
		laid[i] = rowsOf(boxes)
	}
	dropRunningHeads(laid)
	var text strings.Builder
	for _, rows := range laid {
		if text.Len() > 0 {
			text.WriteByte('\n')
		}
		for _, line := range wrapped(linesOf(rows)) {
			text.WriteString(line)
			text.WriteByte('\n')
		}
	}
	return strings.TrimSpace(text.String())
}

func wrapped(lines []line) []string { return joinWrapped(lines, edgeOf(lines), shortestOnPage) }

// line is a line of text and where it stands. cells says that it is a row of a table.
type line struct {
	text        string
	left, right float64
	size        float64
	cells       bool
}

// linesOf writes the rows of a page as lines: those of a table by its cells, others as they stand.
func linesOf(rows []row) (lines []line) {
	for at := 0; at < len(rows); {
		if table, n := tableAt(rows[at:]); n > 0 {
			lines = append(lines, table.lines()...)
			at += n
			continue
		}
		r := rows[at]
		lines = append(lines, line{text: r.text(), left: r.boxes[0].Left, right: r.right(), size: r.size(), cells: len(r.segments()) > 1})
		at++
	}
	return lines
}
