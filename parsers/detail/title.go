package detail

import (
	"iter"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// heading finds the block that holds the announcement's title, -1 where none does, and the title itself: the heading
// that <title> or the breadcrumbs repeat, else the words beside it that they repeat, else the first h1 outside the page's header,
// else what <title> says, else the first words that are set off.
func (o *outline) heading(root *html.Node) (at int, title string) {
	parts, sites := page.TitleParts(root)
	if len(parts) == 0 {
		if crumb := o.lastCrumb(); crumb != "" {
			parts = []string{crumb}
		}
	}
	known := parts[:min(len(parts), mostParts)]
	at, best := -1, 0
	for i := range o.titleCandidates() {
		text := headingText(o.blocks[i].node)
		if score := o.titleScore(i, text, parts); score > best {
			at, best, title = i, score, text
		}
	}
	const likely = 3 // the least score of a heading that is no place in the site
	if best < likely {
		if found, text := o.repeating(known); found >= 0 {
			best, at, title = agrees, found, text
		}
	}
	if best < alone {
		if found, text := o.linkedTitle(known); found >= 0 {
			at, title = found, text
		}
	}
	if title == "" && len(known) > 0 {
		title = known[0]
	}
	if title == "" {
		at, title = o.firstSetOff()
	}
	if title == "" && len(sites) > 0 {
		title = sites[0]
	}
	if at >= 0 {
		for p := o.blocks[at].parent; p >= 0; p = o.blocks[p].parent {
			o.blocks[p].framed = true // a cell around the title is a place on the page, see isLayoutRow
		}
	}
	return at, asWritten(page.WithoutNews(title), known)
}

// mostParts bounds the parts of <title> that blocks are compared with.
const mostParts = 8

// lastCrumb returns the end of the breadcrumbs, where it is the page itself and no link: "" for none.
func (o *outline) lastCrumb() string {
	for i := range o.blocks {
		if o.blocks[i].part != page.CrumbPart {
			continue
		}
		last, isLink := page.LastText(o.blocks[i].node, false)
		const least = 12 // bytes, four characters
		if last = strings.TrimSpace(strings.TrimLeft(last, " 　>＞›»/｜|→")); !isLink && len(last) >= least && !page.IsSiteName(jtext.Fold(last)) && !page.IsKindOfPage(last) {
			return page.Collapse(last)
		}
	}
	return ""
}

// repeating finds the first block without links whose whole text is one of what <title> or the breadcrumbs say.
func (o *outline) repeating(known []string) (at int, title string) {
	for i := range o.ownBlocks() {
		b := &o.blocks[i]
		for _, part := range known {
			const marks = 60 // bytes beside it: NEW, when it was changed
			if b.linked > 0 || b.text == 0 || b.text > len(part)+marks || b.text+marks < len(part) {
				continue
			}
			if text := headingText(b.node); page.SameWords(page.WithoutNews(text), part) {
				return i, text
			}
		}
	}
	return -1, ""
}

// asWritten returns a title in the form of what <title> says, where that only has fewer spaces.
func asWritten(title string, known []string) string {
	for _, part := range known {
		if strings.Count(part, " ") < strings.Count(title, " ") && page.SameWords(part, title) {
			return part
		}
	}
	return title
}

// firstSetOff finds the first words that are set off like a title, on a page that has neither a heading nor a <title> that says
// more than the site's name.
func (o *outline) firstSetOff() (at int, title string) {
	const least = 24 // bytes, eight characters
	for i := range o.titleCandidates() {
		if b := &o.blocks[i]; b.text < least || b.linked > 0 || o.within(i, page.HeadPart) {
			continue
		}
		if text := headingText(o.blocks[i].node); !page.IsSiteName(jtext.Fold(text)) && !page.HeadsPart(text) {
			return i, text
		}
	}
	return o.firstOfCall()
}

// ofCall are words of titles of calls and of what becomes of them.
var ofCall = []string{"募集", "公募", "入札", "プロポーザル", "提案", "指定管理", "サウンディング", "補助金", "実証", "ネーミングライツ", "審査結果", "選定結果", "について"}

// firstOfCall finds the first line that reads like a call's title, on a page that sets none off.
func (o *outline) firstOfCall() (at int, title string) {
	const least, most = 24, 200 // bytes
	for i := range o.blocks {
		b := &o.blocks[i]
		if b.text < least || b.text > most || b.linked > 0 || !isPlainBox(b.node) && b.node.DataAtom != atom.Dt && b.node.DataAtom != atom.Td || b.framed || o.within(i, page.HeadPart) || o.within(i, page.CrumbPart) {
			continue
		}
		text := headingText(b.node)
		if len(text) >= least && jtext.HasAny(text, ofCall...) && !strings.ContainsAny(text, "。：") && !page.HeadsPart(text) {
			return i, text
		}
	}
	return -1, ""
}

// ownBlocks are the blocks outside crumbs, menus and what is hidden or about other pages.
func (o *outline) ownBlocks() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; i < len(o.blocks); {
			b := &o.blocks[i]
			if b.part == page.CrumbPart || b.part == page.HiddenPart || b.part == page.RelatedPart || b.node.DataAtom == atom.Nav {
				i = b.end
				continue
			}
			if !yield(i) {
				return
			}
			i++
		}
	}
}

