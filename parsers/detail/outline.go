package detail

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/detail/filename"
	"koubo/parsers/page"
)

// block is one element of the body with what stands inside it, counted once for the whole page. Blocks are kept in
// page order, so a block's descendants are those up to its end.
type block struct {
	node   *html.Node
	parent int           // index of the enclosing block, -1 for the body
	end    int           // index after the last descendant
	text   int           // bytes of text outside links, and of links to documents
	linked int           // bytes of text inside links to pages
	links  int           // links to pages
	docs   int           // links to documents
	framed bool          // a table, a dl or a heading stands inside
	pruned bool          // not the announcement's: left out of what is read
	part   page.Landmark // which part of a page its names say it is

	repeated bool // of the host's frame, by what other pages hold
}

// outline is the body of a page, counted.
type outline struct {
	blocks []block
	lines  []line // memory for the reader
}

// outlines are those of pages that have been read: their memory serves the next.
var outlines = sync.Pool{New: func() any { return &outline{blocks: make([]block, 0, 256), lines: make([]line, 0, 96)} }}

// newOutline counts the body in one walk; hidden and silent elements (scripts, struck-out text) are not in it.
func newOutline(root *html.Node) *outline {
	o := outlines.Get().(*outline)
	if body := page.BodyOf(root); body != nil {
		o.add(body, -1, 0)
	}
	return o
}

// release ends the use of an outline and of its reader.
func (o *outline) release(r *reader) {
	const large = 4096 // blocks: the memory of the rare page is not kept
	if cap(o.blocks) > large || cap(r.lines) > large {
		return
	}
	clear(o.blocks)
	clear(r.lines)
	o.blocks, o.lines = o.blocks[:0], r.lines[:0]
	outlines.Put(o)
}

// Where a text stands, as far as counting it goes.
const (
	outsideLink = iota
	inPageLink
	inDocumentLink
)

// add counts n and what is in it as a block under parent, and returns its index.
func (o *outline) add(n *html.Node, parent, link int) int {
	here := len(o.blocks)
	o.blocks = append(o.blocks, block{node: n, parent: parent, part: page.LandmarkOf(n)})
	var sum block
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			size := len(strings.TrimSpace(c.Data))
			if link == inPageLink {
				sum.linked += size
			} else {
				sum.text += size
			}
		case html.ElementNode:
			if page.IsSilent(c) {
				continue
			}
			inside := link
			if c.DataAtom == atom.A {
				if href := page.Attribute(c, "href"); filename.Ending(href) != "" || href != "" && statesSize(c) {
					inside, sum.docs = inDocumentLink, sum.docs+1
				} else if href != "" && !strings.HasPrefix(href, "mailto:") && !strings.HasPrefix(href, "tel:") {
					inside, sum.links = inPageLink, sum.links+1
				}
			}
			child := o.blocks[o.add(c, here, inside)]
			sum.text += child.text
			sum.linked += child.linked
			sum.links += child.links
			sum.docs += child.docs
			sum.framed = sum.framed || child.framed || isFrame(c)
		}
	}
	b := &o.blocks[here]
	b.text, b.linked, b.links, b.docs, b.framed = sum.text, sum.linked, sum.links, sum.docs, sum.framed
	b.end = len(o.blocks)
	return here
}

// statesSize reports whether the words of a link state the type and the size of a file, which a program may send: 公募要領(PDFファイル／530KB).
func statesSize(a *html.Node) bool {
	for n := range a.Descendants() {
		if n.Type == html.TextNode && jtext.HasAny(n.Data, "KB", "MB", "kB", "ＫＢ", "ＭＢ", "キロバイト", "メガバイト") && filename.StatedType(jtext.Fold(n.Data), "") != "" {
			return true
		}
	}
	return false
}

// isFrame says whether an element gives its cell or definition a structure of its own.
func isFrame(n *html.Node) bool {
	return n.DataAtom == atom.Table || n.DataAtom == atom.Dl || page.HeadingLevel(n) > 0
}

// linkedTitle finds the first block that is one link whose words are the name of the page in <title>, -1 for none: portals set an
// announcement's title as a link to its own page. An entry of a list or of a menu that says the same is none.
func (o *outline) linkedTitle(known []string) (at int, title string) {
	for i := range o.ownBlocks() {
		b := &o.blocks[i]
		if b.links != 1 || b.text > 0 || o.isEntry(i) {
			continue
		}
		text := headingText(b.node)
		for _, part := range known[:min(len(known), 2)] { // the whole, and its first part: behind them the place in the site
			if utf8.RuneCountInString(part) >= shortest && page.SameWords(page.WithoutNews(text), part) {
				return i, text
			}
		}
	}
	return -1, ""
}

// isEntry reports whether block i is an entry of a list or of a menu, or stands around the announcement.
func (o *outline) isEntry(i int) bool {
	for ; i >= 0; i = o.blocks[i].parent {
		switch b := &o.blocks[i]; {
		case b.node.DataAtom == atom.Li, b.node.DataAtom == atom.Nav, b.part == page.AroundPart, b.part == page.MaybeAround:
			return true
		}
	}
	return false
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
