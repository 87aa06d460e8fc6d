package layout

import (
	"cmp"
	"math"
	"slices"
)

// Columns of a table whose cells are centred begin nowhere together. What shows them is the space between, which no row has text
// in.

const (
	narrowest  = 0.2 // width of the space between two columns, in the height of a line
	fewestTwo  = 3   // rows with text on both sides of it
	fewestSure = 4   // rows after which a row that runs across a column ends the table
	tryEach    = 8   // rows after which the columns are looked at again
)

// corridors returns where the columns of the table begin that rows begin with, and how many rows it takes, 0 where they begin
// with none.
func corridors(rows []row) (starts []float64, n int) {
	var covered []span
	try := func(rows []row) {
		if len(rows) < fewestRows {
			return
		}
		found := columnsBetween(covered, rows)
		if len(found) < 2 || len(found) < len(starts) && n >= fewestSure { // rows that run across a column are none of the table
			return
		}
		starts, n = found, len(rows)
	}
	end := 0
	for i, r := range rows {
		if i > 0 && rows[i-1].bottom-r.top > widestGap*r.size() || (i == 0 || len(covered) > 1) && isHeadOf(rows, i) {
			break
		}
		next := slices.Clone(covered)
		for _, b := range r.labels() {
			next = append(next, span{b.Left, b.Right})
		}
		if next = united(next); len(next) != len(covered) || i%tryEach == 0 {
			try(rows[:i]) // the last row with the columns so far
		}
		if covered, end = next, i+1; i > 0 && len(covered) < 2 {
			break
		}
	}
	try(rows[:end])
	if n == 0 || onlyLeft(rows[0], starts[1]) {
		return nil, 0
	}
	for n > 0 && onlyLeft(rows[n-1], starts[1]) && !isRestOfLabel(rows, n-1, starts[1]) {
		n--
	}
	if n < fewestRows {
		return nil, 0
	}
	return starts, n
}

// span is from where to where something reaches, from left to right.
type span struct{ from, to float64 }

// united joins spans that overlap, from the left.
func united(spans []span) (all []span) {
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	for _, s := range spans {
		if last := len(all) - 1; last >= 0 && s.from <= all[last].to {
			all[last].to = math.Max(all[last].to, s.to)
			continue
		}
		all = append(all, s)
	}
	return all
}

// columnsBetween returns where columns begin: behind spaces wide enough that have text on both sides in many of the rows.
func columnsBetween(covered []span, rows []row) []float64 {
	starts := []float64{math.Inf(-1)}
	size := rows[0].size()
	for i := 1; i < len(covered); i++ {
		if covered[i].from-covered[i-1].to < narrowest*size {
			continue
		}
		both, begun := 0, 0
		for _, r := range rows {
			left, begins := sides(r, covered[i].from)
			both += count(left && within(r, covered[i].from))
			begun += count(begins)
		}
		if both >= min(fewestTwo, len(rows)-1) && 4*both >= len(rows) || begun >= fewestTwo && 2*begun >= len(rows) && areColumnOfLabels(linesIn(rows, covered[i-1])) {
			starts = append(starts, covered[i].from)
		}
	}
	if len(starts) > 2 && isHeadOfMarks(rows, starts) {
		starts = slices.Delete(starts, 1, 2)
	}
	return starts
}

// isHeadOfMarks reports whether the second column is nothing but the head of the numbers in the first, which stand at its left: №.
func isHeadOfMarks(rows []row, starts []float64) bool {
	heads := linesIn(rows, span{starts[1], starts[2]})
	return len(heads) == 1 && heads[0].middle() > rows[1].middle() && areMarks(linesIn(rows, span{starts[0], starts[1]}))
}

// areColumnOfLabels reports whether lines are labels, and enough of them.
func areColumnOfLabels(lines []row) bool {
	return len(lines) >= fewestTwo && areLabels(lines) && !areMarks(lines)
}

// linesIn returns the lines of what stands in a column.
func linesIn(rows []row, column span) []row {
	var boxes []Box
	for _, r := range rows {
		for _, b := range r.labels() {
			if column.from <= b.Left && b.Right <= column.to {
				boxes = append(boxes, b)
			}
		}
	}
	return rowsOf(boxes)
}

// Columns may have text in some rows alone: of two columns for the first and the last day of a step, most rows fill but one.

// closer is the distance of two lines that stand in one row, in the least distance of two lines of a cell.
const closer = 0.8

// filledUp returns the lines of a column and, where it has none beside a label, those of the other columns behind the labels. A line at the
// middle of a cell of two lines stands beside those.
func filledUp(columns [][]row, label, value int, least float64) []row {
	all := slices.Clone(columns[value])
	for i, list := range columns {
		if i <= label || i == value {
			continue
		}
		for _, r := range list {
			if isBeside(columns[label], r, 0) && !isBeside(all, r, closer*least) {
				all = append(all, r)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b row) int { return cmp.Compare(b.top, a.top) })
	return all
}

// isBeside reports whether a line stands at the height of one of others, in part at least, or closer to it than a distance.
func isBeside(lines []row, r row, within float64) bool {
	return slices.ContainsFunc(lines, func(l row) bool {
		return l.top > r.bottom && r.top > l.bottom || math.Abs(l.middle()-r.middle()) < within
	})
}

// ofColumn returns the lines of a column that are among those it was filled up to.
func ofColumn(column, filled []row) (own []row) {
	if len(filled) == 0 {
		return nil
	}
	top, bottom := filled[0].top, filled[len(filled)-1].top
	for _, r := range column {
		if bottom <= r.top && r.top <= top {
			own = append(own, r)
		}
	}
	return own
}

func isEmpty(cells [][]row) bool {
	return !slices.ContainsFunc(cells, func(list []row) bool { return len(list) > 0 })
}
