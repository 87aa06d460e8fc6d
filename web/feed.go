package web

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"koubo/feeds"
	"koubo/opportunity"
	"koubo/store/selection"
	"koubo/web/fileaddress"
)

// Records in one answer: usual where the request names no limit, and at most.
const (
	entriesUsual = 200
	entriesMost  = 1000
	exportMost   = 10_000
	readAtOnce   = 500 // records asked of the store at a time
)

// Feeds are the feeds, calendars and tables of a front.
type Feeds struct{ *Site }

// feedRoutes are their addresses.
func (s *Feeds) feedRoutes() map[string]handler {
	table := map[string]handler{"/opml.xml": s.opml}
	for _, f := range feedForms {
		table[f.path] = s.feed(f)
	}
	for _, f := range reminderForms {
		table[f.path] = s.reminders(f)
	}
	return table
}

// feedForm is one format at its address.
type feedForm struct {
	path, label string
	extension   string // of the format in feeds.Formats
	usual, most int
	calendar    bool
	export      bool
}

// feedForms are the addresses of the selection, in the order in which they are offered.
var feedForms = []feedForm{
	{"/feed.atom", "Atom", ".atom", entriesUsual, entriesMost, false, false},
	{"/feed.rss", "RSS", ".rss", entriesUsual, entriesMost, false, false},
	{"/feed.json", "JSON Feed", ".json", entriesUsual, entriesMost, false, false},
	{"/deadlines.ics", "カレンダー", ".ics", exportMost, exportMost, true, false},
	{"/export.csv", "CSV", ".csv", exportMost, exportMost, false, true},
	{"/export.jsonl", "JSON Lines", ".jsonl", exportMost, exportMost, false, true},
}

// feedLink offers one format of a selection.
type feedLink struct {
	URL, Label, MediaType string
	calendar, export      bool // as in feedForm
}

func feedLinks(q opportunity.Query) []feedLink {
	var links []feedLink
	for _, f := range feedForms {
		links = append(links, feedLink{feedAddress(f.path, q), f.label, f.mediaType(), f.calendar, f.export})
	}
	return links
}

// newsFeeds are the feeds of a selection that the page offers to the browser: one of each format, in a site of files none where
// it has none.
func (s *Feeds) newsFeeds(q opportunity.Query) []feedLink {
	links := feedLinks(q)[:3]
	if _, ok := fileaddress.Of(links[0].URL); s.files && !ok {
		return nil
	}
	return links
}

// feedAddress is the address of a feed of a selection, from its first page on.
func feedAddress(path string, q opportunity.Query) string {
	q.Cursor, q.Limit, q.Sort = "", 0, opportunity.ByRevised
	return address(path, q)
}

// own is the address of a feed of q, without the number of records that is usual there.
func (f feedForm) own(q opportunity.Query) string {
	if q.Limit == f.usual {
		q.Limit = 0
	}
	return address(f.path, q)
}

// pageAfter is the address of the page of a feed of q that a cursor names.
func (f feedForm) pageAfter(q opportunity.Query, cursor string) string {
	q.Cursor = cursor
	return f.own(q)
}

// mediaType is that of the format without parameters: readers that look for feeds compare it so.
func (f feedForm) mediaType() string {
	mediaType, _, _ := strings.Cut(f.format().MediaType, ";")
	return mediaType
}

func (f feedForm) format() feeds.Format {
	for _, known := range feeds.Formats() {
		if known.Extension == f.extension {
			return known
		}
	}
	return feeds.Formats()[0]
}

var anyOrigin = []string{"*"}

// feed serves one format of the selection that the parameters describe.
func (s *Feeds) feed(f feedForm) handler {
	switch {
	case f.calendar:
		return s.calendar(f)
	case f.export:
		return s.export(f)
	}
	return func(w http.ResponseWriter, r *http.Request) error {
		changes := false
		q, err := f.selection(w, r, func(values url.Values) (err error) {
			changes, err = changeView(values)
			return err
		}, "changes")
		if err != nil {
			return err
		}
		write := s.makeFeed
		if changes {
			q.Sort, write = opportunity.ByRevised, s.makeChanges
		}
		key := s.base(r) + f.own(q)
		if changes {
			key = eachChange(key)
		}
		return s.cached(w, r, key, func(ctx context.Context, now time.Time) (answer, time.Time, error) {
			q.CalledOffSince = opportunity.CalledOffSince(now)
			return write(ctx, r, f, q, now)
		})
	}
}

// selection takes the selection of a feed out of a request. take removes the parameters that are the feed's own, which also
// names.
func (f feedForm) selection(w http.ResponseWriter, r *http.Request, take func(url.Values) error, also ...string) (q opportunity.Query, err error) {
	w.Header()["Access-Control-Allow-Origin"] = anyOrigin
	values, err := parametersOf(r)
	if err == nil {
		err = take(values)
	}
	if err == nil {
		q, err = selectionOf(values, also...)
	}
	if err == nil {
		err = limited(&q, f.usual, f.most)
	}
	return q, err
}

