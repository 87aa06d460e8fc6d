package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"koubo/crawler/archive"
	"koubo/crawler/robots"
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

// TestRetryAfterIsMeasuredByTheServersClock, where it tells it: one that goes nine hours ahead means the same seconds.
func TestRetryAfterIsMeasuredByTheServersClock(t *testing.T) {
	now := time.Date(2026, 11, 25, 1, 0, 0, 0, time.UTC)
	for date, want := range map[string]time.Duration{
		"Wed, 25 Nov 2026 10:00:00 GMT": 30 * time.Second, "Wed, 25 Nov 2026 10:00:30 GMT": 0, "Wed, 25 Nov 2026 11:00:00 GMT": 0, "yesterday": 9*time.Hour + 30*time.Second,
	} {
		h := http.Header{"Date": {date}, "Retry-After": {"Wed, 25 Nov 2026 10:00:30 GMT"}}
		if got := retryAfter(503, h, now); got != want {
			t.Errorf("by a clock that says %q: %s, want %s", date, got, want)
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

// TestARestBeginsAndEndsAtItsInstants: exactly as long as a visit waits it waits, beyond that it is told, and beyond what could have been
// asked for nothing was.
func TestARestBeginsAndEndsAtItsInstants(t *testing.T) {
	for rest, c := range map[time.Duration]struct {
		waits time.Duration
		later bool
	}{
		-time.Second: {0, false}, 0: {0, false}, time.Second: {time.Second, false}, 45 * time.Second: {45 * time.Second, false}, 45*time.Second + 1: {0, true},
		24 * time.Hour: {0, true}, 24*time.Hour + 1: {0, false},
	} {
		g, clock := testGate(0, 0)
		g.note.NotBefore = clock.now.Add(rest)
		if resting := rest > 0; g.isResting() != resting {
			t.Errorf("%s before its end, a host rests: %v", rest, g.isResting())
		}
		wait, err := g.wait()
		if wait != c.waits || (ReasonOf(err) == ReasonLater) != c.later || g.changed != !c.later || g.note.Requests != map[bool]int{false: 1}[c.later] {
			t.Errorf("%s before the end of a rest: waits %s, %v, %d requests", rest, wait, err, g.note.Requests)
		}
	}
	g, clock := testGate(10*time.Second, 0) // the longer of gap and rest counts
	pass(t, g, clock, 3*time.Second, false)
	if wait, err := g.wait(); wait != 10*time.Second || err != nil {
		t.Errorf("waits %s, %v", wait, err)
	}
	clock.now = clock.now.Add(time.Minute)
	if wait, err := g.wait(); wait != 0 || err != nil {
		t.Errorf("after a minute it waits %s, %v", wait, err)
	}
}

// TestANewDayBeginsAnew: its requests, and the gap that a host asked for on the day before.
func TestANewDayBeginsAnew(t *testing.T) {
	g, clock := testGate(time.Second, 2)
	pass(t, g, clock, 100*time.Millisecond, false)
	if g.currentGap() != 2*time.Second || g.note.Day != "2026-11-25" {
		t.Errorf("gap %s on %s", g.currentGap(), g.note.Day)
	}
	clock.now = time.Date(2026, 11, 25, 15, 0, 0, 0, time.UTC)
	if pass(t, g, clock, 0, false); g.currentGap() != time.Second || g.note.Day != "2026-11-26" || g.note.Requests != 1 {
		t.Errorf("gap %s on %s after %d requests", g.currentGap(), g.note.Day, g.note.Requests)
	}
	g.all.set(time.Second, 0)
	for range 9 { // no budget
		pass(t, g, clock, 0, false)
	}
}

// TestWhatIsAskedForCountsMoreThanTrouble: a Retry-After is no backoff, and no backoff is longer than its bound however often a host failed.
func TestWhatIsAskedForCountsMoreThanTrouble(t *testing.T) {
	g, clock := testGate(0, 0)
	if pass(t, g, clock, time.Second, true); g.note.Backoffs != 0 || !g.note.NotBefore.Equal(clock.now.Add(time.Second)) {
		t.Errorf("%+v", g.note)
	}
	for backoffs, want := range map[int]time.Duration{0: time.Second, 1: 2 * time.Second, 2: 4 * time.Second, 3: 8 * time.Second, 4: 8 * time.Second, 80: 8 * time.Second} {
		for _, jitter := range []float64{0, 0.5, 0.999} {
			g, clock := testGate(0, 0)
			g.all.jitter = func() float64 { return jitter }
			g.note.Backoffs = backoffs
			pass(t, g, clock, 0, true)
			if rest := g.note.NotBefore.Sub(clock.now); rest != want/2+time.Duration(jitter*float64(want)) || g.note.Backoffs != backoffs+1 {
				t.Errorf("after %d failures it rests %s, want around %s", backoffs, rest, want)
			}
		}
	}
	for backoffs, want := range map[int]bool{0: false, 1: false, 2: true} {
		g.note.Backoffs = backoffs
		if g.isTroubled() != want {
			t.Errorf("after %d failures in trouble: %v", backoffs, !want)
		}
	}
}

// TestAHostIsAskedByOneAtATime, and who does not get in holds nobody up.
func TestAHostIsAskedByOneAtATime(t *testing.T) {
	g, clock := testGate(0, 1)
	if err := g.enter(t.Context(), clock.Sleep); err != nil {
		t.Fatal(err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if err := g.enter(ended, clock.Sleep); !errors.Is(err, context.Canceled) {
		t.Errorf("a second request entered: %v", err)
	}
	g.changed = false
	g.leave(0, false)
	if !g.changed {
		t.Error("an answer is not remembered")
	}
	for range 2 { // the budget is spent; the gate stays open
		if err := g.enter(t.Context(), clock.Sleep); ReasonOf(err) != ReasonLater {
			t.Errorf("a third request: %v", err)
		}
	}
	if len(g.turn) != 0 {
		t.Error("who was turned away holds the gate")
	}
}

// remembers are hosts of which something is remembered.
type remembers sources.HostNote

func (r remembers) Host(string) (sources.HostNote, error) { return sources.HostNote(r), nil }

// TestARobotsFileIsGoodForADay: one that is older, or from a day that has not come, is asked for again; one that cannot be read then
// forbids all.
func TestARobotsFileIsGoodForADay(t *testing.T) {
	const day = 24 * time.Hour
	for age, asked := range map[time.Duration]bool{-time.Second: true, 0: false, time.Hour: false, day - 1: false, day: true, 9 * day: true} {
		for _, status := range []int{200, 503} {
			s := newSite(t, map[string]http.HandlerFunc{
				"/robots.txt": func(w http.ResponseWriter, _ *http.Request) {
					w.WriteHeader(status)
					fmt.Fprint(w, "User-agent: *\nDisallow: /new/\n")
				},
			})
			clock := newStopped()
			n := testNetwork("koubo/1", clock)
			n.opt.Hosts = remembers{Origins: map[string]sources.RobotsNote{"http": {Body: []byte("User-agent: *\nDisallow: /old/\n"), Status: 200, Fetched: clock.now.Add(-age)}}}
			c := n.Client(ClientOptions{Once: true})
			_, old := c.Get(t.Context(), Request{URL: s.URL + "/old/x"})
			_, fresh := c.Get(t.Context(), Request{URL: s.URL + "/new/x"})
			got := fmt.Sprint(s.asked[0] == "/robots.txt", ReasonOf(old) == ReasonRobots, ReasonOf(fresh) == ReasonRobots)
			want := map[bool]string{false: "false true false", true: fmt.Sprint(true, status == 503, true)}[asked]
			if got != want {
				t.Errorf("a copy %s old, and %d: asked, old forbidden, new forbidden: %s, want %s", age, status, got, want)
			}
			c.Close()
		}
	}
}

// TestWhatIsRememberedIsReadForEachProduct: a copy that was fetched under another name says to the new one what it says to that.
func TestWhatIsRememberedIsReadForEachProduct(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/robots.txt": func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "User-agent: koubo\nDisallow: /\n\nUser-agent: other\nDisallow: /other/\n")
	}})
	first := testNetwork("koubo/1", newStopped())
	second := first.With(Options{UserAgent: "other/1", Timeout: time.Second, MaxBody: 1 << 20, Clock: first.clock, Hosts: noHosts{}, Transport: first.opt.Transport})
	for _, c := range []struct {
		network *Network
		path    string
		want    Reason
	}{{first, "/x", ReasonRobots}, {second, "/x", ReasonNone}, {second, "/other/x", ReasonRobots}, {first, "/other/x", ReasonRobots}} {
		client := c.network.Client(ClientOptions{Once: true})
		if _, err := client.Get(t.Context(), Request{URL: s.URL + c.path}); ReasonOf(err) != c.want {
			t.Errorf("%s as %s: %v", c.path, c.network.product, err)
		}
		client.Close()
	}
	if n := strings.Count(fmt.Sprint(s.asked), "robots.txt"); n != 1 {
		t.Errorf("robots.txt was asked for %d times", n)
	}
}

// TestRobotsOfBothSchemesAreApart: what the one forbids the other may allow, and the longer delay is kept.
func TestRobotsOfBothSchemesAreApart(t *testing.T) {
	g, _ := testGate(time.Second, 0)
	rules := func(delay string) *robots.Rules {
		return robots.Parse([]byte("User-agent: *\nCrawl-delay: "+delay), "koubo")
	}
	g.changed = false
	if got := g.keepRobots("koubo", "http", sources.RobotsNote{Status: 200}, rules("7")); got.Delay != 7*time.Second || g.currentGap() != 7*time.Second || !g.changed {
		t.Errorf("delay %s, gap %s, to be stored %v", got.Delay, g.currentGap(), g.changed)
	}
	if g.keepRobots("koubo", "https", sources.RobotsNote{Status: 404}, rules("3")); g.currentGap() != 7*time.Second {
		t.Errorf("with a shorter delay of the other scheme: %s", g.currentGap())
	}
	if g.keepRobots("koubo", "http", sources.RobotsNote{Status: 200}, rules("0")); g.currentGap() != 3*time.Second {
		t.Errorf("once the longer one is given up: %s", g.currentGap())
	}
	if g.keepRobots("koubo", "http", sources.RobotsNote{Status: 200}, rules("600")); g.currentGap() != 30*time.Second {
		t.Errorf("a delay of ten minutes: %s", g.currentGap())
	}
	if r, note := g.robotsOf("koubo", "https"); r == nil || note.Status != 404 {
		t.Errorf("https: %v %d", r, note.Status)
	}
	if r, note := g.robotsOf("other", "https"); r != nil || note.Status != 404 {
		t.Errorf("https for another product: %v %d", r, note.Status)
	}
	stored, _ := g.snapshot()
	g.keepRobots("koubo", "ftp", sources.RobotsNote{}, rules("0"))
	if len(stored.Origins) != 2 || len(g.origins) != 3 {
		t.Errorf("what is stored changes while it is: %v", stored.Origins)
	}
}

// TestAnArchiveWithoutARobotsFileForbidsNothing: it was made where none was asked for.
func TestAnArchiveWithoutARobotsFileForbidsNothing(t *testing.T) {
	n := NewNetwork(Options{UserAgent: "koubo/1", Timeout: time.Second, MaxBody: 1 << 20, Clock: newStopped(), Hosts: noHosts{}, Transport: emptyArchive{}})
	c := n.Client(ClientOptions{})
	defer c.Close()
	if _, err := c.Get(t.Context(), Request{URL: "http://a.jp/x"}); ReasonOf(err) != ReasonArchive || !strings.Contains(err.Error(), "archive") {
		t.Error(err)
	}
	if notes := c.HostNotes(); notes["a.jp"].Origins["http"].Status != http.StatusNotFound {
		t.Errorf("%+v", notes)
	}
}

type emptyArchive struct{}

func (emptyArchive) RoundTrip(req *http.Request) (*http.Response, error) {
	return nil, archive.Missing{URL: req.URL.String()}
}

// TestALongRobotsFileIsRememberedUpToItsLimit, whatever the buffer that it was read into.
func TestALongRobotsFileIsRememberedUpToItsLimit(t *testing.T) {
	for _, size := range []int{40, robots.Limit, robots.Limit + 2} {
		body := append([]byte("User-agent: *\nDisallow: /x\n#"), bytes.Repeat([]byte("x\n"), (size-28)/2)...)
		s := newSite(t, map[string]http.HandlerFunc{"/robots.txt": func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(body) }})
		c := testNetwork("koubo/1", newStopped()).Client(ClientOptions{})
		u, err := url.Parse(s.URL)
		if err != nil {
			t.Fatal(err)
		}
		got, status, err := c.fetchRobots(t.Context(), u)
		if want := robots.Head(body); err != nil || status != 200 || !bytes.Equal(got, want) {
			t.Errorf("of %d bytes %d are remembered, %d, %v", size, len(got), status, err)
		}
		if _, err := c.Get(t.Context(), Request{URL: s.URL + "/x"}); ReasonOf(err) != ReasonRobots {
			t.Errorf("%d bytes: %v", size, err)
		}
		if len(got) < min(size, robots.Limit)-2 || got[0] != 'U' {
			t.Error("what is remembered is lost with the next answer")
		}
		c.Close()
	}
}

// TestARobotsFileMayStandOnAnotherSite (RFC 9309 §2.3.1.2), and no page may.
func TestARobotsFileMayStandOnAnotherSite(t *testing.T) {
	other := newSite(t, map[string]http.HandlerFunc{"/robots": func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "User-agent: *\nDisallow: /x\n")
	}})
	elsewhere := strings.Replace(other.URL, "127.0.0.1", "localhost", 1)
	s := newSite(t, map[string]http.HandlerFunc{
		"/robots.txt": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, elsewhere+"/robots", http.StatusFound)
		},
		"/y": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, elsewhere+"/robots", http.StatusFound)
		},
	})
	for path, want := range map[string]Reason{"/x": ReasonRobots, "/y": ReasonRedirect, "/z": ReasonNone} {
		if _, err := get(t, s, path, sources.Validator{}); ReasonOf(err) != want {
			t.Errorf("%s: %v", path, err)
		}
	}
}
