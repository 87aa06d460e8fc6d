package websub_test

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"koubo/bench/synthetic"
	"koubo/crawler/transport"
	"koubo/notify/websub"
	"koubo/sources"
	"koubo/store"
	"koubo/web"
	"koubo/web/front"
	"koubo/web/syndication"
)

const base = "https://koubo.example.jp"

// town is a store, a front and its hub, with subscribers on the loopback network.
type town struct {
	*store.Store
	hub         *websub.Hub
	front       http.Handler
	now         func() time.Time
	subscribers *httptest.Server
	stop        func()

	mu       sync.Mutex
	offset   time.Duration
	got      map[string][]delivery // by path of the callback
	answer   map[string]int        // status by path; 0 for 200
	hang     chan struct{}         // closed at the end: paths /hang… wait for it
	declines bool                  // callbacks repeat no challenge
	checks   []url.Values
	queries  []string // as they came
}

type delivery struct {
	body   []byte
	header http.Header
}

func newTown(t *testing.T, limits websub.Limits) *town {
	t.Helper()
	s, err := store.Open(filepath.Join(t.TempDir(), "koubo.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	c := &town{Store: s, got: map[string][]delivery{}, answer: map[string]int{}, hang: make(chan struct{})}
	c.now = func() time.Time {
		c.mu.Lock()
		defer c.mu.Unlock()
		return time.Now().Add(c.offset)
	}
	if err := synthetic.Fill(s, 200, time.Now()); err != nil {
		t.Fatal(err)
	}
	c.subscribers = httptest.NewServer(http.HandlerFunc(c.receive))
	t.Cleanup(func() { close(c.hang); c.subscribers.Close() })
	c.open(t, limits)
	return c
}

// open starts a hub over the store, as a restart does.
func (c *town) open(t *testing.T, limits websub.Limits) {
	t.Helper()
	cfg := front.Config{Records: c, Visits: c, BaseURL: base, Now: c.now}
	topics := syndication.NewTopics(cfg)
	c.hub = &websub.Hub{Address: topics.Hub(), Topics: topics, Drawer: c.Drawer("websub"), Generation: c.Generation,
		Transport: transport.New(transport.Options{Guard: transport.Guard{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}}, Timeout: 20 * time.Second}),
		UserAgent: "koubo-test", Now: c.now, Wait: func(int) time.Duration { return time.Hour }, Limits: limits, Log: slog.New(slog.DiscardHandler)}
	if err := c.hub.Load(); err != nil {
		t.Fatal(err)
	}
	cfg.Hub = c.hub
	c.front = web.New(cfg)
	c.run(t)
}

// run has the hub work until stop.
func (c *town) run(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); _ = c.hub.Run(ctx) }()
	var once sync.Once
	c.stop = func() { once.Do(func() { cancel(); <-done }) }
	t.Cleanup(c.stop)
}

// receive is a subscriber.
func (c *town) receive(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodGet {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.checks, c.queries = append(c.checks, r.URL.Query()), append(c.queries, r.URL.RawQuery)
		if !c.declines {
			_, _ = io.WriteString(w, r.URL.Query().Get("hub.challenge"))
		}
		return
	}
	body, _ := io.ReadAll(r.Body)
	if strings.HasPrefix(r.URL.Path, "/hang") {
		<-c.hang
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.got[r.URL.Path] = append(c.got[r.URL.Path], delivery{body, r.Header})
	if status := c.answer[r.URL.Path]; status != 0 {
		w.WriteHeader(status)
	}
}

// ask sends a request to the hub, as the front passes it on.
func (c *town) ask(form url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, "/websub", strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	c.front.ServeHTTP(w, r)
	return w
}

func (c *town) form(mode, path, topic string) url.Values {
	return url.Values{"hub.mode": {mode}, "hub.callback": {c.subscribers.URL + path}, "hub.topic": {base + topic}}
}

// subscribe subscribes a path and waits until the hub keeps it.
func (c *town) subscribe(t *testing.T, path, topic string, more url.Values) {
	t.Helper()
	form := c.form("subscribe", path, topic)
	for name, values := range more {
		form[name] = values
	}
	before := c.kept("s ")
	if w := c.ask(form); w.Code != http.StatusAccepted {
		t.Fatalf("the hub answers %d: %s", w.Code, w.Body)
	}
	c.until(t, "the subscription is kept", func() bool { return c.kept("s ") > before })
}

// kept counts what the data file holds of the hub.
func (c *town) kept(prefix string) (n int) {
	_ = c.Drawer("websub").Each(func(key string, _ []byte) error {
		if strings.HasPrefix(key, prefix) {
			n++
		}
		return nil
	})
	return n
}

// until waits for something that comes by itself.
func (c *town) until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	limit := time.After(time.Minute)
	for tick := time.NewTicker(5 * time.Millisecond); !holds(); {
		select {
		case <-tick.C:
		case <-limit:
			t.Fatal("it does not come about: " + what)
		}
	}
}

