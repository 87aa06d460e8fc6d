package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"syscall"

	"golang.org/x/sync/semaphore"
)

const (
	smallBody = 256 << 10 // bodies up to here are not counted; the number of requests under way bounds their sum
	lanes     = 2         // larger ones read at the same time
	maxHeld   = 16 << 20  // bytes of larger ones in all that were read and are not released yet
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

// Body is an unpacked body. A large one occupies a part of its budget, as many bytes as it remembers, until it is released.
type Body struct {
	bytes  []byte
	buffer *[smallBuffer]byte // that holds it, nil for memory of its own
	held   int64              // of the budget
	budget *bodyBudget
}

// Bytes returns the body, nil once it is released.
func (b *Body) Bytes() []byte {
	if b == nil {
		return nil
	}
	return b.bytes
}

// Release gives the body's part of the budget and its buffer back. Further calls, and those on nil, do nothing. It must not be called
// twice at the same time.
func (b *Body) Release() {
	if b == nil {
		return
	}
	held, buffer := b.held, b.buffer
	b.bytes, b.held, b.buffer = nil, 0, nil
	if buffer != nil {
		buffers.Put(buffer)
	}
	if held > 0 {
		b.budget.held.Release(held)
	}
}

// bodyBudget reads whole bodies with bounded memory. It alone takes from and gives to held, by what a Body remembers.
type bodyBudget struct {
	limit int64               // bytes of one body, packed and unpacked
	lane  chan struct{}       // holds a token while a large body is read
	held  *semaphore.Weighted // of maxHeld
}

func newBodyBudget(limit int64) *bodyBudget {
	return &bodyBudget{limit: limit, lane: make(chan struct{}, lanes), held: semaphore.NewWeighted(maxHeld)}
}

// read returns the unpacked body, which must be released. announced is the Content-Length, -1 where unknown. watch is
// paused while a large body waits for its lane: that wait is ours, not the server's.
func (b *bodyBudget) read(ctx context.Context, sent io.Reader, encoding string, announced int64, watch *watchdog) (*Body, error) {
	if announced > b.limit {
		return nil, TooLarge{Limit: b.limit}
	}
	packed := &countingReader{r: sent, limit: b.limit}
	plain, err := decompress(packed, encoding)
	if err != nil {
		return nil, fmt.Errorf("the answer cannot be unpacked: %w", err)
	}
	if c, ok := plain.(io.Closer); ok {
		defer c.Close()
	}
	body := &Body{budget: b}
	size := int64(smallBuffer)
	if encoding == "" {
		size = min(announced+1, smallBody) // 0 where it is unknown
	}
	if size <= smallBuffer {
		body.buffer = buffers.Get().(*[smallBuffer]byte)
		body.bytes = body.buffer[:0]
	} else {
		body.bytes = make([]byte, 0, size)
	}
	complete, err := b.readSmall(body, plain, packed)
	switch {
	case err != nil:
		body.Release()
		return nil, err
	case complete:
		return body, nil
	}
	return b.readLarge(ctx, body.bytes, plain, packed, watch)
}

// smallBuffer is the size of the buffers that most bodies fit into; they are used again once their bodies are released.
const smallBuffer = 16 << 10

var buffers = sync.Pool{New: func() any { return new([smallBuffer]byte) }}

// readSmall reads into a body until it is complete or reaches smallBody.
func (b *bodyBudget) readSmall(body *Body, plain io.Reader, packed *countingReader) (complete bool, err error) {
	for len(body.bytes) < smallBody {
		if len(body.bytes) == cap(body.bytes) {
			body.grow()
		}
		at := len(body.bytes)
		n, err := plain.Read(body.bytes[at:min(cap(body.bytes), smallBody)])
		body.bytes = body.bytes[:at+n]
		if done, err := b.isComplete(at+n, body.bytes, packed, err); done {
			return true, err
		}
	}
	return false, nil
}

// grow makes room in a body that fills its memory.
func (b *Body) grow() {
	b.bytes = append(b.bytes, 0)[:len(b.bytes)]
	if b.buffer != nil {
		buffers.Put(b.buffer)
		b.buffer = nil
	}
}

// isComplete reports whether a body of n bytes so far, of which the latest are given, is complete, or cannot become so.
func (b *bodyBudget) isComplete(n int, latest []byte, packed *countingReader, err error) (bool, error) {
	switch {
	case packed.over:
		return true, TooLarge{Limit: b.limit}
	case int64(n) > b.limit:
		return true, TooLarge{Limit: b.limit, Packed: packed.n < int64(n)}
	case errors.Is(err, io.EOF), (errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, syscall.ECONNRESET)) && endsDocument(latest):
		return true, nil
	}
	return err != nil, err
}

// documentEnds are the last tags of pages and feeds.
var documentEnds = [][]byte{[]byte("</html>"), []byte("</rss>"), []byte("</feed>"), []byte("</rdf:rdf>")}

// endsDocument reports whether a page or feed ends where its bytes do: servers announce more than they send, or leave the last chunk
// out, and browsers show such a page.
func endsDocument(latest []byte) bool {
	latest = bytes.TrimRight(latest, " \t\r\n")
	latest = bytes.ToLower(latest[max(0, len(latest)-len("</rdf:rdf>")):])
	return slices.ContainsFunc(documentEnds, func(end []byte) bool { return bytes.HasSuffix(latest, end) })
}

// chunks hold the parts of large bodies: most of those turn out to be too large, and are never put together.
var chunks = sync.Pool{New: func() any { return new([smallBody]byte) }}

// readLarge reads the rest of a body of which head was read.
func (b *bodyBudget) readLarge(ctx context.Context, head []byte, plain io.Reader, packed *countingReader, watch *watchdog) (*Body, error) {
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
		last := parts[len(parts)-1]
		n, err := plain.Read(last[at:])
		size, at = size+n, at+n
		if done, err := b.isComplete(size, last[:at], packed, err); done {
			if err != nil {
				return nil, err
			}
			break
		}
	}
	body, err := b.hold(ctx, size, watch)
	if err != nil {
		return nil, err
	}
	body.bytes = append(make([]byte, 0, size), head...)
	for _, part := range parts {
		body.bytes = append(body.bytes, part[:min(smallBody, size-len(body.bytes))]...)
	}
	return body, nil
}

// hold waits until a body of n bytes fits into the budget.
func (b *bodyBudget) hold(ctx context.Context, n int, watch *watchdog) (*Body, error) {
	watch.pause()
	defer watch.resume()
	held := int64(min(n, maxHeld)) // one larger than the whole budget has it alone
	if err := b.held.Acquire(ctx, held); err != nil {
		return nil, err
	}
	return &Body{held: held, budget: b}, nil
}

func (b *bodyBudget) enterLane(ctx context.Context, watch *watchdog) error {
	watch.pause()
	defer watch.resume()
	select {
	case b.lane <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// countingReader counts what it passes on and reports that the limit was overrun.
type countingReader struct {
	r        io.Reader
	n, limit int64
	over     bool
}

func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	if c.n > c.limit {
		c.over = true
		return 0, io.EOF
	}
	return n, err
}
