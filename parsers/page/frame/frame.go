// Package frame recognises the parts of a page that its host repeats: header, menus, banners, boxes of other calls, footers. It
// goes by what stands on several pages of one host and not by the names of classes. It is pure: a Sheet is taken from a parsed
// page, a Memory is kept for each host, and both together say which blocks are left out of what is read.
//
// That a block repeats is no proof. The announcements of one office share whole paragraphs: whom to ask, how to apply, the
// conditions of every contract; a call and its answers share a schedule, and so do the ten tenders that are announced on one day.
// What is lost is worse than what is kept: a missing deadline is a call that nobody sees in time, a foreign line of text is an ugly
// summary. So the bar goes by what a block is, and each class of blocks has a condition that shared words of announcements do not
// meet.
//
//   - Lists of links, two at least, are little but the titles of other pages. Conditions, schedules and contacts are no links, and a sentence
//     around a link, or a link to a document, makes a block no list. On three pages, and a quarter of the announcements that are
//     remembered, it is a menu.
//   - Links with figures beside them may be a box of other calls with their last days, or the steps of this call. They have to be
//     as long as titles, without a label in a cell beside them, and to stand on four pages, three of them announcements, and a
//     third of those remembered.
//   - Words alone are the frame's only where a page that is no announcement (a feed's or list's entry page) has them too, more than half
//     of the announcements repeat them, four pages at least, and they follow on this page, as on the others, what is the frame's
//     already: banners and standing notices stand under the header, before the title. Words that follow the announcement's own are
//     never the frame's, however often they come.
//
// A table's cell means nothing without its row and is no block of words. The rest is for the reader of the page, who knows its
// title: it keeps what holds the title or tells whom to ask.
//
// What a page reads to must not change because more pages were seen. A block that was once the frame's stays so for as long as it
// is remembered, and a Memory answers for an earlier instant too (see Memory.Marks): whoever reads a page again can tell what its
// body changed from what the frame did.
package frame

import "golang.org/x/net/html"

// Marks are the blocks of one page that are, or may be, the frame's, each in page order. A block inside another is in the
// list as well.
type Marks struct {
	Out  []*html.Node // the frame's
	Open []*html.Node // links with figures of which too few pages are known to tell
}

// class is what a block is, as far as the bar goes by it.
type class uint8

const (
	noBlock    class = iota // too small or too large, or a cell
	links                   // a list of links, or one of its items
	datedLinks              // likewise with figures
	words

	classBits = 3
)
