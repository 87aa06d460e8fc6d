// Package saved reads one page by itself, whatever it is: HTML, a PDF or plain text.
package saved

import (
	"bytes"
	"context"
	"strings"

	"koubo/opportunity"
	"koubo/parsers/detail"
	"koubo/parsers/page"
	"koubo/parsers/pdf"
)

// Read reads a page as a crawl would, or as plain text where its type says so. The title of a paper is its own: a crawl
// takes that of the list. The error is one of pdf.Reader's Text or of detail.Read.
func Read(ctx context.Context, reader *pdf.Reader, p page.Page) (opportunity.Draft, error) {
	switch {
	case p.ContentType == "application/pdf" || bytes.HasPrefix(p.Body, []byte("%PDF-")):
		text, err := reader.Text(ctx, "", p.Body, 0)
		if err != nil {
			return opportunity.Draft{URL: p.URL}, err
		}
		return detail.ReadText(p.URL, text), nil
	case p.ContentType == "text/plain":
		body, _ := page.Decode(p, "")
		text := string(body)
		title, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
		return opportunity.Draft{URL: p.URL, Title: title, Text: text, Detail: opportunity.DetailRead}, nil
	}
	return detail.Read(p)
}
