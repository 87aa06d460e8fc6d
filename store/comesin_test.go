package store

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"koubo/opportunity"
	"koubo/store/outbox"
)

// fitting are selections that a call comes into when one value of it changes, and the change of each.
var fitting = []struct {
	follower outbox.Follower
	change   func(*opportunity.Opportunity)
	revises  bool // whether the change is one that a record's history holds
}{
	{outbox.Follower{ID: "sum", Query: opportunity.Query{BudgetMin: 13_000_000}}, func(o *opportunity.Opportunity) {
		o.BudgetYen = sum(15_000_000)
		o.Amounts = []opportunity.Amount{{Role: "ceiling", Yen: 15_000_000, Evidence: "予算 1,500万円"}}
	}, true},
	{outbox.Follower{ID: "title", Query: opportunity.Query{Text: "ドローン"}}, func(o *opportunity.Opportunity) { o.Title = "運動公園・ドローン練習場" }, true},
	{outbox.Follower{ID: "kind", Query: opportunity.Query{Kinds: []opportunity.Kind{opportunity.Pilot}}}, func(o *opportunity.Opportunity) { o.Kind = opportunity.Pilot }, true},
	{outbox.Follower{ID: "theme", Query: opportunity.Query{Themes: []string{"dx"}}}, func(o *opportunity.Opportunity) { o.Themes = []string{"dx"} }, false},
	{outbox.Follower{ID: "text", Query: opportunity.Query{Text: "水素"}}, func(o *opportunity.Opportunity) { o.Summary = "水素の利用" }, false},
	{outbox.Follower{ID: "rolling", Query: opportunity.Query{Statuses: []opportunity.Status{opportunity.RollingStatus}}}, func(o *opportunity.Opportunity) { o.Rolling, o.Deadlines = true, nil }, true},
}

// TestACallIsNewToASelectionThatItComesInto by a change that is told to nobody: once, whoever had it hears nothing, nor is a
// change of another value told.
func TestACallIsNewToASelectionThatItComesInto(t *testing.T) {
	for _, c := range fitting[:5] {
		s := open(t)
		s.Follow([]outbox.Follower{c.follower, everyone("all"), {ID: "lately", Query: opportunity.Query{Since: day.Add(30 * time.Minute)}}})
		call := sample(1, "運動公園")
		apply(t, s, visit("a", day, call))
		if got := classesOf(receive(t, s, "all")); len(got) != 1 {
			t.Fatalf("%s: told of %v", c.follower.ID, got)
		}
		call.Contact.Phone = "0999-12-3456"
		apply(t, s, visit("a", day.Add(time.Hour), call))
		c.change(&call)
		for range 2 { // the second time nothing is new
			apply(t, s, visit("a", day.Add(2*time.Hour), call))
		}
		call.Contact.Phone = "0999-12-3457"
		apply(t, s, visit("a", day.Add(3*time.Hour), call))
		check(t, s)
		items := receive(t, s, c.follower.ID)
		if len(items) != 1 {
			t.Errorf("%s: told of %v", c.follower.ID, classesOf(items))
			continue
		}
		n := items[0].Announcement.News
		if n.Class != opportunity.ChangedNew || !n.At.Equal(day.Add(2*time.Hour)) || n.Field != opportunity.IntoSelection || n.Before != "2026-11-02" {
			t.Errorf("%s: told %+v", c.follower.ID, n)
		}
		for _, other := range []string{"all", "lately"} {
			if got := receive(t, s, other); len(got) > 0 {
				t.Errorf("%s: %s is told of %v", c.follower.ID, other, classesOf(got))
			}
		}
	}
}

// TestWhatGoesAndComesBackIsNotNewEachTime: a page that flips between two wordings would be told daily.
func TestWhatGoesAndComesBackIsNotNewEachTime(t *testing.T) {
	for _, c := range fitting[:5] {
		s := open(t)
		s.Follow([]outbox.Follower{c.follower})
		at := day
		plain := sample(1, "運動公園")
		fits := plain
		c.change(&fits)
		told := func(o opportunity.Opportunity, after time.Duration) int {
			at = at.Add(after)
			apply(t, s, visit("a", at, o))
			check(t, s)
			return len(receive(t, s, c.follower.ID))
		}
		if n := told(fits, 0); n != 1 {
			t.Fatalf("%s: new, and told %d times", c.follower.ID, n)
		}
		for range 5 {
			if n := told(plain, 24*time.Hour) + told(fits, 24*time.Hour); n > 0 {
				t.Errorf("%s: it flips, and is told %d times", c.follower.ID, n)
			}
		}
		if n := told(plain, time.Hour); n > 0 {
			t.Errorf("%s: it went, and is told %d times", c.follower.ID, n)
		}
		if err := s.Prune(at.Add(time.Second)); err != nil { // as after thirty days
			t.Fatal(err)
		}
		if n := told(fits, time.Hour); n != 1 {
			t.Errorf("%s: it comes back after long, and is told %d times", c.follower.ID, n)
		}
	}
}

