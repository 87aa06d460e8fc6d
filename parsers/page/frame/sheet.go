package frame

import (
	"slices"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/parsers/page"
)

// Bounds of a block. Sizes are bytes of text without the white space around it; a kanji has three.
const (
	leastText = 12
	mostText  = 6000
	ownWords  = 60  // words outside links, in one box: more are prose
	titleSize = 24  // words of a link beside which other words stand
	datedSize = 30  // likewise where there are figures
	mostKeys  = 800 // blocks of one page that are remembered
)

// block is one box of a page with what stands inside it. Blocks stand in page order, those inside it up to its end.
type block struct {
	node   *html.Node
	hash   uint64 // of its words and of where its links lead
	before uint64 // hash of the words before it on the page, 0 for none
	after  int32  // block that holds these words, -1 for none
	end    int32

	text, linked int32 // bytes outside and inside links to pages
	own          int32 // bytes outside links and outside the boxes inside
	links, docs  int32 // links to pages, and to documents
	digits       int32
	boxes        int32 // boxes inside that hold words
	prose        bool
	labelled     bool // a cell without link or figures stands in it, which says what the others mean
	class        class
}

// key is a block as a Memory knows it: a hash, whose last bits are the block's class.
type key uint64

func (k key) class() class { return class(k & classBits) }

// Sheet is what can be recognised of a page on other pages.
type Sheet struct {
	blocks []block
	keys   []key // of the blocks that count, sorted, each once
}

// sheets are those of pages that were read: their memory serves the next.
var sheets = sync.Pool{New: func() any { return &Sheet{blocks: make([]block, 0, 512), keys: make([]key, 0, 512)} }}

// Release ends the use of a sheet.
func (s *Sheet) Release() {
	const large = 4096 // blocks: the memory of the rare page is not kept
	if cap(s.blocks) > large {
		return
	}
	clear(s.blocks)
	s.blocks, s.keys = s.blocks[:0], s.keys[:0]
	sheets.Put(s)
}

// Take takes the sheet of a page. How much white space there is, code, what is hidden, what says itself that it is the frame's
// (nav, footer, aside), and the folder and host of a link make no difference.
func Take(doc *page.Document) *Sheet {
	s := sheets.Get().(*Sheet)
	body := page.BodyOf(doc.Root)
	if body == nil {
		return s
	}
	t := taker{sheet: s, last: -1}
	t.box(body, place{})
	for i := range s.blocks {
		if b := &s.blocks[i]; b.class != noBlock && len(s.keys) < mostKeys {
			s.keys = append(s.keys, b.key())
		}
	}
	slices.Sort(s.keys)
	s.keys = slices.Compact(s.keys)
	return s
}

// key is what the block is known by: words together with those before them.
func (b *block) key() key {
	hash := b.hash
	if b.class == words {
		hash = mix(b.hash, b.before)
	}
	return key(hash)&^classBits | key(b.class)
}

// taker walks a page.
type taker struct {
	sheet *Sheet
	words uint64 // hash of the latest words
	last  int32  // block that holds them, -1 before any
}

// place is where a text stands.
type place struct {
	block          int32
	inLink, inFile bool
}

// box adds the block of n, with what is inside it, and returns its index.
func (t *taker) box(n *html.Node, at place) int32 {
	here := int32(len(t.sheet.blocks))
	t.sheet.blocks = append(t.sheet.blocks, block{node: n, before: t.words, after: t.last})
	at.block = here
	t.inside(n, at)
	b := &t.sheet.blocks[here]
	b.end = int32(len(t.sheet.blocks))
	b.class = b.classify()
	return here
}

// inside walks the children of n.
func (t *taker) inside(n *html.Node, at place) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			t.text(c.Data, at)
		case c.Type != html.ElementNode || isNamed(c.DataAtom) || page.IsSilent(c):
		case isBox(c.DataAtom):
			t.add(t.box(c, at), at.block)
		case c.DataAtom == atom.A:
			t.inside(c, t.link(c, at))
		default:
			t.inside(c, at)
		}
	}
}

