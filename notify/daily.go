package notify

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"koubo/feeds"
	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/sources/config"
	"koubo/store/outbox"
)

// eachDay does at 8 in Japan, and at the start where the day's turn was missed, what is done once a day: reminders, alerts,
// forgetting what is too old. The outbox remembers the day, so that a restart repeats nothing.
func (w *Worker) eachDay(ctx context.Context) {
	for ctx.Err() == nil {
		now := w.Now()
		if err := w.daily(ctx, now); err != nil {
			w.Log.Error("reminders and alerts failed", "error", err)
		}
		rest := time.NewTimer(min(firstSlot(config.Daily, now).Sub(now), time.Hour))
		select {
		case <-ctx.Done():
		case <-rest.C:
		}
		rest.Stop()
	}
}

func (w *Worker) daily(ctx context.Context, now time.Time) error {
	today := jdate.DateOf(now)
	if now.Before(today.Time("").Add(digestHour * time.Hour)) {
		return nil
	}
	if err := w.Outbox.Prune(now.Add(-deadAge)); err != nil {
		return err
	}
	if err := w.remind(ctx, today, now); err != nil {
		return err
	}
	return w.alert(today)
}

// mostMissed is for how many missed days reminders are made up.
const mostMissed = 7

// remind leaves the day's reminders: one pass over the calls that are open, of which few have a step that comes near.
func (w *Worker) remind(ctx context.Context, today jdate.Date, now time.Time) error {
	last := map[string]jdate.Date{} // by notification: the day up to which it was reminded
	var list []config.Notification
	for _, n := range w.configured() {
		if len(n.RemindDays) == 0 {
			continue
		}
		note, err := w.Outbox.Note(n.ID)
		if err != nil {
			return err
		}
		day := max(jdate.Date(note.Day), today.AddDays(-mostMissed))
		if note.Day == "" {
			day = today.AddDays(-1)
		}
		if day < today {
			list, last[n.ID] = append(list, n), day
		}
	}
	if len(list) == 0 {
		return nil
	}
	left := map[string][]outbox.Announcement{}
	q := opportunity.Query{AllKinds: true, AllStages: true, Sort: opportunity.ByRevised, Limit: 200, Uncounted: true}
	for {
		page, err := w.Outbox.Query(q, now)
		if err != nil {
			return err
		}
		for _, o := range page.Items {
			for _, n := range list {
				left[n.ID] = append(left[n.ID], remindersFor(n, o, last[n.ID], today, now)...)
			}
		}
		if q.Cursor = page.Next; q.Cursor == "" || ctx.Err() != nil {
			break
		}
	}
	for _, n := range list {
		if err := ctx.Err(); err != nil {
			return nil // the day's turn is taken anew
		}
		if err := w.Outbox.Remind(n.ID, string(today), left[n.ID]); err != nil {
			return err
		}
	}
	return nil
}

// reminded are the steps that are reminded of.
var reminded = []opportunity.Role{opportunity.Submission, opportunity.Registration}

// remindersFor returns what a notification is reminded of a record: each step that has come within one of its numbers of days
// since the day last, once, as of the nearest of them.
func remindersFor(n config.Notification, o opportunity.Opportunity, last, today jdate.Date, now time.Time) (list []outbox.Announcement) {
	for _, days := range n.RemindDays {
		for _, e := range feeds.Reminders(o, reminded, days, now) {
			key := e.Key() + "/" + strconv.Itoa(days)
			if e.Day() <= last.AddDays(days) || slices.ContainsFunc(list, func(a outbox.Announcement) bool { return strings.HasPrefix(a.Reminder.Key, e.Key()+"/") }) {
				continue
			}
			if len(list) == 0 && !n.Query.On(today).Match(o) {
				return nil
			}
			words := e.Words(now)
			list = append(list, outbox.Announcement{Record: o, Reminder: &outbox.Reminder{Key: key, Title: words.Title, Line: words.Told}})
		}
	}
	return list
}
