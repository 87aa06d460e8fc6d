package feeds

import (
	"io"

	"koubo/opportunity"
)

// Format is one way to write the records of a feed.
type Format struct {
	Name      string // of the function, in lower case
	Extension string // of file names, with the dot
	MediaType string // for the Content-Type header
	Write     func(io.Writer, Channel, []opportunity.Opportunity) error
}

// Formats returns all formats of records, the one to offer first in front.
func Formats() []Format {
	return []Format{
		{"atom", ".atom", "application/atom+xml; charset=utf-8", Atom},
		{"rss", ".rss", "application/rss+xml; charset=utf-8", RSS},
		{"json", ".json", "application/feed+json; charset=utf-8", JSON},
		{"calendar", ".ics", "text/calendar; charset=utf-8", Calendar},
		{"csv", ".csv", "text/csv; charset=utf-8; header=present", CSVWithBOM},
		{"jsonlines", ".jsonl", "application/jsonl; charset=utf-8", jsonLines},
	}
}

func jsonLines(w io.Writer, _ Channel, records []opportunity.Opportunity) error {
	return JSONLines(w, records)
}
