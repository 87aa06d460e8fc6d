package pdf

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"koubo/parsers/page"
)

const (
	maxWork    = 8 * time.Second  // of one processor for one document; twenty dense pages take half a second
	maxWait    = 10 * time.Minute // by the wall clock for one document, whatever else the machine does
	checkEvery = 100 * time.Millisecond
)

// limits bound the reading of one document once its sandbox runs.
type limits struct {
	work time.Duration // of a processor: the same on a busy machine and on an idle one
	wait time.Duration // by the wall clock
}

// Why a reading was ended, told apart by the cause of its context.
var (
	errWork = errors.New("it takes more work than any announcement")
	errWait = errors.New("the machine is too busy")
)

// read reads one document in a sandbox, within the limits, and reports whether the sandbox can be used again.
func (l limits) read(ctx context.Context, box sandbox, data []byte, pages int) (text string, sound bool, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	stopped := context.AfterFunc(ctx, box.interrupt)
	work, unlock := threadWork()
	defer unlock()
	go l.watch(ctx, cancel, work)
	text, err = guarded(box, data, pages)
	interrupted := !stopped() // then what the sandbox says is a consequence
	if interrupted && err != nil {
		err = ended(context.Cause(ctx))
	}
	return text, !interrupted && !errors.Is(err, errSandbox), err
}

// watch cancels a reading that goes beyond the limits.
func (l limits) watch(ctx context.Context, cancel context.CancelCauseFunc, work func() time.Duration) {
	tick := time.NewTicker(checkEvery)
	defer tick.Stop()
	late := time.NewTimer(l.wait)
	defer late.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-late.C:
			cancel(errWait)
		case <-tick.C:
			if work() > l.work {
				cancel(errWork)
			}
		}
	}
}

// ended words why a reading was ended from outside.
func ended(cause error) error {
	if errors.Is(cause, errWork) {
		return unreadable("%w", cause)
	}
	return fmt.Errorf("%w: %w", page.ErrNotReadInTime, cause)
}

// errSandbox marks errors after which a sandbox is not used again.
var errSandbox = errors.New("the sandbox it was read in failed")

// guarded reads a document; a panic over it is an error.
func guarded(box sandbox, data []byte, pages int) (text string, err error) {
	defer func() {
		if p := recover(); p != nil {
			text, err = "", unreadable("%w (%.120v)", errSandbox, p)
		}
	}()
	return box.text(data, pages)
}

// unreadable is an error that is the document's own fault, with its reason.
func unreadable(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{page.ErrUnreadable}, args...)...)
}

// brief is the first line of what the sandbox says; a stack trace of WebAssembly may follow.
func brief(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}
