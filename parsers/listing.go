package parsers

import (
	"koubo/opportunity"
	"koubo/sources"
)

// Listing is what one page of a list holds.
type Listing struct {
	Drafts   []opportunity.Draft // in page order, one for each address; Title, URL, and Published where the row shows a date
	Next     []string            // absolute addresses of the list's following pages, the nearest first; same host only
	Sub      []string            // absolute addresses of lists below this one; named, not followed
	Platform string              // name of the CMS family that was recognised, "" for none
}

// ListOptions says what the operator knows of a list page. The zero value lets everything be recognised.
type ListOptions struct {
	Platform  string             // name of a CMS family (see Platforms), "" to recognise it
	Selectors *sources.Selectors // rung 3; nil to find the rows by family or by structure
	Charset   string             // overrides what the page declares, "" to detect
}
