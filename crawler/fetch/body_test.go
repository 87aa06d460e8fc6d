package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"
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
