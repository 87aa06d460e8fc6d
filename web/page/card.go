package page

import (
	"time"

	"koubo/opportunity"
	"koubo/opportunity/search"
	"koubo/web/wording"
)

// card is one opportunity in short.
type card struct {
	opportunity.Opportunity
	Due       wording.Due
	Budget    string
	Announced string // day of publication
	Revised   string // day of the latest revision, "" for a record never changed
	Extended  bool
	Doubt     bool // a problem concerns its dates
	Over      bool
	Reason    string         // why it was withdrawn
	Heading   []search.Piece // the title
	Excerpt   []search.Piece // of the summary, around what was searched for
}

// excerptRunes is how much of a summary shows what was searched for in it.
const excerptRunes = 120

// cardOf sums up a record that At has filled, with the keys of a search marked.
func cardOf(o opportunity.Opportunity, keys []string, now time.Time) card {
	c := card{Opportunity: o, Due: wording.DueOf(o, now), Announced: wording.DayWords(o.Published, now), Extended: o.News().Extended(), Doubt: o.DoubtsDeadlines(),
		Heading: search.Mark(o.Title, keys), Excerpt: search.Around(search.Mark(o.Summary, keys), excerptRunes)}
	c.Over = o.Status == opportunity.Closed || o.Status == opportunity.WithdrawnNow
	if o.Revision > 1 && !o.Revised.IsZero() {
		c.Revised = wording.DayOf(o.Revised, now)
	}
	if o.BudgetYen != nil {
		c.Budget = wording.YenWords(*o.BudgetYen)
	}
	if o.Withdrawn != nil {
		c.Reason = opportunity.WithdrawalLabel(o.Withdrawn.Reason)
	}
	return c
}

func cardsOf(records []opportunity.Opportunity, now time.Time) (all []card) {
	for _, o := range records {
		all = append(all, cardOf(o, nil, now))
	}
	return all
}
