package crawler

import (
	"context"
	"sync/atomic"
)

// slots bound how many visits are under way. Most of a polite visit is waiting: one that has to wait for its host moves to
// the waiting ones for the rest of it, as long as there are not too many of those, and another takes its slot.
type slots struct {
	busy    chan struct{}
	waiting chan struct{}
	queued  atomic.Int64 // visits that want a slot
}

// maxWaiting is how many visits may be under way beyond Options.Visits because they wait for their hosts; each holds
// some 60 kB.
const maxWaiting = 256

func newSlots(visits int) *slots {
	return &slots{busy: make(chan struct{}, visits), waiting: make(chan struct{}, maxWaiting)}
}

// slot is one visit's, which must release it in the end.
type slot struct {
	of      *slots
	waiting bool
}

// acquire waits for a slot.
func (s *slots) acquire(ctx context.Context) (*slot, error) {
	s.queued.Add(1)
	defer s.queued.Add(-1)
	select {
	case s.busy <- struct{}{}:
		return &slot{of: s}, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// yield moves the visit to the waiting ones, if it is not there yet and there is room.
func (s *slot) yield() {
	if s.waiting {
		return
	}
	select {
	case s.of.waiting <- struct{}{}:
		s.waiting = true
		<-s.of.busy
	default:
	}
}

func (s *slot) release() {
	if s.waiting {
		<-s.of.waiting
	} else {
		<-s.of.busy
	}
}
