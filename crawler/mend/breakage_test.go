package mend_test

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"koubo/crawler"
	"koubo/crawler/fetch"
	"koubo/crawler/mend"
	"koubo/opportunity"
	"koubo/parsers/list"
	"koubo/sources"
	"koubo/sources/config"
	"koubo/sources/declaration"
	"koubo/store"

	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/sync/errgroup"
)

// breakage is a case of testdata/breakages: a site, the source that reads it, and what breaks. Its files are
//
//	source           the source, as in sources.yaml, without its id
//	want             lines "state: a b", "cause: a b" (of which one must be told), one "mend: OLD -> NEW, …" for each mend that is wanted,
//	                 and "loss: FIELD PLACE" for each field that is lost and where its words stand now, in cases that say so of any
//	before ADDRESS   a page as it stood, a template over .Items; one with {n} in its address is that of each announcement
//	after ADDRESS    a page as it stands once something broke
//	both ADDRESS     a page of both
//
// Empty files of addresses with {n} are pages of the usual form. A page "404", "301 ADDRESS" or "refuse" answers so.
type breakage struct {
	name, about, source string
	state, cause, mends []string
	losses              []string
	before, after       map[string]string
}

func readBreakage(t *testing.T, path string) breakage {
	t.Helper()
	a, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b := breakage{name: strings.TrimSuffix(filepath.Base(path), ".txtar"), about: strings.TrimSpace(string(a.Comment)), before: map[string]string{}, after: map[string]string{}}
	for _, f := range a.Files {
		part, address, _ := strings.Cut(f.Name, " ")
		text := string(f.Data)
		switch part {
		case "source":
			b.source = text
		case "want":
			for line := range strings.Lines(text) {
				key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
				switch key {
				case "state":
					b.state = strings.Fields(value)
				case "cause":
					b.cause = strings.Fields(value)
				case "mend":
					b.mends = append(b.mends, value)
				case "loss":
					b.losses = append(b.losses, value)
				}
			}
		case "before":
			b.before[address] = text
		case "after":
			b.after[address] = text
		case "both":
			b.before[address] = text
		default:
			t.Fatalf("%s: %q is no part of a case", path, f.Name)
		}
	}
	slices.Sort(b.mends)
	return b
}

// calendar is a clock that a test moves; whoever waits by it does not.
type calendar struct {
	mu  sync.Mutex
	now time.Time
}

func (c *calendar) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *calendar) Sleep(ctx context.Context, d time.Duration) error {
	c.pass(d)
	return ctx.Err()
}

func (c *calendar) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(max(d, 0))
}

// ending is how a case ended.
type ending struct {
	health  sources.Health
	mends   []string // those that are proven
	perhaps []string // the others
	losses  []string
}

const (
	visitsBefore = 6
	visitsAfter  = 8 // within which a breakage is to be found
	between      = 5 * 24 * time.Hour
)

// play visits a site until something broke, and has a mend looked for.
func (b breakage) play(folder string) (e ending, err error) {
	clock := &calendar{now: time.Date(2026, 6, 20, 1, 0, 0, 0, time.UTC)}
	town := &breakTown{name: b.name, now: clock.Now, pages: map[string]string{}, nav: defaultNav}
	town.stand(b.before)
	cfg, err := config.Parse("sources.yaml", []byte("catalog: none\nsources:\n  - id: a\n"+indented(b.source)), declaration.Vocabulary{Platforms: list.Platforms(), CheckSelectors: list.CheckSelectors})
	if err != nil {
		return e, err
	}
	src := cfg.Sources[0]
	st, err := store.Open(filepath.Join(folder, b.name+".db"), store.Options{Now: clock.Now})
	if err != nil {
		return e, err
	}
	defer st.Close()
	c := crawler.New(st, crawler.Options{UserAgent: "koubo/test (test@example.jp)", Transport: town, Clock: clock})
	visit := func() error {
		clock.pass(between)
		if _, err := c.Visit(context.Background(), src); err != nil {
			return err
		}
		m, err := st.Memory(src.ID)
		e.health = m.Health
		return err
	}
	for range visitsBefore {
		if err := visit(); err != nil {
			return e, err
		}
	}
	if e.health.State != sources.OK {
		return e, fmt.Errorf("before it broke: %s %s", e.health.State, e.health.Reason)
	}
	town.stand(b.after)
	for n := 0; n < visitsAfter && !e.health.State.IsBroken(); n++ {
		if err := visit(); err != nil {
			return e, err
		}
	}
	return e, e.find(town, clock, st, src)
}

