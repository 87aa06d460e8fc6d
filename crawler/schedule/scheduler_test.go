package schedule

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"testing"
	"time"

	"koubo/sources"
	"koubo/sources/timetable"
)

// visits is a Visitor that notes what it is asked for.
type visits struct {
	mu     sync.Mutex
	asked  [][]string
	health sources.Health
	err    error
	during func() // while a thorough visit is under way
}

func (v *visits) VisitAddresses(_ context.Context, _ sources.Source, addresses []string) (sources.Report, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.asked = append(v.asked, addresses)
	return sources.Report{}, v.err
}

func (v *visits) VisitThoroughly(ctx context.Context, src sources.Source) (sources.Report, error) {
	if v.during != nil {
		v.during()
	}
	return v.VisitAddresses(ctx, src, []string{"all"})
}

func (v *visits) Health(string) (sources.Health, error) { return v.health, nil }

// TestAVisitAsksForWhatIsDueAndLearns visits a source of which one page fails.
func TestAVisitAsksForWhatIsDueAndLearns(t *testing.T) {
	src := sources.Source{ID: "naha", Feeds: []string{"feed"}, Lists: []string{"list"}, Schedule: hourly}
	p := planOf(t, src.ID, hourly)
	last := p.tick(jst(9, 10, 0))
	health := sources.Health{LastRun: last, Addresses: map[string]sources.AddressHealth{
		"feed": address(sources.OK, last, 7), "list": address(sources.Failing, last, 0),
	}}
	visitor := &visits{health: sources.Health{State: sources.OK, LastRun: last.Add(time.Hour)}}
	done := 0
	s := Scheduler{Visitor: visitor, Clock: &steps{at: []time.Time{last.Add(time.Hour + time.Minute)}}, Log: slog.New(slog.DiscardHandler),
		Done: func(sources.Source, sources.Report, error) { done++ }}
	tm := &timer{plan: p, health: health}
	s.visit(t.Context(), src, tm)
	if len(visitor.asked) != 1 || len(visitor.asked[0]) != 1 || visitor.asked[0][0] != "feed" || done != 1 {
		t.Fatalf("asked for %v, done %d", visitor.asked, done)
	}
	if !tm.health.LastRun.Equal(visitor.health.LastRun) {
		t.Error("the visit taught the plan nothing")
	}
	s.visit(t.Context(), src, tm) // a moment later nothing is due
	if len(visitor.asked) != 1 || done != 1 {
		t.Errorf("asked for %v, done %d", visitor.asked, done)
	}
	tm.health, visitor.err = health, errors.New("the store is full")
	if s.visit(t.Context(), src, tm); !tm.health.LastRun.Equal(last) || done != 2 {
		t.Error("a visit that was not stored taught the plan something, or nobody was told of it")
	}
	tm.plan.quiet = timetable.Hours{To: 24 * time.Hour}
	if s.visit(t.Context(), src, tm); len(visitor.asked) != 2 {
		t.Error("a source was visited in the quiet hours")
	}
	tm.plan.quiet = timetable.Hours{}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if s.visit(ended, src, tm); len(visitor.asked) != 2 {
		t.Error("a source was visited after the end")
	}
}

func TestASchedulerEndsAndTellsWhatIsNext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	visitor := &visits{}
	s := &Scheduler{Visitor: visitor, Clock: endless{}, Log: slog.New(slog.DiscardHandler), Done: func(sources.Source, sources.Report, error) { cancel() }}
	src := sources.Source{ID: "naha", Feeds: []string{"feed"}}
	ended := make(chan bool)
	if !s.NextRun("naha").IsZero() {
		t.Error("a visit is planned before anything runs")
	}
	long := time.Now().Add(-24 * 400 * time.Hour) // a visit was missed: it comes within catchUp, by the id's share
	if err := s.Watch(ctx, []sources.Source{src}, Rules{Root: "0 9 1 1 *"}, func(string) sources.Health { return sources.Health{LastRun: long} }); err != nil {
		t.Fatal(err)
	}
	go func() {
		s.Run(ctx)
		close(ended)
	}()
	for s.NextRun("naha").IsZero() && ctx.Err() == nil {
		if err := context.Cause(ctx); err != nil {
			break
		}
	}
	if s.NextRun("nobody") != (time.Time{}) {
		t.Error("a visit of no source is planned")
	}
	cancel()
	<-ended
	if err := s.Watch(ctx, []sources.Source{src}, Rules{Root: "nonsense"}, func(string) sources.Health { return sources.Health{} }); err == nil {
		t.Error("a schedule that is none was taken")
	}
}

// endless is a clock on which nobody ever wakes up.
type endless struct{}

func (endless) Now() time.Time { return time.Now() }

func (endless) Sleep(ctx context.Context, _ time.Duration) error {
	<-ctx.Done()
	return ctx.Err()
}

// TestASourceIsVisitedOnceAtATime asks for a second visit while the first reads.
func TestASourceIsVisitedOnceAtATime(t *testing.T) {
	src := sources.Source{ID: "naha", Feeds: []string{"feed"}}
	last := jst(9, 9, 0)
	visitor := &visits{health: sources.Health{LastRun: last}}
	s := &Scheduler{Visitor: visitor, Clock: &steps{at: []time.Time{last}}, Log: slog.New(slog.DiscardHandler), Done: func(sources.Source, sources.Report, error) {}}
	tm := &timer{plan: planOf(t, src.ID, hourly)}
	s.timers = map[string]*timer{src.ID: tm}
	var again, other error
	visitor.during = func() {
		visitor.during = nil
		_, again = s.VisitNow(t.Context(), src)
		_, other = s.VisitNow(t.Context(), sources.Source{ID: "kofu"})
		s.visit(t.Context(), src, tm) // as planned
	}
	for range 2 { // the second visit begins where the first has ended
		if _, err := s.VisitNow(t.Context(), src); err != nil {
			t.Error(err)
		}
	}
	if !errors.Is(again, ErrUnderWay) || other != nil || len(visitor.asked) != 3 {
		t.Errorf("a second visit at the same time: %v, of another source: %v; asked for %v", again, other, visitor.asked)
	}
	if !tm.health.LastRun.Equal(last) {
		t.Error("the visit taught the plan nothing")
	}
}
