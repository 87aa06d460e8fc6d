package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"koubo/crawler/schedule"
	"koubo/notify"
	"koubo/notify/websub"
	"koubo/sources"
	"koubo/sources/config"
	"koubo/store"
	"koubo/web"
	"koubo/web/front"

	"golang.org/x/sync/errgroup"
)

// service is a running koubo.
type service struct {
	cfg       *config.Settings                // as it was started with
	inForce   atomic.Pointer[config.Settings] // as it was taken over last; nil for cfg
	crawler   liveCrawler
	courier   liveCourier
	callbacks liveTransport          // of the hub
	secret    atomic.Pointer[[]byte] // that stop addresses are made with; nil before anybody is told
	goOn      func(*notify.Worker)   // runs a worker until the service ends
	store     *store.Store
	edition   *edition
	log       *slog.Logger
	watched   atomic.Pointer[watched]
	front     front.Config // what flags say of it
	scheduler *schedule.Scheduler
	ready     *readiness
	metrics   *metrics
	delivery  *notify.Worker
	outbox    readersOutbox
	followed  *followed                   // nil before there is a worker
	site      atomic.Pointer[notify.Site] // how publishing it fares; nil before the publisher is made
	hub       *websub.Hub                 // nil for none
}

// config is the configuration in force.
func (s *service) config() *config.Settings { return cmp.Or(s.inForce.Load(), s.cfg) }

// list returns the sources that are watched now.
func (s *service) list() []sources.Source { return s.watched.Load().list }

// states counts the configured sources by state.
func (s *service) states() (map[sources.State]int, error) {
	health, err := healthByID(s.store)
	count := map[sources.State]int{}
	for _, src := range s.list() {
		h, visited := health[src.ID]
		if !visited {
			h.State = sources.Never
		}
		count[h.State]++
	}
	return count, err
}

// planned is a store that also knows when each source is visited next, also those that were not visited yet.
type planned struct {
	*store.Store
	list    func() []sources.Source
	nextRun func(id string) time.Time
}

// Health returns how the sources fare and when they are visited next.
func (p planned) Health() ([]store.SourceHealth, error) {
	all, err := p.Store.Health()
	visited := make(map[string]bool, len(all))
	for i := range all {
		all[i].Health.NextRun = p.nextRun(all[i].ID)
		visited[all[i].ID] = true
	}
	for _, src := range p.list() {
		if !visited[src.ID] {
			all = append(all, store.SourceHealth{ID: src.ID, Health: sources.Health{State: sources.Never, NextRun: p.nextRun(src.ID)}})
		}
	}
	return all, err
}

// run serves, crawls and has reload look after the configuration until ctx ends.
func (s *service) run(ctx context.Context, open []net.Listener, reload func(context.Context)) error {
	health, err := healthByID(s.store)
	if err != nil {
		return err
	}
	g, ctx := errgroup.WithContext(ctx)
	if err := s.scheduler.Watch(ctx, s.list(), s.watched.Load().rules, func(id string) sources.Health { return health[id] }); err != nil {
		return err
	}
	copies := copier{s, ctx.Done(), make(chan struct{}, 1)}
	site := s.newPublisher(copies) // before anybody is alerted: what is published no longer does not fail
	s.goOn = func(w *notify.Worker) { g.Go(func() error { return w.Run(ctx) }) }
	if s.delivery != nil {
		s.goOn(s.delivery)
	}
	begin := func(work func(context.Context)) {
		g.Go(func() error {
			work(ctx)
			return nil
		})
	}
	begin(s.scheduler.Run)
	begin(reload)
	g.Go(func() error { return s.serve(ctx, open, copies, site.sentence) })
	if s.hub != nil {
		g.Go(func() error { return s.hub.Run(ctx) })
	}
	for _, l := range open {
		s.log.Info("serving", "address", addressOf(l), "sources", len(s.list()), "data", s.cfg.Data)
	}
	begin(site.run)
	return g.Wait()
}

// endingWith returns a context that ends with ctx and also when ended is closed.
func endingWith(ctx context.Context, ended <-chan struct{}) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	go func() {
		select {
		case <-ended:
			cancel()
		case <-ctx.Done():
		}
	}()
	return ctx, cancel
}

// serve answers requests until ctx ends.
func (s *service) serve(ctx context.Context, open []net.Listener, c copier, remark func() string) error {
	front := s.front
	front.Records, front.Visits, front.Sources = s.edition, planned{s.store, s.list, s.scheduler.NextRun}, s.list
	front.Now, front.Started, front.Version, front.Logger = time.Now, time.Now(), version(), s.log
	front.Ready, front.Metrics, front.Authority, front.Visitor = s.ready.check, s.metrics.handler(), s.cfg.Authority, visitor{s, ctx.Done()}
	front.Outbox, front.Proves = s.outbox, s.proves
	front.Copier, front.Remark = c, remark
	if s.hub != nil {
		front.Hub = s.hub
	}
	return serveUntil(ctx, web.Server(open[0].Addr().String(), web.New(front)), open...)
}

// serveUntil serves until ctx ends, and returns when the answers under way are finished, or were cut after a while.
func serveUntil(ctx context.Context, server *http.Server, open ...net.Listener) error {
	drained := make(chan error, 1)
	stay := context.AfterFunc(ctx, func() {
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
		defer cancel()
		drained <- server.Shutdown(grace)
	})
	defer stay()
	var g errgroup.Group
	for _, l := range open {
		g.Go(func() error {
			if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
				server.Close() // the others end, too: half a service is worse than one that is started again
				return err
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	if err := <-drained; err != nil { // Serve returns when the shutdown begins
		return fmt.Errorf("answers under way were cut at the end: %w", err)
	}
	return nil
}

// report logs how a visit went: quietly where all is well, loudly where a source is in trouble.
func (s *service) report(src sources.Source, r sources.Report, err error) {
	if err != nil {
		s.log.Error("visit failed", "source", src.ID, "error", err)
		return
	}
	s.ready.visited()
	s.metrics.visit(r)
	level := slog.LevelInfo
	if r.State.InTrouble() {
		level = slog.LevelWarn
	}
	s.log.Log(context.Background(), level, "visited", "source", src.ID, "state", r.State, "reason", r.Reason, "new", r.New,
		"revised", r.Revised, "withdrawn", r.Withdrawn, "requests", r.Requests, "took", r.Duration)
}
