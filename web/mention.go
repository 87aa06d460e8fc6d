package web

import (
	"time"

	"koubo/opportunity"
)

// mention is a day without a sure role, as a row.
type mention struct{ When, Words string }

// maxMentions is how many of them a page shows.
const maxMentions = 20

func mentionsOf(o opportunity.Opportunity, now time.Time) (rows []mention) {
	for _, m := range o.Mentions[:min(len(o.Mentions), maxMentions)] {
		rows = append(rows, mention{When: dayWords(m.Date, now), Words: m.Words})
	}
	return rows
}
