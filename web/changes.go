package web

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
	"koubo/store"
)

// changeView reports whether a feed is asked for with an entry for each change (changes=entries), and takes that parameter
// out of those of its selection.
func changeView(values url.Values) (bool, error) {
	given := takeOut(values, "changes")
	if given != "" && given != "entries" {
		return false, badRequest("条件「changes」に使える値は entries だけです。", `The parameter "changes" can only be "entries".`)
	}
	return given != "", nil
}

// eachChange is the address of a feed with an entry for each change.
func eachChange(address string) string { return withParameter(address, "changes", "entries") }

// withParameter adds one parameter to an address.
func withParameter(address, name, value string) string {
	joint := "?"
	if strings.Contains(address, "?") {
		joint = "&"
	}
	return address + joint + url.Values{name: {value}}.Encode()
}

// makeChanges writes a feed of what was told of the records of q, an entry each, and tells until when it holds.
func (s *site) makeChanges(ctx context.Context, r *http.Request, f feedForm, q opportunity.Query, now time.Time) (answer, time.Time, error) {
	var records []opportunity.Opportunity
	var entries []feeds.Entry
	found, err := s.gatherNews(ctx, q, now)
	if err != nil {
		return answer{}, time.Time{}, err
	}
	for _, told := range found.Items {
		records, entries = append(records, told.Record), append(entries, feeds.Change(told.Record, told.News))
	}
	c, err := s.channel(r, f, q, now)
	if err != nil {
		return answer{}, time.Time{}, err
	}
	c.Title, c.Self, c.Hub = c.Title+"（変更ごと）", eachChange(c.Self), ""
	a := answer{mediaType: f.format().MediaType, modified: modified(c.Updated, now), maxAge: feedAge, open: true}
	if found.Next != "" {
		c.Next = s.base(r) + eachChange(f.pageAfter(q, found.Next))
		a.link = nextLink(c.Next)
	}
	if a.body, err = writeEntries(f, c, slices.Values(entries)); err != nil {
		return answer{}, time.Time{}, err
	}
	until, err := s.holds(q, records, now)
	return a, until, err
}

// gatherNews reads up to q.Limit news.
func (s *site) gatherNews(ctx context.Context, q opportunity.Query, now time.Time) (all store.NewsResult, err error) {
	all.Items, all.Next, err = inPortions(ctx, q, func(q opportunity.Query) ([]store.Told, string, error) {
		part, err := s.Records.News(q, now)
		return part.Items, part.Next, cursorFailure(err)
	})
	return all, err
}

func writeEntries(f feedForm, c feeds.Channel, entries iter.Seq[feeds.Entry]) ([]byte, error) {
	var body bytes.Buffer
	err := f.format().Entries(&body, c, entries)
	return body.Bytes(), err
}

// nextLink is the header Link that leads to the next page.
func nextLink(address string) string { return "<" + address + `>; rel="next"` }

// recordForm splits the name of a record's page from the extension of a format in which it can be had, "" for the page.
func recordForm(name string) (id string, f feedForm, asked bool) {
	for _, f := range feedForms {
		if id, found := strings.CutSuffix(name, f.extension); found && !f.export {
			return id, f, true
		}
	}
	return name, f, false
}

// recordFeed answers with one record as it is now, and each thing that was told of it, newest first.
func (s *site) recordFeed(w http.ResponseWriter, r *http.Request, f feedForm, o opportunity.Opportunity, now time.Time) error {
	body, err := s.makeRecordFeed(f, o, s.base(r), now)
	if err != nil {
		return err
	}
	reply(w, r, answer{body: body, mediaType: f.format().MediaType, maxAge: feedAge, open: true})
	return nil
}

func (s *site) makeRecordFeed(f feedForm, o opportunity.Opportunity, base string, now time.Time) ([]byte, error) {
	path := recordPath(o.ID)
	c := feeds.Channel{Title: oneLine(o.Title, 120) + "の変更", Subtitle: tagline, Home: base, Suffix: s.suffix(), Page: base + s.file(path), Self: base + path + f.extension, Updated: o.News().At,
		Now: now, Authority: s.Authority, Version: s.Version}
	entries := []feeds.Entry{feeds.Now(o)}
	for _, n := range slices.Backward(o.Told()) {
		entries = append(entries, feeds.Change(o, n))
	}
	return writeEntries(f, c, slices.Values(entries))
}
