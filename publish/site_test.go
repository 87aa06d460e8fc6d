package publish_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"path"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"

	"koubo/bench/synthetic"
	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/publish"
	"koubo/sources"
	"koubo/store"
	"koubo/web/front"
)

// noon is when the tests begin: Tuesday, 24 November 2026, in Japan.
var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, jdate.JST)

const base = "https://koubo.example.jp/calls"

// town is a store with what is published of it.
type town struct {
	*store.Store
	now time.Time
}

func newTown(t *testing.T, records int) *town {
	t.Helper()
	s, err := store.Open(path.Join(t.TempDir(), "koubo.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if err := synthetic.Fill(s, records, noon.Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
	return &town{s, noon}
}

var watched = []sources.Source{{ID: "s1", Issuer: opportunity.Issuer{Code: "472018", Name: "那覇市", Prefecture: "沖縄県"}, Feeds: []string{"https://www.city.naha.example/rss"}}}

func (c *town) publish(to publish.Target) (publish.Report, error) {
	front := front.Config{Visits: c, Sources: func() []sources.Source { return watched }, BaseURL: base, Version: "test"}
	return publish.Run(context.Background(), publish.Options{Records: c, Front: front, Target: to, Now: c.now, Keep: 24 * time.Hour})
}

func (c *town) mustPublish(t *testing.T, to publish.Target) publish.Report {
	t.Helper()
	report, err := c.publish(to)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// extend moves the last days of records, as a visit that reads them anew does.
func (c *town) extend(t *testing.T, numbers ...int) (changed []opportunity.Opportunity) {
	t.Helper()
	v := sources.Visit{Source: sources.Source{ID: "s1"}, At: c.now, Health: sources.Health{State: sources.OK, LastRun: c.now}, Report: sources.Report{Start: c.now, State: sources.OK}}
	for _, n := range numbers {
		o := synthetic.Record(n, noon.Add(-time.Hour))
		for i := range o.Deadlines {
			if d := &o.Deadlines[i]; d.End != "" {
				d.End = d.End.AddDays(7)
			}
		}
		v.Records, changed = append(v.Records, o), append(changed, o)
	}
	if _, err := c.Apply(v); err != nil {
		t.Fatal(err)
	}
	return changed
}

// telephone changes what is cosmetic of records, as extend does their days.
func (c *town) telephone(t *testing.T, numbers ...int) {
	t.Helper()
	at := c.now.Add(time.Minute)
	v := sources.Visit{Source: sources.Source{ID: "s1"}, At: at, Health: sources.Health{State: sources.OK, LastRun: at}, Report: sources.Report{Start: at, State: sources.OK}}
	for _, n := range numbers {
		o := synthetic.Record(n, noon.Add(-time.Hour))
		o.Contact.Phone = "0999-00-0000"
		v.Records = append(v.Records, o)
	}
	if out, err := c.Apply(v); err != nil || len(out.Revised) != len(numbers) {
		t.Fatal(out.Revised, err)
	}
}

// disk is a target in memory that can be looked at, and fail, at every step.
type disk struct {
	mu      sync.Mutex
	files   map[string][]byte
	links   map[string][]string // of pages that were asked for them since they were written
	kept    map[string][]byte
	staged  map[string][]byte
	written []string // paths that were written or exchanged since the last reset
	removed []string
	locked  bool
	steps   int           // since the last reset
	failAt  int           // the step that fails; 0 for none
	watch   func(d *disk) // called after each step that a reader may see
	err     error         // what it fails with
	loose   bool          // a failure of power would take the list of what is being exchanged
}

func newDisk() *disk {
	return &disk{files: map[string][]byte{}, links: map[string][]string{}, kept: map[string][]byte{}, staged: map[string][]byte{}}
}

func (d *disk) reset() { d.written, d.removed, d.steps = nil, nil, 0 }

// step counts a step that may fail.
func (d *disk) step() error {
	if d.steps++; d.failAt > 0 && d.steps >= d.failAt {
		return d.err
	}
	return nil
}

func (d *disk) Lock(context.Context) (func() error, error) {
	if d.locked {
		return nil, fmt.Errorf("another koubo is publishing")
	}
	d.locked, d.staged = true, map[string][]byte{}
	return func() error { d.locked = false; return nil }, nil
}

func (d *disk) Load(_ context.Context, name string) (io.ReadCloser, error) {
	if body, ok := d.kept[name]; ok {
		return io.NopCloser(bytes.NewReader(body)), nil
	}
	return nil, fs.ErrNotExist
}

func (d *disk) Save(_ context.Context, name string, body *io.SectionReader) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.step(); err != nil {
		return err
	}
	d.loose = d.loose || name == "pending.gz" && body != nil
	if body == nil {
		delete(d.kept, name)
		return nil
	}
	text, err := io.ReadAll(body)
	d.kept[name] = text
	return err
}

func (d *disk) Open(_ context.Context, path string) (io.ReadCloser, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if body, there := d.files[path]; there {
		return io.NopCloser(bytes.NewReader(body)), nil
	}
	return nil, fs.ErrNotExist
}

func (d *disk) Write(_ context.Context, path string, body *io.SectionReader) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.step(); err != nil {
		return err
	}
	text, err := io.ReadAll(body)
	d.place(path, text)
	return err
}

func (d *disk) place(path string, text []byte) {
	d.files[path], d.written = text, append(d.written, path)
	delete(d.links, path)
	if d.watch != nil {
		d.watch(d)
	}
}

func (d *disk) Stage(_ context.Context, path string, body *io.SectionReader) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.step(); err != nil {
		return err
	}
	text, err := io.ReadAll(body)
	d.staged[path] = text
	return err
}

