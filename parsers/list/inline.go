package list

import (
	"strings"

	"golang.org/x/net/html"

	"koubo/parsers/page"
)

// particles begin the words behind a link that is part of a sentence: …をご覧ください, …から申し込む.
var particles = []string{"を", "に", "は", "が", "で", "へ", "から", "より", "の", "と", "も", "まで", "及び", "又は", "等"}

// isInSentence reports whether the link of a row is one of the words of a sentence.
func (r listRow) isInSentence() bool {
	after := afterLink(r.link)
	for _, p := range particles {
		if strings.HasPrefix(after, p) || strings.HasPrefix(after, "」"+p) {
			return true
		}
	}
	return false
}

// afterLink is the text behind a link on its line, "" where another link or the line's end is nearest.
func afterLink(link *html.Node) string {
	for n := link; n != nil && (n == link || !page.PartsWords(n.DataAtom)); n = n.Parent {
		for s := n.NextSibling; s != nil; s = s.NextSibling {
			if s.Type == html.ElementNode && (page.PartsWords(s.DataAtom) || page.HoldsLink(s)) {
				return ""
			}
			if text := page.WordsOf(s); text != "" {
				return text
			}
		}
	}
	return ""
}

// separators part the links of breadcrumbs and of menus in one line.
const separators = ">＞›»≫|｜/／・→\u00a0 \u3000\t\r\n"

// isInline reports whether a group is links on one line without a day, parted by nothing but separators: breadcrumbs, a
// menu, a cloud of tags.
func (g *rowGroup) isInline() bool {
	if len(g.rows) < 2 || g.dated > 0 {
		return false
	}
	for i, r := range g.rows {
		if r.node != r.link && !isPhrase(r.node) {
			return false
		}
		if i == 0 {
			continue
		}
		for s := r.node.PrevSibling; s != nil && s != g.rows[i-1].node; s = s.PrevSibling {
			if s.Type == html.ElementNode && (page.PartsWords(s.DataAtom) || !page.IsWordless(s)) || s.Type == html.TextNode && strings.Trim(s.Data, separators) != "" {
				return false
			}
		}
	}
	return true
}
