package bench

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"koubo/bench/synthetic"
	"koubo/sources"
	"koubo/store"
	"koubo/web"
	"koubo/web/front"
)

// A crowd: readers who each look at another selection every think, while a crawl stores a visit of visited records every pause.
const (
	readers = 50
	looks   = 20
	think   = 500 * time.Millisecond
	pause   = 100 * time.Millisecond
	visited = 10
)

// TestServingACrowd measures first answers to one reader while nothing moves, and to a crowd: the slowest hundredth of these
// against the middle one of those.
func TestServingACrowd(t *testing.T) {
	if !*serving {
		t.Skip("asked for with -serving")
	}
	path := filepath.Join(t.TempDir(), "koubo.db")
	copyFile(t, syntheticStore(t), path)
	st, err := store.Open(path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = st.Close() }()
	server := httptest.NewServer(web.New(front.Config{Records: st, Now: time.Now, BaseURL: "http://127.0.0.1", Started: time.Now()}))
	defer server.Close()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: readers}}

	var idle []time.Duration
	for n := range 200 {
		idle = append(idle, answerOf(t, client, server.URL+selection(n)))
	}
	stop := make(chan struct{})
	var crawl sync.WaitGroup
	stored := 0
	crawl.Go(func() { stored = storeVisits(t, st, stop) })
	times := make([][]time.Duration, readers)
	var crowd sync.WaitGroup
	for r := range readers {
		crowd.Go(func() {
			time.Sleep(think * time.Duration(r) / readers)
			for n := range looks {
				times[r] = append(times[r], answerOf(t, client, server.URL+selection(1000+r*looks+n)))
				time.Sleep(think)
			}
		})
	}
	crowd.Wait()
	close(stop)
	crawl.Wait()
	busy := slices.Concat(times...)
	slices.Sort(busy)
	slices.Sort(idle)
	slowest, middle := busy[len(busy)*99/100], idle[len(idle)/2]
	t.Logf("idle: median %v; %d readers while %d visits were stored: median %v, p99 %v", middle, readers, stored, busy[len(busy)/2], slowest)
	hold(t, atMost("p99 of a crowd during a crawl, against the idle median", slowest.Seconds()/middle.Seconds(), 5))
}

// storeVisits stores new records until stop is closed, and returns how many visits.
func storeVisits(t *testing.T, st *store.Store, stop <-chan struct{}) (visits int) {
	for next := *stored + 1_000_000; ; visits++ {
		select {
		case <-stop:
			return visits
		case <-time.After(pause):
		}
		now := time.Now()
		v := sources.Visit{Source: sources.Source{ID: fmt.Sprint("s", visits)}, At: now, Health: sources.Health{State: sources.OK, LastRun: now},
			Report: sources.Report{Start: now, State: sources.OK}}
		for range visited {
			v.Records = append(v.Records, synthetic.Record(next, now))
			next++
		}
		if _, err := st.Apply(v); err != nil {
			t.Error(err)
			return visits
		}
	}
}

// selection is the n-th of many addresses that differ.
func selection(n int) string {
	return fmt.Sprintf("/?pref=%02d&closing_within=%d&budget_min=%d", 1+n%47, 7+n%23, 10000*n)
}

// answerOf asks for an address and returns how long its answer took, whole.
func answerOf(t *testing.T, client *http.Client, address string) time.Duration {
	begun := time.Now()
	resp, err := client.Get(address)
	if err != nil {
		t.Error(err)
		return 0
	}
	defer func() { _ = resp.Body.Close() }()
	if n, err := io.Copy(io.Discard, resp.Body); err != nil || n == 0 || resp.StatusCode != http.StatusOK {
		t.Errorf("%s: %d, %d bytes, %v", address, resp.StatusCode, n, err)
	}
	return time.Since(begun)
}

// copyFile copies a file that is too long to read whole.
func copyFile(t *testing.T, from, to string) {
	t.Helper()
	in, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = in.Close() }()
	out, err := os.Create(to)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(out, in); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
}
