package parsing

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// TestFewPagesAreParsedAtTheSameTime, however many visits want to, and each is parsed.
func TestFewPagesAreParsedAtTheSameTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := New(3)
		var mu sync.Mutex
		var wg sync.WaitGroup
		now, most, done := 0, 0, 0
		for range 20 {
			wg.Go(func() {
				p.Run(func() {
					mu.Lock()
					now++
					most = max(most, now)
					mu.Unlock()
					time.Sleep(time.Second)
					mu.Lock()
					now--
					done++
					mu.Unlock()
				})
			})
		}
		wg.Wait()
		time.Sleep(idleParser) // those that parse wait so long for more
		synctest.Wait()
		if most != 3 || done != 20 || len(p.busy) != 0 {
			t.Errorf("%d at the same time, %d done, %d goroutines are left", most, done, len(p.busy))
		}
	})
}

// TestVisitsBeginAsTheyCanBeParsed: none while many wait for the processor, one for each page while few do, and all of them where none
// does.
func TestVisitsBeginAsTheyCanBeParsed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := New(1)
		var begun atomic.Int64
		next := make(chan struct{}) // ends what is parsed
		parse := func() { p.Run(func() { <-next }) }
		go parse()
		synctest.Wait()
		<-p.eased // nothing was waiting
		for range enough + 2 {
			go parse()
		}
		synctest.Wait()
		for range 5 {
			go func() {
				if p.Await(t.Context()) == nil {
					begun.Add(1)
				}
			}()
		}
		for n, want := range []int64{0, 0, 0, 1, 2, 3, 5} {
			if synctest.Wait(); begun.Load() != want {
				t.Errorf("%d visits began once %d pages were parsed, want %d", begun.Load(), n, want)
			}
			next <- struct{}{}
		}
		synctest.Wait()
		if err := p.Await(t.Context()); err != nil {
			t.Errorf("a visit cannot begin although nobody waits: %v", err)
		}
		time.Sleep(idleParser) // the end of the goroutine
	})
}

// TestAVisitThatHasToWaitCanBeBrokenOff.
func TestAVisitThatHasToWaitCanBeBrokenOff(t *testing.T) {
	p := New(1)
	p.waiting.Add(1)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := p.Await(ctx); err == nil {
		t.Error("it began")
	}
}

// TestAGoroutineThatParsesIsUsedAgain as long as something comes soon, and ends where nothing does.
func TestAGoroutineThatParsesIsUsedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := New(2)
		p.Run(func() {})
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
