package crawler

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"koubo/crawler/fetch"
	"koubo/sources"
)

// TestWhatIsNotSaidHasItsBound, and what is said is kept.
func TestWhatIsNotSaidHasItsBound(t *testing.T) {
	if o := withDefaults(Options{Visits: -1, Timeout: -1, MaxBody: -1}); o.MaxPages != 5 || o.MaxDetails != 300 || o.Visits != 96 || o.Parsing != runtime.GOMAXPROCS(0) || o.Timeout != 20*time.Second || o.MaxBody != 10<<20 || o.Clock != (fetch.SystemClock{}) {
		t.Errorf("%+v", o)
	}
	said := Options{MaxPages: 1, MaxDetails: 1, Visits: 1, Parsing: 1, Timeout: 1, MaxBody: 1, Clock: at(planAt)}
	if o := withDefaults(said); o.MaxPages != 1 || o.MaxDetails != 1 || o.Visits != 1 || o.Parsing != 1 || o.Timeout != 1 || o.MaxBody != 1 || o.Clock != at(planAt) {
		t.Errorf("%+v", o)
	}
}

// TestWhatIsFetchedIsBoundedAsTheCrawlIs: each option that both have is the same.
func TestWhatIsFetchedIsBoundedAsTheCrawlIs(t *testing.T) {
	o := Options{UserAgent: "u", Gap: 1, Timeout: 2, MaxBody: 3, DailyBudget: 4, Transport: &web{}, Lenient: shut{}, Recorder: noTape{}, Observer: &watching{}, Clock: at(planAt)}
	got, want := reflect.ValueOf(o.network(noHosts{})), reflect.ValueOf(o)
	for n := range got.NumField() {
		name := got.Type().Field(n).Name
		if name == "Hosts" {
			continue
		}
		if field := want.FieldByName(name); !field.IsValid() || field.IsZero() || !reflect.DeepEqual(field.Interface(), got.Field(n).Interface()) {
			t.Errorf("%s: %v, want %v", name, got.Field(n), field)
		}
	}
}

type noTape struct{}

func (noTape) Record(*http.Request, *http.Response, []byte, time.Time) error { return nil }

type watching struct{}

func (*watching) Observe(fetch.Traffic) {}

// empty is a store in which nothing is remembered, and that tells of the visits it is given.
type empty struct {
	mu     sync.Mutex
	visits []sources.Visit
	robots map[string]string // by host
	at     time.Time
}

func (e *empty) Memory(string) (sources.Memory, error) { return sources.Memory{}, nil }

func (e *empty) Apply(v sources.Visit) (sources.Outcome, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.visits = append(e.visits, v)
	return sources.Outcome{Report: v.Report}, nil
}

func (e *empty) Frame(string) ([]byte, error) { return nil, nil }

func (e *empty) Host(host string) (sources.HostNote, error) {
	if host == "broken.jp" {
		panic("boom")
	}
	if body, ok := e.robots[host]; ok {
		return sources.HostNote{Origins: map[string]sources.RobotsNote{"https": {Body: []byte(body), Status: 200, Fetched: e.at}}}, nil
	}
	return sources.HostNote{}, nil
}

