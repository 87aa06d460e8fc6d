package layout

import (
	"math"
	"slices"
	"unicode/utf8"

	"koubo/opportunity/jtext"
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
		heights[i].top, heights[i].bottom = extentOf(g)
	}
	least := math.Inf(1)
	for n := 1; n < len(heights); n++ {
		least = math.Min(least, pitch(heights, n))
	}
	if len(groups) > mostLines || len(labels) > mostLines || least < 1 {
		return false
	}
	s := search{labels: labels, values: heights, least: least, apart: true}
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
		for _, b := range r.pieces() {
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
	labels, values := rowsOf(sides[0]), rowsOf(sides[1])
	if len(labels) < fewestSecond || !areLabels(labels) || slices.ContainsFunc(values, func(r row) bool { return r.boxes[0].Left > spans[1].from+r.size() }) {
		return nil
	}
	groups := rowsBelowLabel([][]row{labels, values}, 0, lines[0].size(), mostCost)
	if len(groups) < fewestSecond || slices.ContainsFunc(groups, func(g [][]row) bool { return len(g[0]) == 0 || len(g[1]) == 0 }) {
		return nil
	}
	return groups
}

var (
	// brokenDay is the end of a full line in the middle of a day or an hour, restOfDay the beginning of the next.
	brokenDay = jtext.MustPattern(`(?:午|令|令和|[0-9０-９]|[0-9０-９元]年|[0-9０-９]月)$`)
	restOfDay = jtext.MustPattern(`^(?:[前後][0-9０-９]|和?[0-9０-９元]|[年月日時分])`)
)

// mendBrokenDay gives the lines below a value back to it that stand at the left edge of the label: a paragraph that goes on there.
func mendBrokenDay(g [][]row, label int) {
	labels, values := g[label], g[label+1]
	if len(labels) < 2 || len(values) == 0 {
		return
	}
	last, rest := values[len(values)-1], labels[len(labels)-1]
	if rest.middle() < last.bottom && brokenDay.MatchString(last.text()) && restOfDay.MatchString(rest.text()) {
		g[label] = labels[:len(labels)-1]
		g[label+1] = append(slices.Clone(values), rest)
	}
}
