package page

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"time"

	feedwords "koubo/feeds/wording"
	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/store/selection"
	"koubo/web/choice"
	"koubo/web/response"
	"koubo/web/wording"
)

// What the page of a day shows, and reads.
const (
	dayRows = 25   // of each class
	dayNews = 1000 // a greater number is only said to be so
)

// newsClasses are the parts of the page of a day, in their order, with what is said of each.
var newsClasses = []struct {
	class         opportunity.ChangeClass
	title, remark string
}{
	{opportunity.ChangedNew, "新しく見つかった公募", ""},
	{opportunity.ChangedDeadline, "締切が変わった公募", ""},
	{opportunity.ChangedReopened, "再開・再掲載された公募", ""},
	{opportunity.ChangedSchedule, "そのほかの日程が変わった公募", ""},
	{opportunity.ChangedAnswers, "質問への回答が出た公募", ""},
	{opportunity.ChangedDocuments, "資料が変わった公募", ""},
	{opportunity.ChangedCancelled, "中止になった公募", ""},
	{opportunity.ChangedWithdrawn, "掲載が終わった公募", "公式サイトから見つからなくなったものです。"},
	{opportunity.ChangedResult, "結果が出た公募", ""},
	{otherNew, "そのほかの新しいお知らせ", "企業・団体への呼びかけではないもの、または呼びかけと確かめられないものです。"},
}

// otherNew is the part for what is new and invites nobody.
const otherNew opportunity.ChangeClass = "other"

// classOf is the part of the page in which something that was told stands, by what the record was then: a result that was never seen
// as a call is no new one.
func classOf(news opportunity.News, then opportunity.Opportunity) opportunity.ChangeClass {
	switch {
	case news.Class != opportunity.ChangedNew || then.IsOpportunity:
		return news.Class
	case then.Stage == opportunity.Result:
		return opportunity.ChangedResult
	case then.Stage == opportunity.Cancelled:
		return opportunity.ChangedCancelled
	}
	return otherNew
}

type dayView struct {
	Frame
	Day      jdate.Date
	IsToday  bool
	Groups   []newsGroup
	Closing  newsGroup // last days
	AtLeast  bool      // more was told than is read
	Active   []choice.Choice
	Earlier  string // the day before it on which something was told, "" for none
	Later    string
	Feed     string // of all that was told, page by page
	DayWords string
}

// newsGroup is one class of what was told on a day.
type newsGroup struct {
	Class         opportunity.ChangeClass
	Title, Remark string
	Rows          []newsRow
	Total         int
	More          string // address of what is not shown, "" for none
}

// newsRow is one thing that was told of a record.
type newsRow struct {
	card
	Old, New string // last days before and after
	Since    string // what was told of it last since then, 中止, with the day where it is another; "" for nothing
}

// today is the page of the present day.
func (s *Pages) today(w http.ResponseWriter, r *http.Request) error { return s.showDay(w, r, "") }

// dayPage is the page of a day that its address names.
func (s *Pages) dayPage(w http.ResponseWriter, r *http.Request) error {
	day := jdate.Date(r.PathValue("day"))
	if day.Time("").IsZero() || len(day) != len("2006-01-02") {
		return response.Missing("お探しの日", "There is no such day: write it as 2026-11-24.")
	}
	return s.showDay(w, r, day)
}

// showDay answers with what was told on a day, "" for the present one, of the records of a selection: of all stages and
// states where it names none.
func (s *Pages) showDay(w http.ResponseWriter, r *http.Request, day jdate.Date) error {
	values, err := choice.ParametersOf(r)
	if err != nil {
		return err
	}
	q, err := choice.SelectionOf(values)
	if err != nil {
		return err
	}
	if q.Cursor != "" || q.Limit > 0 || !q.Since.IsZero() {
		return response.BadRequest("このページでは条件「since」「limit」「cursor」を使えません。日は番地で選びます。", `The parameters "since", "limit" and "cursor" have no use here: the address names the day.`)
	}
	q.AllStages, q.AllStatuses, q.Sort = q.AllStages || len(q.Stages) == 0, q.AllStatuses || len(q.Statuses) == 0, opportunity.ByRevised
	base := s.Base(r)
	if day > jdate.DateOf(s.Now()) {
		return response.Missing("まだ来ていない日", "This day has not come yet.")
	}
	return s.Cached(w, r, base+choice.Address(dayPath(day), q), func(ctx context.Context, now time.Time) (response.Answer, time.Time, error) {
		return s.makeDay(ctx, q, day, base, now)
	})
}

// dayPath is the address of a day's page within the front, "" for the present day.
func dayPath(day jdate.Date) string {
	if day == "" {
		return "/today"
	}
	return "/today/" + url.PathEscape(string(day))
}

func (s *Pages) makeDay(ctx context.Context, q opportunity.Query, day jdate.Date, base string, now time.Time) (a response.Answer, until time.Time, err error) {
	view, shown, err := s.dayView(ctx, q, day, base, now)
	if err != nil {
		return a, until, err
	}
	if until, err = s.Holds(q, shown, now); err != nil {
		return a, until, err
	}
	a, err = s.page("today.html", view)
	return a, until, err
}

