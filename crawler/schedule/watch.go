package schedule

import (
	"context"
	"reflect"

	"koubo/sources"
	"koubo/sources/timetable"

	"github.com/robfig/cron/v3"
)

// Rules are what the schedules of all sources have in common.
type Rules struct {
	Root  string          // cron expression of sources that have none
	Quiet timetable.Hours // in which no visit begins
}

// Watch names the sources that are visited from now on, until ctx ends, in place of those named before. What stays as it was
// keeps its plan; a visit under way goes on, also of a source that is left out. health tells how a source fared so far. An
// error means that nothing has changed.
func (s *Scheduler) Watch(ctx context.Context, list []sources.Source, rules Rules, health func(id string) sources.Health) error {
	plans := make(map[string]Plan, len(list))
	for _, src := range list {
		plan, err := PlanOf(src, rules.Root, rules.Quiet)
		if err != nil {
			return err
		}
		plans[src.ID] = plan
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	before := s.timers
	s.timers = make(map[string]*timer, len(list))
	for _, src := range list {
		old, known := before[src.ID]
		if known && old.isFor(src, plans[src.ID]) {
			s.timers[src.ID] = old
			delete(before, src.ID)
			continue
		}
		h := health(src.ID)
		if known && hasNewAddress(src, h) {
			h.LastRun = h.LastRun.AddDate(-1, 0, 0) // a visit was missed: it comes soon
		}
		s.timers[src.ID] = s.newTimer(ctx, src, plans[src.ID], h)
	}
	for _, t := range before {
		if s.cron != nil {
			s.cron.Remove(t.entry)
		}
	}
	return nil
}

// newTimer makes the timer of a source, and has it go where the others do.
func (s *Scheduler) newTimer(ctx context.Context, src sources.Source, plan Plan, h sources.Health) *timer {
	logger := cronLog{s.Log}
	t := &timer{src: src, plan: plan, health: h}
	t.job = cron.NewChain(cron.Recover(logger), cron.SkipIfStillRunning(logger)).Then(cron.FuncJob(func() { s.visit(ctx, src, t) }))
	if s.cron != nil {
		t.entry = s.cron.Schedule(t, t.job)
	}
	return t
}

// isFor reports whether a timer is that of a source as it is declared now, wherever that stands in its file.
func (t *timer) isFor(src sources.Source, plan Plan) bool {
	src.Where = t.src.Where
	return reflect.DeepEqual(src, t.src) && plan.expr == t.plan.expr && plan.quiet == t.plan.quiet
}

// hasNewAddress reports whether a source that was visited names an address that was not.
func hasNewAddress(src sources.Source, h sources.Health) bool {
	if h.LastRun.IsZero() {
		return false
	}
	for _, address := range src.Entries(h) {
		if _, visited := h.Addresses[address]; !visited {
			return true
		}
	}
	return false
}
