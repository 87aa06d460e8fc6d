package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"koubo/parsers/page"
	"koubo/sources"

	"github.com/gocolly/colly/v2"
)

// TestANetworkWithOtherOptionsKeepsTheHosts: what both ask of one host is one visitor's, at the new distance.
func TestANetworkWithOtherOptionsKeepsTheHosts(t *testing.T) {
	first := NewNetwork(Options{UserAgent: "koubo/1", Gap: time.Second, Clock: SystemClock{}})
	u, err := url.Parse("https://www.city.example.jp/")
	if err != nil {
		t.Fatal(err)
	}
	g := first.gates.of(u)
	second := first.With(Options{UserAgent: "other/1", Gap: 5 * time.Second, DailyBudget: 1, Clock: SystemClock{}})
	if second.gates.of(u) != g || g.currentGap() != 5*time.Second || second.product == first.product {
		t.Errorf("gap %s, product %s", g.currentGap(), second.product)
	}
	if _, err := g.wait(); err != nil {
		t.Error(err)
	}
	if _, err := g.wait(); ReasonOf(err) != ReasonLater {
		t.Errorf("the budget of a day is not the new one: %v", err)
	}
}

// TestBoundsOfPoliteness: how long a host is left alone, and how long it is waited for.
func TestBoundsOfPoliteness(t *testing.T) {
	for name, pair := range map[string][2]time.Duration{
		"a Crawl-delay": {maxCrawlDelay, 30 * time.Second}, "a pause within a visit": {maxPause, 45 * time.Second}, "a rest": {longestRest, 24 * time.Hour},
		"the first rest after trouble": {firstBackoff, time.Second}, "the last": {maxBackoff, 8 * time.Second}, "a copy of robots.txt": {robotsFresh, 24 * time.Hour},
		"a wait that makes room": {longWait, 20 * time.Millisecond}, "a slow answer": {longAnswer, 500 * time.Millisecond},
		"who answered lately": {outageWindow, 30 * time.Second}, "a verdict": {verdictWait, 4 * time.Second}, "a look at it": {verdictStep, 100 * time.Millisecond},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: %s, want %s", name, pair[0], pair[1])
		}
	}
	for name, pair := range map[string][2]int{
		"tries": {maxTries, 4}, "of robots.txt": {robotsTries, 2}, "redirects": {maxRedirects, 5}, "packed": {maxCodings, 4}, "seconds of a refresh": {longestRefresh, 30},
		"hosts of an outage": {outageHosts, 5}, "its share": {outageShare, 5}, "a small body": {smallBody, 262144}, "a buffer": {smallBuffer, 16384},
		"bodies read at a time": {lanes, 2}, "bytes held": {maxHeld, 16777216},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: %d, want %d", name, pair[0], pair[1])
		}
	}
}

// TestOnlyALongWaitMakesRoomForAnotherVisit: moving is not worth a short one.
func TestOnlyALongWaitMakesRoomForAnotherVisit(t *testing.T) {
	clock, moved := newStopped(), 0
	c := &Client{network: &Network{clock: clock}, opt: ClientOptions{Waiting: func() { moved++ }}}
	for wait, want := range map[time.Duration]int{0: 0, longWait - 1: 0, longWait: 1, time.Minute: 1} {
		moved = 0
		if err := c.wait(t.Context(), wait); err != nil || moved != want || clock.slept != wait {
			t.Errorf("a wait of %s: moved %d times, slept %s, %v", wait, moved, clock.slept, err)
		}
	}
	c.opt.Waiting = nil
	if err := c.wait(t.Context(), time.Minute); err != nil || clock.slept != time.Minute {
		t.Errorf("with nobody to tell: slept %s, %v", clock.slept, err)
	}
}

// TestNobodySleepsPastTheEnd, however short the sleep.
func TestNobodySleepsPastTheEnd(t *testing.T) {
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for range 100 { // where both are ready, either is chosen by chance
		for _, d := range []time.Duration{-time.Second, 0, time.Hour} {
			if err := (SystemClock{}).Sleep(ended, d); !errors.Is(err, context.Canceled) {
				t.Fatalf("%s after the end: %v", d, err)
			}
		}
	}
	began := time.Now()
	if err := (SystemClock{}).Sleep(t.Context(), 2*time.Millisecond); err != nil || time.Since(began) < 2*time.Millisecond {
		t.Errorf("slept %s, %v", time.Since(began), err)
	}
}

