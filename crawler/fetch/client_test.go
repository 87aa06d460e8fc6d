package fetch

import (
	"compress/gzip"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"koubo/crawler/archive"
	"koubo/crawler/transport"
	"koubo/sources"
)

// noHosts remembers nothing.
type noHosts struct{}

func (noHosts) Host(string) (sources.HostNote, error) { return sources.HostNote{}, nil }

// site is a server on 127.0.0.1 with what it was asked for.
type site struct {
	*httptest.Server
	mu      sync.Mutex
	asked   []string
	headers []http.Header
}

// requests is how often the server was asked; handlers may still be under way.
func (s *site) requests() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.asked)
}

func newSite(t *testing.T, pages map[string]http.HandlerFunc) *site {
	s := &site{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked = append(s.asked, r.URL.RequestURI())
		s.headers = append(s.headers, r.Header.Clone())
		s.mu.Unlock()
		if h := pages[r.URL.Path]; h != nil {
			h(w, r)
			return
		}
		http.NotFound(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func testNetwork(userAgent string, clock Clock) *Network {
	return NewNetwork(Options{
		UserAgent: userAgent, Timeout: 5 * time.Second, MaxBody: 1 << 20, Clock: clock, Hosts: noHosts{},
		Transport: transport.New(transport.Options{Guard: transport.Guard{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}}, Timeout: 5 * time.Second}),
	})
}

func get(t *testing.T, s *site, path string, v sources.Validator) (Response, error) {
	t.Helper()
	c := testNetwork("koubo/test (x@example.jp)", newStopped()).Client(ClientOptions{})
	t.Cleanup(c.Close)
	r, err := c.Get(t.Context(), Request{URL: s.URL + path, Validator: v})
	return *r, err
}

// TestRobotsAreObeyedWhateverTheUserAgentLooksLike: the product token is what a robots.txt names.
func TestRobotsAreObeyedWhateverTheUserAgentLooksLike(t *testing.T) {
	for _, userAgent := range []string{"koubo/1.0 (contact: x@example.jp)", "koubo (+https://example.jp/koubo)", "koubo", "Mozilla/5.0 (compatible; koubo/1.0)"} {
		s := newSite(t, map[string]http.HandlerFunc{"/robots.txt": func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, "User-agent: *\nAllow: /\n\nUser-agent: koubo\nDisallow: /closed/\n")
		}})
		c := testNetwork(userAgent, newStopped()).Client(ClientOptions{})
		_, err := c.Get(t.Context(), Request{URL: s.URL + "/closed/a.html"})
		if ReasonOf(err) != ReasonRobots || len(s.asked) != 1 {
			t.Errorf("%s: %v; asked for %v", userAgent, err, s.asked)
		}
		if r, err := c.Get(t.Context(), Request{URL: s.URL + "/open/a.html"}); err != nil || r.Status != 404 {
			t.Errorf("%s: %+v, %v", userAgent, r, err)
		}
		c.Close()
	}
}

// TestAnAnswerWithoutABodyIsNotUnpacked: 304, 301, 204 and an empty 200 that name a coding all the same.
func TestAnAnswerWithoutABodyIsNotUnpacked(t *testing.T) {
	for _, coding := range []string{"gzip", "br", "zstd", "deflate", "gzip, gzip"} {
		empty := func(status int) http.HandlerFunc {
			return func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Encoding", coding)
				w.Header().Set("Location", "/204")
				w.WriteHeader(status)
			}
		}
		s := newSite(t, map[string]http.HandlerFunc{"/304": empty(304), "/301": empty(301), "/204": empty(204), "/200": empty(200), "/404": empty(404)})
		for path, want := range map[string]int{"/304": 304, "/301": 204, "/204": 204, "/200": 200, "/404": 404} {
			r, err := get(t, s, path, sources.Validator{ETag: `"1"`})
			if err != nil || r.Status != want || r.NotModified != (want == 304) {
				t.Errorf("%s with %s: %+v, %v", path, coding, r, err)
			}
		}
	}
}

func TestARedirectSaysWhetherItIsForGood(t *testing.T) {
	to := func(status int, target string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header()["Location"] = []string{target}
			w.WriteHeader(status)
		}
	}
	page := func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "x") }
	s := newSite(t, map[string]http.HandlerFunc{
		"/moved": to(301, "/new/公募 1.html"), "/moved308": to(308, "/moved"), "/found": to(302, "/new/公募 1.html"), "/found-then-moved": to(302, "/moved"), "/mixed": to(301, "/found"),
		"/new/公募 1.html": page, "/plain": page, "/circle": to(301, "/circle"), "/file": to(302, "file:///etc/passwd"), "/nowhere": to(301, ""),
		"/away": to(301, "https://www.example.com/"), "/inside": to(302, "http://169.254.169.254/latest/"), "/fragment": to(301, "/plain#part"),
	})
	for path, want := range map[string]struct {
		final  string
		moved  bool
		status int
		reason Reason
	}{
		"/plain":            {"/plain", false, 200, ""},
		"/moved":            {"/new/%E5%85%AC%E5%8B%9F%201.html", true, 200, ""},
		"/moved308":         {"/new/%E5%85%AC%E5%8B%9F%201.html", true, 200, ""},
		"/found":            {"/new/%E5%85%AC%E5%8B%9F%201.html", false, 200, ""},
		"/found-then-moved": {"/new/%E5%85%AC%E5%8B%9F%201.html", false, 200, ""},
		"/mixed":            {"/new/%E5%85%AC%E5%8B%9F%201.html", false, 200, ""},
		"/fragment":         {"/plain", true, 200, ""},
		"/nowhere":          {"/nowhere", false, 301, ""},
		"/circle":           {"", false, 0, ReasonRedirect},
		"/file":             {"", false, 0, ReasonRedirect},
		"/away":             {"", false, 0, ReasonRedirect},
		"/inside":           {"", false, 0, ReasonRedirect},
	} {
		r, err := get(t, s, path, sources.Validator{})
		if ReasonOf(err) != want.reason || r.Status != want.status || r.Moved != want.moved || strings.TrimPrefix(r.Page.URL, s.URL) != want.final {
			t.Errorf("%s: %d %s moved %v, %v", path, r.Status, r.Page.URL, r.Moved, err)
		}
	}
	s.asked = nil
	if _, err := get(t, s, "/circle", sources.Validator{}); err == nil || len(s.asked) != 1+6 { // robots.txt, the page, five redirects
		t.Errorf("a circle was asked for %d times: %v", len(s.asked), err)
	}
}

