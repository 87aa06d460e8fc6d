package extract

import (
	"slices"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/jtext"
)

// withoutRadicals returns the draft with the ideographs that its radicals look like, so that no quick look at the raw
// text misses a word (中⽌).
func withoutRadicals(d opportunity.Draft) opportunity.Draft {
	d.Title, d.Summary, d.Text = ideographs(d.Title), ideographs(d.Summary), ideographs(d.Text)
	d.Fields = slices.Clone(d.Fields)
	for i, f := range d.Fields {
		d.Fields[i] = opportunity.Field{Label: ideographs(f.Label), Value: ideographs(f.Value)}
	}
	return d
}

// ideographs returns s with radicals as the ideographs they look like.
func ideographs(s string) string {
	if !jtext.HasRadical(s) {
		return s
	}
	return strings.Map(jtext.Radical, s)
}
