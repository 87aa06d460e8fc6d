package deadline

import (
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/extract/deadline/role"
	"koubo/opportunity/extract/deadline/weigh"
	"koubo/opportunity/jdate"
)

// Explanation tells what a date of a text was taken for, and what spoke for it.
type Explanation struct {
	Words   string // the date, as the text has it
	Day     jdate.Date
	Roles   []opportunity.Role // none where no label was found: the day is mentioned, or takes the role of the line before
	Label   string             // the words that the role was read from: its own, and those above it where its own were too weak
	Rule    string             // the terms of the label's rule: groups of which each must stand in it, parted by "+"
	Outcome string             // "kept", "a mention", "no step of the call", "not kept"
}

// Explain reads a text as Read does, and tells what it made of each date, in the order of the text. Dates that were masked
// before (struck out, corrected, of another call) are not among them.
func Explain(text string, cal jdate.Calendar) []Explanation {
	w := scheduleReader{cal: cal, drop: -1, explain: true}
	w.read(text)
	return w.explained
}

// note explains one labelled date.
func (w *scheduleReader) note(l labelled, text string, kept bool) {
	if !w.explain {
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
	if r := role.Of(l.words); r.Role != "" {
		e.Rule = r.Rule()
		if r.Weak {
			e.Rule += " (weak)"
		}
	}
	w.explained = append(w.explained, e)
}

// Statement is a date of a text with what stands around it, and what the rules took it for.
type Statement struct {
	weigh.Statement
	Roles []opportunity.Role
}

// Statements reads a text as Read does, and returns each of its dates, in the order of the text.
func Statements(text string, cal jdate.Calendar) []Statement {
	var all []Statement
	w := scheduleReader{cal: cal, drop: -1, found: func(l labelled) { all = append(all, Statement{l.around, l.roles}) }}
	w.read(text)
	return all
}

// published returns the day of publication, "" where only a day is known on which the text was seen.
func (w *scheduleReader) published() jdate.Date {
	if w.cal.Sense == jdate.Around {
		return ""
	}
	return w.cal.Ref
}

// statement gathers what stands around the i-th date of a text.
func (w *scheduleReader) statement(u unit, es []jdate.Expression, i int, own, behind string) weigh.Statement {
	e := es[i]
	from := 0
	if at := strings.LastIndex(u.text[:e.From], "。"); at >= 0 {
		from = at + len("。")
	}
	rest := u.text[e.To:]
	rest, _, isSentence := strings.Cut(rest, "。")
	s := weigh.Statement{
		Own: own, Before: u.text[from:e.From], Behind: behind, Rest: rest,
		Cell: u.label, Item: w.item, Heading: w.heading, Over: w.over, Line: w.last,
		Date: e, Ref: w.published(), Hours: e.StartTime != "" || e.EndTime != "", Index: i, Count: len(es),
		Sentence: isSentence, Remark: strings.HasPrefix(strings.TrimLeft(u.text, " ("), "※"), InHeading: w.inHead,
	}
	if w.above != u.label && w.above != w.item {
		s.Above = w.above
	}
	if s.Line == w.heading || s.Line == s.Above {
		s.Line = ""
	}
	if w.total > 0 {
		s.Place = float64(w.number) / float64(w.total)
	}
	return s
}
