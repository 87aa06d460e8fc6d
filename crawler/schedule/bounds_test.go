package schedule

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"koubo/opportunity/jdate"
	"koubo/sources"
	"koubo/sources/timetable"

	"github.com/robfig/cron/v3"
)

// TestASourceWithoutAScheduleHasTheRoots, and an error names the source.
func TestASourceWithoutAScheduleHasTheRoots(t *testing.T) {
	for _, c := range []struct {
		own, root string
		want      time.Duration // between its ticks; 0 for an error
	}{{"", daily, 24 * time.Hour}, {hourly, daily, time.Hour}, {"*/20 * * * *", "nonsense", 20 * time.Minute}, {"", "nonsense", 0}, {"nonsense", hourly, 0}} {
		p, err := PlanOf(sources.Source{ID: "naha", Schedule: c.own}, c.root, timetable.Hours{})
		if p.interval != c.want || (err == nil) != (c.want > 0) || err != nil && !strings.Contains(err.Error(), "naha") {
			t.Errorf("%q under %q: every %s, %v", c.own, c.root, p.interval, err)
		}
	}
}

// TestTheIntervalOfAScheduleIsThatOfAMonday in Japan, whatever the other days have.
func TestTheIntervalOfAScheduleIsThatOfAMonday(t *testing.T) {
	for expr, want := range map[string]time.Duration{
		"0 7-19 * * 1-5": time.Hour, "*/10 * * * *": 10 * time.Minute, "0 10,14 * * *": 4 * time.Hour, "1 9 * * 1,2": 24 * time.Hour, "0 10 * * 1,2": 24 * time.Hour, "0 10 * * 1,4": 72 * time.Hour, "0 10 * * 1,5": 96 * time.Hour, "0 10 * * 0,1": 144 * time.Hour, "0 10 * * 1": 168 * time.Hour,
	} {
		if got := planOf(t, "naha", expr).interval; got != want {
			t.Errorf("%s: %s, want %s", expr, got, want)
		}
	}
}

// TestAShareIsOfTheWhole: sources of similar names are spread evenly, each at its own place.
func TestAShareIsOfTheWhole(t *testing.T) {
	const all, parts = 4000, 20
	var in [parts]int
	for i := range all {
		share := shareOf(fmt.Sprintf("body-%04d", i))
		if share < 0 || share >= 1 || share != shareOf(fmt.Sprintf("body-%04d", i)) {
			t.Fatalf("a share of %v", share)
		}
		in[int(share*parts)]++
	}
	for n, count := range in {
		if count < all/parts*3/4 || count > all/parts*5/4 {
			t.Errorf("%d of %d sources are in part %d of %d", count, all, n, parts)
		}
	}
}

// TestTheNextVisitIsTheFirstThatIsDue of a source's addresses, never for one whose schedule names no day.
func TestTheNextVisitIsTheFirstThatIsDue(t *testing.T) {
	p := planOf(t, "naha", "0 * * * *")
	last := p.tick(jst(9, 20, 0)) // in the evening
	at := func(rests ...time.Duration) sources.Health {
		h := sources.Health{LastRun: last, Addresses: map[string]sources.AddressHealth{}}
		for n, rest := range rests {
			h.Addresses[fmt.Sprint(n)] = sources.AddressHealth{State: sources.OK, LastRun: last, Rhythm: rest.Hours() * 8}
		}
		return h
	}
	for want, h := range map[time.Duration]sources.Health{1 * time.Hour: at(9*time.Hour, time.Hour, 3*time.Hour), 3 * time.Hour: at(3*time.Hour, 9*time.Hour), 2 * time.Hour: at(2 * time.Hour), 24 * time.Hour: at(1000 * time.Hour)} {
		if next := p.Next(last, h); next.Sub(last) != want {
			t.Errorf("the next visit comes after %s, want %s", next.Sub(last), want)
		}
	}
	for rest, want := range map[time.Duration]time.Duration{time.Hour + time.Minute: time.Hour, time.Hour + time.Minute + time.Second: 2 * time.Hour} { // a minute less than an eighth of the rhythm
		if next := p.Next(last, at(rest)); next.Sub(last) != want {
			t.Errorf("with a rest of %s: after %s, want %s", rest, next.Sub(last), want)
		}
	}
	never, err := cron.ParseStandard("0 0 30 2 *")
	if err != nil {
		t.Fatal(err)
	}
	if p.base = never; !p.Next(last, at(time.Hour, 2*time.Hour)).IsZero() || !p.tick(last).IsZero() {
		t.Error("the 30th of February came")
	}
}

