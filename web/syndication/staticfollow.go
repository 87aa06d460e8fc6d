package syndication

import (
	"cmp"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// followedFor is for how many days after the last day that a call names its own feed stays in a site of files: answers, results and
// what is put off come late.
const followedFor = 60

// FeedUntil is until when a call that At has filled has a feed of its own in a site of files; zero where it has none.
func FeedUntil(o opportunity.Opportunity) time.Time {
	if !o.IsOpportunity {
		return time.Time{}
	}
	last := jdate.Date("")
	for _, d := range o.Deadlines {
		last = max(last, d.Start, d.End)
	}
	last = cmp.Or(last, o.Published, jdate.DateOf(o.FirstSeen))
	return last.AddDays(followedFor).Time("")
}

// HasFeed reports whether a page leads to a feed of its record.
func (s *Feeds) HasFeed(o opportunity.Opportunity, now time.Time) bool {
	return !s.Files || o.IsOpportunity && o.Status != opportunity.Closed && o.Status != opportunity.WithdrawnNow || now.Before(FeedUntil(o))
}
