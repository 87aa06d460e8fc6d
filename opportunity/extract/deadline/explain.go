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
