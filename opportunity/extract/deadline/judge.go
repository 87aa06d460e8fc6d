package deadline

import (
	"cmp"
	"slices"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/extract/deadline/role"
	"koubo/opportunity/extract/deadline/weigh"
)

// How sure the weights must be before they change what the table of roles made of a date. Where they were this sure of sets of
// files that they had not learnt from, they were right 40 times and the table twice (go run ./bench/weights -check).
const (
	overrules = 0.88 // of another class, for a date to be of that
	doubts    = 0.60 // of the table's role, for a day on which a company acts not to be doubted
	notices   = 0.60 // of a role on which a company acts, for a day without any to be doubted
)

// judge weighs what stands around a date, and says what it is for where the weights differ from the table.
func (w *scheduleReader) judge(u unit, l labelled) labelled {
	if !l.Dated() || l.Noise || len(l.roles) > 1 {
		return l
	}
	table := weigh.None
	if len(l.roles) == 1 && l.roles[0] != role.None {
		table = l.roles[0]
	}
	j := weigh.Learnt().Judge(l.around)
	best, p := j[0].Class, j[0].P
	switch {
	case best == table:
	case p >= overrules && best == weigh.None:
		l.roles = []opportunity.Role{role.None}
		w.mention(opportunity.Mention{Date: cmp.Or(l.End, l.Start), Words: u.evidence})
		return l
	case p >= overrules:
		l.roles, l.borrowed = []opportunity.Role{best}, false
		return l
	}
	words := strings.TrimSpace(u.text[l.From:l.To])
	switch {
	case closes(table) && j.Of(table) < doubts:
		w.doubt(words, opportunity.UnlikelyRole)
	case !closes(table) && closes(best) && p >= notices && max(l.Start, l.End) >= w.cal.Ref:
		w.doubt(words, opportunity.ClosingUnread)
	}
	return l
}

// mention keeps a day that is no step among the other dates of the announcement.
func (w *scheduleReader) mention(m opportunity.Mention) {
	known := slices.ContainsFunc(w.mentions, func(o opportunity.Mention) bool { return o.Date == m.Date })
	if m.Date != "" && !known && len(w.mentions) < maxMentions {
		w.mentions = append(w.mentions, m)
	}
}