// export serves the selection as a table, all of it where no number of records is asked for.
func (s *Feeds) export(f feedForm) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		w.Header()["Access-Control-Allow-Origin"] = anyOrigin
		q, err := queryOf(r)
		everything := q.Limit == 0
		if err == nil {
			err = limited(&q, f.usual, f.most)
		}
		if err != nil {
			return err
		}
		if everything {
			return s.exportAll(w, r, f, q)
		}
		a, _, err := s.makeFeed(r.Context(), r, f, q, s.Now()) // not kept: when each record was seen last moves without a change
		if err == nil {
			reply(w, r, a)
		}
		return err
	}
}

// makeFeed writes a feed of q, and tells until when it holds.
func (s *Feeds) makeFeed(ctx context.Context, r *http.Request, f feedForm, q opportunity.Query, now time.Time) (answer, time.Time, error) {
	found, channel, a, err := s.begin(ctx, r, f, q, now)
	if err != nil {
		return answer{}, time.Time{}, err
	}
	if found.Next != "" && !s.files {
		channel.Next = s.base(r) + f.pageAfter(q, found.Next)
		a.link = nextLink(channel.Next)
	}
	a.link = discovery(channel, a.link)
	var body bytes.Buffer
	if err := f.format().Write(&body, channel, found.Items); err != nil {
		return answer{}, time.Time{}, err
	}
	a.body = body.Bytes()
	until, err := s.holds(q, found.Items, now)
	return a, until, err
}

// begin reads the records of a feed of q, describes it, and starts the answer that lacks its body and the link to the next.
func (s *Feeds) begin(ctx context.Context, r *http.Request, f feedForm, q opportunity.Query, now time.Time) (found selection.Result, c feeds.Channel, a answer, err error) {
	if found, err = s.gather(ctx, q, now); err != nil {
		return found, c, a, err
	}
	if c, err = s.channel(r, f, q, now); err != nil {
		return found, c, a, err
	}
	return found, c, answer{mediaType: f.format().MediaType, modified: modified(c.Updated, now), maxAge: feedAge, open: true}, nil
}

// channel describes a feed of q.
func (s *Feeds) channel(r *http.Request, f feedForm, q opportunity.Query, now time.Time) (feeds.Channel, error) {
	change, err := s.lastChange()
	title := "koubo 自治体の公募"
	if active := activeOf(q); len(active) > 0 {
		title += "：" + oneLine(labelsOf(active), 120)
	}
	page := q
	page.Limit, page.Cursor = 0, ""
	return feeds.Channel{Title: title, Subtitle: tagline, Home: s.base(r), Suffix: s.suffix(), Page: s.base(r) + s.file(address("/", page)), Self: s.base(r) + s.file(f.own(q)), Updated: change,
		Now: now, Authority: s.Authority, Version: s.Version, Hub: s.hubOf(f, q)}, err
}

// gather reads up to q.Limit records. A feed does not tell how many there are in all: they are not counted.
func (s *Feeds) gather(ctx context.Context, q opportunity.Query, now time.Time) (all selection.Result, err error) {
	q.Uncounted = true
	all.Items, all.Next, err = inPortions(ctx, q, func(q opportunity.Query) ([]opportunity.Opportunity, string, error) {
		part, err := s.query(q, now)
		return part.Items, part.Next, err
	})
	return all, err
}

// inPortions reads up to q.Limit items, so that no transaction of the store stays open for long. next is the cursor behind
// them, "" where nothing follows.
func inPortions[T any](ctx context.Context, q opportunity.Query, read func(opportunity.Query) (items []T, next string, err error)) (all []T, next string, err error) {
	for want := q.Limit; ; {
		q.Limit = min(want-len(all), readAtOnce)
		part, next, err := read(q)
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return all, "", err
		}
		all, q.Cursor = append(all, part...), next
		if next == "" || len(all) >= want {
			return all, next, nil
		}
	}
}

// opml lists the feeds one may subscribe to: everything, each kind, each prefecture.
func (s *Feeds) opml(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Access-Control-Allow-Origin", "*")
	body, err := s.makeOPML(s.base(r))
	if err != nil {
		return err
	}
	reply(w, r, answer{body: body, mediaType: "text/x-opml; charset=utf-8", maxAge: feedAge})
	return nil
}

func (s *Feeds) makeOPML(base string) ([]byte, error) {
	outlines := feeds.SubFeeds(func(q opportunity.Query) string { return base + s.file(address("/feed.atom", q)) }, prefectureNames())
	var body bytes.Buffer
	err := feeds.OPML(&body, feeds.Channel{Title: "koubo 自治体の公募", Home: base, Self: base + "/opml.xml"}, outlines)
	return body.Bytes(), err
}
