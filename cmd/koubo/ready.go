package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/pprof"
	"sync/atomic"
	"time"
)

// readiness says whether the service does its work: a visit must have ended not longer ago than the schedule explains.
type readiness struct {
	last    atomic.Int64 // Unix time of the latest visit that was stored, or of the start
	patient time.Duration
	now     func() time.Time
}

func newReadiness(now func() time.Time) *readiness {
	r := &readiness{patient: 4 * 24 * time.Hour, now: now} // a long weekend without a visit is usual
	r.visited()
	return r
}

func (r *readiness) visited() { r.last.Store(r.now().Unix()) }

// check is what /readyz answers by.
func (r *readiness) check(context.Context) error {
	last := time.Unix(r.last.Load(), 0)
	if idle := r.now().Sub(last); idle > r.patient {
		return fmt.Errorf("no visit has been stored since %s", last.UTC().Format(time.RFC3339))
	}
	return nil
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
