package list

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/list/linkname"
	"koubo/parsers/list/rowday"
	"koubo/parsers/page"
)

// isOneRow says whether a row element with several links is one announcement: beside its title stand only files, its
// department, short words.
func isOneRow(n *html.Node, anchors []*html.Node) bool {
	if len(anchors) > 8 || n.DataAtom == atom.Dd && len(anchors) > 3 {
		return false
	}
	if areFilesOfOne(anchors) || n.DataAtom == atom.Tr && areDocuments(anchors) && (isLabelled(n) || hasNameCell(n)) {
		return true
	}
	if isNamedOnce(anchors) {
		return true
	}
	long := countLong(anchors)
	return long <= 1 && (long == 1 || n.DataAtom == atom.Tr && firstCellText(n) != "" || n.DataAtom == atom.Li && saysMore(n, anchors))
}

// isNamedOnce reports whether of several links one address alone is named: the others lead to papers that every announcement has, or
// to what it is filed under.
func isNamedOnce(anchors []*html.Node) bool {
	named := ""
	for _, a := range anchors {
		href := page.Attribute(a, "href")
		if isVague(page.TextOf(a)) || isFiledUnder(a) || href == named {
			continue
		}
		if named != "" {
			return false
		}
		named = href
	}
	return named != ""
}

// isLabelled reports whether a row of a table is a label and a value.
func isLabelled(tr *html.Node) bool {
	var cells []atom.Atom
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			cells = append(cells, c.DataAtom)
		}
	}
	return slices.Equal(cells, []atom.Atom{atom.Th, atom.Td})
}

// hasNameCell reports whether a row of a table has a cell without a link whose words may name what its links belong to.
func hasNameCell(tr *html.Node) bool {
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || page.HoldsLink(c) {
			continue
		}
		if text := page.TextOf(c); len(text) >= shortTitle && len(text) <= maxCellTitle && !rowday.IsDay(text) && !isVague(text) && !saysFact(text) && len(rowday.Due([]string{text})) == 0 {
			return true
		}
	}
	return false
}

// longLink is the length in bytes from which the words of a link name an announcement; a dozen characters of Japanese.
const longLink = 36

// countLong counts the addresses to which links lead that are called like an announcement.
func countLong(anchors []*html.Node) int {
	var long []string
	for _, a := range anchors {
		text, href := page.TextOf(a), page.Attribute(a, "href")
		if len(text) > longLink && !page.IsFileLink(a) && !page.IsDepartment(text) && !isVague(text) && !slices.Contains(long, href) {
			long = append(long, href)
		}
	}
	return len(long)
}

// sharedName is how many bytes the names of files begin alike with that belong to one announcement.
const sharedName = 24

// areFilesOfOne reports whether links lead to files whose names begin with the same title.
func areFilesOfOne(anchors []*html.Node) bool {
	first := page.TextOf(anchors[0])
	for _, a := range anchors {
		text, same := page.TextOf(a), 0
		for same < len(text) && same < len(first) && text[same] == first[same] {
			same++
		}
		if !page.IsFileLink(a) || !isVague(text) && (same < sharedName || 2*same < len(text)) {
			return false
		}
	}
	return len(first) >= sharedName
}

// saysMore reports whether an element with several links says more outside them than in any: its title is no link.
func saysMore(n *html.Node, anchors []*html.Node) bool {
	linked := 0
	for _, a := range anchors {
		linked += len(page.TextOf(a))
	}
	return len(page.TextOf(n))-linked >= longLink
}

// isRepeated reports whether a box stands beside one of the same kind and class that holds links, too: a card. An article is
// one wherever it stands.
func isRepeated(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Article:
		return true
	case atom.Div, atom.Section, atom.P, atom.Figure:
		return isRepeatedKind(n)
	}
	return false
}

// isRepeatedKind reports whether an element stands beside one of the same kind and class that holds links.
func isRepeatedKind(n *html.Node) bool {
	class := page.FirstClass(n)
	for _, s := range [...]*html.Node{page.ElementBefore(n), page.ElementAfter(n)} {
		if s != nil && s.DataAtom == n.DataAtom && page.FirstClass(s) == class && page.HoldsLink(s) {
			return true
		}
	}
	return false
}

// isOneCard reports whether the links of a card belong to one announcement: one is its heading or is called like one, a few
// lead to its category, its department or its files.
func isOneCard(anchors []*html.Node) bool {
	if len(anchors) > maxCardLinks {
		return false
	}
	heads := 0
	for _, a := range anchors {
		if isHeadingLink(a) {
			heads++
		}
	}
	return heads == 1 || heads == 0 && countLong(anchors) == 1
}

// Bounds of a card: how many links lead elsewhere than its heading's, what their words are at most in bytes, and how many
// elements are looked through for them.
const (
	maxCardLinks = 6
	shortLink    = 24
	maxCardNodes = 80
)

