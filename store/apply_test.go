package store

import (
	"errors"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	bolt "go.etcd.io/bbolt"

	"koubo/opportunity"
	"koubo/sources"
)

func TestVisitIsStoredWhole(t *testing.T) {
	s := open(t)
	one, two := sample(1, "キャッシュレス決済の実証実験"), sample(2, "観光アプリの企画提案")
	v := visit("a", day, one, two)
	v.Validators = map[string]sources.Validator{"https://x/": {ETag: `"1"`, Fetched: day, Items: 2}}
	v.Known = map[string]sources.Known{one.URL: {ID: one.ID, Title: one.Title, On: []string{"k"}, Open: true, FirstSeen: day}}
	v.Hosts = map[string]sources.HostNote{"x": {Requests: 7, Origins: map[string]sources.RobotsNote{"https": {Status: 404}}}}
	out := apply(t, s, v)
	if want := []string{one.ID, two.ID}; !slices.Equal(out.New, want) || out.Report.New != 2 || out.Report.Source != "a" {
		t.Errorf("the outcome is %+v, want the new records %v", out, want)
	}
	got, ok, err := s.Get(one.ID)
	one.FirstSeen, one.LastSeen, one.Revised, one.Revision = day, day, day, 1
	one.Origins = []opportunity.Origin{{Source: "a", URL: one.URL, FirstSeen: day}}
	if err != nil || !ok || !cmp.Equal(got, one) {
		t.Errorf("record: %v %v %s", ok, err, cmp.Diff(one, got))
	}
	m, err := s.Memory("a")
	if err != nil || !cmp.Equal(m.Known, v.Known) || !cmp.Equal(m.Validators, v.Validators) || !cmp.Equal(m.Health, v.Health) {
		t.Errorf("memory: %v %s", err, cmp.Diff(v.Known, m.Known)+cmp.Diff(v.Validators, m.Validators)+cmp.Diff(v.Health, m.Health))
	}
	if note, err := s.Host("x"); err != nil || note.Requests != 7 || note.Origins["https"].Status != 404 {
		t.Errorf("host: %+v %v", note, err)
	}
	if at, err := s.LastChange(); err != nil || !at.Equal(day) {
		t.Errorf("last change: %v %v, want %v", at, err, day)
	}
	check(t, s)
}

func TestForgottenAddressesLeaveMemory(t *testing.T) {
	s := open(t)
	v := visit("a", day)
	v.Validators = map[string]sources.Validator{"u": {}, "w": {}}
	v.Known = map[string]sources.Known{"u": {}, "w": {}}
	apply(t, s, v)
	other := visit("a-b", day)
	other.Known = map[string]sources.Known{"u": {}}
	apply(t, s, other)
	next := visit("a", day.Add(time.Hour))
	next.Forget = []string{"u"}
	apply(t, s, next)
	m, _ := s.Memory("a")
	if _, there := m.Known["u"]; there || len(m.Known) != 1 || len(m.Validators) != 1 {
		t.Errorf("after forgetting u, memory is %+v", m)
	}
	if m, _ := s.Memory("a-b"); len(m.Known) != 1 {
		t.Errorf("forgetting an address of a took it from a-b")
	}
}

func TestAgainTheSameVisitChangesNothing(t *testing.T) {
	s := open(t)
	v := visit("a", day, sample(1, "実証実験"), sample(2, "提案募集"))
	apply(t, s, v)
	gone := visit("a", day.Add(time.Hour))
	gone.Withdrawn = map[string]string{v.Records[1].ID: "その頁は 404 を返す"}
	apply(t, s, gone)
	before, generation := answer(t, s, everything()), s.Generation()
	out := apply(t, s, gone)
	if len(out.New)+len(out.Revised)+len(out.Withdrawn) != 0 || s.Generation() != generation {
		t.Errorf("again: %+v, generation %d after %d", out, s.Generation(), generation)
	}
	if after := answer(t, s, everything()); !cmp.Equal(before, after) {
		t.Error(cmp.Diff(before, after))
	}
	if reports, _ := s.Reports("a", 10); len(reports) != 2 || reports[0].Withdrawn != 1 || reports[1].New != 2 {
		t.Errorf("reports: %+v, want one of each run, with the counts of its first time", reports)
	}
}

func TestSeenMovesLastSeenAlone(t *testing.T) {
	s := open(t)
	o := sample(1, "実証実験")
	apply(t, s, visit("a", day, o))
	generation := s.Generation()
	v := visit("b", day.Add(24*time.Hour)) // another source lists it too
	v.Health.State = sources.Never
	v.SeenIDs = []string{o.ID, "unheard-of"}
	apply(t, s, v)
	got, _, _ := s.Get(o.ID)
	if !got.LastSeen.Equal(v.At) || !got.FirstSeen.Equal(day) || got.Revision != 1 || s.Generation() != generation {
		t.Errorf("last seen %v, first %v, revision %d", got.LastSeen, got.FirstSeen, got.Revision)
	}
	if r := answer(t, s, everything()); !r.Items[0].LastSeen.Equal(v.At) {
		t.Errorf("a query tells last_seen %v, want %v", r.Items[0].LastSeen, v.At)
	}
	check(t, s)
}

