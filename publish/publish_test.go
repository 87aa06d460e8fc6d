package publish_test

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"koubo/bench/synthetic"
	"koubo/opportunity"
	"koubo/publish"
	"koubo/sources"
	"koubo/store/selection"
	"koubo/web/front"
	"koubo/web/syndication"
)

func TestEveryLinkOfTheSiteLeadsSomewhere(t *testing.T) {
	c, d := newTown(t, 600), newDisk()
	report := c.mustPublish(t, d)
	if report.Records != 600 || report.Added != len(d.files) || report.Files != len(d.files) {
		t.Errorf("the report says %+v of %d files", report, len(d.files))
	}
	for page := range d.files {
		for _, link := range d.linksFrom(page) {
			if d.files[link] == nil {
				t.Errorf("%s leads to %s, which is not there", page, link)
			}
		}
	}
	for _, path := range []string{"index.html", "feed.atom", "deadlines.ics", "reminders.atom", "kind/pilot-reminders.rss", "kind/pilot.rss", "pref/47.json", "pref/47.csv", "pref/47.jsonl", "theme/dx.ics", "issuer/472018.atom", "export.jsonl.gz", "export.csv.gz",
		"today/2026-11-24.html", "calendar/2026-12.html", "map.html", "sources.html", "opml.xml", "robots.txt", "sitemap.xml", "sitemap/pages.xml", "sitemap/16.xml", "search/index.json"} {
		if d.files[path] == nil {
			t.Errorf("%s is missing", path)
		}
	}
	if d.written[len(d.written)-1] != "index.html" {
		t.Errorf("the last file to come was %s, not the start page", d.written[len(d.written)-1])
	}
}

func TestFeedsLeadToFiles(t *testing.T) {
	c, d := newTown(t, 200), newDisk()
	c.mustPublish(t, d)
	found := 0
	for _, path := range []string{"feed.atom", "feed.rss", "feed.json", "deadlines.ics", "reminders.atom", "pref/47-reminders.json", "opml.xml", "sitemap.xml", "sitemap/pages.xml", "sitemap/1.xml", "robots.txt"} {
		text := strings.ReplaceAll(string(d.files[path]), "\r\n ", "")
		for _, piece := range strings.Split(text, base+"/")[1:] {
			link := piece[:strings.IndexAny(piece+"\n", "\"'<>\r\n\\ ")]
			link, _, _ = strings.Cut(link, "?")
			if found++; d.files[link] == nil {
				t.Errorf("%s leads to %s, which is not there", path, link)
			}
		}
	}
	if found < 100 {
		t.Errorf("only %d links were found", found)
	}
}

// TestACallCanBeFollowedByItself while it is open and for two months after it.
func TestACallCanBeFollowedByItself(t *testing.T) {
	c, d := newTown(t, 300), newDisk()
	c.now = noon.AddDate(0, 0, 80)
	c.mustPublish(t, d)
	with, without := 0, 0
	for n := range 300 {
		o, found, err := c.Get(synthetic.Record(n, noon.Add(-time.Hour)).ID)
		if err != nil || !found {
			t.Fatal(err)
		}
		o = o.At(c.now)
		feed, page := string(d.files["o/"+o.ID+".atom"]), string(d.files["o/"+o.ID+".html"])
		lasts := o.IsOpportunity && (o.Status != opportunity.Closed && o.Status != opportunity.WithdrawnNow || c.now.Before(syndication.FeedUntil(o)))
		if (feed != "") != lasts || strings.Contains(page, o.ID+".atom") != lasts || lasts && !strings.Contains(feed, base+"/o/"+o.ID+".html") {
			t.Errorf("%s (%s until %v): %d bytes of feed", o.ID, o.Status, syndication.FeedUntil(o), len(feed))
		}
		if lasts {
			with++
		} else {
			without++
		}
	}
	if with < 3 || without < 3 {
		t.Errorf("%d have a feed, %d have none", with, without)
	}
}

