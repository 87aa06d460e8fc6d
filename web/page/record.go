package page

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"time"

	"koubo/feeds"
	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/sources"
	"koubo/sources/municipality"
	"koubo/web/choice"
	"koubo/web/front"
	"koubo/web/response"
	"koubo/web/structured"
	"koubo/web/syndication"
	"koubo/web/wording"
)

type recordView struct {
	Frame
	card
	Steps     []wording.Step
	Off       bool // it ended: nobody is to act by its days
	Mentioned []wording.Mention
	Sums      []wording.Sum
	Revisions []wording.RevisionRow
	Published string
	Renewed   string // day the page says it was updated
	IssuerURL string // page of the body
	Visited   bool   // its source has a page; in a site of files all have one, since pages are made anew with their records alone
	Related   []relatedGroup
}

// record is the page of one opportunity, or one of the forms in which it can be followed.
func (s *Pages) record(w http.ResponseWriter, r *http.Request) error {
	if err := choice.WithoutParameters(r); err != nil {
		return err
	}
	id, form, isFeed := syndication.RecordForm(r.PathValue("id"))
	if isFeed {
		o, err := s.Find(id)
		if err != nil {
			return err
		}
		now := s.Now()
		if form.Calendar {
			return s.recordCalendar(w, r, o.At(now), now)
		}
		return s.RecordFeed(w, r, form, o.At(now), now)
	}
	base := s.Base(r)
	return s.Cached(w, r, base+front.RecordPath(id), func(_ context.Context, now time.Time) (response.Answer, time.Time, error) {
		return s.makeRecord(id, base, now)
	})
}

// makeRecord renders the page of one record. It holds for a minute at most: when the record was seen last moves by itself.
func (s *Pages) makeRecord(id, base string, now time.Time) (a response.Answer, until time.Time, err error) {
	o, err := s.Find(id)
	if err != nil {
		return a, until, err
	}
	o = o.At(now)
	view := s.recordView(o, base, now)
	if view.Related, err = s.relatedTo(o, now); err != nil {
		return a, until, err
	}
	a, err = s.page("record.html", view)
	return a, front.NextMinute(now), err
}

func (s *Pages) recordView(o opportunity.Opportunity, base string, now time.Time) recordView {
	title, issuer := wording.OneLine(o.Title, 80), wording.OneLine(o.Issuer.Name, 30)
	view := recordView{Frame: s.Frame("", ""), card: cardOf(o, nil, now),
		Revisions: wording.RevisionsOf(o), Published: wording.DayWords(o.Published, time.Time{}), Renewed: wording.DayWords(o.Updated, time.Time{})}
	view.Title = title + " — " + issuer
	if s.HasFeed(o, now) {
		view.Feeds = []syndication.FeedLink{{URL: front.RecordPath(o.ID) + ".atom", Label: "この案件の変更", MediaType: "application/atom+xml"}}
	}
	view.Canonical = base + s.File(front.RecordPath(o.ID))
	view.Description = recordWords(o, view.Due)
	view.Visited = s.Files || slices.ContainsFunc(s.Sources(), func(src sources.Source) bool { return src.ID == o.Source })
	view.IssuerURL = front.IssuerPath(o.Issuer.Code)
	site := ""
	if body, known := municipality.All().ByCode(o.Issuer.Code); known {
		site = wording.WebLink(body.Site)
	}
	view.Data = structured.Of(o, wording.OneLine(o.Title, 300), wording.OneLine(o.Summary, 500), wording.OneLine(o.Issuer.Name, 80), structured.Page{URL: view.Canonical, Source: wording.WebLink(o.URL), Body: site})
	_, view.Off = o.EndedAt()
	for _, d := range o.Deadlines {
		step := wording.StepOf(d, now)
		if view.Off {
			step.Left = ""
		}
		view.Steps = append(view.Steps, step)
	}
	slices.SortStableFunc(view.Steps, func(a, b wording.Step) int { return cmp.Compare(a.Moment(), b.Moment()) })
	view.Mentioned = wording.MentionsOf(o, now)
	for _, a := range o.Amounts {
		view.Sums = append(view.Sums, wording.SumOf(a))
	}
	return view
}

// recordWords say in a line who asks for what until when, for lists of search results and cards of shared links. No number of
// days left stands in it: they keep it for weeks.
func recordWords(o opportunity.Opportunity, d wording.Due) string {
	words := o.Issuer.Name + "の" + wording.LabelOr(o.Kind.Label(), "公募")
	if d.Day != "" && d.What != "" {
		words += "。" + d.What + "は" + wording.DayWords(jdate.Date(d.Day), time.Time{})
	}
	if o.Summary != "" {
		words += "。" + o.Summary
	}
	return wording.OneLine(words, 160)
}

// recordCalendar answers with the steps of one record as a calendar.
func (s *Pages) recordCalendar(w http.ResponseWriter, r *http.Request, o opportunity.Opportunity, now time.Time) error {
	body, err := s.makeRecordCalendar(o, s.Base(r), now)
	if err != nil {
		return err
	}
	response.Reply(w, r, response.Answer{Body: body, MediaType: "text/calendar; charset=utf-8", MaxAge: front.FeedAge, Open: true})
	return nil
}

func (s *Pages) makeRecordCalendar(o opportunity.Opportunity, base string, now time.Time) ([]byte, error) {
	c := feeds.Channel{Title: wording.OneLine(o.Title, 120), Subtitle: front.Tagline, Home: base, Suffix: s.Suffix(), Page: base + s.File(front.RecordPath(o.ID)), Self: base + front.RecordPath(o.ID) + ".ics", Updated: o.News().At,
		Now: now, Authority: s.Authority, Version: s.Version}
	return syndication.WriteCalendar(c, []opportunity.Opportunity{o})
}
