package crawler

import (
	"bytes"
	"context"
	"net/url"
	"slices"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/parsers"
	"koubo/sources"
)

// mergeDetail joins what a list said of an announcement with what its own page says. The page has the word, but for a
// title that names only the site or the section.
func mergeDetail(listed, own opportunity.Draft) opportunity.Draft {
	own.Source, own.Issuer, own.URL = listed.Source, listed.Issuer, listed.URL
	if !tellsMore(own.Title, listed.Title) {
		own.Title = listed.Title
	}
	own.Categories = append(own.Categories, listed.Categories...)
	own = bothDrafts(own, opportunity.Draft{Summary: listed.Summary, Department: listed.Department})
	if day := listedDay(listed.Published); own.Published == "" && (day == "" || day != listedDay(own.Updated)) {
		own.Published = listed.Published // a feed's date that is the page's last change is none
	}
	own.Detail = opportunity.DetailRead
	return own
}

// tellsMore says whether the page's own heading may stand for the title under which the list announced it: the two share
// a run of characters, as a heading that names only the site or the section does not.
func tellsMore(heading, listed string) bool {
	if heading == "" || listed == "" {
		return heading != ""
	}
	const run = 4
	h, l := []rune(strings.Join(strings.Fields(heading), "")), strings.Join(strings.Fields(listed), "")
	if len(h) < run {
		return strings.Contains(l, string(h)) && 2*len(h) >= len([]rune(l))
	}
	for i := 0; i+run <= len(h); i++ {
		if strings.Contains(l, string(h[i:i+run])) {
			return true
		}
	}
	return false
}

// refreshed follows one <meta http-equiv="refresh">, the redirect of those who cannot configure their server.
func (v *visit) refreshed(ctx context.Context, a Answer) (Answer, error) {
	head := a.Page.Body[:min(len(a.Page.Body), 4096)]
	if !bytes.Contains(head, []byte("efresh")) && !bytes.Contains(head, []byte("EFRESH")) {
		return a, nil
	}
	doc, err := parsers.ParseDocument(a.Page, "")
	if err != nil {
		return a, nil
	}
	target, ok := parsers.MetaRefresh(doc)
	from, errFrom := url.Parse(a.Page.URL)
	to, errTo := url.Parse(target)
	if !ok || errFrom != nil || errTo != nil || from.String() == to.String() || !sameSite(from, to) {
		return a, nil
	}
	next, err := v.session.get(ctx, target, sources.Validator{})
	next.Validator = sources.Validator{Fetched: a.Validator.Fetched} // the first page does not tell whether the second changed
	return next, err
}

const maxAttachments = 2 // of one announcement, read for deadlines that its page does not name

// callWords are titles of attachments that state a call's terms, best first.
var callWords = []string{"募集要項", "募集要領", "公募要領", "公募要項", "実施要領", "実施要項", "要領", "要項", "公告", "募集案内", "手引"}

// withAttachments adds the text of the documents that state the terms where the page itself names no deadline. record is
// what the draft makes as it is.
func (v *visit) withAttachments(ctx context.Context, d opportunity.Draft, record opportunity.Opportunity, ref jdate.Date) (opportunity.Draft, opportunity.Opportunity) {
	if v.opt.PDFText == nil {
		return d, record
	}
	read := 0
	for _, word := range callWords {
		for _, a := range d.Attachments {
			if read == maxAttachments || !wantsTerms(record) {
				return d, record
			}
			if !strings.Contains(a.Title, word) || !strings.Contains(a.MediaType, "pdf") {
				continue
			}
			read++
			text, err := v.attachment(ctx, a)
			if err != nil {
				v.problem(a.URL, err)
				continue
			}
			d.Text += "\n\n# " + a.Title + "\n" + text
			record = v.normalize(d, ref)
		}
	}
	return d, record
}

// wantsTerms says whether a record is an open call that names no deadline.
func wantsTerms(r opportunity.Opportunity) bool {
	return r.IsOpportunity && !r.Rolling && !slices.ContainsFunc(r.Deadlines, func(d opportunity.Deadline) bool {
		return d.Role == opportunity.Submission || d.Role == opportunity.Registration
	})
}

func (v *visit) attachment(ctx context.Context, a opportunity.Attachment) (string, error) {
	answer, err := v.session.get(ctx, a.URL, sources.Validator{})
	if err == nil && answer.Status != 200 {
		err = badStatus(answer.Status)
	}
	if err != nil {
		return "", err
	}
	return v.pdfText(ctx, answer.Page.Body)
}
