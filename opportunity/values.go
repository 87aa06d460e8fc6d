package opportunity

import "koubo/opportunity/jdate"

// readValues fills what the text states: the schedule and the sums. ref is the day from which years are taken where the
// record has no published day.
func (o *Opportunity) readValues(d Draft, ref jdate.Date) {
	text := statedText(d)
	if o.Published != "" {
		ref = o.Published
	}
	schedule := ReadSchedule(text, ref)
	o.Deadlines, o.Rolling = schedule.Deadlines, schedule.Rolling
	if schedule.RollingEvidence != "" {
		o.Evidence["rolling"] = brief(schedule.RollingEvidence)
	}
	o.Problems = append(o.Problems, schedule.Problems...)
	o.Amounts = ReadAmounts(text)
	if o.BudgetYen = Budget(o.Amounts); o.BudgetYen != nil {
		for _, a := range o.Amounts {
			if a.Yen == *o.BudgetYen {
				o.Evidence["budget_yen"] = a.Evidence
				break
			}
		}
	}
}

// statedText is the text that dates and sums are read from: the page's, else what the feed or list said beside the title.
func statedText(d Draft) string {
	if d.Text != "" {
		return d.Text
	}
	return d.Summary
}
