// Package sites holds the parsers written by hand, for lists that neither family nor selectors can read. Each stands in
// a file of its own and is named in All; its golden pair is testdata/NAME/page.html and want.json.
package sites

import (
	"errors"
	"fmt"

	"koubo/opportunity"
	"koubo/parsers/page"
)

// Parser reads one list page of one site. Its error is a sentence that names the page.
type Parser func(p page.Page) (page.Listing, error)

// All returns the parsers by the name that a source's parser: gives.
func All() map[string]Parser {
	return map[string]Parser{
		"deadline-table": DeadlineTable,
		"grouped-files":  GroupedFiles,
		"json-list":      JSONList,
	}
}

var errChanged = errors.New("the page is built otherwise than this parser expects; mend the parser, or read the page by selectors")

// expect returns the listing, or an error where the structure that the parser was written for is gone.
func expect(p page.Page, found bool, drafts []opportunity.Draft) (page.Listing, error) {
	if !found {
		return page.Listing{}, fmt.Errorf("%s: %w", p.URL, errChanged)
	}
	return page.Listing{Drafts: drafts}, nil
}
