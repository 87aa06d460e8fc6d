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

// Scheduler visits the sources that Watch names as their plans say, until it is told to stop: never one twice at the same
// time, and none in the quiet hours.
type Scheduler struct {
	Visitor Visitor
	Clock   Clock
	Done    func(sources.Source, sources.Report, error) // told how each visit ended, from several goroutines at once
	Log     *slog.Logger

	mu       sync.Mutex
	timers   map[string]*timer // by source
	cron     *cron.Cron        // nil while it does not run
	underWay map[string]bool   // sources that are being visited
	running  []context.Context // each done once the visits of a plan that was given up are over
}

// muchLate is from when on a visit counts as missed: the machine slept, or its clock was put forward.
const muchLate = 2 * time.Minute

// Run visits the sources and returns once ctx has ended and the visits under way are over. Visits missed while the machine
// slept are caught up, spread over some minutes; where the clock is set back, all is planned anew.
func (s *Scheduler) Run(ctx context.Context) {
	for again := true; again; {
		s.start()
		again = untilSetBack(ctx, s.Clock)
		s.stop()
		if again {
			s.Log.Warn("the clock was set back; the visits are planned anew")
		}
	}
	for _, ended := range s.running {
		<-ended.Done()
	}
}

// start plans the visits of all sources, as after a start of the program.
func (s *Scheduler) start() {
	logger := cronLog{s.Log}
	c := cron.New(cron.WithLogger(logger), cron.WithLocation(jdate.JST))
	c.Schedule(cron.Every(time.Minute), cron.FuncJob(func() {})) // a machine that slept is noticed within a minute
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, t := range s.timers {
		t.restart()
		t.entry = c.Schedule(t, t.job)
	}
	s.cron = c
	c.Start()
}

func (s *Scheduler) stop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.running = append(s.running, s.cron.Stop())
	s.cron = nil
}

// NextRun is when a source is to be visited next, the zero time where that is not planned.
func (s *Scheduler) NextRun(id string) time.Time {
	t := s.timerOf(id)
	if t == nil {
		return time.Time{}
	}
	return t.planned()
}

// timerOf returns the timer of a source, nil where it is not watched.
func (s *Scheduler) timerOf(id string) *timer {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.timers[id]
}

// visit has a source's addresses visited that are due.
func (s *Scheduler) visit(ctx context.Context, src sources.Source, t *timer) {
	if t.late(s.Clock.Now()) > muchLate && s.Clock.Sleep(ctx, t.plan.spread()) != nil {
		return
	}
	now := s.Clock.Now()
	if ctx.Err() != nil || t.plan.quiet.Contains(now) {
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
		if now := s.timerOf(src.ID); now != nil { // another where the source was changed meanwhile
			now.learn(health)
		}
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
