package publish_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"koubo/bench/synthetic"
	"koubo/opportunity"
	"koubo/publish"
	"koubo/sources"
	"koubo/web/front"
)

// stopInExchange publishes to a disk that fills up when half of the files that a whole run exchanges are exchanged.
func (c *town) stopInExchange(t *testing.T, d *disk, publishTo func(publish.Target) (publish.Report, error)) {
	t.Helper()
	trial := newDisk() // the same site, to see how many steps there are
	for name, body := range d.kept {
		trial.kept[name] = body
	}
	for path, body := range d.files {
		trial.files[path] = body
	}
	report, err := publishTo(trial)
	if err != nil {
		t.Fatal(err)
	}
	d.reset()
	d.failAt, d.err = trial.steps-2-report.Replaced/2, syscall.ENOSPC // the last two steps keep the state
	if _, err := publishTo(d); err == nil || !strings.Contains(err.Error(), "some of its files may be new") {
		t.Fatalf("the run did not fail in the exchange: %v", err)
	}
	d.failAt = 0
}

// open stores new records that are open for long.
func (c *town) open(t *testing.T, from, to int) {
	t.Helper()
	v := sources.Visit{Source: sources.Source{ID: "s2"}, At: c.now, Health: sources.Health{State: sources.OK, LastRun: c.now}, Report: sources.Report{Start: c.now, State: sources.OK}}
	for n := from; n < to; n++ {
		o := synthetic.Record(n, noon.Add(-time.Hour))
		o.Stage, o.IsOpportunity, o.Kind = "open_call", true, "pilot"
		for i := range o.Deadlines {
			o.Deadlines[i].Start, o.Deadlines[i].End = "", "2027-06-30"
		}
		v.Records = append(v.Records, o)
	}
	if _, err := c.Apply(v); err != nil {
		t.Fatal(err)
	}
}

