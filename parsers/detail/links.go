package detail

import (
	"strings"

	"golang.org/x/net/html"

	"koubo/parsers/page"
)

// link reads an anchor, and notes where it leads.
func (r *reader) link(i int) {
	n := r.o.blocks[i].node
	href := strings.TrimSpace(page.Attribute(n, "href"))
	if address, ok := mailAddress(n, href); ok {
		before := len(r.buf)
		r.children(i)
		if before > len(r.buf) || !strings.Contains(string(r.buf[before:]), "@") {
			r.mails = append(r.mails, address)
		}
		return
	}
	if href == "" || href[0] == '#' {
		r.children(i)
		return
	}
	if r.space && len(r.buf) > 0 {
		r.buf = append(r.buf, ' ')
		r.space = false
	}
	mark, lines := len(r.links), len(r.lines)
	r.links = append(r.links, anchor{href: href, from: len(r.buf), typeOfLink: linkType(n)})
	r.children(i)
	if len(r.lines) > lines {
		return // the link holds blocks of its own: it went with the first of their lines
	}
	here := &r.links[mark]
	if len(r.buf) == here.from {
		r.write(here.icon)
	}
	here.to = len(r.buf)
}

// image notes the alternative text of an icon inside a link, which may be all that names the document.
func (r *reader) image(n *html.Node) {
	alt := page.Collapse(page.Attribute(n, "alt"))
	if last := len(r.links) - 1; last >= 0 && r.links[last].to == 0 && alt != "" && r.links[last].icon == "" {
		r.links[last].icon = alt
	}
}
