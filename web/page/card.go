package page

import (
	"strings"
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
	Line      string         // the beginning of the summary, where it has no excerpt
	Grouped   bool           // it stands below the heading of a day
}

// excerptRunes is how much of a summary shows what was searched for in it.
const excerptRunes = 120

// lineRunes is how much of a summary stands on a card: about a line of a wide one.
const lineRunes = 60

// cardOf sums up a record that At has filled, with the keys of a search marked.
func cardOf(o opportunity.Opportunity, keys []string, now time.Time) card {
	c := card{Opportunity: o, Due: wording.DueOf(o, now), Announced: wording.DayWords(o.Published, now), Extended: o.News().Extended(), Doubt: o.DoubtsDeadlines(),
		Heading: search.Mark(o.Title, keys), Excerpt: search.Around(search.Mark(o.Summary, keys), excerptRunes)}
	if len(c.Excerpt) == 0 {
		c.Line = summaryLine(o)
	}
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

// summaryLine is the beginning of a record's summary in one line, "" where it says no more than the title.
func summaryLine(o opportunity.Opportunity) string {
	words := strings.Join(strings.Fields(o.Summary), " ")
	if words == strings.Join(strings.Fields(o.Title), " ") {
		return ""
	}
	return wording.OneLine(words, lineRunes)
}
