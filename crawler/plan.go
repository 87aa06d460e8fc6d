package crawler

import (
	"hash/fnv"
	"time"

	"koubo/sources"

	"github.com/robfig/cron/v3"
)

// Plan says when a source is visited next: at the ticks of its cron expression, moved by a constant part of the interval
// that its id decides, so that no minute is crowded. Its history makes it more or fewer: see Rest and Faster.
type Plan struct {
	base     cron.Schedule
	interval time.Duration // between two ticks of a working day
	share    float64       // in [0,1), by id
}

const (
	maxSpread = time.Hour        // ticks are moved by less than this
	catchUp   = 10 * time.Minute // over which visits that were missed are spread
)

// NewPlan returns the plan of a source under a schedule.
func NewPlan(id string, base cron.Schedule) Plan {
	first := base.Next(time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)) // any Monday: intervals of working hours count
	return Plan{base, base.Next(first).Sub(first), share(id)}
}

// offset is how far the ticks are moved.
func (p Plan) offset() time.Duration {
	return time.Duration(p.share * float64(min(p.interval, maxSpread)))
}

// spread is this source's part of the time over which missed visits are caught up.
func (p Plan) spread() time.Duration {
	return time.Duration(p.share * float64(min(p.interval, catchUp)))
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
	if extra := p.between(after, tick, Faster(h)); !extra.IsZero() {
		return extra
	}
	earliest := h.LastRun.Add(Rest(h))
	for i := 0; i < 2000 && !tick.IsZero() && tick.Before(earliest); i++ {
		tick = p.tick(tick)
	}
	return tick
}

func (p Plan) tick(after time.Time) time.Time {
	next := p.base.Next(after.Add(-p.offset()))
	if next.IsZero() {
		return next
	}
	return next.Add(p.offset())
}

// between returns a visit before the next tick for a source that is visited n times as often in office hours, the zero
// time for none. What the operator wants to be visited seldom stays seldom.
func (p Plan) between(after, tick time.Time, n int) time.Time {
	step := max(p.interval/time.Duration(n), leastStep)
	extra := after.Add(step)
	if n < 2 || p.interval > quickest || !inOffice(extra) || tick.Sub(extra) < step/2 {
		return time.Time{}
	}
	return extra
}

// First returns when a source is visited for the first time after a start: soon, and spread, where a planned visit was
// missed or there never was one; else as planned. A latest visit that lies ahead was noted while the clock was wrong.
func (p Plan) First(now time.Time, h sources.Health) time.Time {
	if !h.LastRun.IsZero() && !h.LastRun.After(now) && !p.Next(h.LastRun, h).Before(now) {
		return p.Next(now, h)
	}
	return now.Add(p.spread())
}
