package discover

import (
	"cmp"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/crawler/discover/vocabulary"
	"koubo/opportunity/jtext"
	"koubo/parsers/list/linkname"
	"koubo/parsers/page"
	"koubo/parsers/pager"
)

// linkCollector gathers the links of a page.
type linkCollector struct {
	doc   *page.Document
	sheet *sheet
	names []string   // the page's own
	trail *html.Node // breadcrumbs by their form
	boxes map[*html.Node]int
}

func (c *linkCollector) collect(n *html.Node, crumb bool) {
	switch n.DataAtom {
	case atom.A, atom.Area:
		c.add(n, page.Attribute(n, "href"), crumb)
	case atom.Option:
		if value := pager.Choice(n); value != "" {
			c.add(n, value, crumb)
		}
	case atom.Frame:
		if address, err := c.doc.Resolve(page.Attribute(n, "src")); err == nil {
			c.sheet.frames = append(c.sheet.frames, address)
		}
	case atom.Link:
		c.addAlternate(n)
	case atom.Form:
		c.addForm(n)
	}
	if n.Type == html.ElementNode && page.LandmarkOf(n) == page.CrumbPart {
		crumb = true
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.collect(child, crumb)
	}
}

func (c *linkCollector) add(n *html.Node, href string, crumb bool) {
	address, err := c.doc.Resolve(href)
	if err != nil || c.doc.LeadsHere(address) {
		return
	}
	text := words(n)
	l := newLink(address, cmp.Or(pager.TermOver(n, text), text))
	if trail := trailAround(n, c.names); trail != nil {
		c.trail = trail
	}
	l.box = c.numberOf(n)
	l.crumb = crumb || page.IsInside(n, c.trail)
	if feedSign.MatchString(l.text) {
		l.near = rowWords(n)
	}
	if moreWords.MatchString(jtext.Key(jtext.ClipBytes(l.text, 60))) {
		l.text = namedByHeading(n, l.text)
	}
	c.sheet.links = append(c.sheet.links, l)
}

// mostChoices is how many choices of a form are looked at.
const mostChoices = 2

// addForm notes where a form leads that is called like the place of calls, as its button would be pressed: some lists are linked nowhere. One
// that leads to the page that it stands on narrows that. What it leads to without a choice may be the whole list. Of its choices those that are
// called like lists are noted, too: 入札・公募 of the categories of news.
func (c *linkCollector) addForm(n *html.Node) {
	chosen := 0
	pager.Choices(n, func(words, to string) {
		address, err := c.doc.Resolve(to)
		if named := vocabulary.Of(words); err == nil && named.Class == vocabulary.Target && named.Weight >= sureWeight && chosen < mostChoices {
			l := newLink(address, words)
			l.choice = true
			c.sheet.links = append(c.sheet.links, l)
			chosen++
		}
	})
	action, words := pager.Submit(n)
	address, err := c.doc.Resolve(action)
	if action == "" || err != nil || !vocabulary.Of(words).Class.LeadsToCalls() {
		return
	}
	here, _, _ := strings.Cut(c.doc.URL, "?")
	whole, _, narrowed := strings.Cut(address, "?")
	if whole == here {
		return
	}
	c.sheet.links = append(c.sheet.links, newLink(whole, words))
	if narrowed {
		c.sheet.links = append(c.sheet.links, newLink(address, words))
	}
}

// moreWords is what a link to the whole of a list says that a box shows the latest of, in the form of jtext.Key.
var moreWords = regexp.MustCompile(`^(?:(?:一覧|すべて|全て|全件|もっと|さらに|続き)(?:を|は|へ|の)?(?:見る|みる|表示(?:する)?|読む|こちら|ページへ?)*|(?:view|see|read)?(?:all|more))$`)

// namedByHeading puts the heading of the box that such a link stands in before its words, where that names the place of calls or a section
// above it: the words alone say nothing. It is the last heading before the link; in a box that has its headings behind the link alone, it may
// be of this box or of the next.
func namedByHeading(n *html.Node, text string) string {
	for up := n.Parent; up != nil && up.DataAtom != atom.Body; up = up.Parent {
		before, behind := headingsAround(up, n)
		switch {
		case before == "" && !behind:
			continue
		case utf8.RuneCountInString(before) <= titleRunes && vocabulary.Of(before).Class.LeadsToCalls():
			return before + " " + text
		}
		return text
	}
	return text
}

