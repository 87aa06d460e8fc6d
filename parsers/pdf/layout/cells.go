package layout

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"koubo/opportunity/jtext"
)

// Which lines of two columns stand in one row of the table is told by their heights: a label begins at the top of its value or
// stands at its middle, so that the label of a value of two lines is on no line of its own. Where borders or space part the rows, the
// gaps tell it as well. The cheapest way to part both columns into rows is searched for.

const (
	mostLabelLines = 4   // of one cell
	mostValueLines = 14  // of one cell
	mostLines      = 300 // of a column; beyond, the table is read line by line
	mostCost       = 0.2 // for each row, beyond which the columns are no table's
	mostCostBelow  = 0.4 // where the heads of the columns show that there is one
	aloneCost      = 0.6 // a line beside which nothing stands
	extraCost      = 0.04
	brokenDayCost  = 0.5 // a row that begins in the middle of a day
	twoItemsCost   = 0.5 // a label that holds the numbers of two items
	unnumberedCost = 0.3 // a label without a number below numbered ones, which may be the second line of one
	wideGap        = 1.2 // the gap between two lines that parts them, against the least
)

// rowsOfCells parts the columns of a table into its rows, each with the lines of its cells. It returns nil
// where every way costs more than the limit for each row.
func rowsOfCells(columns [][]row, size, limit float64) [][][]row {
	label := 0
	if areMarks(columns[0]) {
		label = 1 // the numbers of steps stand before their names
	}
	if label+2 > len(columns) {
		return nil
	}
	if label == 0 && isSecondLevel(columns) {
		if groups := rowsBelowLabel(columns, 1, size, limit); groups != nil && addFirstLevel(groups, columns[0]) {
			return withLevels(groups, 1)
		}
	}
	if label == 0 {
		if groups := rowsOfTwoLevels(columns, size, limit); groups != nil {
			return groups
		}
	}
	return withLevels(rowsBelowLabel(columns, label, size, limit), label)
}

// rowsBelowLabel parts columns into rows by that of the labels and the one behind it that has the most lines. Columns before that of
// the labels are left empty, but for those of marks.
func rowsBelowLabel(columns [][]row, label int, size, limit float64) [][][]row {
	value := label + 1
	for i := value; i < len(columns); i++ {
		if len(columns[i]) > len(columns[value]) {
			value = i
		}
	}
	least := leastPitch(columns, size)
	labels, values := columns[label], filledUp(columns, label, value, least)
	if len(labels) > mostLines || len(values) > mostLines {
		return nil
	}
	s := search{labels: labels, values: values, least: least, numbered: areNumbered(labels)}
	s.items, s.broken = itemsOf(labels, columns[:label]), brokenBefore(values)
	parted, cost := s.bestOfBoth()
	if cost > limit*float64(len(parted)) {
		return nil
	}
	if s.white = s.whitesOf(columns[label:]); s.findPadding(parted) {
		if again, cost := s.bestOfBoth(); !math.IsInf(cost, 1) {
			parted = again
		}
	}
	groups := make([][][]row, len(parted))
	for i, p := range parted {
		groups[i] = make([][]row, len(columns))
		groups[i][label], groups[i][value] = labels[p.label:p.label+p.labels], ofColumn(columns[value], values[p.value:p.value+p.values])
	}
	for i, list := range columns {
		if i != label && i != value && (i > label || areMarks(list)) {
			addColumn(groups, i, list)
		}
	}
	return slices.DeleteFunc(groups, isEmpty)
}

// areNumbered reports whether most labels begin with the number of an item.
func areNumbered(labels []row) bool {
	numbered := 0
	for _, l := range labels {
		numbered += count(numberFormOf(l.text()) != "")
	}
	return len(labels) > 2 && 3*numbered >= 2*len(labels)
}

// itemsOf reports for each line of the labels whether it has the number of an item: at its beginning, or beside it in a column before.
func itemsOf(labels []row, before [][]row) []bool {
	items := make([]bool, len(labels))
	for i, l := range labels {
		items[i] = numberFormOf(l.text()) != "" || circled.MatchString(l.text())
		for _, marks := range before {
			items[i] = items[i] || isBeside(marks, row{top: l.middle(), bottom: l.middle()}, 0)
		}
	}
	return items
}

// brokenBefore reports for each line of the values whether the one above ends in the middle of a day.
func brokenBefore(values []row) []bool {
	broken := make([]bool, len(values))
	for i := 1; i < len(values); i++ {
		broken[i] = breaksDay(values[i-1].text(), values[i].text())
	}
	return broken
}

// areMarks reports whether most lines of a column are no labels but the marks and numbers of items: ア, (1), ①, 第３.
func areMarks(labels []row) bool {
	marks := 0
	for _, l := range labels {
		words := strings.Trim(l.text(), " 　()（）[]．.、")
		marks += count(utf8.RuneCountInString(words) < 2 || strings.Trim(words, "0123456789０１２３４５６７８９-－") == "" || chapterMark.MatchString(words))
	}
	return 2*marks >= len(labels)
}

// chapterMark is the number of a chapter alone: 第３, 第３章, 十一.
var chapterMark = jtext.MustPattern(`^(?:第 ?[0-9０-９一二三四五六七八九十]{1,3} ?[章節編条部]?|[一二三四五六七八九十]{1,3})$`)

