package layout

import (
	"math"
	"slices"
	"strings"
)

// A table shows in a page by its columns: pieces that begin at the same place in several rows, beside others, while nothing
// runs across that place.

const (
	fewestRows     = 3   // of text that a table has at least
	fewestSides    = 2   // of them with text left of the gap; one at least has text on both sides
	fewestInColumn = 2   // rows that a further column has text in
	sameStart      = 0.4 // how far apart pieces begin that begin a column, in heights of a line
	mostRows       = 120 // lines of text of a table on one page
	mostFailed     = 40  // tables that were looked for in vain on one page; beyond, it has none
	mostStarts     = 60  // places where columns may begin
	widestGap      = 5.0 // between two rows of a table, in heights of a line
)

// table is the rows of a page that are one table, and where its columns begin.
type table struct {
	rows   []row
	starts []float64
	edges  []float64 // where the columns end, nil where only their text says so
	groups [][][]row // its rows, each with the lines of its cells
}

// tableAt returns the table that rows begin with and how many rows it takes, 0 where they begin with none. Of the two ways to find
// its columns the one that takes clearly more rows is right. failed counts what looked like a table and was none.
func tableAt(rows []row, failed *int) (t table, n int) {
	if len(rows) < fewestRows || *failed >= mostFailed {
		return table{}, 0
	}
	rows = rows[:min(len(rows), mostRows)]
	spaced, most := corridors(rows)
	aligned, more := alignments(rows)
	ways := []way{{spaced, most}, {aligned, more}}
	if more >= most && len(spaced) < len(aligned) || 4*most < 3*more {
		slices.Reverse(ways)
	}
	for _, w := range ways {
		if w.rows == 0 {
			continue
		}
		t = table{rows: rows[:w.rows], starts: w.starts}
		if t.groups = rowsOfCells(t.columns(), t.size(), mostCost); t.groups != nil {
			return t, w.rows
		}
		*failed++
	}
	return table{}, 0
}

// way is where the columns of a table begin, and how many rows it takes.
type way struct {
	starts []float64
	rows   int
}

// alignments returns where the columns of the table begin that rows begin with, by the pieces that begin below each other, and how
// many rows it takes.
func alignments(rows []row) (starts []float64, most int) {
	best := 0.0
	for _, start := range startsIn(rows[:min(len(rows), 4)]) {
		if n := extent(rows, start); n > most {
			best, most = start, n
		}
	}
	if most == 0 {
		return nil, 0
	}
	t := table{rows: rows[:most]}
	starts = []float64{math.Inf(-1), best}
	for _, start := range startsIn(t.rows) {
		if !near(start, starts, t.size()) && t.parts(start, starts) {
			starts = append(starts, start)
		}
	}
	slices.Sort(starts)
	return starts, most
}

// startsIn returns where pieces begin behind a gap as wide as one between columns, from the left, each once.
func startsIn(rows []row) (starts []float64) {
	for _, r := range rows {
		for _, piece := range r.pieces()[1:] {
			if left := piece.Left; len(starts) < mostStarts && !near(left, starts, r.size()) {
				starts = append(starts, left)
			}
		}
	}
	slices.Sort(starts)
	return starts
}

// near reports whether a place is one of those known.
func near(at float64, known []float64, size float64) bool {
	return slices.ContainsFunc(known, func(k float64) bool { return math.Abs(k-at) < sameStart*size })
}

// extent returns how many rows from the first have nothing across a column's start and stand close to each other, 0 where they
// are too few for a table.
func extent(rows []row, start float64) (n int) {
	begun, lefts, twice := 0, 0, 0
	for i, r := range rows {
		if crosses(r, start) || i > 0 && rows[i-1].bottom-r.top > widestGap*r.size() || (begun > 0 || i == 0) && isHeadOf(rows, i) {
			break
		}
		left, begins := sides(r, start)
		if !left && !begins && !within(r, start) || i == 0 && onlyLeft(r, start) {
			break
		}
		begun += count(begins)
		lefts += count(left)
		twice += count(begins && left)
		n = i + 1
	}
	for n > 0 && !within(rows[n-1], start) && !beginsAt(rows[n-1], start) && !isRestOfLabel(rows, n-1, start) { // lines below the last value are no labels
		n--
	}
	if n < fewestRows || twice == 0 || lefts < fewestSides || begun < fewestRows {
		return 0
	}
	return n
}