// TestAChangeRewritesWhatItTouches says it of each file: a record's page and calendar, the lists, feeds and tables of what it
// belongs to, two shards of the search a record, and the pages of the whole.
func TestAChangeRewritesWhatItTouches(t *testing.T) {
	c, d := newTown(t, 1600), newDisk()
	c.mustPublish(t, d)
	d.reset()
	if report := c.mustPublish(t, d); report.Added+report.Replaced+report.Removed > 0 || len(d.written) > 0 {
		t.Fatalf("publishing again without a change wrote %v", d.written)
	}
	c.now = noon.Add(time.Hour)
	changed := c.extend(t, 5, 500, 900, 1599)
	touched := map[string]bool{"index": true, "feed": true, "deadlines": true, "reminders": true, "export": true, "today": true, "today/2026-11-24": true, "map": true, "sources": true, "search/index": true}
	for _, o := range changed {
		for _, stem := range []string{"o/" + o.ID, "issuer/" + o.Issuer.Code, "pref/" + o.Issuer.Code[:2], "kind/" + string(o.Kind), "theme/" + o.Themes[0]} {
			touched[stem] = true
		}
	}
	d.reset()
	report := c.mustPublish(t, d)
	shards := 0
	for _, path := range d.written {
		stem, _, _ := strings.Cut(path, ".")
		stem = strings.TrimSuffix(stem, "-reminders")
		switch {
		case strings.HasPrefix(path, "search/open-"), strings.HasPrefix(path, "search/run-"):
			shards++
		case strings.HasPrefix(path, "calendar"):
		case !touched[stem]:
			t.Errorf("%s was rewritten, which none of the records touches", path)
		}
	}
	for _, o := range changed {
		if !slices.Contains(d.written, "o/"+o.ID+".html") {
			t.Errorf("the page of %s stayed as it was", o.ID)
		}
	}
	if shards == 0 || shards > 2*len(changed) {
		t.Errorf("%d shards were rewritten for %d records", shards, len(changed))
	}
	if report.Leaves != shards {
		t.Errorf("%d files stay for a while, of %d shards that others took the place of", report.Leaves, shards)
	}
	c.now = noon.Add(26 * time.Hour)
	d.reset()
	if report := c.mustPublish(t, d); report.Removed < shards || len(d.removed) != report.Removed {
		t.Errorf("a day later %d files were removed, of %d", report.Removed, shards)
	}
	if differ := differing(d, publishedAnew(t, c)); len(differ) > 0 {
		t.Errorf("these differ from what is published at once: %v", differ)
	}
}

// publishedAnew is the site as a first publication makes it.
func publishedAnew(t *testing.T, c *town) *disk {
	t.Helper()
	d := newDisk()
	c.mustPublish(t, d)
	return d
}

