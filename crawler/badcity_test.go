package crawler_test

import (
	"cmp"
	"compress/gzip"
	"context"
	"fmt"
	"hash/crc32"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"koubo/crawler"
	"koubo/crawler/transport"
	"koubo/opportunity"
	"koubo/sources"
	"koubo/store"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding/japanese"
)

// city is a municipal web site on 127.0.0.1. It serves a feed, a list and pages, and misbehaves as odd says.
type city struct {
	*httptest.Server
	t *testing.T

	mu       sync.Mutex
	calls    []call // newest last
	gone     map[int]bool
	extended map[int]bool
	plain    bool   // no validators
	mime     string // type of all answers, "" for the right ones
	window   int    // announcements that feed and list show, the newest; 0 for all
	robots   string
	odd      func(w http.ResponseWriter, r *http.Request) bool // answers instead of the city and returns true
	requests []string
	headers  []http.Header
	under    int
	most     int // requests under way at once
}

// call is one announcement of the city.
type call struct {
	id    int
	title string
	day   string // as in the list
}

func newCity(t *testing.T) *city {
	c := &city{t: t, gone: map[int]bool{}, extended: map[int]bool{}}
	for i := 1; i <= 5; i++ {
		c.publish(i)
	}
	c.Server = httptest.NewServer(c)
	t.Cleanup(c.Close)
	return c
}

func (c *city) publish(id int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.calls = append(c.calls, call{id, fmt.Sprintf("第%d公園に関する公募型プロポーザルの実施について", id), fmt.Sprintf("2026年11月%d日", id)})
}

func (c *city) set(change func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	change()
}

func (c *city) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	c.requests = append(c.requests, r.URL.Path)
	c.headers = append(c.headers, r.Header.Clone())
	c.under++
	c.most = max(c.most, c.under)
	odd, robots := c.odd, c.robots
	c.mu.Unlock()
	defer c.set(func() { c.under-- })
	switch {
	case odd != nil && odd(w, r):
	case r.URL.Path == "/robots.txt" && robots == "":
		http.NotFound(w, r)
	case r.URL.Path == "/robots.txt":
		fmt.Fprint(w, robots)
	case r.URL.Path == "/news.rss":
		c.serve(w, r, "application/rss+xml", c.feed())
	case r.URL.Path == "/nyusatsu/index.html":
		c.serve(w, r, "text/html; charset=utf-8", c.list())
	default:
		c.page(w, r)
	}
}

// serve answers with a validator, or 304.
func (c *city) serve(w http.ResponseWriter, r *http.Request, contentType, body string) {
	tag, plain := fmt.Sprintf(`"%x"`, crc32.ChecksumIEEE([]byte(body))), false
	c.set(func() { plain, contentType = c.plain, cmp.Or(c.mime, contentType) })
	if !plain {
		w.Header().Set("ETag", tag)
	}
	if !plain && r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("Content-Type", contentType)
	fmt.Fprint(w, body)
}

func (c *city) shown() (list []call) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i := len(c.calls) - 1; i >= 0; i-- {
		if !c.gone[c.calls[i].id] {
			list = append(list, c.calls[i])
		}
	}
	return list
}

// listed are the announcements that feed and list show.
func (c *city) listed() []call {
	list := c.shown()
	if c.window > 0 {
		list = list[:min(c.window, len(list))]
	}
	return list
}

func (c *city) feed() string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>新着</title><link>/</link><description>x</description>`)
	for _, a := range c.listed() {
		fmt.Fprintf(&b, "<item><title>%s</title><link>%s/nyusatsu/%d.html</link><pubDate>Mon, %02d Nov 2026 09:00:00 +0900</pubDate></item>", a.title, c.URL, a.id, a.id)
	}
	return b.String() + "</channel></rss>"
}

func (c *city) list() string {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>入札・契約</title></head><body><nav><a href="/">トップ</a></nav><main><h1>入札・契約</h1><ul class="list">`)
	for _, a := range c.listed() {
		fmt.Fprintf(&b, `<li><span class="date">%s</span> <a href="/nyusatsu/%d.html">%s</a></li>`, a.day, a.id, a.title)
	}
	return b.String() + "</ul></main></body></html>"
}

