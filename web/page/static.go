package page

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/web/choice"
	"koubo/web/front"
	"koubo/web/month"
	"koubo/web/syndication"
)

// Static renders what a front answers as the files of a site, which any web server carries: through the same views and
// templates, with the addresses of files. What moves with each visit and not with the records (when a record was seen last,
// when a source was read) is left out, so that a file changes when something that it tells changes. Its methods may be called
// from many goroutines at once.
type Static struct{ *Pages }

// Asset is a file that pages load, under a name that changes with it.
type Asset struct {
	Path string // within the site
	Body []byte
}

// NewStatic returns the renderer of a site of files. BaseURL, Records, Visits and Now of the configuration must be given.
func NewStatic(cfg front.Config) Static {
	return Static{New(front.New(cfg, true))}
}

// named is an asset whose path, and not a parameter, changes with it: a server of files may leave parameters out of account.
func (a asset) named() asset {
	stem, extension, _ := strings.Cut(a.path, ".")
	a.path = stem + "-" + a.version + "." + extension
	a.address = a.path
	return a
}

// Assets are the files that pages load.
func (s Static) Assets() []Asset {
	return []Asset{{s.style.path, s.style.body}, {s.script.path, s.script.body}, {s.copier.path, s.copier.body}, {"/favicon.ico", faviconBytes}}
}

// Fingerprint changes where the program, and not the records, would make other pages.
func (s Static) Fingerprint() string {
	var b bytes.Buffer
	entries, _ := templateFiles.ReadDir("templates") // embedded
	for _, e := range entries {
		text, _ := templateFiles.ReadFile("templates/" + e.Name())
		b.Write(text)
	}
	fmt.Fprint(&b, s.BaseURL, s.Authority, s.Version, s.style.version, s.script.version, s.copier.version)
	return loadAsset("", "", b.Bytes()).version
}

// Record renders the page of a record that At has filled.
func (s Static) Record(o opportunity.Opportunity, now time.Time) ([]byte, error) {
	view := s.recordView(o, s.BaseURL, now)
	for _, q := range relatedQueries(o) { // what they hold moves with other records
		view.Related = append(view.Related, relatedGroup{Title: q.title, More: cmp.Or(q.more, choice.Address("/", q.query))})
	}
	return s.Render("record.html", view)
}

// RecordCalendar writes the calendar of a record's steps, nil where it has none.
func (s Static) RecordCalendar(o opportunity.Opportunity, now time.Time) ([]byte, error) {
	if len(o.KnownDeadlines()) == 0 {
		return nil, nil
	}
	return s.makeRecordCalendar(o, s.BaseURL, now)
}

// Card renders a record as lists of results show it.
func (s Static) Card(o opportunity.Opportunity, now time.Time) (string, error) {
	body, err := s.Render("card", cardOf(o, nil, now))
	return string(body), err
}

// List renders the page of a selection: the search with its first results.
func (s Static) List(q opportunity.Query, now time.Time) ([]byte, error) {
	q.Limit, q.Faceted = cardsPerPage, true
	a, _, err := s.makeIndex(q, s.BaseURL, now)
	return a.Body, err
}

// Issuer renders the page of a body.
func (s Static) Issuer(code string, now time.Time) ([]byte, error) {
	a, _, err := s.makeIssuer(code, s.BaseURL, now)
	return a.Body, err
}

// Day renders the page of a day, the present one for "". It leads to no day before first.
func (s Static) Day(ctx context.Context, day, first jdate.Date, now time.Time) ([]byte, error) {
	q := opportunity.Query{AllStages: true, AllStatuses: true, Sort: opportunity.ByRevised}
	view, _, err := s.dayView(ctx, q, day, s.BaseURL, now)
	if err != nil {
		return nil, err
	}
	if view.Earlier < dayPath(first) {
		view.Earlier = ""
	}
	return s.Render("today.html", view)
}

// Months are the months whose pages a site has: the one before the present one, that one, and a year of what is to come.
func Months(now time.Time) (all []month.Month) {
	m := month.OfDay(jdate.DateOf(now))
	if before, ok := m.Previous(); ok {
		all = append(all, before)
	}
	for range 13 {
		all = append(all, m)
		m, _ = m.Next()
	}
	return all
}

// Month renders the page of a month of Months.
func (s Static) Month(m month.Month, now time.Time) ([]byte, error) {
	q := opportunity.Query{Sort: opportunity.ByRevised}
	view, _, err := s.monthView(q, m, s.BaseURL, now)
	if err != nil {
		return nil, err
	}
	all := Months(now)
	if m == all[0] {
		view.Before = ""
	}
	if m == all[len(all)-1] {
		view.After = ""
	}
	return s.Render("calendar.html", view)
}

// Map renders the map of the prefectures.
func (s Static) Map(now time.Time) ([]byte, error) {
	a, _, err := s.makeMap(opportunity.Query{Sort: opportunity.ByRevised}, s.BaseURL, now)
	return a.Body, err
}

// Sources renders the page that tells how the sources fare.
func (s Static) Sources() ([]byte, error) {
	rows, err := s.sourceRows()
	if err != nil {
		return nil, err
	}
	return s.Render("sources.html", sourceListView{Frame: s.Frame("巡回先の状態", "sources"), Rows: rows, All: len(rows), Tally: tallies(rows, "", "")})
}

// Feed writes a feed of a selection in one of the formats of feeds.Formats, named by its extension; nil where that is none of
// the formats in which records are followed.
func (s Static) Feed(ctx context.Context, extension string, q opportunity.Query, now time.Time) ([]byte, error) {
	for _, f := range syndication.FeedForms {
		if f.Extension != extension || f.Export {
			continue
		}
		q.Limit = f.Usual
		if f.Calendar {
			q.Sort = opportunity.ByDeadline
			a, _, err := s.MakeCalendar(ctx, nil, f, q, syndication.StepView{Roles: syndication.CalendarRoles, Name: "within"}, now)
			return a.Body, err
		}
		q.EndedSince = opportunity.EndedSince(now)
		a, _, err := s.MakeFeed(ctx, nil, f, q, now)
		return a.Body, err
	}
	return nil, nil
}

// RecordFeed writes the feed of a record that At has filled; nil where it has none.
func (s Static) RecordFeed(o opportunity.Opportunity, now time.Time) ([]byte, error) {
	if !s.HasFeed(o, now) {
		return nil, nil
	}
	return s.MakeRecordFeed(syndication.FeedForms[0], o, s.BaseURL, now)
}

// Reminders writes the reminders of a selection in one of the formats of feeds.Formats, named by its extension; nil where that is
// none of theirs.
func (s Static) Reminders(ctx context.Context, extension string, q opportunity.Query, now time.Time) ([]byte, error) {
	for _, f := range syndication.ReminderForms {
		if f.Extension != extension {
			continue
		}
		q.Limit, q.Sort = f.Usual, opportunity.ByRevised
		a, _, err := s.MakeReminders(ctx, nil, f, q, syndication.UsualReminders(), now)
		return a.Body, err
	}
	return nil, nil
}

// OPML lists the feeds by kind and by prefecture.
func (s Static) OPML() ([]byte, error) { return s.MakeOPML(s.BaseURL) }

// SitemapPages lists the pages that are no record's.
func (s Static) SitemapPages() []byte { return s.makeSitemapPages(s.BaseURL) }

// Robots is the file for crawlers of search engines, which read it at the root of a host alone.
func (s Static) Robots() []byte {
	return []byte("User-agent: *\nAllow: /\n\nSitemap: " + s.BaseURL + "/sitemap.xml\n")
}
