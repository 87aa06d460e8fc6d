package amount

import (
	"slices"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/document"
	"koubo/opportunity/extract/amount/prepare"
	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jmoney"
	"koubo/opportunity/jtext"
)

// sum is an amount in the making.
type sum struct {
	opportunity.Amount
	row, near, after string // heads of its row, words before and behind it
	read             jmoney.Sum
	section          int // counts the headings above it
	block, line      int
	words            string // label and clause: what a footnote may complete
	total            bool   // named as 合計 or 総額
	none             bool   // is none of the call's, but may be a part of one that is
	isTax            bool   // is the tax of its neighbours
	ofWork           bool   // what stands above speaks of a work, not of a grant
	lent             bool   // has no role of its own
	unnamed          bool   // nothing stands in the first cell of its row
	bare             bool   // without words of its own
	listed           bool   // begins the parts of the sum before it
	untaxed          bool   // a deposit, or named as 非課税: the tax of its neighbours is not its own
}

// amountReader walks over the lines of a text and keeps what a sum may take from above.
type amountReader struct {
	sums                 []sum
	published            jdate.Date // "" where unknown
	title                string     // the first heading or line
	heading              string
	series               series
	above                string // the line that labels those below it
	outer                string // the sentence that leads to the labels below it, 次の額を上限とする
	outerLine            int
	listed               bool  // a list or sentences stand below it
	unit                 int64 // of bare numbers, from （単位：千円）
	unitTax              string
	unitLine             int   // the line that named it
	unitLabel            bool  // that line labels the sums below it
	headed               int64 // that of the heading, which holds for all below it; 0 for none
	parts                bool  // under 内訳
	table                table
	aboveOne, headingOne judgedWords // whether they make the sums below them prices of one
	past                 bool        // under 変更前
	label                string      // the line right above, where it may be a label of that one
	empty                bool        // nothing stands below the heading yet
	chosenLine           int         // the last that named who was chosen, 0 for none
	section, block       int
	number               int

	headingAside, aboveAside, tableAside, markAside aside // what the heading and the line above speak of beside the call
	others                                          bool  // the headings name other calls
	ended                                           bool  // a heading said that what follows is a result
	granting                                        bool  // a line said that costs are subsidized
	tabled                                          bool  // a row was read below the heading
	told                                            bool  // sentences stand below the heading
	portions                                        int64 // yen of the parts of the last sum that were told of in the line
	portionsLine                                    int
}

// proseBytes is the length above which a line without money cannot label one.
const proseBytes = 150

// read walks over the sections of a text and their blocks.
func (r *amountReader) read(text document.Document) {
	for i := range text.Sections {
		s := &text.Sections[i]
		if s.Line > 0 {
			r.moveTo(s.Line)
			r.enterSection(s.Heading)
		}
		for _, b := range s.Blocks {
			r.readBlock(b)
		}
	}
}

// readBlock reads a paragraph line by line, or a table row by row.
func (r *amountReader) readBlock(b document.Block) {
	r.moveTo(b.Line)
	r.table, r.tableAside = table{}, noAside
	for i, l := range b.Lines {
		if len(r.sums) >= maxSums {
			return
		}
		r.empty = false
		if r.number = b.Line + i; b.Table != nil {
			r.row(b.Table.Rows[i])
		} else {
			r.line(l)
		}
	}
}

// moveTo makes a line the one being read. Blank lines before it end what holds for a block.
func (r *amountReader) moveTo(line int) {
	if line > r.number+1 {
		r.parts, r.past = false, false
		if r.unitLine != r.number || line > r.number+2 {
			r.unit = r.headed // and not that of a line right above, which stands apart from its table
		}
		r.block++
	}
	r.number = line
}

// enterSection reads a heading.
func (r *amountReader) enterSection(heading string) {
	narrowed := narrow(heading)
	folded := withoutNumber(narrowed)
	r.series.enter(narrowed)
	r.setHeading(folded)
	r.tell(folded)
	r.readClauses(byBreaks(clause{text: folded, unit: r.unit}), heading)
}

// line reads one line of a paragraph.
func (r *amountReader) line(raw string) {
	if len(raw) > proseBytes && r.unit == 0 && !jtext.HasAny(raw, "円", "圓", "¥", "￥", "税") {
		return
	}
	narrowed := narrow(raw)
	folded := withoutNumber(narrowed)
	label := r.labelOf(folded)
	r.label = ""
	if r.series.goesOn(narrowed) {
		r.setHeading(folded)
	}
	r.tell(folded)
	if marked.MatchString(folded) {
		r.markAside = r.asideIn(strings.TrimLeft(folded, headMarks))
	}
	r.enterCall(folded)
	switch bulleted := bullets.MatchString(raw); {
	case !bulleted && r.listed && strings.TrimLeft(raw, " \t　") == raw && pairLine.MatchString(folded):
		r.above, r.aboveAside = "", noAside // it was the label of the list
	case bulleted, strings.HasSuffix(folded, "。"):
		r.listed = true
	}
	if asks.MatchString(folded) {
		r.above, r.aboveAside = "", noAside // what was asked before is answered
	}
	if nextTerm.MatchString(folded) || strings.Contains(folded, "円") && strings.HasSuffix(folded, "。") && (r.tabled || jtext.HasAny(folded, "今回", "本募集", "本公募", "本業務", "本事業") || jtext.HasAny(folded, "指定管理料", "委託料") && wording.HasSuffix(folded, "とする。", "とします。")) {
		r.judgeAsides()
		r.headingAside, r.aboveAside = min(r.headingAside, background), min(r.aboveAside, background) // the sentence speaks for itself
	}
	n := len(r.sums)
	r.readClauses(byBreaks(clause{label: label, text: folded, unit: r.unit, headed: label != ""}), strings.TrimSpace(raw))
	if len(r.sums) > n {
		r.noteRow(folded)
	} else {
		r.noteAbove(folded)
	}
}