func (c *city) page(w http.ResponseWriter, r *http.Request) {
	var id int
	if _, err := fmt.Sscanf(r.URL.Path, "/nyusatsu/%d.html", &id); err != nil {
		http.NotFound(w, r)
		return
	}
	for _, a := range c.shown() {
		if a.id == id {
			end := "令和8年12月18日（金）午後5時"
			c.mu.Lock()
			if c.extended[id] {
				end = "令和9年1月15日（金）正午"
			}
			c.mu.Unlock()
			c.serve(w, r, "text/html; charset=utf-8", fmt.Sprintf(`<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>%s</title></head><body><main><h1>%s</h1><p>次のとおり企画提案を募集します。</p><table><tr><th>公告日</th><td>令和8年%s</td></tr><tr><th>企画提案書の提出期限</th><td>%sまで（必着）</td></tr></table></main></body></html>`,
				a.title, a.title, strings.TrimPrefix(a.day, "2026年"), end))
			return
		}
	}
	http.NotFound(w, r)
}

// hurry is a clock that does not wait: sleeping moves it on.
type hurry struct {
	mu  sync.Mutex
	now time.Time
}

func newHurry() *hurry { return &hurry{now: time.Date(2026, 11, 10, 1, 0, 0, 0, time.UTC)} }

func (h *hurry) Now() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = h.now.Add(time.Millisecond)
	return h.now
}

func (h *hurry) Sleep(ctx context.Context, d time.Duration) error {
	h.pass(d)
	return ctx.Err()
}

func (h *hurry) pass(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = h.now.Add(max(d, 0))
}

func (h *hurry) set(now time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = now
}

// office is a crawler with a store and a clock of its own.
type office struct {
	*crawler.Crawler
	t     *testing.T
	store *store.Store
	clock *hurry
}

