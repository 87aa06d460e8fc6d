package response

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

var answeredAt = time.Date(2026, 11, 25, 1, 0, 0, 0, time.UTC)

// asking is a request with headers, each as name and value.
func asking(method string, headers ...string) *http.Request {
	r := httptest.NewRequest(method, "http://koubo.example.jp/a?b=c", nil)
	for n := 0; n+1 < len(headers); n += 2 {
		r.Header.Add(headers[n], headers[n+1])
	}
	return r
}

// TestWhichEncodingIsSent: the one with the greatest weight, of several alike the first of ours, and none where a body as it is weighs more.
func TestWhichEncodingIsSent(t *testing.T) {
	for accept, want := range map[string]encoding{
		"": plainBody, "gzip": gzipBody, "br": brotliBody, "zstd": zstdBody, "gzip, br": brotliBody, "gzip, zstd, br": brotliBody, "zstd, gzip": zstdBody, "GZIP": gzipBody, "deflate, compress": plainBody, "*": plainBody,
		"br;q=0": plainBody, "br;q=0.5, gzip": gzipBody, "gzip;q=0.9, br;q=0.9": brotliBody, "gzip;q=0.5, identity": plainBody, "gzip;q=0.5, identity;q=0.5": gzipBody, "gzip, identity;q=0.5": gzipBody, "identity;q=0, gzip;q=0.1": gzipBody,
		"br;q=nonsense, gzip;q=0.1": gzipBody, "br;q=1.1, gzip;q=0.1": gzipBody, "br;q=-1, gzip;q=0.1": gzipBody, "br; Q = 0.2, gzip; q=0.3": gzipBody, "br;level=9, gzip": brotliBody, "br;q=1, gzip;q=1.0": brotliBody,
	} {
		if got := preferred([]string{accept}); got != want {
			t.Errorf("%q: %d, want %d", accept, got, want)
		}
	}
	if preferred(nil) != plainBody || preferred([]string{"gzip;q=0.2", "br;q=0.1"}) != gzipBody || preferred([]string{"deflate", "br"}) != brotliBody {
		t.Error("several lines are not one list")
	}
}

// TestWhichBodiesAreCompressed: those that are worth it, whole, and where they become shorter.
func TestWhichBodiesAreCompressed(t *testing.T) {
	noise := make([]byte, 1500)
	for n := range noise {
		noise[n] = byte(n*n*31 + n*7 + n>>3*13)
	}
	for name, c := range map[string]struct {
		body   []byte
		accept string
		ask    []string
		want   string
	}{
		"worth it": {bytes.Repeat([]byte("a"), 1200), "gzip", nil, "gzip"}, "not worth it": {bytes.Repeat([]byte("a"), 1199), "gzip", nil, ""}, "not wanted": {bytes.Repeat([]byte("a"), 5000), "", nil, ""}, "a part": {bytes.Repeat([]byte("a"), 5000), "gzip", []string{"Range", "bytes=0-9"}, ""},
		"of another unit": {bytes.Repeat([]byte("a"), 5000), "br", []string{"Range", "rows=0-9"}, "br"},
	} {
		w, r := httptest.NewRecorder(), asking(http.MethodGet, append(c.ask, "Accept-Encoding", c.accept)...)
		Reply(w, r, Answer{Body: c.body, MediaType: "text/plain"})
		plain := httptest.NewRecorder()
		Reply(plain, asking(http.MethodGet), Answer{Body: c.body})
		tag := plain.Header().Get("Etag")
		if got := w.Header().Get("Content-Encoding"); got != c.want || (w.Header().Get("Etag") == tag) != (c.want == "") || c.want != "" && w.Header().Get("Etag") != strings.TrimSuffix(tag, `"`)+"-"+c.want+`"` || w.Header().Get("Content-Length") != fmt.Sprint(w.Body.Len()) || w.Header().Get("Vary") != "Accept-Encoding" {
			t.Errorf("%s: %v", name, w.Header())
		}
	}
	m := prepare(Answer{Body: noise})
	for e := range encodings {
		if f := m.in(e); len(f.body) > len(noise) || f != &m.plain && len(f.body) == len(noise) {
			t.Errorf("%s made %d bytes of %d", e.name(), len(f.body), len(noise))
		}
	}
}

