package crawler_test

// A municipal web site, and visits to it through the crawler's own interface: how it may misbehave, how its lists and feeds
// are read and judged, what its host asks for (robots.txt, delays, certificates), and many visits at once.

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"hash/crc32"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"koubo/crawler"
	"koubo/crawler/discover"
	"koubo/crawler/fetch"
	"koubo/crawler/schedule"
	"koubo/crawler/transport"
	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/sources"
	"koubo/sources/timetable"
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

func (c *city) source() sources.Source {
	return sources.Source{
		ID: "city", Issuer: opportunity.Issuer{Code: "472018", Name: "那覇市", Prefecture: "沖縄県"},
		Feeds: []string{c.URL + "/news.rss"}, Lists: []string{c.URL + "/nyusatsu/index.html"}, Where: "test:1",
	}
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

// hurry is a clock that does not wait: sleeping moves it on.
type hurry struct {
	mu  sync.Mutex
	now time.Time
}

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

func newHurry() *hurry { return &hurry{now: time.Date(2026, 11, 10, 1, 0, 0, 0, time.UTC)} }

// office is a crawler with a store and a clock of its own.
type office struct {
	path    string
	options crawler.Options
	*crawler.Crawler
	t     *testing.T
	store *store.Store
	clock *hurry
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

func newOffice(t *testing.T, adjust func(*crawler.Options)) *office {
	t.Helper()
	o := &office{t: t, clock: newHurry()}
	o.path = filepath.Join(t.TempDir(), "koubo.db")
	t.Cleanup(func() {
		if err := o.store.Close(); err != nil {
			t.Error(err)
		}
	})
	o.options = crawler.Options{
		UserAgent: "koubo/test (contact: test@example.jp)", Gap: time.Second, Timeout: 5 * time.Second, MaxBody: 1 << 20, Clock: o.clock,
		Transport: transport.New(transport.Options{
			Guard:   transport.Guard{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}},
			Timeout: 5 * time.Second,
		}),
	}
	if adjust != nil {
		adjust(&o.options)
	}
	o.open("")
	return o
}

// open opens the data file for a program with these rules of reading.
func (o *office) open(rules string) {
	o.t.Helper()
	st, err := store.Open(o.path, store.Options{Now: o.clock.Now, Reading: func() string { return rules }})
	if err != nil {
		o.t.Fatal(err)
	}
	o.store, o.Crawler = st, crawler.New(st, o.options)
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

func (c *city) asked() (paths []string) {
	c.set(func() { paths, c.requests = slices.Clone(c.requests), nil })
	return paths
}

func (o *office) health(id string) sources.Health {
	o.t.Helper()
	h, err := o.Health(id)
	if err != nil {
		o.t.Fatal(err)
	}
	return h
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

// packed answers with 8 MiB in few bytes, which are packed before anybody asks: that takes seconds on a busy machine.
func packed(encoding string, writer func(io.Writer) io.WriteCloser) http.HandlerFunc {
	var b bytes.Buffer
	z := writer(&b)
	for range 8 {
		z.Write(make([]byte, 1<<20))
	}
	z.Close()
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", encoding)
		w.Write(b.Bytes())
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

func TestASecondVisitAsksConditionallyAndChangesNothing(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	first := o.visit(town.source())
	if first.New != 5 || first.Requests != 8 { // robots.txt, feed, list, five pages
		t.Fatalf("first visit: %+v", first)
	}
	town.set(func() { town.requests, town.headers = nil, nil })
	second := o.visit(town.source())
	if second.New+second.Revised+second.Withdrawn != 0 || second.State != sources.OK {
		t.Errorf("second visit: %+v", second)
	}
	if got := strings.Join(town.requests, " "); got != "/news.rss /nyusatsu/index.html" {
		t.Errorf("second visit asked for %s", got)
	}
	for i, h := range town.headers {
		if h.Get("If-None-Match") == "" {
			t.Errorf("request for %s was not conditional", town.requests[i])
		}
		if !strings.Contains(h.Get("User-Agent"), "test@example.jp") {
			t.Errorf("User-Agent %q names no contact", h.Get("User-Agent"))
		}
	}
}

// TestUnconditionalPagesComeWhole where the operator says that the server's 304 cannot be believed.
func TestUnconditionalPagesComeWhole(t *testing.T) {
	for _, unconditional := range []bool{false, true} {
		town, o := newCity(t), newOffice(t, nil)
		src := town.source()
		src.Unconditional = unconditional
		o.visit(src)
		conditional := 0
		town.set(func() {
			town.odd = func(_ http.ResponseWriter, r *http.Request) bool {
				if strings.HasPrefix(r.URL.Path, "/nyusatsu/") && r.Header.Get("If-None-Match")+r.Header.Get("If-Modified-Since") != "" {
					conditional++
				}
				return false
			}
		})
		o.clock.pass(24 * time.Hour)
		o.visit(src)
		if (conditional == 0) != unconditional {
			t.Errorf("unconditional %v: %d conditional requests", unconditional, conditional)
		}
	}
}

// TestOtherRulesReadAnew: what a program with other rules read is asked for whole once, the feed, the list and the pages; what it had
// read wrongly is mended, and is news only where a deadline comes sooner than was told.
func TestOtherRulesReadAnew(t *testing.T) {
	for name, c := range map[string]struct {
		wrong jdate.Date
		news  bool
	}{"later": {"2026-12-31", true}, "sooner": {"2026-11-26", false}} {
		town, o := newCity(t), newOffice(t, nil)
		src := town.source()
		o.visit(src)
		right := o.records()[0]
		wrong := right
		wrong.Deadlines = []opportunity.Deadline{{Role: opportunity.Submission, End: c.wrong}}
		if _, err := o.store.Apply(sources.Visit{Source: src, At: o.clock.Now(), Records: []opportunity.Opportunity{wrong}}); err != nil {
			t.Fatal(err)
		}
		told, _, err := o.store.Get(right.ID)
		if err != nil || told.Deadlines[0].End != c.wrong {
			t.Fatal(err, told.Deadlines)
		}
		for n, rules := range []string{"1", "1", "2"} {
			if err := o.store.Close(); err != nil {
				t.Fatal(err)
			}
			o.open(rules)
			o.clock.pass(24 * time.Hour)
			town.asked()
			conditional := 0
			town.set(func() { town.headers = nil })
			o.visit(src)
			town.set(func() {
				for _, h := range town.headers {
					if h.Get("If-None-Match")+h.Get("If-Modified-Since") != "" {
						conditional++
					}
				}
			})
			if asked := len(town.asked()); asked < 3 || (conditional > 0) != (n == 1) {
				t.Errorf("%s, opened for the %d. time: %d of %d requests were conditional", name, n+1, conditional, asked)
			}
		}
		got, _, err := o.store.Get(right.ID)
		if err != nil || !slices.Equal(got.Deadlines, right.Deadlines) || (got.Revision > told.Revision) != c.news {
			t.Errorf("%s: %+v, %v; %d changes were told, then %d", name, got.Deadlines, err, told.Revision, got.Revision)
		}
	}
}

// TestA304ForEverIsFoundOut: the server says that nothing changed, whatever happens.
func TestA304ForEverIsFoundOut(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds = nil
	town.set(func() {
		town.odd = func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path != "/nyusatsu/index.html" {
				return false
			}
			w.Header().Set("ETag", `"same"`)
			if r.Header.Get("If-None-Match") != "" {
				w.WriteHeader(http.StatusNotModified)
				return true
			}
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, town.list())
			return true
		}
	})
	o.visit(src)
	town.publish(6)
	found := 0
	for n := 1; n <= 3 && found == 0; n++ {
		o.clock.pass(time.Hour)
		if o.visit(src).New == 1 {
			found = n
		}
	}
	if found == 0 {
		t.Fatal("a new call was not found in three visits")
	}
	town.publish(7) // from now on it is not believed
	o.clock.pass(time.Hour)
	if report := o.visit(src); report.New != 1 {
		t.Errorf("%+v", report)
	}
	src.Unconditional = true
	town.publish(8)
	o.clock.pass(40 * 24 * time.Hour)
	if report := o.visit(src); report.New != 1 {
		t.Errorf("asked unconditionally: %+v", report)
	}
}

// TestATokenInAListIsNoNews: a clock, a counter and a token make every answer's bytes differ, and its validator.
func TestATokenInAListIsNoNews(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds = nil
	visits := 0
	town.set(func() {
		town.odd = func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path != "/nyusatsu/index.html" {
				return false
			}
			visits++
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Header().Set("ETag", fmt.Sprintf(`"%d"`, visits))
			extra := fmt.Sprintf(`<form><input type="hidden" name="token" value="%x"></form><p>現在 %d時%d分　閲覧数 %d</p></main>`, visits*7919, visits%24, visits%60, visits)
			fmt.Fprint(w, strings.Replace(town.list(), "</main>", extra, 1))
			return true
		}
	})
	o.visit(src)
	first := o.health(src.ID)
	for range 5 {
		town.asked()
		o.clock.pass(time.Hour)
		report := o.visit(src)
		if asked := town.asked(); len(asked) != 1 || report.New+report.Revised != 0 {
			t.Fatalf("asked for %v; %+v", asked, report)
		}
	}
	h := o.health(src.ID)
	if !h.LastNew.Equal(first.LastNew) || h.Rhythm != 0 {
		t.Errorf("the token counts as news: %+v", h)
	}
	o.clock.pass(130 * 24 * time.Hour)
	if report := o.visit(src); report.State != sources.Stale {
		t.Errorf("after months without anything new: %s (%s)", report.State, report.Reason)
	}
}

// TestOtherKeysReadTheSamePageAnew: a page that did not change may hold nothing for other selectors.
func TestOtherKeysReadTheSamePageAnew(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds = nil
	o.visit(src)
	src.Selectors = &sources.Selectors{Item: "table.none tr", Title: "a"}
	for range 2 {
		o.clock.pass(time.Hour)
		if report := o.visit(src); report.State != sources.Failing {
			t.Errorf("%+v", report)
		}
	}
	src.Selectors = nil
	if report := o.visit(src); report.State != sources.OK {
		t.Errorf("%+v", report)
	}
}

// TestASilentFeedSpeaksForAListWithoutValidators for an hour.
func TestASilentFeedSpeaksForAListWithoutValidators(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	town.plain = true
	o.visit(town.source())
	for after, want := range map[time.Duration]bool{50 * time.Minute: false, 70 * time.Minute: true} {
		town.asked()
		o.clock.pass(after)
		o.visit(town.source())
		if got := slices.Contains(town.asked(), "/nyusatsu/index.html"); got != want && after < time.Hour {
			t.Errorf("after %s the list was asked for: %v", after, got)
		}
		o.clock.pass(2 * time.Hour)
		o.visit(town.source())
		if !slices.Contains(town.asked(), "/nyusatsu/index.html") {
			t.Error("after hours the list was not asked for")
		}
	}
}

// TestAListThatHeldNothingIsReadWholeAgain: it may have been a page that nobody understood.
func TestAListThatHeldNothingIsReadWholeAgain(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds = nil
	town.set(func() { town.calls = nil })
	for _, mayBeEmpty := range []bool{false, false, true} {
		town.set(func() { town.headers, town.requests = nil, nil })
		src.MayBeEmpty = mayBeEmpty
		o.visit(src)
		o.clock.pass(time.Hour)
		last := len(town.headers) - 1
		if got := town.headers[last].Get("If-None-Match") != ""; got != mayBeEmpty {
			t.Errorf("may be empty %v: asked conditionally %v", mayBeEmpty, got)
		}
	}
}

// TestAListInAFrameIsFollowed on the same site.
func TestAListInAFrameIsFollowed(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds, src.Lists = nil, []string{town.URL + "/frames.html"}
	town.serveInstead(map[string]string{
		"/frames.html": `<html><head><title>入札情報</title></head><frameset cols="20%,80%"><frame src="/menu.html" name="menu"><frame src="/nyusatsu/index.html" name="main"></frameset></html>`,
		"/menu.html":   `<html><body><a href="/">トップ</a></body></html>`,
	})
	if report := o.visit(src); report.State != sources.OK || report.New != 5 {
		t.Errorf("%+v", report)
	}
}

// TestFramesOfOtherSitesAreLeftAlone, and of one's own no more than six are looked into.
func TestFramesOfOtherSitesAreLeftAlone(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds, src.Lists = nil, []string{town.URL + "/frames.html"}
	empty := `<html><body><a href="/">トップ</a></body></html>`
	frames := `<html><head><title>入札情報</title></head><frameset><frame src="http://127.0.0.9:1/foreign.html"><frame src="/a.html"><frame src="/b.html"><frame src="/c.html"><frame src="/d.html"><frame src="/e.html"><frame src="/f.html"><frame src="/nyusatsu/index.html"></frameset></html>`
	town.serveInstead(map[string]string{"/frames.html": frames, "/a.html": empty, "/b.html": empty, "/c.html": empty, "/d.html": empty, "/e.html": empty, "/f.html": empty})
	report := o.visit(src)
	asked := town.asked()
	if slices.Contains(asked, "/nyusatsu/index.html") || !slices.Contains(asked, "/f.html") {
		t.Errorf("asked for %v", asked)
	}
	if strings.Contains(fmt.Sprint(report.Problems), "127.0.0.9") {
		t.Errorf("%+v", report.Problems)
	}
}

// TestANoticeIsToldByThePageThatWasAskedFor, not by the frame that was asked for after it.
func TestANoticeIsToldByThePageThatWasAskedFor(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds, src.Lists = nil, []string{town.URL + "/frames.html"}
	town.serveInstead(map[string]string{
		"/frames.html": `<html><head><title>入札情報</title></head><body><h1>入札情報</h1><p>セッションが切れました。</p><iframe src="/in.html"></iframe></body></html>`,
		"/in.html":     htmlPage("市の木", strings.Repeat("<p>市の木はけやきです。</p>", 100)),
	})
	if report := o.visit(src); report.State != sources.Suspect || !strings.Contains(fmt.Sprint(report.Problems), "セッションが切れ") {
		t.Errorf("%s: %+v", report.State, report.Problems)
	}
}

// TestAListIsFollowedThroughItsPagerUpToABound, as long as it holds something new.
func TestAListIsFollowedThroughItsPagerUpToABound(t *testing.T) {
	town := newCity(t)
	o := newOffice(t, func(opt *crawler.Options) { opt.MaxPages = 3 })
	src := town.source()
	src.Feeds, src.Lists = nil, []string{town.URL + "/list.html"}
	pages := map[string]string{}
	for n := 1; n <= 6; n++ {
		path, call := "/list.html", fmt.Sprintf("/call%d.html", n)
		if n > 1 {
			path = fmt.Sprintf("/list%d.html", n)
		}
		title := fmt.Sprintf("第%d公園に関する公募型プロポーザルの実施について", n)
		pages[path] = htmlPage("募集", fmt.Sprintf(`<ul><li><span class="date">2026年11月%d日</span> <a href="%s">%s</a></li><li><span class="date">2026年10月%d日</span> <a href="/x%d.html">入札公告（%d）一般競争入札</a></li></ul><div class="pager"><a rel="next" href="/list%d.html">次へ</a></div>`, 20-n, call, title, 20-n, n, n, n+1))
		pages[call] = htmlPage(title, "<p>提出期限：令和8年12月18日</p>")
		pages[fmt.Sprintf("/x%d.html", n)] = htmlPage(fmt.Sprintf("入札公告（%d）一般競争入札", n), "<p>入札書の提出期限：令和8年12月18日</p>")
	}
	town.serveInstead(pages)
	o.visit(src)
	asked := town.asked()
	if !slices.Contains(asked, "/list3.html") || slices.Contains(asked, "/list4.html") {
		t.Errorf("of at most three pages it asked for %v", asked)
	}
	town.set(func() { town.odd = nil })
	pages["/list.html"] = strings.Replace(pages["/list.html"], "2026年11月19日", "2026年11月18日", 1) // a change, nothing new
	town.serveInstead(pages)
	o.clock.pass(time.Minute)
	o.visit(src)
	if asked := town.asked(); slices.Contains(asked, "/list2.html") {
		t.Errorf("a list with nothing new was followed: %v", asked)
	}
}

// TestRowsWithoutAnAddressAreCounted among what is dropped.
func TestRowsWithoutAnAddressAreCounted(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds = nil
	list := strings.Replace(town.list(), "</ul>", `<li><span class="date">2026年11月9日</span> <a href="javascript:open_(7)">公園売店運営事業者公募型プロポーザル</a></li></ul>`, 1)
	town.serveInstead(map[string]string{"/nyusatsu/index.html": list})
	report := o.visit(src)
	dropped, err := o.store.Dropped(src.ID)
	if err != nil || len(dropped) != 1 || !strings.Contains(dropped[0].Title, "公園売店") || report.New != 5 {
		t.Errorf("dropped %+v, %v; %+v", dropped, err, report)
	}
}

// TestADeadPageOfSeveralIsItsOwnTrouble: the feed beside a list that is gone is ok, and keeps its pace.
func TestADeadPageOfSeveralIsItsOwnTrouble(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Lists = []string{town.URL + "/gone.html"}
	for range 3 {
		o.visit(src)
		o.clock.pass(time.Hour)
	}
	h := o.health(src.ID)
	feed, list := h.Addresses[src.Feeds[0]], h.Addresses[src.Lists[0]]
	if feed.State != sources.OK || feed.Failures != 0 || list.State != sources.Failing || list.Failures != 3 {
		t.Errorf("feed %+v\nlist %+v", feed, list)
	}
	if h.State != sources.Failing || !strings.Contains(h.Reason, "gone.html") || !strings.Contains(h.Reason, "other pages were read") {
		t.Errorf("the source shows %s: %s", h.State, h.Reason)
	}
	town.asked()
	report, err := o.VisitAddresses(t.Context(), src, src.Feeds)
	if asked := town.asked(); err != nil || slices.Contains(asked, "/gone.html") || report.State != sources.Failing {
		t.Errorf("asked for %v, %s, %v", asked, report.State, err)
	}
	if after := o.health(src.ID).Addresses[src.Lists[0]]; !after.LastRun.Equal(list.LastRun) || after.Failures != 3 {
		t.Errorf("a page that was not asked for changed: %+v", after)
	}
}

func TestNothingFoundWhereSomethingWasIsAnError(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds = nil
	o.visit(src)
	town.set(func() {
		town.odd = atEntries(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Write([]byte(`<!DOCTYPE html><html lang="ja"><head><title>新しいデザイン</title></head><body><main><h1>入札・契約</h1><div id="app"></div></main></body></html>`))
		})
	})
	for range 2 { // and stays one
		o.clock.pass(time.Hour)
		if report := o.visit(src); report.State != sources.Failing || report.Withdrawn != 0 {
			t.Fatalf("%+v", report)
		}
	}
	src.MayBeEmpty = true
	if report := o.visit(src); report.State == sources.Failing && !strings.Contains(report.Reason, "no list") {
		t.Errorf("may_be_empty: %+v", report)
	}
}

