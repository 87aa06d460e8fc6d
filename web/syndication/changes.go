package syndication

import (
	"bytes"
	"context"
	"iter"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"koubo/feeds"
	"koubo/opportunity"
	"koubo/store/selection"
	"koubo/web/choice"
	"koubo/web/front"
	"koubo/web/response"
	"koubo/web/wording"
)

// changeView reports whether a feed is asked for with an entry for each change (changes=entries), and takes that parameter
// out of those of its selection.
func changeView(values url.Values) (bool, error) {
	given := choice.TakeOut(values, "changes")
	if given != "" && given != "entries" {
		return false, response.BadRequest("条件「changes」に使える値は entries だけです。", `The parameter "changes" can only be "entries".`)
	}
	return given != "", nil
}

// eachChange is the address of a feed with an entry for each change.
func eachChange(address string) string { return choice.WithParameter(address, "changes", "entries") }

// makeChanges writes a feed of what was told of the records of q, an entry each, and tells until when it holds.
func (s *Feeds) makeChanges(ctx context.Context, r *http.Request, f FeedForm, q opportunity.Query, now time.Time) (response.Answer, time.Time, error) {
	var records []opportunity.Opportunity
	var entries []feeds.Entry
	found, err := s.GatherNews(ctx, q, now)
	if err != nil {
		return response.Answer{}, time.Time{}, err
	}
	for _, told := range found.Items {
		records, entries = append(records, told.Record), append(entries, feeds.Change(told.Record, told.News))
	}
	c, err := s.channel(r, f, q, now)
	if err != nil {
		return response.Answer{}, time.Time{}, err
	}
	c.Title, c.Self, c.Hub = c.Title+"（変更ごと）", eachChange(c.Self), ""
	a := response.Answer{MediaType: f.format().MediaType, Modified: now, MaxAge: front.FeedAge, Open: true}
	if found.Next != "" {
		c.Next = s.Base(r) + eachChange(f.pageAfter(q, found.Next))
		a.Link = nextLink(c.Next)
	}
	if a.Body, err = writeEntries(f, c, slices.Values(entries)); err != nil {
		return response.Answer{}, time.Time{}, err
	}
	until, err := s.Holds(q, records, now)
	return a, until, err
}

// GatherNews reads up to q.Limit news.
func (s *Feeds) GatherNews(ctx context.Context, q opportunity.Query, now time.Time) (all selection.NewsResult, err error) {
	all.Items, all.Next, err = inPortions(ctx, q, func(q opportunity.Query) ([]selection.Told, string, error) {
		part, err := s.Records.News(q, now)
		return part.Items, part.Next, choice.CursorFailure(err)
	})
	return all, err
}

func writeEntries(f FeedForm, c feeds.Channel, entries iter.Seq[feeds.Entry]) ([]byte, error) {
	return response.Body(func(b *bytes.Buffer) error { return f.format().Entries(b, c, entries) })
}

// nextLink is the header Link that leads to the next page.
func nextLink(address string) string { return "<" + address + `>; rel="next"` }

// RecordForm splits the name of a record's page from the extension of a format in which it can be had, "" for the page.
func RecordForm(name string) (id string, f FeedForm, asked bool) {
	for _, f := range FeedForms {
		if id, found := strings.CutSuffix(name, f.Extension); found && !f.Export {
			return id, f, true
		}
	}
	return name, f, false
}

// RecordFeed answers with one record as it is now, and each thing that was told of it, newest first.
func (s *Feeds) RecordFeed(w http.ResponseWriter, r *http.Request, f FeedForm, o opportunity.Opportunity, now time.Time) error {
	body, err := s.MakeRecordFeed(f, o, s.Base(r), now)
	if err != nil {
		return err
	}
	response.Reply(w, r, response.Answer{Body: body, MediaType: f.format().MediaType, MaxAge: front.FeedAge, Open: true})
	return nil
}

// MakeRecordFeed writes the feed of a record below the address base.
func (s *Feeds) MakeRecordFeed(f FeedForm, o opportunity.Opportunity, base string, now time.Time) ([]byte, error) {
	path := front.RecordPath(o.ID)
	c := feeds.Channel{Title: wording.OneLine(o.Title, 120) + "の変更", Subtitle: front.Tagline, Home: base, Suffix: s.Suffix(), Page: base + s.File(path), Self: base + path + f.Extension, Updated: o.News().At,
		Now: now, Authority: s.Authority, Version: s.Version}
	entries := []feeds.Entry{feeds.Now(o)}
	for _, n := range slices.Backward(o.Told()) {
		entries = append(entries, feeds.Change(o, n))
	}
	return writeEntries(f, c, slices.Values(entries))
}
