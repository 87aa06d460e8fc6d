package sites

import (
	"strings"

	"github.com/PuerkitoBio/goquery"

	"koubo/opportunity"
	"koubo/parsers/page"
)

// DeadlineTable reads a page that puts every call into one table, one column a step: 案件名, 所管課, 公表日, 質問期限,
// 提出期限, as many cities keep for their public proposals (公募型プロポーザル一覧). The sample page is our
// reconstruction of that layout, not a capture.
func DeadlineTable(p page.Page) (page.Listing, error) {
	doc, err := page.Parse(p, "")
	if err != nil {
		return page.Listing{}, err
	}
	var drafts []opportunity.Draft
	tables := goquery.NewDocumentFromNode(doc.Root).Find("table:has(th)")
	tables.Each(func(_ int, table *goquery.Selection) {
		headings, rows := page.TableRows(table.Get(0))
		for _, row := range rows {
			if draft, ok := stepsOf(doc, headings, row); ok {
				drafts = append(drafts, draft)
			}
		}
	})
	return expect(p, tables.Length() > 0, drafts)
}

// stepsOf reads one row: the cell with the link names the call, the others are its steps by their heading.
func stepsOf(doc *page.Document, headings []string, row []page.Cell) (draft opportunity.Draft, ok bool) {
	for i, cell := range row {
		link := goquery.NewDocumentFromNode(cell.Node).Find("a").First()
		href, linked := link.Attr("href")
		switch {
		case i >= len(headings) || cell.Text == "":
		case linked && draft.URL == "":
			draft.URL, _ = doc.ResolveWhole(href)
			draft.Title = words(link)
		case strings.HasSuffix(headings[i], "課"):
			draft.Department = cell.Text
		case headings[i] == "公表日":
			draft.Published = cell.Text
		default:
			draft.Fields = append(draft.Fields, opportunity.Field{Label: headings[i], Value: cell.Text})
		}
	}
	return draft, draft.URL != "" && draft.Title != ""
}

// words is the text of a selection on one line.
func words(s *goquery.Selection) string { return strings.Join(strings.Fields(s.Text()), " ") }
