package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// TestOddRequestsAreAnsweredAsTheStandardSays: field lines of one name are one list (RFC 9110 §5.3), only GET has ranges and only those of
// bytes are understood, whose name any case writes (§14.1, §14.2), and whoever prefers a plain body to a packed one is given it (§12.5.3).
func TestOddRequestsAreAnsweredAsTheStandardSays(t *testing.T) {
	c := newTown(t)
	first := c.get("/feed.atom")
	tag, whole := first.Header().Get("ETag"), first.Header().Get("Content-Length")
	for _, row := range []struct {
		method, headers  string // name: value, one a line
		code             int
		encoding, length string
	}{
		{"GET", "If-None-Match: \"a\"\nIf-None-Match: W/\"b\", " + tag, 304, "", ""},
		{"GET", "If-None-Match: \"a\"\nIf-None-Match: \"b\"", 200, "", whole},
		{"GET", "If-Match: \"a\"\nIf-Match: " + tag, 200, "", whole},
		{"GET", "If-None-Match: *", 304, "", ""},
		{"HEAD", "If-None-Match: \"a\"\nIf-None-Match: " + tag, 304, "", ""},
		{"HEAD", "Range: bytes=0-9", 200, "", whole},
		{"GET", "Range: bytes=0-9", 206, "", "10"},
		{"GET", "Range: Bytes=0-9", 206, "", "10"},
		{"GET", "Range: lines=0-9", 200, "", whole},
		{"GET", "Range: lines=0-9\nAccept-Encoding: gzip", 200, "gzip", ""},
		{"HEAD", "Range: bytes=0-9\nAccept-Encoding: gzip", 200, "gzip", ""},
		{"GET", "Range: bytes=0-9\nIf-Range: " + tag, 206, "", "10"},
		{"GET", "Range: bytes=0-9\nIf-Range: W/" + tag, 200, "", whole},
		{"GET", "Range: bytes=99999999-", 416, "", ""},
		{"GET", "Accept-Encoding: deflate\nAccept-Encoding: gzip", 200, "gzip", ""},
		{"GET", "Accept-Encoding: identity;q=1, gzip;q=0.5", 200, "", whole},
		{"GET", "Accept-Encoding: gzip;q=0.5, identity", 200, "", whole},
		{"GET", "Accept-Encoding: identity, gzip", 200, "gzip", ""},
		{"GET", "Accept-Encoding: identity;q=0.5, gzip;q=0.7", 200, "gzip", ""},
		{"GET", "Accept-Encoding: identity;q=0", 200, "", whole},
		{"GET", "If-Modified-Since: yesterday", 200, "", whole},
	} {
		for _, address := range []string{"/feed.atom", "/feed.atom?limit=200"} { // one answer, kept and found by another spelling
			r := httptest.NewRequest(row.method, address, nil)
			for line := range strings.Lines(row.headers) {
				name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
				r.Header.Add(name, value)
			}
			w := httptest.NewRecorder()
			c.handler.ServeHTTP(w, r)
			h := w.Header()
			if w.Code != row.code || h.Get("Content-Encoding") != row.encoding || row.length != "" && h.Get("Content-Length") != row.length {
				t.Errorf("%s %s with %q: %d in %q of %s bytes, want %d in %q of %s", row.method, address, row.headers, w.Code, h.Get("Content-Encoding"), h.Get("Content-Length"), row.code, row.encoding, row.length)
			}
		}
	}
}

// TestWhoAsksByTimeHearsOfDeadlinesThatPass, at whatever minute: no tag tells them.
func TestWhoAsksByTimeHearsOfDeadlinesThatPass(t *testing.T) {
	c := newTown(t)
	noon := time.Date(2026, 11, 24, 12, 0, 0, 0, jdate.JST)
	end := c.records[0]
	end.ID, end.Deadlines = "quarter", []opportunity.Deadline{{Role: opportunity.Submission, End: "2026-11-24", EndTime: "12:15"}}
	c.records = append(c.records, end)
	c.now = noon.Add(5 * time.Minute)
	since := map[string]string{}
	addresses := []string{"/feed.atom", "/feed.json", "/deadlines.ics", "/reminders.rss", "/feed.atom?changes=entries"}
	for _, address := range addresses {
		since[address] = c.get(address).Header().Get("Last-Modified")
	}
	c.now = noon.Add(15 * time.Minute)
	for _, address := range addresses {
		before := since[address]
		now := c.get(address, "If-Modified-Since", before)
		if now.Code != http.StatusOK {
			t.Errorf("%s: %d to who has that of %s", address, now.Code, before)
		}
	}
}