// TestAServerWithoutOurTLSWasReached, in whatever form the failure is told.
func TestAServerWithoutOurTLSWasReached(t *testing.T) {
	for _, err := range []error{
		tls.RecordHeaderError{Msg: "first record does not look like a TLS handshake"}, tls.AlertError(40),
		errors.New("tls: server selected unsupported protocol version 301"), errors.New("http: server gave HTTP response to HTTPS client"),
	} {
		if told := explain(err); !isOfServer(told) {
			t.Errorf("%v, told as %q, is taken for no way to the server", err, told)
		}
	}
	if isOfServer(explain(errors.New("no route to host"))) {
		t.Error("a server that nothing leads to is taken for one that spoke")
	}
}

// seen notes what it is told of.
type seen struct{ traffic []Traffic }

func (s *seen) Observe(t Traffic) { s.traffic = append(s.traffic, t) }

// TestAnObserverIsToldOfEachExchange, also of one without an answer.
func TestAnObserverIsToldOfEachExchange(t *testing.T) {
	s := &seen{}
	n := &Network{opt: Options{Observer: s}}
	u, lost := &url.URL{Scheme: "https", Host: "a.jp:8443"}, errors.New("lost")
	n.observe(u, &Request{}, &answer{status: 404, body: &Body{bytes: []byte("gone")}}, nil, time.Second)
	n.observe(u, &Request{Validator: sources.Validator{ETag: "1"}}, nil, lost, 2*time.Second)
	want := []Traffic{{Host: "a.jp:8443", Status: 404, Bytes: 4, Took: time.Second}, {Host: "a.jp:8443", Conditional: true, Took: 2 * time.Second, Err: lost}}
	if !reflect.DeepEqual(s.traffic, want) {
		t.Errorf("told of %+v, want %+v", s.traffic, want)
	}
	n.opt.Observer = nil
	n.observe(u, &Request{}, nil, lost, 0)
}

// TestTheGapOfAHostIsThatOfItsRobotsFile, 0 where it cannot be had now.
func TestTheGapOfAHostIsThatOfItsRobotsFile(t *testing.T) {
	for name, c := range map[string]struct {
		status int
		rests  bool
		want   time.Duration
		asked  int
	}{"open": {200, false, 7 * time.Second, 1}, "resting": {200, true, 0, 0}, "without": {404, false, time.Second, 1}, "in trouble": {500, false, 0, 1}} {
		s := newSite(t, map[string]http.HandlerFunc{"/robots.txt": func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(c.status)
			fmt.Fprint(w, "User-agent: *\nCrawl-delay: 7\n")
		}})
		clock := newStopped()
		client := testNetwork("koubo/1", clock).Client(ClientOptions{Once: true, Gap: time.Second})
		u, err := url.Parse(s.URL)
		if err != nil {
			t.Fatal(err)
		}
		g, err := client.gate(u)
		if err != nil {
			t.Fatal(err)
		}
		if c.rests {
			g.note.NotBefore = clock.now.Add(time.Second)
		}
		if got := client.HostGap(t.Context(), s.URL+"/a"); got != c.want || s.requests() != c.asked {
			t.Errorf("%s: %s, asked %d times", name, got, s.requests())
		}
		if got := client.HostGap(t.Context(), "no address"); got != 0 {
			t.Errorf("no address: %s", got)
		}
		client.Close()
	}
}

// TestOnlyWhatIsKnownMakesARequestConditional: an empty condition is none that a server would have to understand.
func TestOnlyWhatIsKnownMakesARequestConditional(t *testing.T) {
	for _, v := range []sources.Validator{{}, {ETag: "1"}, {LastModified: "Wed, 25 Nov 2026 01:00:00 GMT"}, {ETag: "1", LastModified: "Wed, 25 Nov 2026 01:00:00 GMT"}} {
		h := requestHeader(v)
		_, match := h["If-None-Match"]
		_, since := h["If-Modified-Since"]
		if match != (v.ETag != "") || since != (v.LastModified != "") || h.Get("If-None-Match") != v.ETag || h.Get("If-Modified-Since") != v.LastModified {
			t.Errorf("%+v is asked with %v", v, h)
		}
	}
}

