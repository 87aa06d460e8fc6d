package notify

import (
	"context"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/sources/config"
	"koubo/store/outbox"
)

// SendSample sends one made-up item to where a notification goes, so that its owner sees that it arrives and how it looks. The
// error is a *Refusal.
func SendSample(ctx context.Context, by Courier, n config.Notification, now time.Time) error {
	today := jdate.DateOf(now)
	record := opportunity.Opportunity{
		ID: "sample", Title: "（見本）実証実験の参加企業募集", URL: "https://www.example.jp/koubo/", Kind: opportunity.Pilot, Stage: opportunity.OpenCall,
		Issuer:        opportunity.Issuer{Code: "000000", Name: "見本市", Prefecture: "見本県"},
		IsOpportunity: true, Published: today, FirstSeen: now, Detail: opportunity.DetailRead, Revision: 2,
		Deadlines: []opportunity.Deadline{{Role: opportunity.Submission, End: today.AddDays(21), EndTime: "17:00"}},
	}
	told := outbox.Announcement{Record: record.At(now), News: opportunity.News{Class: opportunity.ChangedDeadline, At: now, Field: "deadlines",
		Old: opportunity.Moment{Day: today.AddDays(14), Clock: "17:00"}, New: opportunity.Moment{Day: today.AddDays(21), Clock: "17:00"}}}
	key := "sample-" + now.UTC().Format("20060102T150405.000000000")
	l := outbox.Letter{Follower: n.ID, Key: key, Made: now, Items: []outbox.Item{{Key: key + "-1", Announcement: &told}}}
	return by.Send(ctx, n, messageOf(n, l, "", now), l)
}
