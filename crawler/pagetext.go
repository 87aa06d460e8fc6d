package crawler

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"koubo/opportunity"
	"koubo/parsers"
)

var errNoText = errors.New("the document holds no text that can be read here")

// parseDetail reads a page, or a document that a list links directly, into the listed draft.
func (v *visit) parseDetail(ctx context.Context, listed opportunity.Draft, page parsers.Page) (opportunity.Draft, error) {
	if isPDF(page) {
		text, err := v.pdfText(ctx, page.Body)
		listed.Text = text
		return listed, err
	}
	if !isText(page) {
		return listed, errNoText
	}
	var own opportunity.Draft
	var err error
	v.parse(func() {
		defer recoverAs(&err)
		own, err = parsers.DetailWith(page, v.src.Charset, v.src.Selectors)
	})
	if err != nil {
		return listed, err
	}
	return mergeDetail(listed, own), nil
}

func (v *visit) pdfText(ctx context.Context, body []byte) (string, error) {
	if v.opt.PDFText == nil {
		return "", errNoText
	}
	return v.opt.PDFText(ctx, body)
}

func isPDF(p parsers.Page) bool {
	return strings.Contains(strings.ToLower(p.ContentType), "pdf") || len(p.Body) > 5 && string(p.Body[:5]) == "%PDF-"
}

// isText says whether a page can be HTML or plain text. Servers that name no type send HTML, and some name a wrong one.
func isText(p parsers.Page) bool {
	t := strings.ToLower(p.ContentType)
	return t == "" || http.DetectContentType(p.Body[:min(len(p.Body), 512)]) == "text/html; charset=utf-8" || strings.HasPrefix(t, "text/") || strings.Contains(t, "html") || strings.Contains(t, "xml")
}