func (c *town) deliveries(prefix string) (n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for path, list := range c.got {
		if strings.HasPrefix(path, prefix) {
			n += len(list)
		}
	}
	return n
}

// news stores a new open call.
func (c *town) news(t *testing.T, n int) (title string) {
	t.Helper()
	o := synthetic.Record(n, time.Now())
	o.Title, o.Stage, o.IsOpportunity, o.Kind = fmt.Sprintf("新しい公募 %d", n), "open_call", true, "pilot"
	for i := range o.Deadlines {
		o.Deadlines[i].Start, o.Deadlines[i].End = "", "2099-12-31"
	}
	c.apply(t, sources.Visit{Records: append(sources.Visit{}.Records, o)})
	return o.Title
}

func (c *town) apply(t *testing.T, v sources.Visit) {
	t.Helper()
	v.Source, v.At, v.Health, v.Report = sources.Source{ID: "s1"}, c.now(), sources.Health{State: sources.OK}, sources.Report{Start: c.now(), State: sources.OK}
	if _, err := c.Apply(v); err != nil {
		t.Fatal(err)
	}
}

func TestSubscribersAreSentWhatIsNew(t *testing.T) {
	c := newTown(t, websub.Limits{})
	c.subscribe(t, "/signed?x=1", "/feed.atom", url.Values{"hub.secret": {"s3cret"}, "hub.lease_seconds": {"86400"}})
	c.subscribe(t, "/json", "/feed.json?kind=pilot", nil)
	c.subscribe(t, "/elsewhere", "/feed.rss?kind=naming_rights", nil)
	first := c.checks[0]
	if first.Get("hub.mode") != "subscribe" || first.Get("hub.topic") != base+"/feed.atom" || first.Get("hub.lease_seconds") != "86400" || first.Get("x") != "1" || first.Get("hub.challenge") == "" {
		t.Errorf("the callback was asked with %v", first)
	}
	title := c.news(t, 1001)
	c.until(t, "both are sent the new call", func() bool { return c.deliveries("/signed") == 1 && c.deliveries("/json") == 1 })
	got := c.got["/signed"][0]
	mac := hmac.New(sha256.New, []byte("s3cret"))
	mac.Write(got.body)
	if want := "sha256=" + hex.EncodeToString(mac.Sum(nil)); got.header.Get("X-Hub-Signature") != want {
		t.Errorf("the signature is %q, not %q", got.header.Get("X-Hub-Signature"), want)
	}
	if link := got.header.Get("Link"); link != `<`+base+`/websub>; rel="hub", <`+base+`/feed.atom>; rel="self"` || !strings.HasPrefix(got.header.Get("Content-Type"), "application/atom+xml") || !bytes.Contains(got.body, []byte(title)) {
		t.Errorf("it was sent with %q as %q", link, got.header.Get("Content-Type"))
	}
	if got := c.got["/json"][0]; got.header.Get("X-Hub-Signature") != "" || !bytes.Contains(got.body, []byte(title)) {
		t.Error("the other one was sent something else")
	}
	// What is told to nobody is sent to nobody: another telephone number, a visit that finds nothing new, another kind.
	o := synthetic.Record(3, time.Now())
	o.Contact.Phone = "0999-99-9999"
	c.apply(t, sources.Visit{Records: append(sources.Visit{}.Records, o)})
	c.news(t, 1002)
	c.until(t, "the next call is sent", func() bool { return c.deliveries("/signed") == 2 && c.deliveries("/json") == 2 })
	if n := c.deliveries("/elsewhere"); n > 0 {
		t.Errorf("a feed that nothing came into was sent %d times", n)
	}
}

