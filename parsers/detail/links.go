package detail

import (
	"strings"

	"golang.org/x/net/html"

	"koubo/opportunity/jtext"
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
			r.targets = append(r.targets, address)
		}
		return
	}
	if number, ok := dialled(href); ok {
		before := len(r.buf)
		r.children(i)
		if before > len(r.buf) || !page.HasDigit(string(r.buf[before:])) {
			r.targets = append(r.targets, number)
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

// dialled returns the number that a tel: link dials (RFC 3966), as it is dialled within Japan.
func dialled(href string) (number string, ok bool) {
	if len(href) <= 4 || !strings.EqualFold(href[:4], "tel:") {
		return "", false
	}
	number, _, _ = strings.Cut(strings.TrimSpace(href[4:]), ";")
	if abroad, cut := strings.CutPrefix(number, "+81"); cut {
		number = "0" + strings.TrimLeft(abroad, "-0")
	}
	return number, true
}

// image notes the alternative text of an icon inside a link, which may be all that names the document. Outside links it reads
// that of a picture of words.
func (r *reader) image(n *html.Node) {
	alt := page.Collapse(page.Attribute(n, "alt"))
	if last := len(r.links) - 1; last >= 0 && r.links[last].to == 0 {
		if alt != "" && r.links[last].icon == "" {
			r.links[last].icon = alt
		}
		return
	}
	if isWords(alt, r.isHeading) {
		r.write(alt)
	}
}

// longestPicture is the length in bytes of the longest alternative text that a picture of words has.
const longestPicture = 90

// isWords reports whether an alternative text is that of a picture of words that count: a telephone number, the page's own date,
// or in a heading whom to ask.
func isWords(alt string, inHeading bool) bool {
	if alt == "" || len(alt) > longestPicture {
		return false
	}
	return inHeading && page.HasContactLabel(alt) ||
		page.HasDigit(alt) && (phoneWords.MatchString(jtext.Fold(alt)) || stampBefore.MatchString(alt) || stampAfter.MatchString(alt))
}

// phoneWords is a telephone number with its label, in folded text.
var phoneWords = jtext.MustPattern(`(?:電話|(?i:tel)|℡|☎|直通|内線)[^0-9]{0,8}\(?0[0-9]{1,4}[-()]`)
