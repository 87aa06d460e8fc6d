package crawler

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

// TestVisitsBeginAsTheyCanBeParsed: none while many wait for the processor, one for each page while few do, and all of them where none
// does.
func TestVisitsBeginAsTheyCanBeParsed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, begun := newParsers(1), 0
		next := make(chan struct{}) // ends what is parsed
		parse := func() { p.run(func() { <-next }) }
		go parse()
		synctest.Wait()
		<-p.eased // nothing was waiting
		for range enough + 2 {
			go parse()
		}
		synctest.Wait()
		for range 5 {
			go func() {
				if p.await(t.Context()) == nil {
					begun++
				}
			}()
		}
		for n, want := range []int{0, 0, 0, 1, 2, 3, 5} {
			if synctest.Wait(); begun != want {
				t.Errorf("%d visits began once %d pages were parsed, want %d", begun, n, want)
			}
			next <- struct{}{}
		}
		synctest.Wait()
		if err := p.await(t.Context()); err != nil {
			t.Errorf("a visit cannot begin although nobody waits: %v", err)
		}
		time.Sleep(idleParser) // the end of the goroutine
	})
}

// TestAVisitThatHasToWaitCanBeBrokenOff.
func TestAVisitThatHasToWaitCanBeBrokenOff(t *testing.T) {
	p := newParsers(1)
	p.waiting.Add(1)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := p.await(ctx); err == nil {
		t.Error("it began")
	}
}

// TestAGoroutineThatParsesIsUsedAgain as long as something comes soon, and ends where nothing does.
func TestAGoroutineThatParsesIsUsedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newParsers(2)
		p.run(func() {})
		synctest.Wait()
		if len(p.busy) != 1 {
			t.Fatalf("%d goroutines wait for more", len(p.busy))
		}
		time.Sleep(idleParser)
		if synctest.Wait(); len(p.busy) != 0 {
			t.Errorf("%d goroutines still wait", len(p.busy))
		}
	})
}
