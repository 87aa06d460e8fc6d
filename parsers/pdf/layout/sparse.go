package layout

import (
	"cmp"
	"math"
	"slices"
)

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