// headingsAround is the last heading of a box before a link in it, and whether one stands behind it.
func headingsAround(box, link *html.Node) (before string, behind bool) {
	passed := false
	page.Walk(box, func(in *html.Node) bool {
		passed = passed || in == link
		switch {
		case page.HeadingLevel(in) == 0:
		case passed:
			behind = true
		default:
			before = page.TextOf(in)
		}
		return in != link
	})
	return before, behind
}

// feedSign is what a link to a feed says that is named by the words beside it.
var feedSign = regexp.MustCompile(`^(?:` + signWords + `)*$`)

// signWords say that something is a feed, and not of what.
const signWords = `(?i:rss(?: ?\d\.\d)?|atom|xml|feed|フィード|配信|購読)`

var saysFeed = regexp.MustCompile(signWords)

// rowRunes is how long a row is at most that names a feed.
const rowRunes = 40

// rowWords are the words of the row that holds a sign, without what the sign says.
func rowWords(n *html.Node) string {
	for up := n.Parent; up != nil && up.DataAtom != atom.Body; up = up.Parent {
		text := strings.TrimSpace(saysFeed.ReplaceAllString(page.TextOf(up), ""))
		switch {
		case text == "":
		case utf8.RuneCountInString(text) > rowRunes:
			return ""
		default:
			return text
		}
	}
	return ""
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

// words is what a link says: its name, where more than that stands in it; else its text, that of its pictures, its title, or that it
// bears the sign of a feed.
func words(n *html.Node) string {
	text := page.TextOf(n)
	if part := linkname.In(n); part != nil && page.TextOf(part) != "" {
		return withoutArrows(page.TextOf(part))
	}
	if text == "" {
		page.Walk(n, func(in *html.Node) bool {
			if in.DataAtom == atom.Img || in.DataAtom == atom.Area {
				text = page.Collapse(text + " " + page.Attribute(in, "alt"))
			}
			return true
		})
	}
	text = cmp.Or(text, page.Attribute(n, "title"), page.Attribute(n, "aria-label"))
	if text == "" && isFeedSign(n) {
		text = "RSS"
	}
	return withoutArrows(text)
}

// withoutArrows takes off what stands before the words of a link, or behind them, but for words that are no more: those turn pages.
func withoutArrows(words string) string {
	return cmp.Or(strings.Trim(words, " >＞»›→≫▶►▷・●■◆◇○□▼"), words)
}

// isFeedSign reports whether a link without words is drawn as a feed's, by the names of its picture or of its classes.
func isFeedSign(n *html.Node) (is bool) {
	page.Walk(n, func(in *html.Node) bool {
		is = is || signName.MatchString(page.Attribute(in, "class")) || in.DataAtom == atom.Img && signName.MatchString(page.Attribute(in, "src"))
		return !is
	})
	return is
}

var signName = regexp.MustCompile(`(?i)(?:^|[^a-z])(?:rss|feed)(?:[^a-z]|$)`)

// The box of a link, in elements above it and in links.
const (
	climbsToBox   = 5
	fewBoxedLinks = 2
)

// boxOf is the box of links that a link stands in: the list or table, else the nearest element that holds others, too. nil for none.
func boxOf(n *html.Node) *html.Node {
	up := n.Parent
	for range climbsToBox {
		if up == nil || up.DataAtom == atom.Body {
			return nil
		}
		switch up.DataAtom {
		case atom.Ul, atom.Ol, atom.Dl, atom.Table, atom.Nav, atom.Select, atom.Map:
			return up
		}
		if len(page.LinksIn(up)) >= fewBoxedLinks {
			return up
		}
		up = up.Parent
	}
	return nil
}

// numberOf is the number of a link's box on its page, from 1; 0 for none.
func (c *linkCollector) numberOf(n *html.Node) int {
	box := boxOf(n)
	if box == nil {
		return 0
	}
	if c.boxes[box] == 0 {
		c.boxes[box] = len(c.boxes) + 1
	}
	return c.boxes[box]
}