func TestARefreshHeaderIsReadAsBrowsersDo(t *testing.T) {
	for value, want := range map[string]string{
		"0; url=/new.html": "/new.html", "0;URL='/new.html'": "/new.html", `5; url="/new.html"`: "/new.html", "0,/new.html": "/new.html",
		"30; url=/new.html": "/new.html", "31; url=/new.html": "", "600": "", "0": "", "": "", "0; url=/here": "", "0; url=new.html#a": "/new.html",
	} {
		s := newSite(t, map[string]http.HandlerFunc{"/here": func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Refresh", value) }})
		r, err := get(t, s, "/here", sources.Validator{})
		if got := strings.TrimPrefix(r.Refresh, s.URL); err != nil || got != want {
			t.Errorf("Refresh: %s leads to %q, want %q (%v)", value, got, want, err)
		}
	}
}

func TestPassingTroubleIsAskedAgainAndOtherTroubleIsNot(t *testing.T) {
	for status, tries := range map[int]int{429: 4, 500: 4, 502: 4, 503: 4, 504: 4, 400: 1, 403: 1, 404: 1, 410: 1, 501: 1, 505: 1, 304: 1} {
		s := newSite(t, map[string]http.HandlerFunc{"/x": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }})
		r, err := get(t, s, "/x", sources.Validator{})
		if err != nil || r.Status != status || len(s.asked)-1 != tries {
			t.Errorf("%d: asked %d times, want %d; %v", status, len(s.asked)-1, tries, err)
		}
	}
	var s *site
	for _, status := range []int{429, 500, 503} {
		s = newSite(t, map[string]http.HandlerFunc{"/robots.txt": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }})
		if _, err := get(t, s, "/x", sources.Validator{}); ReasonOf(err) != ReasonRobots || len(s.asked) != 2 {
			t.Errorf("robots.txt with %d was asked for %d times: %v", status, len(s.asked), err)
		}
	}
	for _, status := range []int{400, 403, 404, 410} { // nothing is forbidden (RFC 9309 §2.3.1.3)
		open := newSite(t, map[string]http.HandlerFunc{"/robots.txt": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }})
		if _, err := get(t, open, "/x", sources.Validator{}); err != nil || len(open.asked) != 2 {
			t.Errorf("robots.txt with %d: asked for %v, %v", status, open.asked, err)
		}
	}
	c := testNetwork("koubo/1", newStopped()).Client(ClientOptions{Once: true})
	defer c.Close()
	s.asked = nil
	if _, err := c.Get(t.Context(), Request{URL: s.URL + "/x"}); err == nil || len(s.asked) != 1 {
		t.Errorf("a client that tries once asked %d times: %v", len(s.asked), err)
	}
}

// TestAConnectionIsKeptUntilTheLastRequest: its host's next visit is hours away, and a robots.txt that is asked for ahead of a visit
// is all that is asked for.
func TestAConnectionIsKeptUntilTheLastRequest(t *testing.T) {
	closed := map[string]bool{}
	note := func(_ http.ResponseWriter, r *http.Request) { closed[r.URL.Path] = r.Close }
	s := newSite(t, map[string]http.HandlerFunc{"/robots.txt": note, "/x": note, "/y": note})
	c := testNetwork("koubo/1", newStopped()).Client(ClientOptions{})
	defer c.Close()
	for path, last := range map[string]bool{"/x": false, "/y": true} {
		if _, err := c.Get(t.Context(), Request{URL: s.URL + path, Last: last}); err != nil || closed["/robots.txt"] || closed[path] != last {
			t.Errorf("%s: %v, %v", path, closed, err)
		}
	}
	ahead := testNetwork("koubo/1", newStopped()).Client(ClientOptions{Once: true})
	defer ahead.Close()
	if ahead.HostGap(t.Context(), s.URL+"/x"); !closed["/robots.txt"] {
		t.Error("the connection of a robots.txt that is asked for ahead is kept")
	}
}

// rawSite answers each connection with the same bytes.
func rawSite(t *testing.T, answer string) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				if _, err := conn.Read(make([]byte, 4096)); err == nil {
					_, _ = conn.Write([]byte(answer))
				}
			}()
		}
	}()
	return "http://" + listener.Addr().String()
}

// TestAHeaderWithOddLinesDoesNotLoseThePage: lines without a colon, with a name that is none, folded ones.
func TestAHeaderWithOddLinesDoesNotLoseThePage(t *testing.T) {
	for name, lines := range map[string]string{
		"no colon": "Powered by Kinou CMS\r\n", "name with spaces": "My Header: 1\r\n", "empty name": ": 1\r\n", "fold after it": "No colon\r\n  more of it\r\n", "bare LF": "broken\n",
	} {
		base := rawSite(t, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"+lines+"ETag: \"1\"\r\nContent-Length: 4\r\nConnection: close\r\n\r\npage")
		c := testNetwork("koubo/1", newStopped()).Client(ClientOptions{})
		r, err := c.Get(t.Context(), Request{URL: base + "/robots.html"})
		if err != nil || string(r.Page.Body) != "page" || r.Validator.ETag != `"1"` {
			t.Errorf("%s: %q %+v, %v", name, r.Page.Body, r.Validator, err)
		}
		c.Close()
	}
}

