package detail

import (
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// heading finds the block that holds the announcement's title, -1 where none does, and the title itself: the heading
// that <title> repeats, else the first h1 outside the page's header, else what <title> says.
func (o *outline) heading(root *html.Node) (at int, title string) {
	parts := titleParts(root)
	at, best := -1, 0
	for i := range o.titleCandidates() {
		text := headingText(o.blocks[i].node)
		if score := o.titleScore(i, text, parts); score > best {
			at, best, title = i, score, text
		}
	}
	if title == "" && len(parts) > 0 {
		title = parts[0]
	}
	if title == "" {
		at, title = o.firstSetOff()
	}
	if at >= 0 {
		for p := o.blocks[at].parent; p >= 0; p = o.blocks[p].parent {
			o.blocks[p].framed = true // a cell around the title is a place on the page, see isLayoutRow
		}
	}
	return at, title
}

// firstSetOff finds the first words that are set off like a title, on a page that has neither a heading nor a <title>.
func (o *outline) firstSetOff() (at int, title string) {
	const least = 24 // bytes, eight characters
	for i := range o.titleCandidates() {
		if b := &o.blocks[i]; b.text < least || b.linked > 0 || o.within(i, page.HeadPart) {
			continue
		}
		if text := headingText(o.blocks[i].node); !isSiteName(jtext.Fold(text)) {
			return i, text
		}
	}
	return -1, ""
}

// titleCandidates are the blocks outside crumbs, menus and what is hidden or about other pages that may hold a title.
func (o *outline) titleCandidates() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; i < len(o.blocks); {
			b := &o.blocks[i]
			if b.part == page.CrumbPart || b.part == page.HiddenPart || b.part == page.RelatedPart || b.node.DataAtom == atom.Nav {
				i = b.end
				continue
			}
			if mayHoldTitle(b) && !yield(i) {
				return
			}
			i++
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

// titleScore says how likely text, in block i, is the title; 0 for not at all.
func (o *outline) titleScore(i int, text string, parts []string) int {
	folded := jtext.Fold(text)
	score := 0
	for n, part := range parts {
		part = jtext.Fold(part)
		switch {
		case isSiteName(part):
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
	if isKindOfPage(folded) {
		return 1 // 槙島市記者発表資料: any other heading says more
	}
	if isSiteName(folded) || level != 1 && score < 20 && o.within(i, page.HeadPart) {
		return 0
	}
	if level == 1 && o.within(i, page.HeadPart) {
		score -= 3
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

// hasHeadings says whether the page has a heading that is not a picture.
func (o *outline) hasHeadings() bool {
	return slices.ContainsFunc(o.blocks, func(b block) bool { return page.HeadingLevel(b.node) > 0 && b.text+b.linked > 0 })
}

// within says whether block i is that part of the page or stands in it.
func (o *outline) within(i int, part page.Landmark) bool {
	for ; i >= 0; i = o.blocks[i].parent {
		if o.blocks[i].part == part {
			return true
		}
	}
	return false
}

// siteEndings end the part of a <title> that names the site.
var siteEndings = []string{"ホームページ", "公式サイト", "ウェブサイト", "Webサイト", "WEBサイト", "公式HP", "オフィシャルサイト", "ポータルサイト",
	"市役所", "区役所", "町役場", "村役場", "県庁", "府庁", "道庁", "都庁"}

// bodyEndings end the names of the bodies beside municipalities that have sites of their own; callWords say that a title only names
// such a body.
var (
	bodyEndings = []string{"組合", "企業団", "広域連合", "財団", "公社", "機構", "教育委員会", "水道局", "交通局", "協議会", "協会", "商工会議所", "病院局", "企業局"}
	callWords   = []string{"募集", "公募", "入札", "選定", "委託", "業務", "について", "指定管理", "プロポーザル", "提案"}
)

var townEndings = []string{"市", "区", "町", "村", "県", "府", "都", "道"}

// longestBody and longestTown are the greatest number of characters of a body's name, and of a municipality's.
const (
	longestBody = 20
	longestTown = 7
)

// isSiteName says whether a folded text is a site's name and not a page's.
func isSiteName(text string) bool {
	endsIn := func(ending string) bool { return strings.HasSuffix(text, ending) }
	n := utf8.RuneCountInString(text)
	return slices.ContainsFunc(siteEndings, endsIn) || n <= longestBody && slices.ContainsFunc(bodyEndings, endsIn) && !jtext.HasAny(text, callWords...) ||
		n <= longestTown && slices.ContainsFunc(townEndings, endsIn)
}

// isKindOfPage says whether a heading only says of what kind the page is.
func isKindOfPage(text string) bool {
	return kindOfPage.MatchString(text) && utf8.RuneCountInString(text) <= 16
}

var kindOfPage = jtext.MustPattern(`(?:記者発表(?:資料)?|報道発表(?:資料)?|報道提供資料|プレスリリース|お知らせ|新着情報|トピックス|NEWS(?: RELEASE)?|PRESS RELEASE)$`)

// titleSeparators stand between a page's and a site's name. The dash and slash count only between spaces.
var titleSeparators = []string{"｜", "|", " - ", " – ", " — ", " ‐ ", " / ", "／", " « ", " » ", "：：", "::", " : ", "－"}

// titleParts splits <title>, else og:title, into the page's name and the site's, site names last.
func titleParts(root *html.Node) []string {
	node := page.FindInHead(root, atom.Title, func(*html.Node) bool { return true })
	whole := ""
	if node != nil {
		whole = page.TextOf(node)
	}
	if whole == "" {
		if meta := page.FindInHead(root, atom.Meta, isOGTitle); meta != nil {
			whole = page.Collapse(page.Attribute(meta, "content"))
		}
	}
	if whole == "" {
		return nil
	}
	pieces := []string{whole}
	for _, separator := range titleSeparators {
		var next []string
		for _, piece := range pieces {
			next = append(next, strings.Split(piece, separator)...)
		}
		pieces = next
	}
	var pages, sites []string
	for _, piece := range pieces {
		piece = strings.TrimSpace(piece)
		switch {
		case piece == "":
		case isSiteName(jtext.Fold(piece)):
			sites = append(sites, piece)
		default:
			pages = append(pages, piece)
		}
	}
	if len(pages) > 1 {
		pages = append([]string{strings.TrimSpace(untilSite(whole, sites))}, pages...)
	}
	return append(pages, sites...)
}

// untilSite cuts a <title> at the site's name, for pages whose own name holds a separator.
func untilSite(whole string, sites []string) string {
	for _, site := range sites {
		if at := strings.Index(whole, site); at > 0 {
			whole = whole[:at]
		}
	}
	return strings.Trim(whole, " ｜|-–—‐/／«»:：－")
}

func isOGTitle(n *html.Node) bool { return page.Attribute(n, "property") == "og:title" }

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
