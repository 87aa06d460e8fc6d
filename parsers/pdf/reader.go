// Package pdf reads the text of PDFs with PDFium, compiled to WebAssembly: a broken or hostile file can at worst end its
// sandbox, which sees no files but a font of its own and no network.
package pdf

import (
	"bytes"
	"context"
	"fmt"
	"sync"
	"time"

	"koubo/parsers/page"
)

const (
	sandboxes = 2  // documents read at the same time
	maxPages  = 20 // announcements name their dates on the first pages
)

// Options say how PDFs are read.
type Options struct {
	// CodeFolder keeps what PDFium was compiled to (some 22 MB), so that a start takes a tenth of a second and 50 MB instead
	// of three seconds and 330 MB. It holds nothing else and may be removed at any time. "" compiles at each start.
	CodeFolder string
	// Idle is for how long the sandboxes wait for another document before they are ended; 0 for as long as the Reader lives.
	Idle time.Duration
}

// Reader reads PDFs, two at a time, in sandboxes that it starts when they are needed. It is safe for concurrent use.
type Reader struct {
	idle    time.Duration
	factory factory
	limits  limits
	turns   *turns

	mu    sync.Mutex
	ready []sandbox // started and not in use
	inUse int       // documents that have a place
	timer *time.Timer
}

// sandbox reads one document after another.
type sandbox interface {
	// text may panic on a document that ends the sandbox.
	text(data []byte, pages int) (string, error)
	// interrupt makes text return soon. The sandbox cannot be used again.
	interrupt()
	// close gives the sandbox's memory back. It is not called during text.
	close()
}

// factory starts sandboxes.
type factory interface {
	start(ctx context.Context) (sandbox, error)
	// rest gives back what the sandboxes share, once all are closed, where it is cheap to get again. start may be called
	// again.
	rest()
	// close gives it back in any case.
	close()
}

// New returns a Reader, which takes up memory from its first document until Close, or until it has been idle.
func New(o Options) *Reader {
	return &Reader{idle: o.Idle, factory: newEngine(o.CodeFolder), limits: limits{maxWork, maxWait}, turns: newTurns(sandboxes)}
}

// Text returns the text of a PDF's first pages (20 where pages is 0 or more) in the form that Draft.Text has, as layout.Text
// writes it. source is whose document it is: sources take
// turns. The wait for a turn and the start of a sandbox count against no bound of the document.
// The error is page.ErrUnreadable where the document is at fault, else page.ErrNotReadInTime.
func (r *Reader) Text(ctx context.Context, source string, data []byte, pages int) (string, error) {
	if pages <= 0 || pages > maxPages {
		pages = maxPages
	}
	if !bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")) {
		return "", unreadable("it does not begin with %%PDF-; open its address in a browser to see what it is")
	}
	release, err := r.turns.acquire(ctx, source)
	if err != nil {
		return "", fmt.Errorf("%w: others were read before it (%w)", page.ErrNotReadInTime, err)
	}
	defer release()
	box, err := r.take(ctx)
	if err != nil {
		return "", fmt.Errorf("%w: the reader of PDFs could not be started: %w", page.ErrNotReadInTime, err)
	}
	text, sound, err := r.limits.read(ctx, box, data, pages)
	r.put(box, sound)
	return text, err
}

// take returns a sandbox that is in use from then on, until put.
func (r *Reader) take(ctx context.Context) (sandbox, error) {
	r.mu.Lock()
	r.inUse++
	if r.timer != nil {
		r.timer.Stop()
	}
	if last := len(r.ready) - 1; last >= 0 {
		box := r.ready[last]
		r.ready = r.ready[:last]
		r.mu.Unlock()
		return box, nil
	}
	r.mu.Unlock()
	box, err := r.factory.start(ctx)
	if err != nil {
		r.put(nil, false)
	}
	return box, err
}

// put gives a sandbox back, to be used again where it is sound.
func (r *Reader) put(box sandbox, sound bool) {
	if box != nil && !sound {
		box.close()
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.inUse--
	if sound {
		r.ready = append(r.ready, box)
	}
	if r.inUse == 0 && r.idle > 0 {
		r.timer = time.AfterFunc(r.idle, func() { r.end(factory.rest) })
	}
}

// Close ends the sandboxes that are not in use and, where none is, gives back all memory. The Reader starts anew if it is
// used again. The error is nil.
func (r *Reader) Close() error {
	r.end(factory.close)
	return nil
}

// end ends the sandboxes that are not in use and then, where none is, lets their factory do more.
func (r *Reader) end(more func(factory)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, box := range r.ready {
		box.close()
	}
	r.ready = nil
	if r.inUse == 0 {
		more(r.factory)
	}
}
