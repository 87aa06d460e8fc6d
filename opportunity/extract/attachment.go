package extract

import (
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/jtext"
)

// maxBytes is the greatest size of a document that is believed, 1 TiB: a page that states more has a slip in it.
const maxBytes = 1 << 40

// attachments are those that a browser can open, each once, with clean titles and sizes in bounds.
func attachments(list []opportunity.Attachment) []opportunity.Attachment {
	var out []opportunity.Attachment
	seen := map[string]bool{}
	for _, a := range list {
		a.URL = strings.TrimSpace(a.URL)
		if !strings.HasPrefix(a.URL, "http://") && !strings.HasPrefix(a.URL, "https://") || seen[a.URL] || len(out) == maxAttachments {
			continue
		}
		seen[a.URL] = true
		a.Title = jtext.Excerpt(a.Title, maxTitle)
		if a.Bytes < 0 || a.Bytes > maxBytes {
			a.Bytes = 0
		}
		out = append(out, a)
	}
	return out
}
