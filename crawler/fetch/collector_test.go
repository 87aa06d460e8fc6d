package fetch

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"koubo/sources"
)

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
