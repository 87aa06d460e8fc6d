package list

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity"
	"koubo/opportunity/jtext"
	"koubo/parsers/list/rowday"
	"koubo/parsers/page"
)

// What a column of a list holds, by its heading.
var (
	publishedColumn  = jtext.MustPattern(`掲載|公告|公開|公表|登録|更新|日付|年月日`)
	departmentColumn = jtext.MustPattern(`担当|所管|部署|課名|課所|発注(?:者|機関|元|[課部局室所]|$)`)
	dayColumn        = jtext.MustPattern(`(?:公告|公示|公表|公開|掲載|登録|更新)(?:年月)?日`)
	otherColumn      = jtext.MustPattern(`契約(?:締結)?(?:年月)?日|落札|決定|入札(?:執行)?(?:年月)?日|執行|開催|実施|納入|履行|工期|納期|予定`)
)

// layOut gives the rows of tables the cells that count for them, and adds those whose link stands in a cell that reaches
// down from a row above. It tells the others what their box begins with.
func layOut(rows []listRow) []listRow {
	laid, records := grids{}, map[*html.Node]map[*html.Node]*record{}
	openings := map[*html.Node]opening{}
	var out []listRow
	rows = inColumns(rows, laid)
	for at, row := range rows {
		if row.cells != nil {
			out = append(out, row)
			continue
		}
		table := page.TableOf(row.node)
		if table == nil {
			begins, known := openings[row.group]
			if !known {
				begins = openingOf(row.group)
				openings[row.group] = begins
			}
			row.opening = begins
			out = append(out, row)
			continue
		}
		g := laid.of(table)
		if _, known := records[table]; !known {
			records[table] = recordsOf(g)
		}
		if r := records[table][row.node]; r != nil {
			if row.record = r.pieces; !r.linked || !isVague(page.TextOf(row.link)) {
				out = append(out, row)
			}
			r.linked = true
			continue
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

// record is what the lines of a table say of one announcement, a label and a value each, one of which is its title.
type record struct {
	pieces []string
	linked bool // a row was made of it
}

// recordsOf tells the lines of a table that describes announcements one below the other, each from the same label on; nil for other tables.
func recordsOf(g *page.Grid) map[*html.Node]*record {
	records := make(map[*html.Node]*record, len(g.Order))
	first, titles := "", 0
	var current *record
	for _, tr := range g.Order {
		row := g.Rows[tr]
		if len(row) != 2 || row[1].Node.DataAtom != atom.Td || row[0].Node == row[1].Node {
			return nil
		}
		label := row[0].Text
		isTitle := page.IsTitleLabel(label)
		if row[0].Node.DataAtom != atom.Th && !isTitle && (label == "" || len(label) > longLabel || !isLineLabel(label)) {
			return nil
		}
		switch {
		case current == nil:
			first, current = label, &record{}
		case label == first:
			if titles != 1 {
				return nil
			}
			current, titles = &record{}, 0
		}
		if isTitle {
			titles++
		}
		current.pieces = append(current.pieces, label, row[1].Text)
		records[tr] = current
	}
	if titles != 1 {
		return nil
	}
	return records
}

// rowsBelow lists the rows after row and before next that the cell of row's link reaches down to and that name an
// announcement of their own.
func rowsBelow(g *page.Grid, row listRow, next *html.Node) (below []listRow) {
	at := slices.Index(g.Order, row.node) + 1
	for ; at > 0 && at < len(g.Order) && g.Order[at] != next; at++ {
		tr := g.Order[at]
		cells := g.Rows[tr]
		if page.HoldsLink(tr) || !slices.ContainsFunc(cells, func(c page.GridCell) bool { return page.IsInside(row.link, c.Node) }) {
			return below
		}
		if slices.ContainsFunc(cells, func(c page.GridCell) bool { return c.Own && len(c.Text) > 24 && !page.IsDateText(c.Text) }) {
			below = append(below, listRow{node: tr, link: row.link, group: row.group, under: row.under, place: row.place, cells: cells, headings: g.Headings})
		}
	}
	return below
}

// isPaperBelow reports whether a row of a table is a paper of the announcement above it: it names no more than that, or what a
// cell that reaches down does.
func (r listRow) isPaperBelow(title string) bool {
	return page.IsFileLink(r.link) && slices.ContainsFunc(r.cells, func(c page.GridCell) bool {
		return !c.Own && (isVague(title) || c.Text == title && isVague(page.TextOf(r.link)))
	})
}

// readCells reads the cells of a table row by their column's heading: the day of publication, the department, the title;
// the cells of deadlines become labelled fields. A day in a column of other days is none of publication.
func (r listRow) readCells(draft *opportunity.Draft) {
	published, others, parts := "", "", map[string]string{}
	for column, cell := range r.cells {
		if column >= len(r.headings) {
			break
		}
		heading, text := r.headings[column], cell.Text
		switch {
		case heading == "" || text == "":
		case heading == "年" || heading == "月" || heading == "日":
			parts[heading] = text
		case page.TitleColumn.MatchString(heading):
			draft.Title = text
		case page.DeadlineColumn.MatchString(heading):
			others += "\n" + jtext.Fold(text)
			draft.Fields = append(draft.Fields, opportunity.Field{Label: heading, Value: text})
			published = cmp.Or(published, firstOfRange(heading, text))
		case departmentColumn.MatchString(heading):
			draft.Department = text
		case otherColumn.MatchString(heading) && !dayColumn.MatchString(heading):
			others += "\n" + jtext.Fold(text)
		case publishedColumn.MatchString(heading) && rowday.IsDay(text):
			if published == "" || !strings.Contains(heading, "更新") {
				published = text
			}
		case publishedColumn.MatchString(heading) && page.RowDate.MatchString(jtext.Fold(text)):
			published = cmp.Or(published, text)
		}
	}
	if parts["月"] != "" && parts["日"] != "" {
		published = cmp.Or(published, rowday.OfColumns(parts["年"], parts["月"], parts["日"]))
	}
	if published != "" {
		draft.Published = published
	} else if draft.Published != "" && strings.Contains(others, draft.Published) {
		draft.Published = ""
	}
}

// fromTo matches the heading of a column whose days begin with that of publication, folded: 公告日～締切日, 掲載期間.
var fromTo = jtext.MustPattern(`^(?:公告|公示|告示|公表|公開|掲載)(?:日\s*(?:[~〜～/・(-]|から|及び|と)|(?:の)?期間)`)

// firstOfRange is the first of the days in a cell of such a column, "" where it says but one.
func firstOfRange(heading, text string) string {
	if !fromTo.MatchString(jtext.Fold(heading)) {
		return ""
	}
	folded := jtext.Fold(text)
	if days := page.RowDate.FindAllStringIndex(folded, 2); len(days) == 2 {
		return folded[days[0][0]:days[0][1]]
	}
	return ""
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
		case cell.Own || page.IsInside(r.link, cell.Node):
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
			if c.Own == own && len(c.Text) > len(best) && (maySayTitle(c.Text) || len(c.Text) >= shortTitle && r.isHeadCell(c)) && !saysFact(c.Text) {
				best = c.Text
			}
		}
		if best != "" {
			break
		}
	}
	return best
}

// isHeadCell reports whether a cell heads the row of a table (HTML standard §4.9.10) and is no label, while the link stands in another.
func (r listRow) isHeadCell(c page.GridCell) bool {
	return c.Node.DataAtom == atom.Th && !page.HoldsLink(c.Node) && !rowday.IsDay(c.Text) && !page.IsTitleLabel(c.Text) && !isLineLabel(c.Text)
}

// isPictureCell reports whether a cell of text, in bytes, links a picture and names what it shows, as the cells beside it do: a
// table that sets cards in a grid.
func isPictureCell(n *html.Node, links []*html.Node, text int) bool {
	return isCell(n) && text >= shortTitle && text <= page.MaxRowText && isRepeatedKind(n) &&
		!slices.ContainsFunc(links, func(a *html.Node) bool { return !page.IsWordless(a) || page.IsFileLink(a) })
}

// isDatedCell reports whether a cell is an announcement of its own: it shows a day and holds a link, as do the cells beside it.
func isDatedCell(n *html.Node) bool {
	if !isCell(n) || !saysDayAndLinks(n) {
		return false
	}
	some := false
	for _, s := range [...]*html.Node{page.ElementBefore(n), page.ElementAfter(n)} {
		if s != nil && page.TextOf(s) != "" {
			if !saysDayAndLinks(s) {
				return false
			}
			some = true
		}
	}
	return some
}

func isCell(n *html.Node) bool {
	return n.DataAtom == atom.Td && n.Parent != nil && n.Parent.DataAtom == atom.Tr
}

func saysDayAndLinks(n *html.Node) bool {
	return page.HoldsLink(n) && saysDay(n)
}

// maxCellTitle is how many bytes a cell holds at most that says a title: one of a layout holds a page.
const maxCellTitle = 450

// maySayTitle reports whether the text of a cell is words and no date, and no whole page.
func maySayTitle(text string) bool {
	return len(text) > 24 && len(text) <= maxCellTitle && !page.IsDateText(text)
}

// firstCellText is the text of the first cell of a table row that holds words and no date, for rows whose links say
// only 公告 or 詳細.
func firstCellText(tr *html.Node) string {
	best := ""
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if text := page.TextOf(c); len(text) > len(best) && maySayTitle(text) {
			best = text
		}
	}
	return best
}