// TestATickIsMovedByASourcesShare, always by the same.
func TestATickIsMovedByASourcesShare(t *testing.T) {
	p := planOf(t, "naha", "0 * * * *")
	p.share = .25
	for after, want := range map[time.Time]time.Time{jst(9, 10, 0): jst(9, 10, 15), jst(9, 10, 14): jst(9, 10, 15), jst(9, 10, 15): jst(9, 11, 15), jst(9, 10, 59): jst(9, 11, 15)} {
		if got := p.tick(after); !got.Equal(want) {
			t.Errorf("after %s: %s, want %s", after, got.In(jdate.JST), want)
		}
	}
}

// TestAnExtraVisitWaitsForThePauseOfItsHost, to the instant.
func TestAnExtraVisitWaitsForThePauseOfItsHost(t *testing.T) {
	p, last := planOf(t, "naha", "0 * * * *"), jst(9, 10, 0)
	p.share = 0.5
	a := address(sources.OK, last, 1)
	extra := last.Add(leastStep)
	for pause, want := range map[time.Time]time.Time{{}: extra, extra: extra, extra.Add(1): jst(9, 10, 30), jst(9, 10, 30): jst(9, 10, 30), jst(9, 10, 30).Add(1): jst(9, 11, 30)} {
		a.NotBefore = pause
		if got := p.nextOf(last, a); !got.Equal(want) {
			t.Errorf("a pause until %s: %s, want %s", pause, got.In(jdate.JST), want)
		}
	}
}

// TestAVisitIsDueByItsOwnAddress, by the whole source's history where a data file of an older program tells no more.
func TestAVisitIsDueByItsOwnAddress(t *testing.T) {
	p := planOf(t, "naha", "0 * * * *")
	last := p.tick(jst(9, 20, 0))
	old := sources.Health{State: sources.Failing, Reason: "down", LastRun: last, LastGood: last.Add(-1), Failures: 3, LastNew: last.Add(-2), Rhythm: 5, Office: .5}
	want := sources.AddressHealth{State: sources.Failing, Reason: "down", LastRun: last, LastGood: last.Add(-1), Failures: 3, LastNew: last.Add(-2), Rhythm: 5, Office: .5}
	if got := addressesOf(old); len(got) != 1 || fmt.Sprint(got[0]) != fmt.Sprint(want) || fmt.Sprint(addressOf(old, "list")) != fmt.Sprint(want) {
		t.Errorf("%+v", got)
	}
	fresh := old
	fresh.Addresses = map[string]sources.AddressHealth{"list": {State: sources.OK, LastRun: last}, "feed": {State: sources.OK, LastRun: last}}
	if got := addressesOf(fresh); len(got) != 2 || got[0].State != sources.OK || got[1].State != sources.OK || addressOf(fresh, "list").State != sources.OK || addressOf(fresh, "other").State != "" {
		t.Errorf("%+v", got)
	}
	for name, c := range map[string]struct {
		a    sources.AddressHealth
		want bool
	}{
		"never asked": {sources.AddressHealth{}, true}, "never asked, resting": {sources.AddressHealth{NotBefore: last.Add(1)}, false}, "never asked, rested": {sources.AddressHealth{NotBefore: last}, true},
		"asked by a clock that was ahead": {sources.AddressHealth{LastRun: last.Add(1)}, true}, "asked just now": {sources.AddressHealth{LastRun: last}, false},
		"asked by a clock that was ahead, resting": {sources.AddressHealth{LastRun: last.Add(1), NotBefore: last.Add(1)}, false},
	} {
		if got := p.IsDue(c.a, last); got != c.want {
			t.Errorf("%s: due %v", name, got)
		}
	}
}

