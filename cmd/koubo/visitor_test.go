package main

import (
	"context"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"koubo/crawler"
	"koubo/crawler/fetch"
	"koubo/crawler/schedule"
	"koubo/sources"
	"koubo/sources/config"
	"koubo/web/front"
)

// newVisitor is a service that visits the sources of a configuration when asked, and never by itself.
func newVisitor(t *testing.T, text string) visitor {
	t.Helper()
	cfg, err := config.Parse("s.yaml", []byte("catalog: none\ncrawl: {gap: 0s, allow_networks: [127.0.0.1/32]}\n"+text), vocabulary())
	if err != nil {
		t.Fatal(err)
	}
	cfg.Data = filepath.Join(t.TempDir(), "koubo.db")
	st, err := openStore(cfg.Data, false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	options := crawlOptions(cfg)
	options.Transport, options.Lenient = network(cfg)
	s := &service{cfg: cfg, store: st, edition: &edition{Store: st}, log: slog.New(slog.DiscardHandler), metrics: newMetrics(cfg.All())}
	s.watched.Store(watchedOf(cfg))
	s.ready = newReadiness(time.Now, s.nextVisit, s.firstPlanned)
	s.scheduler = &schedule.Scheduler{Clock: fetch.SystemClock{}, Visitor: crawler.New(st, options), Log: s.log}
	return visitor{s, nil}
}

// outcomes collects what is told, by source.
func outcomes(t *testing.T, v visitor, request front.VisitRequest) map[string]front.VisitOutcome {
	t.Helper()
	told, mu := map[string]front.VisitOutcome{}, sync.Mutex{}
	if err := v.Visit(t.Context(), request, func(o front.VisitOutcome) {
		mu.Lock()
		defer mu.Unlock()
		told[o.Source] = o
	}); err != nil {
		t.Fatal(err)
	}
	return told
}

func TestWhatIsBeingVisitedIsTold(t *testing.T) {
	var v visitor
	var again map[string]front.VisitOutcome
	once := sync.Once{}
	town := newTown(1, func() {
		once.Do(func() { again = outcomes(t, v, front.VisitRequest{Sources: []string{"hall", "lost"}}) })
	})
	defer town.Close()
	v = newVisitor(t, `sources:
  - {id: hall, issuer: "472018", feed: "`+town.URL+`/hall/news.rss"}
  - {id: lost, issuer: "472018", feed: "http://127.0.0.1:1/"}
`)
	first := outcomes(t, v, front.VisitRequest{Sources: []string{"hall"}, Data: v.cfg.Data})
	if r := first["hall"].Report; len(first) != 1 || r == nil || r.State != sources.OK || r.New != 1 {
		t.Errorf("the first visit: %+v", first)
	}
	if lost := again["lost"].Report; !again["hall"].UnderVisit || again["hall"].Report != nil || lost == nil || lost.State != sources.Failing {
		t.Errorf("a request during it: %+v", again)
	}
}

func TestRequestsForAnotherServiceAreRefused(t *testing.T) {
	v := newVisitor(t, `sources: [{id: hall, issuer: "472018", feed: "http://127.0.0.1:1/"}]`)
	for want, request := range map[string]front.VisitRequest{
		"another configuration, which has no source \"other\"": {Sources: []string{"hall", "other"}},
		"keeps another data file":                              {Sources: []string{"hall"}, Data: filepath.Join(t.TempDir(), "koubo.db")},
	} {
		err := v.Visit(t.Context(), request, func(o front.VisitOutcome) { t.Errorf("%s was visited", o.Source) })
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v, want %s", request, err, want)
		}
	}
}

// TestVisitsEndWithWhoeverAskedAndWithTheService breaks visits off in both ways while the town answers the first request.
func TestVisitsEndWithWhoeverAskedAndWithTheService(t *testing.T) {
	for _, who := range []string{"caller", "service"} {
		ctx, leave := context.WithCancel(t.Context())
		ended := make(chan struct{})
		end := map[string]func(){"caller": leave, "service": sync.OnceFunc(func() { close(ended) })}[who]
		hold := make(chan struct{})
		town := newTown(1, func() { end(); <-hold })
		v := newVisitor(t, `sources: [{id: hall, issuer: "472018", feed: "`+town.URL+`/hall/news.rss"}]`)
		v.ended = ended
		var told []string
		if err := v.Visit(ctx, front.VisitRequest{Sources: []string{"hall"}}, func(o front.VisitOutcome) { told = append(told, o.Source) }); err != nil {
			t.Error(err)
		}
		if slices.Contains(told, "hall") {
			t.Errorf("%s: a visit that was broken off is told of", who)
		}
		close(hold)
		leave()
		town.Close()
	}
}
