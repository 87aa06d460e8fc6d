package discover

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/parsers/page"
)

// linkCollector gathers the links of a page.
type linkCollector struct {
	doc   *page.Document
	sheet *sheet
}

func (c *linkCollector) collect(n *html.Node, crumb bool) {
	switch n.DataAtom {
	case atom.A, atom.Area:
		c.add(page.Attribute(n, "href"), words(n), crumb)
	case atom.Frame:
		if address, err := c.doc.Resolve(page.Attribute(n, "src")); err == nil {
			c.sheet.frames = append(c.sheet.frames, address)
		}
	case atom.Link:
		c.addAlternate(n)
	}
	if n.Type == html.ElementNode && page.LandmarkOf(n) == page.CrumbPart {
		crumb = true
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.collect(child, crumb)
	}
}

func (c *linkCollector) add(href, text string, crumb bool) {
	address, err := c.doc.Resolve(href)
	if err != nil || c.doc.LeadsHere(address) {
		return
	}
	l := newLink(address, text)
	l.crumb = crumb
	c.sheet.links = append(c.sheet.links, l)
}

// addAlternate notes a feed that the page's head names (RFC 8288, relation type alternate).
func (c *linkCollector) addAlternate(n *html.Node) {
	if !strings.Contains(strings.ToLower(page.Attribute(n, "rel")), "alternate") {
		return
	}
	kind := strings.ToLower(page.Attribute(n, "type"))
	if !strings.Contains(kind, "rss") && !strings.Contains(kind, "atom") && !strings.Contains(kind, "rdf") && !strings.Contains(kind, "feed+json") {
		return
	}
	if address, err := c.doc.Resolve(page.Attribute(n, "href")); err == nil {
		c.sheet.feeds = append(c.sheet.feeds, newLink(address, page.Attribute(n, "title")))
	}
}

// words is what a link says: its text, else that of its pictures, else its title.
func words(n *html.Node) string {
	text := page.TextOf(n)
	if text == "" {
		page.Walk(n, func(in *html.Node) bool {
			if in.DataAtom == atom.Img || in.DataAtom == atom.Area {
				text = page.Collapse(text + " " + page.Attribute(in, "alt"))
			}
			return true
		})
	}
	if text == "" {
		text = page.Attribute(n, "title")
	}
	return text
}
