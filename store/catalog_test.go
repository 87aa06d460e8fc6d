package store

import (
	"math"
	"testing"
	"time"

	"koubo/opportunity"
	"koubo/store/selection"
)

// TestRecordsAreListedByPlace reads records in pieces, forwards and from the end; a changed one moves behind the others.
func TestRecordsAreListedByPlace(t *testing.T) {
	s := open(t)
	if _, ok, err := s.LatestBefore(math.MaxUint32); ok || err != nil {
		t.Fatal(ok, err)
	}
	var all []opportunity.Opportunity
	for n := range 7 {
		all = append(all, sample(n, "公募"))
	}
	apply(t, s, visit("a", day, all...))
	moved := all[2]
	moved.Title = "訂正"
	apply(t, s, visit("a", day.Add(time.Hour), moved))
	var ids []string
	last := uint32(0)
	for {
		part, err := s.ListFrom(last+1, 3)
		if err != nil {
			t.Fatal(err)
		}
		if len(part) == 0 {
			break
		}
		for _, one := range part {
			if one.Place <= last {
				t.Errorf("%d after %d", one.Place, last)
			}
			last, ids = one.Place, append(ids, one.ID)
		}
	}
	if len(ids) != 7 || ids[6] != moved.ID {
		t.Errorf("%v, want the changed %s last", ids, moved.ID)
	}
	latest, ok, err := s.LatestBefore(math.MaxUint32)
	if err != nil || !ok || latest.ID != moved.ID || !latest.Changed.Equal(day.Add(time.Hour)) {
		t.Errorf("%+v %v %v", latest, ok, err)
	}
	before, ok, err := s.LatestBefore(latest.Place)
	if err != nil || !ok || before.ID != ids[5] || !before.Changed.Equal(day) {
		t.Errorf("%+v %v %v", before, ok, err)
	}
	if _, ok, _ := s.LatestBefore(1); ok {
		t.Error("something stands before the first place")
	}
}

// TestNewsOfADay: what was told is read from the end of a day to its beginning, of a few records and of many.
func TestNewsOfADay(t *testing.T) {
	for _, each := range []int{1, 256/3 + 1} {
		s := open(t)
		for n := range 4 {
			var calls []opportunity.Opportunity
			for i := range each {
				calls = append(calls, sample(1000*n+i, "公募"))
			}
			apply(t, s, visit("a", day.AddDate(0, 0, n), calls...))
		}
		q := everything()
		q.Since, q.Cursor, q.Limit = day.AddDate(0, 0, 1), selection.NewsBefore(day.AddDate(0, 0, 3)), 4*each
		found, err := s.News(q, day.AddDate(0, 0, 9))
		if err != nil || len(found.Items) != 2*each || found.Next != "" {
			t.Fatalf("%d a day: %d items, next %q, %v", each, len(found.Items), found.Next, err)
		}
		for i, got := range found.Items {
			if want := day.AddDate(0, 0, 2-i/each); !got.News.At.Equal(want) {
				t.Errorf("%d: told at %s, want %s", i, got.News.At, want)
			}
		}
	}
}
