package syndication

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"koubo/feeds"
	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/web/choice"
	"koubo/web/response"
	"koubo/web/wording"
)

// calendarBytes is the greatest length of a calendar that names no number of days: hosted calendars refuse longer ones.
const calendarBytes = 1 << 20

// CalendarRoles are the steps that a calendar shows where it is not asked for others: to miss one loses the call.
var CalendarRoles = []opportunity.Role{opportunity.Submission, opportunity.Registration}

// StepView is which steps of a selection are shown, and of how many days.
type StepView struct {
	Roles       []opportunity.Role // nil for all that a company must act on
	Name        string             // of the parameter that tells the days
	days, usual int                // usual where the request does not tell them; 0 for as many as there are
}

// stepViewOf takes the parameters of a view out of those of its selection.
func stepViewOf(values url.Values, name string, usual int) (v StepView, err error) {
	v = StepView{Name: name, usual: usual}
	if v.Roles, err = rolesOf(values); err != nil {
		return v, err
	}
	v.days, err = daysOf(values, name)
	v.days = cmp.Or(v.days, usual)
	return v, err
}

// rolesOf takes the roles of the steps that are asked for out of parameters: calendarRoles where none are named, nil for all.
func rolesOf(values url.Values) (roles []opportunity.Role, err error) {
	given := choice.TakeOut(values, "roles")
	switch given {
	case "":
		return CalendarRoles, nil
	case "all":
		return nil, nil
	}
	for word := range strings.SplitSeq(given, ",") {
		role := opportunity.Role(strings.TrimSpace(word))
		if !opportunity.ActsOn[role] {
			known := joined(slices.Sorted(maps.Keys(opportunity.ActsOn)), ", ")
			return nil, response.BadRequest(fmt.Sprintf("条件「roles」の値「%s」は使えません。使えるのは %s と all です。", wording.OneLine(word, 40), known),
				fmt.Sprintf("The parameter \"roles\" cannot hold %q; it may be %s, or all.", wording.OneLine(word, 40), known))
		}
		roles = append(roles, role)
	}
	slices.Sort(roles)
	return slices.Compact(roles), nil
}

func joined(roles []opportunity.Role, between string) string {
	words := make([]string, len(roles))
	for i, r := range roles {
		words[i] = string(r)
	}
	return strings.Join(words, between)
}

// rolesWord writes roles as the parameter that rolesOf reads them back from, "" for the usual ones.
func rolesWord(roles []opportunity.Role) string {
	usual := slices.Clone(CalendarRoles)
	slices.Sort(usual)
	if roles != nil && (slices.Equal(roles, CalendarRoles) || slices.Equal(roles, usual)) {
		return ""
	}
	return cmp.Or(joined(roles, ","), "all")
}

// suffix is the view as parameters behind an address.
func (v StepView) suffix(address string) string {
	if roles := rolesWord(v.Roles); roles != "" {
		address = choice.WithParameter(address, "roles", roles)
	}
	if v.days != v.usual {
		address = choice.WithParameter(address, v.Name, strconv.Itoa(v.days))
	}
	return address
}

// calendar serves the steps of a selection as a calendar.
func (s *Feeds) calendar(f FeedForm) response.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		var view StepView
		q, err := f.selection(w, r, func(values url.Values) (err error) {
			view, err = stepViewOf(values, "within", 0) // as many as fit into calendarBytes
			return err
		}, "roles", "within")
		if err != nil {
			return err
		}
		q.Sort = opportunity.ByDeadline
		return s.CachedLong(w, r, view.suffix(s.Base(r)+f.own(q)), func(ctx context.Context, now time.Time) (response.Answer, time.Time, error) {
			return s.MakeCalendar(ctx, r, f, q, view, now)
		})
	}
}

// MakeCalendar writes a calendar, and tells until when it holds: no longer than the day.
func (s *Feeds) MakeCalendar(ctx context.Context, r *http.Request, f FeedForm, q opportunity.Query, view StepView, now time.Time) (response.Answer, time.Time, error) {
	q.EndedSince, q.Entrants = opportunity.EndedSince(now), jdate.DateOf(now)
	q, order, err := s.withNearSteps(q, view, now)
	if err != nil {
		return response.Answer{}, time.Time{}, err
	}
	found, channel, a, err := s.begin(ctx, r, f, q, now)
	if err != nil {
		return response.Answer{}, time.Time{}, err
	}
	channel.Self, channel.Roles = view.suffix(channel.Self), view.Roles
	if found.Next != "" {
		a.Link = nextLink(view.suffix(s.Base(r) + f.pageAfter(q, found.Next)))
	}
	if view.days > 0 {
		channel.Until = jdate.DateOf(now).AddDays(view.days)
		a.Body, err = WriteCalendar(channel, found.Items)
	} else {
		a.Body, err = fitCalendar(channel, found.Items, order)
	}
	if err != nil {
		return response.Answer{}, time.Time{}, err
	}
	until, err := s.Holds(q, found.Items, now)
	return a, until, err
}

// WriteCalendar writes the steps of records as a calendar.
func WriteCalendar(c feeds.Channel, records []opportunity.Opportunity) ([]byte, error) {
	if c.Until != "" {
		c.Subtitle = wording.DayWords(c.Until, c.Now) + "までの日程を載せています。" + c.Subtitle
	}
	return response.Body(func(b *bytes.Buffer) error { return feeds.Calendar(b, c, records) })
}

// perEvent is the usual length in bytes of an event, from which the number of days that fit is guessed first.
const perEvent = 700

// fitCalendar writes as many whole days, from the earliest on, as fit into calendarBytes, and one at least. A calendar with
// a gap in a day would be believed; one that ends on a day says so. order are the days that there are, nil for those of the records.
func fitCalendar(c feeds.Channel, records []opportunity.Opportunity, order []jdate.Date) (body []byte, err error) {
	days := c.StepDays(records)
	if order == nil {
		order = slices.Sorted(maps.Keys(days))
	}
	for each := perEvent; ; each += each / 4 {
		events, last := 0, jdate.Date("")
		for _, day := range order {
			if events += days[day]; events*each > calendarBytes && last != "" {
				break
			}
			last = day
		}
		if c.Until = last; len(order) > 0 && last == order[len(order)-1] {
			c.Until = "" // everything fits
		}
		if body, err = WriteCalendar(c, records); err != nil || len(body) <= calendarBytes || len(order) == 0 || last == order[0] {
			return body, err
		}
	}
}
