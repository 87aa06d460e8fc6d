// Package amount reads the sums of yen that an announcement names, and the budget they make.
package amount

import (
	"slices"
	"strings"
	"unicode/utf8"

	"koubo/opportunity"
	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jmoney"
	"koubo/opportunity/jtext"
)

// Read reads the sums of yen that text names for the call, in page order (LABELS 14 to 18): not what it asks
// of the applicant's capital or record, and not the parts of a sum that is named itself. text is as for deadline.Read.
func Read(text string) []opportunity.Amount {
	if !strings.ContainsAny(text, "円圓¥￥") {
		return nil
	}
	r := amountReader{drop: -1}
	for _, line := range joinNumbers(wording.Lines(wording.Unstrike(text))) {
		if r.line(line); len(r.sums) >= maxSums {
			break
		}
	}
	return r.result()
}

// Budget returns the ceiling of the whole, else its estimate; nil where neither is named, or where several are of as many
// lots (LABELS 19 and 36).
func Budget(amounts []opportunity.Amount) *int64 {
	for _, role := range [...]string{"ceiling", "estimate"} {
		var found []*int64
		for n := range amounts {
			if a := &amounts[n]; a.Role == role && a.Per == "total" && !(role == "estimate" && isTold(a.Evidence)) && !slices.ContainsFunc(found, func(y *int64) bool { return *y == a.Yen }) {
				found = append(found, &a.Yen)
			}
		}
		if len(found) == 1 {
			return found[0]
		}
		if len(found) > 1 {
			return nil
		}
	}
	return nil
}

// budgetWords say of a sum in a sentence that it is what the work may cost.
var budgetWords = []string{"予定価格", "予算", "上限", "限度", "委託料", "委託費", "業務費", "設計金額", "設計額", "予定額", "予定金額", "指定管理料", "委託金額", "契約予定", "契約金額", "基準価格", "見積", "規模", "補助", "支援"}

// isTold reports whether a sum stands in a sentence that does not speak of what the work may cost: 総事業費は142億円で、開館を予定しています.
func isTold(evidence string) bool {
	return strings.Contains(evidence, "。") && !strings.Contains(evidence, "\t") && !jtext.HasAny(evidence, budgetWords...)
}

// sum is an amount in the making.
type sum struct {
	opportunity.Amount
	block, line int
	words       string // label and clause: what a footnote may complete
	total       bool   // named as 合計 or 総額
}

// amountReader walks over the lines of a text and keeps what a sum may take from above.
type amountReader struct {
	sums    []sum
	heading string
	above   string
	unit    int64 // of bare numbers, from （単位：千円）
	unitTax string
	first   string // the first cell of the row above, which may span several
	headed  int64  // that of the heading, which holds for all below it; 0 for none
	parts   bool   // under 内訳
	drop    int    // column of old values, -1 for none
	columns []string
	past    bool
	block   int
	number  int

	portions     int64 // yen of the parts of the last sum that were told of in the line
	portionsLine int
}

// proseBytes is the length above which a line without money cannot label one.
const proseBytes = 150

// line reads one line of the text.
func (r *amountReader) line(raw string) {
	r.number++
	trimmed := strings.TrimSpace(raw)
	if trimmed == "" {
		r.parts, r.past, r.drop, r.columns, r.unit, r.first = false, false, -1, nil, r.headed, ""
		r.block++
		return
	}
	if len(raw) > proseBytes && r.unit == 0 && !jtext.HasAny(raw, "円", "圓", "¥", "￥", "税") {
		return
	}
	folded := jtext.Narrow(raw)
	if head, ok := strings.CutPrefix(strings.TrimSpace(folded), "# "); ok {
		head = jmoney.WithoutEnumerator(strings.TrimSpace(head))
		folded = "# " + head
		r.heading, r.above, r.parts, r.unit = jtext.Clip(head, 30), "", false, 0
		r.headed = headUnit(head)
		r.block++
	} else if !strings.ContainsAny(folded, "\t|") {
		folded = jmoney.WithoutEnumerator(strings.TrimSpace(folded))
	}
	r.noteLine(folded)
	if r.past {
		return
	}
	for _, cell := range r.clauses(folded) {
		r.clause(cell, jtext.Clip(trimmed, wording.EvidenceRunes))
	}
	r.noteAbove(folded)
}

// headUnit returns the unit that a heading gives to the bare numbers below it (見積限度額（単位：千円）), 0 where it gives none.
func headUnit(head string) int64 {
	if !strings.Contains(head, "円)") && !strings.Contains(head, "単位") {
		return 0
	}
	return jmoney.UnitOf(head)
}

