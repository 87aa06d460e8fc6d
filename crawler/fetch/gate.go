package fetch

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	"koubo/crawler/robots"
	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/sources"
)

const (
	maxCrawlDelay = 30 * time.Second // longer Crawl-delays are honoured up to here
	maxPause      = 45 * time.Second // a visit waits this long for a Retry-After or backoff; beyond, it gives up for now
	longestRest   = 24 * time.Hour   // of any Retry-After
	firstBackoff  = time.Second
	maxBackoff    = 8 * time.Second // below maxPause: a host in trouble is waited for; the schedule does the rest
)

// gates hold one gate a host.
type gates struct {
	clock  Clock
	gap    atomic.Int64   // a time.Duration
	budget atomic.Int64   // requests a host and day; 0 for no limit
	jitter func() float64 // in [0,1)

	mu   sync.Mutex
	open map[string]*gate
}

// newGates returns gates with the given minimum gap and daily budget.
func newGates(clock Clock, gap time.Duration, budget int) *gates {
	g := &gates{clock: clock, jitter: rand.Float64, open: map[string]*gate{}}
	g.set(gap, budget)
	return g
}

// set changes gap and budget from the next request on.
func (g *gates) set(gap time.Duration, budget int) {
	g.gap.Store(int64(gap))
	g.budget.Store(int64(budget))
}

// gate lets one request at a time through to one host. The gap runs from the end of an answer to the next request, so that
// a slow server is never asked again while it catches its breath.
type gate struct {
	all  *gates
	host string
	turn chan struct{} // holds a token while a request is under way

	mu      sync.Mutex
	own     time.Duration    // gap that the host's sources ask for
	penalty time.Duration    // gap for the rest of a day on which the host found us too fast
	last    time.Time        // end of the latest answer
	note    sources.HostNote // without its Origins
	origins origins
	loaded  bool
	changed bool
}

// Later is the error of a host that must not be asked now.
type Later struct {
	Host  string
	Until time.Time // zero where the day's budget is spent
}

func (e Later) Error() string {
	if e.Until.IsZero() {
		return fmt.Sprintf("the day's request budget for %s is spent; the rest follows tomorrow (crawl.daily_budget)", e.Host)
	}
	return fmt.Sprintf("%s asked to be left alone until %s; the rest follows then", e.Host, e.Until.In(jdate.JST).Format("2006-01-02 15:04:05"))
}

// of returns the gate of an address's host: http and https are one server, one gate.
func (g *gates) of(u *url.URL) *gate {
	host := opportunity.CanonicalHost(u)
	g.mu.Lock()
	defer g.mu.Unlock()
	one := g.open[host]
	if one == nil {
		one = &gate{all: g, host: host, turn: make(chan struct{}, 1)}
		g.open[host] = one
	}
	return one
}

// enter waits for the host's turn, with sleep for the gap. Every nil return must be followed by one leave.
func (g *gate) enter(ctx context.Context, sleep func(context.Context, time.Duration) error) error {
	select {
	case g.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	wait, err := g.wait()
	if err == nil {
		err = sleep(ctx, wait)
	}
	if err != nil {
		<-g.turn
		return err
	}
	return nil
}

// wait books a request and returns how long it has to wait.
func (g *gate) wait() (time.Duration, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.all.clock.Now()
	if today := string(jdate.DateOf(now)); g.note.Day != today {
		g.note.Day, g.note.Requests, g.penalty = today, 0, 0
	}
	if budget := int(g.all.budget.Load()); budget > 0 && g.note.Requests >= budget {
		return 0, Later{Host: g.host}
	}
	wait := time.Duration(0)
	if !g.last.IsZero() {
		wait = g.gap() - now.Sub(g.last)
	}
	pause := g.note.NotBefore.Sub(now)
	if pause > longestRest {
		pause = 0 // the clock was set back since
	}
	if pause > maxPause {
		return 0, Later{g.host, g.note.NotBefore}
	}
	g.note.Requests++
	g.changed = true
	return max(wait, pause, 0), nil
}

// leave ends a turn. retry is a Retry-After, 0 for none; trouble says that the host could not answer properly, after which
// each further trouble doubles its rest.
func (g *gate) leave(retry time.Duration, trouble bool) {
	g.mu.Lock()
	now := g.all.clock.Now()
	g.last = now
	switch {
	case retry > 0:
		g.note.NotBefore = now.Add(min(retry, longestRest))
		g.penalty = max(g.penalty, min(2*g.gap(), 5*time.Second), time.Second/2)
	case trouble:
		rest := min(firstBackoff<<min(g.note.Backoffs, 15), maxBackoff)
		g.note.Backoffs++
		g.note.NotBefore = now.Add(rest/2 + time.Duration(g.all.jitter()*float64(rest)))
	default:
		g.note.Backoffs = 0
	}
	g.changed = true
	g.mu.Unlock()
	<-g.turn
}

// widen widens the gap for a source that asks for more than the root's.
func (g *gate) widen(gap time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.own = max(g.own, gap)
}

// gap is how long the host is left alone after an answer. The caller holds mu.
func (g *gate) gap() time.Duration {
	return max(time.Duration(g.all.gap.Load()), g.own, g.penalty, g.origins.delay())
}

// currentGap is gap for callers that do not hold mu.
func (g *gate) currentGap() time.Duration {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.gap()
}

// isTroubled reports whether the host failed more than once in a row.
func (g *gate) isTroubled() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.note.Backoffs > 1
}

// isResting reports whether the host is to be left alone at the moment.
func (g *gate) isResting() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.note.NotBefore.After(g.all.clock.Now())
}

// load fills the gate with what was remembered of the host, the first time it is used.
func (g *gate) load(read func(host string) (sources.HostNote, error)) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.loaded {
		return nil
	}
	note, err := read(g.host)
	if err != nil {
		return fmt.Errorf("what is known of %s cannot be read: %w", g.host, err)
	}
	g.origins, note.Origins = originsOf(note.Origins), nil
	g.note, g.loaded = note, true
	return nil
}

// snapshot returns the note to remember, and whether it changed since the last snapshot.
func (g *gate) snapshot() (sources.HostNote, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	changed := g.changed
	g.changed = false
	note := g.note
	note.Origins = g.origins.notes()
	return note, changed
}

// robotsOf returns what is remembered of a scheme's robots.txt; rules are nil where it is not parsed yet for the product token.
func (g *gate) robotsOf(product, scheme string) (*robots.Rules, sources.RobotsNote) {
	g.mu.Lock()
	defer g.mu.Unlock()
	o := g.origins.of(scheme)
	if o == nil {
		return nil, sources.RobotsNote{}
	}
	return o.rulesFor(product), o.note
}

// keepRobots remembers a robots.txt, and takes over its Crawl-delay.
func (g *gate) keepRobots(product, scheme string, note sources.RobotsNote, rules *robots.Rules) *robots.Rules {
	g.mu.Lock()
	defer g.mu.Unlock()
	o := g.origins.of(scheme)
	if o == nil {
		g.origins = append(g.origins, origin{scheme: scheme})
		o = &g.origins[len(g.origins)-1]
	}
	o.keep(product, note, rules)
	g.changed = true
	return rules
}
