package extract

import (
	"slices"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
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

// resultPaper is the title of a paper that tells how a call ended: 令和7年度の審査結果.
var resultPaper = jtext.MustPattern(`結果|実績|報告書|講評|採択`)

// leaveFormerResults takes out the papers on how the calls of earlier fiscal years ended, which an open call shows for reference.
func (o *record) leaveFormerResults() {
	if o.Published == "" || o.Stage == opportunity.Result || resultPaper.MatchString(o.Title) {
		return
	}
	o.Attachments = slices.DeleteFunc(o.Attachments, func(a opportunity.Attachment) bool {
		if !resultPaper.MatchString(a.Title) {
			return false
		}
		years := jdate.Read(jtext.Narrow(a.Title), &jdate.Calendar{Ref: o.Published}, false)
		return len(years) > 0 && years[0].Fiscal && years[0].End < o.Published
	})
}
