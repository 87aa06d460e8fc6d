package store

import (
	"runtime"
	"testing"
	"time"

	"koubo/opportunity"
)

// TestAQuestionAfterAVisitReadsWhatTheVisitStored: the first question after a visit costs little more than the next one, though a
// thousand documents wait for their postings.
func TestAQuestionAfterAVisitReadsWhatTheVisitStored(t *testing.T) {
	s := open(t)
	apply(t, s, benchVisit(0, 900))
	q := opportunity.Query{Faceted: true, ClosingAfter: "2026-11-01", BudgetMin: 100_000}
	ask := func() uint64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if _, err := s.Query(q, day.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	ask()
	first, again := uint64(0), uint64(0)
	for n := range 20 {
		v := benchVisit(1000+n, 5)
		apply(t, s, v)
		first += ask()
		again += ask()
	}
	t.Logf("%d kB for the first question, %d kB for the next", first/20>>10, again/20>>10)
	if more := (first - again) / 20; more > 400<<10 {
		t.Errorf("the first question after a visit allocates %d kB more than the next", more>>10)
	}
}
