package part

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// partLine is an element that may say the title of an announcement.
type partLine struct {
	at   int
	key  string // its text, as titleKey gives it
	head bool   // markup calls it a heading or a term
	to   int    // where the link of a table of contents leads, -1 for what is none
}

// Bounds of what may be a title, in bytes.
const (
	maxPartTitle = 600
	minPartTitle = 6
	minMark      = 4    // bytes: A区
	maxPartLines = 5000 // of a page
)

// titleKey is the form in which titles of lists and pages are compared.
func titleKey(s string) string {
	return strings.ToLower(strings.ReplaceAll(jtext.Fold(s), " ", ""))
}

// isHead reports whether an element names what follows it or what it stands in.
func isHead(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Dt, atom.Summary, atom.Caption, atom.Legend:
		return true
	}
	return page.HeadingLevel(n) > 0
}

// isLine reports whether an element may be a line of its own.
func isLine(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Li, atom.Td, atom.Th, atom.Div, atom.Strong, atom.B, atom.Font, atom.Span, atom.Dd, atom.Center, atom.A, atom.Button:
		return true
	}
	return false
}

// readLines lists what may be a title.
func (p *partPage) readLines() {
	for at := 0; at < len(p.nodes) && len(p.lines) < maxPartLines; at++ {
		n := p.nodes[at]
		if n.Type != html.ElementNode {
			continue
		}
		if part := page.LandmarkOf(n); part == page.CrumbPart || n.DataAtom == atom.Nav && len(page.LinksIn(n)) > 0 && !p.leadsInside(n) || n.DataAtom == atom.Footer {
			at = p.end[at] - 1
			continue
		}
		size := p.size(at)
		if size < minMark || size > maxPartTitle || !isHead(n) && !isLine(n) {
			continue
		}
		line := partLine{at: at, head: isHead(n), to: -1}
		if n.DataAtom == atom.A {
			if line.to = p.target(page.Attribute(n, "href")); line.to < 0 {
				continue
			}
		} else if !line.head && p.leadsInside(n) {
			continue // an entry of a table of contents, whose link is a line itself
		}
		line.key = titleKey(p.words(at, maxPartTitle))
		p.lines = append(p.lines, line)
	}
}

// leadsInside reports whether a link in n leads to another place of the page.
func (p *partPage) leadsInside(n *html.Node) bool {
	at := p.place[n]
	for i := at; i < p.end[at]; i++ {
		if p.nodes[i].DataAtom == atom.A && strings.HasPrefix(page.Attribute(p.nodes[i], "href"), "#") {
			return true
		}
	}
	return false
}

// target returns the place that a link within the page leads to, -1 where it leads elsewhere or nowhere.
func (p *partPage) target(href string) int {
	fragment, ok := strings.CutPrefix(strings.TrimSpace(href), "#")
	if !ok || fragment == "" {
		return -1
	}
	if at, ok := p.ids[fragment]; ok {
		return at
	}
	if plain, err := url.PathUnescape(fragment); err == nil {
		if at, ok := p.ids[plain]; ok {
			return at
		}
	}
	return -1
}