// TestTheFirstVisitAfterAStart is the planned one, unless that was missed, or is of a time that has not come.
func TestTheFirstVisitAfterAStart(t *testing.T) {
	p := planOf(t, "naha", "0 * * * *")
	last := p.tick(jst(9, 20, 0))
	h := sources.Health{State: sources.OK, LastRun: last}
	planned := p.Next(last, h)
	for name, c := range map[string]struct {
		now, want time.Time
	}{
		"right after a visit": {last, planned}, "as a visit is planned": {planned, p.Next(planned, h)}, "a moment later": {planned.Add(1), planned.Add(1).Add(p.spread())},
		"before the visit that is noted": {last.Add(-1), last.Add(-1).Add(p.spread())},
	} {
		if got := p.First(c.now, h); !got.Equal(c.want) {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	if got := p.First(last, sources.Health{}); !got.Equal(last.Add(p.spread())) {
		t.Errorf("never visited: %s", got)
	}
}

// TestWordsOfThePace say what Rest and Speedup decide, to their bounds.
func TestWordsOfThePace(t *testing.T) {
	ran := jst(9, 9, 0)
	ok := func(rhythm, office float64) sources.AddressHealth {
		return sources.AddressHealth{State: sources.OK, LastRun: ran, Rhythm: rhythm, Office: office}
	}
	silent := func(d time.Duration) sources.AddressHealth {
		return sources.AddressHealth{State: sources.OK, LastRun: ran, LastNew: ran.Add(-d)}
	}
	for _, c := range []struct {
		a    sources.AddressHealth
		want string
	}{
		{sources.AddressHealth{State: sources.Failing, Failures: 1}, "at most every hour, for it failed 1 times in a row"},
		{sources.AddressHealth{State: sources.Blocked, Failures: 2}, "at most every 2 hours, for it failed 2 times in a row"},
		{ok(0, 0), "at each tick of its schedule, until its rhythm is known"},
		{silent(7 * time.Hour), "at each tick of its schedule, until its rhythm is known"},
		{silent(8 * time.Hour), "at most every hour, for nothing new has come for 8 hours"},
		{silent(20 * time.Hour), "at most every 3 hours, for nothing new has come for 20 hours"},
		{silent(-time.Hour), "at each tick of its schedule, until its rhythm is known"},
		{ok(1.5, 1), "4 times as often as its schedule says in office hours, for something new comes every 1.5 hours, mostly then"},
		{ok(3, .5), "2 times as often as its schedule says in office hours, for something new comes every 3.0 hours, mostly then"},
		{ok(7, 1), "at each tick, for something new comes every 7 hours"},
		{ok(.2, 0), "at each tick, for something new comes more than once an hour"},
		{ok(.9, 1), "4 times as often as its schedule says in office hours, for something new comes more than once an hour, mostly then"},
		{ok(1, 0), "at each tick, for something new comes every 1 hours"},
		{ok(8, 1), "at most every hour, for something new comes only every 8 hours"},
		{ok(800, 1), "at most every 24 hours, for something new comes only every 800 hours"},
	} {
		if got := explainAddress(c.a); got != c.want {
			t.Errorf("%+v is explained by %q, want %q", c.a, got, c.want)
		}
	}
	for name, addresses := range map[string][]sources.AddressHealth{
		"the shorter rest":                    {ok(8, 1), ok(800, 1), ok(80, 1)},
		"of equal rests the one visited more": {ok(3, .1), ok(3, .9), ok(3, .1)},
	} {
		want := map[string]string{"the shorter rest": "at most every hour", "of equal rests the one visited more": "2 times"}[name]
		for range 20 { // the order of a map
			h := sources.Health{LastRun: ran, Addresses: map[string]sources.AddressHealth{}}
			for n, a := range addresses {
				h.Addresses[fmt.Sprint(n)] = a
			}
			if got := Explain(h); !strings.HasPrefix(got, want) {
				t.Fatalf("%s: %q", name, got)
			}
		}
	}
	if got := silence(sources.AddressHealth{LastRun: ran}); got != 0 {
		t.Errorf("what never gave anything is silent for %s", got)
	}
}

// TestOnlyASourceThatWasVisitedHasNewAddresses.
func TestOnlyASourceThatWasVisitedHasNewAddresses(t *testing.T) {
	src := sources.Source{Feeds: []string{"feed"}, Lists: []string{"list"}}
	known := map[string]sources.AddressHealth{"feed": {}, "list": {}}
	for name, c := range map[string]struct {
		h    sources.Health
		want bool
	}{
		"never visited": {sources.Health{}, false}, "all visited": {sources.Health{LastRun: jst(9, 9, 0), Addresses: known}, false},
		"one not": {sources.Health{LastRun: jst(9, 9, 0), Addresses: map[string]sources.AddressHealth{"feed": {}}}, true}, "never visited, but for one": {sources.Health{Addresses: map[string]sources.AddressHealth{"feed": {}}}, false},
	} {
		if got := hasNewAddress(src, c.h); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestATimerIsOfASourceAsItIsDeclared: whatever of it changes, but for its place in the file, is planned anew.
func TestATimerIsOfASourceAsItIsDeclared(t *testing.T) {
	src := sources.Source{ID: "naha", Feeds: []string{"feed"}, Schedule: hourly, Where: "sources.yaml:7"}
	plan := planOf(t, src.ID, hourly)
	tm := &timer{src: src, plan: plan}
	moved, renamed, otherExpr, quiet := src, src, plan, plan
	moved.Where, renamed.Feeds, otherExpr.expr, quiet.quiet = "sources.yaml:9", []string{"other"}, daily, timetable.Hours{From: time.Hour}
	for name, c := range map[string]struct {
		src  sources.Source
		plan Plan
		want bool
	}{"as before": {src, plan, true}, "moved": {moved, plan, true}, "with another feed": {renamed, plan, false}, "with another schedule": {src, otherExpr, false}, "with quiet hours": {src, quiet, false}} {
		if got := tm.isFor(c.src, c.plan); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// slow is a visitor whose visits last until they are let go.
type slow struct {
	visits
	began chan struct{}
	end   chan struct{}
	panic any
}

func (s *slow) VisitAddresses(ctx context.Context, src sources.Source, addresses []string) (sources.Report, error) {
	if s.panic != nil {
		panic(s.panic)
	}
	s.began <- struct{}{}
	<-s.end
	return s.visits.VisitAddresses(ctx, src, addresses)
}

// TestAJobIsTheVisitOfItsSource: skipped while the one before is under way, and one that panics is told and is not the last.
func TestAJobIsTheVisitOfItsSource(t *testing.T) {
	var mu sync.Mutex
	var told strings.Builder
	visitor := &slow{began: make(chan struct{}), end: make(chan struct{})}
	s := &Scheduler{Visitor: visitor, Clock: &steps{at: []time.Time{jst(9, 10, 0)}}, Log: slog.New(slog.NewTextHandler(lockedWriter{&mu, &told}, nil)), Done: func(sources.Source, sources.Report, error) {}}
	src := sources.Source{ID: "naha", Feeds: []string{"feed"}}
	if err := s.Watch(t.Context(), []sources.Source{src}, Rules{Root: hourly}, func(string) sources.Health { return sources.Health{} }); err != nil {
		t.Fatal(err)
	}
	tm := s.timers["naha"]
	ended := make(chan struct{})
	go func() { tm.job.Run(); close(ended) }()
	select {
	case <-visitor.began:
	case <-ended:
		t.Fatal("no visit was made")
	}
	tm.job.Run() // skipped
	close(visitor.end)
	<-ended
	if !slices.EqualFunc(visitor.asked, [][]string{{"feed"}}, slices.Equal) {
		t.Errorf("asked for %v", visitor.asked)
	}
	tm.learn(sources.Health{})
	visitor.panic = "boom"
	tm.job.Run()
	mu.Lock()
	defer mu.Unlock()
	if got := told.String(); !strings.Contains(got, "boom") || !strings.Contains(got, "level=ERROR") || !strings.Contains(got, "schedule: panic") || strings.Contains(got, "skip") {
		t.Errorf("told %q", got)
	}
	if !s.begin("naha") {
		t.Error("a visit that panicked is under way for ever")
	}
}

type lockedWriter struct {
	mu *sync.Mutex
	to *strings.Builder
}

func (w lockedWriter) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.to.Write(p)
}

// TestALateVisitThatEndsWhileItWaitsIsNotMade.
func TestALateVisitThatEndsWhileItWaitsIsNotMade(t *testing.T) {
	tm := &timer{plan: planOf(t, "naha", hourly)}
	at := tm.Next(jst(9, 6, 0)).Add(time.Hour)
	visitor := &visits{}
	s := &Scheduler{Visitor: visitor, Clock: &broken{at}, Log: slog.New(slog.DiscardHandler), Done: func(sources.Source, sources.Report, error) { t.Error("told of a visit") }}
	if s.visit(t.Context(), sources.Source{ID: "naha", Feeds: []string{"feed"}}, tm); len(visitor.asked) != 0 {
		t.Errorf("asked for %v", visitor.asked)
	}
}

// broken is a clock whose sleep ends early.
type broken struct{ now time.Time }

func (b *broken) Now() time.Time { return b.now }

func (*broken) Sleep(context.Context, time.Duration) error { return errors.New("the program ends") }

// TestAVisitThatEndedWithTheProgramIsNotTold, and what it found is learnt.
func TestAVisitThatEndedWithTheProgramIsNotTold(t *testing.T) {
	src := sources.Source{ID: "naha", Feeds: []string{"feed"}}
	for _, ends := range []bool{false, true} {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		visitor := &ending{}
		if ends {
			visitor.end = cancel
		}
		told := 0
		s := &Scheduler{Visitor: visitor, Clock: &steps{at: []time.Time{jst(9, 10, 0)}}, Log: slog.New(slog.DiscardHandler), Done: func(sources.Source, sources.Report, error) { told++ }}
		s.visit(ctx, src, &timer{plan: planOf(t, src.ID, hourly)})
		if (told == 0) != ends || len(visitor.asked) != 1 {
			t.Errorf("a visit that ends with the program %v: told %d times", ends, told)
		}
		if !s.begin(src.ID) {
			t.Error("the visit is under way for ever")
		}
	}
}

// ending is a visitor whose visits end the program.
type ending struct {
	visits
	end func()
}

func (e *ending) VisitAddresses(ctx context.Context, src sources.Source, addresses []string) (sources.Report, error) {
	if e.end != nil {
		e.end()
	}
	return e.visits.VisitAddresses(ctx, src, addresses)
}

// TestAClockThatStandsStillIsNotSetBack.
func TestAClockThatStandsStillIsNotSetBack(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	looks := 0
	clock := &still{now: jst(9, 9, 0), wake: func() {
		if looks++; looks == 3 {
			cancel()
		}
	}}
	if untilSetBack(ctx, clock) || looks != 3 {
		t.Errorf("set back after %d looks", looks)
	}
}

// still is a clock that stands.
type still struct {
	now  time.Time
	wake func()
}

func (s *still) Now() time.Time { return s.now }

func (s *still) Sleep(ctx context.Context, _ time.Duration) error { s.wake(); return ctx.Err() }

// TestTheChatterOfCronIsForDebugging, its errors are for everybody.
func TestTheChatterOfCronIsForDebugging(t *testing.T) {
	var told strings.Builder
	log := cronLog{slog.New(slog.NewTextHandler(&told, &slog.HandlerOptions{Level: slog.LevelDebug}))}
	log.Info("wake", "now", 1)
	log.Error(errors.New("boom"), "panic", "stack", "x")
	for _, want := range []string{`level=DEBUG msg="schedule: wake" now=1`, `level=ERROR msg="schedule: panic" stack=x error=boom`} {
		if !strings.Contains(told.String(), want) {
			t.Errorf("%q does not tell %q", told.String(), want)
		}
	}
}