// cardLinks returns the links of a card whose heading names the announcement, nil where n is none: beside the heading's it
// holds only short ones, to its category or its department.
func (f *rowFinder) cardLinks(n *html.Node) []*html.Node {
	if f.linked || n.DataAtom != atom.Article && n.DataAtom != atom.Div && n.DataAtom != atom.Section || !isRepeated(n) {
		return nil
	}
	links, nodes, head := []*html.Node(nil), 0, (*html.Node)(nil)
	page.Walk(n, func(n *html.Node) bool {
		nodes++
		if n.DataAtom == atom.A && page.Attribute(n, "href") != "" {
			links = append(links, n)
			if head == nil && isHeadingLink(n) {
				head = n
			}
		}
		return nodes < maxCardNodes && len(links) <= maxCardLinks
	})
	if head == nil || nodes >= maxCardNodes || len(links) > maxCardLinks {
		return nil
	}
	if leadsOn.MatchString(page.TextOf(head)) {
		return nil
	}
	for _, a := range links {
		text := page.TextOf(a)
		if a != head && isDatedRow(a, n) {
			return nil
		}
		if sameAddress([]*html.Node{a, head}) {
			continue
		}
		if isHeadingLink(a) || len(text) > shortLink && !isVague(text) && !page.IsDepartment(text) && !isFiledUnder(a) {
			return nil
		}
	}
	return links
}

// leadsOn matches a link in the heading of a list that leads to more than it, and names no announcement.
var leadsOn = jtext.MustPattern(`(?:の|^)(?:ページ|サイト|ホームページ|一覧)(?:へ|を見る|はこちら)`)

// isDatedRow reports whether a link in a box stands in an item of a list or in a row of a table that shows a day: the box holds
// rows, and is none.
func isDatedRow(a, box *html.Node) bool {
	for n := a.Parent; n != nil && n != box; n = n.Parent {
		if n.DataAtom == atom.Li || n.DataAtom == atom.Tr {
			return page.RowDate.MatchString(jtext.Fold(page.TextOf(n)))
		}
	}
	return false
}

// holdsRows reports whether a box holds the page's heading, or two boxes with a day and a link: it is no card.
func holdsRows(n *html.Node) bool {
	dated := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.H1 {
			return true
		}
		if c.Type == html.ElementNode && page.HoldsLink(c) && page.RowDate.MatchString(jtext.Fold(page.TextOf(c))) {
			dated++
		}
	}
	return dated > 1
}

// isFiledUnder reports whether a link leads, by its rel, to what an article is filed under or was written by (HTML standard
// §4.6.7.1 and §4.6.7.22; category as blogs write it) or by its class, or shows its day.
func isFiledUnder(a *html.Node) bool {
	for _, word := range strings.Fields(strings.ToLower(page.Attribute(a, "rel"))) {
		if word == "tag" || word == "category" || word == "author" {
			return true
		}
	}
	return page.IsDateText(page.TextOf(a)) || linkname.MarkClass.MatchString(page.Attribute(a, "class")) || linkname.MarkClass.MatchString(page.Attribute(a.Parent, "class"))
}

// isHeadingLink reports whether a link stands in a heading or holds one.
func isHeadingLink(a *html.Node) bool {
	if page.HeadingLevel(a.Parent) > 0 || a.Parent.Parent != nil && page.HeadingLevel(a.Parent.Parent) > 0 {
		return true
	}
	for c := a.FirstChild; c != nil; c = c.NextSibling {
		if page.HeadingLevel(c) > 0 {
			return true
		}
	}
	return false
}

// isCardOfOne reports whether a box holds one heading, without a link: that of the only announcement in it.
func isCardOfOne(n *html.Node) bool {
	if n.DataAtom != atom.Div && n.DataAtom != atom.Section && n.DataAtom != atom.Article {
		return false
	}
	found := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch level := page.HeadingLevel(c); {
		case level > 2 || level == 2 && isRepeated(n):
			found++
		case level > 0:
			return false
		}
	}
	return found == 1
}

// isPictureCard reports whether a repeated box of text, in bytes, links a picture, and says more than its links do: its title.
func isPictureCard(n *html.Node, links []*html.Node, text int) bool {
	if !isRepeated(n) || !slices.ContainsFunc(links, func(a *html.Node) bool { return page.IsWordless(a) }) {
		return false
	}
	for _, a := range links {
		text -= len(page.TextOf(a))
	}
	return text >= shortLink
}

// areDocuments reports whether links name only what every announcement has: its notice, its forms. Their row is larger.
func areDocuments(anchors []*html.Node) bool {
	return !slices.ContainsFunc(anchors, func(a *html.Node) bool { return !isVague(page.TextOf(a)) && !isLaterPaper(a) })
}

// maxCellText is how many bytes a cell says at most that holds the files of its row's announcement.
const maxCellText = 200

// areFilesInCell reports whether n is a cell, or stands in one, whose links lead to files with names too short for titles:
// the row says the title.
func areFilesInCell(n *html.Node, links []*html.Node) bool {
	inCell := n.DataAtom == atom.Td || n.Parent != nil && n.Parent.DataAtom == atom.Td
	return inCell && !slices.ContainsFunc(links, func(a *html.Node) bool { return !page.IsFileLink(a) || len(page.TextOf(a)) > shortLink })
}
