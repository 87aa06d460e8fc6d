package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"syscall"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"
)

const testLimit = 10 << 20

func readBody(t *testing.T, b *bodyBudget, sent io.Reader, encoding string, announced int64) (*Body, error) {
	t.Helper()
	watch := startWatchdog(time.Hour, func() {})
	defer watch.stop()
	return b.read(t.Context(), sent, encoding, announced, watch)
}

// isWhole reports whether nothing of the budget is held, and no more than there is can be.
func isWhole(b *bodyBudget) bool {
	if !b.held.TryAcquire(maxHeld) {
		return false
	}
	b.held.Release(maxHeld)
	return len(b.lane) == 0
}

// TestLargeBodiesAreBoundedInBytes: what was read and is not released yet stays below a bound, whatever the number of visits.
func TestLargeBodiesAreBoundedInBytes(t *testing.T) {
	b := newBodyBudget(testLimit)
	read := func(n int) *Body {
		t.Helper()
		body, err := readBody(t, b, bytes.NewReader(make([]byte, n)), "", -1)
		if err != nil || len(body.Bytes()) != n {
			t.Fatalf("%d bytes were read, want %d: %v", len(body.Bytes()), n, err)
		}
		return body
	}
	room := func() bool { // for another of 5 MB
		ok := b.held.TryAcquire(5 << 20)
		if ok {
			b.held.Release(5 << 20)
		}
		return ok
	}
	var large []*Body
	for range 3 {
		if !room() {
			t.Fatal("no room for a third body of 5 MB")
		}
		large = append(large, read(5<<20))
	}
	if room() {
		t.Error("there is room for a fourth body of 5 MB")
	}
	small := read(smallBody - 1) // has not to wait
	if small.Release(); room() {
		t.Error("a small body made room for a large one")
	}
	if large[0].Release(); !room() {
		t.Error("a body that was released made no room")
	}
	large[0].Release() // again: does nothing
	for _, body := range large {
		body.Release()
	}
	if !isWhole(b) {
		t.Error("the budget is not whole after all was released")
	}
}

// cut breaks off after its reader.
type cut struct{ io.Reader }

func (c cut) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// ragged reads a few bytes at a time.
type ragged struct {
	io.Reader
	random *rand.Rand
}

func (r ragged) Read(p []byte) (int, error) {
	return r.Reader.Read(p[:min(len(p), 1+r.random.IntN(70_000))])
}

// TestABodyGivesBackWhatItTook reads bodies of sizes around every bound, announced or not, packed or not, broken off or not.
func TestABodyGivesBackWhatItTook(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	sizes := []int{0, 1, 16<<10 - 1, 16 << 10, 16<<10 + 1, smallBody - 1, smallBody, smallBody + 1, 262_145, 270_000, 278_000, 278_528,
		2*smallBody - 1, 2 * smallBody, 2*smallBody + 1, testLimit - 1, testLimit, testLimit + 1}
	for range 20 {
		sizes = append(sizes, random.IntN(3*smallBody))
	}
	b := newBodyBudget(testLimit)
	for _, size := range sizes {
		data := bytes.Repeat([]byte("あ"), size/3+1)[:size]
		for variant := range 8 {
			announced, packed, broken := variant&1 != 0, variant&2 != 0, variant&4 != 0
			name := fmt.Sprintf("%d bytes, announced %v, packed %v, broken %v", size, announced, packed, broken)
			sent, encoding := data, ""
			if packed {
				sent, encoding = pack(t, data), "gzip"
			}
			length := int64(-1)
			if announced {
				length = int64(len(sent))
			}
			reader := io.Reader(ragged{bytes.NewReader(sent), random})
			if broken {
				reader = cut{ragged{bytes.NewReader(sent[:len(sent)/2]), random}}
			}
			body, err := readBody(t, b, reader, encoding, length)
			switch {
			case broken || size > testLimit:
				if err == nil {
					t.Errorf("%s: no error", name)
				}
			case err != nil:
				t.Errorf("%s: %v", name, err)
			case !bytes.Equal(body.Bytes(), data):
				t.Errorf("%s: %d bytes came out", name, len(body.Bytes()))
			case size > 2*smallBody && isWhole(b):
				t.Errorf("%s: a large body occupies nothing of the budget", name)
			}
			body.Release()
			if !isWhole(b) {
				t.Fatalf("%s: the budget is not whole afterwards", name)
			}
		}
	}
}

