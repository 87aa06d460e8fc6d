package deadline

import (
	"slices"
	"strings"
	"unicode/utf8"

	"koubo/opportunity/document"
	"koubo/opportunity/extract/deadline/prepare"
	"koubo/opportunity/extract/deadline/role"
	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

// splitDay reports whether month and day, or year and month, stand in cells of their own.
func splitDay(left, right string) bool {
	if strings.Contains(right, "\n") { // and not a calendar's days of the month
		return yearCell.MatchString(left) && dayOfYear.MatchString(right)
	}
	switch left {
	case "年", "年度":
		return right == "月" || dayHead.MatchString(right)
	case "月", "年月":
		return right == "日" || right == "日付"
	}
	return monthCell.MatchString(left) && dayCell.MatchString(right) || yearCell.MatchString(left) && (monthAlone.MatchString(right) || dayOfYear.MatchString(right))
}

var (
	dayHead    = jtext.MustPattern(`^(?:月日|日程|日付|日時|期日|予定日)(?:\([^()]*\))?$`)
	dayOfYear  = jtext.MustPattern(`^[0-9]{1,2} ?[月/] ?[0-9]{1,2}`)
	yearCell   = jtext.MustPattern(`^(?:(?:令和|R) ?[0-9元]{1,2}|20[0-9]{2}) ?年$`)
	monthAlone = jtext.MustPattern(`^[0-9]{1,2} ?月$`)
	monthCell  = jtext.MustPattern(`^(?:(?:令和|R)?[ 0-9元]{0,3}年 ?|[0-9]{4}[年/] ?)?[0-9]{1,2} ?[月/]$`)
	dayCell    = jtext.MustPattern(`^[0-9]{1,2} ?(?:日|\(|$)`)
)

// table reads the rows of one table.
func (w *scheduleReader) table(rows []document.Row) {
	if w.tellsOfChosen(rows) {
		w.number += len(rows) - 1
		return
	}
	t := tableReader{w: w, label: w.above}
	first := w.number
	for i, r := range rows {
		w.number = first + i
		w.findRolling(strings.Join(r.Cells, "\t"), r.Raw)
		switch {
		case isHeadRow(rows, i, t.heads != nil):
			t.setHeads(r.Cells)
		case t.topicRow(r):
		default:
			t.read(r)
		}
	}
	w.above, w.used = t.label, true
}

// chosenHeads name a column of those who were chosen.
var chosenHeads = jtext.MustPattern(`^(?:採択|受託|契約|落札|借受|設置|運営|現|協定|実施)?(?:企業|事業者|会社|団体|業者|相手方|受託者|落札者|借受人|法人|者)(?:等)?名?$`)

// tellsOfChosen reports whether a table tells in each row of somebody chosen before the call: it has a column of names, and every
// day in it is written with its year and was over on the day of publication.
func (w *scheduleReader) tellsOfChosen(rows []document.Row) bool {
	if w.published() == "" || len(rows) < 2 || !slices.ContainsFunc(rows[0].Cells, chosenHeads.MatchString) {
		return false
	}
	found := false
	for _, r := range rows[1:] {
		for _, c := range r.Cells {
			cal := w.cal
			for _, e := range jdate.Read(c, &cal, false) {
				if e.Guessed != "" || !e.Dated() || max(e.Start, e.End) >= w.cal.Ref {
					return false
				}
				found = true
			}
		}
	}
	return found
}

// tableReader walks over the rows of one table.
type tableReader struct {
	w     *scheduleReader
	heads []string
	uses  []columnUse
	label string // what stands above the table
	topic string // the row across the table above the row read
	first string // the first cell of the row above, which may span several

	row    string // of the cell to emit: the name of its row, where the head and not the row says what its day is for
	column int    // and its column, from 1
}

// topicRow notes a row that is one undated cell across the table: what the rows below are about.
func (t *tableReader) topicRow(r document.Row) bool {
	words := ""
	for _, c := range r.Cells {
		if c != "" && words != "" {
			return false
		}
		words += c
	}
	if words == "" {
		return true
	}
	if prepare.Dated(words) || utf8.RuneCountInString(words) > 40 {
		return false
	}
	t.topic, t.first = words, ""
	return true
}

// read reads the dated cells of a row, each with the labels that stand beside and above it.
func (t *tableReader) read(r document.Row) {
	cells := r.Cells
	if n := len(cells); t.heads != nil && n > 0 && n < len(t.heads) {
		if n == len(t.heads)-1 && t.first != "" && prepare.Dated(cells[0]) {
			cells = append([]string{t.first}, cells...) // the first cell above spans this row, too
		} else {
			cells = append(slices.Clone(cells), make([]string, len(t.heads)-n)...) // empty cells end the row
		}
	}
	if oldHeads.MatchString(strings.ReplaceAll(r.Cells[0], " ", "")) && !prepare.Dated(r.Cells[0]) || prepare.IsExample(r.Cells[0]) || t.w.isFormerYear(r.Cells[0]) {
		return
	}
	cells = t.keptValues(hoursToDay(cells))
	if t.readMonth(cells, r.Raw) {
		return
	}
	aligned := t.heads != nil && len(cells) == len(t.heads)
	if !aligned {
		t.readLoose(cells, r.Raw)
		return
	}
	t.first = cells[0]
	defer t.readRemark(cells[0], r.Raw)
	labels, hours := t.labelsOf(cells)
	done := map[int]bool{}
	for {
		text, above := t.window(cells, done)
		if text == "" {
			break
		}
		label := strings.TrimSpace(strings.Join(labels, " ") + " " + above)
		if known := role.Of(above); known.Role != "" {
			label = above
		}
		if !role.Of(label).Telling() {
			label += " 期間"
		}
		t.emit(label, text+" "+hours, r.Raw)
	}
	t.restOf(cells, done, labels, r.Raw)
}

// yearAlone is a cell that is the name of a year.
var yearAlone = jtext.MustPattern(`^(?:(?:令和|R) ?(?:[0-9]{1,2}|元)|20[0-9]{2}) ?(?:年|年度|度)?(?:\([^()]*\))?$`)

// isFormerYear reports whether a cell is the name of a fiscal year that was over on the day of publication: its row tells of what was.
func (w *scheduleReader) isFormerYear(cell string) bool {
	if w.published() == "" || !yearAlone.MatchString(cell) {
		return false
	}
	name, _, _ := strings.Cut(cell, "(")
	year, found := wording.LastFiscalYear(strings.TrimRight(name, "年度 ") + "年度")
	return found && year.IsOver(w.published())
}

// readLoose reads a row without column heads: what stands before the first dated cell labels it, else what stands behind.
func (t *tableReader) readLoose(cells []string, raw string) {
	first := 0
	for first < len(cells) && (!prepare.Dated(cells[first]) || isQuestion(cells[first]) || first == 0 && !prepare.Dated(remarked(cells[0]))) {
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
	case first == 0 && len(cells) > 1 && !anyDated(cells[1:]) && role.Of(cells[0]).Role == "":
		t.emit(strings.Join(cells[1:], " "), cells[0], raw)
		return
	}
	if isPairs(cells) {
		for at := 0; at < len(cells); at += 2 {
			t.emit(cells[at], cells[at+1], raw)
		}
		return
	}
	var labels []string
	for _, c := range cells[:first] {
		if !relativeStart.MatchString(c) {
			labels = append(labels, remarked(c))
		}
	}
	values := slices.Clone(cells[first:])
	for i, c := range values {
		values[i] = strings.Join(prepare.JoinHours(prepare.Lines(c)), "\n") // of each cell its own
	}
	t.emit(strings.TrimSpace(strings.Join(labels, " ")), strings.Join(values, "\t"), raw)
}

// genericLabel is a label that leaves it to those above it what a date is for.
var genericLabel = jtext.MustPattern(`日時|期日|期限|期間|開始|終了|締切|受付|提出|月日|日程|時期|時間|いつ|とき|第?[0-9一二三四五]+(?:回|期|次|日目)|^[0-9A-Za-z()・]*$|郵送|持参|電子|オンライン$|メール|窓口|書類|` + strings.Join(wording.NewMarks, "|") + `|正$|新$|場合|枠|コース|部門|区分|施設|地区|会場`)

// note keeps the label of a row without dates for the rows below it.
func (t *tableReader) note(cells []string) {
	for _, c := range cells {
		if jtext.HasAny(c, wording.OldMarks...) {
			return
		}
	}
	if role.Of(cells[0]).Role != "" && len(cells) == 1 {
		t.topic = cells[0]
	}
}

// emit reads the steps of one cell, whose lines may each hold one.
func (t *tableReader) emit(label, text, raw string) {
	w := t.w
	label = strings.TrimSpace(prepare.CloseGaps(strings.ReplaceAll(label, "\n", "")))
	if above, ok := strings.CutSuffix(label, " 回答"); ok {
		label = above + "の回答" // 質問, 回答: cells that span rows
	}
	w.above, w.used = t.topic, false
	if t.topic == "" {
		w.above = t.label
	}
	if label != "" && role.Of(label).Role == "" && !genericLabel.MatchString(strings.ReplaceAll(label, " ", "")) {
		w.above = "" // it names something that is not known, which the label above does not
	}
	way := ""
	for _, line := range prepare.JoinHours(prepare.Lines(text)) {
		line = prepare.CloseGaps(line)
		if !prepare.DatedLine(line) {
			w.findRolling(label+" "+line, raw)
			if words := strings.TrimSpace(line); utf8.RuneCountInString(words) <= 30 {
				way = words
			}
			continue
		}
		own := label
		if r := role.Of(way); way != "" && r.Role != "" {
			own = strings.TrimSpace(label + " " + way)
		}
		if own == "" {
			line = strings.TrimRight(prepare.MaskStamps(line), " ")
		}
		if prepare.DatedLine(line) {
			w.unit(unit{label: own, text: line, evidence: jtext.Clip(raw, wording.EvidenceRunes), row: t.row, column: t.column})
		}
	}
	w.above = label
}
