package fetch

import (
	"context"
	"time"
)

// Clock is the time a crawl lives in, so that tests can hold it still.
type Clock interface {
	Now() time.Time
	// Sleep waits for d or until ctx ends, and then returns the reason ctx ended for.
	Sleep(ctx context.Context, d time.Duration) error
}

// SystemClock is the machine's own clock.
type SystemClock struct{}

// Now returns the current instant.
func (SystemClock) Now() time.Time { return time.Now() }

// Sleep waits for d, or less where ctx ends first.
func (SystemClock) Sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
