package crawler

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"koubo/crawler/fetch"
	"koubo/crawler/hostframe"
	"koubo/opportunity"
	"koubo/sources"
)

// web answers requests by their addresses, a missing one with 404, and remembers them.
type web struct {
	pages map[string]string // body, a status, or that its server is down, by address
	asked []*http.Request
}

func (w *web) RoundTrip(req *http.Request) (*http.Response, error) {
	resp := &http.Response{StatusCode: http.StatusNotFound, Header: http.Header{"Content-Type": {"text/html; charset=utf-8"}}, Request: req, Body: http.NoBody}
	if strings.HasSuffix(req.URL.Path, "/robots.txt") {
		return resp, nil
	}
	w.asked = append(w.asked, req)
	if body, ok := w.pages[req.URL.String()]; body == "down" {
		return nil, errors.New("no route to host")
	} else if ok {
		resp.StatusCode = http.StatusOK
		if _, err := fmt.Sscanf(body, "status %d", &resp.StatusCode); err != nil {
			resp.Body = io.NopCloser(strings.NewReader(body))
		}
	}
	return resp, nil
}

// paths are those of the requests, in their order.
func (w *web) paths() string {
	var all []string
	for _, req := range w.asked {
		all = append(all, req.URL.Path)
	}
	return strings.Join(all, " ")
}

// readerOf is a reader of a source's visit on a web.
func readerOf(w *web, src sources.Source) *reader {
	network := fetch.NewNetwork(fetch.Options{UserAgent: "koubo/test", Timeout: time.Minute, MaxBody: 1 << 20, Transport: w, Clock: fetch.SystemClock{}, Hosts: noHosts{}})
	return &reader{
		Crawler: &Crawler{opt: withDefaults(Options{}), parsers: newParsers(1), clock: fetch.SystemClock{}}, src: src, at: planAt,
		client: network.Client(fetch.ClientOptions{Once: true}), frame: hostframe.New(noFrames{}).Visit(),
	}
}

// TestHowAnEntryIsAskedFor: conditionally where what was read then is worth comparing with and a 304 can be trusted.
func TestHowAnEntryIsAskedFor(t *testing.T) {
	full := sources.Validator{ETag: `"1"`, LastModified: "Wed, 25 Nov 2026 01:00:00 GMT", Items: 5, Whole: planAt}
	with := func(change func(*sources.Validator)) sources.Validator { v := full; change(&v); return v }
	keyed := sources.Source{Platform: "joruri"}
	for name, c := range map[string]struct {
		src    sources.Source
		before sources.Validator
		feed   bool
		want   bool
	}{
		"as before":                       {sources.Source{}, full, false, true},
		"read by other keys":              {keyed, full, false, false},
		"a feed, whose keys do not count": {keyed, full, true, true},
		"read by the same keys":           {keyed, with(func(v *sources.Validator) { v.Reading = readingOf(keyed) }), false, true},
		"it held nothing":                 {sources.Source{}, with(func(v *sources.Validator) { v.Items = 0 }), false, false},
		"it held nothing, which may be":   {sources.Source{MayBeEmpty: true}, with(func(v *sources.Validator) { v.Items = 0 }), false, true},
		"unconditional":                   {sources.Source{Unconditional: true}, full, false, false},
		"found untrue":                    {sources.Source{}, with(func(v *sources.Validator) { v.Untrue = planAt.Add(-untrueFor + 1) }), false, false},
		"found untrue long ago":           {sources.Source{}, with(func(v *sources.Validator) { v.Untrue = planAt.Add(-untrueFor) }), false, true},
		"to be checked":                   {sources.Source{}, with(func(v *sources.Validator) { v.Confirmed = 1 }), false, false},
		"just checked":                    {sources.Source{}, with(func(v *sources.Validator) { v.Confirmed = 2 }), false, true},
	} {
		w := &web{}
		r := readerOf(w, c.src)
		if _, err := r.getEntry(t.Context(), &entry{url: "https://a.jp/list", feed: c.feed, before: c.before}); err != nil {
			t.Fatal(err)
		}
		h := w.asked[0].Header
		if match, since := h.Get("If-None-Match") != "", h.Get("If-Modified-Since") != ""; match != c.want || since != c.want {
			t.Errorf("%s: asked conditionally %v, %v", name, match, since)
		}
	}
}

