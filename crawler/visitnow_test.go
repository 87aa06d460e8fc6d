package crawler_test

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"testing"

	"koubo/crawler"
	"koubo/sources"
)

// TestASourceIsVisitedOnceAtATime asks for a second visit while the first reads.
func TestASourceIsVisitedOnceAtATime(t *testing.T) {
	o := newOffice(t, nil)
	city := newCity(t)
	scheduler := &crawler.Scheduler{Crawler: o.Crawler}
	src, again, once := city.source(), errors.New("not asked"), sync.Once{}
	city.odd = func(http.ResponseWriter, *http.Request) bool {
		once.Do(func() { _, again = scheduler.VisitNow(context.Background(), src) })
		return false
	}
	for range 2 { // the second visit begins where the first has ended
		report, err := scheduler.VisitNow(context.Background(), src)
		if err != nil || report.State != sources.OK {
			t.Errorf("%+v, %v", report, err)
		}
	}
	if !errors.Is(again, crawler.ErrUnderWay) {
		t.Errorf("a second visit at the same time: %v", again)
	}
}
