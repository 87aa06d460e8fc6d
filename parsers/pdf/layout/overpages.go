package layout

import (
	"math"
	"slices"
	"strings"
)

// A table may go on in the next page, which shows its columns no better than the rows at the foot of this one do: what stands below the
// last ruled table of a page and above the first one of the next is read as one.

const (
	footLines = 8   // lines above the foot of the text to which a page is filled that goes on in the next
	pageGap   = 3.0 // space between the last row of a page and the first of the next at most, in its height
	lookBack  = 4   // rows at the foot of a page that show the usual space
)

// linesOfPages writes the pages of a document.
func linesOfPages(pages []Page) [][]line {
	laid, set := make([][]line, len(pages)), make([]bool, len(pages))
	var open []row // at the foot of the page before
	lowest := lowestOf(pages)
	write := func() {
		for _, l := range linesOf(open) {
			laid[l.page] = append(laid[l.page], l)
		}
		open = nil
	}
	for i, p := range pages {
		var all []stretch
		all, set[i] = p.stretches(0)
		for n, s := range all {
			if n > 0 || len(s.rows) == 0 || i > 0 && !pages[i-1].reaches(lowest) {
				write()
			}
			laid[i] = append(laid[i], s.lines...)
			open = append(open, follow(open, s.rows, i)...)
		}
	}
	write()
	for i := range laid {
		if !set[i] {
			markWraps(laid[i], edgeOf(laid[i]))
		}
	}
	joinBrokenRows(laid)
	return laid
}

// joinBrokenRows joins the rows of ruled tables that the end of a page breaks: the first row of the next page has no label, and its value is the
// rest of the one above. Heads of columns may be repeated there.
func joinBrokenRows(pages [][]line) {
	for i := 1; i < len(pages); i++ {
		above, lines := pages[i-1], pages[i]
		at := 0
		if len(lines) > 1 && lines[0].heading && lines[0].columns > 0 {
			at = 1
		}
		if len(above) == 0 || at >= len(lines) {
			continue
		}
		last := &above[len(above)-1]
		if joined, ok := joinedCells(*last, lines[at]); ok {
			last.text = joined
			pages[i] = slices.Delete(slices.Clone(lines), at, at+1)
		}
		if head := headOf(above, lines[0]); head != nil {
			pages[i] = slices.Insert(slices.Clone(pages[i]), 0, *head)
		}
	}
}

// fewestToHead is how many columns a table has at least whose heads are repeated in the next page: of two, the first are labels.
const fewestToHead = 3

// headOf returns the heads of the columns of the ruled table at the foot of a page, which the first line of the next page is another row of, nil where
// there are none.
func headOf(above []line, next line) *line {
	if next.columns < fewestToHead || next.heading {
		return nil
	}
	for n := len(above) - 1; n >= 0 && above[n].columns == next.columns; n-- {
		if above[n].heading {
			return &above[n]
		}
	}
	return nil
}

// joinedCells joins two rows of a table cell by cell, where the second is the rest of the first: it has no label, and a cell of it goes on with
// the one above.
func joinedCells(above, below line) (text string, ok bool) {
	if above.columns < 2 || above.columns != below.columns || !strings.HasPrefix(below.text, "\t") || strings.HasPrefix(above.text, "\t") {
		return "", false
	}
	cells := strings.Split(above.text, "\t")
	for n, rest := range strings.Split(below.text, "\t") {
		switch {
		case rest == "":
		case n >= len(cells) || cells[n] == "":
			return "", false
		default:
			ok = ok || isRestOfValue(cells[n], rest)
			cells[n] += breakBetween(cells[n], rest) + rest
		}
	}
	return strings.Join(cells, "\t"), ok
}

// isRestOfValue reports whether a line goes on with the day, the range or the words in brackets that the one above ends in.
func isRestOfValue(above, below string) bool {
	return openRange.MatchString(above) && stackedDay.MatchString(below) || restOfRange.MatchString(below) || isOpen(above) || breakBetween(above, below) == ""
}

// breakBetween is what parts two lines of a cell: nothing in the middle of a day.
func breakBetween(above, below string) string {
	if breaksDay(above, below) || isHourOf(above, below) {
		return ""
	}
	return BreakInCell
}

// lowestOf returns how far down the text of the pages reaches.
func lowestOf(pages []Page) float64 {
	lowest := math.Inf(1)
	for _, p := range pages {
		lowest = math.Min(lowest, p.extent().Bottom)
	}
	return lowest
}

// reaches reports whether the text of a page reaches nearly as far down as the lowest.
func (p Page) reaches(lowest float64) bool {
	return p.extent().Bottom <= lowest+footLines*bodySize([]Page{p})
}

// follow returns rows of a page moved to right below others, as far as rows stand from each other there.
func follow(above, rows []row, page int) []row {
	rows = slices.Clone(rows)
	for i := range rows {
		rows[i].page = page
	}
	if len(above) == 0 || len(rows) == 0 {
		return rows
	}
	gap := 0.0
	for n := max(1, len(above)-lookBack); n < len(above); n++ {
		gap = math.Max(gap, above[n-1].bottom-above[n].top)
	}
	last := above[len(above)-1]
	down := last.bottom - math.Min(gap, pageGap*last.size()) - rows[0].top
	for i := range rows {
		rows[i] = rows[i].movedBy(0, down)
	}
	return rows
}

// movedBy returns a row moved to the right and up.
func (r row) movedBy(right, up float64) row {
	r.top, r.bottom = r.top+up, r.bottom+up
	for _, list := range [...]*[]Box{&r.boxes, &r.marked, &r.joined} {
		*list = slices.Clone(*list)
		for i := range *list {
			b := &(*list)[i]
			b.Left, b.Right, b.Top, b.Bottom = b.Left+right, b.Right+right, b.Top+up, b.Bottom+up
		}
	}
	return r
}

// pageAt is the page of what begins at a height.
func (t table) pageAt(top float64) int {
	for i := len(t.rows) - 1; i > 0; i-- {
		if t.rows[i].top >= top {
			return t.rows[i].page
		}
	}
	return t.rows[0].page
}