// TestARequestThatIsGivenUpIsNoAnswer.
func TestARequestThatIsGivenUpIsNoAnswer(t *testing.T) {
	n := testNetwork("koubo/1", newStopped())
	c := newCollector(n, n.transport(false))
	c.colly.OnRequest(func(r *colly.Request) { r.Abort() })
	if a, err := c.get(t.Context(), &url.URL{Scheme: "http", Host: "127.0.0.1:1", Path: "/"}, &Request{}, time.Second); a != nil || ReasonOf(err) != ReasonUnreachable {
		t.Errorf("%v, %v", a, err)
	}
}

// TestOnlyWebAddressesAreResolved, to what a request can be made to.
func TestOnlyWebAddressesAreResolved(t *testing.T) {
	from, err := parseAddress("https://a.jp/list/")
	if err != nil {
		t.Fatal(err)
	}
	for ref, want := range map[string]string{
		"b.html#part": "https://a.jp/list/b.html", "//b.jp": "https://b.jp/", "http://B.jp:80/x": "http://b.jp/x", "?page=2": "https://a.jp/list/?page=2", "#": "https://a.jp/list/",
		"mailto:x@a.jp": "", "javascript:void(0)": "", "file:///etc/passwd": "", "http://": "", "https://[::1/": "", "ftp://a.jp/": "", "data:text/html,x": "", "http://a%zz.jp/": "", "http://a.jp:99999/": "",
	} {
		got, err := resolve(from, ref)
		if (err != nil) != (want == "") || err == nil && got.String() != want {
			t.Errorf("%q leads to %v, want %q (%v)", ref, got, want, err)
		}
	}
}

