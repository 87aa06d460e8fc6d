package layout

import (
	"math"
	"slices"
	"unicode/utf8"
)

// Labels may be of two levels: 質問 at the middle of 受付期間 and 回答. Each row is then written with both, as are rows whose label
// reaches down over several.

const (
	longestSecond = 20  // characters of a line of a second label at most
	fewerFirst    = 0.7 // lines of the first labels, for each of the second ones, at most
	fewestSecond  = 2   // second labels of a value that is parted by them
)

// isSecondLevel reports whether the second column of a table holds labels that stand below those of the first.
func isSecondLevel(columns [][]row) bool {
	if len(columns) < 3 {
		return false
	}
	first, second := columns[0], columns[1]
	if len(first) < 2 || float64(len(first)) > fewerFirst*float64(len(second)) {
		return false
	}
	return areLabels(second)
}

// firstLevel takes the lines of a column of labels apart whose first and second labels no space parts in all rows, since other labels run
// across: the first ones stand between two lines of second ones, or beside one.
func firstLevel(column []row) (first, second []row) {
	start, n := 0.0, 0
	for _, r := range column {
		if at := r.boxes[len(r.boxes)-1].Left; at > column[0].boxes[0].Left+2*r.size() && countStarts(column, at) > n {
			start, n = at, countStarts(column, at)
		}
	}
	if n <= fewestSecond {
		return nil, column
	}
	isSecond := func(i int) bool {
		return i >= 0 && i < len(column) && math.Abs(column[i].boxes[len(column[i].boxes)-1].Left-start) < sameStart*column[i].size()
	}
	for i, r := range column {
		last := len(r.boxes) - 1
		switch {
		case isSecond(i) && last > 0:
			first, second = append(first, rowsOn(r.page, r.boxes[:last])...), append(second, rowsOn(r.page, r.boxes[last:])...)
		case isSecond(i-1) && isSecond(i+1) && r.right() < start:
			first = append(first, r)
		default:
			second = append(second, r)
		}
	}
	return first, second
}

// rowsOn groups boxes of a page of the document into rows.
func rowsOn(page int, boxes []Box) []row {
	rows := rowsOf(boxes)
	for i := range rows {
		rows[i].page = page
	}
	return rows
}

// countStarts counts the lines whose last words begin at a place.
func countStarts(lines []row, at float64) (n int) {
	for _, r := range lines {
		n += count(math.Abs(r.boxes[len(r.boxes)-1].Left-at) < sameStart*r.size())
	}
	return n
}

// rowsOfTwoLevels parts columns whose labels are of two levels in some rows, nil where they are not.
func rowsOfTwoLevels(columns [][]row, size, limit float64) [][][]row {
	first, second := firstLevel(columns[0])
	if len(first) == 0 || len(first) > mostLines || !areLabels(first) {
		return nil
	}
	columns = append([][]row{second}, columns[1:]...)
	groups := rowsBelowLabel(columns, 0, size, limit)
	for i, g := range groups {
		groups[i] = append([][]row{nil}, g...)
	}
	start, taken := math.Inf(1), make([]bool, len(first))
	for _, r := range first {
		start = math.Min(start, r.right())
	}
	for from := 0; from < len(groups); {
		to := from
		for to < len(groups) && len(groups[to][1]) > 0 && groups[to][1][0].boxes[0].Left > start {
			to++
		}
		if run := groups[from:to]; len(run) > 0 {
			top, _ := extentOf(run[0])
			_, bottom := extentOf(run[len(run)-1])
			here, once := takeBetween(first, taken, top, bottom)
			if !once || len(here) > 0 && !addFirstLevel(run, here) {
				return nil
			}
		}
		from = max(to, from+1)
	}
	if slices.Contains(taken, false) { // none may be lost
		return nil
	}
	for i, g := range groups {
		if len(g[0]) == 0 {
			groups[i] = g[1:]
		}
	}
	return groups
}