// TestTheSameBytesAreNoNews, unless they are read otherwise or held nothing; whoever asks without validators compares them, too.
func TestTheSameBytesAreNoNews(t *testing.T) {
	const body = "<h1>募集</h1>"
	before := sources.Validator{ETag: `"1"`, Hash: fetch.HashOf([]byte(body)), Items: 5, Whole: planAt}
	none, other := before, before
	none.Items, other.Reading = 0, "other"
	for name, c := range map[string]struct {
		src    sources.Source
		before sources.Validator
		want   bool
	}{"as before": {sources.Source{}, before, true}, "unconditional": {sources.Source{Unconditional: true}, before, true}, "it held nothing": {sources.Source{}, none, false}, "read otherwise": {sources.Source{}, other, false}} {
		r := readerOf(&web{pages: map[string]string{"https://a.jp/list": body}}, c.src)
		if resp, err := r.getEntry(t.Context(), &entry{url: "https://a.jp/list", before: c.before}); err != nil || resp.NotModified != c.want {
			t.Errorf("%s: not modified %v, %v", name, resp.NotModified, err)
		}
	}
}

// TestWhereAListSendsItsReader it is followed, once; a feed's refresh, an error's and that of what is unchanged are not.
func TestWhereAListSendsItsReader(t *testing.T) {
	const refresh = `<html><head><meta http-equiv="refresh" content="0; url=/new"></head></html>`
	pages := map[string]string{"https://a.jp/list": refresh, "https://a.jp/new": `<meta http-equiv="refresh" content="0; url=/newer">`}
	for name, c := range map[string]struct {
		feed   bool
		before sources.Validator
		want   string
	}{"a list": {false, sources.Validator{}, "/list /new"}, "a feed": {true, sources.Validator{}, "/list"}, "unchanged": {false, sources.Validator{Hash: fetch.HashOf([]byte(refresh)), Items: 1}, "/list"}} {
		w := &web{pages: pages}
		resp, err := readerOf(w, sources.Source{}).getEntry(t.Context(), &entry{url: "https://a.jp/list", feed: c.feed, before: c.before})
		if err != nil || w.paths() != c.want {
			t.Errorf("%s: asked for %s, %v", name, w.paths(), err)
		}
		if followed := strings.Contains(c.want, "/new"); followed != resp.Moved || followed && (resp.Validator.Hash != "" || resp.Validator.Fetched.IsZero()) {
			t.Errorf("%s: moved %v, %+v", name, resp.Moved, resp.Validator)
		}
	}
	gone := &web{pages: map[string]string{"https://a.jp/list": "status 404"}}
	if resp, err := readerOf(gone, sources.Source{}).getEntry(t.Context(), &entry{url: "https://a.jp/list"}); err != nil || resp.Status != 404 || resp.Moved {
		t.Errorf("%+v, %v", resp, err)
	}
}

// TestEachKeyByWhichAListIsReadCounts.
func TestEachKeyByWhichAListIsReadCounts(t *testing.T) {
	seen := map[string]string{"": "none"}
	for name, src := range map[string]sources.Source{
		"platform": {Platform: "a"}, "parser": {Parser: "a"}, "charset": {Charset: "a"}, "selectors": {Selectors: &sources.Selectors{Item: "a"}}, "empty selectors": {Selectors: &sources.Selectors{}},
		"other platform": {Platform: "b"}, "platform and parser": {Platform: "a", Parser: "a"},
	} {
		got := readingOf(src)
		if other, twice := seen[got]; twice || len(got) != 8 {
			t.Errorf("%s reads as %s does: %q", name, other, got)
		}
		seen[got] = name
	}
	if got := readingOf(sources.Source{ID: "a", MayBeEmpty: true}); got != "" {
		t.Errorf("a source without such keys: %q", got)
	}
}

