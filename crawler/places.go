package crawler

import "context"

// places bound how many visits are under way. A visit that waits for its host gives its place to another as long as not
// too many wait: most of a polite visit is waiting.
type places struct {
	busy    chan struct{}
	waiting chan struct{}
}

// maxWaiting is how many visits may wait for their hosts without a place; each holds some 60 kB.
const maxWaiting = 384

func newPlaces(visits int) *places {
	return &places{busy: make(chan struct{}, visits), waiting: make(chan struct{}, maxWaiting)}
}

// take waits for a place.
func (p *places) take(ctx context.Context) error {
	select {
	case p.busy <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (p *places) give() { <-p.busy }

// lend gives the place, which the caller must hold, away while rest runs, and takes one again afterwards.
func (p *places) lend(rest func() error) error {
	select {
	case p.waiting <- struct{}{}:
	default:
		return rest()
	}
	p.give()
	err := rest()
	p.busy <- struct{}{}
	<-p.waiting
	return err
}
