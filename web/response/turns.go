package response

import (
	"context"
	"runtime"

	"golang.org/x/sync/semaphore"
)

// turns has answers made one after the other, in the order in which they were asked for, and no more at once than there are
// processors. When fifty are made at once on two processors, each of them takes as long as all of them: the first then comes as late
// as the last, and whoever asks again after a while comes together with the others again.
type turns struct{ all, long *semaphore.Weighted }

// newTurns returns the turns of this machine.
func newTurns() turns { return turnsFor(runtime.GOMAXPROCS(0)) }

// turnsFor returns the turns of a machine with so many processors. What takes long may not take all of them, so that there are two
// at least: who asks for a page does not wait for somebody's calendar of the whole country.
func turnsFor(processors int) turns {
	n := int64(max(processors, 2))
	return turns{semaphore.NewWeighted(n), semaphore.NewWeighted(n - 1)}
}

// take waits for a turn. What it returns gives the turn back.
func (t turns) take(long bool) (done func()) {
	forever := context.Background() // others may wait for the answer, too
	if !long {
		_ = t.all.Acquire(forever, 1)
		return func() { t.all.Release(1) }
	}
	_ = t.long.Acquire(forever, 1)
	_ = t.all.Acquire(forever, 1)
	return func() { t.all.Release(1); t.long.Release(1) }
}
