package store

import (
	"maps"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"koubo/opportunity"
	"koubo/store/layout"
	"koubo/store/selection"
)

// compareFacets asks the model what every further choice would give.
func compareFacets(t *testing.T, s *Store, m *model, q opportunity.Query, now time.Time) {
	t.Helper()
	q.Faceted, q.Cursor, q.EndedSince = true, "", time.Time{}
	r, err := s.Query(q, now)
	if err != nil {
		t.Fatal(err)
	}
	if q.Since.IsZero() != (r.Facets != nil) {
		t.Fatalf("query %+v has facets %v", q, r.Facets)
	}
	if r.Facets == nil {
		return
	}
	want := &selection.Facets{
		Kinds:       facetOf(m, q, now, opportunity.Kinds(), q.Kinds, func(q *opportunity.Query, v []opportunity.Kind) { q.Kinds = v }),
		Stages:      facetOf(m, q, now, opportunity.Stages(), q.Stages, func(q *opportunity.Query, v []opportunity.Stage) { q.Stages = v }),
		Statuses:    facetOf(m, q, now, layout.CourseStatuses, q.Statuses, func(q *opportunity.Query, v []opportunity.Status) { q.Statuses = v }),
		Prefectures: facetOf(m, q, now, []string{"01", "13", "20", "34"}, q.Prefectures, func(q *opportunity.Query, v []string) { q.Prefectures = v }),
		Themes:      facetOf(m, q, now, []string{"dx", "tourism", "health"}, q.Themes, func(q *opportunity.Query, v []string) { q.Themes = v }),
	}
	if len(q.Prefectures)+len(q.Issuers) > 0 {
		want.Issuers = facetOf(m, q, now, []string{"011002", "132063", "342084", "342076"}, q.Issuers, func(q *opportunity.Query, v []string) { q.Issuers = v })
	}
	of := func(code string) bool {
		return slices.Contains(q.Prefectures, code[:2]) || slices.ContainsFunc(q.Issuers, func(c string) bool { return c[:2] == code[:2] })
	}
	maps.DeleteFunc(want.Issuers, func(code string, _ int) bool { return !of(code) })
	if until := r.Facets.Until; !until.IsZero() && !until.After(now) {
		t.Errorf("at %v the numbers hold until %v", now, until)
	}
	if diff := gocmp.Diff(want, r.Facets, cmpopts.EquateEmpty(), cmpopts.IgnoreFields(selection.Facets{}, "Until")); diff != "" {
		t.Fatalf("query %+v at %v:\n%s", q, now, diff)
	}
}

// facetOf makes each choice, and compares what it gives with what there is.
func facetOf[T ~string](m *model, q opportunity.Query, now time.Time, values, chosen []T, set func(*opportunity.Query, []T)) map[T]int {
	counts := map[T]int{}
	total := func(list []T) int {
		other := q
		set(&other, list)
		return len(m.query(other, now))
	}
	for _, value := range values {
		n := total([]T{value})
		if len(chosen) > 0 && !slices.Contains(chosen, value) {
			n = total(append(slices.Clone(chosen), value)) - total(chosen)
		}
		if n > 0 {
			counts[value] = n
		}
	}
	return counts
}

// textsForFacets is how many texts are read for the numbers of a selection with words.
const textsForFacets = 4096

// TestFacetsReadNoEndOfTexts: beyond a bound the numbers come from pairs of characters alone, and say so.
func TestFacetsReadNoEndOfTexts(t *testing.T) {
	s := open(t)
	for i := range 3 {
		v := visit("a", day.Add(time.Duration(i)*time.Hour))
		for n := range textsForFacets/2 + 1 {
			v.Records = append(v.Records, sample(i*10_000+n, "自動運転バスの実証実験"))
		}
		apply(t, s, v)
	}
	q := everything()
	q.Faceted, q.Text, q.Uncounted, q.Limit = true, "自動運転", true, 1
	if f := answer(t, s, q).Facets; !f.Rough || f.Kinds[opportunity.Proposal] != 3*(textsForFacets/2+1) {
		t.Errorf("%+v", f)
	}
	if q.Text = "実証"; answer(t, s, q).Facets.Rough {
		t.Error("a single pair of characters needs no text")
	}
}

// TestFacetsHoldUntilAStatusMoves: a call that begins, comes near and ends moves the numbers at those instants, and not before.
func TestFacetsHoldUntilAStatusMoves(t *testing.T) {
	s := open(t)
	o := sample(1, "募集")
	o.Deadlines = []opportunity.Deadline{{Role: opportunity.Submission, Start: "2026-12-01", StartTime: "09:00", End: "2026-12-20", EndTime: "17:00"}}
	apply(t, s, visit("a", day, o))
	now, met := day, []opportunity.Status{}
	for {
		r, err := s.Query(opportunity.Query{AllStatuses: true, Faceted: true}, now)
		if err != nil || len(r.Facets.Statuses) != 1 {
			t.Fatal(err, r.Facets)
		}
		for status := range r.Facets.Statuses {
			met = append(met, status)
		}
		if now = r.Facets.Until; now.IsZero() {
			break
		}
	}
	want := []opportunity.Status{opportunity.Upcoming, opportunity.Open, opportunity.ClosingSoon, opportunity.Closed}
	if !slices.Equal(met, want) {
		t.Errorf("one after the other %v, want %v", met, want)
	}
}
