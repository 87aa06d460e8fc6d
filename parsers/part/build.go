package part

import (
	"bytes"
	"html"
	"regexp"
	"strings"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/parsers/page"
)

// maxShared is how much of a page is repeated with each of its announcements, in bytes of markup.
const maxShared = 64 << 10

// sharedHeads are words of headings over what a page says for all its announcements.
var sharedHeads = regexp.MustCompile(`問い?合わ?せ|連絡先|担当|共通|提出先|提出方法|応募方法|申し?込み?方法|参加資格|留意|注意`)

// build writes the page of one announcement, with what stands before and behind all of them.
func (p *partPage) build(s *section, before, after []byte) []byte {
	var body bytes.Buffer
	title := html.EscapeString(p.titleOf(s))
	body.WriteString(`<!DOCTYPE html><html><head><meta charset="utf-8">`)
	if base := page.FindInHead(p.doc.Root, atom.Base, func(n *nethtml.Node) bool { return page.Attribute(n, "href") != "" }); base != nil {
		nethtml.Render(&body, &nethtml.Node{Type: nethtml.ElementNode, Data: "base", DataAtom: atom.Base, Attr: base.Attr})
	}
	body.WriteString("<title>" + title + "</title></head><body><main><h1>" + title + "</h1>")
	body.Write(before)
	if s.row >= 0 {
		p.writeRow(&body, s)
	} else {
		p.write(&body, [][2]int{{s.from, s.to}}, s.head)
	}
	for _, more := range s.more {
		p.write(&body, [][2]int{more}, -1)
	}
	body.Write(after)
	body.WriteString("</main></body></html>")
	return body.Bytes()
}

// enumeration is a number or mark before a heading.
var enumeration = regexp.MustCompile(`^(?:[■●◆○◎□▼▶・※]|[\(（]?[0-9０-９一二三四五六七八九十①-⑳]{1,3}[\)）.．、:：]?|NEW|新着)[\s　]*`)

// titleOf is the title of an announcement: its own heading, without a number, or what the list said where that is no title.
func (p *partPage) titleOf(s *section) string {
	words := p.words(s.head, maxPartTitle)
	key, listed := titleKey(words), titleKey(s.title)
	switch {
	case s.marked || words == "" || len(words) > 3*len(s.title)+60:
		return s.title
	case key != listed && strings.HasSuffix(key, listed) && enumeration.MatchString(words):
		return s.title
	}
	return words
}

// shared writes what the page says before and behind its announcements for all of them.
func (p *partPage) shared(all []*section) (before, after []byte) {
	first, last := len(p.nodes), 0
	for _, s := range all {
		first, last = min(first, s.from), max(last, s.from)
		if s.row >= 0 {
			first = min(first, p.place[tableNode(p.nodes[s.row])])
		}
	}
	intro := 0
	for intro < first && !(page.HeadingLevel(p.nodes[intro]) > 1) {
		intro++
	}
	var b bytes.Buffer
	p.write(&b, p.withoutContents(intro), p.nextHeading(0, 1))
	before = b.Bytes()
	b = bytes.Buffer{}
	for at := first; at < len(p.nodes); at++ {
		if end := p.sharedEnd(at, all); end > at {
			p.write(&b, [][2]int{{at, end}}, -1)
			at = end - 1
		}
	}
	after = b.Bytes()
	if len(before) > maxShared {
		before = nil
	}
	if len(after) > maxShared {
		after = nil
	}
	return before, after
}

// withoutContents returns the ranges before a place that hold no links to other places of the page.
func (p *partPage) withoutContents(to int) (ranges [][2]int) {
	from := 0
	for at := 0; at < to; at++ {
		if n := p.nodes[at]; n.DataAtom == atom.A && strings.HasPrefix(page.Attribute(n, "href"), "#") {
			ranges = append(ranges, [2]int{from, at})
			from = min(p.end[at], to)
			at = from - 1
		}
	}
	return append(ranges, [2]int{from, to})
}

// sharedEnd returns where something that counts for all announcements and begins at a place ends, -1 where none begins: a
// heading that says so with what follows, or a box that says whom to ask, outside the announcements' own.
func (p *partPage) sharedEnd(at int, all []*section) int {
	for _, s := range all {
		if at >= s.from && at < s.to {
			return -1
		}
	}
	n := p.nodes[at]
	switch level := page.HeadingLevel(n); {
	case level > 0 && sharedHeads.MatchString(p.words(at, maxPartTitle)):
		return p.nextHeading(p.end[at], level)
	case n.Type == nethtml.ElementNode && page.LandmarkOf(n) == page.ContactPart:
		return p.end[at]
	}
	return -1
}

// write writes the markup of the nodes within the ranges, in the elements around them; not what stands at without.
func (p *partPage) write(out *bytes.Buffer, ranges [][2]int, without int) {
	if clone := p.clone(0, ranges, without); clone != nil {
		for c := clone.FirstChild; c != nil; c = c.NextSibling {
			nethtml.Render(out, c)
		}
	}
}

// clone copies a node with what of it is in the ranges, nil where nothing is.
func (p *partPage) clone(at int, ranges [][2]int, without int) *nethtml.Node {
	meets, inside := false, false
	for _, r := range ranges {
		meets = meets || at < r[1] && r[0] < p.end[at]
		inside = inside || r[0] <= at && at < r[1]
	}
	n := p.nodes[at]
	if !meets || at == without || n.Type == nethtml.TextNode && !inside {
		return nil
	}
	copied := &nethtml.Node{Type: n.Type, Data: n.Data, DataAtom: n.DataAtom, Namespace: n.Namespace, Attr: n.Attr}
	for i := at + 1; i < p.end[at]; i = p.end[i] {
		if c := p.clone(i, ranges, without); c != nil {
			copied.AppendChild(c)
		}
	}
	return copied
}

// writeRow writes a row of a table as a table of its own: a column a row, its heading beside it, cells that span several
// rows included.
func (p *partPage) writeRow(out *bytes.Buffer, s *section) {
	table := page.TableOf(p.nodes[s.row])
	if table == nil {
		p.write(out, [][2]int{{s.from, s.to}}, -1)
		return
	}
	g := p.grids[table]
	if g == nil {
		g = page.NewGrid(table)
		p.grids[table] = g
	}
	out.WriteString("<table>")
	for column, cell := range g.Rows[p.nodes[s.row]] {
		at, known := p.place[cell.Node]
		if !known || column < len(g.Headings) && cell.Text == "" {
			continue
		}
		out.WriteString("<tr>")
		if column < len(g.Headings) {
			out.WriteString("<th>" + html.EscapeString(g.Headings[column]) + "</th>")
		}
		out.WriteString("<td>")
		if cell.Own && page.IsDitto(page.TextOf(cell.Node)) {
			out.WriteString(html.EscapeString(cell.Text))
		} else {
			for i := at + 1; i < p.end[at]; i = p.end[i] {
				if c := p.clone(i, [][2]int{{at, p.end[at]}}, -1); c != nil {
					nethtml.Render(out, c)
				}
			}
		}
		out.WriteString("</td></tr>")
	}
	out.WriteString("</table>")
}