// row reads one row of a table.
func (r *amountReader) row(row document.Row) {
	r.tabled = true
	for i, c := range row.Cells {
		row.Cells[i] = prepare.CloseSpread(prepare.Pauses(c))
	}
	row.Text = prepare.Pauses(row.Text)
	r.tell(row.Text)
	if r.table.isHead(row) {
		r.table.setColumns(plainCells(row.Cells))
		if r.tableAside = asideOf(r.table.columns[0]); slices.ContainsFunc(r.table.columns, func(c string) bool { return strings.Contains(c, "利率") }) {
			r.tableAside = foreign // what is lent
		}
		return
	}
	if len(row.Cells) == 2 && ownMoney.In(row.Cells[0]) && listedBelow.MatchString(row.Cells[1]) {
		r.above, r.aboveAside = row.Cells[0], noAside
	}
	r.enterCall(row.Cells[0])
	r.readClauses(r.table.clauses(row, r.unit), row.Raw)
	r.noteRow(row.Text)
}

// listedBelow says beside a label that its sums stand in the rows below.
var listedBelow = jtext.MustPattern(`^(?:年度別|内訳|区分別|(?:次|以下|下記)のとおり)$`)

var (
	// bullets begin a line of a list; pairLine is one of a label and its value.
	bullets  = jtext.MustPattern(`^[ 　]*(?:[・○●◦‣•*-]|[(（][0-9０-９]{1,2}[)）]|[①-⑳]|[ア-ン][ 　.．)）])`)
	pairLine = jtext.MustPattern(`^[^ :。0-9]{2,16}:.`)
)

// marks stand around a heading.
const marks = headMarks + "【】[]<>《》・"

// headMarks begin a line that is a heading although nothing marks it so.
const headMarks = "◆■●▼◇□◎★☆▽ "

var marked = jtext.MustPattern(`^[◆■●▼◇□◎★☆▽][^。]{1,40}$`)

// enterCall ends what a heading says of the past where sentences stand below it and then what the call is called.
func (r *amountReader) enterCall(label string) {
	r.told = r.told || strings.HasSuffix(label, "。")
	if r.told && nameLabels.MatchString(label) {
		r.headingAside, r.aboveAside = noAside, noAside
	}
}

// nameLabels label the name of a call.
var nameLabels = jtext.MustPattern(`^(?:(?:業務|事業|工事|委託|案件|施設|物件|件|品)の?名称?|名称)(?::|\.\.|$)`)

// tell notes what a line says of those below it.
func (r *amountReader) tell(folded string) {
	if r.title == "" {
		r.title = jtext.Clip(folded, labelRunes)
	}
	if chosenLabel.MatchString(folded) {
		r.chosenLine = r.number
	}
	r.granting = r.granting || tellsOfGrant(folded)
	r.noteLine(folded)
}

// readClauses reads the sums of a line.
func (r *amountReader) readClauses(clauses []clause, evidence string) {
	if r.past {
		return
	}
	for _, c := range clauses {
		if c.unit > 0 || jtext.HasAny(c.text, "円", "¥") {
			r.clause(c, jtext.Clip(evidence, wording.EvidenceRunes))
		}
	}
}

// withoutNumber closes up what is spread in a folded line, and takes off what numbers it.
func withoutNumber(narrowed string) string {
	return strings.TrimSpace(jmoney.WithoutEnumerator(strings.TrimSpace(prepare.CloseSpread(narrowed))))
}

// narrow folds a line; the line breaks inside it stay, but for those inside a number.
func narrow(raw string) string {
	if !strings.Contains(raw, "\v") {
		return prepare.Pauses(jtext.Narrow(raw))
	}
	return prepare.Pauses(jtext.Narrow(strings.Join(prepare.Join(strings.Split(raw, "\v")), "\n")))
}

// labelRunes bounds a line that labels those below it.
const labelRunes = 40

func (r *amountReader) setHeading(head string) {
	r.ended = r.ended || resultSection.MatchString(head)
	r.outer = ""
	if r.empty && ownMoney.In(r.heading) {
		r.outer, r.outerLine = r.heading, r.number // headings of its parts follow
	}
	r.empty = true
	r.heading, r.above, r.parts = jtext.Clip(head, labelRunes), "", false
	r.label = r.heading
	r.headed = jmoney.UnitOf(head)
	r.unit, r.unitTax = r.headed, jmoney.Tax(head)
	r.enterAside(r.heading)
	r.aboveAside, r.markAside, r.tabled, r.told = noAside, noAside, false, false
	r.section++
	r.block++
}

// noteLine keeps what a line says of those below it: unit, old values.
func (r *amountReader) noteLine(folded string) {
	text := strings.TrimSpace(folded)
	if strings.Contains(text, "円)") || strings.Contains(text, "円、税") || strings.Contains(text, "単位") {
		if u := jmoney.UnitOf(text); u > 0 {
			r.unit, r.unitTax, r.unitLine, r.unitLabel = u, jmoney.Tax(text), r.number, ownMoney.In(text)
		}
	}
	switch {
	case jtext.HasAny(text, wording.NewMarks...), wording.IsNew(text):
		r.past = false
	case wording.IsOld(text):
		r.past = true
	}
}

const maxSums = 500 // sums kept
