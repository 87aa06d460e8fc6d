// Package syndication serves selections to programs: feeds, calendars, reminders, tables, and what can be subscribed to.
package syndication

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"time"

	"koubo/feeds"
	"koubo/opportunity"
	"koubo/store/selection"
	"koubo/web/choice"
	"koubo/web/fileaddress"
	"koubo/web/front"
	"koubo/web/response"
	"koubo/web/wording"
)

// Records in one answer: usual where the request names no limit, and at most.
const (
	entriesUsual = 200
	EntriesMost  = 1000
	exportMost   = 10_000
	ReadAtOnce   = 500 // records asked of the store at a time
)

// Feeds are the feeds, calendars and tables of a front.
type Feeds struct{ *front.Site }

// FeedRoutes are their addresses.
func (s *Feeds) FeedRoutes() map[string]response.Handler {
	table := map[string]response.Handler{"/opml.xml": s.opml}
	for _, f := range FeedForms {
		table[f.Path] = s.feed(f)
	}
	for _, f := range ReminderForms {
		table[f.Path] = s.reminders(f)
	}
	return table
}

// NewsFeeds are the feeds of a selection that the page offers to the browser: one of each format, in a site of files none where
// it has none.
func (s *Feeds) NewsFeeds(q opportunity.Query) []FeedLink {
	links := feedLinks(q)[:3]
	if _, ok := fileaddress.Of(links[0].URL); s.Files && !ok {
		return nil
	}
	return links
}

// feedAddress is the address of a feed of a selection, from its first page on.
func feedAddress(path string, q opportunity.Query) string {
	q.Cursor, q.Limit, q.Sort = "", 0, opportunity.ByRevised
	return choice.Address(path, q)
}

// feed serves one format of the selection that the parameters describe.
func (s *Feeds) feed(f FeedForm) response.Handler {
	switch {
	case f.Calendar:
		return s.calendar(f)
	case f.Export:
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
		write := s.MakeFeed
		if changes {
			q.Sort, write = opportunity.ByRevised, s.makeChanges
		}
		key := s.Base(r) + f.own(q)
		if changes {
			key = eachChange(key)
		}
		return s.CachedLong(w, r, key, func(ctx context.Context, now time.Time) (response.Answer, time.Time, error) {
			q.EndedSince = opportunity.EndedSince(now)
			return write(ctx, r, f, q, now)
		})
	}
}

// selection takes the selection of a feed out of a request. take removes the parameters that are the feed's own, which also
// names.
func (f FeedForm) selection(w http.ResponseWriter, r *http.Request, take func(url.Values) error, also ...string) (q opportunity.Query, err error) {
	response.Share(w.Header())
	values, err := choice.ParametersOf(r)
	if err == nil {
		err = take(values)
	}
	if err == nil {
		q, err = choice.SelectionOf(values, also...)
	}
	if err == nil {
		err = choice.Limited(&q, f.Usual, f.most)
	}
	return q, err
}

// export serves the selection as a table, all of it where no number of records is asked for.
func (s *Feeds) export(f FeedForm) response.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		response.Share(w.Header())
		q, err := choice.QueryOf(r)
		everything := q.Limit == 0
		if err == nil {
			err = choice.Limited(&q, f.Usual, f.most)
		}
		if err != nil {
			return err
		}
		if everything {
			return s.exportAll(w, r, f, q)
		}
		a, _, err := s.MakeFeed(r.Context(), r, f, q, s.Now()) // not kept: when each record was seen last moves without a change
		if err == nil {
			response.Reply(w, r, a)
		}
		return err
	}
}

// MakeFeed writes a feed of q, and tells until when it holds.
func (s *Feeds) MakeFeed(ctx context.Context, r *http.Request, f FeedForm, q opportunity.Query, now time.Time) (response.Answer, time.Time, error) {
	found, channel, a, err := s.begin(ctx, r, f, q, now)
	if err != nil {
		return response.Answer{}, time.Time{}, err
	}
	if found.Next != "" && !s.Files {
		channel.Next = s.Base(r) + f.pageAfter(q, found.Next)
		a.Link = nextLink(channel.Next)
	}
	a.Link = discovery(channel, a.Link)
	if a.Body, err = response.Body(func(b *bytes.Buffer) error { return f.format().Write(b, channel, found.Items) }); err != nil {
		return response.Answer{}, time.Time{}, err
	}
	until, err := s.Holds(q, found.Items, now)
	return a, until, err
}

// begin reads the records of a feed of q, describes it, and starts the answer that lacks its body and the link to the next.
func (s *Feeds) begin(ctx context.Context, r *http.Request, f FeedForm, q opportunity.Query, now time.Time) (found selection.Result, c feeds.Channel, a response.Answer, err error) {
	if found, err = s.gather(ctx, q, now); err != nil {
		return found, c, a, err
	}
	if c, err = s.channel(r, f, q, now); err != nil {
		return found, c, a, err
	}
	return found, c, response.Answer{MediaType: f.format().MediaType, Modified: now, MaxAge: front.FeedAge, Open: true}, nil
}

// channel describes a feed of q.
func (s *Feeds) channel(r *http.Request, f FeedForm, q opportunity.Query, now time.Time) (feeds.Channel, error) {
	change, err := s.LastChange()
	title := "koubo 自治体の公募"
	if active := choice.ActiveOf(q); len(active) > 0 {
		title += "：" + wording.OneLine(choice.LabelsOf(active), 120)
	}
	page := q
	page.Limit, page.Cursor = 0, ""
	return feeds.Channel{Title: title, Subtitle: front.Tagline, Home: s.Base(r), Suffix: s.Suffix(), Page: s.Base(r) + s.File(choice.Address("/", page)), Self: s.Base(r) + s.File(f.own(q)), Updated: change,
		Now: now, Authority: s.Authority, Version: s.Version, Hub: s.hubOf(f, q)}, err
}

// gather reads up to q.Limit records. A feed does not tell how many there are in all: they are not counted.
func (s *Feeds) gather(ctx context.Context, q opportunity.Query, now time.Time) (all selection.Result, err error) {
	q.Uncounted = true
	all.Items, all.Next, err = inPortions(ctx, q, func(q opportunity.Query) ([]opportunity.Opportunity, string, error) {
		part, err := s.Query(q, now)
		return part.Items, part.Next, err
	})
	return all, err
}

// inPortions reads up to q.Limit items, so that no transaction of the store stays open for long. next is the cursor behind
// them, "" where nothing follows.
func inPortions[T any](ctx context.Context, q opportunity.Query, read func(opportunity.Query) (items []T, next string, err error)) (all []T, next string, err error) {
	for want := q.Limit; ; {
		q.Limit = min(want-len(all), ReadAtOnce)
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
	response.Share(w.Header())
	if err := choice.WithoutParameters(r); err != nil {
		return err
	}
	body, err := s.MakeOPML(s.Base(r))
	if err != nil {
		return err
	}
	response.Reply(w, r, response.Answer{Body: body, MediaType: "text/x-opml; charset=utf-8", MaxAge: front.FeedAge})
	return nil
}

// MakeOPML lists the feeds below the address base.
func (s *Feeds) MakeOPML(base string) ([]byte, error) {
	outlines := feeds.SubFeeds(func(q opportunity.Query) string { return base + s.File(choice.Address("/feed.atom", q)) }, wording.PrefectureNames())
	var body bytes.Buffer
	err := feeds.OPML(&body, feeds.Channel{Title: "koubo 自治体の公募", Home: base, Self: base + "/opml.xml"}, outlines)
	return body.Bytes(), err
}