// TestWhereAPageSendsItsReader: elsewhere on its own site, by a header or, without one, by itself.
func TestWhereAPageSendsItsReader(t *testing.T) {
	const here = "https://www.city.example.jp/a"
	for name, c := range map[string]struct{ from, header, body, want string }{
		"a header":       {here, "https://www.city.example.jp/b", "", "https://www.city.example.jp/b"},
		"nothing":        {here, "", "<p>x</p>", ""},
		"itself":         {here, "", `<meta http-equiv="refresh" content="0; url=/b">`, "https://www.city.example.jp/b"},
		"to itself":      {here, here, "", ""},
		"away":           {here, "https://www.example.com/", "", ""},
		"to no address":  {here, "https://www.city.example.jp/%zz", "", ""},
		"from none":      {"https://www.city.example.jp/%zz", "https://www.city.example.jp/b", "", ""},
		"the first says": {here, "https://www.city.example.jp/c", `<meta http-equiv="refresh" content="0; url=/b">`, "https://www.city.example.jp/c"},
	} {
		r := Response{Refresh: c.header, Page: page.Page{URL: c.from, ContentType: "text/html; charset=utf-8", Body: []byte(c.body)}}
		if got := r.RefreshTarget(); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestARefreshIsFollowedStepByStep, to the page at the end, and neither in circles nor for ever.
func TestARefreshIsFollowedStepByStep(t *testing.T) {
	const site = "https://www.city.example.jp"
	long := map[string]string{}
	for n := range 20 {
		long[fmt.Sprintf("/%d", n)] = fmt.Sprintf("/%d", n+1)
	}
	for name, c := range map[string]struct {
		leads map[string]string // path → where its page sends its reader
		asked string
	}{
		"nowhere":            {nil, ""},
		"once":               {map[string]string{"/0": "/1"}, "/1"},
		"twice":              {map[string]string{"/0": "/1", "/1": "/2"}, "/1 /2"},
		"back":               {map[string]string{"/0": "/1", "/1": "/0"}, "/1"},
		"in a circle behind": {map[string]string{"/0": "/1", "/1": "/2", "/2": "/1"}, "/1 /2"},
		"for ever":           {long, "/1 /2 /3 /4 /5"},
		"to an error":        {map[string]string{"/0": "/1", "/1": "/gone", "/gone": "/2"}, "/1 /gone"},
		"away behind":        {map[string]string{"/0": "/1", "/1": "https://www.example.com/"}, "/1"},
	} {
		answer := func(path string) *Response {
			r := &Response{Status: 200, Page: page.Page{URL: site + path, ContentType: "text/html"}}
			if path == "/gone" {
				r.Status = 404
			}
			if to := c.leads[path]; to != "" {
				r.Refresh = site + to
				if strings.HasPrefix(to, "https:") {
					r.Refresh = to
				}
			}
			return r
		}
		var asked []string
		first := answer("/0")
		last, followed, err := FollowRefreshes(first, func(target string) (*Response, error) {
			asked = append(asked, strings.TrimPrefix(target, site))
			return answer(strings.TrimPrefix(target, site)), nil
		})
		if strings.Join(asked, " ") != c.asked || followed != (c.asked != "") || err != nil || followed && last.Page.URL != site+asked[len(asked)-1] {
			t.Errorf("%s: asked for %q, ended at %s (%v, %v)", name, asked, last.Page.URL, followed, err)
		}
	}
	failed := errors.New("down")
	if _, followed, err := FollowRefreshes(&Response{Status: 200, Refresh: site + "/1", Page: page.Page{URL: site + "/0"}}, func(string) (*Response, error) { return &Response{}, failed }); !followed || err != failed {
		t.Errorf("%v, %v", followed, err)
	}
}

// sluggish answers after a while.
type sluggish time.Duration

func (s sluggish) RoundTrip(req *http.Request) (*http.Response, error) {
	select {
	case <-time.After(time.Duration(s)):
	case <-req.Context().Done():
		return nil, req.Context().Err()
	}
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Request: req, Body: http.NoBody}, nil
}

// TestASlowAnswerMakesRoomForAnotherVisit, where anybody wants to know.
func TestASlowAnswerMakesRoomForAnotherVisit(t *testing.T) {
	for took, want := range map[time.Duration]int32{longAnswer - time.Millisecond: 0, longAnswer + time.Millisecond: 1} {
		synctest.Test(t, func(t *testing.T) {
			var moved atomic.Int32
			for _, waiting := range []func(){nil, func() { moved.Add(1) }} {
				n := NewNetwork(Options{UserAgent: "koubo/1", Timeout: 5 * time.Second, MaxBody: 1 << 20, Clock: newStopped(), Hosts: noHosts{}, Transport: sluggish(took)})
				c := n.Client(ClientOptions{Waiting: waiting})
				a, err := c.exchange(t.Context(), &url.URL{Scheme: "http", Host: "a.jp", Path: "/"}, &Request{})
				if err != nil {
					t.Fatal(err)
				}
				a.body.Release()
				synctest.Wait()
			}
			if moved.Load() != want {
				t.Errorf("an answer after %s: moved %d times", took, moved.Load())
			}
		})
	}
}

// TestHashesTellBodiesApart: by twelve bytes of SHA-256, and texts one after the other from the same joined.
func TestHashesTellBodiesApart(t *testing.T) {
	hash := func(texts ...string) string {
		h := NewHash()
		h.Add(texts...)
		return h.Sum()
	}
	if got := HashOf([]byte("koubo")); len(got) != 16 || got == HashOf([]byte("kouba")) {
		t.Errorf("%q", got)
	}
	if hash("a", "b") == hash("ab") || hash("a", "b") == hash("a", "", "b") || hash("ab", "") == hash("a", "b") || hash("long", "a") == hash("long", "aong") {
		t.Error("texts are not told apart")
	}
	one := NewHash()
	one.Add("a")
	if one.Add("b"); one.Sum() != hash("a", "b") || len(one.Sum()) != 16 {
		t.Errorf("%q", one.Sum())
	}
}

// TestSitesOfAddressesInNumbers are their hosts alone, and those of names the registrable domains.
func TestSitesOfAddressesInNumbers(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"10.0.0.1", "11.0.0.1", false}, {"[2001:db8::1]", "[2001:db8::2]", false}, {"[2001:db8::1]:80", "[2001:db8::1]:443", true}, {"a.example.jp", "10.0.0.1", false}, {"1.example.jp", "2.example.jp", true},
		{"www.example.jp:8080", "EXAMPLE.jp", true}, {"a.lg.jp", "b.lg.jp", false}, {"localhost", "local", false}, {"jp", "a.jp", false}, {"", "", true}, {"a.jp", "", false},
	} {
		for _, pair := range [][2]string{{c.a, c.b}, {c.b, c.a}} {
			if got := SameSite(&url.URL{Host: pair[0]}, &url.URL{Host: pair[1]}); got != c.want {
				t.Errorf("%s and %s: %v", pair[0], pair[1], got)
			}
		}
	}
	for host, want := range map[string]bool{"10.0.0.1": true, "2001:db8::1": true, "a.jp": false, "1.a.jp": false, "localhost": false, "127": true} {
		if got := isIPAddress(host); got != want {
			t.Errorf("%s is an address in numbers: %v", host, got)
		}
	}
	for address, want := range map[string]bool{"http://10.0.0.1/": true, "http://[::1]/": true, "http://8.8.8.8/": false, "http://a.jp/": false} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := isPrivate(u); got != want {
			t.Errorf("%s is private: %v", address, got)
		}
	}
}

