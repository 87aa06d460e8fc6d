package store

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"koubo/opportunity"
	"koubo/store/index"
	"koubo/store/layout"
	"koubo/store/selection"
)

// TestACosmeticChangeMovesNothing: neither among the records of one visit nor between two pages; what is told of comes first.
func TestACosmeticChangeMovesNothing(t *testing.T) {
	s := open(t)
	var all []opportunity.Opportunity
	for n := range 6 {
		all = append(all, sample(n, fmt.Sprint("公募", n)))
	}
	apply(t, s, visit("a", day, all[3:]...))
	apply(t, s, visit("b", day.Add(time.Hour), all[:3]...))
	want := []string{"公募0", "公募1", "公募2", "公募3", "公募4", "公募5"}
	telephone := func(n int, hours time.Duration) {
		all[n].Contact.Phone += "1"
		apply(t, s, visit("a", day.Add(hours*time.Hour), all[n]))
	}
	for n := range 6 {
		telephone(5-n, time.Duration(2+n))
	}
	q := opportunity.Query{Limit: 2}
	var got []string
	for page := 0; ; page++ {
		r, err := s.Query(q, day.Add(10*time.Hour))
		if err != nil || r.Total != 6 {
			t.Fatal(r.Total, err)
		}
		got = append(got, titles(r.Items)...)
		telephone(page%6, time.Duration(10+page)) // of one that was shown, or is yet to be
		telephone(5-page%6, time.Duration(10+page))
		if q.Cursor = r.Next; q.Cursor == "" {
			break
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("page by page %v", got)
	}
	for _, merged := range []bool{false, true} {
		if merged {
			if err := s.file.Update(func(tx *bolt.Tx) error { return index.Merge(tx, 0, func() {}) }); err != nil {
				t.Fatal(err)
			}
		}
		for _, q := range []opportunity.Query{{}, {Uncounted: true}, {Since: day.Add(-time.Hour)}, {Text: "公募"}} {
			if r := answer(t, s, q); !slices.Equal(titles(r.Items), want) {
				t.Errorf("merged %v, %+v: %v", merged, q, titles(r.Items))
			}
		}
	}
	check(t, s)
	all[4].Stage, all[4].IsOpportunity = opportunity.Result, false
	apply(t, s, visit("a", day.Add(30*time.Hour), all[4]))
	want = []string{"公募4", "公募0", "公募1", "公募2", "公募3", "公募5"}
	if r := answer(t, s, opportunity.Query{EndedSince: day}); !slices.Equal(titles(r.Items), want) {
		t.Errorf("after a result %v", titles(r.Items))
	}
	if r := answer(t, s, opportunity.Query{EndedSince: day.Add(31 * time.Hour)}); !slices.Equal(titles(r.Items), want[1:]) {
		t.Errorf("long after a result %v", titles(r.Items))
	}
	if _, err := s.Query(opportunity.Query{Cursor: "r.0.5"}, day); !errors.As(err, new(*selection.CursorError)) {
		t.Errorf("a cursor of the former order: %v", err)
	}
}

// TestManyRecordsInOrder: there are more of them than are put in order by themselves.
func TestManyRecordsInOrder(t *testing.T) {
	s := open(t)
	var want []string
	for n := range 50 {
		v := visit("a", day.Add(time.Duration(n)*time.Minute))
		for i := range 60 {
			v.Records = append(v.Records, sample(n*60+i, fmt.Sprint("公募", n, "の", i)))
		}
		apply(t, s, v)
		want = append(titles(v.Records), want...)
	}
	q, got := opportunity.Query{Limit: 97}, []string(nil)
	for range 100 {
		changed := sample(0, "公募0の0")
		changed.Contact.Phone = fmt.Sprint(len(got))
		apply(t, s, visit("a", day.Add(time.Hour), changed))
		r, err := s.Query(q, day)
		if err != nil || r.Total != 3000 {
			t.Fatal(r.Total, err)
		}
		got = append(got, titles(r.Items)...)
		if q.Cursor = r.Next; q.Cursor == "" {
			break
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("%d records, another order", len(got))
	}
}

// TestTheOrderOfNewsIsChecked finds a place that is not the record's, and makes it anew of an older file.
func TestTheOrderOfNewsIsChecked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "koubo.db")
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	apply(t, s, visit("a", day, sample(1, "第一"), sample(2, "第二")))
	set := func(d layout.Doc, l layout.Latest, format string) error {
		return s.file.Update(func(tx *bolt.Tx) error {
			return errors.Join(tx.Bucket(layout.LatestBucket).Put(d.Key(), l.Value()), tx.Bucket(layout.MetaBucket).Put(layout.FormatKey, []byte(format)))
		})
	}
	second := layout.SecondOf(day)
	for _, wrong := range []layout.Latest{{Second: second + 1, Told: 1}, {Second: second, Told: 2}, {Second: second}} {
		if err := set(1, wrong, layout.FormatVersion); err != nil {
			t.Fatal(err)
		}
		if s.Check() == nil {
			t.Errorf("%+v is no contradiction", wrong)
		}
	}
	if err := errors.Join(set(1, layout.Latest{Second: 5, Told: 9}, layout.EighthFormat), s.Close()); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(path, Options{}); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	check(t, s)
}
