package crawler

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"koubo/crawler/cause"
	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/parsers/page"
	"koubo/sources"
)

const maxAttachments = 2 // of one announcement, read for deadlines that its page does not name

// termsWords are titles of attachments that state a call's terms, best first.
var termsWords = []string{"募集要項", "募集要領", "公募要領", "公募要項", "実施要領", "実施要項", "要領", "要項", "公告", "募集案内", "手引"}

// withAttachments makes the record of a draft, with the text of the documents that state the terms where the page itself
// names no deadline. unread says that one of them was not read in time; a later visit reads it.
func (r *reader) withAttachments(ctx context.Context, d opportunity.Draft, ref jdate.Date) (full opportunity.Draft, record opportunity.Opportunity, unread error) {
	record = r.normalize(d, ref)
	if r.opt.PDFText == nil || !record.LacksDeadline() {
		return d, record, nil
	}
	tried := map[string]bool{}
	for _, word := range termsWords {
		for _, a := range d.Attachments {
			if tried[a.URL] || !strings.Contains(a.Title, word) || !strings.Contains(a.MediaType, "pdf") {
				continue
			}
			if len(tried) == maxAttachments {
				return d, record, unread
			}
			tried[a.URL] = true
			text, err := r.attachment(ctx, a)
			if err != nil {
				r.problem(a.URL, err)
				if errors.Is(err, page.ErrNotReadInTime) {
					unread = err
				}
				continue
			}
			d.Text += "\n" + opportunity.PageMark(0) + "\n\n# " + a.Title + "\n" + text
			if record = r.normalize(d, ref); !record.LacksDeadline() {
				return d, record, unread
			}
		}
	}
	return d, record, unread
}

// withListed makes the record of a draft whose page and documents name no deadline, with what the columns of its list state.
func (r *reader) withListed(d opportunity.Draft, record opportunity.Opportunity, listed []opportunity.Field, ref jdate.Date) (opportunity.Draft, opportunity.Opportunity) {
	if len(listed) == 0 || !record.LacksDeadline() {
		return d, record
	}
	full := d
	for _, f := range listed {
		full.Text += "\n" + f.Label + "\t" + f.Value
	}
	if told := r.normalize(full, ref); !told.LacksDeadline() {
		return full, told
	}
	return d, record
}

func (r *reader) attachment(ctx context.Context, a opportunity.Attachment) (string, error) {
	resp, err := r.get(ctx, a.URL, sources.Validator{})
	if err == nil && resp.Status != 200 {
		err = cause.OfStatus(resp.Status)
	}
	if err != nil {
		return "", err
	}
	return r.pdfText(ctx, resp.Page.Body)
}

func (r *reader) pdfText(ctx context.Context, body []byte) (string, error) {
	if r.opt.PDFText == nil {
		return "", errNoText
	}
	return r.opt.PDFText(ctx, r.src.ID, body)
}

func isPDF(p page.Page) bool {
	return strings.Contains(strings.ToLower(p.ContentType), "pdf") || len(p.Body) > 5 && string(p.Body[:5]) == "%PDF-"
}

// isText reports whether a page can be HTML or plain text. Servers that name no type send HTML, and some name a wrong one.
func isText(p page.Page) bool {
	t := strings.ToLower(p.ContentType)
	return t == "" || http.DetectContentType(p.Body[:min(len(p.Body), 512)]) == "text/html; charset=utf-8" || strings.HasPrefix(t, "text/") || strings.Contains(t, "html") || strings.Contains(t, "xml")
}
