package detail

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/parsers/page"
)

// cell is the text of one table cell, dt or dd, with line breaks inside.
type cell struct {
	node    *html.Node
	text    string
	links   []anchor
	targets []string
}

// table reads a table: its rows, with cells that span rows repeated, one header and one data row turned on their side.
func (r *reader) table(i int) {
	r.flush()
	r.gap = true
	r.looseParts(i)
	r.flush()
	rows := r.o.rowsOf(i)
	if heads, deep := r.joinedHeads(i, rows); deep > 0 {
		r.emitRow(heads)
		rows = rows[deep:]
	}
	carried := map[int]carry{}
	width := r.headWidth(rows)
	var head []cell
	for n, row := range rows {
		if r.o.isLayoutRow(row, reaching(carried)) {
			r.emitHead(&head)
			r.row(row)
			continue
		}
		cells := spanColumns(spanRows(r.cellsOf(row), carried), width)
		if n == 0 && len(rows) == 2 && allOf(cells, atom.Th) && len(cells) > 1 && !headsSteps(cells) {
			head = cells
			continue
		}
		if head != nil && len(cells) == len(head) && !anyOf(cells, atom.Th) {
			for at := range cells {
				r.emitRow([]cell{head[at], cells[at]})
			}
			head = nil
			continue
		}
		r.emitHead(&head)
		r.emitCells(cells)
	}
	r.emitHead(&head)
	r.flush()
	r.gap = true
}

// looseParts reads what stands in a table outside its rows: the caption, and what broken markup left there.
func (r *reader) looseParts(i int) {
	for k := i + 1; k < r.o.blocks[i].end; k = r.o.blocks[k].end {
		switch r.o.blocks[k].node.DataAtom {
		case atom.Tbody, atom.Thead, atom.Tfoot, atom.Tr:
		default:
			r.visit(k)
		}
	}
}

// rowsOf lists the rows of table i that are not another table's.
func (o *outline) rowsOf(i int) []int {
	var rows []int
	for k := i + 1; k < o.blocks[i].end; {
		b := &o.blocks[k]
		switch {
		case b.pruned:
			k = b.end
		case b.node.DataAtom == atom.Tr:
			rows = append(rows, k)
			k = b.end
		case b.node.DataAtom == atom.Tbody, b.node.DataAtom == atom.Thead, b.node.DataAtom == atom.Tfoot:
			k++
		default:
			k = b.end
		}
	}
	return rows
}

// isLayoutRow says whether the cells of row i are places on the page, not data: one holds a table, a heading, the page's
// title or a whole column of lines, or was pruned, or there is only one. above is how many cells reach down into it.
func (o *outline) isLayoutRow(i, above int) bool {
	cells := above
	for k := i + 1; k < o.blocks[i].end; k = o.blocks[k].end {
		b := &o.blocks[k]
		if b.framed || b.pruned || b.text > layoutText && breaksIn(b.node, layoutBreaks) >= layoutBreaks {
			return true
		}
		cells++
	}
	return cells < 2
}

// A cell that holds more text, in bytes, and as many line breaks is a column of the page and no value.
const (
	layoutText   = 600
	layoutBreaks = 10
)

// breaksIn counts the line breaks inside n, those of preformatted text too, up to most.
func breaksIn(n *html.Node, most int) (count int) {
	for c := n.FirstChild; c != nil && count < most; c = c.NextSibling {
		switch {
		case c.DataAtom == atom.Br:
			count++
		case c.Type == html.TextNode && n.DataAtom == atom.Pre:
			count += strings.Count(c.Data, "\n")
		default:
			count += breaksIn(c, most-count)
		}
	}
	return count
}

// row reads a row of a layout table, or one outside any table.
func (r *reader) row(i int) {
	r.flush()
	if !r.o.isLayoutRow(i, 0) {
		r.emitCells(r.cellsOf(i))
		return
	}
	for k := i + 1; k < r.o.blocks[i].end; k = r.o.blocks[k].end {
		r.flush()
		r.visit(k)
		r.flush()
	}
}

