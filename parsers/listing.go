package parsers

import (
	"koubo/opportunity"
	"koubo/sources"
)

// Listing is what one page of a list, or one feed, holds.
type Listing struct {
	Drafts   []opportunity.Draft // in page order, one for each address and title; Title, URL with its fragment, Published where the row shows a date
	Unlinked []Unlinked          // what is announced but leads to no page that can be asked for, in page order
	Next     []string            // absolute addresses of the list's following pages, the nearest first; same host only
	Sub      []string            // absolute addresses of lists below this one; named, not followed
	Frames   []string            // absolute addresses of its frames, in page order, where the page itself holds no announcement: the list stands in one of them
	ByScript bool                // the page holds no announcement and no frame, and a script would make its links in a browser
	Platform string              // name of the CMS family that was recognised, "" for none
}

// Unlinked is an announcement without a page of its own that can be asked for.
type Unlinked struct {
	Title string // its words, "" where it has none
	Href  string // the link as it stands, "" where there is none
	Why   string // a phrase: "its link is made by script"
}

// ListOptions says what the operator knows of a list page. The zero value lets everything be recognised.
type ListOptions struct {
	Platform  string             // name of a CMS family (see Platforms), "" to recognise it
	Selectors *sources.Selectors // rung 3; nil to find the rows by family or by structure
	Charset   string             // overrides what the page declares, "" to detect
}
