package mend

import (
	"strings"
	"unicode/utf8"

	"koubo/opportunity"
	"koubo/opportunity/extract/classify"
	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// recall knows announcements again, by address or by title.
type recall struct {
	pages  map[string]int // identity of an address → which one it is
	titles []string
}

func newRecall(known []opportunity.Draft) recall {
	r := recall{pages: map[string]int{}}
	for n, d := range known {
		r.pages[opportunity.PartKey(d.URL, d.Part)] = n
		r.titles = append(r.titles, d.Title)
	}
	return r
}

// find says which of the known announcements a draft is.
func (r recall) find(d opportunity.Draft) (which int, ok bool) {
	key := opportunity.IdentityKey(d.URL)
	if d.InList {
		key = opportunity.PartKey(d.URL, d.Title)
	}
	if n, ok := r.pages[key]; ok {
		return n, true
	}
	for n, title := range r.titles {
		if opportunity.SameTitle(title, d.Title) || endsInTitle(d.Title, title) {
			return n, true
		}
	}
	return 0, false
}

// fewRunes is how long a title is at least that is known again behind words that were put before it.
const fewRunes = 14

// endsInTitle reports whether a title is a known one with words before it: 【令和8年度】, the department.
func endsInTitle(title, known string) bool {
	title, known = strings.ReplaceAll(jtext.Key(title), " ", ""), strings.ReplaceAll(jtext.Key(known), " ", "")
	return utf8.RuneCountInString(known) >= fewRunes && strings.HasSuffix(title, known)
}

// measure is what a reading of a page or feed found.
type measure struct {
	items, known, open, dated int
	which                     map[int]bool // known announcements
	first, undated            string       // titles of the first, and of the first without a date
}

func (r recall) measure(drafts []opportunity.Draft) (m measure) {
	m.items, m.which = len(drafts), map[int]bool{}
	for i, d := range drafts {
		if i == 0 {
			m.first = d.Title
		}
		if n, ok := r.find(d); ok {
			m.known++
			m.which[n] = true
		}
		if v := classify.Triage(d.Title, "", d.Categories); v.Keep && !v.Undecided {
			m.open++
		}
		if d.Published != "" || d.Updated != "" {
			m.dated++
		} else if m.undated == "" {
			m.undated = d.Title
		}
	}
	return m
}

// beyond counts the known announcements that are not among others.
func (m measure) beyond(others map[int]bool) (n int) {
	for which := range m.which {
		if !others[which] {
			n++
		}
	}
	return n
}

// proves reports whether a reading shows the source's list or feed: known announcements stand on it or, where none is known any
// more, several and some that invite.
func (r recall) proves(m measure) bool {
	if len(r.titles) == 0 {
		return m.items >= 3 && m.open > 0
	}
	return m.known > 0 && (m.items >= 2 || len(r.titles) == 1)
}

// isBetter reports whether a reading shows more than another: known announcements first, then titles that invite, then dates.
func (m measure) isBetter(than measure) bool {
	switch {
	case m.known != than.known:
		return m.known > than.known
	case m.open != than.open:
		return m.open > than.open
	case m.items != than.items:
		return m.items > than.items
	}
	return m.dated > than.dated
}

func (r recall) measureListing(l page.Listing, err error) measure {
	if err != nil {
		return measure{}
	}
	return r.measure(l.Drafts)
}
