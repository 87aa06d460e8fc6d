package store

import (
	"maps"
	"testing"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// compareStepDays compares what the index tells of the steps of a selection with what its records do.
func compareStepDays(t *testing.T, s *Store, records []opportunity.Opportunity, q opportunity.Query, now time.Time) {
	t.Helper()
	want := map[jdate.Date]int{}
	for _, o := range records {
		for _, day := range o.StepDays() {
			want[day]++
		}
	}
	got, known, err := s.StepDays(q, now)
	if err != nil || known && (got.Total != len(records) || !maps.Equal(got.Records, want)) {
		t.Fatalf("steps of %+v: %v of %d, want %v of %d, %v", q, got.Records, got.Total, want, len(records), err)
	}
	if !known && q.Text == "" && q.Since.IsZero() && q.CalledOffSince.IsZero() {
		t.Fatalf("the steps of %+v are not known", q)
	}
}