// TestRedirectsAreFollowedUpToFive, and an error tells where they came from.
func TestRedirectsAreFollowedUpToFive(t *testing.T) {
	pages := map[string]http.HandlerFunc{"/0": func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "here") }}
	for n := 1; n <= 6; n++ {
		pages[fmt.Sprintf("/%d", n)] = func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, fmt.Sprintf("/%d", n-1), http.StatusMovedPermanently)
		}
	}
	pages["/dead"] = func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/forbidden", http.StatusFound)
	}
	pages["/robots.txt"] = func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "User-agent: *\nDisallow: /forbidden\n") }
	s := newSite(t, pages)
	for path, want := range map[string]Reason{"/5": ReasonNone, "/6": ReasonRedirect} {
		r, err := get(t, s, path, sources.Validator{})
		if ReasonOf(err) != want || r.Moved != (want == ReasonNone) {
			t.Errorf("%s: moved %v, %v", path, r.Moved, err)
		}
	}
	if _, err := get(t, s, "/dead", sources.Validator{}); ReasonOf(err) != ReasonRobots || !strings.Contains(err.Error(), "/dead redirects to ") {
		t.Errorf("%v", err)
	}
	if _, err := get(t, s, "/forbidden", sources.Validator{}); ReasonOf(err) != ReasonRobots || strings.Contains(err.Error(), "redirects") {
		t.Errorf("%v", err)
	}
	c := testNetwork("koubo/1", newStopped()).Client(ClientOptions{})
	defer c.Close()
	for _, address := range []string{"", "no address", "//a.jp/"} {
		if r, err := c.Get(t.Context(), Request{URL: address}); err == nil || r == nil {
			t.Errorf("%q: %v, %v", address, r, err)
		}
	}
}

// TestAHostIsAskedAsOftenAsItsTroubleAllows: a page four times, robots.txt twice, and once where its host was in trouble before this visit
// or the client tries once.
func TestAHostIsAskedAsOftenAsItsTroubleAllows(t *testing.T) {
	for _, c := range []struct {
		path     string
		once     bool
		backoffs int
		want     int
	}{{"/x", false, 0, 4}, {"/x", false, 2, 4}, {"/x", true, 0, 1}, {"/robots.txt", false, 0, 2}, {"/robots.txt", false, 1, 2}, {"/robots.txt", false, 2, 1}, {"/robots.txt", true, 0, 1}} {
		s := newSite(t, map[string]http.HandlerFunc{c.path: func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(503) }})
		client := testNetwork("koubo/1", newStopped()).Client(ClientOptions{Once: c.once})
		u, err := parseAddress(s.URL + c.path)
		if err != nil {
			t.Fatal(err)
		}
		g, err := client.gate(u)
		if err != nil {
			t.Fatal(err)
		}
		g.note.Backoffs = c.backoffs
		if a, err := client.askPatiently(t.Context(), g, u, &Request{robots: c.path == robotsPath}); err != nil || a.status != 503 || s.requests() != c.want || client.Requests != c.want {
			t.Errorf("%+v: asked %d times, %v", c, s.requests(), err)
		}
		client.Close()
	}
}

