package feeds

import (
	"mime"
	"strings"

	"koubo/feeds/plain"
	"koubo/opportunity"
)

// attachmentsOf returns the attachments that may be linked, as the formats carry them: escaped addresses, titles on one
// line, media types that are ones (RFC 9110 §8.3.1), sizes that are not negative.
func attachmentsOf(o opportunity.Opportunity) []opportunity.Attachment {
	var kept []opportunity.Attachment
	for _, a := range o.Attachments {
		if a.URL = plain.Link(a.URL); a.URL == "" {
			continue
		}
		a.Title, a.MediaType, a.Bytes = plain.Line(a.Title), mediaType(a.MediaType), max(a.Bytes, 0)
		kept = append(kept, a)
	}
	return kept
}

// mediaType returns the type without parameters, "" where it is none.
func mediaType(declared string) string {
	if declared == "" {
		return ""
	}
	t, _, err := mime.ParseMediaType(declared)
	if err != nil || strings.Count(t, "/") != 1 {
		return ""
	}
	return t
}
