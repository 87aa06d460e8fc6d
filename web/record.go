package web

import (
	"context"
	"net/http"
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

// record is the page of one opportunity, or one of the forms in which it can be followed.
func (s *Pages) record(w http.ResponseWriter, r *http.Request) error {
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

// makeRecord renders the page of one record. It holds for a minute at most: when the record was seen last moves by itself.
func (s *Pages) makeRecord(id, base string, now time.Time) (a answer, until time.Time, err error) {
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

func (s *Pages) recordView(o opportunity.Opportunity, base string, now time.Time) recordView {
	title, issuer := oneLine(o.Title, 80), oneLine(o.Issuer.Name, 30)
	view := recordView{frame: s.frame("", ""), card: cardOf(o, nil, now),
		Revisions: revisionsOf(o), Published: dayWords(o.Published, time.Time{}), Renewed: dayWords(o.Updated, time.Time{})}
	view.Title = title + " — " + issuer
	if !s.files {
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
func (s *Pages) recordCalendar(w http.ResponseWriter, r *http.Request, o opportunity.Opportunity, now time.Time) error {
	body, err := s.makeRecordCalendar(o, s.base(r), now)
	if err != nil {
		return err
	}
	reply(w, r, answer{body: body, mediaType: "text/calendar; charset=utf-8", maxAge: feedAge, open: true})
	return nil
}

func (s *Pages) makeRecordCalendar(o opportunity.Opportunity, base string, now time.Time) ([]byte, error) {
	c := feeds.Channel{Title: oneLine(o.Title, 120), Subtitle: tagline, Home: base, Suffix: s.suffix(), Self: base + recordPath(o.ID) + ".ics", Updated: o.News().At,
		Now: now, Authority: s.Authority, Version: s.Version}
	return writeCalendar(c, []opportunity.Opportunity{o})
}
