package crawler

import (
	"context"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/sources"
)

const maxAttachments = 2 // of one announcement, read for deadlines that its page does not name

// termsWords are titles of attachments that state a call's terms, best first.
var termsWords = []string{"募集要項", "募集要領", "公募要領", "公募要項", "実施要領", "実施要項", "要領", "要項", "公告", "募集案内", "手引"}

// paper is what a document of an announcement reads to.
type paper struct {
	text      string
	err       error
	validator sources.Validator
	named     bool // a deadline that its page does not name
}

// withAttachments makes the record of a draft, with the text of the documents that state the terms where the page itself
// names no deadline; each is asked for once, and kept in papers by its address. unread says that one of them could not be read; one
// that may be at a later visit goes before one that is gone or broken.
func (r *reader) withAttachments(ctx context.Context, d opportunity.Draft, papers map[string]paper, ref jdate.Date) (full opportunity.Draft, record opportunity.Opportunity, unread error) {
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
			read := r.attachment(ctx, a, papers)
			if read.err != nil {
				if unread == nil || mayPass(read.err) {
					unread = read.err
				}
				continue
			}
			d.Text += "\n" + opportunity.PageMark(0) + "\n\n# " + a.Title + "\n" + read.text
			if record = r.normalize(d, ref); !record.LacksDeadline() {
				read.named = true
				papers[a.URL] = read
				return d, record, unread
			}
		}
	}
	return d, record, unread
}

// attachment reads a document of an announcement, or takes it from those that were read.
func (r *reader) attachment(ctx context.Context, a opportunity.Attachment, papers map[string]paper) (p paper) {
	if p, known := papers[a.URL]; known {
		return p
	}
	resp, err := r.getWhole(ctx, a.URL)
	if p.err = err; err == nil {
		p.validator = resp.Validator
		p.text, p.err = r.pdfText(ctx, resp.Page.Body)
	}
	if p.err != nil {
		r.problem(a.URL, p.err)
	}
	papers[a.URL] = p
	return p
}

// document is one that named the deadline of a draft, with the draft's place.
type document struct {
	place     int
	address   string
	validator sources.Validator
}

// naming is the document that named a deadline, with its address; "" for none.
func naming(papers map[string]paper) (address string, p paper) {
	for address, p := range papers {
		if p.named {
			return address, p
		}
	}
	return "", paper{}
}

// documentChanged reports whether the document that names the deadline of an open call of the task is another than was read: some are
// replaced in place, and their page stays as it was. It is asked for conditionally, and as often as the page of an open call.
func (r *reader) documentChanged(ctx context.Context, found *results, t *task) bool {
	for _, k := range t.known {
		v := found.memory.Validators[k.Document]
		if k.Document == "" || !k.OpenAt(r.at) || !v.Sent() || r.since(v.Fetched) < openCheck && !(k.Deadline.Sub(r.at) < soon && r.since(v.Fetched) >= soonCheck) {
			continue
		}
		resp, err := r.get(ctx, k.Document, &v)
		read := err == nil && resp.Status == 200
		if read && !resp.NotModified && !isOlderCopy(v, resp.Validator, r.at) {
			return true
		}
		v.Fetched = r.at // what cannot be read now is known from before
		found.visit.Validators[k.Document] = v
	}
	return false
}

// documentOf is the address of the document that named the deadline of a draft, "" for none; what makes its next request conditional is kept.
func (rs *results) documentOf(o *outcome, place int) string {
	for _, d := range o.documents {
		if d.place == place {
			rs.visit.Validators[d.address] = d.validator
			return d.address
		}
	}
	return ""
}
