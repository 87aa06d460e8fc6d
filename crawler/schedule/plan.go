// Package schedule says when sources are visited, by their cron expressions and by what was learnt of each of their
// addresses, and has them visited then.
package schedule

import (
	"fmt"
	"hash/fnv"
	"time"

	"koubo/sources"
	"koubo/sources/timetable"

	"github.com/robfig/cron/v3"
)

// Plan says when a source is visited next: at the ticks of its cron expression, moved by a constant part of the interval
// that its id decides, so that no minute is crowded. The history of its addresses makes it more or fewer: see Rest and
// Speedup. Visits due in the quiet hours move to their end.
type Plan struct {
	expr     string // of base
	base     cron.Schedule
	interval time.Duration // between two ticks of a working day
	share    float64       // in [0,1), by id
	quiet    timetable.Hours
}

const (
	maxSpread = time.Hour        // ticks are moved by less than this
	catchUp   = 10 * time.Minute // over which visits that were missed are spread
	tolerance = time.Minute      // an address that is due so soon is due: visits begin a little late
)

// PlanOf returns the plan of a source by its own schedule, or by root where it has none.
func PlanOf(src sources.Source, root string, quiet timetable.Hours) (Plan, error) {
	expr := src.Schedule
	if expr == "" {
		expr = root
	}
	base, err := timetable.Parse(expr)
	if err != nil {
		return Plan{}, fmt.Errorf("schedule of %s: %w", src.ID, err)
	}
	first := base.Next(time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)) // any Monday: intervals of working hours count
	return Plan{expr, base, base.Next(first).Sub(first), shareOf(src.ID), quiet}, nil
}

// offset is how far the ticks are moved.
func (p Plan) offset() time.Duration {
	return time.Duration(p.share * float64(min(p.interval, maxSpread)))
}

// spread is this source's part of the time over which missed visits are caught up.
func (p Plan) spread() time.Duration {
	return time.Duration(p.share * float64(min(p.interval, catchUp)))
}

// shareOf is a stable number in [0,1) made of a source's id.
func shareOf(id string) float64 {
	h := fnv.New64a()
	h.Write([]byte(id))
	x := h.Sum64()
	x ^= x >> 33 // FNV leaves the high bits of similar ids alike
	x *= 0xff51afd7ed558ccd
	x ^= x >> 33
	return float64(x>>11) / (1 << 53)
}

// Next returns the first planned visit after the instant: that of the address that is due first. The zero time means
// never: the expression names no day that exists.
func (p Plan) Next(after time.Time, h sources.Health) time.Time {
	var next time.Time
	for _, a := range addressesOf(h) {
		if at := p.nextOf(after, a); next.IsZero() || !at.IsZero() && at.Before(next) {
			next = at
		}
	}
	return next
}

// nextOf returns the first planned visit of one address after the instant.
func (p Plan) nextOf(after time.Time, a sources.AddressHealth) time.Time {
	tick := p.tick(after)
	if a.LastRun.After(after) {
		a.LastRun = after // noted while the clock was wrong
	}
	if extra := p.between(after, tick, Speedup(a)); !extra.IsZero() && !extra.Before(a.NotBefore) {
		return p.outsideQuiet(extra)
	}
	earliest := a.LastRun.Add(Rest(a))
	if a.NotBefore.After(earliest) {
		earliest = a.NotBefore
	}
	for i := 0; i < 2000 && !tick.IsZero() && tick.Before(earliest); i++ {
		tick = p.tick(tick)
	}
	return p.outsideQuiet(tick)
}

// IsDue reports whether an address is to be asked for at the instant. One that was never asked for is.
func (p Plan) IsDue(a sources.AddressHealth, now time.Time) bool {
	if a.LastRun.IsZero() || a.LastRun.After(now) {
		return !a.NotBefore.After(now)
	}
	next := p.nextOf(a.LastRun, a)
	return !next.IsZero() && !next.After(now.Add(tolerance))
}

// Due returns which of the addresses are to be asked for at the instant.
func (p Plan) Due(addresses []string, h sources.Health, now time.Time) (due []string) {
	for _, address := range addresses {
		if p.IsDue(addressOf(h, address), now) {
			due = append(due, address)
		}
	}
	return due
}

func (p Plan) tick(after time.Time) time.Time {
	next := p.base.Next(after.Add(-p.offset()))
	if next.IsZero() {
		return next
	}
	return next.Add(p.offset())
}

// outsideQuiet moves an instant within the quiet hours behind their end, spread.
func (p Plan) outsideQuiet(at time.Time) time.Time {
	if at.IsZero() || !p.quiet.Contains(at) {
		return at
	}
	return p.quiet.End(at).Add(p.spread())
}

// between returns a visit before the next tick for an address that is visited n times as often in office hours, the zero
// time for none. What the operator wants to be visited seldom stays seldom.
func (p Plan) between(after, tick time.Time, n int) time.Time {
	step := max(p.interval/time.Duration(n), leastStep)
	extra := after.Add(step)
	if n < 2 || p.interval > quickest || !InOffice(extra) || tick.Sub(extra) < step/2 {
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
	return p.outsideQuiet(now.Add(p.spread()))
}

// addressesOf returns what is known of a source's addresses, of all as one where a data file of an older program tells no
// more.
func addressesOf(h sources.Health) []sources.AddressHealth {
	if len(h.Addresses) == 0 {
		return []sources.AddressHealth{summary(h)}
	}
	all := make([]sources.AddressHealth, 0, len(h.Addresses))
	for _, a := range h.Addresses {
		all = append(all, a)
	}
	return all
}

// addressOf returns what is known of one address of a source.
func addressOf(h sources.Health, address string) sources.AddressHealth {
	if len(h.Addresses) == 0 {
		return summary(h)
	}
	return h.Addresses[address]
}

func summary(h sources.Health) sources.AddressHealth {
	return sources.AddressHealth{
		State: h.State, Reason: h.Reason, LastRun: h.LastRun, LastGood: h.LastGood, Failures: h.Failures, LastNew: h.LastNew, Rhythm: h.Rhythm, Office: h.Office,
	}
}
