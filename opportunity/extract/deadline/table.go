package deadline

import (
	"slices"
	"strings"
	"unicode/utf8"

	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jtext"
)

// row is one row of a table, folded, with the words it had on the page.
type row struct {
	cells []string // a line break inside a cell is "\v"
	head  bool     // marked as a row of column heads
	raw   string
}

// breakInCell is a line break inside a table's cell in the form that Draft.Text has.
const breakInCell = "\v"

// isRow reports whether a line of the text is a row of a table.
func isRow(line string) bool {
	return strings.IndexByte(line, '\t') >= 0 || strings.IndexByte(line, '|') >= 0 || strings.Contains(line, "｜")
}

// newRow splits a line into the cells of a row.
func newRow(line string) row {
	body, head := strings.CutPrefix(strings.TrimLeft(line, " "), "# ")
	folded := jtext.Narrow(strings.ReplaceAll(body, breakInCell, "\n"))
	if strings.Contains(folded, "|") {
		folded = strings.Trim(strings.TrimSpace(folded), "|")
	}
	cells := strings.Split(strings.ReplaceAll(folded, "|", "\t"), "\t")
	joined := cells[:0]
	for _, c := range cells {
		c = strings.TrimSpace(c)
		if n := len(joined); n > 0 && splitDay(joined[n-1], c) {
			joined[n-1] += c
			continue
		}
		joined = append(joined, c)
	}
	cells = joined
	return row{cells: cells, head: head, raw: strings.TrimSpace(strings.ReplaceAll(body, breakInCell, " "))}
}

// splitDay reports whether month and day stand in cells of their own.
func splitDay(month, day string) bool {
	if strings.Contains(day, "\n") {
		return false // a calendar's days of the month
	}
	return month == "月" && (day == "日" || day == "日付") || monthCell.MatchString(month) && dayCell.MatchString(day)
}

var (
	monthCell = jtext.MustPattern(`^(?:(?:令和|R)?[ 0-9元]{0,3}年 ?|[0-9]{4}[年/] ?)?[0-9]{1,2} ?[月/]$`)
	dayCell   = jtext.MustPattern(`^[0-9]{1,2} ?(?:日|\(|$)`)
)

// table reads the rows of one table.
func (w *scheduleReader) table(rows []row) {
	rows = withoutNumbers(rows)
	t := tableReader{w: w, label: w.above}
	for i, r := range rows {
		w.number++
		w.findRolling(strings.Join(r.cells, "\t"), r.raw)
		switch {
		case isHeadRow(rows, i, t.heads != nil):
			t.setHeads(r.cells)
		case t.topicRow(r):
		default:
			t.read(r)
		}
	}
	w.above, w.used = t.label, true
}

// withoutNumbers leaves out a leading column that only counts the rows.
func withoutNumbers(rows []row) []row {
	counted := 0
	for i, r := range rows {
		switch {
		case len(r.cells) < 2:
		case i == 0 && numberHead.MatchString(r.cells[0]):
		case !numberCell.MatchString(r.cells[0]):
			return rows
		case r.cells[0] != "":
			counted++
		}
	}
	if counted == 0 {
		return rows
	}
	out := make([]row, len(rows))
	for i, r := range rows {
		out[i] = r
		if len(r.cells) > 1 {
			out[i].cells = r.cells[1:]
		}
	}
	return out
}

// isHeadRow reports whether a row names the columns of those below it: it is marked so, or it holds no dates, its cells
// are short, and dates stand below in columns that it names.
func isHeadRow(rows []row, at int, known bool) bool {
	r := rows[at]
	if len(r.cells) < 2 || at+1 == len(rows) {
		return false
	}
	filled, uses := 0, 0
	for _, c := range r.cells {
		if datedCell(c) || utf8.RuneCountInString(c) > 24 || strings.Contains(c, "。") {
			return false
		}
		if c != "" {
			filled++
		}
		if useOf(c) != plainColumn {
			uses++
		}
	}
	below := rows[at+1]
	switch {
	case filled < 2 || len(below.cells) < len(r.cells)-1:
		return false
	case r.head:
		return true
	case known:
		return uses == filled
	}
	if len(r.cells) == 2 {
		if useOf(r.cells[0]) == neutralColumn && oldHeads.MatchString(below.cells[0]) {
			return true
		}
		if useOf(r.cells[0]) == neutralColumn && headOfDays.MatchString(r.cells[1]) && roleOf(r.cells[1]).role != "" && datedCell(below.cells[1]) && !datedCell(below.cells[0]) {
			return true // 区分, 受付期間
		}
		second := useOf(r.cells[1])
		return second != asideColumn && (uses == 2 || uses == 1 && second != plainColumn)
	}
	return at == 0 && anyDated(below.cells) && (uses > 0 || len(r.cells) == len(below.cells))
}

// headOfDays ends the head of a column that holds the days of one step.
var headOfDays = jtext.MustPattern(`(?:期間|期限|期日|締切|締切日|日程|日時)$`)

func anyDated(cells []string) bool {
	for _, c := range cells {
		if datedCell(c) {
			return true
		}
	}
	return false
}