// TestAWaitThatIsCancelledTakesNothing: a large body waits for the budget until its visit ends.
func TestAWaitThatIsCancelledTakesNothing(t *testing.T) {
	b := newBodyBudget(testLimit)
	if !b.held.TryAcquire(maxHeld) {
		t.Fatal("the budget is not whole at first")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	watch := startWatchdog(time.Hour, func() {})
	defer watch.stop()
	if body, err := b.read(ctx, bytes.NewReader(make([]byte, 3*smallBody)), "", -1, watch); err == nil || body != nil {
		t.Fatalf("%v, %v", body, err)
	}
	b.held.Release(maxHeld)
	if !isWhole(b) {
		t.Error("the budget is not whole afterwards")
	}
}

func TestALimitIsNotReadPast(t *testing.T) {
	b := newBodyBudget(testLimit)
	for name, c := range map[string]struct {
		sent      io.Reader
		encoding  string
		announced int64
		packed    bool
	}{
		"announced":   {bytes.NewReader(nil), "", testLimit + 1, false},
		"unannounced": {bytes.NewReader(make([]byte, testLimit+1)), "", -1, false},
		"unpacked":    {bytes.NewReader(pack(t, make([]byte, testLimit+1))), "gzip", -1, true},
		"packed":      {bytes.NewReader(bytes.Repeat(pack(t, nil), testLimit/20)), "gzip", -1, false}, // unpacks to nothing
	} {
		body, err := readBody(t, b, c.sent, c.encoding, c.announced)
		var large TooLarge
		if body != nil || !errors.As(err, &large) || large.Packed != c.packed {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func pack(t *testing.T, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestABodyLargerThanTheBudgetHasItAlone instead of waiting for ever.
func TestABodyLargerThanTheBudgetHasItAlone(t *testing.T) {
	b := newBodyBudget(2 * maxHeld)
	body, err := readBody(t, b, bytes.NewReader(make([]byte, maxHeld+1)), "", -1)
	if err != nil || len(body.Bytes()) != maxHeld+1 || b.held.TryAcquire(1) {
		t.Fatalf("%d bytes, %v", len(body.Bytes()), err)
	}
	if body.Release(); !isWhole(b) {
		t.Error("the budget is not whole afterwards")
	}
}

// TestAnAnnouncedBodyTakesTheMemoryItNeeds at once: a small one of the buffers, another of its own.
func TestAnAnnouncedBodyTakesTheMemoryItNeeds(t *testing.T) {
	b := newBodyBudget(testLimit)
	for _, c := range []struct {
		size, announced int
		encoding        string
		own             bool
	}{
		{0, 0, "", false}, {smallBuffer - 1, smallBuffer - 1, "", false}, {smallBuffer, smallBuffer, "", true}, {100_000, 100_000, "", true},
		{100, -1, "", false}, {0, 100_000, "gzip", false}, // what it unpacks to is not known
	} {
		body, err := readBody(t, b, bytes.NewReader(make([]byte, c.size)), c.encoding, int64(c.announced))
		if err != nil || len(body.Bytes()) != c.size || (body.buffer == nil) != c.own || c.own && cap(body.bytes) != c.announced+1 {
			t.Errorf("%d bytes, %d announced: memory for %d, of its own %v, %v", c.size, c.announced, cap(body.bytes), body.buffer == nil, err)
		}
		body.Release()
	}
}

// TestALargeBodyLeavesItsLane, whatever becomes of it, and who waits for one is not timed meanwhile.
func TestALargeBodyLeavesItsLane(t *testing.T) {
	b := newBodyBudget(testLimit)
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	watch := startWatchdog(time.Hour, func() {})
	defer watch.stop()
	for range lanes {
		b.lane <- struct{}{}
	}
	if body, err := b.read(ended, bytes.NewReader(make([]byte, smallBody+1)), "", -1, watch); body != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("without a free lane: %v, %v", body, err)
	}
	if body, err := b.read(ended, bytes.NewReader(make([]byte, smallBody-1)), "", -1, watch); err != nil {
		t.Errorf("a small body waits for a lane: %v", err)
	} else {
		body.Release()
	}
	for range lanes {
		<-b.lane
	}
	for range 2 * lanes {
		if _, err := readBody(t, b, cut{bytes.NewReader(make([]byte, smallBody+1))}, "", -1); err == nil {
			t.Error("a body that breaks off is whole")
		}
	}
	if !isWhole(b) {
		t.Error("the budget is not whole afterwards")
	}
}

// TestWhoWaitsForUsIsNotTimed: for a lane, and for room among the bodies that are held.
func TestWhoWaitsForUsIsNotTimed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBodyBudget(testLimit)
		for range lanes {
			b.lane <- struct{}{}
		}
		if err := b.held.Acquire(t.Context(), maxHeld); err != nil {
			t.Fatal(err)
		}
		go func() {
			time.Sleep(time.Hour)
			<-b.lane
			time.Sleep(time.Hour)
			b.held.Release(maxHeld)
		}()
		watch := startWatchdog(time.Minute, func() {})
		body, err := b.read(t.Context(), bytes.NewReader(make([]byte, smallBody+1)), "", -1, watch)
		if late, _ := watch.stop(); err != nil || late {
			t.Fatalf("timed %v, %v", late, err)
		}
		body.Release()
	})
}

// TestAWatchEndsAfterItsTime, not counting its pauses, and tells of how long.
func TestAWatchEndsAfterItsTime(t *testing.T) {
	for name, c := range map[string]struct {
		do      func(*watchdog)
		ends    time.Duration // after the beginning
		expired bool
		given   time.Duration
	}{
		"left alone": {func(*watchdog) {}, time.Minute, true, time.Minute},
		"paused":     {func(w *watchdog) { w.pause(); time.Sleep(time.Hour); w.resume() }, time.Hour + time.Minute, true, time.Minute},
		"paused twice": {func(w *watchdog) {
			time.Sleep(20 * time.Second)
			w.pause()
			time.Sleep(time.Hour)
			w.resume()
			time.Sleep(20 * time.Second)
			w.pause()
			time.Sleep(time.Hour)
			w.resume()
		}, 2*time.Hour + time.Minute, true, time.Minute},
		"extended":           {func(w *watchdog) { time.Sleep(50 * time.Second); w.extend(30 * time.Second) }, 90 * time.Second, true, 90 * time.Second},
		"extended too late":  {func(w *watchdog) { w.pause(); w.left = -time.Second; w.resume() }, 0, true, time.Minute},
		"stopped in between": {func(w *watchdog) { time.Sleep(59 * time.Second); w.stop() }, 0, false, time.Minute},
	} {
		synctest.Test(t, func(t *testing.T) {
			began, ended := time.Now(), time.Time{}
			w := startWatchdog(time.Minute, func() { ended = time.Now() })
			c.do(w)
			time.Sleep(24 * time.Hour)
			synctest.Wait()
			expired, given := w.stop()
			if expired != c.expired || given != c.given || expired && ended.Sub(began) != c.ends || !expired && !ended.IsZero() {
				t.Errorf("%s: ended %s after %s, expired %v, given %s", name, ended, ended.Sub(began), expired, given)
			}
		})
	}
}

// TestReleasedMemoryIsNobodys: a body gives back what it held, once.
func TestReleasedMemoryIsNobodys(t *testing.T) {
	b := newBodyBudget(testLimit)
	small, err := readBody(t, b, bytes.NewReader([]byte("page")), "", 4)
	if err != nil {
		t.Fatal(err)
	}
	large, err := readBody(t, b, bytes.NewReader(make([]byte, 3*smallBody)), "", -1)
	if err != nil {
		t.Fatal(err)
	}
	if b.held.TryAcquire(maxHeld - 3*smallBody + 1) {
		t.Error("a large body holds less than its bytes")
	}
	if !b.held.TryAcquire(maxHeld - 3*smallBody) {
		t.Error("a large body holds more than its bytes")
	}
	b.held.Release(maxHeld - 3*smallBody)
	for range 2 {
		for _, body := range []*Body{small, large, nil} {
			if body.Release(); body.Bytes() != nil {
				t.Errorf("%d bytes after the release", len(body.Bytes()))
			}
		}
	}
	if small.buffer != nil || !isWhole(b) {
		t.Error("something is held after the release")
	}
}

// TestWhatAnAnswerIsToldAsTooLarge: exactly at the limit it is not, announced, packed or neither.
func TestWhatAnAnswerIsToldAsTooLarge(t *testing.T) {
	for _, limit := range []int64{100, smallBody, smallBody + 100} {
		b := newBodyBudget(limit)
		data := bytes.Repeat([]byte("a"), int(limit))
		for name, c := range map[string]struct {
			sent      []byte
			encoding  string
			announced int64
			want      error
		}{
			"at the limit": {data, "", limit, nil}, "unannounced, at the limit": {data, "", -1, nil}, "unpacks to the limit": {pack(t, data), "gzip", -1, nil},
			"announced beyond": {data[:10], "", limit + 1, TooLarge{Limit: limit}}, "beyond": {append(data, 'a'), "", -1, TooLarge{Limit: limit}},
			"unpacks beyond": {pack(t, append(data, 'a')), "gzip", -1, TooLarge{Limit: limit, Packed: true}},
		} {
			body, err := readBody(t, b, bytes.NewReader(c.sent), c.encoding, c.announced)
			if err != c.want || err == nil && len(body.Bytes()) != int(limit) {
				t.Errorf("limit %d, %s: %d bytes, %v", limit, name, len(body.Bytes()), err)
			}
			body.Release()
		}
	}
}

// TestABodyThatBreaksOffIsWholeWhereItsDocumentEnds: servers announce more bytes than they send, and leave out the last chunk.
func TestABodyThatBreaksOffIsWholeWhereItsDocumentEnds(t *testing.T) {
	long := strings.Repeat("<p>募集</p>", smallBody/8)
	for name, c := range map[string]struct {
		sent  string
		err   error
		whole bool
	}{
		"a page":                 {"<html><body>x</body></html>", io.ErrUnexpectedEOF, true},
		"with a line end":        {"<html><body>x</body></HTML>\r\n\r\n ", io.ErrUnexpectedEOF, true},
		"a large page":           {"<html>" + long + "</html>", io.ErrUnexpectedEOF, true},
		"reset":                  {"<html><body>x</body></html>", syscall.ECONNRESET, true},
		"a feed":                 {"<rss>x</rss>\n", io.ErrUnexpectedEOF, true},
		"RSS 1.0":                {"<rdf:RDF>x</rdf:RDF>", io.ErrUnexpectedEOF, true},
		"Atom":                   {"<feed>x</feed>", io.ErrUnexpectedEOF, true},
		"within the page":        {"<html><body>x</body>", io.ErrUnexpectedEOF, false},
		"behind another end":     {"<html></html><html><body>x", io.ErrUnexpectedEOF, false},
		"a large page that ends": {"<html>" + long, io.ErrUnexpectedEOF, false},
		"given up":               {"<html><body>x</body></html>", context.Canceled, false},
	} {
		body, err := readBody(t, newBodyBudget(testLimit), io.MultiReader(strings.NewReader(c.sent), iotest.ErrReader(c.err)), "", -1)
		if (err == nil) != c.whole || c.whole && string(body.Bytes()) != c.sent {
			t.Errorf("%s: %d bytes, %v", name, len(body.Bytes()), err)
		}
		body.Release()
	}
}