// TestLostDatesAreAnError: the titles are still found, but a list without days can no longer tell what is new.
func TestLostDatesAreAnError(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds = nil
	o.visit(src)
	town.set(func() {
		for i := range town.calls {
			town.calls[i].day = ""
		}
	})
	o.clock.pass(time.Hour)
	if report := o.visit(src); report.State != sources.Degraded || !strings.Contains(report.Reason, "none of 5 announcements has a date where 5 had one") {
		t.Fatalf("%+v", report)
	}
	for range 3 { // the new layout is believed in the end
		o.clock.pass(time.Hour)
		o.visit(src)
	}
	if report := o.visit(src); report.State != sources.OK || len(o.records()) != 5 {
		t.Errorf("%+v", report)
	}
}

// TestALostFieldDegradesItsSource: the pages answer and are read, but their deadlines are gone.
func TestALostFieldDegradesItsSource(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	for id := 6; id <= 14; id++ {
		town.publish(id)
	}
	src := town.source()
	if report := o.visit(src); report.State != sources.OK || report.New != 14 {
		t.Fatalf("%+v", report)
	}
	town.set(func() {
		town.odd = func(w http.ResponseWriter, r *http.Request) bool {
			if !strings.HasPrefix(r.URL.Path, "/nyusatsu/1") {
				return false
			}
			answer := httptest.NewRecorder()
			r.Header.Del("If-None-Match")
			town.page(answer, r)
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Write([]byte(regexp.MustCompile(`<tr><th>企画提案書の提出期限.*?</tr>`).ReplaceAllString(answer.Body.String(), "")))
			return true
		}
	})
	o.clock.pass(24 * time.Hour)
	report := o.visit(src)
	if report.State != sources.Degraded || !strings.Contains(report.Reason, "deadline: 0 of the latest") || !strings.Contains(report.Reason, "calls have a deadline, where 100 % did") {
		t.Fatalf("%s: %s", report.State, report.Reason)
	}
	o.clock.pass(time.Hour)
	if report = o.visit(src); report.State != sources.Degraded { // nothing was read: it stays
		t.Errorf("%+v", report)
	}
	town.set(func() { town.odd = nil })
	o.clock.pass(24 * time.Hour)
	if report = o.visit(src); report.State != sources.OK {
		t.Errorf("%+v", report)
	}
}