func newOffice(t *testing.T, adjust func(*crawler.Options)) *office {
	t.Helper()
	o := &office{t: t, clock: newHurry()}
	st, err := store.Open(filepath.Join(t.TempDir(), "koubo.db"), store.Options{Now: o.clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	options := crawler.Options{
		UserAgent: "koubo/test (contact: test@example.jp)", Gap: time.Second, Timeout: 5 * time.Second, MaxBody: 1 << 20, Clock: o.clock,
		Transport: transport.New(transport.Options{
			Guard:   transport.Guard{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}},
			Timeout: 5 * time.Second,
		}),
	}
	if adjust != nil {
		adjust(&options)
	}
	o.store, o.Crawler = st, crawler.New(st, options)
	return o
}

// visit visits the city once and fails the test where the visit could not be stored.
func (o *office) visit(src sources.Source) sources.Report {
	o.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	report, err := o.Visit(ctx, src)
	if err != nil {
		o.t.Fatal(err)
	}
	return report
}

func (o *office) records() (all []opportunity.Opportunity) {
	o.t.Helper()
	err := o.store.Each(func(r opportunity.Opportunity) error {
		all = append(all, r.At(o.clock.Now()))
		return nil
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return all
}

func (c *city) source() sources.Source {
	return sources.Source{
		ID: "city", Issuer: opportunity.Issuer{Code: "472018", Name: "那覇市", Prefecture: "沖縄県"},
		Feeds: []string{c.URL + "/news.rss"}, Lists: []string{c.URL + "/nyusatsu/index.html"}, Where: "test:1",
	}
}

func atEntries(h http.HandlerFunc) func(http.ResponseWriter, *http.Request) bool {
	return func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path != "/news.rss" && r.URL.Path != "/nyusatsu/index.html" && !strings.HasPrefix(r.URL.Path, "/loop") {
			return false
		}
		h(w, r)
		return true
	}
}

// oddities are the ways a site can misbehave. Each must end as a state and a sentence; records says how many are found.
var oddities = []struct {
	name    string
	robots  string
	odd     func(http.ResponseWriter, *http.Request) bool
	source  func(*sources.Source)
	options func(*crawler.Options)
	state   sources.State
	reason  string // a part of it
	records int
}{
	{name: "none", state: sources.OK, records: 5},
	{name: "robots forbid all", robots: "User-agent: *\nDisallow: /", state: sources.Blocked, reason: "robots.txt"},
	{name: "robots answer 503", odd: func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == "/robots.txt" {
			w.WriteHeader(503)
		}
		return r.URL.Path == "/robots.txt"
	}, state: sources.Blocked, reason: "stay away"},
	{name: "robots forbid the pages", robots: "User-agent: koubo\nDisallow: /nyusatsu/1.html", state: sources.OK, records: 5},
	{name: "403", odd: atEntries(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(403) }), state: sources.Blocked, reason: "refuses us"},
	{name: "404", odd: atEntries(http.NotFound), state: sources.Failing, reason: "gone"},
	{name: "500", odd: atEntries(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) }), state: sources.Failing, reason: "500"},
	{name: "passing 503", odd: everyThird(func(w http.ResponseWriter) { w.WriteHeader(503) }), state: sources.OK, records: 5},
	{name: "429 with Retry-After", odd: everyThird(func(w http.ResponseWriter) {
		w.Header().Set("Retry-After", "2")
		w.WriteHeader(429)
	}), state: sources.OK, records: 5},
	{name: "Retry-After of a day", odd: atEntries(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "86400")
		w.WriteHeader(503)
	}), state: sources.Never, reason: "left alone until 2026-11-11"},
	{name: "hang", odd: atEntries(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }),
		options: func(o *crawler.Options) { o.Timeout = 150 * time.Millisecond }, state: sources.Failing, reason: "no complete answer within"},
	{name: "endless", odd: atEntries(endless), state: sources.Failing, reason: "more than 1 MB"},
	{name: "trickle", odd: atEntries(trickle), options: func(o *crawler.Options) { o.Timeout = 150 * time.Millisecond }, state: sources.Failing, reason: "no complete answer within"},
	{name: "gzip bomb", odd: atEntries(packed("gzip", func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) })), state: sources.Failing, reason: "unpacks to more than 1 MB"},
	{name: "brotli bomb", odd: atEntries(packed("br", func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) })), state: sources.Failing, reason: "unpacks to more than 1 MB"},
	{name: "zstd bomb", odd: atEntries(packed("zstd", func(w io.Writer) io.WriteCloser {
		z, _ := zstd.NewWriter(w)
		return z
	})), state: sources.Failing, reason: "unpacks to more than 1 MB"},
	{name: "broken gzip", odd: atEntries(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		fmt.Fprint(w, "no gzip at all")
	}), state: sources.Failing, reason: "unpacked"},
	{name: "unknown encoding", odd: atEntries(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "lzma")
		fmt.Fprint(w, "?")
	}), state: sources.Failing, reason: "is not a feed"},
	{name: "redirect circle", odd: atEntries(func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/loop", http.StatusFound) }), state: sources.Failing, reason: "in a circle"},
	{name: "redirect to another site", odd: atEntries(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "https://www.example.com/", http.StatusMovedPermanently)
	}), state: sources.Failing, reason: "another site"},
	{name: "redirect to TLS where none is spoken", odd: atEntries(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "https://"+r.Host+r.URL.Path, http.StatusMovedPermanently)
	}), state: sources.Failing, reason: "/news.rss redirects to https://127.0.0.1"},
	{name: "redirect to a private address", odd: atEntries(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://169.254.169.254/latest/", http.StatusFound)
	}), state: sources.Failing, reason: "no public address"},
	{name: "redirect to a file", odd: atEntries(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", "file:///etc/passwd")
		w.WriteHeader(302)
	}), state: sources.Failing, reason: "no web address"},
	{name: "TLS where none is spoken", source: func(s *sources.Source) {
		s.Feeds[0] = strings.Replace(s.Feeds[0], "http:", "https:", 1)
		s.Lists = nil
	}, state: sources.Failing, reason: "speaks no TLS"},
	{name: "nobody listens", source: func(s *sources.Source) { s.Feeds, s.Lists = []string{"http://127.0.0.1:1/feed"}, nil }, state: sources.Failing, reason: "refuses connections"},
	{name: "private address", source: func(s *sources.Source) { s.Feeds, s.Lists = []string{"http://127.0.0.2:80/feed"}, nil }, state: sources.Failing, reason: "not a public address"},
	{name: "wrong charset in the header", state: sources.OK, records: 5},
	{name: "every type wrong", state: sources.OK, records: 5},
	{name: "an HTML page for a feed", odd: func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == "/news.rss" {
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, "<html><body>メンテナンス中です</body></html>")
		}
		return r.URL.Path == "/news.rss"
	}, state: sources.Failing, reason: "feed ", records: 5},
	{name: "empty answer", odd: atEntries(func(http.ResponseWriter, *http.Request) {}), state: sources.Failing, reason: "feed "},
	{name: "binary noise", odd: atEntries(func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte{0, 255, 254, 1, 2, 3, 0}) }), state: sources.Failing, reason: "feed "},
	{name: "304 unasked", odd: atEntries(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(304) }), state: sources.Failing, reason: "did not ask"},
	{name: "body shorter than promised", odd: atEntries(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "5000")
		fmt.Fprint(w, "<!DOCTYPE html>")
	}), state: sources.Failing, reason: "broke the connection off"},
	{name: "a wall of cookies", odd: atEntries(func(w http.ResponseWriter, r *http.Request) {
		if _, err := r.Cookie("welcome"); err != nil {
			http.SetCookie(w, &http.Cookie{Name: "welcome", Value: "1"})
			http.Redirect(w, r, r.URL.Path, http.StatusFound)
			return
		}
		w.WriteHeader(500)
	}), state: sources.Failing, reason: "answers 500"},
	{name: "a list that moved by meta refresh", odd: func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == "/old/index.html" {
			fmt.Fprint(w, `<html><head><meta http-equiv="refresh" content="0; url=/nyusatsu/index.html"></head><body>移転しました</body></html>`)
		}
		return r.URL.Path == "/old/index.html"
	}, source: func(s *sources.Source) {
		s.Lists[0] = strings.Replace(s.Lists[0], "/nyusatsu/", "/old/", 1)
		s.Feeds = nil
	}, state: sources.OK, records: 5},
	{name: "a meta refresh that leads to itself", odd: atEntries(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, `<html><head><meta http-equiv="Refresh" content="0;URL='%s?again'"></head><body></body></html>`, r.URL.Path)
	}), source: func(s *sources.Source) { s.Feeds = nil }, state: sources.Empty, reason: "hold no announcement"},
	{name: "a header without end", odd: atEntries(func(w http.ResponseWriter, _ *http.Request) {
		for i := range 3000 {
			w.Header().Set(fmt.Sprintf("X-Noise-%d", i), strings.Repeat("x", 200))
		}
	}), state: sources.Failing, reason: "header"},
	{name: "an empty list beside a full feed", odd: func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == "/nyusatsu/index.html" {
			fmt.Fprint(w, `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>入札・契約</title></head><body><main><h1>入札・契約</h1><ul class="list"></ul></main></body></html>`)
		}
		return r.URL.Path == "/nyusatsu/index.html"
	}, state: sources.Failing, reason: "list ", records: 5},
}

