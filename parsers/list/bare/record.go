package bare

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity"
	"koubo/opportunity/extract/classify"
	"koubo/opportunity/jtext"
	"koubo/parsers/list/rowday"
	"koubo/parsers/list/state"
	"koubo/parsers/page"
)

// A record is a title and the labelled days behind it, in whatever markup: a line and those below it, a button and its panel, a table of its
// own. Lines that are titles of records look alike, and part the page into records.

// Record is a record of a page.
type Record struct {
	Row
	Under    *html.Node   // the heading that stands over its title last, or is it; nil for none
	Headed   bool         // that heading is its title
	Links    []*html.Node // that stand in it
	Linked   bool         // its title is a link
	Asks     bool         // it says by which day something is handed in or opened; of one with a link it may be said there
	from, to int          // lines that it takes up
}

// Page is the lines of a page.
type Page struct {
	lines []pageLine
	known []bool // lines that stand in known elements
}

// PageOf reads the lines of a page, less what stands in elements that are out. heads reports of an element that it heads a section.
func PageOf(body *html.Node, isOut, heads func(*html.Node) bool) *Page {
	return &Page{lines: linesOfPage(body, isOut, heads)}
}

// AsksBeside reports whether a line tells by which day something is handed in or opened, but for those that stand in known elements, which then
// are of no other record.
func (p *Page) AsksBeside(known func(*html.Node) bool) (asks bool) {
	p.known = make([]bool, len(p.lines))
	for at, line := range p.lines {
		p.known[at] = known(line.inner)
		asks = asks || !p.known[at] && mayAsk(p.lines[at:])
	}
	return asks
}

// Bounds of what is made of the lines of a page.
const (
	mostShapes = 24
	mostLooked = 40 // lines of one record
	manyTitles = 300
)

// Records lists, for each look that titles may have, the records that the lines of that look begin and that tell by which day something is
// handed in or opened, or link what they name; two at least.
func (p *Page) Records() (sets [][]Record) {
	order, starts := []string{}, map[string][]int{}
	for at := range p.lines {
		for _, shape := range p.shapesOf(at) {
			if starts[shape] == nil {
				order = append(order, shape)
			}
			starts[shape] = append(starts[shape], at)
		}
	}
	seen := map[string]bool{}
	for _, shape := range order {
		if n := len(starts[shape]); n < 2 || n > manyTitles || len(seen) >= mostShapes {
			continue
		}
		if key := placesOf(starts[shape]); seen[key] {
			continue
		} else {
			seen[key] = true
		}
		if records := p.recordsFrom(starts[shape]); len(records) > 1 {
			sets = append(sets, records)
		}
	}
	return sets
}

func placesOf(starts []int) string {
	var key strings.Builder
	for _, at := range starts {
		key.WriteRune(rune(at))
	}
	return key.String()
}

// recordsFrom makes records of the lines that begin at some.
func (p *Page) recordsFrom(starts []int) (records []Record) {
	root := p.lines[starts[0]].box
	for _, at := range starts[1:] {
		root = around(root, p.lines[at].box)
	}
	for n, at := range starts {
		end := len(p.lines)
		if n+1 < len(starts) {
			end = starts[n+1]
		}
		if r, ok := p.record(at, min(end, at+mostLooked), root); ok {
			records = append(records, r)
		}
	}
	return records
}

// around is the smallest element around two.
func around(a, b *html.Node) *html.Node {
	for ; a != nil; a = a.Parent {
		if page.IsInside(b, a) {
			return a
		}
	}
	return b
}

// record makes a record of the lines from one on, as far as one at most and within an element.
func (p *Page) record(at, end int, root *html.Node) (r Record, ok bool) {
	line := p.lines[at]
	title, pieces, took, named := p.titleAt(at)
	unit := line.box // the child of what holds all records
	for unit != root && unit.Parent != nil && unit.Parent != root {
		unit = unit.Parent
	}
	r = Record{Under: line.over, Headed: line.over != nil && page.IsInside(line.box, line.over), from: at, to: at + took}
	r.Node, r.Anchor, r.Named = nodeOf(line.box), anchorOf(line.box), named
	r.Title, r.Over = withoutState(strings.TrimSpace(title))
	r.Pieces = append(r.Pieces, pieces...)
	for n := at; n < at+took && n < len(p.lines); n++ {
		r.Linked = r.Linked || 2*p.lines[n].linked > len(p.lines[n].words)
		r.Links = append(r.Links, p.lines[n].links...)
	}
	length := 0
	for n := at + took; n < end && length < mostUnder; n++ {
		l := p.lines[n]
		if !page.IsInside(l.box, root) || l.over != line.over && !page.IsInside(l.box, unit) && !(r.Headed && page.HeadingLevel(l.over) > page.HeadingLevel(line.over)) {
			break
		}
		if p.known[n] && !p.known[at] || (p.known[n] || l.gap) && asksByDay(r.Row) {
			break
		}
		length += len(l.words)
		r.Links = append(r.Links, l.links...)
		r.addLine(p, n)
		r.to = n + 1
	}
	r.Asks = labelsDay(r.Row)
	return r, r.Title != "" && (r.Linked || r.Asks)
}

