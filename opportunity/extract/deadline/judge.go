package deadline

import (
	"cmp"
	"slices"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/extract/deadline/role"
	"koubo/opportunity/extract/deadline/weigh"
)

// How sure the weights must be before they change what the table of roles made of a date. On files of writers that they had not
// learnt from, they were right in 200 cases this sure, and the table in 10.
const (
	sureOfNone    = 0.78 // that it is no step, of a day that the table takes for the last one of something
	sureOfRole    = 0.80 // of a role, where the table knows none and no label follows
	sureOfEvent   = 0.85 // that something is held or told on a day that the table takes for the last one of something
	sureOfNothing = 0.90 // that it is no step, or something else held or told, where the table knows of something held or told on it
	sureOfLast    = 0.94 // that something closes on a day, where the table knows of something held or told on it
)

// doubts is the probability of what a last day was taken for below which it is doubted, and of a last day from which one without a
// role is.
const doubts = 0.60

// judge weighs what stands around a date, and says what it is for where the weights differ from the table.
func (w *scheduleReader) judge(u unit, l labelled) labelled {
	if !l.Dated() || l.Noise || len(l.roles) > 1 || len(l.roles) == 1 && l.roles[0] == role.None {
		return l
	}
	var table opportunity.Role
	if len(l.roles) == 1 {
		table = l.roles[0]
	}
	j := weigh.Learnt().Judge(l.around)
	best, p := j[0].Class, j[0].P
	switch {
	case best == table || table == "" && best == weigh.None:
		return l
	case p >= sureFor(table, best) && best == weigh.None:
		l.roles = []opportunity.Role{role.None}
		w.mention(opportunity.Mention{Date: cmp.Or(l.End, l.Start), Words: u.evidence})
		return l
	case p >= sureFor(table, best) && table == "":
		l.judged = best
		return l
	case p >= sureFor(table, best):
		l.roles, l.borrowed = []opportunity.Role{best}, false
		return l
	}
	words := strings.TrimSpace(u.text[l.From:l.To])
	switch {
	case closes(table) && !l.borrowed && j.Of(table) < doubts:
		w.doubt(words, opportunity.UnlikelyRole)
	case !closes(table) && closes(best) && p >= doubts && max(l.Start, l.End) >= w.cal.Ref:
		w.doubt(words, opportunity.ClosingUnread)
	}
	return l
}

// sureFor returns from which probability of a class the weights overrule the table, over 1 for never.
func sureFor(table, class opportunity.Role) float64 {
	switch {
	case table == "":
		return sureOfRole
	case closes(table) && class == weigh.None:
		return sureOfNone
	case closes(table) && closes(class):
		return 2 // the words of the table tell these apart better
	case closes(table):
		return sureOfEvent
	case closes(class), table == opportunity.Period:
		return sureOfLast
	}
	return sureOfNothing
}

// mention keeps a day that is no step among the other dates of the announcement.
func (w *scheduleReader) mention(m opportunity.Mention) {
	known := slices.ContainsFunc(w.mentions, func(o opportunity.Mention) bool { return o.Date == m.Date })
	if m.Date != "" && !known && len(w.mentions) < maxMentions {
		w.mentions = append(w.mentions, m)
	}
}
