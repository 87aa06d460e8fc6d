package detail

import (
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// prune marks the blocks that are not the announcement's: navigation, side columns, banners, other announcements, by what they
// are called and by what the host repeats.
// What holds the title is never pruned, whatever it is called or however often it is repeated.
func (o *outline) prune(heading int, title string) {
	total, contact := max(1, o.total()), 0 // where the contact ends that was met last
	own := sync.OnceValue(func() ownTitle { return newOwnTitle(title) })
	for i := 0; i < len(o.blocks); {
		b := &o.blocks[i]
		holdsTitle := i <= heading && heading < b.end
		if b.part == page.CrumbPart && !holdsTitle {
			i = b.end // read as breadcrumbs, though it is a list of links
			continue
		}
		if b.part == page.ContactPart && !holdsTitle && b.text+b.linked <= mostContact {
			contact = b.end
		}
		if i < contact && b.links < 3 && b.part == 0 {
			i++ // the office is a link
			continue
		}
		if b.part == page.AroundPart && !holdsTitle && o.asksQuestionsTo(b) {
			b.part = page.ContactPart
			i = b.end
			continue
		}
		if holdsTitle || !o.isAround(b, total) && !(b.repeated && o.leaveOut(i, own())) {
			i++
			continue
		}
		b.pruned = true
		for up := b.parent; up >= 0; up = o.blocks[up].parent {
			o.blocks[up].text -= b.text
			o.blocks[up].linked -= b.linked
		}
		i = b.end
	}
}

// total is the text of the whole body, in bytes.
func (o *outline) total() int {
	if len(o.blocks) == 0 {
		return 0
	}
	return o.blocks[0].text
}

// isAround says whether a block stands around the announcement. total is the text of the whole body.
func (o *outline) isAround(b *block, total int) bool {
	mostlyLinks := b.linked > b.text && b.docs == 0
	switch b.part {
	case page.HiddenPart:
		return b.text*3 < total
	case page.CrumbPart:
		return false // read as breadcrumbs, never as text
	case page.ContactPart:
		return false
	case page.RelatedPart:
		return b.docs == 0 || mostlyLinks
	case page.AroundPart:
		if isFacts(b) {
			return false
		}
		return (b.text+b.linked)*2 <= total+o.blocks[0].linked || b.node.DataAtom == atom.Nav
	case page.MaybeAround:
		if mostlyLinks && b.links > 0 {
			return true
		}
	}
	return isLinkList(b)
}

// leastFacts is the length in bytes of the shortest table that counts as the announcement's facts whatever it is called.
const leastFacts = 100

// isFacts reports whether a block is a table of text without links, as the facts of a call are set: its class may say that it
// stands at the side.
func isFacts(b *block) bool {
	return b.node.DataAtom == atom.Table && b.links == 0 && b.text >= leastFacts && !isSiteFooter(page.TextOf(b.node))
}

// linkListKinds are the elements that hold lists of links: lists, cells of layout tables, boxes.
func isLinkList(b *block) bool {
	switch b.node.DataAtom {
	case atom.Ul, atom.Ol, atom.Td, atom.Table, atom.Div, atom.Section, atom.Dl, atom.Font, atom.Form:
	default:
		return false
	}
	if b.docs > 0 || b.links == 0 || b.part == page.MainPart && b.links < 6 {
		return false
	}
	if b.links < 3 && (b.text > 0 || b.linked <= 60*b.links) {
		return false // one or two links alone, each as long as a title, are a list
	}
	return b.linked > 3*b.text && !linksOffices(b)
}

// mostOffices is how many links the name of a department holds at most: its bureau, its division, its section and its office.
const mostOffices = 4

// linksOffices reports whether a block is the name of a department, each part a link.
func linksOffices(b *block) bool {
	if b.links > mostOffices {
		return false
	}
	for _, a := range page.LinksIn(b.node) {
		if !page.IsDepartment(jtext.Fold(page.TextOf(a))) {
			return false
		}
	}
	return true
}

// asksQuestionsTo says whether a block named like a footer is the announcement's contact (the id "section_footer" of
// one CMS) and not the site's: it says whom to ask, and not the switchboard or the office hours; these it may say inside the main
// part, where no site's footer stands.
func (o *outline) asksQuestionsTo(b *block) bool {
	if b.node.DataAtom == atom.Nav || b.text > 1500 || b.text < 20 {
		return false
	}
	text := page.TextOf(b.node)
	if !page.HasContactLabel(text) || signsSite(text) {
		return false
	}
	return !isSiteFooter(text) || o.within(b.parent, page.MainPart) && page.HasContactLabel(firstPart(text))
}

// siteSigns are words of a site's own footer; seatSigns are those that stand there and hardly in an announcement's contact, but for the
// switchboard, whose number may be an office's.
var (
	siteSigns = []string{"法人番号", "Copyright", "copyright", "COPYRIGHT", "©", "Rights Reserved", "サイトマップ"}
	seatSigns = append([]string{"開庁", "閉庁", "個人情報"}, siteSigns...)
)

// signsSite reports whether a text holds what no announcement's contact does.
func signsSite(text string) bool { return jtext.HasAny(text, siteSigns...) }

// isSiteFooter says whether a text is the site's own address line.
func isSiteFooter(text string) bool {
	return strings.Contains(text, "代表") || tellsOfSeat(text)
}

// tellsOfSeat reports whether a text holds more of a site's own footer than the switchboard.
func tellsOfSeat(text string) bool { return jtext.HasAny(text, seatSigns...) }

// article returns the block that holds the announcement: from the title upwards, the first that is a known container
// with a fair share of the page's text, or any with most of it.
func (o *outline) article(heading int) int {
	if len(o.blocks) == 0 {
		return -1
	}
	total := max(1, o.total())
	if heading < 0 {
		return o.densest(total)
	}
	at := heading
	for o.blocks[at].parent >= 0 {
		at = o.blocks[at].parent
		b := &o.blocks[at]
		if page.HeadingLevel(b.node) > 0 || b.part == page.HeadPart || isTablePart(b.node) {
			continue
		}
		if b.part == page.MainPart && b.text*3 > total || b.text*5 > total*3 {
			return at
		}
	}
	return at
}

// densest goes down from the body for as long as one child holds most of the text.
func (o *outline) densest(total int) int {
	at := 0
	for {
		next := -1
		for i := at + 1; i < o.blocks[at].end; i = o.blocks[i].end {
			if !o.blocks[i].pruned && o.blocks[i].text*5 > total*3 {
				next = i
			}
		}
		if next < 0 || o.blocks[next].node.DataAtom == atom.P || isTablePart(o.blocks[next].node) {
			return at
		}
		at = next
		if o.blocks[at].part == page.MainPart {
			return at
		}
	}
}

// isTablePart says whether an element is read by its table and never as a block of its own.
func isTablePart(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Tr, atom.Tbody, atom.Thead, atom.Tfoot, atom.Dt, atom.Dd:
		return true
	}
	return false
}