// TestHowAnAnswerIsSent: with its headers, once to whoever has it already, and its head alone where that is asked for.
func TestHowAnAnswerIsSent(t *testing.T) {
	a := Answer{Body: []byte("page"), MediaType: "text/html", Modified: answeredAt, MaxAge: 90 * time.Second, Link: "<x>; rel=y", Open: true}
	first := httptest.NewRecorder()
	Reply(first, asking(http.MethodGet), a)
	tag, stamp := first.Header().Get("Etag"), answeredAt.Format(http.TimeFormat)
	for name, c := range map[string]struct {
		r      *http.Request
		status int
		body   string
	}{
		"get": {asking(http.MethodGet), 200, "page"}, "head": {asking(http.MethodHead), 200, ""}, "held": {asking(http.MethodGet, "If-None-Match", tag), 304, ""}, "held among others": {asking(http.MethodGet, "If-None-Match", `"x", `+tag), 304, ""}, "held, on a line of its own": {asking(http.MethodGet, "If-None-Match", `"x"`, "If-None-Match", tag), 304, ""},
		"another held": {asking(http.MethodGet, "If-None-Match", `"x"`), 200, "page"}, "not modified since": {asking(http.MethodGet, "If-Modified-Since", stamp), 304, ""}, "modified since": {asking(http.MethodGet, "If-Modified-Since", answeredAt.Add(-time.Second).Format(http.TimeFormat)), 200, "page"},
		"a part": {asking(http.MethodGet, "Range", "bytes=1-2"), 206, "ag"}, "a part in capitals": {asking(http.MethodGet, "Range", "BYTES=1-2"), 206, "ag"}, "a part of another unit": {asking(http.MethodGet, "Range", "rows=1-2"), 200, "page"}, "a part of the head": {asking(http.MethodHead, "Range", "bytes=1-2"), 200, ""}, "a part behind the end": {asking(http.MethodGet, "Range", "bytes=9-"), 416, "any"},
		"if it is this": {asking(http.MethodGet, "If-Match", tag), 200, "page"}, "if it is another": {asking(http.MethodGet, "If-Match", `"x"`), 412, ""}, "if unmodified": {asking(http.MethodGet, "If-Unmodified-Since", answeredAt.Add(-time.Second).Format(http.TimeFormat)), 412, ""},
	} {
		w := httptest.NewRecorder()
		Reply(w, c.r, a)
		h := w.Header()
		if w.Code != c.status || w.Body.String() != c.body && c.body != "any" {
			t.Errorf("%s: %d %q", name, w.Code, w.Body)
		}
		if c.status != 416 && (h.Get("Etag") != tag || h.Get("Cache-Control") != "public, max-age=90" || h.Get("Access-Control-Allow-Origin") != "*" || h.Get("Vary") != "Accept-Encoding") {
			t.Errorf("%s: %v", name, h)
		}
		if c.status == 200 && (h.Get("Content-Type") != "text/html" || h.Get("Link") != "<x>; rel=y" || h.Get("Last-Modified") != stamp || h.Get("Content-Length") != "4" || h.Get("Accept-Ranges") != "bytes") {
			t.Errorf("%s: %v", name, h)
		}
	}
	bare := httptest.NewRecorder()
	Reply(bare, asking(http.MethodGet), Answer{Body: []byte("page")})
	for _, header := range []string{"Link", "Last-Modified", "Access-Control-Allow-Origin", "Content-Encoding"} {
		if bare.Header().Get(header) != "" {
			t.Errorf("%s: %v", header, bare.Header())
		}
	}
	if len(tag) != 18 || bare.Header().Get("Etag") != tag {
		t.Errorf("the tags of one body are %s and %s", tag, bare.Header().Get("Etag"))
	}
	w, secured := httptest.NewRecorder(), 0
	w.Header().Set("X-Before", "1")
	secure := func(http.Header) { secured++ }
	if prepare(a).SendAgain(w, asking(http.MethodGet, "If-None-Match", tag), secure); secured != 0 || w.Code != 304 || w.Header().Get("X-Before") != "" {
		t.Errorf("word that nothing changed carries %v", w.Header())
	}
	if prepare(a).SendAgain(httptest.NewRecorder(), asking(http.MethodGet), secure); secured != 1 {
		t.Errorf("secured %d times", secured)
	}
}

// TestAnAnswerIsKeptAsLongAsItHolds: for its records and its time, and not where it says so or failed.
func TestAnAnswerIsKeptAsLongAsItHolds(t *testing.T) {
	failed := errors.New("failed")
	for name, c := range map[string]struct {
		until      time.Time
		err        error
		generation uint64
		later      time.Duration
		made       int
	}{
		"at once": {answeredAt.Add(time.Minute), nil, 7, 0, 1}, "until it ends": {answeredAt.Add(time.Minute), nil, 7, time.Minute - 1, 1}, "as it ends": {answeredAt.Add(time.Minute), nil, 7, time.Minute, 2}, "other records": {answeredAt.Add(time.Minute), nil, 8, 0, 2}, "for nobody else": {time.Time{}, nil, 7, 0, 2}, "a failure": {answeredAt.Add(time.Minute), failed, 7, 0, 2},
	} {
		cache, made := NewCache(), 0
		fill := func(ctx context.Context) (Answer, time.Time, error) {
			made++
			return Answer{Body: []byte("page")}, c.until, c.err
		}
		ended, cancel := context.WithCancel(t.Context())
		cancel()
		for n, at := range []time.Time{answeredAt, answeredAt.Add(c.later)} {
			m, err := cache.Get(asking(http.MethodGet).WithContext(ended), "key", []uint64{7, c.generation}[n], at, n == 0, func(ctx context.Context) (Answer, time.Time, error) {
				if ctx.Err() != nil {
					t.Errorf("%s: an answer that others wait for ends with who asked first", name)
				}
				return fill(ctx)
			})
			if !errors.Is(err, c.err) || err == nil && string(m.Body) != "page" {
				t.Errorf("%s: %v", name, err)
			}
		}
		if made != c.made {
			t.Errorf("%s: made %d times", name, made)
		}
	}
}

