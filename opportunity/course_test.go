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
