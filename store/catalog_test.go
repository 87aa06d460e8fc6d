package store

import (
	"math"
	"testing"
	"time"

	"koubo/opportunity"
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

// TestNewsOfADay: what was told is read from the end of a day to its beginning.
func TestNewsOfADay(t *testing.T) {
	s := open(t)
	for n := range 4 {
		apply(t, s, visit("a", day.AddDate(0, 0, n), sample(n, "公募")))
	}
	q := everything()
	q.Since, q.Cursor, q.Limit = day.AddDate(0, 0, 1), NewsBefore(day.AddDate(0, 0, 3)), 10
	found, err := s.News(q, day.AddDate(0, 0, 9))
	if err != nil || len(found.Items) != 2 || found.Next != "" {
		t.Fatalf("%d items, next %q, %v", len(found.Items), found.Next, err)
	}
	for i, want := range []int{2, 1} {
		if got := found.Items[i]; got.Record.ID != sample(want, "公募").ID || !got.News.At.Equal(day.AddDate(0, 0, want)) {
			t.Errorf("%d: %s at %s", i, got.Record.ID, got.News.At)
		}
	}
}