// TestATopicIsKnownHoweverItIsSpelled: whoever subscribes by another spelling is asked, sent and forgotten by that.
func TestATopicIsKnownHoweverItIsSpelled(t *testing.T) {
	c := newTown(t, websub.Limits{})
	const canonical = base + "/feed.atom?kind=pilot&pref=13&pref=20"
	for spelled, want := range map[string]string{
		canonical: canonical,
		base + "/feed.atom?pref=20&pref=13&kind=pilot":                                            canonical,
		base + "/feed.atom?pref=20,13&kind=pilot":                                                 canonical,
		base + "/feed.atom/?pref=13,20&kind=pilot":                                                canonical,
		base + "/feed%2Eatom?kind=pilot&pref=%31%33&pref=20":                                      canonical,
		base + "/feed.atom?kind=pilot&pref=20&pref=13&q=&utm_source=x&limit=200&sort=revised#top": canonical,
		base + "/feed.atom/": base + "/feed.atom", base + "/feed.atom?": base + "/feed.atom",
		strings.ToUpper(base) + "/feed.atom": base + "/feed.atom", base + ":443/feed.atom": base + "/feed.atom",
		base + ":8443/feed.atom": "", base + ".evil.example/feed.atom": "", "http" + strings.TrimPrefix(base, "https") + "/feed.atom": "", base + "/feed.atom/x": "", base + "/feed.atom?limit=5": "",
		strings.Replace(base, "://", "://u@", 1) + "/feed.atom": "",
	} {
		if got, _ := c.hub.Topics.Canonical(spelled); got != want {
			t.Errorf("%s is %q, want %q", spelled, got, want)
		}
	}
	const spelled = "/feed.atom/?kind=proposal,pilot&pref="
	c.subscribe(t, "/a", spelled, nil)
	c.subscribe(t, "/b", `/feed.atom?q="公募 1001"`, nil)
	if asked := c.checks[0].Get("hub.topic"); asked != base+spelled {
		t.Errorf("the callback was asked for %s", asked)
	}
	c.news(t, 1001)
	c.until(t, "both are sent the new call", func() bool { return c.deliveries("/a") == 1 && c.deliveries("/b") == 1 })
	if link := c.got["/a"][0].header.Get("Link"); !strings.Contains(link, "<"+base+spelled+`>; rel="self"`) {
		t.Errorf("it was sent as %s", link)
	}
	if link := c.got["/b"][0].header.Get("Link"); !strings.Contains(link, "<"+base+"/feed.atom?q=%22%E5%85%AC%E5%8B%9F+1001%22"+`>; rel="self"`) {
		t.Errorf("it was sent as %s", link)
	}
	c.ask(c.form("unsubscribe", "/a", "/feed.atom?kind=proposal&kind=pilot"))
	c.until(t, "the subscription is ended", func() bool { return c.kept("s ") == 1 })
}

func TestFeedsNameTheHub(t *testing.T) {
	c := newTown(t, websub.Limits{})
	get := func(address string) (body, link string) {
		w := httptest.NewRecorder()
		c.front.ServeHTTP(w, httptest.NewRequest(http.MethodGet, address, nil))
		return w.Body.String(), w.Header().Get("Link")
	}
	for address, within := range map[string]string{"/feed.atom": `rel="hub" href="` + base + `/websub"`, "/feed.rss?kind=proposal": `rel="hub"`, "/feed.json": `"url":"` + base + `/websub"`} {
		for range 2 { // made, and kept
			body, link := get(address)
			if !strings.Contains(strings.ReplaceAll(body, `": "`, `":"`), within) || !strings.Contains(link, `<`+base+`/websub>; rel="hub", <`+base+address+`>; rel="self"`) {
				t.Errorf("%s names no hub: %s", address, link)
			}
		}
	}
	for _, address := range []string{"/feed.atom?limit=5", "/feed.atom?changes=entries", "/feed.atom?sort=deadline", "/reminders.atom", "/deadlines.ics"} {
		if body, link := get(address); strings.Contains(body, "/websub") || strings.Contains(link, "/websub") {
			t.Errorf("%s names a hub that would not take it", address)
		}
	}
}

