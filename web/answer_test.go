package web

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// keptAddresses are answered from what was made before.
var keptAddresses = []string{"/", "/?q=実証", "/feed.atom", "/feed.rss?kind=pilot", "/feed.json", "/deadlines.ics", "/feed.atom?changes=entries", "/reminders.atom", "/reminders.json?days=3&roles=all",
	"/o/a3", "/issuer/131016", "/today", "/today/2026-11-23", "/calendar", "/calendar?month=2026-12&kind=pilot", "/map", "/map?kind=pilot"}

func TestAskingAgainReadsNothing(t *testing.T) {
	c := newTown(t)
	for _, address := range keptAddresses {
		first := c.get(address)
		asked := c.queries.Load()
		if again := c.get(address); again.Body.String() != first.Body.String() {
			t.Errorf("%s: the second answer differs", address)
		}
		if same := c.get(address, "If-None-Match", first.Header().Get("ETag")); same.Code != http.StatusNotModified || same.Body.Len() != 0 {
			t.Errorf("%s: %d, %d bytes", address, same.Code, same.Body.Len())
		}
		if n := c.queries.Load() - asked; n != 0 {
			t.Errorf("%s: %d queries for what has not changed", address, n)
		}
	}
}

// TestOtherSpellingsShareAnAnswer: the order of the parameters and what is usual anyway make no other selection.
func TestOtherSpellingsShareAnAnswer(t *testing.T) {
	c := newTown(t)
	c.get("/feed.atom?kind=pilot&pref=13")
	asked := c.queries.Load()
	for _, address := range []string{"/feed.atom?pref=13&kind=pilot", "/feed.atom?kind=pilot&pref=13&limit=200", "/feed.atom?kind=pilot&pref=13&sort=revised"} {
		if c.get(address); c.queries.Load() != asked {
			t.Errorf("%s is asked for anew", address)
			asked = c.queries.Load()
		}
	}
}

func TestWhoAsksAtTheSameMomentWaitsForOneAnswer(t *testing.T) {
	c := newTown(t)
	c.wait = make(chan struct{})
	var all sync.WaitGroup
	codes := make([]int, 50)
	for i := range codes {
		all.Go(func() { codes[i] = c.get("/feed.atom").Code })
	}
	for c.queries.Load() == 0 {
		time.Sleep(time.Millisecond)
	}
	time.Sleep(20 * time.Millisecond) // the others come meanwhile; those that do not find the answer made
	close(c.wait)
	all.Wait()
	for i, code := range codes {
		if code != http.StatusOK {
			t.Errorf("reader %d: %d", i, code)
		}
	}
	if n := c.queries.Load(); n != 1 {
		t.Errorf("%d queries for 50 readers of one feed", n)
	}
}

func TestAnAnswerEndsWithWhatItSays(t *testing.T) {
	c := newTown(t)
	index := func() string { return c.get("/").Body.String() }
	before := index()
	c.records[0].Title = "改められた件名"
	if index() == before {
		t.Error("a change of a record is not seen")
	}
	before = index()
	for _, moment := range []struct {
		at    time.Time
		moves bool
	}{
		{time.Date(2026, 11, 24, 16, 59, 59, 0, jdate.JST), false}, // a1 closes at 17:00
		{time.Date(2026, 11, 24, 17, 0, 0, 0, jdate.JST), true},
		{time.Date(2026, 11, 24, 23, 59, 59, 0, jdate.JST), false},
		{time.Date(2026, 11, 25, 0, 0, 0, 0, jdate.JST), true}, // あと1日 is 今日
	} {
		c.now = moment.at
		now := index()
		if fresh := newTownAt(t, c, moment.at).get("/").Body.String(); now != fresh {
			t.Errorf("%s: the kept answer differs from one made anew", moment.at)
		}
		if (now != before) != moment.moves {
			t.Errorf("%s: moved %v", moment.at, now != before)
		}
		before = now
	}
}

// newTownAt is the same records before a front that has answered nothing yet.
func newTownAt(t *testing.T, of *town, at time.Time) *town {
	t.Helper()
	c := newTown(t)
	c.records, c.now = of.records, at
	return c
}

