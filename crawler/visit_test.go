package crawler

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"koubo/crawler/cause"
	"koubo/crawler/discover"
	"koubo/crawler/fetch"
	"koubo/parsers/page"
	"koubo/sources"
)

// at is a clock that stands at an instant.
type at time.Time

func (a at) Now() time.Time { return time.Time(a) }

func (at) Sleep(ctx context.Context, _ time.Duration) error { return ctx.Err() }

// TestWhichTasksAreAskedFor: not those that rest, were done under another address, or of a visit that ended; and what is over waits
// where the visit lasts long.
func TestWhichTasksAreAskedFor(t *testing.T) {
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for name, c := range map[string]struct {
		ctx   context.Context
		why   why
		after time.Duration // the visit's begin
		done  bool
		asked bool
		tries int // remembered of one that is not asked for
	}{
		"new": {t.Context(), whyNew, time.Hour, false, true, 0}, "due": {t.Context(), whyDue, time.Hour, false, true, 0}, "rests": {t.Context(), whyRest, 0, false, false, 0}, "the visit ended": {ended, whyNew, 0, false, false, -1}, "done": {t.Context(), whyNew, 0, true, false, -1},
		"over": {t.Context(), whyOver, longVisit - 1, false, true, 0}, "over, and the visit lasts long": {t.Context(), whyOver, longVisit, false, false, 1},
	} {
		w := &web{pages: map[string]string{"https://a.jp/call": "<html><body><main><h1>call</h1><p>提案書の提出期限：令和8年12月18日</p></main></body></html>"}}
		r, rs := readerOf(w, sources.Source{}), nothingKnown()
		rs.problem = r.problem
		r.Crawler.clock = at(planAt.Add(c.after))
		if c.done {
			rs.claimed["a.jp/call"] = "call"
		}
		one := taskOf("https://a.jp/call", "call")
		one.why = c.why
		r.Crawler.perform(c.ctx, r, rs, one)
		k, remembered := rs.visit.Known["a.jp/call"]
		if (w.paths() != "") != c.asked || remembered != (c.tries >= 0) || k.Tries != max(c.tries, 0) || (rs.read == 1) != c.asked {
			t.Errorf("%s: asked for %q, %+v, %d read", name, w.paths(), k, rs.read)
		}
	}
}

// TestWhyAPageCannotBeRead, by what its server says.
func TestWhyAPageCannotBeRead(t *testing.T) {
	const good = "<html><body><main><h1>call</h1><p>提案書の提出期限：令和8年12月18日</p></main></body></html>"
	later := fetch.Later{Host: "a.jp"}
	for name, c := range map[string]struct {
		body      string
		halted    error
		asked     int // in this visit before
		kind      outcomeKind
		says      string
		requested string
	}{
		"read": {good, nil, 0, pageRead, "", "/call"}, "the last of many": {good, nil, 299, pageRead, "", "/call"}, "one too many": {good, nil, 300, pagePostponed, "as many pages as one may", ""}, "halted": {good, later, 0, pagePostponed, later.Error(), ""},
		"404": {"status 404", nil, 0, pageGone, "it answers 404", "/call"}, "410": {"status 410", nil, 0, pageGone, "it answers 410", "/call"}, "403": {"status 403", nil, 0, pageFailed, "refuses us", "/call"}, "500": {"status 500", nil, 0, pageFailed, "answers 500", "/call"},
		"304 unasked": {"status 304", nil, 0, pageFailed, "304", "/call"}, "sent elsewhere": {`<meta http-equiv="refresh" content="0; url=/new">`, nil, 0, pageRead, "", "/call /new"}, "sent in vain": {`<meta http-equiv="refresh" content="0; url=/gone">`, nil, 0, pageGone, "it answers 404", "/call /gone"},
		"its server breaks off": {"down", nil, 0, pageFailed, "the request failed: ", "/call"},
	} {
		w := &web{pages: map[string]string{"https://a.jp/call": c.body, "https://a.jp/new": good}}
		r := readerOf(w, sources.Source{})
		r.halted, r.pages = c.halted, c.asked
		o := r.readPage(t.Context(), taskOf("https://a.jp/call", "call"), sources.Validator{})
		if o.kind != c.kind || (o.err == nil) != (c.says == "") || o.err != nil && !strings.Contains(o.err.Error(), c.says) || w.paths() != c.requested {
			t.Errorf("%s: %s, %v, asked for %s", name, o.kind, o.err, w.paths())
		}
		if gone := c.kind == pageGone; gone != (o.status == 404 || o.status == 410) || (c.requested != "") && r.pages != c.asked+1 {
			t.Errorf("%s: status %d, %d pages", name, o.status, r.pages)
		}
	}
	forbidden := readerOf(&web{}, sources.Source{})
	forbidden.client = fetch.NewNetwork(fetch.Options{UserAgent: "koubo/test", Timeout: time.Second, MaxBody: 1 << 20, Transport: shut{}, Clock: fetch.SystemClock{}, Hosts: noHosts{}}).Client(fetch.ClientOptions{Once: true})
	if o := forbidden.readPage(t.Context(), taskOf("https://a.jp/call", "call"), sources.Validator{}); o.kind != pageForbidden || o.err == nil {
		t.Errorf("%s, %v", o.kind, o.err)
	}
}

