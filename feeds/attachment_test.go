package feeds

import (
	"testing"

	"koubo/opportunity"
)

// TestAttachmentsAreCarriedAsFormatsWantThem: with a media type that is one, on one line, of no negative size; what leads nowhere is left out.
func TestAttachmentsAreCarriedAsFormatsWantThem(t *testing.T) {
	for declared, want := range map[string]string{
		"": "", "application/pdf": "application/pdf", "Text/HTML; charset=utf-8": "text/html", "pdf": "", "a/b/c": "", "text/html; a": "", "text/html; a=1; a=2": "", "/": "", "text html": "",
	} {
		got := attachmentsOf(opportunity.Opportunity{Attachments: []opportunity.Attachment{
			{URL: "mailto:x@example.jp"}, {URL: "https://example.jp/a b.pdf", Title: " 募集\n要項 ", MediaType: declared, Bytes: -1}, {URL: "https://example.jp/c.pdf", Bytes: 7},
		}})
		if len(got) != 2 || got[0].URL != "https://example.jp/a%20b.pdf" || got[0].Title != "募集 要項" || got[0].MediaType != want || got[0].Bytes != 0 || got[1].Bytes != 7 {
			t.Errorf("%q: %+v, want %q", declared, got, want)
		}
	}
}
