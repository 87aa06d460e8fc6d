package wording

import (
	"time"

	"koubo/opportunity"
)

// Mention is a day without a sure role, as a row.
type Mention struct{ When, Words string }

// maxMentions is how many of them a page shows.
const maxMentions = 20

// MentionsOf lists the days without a sure role of a record.
func MentionsOf(o opportunity.Opportunity, now time.Time) (rows []Mention) {
	for _, m := range o.Mentions[:min(len(o.Mentions), maxMentions)] {
		rows = append(rows, Mention{When: DayWords(m.Date, now), Words: m.Words})
	}
	return rows
}
