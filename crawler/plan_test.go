package crawler

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"koubo/opportunity/jdate"
	"koubo/sources"
)

const (
	hourly = "0 7-19 * * 1-5"
	daily  = "0 9 * * *"
)

func planOf(t *testing.T, id, expr string) Plan {
	t.Helper()
	p, err := PlanOf(sources.Source{ID: id, Schedule: expr}, "")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// jst reads an instant of November 2026 in Japan: day, hour, minute. The 9th is a Monday.
func jst(day, hour, minute int) time.Time {
	return time.Date(2026, 11, day, hour, minute, 0, 0, jdate.JST)
}

// visitsOfADay counts the planned visits of a source on a day, by its history.
func visitsOfADay(p Plan, day int, h sources.Health) (n int) {
	for at := jst(day-1, 12, 0); at.Before(jst(day+1, 0, 0)); {
		h.LastRun = at
		if at = p.Next(at, h); at.In(jdate.JST).Day() == day {
			n++
		}
	}
	return n
}

func TestHistoryChangesThePaceWithinBounds(t *testing.T) {
	lively := sources.Health{State: sources.OK, Rhythm: 3, Office: .9}
	busy := sources.Health{State: sources.OK, Rhythm: 1, Office: .9}
	atNight := sources.Health{State: sources.OK, Rhythm: 3, Office: .1}
	for _, c := range []struct {
		name        string
		expr        string
		day         int
		health      sources.Health
		least, most int
	}{
		{"unknown rhythm", hourly, 9, sources.Health{State: sources.OK}, 12, 13},
		{"daily news", hourly, 9, sources.Health{State: sources.OK, Rhythm: 24}, 4, 5},
		{"lively", hourly, 9, lively, 20, 24},
		{"busy", hourly, 9, busy, 36, 44},
		{"lively at night", hourly, 9, atNight, 12, 13},
		{"busy on a Sunday", hourly, 8, busy, 0, 0},
		{"busy, but the operator wants one visit", daily, 9, busy, 1, 1},
		{"sleepy", hourly, 9, sources.Health{State: sources.OK, Rhythm: 2000}, 1, 1},
		{"failing since long", hourly, 9, sources.Health{State: sources.Failing, Failures: 9, Rhythm: 1}, 1, 1},
		{"failing once", hourly, 9, sources.Health{State: sources.Failing, Failures: 1}, 12, 13},
	} {
		for _, id := range []string{"a", "naha", "tokyo-minato"} {
			if n := visitsOfADay(planOf(t, id, c.expr), c.day, c.health); n < c.least || n > c.most {
				t.Errorf("%s: %d visits of %s on the day, want %d to %d", c.name, n, id, c.least, c.most)
			}
		}
	}
}

func TestThePaceIsExplained(t *testing.T) {
	ran := jst(9, 9, 0)
	for want, h := range map[string]sources.Health{
		"not visited yet":     {},
		"until its rhythm":    {State: sources.OK, LastRun: ran},
		"4 times as often":    {State: sources.OK, LastRun: ran, Rhythm: 1, Office: 1},
		"every 24 hours, for": {State: sources.OK, LastRun: ran, Rhythm: 2000},
		"failed 3 times":      {State: sources.Failing, LastRun: ran, Failures: 3},
		"at each tick, for s": {State: sources.OK, LastRun: ran, Rhythm: 7},
	} {
		if got := Explain(h); !strings.Contains(got, want) {
			t.Errorf("%+v is explained by %q, want %q", h, got, want)
		}
	}
}

// TestNoMinuteIsCrowded plans the whole country at one hourly tick.
func TestNoMinuteIsCrowded(t *testing.T) {
	const all = 1788
	perMinute := map[time.Time]int{}
	for i := range all {
		p := planOf(t, fmt.Sprintf("body-%04d", i), hourly)
		at := p.Next(jst(9, 10, 0), sources.Health{})
		if at != p.Next(jst(9, 10, 0), sources.Health{}) {
			t.Fatal("the plan of a source is not stable")
		}
		perMinute[at.Truncate(time.Minute)]++
	}
	for minute, n := range perMinute {
		if n > 2*all/60 {
			t.Errorf("%d visits begin at %s", n, minute.In(jdate.JST))
		}
	}
}

func TestMissedVisitsAreCaughtUpAfterAStart(t *testing.T) {
	p, now := planOf(t, "naha", hourly), jst(11, 10, 30)
	for name, last := range map[string]time.Time{"never": {}, "two days ago": jst(9, 10, 0), "in the future": jst(20, 0, 0)} {
		if first := p.First(now, sources.Health{State: sources.OK, LastRun: last}); first.Before(now) || first.After(now.Add(catchUp)) {
			t.Errorf("visited last %s: the first visit is at %s", name, first)
		}
	}
	fresh := sources.Health{State: sources.OK, LastRun: now.Add(-time.Minute)}
	if first := p.First(now, fresh); !first.Equal(p.Next(now, fresh)) {
		t.Errorf("visited a minute ago, and again at %s", first)
	}
}

func TestATimerKnowsHowLateAVisitIs(t *testing.T) {
	timer := &timer{plan: planOf(t, "naha", hourly)}
	first := timer.Next(jst(9, 6, 0))
	if late := timer.late(first.Add(time.Second)); late != time.Second {
		t.Errorf("late by %s before the next visit is planned", late)
	}
	timer.Next(first.Add(8 * time.Hour)) // the machine slept
	if late := timer.late(first.Add(8 * time.Hour)); late != 8*time.Hour {
		t.Errorf("late by %s", late)
	}
	timer.restart()
	if again := timer.Next(jst(9, 6, 0)); !again.Equal(first) || timer.late(again) != 0 {
		t.Errorf("planned anew at %s, at first at %s", again, first)
	}
}

// steps is a clock that is at the given instants one after the other; asleep tells how long sleepers waited.
type steps struct {
	at     []time.Time
	asleep time.Duration
}

func (s *steps) Now() time.Time {
	now := s.at[0]
	if len(s.at) > 1 {
		s.at = s.at[1:]
	}
	return now
}

func (s *steps) Sleep(ctx context.Context, d time.Duration) error {
	s.asleep += d
	return ctx.Err()
}

func TestAClockThatIsSetBackIsNoticed(t *testing.T) {
	at := jst(9, 9, 0)
	clock := &steps{at: []time.Time{at, at.Add(clockCheck), at.Add(clockCheck), at.Add(8 * time.Hour), at.Add(8 * time.Hour), at.Add(time.Hour)}}
	if !untilSetBack(t.Context(), clock) || clock.asleep != 3*clockCheck {
		t.Errorf("noticed after %s", clock.asleep)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if untilSetBack(ended, clock) {
		t.Error("a clock that was not set back was noticed")
	}
}

// TestALateVisitIsSpread lets all sources of a machine that slept become due at once.
func TestALateVisitIsSpread(t *testing.T) {
	for _, c := range []struct {
		late   time.Duration
		spread bool
	}{{0, false}, {3 * time.Hour, true}} {
		timer := &timer{plan: planOf(t, "naha", hourly)}
		first := timer.Next(jst(9, 6, 0))
		clock := &steps{at: []time.Time{first.Add(c.late)}}
		s := Scheduler{Crawler: &Crawler{clock: clock}, Quiet: func(time.Time) bool { return true }, Log: slog.Default()}
		s.visit(t.Context(), sources.Source{ID: "naha"}, timer)
		if (clock.asleep > 0) != c.spread || clock.asleep > catchUp {
			t.Errorf("late by %s, it waited %s", c.late, clock.asleep)
		}
	}
}

func TestNoPlannedVisitBeginsWhileSomebodyHasOneMade(t *testing.T) {
	timer := &timer{plan: planOf(t, "naha", hourly)}
	s := Scheduler{Crawler: &Crawler{clock: &steps{at: []time.Time{jst(9, 9, 0)}}}, Log: slog.Default(),
		Done: func(_ sources.Source, _ sources.Report, err error) { t.Errorf("a visit was begun: %v", err) }}
	if !s.begin("naha") || s.begin("naha") || !s.begin("kofu") {
		t.Fatal("what is under way is not told apart")
	}
	s.visit(t.Context(), sources.Source{ID: "naha"}, timer)
	if s.end("naha"); !s.begin("naha") {
		t.Error("an ended visit is still under way")
	}
}
