package detail

import (
	"strconv"

	"koubo/parsers/page"
)

// carry is a cell that still spans rows further down.
type carry struct {
	cell cell
	left int
}

// spanRows puts the cells carried down from rows above in their columns, and notes which of these go further down.
func spanRows(cells []cell, carried map[int]carry) []cell {
	if len(carried) == 0 && !anySpan(cells) {
		return cells
	}
	var row []cell
	next := 0
	for column := 0; next < len(cells) || carried[column].left > 0; column++ {
		if above := carried[column]; above.left > 0 {
			above.cell.links = nil
			row = append(row, above.cell)
			carried[column] = carry{above.cell, above.left - 1}
			continue
		}
		c := cells[next]
		next++
		row = append(row, c)
		if span, _ := strconv.Atoi(page.Attribute(c.node, "rowspan")); span > 1 {
			carried[column] = carry{c, min(span, page.MaxRowspan) - 1}
		}
	}
	return row
}

// reaching returns how many cells reach down into the next row.
func reaching(carried map[int]carry) (n int) {
	for _, c := range carried {
		if c.left > 0 {
			n++
		}
	}
	return n
}

// spanColumns repeats the cells of a row that span columns, where they fill a table as wide as its row of heads: a day below
// two steps is that of both. A row of one cell heads those below it and stays.
func spanColumns(cells []cell, width int) []cell {
	if len(cells) < 2 || len(cells) >= width || columnsOf(cells) != width {
		return cells
	}
	row := make([]cell, 0, width)
	for _, c := range cells {
		for range columnSpan(c) {
			row = append(row, c)
			c.links = nil
		}
	}
	return row
}

// columnsOf returns how many columns cells take.
func columnsOf(cells []cell) (n int) {
	for _, c := range cells {
		n += columnSpan(c)
	}
	return n
}

// columnSpan returns how many columns a cell takes.
func columnSpan(c cell) int {
	const most = 40
	span, _ := strconv.Atoi(page.Attribute(c.node, "colspan"))
	return min(max(span, 1), most)
}

func anySpan(cells []cell) bool {
	for _, c := range cells {
		if page.Attribute(c.node, "rowspan") != "" {
			return true
		}
	}
	return false
}
