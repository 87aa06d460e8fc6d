package layout

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"koubo/opportunity/jtext"
)

// Pages set in two columns are read down the left one, then down the right one. They differ from tables of two columns by
// what stands in the left one: lines that are long and end where the column ends.

const (
	gutterStep   = 2.0   // points between two places that are tried
	leastGutter  = 1.2   // width, in the size of the text
	fewestInPart = 8     // lines of a column
	fewestBeside = 4     // of them beside its tables
	mostInPage   = 6_000 // runs of text; beyond, the page is read across
	longLine     = 11.0  // the usual line of a column at least, in its size
	fullLines    = 0.4   // of the lines of the left column that reach its right edge at least
	fewestStops  = 0.2   // of the lines that hold a comma or a stop at least
	mostGaps     = 0.5   // of the lines that are parted by a gap at most
	tableGaps    = 0.7   // where the column may hold a table
	fewestShort  = 2     // lines of a column of a page whose columns begin where those of another page do
	sameEdge     = 3.0   // points that the left edges of columns of two pages differ at most
)

// columns parts a page in two columns, and what stands above and below both.
func (p Page) columns() (above, left, right, below Page, ok bool) {
	if len(p.Boxes) < 2*fewestInPart || len(p.Boxes) > mostInPage {
		return
	}
	at, bottom, top := p.gutter()
	if top > bottom {
		above, left, right, below = p.partedAt(at, bottom, top)
		ok = isColumn(left, true) && isColumn(right, false) || areNumberedOn(left, right)
	}
	return above, left, right, below, ok
}

// partedAt parts a page at a place between two heights.
func (p Page) partedAt(at, bottom, top float64) (above, left, right, below Page) {
	between := func(y float64) bool { return bottom < y && y < top }
	left, rest := p.parts(func(x, y float64) bool { return between(y) && x < at })
	right, rest = rest.parts(func(_, y float64) bool { return between(y) })
	above, below = rest.parts(func(_, y float64) bool { return y >= top })
	return above, left, right, below
}

// gutter is the space between the two columns of a page, and where these begin.
type gutter struct{ at, left, right float64 }

// markGutters notes where the columns of a page begin, for the pages that are too short to show theirs: the last one of a document.
func markGutters(pages []Page) {
	var known []gutter
	for _, p := range pages {
		if _, left, right, _, ok := p.columns(); ok {
			l, r := left.extent(), right.extent()
			known = append(known, gutter{(l.Right + r.Left) / 2, l.Left, r.Left})
		}
	}
	for i := range pages {
		pages[i].gutters = known
	}
}

// shortColumns parts a page in two columns that begin where those of another page do.
func (p Page) shortColumns() (above, left, right, below Page, ok bool) {
	for _, g := range p.gutters {
		bottom, top := p.freeAt(g.at, bodySize([]Page{p}))
		if top <= bottom {
			continue
		}
		above, left, right, below = p.partedAt(g.at, bottom, top)
		l, r := left.extent(), right.extent()
		if len(rowsOf(left.Boxes)) >= fewestShort && len(rowsOf(right.Boxes)) >= fewestShort && math.Abs(l.Left-g.left) <= sameEdge && math.Abs(r.Left-g.right) <= sameEdge {
			return above, left, right, below, true
		}
	}
	return above, left, right, below, false
}

// gutter returns the place in the middle of a page that the most of its height has nothing across, and from where to where.
func (p Page) gutter() (at, bottom, top float64) {
	e := p.extent()
	size := bodySize([]Page{p})
	for x := e.Left + 0.35*(e.Right-e.Left); x <= e.Left+0.65*(e.Right-e.Left); x += gutterStep {
		if low, high := p.freeAt(x, size); high-low > top-bottom {
			at, bottom, top = x, low, high
		}
	}
	return at, bottom, top
}

// freeAt returns between which heights a page of a size of text has nothing across a place: the widest such space.
func (p Page) freeAt(x, size float64) (bottom, top float64) {
	e := p.extent()
	crossed := []span{{e.Top, e.Top}, {e.Bottom, e.Bottom}} // from the bottom
	half := leastGutter * size / 2
	for _, b := range p.Boxes {
		if b.Left < x+half && b.Right > x-half {
			crossed = append(crossed, span{b.Bottom, b.Top})
		}
	}
	for _, r := range p.Rules {
		if r.Left < x && r.Right > x && r.Bottom < e.Top && r.Top > e.Bottom { // a frame around the page parts nothing
			crossed = append(crossed, span{r.Bottom, r.Top})
		}
	}
	slices.SortFunc(crossed, func(a, b span) int { return cmp.Compare(b.to, a.to) })
	low := math.Inf(1)
	for i, c := range crossed {
		if i > 0 && low-c.to > top-bottom {
			bottom, top = c.to, low
		}
		low = math.Min(low, c.from)
	}
	lowest, highest := p.ruleExtent() // the borders of a table stand around its text
	if top > bottom && bottom <= e.Bottom {
		bottom = math.Min(e.Bottom, lowest) - 1
	}
	if top > bottom && top >= e.Top {
		top = math.Max(e.Top, highest) + 1
	}
	return bottom, top
}

