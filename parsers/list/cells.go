package list

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"koubo/opportunity"
	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// What a column of a list holds, by its heading.
var (
	publishedColumn  = jtext.MustPattern(`掲載|公告|公開|公表|登録|更新|日付|年月日`)
	departmentColumn = jtext.MustPattern(`担当|所管|部署|課名|課所|発注`)
	shortDate        = jtext.MustPattern(`^\d{2}[./]\d{1,2}[./]\d{1,2}(?:\s*\([月火水木金土日]\))?$`) // 26/11/20
	titleColumn      = jtext.MustPattern(`件名|名称|案件|業務名|事業名|工事名|タイトル`)
)

// layOut gives the rows of tables the cells that count for them, and adds those whose link stands in a cell that reaches
// down from a row above.
func layOut(rows []listRow) []listRow {
	grids := map[*html.Node]*page.Grid{}
	var out []listRow
	for at, row := range rows {
		table := page.TableOf(row.node)
		if table == nil {
			out = append(out, row)
			continue
		}
		g := grids[table]
		if g == nil {
			g = page.NewGrid(table)
			grids[table] = g
		}
		row.cells, row.headings = g.Rows[row.node], g.Headings
		out = append(out, row)
		next := (*html.Node)(nil)
		if at+1 < len(rows) {
			next = rows[at+1].node
		}
		out = append(out, rowsBelow(g, row, next)...)
	}
	return out
}

// rowsBelow lists the rows after row and before next that the cell of row's link reaches down to and that name an
// announcement of their own.
func rowsBelow(g *page.Grid, row listRow, next *html.Node) (below []listRow) {
	at := slices.Index(g.Order, row.node) + 1
	for ; at > 0 && at < len(g.Order) && g.Order[at] != next; at++ {
		tr := g.Order[at]
		cells := g.Rows[tr]
		if page.HoldsLink(tr) || !slices.ContainsFunc(cells, func(c page.GridCell) bool { return isInside(row.link, c.Node) }) {
			return below
		}
		if slices.ContainsFunc(cells, func(c page.GridCell) bool { return c.Own && len(c.Text) > 24 && !page.IsDateText(c.Text) }) {
			below = append(below, listRow{node: tr, link: row.link, group: row.group, under: row.under, place: row.place, cells: cells, headings: g.Headings})
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
		heading, text := r.headings[column], cell.Text
		switch {
		case heading == "" || text == "":
		case titleColumn.MatchString(heading):
			draft.Title = text
		case page.DeadlineColumn.MatchString(heading):
			if draft.Published != "" && strings.Contains(jtext.Fold(text), draft.Published) {
				draft.Published = ""
			}
			draft.Fields = append(draft.Fields, opportunity.Field{Label: heading, Value: text})
		case departmentColumn.MatchString(heading):
			draft.Department = text
		case publishedColumn.MatchString(heading) && (page.RowDate.MatchString(jtext.Fold(text)) || shortDate.MatchString(jtext.Fold(text))):
			draft.Published = text
		}
	}
}

// gatherCells sorts the words of a row's cells, those that reach down from above too, into title and pieces.
func (t *rowText) gatherCells(r listRow) {
	for at, cell := range r.cells {
		if at > 0 && r.cells[at-1].Node == cell.Node {
			continue
		}
		switch {
		case cell.Own && page.IsDitto(page.TextOf(cell.Node)):
			t.pieces = append(t.pieces, cell.Text)
		case cell.Own || isInside(r.link, cell.Node):
			t.gather(cell.Node, r.link, false)
		default:
			t.pieces = append(t.pieces, cell.Text)
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
			if c.Own == own && len(c.Text) > len(best) && len(c.Text) > 24 && !page.IsDateText(c.Text) {
				best = c.Text
			}
		}
		if best != "" {
			break
		}
	}
	return best
}