// TestTheRhythmIsThatOfNewAnnouncements: a corrected title is a change, and no news.
func TestTheRhythmIsThatOfNewAnnouncements(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	o.visit(src)
	first := o.health(src.ID)
	town.set(func() { town.calls[0].title += "（訂正）" })
	o.clock.pass(5 * time.Hour)
	if report := o.visit(src); report.Revised != 1 {
		t.Fatalf("%+v", report)
	}
	if h := o.health(src.ID); !h.LastNew.Equal(first.LastNew) || h.Rhythm != 0 {
		t.Errorf("a corrected title counts as news: %+v", h)
	}
	town.publish(6)
	o.clock.pass(5 * time.Hour)
	o.visit(src)
	if h := o.health(src.ID); h.LastNew.Equal(first.LastNew) || h.Rhythm < 9.9 || h.Rhythm > 10.1 {
		t.Errorf("a new call after ten hours makes a rhythm of %.1f hours", h.Rhythm)
	}
}

// TestASiteSearchedInVainIsLeftAlone until it is searched again: nothing is asked for meanwhile, so nothing is visited.
func TestASiteSearchedInVainIsLeftAlone(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	town.set(func() {
		town.odd = func(w http.ResponseWriter, r *http.Request) bool {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Write([]byte("<html><head><title>浜辺町</title></head><body><p>ようこそ浜辺町へ。</p></body></html>"))
			return true
		}
	})
	src := sources.Source{ID: "town", Issuer: town.source().Issuer, Discover: true, Site: town.URL + "/", Schedule: "0 7-19 * * 1-5", Where: "test:1"}
	plan, err := schedule.PlanOf(src, "", timetable.Hours{})
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		searched := o.clock.Now()
		report := o.visit(src)
		if report.State != sources.Failing || report.Requests == 0 {
			t.Fatalf("%+v", report)
		}
		health, err := o.Crawler.Health(src.ID)
		if err != nil {
			t.Fatal(err)
		}
		next := plan.Next(searched, health)
		if due := health.Found.At.Add(discover.RestOf(health.Found)); next.Before(due) || next.Sub(due) > 4*24*time.Hour {
			t.Errorf("searched at %s, due again at %s and visited at %s", searched, due, next)
		}
		o.clock.pass(next.Sub(searched))
	}
}

