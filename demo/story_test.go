package demo_test

import (
	"context"
	"maps"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"koubo/crawler"
	"koubo/crawler/transport"
	"koubo/demo"
	"koubo/opportunity"
	"koubo/parsers/pdf"
	"koubo/sources"
	"koubo/store"
)

// played is a prefecture of which all days have been lived through, a pass on each.
type played struct {
	*demo.Prefecture
	store    *store.Store
	calendar *demo.Calendar
	states   []map[string]sources.State // by day and source
	told     []string
}

func play(t *testing.T) *played {
	t.Helper()
	p, err := demo.Load()
	if err != nil {
		t.Fatal(err)
	}
	w := &played{Prefecture: p, calendar: demo.NewCalendar(p, time.Now)}
	if w.store, err = store.Open(filepath.Join(t.TempDir(), "demo.db"), store.Options{Now: w.calendar.Now}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.store.Close() })
	network, err := demo.Serve(p, w.calendar.Day, func(err error) { t.Error(err) })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { network.Close() })
	transport := transport.New(transport.Options{Guard: transport.Guard{Allow: demo.Loopback()}, Timeout: time.Minute})
	t.Cleanup(transport.CloseIdleConnections)
	documents := pdf.New(pdf.Options{})
	t.Cleanup(func() { documents.Close() })
	c := crawler.New(w.store, crawler.Options{UserAgent: "koubo/test (demo)", Transport: transport, Clock: w.calendar,
		PDFText: func(ctx context.Context, source string, data []byte) (string, error) {
			return documents.Text(ctx, source, data, 0)
		}})
	pass := func(ctx context.Context) error {
		var mu sync.Mutex
		states := map[string]sources.State{}
		c.Run(ctx, network.Sources(), func(src sources.Source, r sources.Report, err error) {
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				t.Error(err)
			}
			states[src.ID] = r.State
		})
		w.states = append(w.states, states)
		return ctx.Err()
	}
	story := demo.Story{Prefecture: p, Calendar: w.calendar, Pass: pass, Tell: func(s string) { w.told = append(w.told, s) }}
	if err := story.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	return w
}

func TestTheStoryIsReadAsItIsMeant(t *testing.T) {
	w := play(t)
	t.Run("records", w.testRecords)
	t.Run("selection", w.testSelection)
	t.Run("history", w.testHistory)
	t.Run("states", w.testStates)
	if len(w.states) != w.LastDay+1 || len(w.told) < w.LastDay {
		t.Errorf("%d passes, %d sentences", len(w.states), len(w.told))
	}
}

func (w *played) testRecords(t *testing.T) {
	var records []opportunity.Opportunity
	if err := w.store.Each(func(r opportunity.Opportunity) error { records = append(records, r); return nil }); err != nil {
		t.Fatal(err)
	}
	c := w.Compare(records)
	for _, fault := range c.Faults {
		t.Error(fault)
	}
	if c.Expected < 30 || c.Right != c.Expected {
		t.Errorf("%d of %d are right", c.Right, c.Expected)
	}
	if empty := w.Compare(nil); empty.Right != 0 || len(empty.Faults) != c.Expected {
		t.Errorf("nothing found, and yet: %+v", empty)
	}
}

// testSelection holds the default query to what is open: no routine purchases, results, withdrawn or closed calls, and
// nothing that invites no company.
func (w *played) testSelection(t *testing.T) {
	shown, err := w.store.Query(opportunity.Query{Limit: 100}, w.calendar.Now())
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]bool{}
	for _, r := range shown.Items {
		got[r.Title] = true
	}
	want := map[string]bool{}
	today := w.calendar.Now().Format("2006-01-02 15:04")
	for _, b := range w.Bodies {
		for _, a := range b.Announcements {
			if x := a.Truth; x != nil && x.Stage == "" && a.Withdrawn == nil && (x.Due == "" || x.Due > today) &&
				!strings.Contains("tender vendor_registration ad_space", x.Kind) {
				want[strings.ReplaceAll(a.Title, "　", " ")] = true
			}
		}
	}
	// one whose registration is over although its submission is not
	delete(want, "窓口業務デジタル化支援業務に係る公募型プロポーザルの実施について")
	if !maps.Equal(got, want) {
		t.Errorf("shown:\n%v\nshould be:\n%v", got, want)
	}
}

func (w *played) testHistory(t *testing.T) {
	all, err := w.store.Query(opportunity.Query{Limit: 100, AllStatuses: true, AllKinds: true, AllStages: true}, w.calendar.Now())
	if err != nil {
		t.Fatal(err)
	}
	extended, withdrawn := 0, 0
	for _, r := range all.Items {
		if r.Withdrawn != nil && strings.Contains(r.Withdrawn.Reason, "404") && r.Status == opportunity.WithdrawnNow {
			withdrawn++
		}
		for _, change := range r.History {
			if strings.Contains(change.Old, "2026-11-13") && strings.Contains(change.New, "2026-11-27") {
				extended++
			}
		}
	}
	if extended != 1 || withdrawn != 1 {
		t.Errorf("%d extended, %d withdrawn", extended, withdrawn)
	}
}

func (w *played) testStates(t *testing.T) {
	for _, b := range w.Bodies {
		for day, states := range w.states {
			want := sources.OK
			switch {
			case b.ID == "kaku-tsukimi":
				want = sources.Blocked
			case b.Broken != nil && b.Broken.From <= day && day < b.Broken.Until:
				want = sources.Failing
			}
			if states[b.ID] != want {
				t.Errorf("day %d, %s: %s, should be %s", day, b.Name, states[b.ID], want)
			}
		}
	}
}