// shut is a site whose robots.txt forbids all.
type shut struct{}

func (shut) RoundTrip(req *http.Request) (*http.Response, error) {
	w := &web{pages: map[string]string{"https://a.jp/robots": "User-agent: *\nDisallow: /\n"}}
	other := req.Clone(req.Context())
	other.URL.Path = "/robots"
	return w.RoundTrip(other)
}

// TestAPageIsAskedForConditionally, unless the operator or a new group of announcements wants it whole.
func TestAPageIsAskedForConditionally(t *testing.T) {
	for name, c := range map[string]struct {
		unconditional bool
		group         string // it was read in
		want          bool
	}{"as before": {false, "g", true}, "unconditional": {true, "g", false}, "listed with others": {false, "", false}} {
		w := &web{pages: map[string]string{"https://a.jp/call": "x"}}
		one := taskOf("https://a.jp/call", "call")
		one.items[0].group, one.known[0].Group = "g", c.group
		r := readerOf(w, sources.Source{Unconditional: c.unconditional})
		o := r.readPage(t.Context(), one, sources.Validator{ETag: `"1"`, Hash: fetch.HashOf([]byte("x"))})
		if conditional := w.asked[0].Header.Get("If-None-Match") != ""; conditional != c.want || (o.kind == pageUnchanged) != c.want || c.want && o.validator.Hash == "" {
			t.Errorf("%s: conditional %v, %s", name, conditional, o.kind)
		}
	}
}

// TestOnceAHostWantsAPauseNothingMoreIsAskedFor in the visit.
func TestOnceAHostWantsAPauseNothingMoreIsAskedFor(t *testing.T) {
	w := &web{pages: map[string]string{"https://a.jp/1": "x", "https://a.jp/2": "x"}}
	r := readerOf(w, sources.Source{})
	r.client = fetch.NewNetwork(fetch.Options{UserAgent: "koubo/test", Timeout: time.Minute, MaxBody: 1 << 20, Transport: w, Clock: fetch.SystemClock{}, Hosts: noHosts{}, DailyBudget: 2}).Client(fetch.ClientOptions{Once: true})
	for n, want := range []string{"", "budget", "budget"} { // robots.txt was the first
		resp, err := r.get(t.Context(), fmt.Sprintf("https://a.jp/%d", n+1), sources.Validator{})
		if resp == nil || (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) || (r.halted == nil) != (want == "") {
			t.Errorf("%d: %v, halted %v", n, err, r.halted)
		}
	}
	if other, err := r.get(t.Context(), "https://b.jp/", sources.Validator{}); other == nil || err != r.halted || w.paths() != "/1" {
		t.Errorf("%v, asked for %s", err, w.paths())
	}
	failing := readerOf(&web{}, sources.Source{})
	if _, err := failing.get(t.Context(), "no address", sources.Validator{}); err == nil || failing.halted != nil {
		t.Errorf("%v halts the visit: %v", err, failing.halted)
	}
}

// TestAVisitOfASlowHostIsOneThatLastsLong by the gap that its hosts want.
func TestAVisitOfASlowHostIsOneThatLastsLong(t *testing.T) {
	for pages, want := range map[int]bool{0: false, 6: false, 7: true} {
		w := &web{}
		r := readerOf(w, sources.Source{})
		r.client = fetch.NewNetwork(fetch.Options{UserAgent: "koubo/test", Timeout: time.Minute, MaxBody: 1 << 20, Transport: w, Clock: at(planAt), Hosts: noHosts{}, Gap: 2 * time.Second}).Client(fetch.ClientOptions{Once: true})
		if _, err := r.get(t.Context(), "https://a.jp/", sources.Validator{}); err != nil {
			t.Fatal(err)
		}
		if got := r.isSlow(pages); got != want {
			t.Errorf("%d pages: slow %v", pages, got)
		}
	}
}

