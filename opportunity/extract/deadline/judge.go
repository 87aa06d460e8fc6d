package deadline

import (
	"cmp"
	"slices"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/extract/deadline/role"
	"koubo/opportunity/extract/deadline/weigh"
)

// What the weights must say of a date before they change what the table of roles made of it. A company acts on the days that
// something closes: of these alone the two readers must agree.
const (
	unlikely = 0.15 // for a role, below which the weights overrule the table where they are sure of something else
	sure     = 0.75 // for another role, or none, from which they are sure of it
	likely   = 0.55 // for a role, below which a day is doubted
	missed   = 0.85 // for a role, from which a day that the table gave none is doubted
)

// judge looks at a labelled date with the weights, and says what it is for where they differ from the table.
func (w *scheduleReader) judge(u unit, l labelled) labelled {
	if !l.Dated() || l.Noise {
		return l
	}
	acts := slices.IndexFunc(l.roles, closes)
	if acts < 0 {
		if len(l.roles) > 0 && l.roles[0] != role.None && !l.Closes && !l.Until {
			return l // what is held on a day
		}
		j := weigh.Learnt().Judge(l.around)
		if closes(j[0].Class) && j[0].P >= missed && !w.past && max(l.Start, l.End) >= w.cal.Ref {
			w.doubt(strings.TrimSpace(u.text[l.From:l.To]), opportunity.ClosingUnread)
		}
		return l
	}
	j := weigh.Learnt().Judge(l.around)
	if len(l.roles) > 1 {
		return l
	}
	switch p := j.Of(l.roles[acts]); {
	case p < unlikely && j[0].P >= sure && j[0].Class == weigh.None:
		l.roles, l.overruled = []opportunity.Role{role.None}, true
		w.mention(opportunity.Mention{Date: cmp.Or(l.End, l.Start), Words: u.evidence})
	case p < unlikely && j[0].P >= sure:
		l.roles = []opportunity.Role{j[0].Class}
	case p < likely:
		w.doubt(strings.TrimSpace(u.text[l.From:l.To]), opportunity.UnlikelyRole)
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
