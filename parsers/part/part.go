// Package part takes a page apart on which several announcements stand.
package part

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/parsers/page"
)

// Part is one of several announcements that a list names at one address.
type Part struct {
	Fragment string // of the link, as it stands there, with or without "#"; "" for none
	Title    string // of the link
}

// Read takes a page on which several announcements stand apart: by fragments that name an anchor or an element, by
// headings, terms, rows of a table or lines that say a title. For each wanted part it returns a page of that announcement
// alone, in UTF-8: its heading as title and h1, its section, and what the page says for all of them (what stands before the
// first, whom to ask). A part that is not on the page has an empty Body. Parts that mean the same announcement (a call and
// its answers) have the same page. ok is false where the page does not hold at least two announcements of those that are
// wanted (up to 200): then all mean the one announcement of the page.
func Read(p page.Page, charset string, wanted []Part) (pages []page.Page, ok bool) {
	if len(wanted) < 2 || len(wanted) > page.MaxPerAddress {
		return nil, false
	}
	doc, err := page.ParseContent(p, charset)
	if err != nil || page.BodyOf(doc.Root) == nil {
		return nil, false
	}
	on := newPartPage(doc)
	sections := on.sections(wanted)
	if len(sections) < 2 {
		return nil, false
	}
	pages = make([]page.Page, len(wanted))
	before, after := on.shared(sections)
	for _, s := range sections {
		part := page.Page{URL: p.URL, ContentType: "text/html; charset=utf-8", Body: on.build(s, before, after)}
		for _, w := range s.wanted {
			pages[w] = part
			if fragment := strings.TrimPrefix(wanted[w].Fragment, "#"); fragment != "" {
				pages[w].URL = page.WithoutFragment(p.URL) + "#" + fragment
			}
		}
	}
	return pages, true
}

// partPage is the body of a page in page order: each element and text has a place, and what is inside it stands between
// that place and its end.
type partPage struct {
	doc   *page.Document
	nodes []*html.Node
	place map[*html.Node]int
	end   []int // place after the last node inside
	text  []int // bytes of text before each place; one more than there are nodes
	ids   map[string]int
	grids map[*html.Node]*page.Grid
	lines []partLine // what may be the title of an announcement, in page order; read once
}

func newPartPage(doc *page.Document) *partPage {
	p := &partPage{doc: doc, place: map[*html.Node]int{}, ids: map[string]int{}, grids: map[*html.Node]*page.Grid{}}
	p.add(page.BodyOf(doc.Root))
	sum := 0
	for _, n := range p.nodes {
		p.text = append(p.text, sum)
		if n.Type == html.TextNode {
			sum += len(strings.TrimSpace(n.Data))
		}
	}
	p.text = append(p.text, sum)
	p.readLines()
	return p
}

// add gives n and what is inside it their places; code is left out.
func (p *partPage) add(n *html.Node) {
	at := len(p.nodes)
	p.nodes, p.end, p.place[n] = append(p.nodes, n), append(p.end, 0), at
	for _, key := range []string{"id", "name"} {
		if name := page.Attribute(n, key); name != "" && (key == "id" || n.DataAtom == atom.A) {
			if _, taken := p.ids[name]; !taken {
				p.ids[name] = at
			}
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode || c.Type == html.ElementNode && !page.IsUnread(c.DataAtom) {
			p.add(c)
		}
	}
	p.end[at] = len(p.nodes)
}

// size is how much text stands inside a node, in bytes.
func (p *partPage) size(at int) int { return p.text[p.end[at]] - p.text[at] }

// holds reports whether one node is, or stands inside, another.
func (p *partPage) holds(outer, inner int) bool { return outer <= inner && inner < p.end[outer] }

// words is the text of a node on one line, at most about limit bytes of it.
func (p *partPage) words(at, limit int) string {
	var b strings.Builder
	for i := at; i < p.end[at] && b.Len() < limit; i++ {
		switch n := p.nodes[i]; {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		case page.PartsWords(n.DataAtom):
			b.WriteByte(' ')
		case page.IsSilent(n):
			i = p.end[i] - 1
		}
	}
	return page.Collapse(b.String())
}

// parent is the place of the element around a node, -1 for the body.
func (p *partPage) parent(at int) int {
	if at == 0 {
		return -1
	}
	return p.place[p.nodes[at].Parent]
}