const maxDelay = 30 * time.Second

// certificate signs itself, for a name or address and until an instant.
func certificate(t *testing.T, host string, until time.Time) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	form := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: until.AddDate(-1, 0, 0), NotAfter: until, IsCA: true, BasicConstraintsValid: true}
	if ip := net.ParseIP(host); ip != nil {
		form.IPAddresses = []net.IP{ip}
	} else {
		form.DNSNames = []string{host}
	}
	signed, err := x509.CreateCertificate(rand.Reader, form, form, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(signed)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{signed}, PrivateKey: key, Leaf: leaf}
}

// TestRobotsAreAskedForOnceADay: a copy counts for a day; where there is no new one then, the site is left alone.
func TestRobotsAreAskedForOnceADay(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	asked := func() (n int) {
		town.set(func() {
			for _, path := range town.requests {
				if path == "/robots.txt" {
					n++
				}
			}
		})
		return n
	}
	o.visit(town.source())
	o.clock.pass(23 * time.Hour)
	if o.visit(town.source()); asked() != 1 {
		t.Errorf("robots.txt was asked for %d times within a day", asked())
	}
	town.set(func() {
		town.requests = nil
		town.odd = func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path == "/robots.txt" {
				w.WriteHeader(http.StatusServiceUnavailable)
			}
			return r.URL.Path == "/robots.txt"
		}
	})
	o.clock.pass(2 * time.Hour)
	if report := o.visit(town.source()); report.State != sources.Blocked || len(town.requests) != asked() {
		t.Errorf("%+v; asked for %v", report, town.requests)
	}
	if len(o.records()) != 5 || byNumber(t, o, "1").Status != opportunity.Open {
		t.Error("a site that is left alone lost its records")
	}
}