// noteLine keeps what a line says of those below it: unit, parts, columns, old values.
func (r *amountReader) noteLine(folded string) {
	text := strings.TrimSpace(folded)
	if strings.Contains(text, "円)") || strings.Contains(text, "単位") {
		if u := jmoney.UnitOf(text); u > 0 {
			r.unit, r.unitTax = u, jmoney.Tax(text)
		}
	}
	short := utf8.RuneCountInString(text) <= 12
	switch {
	case short && jtext.HasAny(text, wording.OldMarks...):
		r.past = true
	case r.past && jtext.HasAny(text, wording.NewMarks...):
		r.past = false
	}
	if !jtext.HasDigit(text) && strings.ContainsAny(text, "\t|") {
		r.columns, r.drop = wording.Cells(text), -1
		for i, c := range r.columns {
			if jtext.HasAny(c, wording.OldMarks...) || c == "誤" || c == "旧" {
				r.drop = i
			}
		}
	}
}

// noteAbove keeps a short line without sums as the label of those below, and completes those above by a footnote.
func (r *amountReader) noteAbove(folded string) {
	text := strings.TrimSpace(folded)
	if strings.HasPrefix(text, "#") || jtext.HasDigit(text) && strings.Contains(text, "円") {
		return
	}
	if strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")") || jtext.HasAny(text, "いずれも", "上記金額", "金額は", "記載の金額") || strings.HasPrefix(text, "※") {
		r.footnote(text)
		return
	}
	if jtext.HasAny(text, "内訳") {
		r.parts = true
		return
	}
	if utf8.RuneCountInString(text) <= 40 && !strings.HasSuffix(text, "。") {
		r.above, r.parts = strings.ReplaceAll(text, "\t", " "), false
	}
}

// footnote gives tax and role to the sums of its block that lack them.
func (r *amountReader) footnote(text string) {
	for i := range r.sums {
		s := &r.sums[i]
		if s.block != r.block {
			continue
		}
		if s.Tax == "unknown" && len(text) < 300 {
			s.Tax = jmoney.Tax(text)
		}
		if strings.HasPrefix(text, "(") && len(s.words) <= wording.MaxJoined {
			s.words = text + s.words
		}
	}
}

// clause is a stretch of a line in which sums share a label.
type clause struct{ label, text string }

// clauses splits a line into its cells' labelled texts.
func (r *amountReader) clauses(folded string) []clause {
	if r.unit == 0 && !jtext.HasAny(folded, "円", "¥") {
		return nil
	}
	if !strings.ContainsAny(folded, "\t|") {
		return []clause{{text: folded}}
	}
	cells := strings.Split(strings.ReplaceAll(folded, "|", "\t"), "\t")
	for i, c := range cells {
		cells[i] = jmoney.WithoutEnumerator(c)
	}
	if r.drop >= 0 && len(r.columns) == len(cells) {
		cells = append(cells[:r.drop:r.drop], cells[r.drop+1:]...)
	} else if len(r.columns) == len(cells) && len(cells) > 1 {
		return r.underColumns(cells)
	}
	label := strings.TrimSpace(cells[0])
	if label == "" && len(cells) > 1 {
		label = r.first
	}
	r.first = label
	return []clause{{label: label, text: strings.Join(cells, " ")}}
}

// underColumns reads each cell with the header above it, and the first cell's label.
func (r *amountReader) underColumns(cells []string) []clause {
	var out []clause
	for i, c := range cells {
		label := r.columns[i]
		if i > 0 && !jtext.HasDigit(cells[0]) {
			label += " " + cells[0]
		}
		out = append(out, clause{label: label, text: c})
	}
	return out
}

// joinNumbers joins lines between which a number is broken: 8,434,⏎000円, 12,345⏎千円, 1億⏎2,000万円.
func joinNumbers(lines []string) []string {
	out := lines[:0]
	for _, l := range lines {
		if n := len(out); n > 0 && len(out[n-1]) <= wording.MaxJoined && breaksNumber(out[n-1], l) {
			out[n-1] = strings.TrimRight(out[n-1], " \t　") + strings.TrimLeft(l, " \t　")
			continue
		}
		out = append(out, l)
	}
	return out
}

func breaksNumber(above, below string) bool {
	above, below = strings.TrimRight(above, " \t　"), strings.TrimLeft(below, " \t　")
	if above == "" || below == "" || strings.HasPrefix(above, "#") {
		return false
	}
	first, _ := utf8.DecodeRuneInString(below)
	last, _ := utf8.DecodeLastRuneInString(above)
	digitAbove, digitBelow := isDigitRune(last), isDigitRune(first)
	switch {
	case digitAbove && (first == '円' || first == ',' || first == '，' || strings.HasPrefix(below, "千円") || strings.HasPrefix(below, "万円") || strings.HasPrefix(below, "百万円") || strings.HasPrefix(below, "億")):
		return true
	case digitBelow && (last == ',' || last == '，' || last == '億' || last == '¥' || last == '￥' || last == '金'):
		return true
	}
	return wording.HasSuffix(above, "千", "万", "百万") && first == '円'
}

func isDigitRune(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

const maxSums = 500 // sums kept
