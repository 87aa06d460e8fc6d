package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"reflect"
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
