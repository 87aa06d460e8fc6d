package list

import (
	"slices"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/list/bare"
	"koubo/parsers/page"
)

// mergeSingles brings groups of one row together whose elements stand beside each other and are of one kind: a dl for each
// day, a section for each announcement.
func mergeSingles(groups []*rowGroup) []*rowGroup {
	first := map[single]*rowGroup{}
	return slices.DeleteFunc(groups, func(g *rowGroup) bool {
		if len(g.rows) > 1 {
			return false
		}
		box := boxOf(g.rows[0].group)
		if box == nil {
			return false
		}
		kind := single{box.Parent, g.rows[0].node.DataAtom}
		into := first[kind]
		if into == nil {
			first[kind] = g
			return false
		}
		into.join(g)
		return true
	})
}

// single is where boxes of one row stand beside each other, and the kind of their rows: a link in the heading of a box is not
// the row in it.
type single struct {
	around *html.Node
	kind   atom.Atom
}

// join adds the rows of another group.
func (g *rowGroup) join(other *rowGroup) {
	g.rows = append(g.rows, other.rows...)
	g.dated, g.called, g.timed, g.words = g.dated+other.dated, g.called+other.called, g.timed+other.timed, g.words+other.words
}

// mergeDivided brings the groups together that are parts of one list: their headings are of one level and name a year, a month
// a department or the one announcement below them each, and they look alike.
func mergeDivided(groups []*rowGroup) []*rowGroup {
	type list struct {
		around *section
		level  int
		shape  string
	}
	first := map[list]*rowGroup{}
	return slices.DeleteFunc(groups, func(g *rowGroup) bool {
		s := g.under
		if s == nil || s.level < 2 {
			return false
		}
		named := len(g.rows) == 1 && g.rows[0].isNamedByHeading(g.rows[0].words.Title)
		if !named && !s.state && (!s.isKind() || g.helps()) && !s.dates.Divides() && !page.IsDepartment(jtext.Fold(page.TextOf(s.heading))) {
			return false
		}
		l := list{s.within, s.level, g.shape()}
		into := first[l]
		if into == nil {
			first[l] = g
			return false
		}
		into.parted = into.parted || s.dates.Divides()
		into.join(g)
		return true
	})
}

// keepKinds marks the groups under headings that name kinds of calls beside one that announces, whatever they look like, as lists of calls,
// too, but for those that lead to rules and forms.
func keepKinds(groups []*rowGroup) {
	type around struct {
		within *section
		level  int
	}
	sure := map[around]bool{}
	for _, g := range groups {
		if g.under.isKind() && (g.isSure() || g.words >= titleLength*len(g.rows)) {
			sure[around{g.under.within, g.under.level}] = true
		}
	}
	for _, g := range groups {
		if len(sure) > 0 && g.under.isKind() && sure[around{g.under.within, g.under.level}] && !g.helps() {
			g.stated = true
		}
	}
}

// helps reports whether most rows of a group lead to what helps with every call.
func (g *rowGroup) helps() bool {
	n := 0
	for _, r := range g.rows {
		if isHelp(r.words.Title) || guide.MatchString(jtext.Fold(r.words.Title)) || isListName(r.words.Title) {
			n++
		}
	}
	return 2*n >= len(g.rows)
}

// maxBoxes is how many elements may stand between a row and the one that is repeated.
const maxBoxes = 4

// boxOf is the nearest element from n on that is repeated beside itself, nil for none.
func boxOf(n *html.Node) *html.Node {
	for range maxBoxes {
		if n == nil || n.DataAtom == atom.Body {
			return nil
		}
		if n.DataAtom == atom.Li || n.DataAtom == atom.Dl && isRepeatedKind(n) || isRepeated(n) {
			return n
		}
		n = n.Parent
	}
	return nil
}

