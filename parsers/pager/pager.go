// Package pager tells which links of a list page lead to more of its list, and to other lists.
package pager

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// pagerSigns are the characters of which every link of a pager holds one.
const pagerSigns = "次もさ続残降とNnMmOo以古過年>»›→≫＞0123456789Ｎｎ０１２３４５６７８９"

// maxNext bounds the next pages of a page; a pager names a few.
const maxNext = 50

// pager is the links of a page that may lead to more of its list, by what they say.
type pager struct {
	doc      *page.Document
	next     []string     // rel=next, 次へ
	more     []string     // もっと見る
	numbered []*html.Node // 1, 2, 3
	years    []*html.Node // 令和7年度
	past     []string     // the year before, where it is chosen
}

// Next returns the addresses of the list's next pages, the nearest first, on the same host: rel=next, links and buttons that say
// 次へ and choices of a page, else the page number after this page's; then links to more of it, then the year before this page's.
func Next(doc *page.Document) []string {
	p := &pager{doc: doc}
	page.Walk(doc.Root, func(n *html.Node) bool {
		if (n.DataAtom == atom.A || n.DataAtom == atom.Link) && page.Attribute(n, "href") != "" {
			p.look(n)
		}
		switch {
		case n.DataAtom == atom.Form:
			p.form(n)
		case n.DataAtom == atom.Select && goesThere(n):
			p.choices(n, func(value string) string { return value })
		}
		return len(p.next) < maxNext
	})
	found := p.next
	if len(found) == 0 {
		found = p.address(found, p.afterCurrent())
	}
	for _, address := range slices.Concat(p.more, p.past) {
		if !slices.Contains(found, address) {
			found = append(found, address)
		}
	}
	found = p.address(found, p.yearBefore())
	return found[:min(len(found), maxNext)]
}

// look sorts a link in.
func (p *pager) look(n *html.Node) {
	if hasWord(page.Attribute(n, "rel"), "next") {
		p.next = p.address(p.next, n)
		return
	}
	if n.DataAtom != atom.A {
		return
	}
	text := wordsOfLink(n)
	if len(text) == 0 || len(text) > maxTurn && !mayBePage(text) || !strings.ContainsAny(text, pagerSigns) {
		return
	}
	folded := jtext.Fold(text)
	switch {
	case len(text) > maxTurn:
		if pageNote.MatchString(folded) {
			p.more = p.address(p.more, n)
		}
	case isNumber(text):
		p.numbered = append(p.numbered, n)
	case nextText.MatchString(folded):
		p.next = p.address(p.next, n)
	case moreText.MatchString(folded) || pageNote.MatchString(folded):
		p.more = p.address(p.more, n)
	case YearOf(text) > 0:
		p.years = append(p.years, n)
	}
}

// wordsOfLink is what a link says, be it in a picture.
func wordsOfLink(n *html.Node) string {
	if text := page.TextOf(n); text != "" {
		return text
	}
	if c := n.FirstChild; c != nil {
		for ; c != nil; c = c.NextSibling {
			if c.DataAtom == atom.Img {
				return page.Collapse(page.Attribute(c, "alt"))
			}
		}
	}
	return page.Collapse(page.Attribute(n, "aria-label"))
}

// address adds where a link leads to those found, unless it is nil, leads to this page or another host, or is known.
func (p *pager) address(found []string, n *html.Node) []string {
	if n == nil {
		return found
	}
	address, err := p.doc.Resolve(page.Attribute(n, "href"))
	if err != nil || p.doc.LeadsHere(address) || !page.SameHost(address, p.doc.URL) || slices.Contains(found, address) {
		return found
	}
	return append(found, address)
}

func isNumber(s string) bool {
	if len(s) > 18 {
		return false
	}
	n := pageNumber(s)
	return n > 0 && n < 1000
}

// pageNumber is the number that a link of a pager says, 0 for none.
func pageNumber(s string) int {
	digits := strings.Trim(jtext.Fold(s), "[]()| ")
	n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSuffix(digits, "目"), "ページ"))
	if err != nil {
		return 0
	}
	return n
}

// afterCurrent returns the link to the page number after this page's, nil for none: the number before it is no link, or a
// link to this page; or the list begins here, and its second page is the first number that leads elsewhere.
func (p *pager) afterCurrent() *html.Node {
	for i, n := range p.numbered {
		value := pageNumber(page.TextOf(n))
		if before := previousText(n); pageNumber(before) == value-1 && value > 1 {
			return n
		}
		if i > 0 && p.leadsHere(p.numbered[i-1]) && pageNumber(page.TextOf(p.numbered[i-1])) == value-1 {
			return n
		}
	}
	return p.second()
}

func (p *pager) leadsHere(n *html.Node) bool {
	href := page.Attribute(n, "href")
	address, err := p.doc.Resolve(href)
	return err == nil && p.doc.LeadsHere(address) || strings.HasPrefix(href, "#")
}

// pageAddress finds the number of a list's page in its address: ?page=2, /page/2/, list_2.html, index2.html.
var pageAddress = regexp.MustCompile(`(?i)(?:[?&;](?:page|paged|p|pg|pageno|page_no|pn)=|/(?:page|p)/|[_-]|index\.?p?|list)(\d{1,3})(?:/?$|\.html?$|[&#])`)

// second returns the link to the page after the one that this page's own address numbers, the second where it has no number.
func (p *pager) second() *html.Node {
	if len(p.numbered) == 0 {
		return nil // as on most pages, whose addresses need not be looked at
	}
	following := max(2, numberIn(p.doc.URL)+1)
	for _, n := range p.numbered {
		if m := pageAddress.FindStringSubmatch(page.Attribute(n, "href")); m != nil && m[1] == strconv.Itoa(following) && pageNumber(page.TextOf(n)) == following {
			return n
		}
	}
	return nil
}

// numberIn is the number of a list's page in its address, 0 for none.
func numberIn(address string) int {
	m := pageAddress.FindStringSubmatch(address)
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1])
	return n
}

// previousText is the text before a link that is not itself linked, at most two elements up; "" for none.
func previousText(n *html.Node) string {
	for range 3 {
		for s := n.PrevSibling; s != nil; s = s.PrevSibling {
			if text := strings.Trim(page.WordsOf(s), "| "); text != "" {
				if page.HoldsLink(s) && page.Attribute(s, "href") != "" {
					return ""
				}
				return text
			}
		}
		if n = n.Parent; n == nil {
			break
		}
	}
	return ""
}

func hasWord(list, word string) bool {
	for _, w := range strings.Fields(list) {
		if strings.EqualFold(w, word) {
			return true
		}
	}
	return false
}