// titleCandidates are those of them that may hold a title.
func (o *outline) titleCandidates() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range o.ownBlocks() {
			if mayHoldTitle(&o.blocks[i]) && !yield(i) {
				return
			}
		}
	}
}

// titleWords are the words of classes that a title without h1 goes by.
var titleWords = map[string]bool{"title": true, "ttl": true, "subject": true, "midashi": true, "heading": true}

// linksHome says whether a link to the site's home page stands in n: its name, not the title of a page.
func linksHome(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.A {
			href := page.Attribute(c, "href")
			return href == "/" || href == "./" || href == "../" || strings.Count(href, "/") <= 3 && strings.HasPrefix(href, "http") && strings.HasSuffix(href, "/")
		}
	}
	return false
}

// mayHoldTitle says whether a block is worth comparing with <title>: a heading, or short text set off like one.
func mayHoldTitle(b *block) bool {
	size := b.text + b.linked
	if b.text == 0 && linksHome(b.node) || size == 0 || size > 900 && page.HeadingLevel(b.node) == 0 {
		return false
	}
	switch b.node.DataAtom {
	case atom.H1, atom.H2, atom.H3:
		return true
	case atom.Font, atom.B, atom.Strong, atom.Caption, atom.Big:
		return b.linked == 0
	}
	found := false
	page.EachWord(page.Attribute(b.node, "class"), func(word string) { found = found || titleWords[word] })
	return found && b.linked == 0
}

const (
	agrees = 12 // the least score of a heading whose words <title> has, too
	alone  = 6  // that of an h1 whose words it has not
)

// shortest is the number of characters from which on a heading below h1 is likelier a title than a place in the site.
const shortest = 10

// titleScore says how likely text, in block i, is the title; 0 for not at all.
func (o *outline) titleScore(i int, text string, parts []string) int {
	folded := jtext.Fold(text)
	score := 0
	for n, part := range parts {
		part = jtext.Fold(part)
		switch {
		case folded == part:
			score = max(score, 40-n)
		case len(part) > 12 && strings.Contains(folded, part), len(folded)*2 > len(part) && strings.Contains(part, folded):
			score = max(score, 20-n)
		case beginsAlike(folded, part):
			score = max(score, 12-n)
		}
	}
	level := page.HeadingLevel(o.blocks[i].node)
	if level == 0 && isLarge(o.blocks[i].node) && !o.hasHeadings() {
		level = 1
	}
	switch {
	case level > 0:
		score += 8 - 2*level
	case score < 20:
		return 0
	}
	if page.IsKindOfPage(folded) {
		return 1 // 槙島市記者発表資料: any other heading says more
	}
	if page.IsSiteName(folded) || level != 1 && score < 20 && o.within(i, page.HeadPart) {
		return 0
	}
	if level == 1 && o.within(i, page.HeadPart) {
		score -= 3
	}
	if score >= agrees || level == 0 {
		return score
	}
	switch {
	case page.HeadsPart(text):
		return 0
	case classHas(o.blocks[i].node, titleWords):
		score += 3
	case level > 1 && utf8.RuneCountInString(folded) < shortest:
		score = max(1, score-3) // 産業・しごと: more likely where the page stands in the site
	}
	return score
}

// beginsAlike says whether most of two titles is the same, from the beginning on: …連携事業者募集, …連携事業者を募集します.
func beginsAlike(a, b string) bool {
	const least = 30 // bytes, ten characters
	same := 0
	for same < len(a) && same < len(b) && a[same] == b[same] {
		same++
	}
	return same >= least && 3*same >= 2*min(len(a), len(b))
}

// isLarge says whether an element sets its words in letters as large as a heading's, as pages without headings do.
func isLarge(n *html.Node) bool {
	size := page.Attribute(n, "size")
	return n.DataAtom == atom.Font && (size >= "5" && size <= "7" || size == "+2" || size == "+3" || size == "+4")
}

// headingText returns the text of a heading up to the first block inside it, where an unclosed heading swallowed the
// rest of the page.
func headingText(n *html.Node) string {
	var text strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if isBox, _ := page.BoxKind(c.DataAtom); isBox && c.Type == html.ElementNode && strings.TrimSpace(text.String()) != "" {
			break
		}
		switch {
		case c.Type == html.TextNode:
			text.WriteString(c.Data)
		case c.Type == html.ElementNode && c.DataAtom == atom.Br:
			text.WriteByte(' ')
		case c.Type == html.ElementNode && !page.IsSilent(c):
			page.GatherText(c, &text)
		}
	}
	return page.Collapse(text.String())
}