// TestWhatAVisitTells of itself: counts, states, what was dropped where anything was read, and what is to be remembered.
func TestWhatAVisitTells(t *testing.T) {
	for name, c := range map[string]struct {
		entries []entry
		dropped int
		kept    []string
	}{
		"nothing read":  {[]entry{{url: "a", keep: true, fresh: sources.Validator{ETag: "1"}}, {url: "b"}}, 1, []string{"a"}},
		"one read":      {[]entry{{url: "a", keep: true, fresh: sources.Validator{ETag: "1"}}, {url: "b", read: true}}, 3, []string{"a"}},
		"the first one": {[]entry{{url: "a", read: true, keep: true}, {url: "b"}}, 3, []string{"a"}},
	} {
		src := sources.Source{ID: "s", Platform: "joruri"}
		r, rs := readerOf(&web{}, src), nothingKnown()
		r.Crawler.clock = at(planAt.Add(7 * time.Second))
		r.client.Requests, r.client.NotModified, r.client.Bytes = 5, 3, 99
		r.problems = []sources.PageProblem{{URL: "x"}}
		rs.src = src
		rs.visit.Report.Dropped = map[string]int{}
		rs.visit.Dropped = []sources.Dropped{{Title: "by its page", Why: "w"}}
		rs.listing.dropped = []sources.Dropped{{Title: "1", Why: "v"}, {Title: "2", Why: "w"}}
		health := sources.Health{State: sources.Degraded, Reason: "why", Causes: []sources.Cause{{Code: "c"}}}
		v := rs.finish(r, c.entries, health)
		p := v.Report
		if len(v.Dropped) != c.dropped || p.Dropped["w"] != c.dropped-c.dropped/2 || p.Dropped["v"] != c.dropped/2 || v.Dropped[len(v.Dropped)-1].Title != "by its page" {
			t.Errorf("%s: dropped %+v, %v", name, v.Dropped, p.Dropped)
		}
		if p.Duration != 7*time.Second || p.State != sources.Degraded || p.Reason != "why" || len(p.Causes) != 1 || p.Requests != 5 || p.NotModified != 3 || p.Bytes != 99 || len(p.Problems) != 1 || v.Health.State != sources.Degraded || v.Hosts == nil || v.Frames == nil {
			t.Errorf("%s: %+v", name, p)
		}
		for _, e := range c.entries {
			if got, kept := v.Validators[e.url]; kept != slices.Contains(c.kept, e.url) || kept && (got.Reading != readingOf(src) || got.ETag != e.fresh.ETag) {
				t.Errorf("%s: %s is remembered as %+v", name, e.url, got)
			}
		}
	}
}

// TestPagesStillToBeRead are those that are pending now, known before or not.
func TestPagesStillToBeRead(t *testing.T) {
	rs := nothingKnown()
	pending, read := sources.Known{Pending: true}, sources.Known{ID: "1"}
	rs.memory.Known = map[string]sources.Known{"was, is": pending, "was": pending, "is": read, "never": read}
	rs.visit.Known = map[string]sources.Known{"was": read, "is": pending, "new": pending, "new and read": read}
	if got := rs.pending(); got != 3 {
		t.Errorf("%d", got)
	}
}

// TestWhatWasReadBefore are the records whose pages were.
func TestWhatWasReadBefore(t *testing.T) {
	rs := nothingKnown()
	rs.memory.Known = map[string]sources.Known{"a": {ID: "1", Checked: planAt}, "b": {ID: "2"}, "c": {Checked: planAt}}
	if got := rs.readBefore(); len(got) != 1 || !got["1"] {
		t.Errorf("%v", got)
	}
}

// TestRowsTellOfTheirFields where they were read.
func TestRowsTellOfTheirFields(t *testing.T) {
	for name, c := range map[string]struct {
		e            entry
		dated, title int // of four rows; -1 for nothing
	}{"read": {entry{read: true, items: 4, dated: 3, dropped: 3}, 3, 1}, "not read": {entry{items: 4, dated: 3}, -1, -1}, "empty": {entry{read: true}, -1, -1}} {
		seen := seenRows(c.e)
		for field, want := range map[sources.Field]int{sources.FieldDate: c.dated, sources.FieldTitle: c.title} {
			has := -1
			if batch, ok := seen[field]; ok {
				has = 0
				for _, is := range batch {
					has += map[bool]int{true: 1}[is]
				}
			}
			if has != want {
				t.Errorf("%s: %s in %d rows, want %d", name, field, has, want)
			}
		}
	}
}