// ruleExtent returns from where to where the lines across reach that are drawn on a page.
func (p Page) ruleExtent() (lowest, highest float64) {
	lowest, highest = math.Inf(1), math.Inf(-1)
	for _, r := range p.Rules {
		if r.isAcross() {
			lowest, highest = math.Min(lowest, r.Bottom), math.Max(highest, r.Top)
		}
	}
	return lowest, highest
}

// isColumn reports whether a part of a page is a column of text; full, whether many of its lines end at its right edge. The other
// column may hold a table without borders: a quarter of its lines are long then.
func isColumn(p Page, full bool) bool {
	_, rest := p.ruledTables()
	rows := rowsOf(rest.Boxes)
	if len(rowsOf(p.Boxes)) < fewestInPart || len(rows) < fewestBeside {
		return false
	}
	rights := make([]float64, 0, len(rows))
	for _, r := range rows {
		rights = append(rights, r.right())
	}
	slices.Sort(rights)
	edge := rights[len(rights)*3/4] // of most lines: a title over both columns may end further right
	reach, stops, gaps := 0, 0, 0
	lengths := make([]float64, 0, len(rows))
	for _, r := range rows {
		lengths = append(lengths, (r.right()-r.boxes[0].Left)/r.size())
		reach += count(math.Abs(edge-r.right()) < 2*r.size())
		stops += count(strings.ContainsAny(r.text(), "。、，．"))
		gaps += count(len(r.pieces()) > 1)
	}
	slices.Sort(lengths)
	of := float64(len(rows))
	fewest, most, long := fewestStops, mostGaps, lengths[len(lengths)/2]
	if !full {
		fewest, most, long = fewestStops/2, tableGaps, lengths[len(lengths)*3/4]
	}
	prose := float64(stops) >= fewest*of && float64(gaps) <= most*of
	return prose && long >= longLine && (!full || float64(reach) >= fullLines*of)
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}

// Columns of short lines and tables are known by the headings in them: those of the right column are numbered on from those of the left.

const (
	fewestNumbered = 2   // headings of the left column, numbered one after the other
	sameHeads      = 3.0 // points that the left edges of the headings of a column differ at most
)

// areNumberedOn reports whether the headings of a part of a page are numbered on in the part beside it.
func areNumberedOn(left, right Page) bool {
	onRight := runsOfHeads(right)
	return slices.ContainsFunc(runsOfHeads(left), func(l headRun) bool {
		return l.last-l.first+1 >= fewestNumbered && slices.ContainsFunc(onRight, func(r headRun) bool { return r.form == l.form && r.first == l.last+1 })
	})
}

// headRun is headings one below the other at one place from the left, numbered one after the other.
type headRun struct {
	form        string
	left        float64
	first, last int
}

// runsOfHeads returns the numbered headings of a part of a page.
func runsOfHeads(p Page) (runs []headRun) {
	broken := map[int]bool{}
	for _, r := range rowsOf(p.Boxes) {
		text := r.text()
		form, number := headNumber(text)
		if form == "" || utf8.RuneCountInString(text) > longestNumber || headDate.MatchString(text) {
			continue
		}
		at := slices.IndexFunc(runs, func(h headRun) bool {
			return h.form == form && math.Abs(h.left-r.boxes[0].Left) <= sameHeads
		})
		switch {
		case at < 0:
			runs = append(runs, headRun{form, r.boxes[0].Left, number, number})
		case number == runs[at].last+1:
			runs[at].last = number
		default:
			broken[at] = true
		}
	}
	var whole []headRun
	for i, h := range runs {
		if !broken[i] {
			whole = append(whole, h)
		}
	}
	return whole
}

// chapterNumber is the number of a heading: 第３, 第三章, ３.
var chapterNumber = jtext.MustPattern(`^(第?) ?([0-9０-９]{1,2}|[一二三四五六七八九]?十?[一二三四五六七八九]?) ?[章節編部]?[ 　.．、\t]`)

// headNumber returns the form and the number of a heading, "" for other words.
func headNumber(text string) (form string, number int) {
	found := chapterNumber.FindStringSubmatch(text)
	if found == nil {
		return "", 0
	}
	number, err := strconv.Atoi(jtext.Narrow(found[2]))
	if err != nil {
		number = kanjiNumber(found[2])
	}
	if number == 0 {
		return "", 0
	}
	return "head" + found[1], number
}

// kanjiNumber reads a number below twenty that is written in ideographs.
func kanjiNumber(words string) (n int) {
	for _, r := range words {
		if r == '十' {
			n = 10
			continue
		}
		n += slices.Index([]rune("〇一二三四五六七八九"), r)
	}
	return n
}
