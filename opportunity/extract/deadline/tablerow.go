package deadline

import (
	"slices"
	"strings"
	"unicode/utf8"

	"koubo/opportunity/extract/deadline/prepare"
	"koubo/opportunity/extract/deadline/role"
	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

// The cells of a table's row: which label which.

// rowMonth is the first cell of a row of a calendar, whose other cells begin their lines with a day: 9月, 令和9年1月.
var rowMonth = jtext.MustPattern(`^(?:(?:令和|R)? ?[0-9元]{1,4} ?年 ?)?[0-9]{1,2} ?月$`)

var dayOfMonth = jtext.MustPattern(`^[0-9]{1,2} ?日`)

// readMonth reads a row of a calendar, each line of it with its month.
func (t *tableReader) readMonth(cells []string, raw string) bool {
	if len(cells) < 2 || !rowMonth.MatchString(cells[0]) {
		return false
	}
	var lines []string
	for _, c := range cells[1:] {
		for line := range strings.SplitSeq(c, "\n") {
			switch line = strings.TrimSpace(line); {
			case dayOfMonth.MatchString(line):
				lines = append(lines, cells[0]+line)
			case line != "" && prepare.Dated(line):
				return false
			case line != "" && len(lines) > 0:
				lines[len(lines)-1] += " " + line
			}
		}
	}
	for _, line := range lines {
		t.w.above, t.w.used = "", false
		t.w.unit(unit{text: line, evidence: jtext.Clip(raw, wording.EvidenceRunes)})
	}
	return len(lines) > 0
}

// labelsOf returns the undated cells of a row that label the others, and the hours in a column of their own.
func (t *tableReader) labelsOf(cells []string) (labels []string, hours string) {
	for i, c := range cells {
		switch u := t.uses[i]; {
		case isQuestion(c):
			labels = append(labels, c)
		case u == asideColumn && isStepAlone(c):
			labels = append(labels, c) // 質問, 回答 under 区分, 方法
		case c == "" || isDash(c) || u == oldColumn || u == asideColumn:
		case u == hourColumn:
			hours += " " + c
		case relativeStart.MatchString(c):
		case !prepare.Dated(c) || i == 0 && remarked(c) != c && !prepare.Dated(remarked(c)):
			labels = append(labels, remarked(c))
		}
	}
	return labels, hours
}

// isStepAlone reports whether a cell is a word for a step and nothing else.
func isStepAlone(cell string) bool {
	return utf8.RuneCountInString(cell) <= 4 && role.Of(cell).Telling()
}

// remarked returns a label without the remark behind it, which may hold a date of its own: 質問受付期間 ※回答は2月10日までに行います,
// 質問受付期間(回答は2月10日までに行います).
func remarked(cell string) string {
	label, _ := splitRemark(cell)
	return label
}

// splitRemark parts a label from the remark behind it. A bracket is one where it holds a date and the label none.
func splitRemark(cell string) (label, remark string) {
	if i := strings.Index(cell, "※"); i > 0 {
		return strings.TrimSpace(cell[:i]), cell[i+len("※"):]
	}
	open := strings.IndexByte(cell, '(')
	if open <= 0 || !strings.HasSuffix(cell, ")") || jtext.HasDigit(cell[:open]) || prepare.Dated(cell[:open]) || !prepare.Dated(cell[open:]) {
		return cell, ""
	}
	return strings.TrimSpace(cell[:open]), cell[open+1 : len(cell)-1]
}

// readRemark reads what a remark behind a row's label says of another step.
func (t *tableReader) readRemark(cell, raw string) {
	label, remark := splitRemark(cell)
	if !prepare.Dated(remark) || prepare.Dated(label) {
		return
	}
	if r := role.Of(remark); r.Telling() && r.Role != role.Of(label).Role {
		t.emit("", remark, raw)
	}
}

// window joins the first and the last day of the next range that stand in two columns, and adds these to done. above is what
// stands over both heads.
func (t *tableReader) window(cells []string, done map[int]bool) (text, above string) {
	start, end := -1, -1
	for i, u := range t.uses {
		switch {
		case done[i] || !prepare.Dated(cells[i]):
		case u == startColumn && start < 0:
			start = i
		case u == endColumn:
			end = i
		}
		if end >= 0 {
			break
		}
	}
	switch {
	case start >= 0 && end >= 0 && cells[start] == cells[end]:
		text = flat(cells[start]) // one cell over both columns
	case start >= 0 && end >= 0:
		text = flat(cells[start]) + " ~ " + flat(cells[end])
	case end >= 0:
		text = flat(cells[end]) + "まで"
	case start >= 0 && (t.hasNoEnd(cells) || endsInCell.MatchString(cells[start]) || closes.MatchString(cells[0])):
		text = flat(cells[start]) // a day alone has no last one, and a cell over both columns its own
	case start >= 0:
		text = flat(cells[start]) + "から"
	default:
		return "", ""
	}
	for _, i := range [...]int{start, end} {
		if i >= 0 {
			done[i], above = true, strings.TrimSpace(strings.TrimSuffix(t.heads[i], lastWord(t.heads[i])))
		}
	}
	return text, above
}

// endsInCell matches a cell in the column of first days that tells of the last one.
var endsInCell = jtext.MustPattern(`まで|必着|締切|期限|消印`)

// closes matches the name of a row for a last day alone: 応募登録書の提出期限.
var closes = jtext.MustPattern(`(?:期限|締切|締切日|〆切)(?:\([^()]*\))?$`)

// flat joins the lines of a cell that holds one value.
func flat(cell string) string { return strings.ReplaceAll(cell, "\n", " ") }

// restOf reads the dated cells that are no part of a window.
func (t *tableReader) restOf(cells []string, done map[int]bool, labels []string, raw string) {
	dated := 0
	for i, c := range cells {
		dated += count(t.isValue(i, c) && !done[i])
	}
	cells = t.withHours(cells)
	_, hours := t.labelsOf(cells)
	if dated > 1 {
		hours = ""
	}
	beside := strings.Join(labels, " ")
	own := role.Of(beside)
	for i, c := range cells {
		if done[i] || !t.isValue(i, c) {
			continue
		}
		head := ""
		if t.uses[i] == plainColumn || strings.TrimSpace(t.heads[i]) == "期限" || t.headsSteps(i) {
			head = flat(t.heads[i])
		}
		label := beside
		switch r := role.Of(head); {
		case !r.Telling():
			label = strings.TrimSpace(beside + " " + head)
		case !own.Strong() || own.Role == r.Role:
			label = head // the column says of what
		}
		if !own.Telling() && role.Of(t.heads[i]).Role != "" {
			t.row, t.column = beside, i+1
		}
		t.emit(label, c+hours, raw)
		t.row, t.column = "", 0
	}
}

// headsSteps reports whether heads above a column that says nothing itself say what its days are for: 参加申請, 月日.
func (t *tableReader) headsSteps(i int) bool {
	if t.uses[i] != neutralColumn || lastWord(t.heads[i]) == t.heads[i] {
		return false
	}
	return role.Of(t.heads[i]).Telling()
}

// hasDay reports whether a cell names a day.
func hasDay(cell string) bool {
	for t := range jdate.Tokens(cell) {
		if t.Kind == jdate.DayToken {
			return true
		}
	}
	return false
}

// isValue reports whether the cell in a column holds dates that may be steps.
func (t *tableReader) isValue(i int, cell string) bool {
	switch t.uses[i] {
	case oldColumn, asideColumn, hourColumn:
		return false
	}
	if isQuestion(cell) || i == 0 && remarked(cell) != cell && !prepare.Dated(remarked(cell)) {
		return false
	}
	return prepare.Dated(cell)
}

// relativeStart is a cell from which a period is counted, and no label: 契約締結日から, 議決の翌日から.
var relativeStart = jtext.MustPattern(`^(?:[一-龠々の]{2,10})(?:日|翌日|後|時)(?:\([^()]*\))?(?:から|より|~)$`)

// isQuestion reports whether a cell asks: what it says of days is no statement, but tells what the answer is about.
func isQuestion(cell string) bool {
	return wording.HasSuffix(strings.TrimRight(cell, " 。"), "か", "?") && utf8.RuneCountInString(cell) > 6
}

// keptValues puts the old value into a cell of the row that says it is unchanged: 変更なし.
func (t *tableReader) keptValues(cells []string) []string {
	if len(t.uses) != len(cells) {
		return cells
	}
	old := slices.Index(t.uses, oldColumn)
	if old < 0 || !prepare.Dated(cells[old]) {
		return cells
	}
	for i, c := range cells {
		if i != old && unchanged.MatchString(c) {
			out := slices.Clone(cells)
			out[i] = cells[old]
			return out
		}
	}
	return cells
}

var unchanged = jtext.MustPattern(`^\(?(?:変更(?:なし|無し|ありません|しない)|同左|左に同じ|従前(?:のとおり)?|そのまま)\)?$`)

// isPairs reports whether a row is two or more pairs of a label and its days: 質問受付 9月1日 申込書受付 9月15日. A label that only says
// that something is handed in goes on with the one before it.
func isPairs(cells []string) bool {
	if len(cells) < 4 || len(cells)%2 != 0 {
		return false
	}
	for at := 0; at < len(cells); at += 2 {
		label := cells[at]
		if role.Of(label).Role == "" || prepare.Dated(label) || utf8.RuneCountInString(label) > 20 || at > 0 && role.IsBare(label) || !hasDay(cells[at+1]) {
			return false
		}
	}
	return true
}

// hasNoEnd reports whether the column of last days of a row holds a dash.
func (t *tableReader) hasNoEnd(cells []string) bool {
	for i, u := range t.uses {
		if u == endColumn && isDash(cells[i]) {
			return true
		}
	}
	return false
}

// isDash reports whether a cell says that the row has none of what its column is for.
func isDash(cell string) bool {
	return cell != "" && strings.Trim(cell, "-－―–—ー ") == ""
}