// TestALossDegradesOnlyWhatIsWell: another trouble says more.
func TestALossDegradesOnlyWhatIsWell(t *testing.T) {
	lost := map[sources.Field]sources.FieldHistory{sources.FieldDate: {Lost: planAt.Add(-time.Hour), Recent: "000000", Usual: 1, Of: 20}}
	since := planAt.Add(-99 * time.Hour)
	for state, c := range map[sources.State]struct {
		want sources.State
		was  sources.State
	}{
		sources.OK: {sources.Degraded, sources.OK}, sources.Stale: {sources.Degraded, sources.Degraded}, sources.Failing: {sources.Failing, sources.OK}, sources.Empty: {sources.Empty, sources.OK}, sources.Degraded: {sources.Degraded, sources.Degraded}, sources.Suspect: {sources.Suspect, sources.OK},
	} {
		rs := nothingKnown()
		rs.memory.Health = sources.Health{State: c.was, Since: since}
		h := sources.Health{State: state, Reason: "as it was", Since: since.Add(1), Addresses: map[string]sources.AddressHealth{"a": {Fields: lost}}}
		rs.missFields(&h, []entry{{url: "a"}, {url: "b"}})
		changed := state == sources.OK || state == sources.Stale
		if h.State != c.want || changed == (h.Reason == "as it was") || changed != strings.Contains(h.Reason, "date") || changed && (len(h.Causes) != 1 || h.Causes[0].URL != "a") {
			t.Errorf("%s: %s (%s)", state, h.State, h.Reason)
		}
		if want := map[bool]time.Time{true: map[bool]time.Time{true: since, false: planAt}[c.was == sources.Degraded], false: since.Add(1)}[changed]; !h.Since.Equal(want) {
			t.Errorf("%s, which was %s: since %s, want %s", state, c.was, h.Since, want)
		}
		rs.missFields(&sources.Health{State: sources.OK, Addresses: map[string]sources.AddressHealth{}}, []entry{{url: "a"}})
	}
	rs, h := nothingKnown(), sources.Health{State: sources.OK, Addresses: map[string]sources.AddressHealth{}}
	if rs.missFields(&h, []entry{{url: "a"}}); h.State != sources.OK || h.Reason != "" {
		t.Errorf("nothing is lost: %s (%s)", h.State, h.Reason)
	}
}

// TestASiteSearchedInVainRests until it is searched again, and only where nothing else of it is asked for.
func TestASiteSearchedInVainRests(t *testing.T) {
	vain := &sources.Finding{At: planAt.Add(-time.Hour), Vain: 1}
	for name, c := range map[string]struct {
		src     sources.Source
		finding *sources.Finding
		judged  bool
		want    bool
	}{
		"in vain": {sources.Source{Site: "site"}, vain, true, true}, "never searched": {sources.Source{Site: "site"}, nil, true, false}, "of no instant": {sources.Source{Site: "site"}, &sources.Finding{}, true, false},
		"with a feed": {sources.Source{Site: "site", Feeds: []string{"f"}}, vain, true, false}, "with a list": {sources.Source{Site: "site", Lists: []string{"l"}}, vain, true, false}, "not judged": {sources.Source{Site: "site"}, vain, false, false},
	} {
		r := readerOf(&web{}, c.src)
		r.finding = c.finding
		h := sources.Health{Addresses: map[string]sources.AddressHealth{}}
		if c.judged {
			h.Addresses["site"] = sources.AddressHealth{State: sources.Failing}
		}
		r.restAfterSearch(&h)
		want := time.Time{}
		if c.want {
			want = vain.At.Add(discover.RestOf(vain))
		}
		if a := h.Addresses["site"]; !a.NotBefore.Equal(want) || c.judged && a.State != sources.Failing || len(h.Addresses) != map[bool]int{true: 1}[c.judged] {
			t.Errorf("%s: %+v", name, h.Addresses)
		}
	}
}

