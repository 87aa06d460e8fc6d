package schedule

import (
	"context"
	"maps"
	"sync"
	"time"

	"koubo/sources"

	"github.com/robfig/cron/v3"
)

// timer is the cron.Schedule of one source; it moves as the health of the source's addresses does.
type timer struct {
	src   sources.Source
	plan  Plan
	job   cron.Job // the source's visit, skipped while the one before is under way
	entry cron.EntryID

	mu       sync.Mutex
	health   sources.Health
	begun    bool
	previous time.Time // the visit planned before the next one
	next     time.Time
}

// Next returns the next visit after the instant.
func (t *timer) Next(after time.Time) time.Time {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.previous = t.next
	if t.begun {
		t.next = t.plan.Next(after, t.visitedAt(after))
	} else {
		t.begun, t.next = true, t.plan.First(after, t.health)
	}
	return t.next
}

// visitedAt is the health as it will be after the visit that begins now, as far as the plan asks: cron asks for the next
// visit when one begins.
func (t *timer) visitedAt(now time.Time) sources.Health {
	h := t.health
	h.LastRun = now
	h.Addresses = maps.Clone(h.Addresses)
	for address, a := range h.Addresses {
		if t.plan.IsDue(a, now) {
			a.LastRun = now
			h.Addresses[address] = a
		}
	}
	return h
}

// due returns which of a source's addresses are to be asked for now.
func (t *timer) due(src sources.Source, now time.Time) []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.plan.Due(src.Entries(t.health), t.health, now)
}

// late is by how much the visit that begins now is later than planned.
func (t *timer) late(now time.Time) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	planned := t.next
	if planned.After(now) { // the next one is planned already
		planned = t.previous
	}
	if planned.IsZero() {
		return 0
	}
	return now.Sub(planned)
}

func (t *timer) planned() time.Time {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.next
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
	t.begun, t.previous, t.next = false, time.Time{}, time.Time{}
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
