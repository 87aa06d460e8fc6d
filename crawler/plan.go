package crawler

import (
	"fmt"
	"hash/fnv"
	"time"

	"koubo/sources"

	"github.com/robfig/cron/v3"
)

// Plan says when a source is visited next: at the ticks of its cron expression, moved by a constant part of the interval
// that its id decides, so that no minute is crowded; and only at every so many ticks where its history shows that it
// seldom publishes, or keeps failing.
type Plan struct {
	base   cron.Schedule
	offset time.Duration
}

const (
	maxSpread  = time.Hour      // ticks are moved by less than this
	sleepyRest = 24 * time.Hour // the longest rest between two visits that adaptation makes
	catchUp    = 10 * time.Minute
)

// NewPlan returns the plan of a source under a schedule.
func NewPlan(id string, base cron.Schedule) Plan {
	first := base.Next(time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)) // any Monday: intervals of working hours count
	interval := min(base.Next(first).Sub(first), maxSpread)
	return Plan{base, time.Duration(share(id) * float64(interval))}
}

// share is a stable number in [0,1) made of a source's id.
func share(id string) float64 {
	h := fnv.New64a()
	h.Write([]byte(id))
	x := h.Sum64()
	x ^= x >> 33 // FNV leaves the high bits of similar ids alike
	x *= 0xff51afd7ed558ccd
	x ^= x >> 33
	return float64(x>>11) / (1 << 53)
}

// Next returns the first planned visit after the instant, given how the source fared. The zero time means never: the
// expression names no day that exists.
func (p Plan) Next(after time.Time, h sources.Health) time.Time {
	tick := p.tick(after)
	if h.LastRun.IsZero() {
		return tick
	}
	earliest := h.LastRun.Add(Rest(h))
	for i := 0; i < 2000 && !tick.IsZero() && tick.Before(earliest); i++ {
		tick = p.tick(tick)
	}
	return tick
}

func (p Plan) tick(after time.Time) time.Time {
	next := p.base.Next(after.Add(-p.offset))
	if next.IsZero() {
		return next
	}
	return next.Add(p.offset)
}

// First returns when a source is visited for the first time after a start: soon, and spread, where a planned visit was
// missed or there never was one; else as planned.
func (p Plan) First(now time.Time, h sources.Health) time.Time {
	if !h.LastRun.IsZero() && !p.Next(h.LastRun, h).Before(now) {
		return p.Next(now, h)
	}
	return now.Add(time.Duration(p.offset.Seconds() / maxSpread.Seconds() * float64(catchUp)))
}

// Rest is how long a source with this history is left alone at least: nothing for one that publishes daily, up to a day for
// a sleepy or failing one.
func Rest(h sources.Health) time.Duration {
	switch {
	case h.State == sources.Failing || h.State == sources.Blocked:
		return min(time.Hour<<min(max(h.Failures-1, 0), 6), sleepyRest) - time.Minute
	case h.Rhythm == 0:
		return 0
	}
	// An eighth of the rhythm finds a new announcement late by a sixteenth of the pause before it, on average.
	return min(time.Duration(h.Rhythm/8*float64(time.Hour)), sleepyRest) - time.Minute
}

// Explain says in words why a source is visited as often as it is.
func Explain(h sources.Health) string {
	rest := max(Rest(h), 0).Round(time.Minute)
	switch {
	case h.LastRun.IsZero():
		return "not visited yet"
	case h.State == sources.Failing || h.State == sources.Blocked:
		return fmt.Sprintf("at most every %s, for it failed %d times in a row", rest, h.Failures)
	case h.Rhythm == 0:
		return "at each tick of its schedule, until its rhythm is known"
	case rest < time.Hour:
		return fmt.Sprintf("at each tick, for something changes every %.0f hours", h.Rhythm)
	}
	return fmt.Sprintf("at most every %s, for something changes only every %.0f hours", rest, h.Rhythm)
}
