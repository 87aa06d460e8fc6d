package part

import (
	"net/url"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity"
	"koubo/parsers/page"
)

// minCall is how much text of its own, in bytes, an announcement has that stands on the list's own page.
const minCall = 60

// StandingHere returns those of the drafts, whose links lead to places of the page itself, that stand there as announcements:
// apart from one another, each with a deadline and words of its own, and not as a list of further links.
func StandingHere(doc *page.Document, drafts []opportunity.Draft) (here []opportunity.Draft) {
	if len(drafts) < 2 || len(drafts) > page.MaxPerAddress {
		return nil
	}
	var wanted []Part
	for _, d := range drafts {
		part := Part{Title: d.Title}
		if u, err := url.Parse(d.URL); err == nil {
			part.Fragment = u.Fragment
		}
		wanted = append(wanted, part)
	}
	p := newPartPage(doc)
	sections := p.sections(wanted)
	for _, s := range sections {
		if len(sections) > 1 && p.isCall(s) {
			here = append(here, drafts[s.wanted[0]])
		}
	}
	return here
}

// isCall reports whether a section is an announcement in itself.
func (p *partPage) isCall(s *section) bool {
	text, pages, deadline := 0, 0, false
	for at := s.from; at < s.to; at++ {
		switch n := p.nodes[at]; {
		case n.DataAtom == atom.A && page.Attribute(n, "href") != "" && !page.IsFileLink(n):
			pages++
			at = p.end[at] - 1
		case n.Type == html.TextNode:
			text += len(n.Data)
			deadline = deadline || page.DeadlineColumn.MatchString(n.Data)
		}
	}
	return deadline && text >= minCall && pages < 3
}