// cellsOf reads the cells of row i.
func (r *reader) cellsOf(i int) []cell {
	var cells []cell
	for k := i + 1; k < r.o.blocks[i].end; k = r.o.blocks[k].end {
		cells = append(cells, r.capture(k))
	}
	return cells
}

// capture reads block i into one cell: its lines, joined by line breaks.
func (r *reader) capture(i int) cell {
	r.flush()
	gap, from := r.gap, len(r.lines)
	r.visit(i)
	r.flush()
	c := cell{node: r.o.blocks[i].node}
	var text strings.Builder
	for _, l := range r.lines[from:] {
		if text.Len() > 0 {
			text.WriteByte('\n')
		}
		c.links = append(c.links, shifted(l, text.Len())...)
		c.targets = append(c.targets, l.targets...)
		text.WriteString(l.text)
	}
	c.text = text.String()
	r.lines = r.lines[:from]
	r.gap = gap
	return c
}

// shifted returns a line's links, moved along by the text that stands before the line.
func shifted(l line, by int) []anchor {
	for i := range l.links {
		if l.links[i].to == 0 {
			l.links[i].to = len(l.text)
		}
		l.links[i].from += by
		l.links[i].to += by
	}
	return l.links
}

func allOf(cells []cell, kind atom.Atom) bool {
	for _, c := range cells {
		if c.node.DataAtom != kind {
			return false
		}
	}
	return true
}

func anyOf(cells []cell, kind atom.Atom) bool {
	for _, c := range cells {
		if c.node.DataAtom == kind {
			return true
		}
	}
	return false
}

// emitCells writes a row; one that holds two labels with their values side by side becomes two lines.
func (r *reader) emitCells(cells []cell) {
	for len(cells) > 2 && cells[len(cells)-1].text == "" {
		cells = cells[:len(cells)-1]
	}
	if !isPaired(cells) {
		r.emitRow(cells)
		return
	}
	for at := 0; at+1 < len(cells); at += 2 {
		if cells[at].text != "" || cells[at+1].text != "" {
			r.emitRow(cells[at : at+2])
		}
	}
}

// isPaired says whether cells alternate between labels and values: th td th td, or td dressed as such.
func isPaired(cells []cell) bool {
	if len(cells) < 4 || len(cells)%2 != 0 {
		return false
	}
	for at := 0; at < len(cells); at += 2 {
		label, value := cells[at], cells[at+1]
		sameTag := label.node.DataAtom == value.node.DataAtom
		if sameTag && dress(label) == dress(value) || dress(label) != dress(cells[0]) || !sameTag && label.node.DataAtom != atom.Th {
			return false
		}
	}
	return true
}

// dress is what makes a label's cell look unlike a value's.
func dress(c cell) string {
	return page.Attribute(c.node, "class") + "\x00" + page.Attribute(c.node, "bgcolor") + "\x00" + page.Attribute(c.node, "style")
}

// emitRow writes cells as one line, joined by tabs.
func (r *reader) emitRow(cells []cell) {
	var text strings.Builder
	l := line{gap: r.gap, inMain: r.inMain, crumb: r.crumb, dated: r.dated, pair: len(cells) > 1}
	for n, c := range cells {
		if n > 0 {
			text.WriteByte('\t')
		}
		for _, a := range c.links {
			a.from, a.to = a.from+text.Len(), a.to+text.Len()
			l.links = append(l.links, a)
		}
		l.targets = append(l.targets, c.targets...)
		text.WriteString(c.text)
	}
	l.text = strings.TrimRight(text.String(), "\t")
	if strings.TrimSpace(l.text) == "" {
		return
	}
	l.pair = strings.Contains(l.text, "\t")
	l.head = l.pair && allOf(cells, atom.Th)
	r.lines = append(r.lines, l)
	r.gap = false
}
