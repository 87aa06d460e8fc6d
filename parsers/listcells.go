package parsers

import (
	"regexp"
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

// readCells reads the cells of a table row by their column's heading: the day of publication, the department, the title;
// the other cells become labelled fields.
func (r listRow) readCells(draft *opportunity.Draft) {
	headings := columnHeadings(r.group)
	if headings == nil {
		return
	}
	column := 0
	for c := r.node.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
			continue
		}
		if column >= len(headings) {
			return
		}
		heading, text := headings[column], textOf(c)
		column++
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

// columnHeadings returns the texts of a table's first row where all its cells are headings, else nil.
func columnHeadings(table *html.Node) []string {
	if table == nil || table.DataAtom != atom.Table {
		return nil
	}
	first := firstRow(table)
	if first == nil || holdsLink(first) {
		return nil
	}
	var headings []string
	for c := first.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Th || c.DataAtom == atom.Td {
			headings = append(headings, textOf(c))
		}
	}
	return headings
}

// firstRow returns the first tr of a table, without looking into its cells.
func firstRow(table *html.Node) *html.Node {
	for c := table.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Tr:
			return c
		case atom.Thead, atom.Tbody:
			if row := firstRow(c); row != nil {
				return row
			}
		}
	}
	return nil
}
