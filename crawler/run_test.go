package crawler_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"koubo/crawler"
	"koubo/crawler/fetch"
	"koubo/sources"
)

// TestRunEndsWhereHostsMakeItWait runs twice over more sources than there are places: hosts that ask for delays, that are
// in trouble, and that were in trouble a moment ago.
func TestRunEndsWhereHostsMakeItWait(t *testing.T) {
	o := newOffice(t, func(opt *crawler.Options) { opt.Visits = 2 })
	var list []sources.Source
	for i := range 8 {
		town := newCity(t)
		switch i % 4 {
		case 1:
			town.robots = "User-agent: *\nCrawl-delay: 7"
		case 2:
			town.odd = func(w http.ResponseWriter, r *http.Request) bool {
				w.WriteHeader(http.StatusServiceUnavailable)
				return true
			}
		case 3:
			town.odd = everyThird(func(w http.ResponseWriter) { w.WriteHeader(http.StatusBadGateway) })
		}
		src := town.source()
		src.ID = fmt.Sprintf("city-%d", i)
		list = append(list, src)
	}
	for range 2 {
		ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
		states := map[sources.State]int{}
		var mu sync.Mutex
		o.Run(ctx, list, func(src sources.Source, r sources.Report, err error) {
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				t.Errorf("%s: %v", src.ID, err)
			}
			states[r.State]++
		})
		if ctx.Err() != nil || states[sources.OK] != 6 || states[sources.Blocked] != 2 {
			t.Fatalf("%v, states %v", ctx.Err(), states)
		}
		cancel()
	}
}

func TestAPanickingVisitEndsAsAnError(t *testing.T) {
	o := newOffice(t, func(opt *crawler.Options) { opt.Observer = bomber{} })
	var got error
	o.Run(context.Background(), []sources.Source{newCity(t).source()}, func(_ sources.Source, _ sources.Report, err error) { got = err })
	if got == nil || !strings.Contains(got.Error(), "failed inside the program") {
		t.Errorf("%v", got)
	}
}

type bomber struct{}

func (bomber) Observe(fetch.Traffic) { panic("boom") }