// TestAPassBeginsWithTheSlowestHosts, by the delays of their robots.txt; those of one delay keep their order.
func TestAPassBeginsWithTheSlowestHosts(t *testing.T) {
	store := &empty{at: planAt, robots: map[string]string{"quick.jp": "", "slow.jp": "User-agent: *\nCrawl-delay: 9", "slower.jp": "User-agent: *\nCrawl-delay: 20", "also.jp": ""}}
	c := New(store, Options{UserAgent: "koubo/test", Transport: &web{}, Visits: 2, Clock: at(planAt)})
	list := []sources.Source{{ID: "none"}, {ID: "quick", Feeds: []string{"https://quick.jp/feed"}}, {ID: "slow", Lists: []string{"https://slow.jp/list"}}, {ID: "broken", Feeds: []string{"https://broken.jp/"}}, {ID: "slower", Lists: []string{"https://slower.jp/", "https://quick.jp/"}}, {ID: "also", Feeds: []string{"https://also.jp/"}}, {ID: "wide", Gap: 15 * time.Second, Feeds: []string{"https://wide.jp/"}}}
	var order []string
	for _, src := range c.slowestFirst(t.Context(), list) {
		order = append(order, src.ID)
	}
	if want := strings.Fields("slower wide slow none quick broken also"); !slices.Equal(order, want) {
		t.Errorf("%v, want %v", order, want)
	}
	if c.Load() != (Load{}) {
		t.Errorf("%+v", c.Load())
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	full := New(store, Options{UserAgent: "koubo/test", Transport: &web{}, Visits: 1, Clock: at(planAt)})
	full.slots.busy <- struct{}{}
	if got := full.hostGap(ended, list[2]); got != 0 {
		t.Errorf("a visit without a place knows a gap of %s", got)
	}
}

// crowd is a site on which each request lasts an hour, and counts how many are under way.
type crowd struct {
	mu        sync.Mutex
	now, most int
}

func (c *crowd) RoundTrip(req *http.Request) (*http.Response, error) {
	c.mu.Lock()
	c.now++
	c.most = max(c.most, c.now)
	c.mu.Unlock()
	time.Sleep(time.Hour)
	c.mu.Lock()
	c.now--
	c.mu.Unlock()
	return (&web{}).RoundTrip(req)
}

// TestHowManyVisitsAreUnderWay: as many as there are places, and those that wait for their hosts beside them.
func TestHowManyVisitsAreUnderWay(t *testing.T) {
	for visits, want := range map[int]int{1: 1 + maxWaiting, 3: 3 + maxWaiting, 500: 300} {
		synctest.Test(t, func(t *testing.T) {
			site, store := &crowd{}, &empty{}
			c := New(store, Options{UserAgent: "koubo/test", Transport: site, Visits: visits, Timeout: 10 * time.Hour})
			var list []sources.Source
			for n := range 300 {
				list = append(list, sources.Source{ID: fmt.Sprint(n), Lists: []string{fmt.Sprintf("https://a%d.jp/list", n)}})
			}
			ordered := c.slowestFirst(t.Context(), list)
			if len(ordered) != 300 || site.most != min(visits, 300) {
				t.Errorf("%d places: %d robots.txt are asked for at the same time", visits, site.most)
			}
			site.most = 0
			var mu sync.Mutex
			done := 0
			c.Run(t.Context(), list, func(_ sources.Source, r sources.Report, err error) {
				mu.Lock()
				defer mu.Unlock()
				if done++; err != nil || r.State != sources.Failing {
					t.Errorf("%s, %v", r.State, err)
				}
			})
			if done != 300 || len(store.visits) != 300 || site.most != want || c.Load() != (Load{}) {
				t.Errorf("%d places: %d done, %d at the same time, want %d; %+v", visits, done, site.most, want, c.Load())
			}
		})
	}
}

// TestARunThatEndsVisitsNobodyElse, and who is visited is told how it ended.
func TestARunThatEndsVisitsNobodyElse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		c := New(&empty{}, Options{UserAgent: "koubo/test", Transport: &web{}, Visits: 1, Gap: time.Hour})
		var list []sources.Source
		for n := range 2000 {
			list = append(list, sources.Source{ID: fmt.Sprint(n), Lists: []string{"https://a.jp/list", "https://a.jp/other"}})
		}
		done := 0
		var mu sync.Mutex
		go func() {
			time.Sleep(30 * time.Hour)
			cancel()
		}()
		c.Run(ctx, list, func(_ sources.Source, _ sources.Report, err error) {
			mu.Lock()
			defer mu.Unlock()
			done++
		})
		if done == 0 || done > 2*(1+maxWaiting) || c.Load() != (Load{}) {
			t.Errorf("%d of %d were told of, %+v", done, len(list), c.Load())
		}
	})
}

// TestTheLoadOfTheMoment, by which a visit knows whether it is alone.
func TestTheLoadOfTheMoment(t *testing.T) {
	c := New(&empty{}, Options{UserAgent: "koubo/test", Transport: &web{}, Visits: 2, Clock: at(planAt)})
	first, err := c.slots.acquire(t.Context())
	if err != nil || c.hasCompany() {
		t.Fatalf("alone, with company %v, %v", c.hasCompany(), err)
	}
	first.yield()
	if c.Load() != (Load{Waiting: 1}) || c.hasCompany() {
		t.Errorf("%+v", c.Load())
	}
	second, err := c.slots.acquire(t.Context())
	if err != nil || c.Load() != (Load{UnderWay: 1, Waiting: 1}) || !c.hasCompany() {
		t.Errorf("%+v, %v", c.Load(), err)
	}
	for range maxWaiting - 1 {
		c.slots.waiting <- struct{}{}
	}
	second.yield() // there is no room among those that wait
	if len(c.slots.busy) != 1 || second.waiting {
		t.Errorf("%+v", c.Load())
	}
	second.release()
	first.release()
	if len(c.slots.busy) != 0 || len(c.slots.waiting) != maxWaiting-1 {
		t.Errorf("%+v", c.Load())
	}
	c.slots.queued.Add(2)
	if c.Load().Queued != 2 {
		t.Errorf("%+v", c.Load())
	}
}