func TestMisbehavioursEndAsAStateAndASentence(t *testing.T) {
	for _, c := range oddities {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			town := newCity(t)
			town.robots, town.odd = c.robots, c.odd
			switch c.name {
			case "wrong charset in the header":
				town.odd = shiftJIS(town)
			case "every type wrong":
				town.mime = "application/octet-stream"
			}
			o := newOffice(t, c.options)
			src := town.source()
			if c.source != nil {
				c.source(&src)
			}
			report := o.visit(src)
			if report.State != c.state || !strings.Contains(report.Reason, c.reason) || c.state != sources.OK && report.Reason == "" {
				t.Errorf("state %s (%s), want %s with %q", report.State, report.Reason, c.state, c.reason)
			}
			if got := len(o.records()); got != c.records {
				t.Errorf("%d records, want %d; report %+v", got, c.records, report)
			}
			for _, r := range o.records() {
				if day, _ := submission(r); c.state == sources.OK && c.robots == "" && day != "2026-12-18" {
					t.Errorf("%s is read to end on %q", r.URL, day)
				}
			}
			most := 0
			town.set(func() { most = town.most })
			outlives := strings.HasSuffix(c.name, "bomb") || slices.Contains([]string{"endless", "trickle", "hang"}, c.name)
			if most > 1 && !outlives { // the handler, the connection that we broke off, for a moment
				t.Errorf("%d requests at once at one host", most)
			}
		})
	}
}

// everyThird lets each third request of a site meet trouble.
func everyThird(trouble func(http.ResponseWriter)) func(http.ResponseWriter, *http.Request) bool {
	var mu sync.Mutex
	n := 0
	return func(w http.ResponseWriter, r *http.Request) bool {
		mu.Lock()
		defer mu.Unlock()
		if n++; n%3 != 0 {
			return false
		}
		trouble(w)
		return true
	}
}

func endless(w http.ResponseWriter, r *http.Request) {
	filler := []byte(strings.Repeat("<p>工事中</p>\n", 5000))
	for r.Context().Err() == nil {
		if _, err := w.Write(filler); err != nil {
			return
		}
	}
}

func trickle(w http.ResponseWriter, r *http.Request) {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-r.Context().Done():
			return
		case <-tick.C:
			fmt.Fprint(w, " ")
			w.(http.Flusher).Flush()
		}
	}
}

// packed answers with 8 MiB in few bytes.
func packed(encoding string, writer func(io.Writer) io.WriteCloser) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", encoding)
		z := writer(w)
		defer z.Close()
		for range 8 {
			z.Write(make([]byte, 1<<20))
		}
	}
}

// shiftJIS serves the city's pages in Shift_JIS under a header that says UTF-8.
func shiftJIS(c *city) func(http.ResponseWriter, *http.Request) bool {
	return func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path != "/nyusatsu/index.html" {
			return false
		}
		body, err := japanese.ShiftJIS.NewEncoder().String(strings.Replace(c.list(), "utf-8", "shift_jis", 1))
		if err != nil {
			c.t.Error(err)
		}
		w.Header().Set("Content-Type", "text/html; charset=UTF-8")
		fmt.Fprint(w, body)
		return true
	}
}