func TestACrawlDelayIsKeptAsLongAsItIsAskedFor(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	lasted := func() time.Duration {
		begun := o.clock.Now()
		o.visit(town.source())
		return o.clock.Now().Sub(begun).Round(time.Second)
	}
	town.robots = "User-agent: *\nCrawl-delay: 7"
	if took := lasted(); took != 49*time.Second { // robots.txt, feed, list, five pages
		t.Errorf("eight requests 7 s apart took %s", took)
	}
	town.set(func() { town.robots = "User-agent: *\nCrawl-delay: 3600" })
	o.clock.pass(25 * time.Hour)
	if took := lasted(); took != 7*maxDelay {
		t.Errorf("eight requests with the longest delay that is honoured took %s", took)
	}
	town.set(func() { town.robots = "User-agent: *\nAllow: /" })
	o.clock.pass(25 * time.Hour)
	if took := lasted(); took != 7*time.Second {
		t.Errorf("without the delay, eight requests took %s", took)
	}
}

func TestTheDailyBudgetEndsTheVisitNotTheRecord(t *testing.T) {
	town := newCity(t)
	o := newOffice(t, func(opt *crawler.Options) { opt.DailyBudget = 5 })
	report := o.visit(town.source())
	if len(town.requests) != 5 || report.New != 5 || report.Pending == 0 {
		t.Fatalf("%d requests, %+v", len(town.requests), report)
	}
	for range 2 { // two pages a day beside robots.txt, feed and list
		o.clock.pass(24 * time.Hour)
		report = o.visit(town.source())
	}
	if report.Pending != 0 {
		t.Errorf("two days later: %+v", report)
	}
}

