package list

import (
	"slices"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity"
	"koubo/parsers/list/bare"
	"koubo/parsers/page"
)

// listRow is one row of a list: the element that holds it, the link that leads to the announcement, and the element
// that holds the row and its like.
type listRow struct {
	node, link, group *html.Node
	opening           opening            // of group; unset for a row of a table
	under             *section           // that it stands in, nil for none
	place             int                // of its link among those of the page
	words             *opportunity.Draft // what it says, without an address; nil until it is read
	cells             []page.GridCell    // of a table's row, by columns; nil elsewhere
	headings          []string           // of its table's columns
	bare              *bare.Row          // of a row without a link; nil for others
	column            bool               // it is a column of its table
	unlinked          []bare.Row         // columns of its table without a link, of the last that has one; nil elsewhere
	record            []string           // labels and values of the table that describes its announcement alone; nil elsewhere
}

// rowFinder finds rows from the leaves up: the largest element around a link that holds no link elsewhere is its row.
type rowFinder struct {
	rows     []listRow
	anchors  []*html.Node // links that have no row yet
	places   []place      // where each of them stands
	section  *section     // that begins last
	sections []*section   // all of the page
	links    int          // seen so far
	controls int          // of forms, seen so far
	linked   bool         // what is visited stands in a link
	title    []string     // the parts of the page's title
	newest   int          // the latest year that a heading names
	boxes    []unlinkedBox
	folded   []foldedBox

	daysFirst map[*html.Node]bool // of a box that holds days in lines of their own: it begins with one, and with no link
}

// place is where a link stands.
type place struct {
	number int // among the links of the page
	under  *section
}

// findRows finds every row of the page outside its navigation, in page order of their ends.
func findRows(doc *page.Document) *rowFinder {
	f := &rowFinder{title: titleOf(doc), daysFirst: map[*html.Node]bool{}}
	if body := page.BodyOf(doc.Root); body != nil {
		f.inside(body)
	}
	return f
}

// inside visits n, leaves the links that may still belong to a larger row in f.anchors, and returns n's text in bytes.
func (f *rowFinder) inside(n *html.Node) int {
	if n.Type == html.TextNode {
		f.enterLine(n)
		return len(n.Data)
	}
	if n.Type != html.ElementNode || page.IsSilent(n) {
		if isControl(n.DataAtom) {
			f.controls++
		}
		return 0
	}
	if isAside(n) && !f.holdsOwn(n) {
		f.leaveMenu(n)
		return 0
	}
	links := f.cardLinks(n)
	if links == nil && !f.linked {
		links = itemLinks(n)
	}
	if links != nil {
		return f.takeCard(n, links)
	}
	start, passed, before, linked, rows := len(f.anchors), f.mark(), f.section, f.linked, len(f.rows)
	if n.DataAtom == atom.A && page.Attribute(n, "href") != "" {
		f.anchors, f.places = append(f.anchors, n), append(f.places, place{f.links, f.section})
		f.links++
		f.linked = true
	}
	text := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		text += f.inside(c)
	}
	if f.linked = linked; !linked {
		f.leave(n, before, passed)
		if f.controls == passed.controls || page.HeadingLevel(n) > 0 {
			f.enter(n, text, f.links > passed.links)
		}
	}
	if len(f.anchors) > start {
		f.close(n, start, text, rows)
	}
	if !linked && f.links == passed.links {
		f.noteBox(n, text)
	}
	return text
}