// TestAVisitThatIsStoredLateIsSeenByTime: what it stored is as old as the visit, and yet new.
func TestAVisitThatIsStoredLateIsSeenByTime(t *testing.T) {
	c := newTown(t)
	c.changed = frozen.Add(-10 * time.Second)
	since := c.get("/feed.atom").Header().Get("Last-Modified")
	c.now = frozen.Add(5 * time.Second)
	c.records[0].Title = "改められた件名"
	c.changed = frozen.Add(-20 * time.Second)
	if got := c.get("/feed.atom", "If-Modified-Since", since); got.Code != http.StatusOK {
		t.Errorf("%d to who has that of %s", got.Code, since)
	}
}

// TestAParameterHasOneValue: of two that differ one would be left out without a word.
func TestAParameterHasOneValue(t *testing.T) {
	c := newTown(t)
	for query, want := range map[string]int{
		"limit=1&limit=2": 400, "q=橋&q=道路": 400, "sort=deadline&sort=budget": 400, "closing_within=7&closing_within=8": 400, "source=a&source=b": 400,
		"limit=1&limit=1": 200, "q=&q=橋": 200, "kind=pilot&kind=subsidy": 200, "pref=13&pref=20": 200, "changes=entries&changes=entries": 200,
	} {
		got := c.get("/feed.atom?" + query)
		if name, _, _ := strings.Cut(query, "="); got.Code != want || want == 400 && !strings.Contains(got.Body.String(), "「"+name+"」") {
			t.Errorf("%s: %d, want %d: %.200s", query, got.Code, want, got.Body)
		}
	}
	for _, name := range []string{"", "_"} {
		if got := c.get("/feed.atom?" + name + "=1"); got.Code != 400 || strings.Contains(got.Body.String(), "Did you mean") {
			t.Errorf("%q: %d %s", name, got.Code, got.Body)
		}
	}
}

// TestProgramsOnOtherPagesReadWhatTheyNeed: without leave they are kept from the tag, the next page and how long to wait.
func TestProgramsOnOtherPagesReadWhatTheyNeed(t *testing.T) {
	c := newTown(t)
	for _, address := range []string{"/api/v1/opportunities", "/feed.atom", "/feed.json?kindd=1", "/export.csv", "/sources.json"} {
		exposed := c.get(address, "Origin", "https://a.example").Header().Get("Access-Control-Expose-Headers")
		for _, header := range []string{"ETag", "Link", "Retry-After"} {
			if !strings.Contains(exposed, header) {
				t.Errorf("%s: %s is kept from programs: %q", address, header, exposed)
			}
		}
	}
	if c.get("/").Header().Get("Access-Control-Expose-Headers") != "" {
		t.Error("a page is shared")
	}
}

// TestPreflights: a browser asks before a program on another page sends a condition, and may be told so for what is shared alone.
func TestPreflights(t *testing.T) {
	c := newTown(t)
	for address, code := range map[string]int{"/api/v1/opportunities": 204, "/feed.atom": 204, "/deadlines.ics": 204, "/export.csv": 204, "/": 405, "/subscribe": 405} {
		r := httptest.NewRequest("OPTIONS", address, nil)
		r.Header.Set("Origin", "https://a.example")
		r.Header.Set("Access-Control-Request-Method", "GET")
		r.Header.Set("Access-Control-Request-Headers", "if-none-match")
		w := httptest.NewRecorder()
		c.handler.ServeHTTP(w, r)
		h := w.Header()
		allows := h.Get("Access-Control-Allow-Origin") == "*" && strings.Contains(h.Get("Access-Control-Allow-Headers"), "If-None-Match") && h.Get("Access-Control-Allow-Methods") == "GET, HEAD"
		if w.Code != code || allows != (code == 204) || w.Body.Len() > 0 && code == 204 {
			t.Errorf("%s: %d, %v", address, w.Code, h)
		}
	}
}
