package crawler

import (
	"bytes"
	"testing"
	"time"
)

// TestLargeBodiesAreBoundedInBytes: what was read and is not parsed yet stays below a bound, whatever the number of visits.
func TestLargeBodiesAreBoundedInBytes(t *testing.T) {
	b := newBodyReader(10 << 20)
	read := func(n int) {
		t.Helper()
		watch := startWatchdog(time.Hour, func() {})
		defer watch.stop()
		body, err := b.read(t.Context(), bytes.NewReader(make([]byte, n)), "", -1, watch)
		if err != nil || len(body) != n {
			t.Fatalf("%d bytes were read, want %d: %v", len(body), n, err)
		}
	}
	room := func() bool { // for another of 5 MB
		ok := b.held.TryAcquire(5 << 20)
		if ok {
			b.held.Release(5 << 20)
		}
		return ok
	}
	for range 3 {
		if !room() {
			t.Fatal("no room for a third body of 5 MB")
		}
		read(5 << 20)
	}
	if room() {
		t.Error("there is room for a fourth body of 5 MB")
	}
	read(smallBody) // has not to wait
	if b.release(smallBody); room() {
		t.Error("a small body made room for a large one")
	}
	if b.release(5 << 20); !room() {
		t.Error("a body that was parsed made no room")
	}
}
