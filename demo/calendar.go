package demo

import (
	"context"
	"sync"
	"time"
)

// longestNap bounds how long a fictional wait takes.
const longestNap = 20 * time.Millisecond

// Calendar is the time the prefecture lives in: a day lasts until Turn is called, and within it time runs as usual. It is
// a fetch.Clock, so that statuses, revisions and days left agree with what the pages say. It is safe for concurrent
// use.
type Calendar struct {
	date func(day int) time.Time
	now  func() time.Time // real

	mu    sync.Mutex
	day   int
	begun time.Time     // real instant at which the day began
	slept time.Duration // fictional time of the day spent in Sleep
}

// NewCalendar returns the calendar of a prefecture on day 0. now is the machine's clock.
func NewCalendar(p *Prefecture, now func() time.Time) *Calendar {
	return &Calendar{date: p.Date, now: now, begun: now()}
}

// Now returns the fictional instant.
func (c *Calendar) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	within := min(c.now().Sub(c.begun)+c.slept, 14*time.Hour) // the evening of the last day lasts
	return c.date(c.day).Add(within)
}

// Day returns the number of the fictional day.
func (c *Calendar) Day() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.day
}

// Turn begins the next day.
func (c *Calendar) Turn() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.day++
	c.begun, c.slept = c.now(), 0
}

// Sleep moves the fictional instant on by d and hardly waits.
func (c *Calendar) Sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	nap := time.NewTimer(min(d, longestNap))
	defer nap.Stop()
	select {
	case <-nap.C:
	case <-ctx.Done():
		return ctx.Err()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.slept += d
	return nil
}
