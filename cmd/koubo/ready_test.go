package main

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"koubo/crawler/schedule"
	"koubo/opportunity/jdate"
	"koubo/sources"
	"koubo/sources/timetable"
)

// november is an instant of November 2026 in Japan; the 25th is a Wednesday.
func november(day, hour, minute int) time.Time {
	return time.Date(2026, 11, day, hour, minute, 0, 0, jdate.JST)
}

// TestReadinessFollowsTheSchedule looks at a service whose latest visit was stored at an instant, and asks a while later.
// The id hall-172 moves no tick by more than two seconds.
func TestReadinessFollowsTheSchedule(t *testing.T) {
	night := timetable.Hours{From: 22 * time.Hour, To: 6 * time.Hour}
	ok := sources.Health{State: sources.OK}
	sleepy := sources.Health{State: sources.OK, Rhythm: 30 * 24}
	failing := sources.Health{State: sources.Failing, Failures: 9}
	for _, c := range []struct {
		name, schedule string
		quiet          timetable.Hours
		health         sources.Health
		last, now      time.Time
		planned        time.Time
		ready          bool
	}{
		{"an hour later", "0 7-19 * * 1-5", timetable.Hours{}, ok, november(25, 9, 1), november(25, 10, 59), time.Time{}, true},
		{"two rounds were missed", "0 7-19 * * 1-5", timetable.Hours{}, ok, november(25, 9, 1), november(25, 11, 1), time.Time{}, false},
		{"over night", "0 7-19 * * 1-5", timetable.Hours{}, ok, november(25, 19, 1), november(26, 7, 59), time.Time{}, true},
		{"the morning was missed", "0 7-19 * * 1-5", timetable.Hours{}, ok, november(25, 19, 1), november(26, 8, 1), time.Time{}, false},
		{"over a weekend", "0 7-19 * * 1-5", timetable.Hours{}, ok, november(20, 19, 1), november(23, 7, 59), time.Time{}, true},
		{"Monday was missed", "0 7-19 * * 1-5", timetable.Hours{}, ok, november(20, 19, 1), november(23, 8, 1), time.Time{}, false},
		{"weekly", "0 9 * * 1", timetable.Hours{}, ok, november(16, 9, 1), november(23, 9, 59), time.Time{}, true},
		{"a week was missed", "0 9 * * 1", timetable.Hours{}, ok, november(16, 9, 1), november(23, 10, 1), time.Time{}, false},
		{"each quarter of an hour", "*/15 * * * *", timetable.Hours{}, ok, november(25, 9, 1), november(25, 10, 16), time.Time{}, false},
		{"what falls into quiet hours waits for their end", "0 5,12 * * *", night, ok, november(24, 12, 1), november(25, 6, 59), time.Time{}, true},
		{"but not longer", "0 5,12 * * *", night, ok, november(24, 12, 1), november(25, 7, 11), time.Time{}, false},
		{"a sleepy source rests for a day", "0 * * * *", timetable.Hours{}, sleepy, november(25, 9, 1), november(26, 9, 59), time.Time{}, true},
		{"but not longer", "0 * * * *", timetable.Hours{}, sleepy, november(25, 9, 1), november(26, 11, 1), time.Time{}, false},
		{"a failing source rests, too", "0 * * * *", timetable.Hours{}, failing, november(25, 9, 1), november(26, 9, 59), time.Time{}, true},
		{"one that has just recovered still rests", "0 * * * *", timetable.Hours{}, ok, november(25, 9, 1), november(25, 17, 59), november(25, 17, 0), true},
		{"what is planned too soon is no promise", "0 * * * *", timetable.Hours{}, sleepy, november(25, 9, 1), november(26, 9, 59), november(25, 10, 0), true},
		{"a first visit is soon", "0 9 * * 1", timetable.Hours{}, sources.Health{}, november(25, 9, 1), november(25, 10, 0), time.Time{}, true},
		{"and is missed before Monday", "0 9 * * 1", timetable.Hours{}, sources.Health{}, november(25, 9, 1), november(25, 10, 12), time.Time{}, false},
	} {
		plan, err := schedule.PlanOf(sources.Source{ID: "hall-172"}, c.schedule, c.quiet)
		if err != nil {
			t.Fatal(err)
		}
		if c.health.State != "" {
			c.health.LastRun = c.last.Add(-30 * time.Second) // when it began
		}
		now := c.last
		r := newReadiness(func() time.Time { return now }, func(after time.Time) (time.Time, error) { return plan.First(after, c.health), nil }, func() time.Time { return c.planned })
		r.visited()
		now = c.now
		if err := r.check(context.Background()); (err == nil) != c.ready {
			t.Errorf("%s: %v", c.name, err)
		} else if err != nil && !strings.Contains(err.Error(), "no visit has been stored since "+day(c.last)+", though one was due at ") {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestReadinessOfAService(t *testing.T) {
	v := newVisitor(t, `schedule: "0 9 * * 1"
sources: [{id: hall, issuer: "472018", feed: "http://127.0.0.1:1/"}]`)
	now := november(25, 9, 0)
	r := newReadiness(func() time.Time { return now }, v.nextVisit, v.firstPlanned)
	if now = now.Add(2 * time.Hour); r.check(context.Background()) == nil {
		t.Error("ready, though the first visit was never made")
	}
	r.visited()
	if err := r.check(context.Background()); err != nil {
		t.Errorf("after a visit: %v", err)
	}
	v.watched.Store(&watched{})
	if now = now.Add(1000 * time.Hour); r.check(context.Background()) != nil {
		t.Error("not ready, though nothing is to be visited")
	}
	r.visited()
	r.next = func(time.Time) (time.Time, error) { return time.Time{}, errors.New("the data file is damaged") }
	if now = now.Add(2 * time.Hour); r.check(context.Background()) == nil {
		t.Error("ready, though the data file cannot be read")
	}
}

// TestAReloadIsNoMissedVisit: a source is added long after the latest visit, and none may be due before the next.
func TestAReloadIsNoMissedVisit(t *testing.T) {
	v := newVisitor(t, `schedule: "0 9 * * 1"
sources: [{id: hall, issuer: "472018", feed: "http://127.0.0.1:1/"}]`)
	now := november(25, 9, 0)
	v.ready = newReadiness(func() time.Time { return now }, v.nextVisit, v.firstPlanned)
	now = now.Add(5 * time.Hour)
	if _, err := v.takeOver(t.Context(), v.cfg); err != nil {
		t.Fatal(err)
	}
	if err := v.ready.check(t.Context()); err != nil {
		t.Errorf("right after a reload: %v", err)
	}
	if now = now.Add(2 * time.Hour); v.ready.check(t.Context()) == nil {
		t.Error("ready, though the first visit was never made")
	}
}
