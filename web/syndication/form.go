package syndication

import (
	"strings"

	"koubo/feeds"
	"koubo/opportunity"
	"koubo/web/choice"
)

// FeedForm is one format at its address.
type FeedForm struct {
	Path, label string
	Extension   string // of the format in feeds.Formats
	Usual, most int
	Calendar    bool
	Export      bool
}

// FeedForms are the addresses of the selection, in the order in which they are offered.
var FeedForms = []FeedForm{
	{"/feed.atom", "Atom", ".atom", entriesUsual, EntriesMost, false, false},
	{"/feed.rss", "RSS", ".rss", entriesUsual, EntriesMost, false, false},
	{"/feed.json", "JSON Feed", ".json", entriesUsual, EntriesMost, false, false},
	{"/deadlines.ics", "カレンダー", ".ics", exportMost, exportMost, true, false},
	{"/export.csv", "CSV", ".csv", exportMost, exportMost, false, true},
	{"/export.jsonl", "JSON Lines", ".jsonl", exportMost, exportMost, false, true},
}

// FeedLink offers one format of a selection.
type FeedLink struct {
	URL, Label, MediaType string
	calendar, export      bool // as in feedForm
}

func feedLinks(q opportunity.Query) []FeedLink {
	var links []FeedLink
	for _, f := range FeedForms {
		links = append(links, FeedLink{feedAddress(f.Path, q), f.label, f.MediaType(), f.Calendar, f.Export})
	}
	return links
}

// own is the address of a feed of q, without the number of records that is usual there and, of a calendar, which has one order, without
// that: the address that is offered.
func (f FeedForm) own(q opportunity.Query) string {
	if q.Limit == f.Usual {
		q.Limit = 0
	}
	if f.Calendar {
		q.Sort = opportunity.ByRevised
	}
	return choice.Address(f.Path, q)
}

// pageAfter is the address of the page of a feed of q that a cursor names.
func (f FeedForm) pageAfter(q opportunity.Query, cursor string) string {
	q.Cursor = cursor
	return f.own(q)
}

// MediaType is that of the format without parameters: readers that look for feeds compare it so.
func (f FeedForm) MediaType() string {
	mediaType, _, _ := strings.Cut(f.format().MediaType, ";")
	return mediaType
}

func (f FeedForm) format() feeds.Format {
	for _, known := range feeds.Formats() {
		if known.Extension == f.Extension {
			return known
		}
	}
	return feeds.Formats()[0]
}
