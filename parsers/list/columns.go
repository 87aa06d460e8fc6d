package list

import (
	"slices"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/list/bare"
	"koubo/parsers/list/rowday"
	"koubo/parsers/page"
)

// Bounds of a table whose columns are announcements, and of what its first column says, in bytes.
const (
	leastColumns = 2
	mostColumns  = 12
	mostLines    = 60
	longLabel    = 60
)

// band is the lines of a table that tell of the announcements in its columns, from their titles on, with the label of each.
type band struct {
	lines  []*html.Node
	labels []string
}

// titleHeading is the label of the line of titles.
const titleHeading = "件名"

// lineLabel ends what labels a line of facts about announcements, folded: 提出期限, 募集要項等, 質問の受付, 更新年月日.
var lineLabel = jtext.MustPattern(`(?:締め?切り?|期限|期間|〆切?|開札|入札|受け?付け?|質問|質疑|説明会|掲載|公告|公開|公表|登録|更新|公示|開始|終了|担当|所管|部署|課名?|発注|番号|要項|要領|資料|様式|書類|詳細|リンク|仕様|図書|概要|内容|備考|状況|状態|ステータス|区分|種別|種類|方式|問い?合わ?せ|連絡先|金額|上限額?|予算|規模|場所|所在地?|対象|資格|結果|ページ|URL|PDF|ダウンロード|回答|ご?案内|申し?込み?|応募|提出|契約|決定|落札|執行|実施|納入|履行|工期|納期|予定|日付)` +
	`(?:の|期)?(?:等|書類?|先|課|所|者|方法|方式|ページ|一覧|集|欄|日|日時|時刻|時間|期日|年月日|期限|期間|締切|場所|について|[A-Za-z]{3,4})?(?:\([^)]*\))?[:\s]*$`)

// inColumns gives the rows of tables whose columns are announcements: a line of titles, of last days, of links. What was found in such a
// table, line by line, is left out.
func inColumns(rows []listRow, laid grids) []listRow {
	asked := map[*html.Node][]listRow{} // by table; nil for one whose lines are rows
	var out []listRow
	for _, row := range rows {
		table := (*html.Node)(nil)
		if row.node.DataAtom != atom.Li {
			table = tableAround(row.link)
		}
		if table == nil {
			out = append(out, row)
			continue
		}
		columns, known := asked[table]
		if !known {
			columns = columnsOf(table, row, laid)
			asked[table] = columns
			out = append(out, columns...)
		}
		if columns == nil {
			out = append(out, row)
		}
	}
	return out
}

// grids are tables that were laid out.
type grids map[*html.Node]*page.Grid

func (g grids) of(table *html.Node) *page.Grid {
	if g[table] == nil {
		g[table] = page.NewGrid(table)
	}
	return g[table]
}

// tableAround is the innermost table that holds a link, nil for none.
func tableAround(link *html.Node) *html.Node {
	for n := link.Parent; n != nil; n = n.Parent {
		if n.DataAtom == atom.Table {
			return n
		}
	}
	return nil
}

// columnsOf makes rows of the columns of a table, nil where they are no announcements; found is the first row that was found in it.
func columnsOf(table *html.Node, found listRow, laid grids) (rows []listRow) {
	if !isGridOfCells(table) {
		return nil
	}
	g := laid.of(table)
	lines := linesOf(g)
	if len(lines) < 2 {
		return nil
	}
	bands, first := labelledBands(g, lines), 1
	if bands == nil {
		bands, first = plainBands(g, lines), 0
	}
	var unlinked []bare.Row
	for _, b := range bands {
		for column := first; column < len(g.Rows[b.lines[0]]); column++ {
			if row, ok := b.row(g, column, found); ok {
				rows = append(rows, row)
			} else if row, ok := b.unlinked(g, column); ok {
				unlinked = append(unlinked, row)
			}
		}
	}
	if len(rows) == 0 || len(rows)+len(unlinked) < leastColumns {
		return nil
	}
	rows[len(rows)-1].unlinked = unlinked
	return rows
}

// unlinkedColumns are the announcements in the columns of a table without links, nil where its columns are none.
func unlinkedColumns(table *html.Node, laid grids) (rows []bare.Row) {
	if table.DataAtom != atom.Table || !isGridOfCells(table) {
		return nil
	}
	g := laid.of(table)
	lines := linesOf(g)
	if len(lines) < 2 {
		return nil
	}
	for _, b := range labelledBands(g, lines) {
		for column := 1; column < len(g.Rows[b.lines[0]]); column++ {
			if row, ok := b.unlinked(g, column); ok {
				rows = append(rows, row)
			}
		}
	}
	if len(rows) < leastColumns {
		return nil
	}
	return rows
}

// isGridOfCells reports whether the lines of a table have a few cells each, none more than the first but for captions, and no table stands
// in them.
func isGridOfCells(table *html.Node) bool {
	width, lines, even := 0, 0, true
	page.Walk(table, func(n *html.Node) bool {
		switch {
		case n.DataAtom == atom.Table && n != table:
			even = false
		case n.DataAtom == atom.Tr:
			cells := 0
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
					cells++
				}
			}
			if lines++; cells > 1 && width == 0 {
				width = cells
			}
			even = even && (cells <= width || cells == 1)
			return false
		}
		return even && lines <= mostLines
	})
	return even && lines > 1 && lines <= mostLines && width >= leastColumns && width <= mostColumns
}

