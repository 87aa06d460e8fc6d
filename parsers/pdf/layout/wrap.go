package layout

import (
	"math"
	"slices"
	"strings"

	"koubo/opportunity/jtext"
)

// edgeOf is where the running text of a page ends on the right.
func edgeOf(lines []line) (edge float64) {
	for _, l := range lines {
		if !l.cells {
			edge = math.Max(edge, l.right)
		}
	}
	return edge
}

// shortOfEdge is how far from the edge a full line may end, in its height: a character that may not begin a line stands in the next.
const shortOfEdge = 1.6

// How long a line is at least that goes on in the next, in its height.
const (
	shortestInCell = 9.5
	shortestOnPage = 15.0
)

// markWraps notes which lines of a page reach the right edge of its text.
func markWraps(lines []line, edge float64) {
	for i := range lines {
		lines[i].wraps = lines[i].wraps || reaches(lines[i], edge, shortestOnPage)
	}
}

// reaches reports whether a line is long and reaches an edge.
func reaches(l line, edge, shortest float64) bool {
	return !l.cells && l.right-l.left >= shortest*l.size && l.right >= edge-shortOfEdge*l.size
}

// joinWrapped joins the lines that go on in the next: those that reach the right edge, where what follows begins nothing of its own.
func joinWrapped(lines []line) (all []line) {
	for i, l := range lines {
		l.full = l.wraps
		if i > 0 && (lines[i-1].wraps && goesOn(lines[i-1], l) && !isNextLabel(lines, i) || l.inCell && isHourOf(lines[i-1].text, l.text) || isBrokenIn(lines[i-1], l)) {
			last := &all[len(all)-1]
			last.text, last.full = last.text+l.text, l.full
			continue
		}
		all = append(all, l)
	}
	return all
}

// isBrokenIn reports whether a line of a cell, or the next line of the page, goes on in the middle of a day.
func isBrokenIn(above, below line) bool {
	if above.cells && !below.cells {
		return !below.moved && !below.heading && restBelowRow.MatchString(below.text) && breaksDay(above.text, below.text)
	}
	return (below.inCell || !above.cells && !below.cells && !below.moved && !below.heading) && breaksDay(above.text, below.text)
}

// restBelowRow begins the rest of the value of a row, which is no table's, in the line below it: 日（水）まで, 時.
var restBelowRow = jtext.MustPattern(`^(?:日(?:[ ]?[（(][日月火水木金土]|まで|から|必着|$)|[年月][ ]?[0-9０-９]|[時分](?:[0-9０-９]|まで|から|必着|$)|[（(][日月火水木金土][）)])`)

// endsTime ends a line in a day or an hour that is complete.
var endsTime = jtext.MustPattern(`(?:日|[)）]|時|分|まで|必着|[0-9０-９][:：][0-9０-９]{2})$`)

// isNextLabel reports whether a line is a label above values that are set further in: so was the line above the one before, which is
// the value of that, and so is the line below.
func isNextLabel(lines []line, i int) bool {
	if i < 2 || i+1 == len(lines) || strings.ContainsAny(lines[i-2].text+lines[i].text, "。、") || !endsTime.MatchString(lines[i-1].text) {
		return false
	}
	label, value := lines[i], lines[i-1]
	same := func(a, b line) bool { return math.Abs(a.left-b.left) < sameStart*label.size }
	return value.left-label.left > sameStart*label.size && same(lines[i-2], label) && same(lines[i+1], value)
}

// withRestOfDay moves the last line of the first cell of a row into the last one, where it goes on in the middle of a day there, or with its hour: a row that is
// no table goes on at the left edge.
func withRestOfDay(cells [][]row) [][]row {
	if len(cells) < 2 {
		return cells
	}
	first, last := cells[0], cells[len(cells)-1]
	if len(first) < 2 || len(last) == 0 || breakBetween(last[len(last)-1].text(), first[len(first)-1].text()) != "" {
		return cells
	}
	moved := slices.Clone(cells)
	moved[0], moved[len(cells)-1] = first[:len(first)-1], append(slices.Clone(last), first[len(first)-1])
	return moved
}

// restGap is the space between a line and the rest of it at most, in its height.
const restGap = 1.3

// withRestsBelowValues moves what goes on at the left edge below the value that it is the rest of: of an item whose label ends in a tab,
// （４）方法	持参又は郵, the next line begins below the number. A label that goes on reaches its value, or is not at its end.
func withRestsBelowValues(rows []row) []row {
	edge := 0.0
	for _, r := range rows {
		edge = math.Max(edge, r.right())
	}
	start, left := 0.0, 0.0 // of the value of the item above, 0 where none goes on
	for i := 1; i < len(rows); i++ {
		above := rows[i-1]
		if value, ok := above.valueOfItem(); ok {
			start, left = value, above.boxes[0].Left
		}
		r := rows[i]
		first := r.boxes[0].Left
		if start == 0 || above.right() < edge-shortOfEdge*above.size() || above.bottom-r.top > restGap*above.size() || len(r.pieces()) > 1 ||
			first < left-sameStart*r.size() || first > start-columnGap*r.size() || numberFormOf(r.text()) != "" || beginsOwn(r.text()) || isRestOfLabel(rows, i, start) {
			start = 0
			continue
		}
		goesOn := r.right() >= edge-shortOfEdge*r.size()
		rows[i] = r.movedBy(start-first, 0)
		if !goesOn {
			start = 0
		}
	}
	return rows
}

