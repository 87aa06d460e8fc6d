package schedule

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"koubo/opportunity/jdate"
	"koubo/sources"

	"github.com/robfig/cron/v3"
)

// Visitor visits sources. Its visits must not panic.
type Visitor interface {
	// VisitAddresses visits a source, but asks only for these of its feeds and list pages.
	VisitAddresses(ctx context.Context, src sources.Source, addresses []string) (sources.Report, error)
	// VisitThoroughly visits a source, all of it, and looks at each open call's page again.
	VisitThoroughly(ctx context.Context, src sources.Source) (sources.Report, error)
	// Health tells how a source fared at its latest visit.
	Health(sourceID string) (sources.Health, error)
}

// Clock is the time the scheduler lives in.
type Clock interface {
	Now() time.Time
	Sleep(ctx context.Context, d time.Duration) error
}

// Scheduler visits sources as their plans say, until it is told to stop: never one twice at the same time, and none in the
// quiet hours.
type Scheduler struct {
	Visitor Visitor
	Clock   Clock
	Root    string // cron expression of sources that have none
	Quiet   sources.Hours
	Done    func(sources.Source, sources.Report, error) // told how each visit ended, from several goroutines at once
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
		plan, err := PlanOf(src, s.Root, s.Quiet)
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
		again = untilSetBack(ctx, s.Clock)
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
	return t.planned()
}

// visit has a source's addresses visited that are due.
func (s *Scheduler) visit(ctx context.Context, src sources.Source, t *timer) {
	if t.late(s.Clock.Now()) > muchLate && s.Clock.Sleep(ctx, t.plan.spread()) != nil {
		return
	}
	now := s.Clock.Now()
	if ctx.Err() != nil || s.Quiet.Contains(now) {
		return
	}
	if !s.begin(src.ID) {
		return // somebody has just asked for it
	}
	defer s.end(src.ID)
	due := t.due(src, now)
	if len(due) == 0 {
		return
	}
	report, err := s.Visitor.VisitAddresses(ctx, src, due)
	if health, readErr := s.Visitor.Health(src.ID); err == nil && readErr == nil {
		t.learn(health)
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
