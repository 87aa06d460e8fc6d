package pdf

import (
	"context"
	"slices"
	"sync"
)

// turns hands out a fixed number of places, source by source: whoever waits longest among the sources comes first, a
// source that was served goes to the back, and none has more than one place at a time. So the slow documents of one
// source leave the others a place.
type turns struct {
	mu      sync.Mutex
	free    int
	busy    map[any]bool     // sources that have a place
	order   []any            // sources that wait, who is next first
	waiting map[any][]waiter // by source, who came first first; none is empty
}

// waiter is closed when its turn has come.
type waiter chan struct{}

func newTurns(places int) *turns {
	return &turns{free: places, busy: map[any]bool{}, waiting: map[any][]waiter{}}
}

// acquire waits for a place for a document of a source, or until ctx ends. A document of no source, "", stands for itself.
func (t *turns) acquire(ctx context.Context, source string) (release func(), err error) {
	w := make(waiter)
	var key any = source
	if source == "" {
		key = w
	}
	t.enqueue(key, w)
	select {
	case <-w:
		return func() { t.release(key) }, nil
	case <-ctx.Done():
		t.withdraw(key, w)
		return nil, context.Cause(ctx)
	}
}

func (t *turns) enqueue(key any, w waiter) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.waiting[key]) == 0 {
		t.order = append(t.order, key)
	}
	t.waiting[key] = append(t.waiting[key], w)
	t.admit()
}

func (t *turns) release(key any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.busy, key)
	t.free++
	t.admit()
}

// withdraw takes a waiter out again, or gives its place back where its turn came meanwhile.
func (t *turns) withdraw(key any, w waiter) {
	t.mu.Lock()
	defer t.mu.Unlock()
	at := slices.Index(t.waiting[key], w)
	if at < 0 {
		delete(t.busy, key)
		t.free++
		t.admit()
		return
	}
	t.drop(key, at)
}

// admit gives the free places to the sources that are next. The lock is held.
func (t *turns) admit() {
	for t.free > 0 {
		at := slices.IndexFunc(t.order, func(key any) bool { return !t.busy[key] })
		if at < 0 {
			return
		}
		key := t.order[at]
		close(t.waiting[key][0])
		t.busy[key] = true
		t.free--
		t.order = append(slices.Delete(t.order, at, at+1), key)
		t.drop(key, 0)
	}
}

// drop takes a waiter off its source's list, and the source off the order where none is left. The lock is held.
func (t *turns) drop(key any, at int) {
	t.waiting[key] = slices.Delete(t.waiting[key], at, at+1)
	if len(t.waiting[key]) == 0 {
		delete(t.waiting, key)
		t.order = slices.DeleteFunc(t.order, func(k any) bool { return k == key })
	}
}
