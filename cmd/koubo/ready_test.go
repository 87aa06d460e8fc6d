package main

import (
	"context"
	"strings"
	"testing"
	"time"

	"koubo/opportunity/jdate"
	"koubo/sources"
)

// TestReadinessFollowsTheSchedule looks at a service whose latest visit was stored at an instant in Japan and whose
// scheduler plans nothing but the ticks of a schedule.
func TestReadinessFollowsTheSchedule(t *testing.T) {
	at := func(day, hour, minute int) time.Time { return time.Date(2026, 11, day, hour, minute, 0, 0, jdate.JST) }
	night := sources.Hours{From: 22 * time.Hour, To: 6 * time.Hour}
	for _, c := range []struct {
		name, schedule string
		quiet          sources.Hours
		last, now      time.Time
		ready          bool
	}{
		{"an hour later", "0 7-19 * * 1-5", sources.Hours{}, at(25, 9, 0), at(25, 10, 30), true},
		{"two rounds were missed", "0 7-19 * * 1-5", sources.Hours{}, at(25, 9, 0), at(25, 11, 1), false},
		{"over night", "0 7-19 * * 1-5", sources.Hours{}, at(25, 19, 0), at(26, 6, 59), true},
		{"the morning was missed", "0 7-19 * * 1-5", sources.Hours{}, at(25, 19, 0), at(26, 8, 1), false},
		{"over a weekend", "0 7-19 * * 1-5", sources.Hours{}, at(20, 19, 0), at(23, 7, 59), true},
		{"Monday was missed", "0 7-19 * * 1-5", sources.Hours{}, at(20, 19, 0), at(23, 8, 1), false},
		{"weekly", "0 9 * * 1", sources.Hours{}, at(16, 9, 0), at(23, 9, 59), true},
		{"a week was missed", "0 9 * * 1", sources.Hours{}, at(16, 9, 0), at(23, 10, 1), false},
		{"each quarter of an hour", "*/15 * * * *", sources.Hours{}, at(25, 9, 0), at(25, 10, 16), false},
		{"what falls into quiet hours waits", "0 5,12 * * *", night, at(24, 12, 0), at(25, 11, 59), true},
		{"what comes after them does not", "0 5,12 * * *", night, at(24, 12, 0), at(25, 13, 1), false},
	} {
		s, err := sources.ParseSchedule(c.schedule)
		if err != nil {
			t.Fatal(err)
		}
		now := c.last
		r := newReadiness(func() time.Time { return now }, func() time.Time { return s.Next(now) }, c.quiet.Contains)
		r.visited()
		for ; now.Before(c.now); now = now.Add(time.Minute) { // as a probe asks
			if err := r.check(context.Background()); err != nil {
				break
			}
		}
		now = c.now
		if err := r.check(context.Background()); (err == nil) != c.ready {
			t.Errorf("%s: %v", c.name, err)
		} else if err != nil && !strings.Contains(err.Error(), "no visit has been stored since "+day(c.last)+", though one was planned for ") {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestAServiceWithoutPlansIsReady(t *testing.T) {
	r := newReadiness(time.Now, func() time.Time { return time.Time{} }, sources.Hours{}.Contains)
	if err := r.check(context.Background()); err != nil {
		t.Error(err)
	}
	now := time.Now()
	plans := map[string]time.Time{"a": now.Add(2 * time.Hour), "b": now.Add(time.Hour)}
	got := firstPlanned([]sources.Source{{ID: "none"}, {ID: "a"}, {ID: "b"}}, func(id string) time.Time { return plans[id] })
	if !got.Equal(plans["b"]) {
		t.Errorf("the first is planned for %s", got)
	}
}
