package crawler

import (
	"cmp"
	"context"
	"fmt"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"koubo/crawler/fetch"
	"koubo/sources"
)

// Done is told how each visit of a run ended. It may be called from several goroutines at once.
type Done func(sources.Source, sources.Report, error)

// tell is a function of its own so that its arguments take no room beside a visit that waits.
//
//go:noinline
func (d Done) tell(src *sources.Source, report *sources.Report, err error) { d(*src, *report, err) }

// Run visits each source once, the slowest hosts first, as many at the same time as Options.Visits
// says, and returns when all are done or ctx ended.
func (c *Crawler) Run(ctx context.Context, list []sources.Source, done Done) {
	order := c.slowestFirst(ctx, list)
	queue := make(chan *sources.Source) // a visit holds its stack for as long as its host wants; it is kept small
	var wg sync.WaitGroup
	for range min(c.opt.Visits+maxWaiting, len(list)) {
		wg.Go(func() {
			for src := range queue {
				report, err := c.guardedVisit(ctx, src, nil)
				done.tell(src, report, err)
			}
		})
	}
	defer wg.Wait()
	defer close(queue)
	for _, n := range order {
		select {
		case queue <- &list[n]:
		case <-ctx.Done():
			return
		}
	}
}

// VisitAddresses is Visit, but asks only for these of the source's feeds and lists (nil for all), and a panic becomes an
// error: whatever one site does to us, the others are still visited.
func (c *Crawler) VisitAddresses(ctx context.Context, src sources.Source, addresses []string) (sources.Report, error) {
	report, err := c.guardedVisit(ctx, &src, addresses)
	return *report, err
}

// guardedVisit is VisitAddresses. Its report is never nil.
func (c *Crawler) guardedVisit(ctx context.Context, src *sources.Source, addresses []string) (report *sources.Report, err error) {
	defer func() {
		if p := recover(); p != nil {
			report = &sources.Report{}
			err = fmt.Errorf("the visit of %s failed inside the program (%v); please report this:\n%s", src.ID, p, debug.Stack())
		}
	}()
	return c.visit(ctx, src, addresses)
}

// VisitThoroughly is VisitAddresses for all of a source, and looks at each open call's page again, whether it is due or not.
func (c *Crawler) VisitThoroughly(ctx context.Context, src sources.Source) (sources.Report, error) {
	thorough := *c // the network, the slots and the rest are shared
	thorough.opt.Thorough = true
	return thorough.VisitAddresses(ctx, src, nil)
}

// Health returns how a source fared at its latest visit.
func (c *Crawler) Health(sourceID string) (sources.Health, error) {
	m, err := c.store.Memory(sourceID)
	return m.Health, err
}

// slowestFirst asks for the robots.txt of the sources' hosts where no fresh copy is remembered, and returns their places ordered by how
// long the hosts want to be left alone between two requests: a pass lasts as long as the visit of its slowest host, so that
// one has to begin first. A robots.txt that cannot be had is the visit's business.
func (c *Crawler) slowestFirst(ctx context.Context, list []sources.Source) (order []int) {
	gaps := make([]time.Duration, len(list))
	queue := make(chan int)
	var wg sync.WaitGroup
	for range min(c.opt.Visits, len(list)) {
		wg.Go(func() {
			for i := range queue {
				gaps[i] = c.hostGap(ctx, list[i])
			}
		})
	}
	for i := range list {
		queue <- i
	}
	close(queue)
	wg.Wait()
	order = make([]int, len(list))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(gaps[b], gaps[a]) })
	return order
}

// hostGap is the gap that the host of a source's first address wants, 0 where it cannot be known.
func (c *Crawler) hostGap(ctx context.Context, src sources.Source) (gap time.Duration) {
	defer func() {
		if recover() != nil {
			gap = 0 // the visit will meet the same fault, and report it
		}
	}()
	addresses := src.Entries(sources.Health{})
	if len(addresses) == 0 {
		return 0
	}
	slot, err := c.slots.acquire(ctx)
	if err != nil {
		return 0
	}
	defer slot.release()
	client := c.network.Client(fetch.ClientOptions{Lenient: src.Insecure, Gap: src.Gap, Once: true, Waiting: slot.yield})
	defer client.Close()
	return client.HostGap(ctx, addresses[0])
}

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
	of *slots

	mu      sync.Mutex
	waiting bool
	ended   bool // a timer that fires late must not give away another's
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

// yield moves the visit to the waiting ones, if it is not there yet and there is room. It is safe for concurrent use.
func (s *slot) yield() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.waiting || s.ended {
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
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ended = true
	if s.waiting {
		<-s.of.waiting
	} else {
		<-s.of.busy
	}
}
