package parsers

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity"
	"koubo/opportunity/jtext"
)

// What a column of a list holds, by its heading.
var (
	publishedColumn  = regexp.MustCompile(`掲載|公告|公開|公表|登録|更新|日付|年月日`)
	deadlineColumn   = regexp.MustCompile(`締切|期限|期間|〆|開札|入札日|まで|質問|受付|説明会`)
	departmentColumn = regexp.MustCompile(`担当|所管|部署|課名|課所|発注`)
	titleColumn      = regexp.MustCompile(`件名|名称|案件|業務名|事業名|工事名|タイトル`)
)

// layOut gives the rows of tables the cells that count for them, and adds those whose link stands in a cell that reaches
// down from a row above.
func layOut(rows []listRow) []listRow {
	grids := map[*html.Node]*grid{}
	var out []listRow
	for at, row := range rows {
		table := tableOf(row.node)
		if table == nil {
			out = append(out, row)
			continue
		}
		g := grids[table]
		if g == nil {
			g = newGrid(table)
			grids[table] = g
		}
		row.cells, row.headings = g.rows[row.node], g.headings
		out = append(out, row)
		next := (*html.Node)(nil)
		if at+1 < len(rows) {
			next = rows[at+1].node
		}
		out = append(out, g.rowsBelow(row, next)...)
	}
	return out
}

// tableOf returns the table of a row, nil where n is no row of one.
func tableOf(n *html.Node) *html.Node {
	if n.DataAtom != atom.Tr {
		return nil
	}
	for n = n.Parent; n != nil && n.DataAtom != atom.Table; n = n.Parent {
	}
	return n
}

// rowsBelow lists the rows after row and before next that the cell of row's link reaches down to and that name an
// announcement of their own.
func (g *grid) rowsBelow(row listRow, next *html.Node) (below []listRow) {
	at := slices.Index(g.order, row.node) + 1
	for ; at > 0 && at < len(g.order) && g.order[at] != next; at++ {
		tr := g.order[at]
		cells := g.rows[tr]
		if holdsLink(tr) || !slices.ContainsFunc(cells, func(c gridCell) bool { return isInside(row.link, c.node) }) {
			return below
		}
		if slices.ContainsFunc(cells, func(c gridCell) bool { return c.own && len(c.text) > 24 && !isDateText(c.text) }) {
			below = append(below, listRow{node: tr, link: row.link, group: row.group, cells: cells, headings: g.headings})
		}
	}
	return below
}

// isInside reports whether n stands in box.
func isInside(n, box *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == box {
			return true
		}
	}
	return false
}

// readCells reads the cells of a table row by their column's heading: the day of publication, the department, the title;
// the other cells become labelled fields.
func (r listRow) readCells(draft *opportunity.Draft) {
	for column, cell := range r.cells {
		if column >= len(r.headings) {
			return
		}
		heading, text := r.headings[column], cell.text
		switch {
		case heading == "" || text == "":
		case titleColumn.MatchString(heading):
			draft.Title = text
		case deadlineColumn.MatchString(heading):
			if draft.Published != "" && strings.Contains(jtext.Fold(text), draft.Published) {
				draft.Published = ""
			}
			draft.Fields = append(draft.Fields, opportunity.Field{Label: heading, Value: text})
		case departmentColumn.MatchString(heading):
			draft.Department = text
		case publishedColumn.MatchString(heading) && rowDate.MatchString(jtext.Fold(text)):
			draft.Published = text
		}
	}
}

// gatherCells sorts the words of a row's cells, those that reach down from above too, into title and pieces.
func (t *rowText) gatherCells(r listRow) {
	for at, cell := range r.cells {
		if at > 0 && r.cells[at-1].node == cell.node {
			continue
		}
		switch {
		case cell.own && isDitto(textOf(cell.node)):
			t.pieces = append(t.pieces, cell.text)
		case cell.own || isInside(r.link, cell.node):
			t.gather(cell.node, r.link, false)
		default:
			t.pieces = append(t.pieces, cell.text)
		}
		t.flush()
	}
}

// wordyCell is the first of the longest texts among a row's cells that are words and no date, for rows whose links say only
// 公告 or 詳細.
func (r listRow) wordyCell() string {
	if r.cells == nil {
		return firstCellText(r.node)
	}
	best := ""
	for _, own := range []bool{true, false} {
		for _, c := range r.cells {
			if c.own == own && len(c.text) > len(best) && len(c.text) > 24 && !isDateText(c.text) {
				best = c.text
			}
		}
		if best != "" {
			break
		}
	}
	return best
}
