// Package layout rebuilds the text of printed pages from runs of text by where they stand, and from the lines drawn on the
// page: lines, headings, the columns of a page, the cells of tables, and what is repeated at the head and foot of each page.
// Every function is total and takes time near linear in the runs.
package layout

import (
	"cmp"
	"slices"
	"strings"

	"koubo/opportunity"
)

// BreakInCell parts the lines of one cell of a table, as in opportunity.Draft's Text.
const BreakInCell = "\v"

// Text writes pages as text in the form that opportunity.Draft's Text has: a line for each line of a page, "# " before a
// heading and before the heads of columns, the cells of a table's row parted by tabs, an empty line around headings and tables,
// and where there are several pages, opportunity.PageMark before each. Lines that only go on are joined, in the next page as well; running heads, page numbers, the table of contents and forms to be filled
// in are left out.
func Text(pages []Page) string {
	dropRunningHeads(pages)
	body := bodySize(pages)
	markGutters(pages)
	laid := linesOfPages(pages)
	dropContents(laid)
	laid = withoutForms(laid)
	laid = joinStackedOver(laid)
	markHeadings(laid, body)
	if first := slices.IndexFunc(laid, func(p []line) bool { return len(p) > 0 }); first >= 0 {
		if first+1 < len(laid) {
			markCoverTitle(laid[first])
		}
		laid[first] = joinTitle(laid[first])
	}
	return written(laid)
}

// written writes the lines of a document. A line that goes on in the next page is written on its own.
func written(pages [][]line) string {
	var text strings.Builder
	var last line
	for n, lines := range pages {
		marked := len(pages) == 1
		for i, l := range joinWrapped(lines) {
			if i == 0 && last.full && goesOnElsewhere(last, l) {
				text.WriteString(l.text)
				last = l
				continue
			}
			if text.Len() > 0 {
				text.WriteByte('\n')
			}
			if !marked {
				text.WriteString(opportunity.PageMark(n+1) + "\n")
				marked = true
			}
			switch {
			case text.Len() == 0:
			case i == 0, l.cells != last.cells, l.heading && !l.cells, last.heading && !last.cells:
				text.WriteByte('\n')
			}
			if l.heading {
				text.WriteString("# ")
			}
			text.WriteString(l.text)
			last = l
		}
	}
	return strings.Trim(text.String(), " \n\t")
}

// bodySize is the size of most of the text.
func bodySize(pages []Page) float64 {
	type sized struct {
		size   float64
		length int
	}
	var all []sized
	total := 0
	for _, p := range pages {
		for _, b := range p.Boxes {
			all = append(all, sized{b.height(), len(b.Text)})
			total += len(b.Text)
		}
	}
	slices.SortFunc(all, func(a, b sized) int { return cmp.Compare(a.size, b.size) })
	sum := 0
	for _, s := range all {
		if sum += s.length; 2*sum >= total {
			return s.size
		}
	}
	return 0
}

// line is a line of text and where it stands.
type line struct {
	text        string
	left, right float64
	size        float64
	cells       bool // a row of a table
	inCell      bool // a line of a cell of one
	led         bool // a row whose dots lead to its value
	columns     int  // of the table, where lines part its cells
	heading     bool
	moved       bool // it stands elsewhere on the page than below the line before
	wraps       bool // it reaches the right edge of the text around it, so that it may go on in the next
	full        bool // as wraps, of the last line of what was joined
	page        int  // of the document, where a table may go on in the next
}

// lines writes a page, or a part of one.
func (p Page) lines() []line { return p.linesWithin(0) }

// deepest is how often a page may be parted into columns.
const deepest = 3

func (p Page) linesWithin(depth int) (lines []line) {
	stretches, parted := p.stretches(depth)
	for _, s := range stretches {
		lines = append(lines, s.lines...)
		lines = append(lines, linesOf(s.rows)...)
	}
	if !parted {
		markWraps(lines, edgeOf(lines))
	}
	return lines
}

// stretch is a part of a page from top to bottom: lines that are written already, or rows that no lines part.
type stretch struct {
	lines []line
	rows  []row
}

// stretches parts a page at its ruled tables; parted, whether it is set in columns.
func (p Page) stretches(depth int) (all []stretch, parted bool) {
	if depth < deepest {
		above, left, right, below, ok := p.columns()
		if !ok {
			above, left, right, below, ok = p.shortColumns()
		}
		if ok {
			depth++
			return []stretch{{lines: concat(above.linesWithin(depth), left.linesWithin(depth), right.linesWithin(depth), below.linesWithin(depth))}}, true
		}
	}
	tables, rest := p.ruledTables()
	rows := withRestsBelowValues(rowsOf(rest.Boxes))
	for _, t := range tables {
		at := slices.IndexFunc(rows, func(r row) bool { return r.middle() < t.middle() })
		if at < 0 {
			at = len(rows)
		}
		all = append(all, stretch{rows: rows[:at]}, stretch{lines: t.lines()})
		rows = rows[at:]
		if t.isHead {
			below, n := headedTable(t, rows)
			all, rows = append(all, stretch{lines: below.lines()}), rows[n:]
		}
	}
	return append(all, stretch{rows: rows}), false
}

// concat puts the parts of a page one behind the other.
func concat(parts ...[]line) (lines []line) {
	for _, part := range parts {
		if len(part) > 0 {
			part[0].moved = true
		}
		lines = append(lines, part...)
	}
	return lines
}

// linesOf writes rows that no lines part: those of a table by its cells, others as they stand.
func linesOf(rows []row) (lines []line) {
	failed := 0
	for at := 0; at < len(rows); {
		if at > 0 && rows[at].page != rows[at-1].page {
			failed = 0
		}
		if table, n := tableAt(rows[at:], &failed); n > 0 {
			lines = append(lines, table.lines()...)
			at += n
			continue
		}
		r := rows[at]
		lines = append(lines, line{text: r.text(), left: r.boxes[0].Left, right: r.right(), size: r.size(), cells: r.columns(), page: r.page})
		at++
	}
	return lines
}
