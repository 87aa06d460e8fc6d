package detail

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/parsers/page"
)

// line is one line of a page as a reader sees it; a table row and a dt with its dd are one, with tabs between and line
// breaks inside.
type line struct {
	text    string
	heading bool
	gap     bool // a blank line stands before it
	page    int  // of a paper, 0 of a page of the web
	inMain  bool // inside the block that holds the announcement
	crumb   bool // of the breadcrumbs
	pair    bool // a label and its value
	head    bool // a row of column heads
	bold    bool // all of it
	stamp   bool // a date that the page states of itself
	dated   page.Landmark
	links   []anchor
	targets []string // addresses of mailto: and numbers of tel: links that the text does not show
}

// anchor is a link inside a line, as byte offsets of its text.
type anchor struct {
	href     string
	from, to int
	icon     string // alternative text of an image inside
}

// reader turns the outline into lines, in one walk.
type reader struct {
	o       *outline
	main    int
	title   int // block of the title
	titleAt int // line of the title, -1 before it
	lines   []line
	flows   map[int]bool // by block: whether what it holds are days above what happens on them

	buf       []byte // text of the line being written
	links     []anchor
	targets   []string
	space     bool // white space came since the last character
	gap       bool
	isHeading bool
	inMain    bool
	crumb     bool
	preserve  bool          // inside pre
	bold      bool          // inside an element that is set in bold
	plain     bool          // the line being written has words that are not
	dated     page.Landmark // what the enclosing box says of dates
	lineDated page.Landmark // what something inside the line says of them
}

// readLines reads the whole body, without what is pruned.
func (o *outline) readLines(main, title int) *reader {
	r := &reader{o: o, main: main, title: title, titleAt: -1, lines: o.lines, buf: make([]byte, 0, 512)}
	if len(o.blocks) > 0 {
		r.visit(0)
		r.flush()
	}
	return r
}

// visit reads block i.
func (r *reader) visit(i int) {
	b := &r.o.blocks[i]
	if b.pruned {
		r.flush()
		if n := len(r.lines); b.links > 0 && n > 0 && n-1 != r.titleAt && r.lines[n-1].heading {
			r.lines = r.lines[:n-1] // その他の募集: it heads nothing that is read
		}
		return
	}
	if i == r.main {
		r.flush()
		r.inMain = true
		defer func() { r.flush(); r.inMain = false }()
	}
	if i == r.title {
		r.flush()
		r.titleAt = len(r.lines)
	}
	if b.part == page.HeadPart && !(i <= r.title && r.title < b.end) && r.inMain && b.linked > 0 {
		r.flush()
		r.inMain = false
		defer func() { r.flush(); r.inMain = true }()
	}
	if b.part == page.CrumbPart && !r.crumb {
		r.flush()
		r.crumb = true
		defer func() { r.flush(); r.crumb = false }()
	}
	r.element(i)
}

// element reads block i according to what it is.
func (r *reader) element(i int) {
	n := r.o.blocks[i].node
	switch n.DataAtom {
	case atom.Br:
		r.flush()
	case atom.Hr:
		r.flush()
		r.gap = true
	case atom.Img:
		r.image(n)
	case atom.A:
		r.link(i)
	case atom.Tr:
		r.row(i)
	case atom.Table:
		r.table(i)
	case atom.Dl:
		r.definitions(i)
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		r.flush()
		r.gap, r.isHeading = true, true
		r.children(i)
		r.flush()
		r.gap, r.isHeading = true, false
	case atom.B, atom.Strong:
		before := r.bold
		r.bold = true
		r.other(i)
		r.bold = before
	case atom.Pre:
		r.flush()
		before := r.preserve
		r.preserve = true
		r.children(i)
		r.flush()
		r.preserve = before
	default:
		r.other(i)
	}
}

// other reads an element that is only a box, or nothing but inline.
func (r *reader) other(i int) {
	b := &r.o.blocks[i]
	isBox, gap := page.BoxKind(b.node.DataAtom)
	if found := datedName(b.node); found != noDate && !isBox {
		if r.lineDated != noDate && b.node.DataAtom == atom.Time && endsInDay(r.buf) {
			r.flush() // <time class="published">…</time><time class="updated">
		}
		r.lineDated = found
	} else if found != noDate {
		before := r.dated
		r.flush()
		r.dated = found
		defer func() { r.flush(); r.dated = before }()
	}
	if r.labelled(i) {
		return
	}
	if !isBox {
		if followsClassed(b.node) {
			r.space = true
		}
		r.children(i)
		return
	}
	r.flush()
	r.gap = r.gap || gap
	r.children(i)
	r.flush()
	r.gap = r.gap || gap
}

// endsInDay reports whether a line's text ends in a day.
func endsInDay(text []byte) bool {
	last, _ := utf8.DecodeLastRune(bytes.TrimSuffix(text, []byte("日")))
	return last >= '0' && last <= '9' || last >= '０' && last <= '９'
}

// followsClassed says whether n and the element right before it are inline boxes with classes of their own, which a
// style sheet sets apart: <span class="sf_tel">…</span><span class="sf_fax">. A bracket belongs to the word before it.
func followsClassed(n *html.Node) bool {
	before := n.PrevSibling
	return before != nil && before.DataAtom == atom.Span && n.DataAtom == atom.Span && page.Attribute(n, "class") != "" &&
		page.Attribute(before, "class") != "" && page.Attribute(n, "class") != page.Attribute(before, "class") && !opensBracket(n)
}

func opensBracket(n *html.Node) bool {
	first := n.FirstChild
	return first != nil && first.Type == html.TextNode && (strings.HasPrefix(first.Data, "（") || strings.HasPrefix(first.Data, "("))
}

// children reads what stands in block i.
func (r *reader) children(i int) {
	next := i + 1
	end := r.o.blocks[i].end
	for c := r.o.blocks[i].node.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			r.write(c.Data)
		case next < end && r.o.blocks[next].node == c:
			r.visit(next)
			next = r.o.blocks[next].end
		}
	}
}

// write adds text to the line, white space collapsed.
func (r *reader) write(s string) {
	for at := 0; at < len(s); {
		c, size := rune(s[at]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(s[at:])
		}
		switch c {
		case '\n':
			if r.preserve {
				r.flush()
			}
			r.space = true
		case ' ', '\t', '\r', '\f', '\v', '\u00a0', '\u3000', '\u2002', '\u2003', '\u2009':
			r.space = true
		case '\u200b', '\u200c', '\u200d', '\ufeff', '\u00ad', '\u2060':
		default:
			if r.space && len(r.buf) > 0 {
				r.buf = append(r.buf, ' ')
			}
			r.space = false
			r.plain = r.plain || !r.bold
			r.buf = append(r.buf, s[at:at+size]...)
		}
		at += size
	}
}

// flush ends the line, if anything was written.
func (r *reader) flush() {
	r.space = false
	if len(r.buf) == 0 {
		return // a link whose text is still to come keeps waiting
	}
	r.lines = append(r.lines, line{text: string(r.buf), heading: r.isHeading, gap: r.gap, inMain: r.inMain,
		crumb: r.crumb, bold: !r.plain, dated: max(r.dated, r.lineDated), links: r.links, targets: r.targets})
	r.buf, r.links, r.targets = r.buf[:0], nil, nil
	r.gap, r.isHeading, r.plain, r.lineDated = false, false, false, noDate
}
