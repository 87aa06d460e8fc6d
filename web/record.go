package web

import (
	"context"
	"html/template"
	"net/http"
	"net/url"
	"strings"
	"time"

	"koubo/feeds"
	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/sources"
	"koubo/web/structured"
)

type recordView struct {
	frame
	card
	Steps     []step
	Mentioned []mention
	Sums      []sum
	Revisions []revisionRow
	Published string
	Renewed   string // day the page says it was updated
	IssuerURL string // page of the body
	Related   []relatedGroup
}

// step is one deadline of a record, as a row.
type step struct {
	opportunity.Deadline
	When  string
	Left  string // 今日, あと3日; "" where nothing is to be done any more
	Class string
	Gone  bool
}

// sum is one amount of a record, as a row.
type sum struct {
	opportunity.Amount
	Label, Words string
}

// record is the page of one opportunity, or one of the forms in which it can be followed.
func (s *site) record(w http.ResponseWriter, r *http.Request) error {
	if err := withoutParameters(r); err != nil {
		return err
	}
	id, form, isFeed := recordForm(r.PathValue("id"))
	if isFeed {
		o, err := s.find(id)
		if err != nil {
			return err
		}
		now := s.Now()
		if form.calendar {
			return s.recordCalendar(w, r, o.At(now), now)
		}
		return s.recordFeed(w, r, form, o.At(now), now)
	}
	base := s.base(r)
	return s.cached(w, r, base+recordPath(id), func(_ context.Context, now time.Time) (answer, time.Time, error) {
		return s.makeRecord(id, base, now)
	})
}

// recordPath is the address of a record's page within the front.
func recordPath(id string) string { return "/o/" + url.PathEscape(id) }

// makeRecord renders the page of one record. It holds for a minute at most: when the record was seen last moves by itself.
func (s *site) makeRecord(id, base string, now time.Time) (a answer, until time.Time, err error) {
	o, err := s.find(id)
	if err != nil {
		return a, until, err
	}
	o = o.At(now)
	view := s.recordView(o, base, now)
	if view.Related, err = s.relatedTo(o, now); err != nil {
		return a, until, err
	}
	a, err = s.page("record.html", view)
	return a, nextMinute(now), err
}

// nextMinute is until when a page holds that tells when something was seen last: all that it tells is dated to the minute.
func nextMinute(now time.Time) time.Time { return now.Truncate(time.Minute).Add(time.Minute) }

func (s *site) recordView(o opportunity.Opportunity, base string, now time.Time) recordView {
	title, issuer := oneLine(o.Title, 80), oneLine(o.Issuer.Name, 30)
	view := recordView{frame: s.frame("", ""), card: cardOf(o, nil, now),
		Revisions: revisionsOf(o), Published: dayWords(o.Published, time.Time{}), Renewed: dayWords(o.Updated, time.Time{})}
	view.Title = title + " — " + issuer
	if s.hasFeed(o, now) {
		view.Feeds = []feedLink{{URL: recordPath(o.ID) + ".atom", Label: "この案件の変更", MediaType: "application/atom+xml"}}
	}
	view.Canonical = base + s.file(recordPath(o.ID))
	view.Description = recordWords(o, view.Due)
	view.IssuerURL = issuerPath(o.Issuer.Code)
	site := ""
	if body, known := sources.Bodies().ByCode(o.Issuer.Code); known {
		site = webLink(body.Site)
	}
	view.Data = structured.Of(o, oneLine(o.Title, 300), oneLine(o.Summary, 500), oneLine(o.Issuer.Name, 80), structured.Page{URL: view.Canonical, Source: webLink(o.URL), Body: site})
	for _, d := range o.Deadlines {
		view.Steps = append(view.Steps, stepOf(d, now))
	}
	view.Mentioned = mentionsOf(o, now)
	for _, a := range o.Amounts {
		view.Sums = append(view.Sums, sumOf(a))
	}
	return view
}

