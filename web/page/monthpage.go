package page

import (
	"context"
	"net/http"
	"slices"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/web/choice"
	"koubo/web/month"
	"koubo/web/response"
	"koubo/web/syndication"
	"koubo/web/wording"
)

// cellRows is how many calls a day of the month's page names; all are behind its number.
const cellRows = 3

type monthView struct {
	Frame
	Month         string // 2026年12月
	Weeks         [][7]monthCell
	Total         int // of all days; a call with two last days counts on both
	Before, After string
	Active        []choice.Choice
	Subs          syndication.Subscription
	ListURL       string
}

// monthCell is one day; Day is "" for a day of another month.
type monthCell struct {
	Day     jdate.Date
	Number  int    // of the day in its month
	Words   string // the day with its weekday
	IsToday bool
	Total   int
	URL     string
	Rows    []monthRow
}

// monthRow is a call with one of its last days on a day; What is 参加申込 where that is what ends.
type monthRow struct {
	card
	What string
}

// monthPage shows the last days of a selection in a month, the present one where the request names none.
func (s *Pages) monthPage(w http.ResponseWriter, r *http.Request) error {
	values, err := choice.ParametersOf(r)
	if err != nil {
		return err
	}
	given := choice.TakeOut(values, "month")
	q, err := choice.SelectionOf(values, "month")
	if err != nil {
		return err
	}
	if q.Cursor != "" || q.Limit > 0 {
		return response.BadRequest("このページでは条件「limit」「cursor」を使えません。", `The parameters "limit" and "cursor" have no use here.`)
	}
	m := month.OfDay(jdate.DateOf(s.Now()))
	if given != "" {
		if m, err = month.Parse(given); err != nil {
			return response.BadRequest("条件「month」の値「"+wording.OneLine(given, 40)+"」は使えません。2026-12 のように書いてください。", `The parameter "month" cannot be used: `+err.Error()+".")
		}
	}
	q.Sort = opportunity.ByRevised
	base := s.Base(r)
	key := base + monthAddress(m, q)
	if given == "" {
		key = base + choice.Address("/calendar", q) // another month's, once this one is over
	}
	return s.Cached(w, r, key, func(_ context.Context, now time.Time) (response.Answer, time.Time, error) {
		return s.makeMonth(q, m, base, now)
	})
}

// monthAddress is the address of a month's page of a selection within the front.
func monthAddress(m month.Month, q opportunity.Query) string {
	return choice.WithParameter(choice.Address("/calendar", q), "month", m.String())
}

// canonicalMonth is the address of a month's page, of the present one without its name.
func canonicalMonth(m month.Month, q opportunity.Query, today jdate.Date) string {
	if m == month.OfDay(today) {
		return choice.Address("/calendar", q)
	}
	return monthAddress(m, q)
}

// makeMonth asks for each day by itself: the indexes count what it has, and only the few records that it names are read.
func (s *Pages) makeMonth(q opportunity.Query, m month.Month, base string, now time.Time) (a response.Answer, until time.Time, err error) {
	view, shown, err := s.monthView(q, m, base, now)
	if err != nil {
		return a, until, err
	}
	if until, err = s.Holds(q, shown, now); err != nil {
		return a, until, err
	}
	a, err = s.page("calendar.html", view)
	return a, until, err
}

// monthView is the page of a month, with the records that it shows.
func (s *Pages) monthView(q opportunity.Query, m month.Month, base string, now time.Time) (view monthView, shown []opportunity.Opportunity, err error) {
	today := jdate.DateOf(now)
	view = monthView{Frame: s.Frame(m.Words()+"の締切", "calendar"), Month: m.Words(), Active: choice.ActiveOn(q, "/calendar"), Subs: s.SubscriptionOf(q, base)}
	view.Scripts = s.scriptsFor(false)
	view.Canonical, view.Description = base+s.File(canonicalMonth(m, q, today)), "全国の自治体の公募の締切を、"+m.Words()+"のカレンダーにまとめています。"
	view.ListURL, view.Feeds = choice.Address("/", byDeadline(q)), s.NewsFeeds(q)
	if before, ok := m.Previous(); ok {
		view.Before = monthAddress(before, q)
	}
	if after, ok := m.Next(); ok {
		view.After = monthAddress(after, q)
	}
	for _, days := range m.Weeks() {
		var week [7]monthCell
		for i, day := range days {
			if day == "" {
				continue
			}
			cell, records, err := s.monthCell(q.On(today), day, now)
			if err != nil {
				return view, nil, err
			}
			cell.IsToday = day == today
			week[i], shown, view.Total = cell, append(shown, records...), view.Total+cell.Total
		}
		view.Weeks = append(view.Weeks, week)
	}
	return view, shown, nil
}

// monthCell asks for the calls whose last day is this one.
func (s *Pages) monthCell(q opportunity.Query, day jdate.Date, now time.Time) (cell monthCell, records []opportunity.Opportunity, err error) {
	cell = monthCell{Day: day, Number: day.Time("").Day(), Words: wording.DayWords(day, now)}
	q, meets := choice.OnDay(q, day)
	if !meets {
		return cell, nil, nil
	}
	q = byDeadline(q)
	cell.URL, q.Limit = choice.Address("/", q), cellRows
	found, err := s.Query(q, now)
	cell.Total = found.Total
	for _, o := range found.Items {
		row := monthRow{card: cardOf(o, nil, now)}
		if ends(o, opportunity.Registration, day) && !ends(o, opportunity.Submission, day) {
			row.What = opportunity.Registration.Label()
		}
		cell.Rows = append(cell.Rows, row)
	}
	return cell, found.Items, err
}

// ends reports whether a day is a last one of a role.
func ends(o opportunity.Opportunity, role opportunity.Role, day jdate.Date) bool {
	return slices.ContainsFunc(o.Deadlines, func(d opportunity.Deadline) bool {
		last, _ := d.LastDay()
		return d.Role == role && last == day
	})
}

func byDeadline(q opportunity.Query) opportunity.Query {
	q.Sort = opportunity.ByDeadline
	return q
}
