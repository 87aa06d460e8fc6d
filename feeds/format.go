package feeds

import (
	"io"
	"iter"

	"koubo/opportunity"
)

// Format is one way to write the records of a feed.
type Format struct {
	Name      string // of the function, in lower case
	Extension string // of file names, with the dot
	MediaType string // for the Content-Type header
	Write     func(io.Writer, Channel, []opportunity.Opportunity) error
	Entries   func(io.Writer, Channel, iter.Seq[Entry]) error // writes entries of any sort; nil where the format knows records alone
}

// Formats returns all formats of records, the one to offer first in front.
func Formats() []Format {
	return []Format{
		{"atom", ".atom", "application/atom+xml; charset=utf-8", Atom, atomOf},
		{"rss", ".rss", "application/rss+xml; charset=utf-8", RSS, rssOf},
		{"json", ".json", "application/feed+json; charset=utf-8", JSON, jsonOf},
		{"calendar", ".ics", "text/calendar; charset=utf-8", Calendar, nil},
		{"csv", ".csv", "text/csv; charset=utf-8; header=present", CSVWithBOM, nil},
		{"jsonlines", ".jsonl", "application/jsonl; charset=utf-8", jsonLines, nil},
	}
}

func jsonLines(w io.Writer, _ Channel, records []opportunity.Opportunity) error {
	return JSONLines(w, records)
}
