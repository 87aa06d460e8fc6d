package syndication

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"koubo/feeds"
	"koubo/opportunity"
	"koubo/web/choice"
	"koubo/web/front"
	"koubo/web/response"
)

// ReminderForms are the addresses of reminders.
var ReminderForms = []FeedForm{
	{"/reminders.atom", "Atom", ".atom", EntriesMost, EntriesMost, false, false},
	{"/reminders.rss", "RSS", ".rss", EntriesMost, EntriesMost, false, false},
	{"/reminders.json", "JSON Feed", ".json", EntriesMost, EntriesMost, false, false},
}

// remindDays is how many days before its day a step is reminded of where the request does not say.
const remindDays = 7

// UsualReminders remind of the steps of a calendar where the request does not say.
func UsualReminders() StepView {
	return StepView{Roles: CalendarRoles, Name: "days", days: remindDays, usual: remindDays}
}

// daysOf takes a number of days out of parameters, 0 where it is absent.
func daysOf(values url.Values, name string) (int, error) {
	given := choice.TakeOut(values, name)
	if given == "" {
		return 0, nil
	}
	days, err := strconv.Atoi(given)
	if err != nil || days < 1 || days > opportunity.MaxWithin {
		return 0, response.BadRequest(fmt.Sprintf("条件「%s」は1から%dまでの日数です。", name, opportunity.MaxWithin),
			fmt.Sprintf("The parameter %q is a number of days from 1 to %d.", name, opportunity.MaxWithin))
	}
	return days, nil
}

// reminders serves a feed with an entry for each step of a selection that comes near. It has one page: the steps that do not
// fit into it are the furthest.
func (s *Feeds) reminders(f FeedForm) response.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		var view StepView
		q, err := f.selection(w, r, func(values url.Values) (err error) {
			view, err = stepViewOf(values, "days", remindDays)
			return err
		}, "roles", "days")
		if err == nil && q.Cursor != "" {
			err = response.BadRequest("締切のお知らせに次のページはありません。条件「cursor」を外してください。", `Reminders have one page: leave the parameter "cursor" out.`)
		}
		if err != nil {
			return err
		}
		q.Sort = opportunity.ByRevised // theirs is their own
		return s.CachedLong(w, r, view.suffix(s.Base(r)+f.own(q)), func(ctx context.Context, now time.Time) (response.Answer, time.Time, error) {
			return s.MakeReminders(ctx, r, f, q, view, now)
		})
	}
}

// MakeReminders writes reminders, and tells until when they hold: no longer than the day.
func (s *Feeds) MakeReminders(ctx context.Context, r *http.Request, f FeedForm, q opportunity.Query, view StepView, now time.Time) (response.Answer, time.Time, error) {
	all := q
	all.Limit, all.Sort = exportMost, opportunity.ByDeadline
	all, _, err := s.withNearSteps(all, view, now)
	if err != nil {
		return response.Answer{}, time.Time{}, err
	}
	found, err := s.gather(ctx, all, now)
	if err != nil {
		return response.Answer{}, time.Time{}, err
	}
	c, err := s.channel(r, f, q, now)
	if err != nil {
		return response.Answer{}, time.Time{}, err
	}
	entries := remindersOf(found.Items, view, q.Limit, now)
	c.Title, c.Self = fmt.Sprintf("%s（締切の%d日前のお知らせ）", c.Title, view.days), view.suffix(c.Self)
	if len(entries) > 0 && entries[0].At().After(c.Updated) {
		c.Updated = entries[0].At()
	}
	a := response.Answer{MediaType: f.format().MediaType, Modified: now, MaxAge: front.FeedAge, Open: true}
	if a.Body, err = writeEntries(f, c, slices.Values(entries)); err != nil {
		return response.Answer{}, time.Time{}, err
	}
	until, err := s.Holds(q, found.Items, now)
	return a, until, err
}

// remindersOf returns the reminders of records, those that began last in front; where there are more than limit, those of the
// steps that are nearest.
func remindersOf(records []opportunity.Opportunity, view StepView, limit int, now time.Time) (entries []feeds.Entry) {
	for _, o := range records {
		entries = append(entries, feeds.Reminders(o, view.Roles, view.days, now)...)
	}
	if len(entries) > limit {
		slices.SortStableFunc(entries, func(a, b feeds.Entry) int { return cmp.Compare(a.Day(), b.Day()) })
		entries = entries[:limit]
	}
	slices.SortStableFunc(entries, func(a, b feeds.Entry) int { return b.At().Compare(a.At()) })
	return entries
}
