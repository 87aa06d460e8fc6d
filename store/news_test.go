package store

import (
	"errors"
	"maps"
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

// newsOf lists the classes of what was told, newest first.
func newsOf(t *testing.T, s *Store, q opportunity.Query, now time.Time) (classes []opportunity.ChangeClass) {
	t.Helper()
	for _, told := range allNews(t, s, q, now) {
		classes = append(classes, told.News.Class)
	}
	return classes
}

// TestWhatIsCompletedInItsPlaceIsToldAnew: the first reading of a page may move when a call counts as told of without moving
// the record among the changes.
func TestWhatIsCompletedInItsPlaceIsToldAnew(t *testing.T) {
	s := open(t)
	listed := sample(1, "実証実験")
	listed.Detail, listed.Deadlines = opportunity.DetailPending, nil
	apply(t, s, visit("a", day, listed))
	read := sample(1, "実証実験")
	read.Deadlines = []opportunity.Deadline{{Role: opportunity.Questions, End: "2026-11-20"}}
	apply(t, s, visit("a", day.Add(time.Hour), read))
	check(t, s)
	told := allNews(t, s, everything(), day.Add(2*time.Hour))
	if len(told) != 1 || !told[0].News.At.Equal(day.Add(time.Hour)) {
		t.Errorf("%+v", told)
	}
}

// TestADamagedRecordIsNoSilentGapInTheNews: what cannot be read is an error, with and without a page to begin at.
func TestADamagedRecordIsNoSilentGapInTheNews(t *testing.T) {
	s := open(t)
	apply(t, s, visit("a", day, sample(1, "実証実験"), sample(2, "提案募集")))
	if err := s.file.Update(func(tx *bolt.Tx) error {
		if err := index.Merge(tx, 0, func() {}); err != nil { // waiting documents are read before they are asked
			return err
		}
		return tx.Bucket(layout.DocBucket).Put(layout.PlaceOf(tx.Bucket(layout.IDBucket).Get([]byte(sample(1, "実証実験").ID))).At.Key(), []byte{layout.RecordVersion, 0xff})
	}); err != nil {
		t.Fatal(err)
	}
	for _, since := range []time.Time{{}, day} {
		q := everything()
		q.Since = since
		if found, err := s.News(q, day.Add(time.Hour)); err == nil {
			t.Errorf("since %v: %d items and no error", since, len(found.Items))
		}
	}
}

// TestACallThatIsCalledOffStaysAWhile goes through cancellation, return, and disappearance.
func TestACallThatIsCalledOffStaysAWhile(t *testing.T) {
	s := open(t)
	first, second, residents := sample(1, "第一"), sample(2, "第二"), sample(3, "市民参加者の募集")
	residents.IsOpportunity = false // nobody who asks for calls has seen it
	apply(t, s, visit("a", day, first, second, residents))
	cancelled, none := first, residents
	cancelled.Stage, cancelled.IsOpportunity, none.Stage = opportunity.Cancelled, false, opportunity.Cancelled
	apply(t, s, visit("a", day.Add(time.Hour), cancelled, none))
	v := visit("a", day.Add(2*time.Hour))
	v.Withdrawn = map[string]string{second.ID: "ページがありません。"}
	apply(t, s, v)
	now := day.Add(3 * time.Hour)
	open := func(since time.Time, sort opportunity.Sort) []string {
		r, err := s.Query(opportunity.Query{Sort: sort, EndedSince: since}, now)
		if err != nil {
			t.Fatal(err)
		}
		if r.Total != len(r.Items) {
			t.Errorf("%d of %d", len(r.Items), r.Total)
		}
		return titles(r.Items)
	}
	for _, merged := range []bool{false, true} {
		if merged {
			if err := s.file.Update(func(tx *bolt.Tx) error { return index.Merge(tx, 0, func() {}) }); err != nil {
				t.Fatal(err)
			}
		}
		for _, sort := range []opportunity.Sort{opportunity.ByRevised, opportunity.ByDeadline} {
			both, one, none := open(day.Add(time.Hour), sort), open(day.Add(90*time.Minute), sort), open(time.Time{}, sort)
			if !slices.Equal(both, []string{"第二", "第一"}) || !slices.Equal(one, []string{"第二"}) || len(none) != 0 {
				t.Errorf("merged %v, %s: %v, %v, %v", merged, sort, both, one, none)
			}
		}
	}
	apply(t, s, visit("a", day.Add(4*time.Hour), second))
	check(t, s)
	if got := open(day, opportunity.ByRevised); !slices.Equal(got, []string{"第二", "第一"}) {
		t.Errorf("listed again: %v", got)
	}
	want := []opportunity.ChangeClass{opportunity.ChangedReopened, opportunity.ChangedWithdrawn, opportunity.ChangedCancelled, opportunity.ChangedCancelled, opportunity.ChangedNew, opportunity.ChangedNew, opportunity.ChangedNew}
	if got := newsOf(t, s, everything(), day.Add(5*time.Hour)); !slices.Equal(got, want) {
		t.Errorf("told of %v, want %v", got, want)
	}
	if got := newsOf(t, s, opportunity.Query{AllStages: true, AllStatuses: true, Since: day.Add(time.Hour), Limit: 1}, day.Add(5*time.Hour)); !slices.Equal(got, want[:4]) {
		t.Errorf("since then told of %v", got)
	}
}

func TestACursorOfNewsIsItsOwn(t *testing.T) {
	s := open(t)
	for _, cursor := range []string{"r.0.1", "n.1", "n.x y.1", "n.1.zzzzzzzzz", "n..", "0"} {
		if _, err := s.News(opportunity.Query{Cursor: cursor}, day); !errors.As(err, new(*selection.CursorError)) {
			t.Errorf("%q: %v", cursor, err)
		}
	}
	if _, err := s.Query(opportunity.Query{Cursor: "n.1.1"}, day); !errors.As(err, new(*selection.CursorError)) {
		t.Errorf("a cursor of news among records: %v", err)
	}
}

// thirdFile turns a file into one of the third version, which has no index of news.
func thirdFile(t *testing.T, s *Store) {
	t.Helper()
	if err := s.file.Update(func(tx *bolt.Tx) error {
		return errors.Join(tx.DeleteBucket(layout.NewsBucket), tx.DeleteBucket(layout.EndedBucket), tx.DeleteBucket(layout.LatestBucket), tx.Bucket(layout.MetaBucket).Put(layout.FormatKey, []byte(layout.ThirdFormat)))
	}); err != nil {
		t.Fatal(err)
	}
}

// TestAFileOfTheThirdVersionAnswersAsBefore asks it as it is, open for reading, and migrated.
func TestAFileOfTheThirdVersionAnswersAsBefore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "koubo.db")
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	m := newModel()
	for range 60 {
		v := m.visit()
		m.apply(v)
		apply(t, s, v)
	}
	if err := s.file.Update(func(tx *bolt.Tx) error { return index.Merge(tx, 0, func() {}) }); err != nil {
		t.Fatal(err)
	}
	thirdFile(t, s)
	m.told = maps.Clone(m.changed) // which of one second came first stands in no older file
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	told := 0
	for _, readOnly := range []bool{true, false, true} {
		s, err := Open(path, Options{ReadOnly: readOnly, Migrates: func() { told++ }})
		if err != nil {
			t.Fatal(err)
		}
		check(t, s)
		for i := range 40 {
			q, now := m.draws(i), m.at.Add(time.Duration(i)*time.Hour)
			q.Limit, q.EndedSince = 50, m.at.Add(-20*time.Hour)
			want := m.query(q, now)
			if got, total := pages(t, s, q, now); total != len(want) || !slices.Equal(titles(got), titles(want)) {
				t.Errorf("open for reading: %v; %+v: %d of %d records", readOnly, q, total, len(want))
			}
			if _, err := s.News(q, now); (err != nil) != (readOnly && told == 0) {
				t.Errorf("news: %v", err)
			}
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if told != 1 {
		t.Errorf("told %d times that the file is migrated", told)
	}
}
