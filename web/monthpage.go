package web

import (
	"context"
	"net/http"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/web/month"
)

// cellRows is how many calls a day of the month's page names; all are behind its number.
const cellRows = 3

type monthView struct {
	frame
	Month         string // 2026年12月
	Weeks         [][7]monthCell
	Total         int // of all days; a call with two last days counts on both
	Before, After string
	Active        []choice
	Subs          subscription
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
	Rows    []card
}

// monthPage shows the last days of a selection in a month, the present one where the request names none.
func (s *Pages) monthPage(w http.ResponseWriter, r *http.Request) error {
	values, err := parametersOf(r)
	if err != nil {
		return err
	}
	given := takeOut(values, "month")
	q, err := selectionOf(values, "month")
	if err != nil {
		return err
	}
	if q.Cursor != "" || q.Limit > 0 {
		return badRequest("このページでは条件「limit」「cursor」を使えません。", `The parameters "limit" and "cursor" have no use here.`)
	}
	m := month.OfDay(jdate.DateOf(s.Now()))
	if given != "" {
		if m, err = month.Parse(given); err != nil {
			return badRequest("条件「month」の値「"+oneLine(given, 40)+"」は使えません。2026-12 のように書いてください。", `The parameter "month" cannot be used: `+err.Error()+".")
		}
	}
	q.Sort = opportunity.ByRevised
	base := s.base(r)
	key := base + monthAddress(m, q)
	if given == "" {
		key = base + address("/calendar", q) // another month's, once this one is over
	}
	return s.cached(w, r, key, func(_ context.Context, now time.Time) (answer, time.Time, error) {
		return s.makeMonth(q, m, base, now)
	})
}

// monthAddress is the address of a month's page of a selection within the front.
func monthAddress(m month.Month, q opportunity.Query) string {
	return withParameter(address("/calendar", q), "month", m.String())
}

// canonicalMonth is the address of a month's page, of the present one without its name.
func canonicalMonth(m month.Month, q opportunity.Query, today jdate.Date) string {
	if m == month.OfDay(today) {
		return address("/calendar", q)
	}
	return monthAddress(m, q)
}

// makeMonth asks for each day by itself: the indexes count what it has, and only the few records that it names are read.
func (s *Pages) makeMonth(q opportunity.Query, m month.Month, base string, now time.Time) (a answer, until time.Time, err error) {
	view, shown, err := s.monthView(q, m, base, now)
	if err != nil {
		return a, until, err
	}
	if until, err = s.holds(q, shown, now); err != nil {
		return a, until, err
	}
	a, err = s.page("calendar.html", view)
	return a, until, err
}

// monthView is the page of a month, with the records that it shows.
func (s *Pages) monthView(q opportunity.Query, m month.Month, base string, now time.Time) (view monthView, shown []opportunity.Opportunity, err error) {
	today := jdate.DateOf(now)
	view = monthView{frame: s.frame(m.Words()+"の締切", "calendar"), Month: m.Words(), Active: activeOn(q, "/calendar"), Subs: s.subscriptionOf(q, base)}
	view.Canonical, view.Description = base+s.file(canonicalMonth(m, q, today)), "全国の自治体の公募の締切を、"+m.Words()+"のカレンダーにまとめています。"
	view.ListURL, view.Feeds = address("/", byDeadline(q)), s.newsFeeds(q)
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
	cell = monthCell{Day: day, Number: day.Time("").Day(), Words: dayWords(day, now)}
	q, meets := onDay(q, day)
	if !meets {
		return cell, nil, nil
	}
	q = byDeadline(q)
	cell.URL, q.Limit = address("/", q), cellRows
	found, err := s.query(q, now)
	cell.Total, cell.Rows = found.Total, cardsOf(found.Items, now)
	return cell, found.Items, err
}

func byDeadline(q opportunity.Query) opportunity.Query {
	q.Sort = opportunity.ByDeadline
	return q
}