func TestALocationInOtherBytesIsFollowed(t *testing.T) {
	pages := map[string]http.HandlerFunc{"/a": func(w http.ResponseWriter, _ *http.Request) {
		w.Header()["Location"] = []string{" /b c%zz\\d "}
		w.WriteHeader(301)
	}}
	s := newSite(t, pages)
	r, err := get(t, s, "/a", sources.Validator{})
	if err != nil || s.asked[len(s.asked)-1] != "/b%20c%25zz/d" {
		t.Errorf("%+v, %v; asked for %v", r.Status, err, s.asked)
	}
}

func TestTheBodyIsValidUntilTheNextRequest(t *testing.T) {
	big := strings.Repeat("あ", smallBody)
	s := newSite(t, map[string]http.HandlerFunc{
		"/big": func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, big) },
		"/twice": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Add("Content-Encoding", "gzip")
			w.Header().Add("Content-Encoding", "gzip")
			_, _ = w.Write(pack(t, pack(t, []byte(big))))
		},
		"/gz": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Add("Content-Encoding", "gzip")
			w.Header().Add("Content-Encoding", "utf-8")
			z := gzip.NewWriter(w)
			fmt.Fprint(z, big)
			_ = z.Close()
		},
	})
	n := testNetwork("koubo/1", newStopped())
	c := n.Client(ClientOptions{})
	for range 20 { // more than the budget holds
		for _, path := range []string{"/big", "/gz", "/twice"} {
			r, err := c.Get(t.Context(), Request{URL: s.URL + path})
			if err != nil || string(r.Page.Body) != big {
				t.Fatalf("%s: %d bytes, %v", path, len(r.Page.Body), err)
			}
		}
	}
	c.Close()
	c.Close()
	if !isWhole(n.bodies) {
		t.Error("the budget is not whole after the client was closed")
	}
}

func TestWhatCollyIsShownHoldsNothingToDecode(t *testing.T) {
	sjis := "\x8c\xf6\x95\xe5" // 公募
	s := newSite(t, map[string]http.HandlerFunc{"/a": func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=Shift_JIS")
		http.SetCookie(w, &http.Cookie{Name: "visit", Value: "1"})
		fmt.Fprint(w, sjis)
	}})
	c := testNetwork("koubo/1", newStopped()).Client(ClientOptions{})
	defer c.Close()
	for range 2 {
		r, err := c.Get(t.Context(), Request{URL: s.URL + "/a"})
		if err != nil || string(r.Page.Body) != sjis || r.Page.ContentType != "text/html; charset=Shift_JIS" {
			t.Errorf("%q as %q, %v", r.Page.Body, r.Page.ContentType, err)
		}
	}
	last := s.headers[len(s.headers)-1]
	if last.Get("Cookie") != "visit=1" || last.Get("User-Agent") != "koubo/1" || last.Get("Accept-Encoding") != acceptEncoding {
		t.Errorf("asked with %v", last)
	}
}

func TestADeadHostIsAPlainSentence(t *testing.T) {
	c := testNetwork("koubo/1", newStopped()).Client(ClientOptions{})
	defer c.Close()
	for address, reason := range map[string]Reason{
		"http://127.0.0.1:1/": ReasonUnreachable, "http://127.0.0.2/": ReasonAddress, "ftp://127.0.0.1/": ReasonOther, "no address": ReasonOther,
	} {
		if _, err := c.Get(t.Context(), Request{URL: address}); ReasonOf(err) != reason {
			t.Errorf("%s: %s (%v)", address, ReasonOf(err), err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	fresh := testNetwork("koubo/1", newStopped()).Client(ClientOptions{})
	defer fresh.Close()
	if _, err := fresh.Get(ctx, Request{URL: "http://127.0.0.1:1/"}); ReasonOf(err) != ReasonCancelled {
		t.Errorf("cancelled: %v", err)
	}
}

func TestHostsOfOneBodyAreOneSite(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"www.city.naha.okinawa.jp", "city.naha.okinawa.jp", true},
		{"www.city.example.lg.jp", "koukoku.city.example.lg.jp", true},
		{"www.city.a.lg.jp", "www.city.b.lg.jp", false},
		{"www.city.saga.lg.jp", "www.pref.saga.lg.jp", false},
		{"www.town.miki.lg.jp", "nyusatsu.city.miki.lg.jp", false},
		{"city.saga.lg.jp", "nyusatsu.city.saga.lg.jp", true},
		{"www.city.saga.lg.jp", "www.saga.lg.jp", true},
		{"127.0.0.1", "127.0.0.2", false},
		{"127.0.0.1", "127.0.0.1", true},
		{"localhost", "LOCALHOST", true},
	} {
		if got := SameSite(&url.URL{Host: c.a}, &url.URL{Host: c.b}); got != c.same {
			t.Errorf("%s and %s: %v", c.a, c.b, got)
		}
	}
}

// TestAHangingServerGetsThreeQuartersOfTheTimeoutThenAQuarter: it has had its chance.
func TestAHangingServerGetsThreeQuartersOfTheTimeoutThenAQuarter(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/hang": func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }})
	n := testNetwork("koubo/1", newStopped())
	c := n.Client(ClientOptions{})
	defer c.Close()
	if _, err := c.Get(t.Context(), Request{URL: s.URL + "/"}); err != nil { // robots.txt, at leisure
		t.Fatal(err)
	}
	n.opt.Timeout, c.timeout = 400*time.Millisecond, 400*time.Millisecond
	for _, want := range []time.Duration{300 * time.Millisecond, 75 * time.Millisecond, 75 * time.Millisecond} {
		_, err := c.Get(t.Context(), Request{URL: s.URL + "/hang"})
		var slow Slow
		if !errors.As(err, &slow) || slow.After != want {
			t.Errorf("given up with %v, want after %s", err, want)
		}
	}
	if asked := s.requests(); asked != 5 { // robots.txt and / first; a hanging page is not tried again at once
		t.Errorf("asked %d times", asked)
	}
}

// TestOnlyAGoodAnswerIsAsBefore: an error page with the same bytes is an error page.
func TestOnlyAGoodAnswerIsAsBefore(t *testing.T) {
	for status, want := range map[int]bool{200: true, 404: false, 410: false} {
		s := newSite(t, map[string]http.HandlerFunc{"/x": func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			fmt.Fprint(w, "same")
		}})
		r, err := get(t, s, "/x", sources.Validator{Hash: HashOf([]byte("same"))})
		if err != nil || r.NotModified != want {
			t.Errorf("%d: not modified %v, %v", status, r.NotModified, err)
		}
		if r, err := get(t, s, "/x", sources.Validator{Hash: HashOf([]byte("other"))}); err != nil || r.NotModified {
			t.Errorf("%d with other bytes: not modified, %v", status, err)
		}
	}
	s := newSite(t, map[string]http.HandlerFunc{"/x": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(304) }})
	if r, err := get(t, s, "/x", sources.Validator{Hash: HashOf(nil)}); err != nil || r.NotModified || r.Status != 304 {
		t.Errorf("a 304 to a request that did not ask: %+v, %v", r, err)
	}
}