// valueOfItem returns where the value of a numbered item begins, behind a gap as wide as one between columns.
func (r row) valueOfItem() (start float64, ok bool) {
	pieces := r.pieces()
	last := pieces[len(pieces)-1]
	if len(pieces) < 2 || numberFormOf(r.text()) == "" || last.Right-last.Left < shortestInCell*r.size() || strings.HasSuffix(last.Text, "。") {
		return 0, false
	}
	return last.Left, true
}

// hanging is how far the first line of an item stands left of those below it at most, in its height.
const hanging = 4.0

// goesOn reports whether a line that reaches the right edge goes on in the next.
func goesOn(above, below line) bool {
	indent := above.left - below.left // of the first line of a paragraph
	return (below.moved || indent >= -hanging*above.size && indent <= 2*shortOfEdge*above.size) && goesOnElsewhere(above, below)
}

// goesOnElsewhere reports whether a line that reaches the right edge goes on in another, wherever that stands.
func goesOnElsewhere(above, below line) bool {
	if above.cells || below.cells || above.heading || below.heading || above.text == "" || strings.HasSuffix(above.text, "。") {
		return false
	}
	return math.Abs(above.size-below.size) < above.size/4 && !beginsOwn(below.text)
}

var (
	// endsInDay is the end of a line that an hour may follow: 10月26日（月）.
	endsInDay = jtext.MustPattern(`日(?:[ ]?[（(][日月火水木金土](?:曜日?)?(?:・祝)?[）)])?[、 ]?$`)
	// beginsHour is the beginning of a line that goes on after a day: 午後5時必着, から28日まで.
	beginsHour = jtext.MustPattern(`^(?:午[前後]|正午|[0-9０-９]{1,2}[時：:]|から|まで|[～〜~])`)
)

// isHourOf reports whether a line holds the hour, or the rest of the range, of the day that the line above ends in.
func isHourOf(above, below string) bool {
	return endsInDay.MatchString(above) && beginsHour.MatchString(below)
}

// ownMark is the mark or number of an item.
var ownMark = jtext.MustPattern(`^(?:[・●○◎■□◆◇※▼▽★☆→〔【①-⑳]|[(（][0-9０-９ア-ンa-zａ-ｚ一二三四五六七八九十]{1,2}[)）]|第[ ]?[0-9０-９一二三四五六七八九十]{1,3}[ ]?[章節条編部]|[0-9０-９]{1,2}[ 　．.\t][^0-9０-９]|[アイウエオカキクケコ][ 　．])`)

// beginsOwn reports whether a line begins with the mark or number of an item.
func beginsOwn(text string) bool { return ownMark.MatchString(text) }

var (
	// brokenDay is the end of a full line in the middle of a day or an hour, restOfDay the beginning of the next.
	brokenDay = jtext.MustPattern(`(?:(?:^|[^正])午|午[前後]|令|令和|[0-9０-９元]年|[0-9０-９]月|[時分日）]か|[時分日）]ま)$`)
	restOfDay = jtext.MustPattern(`^(?:[前後][0-9０-９]|和?[0-9０-９元]|[年月日時分]|ら|で)`)
	// endsInNumber is the end of a line in a number before its unit, and endsInDigit in the first digit of one in a day.
	endsInNumber = jtext.MustPattern(`[0-9０-９]$`)
	endsInDigit  = jtext.MustPattern(`(?:[年月時和前後～〜~]|から) ?[0-9０-９]$|(?:^|[^0-9０-９])[2２][0０][0-9０-９]?$`)
	// endsInClock is the end of a line in an hour that is whole: 17:15.
	endsInClock  = jtext.MustPattern(`[:：][0-9０-９]{2}$`)
	startsUnit   = jtext.MustPattern(`^[年月日時分]`)
	startsNumber = jtext.MustPattern(`^[0-9０-９]{1,3}[年月日時分]`)
	// wholeDay is a day at the beginning of a line, which is none behind the first digit of a day.
	wholeDay = jtext.MustPattern(`^[1-9１-９][0-9０-９]?月[0-9０-９]`)
	endsYear = jtext.MustPattern(`年 ?[1１]$`)
	// endsInDayOnly is the end of a line in a day, startsWeekday the beginning of one in its weekday.
	endsInDayOnly = jtext.MustPattern(`[0-9０-９]日$`)
	startsWeekday = jtext.MustPattern(`^[（(][日月火水木金土](?:曜日?)?(?:・祝)?[）)]`)
	// endsInWeekday is the end of a line in the middle of a weekday, restOfWeekday the beginning of the next.
	endsInWeekday = jtext.MustPattern(`日[（(](?:[日月火水木金土]曜?)?$`)
	restOfWeekday = jtext.MustPattern(`^(?:[日月火水木金土]?曜?日?)[）)]`)
	// endsInHour is the end of a line in an hour, startsMinute the beginning of one in its minutes.
	endsInHour   = jtext.MustPattern(`[0-9０-９]時$`)
	startsMinute = jtext.MustPattern(`^[0-9０-９]{1,2}分`)
)

// breaksDay reports whether a line ends in the middle of a day or an hour that the next goes on with.
func breaksDay(above, below string) bool {
	switch {
	case endsInWeekday.MatchString(above):
		return restOfWeekday.MatchString(below)
	case endsInHour.MatchString(above):
		return startsMinute.MatchString(below)
	case endsInDayOnly.MatchString(above):
		return startsWeekday.MatchString(below)
	case endsInClock.MatchString(above):
		return false
	case endsInNumber.MatchString(above):
		isDigit := endsInDigit.MatchString(above) && startsNumber.MatchString(below) && (endsYear.MatchString(above) || !wholeDay.MatchString(below))
		return isDigit || startsUnit.MatchString(below)
	}
	return brokenDay.MatchString(above) && restOfDay.MatchString(below)
}
