package deadline

import (
	"cmp"
	"strings"

	"koubo/opportunity"
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