// dayView is the page of a day, with the records that it shows.
func (s *Pages) dayView(ctx context.Context, q opportunity.Query, day jdate.Date, base string, now time.Time) (view dayView, shown []opportunity.Opportunity, err error) {
	today, path := jdate.DateOf(now), dayPath(day)
	if day == "" {
		day = today
	}
	told := q
	told.Since, told.Cursor, told.Limit = day.Time(""), selection.NewsBefore(day.AddDays(1).Time("")), dayNews
	news, err := s.GatherNews(ctx, told, now)
	if err != nil {
		return view, nil, err
	}
	last := selection.Result{}
	closing, meets := choice.OnDay(q.On(today), day)
	if closing.Limit = dayRows; meets {
		last, err = s.Query(closing, now)
	}
	if err != nil {
		return view, nil, err
	}
	view = dayView{Frame: s.Frame(wording.DayWords(day, time.Time{})+"の動き", "today"), Day: day, IsToday: day == today, Groups: newsGroups(news.Items, now), AtLeast: news.Next != "",
		DayWords: wording.DayWords(day, time.Time{}), Feed: choice.WithParameter(choice.Address("/feed.atom", choice.Whole(told)), "changes", "entries")}
	view.Active = choice.ActiveOn(plainDay(q), path)
	view.Canonical, view.Description = base+s.File(choice.Address(path, plainDay(q))), "全国の自治体の公募で"+view.DayWords+"にあった新着、締切の変更、中止、結果です。"
	view.Closing = closingGroup(last, closing, now)
	if view.Earlier, err = s.earlierDay(q, day, now); err != nil {
		return view, nil, err
	}
	if day < today {
		view.Later = choice.Address(dayPath(day.AddDays(1)), plainDay(q))
	}
	shown = last.Items
	for _, one := range news.Items {
		shown = append(shown, one.Record)
	}
	return view, shown, nil
}

// plainDay is a selection as the address of a day says it: all stages and states need not be named there.
func plainDay(q opportunity.Query) opportunity.Query {
	q.AllStages, q.AllStatuses = false, false
	return q
}

// newsGroups sorts what was told by class, of each what can still be answered first. What is told of one record in one class
// counts once.
func newsGroups(items []selection.Told, now time.Time) (groups []newsGroup) {
	rows, seen := map[opportunity.ChangeClass][]newsRow{}, map[string]bool{}
	for _, one := range items {
		then := one.Record.AsOf(one.News.At)
		class := classOf(one.News, then)
		if key := string(class) + " " + then.ID; !seen[key] {
			seen[key] = true
			rows[class] = append(rows[class], newsRowOf(one, then.Title, now))
		}
	}
	for _, c := range newsClasses {
		g := newsGroup{Class: c.class, Title: c.title, Remark: c.remark, Rows: rows[c.class], Total: len(rows[c.class])}
		if g.Total > 0 {
			slices.SortStableFunc(g.Rows, openFirst)
			g.Rows = g.Rows[:min(len(g.Rows), dayRows)]
			groups = append(groups, g)
		}
	}
	return groups
}

// openFirst puts what is over behind what is not.
func openFirst(a, b newsRow) int {
	switch {
	case a.Over == b.Over:
		return 0
	case b.Over:
		return -1
	}
	return 1
}

// newsRowOf is something that was told of a record, under the title that it had then.
func newsRowOf(one selection.Told, title string, now time.Time) newsRow {
	row := newsRow{card: cardOf(one.Record, nil, now)}
	row.Opportunity.Title = title
	if last := one.Record.News(); last.At.After(one.News.At) {
		row.Since = feedwords.News(last)
		if day := jdate.DateOf(last.At); day != jdate.DateOf(one.News.At) {
			row.Since += "（" + wording.DayWords(day, now) + "）"
		}
	}
	if one.News.Class == opportunity.ChangedDeadline {
		from, to := one.News.Old.LastDay(), one.News.New.LastDay()
		row.Old, row.New = wording.PointWords(from.Day, from.Clock, now), wording.PointWords(to.Day, to.Clock, now)
	}
	return row
}

// closingGroup lists what had, or has, its last day then.
func closingGroup(found selection.Result, q opportunity.Query, now time.Time) newsGroup {
	g := newsGroup{Title: "この日が締切の公募", Total: found.Total}
	for _, o := range found.Items {
		g.Rows = append(g.Rows, newsRow{card: cardOf(o, nil, now)})
	}
	if found.Next != "" {
		g.More = choice.Address("/", choice.Whole(q))
	}
	return g
}

// earlierDay is the address of the latest day before one on which something was told, "" where there is none.
func (s *Pages) earlierDay(q opportunity.Query, day jdate.Date, now time.Time) (string, error) {
	before := q
	before.Since, before.Cursor, before.Limit = time.Time{}, selection.NewsBefore(day.Time("")), 1
	found, err := s.Records.News(before, now)
	if err != nil || len(found.Items) == 0 {
		return "", err
	}
	return choice.Address(dayPath(jdate.DateOf(found.Items[0].News.At)), plainDay(q)), nil
}
