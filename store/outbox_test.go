package store

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/sources"
	"koubo/store/outbox"
)

// everyone follows all that there is.
func everyone(id string) outbox.Follower {
	return outbox.Follower{ID: id, Query: opportunity.Query{AllKinds: true, AllStages: true, AllStatuses: true}}
}

// receive takes all that waits for a follower out of the outbox, as deliveries that all succeed.
func receive(t *testing.T, s *Store, follower string) (items []outbox.Item) {
	t.Helper()
	for {
		number, err := s.Seal(follower, 7)
		if err != nil {
			t.Fatal(err)
		}
		if number == 0 {
			return items
		}
		l, found, err := s.Letter(follower, number)
		if err != nil || !found {
			t.Fatalf("letter %d: %v %v", number, found, err)
		}
		items = append(items, l.Items...)
		if err := s.Delivered(l); err != nil {
			t.Fatal(err)
		}
	}
}

// classesOf lists what items tell.
func classesOf(items []outbox.Item) (classes []opportunity.ChangeClass) {
	for _, item := range items {
		classes = append(classes, item.Announcement.News.Class)
	}
	return classes
}

// TestAFollowerHearsOfACallFromItsBeginningToItsEnd goes through the life of a call: what is cosmetic is told to nobody, and who
// asks for open calls alone hears of the end although the record is none of them any more.
func TestAFollowerHearsOfACallFromItsBeginningToItsEnd(t *testing.T) {
	s := open(t)
	s.Follow([]outbox.Follower{{ID: "calls"}, {ID: "elsewhere", Query: opportunity.Query{Prefectures: []string{"47"}}}, {ID: "words", Query: opportunity.Query{Text: "ドローン"}},
		{ID: "either", Query: opportunity.Query{Text: "水素 OR ドローン -船"}}, {ID: "not", Query: opportunity.Query{Text: "-実証"}}})
	call := sample(1, "ﾄﾞﾛｰﾝ物流の実証")
	apply(t, s, visit("a", day, call))
	call.Contact.Phone = "0999-12-3456"
	apply(t, s, visit("a", day.Add(time.Hour), call))
	call = closing(call, "2026-11-27")
	apply(t, s, visit("a", day.Add(2*time.Hour), call))
	apply(t, s, visit("a", day.Add(2*time.Hour), call)) // again
	call.Stage, call.IsOpportunity = opportunity.QA, false
	apply(t, s, visit("a", day.Add(3*time.Hour), call))
	call.Stage = opportunity.Result
	apply(t, s, visit("a", day.AddDate(0, 1, 0), call))
	check(t, s)
	want := []opportunity.ChangeClass{opportunity.ChangedNew, opportunity.ChangedDeadline, opportunity.ChangedAnswers, opportunity.ChangedResult}
	for follower, want := range map[string][]opportunity.ChangeClass{"calls": want, "words": want, "either": want, "elsewhere": nil, "not": nil} {
		if got := classesOf(receive(t, s, follower)); !slices.Equal(got, want) {
			t.Errorf("%s is told of %v, want %v", follower, got, want)
		}
	}
	check(t, s)
}

// TestACallIsNewToWhomItBecomesOne: pages of calls to come and records known from a list alone become calls without a change that
// is announced.
func TestACallIsNewToWhomItBecomesOne(t *testing.T) {
	s := open(t)
	s.Follow([]outbox.Follower{{ID: "calls"}, {ID: "soon", Query: opportunity.Query{ClosingWithin: 30}}, everyone("all")})
	notice, listed := sample(1, "予告"), sample(2, "一覧のみ")
	notice.Stage, notice.IsOpportunity = opportunity.Notice, false
	read := listed
	listed.Detail, listed.Deadlines = opportunity.DetailPending, nil
	apply(t, s, visit("a", day, notice, listed))
	notice.Stage, notice.IsOpportunity = opportunity.OpenCall, true
	apply(t, s, visit("a", day.Add(time.Hour), notice, read))
	check(t, s)
	for follower, want := range map[string]int{"calls": 2, "soon": 2, "all": 2} {
		items := receive(t, s, follower)
		if len(items) != want || items[0].Announcement.News.Class != opportunity.ChangedNew {
			t.Errorf("%s is told of %v, want %d new ones", follower, classesOf(items), want)
		}
	}
}

// TestWhatVanishesIsTold to those who followed it while it was open, and a stopped follower hears nothing.
func TestWhatVanishesIsTold(t *testing.T) {
	s := open(t)
	s.Follow([]outbox.Follower{{ID: "calls"}, everyone("stopped")})
	call := sample(1, "実証")
	apply(t, s, visit("a", day, call))
	if _, err := s.Seal("stopped", 1); err != nil {
		t.Fatal(err)
	}
	if err := s.Stop("stopped", true); err != nil {
		t.Fatal(err)
	}
	if lanes, _ := s.Lanes(); len(lanes) != 1 || lanes[0].Follower != "calls" {
		t.Errorf("who was stopped is still sent something: %+v", lanes)
	}
	v := visit("a", day.Add(time.Hour))
	v.Withdrawn = map[string]string{call.ID: "ページがありません。"}
	apply(t, s, v)
	check(t, s)
	if got := classesOf(receive(t, s, "calls")); !slices.Equal(got, []opportunity.ChangeClass{opportunity.ChangedNew, opportunity.ChangedWithdrawn}) {
		t.Errorf("told of %v", got)
	}
	if got := receive(t, s, "stopped"); len(got) != 0 {
		t.Errorf("who was stopped is told of %v", classesOf(got))
	}
}

