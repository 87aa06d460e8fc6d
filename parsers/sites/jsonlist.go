package sites

import (
	"encoding/json"
	"fmt"

	"koubo/opportunity"
	"koubo/parsers/page"
)

// JSONList reads a list that the page's script fetches as JSON: an array of {title, url, date, section}, as pages whose
// rows are drawn in the browser load it; name the JSON's own address as list:. Written after the allNewsList lists of
// several cities; the sample is our reconstruction of such an answer, not a capture.
func JSONList(p page.Page) (page.Listing, error) {
	body, _ := page.Decode(p, "")
	var rows []struct{ Title, URL, Date, Section string }
	if err := json.Unmarshal(body, &rows); err != nil {
		return page.Listing{}, fmt.Errorf("%s: %w (%w)", p.URL, errChanged, err)
	}
	base, err := page.Parse(page.Page{URL: p.URL}, "")
	if err != nil {
		return page.Listing{}, err
	}
	var drafts []opportunity.Draft
	for _, row := range rows {
		address, err := base.ResolveWhole(row.URL)
		if err == nil && row.Title != "" {
			drafts = append(drafts, opportunity.Draft{URL: address, Title: row.Title, Published: row.Date, Department: row.Section})
		}
	}
	return expect(p, true, drafts)
}
