package store

import (
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"koubo/opportunity"
	"koubo/store/index"
	"koubo/store/layout"
)

// TestPairsInAnotherOrder: the postings of a text that has all pairs of a word, and not the word, must exclude nothing and
// find nothing by themselves.
func TestPairsInAnotherOrder(t *testing.T) {
	s := open(t)
	apply(t, s, visit("a", day, sample(1, "橋点 点検"), sample(2, "橋点検"), sample(3, "道路")))
	for _, merged := range []bool{false, true} {
		if merged {
			if err := s.file.Update(func(tx *bolt.Tx) error { return index.Merge(tx, 0, func() {}) }); err != nil {
				t.Fatal(err)
			}
		}
		for text, want := range map[string]int{"橋点検": 1, "-橋点検": 2, "橋点検 OR 道路": 2, "橋 -橋点検": 1, "橋点 -点検": 0, "道路 OR -橋点検": 2, `"点 点検"`: 1, "-橋 -道": 0} {
			q := everything()
			q.Text = text
			if got := answer(t, s, q).Total; got != want {
				t.Errorf("%q finds %d, want %d; merged: %v", text, got, want, merged)
			}
		}
	}
}

// TestAStatusMovesWithoutARevision: what the first reading of a page tells is no revision, but the index must know it.
func TestAStatusMovesWithoutARevision(t *testing.T) {
	s := open(t)
	o := closing(sample(1, "随時の募集"), "2027-03-31")
	o.Detail = opportunity.DetailPending
	apply(t, s, visit("a", day, o))
	o.Detail, o.Rolling = opportunity.DetailRead, true
	apply(t, s, visit("a", day.AddDate(0, 0, 1), o))
	for status, want := range map[opportunity.Status]int{opportunity.Open: 0, opportunity.RollingStatus: 1} {
		if got := answer(t, s, opportunity.Query{Statuses: []opportunity.Status{status}}).Total; got != want {
			t.Errorf("%d records are %s, want %d", got, status, want)
		}
	}
	check(t, s)
}

// TestTheTextsOfAWordAreReadOnce: whoever narrows a search asks for the same words again, and a text never changes under its
// number.
func TestTheTextsOfAWordAreReadOnce(t *testing.T) {
	s := open(t)
	apply(t, s, visit("a", day, sample(1, "橋点 点検"), sample(2, "橋点検"), sample(3, "橋点検 2")))
	q := everything()
	q.Text = "橋点検"
	if got := answer(t, s, q).Total; got != 2 {
		t.Fatalf("%d are found, want 2", got)
	}
	if err := s.file.Update(func(tx *bolt.Tx) error { // whoever reads a text again finds another
		texts := tx.Bucket(layout.TextBucket)
		for at := layout.Doc(1); at <= 3; at++ {
			if err := texts.Put(at.Key(), []byte("道路\n")); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	for _, narrow := range []func(*opportunity.Query){
		func(q *opportunity.Query) { q.Kinds = []opportunity.Kind{sample(1, "").Kind} },
		func(q *opportunity.Query) { q.Sort = opportunity.ByDeadline },
		func(q *opportunity.Query) { q.Sort = opportunity.ByBudget },
	} {
		again := q
		narrow(&again)
		if got := answer(t, s, again).Total; got != 2 {
			t.Errorf("%+v finds %d, want 2", again, got)
		}
	}
	apply(t, s, visit("a", day.Add(time.Hour), sample(4, "橋点検")))
	if got := answer(t, s, q).Total; got != 3 {
		t.Errorf("with a new one %d are found, want 3", got)
	}
	if q.Text = "橋点検 OR 河川"; answer(t, s, q).Total != 1 {
		t.Error("other words have their own texts to read")
	}
}
