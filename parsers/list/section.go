package list

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/list/rowday"
	"koubo/parsers/page"
)

// section is what stands under one heading of a page.
type section struct {
	heading *html.Node
	within  *section // the section that it divides, nil for none
	level   int      // 1 to 6, captionLevel for words that are marked up as none
	links   int      // how many links stand before it
	aside   bool     // what it heads is beside the list: related pages, rankings, tags
	dates   rowday.Heading
	past    bool // a heading before it names a later year
	state   bool // its heading names nothing but the state of several calls
}

// isDated reports whether a heading names a year, a month or a day.
func (s *section) isDated() bool { return s.dates != (rowday.Heading{}) }

// captionLevel is below every heading's: a short line over a list, which heads no more than it.
const captionLevel = 7

// monthLevel is that of such a line with a month, in a year or not, dayLevel that of one with a day.
const (
	monthLevel = 8
	dayLevel   = 9
)

// maxCaption is how many bytes such a line has at most.
const maxCaption = 90

// isWithinAside reports whether a section or one that it divides is beside the list; own, the page's heading, is not.
func (s *section) isWithinAside(own *section) bool {
	for ; s != nil && s != own; s = s.within {
		if s.aside {
			return true
		}
	}
	return false
}

// enter begins the section that n heads: a heading without a link, one whose words name what is beside a list, or a short
// line that does.
func (f *rowFinder) enter(n *html.Node, text int, holdsLink bool) {
	level := page.HeadingLevel(n)
	heads := level > 0 && !holdsLink
	if !heads && (text == 0 || text > maxCaption || level == 0 && (holdsLink || !isCaption(n))) {
		return
	}
	words := page.TextOf(n)
	switch {
	case heads:
		f.begin(n, words, level, isAsideTitle(words) || len(words) <= maxCaption && eventTitle.MatchString(jtext.Fold(words)))
	case isAsideTitle(words):
		f.begin(n, words, cmp.Or(level, captionLevel), true)
	case level > 0: // a heading with a link is a row
	case text <= maxDivider && newsLine.MatchString(jtext.Fold(words)):
		f.begin(n, words, captionLevel, false)
	case text <= maxDivider && divides(n, words):
		f.begin(n, words, dividerLevel(words), false)
	case text <= maxDivider && headsList(n) && isStateName(words):
		f.begin(n, words, captionLevel, false)
	case n.DataAtom != atom.Dt && page.PartsWords(n.DataAtom) && text <= maxDay && rowday.IsBare(words) && f.daysLead(n):
		f.begin(n, words, dayLevel, false)
	case f.section != nil && f.section.level == captionLevel && f.section.aside && f.links > f.section.links:
		f.section = f.section.within
	}
}

// isCaption reports whether an element may hold a line over a list: a block, or the only cell of a table's row.
func isCaption(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Div, atom.Dt, atom.Caption, atom.Summary, atom.Legend, atom.Strong, atom.B, atom.Center, atom.Font:
		return true
	case atom.Td, atom.Th:
		return page.ElementBefore(n) == nil && page.ElementAfter(n) == nil
	}
	return false
}

// newsLine matches a line over the news of a whole body, folded.
var newsLine = jtext.MustPattern(`^[<【\[■●◆○◎□▼▶・\s]*\S{1,8}(?:から|より)の?(?:お知らせ|新着情報|新着|ニュース|トピックス)(?:一覧)?[>】\]:\s]*$`)

// maxDivider is how many bytes a line has at most that divides a list by years or months.
const maxDivider = 60

// divides reports whether the words of a line say nothing but a year or a month, the caption of a table or a list that it opens little
// else: it divides a list.
func divides(n *html.Node, words string) bool {
	if !jtext.HasDigitOfAnyWidth(words) {
		return false
	}
	dates := rowday.ReadHeading(words)
	if n.DataAtom == atom.Caption || n.DataAtom == atom.Summary {
		return dates.Year != "" && listName.MatchString(dates.Rest)
	}
	return dates.Divides()
}

// daysLead reports whether what stands beside a day begins with one, and with no link: days then stand before what they are of.
func (f *rowFinder) daysLead(day *html.Node) bool {
	for day.Parent != nil && page.ElementBefore(day) == nil && page.ElementAfter(day) == nil {
		day = day.Parent
	}
	box := day.Parent
	if box == nil {
		return true
	}
	leads, known := f.daysFirst[box]
	if !known {
		first := box.FirstChild
		for first != day && !page.HoldsLink(first) && !rowday.IsDay(page.WordsOf(first)) {
			first = first.NextSibling
		}
		leads = !page.HoldsLink(first)
		f.daysFirst[box] = leads
	}
	return leads
}

func dividerLevel(words string) int {
	if rowday.ReadHeading(words).Month != "" {
		return monthLevel
	}
	return captionLevel
}

// enterLine begins the section that a line of text heads in which no element stands: ◆募集中<br>, 11月<ul>.
func (f *rowFinder) enterLine(n *html.Node) {
	if f.linked || len(n.Data) > maxDivider || n.NextSibling == nil || n.PrevSibling != nil && !page.PartsWords(n.PrevSibling.DataAtom) {
		return
	}
	switch n.NextSibling.DataAtom {
	case atom.Br, atom.Ul, atom.Ol, atom.Dl, atom.Table:
	default:
		return
	}
	words := page.Collapse(n.Data)
	switch {
	case stateWords.In(words) && isStateName(words):
		f.begin(n, words, captionLevel, false)
	case page.MayHoldDate(words) && divides(n, words):
		f.begin(n, words, dividerLevel(words), false)
	}
}