// TestARobotsFileThatCannotBeReadIsAskedForOnceAVisit, and whatever is forbidden is not asked for.
func TestARobotsFileThatCannotBeReadIsAskedForOnceAVisit(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/robots.txt": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(503) }})
	c := testNetwork("koubo/1", newStopped()).Client(ClientOptions{})
	defer c.Close()
	for range 3 {
		if _, err := c.Get(t.Context(), Request{URL: s.URL + "/x"}); ReasonOf(err) != ReasonRobots {
			t.Error(err)
		}
	}
	if len(s.asked) != 2 {
		t.Errorf("asked for %v", s.asked)
	}
}

// TestARobotsFileIsFollowedToWhereItWasMoved, and obeyed; the file itself needs no permission, wherever it is (RFC 9309 §2.3.1.2).
func TestARobotsFileIsFollowedToWhereItWasMoved(t *testing.T) {
	to := func(target string, status int) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, target, status) }
	}
	rules := func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "User-agent: *\nDisallow: /x\nDisallow: /etc/\n")
	}
	elsewhere := newSite(t, map[string]http.HandlerFunc{"/r.txt": rules, "/robots.txt": rules})
	for name, c := range map[string]struct {
		pages  map[string]http.HandlerFunc
		asked  int // with the page, where it is allowed
		reason Reason
	}{
		"another path":   {map[string]http.HandlerFunc{"/robots.txt": to("/etc/robots.txt", 302), "/etc/robots.txt": rules}, 2, ReasonRobots},
		"two redirects":  {map[string]http.HandlerFunc{"/robots.txt": to("/1", 301), "/1": to("/2", 303), "/2": rules}, 3, ReasonRobots},
		"another host":   {map[string]http.HandlerFunc{"/robots.txt": to(elsewhere.URL+"/r.txt", 301)}, 1, ReasonRobots},
		"nothing there":  {map[string]http.HandlerFunc{"/robots.txt": to("/none.txt", 301)}, 3, ""},
		"the home page":  {map[string]http.HandlerFunc{"/robots.txt": to("/", 302), "/": func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<html>") }}, 3, ""},
		"a circle":       {map[string]http.HandlerFunc{"/robots.txt": to("/robots.txt", 302)}, 1 + maxRedirects + 1, ""},
		"no web address": {map[string]http.HandlerFunc{"/robots.txt": to("ftp://127.0.0.1/robots.txt", 302)}, 2, ""},
		"out of order":   {map[string]http.HandlerFunc{"/robots.txt": to("/1", 301), "/1": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(503) }}, 1 + robotsTries, ReasonRobots},
	} {
		s := newSite(t, c.pages)
		_, err := get(t, s, "/x", sources.Validator{})
		if ReasonOf(err) != c.reason || s.requests() != c.asked {
			t.Errorf("%s: %v; asked for %v", name, err, s.asked)
		}
	}
	if elsewhere.requests() != 1 {
		t.Errorf("the other host was asked for %v", elsewhere.asked)
	}
}

// TestARedirectIntoAPrivateNetworkIsCalledThat, for the body to be told.
func TestARedirectIntoAPrivateNetworkIsCalledThat(t *testing.T) {
	for target, want := range map[string]string{"http://169.254.169.254/": "no public address", "http://10.0.0.8/": "no public address", "https://www.example.com/": "another site"} {
		s := newSite(t, map[string]http.HandlerFunc{"/x": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, target, http.StatusFound) }})
		if _, err := get(t, s, "/x", sources.Validator{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", target, err)
		}
	}
}

func TestWhatNeverReachedAServerIsNoTroubleOfIts(t *testing.T) {
	for _, c := range []struct {
		err  error
		want bool
	}{
		{nil, false}, {transport.ForbiddenAddress{}, false}, {archive.Missing{}, false}, {Slow{}, true}, {TooLarge{}, true}, {Unreachable{}, true},
	} {
		if got := isHostTrouble(c.err); got != c.want {
			t.Errorf("%T: %v", c.err, got)
		}
	}
}