// TestWhatAVisitSaysOfItsHosts: the longest of their gaps, and what is to be remembered, once.
func TestWhatAVisitSaysOfItsHosts(t *testing.T) {
	n := NewNetwork(Options{UserAgent: "koubo/1", Gap: time.Second, Clock: newStopped(), Hosts: noHosts{}})
	c := n.Client(ClientOptions{Gap: 2 * time.Second})
	if c.LongestGap() != 0 || len(c.HostNotes()) != 0 {
		t.Errorf("before any request: %s, %v", c.LongestGap(), c.HostNotes())
	}
	for host, delay := range map[string]time.Duration{"a.jp": 5 * time.Second, "b.jp": 9 * time.Second, "c.jp": 0} {
		g, err := c.gate(&url.URL{Scheme: "http", Host: host})
		if err != nil {
			t.Fatal(err)
		}
		g.origins, g.changed = origins{{scheme: "http", delay: delay}}, delay > 0
	}
	if c.LongestGap() != 9*time.Second {
		t.Errorf("the longest gap is %s", c.LongestGap())
	}
	if notes := c.HostNotes(); len(notes) != 2 || len(c.HostNotes()) != 0 {
		t.Errorf("%v", notes)
	}
	damaged := NewNetwork(Options{UserAgent: "koubo/1", Clock: newStopped(), Hosts: damagedHosts{}}).Client(ClientOptions{})
	if _, err := damaged.Get(t.Context(), Request{URL: "http://a.jp/"}); err == nil || !strings.Contains(err.Error(), "a.jp cannot be read") {
		t.Errorf("%v", err)
	}
	if got := damaged.HostGap(t.Context(), "http://a.jp/"); got != 0 {
		t.Errorf("%s", got)
	}
}

// damagedHosts cannot be read.
type damagedHosts struct{}

func (damagedHosts) Host(string) (sources.HostNote, error) {
	return sources.HostNote{}, errors.New("the data file is damaged")
}

// TestWhatAnAnswerSaysOfItself: its validators, of a copy that is current those that were asked with, and when.
func TestWhatAnAnswerSaysOfItself(t *testing.T) {
	clock := newStopped()
	c := &Client{network: &Network{clock: clock}}
	u := &url.URL{Scheme: "https", Host: "a.jp", Path: "/x"}
	header := http.Header{"Etag": {`"2"`}, "Last-Modified": {"Wed, 25 Nov 2026 01:00:00 GMT"}, "Content-Type": {"text/html"}}
	asked := sources.Validator{ETag: `"1"`, Hash: HashOf([]byte("page")), Items: 7}
	fresh := sources.Validator{ETag: `"2"`, LastModified: "Wed, 25 Nov 2026 01:00:00 GMT", Hash: HashOf([]byte("page")), Fetched: clock.now}
	current := asked
	current.Fetched = clock.now
	for name, c2 := range map[string]struct {
		status    int
		validator sources.Validator
		same      bool
		want      sources.Validator
		counted   int
	}{
		"not modified": {304, asked, true, current, 1}, "the same bytes": {200, asked, true, fresh, 0}, "not asked for": {200, sources.Validator{}, false, fresh, 0}, "an error": {404, asked, false, fresh, 0},
		"not modified, and nobody asked": {304, sources.Validator{Hash: asked.Hash}, false, fresh, 0},
	} {
		c.NotModified = 0
		r := c.response(u, &Request{Validator: c2.validator}, &answer{status: c2.status, header: header, body: &Body{bytes: []byte("page")}}, true)
		if r.NotModified != c2.same || r.Validator != c2.want || c.NotModified != c2.counted || r.Status != c2.status || !r.Moved || r.Page.URL != "https://a.jp/x" || r.Page.ContentType != "text/html" {
			t.Errorf("%s: %+v, %d counted", name, r, c.NotModified)
		}
	}
}

// TestAnEndedVisitIsNobodysTrouble: neither its host's nor the network's, and it is not made again.
func TestAnEndedVisitIsNobodysTrouble(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s := newSite(t, map[string]http.HandlerFunc{"/hang": func(_ http.ResponseWriter, r *http.Request) {
		cancel() // while its answer is waited for
		<-r.Context().Done()
	}})
	n := testNetwork("koubo/1", newStopped())
	c := n.Client(ClientOptions{})
	defer c.Close()
	u, err := parseAddress(s.URL + "/hang")
	if err != nil {
		t.Fatal(err)
	}
	g, err := c.gate(u)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.askPatiently(ctx, g, u, &Request{}); ReasonOf(err) != ReasonCancelled || g.note.Backoffs != 0 || n.outage.hasFailed(g.host) || s.requests() != 1 {
		t.Errorf("%v: %d backoffs, %d requests", err, g.note.Backoffs, s.requests())
	}
	if _, err := c.ask(t.Context(), g, &url.URL{Scheme: "http", Host: "127.0.0.1:1", Path: "/"}, &Request{}); ReasonOf(err) != ReasonUnreachable || g.note.Backoffs != 1 || !n.outage.hasFailed(g.host) {
		t.Errorf("%v: %d backoffs", err, g.note.Backoffs)
	}
}