// TestOtherRulesBringNobodyNews: what comes into a selection since the page, as it was, is read otherwise is told to nobody, be the
// rules the program's or the source's, and neither is what one of two records was that turn out to be one.
func TestOtherRulesBringNobodyNews(t *testing.T) {
	for _, c := range fitting {
		s := open(t)
		s.Follow([]outbox.Follower{c.follower})
		anew, reread, listed := sample(1, "運動公園"), sample(2, "体育館"), sample(3, "図書館")
		listed.Detail = opportunity.DetailNone
		apply(t, s, visit("a", day, anew, reread, listed))
		was := reread
		c.change(&anew)
		c.change(&reread)
		reread.Contact.Phone, was.Contact.Phone = "0999-12-3456", "0999-12-3456" // what the body changed meanwhile
		v := visit("a", day.Add(time.Hour), anew, reread)
		v.Anew, v.Reread = map[string]bool{anew.ID: true}, map[string]opportunity.Opportunity{reread.ID: was}
		if c.follower.ID == "kind" || c.follower.ID == "theme" { // a list gives no more than a title, of which the rest follows
			c.change(&listed)
			v.Records = append(v.Records, listed)
		}
		apply(t, s, v)
		check(t, s)
		if got := receive(t, s, c.follower.ID); len(got) > 0 {
			t.Errorf("%s: told of %v", c.follower.ID, classesOf(got))
		}
	}
}

// TestTheBodysChangeIsToldThoughTheSourceIsReadOtherwise in the same visit.
func TestTheBodysChangeIsToldThoughTheSourceIsReadOtherwise(t *testing.T) {
	s := open(t)
	s.Follow([]outbox.Follower{fitting[0].follower})
	call := sample(1, "運動公園")
	apply(t, s, visit("a", day, call))
	fitting[0].change(&call)
	was := call
	call.Themes = []string{"dx"}
	v := visit("a", day.Add(time.Hour), call)
	v.Reread = map[string]opportunity.Opportunity{call.ID: was}
	apply(t, s, v)
	if got := classesOf(receive(t, s, "sum")); !slices.Equal(got, []opportunity.ChangeClass{opportunity.ChangedNew}) {
		t.Errorf("told of %v", got)
	}
}

// TestRecordsThatTurnOutToBeOneAreNotNew to who had either of them.
func TestRecordsThatTurnOutToBeOneAreNotNew(t *testing.T) {
	s := open(t)
	s.Follow([]outbox.Follower{{ID: "dx", Query: opportunity.Query{Themes: []string{"dx"}}}, {ID: "water", Query: opportunity.Query{Text: "水素"}}})
	first, second := sample(1, "実証"), sample(2, "実証")
	second.Themes = []string{"dx"}
	apply(t, s, visit("a", day, second))
	apply(t, s, visit("a", day.Add(time.Hour), first))
	if got := receive(t, s, "dx"); len(got) != 1 {
		t.Fatalf("told of %v", classesOf(got))
	}
	second.Summary = "水素"
	v := visit("a", day.Add(2*time.Hour), second)
	v.Aliases = map[string][]string{second.ID: {first.Key()}}
	apply(t, s, v)
	check(t, s)
	if got := receive(t, s, "dx"); len(got) > 0 {
		t.Errorf("who had it is told of %v", classesOf(got))
	}
	if got := receive(t, s, "water"); len(got) != 1 {
		t.Errorf("who had none of them is told of %v", classesOf(got))
	}
}

// all is what stands in a bucket.
func (s *Store) all(t *testing.T, bucket string) map[string]string {
	t.Helper()
	found := map[string]string{}
	if err := s.file.View(func(tx *bolt.Tx) error {
		if b := tx.Bucket([]byte(bucket)); b != nil {
			return b.ForEach(func(key, value []byte) error { found[string(key)] = string(value); return nil })
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return found
}

// without takes a bucket out of the file.
func (s *Store) without(t *testing.T, bucket string) {
	t.Helper()
	if err := s.file.Update(func(tx *bolt.Tx) error { return tx.DeleteBucket([]byte(bucket)) }); err != nil && !errors.Is(err, berrors.ErrBucketNotFound) {
		t.Fatal(err)
	}
}

// TestNothingIsKeptOfWhoIsForgotten or stopped: not what went out of its selection either.
func TestNothingIsKeptOfWhoIsForgotten(t *testing.T) {
	for name, end := range map[string]func(s *Store, id string) error{
		"forgotten": func(s *Store, id string) error { return s.Forget(id) }, "stopped": func(s *Store, id string) error { return s.Stop(id, true) },
	} {
		s := open(t)
		follower := fitting[1].follower
		s.Follow([]outbox.Follower{follower})
		call := sample(1, "ドローン")
		apply(t, s, visit("a", day, call))
		call.Title = "運動公園"
		apply(t, s, visit("a", day.Add(time.Hour), call))
		kept := func() (n int) {
			for key := range s.all(t, "left") {
				if strings.HasPrefix(key, follower.ID+"\x00") {
					n++
				}
			}
			return n
		}
		if kept() != 1 {
			t.Fatalf("%s: %d went out of the selection", name, kept())
		}
		if err := end(s, follower.ID); err != nil || kept() != 0 {
			t.Errorf("%s: %d are kept, %v", name, kept(), err)
		}
		call.Title = "ドローン練習場"
		call.Contact.Phone = fmt.Sprint(name)
		apply(t, s, visit("a", day.Add(2*time.Hour), call))
		check(t, s)
	}
}

// TestAFileOfBeforeTakesWhatComesIn: its outbox has no place yet for what went out of selections.
func TestAFileOfBeforeTakesWhatComesIn(t *testing.T) {
	s := open(t)
	follower := fitting[1].follower
	s.Follow([]outbox.Follower{follower})
	call := sample(1, "ドローン")
	apply(t, s, visit("a", day, call))
	s.without(t, "left")
	for n, title := range []string{"運動公園", "ドローン練習場", "運動公園"} {
		call.Title = title
		apply(t, s, visit("a", day.Add(time.Duration(n+1)*time.Hour), call))
		check(t, s)
	}
	s.without(t, "left")
	if err := s.Prune(day.Add(-time.Hour)); err != nil {
		t.Error(err)
	}
	if err := s.Forget(follower.ID); err != nil {
		t.Error(err)
	}
}
