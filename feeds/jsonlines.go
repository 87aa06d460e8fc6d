package feeds

import (
	"bufio"
	"encoding/json"
	"io"

	"koubo/feeds/plain"
	"koubo/opportunity"
)

// JSONLines writes each record as one line of JSON, with the field names of opportunity.Opportunity. The values are
// those of the record, but an address that no reader may follow (javascript: and its like) is "". The errors are those
// of w.
func JSONLines(w io.Writer, records []opportunity.Opportunity) error {
	out := bufio.NewWriter(w)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for _, o := range records {
		if err := enc.Encode(withSafeLinks(o)); err != nil {
			return err
		}
	}
	return out.Flush()
}

// withSafeLinks returns the record without addresses that are not http ones. The others keep their spelling.
func withSafeLinks(o opportunity.Opportunity) opportunity.Opportunity {
	if plain.Link(o.URL) == "" {
		o.URL = ""
	}
	for i, a := range o.Attachments {
		if plain.Link(a.URL) != "" {
			continue
		}
		o.Attachments = append(o.Attachments[:i:i], o.Attachments[i:]...) // a copy: the caller's stay as they are
		o.Attachments[i].URL = ""
	}
	return o
}