// TestAnAddressIsAnsweredAgain as it was spelled, as long as its answer holds.
func TestAnAddressIsAnsweredAgain(t *testing.T) {
	cache, r := NewCache(), asking(http.MethodGet)
	generation, now := uint64(7), answeredAt
	again := func(r *http.Request) bool {
		return cache.Again(r, func() uint64 { return generation }, func() time.Time { return now }) != nil
	}
	if again(r) {
		t.Error("nothing was asked for before")
	}
	if _, err := cache.Get(r, "key", 7, now, false, func(context.Context) (Answer, time.Time, error) {
		return Answer{Body: []byte("page")}, answeredAt.Add(time.Minute), nil
	}); err != nil {
		t.Fatal(err)
	}
	if again(r) {
		t.Error("an answer is known by an address that nobody noted")
	}
	cache.Note(r, "key")
	host, path, query := asking(http.MethodGet), asking(http.MethodGet), asking(http.MethodGet)
	host.Host, path.URL.Path, query.URL.RawQuery = "other.example.jp", "/b", "b=d"
	if !again(r) || again(host) || again(path) || again(query) {
		t.Error("addresses are not told apart")
	}
	if generation = 8; again(r) {
		t.Error("an answer of other records is sent")
	}
	generation, now = 7, answeredAt.Add(time.Minute)
	if again(r) {
		t.Error("an answer that holds no longer is sent")
	}
	if answerMemory != 50331648 || knownSpellings != 4096 || worthPacking != 1200 || quickBody != 2097152 || longestScratch != 2097152 || WriteTimeout != 2*time.Minute {
		t.Error("a bound has changed")
	}
}

// TestAStreamIsSentAsItIsWritten, compressed as it is asked for; one that breaks off is not taken for the whole.
func TestAStreamIsSentAsItIsWritten(t *testing.T) {
	portions := func(out io.Writer, written func()) error {
		for range 3 {
			if _, err := io.WriteString(out, "portion\n"); err != nil {
				return err
			}
			written()
		}
		return nil
	}
	for _, e := range []encoding{plainBody, brotliBody, zstdBody, gzipBody} {
		accept := ""
		if e != plainBody {
			accept = e.name()
		}
		w := httptest.NewRecorder()
		if err := Stream(w, asking(http.MethodGet, "Accept-Encoding", accept), "text/csv", portions); err != nil {
			t.Error(err)
		}
		body := w.Body.Bytes()
		if e != plainBody {
			body = unpacked(t, e, body)
		}
		if h := w.Header(); string(body) != "portion\nportion\nportion\n" || h.Get("Content-Encoding") != accept || h.Get("Content-Type") != "text/csv" || h.Get("Cache-Control") != "public, max-age=60" || h.Get("Vary") != "Accept-Encoding" || w.Code != 200 {
			t.Errorf("%q: %q, %v", accept, body, w.Header())
		}
	}
	head := httptest.NewRecorder()
	if err := Stream(head, asking(http.MethodHead), "text/csv", func(io.Writer, func()) error { t.Error("written for a head"); return nil }); err != nil || head.Body.Len() != 0 {
		t.Errorf("%v", err)
	}
	broken := errors.New("the disk is gone")
	fail := func(io.Writer, func()) error { return broken }
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Stream(httptest.NewRecorder(), asking(http.MethodGet).WithContext(ended), "text/csv", fail); !errors.Is(err, broken) {
		t.Errorf("to nobody: %v", err)
	}
	func() {
		defer func() {
			if fault := recover(); fault != http.ErrAbortHandler {
				t.Errorf("a stream that breaks off ends with %v", fault)
			}
		}()
		_ = Stream(httptest.NewRecorder(), asking(http.MethodGet), "text/csv", fail)
	}()
}

// TestARefusalIsAnErrorInTwoLanguages.
func TestARefusalIsAnErrorInTwoLanguages(t *testing.T) {
	cause := errors.New("damaged")
	for status, f := range map[int]Failure{500: Broken(cause), 404: Missing("募集", "no such call"), 400: BadRequest("だめ", "no"), 418: Refusal(418, "だめ", "no"), 429: TooMany} {
		if f.Status != status || f.Japanese == "" || f.Error() != f.English || f.English == "" || errors.Is(f, cause) != (status == 500) {
			t.Errorf("%d: %+v", status, f)
		}
	}
	if turns := turnsFor(1); !turns.all.TryAcquire(2) || turns.all.TryAcquire(1) || !turns.long.TryAcquire(1) || turns.long.TryAcquire(1) {
		t.Error("one processor has other turns than two")
	}
	for failed := range 2 {
		body, err := Body(func(b *bytes.Buffer) error {
			b.WriteString("half")
			return []error{nil, cause}[failed]
		})
		if (err != nil) != (failed == 1) || string(body) != []string{"half", ""}[failed] || cap(body) > 8 {
			t.Errorf("%q (%d), %v", body, cap(body), err)
		}
	}
}