// TestWhatIsRememberedOfAnEntryThatReadsAsBefore, by how its server said so.
func TestWhatIsRememberedOfAnEntryThatReadsAsBefore(t *testing.T) {
	before := sources.Validator{ETag: "1", LastModified: "a", Items: 5, Dated: 4, Drafts: "d", Untrue: planAt.Add(-9), Whole: planAt.Add(-8), Confirmed: 3}
	for name, c := range map[string]struct {
		before, fresh sources.Validator
		status        int
		whole         time.Time
		confirmed     int
		restless      bool
	}{
		"a 304":                      {before, sources.Validator{ETag: "1", LastModified: "a", Fetched: planAt}, 304, planAt.Add(-8), 4, false},
		"whole, the same validator":  {before, sources.Validator{ETag: "1", LastModified: "a", Fetched: planAt}, 200, planAt, 4, false},
		"another tag":                {before, sources.Validator{ETag: "2", LastModified: "a", Fetched: planAt}, 200, planAt, 0, true},
		"another day":                {before, sources.Validator{ETag: "1", LastModified: "b", Fetched: planAt}, 200, planAt, 0, true},
		"the first validator it has": {sources.Validator{Items: 5, Dated: 4, Drafts: "d", Untrue: planAt.Add(-9)}, sources.Validator{ETag: "2", Fetched: planAt}, 200, planAt, 0, false},
	} {
		got := confirmed(c.before, fetch.Response{Status: c.status, Validator: c.fresh})
		if !got.Whole.Equal(c.whole) || got.Confirmed != c.confirmed || got.Restless != c.restless || got.Items != 5 || got.Dated != 4 || got.Drafts != "d" || !got.Untrue.Equal(planAt.Add(-9)) || got.ETag != c.fresh.ETag || !got.Fetched.Equal(planAt) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// TestWhatIsRememberedOfAReading: what makes the next request conditional, or the old count where the new one is not believed yet.
func TestWhatIsRememberedOfAReading(t *testing.T) {
	fresh := sources.Validator{ETag: "1", Fetched: planAt}
	for name, c := range map[string]struct {
		e    entry
		may  bool
		want sources.Validator
		keep bool
	}{
		"as ever":               {entry{items: 9, dated: 8, before: sources.Validator{Items: 10, Dated: 10}}, false, sources.Validator{ETag: "1", Fetched: planAt, Items: 9, Dated: 8}, true},
		"far fewer":             {entry{items: 1, dated: 1, before: sources.Validator{Items: 20, Dated: 7}}, false, sources.Validator{Fetched: planAt, Items: 10, Dated: 7}, true},
		"far fewer, may be":     {entry{items: 1, dated: 1, before: sources.Validator{Items: 20, Dated: 7}}, true, sources.Validator{ETag: "1", Fetched: planAt, Items: 1, Dated: 1}, true},
		"without dates":         {entry{items: 9, before: sources.Validator{Items: 10, Dated: 10}}, false, sources.Validator{Fetched: planAt, Items: 9, Dated: 5}, true},
		"fewer, without dates":  {entry{items: 3, before: sources.Validator{Items: 20, Dated: 20}}, false, sources.Validator{Fetched: planAt, Items: 3, Dated: 10}, true},
		"none":                  {entry{before: sources.Validator{Items: 20, Dated: 7}}, false, sources.Validator{ETag: "1", Fetched: planAt}, false},
		"none, may be":          {entry{before: sources.Validator{Items: 20, Dated: 7}}, true, sources.Validator{ETag: "1", Fetched: planAt}, true},
		"none, and none before": {entry{}, false, sources.Validator{ETag: "1", Fetched: planAt}, true},
	} {
		c.e.rememberReading(fresh, c.may)
		if c.e.keep != c.keep || c.keep && c.e.fresh != c.want {
			t.Errorf("%s: kept %v, %+v", name, c.e.keep, c.e.fresh)
		}
	}
}

// TestWhatTellsTwoReadingsApart: titles, addresses, days and offices, but no values that look random.
func TestWhatTellsTwoReadingsApart(t *testing.T) {
	d := opportunity.Draft{Title: "t", URL: "http://a.jp/1", Published: "p", Updated: "u", Department: "d"}
	with := func(change func(*opportunity.Draft)) string {
		other := d
		change(&other)
		return hashDrafts([]opportunity.Draft{other})
	}
	same := hashDrafts([]opportunity.Draft{d})
	for name, c := range map[string]struct {
		got  string
		want bool
	}{
		"the same": {with(func(*opportunity.Draft) {}), true}, "summary": {with(func(d *opportunity.Draft) { d.Summary = "x" }), true}, "title": {with(func(d *opportunity.Draft) { d.Title = "x" }), false}, "address": {with(func(d *opportunity.Draft) { d.URL = "http://a.jp/2" }), false},
		"day": {with(func(d *opportunity.Draft) { d.Published = "x" }), false}, "change": {with(func(d *opportunity.Draft) { d.Updated = "x" }), false}, "office": {with(func(d *opportunity.Draft) { d.Department = "x" }), false},
		"none": {hashDrafts(nil), false}, "two": {hashDrafts([]opportunity.Draft{d, d}), false},
	} {
		if (c.got == same) != c.want {
			t.Errorf("%s: the same %v", name, !c.want)
		}
	}
	random := func(session string) string {
		return hashDrafts([]opportunity.Draft{{URL: "a.jp/" + session + "/1"}})
	}
	if random("x9Kd83mQp04ZsR71vBnT") != random("w7Lq29sHc58YfE06kDjU") {
		t.Error("a session is news")
	}
}
