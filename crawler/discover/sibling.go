package discover

import (
	"fmt"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/crawler/discover/vocabulary"
	"koubo/parsers/page"
)

// What stands beside a list in one box of links is likely a list, too, whatever it is called: 技術開発 beside 公募 on the page for companies.
// And where one department has a list, so have others.

const (
	scoreSibling  = 0.336 // above a guess
	vainSiblings  = 3     // of those asked for, that turned out to be no list
	officesAbove  = 4     // clicks from an office to a list below it
	climbsToBox   = 5     // elements between a link and the box that it shares with others
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

// siblingsOf names the links that stand beside one on the page below the home page that from led to; "" where they promise nothing for
// it: the menu of the home page leads to everything, and titles of announcements are no lists.
func (s *survey) siblingsOf(l link, from step) string {
	if from.depth == 0 || l.box == 0 || s.front[keyOf(l.url)] || isTitle(l) || isNumbered(l.path) && hasSubject(l.text) {
		return ""
	}
	return fmt.Sprint(keyOf(from.url), "#", l.box)
}

// isSibling reports whether a list was found beside a step that promises little by itself.
func (s *survey) isSibling(x step) bool {
	return s.fruitful[x.box] && x.as == asPage && x.score < scoreSibling && s.barren < vainSiblings && (x.named.Class == vocabulary.Plain || x.named.Class == vocabulary.Way)
}

// learnPlace notes whether the place of a page among others is that of lists, as is known of it once it was read.
func (s *survey) learnPlace(x step, isList bool) {
	if !isList {
		s.barren, s.singles = s.barren+one(x.sibling), s.singles+one(x.single)
		return
	}
	if x.box != "" {
		s.fruitful[x.box] = true
	}
	for range officesAbove {
		if vocabulary.IsOffice(x.text) && !x.whole && !s.fruitful[x.key] {
			s.fruitful[x.key] = true
			s.listed++
		}
		above, ok := s.trail[x.from]
		if !ok {
			return
		}
		x = above
	}
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}
