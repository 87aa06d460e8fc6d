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

	mu      sync.Mutex
	timers  map[string]*timer // by source
	running []context.Context // each done once the visits of a plan that was given up are over
}

// muchLate is from when on a visit counts as missed: the machine slept, or its clock was put forward.
const muchLate = 2 * time.Minute

// Run schedules the sources and returns once ctx has ended and the visits under way are over. health tells how a source
// fared so far. Visits missed while the machine slept are caught up, spread over some minutes; where the clock is set
// back, all is planned anew.
func (s *Scheduler) Run(ctx context.Context, list []sources.Source, health func(id string) sources.Health) error {
	logger := cronLog{s.Log}
	timers, jobs := make([]*timer, len(list)), make([]cron.Job, len(list))
	byID := map[string]*timer{}
	for i, src := range list {
		t, err := s.timer(src, health(src.ID))
		if err != nil {
			return err
		}
		timers[i], byID[src.ID] = t, t
		jobs[i] = cron.NewChain(cron.Recover(logger), cron.SkipIfStillRunning(logger)).Then(cron.FuncJob(func() { s.visit(ctx, src, t) }))
	}
	s.mu.Lock()
	s.timers = byID
	s.mu.Unlock()
	for again := true; again; {
		c := cron.New(cron.WithLogger(logger), cron.WithLocation(jdate.JST))
		c.Schedule(cron.Every(time.Minute), cron.FuncJob(func() {})) // a machine that slept is noticed within a minute
		for i, t := range timers {
			t.restart()
			c.Schedule(t, jobs[i])
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

func (s *Scheduler) timer(src sources.Source, h sources.Health) (*timer, error) {
	plan, err := PlanOf(src, s.Root)
	return &timer{plan: plan, health: h}, err
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
