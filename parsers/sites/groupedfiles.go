package sites

import (
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"koubo/opportunity"
	"koubo/parsers/page"
)

// fileNote is what a link says of its file behind the title: （PDF：312KB）, [PDF形式／98KB].
var fileNote = regexp.MustCompile(`\s*[（(\[［][^（(\[［]*(?:PDF|Word|Excel|KB|MB|キロバイト)[^）)\]］]*[）)\]］]\s*$`)

// GroupedFiles reads a page whose calls stand under headings (募集中, 審査結果), each only a link to a PDF: the
// announcement has no page of its own. The heading goes to Categories, for it says the stage. Small towns publish so;
// the sample page is our reconstruction of that layout, not a capture.
func GroupedFiles(p page.Page) (page.Listing, error) {
	doc, err := page.Parse(p, "")
	if err != nil {
		return page.Listing{}, err
	}
	var drafts []opportunity.Draft
	headings := goquery.NewDocumentFromNode(doc.Root).Find("h2, h3")
	headings.Each(func(_ int, heading *goquery.Selection) {
		heading.NextUntil("h2, h3").Find(`a[href$=".pdf"]`).Each(func(_ int, link *goquery.Selection) {
			address, err := doc.ResolveWhole(link.AttrOr("href", ""))
			title := strings.TrimSpace(fileNote.ReplaceAllString(words(link), ""))
			if err == nil && title != "" {
				drafts = append(drafts, opportunity.Draft{URL: address, Title: title, Categories: []string{words(heading)}})
			}
		})
	})
	return expect(p, headings.Length() > 0, drafts)
}
