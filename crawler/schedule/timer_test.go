package schedule

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"koubo/sources"

	"github.com/robfig/cron/v3"
)

// TestATimerCatchesUpOnceOnly: what follows the first visit comes at the ticks of the schedule.
func TestATimerCatchesUpOnceOnly(t *testing.T) {
	p := planOf(t, "naha", hourly)
	tm := &timer{plan: p}
	first := tm.Next(jst(9, 10, 0))
	if want := jst(9, 10, 0).Add(p.spread()); !first.Equal(want) {
		t.Fatalf("the first visit is planned at %s, want %s", first, want)
	}
	if second, want := tm.Next(first), p.tick(first); !second.Equal(want) {
		t.Errorf("the second visit is planned at %s, want %s", second, want)
	}
}

// TestOnlyANewAddressBringsAVisitForward: a changed schedule alone does not.
func TestOnlyANewAddressBringsAVisitForward(t *testing.T) {
	visited := jst(9, 9, 0)
	health := func(string) sources.Health {
		return sources.Health{State: sources.OK, LastRun: visited, Addresses: map[string]sources.AddressHealth{"list": {State: sources.OK, LastRun: visited}}}
	}
	s := &Scheduler{Visitor: &visits{}, Clock: endless{}, Log: slog.New(slog.DiscardHandler)}
	lastRunWith := func(src sources.Source) time.Time {
		t.Helper()
		src.ID = "naha"
		if err := s.Watch(t.Context(), []sources.Source{src}, Rules{}, health); err != nil {
			t.Fatal(err)
		}
		return s.timers["naha"].health.LastRun
	}
	list := []string{"list"}
	if at := lastRunWith(sources.Source{Lists: []string{"other"}, Schedule: hourly}); !at.Equal(visited) {
		t.Errorf("after a start, its latest visit is taken to be at %s", at)
	}
	if at := lastRunWith(sources.Source{Lists: list, Schedule: hourly}); !at.Equal(visited) {
		t.Errorf("without an address, its latest visit is taken to be at %s", at)
	}
	if at := lastRunWith(sources.Source{Lists: list, Schedule: daily}); !at.Equal(visited) {
		t.Errorf("with another schedule, its latest visit is taken to be at %s", at)
	}
	if at := lastRunWith(sources.Source{Lists: append(list, "new"), Schedule: daily}); at.After(visited.AddDate(0, 0, -300)) {
		t.Errorf("with a new address, its latest visit is taken to be at %s", at)
	}
}

// TestALateVisitIsMadeAfterItsWait: exactly from when on a visit waits is told, too.
func TestALateVisitIsMadeAfterItsWait(t *testing.T) {
	src := sources.Source{ID: "naha", Feeds: []string{"feed"}}
	for late, waits := range map[time.Duration]bool{2 * time.Minute: false, 2*time.Minute + time.Second: true} {
		tm := &timer{plan: planOf(t, src.ID, hourly)}
		clock := &steps{at: []time.Time{tm.Next(jst(9, 6, 0)).Add(late)}}
		visitor := &visits{}
		s := &Scheduler{Visitor: visitor, Clock: clock, Log: slog.New(slog.DiscardHandler), Done: func(sources.Source, sources.Report, error) {}}
		s.visit(t.Context(), src, tm)
		if len(visitor.asked) != 1 || (clock.asleep > 0) != waits {
			t.Errorf("late by %s, it waited %s and was made %d times", late, clock.asleep, len(visitor.asked))
		}
	}
}

// TestBoundsOfAPlan: how far plans move, and from when on they do.
func TestBoundsOfAPlan(t *testing.T) {
	for name, pair := range map[string][2]time.Duration{
		"a tick is moved": {maxSpread, time.Hour}, "missed visits are spread": {catchUp, 10 * time.Minute}, "nearly due": {tolerance, time.Minute},
		"a rest": {longestRest, 24 * time.Hour}, "between visits": {leastStep, 15 * time.Minute}, "quick enough": {quickest, 2 * time.Hour},
		"missed": {muchLate, 2 * time.Minute}, "a look at the clock": {clockCheck, 30 * time.Second},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: %s, want %s", name, pair[0], pair[1])
		}
	}
	for expr, want := range map[string][2]time.Duration{ // of half a share
		"*/10 * * * *": {5 * time.Minute, 5 * time.Minute}, "*/6 * * * *": {3 * time.Minute, 3 * time.Minute}, "0 * * * *": {30 * time.Minute, 5 * time.Minute}, daily: {30 * time.Minute, 5 * time.Minute},
	} {
		p := planOf(t, "naha", expr)
		p.share = .5
		if p.offset() != want[0] || p.spread() != want[1] {
			t.Errorf("%s: moved by %s, spread by %s, want %s", expr, p.offset(), p.spread(), want)
		}
	}
}