// left are the paths that one site has and the other has not.
func left(a, b *disk) (paths []string) {
	for path := range a.files {
		if b.files[path] == nil {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return paths
}

// TestAFailureAfterABrokenExchangeKeepsWhatIsLinked has one run fail while files are exchanged, and the next before that: pages
// that the first exchanged lead to files that no state tells of.
func TestAFailureAfterABrokenExchangeKeepsWhatIsLinked(t *testing.T) {
	c, d := newTown(t, 120), newDisk()
	c.mustPublish(t, d)
	c.open(t, 120, 140)
	c.now = noon.Add(time.Hour)
	c.stopInExchange(t, d, c.publish)
	if dead := d.broken(); len(dead) > 0 {
		t.Fatalf("links lead nowhere after the exchange broke off: %.5q", dead)
	}
	for _, at := range []int{2, 40, 90} {
		d.reset()
		d.failAt = at
		if _, err := c.publish(d); !errors.Is(err, syscall.ENOSPC) {
			t.Fatalf("the run did not fail: %v", err)
		}
		if dead := d.broken(); len(dead) > 0 {
			t.Fatalf("after another failure at step %d links lead nowhere: %.5q", at, dead)
		}
	}
}

// TestWhatABrokenExchangeLeftIsRemoved has a run fail while files are exchanged; its parts of the search are no part of the site
// that the next one makes.
func TestWhatABrokenExchangeLeftIsRemoved(t *testing.T) {
	c, d := newTown(t, 120), newDisk()
	c.mustPublish(t, d)
	c.extend(t, 1, 50, 119)
	c.now = noon.Add(time.Hour)
	c.stopInExchange(t, d, c.publish)
	c.extend(t, 2, 50)
	c.mustPublish(t, d)
	c.now = noon.Add(3 * 24 * time.Hour)
	c.mustPublish(t, d)
	c.now = c.now.Add(25 * time.Hour)
	c.mustPublish(t, d)
	whole := publishedAnew(t, c)
	for _, path := range left(d, whole) {
		if strings.HasPrefix(path, "search/") && !strings.Contains(string(d.files["search/index.json"]), path) && d.age(c, path) > 24*time.Hour {
			t.Errorf("%s stays for ever", path)
		}
	}
}

// age is how long a file has been no part of the site, as the state tells it; more than any where it does not.
func (d *disk) age(c *town, path string) time.Duration {
	since, leaves := publish.Leaving(d.kept["state.gz"])[path]
	if !leaves {
		return 1 << 62
	}
	return c.now.Sub(since)
}

// TestABrokenExchangeUnderAnotherAddressIsTakenBack has a run with a wrong address stop while files are exchanged.
func TestABrokenExchangeUnderAnotherAddressIsTakenBack(t *testing.T) {
	c, d := newTown(t, 60), newDisk()
	c.mustPublish(t, d)
	c.stopInExchange(t, d, func(to publish.Target) (publish.Report, error) {
		front := front.Config{Visits: c, BaseURL: "https://wrong.example.jp", Version: "test"}
		return publish.Run(context.Background(), publish.Options{Records: c, Front: front, Target: to, Now: c.now, Keep: 24 * time.Hour})
	})
	c.mustPublish(t, d)
	if differ := differing(d, publishedAnew(t, c)); len(differ) > 0 {
		t.Errorf("these stay as the wrong run left them: %.8q of %d", differ, len(differ))
	}
}

// TestAFailureWithoutAStateKeepsTheSite has the state vanish, or be of another version, and the run that makes everything anew
// fail.
func TestAFailureWithoutAStateKeepsTheSite(t *testing.T) {
	for _, state := range []string{"", "of another version"} {
		c, d := newTown(t, 60), newDisk()
		c.mustPublish(t, d)
		if d.kept["state.gz"] = []byte(state); state == "" {
			delete(d.kept, "state.gz")
		}
		d.reset()
		d.failAt, d.err = 90, syscall.ENOSPC
		if _, err := c.publish(d); !errors.Is(err, syscall.ENOSPC) {
			t.Fatalf("the run did not fail: %v", err)
		}
		if dead := d.broken(); len(dead) > 0 {
			t.Errorf("with a state %q a failure leaves links that lead nowhere: %.5q of %d", state, dead, len(dead))
		}
	}
}

func TestAClockThatWasAheadIsMadeGood(t *testing.T) {
	c, d := newTown(t, 400), newDisk()
	c.now = noon.Add(20 * 24 * time.Hour)
	c.mustPublish(t, d)
	c.now = noon
	c.mustPublish(t, d)
	if differ := differing(d, publishedAnew(t, c)); len(differ) > 0 {
		t.Errorf("these tell of days to come: %.8q of %d", differ, len(differ))
	}
}

// stumbling is a store whose nth reading of a record fails, once.
type stumbling struct {
	*town
	id   string
	n, i int
}

var errStumble = errors.New("the disk stumbled")

func (s *stumbling) Get(id string) (opportunity.Opportunity, bool, error) {
	if id == s.id {
		if s.i++; s.i == s.n {
			return opportunity.Opportunity{}, false, errStumble
		}
	}
	return s.town.Get(id)
}

// TestARecordThatCannotBeReadStopsTheRun reads one for its page, for the search and for the tables.
func TestARecordThatCannotBeReadStopsTheRun(t *testing.T) {
	c := newTown(t, 60)
	id := ""
	if err := c.Places(func(one string, _ uint32) error { id = one; return nil }); err != nil {
		t.Fatal(err)
	}
	for n := 1; n <= 3; n++ {
		d := newDisk()
		front := front.Config{Visits: c, BaseURL: base, Version: "test"}
		_, err := publish.Run(context.Background(), publish.Options{Records: &stumbling{town: c, id: id, n: n}, Front: front, Target: d, Now: c.now})
		if !errors.Is(err, errStumble) {
			t.Errorf("at reading %d the run ends with %v", n, err)
		}
	}
}

// TestABodyThatNobodyWatchesAnyMore has left one closed tender, and stands in no table.
func TestABodyThatNobodyWatchesAnyMore(t *testing.T) {
	c, d := newTown(t, 10), newDisk()
	o := synthetic.Record(50, noon)
	o.Issuer = opportunity.Issuer{Code: "209007", Name: "どこかの広域連合", Prefecture: "長野県"}
	o.ID, o.Kind, o.Stage, o.IsOpportunity = "ofnobody", "tender", "open_call", true
	for i := range o.Deadlines {
		o.Deadlines[i].Start, o.Deadlines[i].End = "", "2026-01-31"
	}
	v := sources.Visit{Source: sources.Source{ID: "gone"}, At: c.now, Health: sources.Health{State: sources.OK, LastRun: c.now}, Report: sources.Report{Start: c.now, State: sources.OK}}
	v.Records = append(v.Records, o)
	if _, err := c.Apply(v); err != nil {
		t.Fatal(err)
	}
	c.mustPublish(t, d)
	if page := string(d.files["issuer/209007.html"]); !strings.Contains(page, "どこかの広域連合") || len(d.broken()) > 0 {
		t.Errorf("the body's page: %.200s; %q", page, d.broken())
	}
}

// TestAFirstRunThatFailsLeavesNothing: where there is no start page, nobody is at the site.
func TestAFirstRunThatFailsLeavesNothing(t *testing.T) {
	for _, at := range []int{1, 40, 300} {
		c, d := newTown(t, 60), newDisk()
		d.failAt, d.err = at, syscall.ENOSPC
		_, err := c.publish(d)
		if !errors.Is(err, syscall.ENOSPC) || strings.Count(err.Error(), "no space left") != 1 {
			t.Errorf("at step %d: %v", at, err)
		}
		if len(d.files) > 0 {
			t.Errorf("a failure at step %d leaves %d files", at, len(d.files))
		}
	}
}