func TestOnlyWhoAnswersIsSubscribed(t *testing.T) {
	c := newTown(t, websub.Limits{})
	c.declines = true
	if w := c.ask(c.form("subscribe", "/a", "/feed.atom")); w.Code != http.StatusAccepted {
		t.Fatalf("the hub answers %d", w.Code)
	}
	c.until(t, "the callback is asked", func() bool { c.mu.Lock(); defer c.mu.Unlock(); return len(c.checks) == 1 })
	c.mu.Lock()
	c.declines = false
	c.mu.Unlock()
	c.subscribe(t, "/b", "/feed.atom", nil)
	if c.kept("s ") != 1 {
		t.Errorf("%d are subscribed", c.kept("s "))
	}
	// A forged end is not confirmed either.
	c.mu.Lock()
	c.declines = true
	c.mu.Unlock()
	c.ask(c.form("unsubscribe", "/b", "/feed.atom"))
	c.until(t, "the callback is asked", func() bool { c.mu.Lock(); defer c.mu.Unlock(); return len(c.checks) == 3 })
	c.news(t, 1001)
	c.until(t, "it is sent", func() bool { return c.deliveries("/b") == 1 })
	c.mu.Lock()
	c.declines = false
	c.mu.Unlock()
	c.ask(c.form("unsubscribe", "/b", "/feed.atom"))
	c.until(t, "the subscription is ended", func() bool { return c.kept("s ") == 0 })
}

func TestRequestsThatCannotBeTaken(t *testing.T) {
	c := newTown(t, websub.Limits{})
	for _, row := range []struct{ name, value, says string }{
		{"hub.mode", "publish", "hub.mode"}, {"hub.callback", "ftp://x.example/", "hub.callback"}, {"hub.callback", "http://u:p@x.example/", "hub.callback"}, {"hub.callback", "http://x.example/#a", "hub.callback"},
		{"hub.callback", "http://x.example/" + strings.Repeat("a", 2000), "hub.callback"}, {"hub.secret", strings.Repeat("s", 200), "hub.secret"}, {"hub.lease_seconds", "soon", "hub.lease_seconds"},
		{"hub.topic", "https://other.example/feed.atom", "hub.topic"}, {"hub.topic", base + "/", "hub.topic"}, {"hub.topic", base + "/feed.atom?kind=nonsense", "hub.topic"}, {"hub.topic", base + "/feed.atom?cursor=r.0.1", "hub.topic"},
		{"hub.topic", base + "/feed.atom?limit=1", "hub.topic"}, {"hub.topic", base + "/deadlines.ics", "hub.topic"}, {"hub.topic", base + "/export.csv", "hub.topic"}, {"hub.topic", base + "/feed.atom?changes=entries", "hub.topic"},
	} {
		form := c.form("subscribe", "/a", "/feed.atom")
		form.Set(row.name, row.value)
		if w := c.ask(form); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), row.says) {
			t.Errorf("%s=%.60s: %d %s", row.name, row.value, w.Code, w.Body)
		}
	}
	r := httptest.NewRecorder()
	c.front.ServeHTTP(r, httptest.NewRequest(http.MethodGet, "/websub", nil))
	if r.Code != http.StatusMethodNotAllowed {
		t.Errorf("GET is answered with %d", r.Code)
	}
	big := httptest.NewRequest(http.MethodPost, "/websub", strings.NewReader("hub.callback="+strings.Repeat("a", 20<<10)))
	big.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r = httptest.NewRecorder()
	if c.front.ServeHTTP(r, big); r.Code != http.StatusBadRequest {
		t.Errorf("a long body is answered with %d", r.Code)
	}
	if len(c.checks) > 0 {
		t.Errorf("callbacks were asked: %v", c.checks)
	}
}

func TestLimitsOfSubscriptions(t *testing.T) {
	c := newTown(t, websub.Limits{PerHost: 2, Topics: 2, Checks: 6})
	c.subscribe(t, "/a", "/feed.atom", nil)
	c.subscribe(t, "/b", "/feed.atom?kind=pilot", nil)
	if w := c.ask(c.form("subscribe", "/c", "/feed.atom?kind=pfi")); w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" {
		t.Errorf("a third feed: %d", w.Code)
	}
	if w := c.ask(c.form("subscribe", "/c", "/feed.atom")); w.Code != http.StatusTooManyRequests {
		t.Errorf("a third callback at a host: %d", w.Code)
	}
	if w := c.ask(c.form("subscribe", "/a", "/feed.atom")); w.Code != http.StatusAccepted {
		t.Errorf("one that is renewed: %d", w.Code)
	}
	codes := map[int]int{}
	for range 10 {
		codes[c.ask(c.form("unsubscribe", "/a", "/feed.atom")).Code]++
	}
	if codes[http.StatusAccepted] != 3 || codes[http.StatusTooManyRequests] != 7 {
		t.Errorf("a host that is asked again and again: %v", codes)
	}
}

