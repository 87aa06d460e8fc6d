package demo

import (
	"fmt"
	"strings"

	"koubo/opportunity"
)

// Comparison is what was found of a prefecture, against its truth on the last day.
type Comparison struct {
	Expected int      // announcements that a reader should have found
	Right    int      // of them, with kind, stage, deadline and budget
	Faults   []string // a sentence each
}

// Compare holds records to the truth: every opportunity and result of a site that can be read, nothing else.
func (p *Prefecture) Compare(records []opportunity.Opportunity) (c Comparison) {
	found := map[string]opportunity.Opportunity{}
	for _, r := range records {
		found[r.Issuer.Code+" "+r.URL[strings.LastIndexByte(r.URL, '/')+1:]] = r
	}
	for _, b := range p.Bodies {
		for _, a := range b.Announcements {
			key := fmt.Sprintf("%s %d.html", b.Code, a.Number)
			r, ok := found[key]
			var faults []string
			switch {
			case a.Truth == nil && ok && r.IsOpportunity:
				faults = []string{"invites no company, but was taken for an opportunity"}
			case a.Truth != nil && !ok:
				faults = []string{"was not found"}
			case a.Truth != nil:
				faults = a.differences(r)
			}
			if a.Truth != nil {
				c.Expected++
			}
			if a.Truth != nil && len(faults) == 0 {
				c.Right++
			}
			for _, f := range faults {
				c.Faults = append(c.Faults, fmt.Sprintf("%s 「%s」: %s", b.Name, a.Title, f))
			}
		}
	}
	return c
}

// differences says where a record departs from the truth.
func (a Announcement) differences(r opportunity.Opportunity) (list []string) {
	differ := func(what, got, want string) {
		if got != want {
			list = append(list, fmt.Sprintf("%s is %q, should be %q", what, got, want))
		}
	}
	t := a.Truth
	differ("kind", string(r.Kind), t.Kind)
	differ("submission", submissionEnd(r), t.Due)
	differ("rolling", fmt.Sprint(r.Rolling), fmt.Sprint(t.Rolling))
	differ("withdrawn", fmt.Sprint(r.Withdrawn != nil), fmt.Sprint(a.Withdrawn != nil))
	differ("revised", fmt.Sprint(r.Revision > 1), fmt.Sprint(a.Extended != nil || a.Withdrawn != nil))
	if t.Stage != "" {
		differ("stage", string(r.Stage), t.Stage)
	} else {
		differ("is an opportunity", fmt.Sprint(r.IsOpportunity), "true")
	}
	if t.Budget != 0 {
		got := int64(0)
		if r.BudgetYen != nil {
			got = *r.BudgetYen
		}
		differ("budget", fmt.Sprint(got), fmt.Sprint(t.Budget))
	}
	return list
}

// submissionEnd is the end of the first submission window, as Truth.Due writes it.
func submissionEnd(r opportunity.Opportunity) string {
	for _, d := range r.Deadlines {
		if d.Role == opportunity.Submission && d.End != "" {
			return strings.TrimSpace(string(d.End) + " " + string(d.EndTime))
		}
	}
	return ""
}