// takeBetween takes the lines whose middle stands between two heights; once is false where one of them was taken before.
func takeBetween(lines []row, taken []bool, top, bottom float64) (here []row, once bool) {
	for i, r := range lines {
		if r.middle() > top || r.middle() < bottom {
			continue
		}
		if taken[i] {
			return nil, false
		}
		taken[i], here = true, append(here, r)
	}
	return here, true
}

// areLabels reports whether lines are short and hold no days.
func areLabels(lines []row) bool {
	return len(lines) > 0 && !slices.ContainsFunc(lines, func(r row) bool {
		return utf8.RuneCountInString(r.text()) > longestSecond || headDate.MatchString(r.text())
	})
}

// addFirstLevel gives each row the first label that reaches down to it, and reports whether there is a good way to.
func addFirstLevel(groups [][][]row, labels []row) bool {
	heights := make([]row, len(groups))
	for i, g := range groups {
		heights[i] = extentRow(g)
	}
	least := math.Inf(1)
	for n := 1; n < len(heights); n++ {
		least = math.Min(least, pitch(heights, n))
	}
	if len(groups) > mostLines || len(labels) == 0 || len(labels) > mostLines || least < 1 {
		return false
	}
	s := search{labels: labels, values: heights, least: least, apart: true, names: namesOf(groups)}
	parts, cost := s.bestOfBoth()
	if cost > mostCost*float64(len(parts)) {
		return false
	}
	for _, p := range parts {
		for i := p.value; i < p.value+p.values; i++ {
			groups[i][0] = labels[p.label : p.label+p.labels]
		}
	}
	return true
}

// withLevels parts the rows whose value holds labels of its own, each with a value: 提出期限 and 回答.
func withLevels(groups [][][]row, label int) (all [][][]row) {
	for _, g := range groups {
		mendBrokenDay(g, label)
		if parted := partedByLabels(g[label+1]); parted != nil && len(g) == label+2 {
			for _, p := range parted {
				all = append(all, append(slices.Clone(g[:label+1]), p...))
			}
			continue
		}
		all = append(all, g)
	}
	return all
}

// partedByLabels parts the lines of a value into rows of a label and a value, nil where they are none.
func partedByLabels(lines []row) [][][]row {
	if len(lines) < fewestSecond {
		return nil
	}
	var spans []span
	for _, r := range lines {
		for _, b := range r.labels() { // which may all but touch
			spans = append(spans, span{b.Left, b.Right})
		}
	}
	if spans = united(spans); len(spans) != 2 {
		return nil
	}
	var sides [2][]Box
	for _, r := range lines {
		for _, b := range r.boxes {
			at := count(b.Left >= spans[1].from)
			sides[at] = append(sides[at], b)
		}
	}
	labels, values := rowsOn(lines[0].page, sides[0]), rowsOn(lines[0].page, sides[1])
	if len(labels) < fewestSecond || !areLabels(labels) || slices.ContainsFunc(values, func(r row) bool { return r.boxes[0].Left > spans[1].from+r.size() }) {
		return nil
	}
	groups := rowsBelowLabel([][]row{labels, values}, 0, lines[0].size(), mostCost)
	if len(groups) < fewestSecond || slices.ContainsFunc(groups, func(g [][]row) bool { return len(g[0]) == 0 || len(g[1]) == 0 }) {
		return nil
	}
	return groups
}

// mendBrokenDay gives the lines below a value back to it that stand at the left edge of the label: a paragraph that goes on there.
func mendBrokenDay(g [][]row, label int) {
	labels, values := g[label], g[label+1]
	if len(labels) < 2 || len(values) == 0 {
		return
	}
	last, rest := values[len(values)-1], labels[len(labels)-1]
	if rest.middle() < last.bottom && breaksDay(last.text(), rest.text()) {
		g[label] = labels[:len(labels)-1]
		g[label+1] = append(slices.Clone(values), rest)
	}
}
