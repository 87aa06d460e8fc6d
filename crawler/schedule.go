package crawler

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"koubo/opportunity/jdate"
	"koubo/sources"

	"github.com/robfig/cron/v3"
)

// Scheduler visits sources as their plans say, until it is told to stop: never one twice at the same time, at most so many
// at once, and none in the quiet hours.
type Scheduler struct {
	Crawler *Crawler
	Root    string // cron expression of sources that have none
	Quiet   func(time.Time) bool
	Done    Done
	Log     *slog.Logger

	mu       sync.Mutex
	timers   map[string]*timer // by source
	underWay map[string]bool   // sources that are being visited
	running  []context.Context // each done once the visits of a plan that was given up are over
}

// muchLate is from when on a visit counts as missed: the machine slept, or its clock was put forward.
const muchLate = 2 * time.Minute

// Run schedules the sources and returns once ctx has ended and the visits under way are over. health tells how a source
// fared so far. Visits missed while the machine slept are caught up, spread over some minutes; where the clock is set
// back, all is planned anew.
func (s *Scheduler) Run(ctx context.Context, list []sources.Source, health func(id string) sources.Health) error {
	logger := cronLog{s.Log}
	timers := map[string]*timer{}
	for _, src := range list {
		plan, err := PlanOf(src, s.Root)
		if err != nil {
			return err
		}
		t := &timer{plan: plan, health: health(src.ID)}
		t.job = cron.NewChain(cron.Recover(logger), cron.SkipIfStillRunning(logger)).Then(cron.FuncJob(func() { s.visit(ctx, src, t) }))
		timers[src.ID] = t
	}
	s.mu.Lock()
	s.timers = timers
	s.mu.Unlock()
	for again := true; again; {
		c := cron.New(cron.WithLogger(logger), cron.WithLocation(jdate.JST))
		c.Schedule(cron.Every(time.Minute), cron.FuncJob(func() {})) // a machine that slept is noticed within a minute
		for _, t := range timers {
			t.restart()
			c.Schedule(t, t.job)
		}
		c.Start()
		again = untilSetBack(ctx, s.Crawler.clock)
		s.running = append(s.running, c.Stop())
		if again {
			s.Log.Warn("the clock was set back; the visits are planned anew")
		}
	}
	for _, ended := range s.running {
		<-ended.Done()
	}
	return nil
}

// NextRun is when a source is to be visited next, the zero time where that is not planned.
func (s *Scheduler) NextRun(id string) time.Time {
	s.mu.Lock()
	t := s.timers[id]
	s.mu.Unlock()
	if t == nil {
		return time.Time{}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.next
}

// PlanOf returns the plan of a source by its own schedule, or the root's where it has none.
func PlanOf(src sources.Source, root string) (Plan, error) {
	expr := src.Schedule
	if expr == "" {
		expr = root
	}
	base, err := sources.ParseSchedule(expr)
	if err != nil {
		return Plan{}, fmt.Errorf("schedule of %s: %w", src.ID, err)
	}
	return NewPlan(src.ID, base), nil
}

func (s *Scheduler) visit(ctx context.Context, src sources.Source, t *timer) {
	clock := s.Crawler.clock
	if t.late(clock.Now()) > muchLate && clock.Sleep(ctx, t.plan.spread()) != nil {
		return
	}
	if ctx.Err() != nil || s.Quiet != nil && s.Quiet(clock.Now()) {
		return
	}
	if !s.begin(src.ID) {
		return // somebody has just asked for it
	}
	defer s.end(src.ID)
	report, err := s.Crawler.SafeVisit(ctx, src)
	if m, readErr := s.Crawler.store.Memory(src.ID); err == nil && readErr == nil {
		t.learn(m.Health)
	}
	if ctx.Err() == nil {
		s.Done(src, report, err)
	}
}

// cronLog writes what cron says: its chatter about each wake-up only where debugging, its errors always.
type cronLog struct{ log *slog.Logger }

// Info is cron's chatter.
func (l cronLog) Info(msg string, kv ...any) { l.log.Debug("schedule: "+msg, kv...) }

// Error is a job that panicked.
func (l cronLog) Error(err error, msg string, kv ...any) {
	l.log.Error("schedule: "+msg, append(kv, "error", err)...)
}
