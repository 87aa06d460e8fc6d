package crawler

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	"koubo/crawler/column"
	"koubo/opportunity"
	"koubo/opportunity/extract"
	"koubo/opportunity/jdate"
	"koubo/parsers/detail"
	"koubo/parsers/list"
	"koubo/parsers/page"
	"koubo/parsers/page/frame"
	"koubo/parsers/part"
	"koubo/sources"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

var errNoText = errors.New("the document holds no text that can be read here")

// readPart is what a page, or one of its parts, reads to.
type readPart struct {
	draft  opportunity.Draft
	before *opportunity.Draft // what it reads to in the way in which it was read before; nil where that is the same, or it never was
	clock  uint32             // see outcome.frame
	unsure bool               // see detail.Reading
	apart  bool               // the page tells it apart from others
	frames []string           // addresses of the page's frames
	hollow error              // why nothing stands on it, where its frames may hold something
	unread error              // why one of its frames could not be read
}

// readHTML reads a page, or one of its parts, without what its host repeats on every page.
func (r *reader) readHTML(t task, p page.Page, whole bool) (one readPart, err error) {
	doc, err := page.ParseContent(p, r.src.Charset)
	if err != nil {
		return one, err
	}
	k := t.known[0]
	before := k.Frame
	if k.ID == "" || k.Pending {
		before = frame.Now // it was not read before
	}
	found, err := r.frame.Page(doc, whole, before)
	if err != nil {
		return one, err
	}
	if whole && hasFrames(doc) {
		one.frames = list.Frames(doc)
	}
	reading, err := detail.ReadMarked(doc, r.src.Selectors, found.Marks)
	if err != nil && len(one.frames) > 0 {
		one.hollow, err = err, nil
	}
	one.draft, one.clock, one.unsure = reading.Draft, found.Clock, reading.Unsure && whole
	if err == nil && found.Before != nil {
		before, err := detail.ReadMarked(doc, r.src.Selectors, *found.Before)
		if err == nil {
			one.before = &before.Draft
		}
	}
	return one, err
}

// hasFrames reports whether a page embeds others, which few do.
func hasFrames(doc *page.Document) (has bool) {
	page.Walk(doc.Root, func(n *html.Node) bool {
		has = has || n.DataAtom == atom.Frame || n.DataAtom == atom.Iframe || n.DataAtom == atom.Object
		return !has
	})
	return has
}

// readDrafts reads a page, or a document that a list links directly: one draft, or several where the page tells announcements
// apart. of says for each announcement of the task which one is its.
func (r *reader) readDrafts(ctx context.Context, t task, p page.Page) (read []readPart, of []int, err error) {
	of = make([]int, len(t.items))
	if isPDF(p) {
		text, err := r.pdfText(ctx, p.Body)
		if err != nil {
			return nil, nil, err
		}
		r.parsers.Run(func() {
			defer recoverAs(&err)
			d := detail.ReadText(p.URL, text)
			d.Title = "" // the list names the call more fully than a paper, which may be but 入札公告
			read = append(read, readPart{draft: d})
		})
		return read, of, err
	}
	if !isText(p) {
		return nil, nil, errNoText
	}
	pages, apart := []page.Page{p}, false
	r.parsers.Run(func() {
		defer recoverAs(&err)
		if wanted := wantedParts(t); len(wanted) > 1 {
			if parts, ok := part.Read(p, r.src.Charset, wanted); ok {
				if distinct, which := distinctPages(parts[:len(t.items)]); len(distinct) > 0 {
					pages, of, apart = distinct, which, true
				}
			}
		}
		for _, p := range pages {
			var one readPart
			if one, err = r.readHTML(t, p, !apart); err != nil {
				return
			}
			one.apart = len(pages) > 1
			read = append(read, one)
		}
	})
	return read, of, err
}

// distinctPages returns the pages that are not empty, each once, and for each page its place among them, -1 for an empty one.
func distinctPages(pages []page.Page) (distinct []page.Page, of []int) {
	for _, p := range pages {
		place := -1
		if len(p.Body) > 0 {
			place = slices.IndexFunc(distinct, func(d page.Page) bool { return bytes.Equal(d.Body, p.Body) })
			if place < 0 {
				place = len(distinct)
				distinct = append(distinct, p)
			}
		}
		of = append(of, place)
	}
	return distinct, of
}

// wantedParts are the announcements of a task, then the others that are remembered of its page: where one begins, another
// ends.
func wantedParts(t task) (wanted []part.Part) {
	for _, i := range t.items {
		wanted = append(wanted, part.Part{Fragment: i.fragment, Title: i.draft.Title})
	}
	if t.items[0].draft.Part == "" && len(t.items) == 1 {
		return wanted
	}
	return append(wanted, t.beside...)
}

// complete adds to an outcome what was read of announcement n of its task.
func (r *reader) complete(ctx context.Context, t task, o *outcome, n int, p readPart) {
	seen := jdate.DateOf(t.known[n].FirstSeen)
	merged := func(own opportunity.Draft) opportunity.Draft {
		d := mergeDetail(t.items[n].draft, own)
		if !p.apart {
			d.Part = t.known[n].Part // the page does not tell it apart now: it stays what it was
		}
		return d
	}
	papers := map[string]paper{}
	completed := func(own opportunity.Draft) (opportunity.Draft, opportunity.Opportunity) {
		d, record, unread := r.withAttachments(ctx, merged(own), papers, seen)
		d, record = r.withListed(d, record, column.With(t.items[n].draft.Fields, t.known[n].Listed), seen)
		unread = passingFirst(p.unread, unread)
		if unread != nil && !mayPass(unread) && (!record.LacksDeadline() || t.known[n].Deadline.IsZero()) {
			unread = nil // nothing is lost by it
		}
		o.incomplete = passingFirst(o.incomplete, unread)
		return d, record
	}
	d, record := completed(p.draft)
	if address, named := naming(papers); address != "" {
		o.documents = append(o.documents, document{len(o.drafts), address, named.validator})
	}
	if p.before != nil {
		if o.reread == nil {
			o.reread = map[int]opportunity.Opportunity{}
		}
		_, o.reread[len(o.drafts)] = completed(*p.before)
	}
	o.drafts, o.records = append(o.drafts, d), append(o.records, record)
}

func (r *reader) normalize(d opportunity.Draft, ref jdate.Date) (record opportunity.Opportunity) {
	r.parsers.Run(func() { record, _ = extract.NormalizeIn(d, extract.Context{Seen: ref, Titles: r.titles}) })
	return record
}

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
// names no deadline; each is asked for once, and kept in papers by its address. unread says that one of them could not be read; see
// passingFirst.
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
				unread = passingFirst(unread, read.err)
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

// withListed makes the record of a draft whose page and documents name no deadline, with what the columns of its list state.
func (r *reader) withListed(d opportunity.Draft, record opportunity.Opportunity, listed []opportunity.Field, ref jdate.Date) (opportunity.Draft, opportunity.Opportunity) {
	if len(listed) == 0 || !record.LacksDeadline() {
		return d, record
	}
	full := d
	for _, f := range listed {
		if f.Label == "" { // nothing says what day it is
			continue
		}
		full.Text += "\n" + f.Label + "\t" + f.Value
	}
	if told := r.normalize(full, ref); !told.LacksDeadline() {
		return full, told
	}
	return d, record
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
