package crawler

import (
	"bytes"
	"context"
	"net/url"
	"strings"

	"koubo/opportunity"
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
	head := bytes.ToLower(a.Page.Body[:min(len(a.Page.Body), 4096)])
	if !bytes.Contains(head, []byte("http-equiv")) || !bytes.Contains(head, []byte("refresh")) {
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
	next.Validator = a.Validator // the page that is asked for next time is the first
	return next, err
}

const maxAttachments = 2 // of one announcement, read for deadlines that its page does not name

// callWords are titles of attachments that state a call's terms, best first.
var callWords = []string{"募集要項", "募集要領", "公募要領", "公募要項", "実施要領", "実施要項", "要領", "要項", "公告", "募集案内", "手引"}

// withAttachments adds the text of the documents that state the terms where the page itself names no deadline.
func (v *visit) withAttachments(ctx context.Context, d opportunity.Draft) opportunity.Draft {
	if v.opt.PDFText == nil || !v.wantsTerms(d) {
		return d
	}
	read := 0
	for _, word := range callWords {
		for _, a := range d.Attachments {
			if read == maxAttachments {
				return d
			}
			if !strings.Contains(a.Title, word) || !strings.Contains(a.MediaType, "pdf") {
				continue
			}
			read++
			if text, err := v.attachment(ctx, a); err != nil {
				v.problem(a.URL, err)
			} else {
				d.Text += "\n\n# " + a.Title + "\n" + text
			}
			if !v.wantsTerms(d) {
				return d
			}
		}
	}
	return d
}

// wantsTerms says whether a draft is an open call that names no deadline.
func (v *visit) wantsTerms(d opportunity.Draft) bool {
	if len(d.Attachments) == 0 {
		return false
	}
	record, _ := v.normalize(d, "")
	if !record.IsOpportunity || record.Rolling {
		return false
	}
	for _, deadline := range record.Deadlines {
		if deadline.Role == opportunity.Submission || deadline.Role == opportunity.Registration {
			return false
		}
	}
	return true
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
