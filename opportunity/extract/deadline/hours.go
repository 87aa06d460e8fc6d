package deadline

import (
	"slices"
	"strings"

	"koubo/opportunity/extract/deadline/prepare"
	"koubo/opportunity/extract/deadline/role"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

// Hours that stand apart from the day that they belong to: in other cells of its row, or behind another day.

// withHours gives each day of a row the hours that stand in the cell behind it. Those from when
// to when, remarked beside a window, are a counter's.
func (t *tableReader) withHours(cells []string) []string {
	out := cells
	day := -1
	for i, c := range cells {
		switch {
		case hasDay(c):
			day = i
		case t.uses[i] == asideColumn && day >= 0 && isSpan(cells[day]) && isSpan(c):
		case day >= 0 && prepare.Dated(c) && hoursOf(c) != "":
			if &out[0] == &cells[0] {
				out = slices.Clone(cells)
			}
			out[day], out[i], day = out[day]+" "+hoursOf(c), "", -1
		}
	}
	return out
}

// isSpan reports whether a cell tells of days or hours from when to when.
func isSpan(cell string) bool {
	for t := range jdate.Tokens(cell) {
		if t.Kind == jdate.RangeToken {
			return true
		}
	}
	return false
}

// hoursOf returns the hours that a cell is, or begins with before it says something else without numbers: 17時/電子メール. ""
// for none.
func hoursOf(cell string) string {
	if prepare.IsHours(cell) {
		return cell
	}
	if at := strings.IndexAny(cell, "/／、(\n "); at > 0 && !jtext.HasDigit(cell[at:]) && prepare.IsHours(cell[:at]) {
		return cell[:at]
	}
	return ""
}

// hoursToDay gives the day of a row the hours that stand behind another cell's label: 7月1日, 質問票提出期限(午後5時).
func hoursToDay(cells []string) []string {
	if !slices.ContainsFunc(cells, func(c string) bool { return strings.HasSuffix(c, ")") }) {
		return cells
	}
	day := -1
	for i, c := range cells {
		if hasDay(c) {
			if day >= 0 {
				return cells
			}
			day = i
		}
	}
	if day < 0 {
		return cells
	}
	out := cells
	for i, c := range cells {
		label, hours := labelAndHours(c)
		if i == day || label == "" || isSpan(hours) && isSpan(cells[day]) { // those from when to when beside a window are a counter's
			continue
		}
		if &out[0] == &cells[0] {
			out = slices.Clone(cells)
		}
		out[i], out[day] = label, out[day]+" "+hours
	}
	return out
}

// labelAndHours parts a label from the hours behind it; "" where a cell is no such pair.
func labelAndHours(cell string) (label, hours string) {
	open := strings.IndexByte(cell, '(')
	if open <= 0 || !strings.HasSuffix(cell, ")") {
		return "", ""
	}
	label, hours = cell[:open], cell[open+1:len(cell)-1]
	if !prepare.IsHours(hours) {
		hours = firstHours(hours)
	}
	if hours == "" || prepare.Dated(label) || role.Of(label).Role == "" {
		return "", ""
	}
	return strings.TrimSpace(label), hours
}

// firstHours returns the hours that a remark begins with, where nothing behind them is a number: 14時から。北側の門に集合. "" for none.
func firstHours(remark string) string {
	end := strings.IndexAny(remark, "。、, ")
	if end < 0 || jtext.HasDigit(remark[end:]) || !prepare.IsHours(remark[:end]) {
		return ""
	}
	return remark[:end]
}

// areJoined reports whether two dates are days of the same, joined to each other.
func areJoined(text string, l, next labelled) bool {
	return l.To <= next.From && slices.Equal(l.roles, next.roles) && joinsDays.MatchString(text[l.To:next.From])
}

// agreeWhereJoined gives days that are joined to each other the mean of what the weights make of each.
func agreeWhereJoined(findings []finding) {
	for _, f := range findings {
		for i := 1; i < len(f.dates); i++ {
			if l, next := &f.dates[i-1], &f.dates[i]; l.Dated() && next.Dated() && areJoined(f.unit.text, *l, *next) {
				mean := meanOf([]*labelled{l, next})
				l.weighed, next.weighed = mean, mean
			}
		}
	}
}

// shareHours gives a day of an event the hours of the next one that is joined to it.
func shareHours(text string, ls []labelled) {
	for i := len(ls) - 2; i >= 0; i-- {
		l, next := &ls[i], ls[i+1]
		day, last := max(l.Start, l.End), max(next.Start, next.End)
		alike := len(l.roles) == 1 && !l.roles[0].HasLastDay() && !isNone(l.roles)
		single := (l.Start == "" || l.End == "" || l.Start == l.End) && (next.Start == "" || next.End == "" || next.Start == next.End)
		if !alike || !single || day == last || l.StartTime+l.EndTime != "" || next.StartTime+next.EndTime == "" || !areJoined(text, *l, next) {
			continue
		}
		l.StartTime, l.EndTime, l.Range = next.StartTime, next.EndTime, next.Range
		if l.Start, l.End = "", ""; next.Start != "" {
			l.Start = day
		}
		if next.End != "" {
			l.End = day
		}
	}
}

// nextSession returns the session of the same day that hours behind another one's are; found tells whether that has hours and lasts no longer
// than a day.
func nextSession(before, hours jdate.Expression) (next jdate.Expression, found bool) {
	if before.Start == "" || before.StartTime == "" || before.End != "" && before.End != before.Start {
		return next, false
	}
	hours.Start, hours.Guessed = before.Start, before.Guessed
	if hours.EndTime != "" {
		hours.End = before.Start
	}
	return hours, true
}
