package list

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity"
	"koubo/parsers/page"
)

// listRow is one row of a list: the element that holds it, the link that leads to the announcement, and the element
// that holds the row and its like.
type listRow struct {
	node, link, group *html.Node
	words             *opportunity.Draft // what it says, without an address; nil until it is read
	cells             []page.GridCell    // of a table's row, by columns; nil elsewhere
	headings          []string           // of its table's columns
}

// rowFinder finds rows from the leaves up: the largest element around a link that holds no link elsewhere is its row.
type rowFinder struct {
	rows    []listRow
	anchors []*html.Node // links that have no row yet
}

// findRows returns every row of the page outside its navigation, in page order of their ends.
func findRows(doc *page.Document) []listRow {
	body := page.BodyOf(doc.Root)
	if body == nil {
		return nil
	}
	f := &rowFinder{}
	f.inside(body)
	return f.rows
}

// inside visits n, leaves the links that may still belong to a larger row in f.anchors, and returns n's text in bytes.
func (f *rowFinder) inside(n *html.Node) int {
	if n.Type == html.TextNode {
		return len(n.Data)
	}
	if n.Type != html.ElementNode || page.IsSilent(n) || isAside(n) {
		return 0
	}
	start, text := len(f.anchors), 0
	if n.DataAtom == atom.A && page.Attribute(n, "href") != "" {
		f.anchors = append(f.anchors, n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		text += f.inside(c)
	}
	pending := f.anchors[start:]
	if len(pending) == 0 {
		return text
	}
	switch one := sameAddress(pending); {
	case isRowElement(n) && (one || isOneRow(n, pending)):
		f.take(listRow{node: n, link: primaryLink(pending), group: groupOf(n)}, start)
	case !one || isRowElement(n) || isBoundary(n) || text > page.MaxRowText:
		f.split(n, start)
	}
	return text
}

func (f *rowFinder) take(row listRow, start int) {
	f.rows = append(f.rows, row)
	f.anchors = f.anchors[:start]
}

// split makes a row of every child of n that holds one pending link.
func (f *rowFinder) split(n *html.Node, start int) {
	pending := f.anchors[start:]
	for i := 0; i < len(pending); {
		child := childToward(n, pending[i])
		end := i + 1
		for end < len(pending) && (childToward(n, pending[end]) == child || page.Attribute(pending[end], "href") == page.Attribute(pending[i], "href")) {
			end++
		}
		f.rows = append(f.rows, listRow{node: child, link: primaryLink(pending[i:end]), group: n})
		i = end
	}
	f.anchors = f.anchors[:start]
}

// childToward returns the child of n that holds below.
func childToward(n, below *html.Node) *html.Node {
	for below.Parent != nil && below.Parent != n {
		below = below.Parent
	}
	return below
}

// isRowElement says whether markup itself calls n a row.
func isRowElement(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Li, atom.Tr, atom.Dd, atom.Dt:
		return true
	}
	return false
}

// isBoundary says whether an element is too large to be a row whatever it holds.
func isBoundary(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Body, atom.Main, atom.Ul, atom.Ol, atom.Dl, atom.Table, atom.Tbody, atom.Form:
		return true
	case atom.Div, atom.Section:
		return holdsHeading(n)
	}
	return false
}

// holdsHeading says whether the page's heading, or a heading without a link, is a child of n: n is then a section.
func holdsHeading(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if level := page.HeadingLevel(c); level == 1 || level > 0 && !page.HoldsLink(c) {
			return true
		}
	}
	return false
}

// groupOf is the element that holds a row and its like: the table of a tr, the list of an li.
func groupOf(n *html.Node) *html.Node {
	group := n.Parent
	for group != nil && (group.DataAtom == atom.Tbody || group.DataAtom == atom.Thead || n.DataAtom == atom.Dd && group.DataAtom == atom.Div) {
		group = group.Parent
	}
	return group
}

func sameAddress(anchors []*html.Node) bool {
	for _, a := range anchors[1:] {
		if page.Attribute(a, "href") != page.Attribute(anchors[0], "href") {
			return false
		}
	}
	return true
}

// isOneRow says whether a row element with several links is one announcement: beside its title stand only files, its
// department, short words.
func isOneRow(n *html.Node, anchors []*html.Node) bool {
	if len(anchors) > 8 || n.DataAtom == atom.Dd && len(anchors) > 3 {
		return false
	}
	long := 0
	for _, a := range anchors {
		text := page.TextOf(a)
		if len(text) > 36 && !page.IsFileLink(a) && !page.IsDepartment(text) {
			long++
		}
	}
	return long <= 1 && (long == 1 || n.DataAtom == atom.Tr && firstCellText(n) != "")
}

// firstCellText is the text of the first cell of a table row that holds words and no date, for rows whose links say
// only 公告 or 詳細.
func firstCellText(tr *html.Node) string {
	best := ""
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if text := page.TextOf(c); len(text) > len(best) && len(text) > 24 && !page.IsDateText(text) {
			best = text
		}
	}
	return best
}

// primaryLink is the link that names the announcement: the longest text of those that lead to pages, else of all.
func primaryLink(anchors []*html.Node) *html.Node {
	best, score := anchors[0], -1
	if len(anchors) == 1 {
		return best
	}
	for _, a := range anchors {
		text := page.TextOf(a)
		s := len(text)
		if page.IsFileLink(a) {
			s /= 2
		}
		if page.IsDepartment(text) || page.IsDateText(text) {
			s = 0
		}
		if s > score {
			best, score = a, s
		}
	}
	return best
}
