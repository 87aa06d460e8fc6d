package schedule

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"koubo/opportunity/jdate"
	"koubo/sources"
	"koubo/sources/timetable"
)

const (
	hourly = "0 7-19 * * 1-5"
	daily  = "0 9 * * *"
)

func planOf(t *testing.T, id, expr string) Plan {
	t.Helper()
	p, err := PlanOf(sources.Source{ID: id, Schedule: expr}, "", timetable.Hours{})
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
		{"nothing new since its first visit", hourly, 10, sources.Health{State: sources.OK, LastNew: jst(1, 9, 0)}, 1, 1},
		{"nothing new yet", hourly, 10, sources.Health{State: sources.OK, LastNew: jst(9, 9, 0)}, 3, 5},
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
		"not visited yet":                   {},
		"until its rhythm":                  {State: sources.OK, LastRun: ran},
		"4 times as often":                  {State: sources.OK, LastRun: ran, Rhythm: 1, Office: 1},
		"every 24 hours, for":               {State: sources.OK, LastRun: ran, Rhythm: 2000},
		"failed 3 times":                    {State: sources.Failing, LastRun: ran, Failures: 3},
		"at each tick, for s":               {State: sources.OK, LastRun: ran, Rhythm: 7},
		"at most every hour, for something": {State: sources.OK, LastRun: ran, Rhythm: 8},
		"at most every hour, for nothing":   {State: sources.OK, LastRun: ran, LastNew: ran.Add(-8 * time.Hour)},
	} {
		if got := Explain(h); !strings.Contains(got, want) {
			t.Errorf("%+v is explained by %q, want %q", h, got, want)
		}
	}
}

