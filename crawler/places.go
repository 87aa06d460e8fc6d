package crawler

import (
	"context"
	"sync/atomic"
)

// places bound how many visits are under way. Most of a polite visit is waiting: one that has to wait for its host moves
// to the waiting ones for the rest of it, as long as there are not too many of those, and another takes its place.
type places struct {
	busy    chan struct{}
	waiting chan struct{}
	queued  atomic.Int64 // visits that want a place
}

// maxWaiting is how many visits may be under way beyond Options.Visits because they wait for their hosts; each holds
// some 60 kB.
const maxWaiting = 384

func newPlaces(visits int) *places {
	return &places{busy: make(chan struct{}, visits), waiting: make(chan struct{}, maxWaiting)}
}

// place is one visit's, which must leave it in the end.
type place struct {
	of      *places
	waiting bool
}

// take waits for a place.
func (p *places) take(ctx context.Context) (*place, error) {
	p.queued.Add(1)
	defer p.queued.Add(-1)
	select {
	case p.busy <- struct{}{}:
		return &place{of: p}, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// wait moves the visit to the waiting ones, if it is not there yet and there is room.
func (p *place) wait() {
	if p.waiting {
		return
	}
	select {
	case p.of.waiting <- struct{}{}:
		p.waiting = true
		<-p.of.busy
	default:
	}
}

func (p *place) leave() {
	if p.waiting {
		<-p.of.waiting
	} else {
		<-p.of.busy
	}
}