// TestOnlyAGoodRobotsFileForbids: the page of an error may hold any words.
func TestOnlyAGoodRobotsFileForbids(t *testing.T) {
	for status, forbidden := range map[int]bool{200: true, 203: true, 299: true, 300: false, 404: false, 403: false, 410: false, 499: false, 500: true, 503: true, 429: true} {
		s := newSite(t, map[string]http.HandlerFunc{"/robots.txt": func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			fmt.Fprint(w, "User-agent: *\nDisallow: /\n")
		}})
		_, err := get(t, s, "/a.html", sources.Validator{})
		if got := ReasonOf(err) == ReasonRobots; got != forbidden {
			t.Errorf("%d: %v", status, err)
		}
	}
}

// TestWordsOfTrouble: what a person can do about it differs.
func TestWordsOfTrouble(t *testing.T) {
	for says, err := range map[string]error{
		"has expired":             x509.CertificateInvalidError{Reason: x509.Expired},
		"a known authority":       x509.CertificateInvalidError{Reason: x509.NotAuthorizedToSign},
		"to a known":              x509.UnknownAuthorityError{},
		"more than 10 MB":         TooLarge{Limit: 10 << 20},
		"more than 11 MB":         TooLarge{Limit: 10<<20 + 1},
		"speaks no TLS":           tls.RecordHeaderError{},
		"refuses connections":     syscall.ECONNREFUSED,
		"broke the connection":    io.ErrUnexpectedEOF,
		"connected in time":       os.ErrDeadlineExceeded,
		"does not exist":          &net.DNSError{Name: "www.city.example.jp", IsNotFound: true},
		"looked up at the moment": &net.DNSError{Name: "www.city.example.jp"},
	} {
		told := words(err)
		if _, own := err.(TooLarge); own {
			told = err.Error()
		}
		if !strings.Contains(told, says) {
			t.Errorf("%T: %q does not say %q", err, told, says)
		}
	}
}

// TestWhichTroubleIsPassing, each kind for itself.
func TestWhichTroubleIsPassing(t *testing.T) {
	for _, err := range []error{syscall.ECONNRESET, io.EOF, io.ErrUnexpectedEOF} {
		if !isPassing(nil, fmt.Errorf("get: %w", err)) {
			t.Errorf("%v is taken to stay", err)
		}
	}
	if isPassing(nil, syscall.ECONNREFUSED) || isPassing(&answer{status: http.StatusNotFound}, nil) {
		t.Error("a refused connection or a missing page is taken to pass")
	}
}

// TestWhereAnAnswerLeads holds the statuses that redirect to their bounds (RFC 9110 §15.4).
func TestWhereAnAnswerLeads(t *testing.T) {
	for status, want := range map[int]string{200: "", 299: "", 300: "/x", 301: "/x", 304: "", 308: "/x", 399: "/x", 400: ""} {
		if got := (&answer{status: status, header: http.Header{"Location": {"/x"}}}).location(); got != want {
			t.Errorf("%d: %q", status, got)
		}
	}
}

// TestALenientSourceWithoutALenientTransportUsesTheOther.
func TestALenientSourceWithoutALenientTransportUsesTheOther(t *testing.T) {
	strict, lenient := &http.Transport{}, &http.Transport{}
	if n := NewNetwork(Options{Clock: SystemClock{}, Transport: strict}); n.transport(true) != strict || n.transport(false) != strict {
		t.Error("without a lenient transport")
	}
	if n := NewNetwork(Options{Clock: SystemClock{}, Transport: strict, Lenient: lenient}); n.transport(true) != lenient || n.transport(false) != strict {
		t.Error("with both transports")
	}
}

// TestAPauseTakesNothingOffTheTime that an exchange has, however long it lasts.
func TestAPauseTakesNothingOffTheTime(t *testing.T) {
	w := startWatchdog(time.Hour, func() {})
	defer w.stop()
	w.pause()
	w.since = time.Now().Add(-50 * time.Minute) // the pause lasted
	w.resume()
	w.pause()
	if w.left < 55*time.Minute {
		t.Errorf("%v are left of an hour", w.left)
	}
}

// full is a disk that takes no record.
type full struct{}

func (full) Record(*http.Request, *http.Response, []byte, time.Time) error { return syscall.ENOSPC }

// TestABodyThatCouldNotBeRecordedIsGivenBack, so that the bytes in flight do not fill up.
func TestABodyThatCouldNotBeRecordedIsGivenBack(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/big": func(w http.ResponseWriter, _ *http.Request) { w.Write(make([]byte, 900<<10)) }})
	n := testNetwork("koubo", SystemClock{})
	c := n.Client(ClientOptions{Once: true})
	if _, err := c.Get(t.Context(), Request{URL: s.URL + "/big"}); err != nil { // with it, robots.txt
		t.Fatal(err)
	}
	n.opt.Recorder = full{}
	if _, err := c.Get(t.Context(), Request{URL: s.URL + "/big"}); !errors.Is(err, syscall.ENOSPC) {
		t.Fatal(err)
	}
	if !n.bodies.held.TryAcquire(maxHeld) {
		t.Error("bytes of bodies nobody reads are still held")
	}
}

// tape records what was sent.
type tape struct{ sent map[string]string }

func (r tape) Record(req *http.Request, _ *http.Response, raw []byte, _ time.Time) error {
	r.sent[req.URL.Path] = string(raw)
	return nil
}