// linesOf lists the lines of a table but for captions, which one cell fills.
func linesOf(g *page.Grid) (lines []*html.Node) {
	for _, tr := range g.Order {
		if cells := g.Rows[tr]; len(cells) > 1 && cells[0].Node != cells[len(cells)-1].Node {
			lines = append(lines, tr)
		}
	}
	return lines
}

// labelledBands parts a table whose first column labels its lines: the titles begin a band, or are the first line. nil for other tables.
func labelledBands(g *page.Grid, lines []*html.Node) (bands []band) {
	if len(g.Rows[lines[0]]) <= leastColumns {
		return nil
	}
	titled := slices.ContainsFunc(lines, func(tr *html.Node) bool { return page.IsTitleLabel(g.Rows[tr][0].Text) })
	for at, tr := range lines {
		label := g.Rows[tr][0]
		begins := titled && page.IsTitleLabel(label.Text) || !titled && at == 0
		switch {
		case len(label.Text) > longLabel || page.HoldsLink(label.Node) || begins && !areTitles(g.Rows[tr][1:]):
			return nil
		case begins:
			bands = append(bands, band{[]*html.Node{tr}, []string{titleHeading}})
		case !isLineLabel(label.Text) && !(titled && headsLine(g.Rows[tr])):
			return nil
		case len(bands) > 0:
			last := &bands[len(bands)-1]
			last.lines, last.labels = append(last.lines, tr), append(last.labels, label.Text)
		}
	}
	return bands
}

// headsLine reports whether the first cell of a line alone is marked up as its head (HTML standard §4.9.10), and says a word.
func headsLine(cells []page.GridCell) bool {
	return cells[0].Node.DataAtom == atom.Th && len(cells[0].Text) <= longLabel/2 && !slices.ContainsFunc(cells[1:], func(c page.GridCell) bool { return c.Node.DataAtom == atom.Th })
}

func isLineLabel(text string) bool {
	return text == "" || len(text) <= longLabel && lineLabel.MatchString(jtext.Fold(text))
}

// plainBands parts a table without labels: a line of titles, then lines with a fact each, the last of which link what every announcement
// has, unless the titles are links themselves. nil for other tables.
func plainBands(g *page.Grid, lines []*html.Node) (bands []band) {
	for _, tr := range lines {
		cells := g.Rows[tr]
		switch {
		case areFacts(cells) && len(bands) > 0:
			last := &bands[len(bands)-1]
			last.lines, last.labels = append(last.lines, tr), append(last.labels, "")
		case areTitles(cells) && (len(bands) == 0 || len(bands[len(bands)-1].lines) > 1):
			bands = append(bands, band{[]*html.Node{tr}, []string{titleHeading}})
		default:
			return nil
		}
	}
	if len(bands) == 0 || len(bands[len(bands)-1].lines) < 2 {
		return nil
	}
	return bands
}

// areTitles reports whether the cells of a line may each name an announcement; the last ones may be empty.
func areTitles(cells []page.GridCell) bool {
	named := slices.ContainsFunc(cells, func(c page.GridCell) bool { return c.Text != "" })
	return named && !slices.ContainsFunc(cells, func(c page.GridCell) bool {
		folded := jtext.Fold(c.Text)
		return c.Text != "" && (len(c.Text) < shortTitle || isVague(c.Text)) || len(c.Text) > maxCellTitle || rowday.IsDay(c.Text) || saysFact(c.Text) || page.IsTitleLabel(c.Text) || page.DeadlineColumn.MatchString(folded) && len(c.Text) < longLabel
	})
}

// areFacts reports whether all cells of a line say a day, whom to ask, or link what every announcement has.
func areFacts(cells []page.GridCell) bool {
	return !slices.ContainsFunc(cells, func(c page.GridCell) bool {
		links := page.LinksIn(c.Node)
		return c.Text != "" && !rowday.IsDay(c.Text) && !saysFact(c.Text) && len(rowday.Due([]string{c.Text})) == 0 && (len(links) == 0 || !areDocuments(links))
	})
}

// cells lists what a column of a band says, with the label of each; nil for a column without a title.
func (b band) cells(g *page.Grid, column int) (cells []page.GridCell, labels []string) {
	for at, tr := range b.lines {
		if column >= len(g.Rows[tr]) {
			continue
		}
		cell := g.Rows[tr][column]
		if cell.Text == "" && at == 0 {
			return nil, nil
		}
		cells, labels = append(cells, page.GridCell{Node: cell.Node, Text: cell.Text, Own: true}), append(labels, b.labels[at])
	}
	return cells, labels
}

// unlinked is the announcement in a column of a band that holds no link.
func (b band) unlinked(g *page.Grid, column int) (row bare.Row, ok bool) {
	cells, labels := b.cells(g, column)
	if len(cells) < 2 || slices.ContainsFunc(cells, func(c page.GridCell) bool { return page.HoldsLink(c.Node) }) {
		return row, false
	}
	row = bare.OfCells(b.lines[0], cells, labels)
	return row, row.Title != ""
}

// row is the announcement in a column of a band, if the column holds a link.
func (b band) row(g *page.Grid, column int, found listRow) (row listRow, ok bool) {
	var links []*html.Node
	row.cells, row.headings = b.cells(g, column)
	for _, cell := range row.cells {
		links = append(links, page.LinksIn(cell.Node)...)
	}
	if len(links) == 0 {
		return row, false
	}
	row.link = primaryLink(links)
	for row.node = row.link; row.node.DataAtom != atom.Tr; {
		row.node = row.node.Parent
	}
	row.column = true
	row.group, row.under, row.place = found.group, found.under, found.place
	return row, true
}
