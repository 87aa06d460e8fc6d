package deadline

import (
	"cmp"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/extract/deadline/role"
	"koubo/opportunity/extract/deadline/subject"
	"koubo/opportunity/extract/deadline/weigh"
	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jdate"
)

// Statement is a date of a text with what stands around it, and what the rules took it for.
type Statement struct {
	weigh.Statement
	Roles []opportunity.Role
}

// Statements reads a text as Read does, and returns each of its dates, in the order of the text.
func Statements(text string, cal jdate.Calendar) []Statement {
	w := newReader(text, cal)
	w.read()
	var all []Statement
	for _, f := range w.findings {
		for _, l := range f.dates {
			all = append(all, Statement{l.around, l.roles})
		}
	}
	return all
}

// published returns the day of publication, "" where only a day is known on which the text was seen.
func (w *scheduleReader) published() jdate.Date {
	if w.cal.Sense == jdate.Around {
		return ""
	}
	return w.cal.Ref
}

// follow tells a statement which one stands before it in its section, and makes it the one before the next.
func (w *scheduleReader) follow(s *weigh.Statement) {
	day := max(s.Date.Start, s.Date.End)
	if w.before.section == w.section {
		s.Follows, s.GoesBack = w.before.says, day != "" && day < w.before.day && s.Round == w.before.round
	}
	w.before = lastStatement{w.section, s.Table, day, s.Round}
}

// lastStatement is what is remembered of the date read last.
type lastStatement struct {
	section int
	says    string // of the table
	day     jdate.Date
	round   string
}

// statement gathers what stands around the i-th date of a text.
func (w *scheduleReader) statement(u unit, es []jdate.Expression, i int, own, behind string) weigh.Statement {
	e := es[i]
	rest := u.text[e.To:]
	rest, _, isSentence := strings.Cut(rest, "。")
	s := weigh.Statement{
		Own: own, Before: wording.LastSentence(u.text[:e.From]), Behind: behind, Rest: rest,
		Cell: u.label, Item: w.item, Under: w.region.under, Heading: w.region.heading, Over: w.region.over, Line: w.last,
		Date: e, Ref: w.published(), Hours: e.StartTime != "" || e.EndTime != "", Index: i, Count: len(es),
		Sentence: isSentence, Remark: strings.HasPrefix(strings.TrimLeft(u.text, " ("), "※"), InHeading: w.inHead,
	}
	if w.above != u.label && w.above != w.item && w.above != w.region.under {
		s.Above = w.above
	}
	if s.Line == w.region.heading || s.Line == s.Above || s.Line == s.Under {
		s.Line = ""
	}
	for _, words := range [...]string{s.Own, u.label, u.row, s.Above, s.Item, s.Under} {
		if s.Round = subject.RoundOf(words); s.Round != "" {
			break
		}
	}
	s.Round = cmp.Or(s.Round, w.region.round)
	s.SectionAt, s.LineAt = w.section, w.number
	s.Section, s.Place = w.facts[w.section], float64(w.number)/float64(w.text.Lines)
	return s
}

// Explanation tells what a date of a text was taken for, and what spoke for it.
type Explanation struct {
	Words   string // the date, as the text has it
	Day     jdate.Date
	Roles   []opportunity.Role // none where no label was found: the day is mentioned, or takes the role of the line before
	Label   string             // the words that the role was read from: its own, and those above it where its own were too weak
	Rule    string             // the terms of the label's rule: groups of which each must stand in it, parted by "+"
	Weighed weigh.Judgement    // what the weights make of it, the likeliest first; nil where they were not asked
	For     []string           // what spoke most for the likeliest class against the next
	Against []string           // and what most against it
	Outcome string             // "kept", "a mention", "no step of the call", "not kept"
}

// Explain reads a text as Read does, and tells what it made of each date, in the order of the text. Dates that were masked
// before (struck out, corrected, of another call) are not among them.
func Explain(text string, cal jdate.Calendar) []Explanation {
	w := newReader(text, cal)
	w.read()
	k := keeper{cal: cal, explain: true}
	k.decideAll(w.findings)
	return k.explained
}

// reasons is how many reasons an explanation gives for and against.
const reasons = 4

// note explains one labelled date.
func (k *keeper) note(l labelled, text string, kept bool) {
	if !k.explain {
		return
	}
	e := Explanation{Words: strings.TrimSpace(text[l.From:l.To]), Day: max(l.Start, l.End), Roles: l.roles,
		Label: strings.TrimSpace(strings.TrimSuffix(l.words, "\x00")), Outcome: "kept"}
	switch {
	case !kept:
		e.Outcome = "not kept"
	case len(l.roles) == 0:
		e.Outcome = "a mention, unless a label follows"
	case l.roles[0] == role.None:
		e.Outcome, e.Roles = "no step of the call", nil
	}
	if e.Weighed = l.weighed; len(e.Weighed) > 1 {
		e.For, e.Against = weigh.Learnt().WeightsFor(&l.around).Reasons(l.around, e.Weighed[0].Class, e.Weighed[1].Class, reasons)
	}
	if r := role.Of(l.words); r.Role != "" {
		e.Rule = r.Rule()
		if r.Weak {
			e.Rule += " (weak)"
		}
	}
	k.explained = append(k.explained, e)
}