// text adds the words of a text node to its block.
func (t *taker) text(s string, at place) {
	s = strings.TrimSpace(s)
	if s == "" {
		return
	}
	hash, digits := hashOf(s)
	b := &t.sheet.blocks[at.block]
	b.hash, b.digits = mix(b.hash, hash), b.digits+digits
	t.words, t.last = hash, at.block
	if at.inLink {
		b.linked += int32(len(s))
		return
	}
	b.text += int32(len(s))
	if !at.inFile {
		b.own += int32(len(s))
		b.prose = b.prose || b.own > ownWords || strings.Contains(s, "。") || strings.Contains(s, "ください")
	}
}

// link adds where a link leads to its block, and returns the place of its words.
func (t *taker) link(a *html.Node, at place) place {
	href := page.Attribute(a, "href")
	if href == "" || href[0] == '#' || strings.HasPrefix(href, "mailto:") || strings.HasPrefix(href, "tel:") {
		return at
	}
	b := &t.sheet.blocks[at.block]
	hash, _ := hashOf(withoutFolder(href))
	b.hash = mix(b.hash, hash)
	if !strings.HasSuffix(href, "/") && !strings.HasSuffix(href, ".html") && page.IsFileLink(a) {
		b.docs++
		at.inFile = true
	} else {
		b.links++
		at.inLink = true
	}
	return at
}

// add adds what a box holds to the one around it.
func (t *taker) add(inner, outer int32) {
	in, out := &t.sheet.blocks[inner], &t.sheet.blocks[outer]
	if in.text+in.linked == 0 {
		return
	}
	out.boxes++
	out.hash = mix(out.hash, in.hash)
	out.text, out.linked = out.text+in.text, out.linked+in.linked
	out.links, out.docs, out.digits = out.links+in.links, out.docs+in.docs, out.digits+in.digits
	out.prose = out.prose || in.prose
	kind := in.node.DataAtom
	out.labelled = out.labelled || in.labelled || (kind == atom.Th || kind == atom.Dt) && in.links == 0 && in.digits < 2
}

// classify tells what a block is, once all that it holds is known.
func (b *block) classify() class {
	size := b.text + b.linked
	if size < leastText || size > mostText || b.node.DataAtom == atom.Body {
		return noBlock
	}
	switch {
	case b.links == 1 && b.text == 0 && b.digits < 2:
		return noBlock // the items of menus are most of a page's blocks, and tell nothing that the menu does not
	case b.isLinks() && b.digits < 2:
		return links
	case b.boxes == 0 && isCell(b.node.DataAtom):
		return noBlock
	case b.isLinks() && b.linked >= datedSize*b.links && !b.labelled:
		return datedLinks
	}
	return words
}

// isLinks reports whether a block is a list of links, or one with a few words beside it.
func (b *block) isLinks() bool {
	return b.links > 0 && b.docs == 0 && !b.prose && 2*b.linked >= b.text && (b.text == 0 || b.linked >= titleSize*b.links)
}

// isNamed reports whether an element says by itself that it is the frame's.
func isNamed(kind atom.Atom) bool {
	return kind == atom.Nav || kind == atom.Footer || kind == atom.Aside
}

// isCell reports whether an element means what it does by what stands beside it.
func isCell(kind atom.Atom) bool {
	return kind == atom.Td || kind == atom.Th || kind == atom.Dt || kind == atom.Dd
}

// isBox reports whether an element may be a block.
func isBox(kind atom.Atom) bool {
	switch kind {
	case atom.Table, atom.Tr, atom.Dl, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Pre:
		return true
	case atom.Summary, atom.Figcaption, atom.Legend, atom.Caption, atom.Option:
		return false
	}
	box, _ := page.BoxKind(kind)
	return box
}

// withoutFolder is the end of a link's address, which is the same from every page: the file with its query, or the last folder.
func withoutFolder(href string) string {
	href, _, _ = strings.Cut(href, "#")
	path := len(href)
	if query := strings.IndexByte(href, '?'); query >= 0 {
		path = query
	}
	for path > 0 && href[path-1] == '/' {
		path--
	}
	return href[strings.LastIndexByte(href[:path], '/')+1:]
}