// close makes rows of the links inside n that have none, if they are several or n is a row, or holds rows already, those from the
// number on; text is n's, in bytes.
func (f *rowFinder) close(n *html.Node, start, text, rows int) {
	pending, rowsInside := f.anchors[start:], len(f.rows) > rows
	one := sameAddress(pending)
	if named := namedByLines(pending); named != nil {
		f.takeEach(n, named, start)
		return
	}
	switch {
	case text <= page.MaxRowText && isBox(n) && haveParagraphs(pending):
		f.split(n, start)
	case one && (isPictureCell(n, pending, text) || isDatedCell(n) && !areDocuments(pending) || n.DataAtom == atom.Details && areDocuments(pending)):
		f.take(n, groupOf(n.Parent), pending, f.places[start])
		f.drop(start)
	case n.DataAtom == atom.Tr && rowsInside && !slices.ContainsFunc(pending, func(a *html.Node) bool { return !page.IsWordless(a) }):
		f.drop(start) // the pictures of a menu, in a table that lays the page out
	case n.DataAtom == atom.Tr && rowsInside && f.holdsDatedRows(rows):
		f.split(n, start) // the links of one
	case isRowElement(n) && (one || isOneRow(n, pending)), !one && text <= page.MaxRowText && isRepeated(n) && isOneCard(pending) && !holdsRows(n),
		one && text <= page.MaxRowText && (isCardOfOne(n) || isPictureCard(n, pending, text)) && areDocuments(pending):
		f.take(n, groupOf(n), pending, f.places[start])
		f.drop(start)
	case text <= page.MaxRowText && !isRowElement(n) && !isBoundary(n) && !rowsInside && (one || areDocuments(pending) || text <= maxCellText && areFilesInCell(n, pending)):
	default:
		f.split(n, start)
	}
}

// holdsDatedRows reports whether of the rows from a number on several are boxes of their own that show days.
func (f *rowFinder) holdsDatedRows(from int) bool {
	dated := 0
	for _, r := range f.rows[from:] {
		if page.PartsWords(r.node.DataAtom) && !isCell(r.node) && saysDay(r.node) {
			dated++
		}
		if dated > 1 {
			return true
		}
	}
	return false
}

// take makes a row of node with these links, the first of which is pending at a place.
func (f *rowFinder) take(node, group *html.Node, links []*html.Node, where place) {
	f.rows = append(f.rows, listRow{node: node, link: primaryLink(links), group: group, under: where.under, place: where.number})
}

// takeCard makes a row of a card, and returns its text in bytes.
func (f *rowFinder) takeCard(n *html.Node, links []*html.Node) int {
	f.take(n, groupOf(n), links, place{f.links, f.section})
	f.links += len(links)
	return len(page.TextOf(n))
}

// drop forgets the pending links from a place on.
func (f *rowFinder) drop(start int) { f.anchors, f.places = f.anchors[:start], f.places[:start] }

// split makes a row of every child of n that holds one pending link.
func (f *rowFinder) split(n *html.Node, start int) {
	pending := f.anchors[start:]
	for i := 0; i < len(pending); {
		child := childToward(n, pending[i])
		end := i + 1
		for end < len(pending) && (childToward(n, pending[end]) == child || page.Attribute(pending[end], "href") == page.Attribute(pending[i], "href")) {
			end++
		}
		f.take(child, n, pending[i:end], f.places[start+i])
		i = end
	}
	f.drop(start)
}

// takeEach makes a row of each of some of the pending links inside n, and forgets the others.
func (f *rowFinder) takeEach(n *html.Node, links []*html.Node, start int) {
	for at, a := range f.anchors[start:] {
		if slices.Contains(links, a) {
			f.take(a, n, []*html.Node{a}, f.places[start+at])
		}
	}
	f.drop(start)
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

// isBox says whether an element parts a page, or is a cell of one that a table lays out.
func isBox(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Div, atom.Section, atom.Article, atom.Main, atom.Td:
		return true
	}
	return false
}

// wholeName is how many bytes of words name an announcement; of links with as many the first counts.
const wholeName = longLink

// primaryLink is the link that names the announcement: the longest text of those that lead to pages, else of all. Of papers alone it is the
// first that is not one of those that come of the call.
func primaryLink(anchors []*html.Node) *html.Node {
	best, score := anchors[0], -1
	if len(anchors) == 1 {
		return best
	}
	if areDocuments(anchors) {
		return anchors[max(0, slices.IndexFunc(anchors, func(a *html.Node) bool { return !isLaterPaper(a) }))]
	}
	for _, a := range anchors {
		text := page.TextOf(a)
		s := min(len(text), wholeName)
		if page.IsFileLink(a) {
			s /= 2
		}
		switch {
		case isHeadingLink(a):
			s += page.MaxRowText
		case page.IsDepartment(text) || isFiledUnder(a):
			s = 0
		}
		if s > score {
			best, score = a, s
		}
	}
	return best
}