// TestFewPagesAreParsedAtTheSameTime, however many visits want to, and each is parsed.
func TestFewPagesAreParsedAtTheSameTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newParsers(3)
		var mu sync.Mutex
		var wg sync.WaitGroup
		now, most, done := 0, 0, 0
		for range 20 {
			wg.Go(func() {
				p.run(func() {
					mu.Lock()
					now++
					most = max(most, now)
					mu.Unlock()
					time.Sleep(time.Second)
					mu.Lock()
					now--
					done++
					mu.Unlock()
				})
			})
		}
		wg.Wait()
		synctest.Wait()
		if most != 3 || done != 20 || len(p.busy) != 0 {
			t.Errorf("%d at the same time, %d done, %d goroutines are left", most, done, len(p.busy))
		}
	})
}

// TestAThoroughVisitIsThoroughForItself alone.
func TestAThoroughVisitIsThoroughForItself(t *testing.T) {
	k := sources.Known{ID: "1", Title: "call", URL: "https://a.jp/call", Open: true, Deadline: planAt.Add(720 * time.Hour), Checked: planAt.Add(-time.Minute), FirstSeen: planAt, On: []string{entryKey("https://a.jp/list")}}
	for thorough, want := range map[bool]string{false: "/list", true: "/list /call"} {
		w := &web{pages: map[string]string{"https://a.jp/call": "x"}}
		store := &remembering{memory: sources.Memory{Known: map[string]sources.Known{"a.jp/call": k}}}
		c := New(store, Options{UserAgent: "koubo/test", Transport: w, Clock: at(planAt)})
		src := sources.Source{ID: "s", Lists: []string{"https://a.jp/list"}}
		visit := func() error { _, err := c.VisitAddresses(t.Context(), src, nil); return err }
		if thorough {
			visit = func() error { _, err := c.VisitThoroughly(t.Context(), src); return err }
		}
		if err := visit(); err != nil || w.paths() != want || c.opt.Thorough {
			t.Errorf("thorough %v: asked for %s, %v", thorough, w.paths(), err)
		}
	}
	w := &web{}
	c := New(&remembering{}, Options{UserAgent: "koubo/test", Transport: w, Clock: at(planAt)})
	other := c.With(Options{UserAgent: "koubo/test", Transport: w, Clock: at(planAt), MaxPages: 9, Gap: time.Hour})
	if other.opt.MaxPages != 9 || c.opt.MaxPages != 5 || other.store != c.store || other.frames != c.frames || other.network == c.network || other.opt.MaxDetails != 300 {
		t.Errorf("%+v", other.opt)
	}
	if _, err := c.VisitAddresses(t.Context(), sources.Source{ID: "s", Lists: []string{"https://a.jp/list", "https://a.jp/other"}}, []string{"https://a.jp/other"}); err != nil || w.paths() != "/other" {
		t.Errorf("asked for %s, %v", w.paths(), err)
	}
}

// remembering is a store with a memory.
type remembering struct {
	empty
	memory sources.Memory
}

func (r *remembering) Memory(string) (sources.Memory, error) { return r.memory, nil }

// TestAVisitThatPanicsIsAnError that names its source, and its place is given back.
func TestAVisitThatPanicsIsAnError(t *testing.T) {
	c := New(&empty{}, Options{UserAgent: "koubo/test", Transport: &web{}, Clock: at(planAt)})
	_, err := c.VisitAddresses(t.Context(), sources.Source{ID: "odd", Lists: []string{"https://broken.jp/list"}}, nil)
	if err == nil || !strings.Contains(err.Error(), "the visit of odd failed inside the program (boom)") || c.Load() != (Load{}) {
		t.Errorf("%v, %+v", err, c.Load())
	}
}

// TestAVisitThatIsBrokenOffStoresNothing.
func TestAVisitThatIsBrokenOffStoresNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	store := &empty{}
	c := New(store, Options{UserAgent: "koubo/test", Transport: &web{}, Observer: ending{cancel}, Clock: at(planAt)})
	if _, err := c.Visit(ctx, sources.Source{ID: "s", Lists: []string{"https://a.jp/list"}}); !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "visit of s was broken off") || len(store.visits) != 0 {
		t.Errorf("%v, %d stored", err, len(store.visits))
	}
}

type ending struct{ end func() }

func (e ending) Observe(fetch.Traffic) { e.end() }