// tableReader walks over the rows of one table.
type tableReader struct {
	w     *scheduleReader
	heads []string
	uses  []columnUse
	label string // what stands above the table
	topic string // the row across the table above the row read
	first string // the first cell of the row above, which may span several
}

func (t *tableReader) setHeads(cells []string) {
	t.heads, t.uses, t.topic = make([]string, len(cells)), make([]columnUse, len(cells)), ""
	windows := 0
	for i, c := range cells {
		t.heads[i] = closeGaps(c)
		t.uses[i] = useOf(lastWord(t.heads[i]))
		if i > 0 && t.uses[i-1] == startColumn && t.uses[i] == endColumn {
			windows++
		}
	}
	if starts, ends := t.columns(startColumn), t.columns(endColumn); starts == ends && (starts == 1 || starts == windows) {
		return
	}
	for i, u := range t.uses {
		if u == startColumn || u == endColumn {
			t.uses[i] = plainColumn
		}
	}
}

// columns returns how many columns have a use.
func (t *tableReader) columns(use columnUse) (n int) {
	for _, u := range t.uses {
		n += count(u == use)
	}
	return n
}

// lastWord is the lowest of joined heads: 開始日 of 申請の受付 開始日.
func lastWord(head string) string {
	if at := strings.LastIndexByte(strings.TrimSpace(head), ' '); at >= 0 {
		return strings.TrimSpace(head)[at+1:]
	}
	return head
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}

// topicRow notes a row that is one undated cell across the table: what the rows below are about.
func (t *tableReader) topicRow(r row) bool {
	words := ""
	for _, c := range r.cells {
		if c != "" && words != "" {
			return false
		}
		words += c
	}
	if words == "" {
		return true
	}
	if datedCell(words) || utf8.RuneCountInString(words) > 40 {
		return false
	}
	t.topic, t.first = words, ""
	return true
}

// read reads the dated cells of a row, each with the labels that stand beside and above it.
func (t *tableReader) read(r row) {
	cells := r.cells
	if n := len(cells); t.heads != nil && n > 0 && n < len(t.heads) {
		if n == len(t.heads)-1 && t.first != "" && datedCell(cells[0]) {
			cells = append([]string{t.first}, cells...) // the first cell above spans this row, too
		} else {
			cells = append(slices.Clone(cells), make([]string, len(t.heads)-n)...) // empty cells end the row
		}
	}
	if oldHeads.MatchString(strings.ReplaceAll(r.cells[0], " ", "")) && !datedCell(r.cells[0]) {
		return
	}
	if t.readMonth(cells, r.raw) {
		return
	}
	aligned := t.heads != nil && len(cells) == len(t.heads)
	if !aligned {
		t.readLoose(cells, r.raw)
		return
	}
	t.first = cells[0]
	defer t.readRemark(cells[0], r.raw)
	labels, hours := t.labelsOf(cells)
	done := map[int]bool{}
	for {
		text, above := t.window(cells, done)
		if text == "" {
			break
		}
		label := strings.TrimSpace(strings.Join(labels, " ") + " " + above)
		if known := roleOf(above); known.role != "" {
			label = above
		}
		if known := roleOf(label); known.role == "" || known.weak {
			label += " 期間"
		}
		t.emit(label, text+" "+hours, r.raw)
	}
	t.restOf(cells, done, labels, r.raw)
}

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
			case line != "" && datedCell(line):
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
		case c == "" || u == oldColumn || u == asideColumn:
		case u == hourColumn:
			hours += " " + c
		case relativeStart.MatchString(c):
		case !datedCell(c) || i == 0 && remarked(c) != c && !datedCell(remarked(c)):
			labels = append(labels, remarked(c))
		}
	}
	return labels, hours
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
	if open <= 0 || !strings.HasSuffix(cell, ")") || jtext.HasDigit(cell[:open]) || datedCell(cell[:open]) || !datedCell(cell[open:]) {
		return cell, ""
	}
	return strings.TrimSpace(cell[:open]), cell[open+1 : len(cell)-1]
}

// readRemark reads what a remark behind a row's label says of another step.
func (t *tableReader) readRemark(cell, raw string) {
	label, remark := splitRemark(cell)
	if !datedCell(remark) || datedCell(label) {
		return
	}
	if r := roleOf(remark); r.role != "" && !r.weak && r.role != roleOf(label).role {
		t.emit("", remark, raw)
	}
}

