package document

import (
	"strconv"
	"strings"

	"koubo/opportunity/jtext"
)

// breakInCell is a line break inside a table's cell in the form that Draft.Text has.
const breakInCell = "\v"

func newTable(lines []string, isOneValue func(left, right string) bool) *Table {
	t := &Table{Rows: make([]Row, len(lines))}
	units := unitsOf(lines[0])
	for i, l := range lines {
		if i > 0 && units != nil {
			l = withUnits(l, units)
		}
		t.Rows[i] = newRow(l, isOneValue)
	}
	if countsRows(t.Rows) {
		for i := range t.Rows {
			if r := &t.Rows[i]; len(r.Cells) > 1 {
				r.Number, r.Cells = r.Cells[0], r.Cells[1:]
			}
		}
	}
	return t
}

// unitsOf returns for each column whose head is a unit of days that unit, nil where month and day have none of their own: 月, 日, 曜日, 内容.
func unitsOf(head string) (units map[int]string) {
	cells := strings.Split(strings.TrimPrefix(strings.TrimLeft(head, " "), headMark), "\t")
	for i, c := range cells[:len(cells)-1] {
		if strings.TrimSpace(c) == "月" && strings.TrimSpace(cells[i+1]) == "日" {
			units = map[int]string{i: "月", i + 1: "日"}
			if i > 0 && strings.TrimSpace(cells[i-1]) == "年" {
				units[i-1] = "年"
			}
		}
	}
	return units
}

// bareNumber is a number whose unit the head of its column names.
var bareNumber = jtext.MustPattern(`^(?:[RrＲ]|令和)?[\s　]*[0-9０-９]{1,4}$`)

// withUnits writes the units of the columns behind the bare numbers of a row.
func withUnits(line string, units map[int]string) string {
	cells := strings.Split(line, "\t")
	for i, unit := range units {
		if i < len(cells) && bareNumber.MatchString(strings.TrimSpace(cells[i])) {
			cells[i] = strings.TrimSpace(cells[i]) + unit
		}
	}
	return strings.Join(cells, "\t")
}

// newRow splits a line into the cells of a row.
func newRow(line string, isOneValue func(left, right string) bool) Row {
	body, head := strings.CutPrefix(strings.TrimLeft(line, " "), headMark)
	folded := jtext.Narrow(strings.ReplaceAll(body, breakInCell, "\n"))
	if strings.Contains(folded, "|") {
		folded = strings.Trim(strings.TrimSpace(folded), "|")
	}
	cells := strings.Split(strings.ReplaceAll(folded, "|", "\t"), "\t")
	joined := cells[:0]
	for _, c := range cells {
		c = strings.TrimSpace(c)
		if n := len(joined); n > 0 && isOneValue != nil && isOneValue(joined[n-1], c) {
			joined[n-1] += c
			continue
		}
		joined = append(joined, c)
	}
	return Row{Cells: joined, IsHead: head, Text: folded, Raw: strings.TrimSpace(strings.ReplaceAll(body, breakInCell, " "))}
}

var (
	numberCell = jtext.MustPattern(`^(?:[(\[]?(?:[0-9]{1,2}|[①-⑳]|[ア-ン]|[a-zA-Z]|[ivxIVX]{1,4})[)\].]?|STEP ?[0-9]+|第?[0-9]{1,2}段階)?$`)
	// itemCell is the number of an item of a chapter: 6-2, 6.2. A day may be written so, too.
	itemCell   = jtext.MustPattern(`^[(]?([0-9]{1,2}[-.])([0-9]{1,2})[).]?$`)
	numberHead = jtext.MustPattern(`^(?i:no\.?|#|№|番号|項番|順番|順|整理番号|)$`)
)

// countsRows reports whether the first column of a table only counts the rows: each of its cells holds a number or nothing, its head
// too or a word for numbers.
func countsRows(rows []Row) bool {
	counted := 0
	for i, r := range rows {
		switch {
		case len(r.Cells) < 2:
		case len(r.Cells) > 2 && (i > 0 && isNextItem(rows[i-1].Cells[0], r.Cells[0]) || i+1 < len(rows) && isNextItem(r.Cells[0], rows[i+1].Cells[0])):
			counted++
		case i == 0 && numberHead.MatchString(r.Cells[0]):
		case !numberCell.MatchString(r.Cells[0]):
			return false
		case r.Cells[0] != "":
			counted++
		}
	}
	return counted > 0
}

// isNextItem reports whether two cells are the numbers of two items of one chapter, one after the other.
func isNextItem(above, below string) bool {
	a, b := itemCell.FindStringSubmatch(above), itemCell.FindStringSubmatch(below)
	if a == nil || b == nil || a[1] != b[1] {
		return false
	}
	last, _ := strconv.Atoi(a[2])
	next, _ := strconv.Atoi(b[2])
	return next == last+1
}