// find looks for mends as source check does.
func (e *ending) find(town *breakTown, clock *calendar, st *store.Store, src sources.Source) error {
	q := opportunity.Query{AllKinds: true, AllStages: true, AllStatuses: true, Source: src.ID, Sort: opportunity.ByRevised, Limit: mend.MostKnown}
	found, err := st.Query(q, clock.Now())
	if err != nil {
		return err
	}
	c := mend.CaseOf(src, e.health, mend.AddressesOf([]sources.Source{src}))
	c.Know(found.Items)
	if !c.IsBroken() {
		return nil
	}
	network := fetch.NewNetwork(fetch.Options{UserAgent: "koubo/test (test@example.jp)", Timeout: time.Second, MaxBody: 1 << 20, Clock: clock, Hosts: st, Transport: town})
	client := network.Client(fetch.ClientOptions{Once: true})
	defer client.Close()
	proposals, err := mend.Find(context.Background(), client, c)
	if err != nil {
		return err
	}
	if client.Requests > mostRequests {
		return fmt.Errorf("%d requests", client.Requests)
	}
	for _, p := range proposals {
		places := slices.DeleteFunc(append([]string{p.New}, p.Also...), func(a string) bool { return a == "" })
		slices.Sort(places)
		words := strings.ReplaceAll(p.Old+" -> "+cmp.Or(strings.Join(places, " + "), "none"), townHost, "")
		if p.Feed {
			words += " feed"
		}
		if len(p.Drop) > 0 {
			words += " without " + strings.Join(p.Drop, " ")
		}
		for _, name := range slices.Sorted(maps.Keys(p.Fields)) {
			words += " with " + name + " " + p.Fields[name]
		}
		if p.IsProven() {
			e.mends = append(e.mends, words)
		} else {
			e.perhaps = append(e.perhaps, words)
		}
	}
	slices.Sort(e.mends)
	for _, l := range c.Lost {
		e.losses = append(e.losses, string(l.Field)+" "+string(l.Found.As))
		if l.Since.IsZero() || l.Found.As != mend.NowRead && l.Found.As != "" && (l.Found.URL == "" || l.Found.Title == "") {
			return fmt.Errorf("it is not told since when %s is lost, or where: %+v", l.Field, l)
		}
	}
	return nil
}

// mostRequests are those that the search for a mend may cost.
const mostRequests = 45

func indented(text string) string {
	return "    " + strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n    ") + "\n"
}

// judge says whether a case was found, explained, and mended right.
func (b breakage) judge(e ending) (found, explained, mended bool) {
	found = slices.Contains(b.state, string(e.health.State))
	explained = len(b.cause) == 0
	for _, c := range e.health.Causes {
		explained = explained || slices.Contains(b.cause, string(c.Code))
	}
	return found, found && explained && (len(b.losses) == 0 || slices.Equal(b.losses, e.losses)), slices.Equal(b.mends, e.mends)
}

// TestBreakages plays the breakages and holds the share of those that are found, explained and mended right to its bar, the odd
// ones (counted from 1), which mends may be made for, and the even ones apart. With -v each that is missed is told of.
func TestBreakages(t *testing.T) {
	paths, err := filepath.Glob("testdata/breakages/*.txtar")
	if err != nil || len(paths) < 30 {
		t.Fatalf("%d cases: %v", len(paths), err)
	}
	endings := make([]ending, len(paths))
	cases := make([]breakage, len(paths))
	var plays errgroup.Group
	plays.SetLimit(64) // for what they mostly do is wait for the disk
	folder := memoryFolder(t)
	for n, path := range paths {
		cases[n] = readBreakage(t, path)
		plays.Go(func() (err error) {
			if endings[n], err = cases[n].play(folder); err != nil {
				err = fmt.Errorf("%s: %w", cases[n].name, err)
			}
			return err
		})
	}
	if err := plays.Wait(); err != nil {
		t.Fatal(err)
	}
	var score [2][4]int // odd, even: found, explained, mended, of
	for n, b := range cases {
		found, explained, mended := b.judge(endings[n])
		half := &score[n%2]
		half[0] += one(found)
		half[1] += one(explained)
		half[2] += one(explained && mended)
		half[3]++
		if !explained || !mended {
			e := endings[n]
			t.Logf("%s: %s\n  state %s, want %s; causes %v, want %s\n  mends %q, want %q; perhaps %q; losses %q, want %q\n  %s", b.name, b.about, cmp.Or(e.health.State, "none"), b.state, codes(e.health.Causes), b.cause, e.mends, b.mends, e.perhaps, e.losses, b.losses, e.health.Reason)
		}
	}
	for n, name := range []string{"odd", "even"} {
		s := score[n]
		t.Logf("%s: of %d breakages %d found, %d explained, %d of these mended right", name, s[3], s[0], s[1], s[2])
		if float64(s[2]) < leastRight*float64(s[3]) {
			t.Errorf("%s: only %d of %d are right", name, s[2], s[3])
		}
	}
}

// memoryFolder is a folder in memory where the system has one: the cases commit some 1,500 times, and a disk takes minutes for that.
func memoryFolder(t *testing.T) string {
	t.Helper()
	folder, err := os.MkdirTemp("/dev/shm", "koubo-breakages")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	return folder
}

// leastRight is the share of breakages that must be found, explained, and mended right.
const leastRight = 0.9

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func codes(causes []sources.Cause) (all []string) {
	for _, c := range causes {
		all = append(all, string(c.Code))
	}
	return all
}
