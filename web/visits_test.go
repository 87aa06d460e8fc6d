package web

import (
	"bufio"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"koubo/sources"
	"koubo/web/front"
)

// visitorFunc is a Visitor.
type visitorFunc func(context.Context, front.VisitRequest, func(front.VisitOutcome)) error

func (f visitorFunc) Visit(ctx context.Context, request front.VisitRequest, tell func(front.VisitOutcome)) error {
	return f(ctx, request, tell)
}

// visitFront is a handler whose visits are f's.
func visitFront(f visitorFunc) http.Handler {
	return New(front.Config{Visitor: f, Now: func() time.Time { return frozen }})
}

// askedFor is a request for visits as koubo crawl sends it.
func askedFor(body string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "http://localhost/api/v1/visits", strings.NewReader(body))
	r.RemoteAddr = "127.0.0.1:40000"
	r.Header.Set("Content-Type", "application/json")
	return r
}

func TestVisitsAreOnlyForProgramsOfThisMachine(t *testing.T) {
	const good = `{"sources": ["a"]}`
	header := func(name, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, value) }
	}
	for _, c := range []struct {
		name   string
		change func(*http.Request)
		status int
	}{
		{"as koubo crawl asks", func(*http.Request) {}, 200},
		{"over IPv6", func(r *http.Request) { r.RemoteAddr, r.Host = "[::1]:40000", "[::1]:8080" }, 200},
		{"IPv4 in IPv6", func(r *http.Request) { r.RemoteAddr, r.Host = "[::ffff:127.0.0.1]:40000", "127.0.0.1:8080" }, 200},
		{"with a charset", header("Content-Type", "application/json; charset=utf-8"), 200},
		{"from the network", func(r *http.Request) { r.RemoteAddr = "192.0.2.1:40000" }, 403},
		{"from the network over IPv6", func(r *http.Request) { r.RemoteAddr = "[2001:db8::1]:40000" }, 403},
		{"from nowhere", func(r *http.Request) { r.RemoteAddr = "" }, 403},
		{"through a proxy", header("X-Forwarded-For", "192.0.2.1"), 403},
		{"through a proxy that hides whom it serves", header("X-Forwarded-For", ""), 403},
		{"through a proxy by RFC 7239", header("Forwarded", "for=192.0.2.1"), 403},
		{"through a cache", header("Via", "1.1 cache"), 403},
		{"through a proxy's other header", header("X-Real-IP", "192.0.2.1"), 403},
		{"from another site", header("Origin", "https://evil.example"), 403},
		{"from a sandboxed page", header("Origin", "null"), 403},
		{"from a page of this host", header("Origin", "http://localhost"), 403},
		{"from a browser", header("Sec-Fetch-Site", "none"), 403},
		{"from a page", header("Referer", "https://evil.example/"), 403},
		{"by a foreign name of this machine", func(r *http.Request) { r.Host = "evil.example:8080" }, 403},
		{"by a name that begins well", func(r *http.Request) { r.Host = "localhost.evil.example" }, 403},
		{"by no name", func(r *http.Request) { r.Host = "" }, 403},
		{"as a form", header("Content-Type", "application/x-www-form-urlencoded"), 415},
		{"as plain text", header("Content-Type", "text/plain"), 415},
		{"as nothing", func(r *http.Request) { r.Header.Del("Content-Type") }, 415},
		{"by GET", func(r *http.Request) { r.Method = http.MethodGet }, 405},
		{"by HEAD", func(r *http.Request) { r.Method = http.MethodHead }, 405},
		{"by OPTIONS", func(r *http.Request) { r.Method = http.MethodOptions }, 405},
		{"by PUT", func(r *http.Request) { r.Method = http.MethodPut }, 405},
	} {
		asked := false
		handler := visitFront(func(context.Context, front.VisitRequest, func(front.VisitOutcome)) error { asked = true; return nil })
		r, w := askedFor(good), httptest.NewRecorder()
		c.change(r)
		handler.ServeHTTP(w, r)
		if w.Code != c.status || asked != (c.status == 200) {
			t.Errorf("%s: %d, visited: %v\n%s", c.name, w.Code, asked, w.Body)
		}
		if c.status == 405 && w.Header().Get("Allow") != "POST" || w.Header().Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s: %v", c.name, w.Header())
		}
	}
}