// TestTLSProblemsAreExplainedAndCanBeAccepted visits servers as old ones are configured, strictly and with tls_insecure.
func TestTLSProblemsAreExplainedAndCanBeAccepted(t *testing.T) {
	good := time.Now().AddDate(0, 6, 0)
	for _, c := range []struct {
		name, host string
		until      time.Time
		trusted    bool // by the strict transport
		newest     uint16
		reason     string
	}{
		{name: "unknown authority", host: "127.0.0.1", until: good, reason: "does not lead to a known authority"},
		{name: "another host", host: "www.city.example.jp", until: good, trusted: true, reason: "not for 127.0.0.1"},
		{name: "expired", host: "127.0.0.1", until: time.Now().AddDate(0, 0, -1), trusted: true, reason: "expired"},
		{name: "TLS 1.0", host: "127.0.0.1", until: good, trusted: true, newest: tls.VersionTLS10, reason: "no TLS version or cipher suite is common"},
		{name: "nothing wrong", host: "127.0.0.1", until: good, trusted: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			town := newCity(t)
			plain := town.Server
			town.Server = httptest.NewUnstartedServer(town)
			cert := certificate(t, c.host, c.until)
			town.TLS = &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS10, MaxVersion: c.newest}
			town.Config.ErrorLog = nil
			town.StartTLS()
			t.Cleanup(town.Close)
			plain.Close()
			o := newOffice(t, func(opt *crawler.Options) {
				options := transport.Options{Guard: transport.Guard{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}}, Timeout: 5 * time.Second}
				strict := transport.New(options)
				if c.trusted {
					strict.TLSClientConfig.RootCAs = x509.NewCertPool()
					strict.TLSClientConfig.RootCAs.AddCert(cert.Leaf)
				}
				options.Insecure = true
				opt.Transport, opt.Lenient = strict, transport.New(options)
			})
			src := town.source()
			report := o.visit(src)
			if c.reason == "" {
				if report.State != sources.OK {
					t.Errorf("%s: %s", report.State, report.Reason)
				}
				return
			}
			if report.State != sources.Failing || !strings.Contains(report.Reason, c.reason) || !strings.Contains(report.Reason, "tls_insecure: true") {
				t.Errorf("%s: %s", report.State, report.Reason)
			}
			src.Insecure = true
			o.clock.pass(time.Hour)
			if report := o.visit(src); report.State != sources.OK || report.New != 5 {
				t.Errorf("with tls_insecure %s: %s", report.State, report.Reason)
			}
		})
	}
}

// TestOurOwnNetworkIsNobodysFault visits many sites of which none can be reached.
func TestOurOwnNetworkIsNobodysFault(t *testing.T) {
	o := newOffice(t, nil)
	var list []sources.Source
	var towns []*city
	for n := range 8 {
		town := newCity(t)
		src := town.source()
		src.ID = fmt.Sprintf("city-%d", n)
		list, towns = append(list, src), append(towns, town)
	}
	run := func() map[string]sources.Report {
		reports, mu := map[string]sources.Report{}, sync.Mutex{}
		o.Run(t.Context(), list, func(src sources.Source, r sources.Report, err error) {
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				t.Error(err)
			}
			reports[src.ID] = r
		})
		return reports
	}
	run()
	for _, town := range towns {
		town.Close()
	}
	o.clock.pass(25 * time.Hour)
	for id, r := range run() {
		h := o.health(id)
		if r.State != sources.OK || h.Failures != 0 || !strings.Contains(r.Reason, "own network") {
			t.Errorf("%s: %s (%s), %d failures", id, r.State, r.Reason, h.Failures)
		}
	}
}

