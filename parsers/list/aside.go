package list

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// isAside says whether nothing in n can be a row. News boxes are a list's own content here, and containers that carry
// the rows are never taken for what their classes sound like.
func isAside(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Nav, atom.Footer, atom.Aside:
		return true
	case atom.Header:
		return n.Parent == nil || n.Parent.DataAtom == atom.Body || n.Parent.DataAtom == atom.Div
	case atom.Li, atom.Tr, atom.Td, atom.Th, atom.Dd, atom.Dt, atom.Table, atom.Tbody, atom.A, atom.Article, atom.Main, atom.Body:
		return false
	}
	switch page.LandmarkOf(n) {
	case page.AroundPart:
		return !namesNews(n) && !isBuilt(n) && !isTop(n) && !isDatedList(n) && !holdsMain(n)
	case page.HeadPart, page.CrumbPart, page.RelatedPart, page.ContactPart:
		return !namesNews(n) && !holdsTable(n) && !holdsMain(n)
	}
	return false
}

// holdsMain reports whether the page's main part or its heading stands in an element, which is then no aside whatever it is
// called: wrappers are named after the columns in them.
func holdsMain(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Main || c.DataAtom == atom.H1 && !page.HoldsLink(c) && !page.IsWordless(c) || c.FirstChild != nil && holdsMain(c) {
			return true
		}
	}
	return false
}

// isDatedList reports whether a list itself, not a box around it, is called like a menu and shows days.
func isDatedList(n *html.Node) bool {
	if n.DataAtom != atom.Ul && n.DataAtom != atom.Ol && n.DataAtom != atom.Dl {
		return false
	}
	days := 0
	page.Walk(n, func(n *html.Node) bool {
		if n.Type == html.TextNode && page.IsDateText(page.Collapse(n.Data)) {
			days++
		}
		return days < 2
	})
	return days == 2
}

// isTop reports whether an element is called the page's top because the page begins there, and not because a link leads back.
func isTop(n *html.Node) bool {
	return strings.Contains(page.Attribute(n, "id")+page.Attribute(n, "class"), "pagetop") && holdsAnyHeading(n)
}

func holdsAnyHeading(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if page.HeadingLevel(c) > 0 || holdsAnyHeading(c) {
			return true
		}
	}
	return false
}

// isBuilt reports whether an element is called a widget and nothing else that stands around lists: page builders call every
// box so.
func isBuilt(n *html.Node) bool {
	name := strings.ToLower(page.Attribute(n, "class") + " " + page.Attribute(n, "id") + " " + page.Attribute(n, "role"))
	return strings.Contains(name, "widget") && !jtext.HasAny(name, aroundWords...)
}

// newsWords are in the names of what a list page holds; aroundWords make such a name that of a menu or a pager all the
// same (side-news, newsNav, footerlist).
var (
	newsWords   = []string{"whatsnew", "shinchaku", "news", "recent-posts", "list", "main", "honbun"}
	aroundWords = []string{"nav", "side", "menu", "foot", "pan", "path", "crumb", "pag", "lang", "translation", "rank", "banner", "share", "complementary"}
)

// namesNews says whether an element is called after what a list page holds.
func namesNews(n *html.Node) bool {
	for _, key := range []string{"id", "class"} {
		name := strings.ToLower(page.Attribute(n, key))
		if jtext.HasAny(name, newsWords...) && !jtext.HasAny(name, aroundWords...) {
			return true
		}
	}
	return false
}

func holdsTable(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Table {
			return true
		}
	}
	return false
}