func TestVisitsThatCannotBeRead(t *testing.T) {
	for _, body := range []string{"", "{}", "[]", `{"sources": []}`, `{"sources": "a"}`, `{"sources": ["a"], "everything": true}`, `{"sources": ["a"]} {"sources": ["b"]}`,
		`{"sources": ["` + strings.Repeat("a", maxVisitBody) + `"]}`} {
		w := httptest.NewRecorder()
		visitFront(func(context.Context, front.VisitRequest, func(front.VisitOutcome)) error {
			t.Errorf("%.60s was taken", body)
			return nil
		}).ServeHTTP(w, askedFor(body))
		if w.Code != 400 || !strings.Contains(w.Body.String(), "okinawa-naha") {
			t.Errorf("%.60s: %d %s", body, w.Code, w.Body)
		}
	}
	w := httptest.NewRecorder()
	New(front.Config{Now: time.Now}).ServeHTTP(w, askedFor(`{"sources": ["a"]}`))
	if w.Code != 404 {
		t.Errorf("a handler that takes no visits answers %d", w.Code)
	}
	w = httptest.NewRecorder()
	visitFront(func(context.Context, front.VisitRequest, func(front.VisitOutcome)) error {
		return errors.New("there is no source a")
	}).ServeHTTP(w, askedFor(`{"sources": ["a"]}`))
	if w.Code != 409 || !strings.Contains(w.Body.String(), "there is no source a") {
		t.Errorf("a refusal is answered with %d %s", w.Code, w.Body)
	}
}

// TestEachVisitIsToldWhenItEnds reads the first line while the second visit is still under way.
func TestEachVisitIsToldWhenItEnds(t *testing.T) {
	release := make(chan struct{})
	server := httptest.NewServer(visitFront(func(ctx context.Context, request front.VisitRequest, tell func(front.VisitOutcome)) error {
		if want := []string{"a", "b", "c"}; !slices.Equal(request.Sources, want) || request.Data != "/var/koubo.db" {
			t.Errorf("asked for %+v", request)
		}
		tell(front.VisitOutcome{Source: "a", Report: &sources.Report{Source: "a", State: sources.OK, New: 3}})
		<-release
		tell(front.VisitOutcome{Source: "b", UnderVisit: true})
		tell(front.VisitOutcome{Source: "c", Error: "no room"})
		return nil
	}))
	defer server.Close()
	resp, err := http.Post(server.URL+"/api/v1/visits", "application/json", strings.NewReader(`{"sources": ["a", "b", "c"], "data": "/var/koubo.db"}`))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	lines := bufio.NewScanner(resp.Body)
	if !lines.Scan() || !strings.HasPrefix(lines.Text(), `{"source":"a","report":{"source":"a",`) || resp.Header.Get("Content-Type") != "application/x-ndjson" {
		t.Errorf("the first line is %s", lines.Text())
	}
	close(release)
	for _, want := range []string{`{"source":"b","under_visit":true}`, `{"source":"c","error":"no room"}`} {
		if !lines.Scan() || lines.Text() != want {
			t.Errorf("got %s, want %s", lines.Text(), want)
		}
	}
}

// deadlined notes the deadlines that a handler sets.
type deadlined struct {
	*httptest.ResponseRecorder
	read, write time.Time
}

func (d *deadlined) SetReadDeadline(t time.Time) error  { d.read = t; return nil }
func (d *deadlined) SetWriteDeadline(t time.Time) error { d.write = t; return nil }

func TestLongVisitsOutliveTheServersDeadlines(t *testing.T) {
	w := &deadlined{httptest.NewRecorder(), frozen, frozen}
	visitFront(func(context.Context, front.VisitRequest, func(front.VisitOutcome)) error { return nil }).ServeHTTP(w, askedFor(`{"sources": ["a"]}`))
	if !w.read.IsZero() || !w.write.IsZero() {
		t.Errorf("the connection ends at %s and %s", w.read, w.write)
	}
}