// storesTogether stores what it is given once two visits are.
type storesTogether struct {
	crawler.Store
	ctx  context.Context
	left atomic.Int32
	both chan struct{}
}

func (s *storesTogether) Apply(v sources.Visit) (sources.Outcome, error) {
	if s.left.Add(-1) == 0 {
		close(s.both)
	}
	select {
	case <-s.both:
		return s.Store.Apply(v)
	case <-s.ctx.Done():
		return sources.Outcome{}, s.ctx.Err()
	}
}

type bomber struct{}

func (bomber) Observe(fetch.Traffic) { panic("boom") }

func TestACancelledVisitStoresNothingAndLeavesTheGateOpen(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	ctx, cancel := context.WithCancel(context.Background())
	town.odd = func(w http.ResponseWriter, r *http.Request) bool {
		if strings.HasSuffix(r.URL.Path, "/4.html") {
			cancel()
		}
		return false
	}
	if _, err := o.Visit(ctx, town.source()); err == nil {
		t.Fatal("a cancelled visit reports no error")
	}
	if len(o.records()) != 0 {
		t.Error("a cancelled visit stored records")
	}
	town.set(func() { town.odd = nil })
	if report := o.visit(town.source()); report.New != 5 {
		t.Errorf("%+v", report)
	}
}

// TestRunEndsWhereHostsMakeItWait runs twice over more sources than there are places: hosts that ask for delays, that are
// in trouble, and that were in trouble a moment ago.
func TestRunEndsWhereHostsMakeItWait(t *testing.T) {
	o := newOffice(t, func(opt *crawler.Options) { opt.Visits = 2 })
	var list []sources.Source
	for i := range 8 {
		town := newCity(t)
		switch i % 4 {
		case 1:
			town.robots = "User-agent: *\nCrawl-delay: 7"
		case 2:
			town.odd = func(w http.ResponseWriter, r *http.Request) bool {
				w.WriteHeader(http.StatusServiceUnavailable)
				return true
			}
		case 3:
			town.odd = everyThird(func(w http.ResponseWriter) { w.WriteHeader(http.StatusBadGateway) })
		}
		src := town.source()
		src.ID = fmt.Sprintf("city-%d", i)
		list = append(list, src)
	}
	for range 2 {
		ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
		states := map[sources.State]int{}
		var mu sync.Mutex
		o.Run(ctx, list, func(src sources.Source, r sources.Report, err error) {
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				t.Errorf("%s: %v", src.ID, err)
			}
			states[r.State]++
		})
		if ctx.Err() != nil || states[sources.OK] != 6 || states[sources.Blocked] != 2 {
			t.Fatalf("%v, states %v", ctx.Err(), states)
		}
		cancel()
	}
}

// TestASlowServerKeepsNoOtherFromBeingVisited has place for one visit, and a server that answers once the other was visited.
func TestASlowServerKeepsNoOtherFromBeingVisited(t *testing.T) {
	o := newOffice(t, func(opt *crawler.Options) { opt.Visits, opt.Gap = 1, 0 })
	visited := make(chan struct{})
	slow, quick := newCity(t), newCity(t)
	slow.odd = func(_ http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path != "/robots.txt" {
			select {
			case <-visited:
			case <-r.Context().Done():
			}
		}
		return false
	}
	first, second := slow.source(), quick.source()
	first.ID, second.ID = "slow", "quick"
	states := map[string]sources.State{}
	var mu sync.Mutex
	o.Run(context.Background(), []sources.Source{first, second}, func(src sources.Source, r sources.Report, err error) {
		mu.Lock()
		defer mu.Unlock()
		states[src.ID] = r.State
		if src.ID == "quick" {
			close(visited)
		}
	})
	if states["slow"] != sources.OK || states["quick"] != sources.OK {
		t.Errorf("states %v", states)
	}
}

// TestAVisitThatIsBeingStoredKeepsNoOtherFromBeingMade has place for one visit, and stores none before two are to be stored.
func TestAVisitThatIsBeingStoredKeepsNoOtherFromBeingMade(t *testing.T) {
	o := newOffice(t, nil)
	together := &storesTogether{Store: o.store, both: make(chan struct{})}
	together.left.Store(2)
	c := crawler.New(together, crawler.Options{UserAgent: "koubo/test (contact: test@example.jp)", Visits: 1, Clock: o.clock,
		Transport: transport.New(transport.Options{Guard: transport.Guard{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}}})})
	first, second := newCity(t).source(), newCity(t).source()
	first.ID, second.ID = "first", "second"
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	together.ctx = ctx
	c.Run(ctx, []sources.Source{first, second}, func(_ sources.Source, _ sources.Report, err error) {
		if err != nil {
			t.Error(err)
		}
	})
}

func TestAPanickingVisitEndsAsAnError(t *testing.T) {
	o := newOffice(t, func(opt *crawler.Options) { opt.Observer = bomber{} })
	var got error
	o.Run(context.Background(), []sources.Source{newCity(t).source()}, func(_ sources.Source, _ sources.Report, err error) { got = err })
	if got == nil || !strings.Contains(got.Error(), "failed inside the program") {
		t.Errorf("%v", got)
	}
}