// onlyLeft reports whether a row has text left of a column's start alone.
func onlyLeft(r row, start float64) bool {
	left, _ := sides(r, start)
	return left && !within(r, start)
}

func onlyRight(r row, start float64) bool {
	left, _ := sides(r, start)
	return !left && within(r, start)
}

// crosses reports whether a piece of a row runs across a place.
func crosses(r row, at float64) bool {
	slack := sameStart * r.size()
	return slices.ContainsFunc(r.labels(), func(b Box) bool { return b.Left < at-slack && b.Right > at+slack/2 })
}

// sides reports whether a row has something left of a column's start, and something that begins there.
func sides(r row, start float64) (left, begins bool) {
	for _, b := range r.labels() {
		left = left || b.Left < start-sameStart*r.size()
	}
	return left, beginsAt(r, start)
}

func beginsAt(r row, start float64) bool {
	return slices.ContainsFunc(r.labels(), func(b Box) bool { return math.Abs(b.Left-start) < sameStart*r.size() })
}

// within reports whether a row has something at or behind a column's start.
func within(r row, start float64) bool {
	return slices.ContainsFunc(r.labels(), func(b Box) bool { return b.Left >= start-sameStart*r.size() })
}

// size is the usual height of a line.
func (t table) size() float64 {
	sizes := make([]float64, 0, len(t.rows))
	for _, r := range t.rows {
		sizes = append(sizes, r.size())
	}
	slices.Sort(sizes)
	return sizes[len(sizes)/2]
}

// parts reports whether a further place begins a column of the table: most of what stands behind it begins there, and little
// runs across. A cell that spans columns, which begins where one of them does, counts half.
func (t table) parts(start float64, known []float64) bool {
	begun, across := 0, 0
	for _, r := range t.rows {
		begun += count(beginsAt(r, start))
		switch {
		case !crosses(r, start):
		case slices.ContainsFunc(known, func(k float64) bool { return beginsAt(r, k) }) && !within(r, start):
			across += 2
		default:
			across += 4
		}
	}
	return begun >= fewestInColumn && across <= begun
}

// columnOf returns the column that a piece stands in.
func (t table) columnOf(b Box, size float64) int {
	column := 0
	for i, start := range t.starts {
		if b.Left >= start-sameStart*size {
			column = i
		}
	}
	return column
}

// columns returns the lines of each column, from the top.
func (t table) columns() [][]row {
	size := t.size()
	boxes := make([][]Box, len(t.starts))
	for _, r := range t.rows {
		for _, b := range r.labels() {
			at := t.columnOf(b, size)
			boxes[at] = append(boxes[at], b)
		}
	}
	lines := make([][]row, len(boxes))
	for i := range boxes {
		lines[i] = rowsOf(boxes[i])
		for n := range lines[i] {
			lines[i][n].page = t.pageAt(lines[i][n].top)
		}
	}
	return lines
}

// lines writes the rows of the table. Rows that hold labels of a second level have a column more.
func (t table) lines() (lines []line) {
	edges := slices.Clone(t.edges)
	if edges == nil {
		edges = make([]float64, len(t.starts))
	}
	for _, group := range t.groups {
		for column, list := range group {
			for _, r := range list {
				at := min(column, len(edges)-1)
				edges[at] = math.Max(edges[at], r.right())
			}
		}
	}
	for _, group := range t.groups {
		var cells []string
		for column, list := range withRestOfDay(group) {
			cells = append(cells, cellText(list, edges[min(column, len(edges)-1)]))
		}
		lines = append(lines, line{text: strings.TrimRight(strings.Join(cells, "\t"), "\t"), size: t.size(), cells: true, page: extentRow(group).page})
	}
	return lines
}

// cellText joins the lines of a cell: those that reach the column's edge go on in the next.
func cellText(list []row, edge float64) string {
	lines := make([]line, 0, len(list))
	for _, r := range list {
		lines = append(lines, line{text: strings.ReplaceAll(r.text(), "\t", " "), left: r.boxes[0].Left, right: r.right(), size: r.size(), moved: true, inCell: true})
	}
	for i := range lines {
		lines[i].wraps = reaches(lines[i], edge, shortestInCell)
	}
	var words []string
	for _, l := range joinWrapped(lines) {
		words = append(words, l.text)
	}
	return strings.Join(words, BreakInCell)
}