// TestWhatWasSentIsRecorded as it was sent: packed, in small bodies and large.
func TestWhatWasSentIsRecorded(t *testing.T) {
	packed, large := string(pack(t, []byte("page"))), strings.Repeat("x", smallBody+1)
	s := newSite(t, map[string]http.HandlerFunc{
		"/packed": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			fmt.Fprint(w, packed)
		},
		"/large": func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, large) },
	})
	n := testNetwork("koubo/1", newStopped())
	r := tape{map[string]string{}}
	n.opt.Recorder = r
	c := n.Client(ClientOptions{})
	defer c.Close()
	for path, want := range map[string]struct{ sent, read string }{"/packed": {packed, "page"}, "/large": {large, large}} {
		answer, err := c.Get(t.Context(), Request{URL: s.URL + path})
		if err != nil || r.sent[path] != want.sent || string(answer.Page.Body) != want.read {
			t.Errorf("%s: %d bytes are recorded, %d read, %v", path, len(r.sent[path]), len(answer.Page.Body), err)
		}
	}
}

// TestWhyThereIsNoAnswer: each kind of error is one reason, told apart also behind what others say around it; passes through colly as it
// is; and is, or is not, trouble of the host.
func TestWhyThereIsNoAnswer(t *testing.T) {
	for _, c := range []struct {
		err     error
		reason  Reason
		trouble bool
	}{
		{Forbidden{URL: "http://a.jp/", Why: "robots.txt"}, ReasonRobots, true},
		{Later{Host: "a.jp"}, ReasonLater, true},
		{Slow{After: time.Second}, ReasonSlow, true},
		{TooLarge{Limit: 1}, ReasonTooLarge, true},
		{transport.ForbiddenAddress{}, ReasonAddress, false},
		{archive.Missing{URL: "http://a.jp/"}, ReasonArchive, false},
		{RedirectError{Words: "in a circle"}, ReasonRedirect, true},
		{Unreachable{Words: "no name"}, ReasonUnreachable, true},
		{context.Canceled, ReasonCancelled, true},
		{context.DeadlineExceeded, ReasonCancelled, true},
		{errors.New("the disk is full"), ReasonOther, true},
	} {
		for _, err := range []error{c.err, fmt.Errorf("colly: %w", c.err)} {
			if got := ReasonOf(err); got != c.reason {
				t.Errorf("%T is the reason %q, want %q", c.err, got, c.reason)
			}
			if got := isHostTrouble(err); got != c.trouble {
				t.Errorf("%T is trouble of the host: %v", c.err, got)
			}
		}
	}
	if ReasonOf(nil) != ReasonNone || isHostTrouble(nil) {
		t.Error("no error is one")
	}
}

// TestWhatTheNetworkSaysIsASentence, and what we say ourselves passes without the words of others around it.
func TestWhatTheNetworkSaysIsASentence(t *testing.T) {
	for _, own := range []error{Slow{After: time.Second}, TooLarge{Limit: 1}, transport.ForbiddenAddress{}, archive.Missing{URL: "http://a.jp/"}} {
		if got := explain(fmt.Errorf("Get \"http://a.jp/\": %w", own)); got != own {
			t.Errorf("%T passes as %v", own, got)
		}
	}
	for _, ended := range []error{context.Canceled, context.DeadlineExceeded} {
		err := fmt.Errorf("get: %w", ended)
		if got := explain(err); got != err {
			t.Errorf("%v passes as %v", err, got)
		}
	}
	const optOut = "tls_insecure: true"
	for _, c := range []struct {
		err       error
		says      string
		canBeTold bool // that bad TLS is to be accepted
	}{
		{&net.DNSError{Name: "www.city.example.jp", IsNotFound: true}, "the name www.city.example.jp does not exist", false},
		{&net.DNSError{Name: "www.city.example.jp", IsTimeout: true}, "the name www.city.example.jp cannot be looked up", false},
		{x509.HostnameError{Host: "a.jp", Certificate: &x509.Certificate{}}, "the certificate is not for a.jp", true},
		{x509.CertificateInvalidError{Reason: x509.Expired}, "has expired", true},
		{x509.CertificateInvalidError{Reason: x509.TooManyIntermediates}, "a known authority", true},
		{x509.UnknownAuthorityError{}, "a known authority", true},
		{tls.RecordHeaderError{Msg: "first record does not look like a TLS handshake"}, "speaks no TLS", false},
		{errors.New("http: server gave HTTP response to HTTPS client"), "speaks no TLS", false},
		{tls.AlertError(70), "no TLS version or cipher suite", true},
		{errors.New("tls: server selected unsupported protocol version 301"), "no TLS version or cipher suite", true},
		{syscall.ECONNREFUSED, "refuses connections", false},
		{syscall.ECONNRESET, "broke the connection off", false}, {io.EOF, "broke the connection off", false}, {io.ErrUnexpectedEOF, "broke the connection off", false},
		{os.ErrDeadlineExceeded, "connected in time", false},
		{errors.New("no route to host"), "the request failed: get: no route to host", false},
	} {
		err := fmt.Errorf("get: %w", c.err)
		told := explain(err)
		if !errors.As(told, new(Unreachable)) || !errors.Is(told, err) || !strings.Contains(told.Error(), c.says) || strings.Contains(told.Error(), optOut) != c.canBeTold {
			t.Errorf("%v is told as %q, want %q", err, told, c.says)
		}
	}
}

// TestAServerThatBadTLSComesFromWasReached, told or not.
func TestAServerThatBadTLSComesFromWasReached(t *testing.T) {
	for _, c := range []struct {
		err  error
		want bool
	}{
		{x509.HostnameError{Host: "a.jp", Certificate: &x509.Certificate{}}, true}, {x509.UnknownAuthorityError{}, true}, {x509.CertificateInvalidError{Reason: x509.Expired}, true},
		{errors.New("remote error: tls: handshake failure"), true}, {errors.New("http: server gave HTTP response to HTTPS client"), true}, {syscall.ECONNRESET, true},
		{syscall.ECONNREFUSED, false}, {errors.New("no route to host"), false}, {Unreachable{Words: "tls: as we say it ourselves"}, true},
	} {
		for _, err := range []error{c.err, fmt.Errorf("get: %w", c.err), Unreachable{Words: "told", cause: c.err}} {
			if u := (Unreachable{}); errors.As(c.err, &u) && err != c.err {
				continue
			}
			if got := isOfServer(err); got != c.want {
				t.Errorf("%T %v: %v, want %v", err, c.err, got, c.want)
			}
		}
	}
}