// TestOnlyAQuickScheduleIsSpedUp, in office hours, and not right before a tick.
func TestOnlyAQuickScheduleIsSpedUp(t *testing.T) {
	at := jst(9, 10, 0)
	for name, c := range map[string]struct {
		interval time.Duration
		after    time.Time
		n        int
		tick     time.Duration // after the extra visit
		want     time.Duration // 0 for none
	}{
		"twice an hour":              {time.Hour, at, 2, time.Hour, 30 * time.Minute},
		"four times":                 {time.Hour, at, 4, time.Hour, 15 * time.Minute},
		"the least step":             {30 * time.Minute, at, 4, time.Hour, 15 * time.Minute},
		"as scheduled":               {time.Hour, at, 1, time.Hour, 0},
		"the longest interval":       {2 * time.Hour, at, 2, time.Hour, time.Hour},
		"a longer one":               {2*time.Hour + time.Second, at, 2, time.Hour, 0},
		"half a step before a tick":  {time.Hour, at, 2, 15 * time.Minute, 30 * time.Minute},
		"less than that":             {time.Hour, at, 2, 15*time.Minute - time.Second, 0},
		"after the office shut":      {time.Hour, jst(9, 17, 30), 2, time.Hour, 0},
		"while it is still shutting": {time.Hour, jst(9, 17, 29), 2, time.Hour, 30 * time.Minute},
	} {
		step := max(c.interval/time.Duration(c.n), 15*time.Minute)
		got := Plan{interval: c.interval}.between(c.after, c.after.Add(step+c.tick), c.n)
		if want := c.after.Add(c.want); c.want == 0 && !got.IsZero() || c.want != 0 && !got.Equal(want) {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// TestAnAddressIsDueALittleBeforeItsTick, for visits begin a little late.
func TestAnAddressIsDueALittleBeforeItsTick(t *testing.T) {
	p := planOf(t, "naha", hourly)
	tick := p.tick(jst(9, 10, 0))
	a := address(sources.OK, tick, 7)
	next := p.nextOf(tick, a)
	for before, want := range map[time.Duration]bool{time.Minute + time.Second: false, time.Minute: true, 0: true, -time.Hour: true} {
		if got := p.IsDue(a, next.Add(-before)); got != want {
			t.Errorf("%s before its tick: due %v", before, got)
		}
	}
	never, err := cron.ParseStandard("0 0 30 2 *")
	if err != nil {
		t.Fatal(err)
	}
	p.base = never
	if p.IsDue(a, tick.AddDate(9, 0, 0)) || !p.Next(tick, sources.Health{}).IsZero() {
		t.Error("the 30th of February came")
	}
}

// setBack is a clock that is set back once, and then held up until the end.
type setBack struct {
	sleeps int
	end    context.CancelFunc
}

func (s *setBack) Now() time.Time { return jst(9, 9, 0).Add(-time.Duration(s.sleeps) * time.Hour) }

func (s *setBack) Sleep(ctx context.Context, _ time.Duration) error {
	if s.sleeps++; s.sleeps > 1 {
		s.end()
	}
	return ctx.Err()
}

// TestAPlanMadeAnewIsTold, the end is not.
func TestAPlanMadeAnewIsTold(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var told strings.Builder
	s := &Scheduler{Clock: &setBack{end: cancel}, Log: slog.New(slog.NewTextHandler(&told, &slog.HandlerOptions{Level: slog.LevelWarn}))}
	if s.Run(ctx); strings.Count(told.String(), "set back") != 1 || len(s.running) != 2 {
		t.Errorf("planned %d times, told %q", len(s.running), told.String())
	}
}
