// Package bare finds the announcements of a list that have no link: rows of text alone.
package bare

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/parsers/list/rowday"
	"koubo/parsers/page"
)

// Row is a row of a list that holds no link.
type Row struct {
	Node   *html.Node
	Title  string   // "" where it says none
	Pieces []string // what else it says, in page order
	Anchor string   // id of the row or of what stands in it, "" for none
	Cells  []page.GridCell
	Heads  []string // of its table's columns; nil elsewhere
	Named  bool     // its title stands in the column of titles
	Over   string   // words of its own that say it takes entries no more, "" for none
}

// mostRows bounds what is looked through for rows without links.
const mostRows = 500

// Finder finds rows without links, each once.
type Finder struct {
	Grid func(table *html.Node) *page.Grid // lays a table out
	seen map[*html.Node]bool               // what holds rows that were looked through
}

// enter reports whether the rows in a box were not looked through before.
func (f *Finder) enter(box *html.Node) bool {
	if box == nil || f.seen[box] {
		return false
	}
	if f.seen == nil {
		f.seen = map[*html.Node]bool{}
	}
	f.seen[box] = true
	return true
}

// Beside finds the rows of a list that stand beside a linked one; none for a second row of one list.
func (f *Finder) Beside(row *html.Node) []Row {
	if row.DataAtom == atom.A || row.DataAtom == atom.P {
		return f.besideLine(row)
	}
	if !isRowKind(row.DataAtom) && row.DataAtom != atom.Dd || !f.enter(row.Parent) {
		return nil
	}
	nodes := unlinked(row)
	if table := page.TableOf(row); len(nodes) == 0 || table != nil && !mayTellDue(table) {
		return nil
	} else if table == nil {
		nodes = slices.DeleteFunc(nodes, func(n *html.Node) bool { return !slices.ContainsFunc(groupOf(n), mayTellDue) })
	}
	return f.readAll(nodes)
}

// readAll reads rows, and leaves out those that name nothing.
func (f *Finder) readAll(nodes []*html.Node) (rows []Row) {
	for _, n := range nodes {
		if r := f.read(n); r.Title != "" {
			rows = append(rows, r)
		}
	}
	return rows
}

// unlinked lists the siblings of a row that are of its kind and hold no link.
func unlinked(row *html.Node) (rows []*html.Node) {
	first, n := row, 0
	for first.PrevSibling != nil {
		first = first.PrevSibling
	}
	for c := first; c != nil && n < mostRows; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		if n++; c.DataAtom == row.DataAtom && !holdsLink(c) && isLike(c, row) && !(isTerm(c) && holdsLinkInGroup(c)) {
			rows = append(rows, c)
		}
	}
	return rows
}

// Box is what may hold rows without links.
type Box struct {
	Node *html.Node // that holds no link or, of boxes beside each other, what they stand in
	Like *html.Node // one of those boxes; nil for a table or list
}

// BoxOf returns the box that an element without links is, or stands in as one of several. Text is how long its words are in bytes.
func BoxOf(n *html.Node, text int) (b Box, ok bool) {
	if text < leastText {
		return b, false
	}
	switch n.DataAtom {
	case atom.Table, atom.Ul, atom.Ol:
		return Box{Node: n}, true
	case atom.Dl:
		if last := page.ElementBefore(n); last == nil || last.DataAtom != atom.Dl {
			return Box{Node: n}, true
		}
		return Box{n.Parent, n}, true
	case atom.Div, atom.Section, atom.Article:
		last := page.ElementBefore(n)
		return Box{n.Parent, n}, last != nil && isLike(last, n) && text <= page.MaxRowText
	}
	return b, false
}

// leastText is how many bytes of words one row has at least, and any box.
const leastText = 40

// In finds the rows of a box.
func (f *Finder) In(box Box) []Row {
	if !f.enter(box.Node) || !mayTellDue(box.Node) {
		return nil
	}
	rows := rowsIn(box.Node, box.Like)
	if len(rows) < 2 || len(rows) > mostRows {
		return nil
	}
	return f.readAll(rows)
}

// rowsIn lists the elements of a box that may be its rows: those like one of them, or the first.
func rowsIn(box, like *html.Node) (rows []*html.Node) {
	for c := box.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type != html.ElementNode:
		case c.DataAtom == atom.Tbody || c.DataAtom == atom.Thead:
			rows = append(rows, rowsIn(c, nil)...)
		case isRowKind(c.DataAtom) && (like == nil || isLike(c, like)) && !holdsLink(c):
			like = c
			rows = append(rows, c)
		}
	}
	return rows
}

func isRowKind(kind atom.Atom) bool {
	switch kind {
	case atom.Tr, atom.Li, atom.Dt, atom.Dl, atom.Div, atom.Section, atom.Article:
		return true
	}
	return false
}

// isLike reports whether two elements are of one kind and called alike.
func isLike(a, b *html.Node) bool {
	return a.DataAtom == b.DataAtom && page.FirstClass(a) == page.FirstClass(b)
}

func isTerm(n *html.Node) bool { return n.DataAtom == atom.Dt || n.DataAtom == atom.Dd }

// holdsLinkInGroup reports whether a dt and its dd hold a link.
func holdsLinkInGroup(n *html.Node) bool { return slices.ContainsFunc(groupOf(n), holdsLink) }

// mayTellDue reports whether a text in an element may name a last day, or that on which tenders are opened.
func mayTellDue(n *html.Node) bool {
	if n.Type == html.TextNode {
		return rowday.MayBeDue(n.Data) || rowday.MayBeOpening(n.Data)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if mayTellDue(c) {
			return true
		}
	}
	return false
}

// mostParts is how many dt and dd of one announcement are looked at.
const mostParts = 50

// groupOf lists the dt and the dd that belong to one of them.
func groupOf(n *html.Node) (group []*html.Node) {
	for range mostParts {
		before := page.ElementBefore(n)
		if n.DataAtom != atom.Dd || before == nil || !isTerm(before) {
			break
		}
		n = before
	}
	group = append(group, n)
	for n = page.ElementAfter(n); n != nil && n.DataAtom == atom.Dd && len(group) <= mostParts; n = page.ElementAfter(n) {
		group = append(group, n)
	}
	return group
}

// holdsLink reports whether an element links a page: anchors that only name a place do not, nor addresses of mail and telephones.
func holdsLink(n *html.Node) bool {
	if n.DataAtom == atom.A {
		if href := strings.TrimSpace(page.Attribute(n, "href")); href != "" && !strings.HasPrefix(href, "mailto:") && !strings.HasPrefix(href, "tel:") {
			return true
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if holdsLink(c) {
			return true
		}
	}
	return false
}
