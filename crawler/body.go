package crawler

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"
)

const (
	smallBody = 256 << 10 // bodies up to here flow freely; the number of requests under way bounds their sum
	lanes     = 2         // larger ones read at the same time
	wideBytes = 16 << 20  // larger ones in all that were read and are not parsed yet
)

// TooLarge is the error of a body over the limit, packed or unpacked. A body is never cut silently.
type TooLarge struct {
	Limit  int64
	Packed bool // the bytes sent stayed below the limit, what they unpack to does not
}

func (e TooLarge) Error() string {
	what := "the answer is"
	if e.Packed {
		what = "the compressed answer unpacks to"
	}
	return fmt.Sprintf("%s more than %d MB; if that is right, raise crawl.max_body", what, (e.Limit+1<<20-1)>>20)
}

// bodyReader reads whole bodies with bounded memory.
type bodyReader struct {
	limit int64
	lane  chan struct{}
	held  *semaphore.Weighted // of wideBytes
}

func newBodyReader(limit int64) *bodyReader {
	return &bodyReader{limit: limit, lane: make(chan struct{}, lanes), held: semaphore.NewWeighted(wideBytes)}
}

// wide is what a body of n bytes counts among those that are held.
func wide(n int) int64 {
	if n <= smallBody {
		return 0
	}
	return int64(min(n, wideBytes))
}

// release must be called once for each body that was read, with its length, when it is no longer needed.
func (b *bodyReader) release(n int) { b.held.Release(wide(n)) }

// read returns the unpacked body, which must be released. hint is the Content-Length, -1 where unknown. watch is paused
// while a large body waits for its lane: that wait is ours, not the server's.
func (b *bodyReader) read(ctx context.Context, body io.Reader, encoding string, hint int64, watch *watchdog) ([]byte, error) {
	if hint > b.limit {
		return nil, TooLarge{Limit: b.limit}
	}
	packed := &countReader{r: body, left: b.limit}
	plain, err := decompress(packed, encoding)
	if err != nil {
		return nil, fmt.Errorf("the answer cannot be unpacked: %w", err)
	}
	if c, ok := plain.(io.Closer); ok {
		defer c.Close()
	}
	size := int64(16 << 10)
	if encoding == "" && hint >= 0 {
		size = min(hint+1, smallBody)
	}
	return b.fill(ctx, make([]byte, 0, size), plain, packed, watch)
}

func (b *bodyReader) fill(ctx context.Context, buf []byte, plain io.Reader, packed *countReader, watch *watchdog) ([]byte, error) {
	for {
		if len(buf) == cap(buf) {
			if cap(buf) >= smallBody {
				return b.fillWide(ctx, buf, plain, packed, watch)
			}
			buf = append(buf, 0)[:len(buf)]
		}
		n, err := plain.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		if done, err := b.ended(len(buf), packed, err); done {
			return buf, err
		}
	}
}

// ended says whether a body of n bytes so far is complete, or cannot become so.
func (b *bodyReader) ended(n int, packed *countReader, err error) (bool, error) {
	switch {
	case packed.over:
		return true, TooLarge{Limit: b.limit}
	case int64(n) > b.limit:
		return true, TooLarge{Limit: b.limit, Packed: packed.n < int64(n)}
	case errors.Is(err, io.EOF):
		return true, nil
	}
	return err != nil, err
}

// chunks hold the parts of large bodies: most of those turn out to be too large, and are never put together.
var chunks = sync.Pool{New: func() any { return new([smallBody]byte) }}

// fillWide reads the rest of a large body, of which head was read.
func (b *bodyReader) fillWide(ctx context.Context, head []byte, plain io.Reader, packed *countReader, watch *watchdog) ([]byte, error) {
	if err := b.enterLane(ctx, watch); err != nil {
		return nil, err
	}
	defer func() { <-b.lane }()
	var parts []*[smallBody]byte
	defer func() {
		for _, part := range parts {
			chunks.Put(part)
		}
	}()
	size, at := len(head), smallBody
	for {
		if at == smallBody {
			parts, at = append(parts, chunks.Get().(*[smallBody]byte)), 0
		}
		n, err := plain.Read(parts[len(parts)-1][at:])
		size, at = size+n, at+n
		if done, err := b.ended(size, packed, err); done {
			if err == nil {
				err = b.hold(ctx, size, watch)
			}
			if err != nil {
				return nil, err
			}
			body := append(make([]byte, 0, size), head...)
			for _, part := range parts {
				body = append(body, part[:min(smallBody, size-len(body))]...)
			}
			return body, nil
		}
	}
}

func (b *bodyReader) hold(ctx context.Context, n int, watch *watchdog) error {
	watch.pause()
	defer watch.resume()
	return b.held.Acquire(ctx, wide(n))
}

func (b *bodyReader) enterLane(ctx context.Context, watch *watchdog) error {
	watch.pause()
	defer watch.resume()
	select {
	case b.lane <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// countReader counts what it passes on and reports that the limit was overrun.
type countReader struct {
	r       io.Reader
	n, left int64
	over    bool
}

func (c *countReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	if c.n > c.left {
		c.over = true
		return 0, io.EOF
	}
	return n, err
}

// watchdog cancels an exchange that takes too long, not counting its pauses.
type watchdog struct {
	mu     sync.Mutex
	timer  *time.Timer
	given  time.Duration // in all
	left   time.Duration
	since  time.Time
	barked bool
}

func startWatchdog(d time.Duration, cancel func()) *watchdog {
	w := &watchdog{given: d, left: d, since: time.Now()}
	w.timer = time.AfterFunc(d, func() {
		w.mu.Lock()
		w.barked = true
		w.mu.Unlock()
		cancel()
	})
	return w
}

func (w *watchdog) pause() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.timer.Stop()
	w.left -= time.Since(w.since)
}

func (w *watchdog) resume() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.since = time.Now()
	w.timer.Reset(max(w.left, time.Millisecond))
}

// extend gives the exchange more time.
func (w *watchdog) extend(d time.Duration) {
	w.pause()
	w.mu.Lock()
	w.given += d
	w.left += d
	w.mu.Unlock()
	w.resume()
}

// stop ends the watch and reports whether it had cancelled the exchange, and after how long.
func (w *watchdog) stop() (barked bool, after time.Duration) {
	w.timer.Stop()
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.barked, w.given
}
