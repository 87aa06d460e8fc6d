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
	q.Limit = 0
	got, known, err := s.StepDays(q, now)
	if err != nil || known && (got.Total != len(records) || !maps.Equal(got.Records, want)) {
		t.Fatalf("steps of %+v: %v of %d, want %v of %d, %v", q, got.Records, got.Total, want, len(records), err)
	}
	if !known && q.Text == "" && q.Since.IsZero() && q.EndedSince.IsZero() {
		t.Fatalf("the steps of %+v are not known", q)
	}
}

// TestABoundedSelectionIsReadFromTheIndexes: only what was called off of late has to be read to tell where it stood before.
func TestABoundedSelectionIsReadFromTheIndexes(t *testing.T) {
	s, now := open(t), day.Add(time.Hour)
	var all []opportunity.Opportunity
	for n := range 3 {
		all = append(all, closing(sample(n, "公募"), jdate.DateOf(day).AddDays(5+n)))
	}
	v := visit("s1", day)
	v.Records = all
	apply(t, s, v)
	q := opportunity.Query{AllKinds: true, ClosingAfter: jdate.DateOf(day), ClosingBefore: jdate.DateOf(day).AddDays(6), EndedSince: day.Add(-time.Hour)}
	steps, known, err := s.StepDays(q, now)
	if err != nil || !known || steps.Total != 2 || len(steps.Records) != 2 {
		t.Errorf("%+v, known: %v, %v", steps, known, err)
	}
	q.Limit = 1
	if _, known, err := s.StepDays(q, now); err != nil || known {
		t.Errorf("the steps of more records than are wanted are known: %v, %v", known, err)
	}
	q.Limit = 2
	v.At, v.Records, v.Withdrawn = day.Add(time.Minute), nil, map[string]string{all[0].ID: "消えた"}
	apply(t, s, v)
	if _, known, err := s.StepDays(q, now); err != nil || known {
		t.Errorf("the steps are known though a call was called off: %v, %v", known, err)
	}
	if got, _ := pages(t, s, q, now); len(got) != 2 {
		t.Errorf("%q", titles(got))
	}
}