// TestALetterStaysWhatItIs until it was delivered: its key, what it holds, its failures.
func TestALetterStaysWhatItIs(t *testing.T) {
	s := open(t)
	s.Follow([]outbox.Follower{everyone("all")})
	apply(t, s, visit("a", day, sample(1, "一"), sample(2, "二")))
	number, err := s.Seal("all", 1)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := s.Seal("all", 1); again != number || err != nil {
		t.Errorf("letter %d is made while %d is not sent: %v", again, number, err)
	}
	before, _, err := s.Letter("all", number)
	if err != nil {
		t.Fatal(err)
	}
	apply(t, s, visit("a", day.Add(time.Hour), closing(sample(2, "二"), "2026-12-01")))
	if err := s.Failed(before, "HTTP 500", day.Add(time.Minute), true); err != nil {
		t.Fatal(err)
	}
	after, _, err := s.Letter("all", number)
	if err != nil || after.Key != before.Key || len(after.Items) != 1 || after.Items[0].Announcement.Record.Title != before.Items[0].Announcement.Record.Title {
		t.Errorf("%v: %+v became %+v", err, before, after)
	}
	if lanes, _ := s.Lanes(); len(lanes) != 1 || lanes[0].Letter != 0 || lanes[0].Oldest.IsZero() {
		t.Errorf("a dead letter holds up its lane: %+v", lanes)
	}
	if n, err := s.Revive("all"); n != 1 || err != nil {
		t.Errorf("%d revived: %v", n, err)
	}
	if lanes, _ := s.Lanes(); lanes[0].Letter != number {
		t.Errorf("what was revived is not sent: %+v", lanes)
	}
	if err := s.Prune(day.Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
	if all, _ := s.Outbox(); len(all) != 1 || len(all[0].Letters) != 1 || all[0].Waiting != 2 {
		t.Errorf("%+v", all)
	}
	if err := s.Prune(day.AddDate(0, 0, 1)); err != nil {
		t.Fatal(err)
	}
	if all, _ := s.Outbox(); len(all) > 0 {
		t.Errorf("left after all was forgotten: %+v", all)
	}
	check(t, s)
}

// randomSelection draws one of the selections that people save.
func randomSelection(random *rand.Rand) opportunity.Query {
	q := opportunity.Query{}
	if random.IntN(2) == 0 {
		q.Kinds = []opportunity.Kind{opportunity.Pilot, opportunity.Other}[:1+random.IntN(2)]
	}
	if random.IntN(3) == 0 {
		q.Prefectures = [][]string{{"13"}, {"34", "01"}}[random.IntN(2)]
	}
	if random.IntN(4) == 0 {
		q.Text = modelWords[random.IntN(len(modelWords))]
	}
	if random.IntN(5) == 0 {
		q.Themes = []string{"tourism"}
	}
	if random.IntN(6) == 0 {
		q.ClosingWithin = 1 + random.IntN(20)
	}
	if random.IntN(6) == 0 {
		q.Stages = []opportunity.Stage{opportunity.Result}
	}
	q.AllStatuses, q.AllKinds = random.IntN(7) == 0, random.IntN(7) == 0
	q.AllStages = len(q.Stages) == 0 && random.IntN(7) == 0
	return q
}

// plainVisit makes up a visit whose records are all different ones, and none of them another's.
func (m *model) plainVisit() sources.Visit {
	m.at = m.at.Add(13 * time.Minute)
	first := m.random.IntN(150)
	v := visit("s"+fmt.Sprint(first%3), m.at)
	v.Withdrawn = map[string]string{}
	for n := first; n < first+3*m.random.IntN(9); n += 3 {
		if o := m.draw(n); m.random.IntN(5) > 0 {
			v.Records = append(v.Records, o)
		} else {
			v.Withdrawn[o.ID] = "消えた"
		}
	}
	return v
}

// scan is the plain way: every selection asks every record, as it was and as it is, after each visit. hasLeft says that the record has
// gone out of the selection before.
func scan(q opportunity.Query, was *opportunity.Opportunity, is opportunity.Opportunity, at time.Time, hasLeft bool) bool {
	match := func(q opportunity.Query, o opportunity.Opportunity) bool { return selectedAt(q, o, at) }
	if was == nil {
		return match(q, is)
	}
	news := is.Told()
	last := news[len(news)-1]
	switch {
	case last.Class == opportunity.ChangedNew || !last.At.Equal(at): // nothing is announced
		becomesCall := was.Stage != is.Stage && is.IsOpportunity && !was.IsOpportunity
		return match(q, is) && !match(q, *was) && (becomesCall || !hasLeft)
	case match(q, is), match(q, *was):
		return true
	case last.Class != opportunity.ChangedResult && last.Class != opportunity.ChangedCancelled && last.Class != opportunity.ChangedWithdrawn:
		return false
	}
	ran := *was
	for _, c := range is.History {
		ran.IsOpportunity = ran.IsOpportunity || c.Field == "is_opportunity" && c.Old == "true"
	}
	if len(q.Statuses) == 0 {
		q.AllStatuses = true
	}
	return match(q, ran)
}

func selectedAt(q opportunity.Query, o opportunity.Opportunity, at time.Time) bool {
	return q.On(jdate.DateOf(at)).Match(o.At(at))
}

// leaves reports whether a record goes out of a selection, and not by the end of the call.
func leaves(q opportunity.Query, was *opportunity.Opportunity, is opportunity.Opportunity, at time.Time) bool {
	if was == nil || !selectedAt(q, *was, at) || selectedAt(q, is, at) {
		return false
	}
	switch n := is.News(); n.Class {
	case opportunity.ChangedResult, opportunity.ChangedCancelled, opportunity.ChangedWithdrawn:
		return !n.At.Equal(at)
	}
	return true
}

// TestEachFollowerHearsWhatAScanSelects compares what 60 selections are told in 200 visits with what a plain scan of each visit's
// changes selects, one by one and in order.
func TestEachFollowerHearsWhatAScanSelects(t *testing.T) {
	s, m, random := open(t), newModel(), rand.New(rand.NewPCG(3, 4))
	queries := map[string]opportunity.Query{}
	var followers []outbox.Follower
	for i := range 60 {
		id := fmt.Sprint("f", i)
		queries[id] = randomSelection(random)
		followers = append(followers, outbox.Follower{ID: id, Query: queries[id]})
	}
	s.Follow(followers)
	stored, total := map[string]opportunity.Opportunity{}, 0
	want, left := map[string][]string{}, map[string]bool{}
	for range 200 {
		v := m.plainVisit()
		out, err := s.Apply(v)
		if err != nil {
			t.Fatal(err)
		}
		touched := out.Withdrawn
		for _, o := range v.Records {
			touched = append(touched, o.ID)
		}
		slices.Sort(touched)
		for _, id := range slices.Compact(touched) {
			is, _, err := s.Get(id)
			if err != nil {
				t.Fatal(err)
			}
			var was *opportunity.Opportunity
			if old, known := stored[id]; known {
				was = &old
			}
			for follower, q := range queries {
				if scan(q, was, is, v.At, left[follower+id]) {
					want[follower] = append(want[follower], fmt.Sprint(id, " ", is.Revision))
					total++
				}
				left[follower+id] = left[follower+id] || leaves(q, was, is, v.At)
			}
		}
		if err := s.Each(func(o opportunity.Opportunity) error { stored[o.ID] = o; return nil }); err != nil {
			t.Fatal(err)
		}
	}
	check(t, s)
	for follower, want := range want {
		var got []string
		for _, item := range receive(t, s, follower) {
			got = append(got, fmt.Sprint(item.Announcement.Record.ID, " ", item.Announcement.Record.Revision))
		}
		slices.Sort(got)
		if slices.Sort(want); !slices.Equal(got, want) {
			t.Errorf("%s (%+v)\nis told %v\nwant    %v", follower, queries[follower], got, want)
		}
	}
	if check(t, s); total < 500 {
		t.Errorf("only %d announcements", total)
	}
}

// TestForgettingLeavesNothingOfAFollower, and all of the others.
func TestForgettingLeavesNothingOfAFollower(t *testing.T) {
	s := open(t)
	if err := s.Forget("reader:1"); err != nil { // of whom nothing is kept
		t.Fatal(err)
	}
	s.Follow([]outbox.Follower{everyone("reader:1"), everyone("reader:10")})
	apply(t, s, visit("a", day, sample(1, "公募")))
	receive(t, s, "reader:1")
	apply(t, s, visit("a", day.Add(time.Hour), sample(2, "公募")))
	if _, err := s.Seal("reader:1", 7); err != nil {
		t.Fatal(err)
	}
	apply(t, s, visit("a", day.Add(2*time.Hour), sample(3, "公募")))
	if err := s.Stop("reader:1", false); err != nil { // which leaves a note
		t.Fatal(err)
	}
	if err := s.Forget("reader:1"); err != nil {
		t.Fatal(err)
	}
	states, err := s.Outbox()
	if err != nil || len(states) != 1 || states[0].ID != "reader:10" || states[0].Waiting != 3 {
		t.Errorf("%+v %v", states, err)
	}
	if err := s.Check(); err != nil {
		t.Error(err)
	}
}