func TestCallbacksInsideAreNotReached(t *testing.T) {
	c := newTown(t, websub.Limits{})
	c.stop()
	c.hub.Transport = transport.New(transport.Options{}) // as an operator has it who opened no network
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); _ = c.hub.Run(ctx) }()
	defer func() { cancel(); <-done }()
	for range 3 {
		c.ask(c.form("subscribe", "/inside", "/feed.atom"))
	}
	c.until(t, "the requests are worked off", func() bool { return c.hub.Waiting() == 0 })
	if len(c.checks) > 0 || c.kept("s ") > 0 {
		t.Errorf("%d requests reached an address that is not public", len(c.checks))
	}
}

func TestLeasesEndAndTheDeadAreForgotten(t *testing.T) {
	c := newTown(t, websub.Limits{})
	c.subscribe(t, "/short", "/feed.atom", url.Values{"hub.lease_seconds": {"3600"}})
	c.subscribe(t, "/broken", "/feed.atom", nil)
	c.subscribe(t, "/wantsnomore", "/feed.atom", nil)
	c.answer["/broken"], c.answer["/wantsnomore"] = http.StatusInternalServerError, http.StatusGone
	c.news(t, 1001)
	c.until(t, "all are tried", func() bool { return c.deliveries("/") == 3 })
	c.until(t, "who wants no more is forgotten", func() bool { return c.kept("s ") == 2 })
	c.until(t, "the failure is noted", func() bool {
		noted := false
		_ = c.Drawer("websub").Each(func(_ string, value []byte) error {
			noted = noted || bytes.Contains(value, []byte(`"failures":1`))
			return nil
		})
		return noted
	})
	c.move(2 * time.Hour)
	c.hub.Sweep()
	if c.kept("s ") != 1 {
		t.Errorf("%d subscriptions are kept after a lease", c.kept("s "))
	}
	c.until(t, "the broken one is tried again", func() bool { return c.deliveries("/broken") == 2 })
	c.move(4 * 24 * time.Hour)
	c.hub.Sweep()
	if c.kept("s ") != 0 || c.kept("t ") != 0 {
		t.Errorf("%d subscriptions and %d feeds are kept of nobody", c.kept("s "), c.kept("t "))
	}
}

func (c *town) move(by time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.offset += by
}

func TestWhatCameWhileTheHubStoodStillIsSent(t *testing.T) {
	c := newTown(t, websub.Limits{})
	c.subscribe(t, "/a", "/feed.atom", nil)
	c.stop()
	c.news(t, 1001)
	c.open(t, websub.Limits{})
	c.until(t, "it is sent after the restart", func() bool { return c.deliveries("/a") == 1 })
}

// TestAThousandSubscribers has 100 of them dead: half hang, half refuse. It logs how long the last living one waited from Apply.
func TestAThousandSubscribers(t *testing.T) {
	const all, dead = 1000, 100
	c := newTown(t, websub.Limits{PerHost: all, Checks: all})
	for i := range all {
		path := fmt.Sprintf("/live%d", i)
		if i%20 == 0 {
			path = fmt.Sprintf("/hang%d", i)
		}
		if i%20 == 1 {
			path = fmt.Sprintf("/refuse%d", i)
			c.answer[path] = http.StatusBadGateway
		}
		for c.ask(c.form("subscribe", path, "/feed.atom")).Code != http.StatusAccepted {
			time.Sleep(time.Millisecond) // the line is full
		}
	}
	c.until(t, "all are subscribed", func() bool { return c.kept("s ") == all })
	begun := time.Now()
	c.news(t, 1001)
	c.until(t, "the living are sent it", func() bool { return c.deliveries("/live") == all-dead })
	t.Logf("%d living subscribers of %d were sent a new call %v after Apply began", all-dead, all, time.Since(begun).Round(time.Millisecond))
	begun = time.Now()
	c.news(t, 1002)
	c.until(t, "the living are sent the next", func() bool { return c.deliveries("/live") == 2*(all-dead) })
	t.Logf("the next call reached them after %v", time.Since(begun).Round(time.Millisecond))
}
