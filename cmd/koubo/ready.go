package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/pprof"
	"sync"
	"time"

	"koubo/sources"
)

// visitAllowance is how long after its planned instant a visit may end: slow hosts take their time, and missed visits are
// spread over some minutes.
const visitAllowance = time.Hour

// readiness says whether the service does its work: the visit that was planned next when the latest one was stored must
// have been stored, too. So it waits as long as the schedules and the sources' rests say, over nights and weekends.
type readiness struct {
	now     func() time.Time
	planned func() time.Time     // the earliest visit that is planned, the zero time while none is
	quiet   func(time.Time) bool // no visit starts at such an instant, though it be planned

	mu   sync.Mutex
	last time.Time // when the latest visit was stored, or the service began
	due  time.Time // the visit planned next then, the zero time while that is not known
}

func newReadiness(now, planned func() time.Time, quiet func(time.Time) bool) *readiness {
	return &readiness{now: now, planned: planned, quiet: quiet, last: now()}
}

// visited notes that a visit was stored.
func (r *readiness) visited() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.last, r.due = r.now(), r.planned()
}

// check is what /readyz answers by.
func (r *readiness) check(context.Context) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.now()
	if r.due.IsZero() || r.quiet(r.due) && now.After(r.due) {
		r.due = r.planned()
	}
	if r.due.IsZero() || !now.After(r.due.Add(visitAllowance)) {
		return nil
	}
	return fmt.Errorf("no visit has been stored since %s, though one was planned for %s", day(r.last), day(r.due))
}

// firstPlanned is the earliest of the sources' planned visits, the zero time where none is planned.
func firstPlanned(list []sources.Source, nextRun func(id string) time.Time) time.Time {
	var first time.Time
	for _, src := range list {
		if next := nextRun(src.ID); !next.IsZero() && (first.IsZero() || next.Before(first)) {
			first = next
		}
	}
	return first
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
