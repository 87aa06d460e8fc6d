package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/pprof"
	"sync"
	"time"

	"koubo/crawler/schedule"
)

// visitAllowance is how long after its planned instant a visit may end: slow hosts take their time, and missed visits are
// spread over some minutes.
const visitAllowance = time.Hour

// readiness says whether the service does its work: the visit that was due next when the latest one was stored must have
// been stored, too. So it waits as long as the schedules and the addresses' rests say, over nights and weekends.
type readiness struct {
	now     func() time.Time
	next    func(after time.Time) (time.Time, error) // the first visit that is due after an instant, the zero time for none
	planned func() time.Time                         // the first visit that the scheduler has planned, the zero time for none

	mu    sync.Mutex
	last  time.Time // when the latest visit was stored, or the service began
	wakes time.Time // planned() then: a source that has just recovered still has its long rest before it
	due   time.Time // next(last), once that was asked for
	asked bool
}

func newReadiness(now func() time.Time, next func(after time.Time) (time.Time, error), planned func() time.Time) *readiness {
	return &readiness{now: now, next: next, planned: planned, last: now()}
}

// visited notes that a visit was stored.
func (r *readiness) visited() { r.beginAnew() }

// beginAnew waits for the next visit from now on, as after a start: other sources may be watched, at other hours.
func (r *readiness) beginAnew() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.last, r.wakes, r.asked = r.now(), r.planned(), false
}

// check is what /readyz answers by.
func (r *readiness) check(context.Context) (err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.now().After(r.last.Add(visitAllowance)) {
		return nil // whatever is due next, it is not late: nobody needs to look
	}
	if !r.asked {
		if r.due, err = r.next(r.last); err != nil {
			return err
		}
		r.asked = true
	}
	if r.wakes.After(r.due) && !r.due.IsZero() {
		r.due = r.wakes
	}
	if r.due.IsZero() || !r.now().After(r.due.Add(visitAllowance)) {
		return nil
	}
	return fmt.Errorf("no visit has been stored since %s, though one was due at %s", day(r.last), day(r.due))
}

// firstPlanned is the earliest of the sources' planned visits, the zero time where none is planned.
func (s *service) firstPlanned() time.Time {
	var first time.Time
	for _, src := range s.list() {
		if at := s.scheduler.NextRun(src.ID); !at.IsZero() && (first.IsZero() || at.Before(first)) {
			first = at
		}
	}
	return first
}

// nextVisit is the first visit of any source that is due after an instant, by what is stored of their health; the zero time
// where none is.
func (s *service) nextVisit(after time.Time) (time.Time, error) {
	health, err := healthByID(s.store)
	if err != nil {
		return time.Time{}, err
	}
	var first time.Time
	rules := s.watched.Load().rules
	for _, src := range s.list() {
		plan, err := schedule.PlanOf(src, rules.Root, rules.Quiet)
		if err != nil {
			return time.Time{}, err
		}
		if at := plan.First(after, health[src.ID]); !at.IsZero() && (first.IsZero() || at.Before(first)) {
			first = at
		}
	}
	return first, nil
}

// profiles serves net/http/pprof. It is meant for a loopback address alone.
func profiles() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("/debug/pprof/trace", pprof.Trace)
	return mux
}