// window joins the first and the last day of the next range that stand in two columns, and adds these to done. above is what
// stands over both heads.
func (t *tableReader) window(cells []string, done map[int]bool) (text, above string) {
	start, end := -1, -1
	for i, u := range t.uses {
		switch {
		case done[i] || !datedCell(cells[i]):
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

// flat joins the lines of a cell that holds one value.
func flat(cell string) string { return strings.ReplaceAll(cell, "\n", " ") }

// restOf reads the dated cells that are no part of a window.
func (t *tableReader) restOf(cells []string, done map[int]bool, labels []string, raw string) {
	dated := 0
	for i, c := range cells {
		dated += count(t.isValue(i, c) && !done[i])
	}
	for i, c := range cells {
		if done[i] || !t.isValue(i, c) {
			continue
		}
		head := ""
		if t.uses[i] == plainColumn || strings.TrimSpace(t.heads[i]) == "期限" {
			head = flat(t.heads[i])
		}
		_, hours := t.labelsOf(cells)
		if dated > 1 {
			hours = ""
		}
		label := strings.Join(labels, " ")
		if r := roleOf(head); r.role != "" && !r.weak {
			label = head // the column says of what
			if own := roleOf(strings.Join(labels, " ")); own.role != "" && !own.weak && own.role != r.role && own.role != noStep {
				label = strings.Join(labels, " ")
			}
		} else {
			label = strings.TrimSpace(label + " " + head)
		}
		t.emit(label, c+hours, raw)
	}
}

// isValue reports whether the cell in a column holds dates that may be steps.
func (t *tableReader) isValue(i int, cell string) bool {
	switch t.uses[i] {
	case oldColumn, asideColumn, hourColumn:
		return false
	}
	if isQuestion(cell) || i == 0 && remarked(cell) != cell && !datedCell(remarked(cell)) {
		return false
	}
	return datedCell(cell)
}

// readLoose reads a row without column heads: what stands before the first dated cell labels it, else what stands behind.
func (t *tableReader) readLoose(cells []string, raw string) {
	first := 0
	for first < len(cells) && (!datedCell(cells[first]) || isQuestion(cells[first]) || first == 0 && !datedCell(remarked(cells[0]))) {
		first++
	}
	if len(cells) > 0 {
		t.first = cells[0]
	}
	if len(cells) > 1 && first > 0 {
		defer t.readRemark(cells[0], raw)
	}
	switch {
	case first == len(cells):
		if len(cells) > 0 {
			t.note(cells)
		}
		return
	case first == 0 && len(cells) > 1 && !anyDated(cells[1:]) && roleOf(cells[0]).role == "":
		t.emit(strings.Join(cells[1:], " "), cells[0], raw)
		return
	}
	var labels []string
	for _, c := range cells[:first] {
		if !relativeStart.MatchString(c) {
			labels = append(labels, remarked(c))
		}
	}
	t.emit(strings.TrimSpace(strings.Join(labels, " ")), strings.Join(cells[first:], "\t"), raw)
}

// relativeStart is a cell from which a period is counted, and no label: 契約締結日から, 議決の翌日から.
var relativeStart = jtext.MustPattern(`^(?:[一-龠々の]{2,10})(?:日|翌日|後|時)(?:\([^()]*\))?(?:から|より|~)$`)

// isQuestion reports whether a cell asks: what it says of days is no statement, but tells what the answer is about.
func isQuestion(cell string) bool {
	return wording.HasSuffix(strings.TrimRight(cell, " 。"), "か", "?", "ですか", "ますか") && utf8.RuneCountInString(cell) > 6
}

// genericLabel is a label that leaves it to those above it what a date is for.
var genericLabel = jtext.MustPattern(`日時|期日|期限|期間|開始|終了|締切|受付|提出|月日|日程|時期|時間|いつ|とき|第?[0-9一二三四五]+(?:回|期|次|日目)|^[0-9A-Za-z()・]*$|郵送|持参|電子|オンライン$|メール|窓口|書類|変更後|訂正後|修正後|延長後|正$|新$|場合|枠|コース|部門|区分|施設|地区|会場`)

// note keeps the label of a row without dates for the rows below it.
func (t *tableReader) note(cells []string) {
	for _, c := range cells {
		if jtext.HasAny(c, wording.OldMarks...) {
			return
		}
	}
	if roleOf(cells[0]).role != "" && len(cells) == 1 {
		t.topic = cells[0]
	}
}

// emit reads the steps of one cell, whose lines may each hold one.
func (t *tableReader) emit(label, text, raw string) {
	w := t.w
	label = strings.TrimSpace(closeGaps(strings.ReplaceAll(label, "\n", "")))
	if above, ok := strings.CutSuffix(label, " 回答"); ok {
		label = above + "の回答" // 質問, 回答: cells that span rows
	}
	w.above, w.used = t.topic, false
	if t.topic == "" {
		w.above = t.label
	}
	if label != "" && roleOf(label).role == "" && !genericLabel.MatchString(strings.ReplaceAll(label, " ", "")) {
		w.above = "" // it names something that is not known, which the label above does not
	}
	way := ""
	for _, line := range joinHours(joinBroken(text)) {
		line = closeGaps(line)
		if !datedLine(line) {
			w.findRolling(label+" "+line, raw)
			if words := strings.TrimSpace(line); utf8.RuneCountInString(words) <= 30 {
				way = words
			}
			continue
		}
		own := label
		if r := roleOf(way); way != "" && r.role != "" {
			own = strings.TrimSpace(label + " " + way)
		}
		if own == "" {
			line = strings.TrimRight(maskStamps(line), " ")
		}
		if datedLine(line) {
			w.unit(unit{label: own, text: line, evidence: jtext.Clip(raw, wording.EvidenceRunes)})
		}
	}
	w.above = label
}