// TestTheQuickestAddressExplains the pace of its source, in whatever order the addresses stand.
func TestTheQuickestAddressExplains(t *testing.T) {
	slow := sources.AddressHealth{State: sources.OK, Rhythm: 7}
	quick := sources.AddressHealth{State: sources.OK, Rhythm: 1, Office: 1}
	for range 20 { // the order of a map
		h := sources.Health{LastRun: jst(9, 9, 0), Addresses: map[string]sources.AddressHealth{"a": slow, "b": quick, "c": slow}}
		if got := Explain(h); !strings.Contains(got, "4 times as often") {
			t.Fatalf("explained by %q", got)
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
	if late := timer.late(jst(9, 6, 0)); late != 0 {
		t.Errorf("late by %s before anything is planned", late)
	}
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
		timer.plan.quiet = timetable.Hours{To: 24 * time.Hour}
		s := Scheduler{Clock: clock, Log: slog.Default()}
		s.visit(t.Context(), sources.Source{ID: "naha"}, timer)
		if (clock.asleep > 0) != c.spread || clock.asleep > catchUp {
			t.Errorf("late by %s, it waited %s", c.late, clock.asleep)
		}
	}
}

// address is an address that was visited at an instant.
func address(state sources.State, last time.Time, rhythm float64) sources.AddressHealth {
	return sources.AddressHealth{State: state, LastRun: last, Rhythm: rhythm, Office: 1, Failures: map[bool]int{true: 5}[state == sources.Failing]}
}

// TestADeadPageDoesNotSlowDownItsSource: state, rest and pace belong to each address.
func TestADeadPageDoesNotSlowDownItsSource(t *testing.T) {
	p := planOf(t, "naha", hourly)
	last := p.tick(jst(9, 10, 0))
	h := sources.Health{State: sources.Failing, LastRun: last, Failures: 5, Addresses: map[string]sources.AddressHealth{
		"dead": address(sources.Failing, last, 0), "daily": address(sources.OK, last, 24), "hourly": address(sources.OK, last, 7),
	}}
	if next := p.Next(last, h); next.Sub(last) > time.Hour {
		t.Errorf("the source is visited next after %s", next.Sub(last))
	}
	for after, want := range map[time.Duration]string{
		30 * time.Second: "[]", time.Hour + time.Minute: "[hourly]", 3*time.Hour + time.Minute: "[daily hourly]", 20*time.Hour - time.Minute: "[daily hourly]", 21*time.Hour + time.Minute: "[daily hourly dead]",
	} {
		due := p.Due([]string{"daily", "hourly", "dead"}, h, last.Add(after))
		if got := fmt.Sprint(due); got != want {
			t.Errorf("%s later %s are due, want %s", after, got, want)
		}
	}
	if due := p.Due([]string{"new"}, h, last); len(due) != 1 {
		t.Error("an address that was never asked for is not due")
	}
	delete(h.Addresses, "hourly")
	if next := p.Next(last, h); next.Sub(last) < 2*time.Hour {
		t.Errorf("without the hourly page the source is visited after %s", next.Sub(last))
	}
}

func TestAHostThatAsksForAPauseGetsIt(t *testing.T) {
	p, last := planOf(t, "naha", hourly), jst(9, 10, 30)
	a := address(sources.OK, last, 1)
	if next := p.nextOf(last, a); next.Sub(last) != leastStep {
		t.Fatalf("a busy page is visited after %s", next.Sub(last))
	}
	a.NotBefore = last.Add(5 * time.Hour)
	if next := p.nextOf(last, a); next.Before(a.NotBefore) || next.Sub(a.NotBefore) > time.Hour {
		t.Errorf("a page that is to be left alone for 5 hours is visited after %s", next.Sub(last))
	}
	if p.IsDue(a, a.NotBefore.Add(-2*time.Minute)) {
		t.Error("it is due before its pause ends")
	}
	a.LastRun = time.Time{}
	if p.IsDue(a, last) || !p.IsDue(a, a.NotBefore) {
		t.Error("a page that was never read is asked for during its pause, or not after it")
	}
	if next := p.nextOf(last, a); !p.IsDue(a, next) || next.Sub(a.NotBefore) > time.Hour {
		t.Errorf("a page that was never read is planned after %s, when it is not due", next.Sub(last))
	}
	if next := p.nextOf(last, sources.AddressHealth{}); !next.Equal(p.tick(last)) {
		t.Errorf("a page of which nothing is known is planned after %s", next.Sub(last))
	}
}

// TestNoVisitIsPlannedInQuietHours: what is due then moves to their end, spread.
func TestNoVisitIsPlannedInQuietHours(t *testing.T) {
	quiet := timetable.Hours{From: 22 * time.Hour, To: 6 * time.Hour}
	ends := map[time.Time]bool{}
	for _, id := range []string{"a", "naha", "tokyo-minato", "kyoto"} {
		p, err := PlanOf(sources.Source{ID: id, Schedule: "30 23 * * *"}, "", quiet)
		if err != nil {
			t.Fatal(err)
		}
		last := jst(9, 23, 0)
		for _, h := range []sources.Health{{}, {LastRun: last, State: sources.OK}, {LastRun: last, State: sources.OK, Rhythm: 3, Office: 1}} {
			next := p.Next(last, h)
			if quiet.Contains(next) || next.Before(jst(10, 6, 0)) || next.After(jst(10, 6, 10)) {
				t.Errorf("%s: planned at %s", id, next.In(jdate.JST))
			}
			ends[next] = true
		}
		if first := p.First(jst(9, 2, 0), sources.Health{}); quiet.Contains(first) || first.After(jst(9, 6, 10)) {
			t.Errorf("%s: first visit at %s", id, first.In(jdate.JST))
		}
		if first := p.First(jst(9, 12, 0), sources.Health{}); first.Before(jst(9, 12, 0)) || first.After(jst(9, 12, 10)) {
			t.Errorf("%s: first visit at noon at %s", id, first.In(jdate.JST))
		}
	}
	if len(ends) < 3 {
		t.Error("the moved visits are not spread")
	}
}

func TestBoundsOfRestAndSpeedup(t *testing.T) {
	for name, c := range map[string]struct {
		address sources.AddressHealth
		rest    time.Duration
		speedup int
	}{
		"new":                   {sources.AddressHealth{State: sources.OK}, 0, 1},
		"failed once":           {sources.AddressHealth{State: sources.Failing, Failures: 1, Rhythm: 1, Office: 1}, time.Hour - time.Minute, 1},
		"failed twice":          {sources.AddressHealth{State: sources.Suspect, Failures: 2}, 2*time.Hour - time.Minute, 1},
		"failed five times":     {sources.AddressHealth{State: sources.Blocked, Failures: 5}, 16*time.Hour - time.Minute, 1},
		"failed for ever":       {sources.AddressHealth{State: sources.Failing, Failures: 1 << 40}, 24*time.Hour - time.Minute, 1},
		"no failure counted":    {sources.AddressHealth{State: sources.Failing}, time.Hour - time.Minute, 1},
		"busy":                  {sources.AddressHealth{State: sources.OK, Rhythm: 1.99, Office: .5}, 14*time.Minute + 55500*time.Millisecond - time.Minute, 4},
		"lively":                {sources.AddressHealth{State: sources.OK, Rhythm: 2, Office: .5}, 14 * time.Minute, 2},
		"not so lively":         {sources.AddressHealth{State: sources.OK, Rhythm: 4, Office: 1}, 29 * time.Minute, 1},
		"lively, but at night":  {sources.AddressHealth{State: sources.OK, Rhythm: 2, Office: .49}, 14 * time.Minute, 1},
		"lively, but stale":     {sources.AddressHealth{State: sources.Stale, Rhythm: 2, Office: 1}, 14 * time.Minute, 1},
		"once a month":          {sources.AddressHealth{State: sources.OK, Rhythm: 720}, 24*time.Hour - time.Minute, 1},
		"a rest of a day, just": {sources.AddressHealth{State: sources.OK, Rhythm: 191}, 23*time.Hour + 52*time.Minute + 30*time.Second - time.Minute, 1},
	} {
		if got := Rest(c.address); got != c.rest {
			t.Errorf("%s: rest %s, want %s", name, got, c.rest)
		}
		if got := Speedup(c.address); got != c.speedup {
			t.Errorf("%s: speedup %d, want %d", name, got, c.speedup)
		}
	}
}

func TestOfficeHours(t *testing.T) {
	for at, want := range map[time.Time]bool{
		jst(9, 8, 29): false, jst(9, 8, 30): true, jst(9, 17, 59): true, jst(9, 18, 0): false,
		jst(13, 10, 0): true, jst(14, 10, 0): false, jst(15, 10, 0): false, jst(16, 10, 0): true,
	} {
		if got := InOffice(at.UTC()); got != want {
			t.Errorf("%s: %v", at, got)
		}
	}
}

// TestAVisitNotedInTheFutureHoldsNothingUp: the clock was ahead then.
func TestAVisitNotedInTheFutureHoldsNothingUp(t *testing.T) {
	p, now := planOf(t, "naha", hourly), jst(9, 10, 0)
	a := address(sources.OK, now.AddDate(0, 1, 0), 2000)
	if next := p.nextOf(now, a); next.IsZero() || next.Sub(now) > 48*time.Hour {
		t.Errorf("the next visit is planned at %s", next)
	}
}

// TestExtraVisitsKeepTheirDistanceFromTheTicks: half a step at least.
func TestExtraVisitsKeepTheirDistanceFromTheTicks(t *testing.T) {
	for _, id := range []string{"a", "naha", "tokyo-minato", "kyoto", "b"} {
		p := planOf(t, id, "0 * * * *")
		h := sources.Health{State: sources.OK, Rhythm: 1, Office: 1}
		for minute := range 60 { // wherever in the hour a visit falls
			at := jst(9, 10, minute)
			h.LastRun = at
			next := p.Next(at, h)
			if tick := p.tick(at); next.Before(tick) && tick.Sub(next) < leastStep/2 {
				t.Errorf("%s: a visit %s before the tick", id, tick.Sub(next))
			}
		}
	}
}

// TestAVisitIsOneOfTheAddressesThatAreDue: the others' rest goes on.
func TestAVisitIsOneOfTheAddressesThatAreDue(t *testing.T) {
	p := planOf(t, "naha", hourly)
	last := p.tick(jst(9, 8, 0))
	tm := &timer{plan: p, health: sources.Health{LastRun: last, Addresses: map[string]sources.AddressHealth{
		"feed": address(sources.OK, last, 7), "dead": address(sources.Failing, last, 0),
	}}}
	now := last.Add(time.Hour)
	after := tm.visitedAt(now)
	if !after.Addresses["feed"].LastRun.Equal(now) || !after.Addresses["dead"].LastRun.Equal(last) {
		t.Errorf("%+v", after.Addresses)
	}
	if !tm.health.Addresses["feed"].LastRun.Equal(last) {
		t.Error("looking ahead changed what is known")
	}
}
