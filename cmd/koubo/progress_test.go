package main

import (
	"errors"
	"io"
	"sync"
	"testing"
	"time"

	"koubo/sources"

	"github.com/vbauerster/mpb/v8"
)

// TestTheBarIsDrawnWhileVisitsEnd lets many visits end while the bar is drawn again and again: neither may wait for the
// other for good.
func TestTheBarIsDrawnWhileVisitsEnd(t *testing.T) {
	const workers, each = 8, 400
	p := &progress{out: io.Discard, begun: time.Now()}
	p.draw(workers*each, mpb.WithOutput(io.Discard), mpb.WithAutoRefresh(), mpb.WithRefreshRate(100*time.Microsecond))
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for i := range each {
				var err error
				if i == 0 {
					err = errors.New("could not be stored")
				}
				p.done(sources.Source{ID: "naha"}, sources.Report{State: sources.OK, New: 1}, err)
			}
		})
	}
	wg.Wait()
	current := p.bar.Current()
	if s := p.finish(p.begun, time.Now()); current != workers*each || s.Totals.New != workers*(each-1) || len(s.failed) != workers {
		t.Errorf("the bar stands at %d; %+v", current, s.Totals)
	}
}