// TestWhatASearchOfASiteComesTo: what was found is known, or why nothing was.
func TestWhatASearchOfASiteComesTo(t *testing.T) {
	src := sources.Source{ID: "s", Site: "https://a.jp/", Discover: true}
	known := &sources.Finding{At: planAt.Add(-time.Minute), Lists: []string{"https://a.jp/list"}}
	for name, c := range map[string]struct {
		src      sources.Source
		found    *sources.Finding
		pages    map[string]string
		searched bool
		why      string
	}{
		"known": {src, known, nil, false, ""}, "not to be searched": {sources.Source{ID: "s", Feeds: []string{"https://a.jp/feed"}}, nil, nil, false, ""}, "in vain": {src, nil, map[string]string{"https://a.jp/": "<html><body><p>x</p></body></html>"}, true, "any"}, "out of reach": {src, nil, map[string]string{"https://a.jp/": "status 500"}, true, "500"},
	} {
		r := readerOf(&web{pages: c.pages}, c.src)
		finding, searched := r.findEntries(t.Context(), sources.Health{Found: c.found})
		if (searched != nil) != c.searched || !c.searched && finding != c.found {
			t.Errorf("%s: %+v, searched %v", name, finding, searched)
		}
		if searched == nil {
			continue
		}
		e := r.noEntries(searched)
		if finding == nil || finding.At.Equal(planAt) != (c.why == "any") || e.err == nil || c.why != "any" && !strings.Contains(e.err.Error(), c.why) || !e.asked || e.url != src.Site || e.key != entryKey(src.Site) || len(r.problems) != 1 {
			t.Errorf("%s: %+v, %v, %v", name, finding, e.err, r.problems)
		}
		if c.why == "any" && (cause.Of(e.err).Code != sources.CauseNotFound || e.err.Error() != finding.Why) {
			t.Errorf("%s: %v", name, cause.Of(e.err))
		}
	}
	if e := readerOf(&web{}, src).noEntries(nil); e.asked || e.err != nil || e.url != src.Site {
		t.Errorf("a site that rests: %+v", e)
	}
	m := sources.Memory{Health: sources.Health{Found: known}, Validators: map[string]sources.Validator{}}
	w := &web{pages: map[string]string{"https://a.jp/list": rows("/1", parkCall)}}
	r := readerOf(w, src)
	entries := r.findAndRead(t.Context(), &m, []string{"https://a.jp/other"})
	if len(entries) != 1 || entries[0].asked || r.finding != known || len(r.src.Lists) != 1 {
		t.Errorf("%+v", entries)
	}
	m.Health.Found = nil // it is searched, and all is asked for
	w.pages["https://a.jp/"] = `<html><body><a href="/list">事業者の募集（公募型プロポーザル）</a></body></html>`
	if entries = readerOf(w, src).findAndRead(t.Context(), &m, []string{"https://a.jp/other"}); len(entries) != 1 || !entries[0].asked {
		t.Errorf("%+v", entries)
	}
}

// TestAPageThatIsHeldBackKeepsItsBody, whatever the next request takes.
func TestAPageThatIsHeldBackKeepsItsBody(t *testing.T) {
	r := readerOf(&web{}, sources.Source{})
	body := []byte("body")
	resp := &fetch.Response{Page: page.Page{Body: body}}
	if !r.hold(task{page: "p"}, resp) {
		t.Fatal("there is no room")
	}
	body[0] = 'x' // the next request takes its memory
	if h := r.held[0]; h.task.page != "p" || string(h.response.Page.Body) != "body" {
		t.Errorf("%+v", h)
	}
}

// failing is a store that cannot be read.
type failing struct{ error }

func (f failing) Memory(string) (sources.Memory, error)        { return sources.Memory{}, f.error }
func (f failing) Apply(sources.Visit) (sources.Outcome, error) { return sources.Outcome{}, f.error }
func (f failing) Host(string) (sources.HostNote, error)        { return sources.HostNote{}, nil }
func (f failing) Frame(string) ([]byte, error)                 { return nil, nil }

// TestAVisitWithoutMemoryIsNotMade, and its place is given back; nor is one that ends while it waits for a place.
func TestAVisitWithoutMemoryIsNotMade(t *testing.T) {
	w := &web{}
	c := New(failing{errors.New("the data file is damaged")}, Options{UserAgent: "koubo/test", Transport: w, Visits: 1, Clock: at(planAt)})
	src := sources.Source{ID: "s", Feeds: []string{"https://a.jp/feed"}}
	for range 2 {
		if _, err := c.Visit(t.Context(), src); err == nil || !strings.Contains(err.Error(), "remembered of s cannot be read: the data file is damaged") {
			t.Errorf("%v", err)
		}
	}
	if c.Load() != (Load{}) || w.paths() != "" {
		t.Errorf("%+v, asked for %s", c.Load(), w.paths())
	}
	slot, err := c.slots.acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Visit(ended, src); !errors.Is(err, context.Canceled) || c.Load() != (Load{UnderWay: 1}) || c.hasCompany() {
		t.Errorf("%v, %+v", err, c.Load())
	}
	slot.release()
	if _, err := c.Health("s"); err == nil {
		t.Error("the health of a source is read from a damaged file")
	}
}
