package detail

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// The form of a table: which of its rows and columns are heads, and which cells span several.

var (
	stepHead = jtext.MustPattern(`^(?:区分|項目|内容|事項|手続き?|工程|段階|行事|名称|実施内容|実施項目|ステップ)$`)
	timeHead = jtext.MustPattern(`^(?:日程|日付|日時|期日|期間|期限|期間・期限|期限・期間|期日・期間|期間等|日程等|年月日|予定|予定日|実施日|時期|実施時期|実施予定日|月日)$`)
)

// headWidth returns how many columns the row of heads has that a table begins with, 0 where it begins with none.
func (r *reader) headWidth(rows []int) int {
	if len(rows) < 2 || !allHeads(r.o.blocks[rows[0]].node) {
		return 0
	}
	return columnsOf(r.cellsOf(rows[0]))
}

// joinedHeads returns one row of heads for a table whose heads stand in several rows, some over several columns: 申請の受付 over
// 開始日 and 終了日. deep is how many rows they take, 0 where the table's heads are no such ones.
func (r *reader) joinedHeads(i int, rows []int) (heads []cell, deep int) {
	if len(rows) < 3 || !allHeads(r.o.blocks[rows[0]].node) || !allHeads(r.o.blocks[rows[1]].node) {
		return nil, 0
	}
	grid := page.NewGrid(r.o.blocks[i].node)
	deep = grid.HeadRows()
	if deep < 2 || deep >= len(rows) || len(grid.Headings) < 3 {
		return nil, 0
	}
	for at, place := range grid.Rows[grid.Order[deep]] {
		if at < len(grid.Headings) {
			heads = append(heads, cell{node: place.Node, text: grid.Headings[at]})
		}
	}
	first := grid.Rows[grid.Order[0]]
	if len(first) == 0 {
		return nil, 0
	}
	for at := range heads {
		heads[at].node = first[min(at, len(first)-1)].Node // a head, as its text is; a row may be shorter than those below
	}
	return heads, deep
}

// allHeads says whether a row's cells are heads, and at least two.
func allHeads(row *html.Node) bool {
	count := 0
	for c := row.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Td {
			return false
		}
		if c.DataAtom == atom.Th {
			count++
		}
	}
	return count > 1
}

// headsSteps says whether column heads are those of a schedule, whose one row names its step in a cell: 区分, 期限.
func headsSteps(heads []cell) bool {
	steps, times := -1, -1
	for i, h := range heads {
		text := strings.Join(strings.Fields(h.text), "")
		switch {
		case steps < 0 && stepHead.MatchString(text):
			steps = i
		case times < 0 && timeHead.MatchString(text):
			times = i
		}
	}
	return steps >= 0 && times >= 0
}

// emitHead writes a header row that found no data row to be paired with.
func (r *reader) emitHead(head *[]cell) {
	if *head != nil {
		r.emitRow(*head)
		*head = nil
	}
}

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
