package linkname

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/extract/classify"
	"koubo/opportunity/jtext"
	"koubo/parsers/list/rowday"
	"koubo/parsers/page"
)

// Lengths in bytes of what names a picture link: ten characters of Japanese, and what no title is longer than.
const (
	leastAlt = 30
	mostAlt  = 450
)

// NamePictures writes what a link is called in words into each link that shows none but an invitation to follow it (JIS X 8341-3, WCAG 1.1.1: the
// alternative text of its picture, or its own label), where that is the title of a call, leads to a page of the site and is said nowhere beside
// it. Decoration, logos and the banners of other bodies stay pictures. Done twice it changes nothing more.
func NamePictures(doc *page.Document) {
	var found []*html.Node
	page.Walk(doc.Root, func(n *html.Node) bool {
		if n.DataAtom == atom.A && page.Attribute(n, "href") != "" && showsNoName(n) {
			found = append(found, n)
		}
		return true
	})
	if len(found) == 0 {
		return
	}
	worded := wordedAddresses(doc)
	for _, link := range found {
		href := page.Attribute(link, "href")
		title := spokenName(link)
		if title == "" || worded[href] || isSaidBeside(link, title) {
			continue
		}
		if address, err := doc.Resolve(href); err == nil && page.SameHost(address, doc.URL) {
			rename(link, title)
		}
	}
}

// showsNoName reports whether no words stand in a link, or an invitation to follow it alone.
func showsNoName(link *html.Node) bool {
	text := page.TextOf(link)
	return text == "" || len(text) <= shortMark && followText.MatchString(text)
}

// wordedAddresses are the addresses that links with words lead to.
func wordedAddresses(doc *page.Document) map[string]bool {
	worded := map[string]bool{}
	page.Walk(doc.Root, func(n *html.Node) bool {
		if n.DataAtom == atom.A && !showsNoName(n) {
			worded[page.Attribute(n, "href")] = true
		}
		return true
	})
	return worded
}

// spokenName is what a link without words is called, "" where that is no title of a call.
func spokenName(link *html.Node) (name string) {
	names := []string{page.Attribute(link, "aria-label"), page.Attribute(link, "title")}
	page.Walk(link, func(n *html.Node) bool {
		if n.DataAtom == atom.Img {
			names = append(names, page.Attribute(n, "alt"))
		}
		return true
	})
	for _, n := range names {
		if n = withoutPictureWords(page.Collapse(n)); len(n) > len(name) && namesCall(n) {
			name = n
		}
	}
	return name
}

var (
	// pictureWords are what an alternative text says of its picture beside the title, folded or not.
	pictureWords = jtext.MustPattern(`^(?:バナー|画像|リンク)(?:画像|バナー)?\s*[:：]\s*|(?:の|\s*[（(])?(?:バナー|リンク)(?:画像)?[）)]?$`)
	// depicts ends what tells what is seen on a picture.
	depicts = jtext.MustPattern(`(?:ロゴ|マーク|アイコン|イメージ|イラスト|写真|地図|図|チラシ|ポスター|表紙|画面|キャラクター)(?:タイプ|画像|画)?(?:[(][^)]*[)])?$`)
)

func withoutPictureWords(alt string) string { return pictureWords.ReplaceAllString(alt, "") }

// namesCall reports whether an alternative text is the title of a call.
func namesCall(alt string) bool {
	if len(alt) < leastAlt || len(alt) > mostAlt || depicts.MatchString(jtext.Fold(alt)) {
		return false
	}
	v := classify.Triage(alt, "", nil)
	return v.Keep && !v.Undecided
}

// isSaidBeside reports whether the row of a link, the largest element around it that holds no link elsewhere, says more beside it than days
// and facts: the title stands there.
func isSaidBeside(link *html.Node, title string) bool {
	row, href := link, page.Attribute(link, "href")
	for up := link.Parent; up != nil && !endsRow(up); up = up.Parent {
		if holdsOther(up, href) || len(page.TextOf(up)) > page.MaxRowText {
			break
		}
		row = up
	}
	said := false
	page.Walk(row, func(n *html.Node) bool {
		if n.Type == html.TextNode && !said {
			words := jtext.Fold(page.Collapse(n.Data))
			words = page.RowDate.ReplaceAllString(words, "")
			said = len(words) >= shortTag && !rowday.IsDay(words) && !rowday.BeginsWithDue(words) && !contactFact.MatchString(words) && !page.IsDepartment(words)
		}
		return n != link && !said && !page.IsUnread(n.DataAtom)
	})
	return said || row != link && strings.Contains(page.TextOf(row), title)
}

// endsRow reports whether an element holds rows and is none, whatever it holds.
func endsRow(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Body, atom.Main, atom.Ul, atom.Ol, atom.Dl, atom.Table, atom.Tbody, atom.Form:
		return true
	case atom.Div, atom.Section:
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if level := page.HeadingLevel(c); level == 1 || level == 2 {
				return true
			}
		}
	}
	return false
}

// holdsOther reports whether a link to another address stands in n.
func holdsOther(n *html.Node, href string) bool {
	for _, a := range page.LinksIn(n) {
		if page.Attribute(a, "href") != href {
			return true
		}
	}
	return false
}

// rename makes words the only ones of a link.
func rename(link *html.Node, words string) {
	page.Walk(link, func(n *html.Node) bool {
		if n.Type == html.TextNode {
			n.Data = ""
		}
		return true
	})
	link.InsertBefore(&html.Node{Type: html.TextNode, Data: words}, link.FirstChild)
}