// headsList reports whether a list may stand behind a line: what follows it holds a link, and the line stands in no box that others like it
// stand beside, which are cards, nor in a row.
func headsList(line *html.Node) bool {
	for line.Parent != nil && page.ElementBefore(line) == nil && page.ElementAfter(line) == nil {
		line = line.Parent
	}
	next, box := page.ElementAfter(line), line.Parent
	return next != nil && page.HoldsLink(next) && box != nil && !isRowElement(box) && box.DataAtom != atom.A && !isRepeated(box)
}

// isStated reports whether the heading over a section, but for those of days, names the state of several calls.
func (s *section) isStated() bool {
	for s != nil && !s.state && (s.level == dayLevel || s.dates.Divides()) {
		s = s.within
	}
	return s != nil && s.state
}

// divided is the section that a year or a month divides, else s itself.
func (s *section) divided() *section {
	for s != nil && s.level > 1 && (s.level == dayLevel || s.dates.Divides()) {
		s = s.within
	}
	return s
}

// begin opens a section below those of a higher level; words are its heading's.
func (f *rowFinder) begin(heading *html.Node, words string, level int, aside bool) {
	above := f.section
	for above != nil && above.level >= level {
		above = above.within
	}
	f.section = &section{heading: heading, within: above, level: level, links: f.links, aside: aside, state: isStateName(words)}
	if len(words) <= maxCaption && jtext.HasDigitOfAnyWidth(words) {
		f.section.dates = rowday.ReadHeading(words)
		year := f.section.dates.Number()
		f.section.past = year > 0 && year < f.newest
		f.newest = max(f.newest, year)
	}
	f.sections = append(f.sections, f.section)
}

// leave ends the sections of an element that holds links, or of a form; one that holds a heading and nothing else is that heading's box.
func (f *rowFinder) leave(n *html.Node, before *section, passed mark) {
	switch {
	case f.links > passed.links:
		f.section = before
	case f.controls > passed.controls:
		f.leaveForm(n, before, passed)
	}
}

// titleParts parts a page's title into its own name and those of the site around it.
var titleParts = regexp.MustCompile(`\s*[|｜»＞>/／∥]\s*|\s+[-–—―‐－:：]\s+|[―─]+`)

// siteName matches the part of a title that names the site, folded.
var siteName = jtext.MustPattern(`(?:[都道府県市区町村]|ホームページ|公式サイト|公式(?:ホームページ|ウェブサイト)|サイト|HP|Web|協会|センター|トップ(?:ページ)?|TOP)$`)

// ownSection is the section whose heading names the page: it says what the title does, else it is the first of level 1. nil
// for none.
func ownSection(parts []string, sections []*section) *section {
	var like, first *section
	for _, s := range sections {
		if s.divided() != s {
			continue
		}
		words := jtext.Fold(headingWords(s.heading))
		switch likeness(words, parts) {
		case 2:
			return s
		case 1:
			if like == nil {
				like = s
			}
		}
		if first == nil && s.level == 1 && words != "" {
			first = s
		}
	}
	if like != nil {
		return like
	}
	return first
}

// titleOf is the parts of a page's title, folded.
func titleOf(doc *page.Document) []string {
	title := page.FindInHead(doc.Root, atom.Title, func(*html.Node) bool { return true })
	if title == nil || title.FirstChild == nil {
		return nil
	}
	parts := titleParts.Split(jtext.Fold(page.Collapse(title.FirstChild.Data)), -1)
	several := len(parts) > 1
	return slices.DeleteFunc(parts, func(part string) bool { return len(part) < 6 || several && siteName.MatchString(part) })
}

// headingWords is what a heading says, be it in a picture.
func headingWords(n *html.Node) string {
	words := page.TextOf(n)
	if words == "" {
		page.Walk(n, func(n *html.Node) bool {
			if n.DataAtom == atom.Img && words == "" {
				words = page.Collapse(page.Attribute(n, "alt"))
			}
			return words == ""
		})
	}
	return words
}

// holdsOwn reports whether the heading that says what the page's title does stands in an element, which is then no aside
// whatever it is called.
func (f *rowFinder) holdsOwn(n *html.Node) bool {
	if n.DataAtom != atom.Div && n.DataAtom != atom.Section || len(f.title) == 0 {
		return false
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if level := page.HeadingLevel(c); level > 0 && level < 4 && likeness(jtext.Fold(page.TextOf(c)), f.title) == 2 || c.FirstChild != nil && f.holdsOwn(c) {
			return true
		}
	}
	return false
}

// likeness is 2 where words are a part of the title that names no site, 1 where one holds the other.
func likeness(words string, parts []string) (best int) {
	if len(words) < 6 {
		return 0
	}
	for _, part := range parts {
		switch {
		case part == words:
			return 2
		case strings.Contains(part, words) || strings.Contains(words, part):
			best = 1
		}
	}
	return best
}