// TestWhichAnswersAreAskedForAgain: trouble of the moment, as its number says, or a header that the next request reads.
func TestWhichAnswersAreAskedForAgain(t *testing.T) {
	passing := map[int]bool{429: true, 500: true, 502: true, 503: true, 504: true}
	for status := 100; status < 600; status++ {
		if got := isPassing(&answer{status: status}, nil); got != passing[status] {
			t.Errorf("%d is taken to pass: %v", status, got)
		}
	}
	for _, c := range []struct {
		err  error
		want bool
	}{{transport.OddHeader{Host: "a.jp"}, true}, {Slow{After: time.Second}, false}, {TooLarge{Limit: 1}, false}, {errors.New("no route"), false}} {
		if got := isPassing(nil, fmt.Errorf("get: %w", c.err)); got != c.want {
			t.Errorf("%T is taken to pass: %v", c.err, got)
		}
	}
}

// TestWhatALimitIsCalled: whole megabytes, rounded up, and whether the bytes sent or what they unpack to went over it.
func TestWhatALimitIsCalled(t *testing.T) {
	for limit, want := range map[int64]string{1: "1 MB", 1 << 20: "1 MB", 1<<20 + 1: "2 MB", 10 << 20: "10 MB"} {
		for packed, what := range map[bool]string{false: "the answer is", true: "the compressed answer unpacks to"} {
			if got := (TooLarge{Limit: limit, Packed: packed}).Error(); !strings.HasPrefix(got, what+" more than "+want+";") {
				t.Errorf("%d, packed %v: %s", limit, packed, got)
			}
		}
	}
}

// TestALaterThatEndsIsToldInJapansTime, and a spent budget by the key that sets it.
func TestALaterThatEndsIsToldInJapansTime(t *testing.T) {
	until := time.Date(2026, 11, 25, 15, 30, 7, 0, time.UTC)
	if got := (Later{"a.jp", until}).Error(); !strings.Contains(got, "a.jp asked to be left alone until 2026-11-26 00:30:07") {
		t.Error(got)
	}
	if got := (Later{Host: "a.jp"}).Error(); !strings.Contains(got, "crawl.daily_budget") {
		t.Error(got)
	}
}

// TestARefreshToNoAddressIsNone, as is one to the page itself.
func TestARefreshToNoAddressIsNone(t *testing.T) {
	from, err := parseAddress("https://a.jp/x")
	if err != nil {
		t.Fatal(err)
	}
	for value, want := range map[string]string{"0; url=mailto:x@a.jp": "", "0; url=http://[::1": "", "0; url=/y": "https://a.jp/y", "0; url=https://a.jp/x#top": ""} {
		a := answer{header: http.Header{"Refresh": {value}}}
		if got := a.refresh(from); got != want {
			t.Errorf("%s: %q, want %q", value, got, want)
		}
	}
}

// TestTheEnvironmentChangesNoRequest: the library underneath reads variables of its own.
func TestTheEnvironmentChangesNoRequest(t *testing.T) {
	for name, value := range map[string]string{
		"ALLOWED_DOMAINS": "example.com", "DISALLOWED_DOMAINS": "127.0.0.1", "CACHE_DIR": t.TempDir(), "DETECT_CHARSET": "1", "DISABLE_COOKIES": "1", "IGNORE_ROBOTSTXT": "0", "FOLLOW_REDIRECTS": "0",
		"MAX_BODY_SIZE": "1", "MAX_DEPTH": "1", "MAX_REQUESTS": "1", "PARSE_HTTP_ERROR_RESPONSE": "0", "USER_AGENT": "other/1",
	} {
		t.Setenv("COLLY_"+name, value)
	}
	s := newSite(t, map[string]http.HandlerFunc{
		"/a": func(w http.ResponseWriter, r *http.Request) {
			http.SetCookie(w, &http.Cookie{Name: "visit", Value: "7"})
			fmt.Fprintf(w, "asked by %s", r.UserAgent())
		},
		"/b": func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprintf(w, "cookie %s", r.Header.Get("Cookie"))
		},
		"/moved":   func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/b", http.StatusFound) },
		"/missing": http.NotFound,
	})
	c := testNetwork("koubo/test (x@example.jp)", newStopped()).Client(ClientOptions{})
	defer c.Close()
	for _, want := range []struct {
		path   string
		status int
		body   string
	}{
		{"/a", 200, "asked by koubo/test (x@example.jp)"}, {"/a", 200, "asked by koubo/test (x@example.jp)"}, {"/b", 200, "cookie visit=7"}, {"/moved", 200, "cookie visit=7"}, {"/missing", 404, "404 page not found\n"},
	} {
		r, err := c.Get(t.Context(), Request{URL: s.URL + want.path})
		if err != nil || r.Status != want.status || string(r.Page.Body) != want.body {
			t.Errorf("%s: %d %q, %v", want.path, r.Status, r.Page.Body, err)
		}
	}
	if c.Requests != 7 { // with robots.txt and the redirect
		t.Errorf("%d requests", c.Requests)
	}
	other := testNetwork("koubo/1", newStopped()).Client(ClientOptions{})
	defer other.Close()
	if r, err := other.Get(t.Context(), Request{URL: s.URL + "/b"}); err != nil || string(r.Page.Body) != "cookie " {
		t.Errorf("another visit: %q, %v", r.Page.Body, err)
	}
}

