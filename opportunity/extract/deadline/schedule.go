// Package deadline reads the dated steps of an announcement.
package deadline

import (
	"slices"
	"strings"
	"unicode/utf8"

	"koubo/opportunity"
	"koubo/opportunity/document"
	"koubo/opportunity/extract/deadline/prepare"
	"koubo/opportunity/extract/deadline/role"
	"koubo/opportunity/extract/deadline/subject"
	"koubo/opportunity/extract/deadline/weigh"
	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

// Schedule is what a text says about when.
type Schedule struct {
	Deadlines       []opportunity.Deadline // in page order
	Rolling         bool                   // 随時, 先着順, 通年
	RollingEvidence string
	Notice          opportunity.Deadline  // the first publication that its label or line calls 公告, 公示 or 告示; the zero one where none does
	Mentions        []opportunity.Mention // days without a sure role, in page order
	Doubts          []opportunity.Doubt
}

// Read reads the steps of an announcement from text, which is in the form Draft.Text describes and may still hold
// struck-out parts as HTML. cal knows the day it was published, from which days without a year are counted.
// It is total: any text has a schedule, if an empty one.
func Read(text string, cal jdate.Calendar) Schedule {
	w := newReader(text, cal)
	w.read()
	k := keeper{cal: cal}
	k.decideAll(w.findings)
	steps, former := withoutFormer(mergeSteps(k.steps), cal)
	k.mentions = append(k.mentions, former...)
	rolling, notice := w.rollingOfCall(), noticeAmong(k.steps)
	s := Schedule{Deadlines: steps, Notice: notice, Rolling: rolling != "", RollingEvidence: rolling, Mentions: withoutSteps(k.mentions, steps), Doubts: append(contradictions(steps, cal), k.doubts...)}
	if w.cut != "" {
		s.Doubts = append(s.Doubts, opportunity.Doubt{Field: "deadlines", Code: opportunity.TooManyDates, Words: w.cut})
	}
	s.Doubts = append(s.Doubts, closingDoubt(text, cal, s)...)
	return s
}

// newReader returns a reader at the beginning of a text.
func newReader(text string, cal jdate.Calendar) scheduleReader {
	text = wording.Unstrike(text)
	lines, notices := prepare.Signed(prepare.Lines(text))
	parted := document.Parse(lines, splitDay)
	return scheduleReader{notices: notices, cal: cal, byTable: keeper{cal: cal}, text: parted, facts: factsOf(parted.Sections, cal), before: lastStatement{section: -1}, mayRoll: rolling.In(text), moved: tellsOfChange.MatchString(text)}
}

// read walks over the sections of the text and their blocks.
func (w *scheduleReader) read() {
	for at := range w.text.Sections {
		s := &w.text.Sections[at]
		w.enterSection(at, s)
		for _, b := range s.Blocks {
			w.readBlock(b)
		}
	}
	w.take(finding{leaves: true})
}

// readBlock reads a paragraph line by line, or a table at once.
func (w *scheduleReader) readBlock(b document.Block) {
	w.moveTo(b.Line)
	if b.Table != nil {
		if !w.full() {
			w.table(b.Table.Rows)
		}
		return
	}
	for i, l := range b.Lines {
		if w.full() {
			return
		}
		w.number, w.alone = b.Line+i, len(b.Lines) == 1
		if i == 0 {
			w.endSiblings(l)
		}
		w.line(l)
	}
}

// moveTo makes a line the one being read. Blank lines before it end what holds for a block.
func (w *scheduleReader) moveTo(line int) {
	if line > w.number+1 {
		w.number = line - 1
		w.endBlock()
	}
	w.number = line
}

// take notes what was found, and what the table of roles makes of it.
func (w *scheduleReader) take(f finding) {
	f.line, f.block = w.number, w.block
	w.findings = append(w.findings, f)
	w.dates += len(f.dates)
	w.byTable.take(f)
}

// withoutSteps returns the mentions of days that are no step.
func withoutSteps(mentions []opportunity.Mention, steps []opportunity.Deadline) []opportunity.Mention {
	return slices.DeleteFunc(mentions, func(m opportunity.Mention) bool {
		return slices.ContainsFunc(steps, func(s opportunity.Deadline) bool { return s.Start == m.Date || s.End == m.Date })
	})
}

// step is a deadline in the making.
type step struct {
	opportunity.Deadline
	opens   bool             // 受付開始: the other side follows in a row of its own
	block   int              // number of the block it stands in
	judged  opportunity.Role // its role where no label follows
	round   string           // of the call, "" where none is named
	line    int
	endless bool // it ends on no day: 10月20日から、相手が決まり次第終了
	notice  bool // its words call it the notice: 公告日
	remark  bool // its words say that what comes later is not taken, or that the day of a step has been moved which they do not name
}

// scheduleReader walks over the parts of a text and keeps what a line may take from those above it.
type scheduleReader struct {
	cal      jdate.Calendar
	findings []finding
	dates    int    // of the findings
	byTable  keeper // what the table of roles alone makes of them
	cut      string // the words of the step from which nothing more is read, since there are too many

	rolling []rollingLine
	mayRoll bool // a word of a rolling call stands somewhere
	judged  int  // places of such words that were judged
	text    document.Document
	facts   []weigh.Section // of each section
	section int             // the number of the one being read
	region  region          // that it belongs to
	block   int
	number  int // of the line being read

	above     string       // the label on a line of its own
	used      bool         // whether a date has been read under above
	item      string       // the numbered label above the items of an outline: 2 説明会 above (1) 日時 and (2) 申込期限
	past      bool         // lines under 変更前
	headed    int          // number of the line of the heading, marked or not
	history   bool         // the block below such a heading tells of what was
	aside     rune         // the mark of the line that heads an aside, which holds up to the next such head
	alone     bool         // the line being read is a paragraph of its own
	named     bool         // the name of the call stands in the next line
	last      string       // the line without dates above the line being read, "" where that had one
	announced bool         // the line above is the sentence by which a notice is given
	notices   map[int]bool // the numbers of the lines of the day that a notice is signed on
	inHead    bool         // the line being read is a heading, or the table right below one
	before    lastStatement
	lot       lot  // that was read last
	moved     bool // the text tells of days that have been moved
	count     int  // the number of the numbered line that heads those below it
	outer     int  // and of the last one before the heading of the region
}

// line reads one line of a paragraph.
func (w *scheduleReader) line(raw string) {
	if w.notices[w.number] || w.announced && jdate.DaysAlone(raw) { // the day that the notice is signed on, or given
		above, used := w.above, w.used
		w.above, w.used = "公告", false
		defer func() { w.above, w.used = above, used }()
	}
	w.announced = false
	trimmed := strings.TrimSpace(raw)
	if w.item != "" && subItem.MatchString(trimmed) {
		w.above, w.used = w.item, false
	} else {
		w.item = ""
	}
	folded := prepare.CloseGaps(jtext.Narrow(raw))
	if item := strings.TrimLeft(folded, " ・"); w.region.month != "" && dayOfMonth.MatchString(item) {
		folded = w.region.month + item
	}
	w.inHead = false
	folded, dated, isStamp := withoutStamps(folded)
	if isStamp {
		return
	}
	w.findRolling(folded, trimmed)
	if !dated || w.headsAside(folded) {
		w.undated(folded)
		if w.last = strings.TrimSpace(folded); openDay.MatchString(w.last) {
			w.last = ""
		}
	} else {
		w.dated(folded, trimmed)
	}
	w.announced = prepare.Announces(folded)
}

// withoutStamps blanks the stamps of a folded line, and reports whether a day is left in it, or whether it was nothing but a stamp.
func withoutStamps(folded string) (plain string, dated, isStamp bool) {
	if !prepare.DatedLine(folded) {
		return folded, false, false
	}
	plain = prepare.MaskStamps(folded)
	if plain == folded {
		return folded, true, false
	}
	if strings.TrimSpace(plain) == "" {
		return "", false, true
	}
	return strings.TrimRight(plain, " "), prepare.DatedLine(plain), false
}

// dated reads the days of a line, or of a heading.
func (w *scheduleReader) dated(folded, trimmed string) {
	defer func() { w.last = "" }()
	if w.past && !jtext.HasAny(folded, labelledNew...) {
		return
	}
	w.past = false
	if lineHead.MatchString(folded) {
		w.region.under = ""
		if markOf(folded) == w.aside {
			w.aside, w.history = 0, w.region.history
		}
	}
	folded = wording.MarkSigns(folded)
	w.unit(unit{text: folded, evidence: jtext.Clip(trimmed, wording.EvidenceRunes)})
	w.used, w.named = true, false
	if w.aside == 0 && subject.IntroducesCases(wording.LastSentence(strings.TrimRight(folded, " 。"))) {
		w.history, w.headed = true, w.number
	}
	if label := labelOfChange(folded); label != "" {
		w.above, w.used = label, false
	}
}

// An outline numbers the items below a label in brackets or circles.
var (
	itemLabel = jtext.MustPattern(`^[ 　]*(?:第 ?)?[0-9一二三四五六七八九十]{1,2}[ .．、　]`)
	subItem   = jtext.MustPattern(`^(?:[(（][0-9０-９一二三四五六七八九十ア-ン]{1,2}[)）]|[①-⑳])`)
)

// undated reads a line without dates: it may label what follows or what went before.
func (w *scheduleReader) undated(folded string) {
	text := strings.TrimSpace(folded)
	runes := utf8.RuneCountInString(text)
	if named := w.named; w.readName(text) || named {
		w.above, w.used = "", false
		return
	}
	if w.enterAside(text) {
		return
	}
	w.enterLineHead(text)
	if strings.Contains(text, "随時") {
		w.used = true // that answers the label above: 事前相談, 随時受け付けています
	}
	switch {
	case runes <= 8 && w.cal.TakeYear(text), runes <= 40 && w.takeYear(text):
	case strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")") && len(w.byTable.waiting) > 0:
		w.take(finding{behind: text})
	case runes <= 40 && asks.MatchString(text):
		w.labelLine(text, runes)
	case wording.IsOld(text):
		w.past = true
	case wording.IsNew(text):
		if w.past = false; role.Of(text).Telling() {
			w.labelLine(text, runes) // 変更後の質問書の提出期限
		}
	case isProse.MatchString(text):
	case runes <= 40 && (!strings.HasSuffix(text, "。") || jtext.HasAny(text, "次のとおり", "下記のとおり", "以下のとおり", "次の通り", "下記の通り", "以下の通り")):
		w.labelLine(text, runes)
	}
}

// isProse matches a line that is part of a sentence and no label.
var isProse = jtext.MustPattern(`(?:ので|ため|ており|しており|場合は)、`)

// full reports whether as many dates have been read as are kept.
func (w *scheduleReader) full() bool {
	if n := len(w.byTable.steps); n >= maxSteps {
		w.cut = w.byTable.steps[n-1].Evidence
	} else if w.dates >= maxDates {
		w.cut = w.findings[len(w.findings)-1].unit.evidence
	}
	return w.cut != ""
}

// Bounds on what is read of a text.
const (
	maxSteps    = 500  // steps kept, before those that say the same are merged
	maxDates    = 3000 // dates looked at
	maxMentions = 50   // days without a role that are mentioned
	maxWaiting  = 64   // days that wait for a label in brackets
	maxMisfits  = 20   // doubtful days reported
	maxJudged   = 1000 // places of 随時 and its like that are judged
)
