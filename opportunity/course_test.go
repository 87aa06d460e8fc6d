package opportunity

import (
	"math/rand/v2"
	"testing"
	"time"

	"koubo/opportunity/jdate"
)

// TestCourseIsWhatAtSays compares Course with At along seven weeks, at odd seconds and at the very instants of the windows.
func TestCourseIsWhatAtSays(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	begin := time.Date(2026, 11, 10, 0, 0, 0, 0, jdate.JST)
	seen := map[Status]int{}
	for range 1500 {
		o := drawnWindows(random, begin)
		course := o.Course()
		compare := func(at time.Time) {
			want, got := o.At(at).Status, statusOn(course, at)
			if seen[want]++; want != got {
				t.Fatalf("%+v, published %s, is %s at %v, and %s by its course %v", o.Deadlines, o.Published, want, at, got, course)
			}
		}
		for at := begin.AddDate(0, 0, -3); at.Before(begin.AddDate(0, 0, 50)); at = at.Add(197*time.Minute + 13*time.Second) {
			compare(at)
		}
		for _, turn := range course[1:] {
			compare(turn.From.Add(-time.Second))
			compare(turn.From)
			compare(turn.From.Add(time.Second))
		}
	}
	for _, s := range statuses {
		if seen[s] < 100 {
			t.Errorf("%s was met %d times", s, seen[s])
		}
	}
}

func statusOn(course []Turn, at time.Time) (s Status) {
	for _, turn := range course {
		if !turn.From.After(at) {
			s = turn.Status
		}
	}
	return s
}

// "30日の24時まで" and "1日の0時まで" end on the day before midnight for whoever must be done by then: whoever is told the day after is
// told too late.
func TestMidnightEndsTheDayBefore(t *testing.T) {
	midnight := Deadline{Role: Submission, End: "2026-12-01", EndTime: "00:00"}
	if day, clock := midnight.LastDay(); day != "2026-11-30" || clock != "24:00" {
		t.Errorf("its last day is %s %s", day, clock)
	}
	if day, clock, opens := midnight.Act(); day != "2026-11-30" || clock != "24:00" || opens {
		t.Errorf("one must act at %s %s, opens %v", day, clock, opens)
	}
	o := Opportunity{Deadlines: []Deadline{midnight}}
	if days := o.EntryDays(); len(days) != 1 || days[0] != "2026-11-30" {
		t.Errorf("it is among those that close on %v", days)
	}
	if days := o.StepDays(); len(days) != 1 || days[0] != "2026-11-30" {
		t.Errorf("its steps are on %v", days)
	}
	for _, d := range []Deadline{{End: "2026-12-01"}, {End: "2026-12-01", EndTime: "00:01"}, {}, {Start: "2026-12-01", StartTime: "00:00"}} {
		if day, clock := d.LastDay(); day != d.End || clock != d.EndTime {
			t.Errorf("the last day of %+v is %s %s", d, day, clock)
		}
	}
}
