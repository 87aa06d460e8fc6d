package page

import "golang.org/x/net/html"

// Cell is what covers one place of a table.
type Cell struct {
	Node *html.Node // the td or th, in this row or in one above that reaches down
	Text string     // its words on one line; those of the cell above where it says only 〃 or 同上
}

// TableRows lays a table out by rows and columns, with cells that span several rows or columns repeated at each place (HTML
// standard §4.9.12). headings are the words of the columns, nil where the table has none; rows hold the rows below them,
// those of tables inside left out.
func TableRows(table *html.Node) (headings []string, rows [][]Cell) {
	g := NewGrid(table)
	for _, tr := range g.Order[g.heads:] {
		var row []Cell
		for _, c := range g.Rows[tr] {
			row = append(row, Cell{Node: c.Node, Text: c.Text})
		}
		rows = append(rows, row)
	}
	return g.Headings, rows
}