func TestWithdrawnIsARevision(t *testing.T) {
	s := open(t)
	o := sample(1, "実証実験")
	apply(t, s, visit("a", day, o))
	v := visit("a", day.Add(time.Hour))
	v.Withdrawn = map[string]string{o.ID: "一覧から消えた", "unheard-of": "?"}
	if out := apply(t, s, v); !slices.Equal(out.Withdrawn, []string{o.ID}) || out.Report.Withdrawn != 1 {
		t.Errorf("outcome %+v", out)
	}
	got, _, _ := s.Get(o.ID)
	want := []opportunity.Change{{At: v.At, Field: "withdrawn", New: "一覧から消えた"}}
	if got.Withdrawn == nil || got.Revision != 2 || !got.Revised.Equal(v.At) || !cmp.Equal(got.History, want) {
		t.Errorf("withdrawn: %+v", got)
	}
	check(t, s)
}

func TestAClosedCallThatVanishesIsNoRevision(t *testing.T) {
	s := open(t)
	o := sample(1, "実証実験")
	apply(t, s, visit("a", day, o))
	v := visit("a", day.AddDate(1, 0, 0))
	v.Withdrawn = map[string]string{o.ID: "その頁は 404 を返す"}
	if out := apply(t, s, v); len(out.Withdrawn)+len(out.Revised) != 0 {
		t.Errorf("outcome %+v", out)
	}
	got, _, _ := s.Get(o.ID)
	if got.Withdrawn == nil || !got.Withdrawn.At.Equal(v.At) || got.Revision != 1 || got.At(v.At).Status != opportunity.Closed {
		t.Errorf("%+v", got)
	}
	check(t, s)
}

func TestReportsAndEventsAreBounded(t *testing.T) {
	s := open(t)
	for i := range reportsKept + 5 {
		v := visit("a", day.Add(time.Duration(i)*48*time.Hour), sample(i, "募集"))
		apply(t, s, v)
	}
	reports, err := s.Reports("a", 1000)
	if err != nil || len(reports) != reportsKept || !reports[0].Start.After(reports[1].Start) {
		t.Errorf("%d reports, %v", len(reports), err)
	}
	events, err := s.Events(0, 1000)
	last := events[len(events)-1]
	if err != nil || last.Seq != s.Generation() || last.At.Sub(events[0].At) >= eventsAge || len(events) < 40 {
		t.Errorf("%d events from %v to %v, %v", len(events), events[0], last, err)
	}
	if later, _ := s.Events(last.Seq-1, 10); len(later) != 1 || later[0] != last {
		t.Errorf("after %d come %v", last.Seq-1, later)
	}
	if other, err := s.Reports("", 5); err != nil || other != nil {
		t.Errorf("reports of no source: %v %v", other, err)
	}
}

func TestStateChangesAreEvents(t *testing.T) {
	s := open(t)
	for i, state := range []sources.State{sources.OK, sources.OK, sources.Failing} {
		v := visit("a", day.Add(time.Duration(i)*time.Hour))
		v.Health.State = state
		apply(t, s, v)
	}
	events, _ := s.Events(0, 10)
	if len(events) != 2 || events[0].From != sources.Never || events[1].From != sources.OK || events[1].To != sources.Failing {
		t.Errorf("events %+v", events)
	}
	if all, err := s.Health(); err != nil || len(all) != 1 || all[0].Health.State != sources.Failing {
		t.Errorf("health %v %v", all, err)
	}
}

func TestRefusedVisitLeavesTheOthers(t *testing.T) {
	s := open(t)
	bad := errors.New("refused")
	inside, ready, done := make(chan struct{}), make(chan struct{}), make(chan error)
	go func() {
		done <- s.commit(func(*bolt.Tx) error { close(inside); <-ready; return nil })
	}()
	<-inside // alone in its transaction: all that follow share the next
	results := make(chan error, 3)
	go func() { _, err := s.Apply(visit("a", day, sample(1, "一"))); results <- err }()
	go func() { results <- s.commit(func(*bolt.Tx) error { return bad }) }()
	go func() { results <- s.commit(func(*bolt.Tx) error { panic("broken") }) }()
	for {
		s.mu.Lock()
		waiting := len(s.queue)
		s.mu.Unlock()
		if waiting == 3 {
			break
		}
		runtime.Gosched()
	}
	close(ready)
	if err := <-done; err != nil {
		t.Error(err)
	}
	failed := 0
	for range 3 {
		if <-results != nil {
			failed++
		}
	}
	if _, ok, _ := s.Get(sample(1, "").ID); !ok || failed != 2 {
		t.Errorf("%d visits failed, want 2; the sound one is stored: %v", failed, ok)
	}
	if _, err := s.Apply(visit("", day)); err == nil {
		t.Error("a visit without a source was stored")
	}
	check(t, s)
}
