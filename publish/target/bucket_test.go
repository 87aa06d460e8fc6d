package target

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"strings"
	"testing"
	"time"
)

func section(text string) *io.SectionReader {
	return io.NewSectionReader(strings.NewReader(text), 0, int64(len(text)))
}

func bucketAt(t *testing.T, endpoint string) *Bucket {
	t.Helper()
	b, err := NewBucket(context.Background(), BucketOptions{Endpoint: endpoint, Bucket: "site", Prefix: "calls/", Timeout: 5 * time.Second, Retries: 1})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// tryBucket writes, keeps aside, shows and removes, as a run does.
func tryBucket(t *testing.T, endpoint string) {
	ctx := context.Background()
	b := bucketAt(t, endpoint)
	unlock, err := b.Lock(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bucketAt(t, endpoint).Lock(ctx); !errors.As(err, new(Taken)) || !strings.Contains(err.Error(), "another koubo is publishing to s3://site/calls") {
		t.Errorf("a second publisher hears: %v", err)
	}
	if _, err := b.Load(ctx, "state"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("before anything was kept: %v", err)
	}
	big := strings.Repeat("big ", 1<<20)
	if err := errors.Join(b.Save(ctx, "state", section("kept")), b.Write(ctx, "o/a.html", section("<p>a")), b.Stage(ctx, "index.html", section("<p>old")), b.Stage(ctx, "export.csv.gz", section(big))); err != nil {
		t.Fatal(err)
	}
	if err := b.Show(ctx, []string{"export.csv.gz", "index.html"}); err != nil {
		t.Fatal(err)
	}
	if kept, err := readAll(b.Load(ctx, "state")); err != nil || kept != "kept" {
		t.Errorf("what was kept is %q: %v", kept, err)
	}
	if err := errors.Join(b.Remove(ctx, "o/a.html"), b.Remove(ctx, "o/never.html"), b.Save(ctx, "state", nil), unlock()); err != nil {
		t.Error(err)
	}
	if _, err := b.Load(ctx, "state"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what was removed is there: %v", err)
	}
	if again, err := bucketAt(t, endpoint).Lock(ctx); err != nil || again() != nil {
		t.Errorf("after the first publisher: %v", err)
	}
}

func TestBucket(t *testing.T) {
	o, server := newObjects(t)
	tryBucket(t, server.URL)
	if string(o.bodies["calls/index.html"]) != "<p>old" || o.types["calls/index.html"] != "text/html; charset=utf-8" || len(o.bodies) != 2 {
		t.Errorf("the store holds %d objects, the start page as %s: %q", len(o.bodies), o.types["calls/index.html"], o.bodies["calls/index.html"])
	}
}

func TestBucketOfARealServer(t *testing.T) { tryBucket(t, realStore(t)) }

// TestACarelessStoreKeepsPublishersApart has a store ignore the condition under which the lock is put.
func TestACarelessStoreKeepsPublishersApart(t *testing.T) {
	o, server := newObjects(t)
	o.careless = true
	ctx := context.Background()
	first := bucketAt(t, server.URL)
	if _, err := first.Lock(ctx); err != nil {
		t.Fatal(err)
	}
	if err := first.Stage(ctx, "index.html", section("<p>first")); err != nil {
		t.Fatal(err)
	}
	other := bucketAt(t, server.URL) // both looked before either put
	if err := other.putLock(ctx, "other", "*"); err != nil {
		t.Fatal(err)
	}
	if err := first.Show(ctx, []string{"index.html"}); !errors.As(err, new(Taken)) || !strings.Contains(err.Error(), "another koubo has taken over") || o.bodies["calls/index.html"] != nil {
		t.Errorf("the first publisher went on: %v", err)
	}
}

func TestALockOfADeadPublisherEnds(t *testing.T) {
	o, server := newObjects(t)
	o.bodies["calls/.koubo/lock"] = []byte(`{"token":"dead","until":"2020-01-01T00:00:00Z"}`)
	if _, err := bucketAt(t, server.URL).Lock(context.Background()); err != nil {
		t.Error(err)
	}
	o.bodies["calls/.koubo/lock"] = []byte(`{"token":"alive","until":"2999-01-01T00:00:00Z"}`)
	if _, err := bucketAt(t, server.URL).Lock(context.Background()); err == nil || !strings.Contains(err.Error(), "2999-01-01") {
		t.Errorf("a lock that holds is told as: %v", err)
	}
}

func TestBucketFailuresAreSentences(t *testing.T) {
	ctx := context.Background()
	o, server := newObjects(t)
	for _, c := range []struct{ endpoint, bucket, says string }{
		{"ftp://x", "site", "is no address of an object store"}, {server.URL + "/path", "site", "is no address of an object store"}, {server.URL, "other", `there is no bucket "other"`},
		{"http://127.0.0.1:1", "site", "the object store at http://127.0.0.1:1 failed"},
	} {
		if _, err := NewBucket(ctx, BucketOptions{Endpoint: c.endpoint, Bucket: c.bucket, Retries: 1, Timeout: 5 * time.Second}); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s %s: %v", c.endpoint, c.bucket, err)
		} else if isRefused := errors.As(err, new(Refused)); isRefused != (c.bucket == "other") { // an operator is told what to do in their own words
			t.Errorf("%s %s: %T", c.endpoint, c.bucket, err)
		}
	}
	b := bucketAt(t, server.URL)
	if _, err := b.Lock(ctx); err != nil {
		t.Fatal(err)
	}
	o.failAt, o.fail = 1, http.StatusForbidden
	if err := b.Write(ctx, "o/a.html", section("a")); err == nil || !strings.Contains(err.Error(), "refuses these credentials") || !strings.Contains(err.Error(), "AWS_SECRET_ACCESS_KEY") {
		t.Errorf("a refusal is told as: %v", err)
	}
	o.fail = http.StatusInternalServerError
	if err := b.Write(ctx, "o/a.html", section("a")); err == nil || !strings.Contains(err.Error(), "s3://site/calls/o/a.html") {
		t.Errorf("a broken store is told as: %v", err)
	}
	o.failAt, o.hang, b.Timeout = 0, make(chan struct{}), 50*time.Millisecond
	err := b.Write(ctx, "o/a.html", section("a"))
	close(o.hang)
	if err == nil || !strings.Contains(err.Error(), "did not answer within 50ms") {
		t.Errorf("a store that hangs is told as: %v", err)
	}
}

func TestNamesSayWhatObjectsAre(t *testing.T) {
	for key, want := range map[string]string{"o/x.html": "text/html; charset=utf-8", "feed.atom": "application/atom+xml; charset=utf-8", "pref/20.json": "application/feed+json; charset=utf-8",
		"search/index.json": "application/json", "search/open-01-ab.jsonl.gz": "application/gzip", "x.unknown": "application/octet-stream"} {
		if got := typeOf(key); got != want {
			t.Errorf("%s is %s, want %s", key, got, want)
		}
	}
	for key, long := range map[string]bool{"static/style-1.css": true, "search/run-1.jsonl.gz": true, "search/index.json": false, "index.html": false, "export.csv.gz": false} {
		if got := strings.Contains(ageOf(key), "immutable"); got != long {
			t.Errorf("%s may be kept: %s", key, ageOf(key))
		}
	}
	if !bytes.HasPrefix([]byte(ageOf("o/x.html")), []byte("public")) {
		t.Error("pages may be kept by caches")
	}
}