// leastPitch returns the distance of two lines of one cell: less than most in the columns. A few are less still, where the cells of
// two columns were taken for one.
func leastPitch(columns [][]row, size float64) float64 {
	var all []float64
	for _, list := range columns {
		for n := 1; n < len(list); n++ {
			if p := pitch(list, n); p > size/2 {
				all = append(all, p)
			}
		}
	}
	if len(all) == 0 {
		return 3 * size
	}
	slices.Sort(all)
	return math.Min(3*size, all[len(all)/6])
}

// pitch is how far line n stands below the one above.
func pitch(lines []row, n int) float64 { return lines[n-1].middle() - lines[n].middle() }

func (r row) middle() float64 { return (r.top + r.bottom) / 2 }

// addColumn gives each line of a further column to the row at whose height it stands.
func addColumn(groups [][][]row, column int, list []row) {
	for _, l := range list {
		best, least := 0, math.Inf(1)
		for i, g := range groups {
			top, bottom := extentOf(g)
			if away := math.Max(0, math.Max(l.middle()-top, bottom-l.middle())); away < least {
				best, least = i, away
			}
		}
		groups[best][column] = append(groups[best][column], l)
	}
}

func extentOf(cells [][]row) (top, bottom float64) {
	top, bottom = math.Inf(-1), math.Inf(1)
	for _, list := range cells {
		for _, l := range list {
			top, bottom = math.Max(top, l.top), math.Min(bottom, l.bottom)
		}
	}
	return top, bottom
}

// part is one row of a table: how many lines of its label and of its value, and where they begin.
type part struct{ label, labels, value, values int }

// search looks for the cheapest way to part labels and values into rows.
type search struct {
	labels, values []row
	least          float64  // the usual distance of two lines of a cell
	numbered       bool     // most labels begin with a number
	items          []bool   // for each label, whether it has the number of an item; nil where that says nothing
	broken         []bool   // for each value, whether the line above ends in the middle of its day; nil where that says nothing
	centred        bool     // a label stands at the middle of its value, not at its top
	white          []span   // where no column has text, from the bottom up
	padding        float64  // the least white space between two rows, 0 where it says nothing
	apart          bool     // the values are whole rows of a table, which may stand apart
	names          []string // of the values, where these are whole rows
	inRow          []bool   // for each label and each value, whether no row begins with both; nil where that is not known
}

// bestOfBoth returns the rows, be the labels at the top of their values or at their middle.
func (s search) bestOfBoth() (parts []part, cost float64) {
	parts, cost = s.best()
	s.centred = true
	if centred, less := s.best(); less < cost {
		return centred, less
	}
	return parts, cost
}

// best returns the rows from the top, and what they cost together.
func (s search) best() (parts []part, cost float64) {
	type step struct {
		cost float64
		from part
	}
	width := len(s.values) + 1
	known := make([]step, (len(s.labels)+1)*width)
	for i := range known {
		known[i].cost = math.Inf(1)
	}
	known[0].cost = 0
	for l := range len(s.labels) + 1 {
		for v := range width {
			so := known[l*width+v].cost
			if so > mostCost*float64(max(len(s.labels), len(s.values))) { // no good way leads over here
				continue
			}
			for m := range min(mostLabelLines, len(s.labels)-l) + 1 {
				for n := range min(mostValueLines, len(s.values)-v) + 1 {
					p := part{l, m, v, n}
					if cost := so + s.costOf(p); cost < known[(l+m)*width+v+n].cost {
						known[(l+m)*width+v+n] = step{cost, p}
					}
				}
			}
		}
	}
	for l, v := len(s.labels), len(s.values); l > 0 || v > 0; {
		p := known[l*width+v].from
		parts = append(parts, p)
		l, v = p.label, p.value
	}
	slices.Reverse(parts)
	return parts, known[len(known)-1].cost
}

// costOf is how unlikely a row of these lines is.
func (s search) costOf(p part) float64 {
	labels, values := s.labels[p.label:p.label+p.labels], s.values[p.value:p.value+p.values]
	if p.labels+p.values == 1 {
		return aloneCost
	}
	if p.labels == 0 || p.values == 0 {
		return math.Inf(1)
	}
	cost := extraCost*float64(p.labels-1) + extraCost/4*float64(p.values-1)
	for i, list := range [][]row{labels, values} {
		for n := 1; n < len(list); n++ {
			if wide := pitch(list, n) / s.least; wide > wideGap && (i == 0 || !s.apart) {
				cost += wide - 1
			}
		}
	}
	if s.numbered && numberFormOf(labels[0].text()) == "" {
		cost += unnumberedCost
	}
	if s.items != nil {
		items := 0
		for _, is := range s.items[p.label : p.label+p.labels] {
			items += count(is)
		}
		cost += twoItemsCost * float64(max(0, items-1))
	}
	if s.broken != nil && s.broken[p.value] {
		cost += brokenDayCost
	}
	if s.inRow != nil && isBelow(p) && s.inRow[p.label*len(s.values)+p.value] {
		cost += inRowCost
	}
	apart := labels[0].middle() - values[0].middle()
	switch {
	case s.apart && !s.centred:
		apart = labels[0].top - values[0].top
	case s.centred:
		apart = (labels[0].middle() + labels[len(labels)-1].middle() - values[0].middle() - values[len(values)-1].middle()) / 2
	}
	if over, ok := s.apartOverPages(labels, values); ok {
		apart = math.Min(math.Abs(apart), over)
	}
	return cost + s.costAgain(p) + math.Abs(apart)/s.least
}