// differing are the paths that two sites do not have alike; what only stays for a while is none.
func differing(a, b *disk) (paths []string) {
	for path, text := range b.files {
		if string(a.files[path]) != string(text) {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return paths
}

func TestAReaderNeverMeetsABrokenLink(t *testing.T) {
	c, d := newTown(t, 300), newDisk()
	d.watch = func(d *disk) {
		if dead := d.broken(); len(dead) > 0 && !t.Failed() {
			t.Errorf("after %d steps links lead nowhere: %.5q", d.steps, dead)
		}
	}
	c.mustPublish(t, d)
	if err := fillFurther(c, 300, 340); err != nil { // new records, new bodies
		t.Fatal(err)
	}
	c.extend(t, 1, 2, 3, 299)
	c.now = noon.Add(3 * time.Hour)
	c.mustPublish(t, d)
	c.now = noon.Add(50 * time.Hour) // days have passed: some are over, and what stayed is removed
	c.mustPublish(t, d)
}

func TestWordsThatTimeMovesAreMadeAnew(t *testing.T) {
	c, d := newTown(t, 400), newDisk()
	c.mustPublish(t, d)
	c.now = noon.Add(24 * time.Hour)
	c.mustPublish(t, d)
	if differ := differing(d, publishedAnew(t, c)); len(differ) > 0 {
		t.Errorf("a day later these differ from what is published at once: %v", differ)
	}
	c.now = noon.AddDate(1, 0, 0)
	c.mustPublish(t, d)
	if differ := differing(d, publishedAnew(t, c)); len(differ) > 0 {
		t.Errorf("a year later these differ from what is published at once: %v", differ)
	}
}

// TestAFailureAtAnyStepLeavesAWholeSite has a disk run full at each of many steps of a change.
func TestAFailureAtAnyStepLeavesAWholeSite(t *testing.T) {
	c, d := newTown(t, 120), newDisk()
	c.mustPublish(t, d)
	if err := fillFurther(c, 120, 130); err != nil {
		t.Fatal(err)
	}
	changed := c.extend(t, 1, 50, 119)
	c.now = noon.Add(time.Hour)
	before := maps.Clone(d.files)
	d.err = syscall.ENOSPC
	failed := 0
	for at := 1; ; at += 13 {
		d.reset()
		d.failAt = at
		_, err := c.publish(d)
		if dead := d.broken(); len(dead) > 0 {
			t.Fatalf("a failure at step %d leaves links that lead nowhere: %.5q", at, dead)
		}
		if err == nil {
			break
		}
		failed++
		if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "published") {
			t.Fatalf("a failure at step %d says: %v", at, err)
		}
		if strings.Contains(err.Error(), "nothing was published") && !maps.EqualFunc(before, d.files, func(a, b []byte) bool { return string(a) == string(b) }) {
			t.Fatalf("a failure at step %d left other files, though nothing was published", at)
		}
	}
	if failed < 20 {
		t.Errorf("only %d steps failed", failed)
	}
	if differ := differing(d, publishedAnew(t, c)); len(differ) > 0 || d.files["o/"+changed[0].ID+".html"] == nil {
		t.Errorf("after all failures these differ from what is published at once: %v", differ)
	}
}

// interrupted are records after so many questions of which somebody interrupts.
type interrupted struct {
	*town
	left      atomic.Int64
	interrupt context.CancelFunc
}

func (i *interrupted) count() {
	if i.left.Add(-1) == 0 {
		i.interrupt()
	}
}

func (i *interrupted) Get(id string) (opportunity.Opportunity, bool, error) {
	i.count()
	return i.town.Get(id)
}

func (i *interrupted) Query(q opportunity.Query, now time.Time) (selection.Result, error) {
	i.count()
	return i.town.Query(q, now)
}

// TestAnInterruptAtAnyStepLeavesTheSiteAsItWas: what was not made yet is still part of it.
func TestAnInterruptAtAnyStepLeavesTheSiteAsItWas(t *testing.T) {
	c, d := newTown(t, 60), newDisk()
	c.mustPublish(t, d)
	c.extend(t, 1, 50)
	c.now = noon.Add(time.Hour)
	before := maps.Clone(d.files)
	stopped := 0
	for at := int64(0); ; at += 41 {
		ctx, cancel := context.WithCancel(t.Context())
		records := &interrupted{town: c, interrupt: cancel}
		if records.left.Store(at); at == 0 {
			cancel()
		}
		front := front.Config{Visits: c, Sources: func() []sources.Source { return watched }, BaseURL: base, Version: "test"}
		_, err := publish.Run(ctx, publish.Options{Records: records, Front: front, Target: d, Now: c.now, Keep: 0})
		cancel()
		if err == nil && records.left.Load() > 0 {
			break
		}
		stopped++
		if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "nothing was published") {
			t.Fatalf("an interrupt after %d questions: %v", at, err)
		}
		if !maps.EqualFunc(before, d.files, func(a, b []byte) bool { return string(a) == string(b) }) {
			t.Fatalf("an interrupt after %d questions changed the site", at)
		}
	}
	if stopped < 10 {
		t.Errorf("it was interrupted at only %d steps", stopped)
	}
	if differ := differing(d, publishedAnew(t, c)); len(differ) > 0 {
		t.Errorf("after all interrupts these differ from what is published at once: %v", differ)
	}
}

func TestAnEmptySiteCanBeSearched(t *testing.T) {
	d := newDisk()
	newTown(t, 0).mustPublish(t, d)
	if list := string(d.files["search/index.json"]); !strings.HasPrefix(list, `{"open":[],"runs":[],`) || len(d.broken()) > 0 {
		t.Errorf("the search is told of %.60s", list)
	}
}

func TestASecondPublisherIsTurnedAway(t *testing.T) {
	c, d := newTown(t, 10), newDisk()
	d.locked = true
	if _, err := c.publish(d); err == nil || len(d.files) > 0 {
		t.Errorf("two publish at once: %v", err)
	}
}