// TestKeptAnswersAreThoseOfTheMoment walks through the two weeks that hold every step of the fictional calls, and compares
// each kept answer with one made anew.
func TestKeptAnswersAreThoseOfTheMoment(t *testing.T) {
	c := newTown(t)
	c.records = append(c.records, calledOff("b1", frozen.AddDate(0, 0, 5-opportunity.EndedDays)), moved("b2", frozen.AddDate(0, 0, -1)))
	addresses := slices.Concat(keptAddresses, []string{"/?sort=deadline", "/?status=open", "/feed.atom?status=closing_soon", "/feed.json?status=all", "/feed.rss?changes=entries&status=open",
		"/feed.json?changes=entries&kind=pilot&limit=3", "/reminders.rss?days=10&roles=questions,submission&pref=13", "/reminders.atom?days=1&status=closing_soon", "/calendar?month=2026-11", "/calendar?status=closing_soon", "/calendar?closing_within=10",
		"/today?status=closing_soon", "/today/2026-11-24", "/map?status=open", "/o/a4", "/issuer/131032"})
	for at := frozen; at.Before(frozen.AddDate(0, 0, 14)); at = at.Add(97 * time.Minute) {
		c.now = at
		fresh := newTownAt(t, c, at)
		for _, address := range addresses {
			if got, want := c.get(address).Body.String(), fresh.get(address).Body.String(); got != want {
				t.Fatalf("%s at %s differs from an answer made anew", address, at)
			}
		}
	}
}

func TestEncodings(t *testing.T) {
	c := newTown(t)
	plain := c.get("/feed.atom")
	for accept, want := range map[string]string{
		"gzip": "gzip", "br": "br", "zstd": "zstd", "gzip, deflate, br, zstd": "br", "gzip;q=1, br;q=0.2": "gzip", "GZIP": "gzip",
		"": "", "identity": "", "br;q=0": "", "deflate": "", "*": "", "gzip;q=2": "", "gzip;q=x, zstd;q=0.1": "zstd",
	} {
		got := c.get("/feed.atom", "Accept-Encoding", accept)
		if e := got.Header().Get("Content-Encoding"); e != want || got.Header().Get("Vary") != "Accept-Encoding" {
			t.Errorf("%q is answered in %q, Vary %q; want %q", accept, e, got.Header().Get("Vary"), want)
			continue
		}
		if length := got.Header().Get("Content-Length"); length != fmt.Sprint(got.Body.Len()) {
			t.Errorf("%q: Content-Length %s of %d", accept, length, got.Body.Len())
		}
		if body := unpacked(t, want, got); !bytes.Equal(body, plain.Body.Bytes()) {
			t.Errorf("%q: %d bytes unpacked, want %d", accept, len(body), plain.Body.Len())
		}
		tag := got.Header().Get("ETag")
		if want != "" && tag == plain.Header().Get("ETag") {
			t.Errorf("%q has the tag of the plain form", accept)
		}
		if same := c.get("/feed.atom", "Accept-Encoding", accept, "If-None-Match", tag); same.Code != http.StatusNotModified || same.Header().Get("ETag") != tag {
			t.Errorf("%q under its own tag: %d", accept, same.Code)
		}
		if weak := c.get("/feed.atom", "Accept-Encoding", accept, "If-None-Match", `"other", W/`+tag); weak.Code != http.StatusNotModified {
			t.Errorf("%q under its tag in a list: %d", accept, weak.Code)
		}
	}
	if part := c.get("/feed.atom", "Accept-Encoding", "gzip", "Range", "bytes=0-9"); part.Code != http.StatusPartialContent || part.Body.String() != plain.Body.String()[:10] {
		t.Errorf("a part: %d %q", part.Code, part.Body)
	}
}

func unpacked(t *testing.T, encoding string, w *httptest.ResponseRecorder) []byte {
	t.Helper()
	var in io.Reader = w.Body
	var err error
	switch encoding {
	case "gzip":
		in, err = gzip.NewReader(w.Body)
	case "br":
		in = brotli.NewReader(w.Body)
	case "zstd":
		in, err = zstd.NewReader(w.Body)
	}
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// TestFailuresAreNotKept: what could not be answered is tried again, and an error is no reader's lasting answer.
func TestFailuresAreNotKept(t *testing.T) {
	c := newTown(t)
	c.err = io.ErrUnexpectedEOF
	if got := c.get("/"); got.Code != http.StatusInternalServerError {
		t.Fatalf("%d", got.Code)
	}
	c.err = nil
	if got := c.get("/"); got.Code != http.StatusOK {
		t.Errorf("%d after the store could be read again", got.Code)
	}
}
