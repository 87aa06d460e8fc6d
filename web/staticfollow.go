package web

import (
	"cmp"
	"context"
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

// hasFeed reports whether a page leads to a feed of its record.
func (s *site) hasFeed(o opportunity.Opportunity, now time.Time) bool {
	return !s.files || o.IsOpportunity && o.Status != opportunity.Closed && o.Status != opportunity.WithdrawnNow || now.Before(FeedUntil(o))
}

// RecordFeed writes the feed of a record that At has filled; nil where it has none.
func (s Static) RecordFeed(o opportunity.Opportunity, now time.Time) ([]byte, error) {
	if !s.hasFeed(o, now) {
		return nil, nil
	}
	return s.makeRecordFeed(feedForms[0], o, s.BaseURL, now)
}

// Reminders writes the reminders of a selection in one of the formats of feeds.Formats, named by its extension; nil where that is
// none of theirs.
func (s Static) Reminders(ctx context.Context, extension string, q opportunity.Query, now time.Time) ([]byte, error) {
	for _, f := range reminderForms {
		if f.extension != extension {
			continue
		}
		q.Limit, q.Sort = f.usual, opportunity.ByRevised
		a, _, err := s.makeReminders(ctx, nil, f, q, stepView{roles: calendarRoles, name: "days", days: remindDays, usual: remindDays}, now)
		return a.body, err
	}
	return nil, nil
}
