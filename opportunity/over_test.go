package opportunity

import (
	"math/rand/v2"
	"testing"
	"time"

	"koubo/opportunity/jdate"
)

// TestOverIsSinceWhenAtSaysClosed compares Over with At along seven weeks, for windows of every shape, impossible ones among
// them.
func TestOverIsSinceWhenAtSaysClosed(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	begin := time.Date(2026, 11, 10, 0, 0, 0, 0, jdate.JST)
	moved := 0
	for range 2000 {
		o := drawnWindows(random, begin)
		over := o.Over()
		if over.After(begin) {
			moved++
		}
		for at := begin.AddDate(0, 0, -3); at.Before(begin.AddDate(0, 0, 50)); at = at.Add(97*time.Minute + 13*time.Second) {
			status := o.At(at).Status
			want := !over.IsZero() && !at.Before(over)
			if (status == Closed || status == WithdrawnNow) != want {
				t.Fatalf("%+v, published %s, is over from %v, and %s at %v", o.Deadlines, o.Published, over, status, at)
			}
		}
	}
	if moved < 500 {
		t.Errorf("only %d records end within the seven weeks", moved)
	}
}

// drawnWindows makes up a record of a random course within the weeks from begin on.
func drawnWindows(random *rand.Rand, begin time.Time) Opportunity {
	day := func() jdate.Date {
		if random.IntN(4) == 0 {
			return ""
		}
		return jdate.DateOf(begin.AddDate(0, 0, random.IntN(40)))
	}
	clock := func() jdate.Clock { return []jdate.Clock{"", "17:00", "09:00", "00:00"}[random.IntN(4)] }
	roles := []Role{Submission, Submission, Registration, Questions, Presentation}
	stages := []Stage{OpenCall, OpenCall, OpenCall, Amendment, Result}
	o := Opportunity{Stage: stages[random.IntN(len(stages))], IsOpportunity: true, Rolling: random.IntN(5) == 0, Published: jdate.DateOf(begin.AddDate(0, 0, -random.IntN(500)))}
	for range random.IntN(5) {
		o.Deadlines = append(o.Deadlines, Deadline{Role: roles[random.IntN(len(roles))], Start: day(), StartTime: clock(), End: day(), EndTime: clock()})
	}
	if random.IntN(10) == 0 {
		o.Withdrawn = &Withdrawal{At: begin.AddDate(0, 0, random.IntN(40))}
	}
	return o
}
