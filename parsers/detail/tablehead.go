package detail

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

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
