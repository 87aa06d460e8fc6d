package crawler

import (
	"context"
	"sync"
	"time"

	"koubo/sources"

	"github.com/robfig/cron/v3"
)

// timer is the cron.Schedule of one source; it moves as the source's health does.
type timer struct {
	plan Plan
	job  cron.Job // the source's visit, skipped while the one before is under way

	mu     sync.Mutex
	health sources.Health
	begun  bool
	due    time.Time // the visit planned before the next one
	next   time.Time
}

// Next returns the next visit after the instant.
func (t *timer) Next(after time.Time) time.Time {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.due = t.next
	if t.begun {
		h := t.health
		h.LastRun = after // cron asks when a visit begins
		t.next = t.plan.Next(after, h)
	} else {
		t.begun, t.next = true, t.plan.First(after, t.health)
	}
	return t.next
}

// late is by how much the visit that begins now is later than planned.
func (t *timer) late(now time.Time) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	due := t.next
	if due.After(now) { // the next one is planned already
		due = t.due
	}
	if due.IsZero() {
		return 0
	}
	return now.Sub(due)
}

func (t *timer) learn(h sources.Health) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.health = h
}

// restart plans anew, as after a start.
func (t *timer) restart() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.begun, t.due, t.next = false, time.Time{}, time.Time{}
}

// clockCheck is how often the clock is looked at.
const clockCheck = 30 * time.Second

// untilSetBack returns true once the clock was set back by more than clockCheck, false when ctx ended.
func untilSetBack(ctx context.Context, clock Clock) bool {
	for {
		before := clock.Now().Round(0) // without the monotonic reading, which knows no jumps
		if clock.Sleep(ctx, clockCheck) != nil {
			return false
		}
		if clock.Now().Round(0).Before(before) {
			return true
		}
	}
}
