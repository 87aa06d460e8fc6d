package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"koubo/sources"
)

func TestHTTPAndHTTPSAreOneHost(t *testing.T) {
	gates := newGates(SystemClock{}, 0, 0)
	for address, want := range map[string]string{
		"http://www.city.example.jp/":         "www.city.example.jp",
		"https://WWW.city.example.jp./x":      "www.city.example.jp",
		"http://www.city.example.jp:80/":      "www.city.example.jp",
		"https://www.city.example.jp:443/":    "www.city.example.jp",
		"http://www.city.example.jp:443/":     "www.city.example.jp:443",
		"https://www.city.example.jp:8443/":   "www.city.example.jp:8443",
		"https://[2001:db8::1]:8443/":         "[2001:db8::1]:8443",
		"https://koukoku.city.example.jp/":    "koukoku.city.example.jp",
		"https://www.city.example.jp:8443/a/": "www.city.example.jp:8443",
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := gates.of(u).host; got != want {
			t.Errorf("%s is the host %s, want %s", address, got, want)
		}
	}
}

// stopped is a clock that moves only when somebody sleeps.
type stopped struct {
	now   time.Time
	slept time.Duration // of the latest sleep
}

func (s *stopped) Now() time.Time { return s.now }

func (s *stopped) Sleep(ctx context.Context, d time.Duration) error {
	s.slept = d
	s.now = s.now.Add(max(d, 0))
	return ctx.Err()
}

func newStopped() *stopped { return &stopped{now: time.Date(2026, 11, 25, 1, 0, 0, 0, time.UTC)} }

// testGate is the gate of a host under a stopped clock, without jitter.
func testGate(gap time.Duration, budget int) (*gate, *stopped) {
	clock := newStopped()
	all := newGates(clock, gap, budget)
	all.jitter = func() float64 { return 0 }
	return all.of(&url.URL{Scheme: "https", Host: "www.city.example.jp"}), clock
}

// pass lets one request through the gate and returns how long it had to wait.
func pass(t *testing.T, g *gate, clock *stopped, retry time.Duration, trouble bool) time.Duration {
	t.Helper()
	clock.slept = 0
	if err := g.enter(t.Context(), clock.Sleep); err != nil {
		t.Fatal(err)
	}
	waited := clock.slept
	g.leave(retry, trouble)
	return waited
}

func TestTheGapRunsFromTheEndOfAnAnswer(t *testing.T) {
	g, clock := testGate(time.Second, 0)
	if waited := pass(t, g, clock, 0, false); waited != 0 {
		t.Errorf("the first request waited %s", waited)
	}
	clock.now = clock.now.Add(300 * time.Millisecond)
	if waited := pass(t, g, clock, 0, false); waited != 700*time.Millisecond {
		t.Errorf("the second request waited %s", waited)
	}
	g.widen(3 * time.Second)
	if waited := pass(t, g, clock, 0, false); waited != 3*time.Second {
		t.Errorf("with the source's gap it waited %s", waited)
	}
	g.widen(2 * time.Second)
	if waited := pass(t, g, clock, 0, false); waited != 3*time.Second {
		t.Errorf("with another source's shorter gap it waited %s", waited)
	}
}

func TestARetryAfterIsRestedAtLeast(t *testing.T) {
	for _, retry := range []time.Duration{1500 * time.Millisecond, 7500 * time.Millisecond, maxPause} {
		g, clock := testGate(time.Second, 0)
		pass(t, g, clock, retry, true)
		if waited := pass(t, g, clock, 0, false); waited < retry || waited > retry+time.Second {
			t.Errorf("after Retry-After %s it waited %s", retry, waited)
		}
	}
	g, clock := testGate(time.Second, 0)
	pass(t, g, clock, maxPause+time.Second, true)
	var later Later
	if err := g.enter(t.Context(), clock.Sleep); !errors.As(err, &later) || !later.Until.Equal(clock.now.Add(maxPause+time.Second)) {
		t.Errorf("a longer Retry-After: %v", err)
	}
	clock.now = clock.now.Add(2 * time.Second)
	if waited := pass(t, g, clock, 0, false); waited != maxPause-time.Second {
		t.Errorf("then it waited %s", waited)
	}
	pass(t, g, clock, 48*time.Hour, true)
	if until := g.note.NotBefore.Sub(clock.now); until != longestRest {
		t.Errorf("a Retry-After of two days is taken for %s", until)
	}
}

func TestTroubleDoublesTheRestUpToABound(t *testing.T) {
	g, clock := testGate(0, 0)
	if pass(t, g, clock, 0, true); g.isTroubled() {
		t.Error("a host that failed once is taken for one in trouble")
	}
	for _, want := range []time.Duration{firstBackoff / 2, firstBackoff, 2 * firstBackoff, maxBackoff / 2, maxBackoff / 2} {
		if waited := pass(t, g, clock, 0, true); waited != want {
			t.Errorf("waited %s, want %s", waited, want)
		}
	}
	if !g.isTroubled() {
		t.Error("a host that failed many times is not taken for one in trouble")
	}
	pass(t, g, clock, 0, false)
	if waited := pass(t, g, clock, 0, false); waited != 0 || g.isTroubled() {
		t.Errorf("after a good answer it waited %s", waited)
	}
}

