package mend

import (
	"koubo/opportunity"
	"koubo/opportunity/extract/classify"
	"koubo/parsers/page"
)

// recall knows announcements again, by address or by title.
type recall struct {
	pages  map[string]bool
	titles []string
}

func newRecall(known []opportunity.Draft) recall {
	r := recall{pages: map[string]bool{}}
	for _, d := range known {
		r.pages[opportunity.IdentityKey(d.URL)] = true
		r.titles = append(r.titles, d.Title)
	}
	return r
}

func (r recall) knows(d opportunity.Draft) bool {
	if r.pages[opportunity.IdentityKey(d.URL)] {
		return true
	}
	for _, title := range r.titles {
		if opportunity.SameTitle(title, d.Title) {
			return true
		}
	}
	return false
}

// measure is what a reading of a page or feed found.
type measure struct{ items, known, open, dated int }

func (r recall) measure(drafts []opportunity.Draft) (m measure) {
	m.items = len(drafts)
	for _, d := range drafts {
		if r.knows(d) {
			m.known++
		}
		if v := classify.Triage(d.Title, "", d.Categories); v.Keep && !v.Undecided {
			m.open++
		}
		if d.Published != "" || d.Updated != "" {
			m.dated++
		}
	}
	return m
}

// proves reports whether a reading shows the source's list or feed: known announcements stand on it or, where none is known any
// more, several and some that invite.
func (r recall) proves(m measure) bool {
	if len(r.titles) == 0 {
		return m.items >= 3 && m.open > 0
	}
	return m.known > 0 && (m.items >= 2 || len(r.titles) == 1)
}

// isBetter reports whether a reading shows more than another: known announcements first, then dates.
func (m measure) isBetter(than measure) bool {
	switch {
	case m.known != than.known:
		return m.known > than.known
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