// recordWords say in a line who asks for what until when, for lists of search results and cards of shared links. No number of
// days left stands in it: they keep it for weeks.
func recordWords(o opportunity.Opportunity, d due) string {
	words := o.Issuer.Name + "の" + labelOr(o.Kind.Label(), "公募")
	if d.Day != "" && d.What != "" {
		words += "。" + d.What + "は" + dayWords(jdate.Date(d.Day), time.Time{})
	}
	if o.Summary != "" {
		words += "。" + o.Summary
	}
	return oneLine(words, 160)
}

// recordCalendar answers with the steps of one record as a calendar.
func (s *site) recordCalendar(w http.ResponseWriter, r *http.Request, o opportunity.Opportunity, now time.Time) error {
	body, err := s.makeRecordCalendar(o, s.base(r), now)
	if err != nil {
		return err
	}
	reply(w, r, answer{body: body, mediaType: "text/calendar; charset=utf-8", maxAge: feedAge, open: true})
	return nil
}

func (s *site) makeRecordCalendar(o opportunity.Opportunity, base string, now time.Time) ([]byte, error) {
	c := feeds.Channel{Title: oneLine(o.Title, 120), Subtitle: tagline, Home: base, Suffix: s.suffix(), Self: base + recordPath(o.ID) + ".ics", Updated: o.News().At,
		Now: now, Authority: s.Authority, Version: s.Version}
	return writeCalendar(c, []opportunity.Opportunity{o})
}

// telephone is the address that dials a number, "" for what is none.
func telephone(number string) template.URL {
	digits := strings.ReplaceAll(number, "-", "")
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return ""
	}
	return template.URL("tel:" + digits)
}

// find reads one record or fails with 404.
func (s *site) find(id string) (opportunity.Opportunity, error) {
	o, ok, err := s.Records.Get(id)
	if err == nil && !ok {
		err = missing("お探しの公募", "There is no opportunity of this id.")
	}
	return o, err
}

func stepOf(d opportunity.Deadline, now time.Time) step {
	row := step{Deadline: d, When: spanWords(d, now)}
	end, clock := lastDay(d.End, d.EndTime)
	if end == "" {
		end, clock = d.Start, d.StartTime
	}
	if end == "" || d.Role == opportunity.Period || d.Role == opportunity.Publication {
		return row
	}
	left := daysBetween(jdate.DateOf(now), end)
	row.Gone = left < 0 || left == 0 && clock != "" && !now.Before(end.Time("").Add(clockOffset(clock)))
	if !row.Gone {
		row.Left, row.Class = leftWords(left), urgency(left)
	}
	return row
}

// clockOffset is the time since midnight; 24:00 is a day.
func clockOffset(c jdate.Clock) time.Duration {
	if c == "24:00" {
		return 24 * time.Hour
	}
	const day jdate.Date = "2000-01-01"
	return day.Time(c).Sub(day.Time(""))
}

// spanWords writes a deadline's days: 11月20日（金）9:00から11月27日（金）17:00まで.
func spanWords(d opportunity.Deadline, now time.Time) string {
	from, to := pointWords(d.Start, d.StartTime, now), ""
	if d.End != "" {
		to = pointWords(d.End, d.EndTime, now)
		if day, clock := lastDay(d.End, d.EndTime); clock == "24:00" {
			to = pointWords(day, clock, now)
		}
	}
	switch {
	case from == "" && to == "":
		return "日付の記載なし"
	case d.Start == d.End && d.StartTime == d.EndTime:
		return from
	case from == "":
		return to + "まで"
	case to == "":
		return from + "から"
	}
	return from + "から" + to + "まで"
}

func pointWords(day jdate.Date, clock jdate.Clock, now time.Time) string {
	words := dayWords(day, now)
	if words != "" && clock != "" {
		words += " " + string(clock)
	}
	return words
}

func sumOf(a opportunity.Amount) sum {
	label := amountRoles[a.Role]
	if label == "" {
		label = amountRoles["other"]
	}
	return sum{a, label, yenWords(a.Yen) + perWords[a.Per] + taxWords[a.Tax]}
}