func (d *disk) Show(_ context.Context, paths []string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.loose {
		return fmt.Errorf("files are exchanged before the list of them is on the disk")
	}
	for _, path := range paths {
		if err := d.step(); err != nil {
			return err
		}
		d.place(path, d.staged[path])
		delete(d.staged, path)
	}
	return nil
}

func (d *disk) Remove(_ context.Context, path string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.files, path)
	delete(d.links, path)
	d.removed = append(d.removed, path)
	if d.watch != nil {
		d.watch(d)
	}
	return nil
}

func (d *disk) Sync(context.Context) error {
	d.loose = false
	return nil
}
func (d *disk) Discard()     { clear(d.staged) }
func (d *disk) Workers() int { return 2 }

// linksFrom are the paths within the site that a page of it leads to or loads.
func (d *disk) linksFrom(path string) []string {
	links, known := d.links[path]
	if !known && strings.HasSuffix(path, ".html") {
		links = linksOf(d.files[path])
		d.links[path] = links
	}
	return links
}

func linksOf(page []byte) (paths []string) {
	z := html.NewTokenizer(bytes.NewReader(page))
	for z.Next() != html.ErrorToken {
		for _, a := range z.Token().Attr {
			if a.Key != "href" && a.Key != "src" && a.Key != "action" {
				continue
			}
			if path, own := within(a.Val); own {
				paths = append(paths, path)
			}
		}
	}
	return paths
}

// within returns the path in the site of an address of it.
func within(address string) (string, bool) {
	u, err := url.Parse(address)
	if err != nil || u.Host != "" && u.Host != "koubo.example.jp" || u.Scheme != "" && u.Scheme != "https" && u.Scheme != "webcal" || u.Path == "" {
		return "", false
	}
	path, own := strings.CutPrefix(u.Path, "/calls/")
	if !own {
		return "NOT BELOW THE SITE: " + address, true
	}
	return path, true
}

// broken follows all links from the start page, and returns those that lead nowhere.
func (d *disk) broken() (dead []string) {
	if _, there := d.files["index.html"]; !there {
		return nil // nobody is led anywhere yet
	}
	seen := map[string]bool{"index.html": true}
	for open := []string{"index.html"}; len(open) > 0; open = open[1:] {
		for _, link := range d.linksFrom(open[0]) {
			if seen[link] {
				continue
			}
			if seen[link] = true; d.files[link] == nil {
				dead = append(dead, open[0]+" → "+link)
			}
			open = append(open, link)
		}
	}
	return dead
}

// fillFurther stores more records of the same country.
func fillFurther(c *town, from, to int) error {
	v := sources.Visit{Source: sources.Source{ID: "s2"}, At: c.now, Health: sources.Health{State: sources.OK, LastRun: c.now}, Report: sources.Report{Start: c.now, State: sources.OK}}
	for n := from; n < to; n++ {
		v.Records = append(v.Records, synthetic.Record(n, noon.Add(-time.Hour)))
	}
	_, err := c.Apply(v)
	return err
}