// labelsDay reports whether a row says by which day something is handed in or opened, and of which step that is: what a step is called stands
// as a title over its day, too.
func labelsDay(r Row) bool {
	pieces := append(slices.Clip(r.Pieces), r.Title)
	if len(rowday.Openings(pieces)) > 0 {
		return true
	}
	said := jtext.Fold(strings.Join(pieces, " "))
	return slices.ContainsFunc(rowday.Due(pieces), func(f opportunity.Field) bool { return strings.Contains(said, f.Label) })
}

// nodeOf is the row of a table that a cell is of, or the box itself.
func nodeOf(box *html.Node) *html.Node {
	if (box.DataAtom == atom.Td || box.DataAtom == atom.Th) && box.Parent != nil && box.Parent.DataAtom == atom.Tr {
		return box.Parent
	}
	return box
}

// addLine adds what a line below the title says.
func (r *Record) addLine(p *Page, at int) {
	words := withoutNumber(page.Collapse(joined(p.lines[at].words)))
	folded := jtext.Fold(words)
	if label, _, ok := strings.Cut(folded, ":"); ok {
		r.addHead(label)
	} else if first := strings.Fields(folded); len(first) > 0 {
		r.addHead(first[0])
	}
	note := words
	if cut := strings.LastIndex(words, "※"); cut > 0 {
		note = words[cut:]
	}
	r.Over = cmp.Or(r.Over, overOf(note))
	switch {
	case aboutWork.MatchString(folded):
	case strings.Contains(words, "。"):
		for sentence := range strings.SplitSeq(words, "。") {
			if rowday.MayBeDue(sentence) && len(rowday.Due([]string{sentence})) > 0 && !asksByDay(r.Row) {
				r.Pieces = append(r.Pieces, sentence)
			}
		}
	default:
		r.Pieces = append(r.Pieces, slices.DeleteFunc(factsOf(words), func(s string) bool { return len(s) > longTitle })...)
	}
}

// addHead notes what labels a fact of a record, as the head of a column does.
func (r *Record) addHead(label string) {
	if len(label) <= longLabel && factWord.MatchString(label) && !slices.Contains(r.Heads, label) {
		r.Heads = append(r.Heads, label)
	}
}

// overOf is a note that a call takes entries no more, "" for another.
func overOf(note string) string {
	if state.IsOver(strings.Trim(note, "※ 　。（）()")) {
		return strings.Trim(note, "※ 　。")
	}
	return ""
}

// IsPart reports whether the title of a record is the name of a part of one call or of one of its papers, or tells a day itself, and is no
// call's.
func (r Record) IsPart() bool {
	title := strings.TrimSpace(inBrackets.ReplaceAllString(jtext.Fold(r.Title), ""))
	return page.HeadsPart(r.Title) || classify.IsBareTitle(r.Title) || paperAtEnd.MatchString(title) || dayIn(title) != nil
}

// paperAtEnd ends the name of a paper of a call, folded.
var paperAtEnd = jtext.MustPattern(`(?:要[領項綱]|様式集?|仕様書|説明書|申[込請]書|質問書|回答書?|契約書案?|[図書]面|位置図|ちらし|チラシ)$`)

// Meets reports whether two records share lines.
func (r Record) Meets(other Record) bool { return r.from < other.to && other.from < r.to }

// IsFact reports whether words are a label and the day behind it, and no title: 提案受付：12月1日～12月25日.
func IsFact(words string) bool {
	label, value, labelled := strings.Cut(jtext.Fold(words), ":")
	return labelled && factWord.MatchString(label) && beginsWithDay(value)
}
