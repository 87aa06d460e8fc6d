package pdf

import (
	"testing"
	"time"
)

// TestWorkIsCountedByThread lets another goroutine work beside an idle one.
func TestWorkIsCountedByThread(t *testing.T) {
	mine, unlock := threadWork()
	defer unlock()
	done := make(chan time.Duration)
	go func() {
		its, unlock := threadWork()
		defer unlock()
		for its() < 50*time.Millisecond {
		}
		done <- its()
	}()
	if its, mine := <-done, mine(); its < 50*time.Millisecond || mine > its/2 {
		t.Errorf("%s of the thread that worked, %s of the one that waited", its, mine)
	}
}