// tableOf is a list whose columns tell the last day of a call with a page.
func tableOf(title, due string) string {
	return "<html><body><main><h1>公募情報</h1><table><tr><th>件名</th><th>提出期限</th></tr><tr><td><a href='/nyusatsu/3.html'>" + title + "</a></td><td>" + due +
		"</td></tr><tr><td><a href='/nyusatsu/4.html'>" + "庁舎清掃業務に係る公募型プロポーザルの実施について" + "</a></td><td>令和8年12月4日</td></tr></table></main></body></html>"
}

// TestADeadlineThatTheListAloneStates is followed where the column changes and the page does not, and stands where the page changes and the
// list is not read again or states it no more.
func TestADeadlineThatTheListAloneStates(t *testing.T) {
	const title = "第3公園に関する公募型プロポーザルの実施について"
	for name, c := range map[string]struct {
		page, list string // what is added to the page, and what the list states, at the second visit
		want       string
		title      string // what the list adds to the title then
	}{
		"nothing changes":                       {"", "令和8年12月18日", "2026-12-18", ""},
		"the column is extended":                {"", "令和8年12月25日（延長）", "2026-12-25", ""},
		"so is the title":                       {"", "令和8年12月25日", "2026-12-25", "【期間延長】"},
		"the page changes, the list does not":   {"<p>更新日：2026年11月11日</p>", "令和8年12月18日", "2026-12-18", ""},
		"both change":                           {"<p>更新日：2026年11月11日</p>", "令和8年12月25日", "2026-12-25", ""},
		"the column takes it back":              {"", "未定", "", ""},
		"the list has no such column any more":  {"<p>更新日：2026年11月11日</p>", "-", "2026-12-18", ""},
		"the page states another than the list": {"<p>提出期限：令和8年12月11日</p>", "令和8年12月18日", "2026-12-11", ""},
	} {
		town, o := newCity(t), newOffice(t, nil)
		src := town.source()
		src.Feeds = nil
		pages := map[string]string{"/nyusatsu/3.html": htmlPage(title, "<p>業務の提案を募集します。</p>"), "/nyusatsu/index.html": tableOf(title, "令和8年12月18日"),
			"/nyusatsu/4.html": htmlPage("庁舎清掃業務に係る公募型プロポーザルの実施について", "<p>業務の提案を募集します。</p>")}
		town.set(func() { town.odd = tagged(pages) })
		o.visit(src)
		if day, _ := submission(byNumber(t, o, "3")); day != "2026-12-18" {
			t.Fatalf("%s: first %q", name, day)
		}
		pages["/nyusatsu/3.html"] = htmlPage(title, "<p>業務の提案を募集します。</p>"+c.page)
		pages["/nyusatsu/index.html"] = tableOf(c.title+title, c.list)
		if c.list == "-" {
			pages["/nyusatsu/index.html"] = "<html><body><main><h1>公募情報</h1><ul><li><a href='/nyusatsu/3.html'>" + title + "</a></li></ul></main></body></html>"
		}
		for range 2 {
			o.clock.pass(24 * time.Hour)
			o.visit(src)
		}
		if day, _ := submission(byNumber(t, o, "3")); day != c.want {
			t.Errorf("%s: %q, want %q", name, day, c.want)
		}
	}
}

// tagged answers with pages, each under a tag of its text.
func tagged(pages map[string]string) func(http.ResponseWriter, *http.Request) bool {
	return func(w http.ResponseWriter, r *http.Request) bool {
		text, ok := pages[r.URL.Path]
		if !ok {
			return false
		}
		tag := fmt.Sprintf(`"%x"`, sha256.Sum256([]byte(text)))
		w.Header().Set("ETag", tag)
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return true
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, text)
		return true
	}
}

// TestTheDaysOfAListStandWhereAPageCannotBeRead and its list, which reads as before, is not read again.
func TestTheDaysOfAListStandWhereAPageCannotBeRead(t *testing.T) {
	const title = "第3公園に関する公募型プロポーザルの実施について"
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds = nil
	pages := map[string]string{"/nyusatsu/3.html": "%PDF-1.4 a picture", "/nyusatsu/index.html": tableOf(title, "令和8年12月18日"), "/nyusatsu/4.html": "%PDF-1.4 another"}
	town.set(func() { town.odd = tagged(pages) })
	for _, c := range []struct{ page, list, want string }{
		{"%PDF-1.4 a picture", "令和8年12月18日", "2026-12-18"}, {"%PDF-1.4 a new one", "令和8年12月18日", "2026-12-18"}, {"%PDF-1.4 a new one", "令和8年12月25日", "2026-12-25"}, {"%PDF-1.4 the latest", "令和8年12月25日", "2026-12-25"},
	} {
		pages["/nyusatsu/3.html"], pages["/nyusatsu/index.html"] = c.page, tableOf(title, c.list)
		o.visit(src)
		if day, _ := submission(byNumber(t, o, "3")); day != c.want {
			t.Errorf("%+v: %q", c, day)
		}
		o.clock.pass(24 * time.Hour)
	}
}
