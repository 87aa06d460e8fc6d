package pagekind

import (
	"cmp"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"koubo/crawler/discover/vocabulary"
	"koubo/crawler/fetch"
	"koubo/opportunity"
	"koubo/parsers/list/linkname"
	"koubo/parsers/page"
	"koubo/parsers/pager"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// link is a link of a page to another of its site.
type link struct {
	Link
	around bool // it stands in what is around the page's own matter
	crumb  bool // it stands in the breadcrumbs
}

// linksOf are the links of a page to others of its site, each once.
func linksOf(doc *page.Document) (all []link) {
	from, err := url.Parse(doc.URL)
	if err != nil {
		return nil
	}
	at := map[string]int{}
	var walk func(n *html.Node, in part)
	walk = func(n *html.Node, in part) {
		in = in.within(n)
		if n.DataAtom == atom.A || n.DataAtom == atom.Area {
			l := link{Link{Text: nameOfLink(n)}, in.around, in.crumb}
			address, err := doc.Resolve(page.Attribute(n, "href"))
			to, broken := url.Parse(address)
			if err == nil && broken == nil && !doc.LeadsHere(address) && fetch.SameSite(from, to) {
				l.URL = address
				if n, seen := at[address]; !seen {
					at[address] = len(all)
					all = append(all, l)
				} else if all[n].around && !in.around {
					all[n].around = false // the page's own matter names it, too
				}
			}
		}
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			walk(child, in)
		}
	}
	walk(doc.Root, part{})
	return all
}

// part is which part of a page something stands in.
type part struct{ main, around, crumb bool }

// within is the part that an element's children stand in. What is called a head or a menu within the page's own matter is of that.
func (p part) within(n *html.Node) part {
	if n.Type != html.ElementNode || n.DataAtom == atom.A {
		return p
	}
	switch page.LandmarkOf(n) {
	case page.RelatedPart, page.HiddenPart:
		p.around = true
	case page.AroundPart, page.HeadPart:
		p.around = p.around || !p.main
	case page.MainPart:
		p.main, p.around = true, false
	case page.CrumbPart:
		p.crumb = true
	}
	return p
}

// nameOfLink is what a link calls that to which it leads, without what a card says of it.
func nameOfLink(n *html.Node) string {
	if part := linkname.In(n); part != nil {
		return wordsOf(part)
	}
	return wordsOf(n)
}

// wordsOf are the words of a link, those of its picture where it has none.
func wordsOf(n *html.Node) string {
	text := page.Collapse(page.TextOf(n))
	if text != "" {
		return text
	}
	page.Walk(n, func(in *html.Node) bool {
		if in.DataAtom == atom.Img && text == "" {
			text = page.Collapse(page.Attribute(in, "alt"))
		}
		return text == ""
	})
	return text
}

// nameOf is what a page calls itself: the first heading that stands in its own matter, else its title without the site's name.
func nameOf(root *html.Node) string {
	heading, other := "", ""
	var walk func(n *html.Node, in part)
	walk = func(n *html.Node, in part) {
		in = in.within(n)
		if n.DataAtom == atom.H1 {
			if in.around {
				other = cmp.Or(other, wordsOf(n))
			} else {
				heading = cmp.Or(heading, wordsOf(n))
			}
		}
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			walk(child, in)
		}
	}
	walk(root, part{})
	pages, sites := page.TitleParts(root)
	return page.Clip(cmp.Or(heading, strings.Join(pages, " "), other, strings.Join(sites, " ")), 80)
}

const (
	mostLists   = 12   // that are named
	nameRunes   = 26   // from so many characters on words are an announcement's, and no list's
	listWeight  = 0.75 // from which a name is that of a list of calls
	shownOfHome = 8
)

var file = regexp.MustCompile(`(?i)\.(?:pdf|docx?|xlsx?|zip|pptx?|csv|jpe?g|png|gif|mp4|ics|txt|jtd)$`)

// listsOf are the links that name lists of calls and, where none does, those that name sections above them. Of an inner page those around its
// own matter, which all pages have, do not count.
func listsOf(links []link, rows map[string]bool, isHome bool) (lists, ways []Link) {
	for _, l := range links {
		if l.crumb || l.around && !isHome || rows[l.URL] || file.MatchString(l.URL) || feedPath.MatchString(l.URL) || l.Text == "" || utf8.RuneCountInString(l.Text) >= nameRunes || page.HeadsPart(l.Text) && strings.Contains(l.URL, "#") {
			continue
		}
		switch p := vocabulary.Of(l.Text); {
		case p.Class == vocabulary.Target && p.Weight >= listWeight, vocabulary.IsKindOfContract(l.Text) && !isHome:
			lists = append(lists, l.Link)
		case p.Class == vocabulary.Way && !vocabulary.IsOfOffices(l.Text), p.Class == vocabulary.News:
			ways = append(ways, l.Link)
		}
	}
	if len(lists) > 0 {
		ways = nil
	}
	most := mostLists
	if isHome {
		most = shownOfHome
	}
	return lists[:min(len(lists), most)], ways[:min(len(ways), most)]
}

// termsOf are the addresses that a page names by years, months or the like, as the readers of lists judge them.
func termsOf(doc *page.Document) map[string]bool {
	return pager.ListsByTerms(doc, func(*html.Node) bool { return false }).All
}

// yearsOf are the links of the page's own matter that name such lists, as they stand.
func yearsOf(links []link, terms map[string]bool) (years []Link) {
	for _, l := range links {
		if !l.around && !l.crumb && terms[l.URL] {
			years = append(years, l.Link)
		}
	}
	return years[:min(len(years), mostLists)]
}

// crumbsOf are the breadcrumbs behind the first, the home page: the last of them is the list that an announcement stands on.
func crumbsOf(links []link) (crumbs []Link) {
	for _, l := range links {
		if u, err := url.Parse(l.URL); l.crumb && err == nil && strings.Trim(u.Path, "/") != "" {
			crumbs = append(crumbs, l.Link)
		}
	}
	slices.Reverse(crumbs) // the nearest first
	return crumbs[:min(len(crumbs), 1)]
}

var (
	feedPath = regexp.MustCompile(`(?i)\.(?:rss|rdf|atom)(?:$|\?)|(?:rss|atom|feed|rdf)[^/]*\.xml$|/(?:feed|rss|atom)/?$`)
	feedType = regexp.MustCompile(`(?i)^application/(?:rss|atom|rdf)\+xml|^text/xml`)
)

// feedsOf are the feeds that a page's head names, and those that its links lead to.
func feedsOf(doc *page.Document, links []link) (feeds []Link) {
	add := func(address, text string) {
		key := opportunity.IdentityKey(address)
		if !slices.ContainsFunc(feeds, func(f Link) bool { return opportunity.IdentityKey(f.URL) == key }) {
			feeds = append(feeds, Link{address, text})
		}
	}
	page.Walk(doc.Root, func(n *html.Node) bool {
		if n.DataAtom == atom.Link && strings.EqualFold(page.Attribute(n, "rel"), "alternate") && feedType.MatchString(page.Attribute(n, "type")) {
			if address, err := doc.Resolve(page.Attribute(n, "href")); err == nil {
				add(address, page.Collapse(page.Attribute(n, "title")))
			}
		}
		return true
	})
	for _, l := range links {
		if feedPath.MatchString(l.URL) {
			add(l.URL, l.Text)
		}
	}
	return feeds[:min(len(feeds), mostLists)]
}
