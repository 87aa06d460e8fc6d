package mend

import (
	"regexp"
	"slices"
	"strings"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
	"koubo/sources"
)

const (
	mostWords  = 3   // lines or names that are shown of what stands in the place of a field
	longestRow = 100 // characters of a line that is shown
)

// lostRows reports whether the rows of an address have lost a field.
func (c Case) lostRows(address string) bool {
	return slices.ContainsFunc(c.Lost, func(l Loss) bool { return l.List == address })
}

// lookAtRows notes what the rows of a list have now of what they lost.
func (c Case) lookAtRows(address string, r reading) {
	for i := range c.Lost {
		l := &c.Lost[i]
		if l.List != address {
			continue
		}
		has, title := r.own.dated, r.own.undated
		if l.Field == sources.FieldTitle {
			has, title = r.own.open, r.own.first
		}
		l.Found = Standing{As: NowGone, Pages: r.own.items, Lack: r.own.items - has, URL: address, Title: title}
		switch {
		case r.own.items == 0:
			l.Found = Standing{As: NowUnread, URL: address}
		case 2*l.Found.Lack <= r.own.items:
			l.Found.As = NowRead
		}
	}
}

// lookAtPages notes what stands on the pages of the latest calls in the place of what the records lost. found are the labels that
// were found for it.
func (c Case) lookAtPages(pages []callPage, found []Proposal) {
	for i := range c.Lost {
		n := slices.IndexFunc(labelRules, func(r labelRule) bool { return r.field == c.Lost[i].Field })
		if c.Lost[i].List != "" || n < 0 {
			continue
		}
		c.Lost[i].Found = labelRules[n].standing(pages)
		for _, p := range found {
			if label, ok := strings.CutPrefix(p.Fields[string(c.Lost[i].Field)], page.LabelPrefix); ok {
				c.Lost[i].Found.As, c.Lost[i].Found.Words = NowLabel, []string{label}
			}
		}
	}
}

// standing says where the words of a field stand on most of the pages that lack it; the latest of these is shown.
func (r labelRule) standing(pages []callPage) Standing {
	all := map[Place][]Standing{}
	lack := 0
	for _, p := range pages {
		if r.isRead(p.read("", "")) {
			continue
		}
		lack++
		s := r.standingOn(p)
		all[s.As] = append(all[s.As], s)
	}
	switch {
	case len(pages) == 0:
		return Standing{As: NowUnread}
	case 2*lack <= len(pages):
		return Standing{As: NowRead, Pages: len(pages), Lack: lack}
	}
	most := NowText
	for _, as := range []Place{NowForm, NowFiles, NowGone} {
		if len(all[as]) > len(all[most]) {
			most = as
		}
	}
	s := all[most][0]
	s.Pages, s.Lack = len(pages), lack
	return s
}

// form is a line that leads to a form to ask by.
var form = regexp.MustCompile(`(?:問い?合わ?せ|メール|質問).{0,12}フォーム|フォーム.{0,12}問い?合わ?せ|問い?合わ?せは?こちら`)

// standingOn says where the words of a field stand on a page that lacks it.
func (r labelRule) standingOn(p callPage) Standing {
	s := Standing{As: NowGone, URL: p.draft.URL, Title: p.draft.Title}
	lines := strings.FieldsFunc(p.draft.Text, func(c rune) bool { return c == '\n' || c == '\v' })
	if s.Words = linesThat(r.traces, lines); len(s.Words) > 0 {
		s.As = NowText
		return s
	}
	if r.field == sources.FieldContact {
		if s.Words = linesThat(form, lines); len(s.Words) > 0 {
			s.As = NowForm
			return s
		}
	}
	for _, a := range p.draft.Attachments[:min(mostWords, len(p.draft.Attachments))] {
		s.As, s.Words = NowFiles, append(s.Words, page.Clip(a.Title, longestRow))
	}
	return s
}

// linesThat returns the first lines that a form fits.
func linesThat(fits *regexp.Regexp, lines []string) (found []string) {
	for _, text := range lines {
		if len(found) < mostWords && fits.MatchString(jtext.Fold(text)) {
			found = append(found, page.Clip(strings.TrimPrefix(text, "# "), longestRow))
		}
	}
	return found
}
