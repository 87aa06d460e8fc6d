package crawler

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"koubo/crawler/fetch"
	"koubo/sources"
)

// slowestFirst asks for the robots.txt of the sources' hosts where no fresh copy is remembered, and orders the list by how
// long the hosts want to be left alone between two requests: a pass lasts as long as the visit of its slowest host, so that
// one has to begin first. A robots.txt that cannot be had is the visit's business.
func (c *Crawler) slowestFirst(ctx context.Context, list []sources.Source) []sources.Source {
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
	order := make([]int, len(list))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(gaps[b], gaps[a]) })
	sorted := make([]sources.Source, len(list))
	for i, at := range order {
		sorted[i] = list[at]
	}
	return sorted
}

// hostGap is the gap that the host of a source's first address wants, 0 where it cannot be known.
func (c *Crawler) hostGap(ctx context.Context, src sources.Source) (gap time.Duration) {
	defer func() {
		if recover() != nil {
			gap = 0 // the visit will meet the same fault, and report it
		}
	}()
	addresses := slices.Concat(src.Feeds, src.Lists)
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
