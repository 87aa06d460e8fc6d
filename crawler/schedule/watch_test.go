package schedule

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"koubo/sources"
)

// TestWatchKeepsThePlansOfWhatStays changes the sources of a scheduler that runs.
func TestWatchKeepsThePlansOfWhatStays(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	s := &Scheduler{Visitor: &visits{}, Clock: endless{}, Log: slog.New(slog.DiscardHandler), Done: func(sources.Source, sources.Report, error) {}}
	visited := time.Now()
	health := func(id string) sources.Health {
		if id == "new" {
			return sources.Health{}
		}
		return sources.Health{State: sources.OK, LastRun: visited, Addresses: map[string]sources.AddressHealth{"https://" + id + ".example.jp/": {State: sources.OK, LastRun: visited}}}
	}
	of := func(id string, more ...string) sources.Source {
		return sources.Source{ID: id, Lists: append([]string{"https://" + id + ".example.jp/"}, more...), Schedule: "0 9 1 1 *"}
	}
	watch := func(root string, list ...sources.Source) {
		t.Helper()
		if err := s.Watch(ctx, list, Rules{Root: root}, health); err != nil {
			t.Fatal(err)
		}
	}
	watch(hourly, of("stays"), of("changes"), of("goes"))
	ended := make(chan bool)
	go func() { s.Run(ctx); close(ended) }()
	for _, id := range []string{"stays", "changes", "goes"} { // planned one after the other
		for s.NextRun(id).IsZero() {
		}
	}
	before, stays := s.NextRun("stays"), s.timers["stays"]
	moved := of("stays")
	moved.Where = "sources.yaml:99"
	watch(hourly, moved, of("changes", "https://further.example.jp/"), of("new"))
	if s.timers["stays"] != stays || s.NextRun("stays") != before {
		t.Error("what only moved in the file is planned anew")
	}
	if !s.NextRun("goes").IsZero() {
		t.Error("what was taken out is still planned")
	}
	for _, id := range []string{"changes", "new"} {
		for s.NextRun(id).IsZero() {
		}
		if next := s.NextRun(id); time.Until(next) > catchUp {
			t.Errorf("%s is visited only at %s", id, next)
		}
	}
	entries := func() int {
		s.mu.Lock()
		defer s.mu.Unlock()
		return len(s.cron.Entries())
	}
	if n := entries(); n != 4 { // the three, and the one that notices sleep
		t.Errorf("%d visits are planned", n)
	}
	if err := s.Watch(ctx, []sources.Source{of("other")}, Rules{Root: "nonsense"}, health); err != nil {
		t.Error(err) // its own schedule is sound
	}
	if err := s.Watch(ctx, []sources.Source{{ID: "bad"}}, Rules{Root: "nonsense"}, health); err == nil || s.timers["other"] == nil {
		t.Errorf("a schedule that is none: %v, and %v are watched", err, s.timers)
	}
	cancel()
	<-ended
}

// TestAVisitUnderWayTeachesThePlanInPlaceOfItsOwn: the source was changed meanwhile.
func TestAVisitUnderWayTeachesThePlanInPlaceOfItsOwn(t *testing.T) {
	src := sources.Source{ID: "naha", Feeds: []string{"feed"}, Schedule: hourly}
	visitor := &visits{health: sources.Health{State: sources.OK, LastRun: jst(9, 10, 0)}}
	s := &Scheduler{Visitor: visitor, Clock: &steps{at: []time.Time{jst(9, 10, 0)}}, Log: slog.New(slog.DiscardHandler), Done: func(sources.Source, sources.Report, error) {}}
	before, after := &timer{plan: planOf(t, src.ID, hourly)}, &timer{plan: planOf(t, src.ID, daily)}
	s.timers = map[string]*timer{src.ID: after}
	s.visit(t.Context(), src, before)
	if !after.health.LastRun.Equal(visitor.health.LastRun) {
		t.Errorf("the new plan knows of a visit at %s", after.health.LastRun)
	}
}