func TestTheBudgetIsOfADayInJapan(t *testing.T) {
	g, clock := testGate(0, 3)
	for range 3 {
		pass(t, g, clock, 0, false)
	}
	var later Later
	if err := g.enter(t.Context(), clock.Sleep); !errors.As(err, &later) || !later.Until.IsZero() {
		t.Errorf("a fourth request: %v", err)
	}
	clock.now = time.Date(2026, 11, 25, 14, 59, 59, 0, time.UTC)
	if err := g.enter(t.Context(), clock.Sleep); !errors.As(err, &later) {
		t.Errorf("before midnight in Japan: %v", err)
	}
	clock.now = clock.now.Add(time.Second)
	pass(t, g, clock, 0, false)
}

func TestWhoIsCancelledWhileWaitingLeavesTheGateOpen(t *testing.T) {
	g, clock := testGate(time.Second, 0)
	pass(t, g, clock, 0, false)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := g.enter(ctx, clock.Sleep); err == nil {
		t.Fatal("a cancelled request entered")
	}
	pass(t, g, clock, 0, false)
}

func TestWhatIsRememberedOfAHostComesBack(t *testing.T) {
	g, clock := testGate(time.Second, 5)
	until := clock.now.Add(10 * time.Second)
	note := sources.HostNote{NotBefore: until, Day: "2026-11-25", Requests: 4}
	read := func(host string) (sources.HostNote, error) { return note, nil }
	if err := g.load(read); err != nil {
		t.Fatal(err)
	}
	if waited := pass(t, g, clock, 0, false); waited != 10*time.Second {
		t.Errorf("waited %s", waited)
	}
	if err := g.load(read); err != nil || g.note.Requests != 5 {
		t.Errorf("read again: %v, %d requests", err, g.note.Requests)
	}
	if note, changed := g.snapshot(); !changed || note.Requests != 5 {
		t.Errorf("snapshot: %+v, changed %v", note, changed)
	}
	if _, changed := g.snapshot(); changed {
		t.Error("a second snapshot says that something changed")
	}
}

func TestRetryAfterIsReadAsServersWriteIt(t *testing.T) {
	now := time.Date(2026, 11, 25, 1, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"120": 2 * time.Minute, "7.5": 7500 * time.Millisecond, "6 s": 6 * time.Second, "10sec": 10 * time.Second, " 3 ": 3 * time.Second,
		"0.0001": time.Millisecond, "0": 0, "": 0, "soon": 0, "-5": 0, "1e9": 0, "99999999999999999999": longestRest,
		"Wed, 25 Nov 2026 01:00:30 GMT": 30 * time.Second, "Wed, 25 Nov 2026 00:00:00 GMT": 0,
	} {
		h := http.Header{"Retry-After": {value}}
		for _, status := range []int{429, 503, 403} {
			if got := retryAfter(status, h, now); got != want {
				t.Errorf("%d with Retry-After %q: %s, want %s", status, value, got, want)
			}
		}
		if got := retryAfter(399, h, now); got != 0 {
			t.Errorf("a redirect with Retry-After %q: %s", value, got)
		}
	}
}

// TestAClockThatWasAheadHoldsNoHostUp: a rest that ends later than any that could have been asked for was noted wrongly.
func TestAClockThatWasAheadHoldsNoHostUp(t *testing.T) {
	g, clock := testGate(time.Second, 0)
	g.note.NotBefore = clock.now.Add(longestRest + time.Second)
	if waited := pass(t, g, clock, 0, false); waited != 0 {
		t.Errorf("waited %s", waited)
	}
}

// TestAHostOfWhichNothingCanBeReadIsNotVisited: what is known of it may forbid a request.
func TestAHostOfWhichNothingCanBeReadIsNotVisited(t *testing.T) {
	g, _ := testGate(time.Second, 0)
	damaged := errors.New("the data file is damaged")
	if err := g.load(func(string) (sources.HostNote, error) { return sources.HostNote{Backoffs: 9}, damaged }); !errors.Is(err, damaged) || !strings.Contains(err.Error(), "www.city.example.jp") {
		t.Errorf("%v", err)
	}
	reads := 0
	for range 2 {
		if err := g.load(func(string) (sources.HostNote, error) { reads++; return sources.HostNote{Backoffs: 2}, nil }); err != nil {
			t.Error(err)
		}
	}
	if reads != 1 || g.note.Backoffs != 2 {
		t.Errorf("read %d times, %d backoffs", reads, g.note.Backoffs)
	}
}

// TestWhoAsksForAPauseIsVisitedMoreSlowly: by twice the gap, half a second at least and five at most.
func TestWhoAsksForAPauseIsVisitedMoreSlowly(t *testing.T) {
	for gap, want := range map[time.Duration]time.Duration{10 * time.Millisecond: time.Second / 2, time.Second: 2 * time.Second, time.Minute: 5 * time.Second} {
		g, clock := testGate(gap, 0)
		if pass(t, g, clock, time.Second, false); g.penalty != want {
			t.Errorf("gap %s: penalty %s, want %s", gap, g.penalty, want)
		}
	}
}