// TestAnExchangeHasTheTimeThatIsConfigured, whatever the library underneath takes for enough.
func TestAnExchangeHasTheTimeThatIsConfigured(t *testing.T) {
	for took, want := range map[time.Duration]bool{44 * time.Second: true, 46 * time.Second: false} {
		synctest.Test(t, func(t *testing.T) {
			n := NewNetwork(Options{UserAgent: "koubo/1", Timeout: time.Minute, MaxBody: 1 << 20, Clock: newStopped(), Hosts: noHosts{}, Transport: sluggish(took)})
			c := n.Client(ClientOptions{})
			defer c.Close()
			a, err := c.exchange(t.Context(), &url.URL{Scheme: "http", Host: "a.jp", Path: "/"}, &Request{})
			if (err == nil) != want {
				t.Errorf("an answer after %s: %v", took, err)
			}
			if err == nil {
				a.body.Release()
			}
		})
	}
}

// held is a transport that keeps the requests it is given.
type held struct{ requests []*http.Request }

func (h *held) RoundTrip(req *http.Request) (*http.Response, error) {
	h.requests = append(h.requests, req)
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Request: req, Body: http.NoBody}, nil
}

// TestAnExchangeLeavesNothingBehind: once the body is read, whatever waits for the request ends.
func TestAnExchangeLeavesNothingBehind(t *testing.T) {
	h := &held{}
	n := NewNetwork(Options{UserAgent: "koubo/1", Timeout: time.Minute, MaxBody: 1 << 20, Clock: newStopped(), Hosts: noHosts{}, Transport: h})
	c := n.Client(ClientOptions{})
	defer c.Close()
	if _, err := c.exchange(t.Context(), &url.URL{Scheme: "http", Host: "a.jp", Path: "/"}, &Request{}); err != nil {
		t.Fatal(err)
	}
	if h.requests[0].Context().Err() == nil {
		t.Error("the request goes on")
	}
}

// TestAServerIsToldWhatIsUnderstood.
func TestAServerIsToldWhatIsUnderstood(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/a": func(http.ResponseWriter, *http.Request) {}})
	if _, err := get(t, s, "/a", sources.Validator{ETag: `"1"`}); err != nil {
		t.Fatal(err)
	}
	for n, want := range []string{"", `"1"`} { // robots.txt, the page
		h := s.headers[n]
		if h.Get("Accept-Encoding") != "gzip, br, zstd" || h.Get("Accept-Language") != "ja,en;q=0.5" || h.Get("Accept") == "" || h.Get("If-None-Match") != want {
			t.Errorf("%s: %v", s.asked[n], h)
		}
	}
}

// TestAnObserverSeesTheVisitsTraffic: what each exchange was, in their order, with what the client counts.
func TestAnObserverSeesTheVisitsTraffic(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{
		"/a":    func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "four") },
		"/same": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotModified) },
		"/cut": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "10")
			fmt.Fprint(w, "cut")
		},
	})
	n := testNetwork("koubo/1", newStopped())
	told := &seen{}
	n.opt.Observer = told
	c := n.Client(ClientOptions{Once: true})
	defer c.Close()
	for _, q := range []Request{{URL: s.URL + "/a"}, {URL: s.URL + "/same", Validator: sources.Validator{ETag: `"1"`}}, {URL: s.URL + "/cut"}} {
		_, _ = c.Get(t.Context(), q)
	}
	var got []string
	for _, e := range told.traffic {
		got = append(got, fmt.Sprint(e.Status, e.Conditional, e.Bytes, e.Err == nil))
	}
	if want := []string{"404 false 19 true", "200 false 4 true", "304 true 0 true", "0 false 0 false"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if c.Requests != 4 || c.Bytes != 23 || c.NotModified != 1 {
		t.Errorf("%d requests, %d bytes, %d not modified", c.Requests, c.Bytes, c.NotModified)
	}
}

// TestMost bounds what a client asks for, redirects and robots.txt among it; what it could not ask for then says nothing of the host.
func TestMost(t *testing.T) {
	to := func(target string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, target, http.StatusFound) }
	}
	s := newSite(t, map[string]http.HandlerFunc{"/a": to("/b"), "/b": to("/c"), "/c": func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "c") }})
	for most, asked := range map[int]string{1: "/robots.txt", 3: "/robots.txt /a /b"} {
		s.asked = nil
		c := testNetwork("koubo/test (x@example.jp)", newStopped()).Client(ClientOptions{})
		c.Most = most
		_, err := c.Get(t.Context(), Request{URL: s.URL + "/a"})
		if got := strings.Join(s.asked, " "); !errors.Is(err, ErrSpent) || got != asked {
			t.Errorf("of %d at most: asked %s, %v", most, got, err)
		}
		c.Most = 0
		if r, err := c.Get(t.Context(), Request{URL: s.URL + "/a"}); err != nil || string(r.Page.Body) != "c" {
			t.Errorf("then: %v", err)
		}
		c.Close()
	}
	c := testNetwork("koubo/test (x@example.jp)", newStopped()).Client(ClientOptions{})
	defer c.Close()
	if _, err := c.Get(t.Context(), Request{URL: s.URL + "/c"}); err != nil {
		t.Fatal(err)
	}
	other := newSite(t, nil)
	c.Most = c.Requests
	if _, err := c.Get(t.Context(), Request{URL: other.URL + "/x"}); !errors.Is(err, ErrSpent) {
		t.Errorf("another host: %v", err)
	}
	c.Most = 0
	if r, err := c.Get(t.Context(), Request{URL: other.URL + "/x"}); err != nil || r.Status != 404 {
		t.Errorf("another host then: %+v, %v", r, err)
	}
}
