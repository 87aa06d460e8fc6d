package sites

import (
	"strings"

	"github.com/PuerkitoBio/goquery"

	"koubo/opportunity"
	"koubo/parsers"
)

// DeadlineTable reads a page that puts every call into one table, one column a step: 案件名, 所管課, 公表日, 質問期限,
// 提出期限, as many cities keep for their public proposals (公募型プロポーザル一覧). The sample page is our
// reconstruction of that layout, not a capture.
func DeadlineTable(p parsers.Page) (parsers.Listing, error) {
	doc, err := parsers.ParseDocument(p, "")
	if err != nil {
		return parsers.Listing{}, err
	}
	var drafts []opportunity.Draft
	tables := goquery.NewDocumentFromNode(doc.Root).Find("table:has(th)")
	tables.Each(func(_ int, table *goquery.Selection) {
		headings := table.Find("tr").First().Children().Map(func(_ int, s *goquery.Selection) string { return words(s) })
		table.Find("tr").Slice(1, goquery.ToEnd).Each(func(_ int, row *goquery.Selection) {
			if draft, ok := stepsOf(doc, headings, row.Children()); ok {
				drafts = append(drafts, draft)
			}
		})
	})
	return expect(p, tables.Length() > 0, drafts)
}

// stepsOf reads one row: the cell with the link names the call, the others are its steps by their heading.
func stepsOf(doc *parsers.Document, headings []string, cells *goquery.Selection) (draft opportunity.Draft, ok bool) {
	cells.Each(func(i int, cell *goquery.Selection) {
		href, linked := cell.Find("a").Attr("href")
		switch {
		case i >= len(headings) || words(cell) == "":
		case linked && draft.URL == "":
			draft.URL, _ = doc.Resolve(href)
			draft.Title = words(cell.Find("a").First())
		case strings.HasSuffix(headings[i], "課"):
			draft.Department = words(cell)
		case headings[i] == "公表日":
			draft.Published = words(cell)
		default:
			draft.Fields = append(draft.Fields, opportunity.Field{Label: headings[i], Value: words(cell)})
		}
	})
	return draft, draft.URL != "" && draft.Title != ""
}

// words is the text of a selection on one line.
func words(s *goquery.Selection) string { return strings.Join(strings.Fields(s.Text()), " ") }
