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

	visits sync.WaitGroup
}

// Run schedules the sources and returns once ctx has ended and the visits under way are over. health tells how a source
// fared so far.
func (s *Scheduler) Run(ctx context.Context, list []sources.Source, health func(id string) sources.Health) error {
	logger := cronLog{s.Log}
	c := cron.New(cron.WithLogger(logger), cron.WithLocation(jdate.JST), cron.WithChain(cron.Recover(logger)))
	for _, src := range list {
		timer, err := s.timer(src, health(src.ID))
		if err != nil {
			return err
		}
		job := cron.NewChain(cron.SkipIfStillRunning(logger)).Then(cron.FuncJob(func() { s.visit(ctx, src, timer) }))
		c.Schedule(timer, job)
	}
	c.Start()
	<-ctx.Done()
	<-c.Stop().Done()
	s.visits.Wait()
	return nil
}

func (s *Scheduler) timer(src sources.Source, h sources.Health) (*timer, error) {
	expr := src.Schedule
	if expr == "" {
		expr = s.Root
	}
	base, err := sources.ParseSchedule(expr)
	if err != nil {
		return nil, fmt.Errorf("schedule of %s: %w", src.ID, err)
	}
	return &timer{plan: NewPlan(src.ID, base), health: h, first: true}, nil
}

// timer is the cron.Schedule of one source; it moves as the source's health does.
type timer struct {
	plan   Plan
	mu     sync.Mutex
	health sources.Health
	first  bool
}

// Next returns the next visit after the instant.
func (t *timer) Next(after time.Time) time.Time {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.first {
		t.first = false
		return t.plan.First(after, t.health)
	}
	h := t.health
	h.LastRun = after // cron asks when a visit begins
	return t.plan.Next(after, h)
}

func (t *timer) learn(h sources.Health) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.health = h
}

func (s *Scheduler) visit(ctx context.Context, src sources.Source, t *timer) {
	if s.Quiet != nil && s.Quiet(s.Crawler.clock.Now()) {
		return
	}
	s.visits.Add(1)
	defer s.visits.Done()
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