// withUnlinked adds to the rows of a page the calls that stand among them without a link, and those of lists that hold none.
func withUnlinked(rows []listRow, found *rowFinder, doc *page.Document) []listRow {
	laid := grids{}
	finder, place := bare.Finder{Grid: laid.of}, &placeReader{name: sync.OnceValue(func() string { return nameOf(doc) })}
	behind := map[*html.Node][]listRow{} // by the linked row that they stand behind, or before which the first stands
	linked := sync.OnceValue(func() map[*html.Node]int { return countByBox(rows) })
	for _, row := range rows {
		if row.column {
			if calls, _ := place.callsAmong(row.unlinked, row.under); len(calls) > 0 {
				behind[row.node] = calls
			}
			continue
		}
		calls, _ := place.callsAmong(finder.Beside(row.node), row.under)
		if len(calls) >= fewAlone || len(calls) == 1 && linked()[row.node.Parent] >= fewAlone {
			behind[row.node] = calls
		}
	}
	var alone []listRow
	isNotice := sync.OnceValue(func() bool { return bare.IsNotice(page.TextOf(page.BodyOf(doc.Root))) })
	for _, box := range found.boxes {
		among := box.rows(&finder, laid)
		if calls, others := place.callsAmong(among, box.under); len(calls) >= max(fewAlone, others) || len(calls) == 1 && others == 0 && calls[0].isTenderOfTable() {
			alone = append(alone, calls...)
		}
	}
	alone = append(alone, place.foldedCalls(found.folded, rows)...)
	asked := slices.ContainsFunc(alone, func(r listRow) bool { return bare.AskInColumns(r.headings) })
	if !mayNameCalls(place.name(), asked) {
		return rows
	}
	rows = append(inOrder(rows, behind), alone...)
	if records, links := place.recordCalls(rows, found, doc); len(records) > 0 && !isNotice() {
		rows = slices.DeleteFunc(rows, func(r listRow) bool { return links[r.link] && namesNothing(r.words.Title) })
		rows = append(rows, records...)
	}
	return rows
}

// countByBox counts the rows that stand in each box.
func countByBox(rows []listRow) map[*html.Node]int {
	counts := map[*html.Node]int{}
	for _, r := range rows {
		counts[r.node.Parent]++
	}
	return counts
}

// inOrder puts rows without links among the linked ones that they stand beside.
func inOrder(rows []listRow, beside map[*html.Node][]listRow) (out []listRow) {
	place := map[*html.Node]int{}
	for at, r := range rows {
		place[r.node] = at
	}
	before, behind := make([][]listRow, len(rows)), make([][]listRow, len(rows)) // by the place of a row
	for node, calls := range beside {
		for _, call := range calls {
			n := page.ElementBefore(call.node)
			for n != nil && !isIn(place, n) {
				n = page.ElementBefore(n)
			}
			if n == nil {
				before[place[node]] = append(before[place[node]], call)
			} else {
				behind[place[n]] = append(behind[place[n]], call)
			}
		}
	}
	for at, r := range rows {
		out = append(append(append(out, before[at]...), r), behind[at]...)
	}
	return out
}

func isIn(place map[*html.Node]int, n *html.Node) bool {
	_, is := place[n]
	return is
}

// foldedBox is a details element without a link, in the section that it stands in.
type foldedBox struct {
	node  *html.Node
	under *section
}

// foldedCalls are the calls that stand in full in details elements, wherever they stand on the page: several, no fewer than are none, or among
// others that link what they are of.
func (p *placeReader) foldedCalls(boxes []foldedBox, linked []listRow) (calls []listRow) {
	others := 0
	for _, box := range boxes {
		row, ok := bare.Folded(box.node)
		if !ok {
			continue
		}
		office := bare.Folder(box.node)
		if !page.IsDepartment(jtext.Fold(office)) {
			office = box.under.officeHere()
		}
		if office != "" {
			row.Pieces = append(row.Pieces, office)
		}
		of, rest := p.callsAmong([]bare.Row{row}, box.under)
		calls, others = append(calls, of...), others+rest
	}
	beside := 0
	for _, r := range linked {
		if r.node.DataAtom == atom.Details {
			beside++
		}
	}
	if len(calls)+beside < max(fewAlone, others) {
		return nil
	}
	return calls
}
