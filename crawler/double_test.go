package crawler_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"koubo/opportunity"
	"koubo/sources"
)

// serveTagged has the city answer some paths with pages of the test's, conditionally by a validator that never changes: what was read
// before is asked for in full by nobody who does not insist. moved are redirected for good.
func (c *city) serveTagged(pages, moved map[string]string) {
	c.set(func() {
		c.odd = func(w http.ResponseWriter, r *http.Request) bool {
			if to := moved[r.URL.Path]; to != "" {
				http.Redirect(w, r, to, http.StatusMovedPermanently)
				return true
			}
			page, ok := pages[r.URL.Path]
			if !ok {
				return false
			}
			w.Header().Set("ETag", `"1"`)
			if r.Header.Get("If-None-Match") != "" {
				w.WriteHeader(http.StatusNotModified)
				return true
			}
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, page)
			return true
		}
	})
}

func lunchRecords(o *office) (lunch []opportunity.Opportunity) {
	for _, r := range o.records() {
		if strings.HasPrefix(r.Title, "給食") {
			lunch = append(lunch, r)
		}
	}
	return lunch
}

// TestDoubledRecordsAreJoined: a call stands twice in the store, under two addresses, because its two pages were once read to other
// words. What was known of each is kept, and nobody is told anew.
func TestDoubledRecordsAreJoined(t *testing.T) {
	const day = "令和8年12月18日"
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds, src.Lists = nil, []string{town.URL + "/list.html"}
	list := twinList("/news/7.html", "/jigyosha/7.html")
	town.serveTagged(map[string]string{"/list.html": list, "/news/7.html": twinPage(day, "<p>ご案内</p>"), "/jigyosha/7.html": twinPage(day, "<p>お知らせ</p>")}, nil)
	o.visit(src)
	before := lunchRecords(o)
	if len(before) != 2 {
		t.Fatalf("%d records", len(before))
	}
	forgetComparison(t, o, src)
	town.serveTagged(map[string]string{"/list.html": list, "/news/7.html": twinPage(day, ""), "/jigyosha/7.html": twinPage(day, "")}, nil)
	o.clock.pass(time.Hour)
	report := o.visit(src)
	after := lunchRecords(o)
	if len(after) != 1 || report.New+report.Revised != 0 || len(after[0].Origins) != 2 || after[0].Revision != 1 {
		t.Fatalf("%+v\n%+v", report, after)
	}
	for _, r := range before {
		found, _, err := o.store.Get(r.ID)
		if err != nil || found.ID != after[0].ID {
			t.Errorf("%s leads to %+v, %v", r.ID, found, err)
		}
	}
	o.clock.pass(time.Hour)
	if report := o.visit(src); report.Requests != 1 {
		t.Errorf("asked again afterwards: %v", town.asked())
	}
}

// TestCallsThatLookAlikeAreComparedOnce: two lots of one title and day stay two, and are not asked for whole again for that.
func TestCallsThatLookAlikeAreComparedOnce(t *testing.T) {
	const day = "令和8年12月18日"
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds, src.Lists = nil, []string{town.URL + "/list.html"}
	town.serveTagged(map[string]string{"/list.html": twinList("/news/7.html", "/jigyosha/7.html"), "/news/7.html": twinPage(day, "<p>東部</p>"), "/jigyosha/7.html": twinPage(day, "<p>西部</p>")}, nil)
	o.visit(src)
	for range 3 {
		o.clock.pass(time.Hour)
		if report := o.visit(src); len(lunchRecords(o)) != 2 || report.Requests > 1 {
			t.Errorf("read in the first visit: %+v", report)
		}
	}
	forgetComparison(t, o, src)
	for visit, want := range []int{3, 1, 1} { // the list, and once the two
		o.clock.pass(time.Hour)
		if report := o.visit(src); len(lunchRecords(o)) != 2 || report.Requests != want {
			t.Errorf("visit %d: %d requests, want %d: %v", visit, report.Requests, want, town.asked())
		}
	}
}

// TestARedirectToAnotherCallIsFollowedOnce where the two cannot be one: its 304 costs one request from then on.
func TestARedirectToAnotherCallIsFollowedOnce(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds, src.Lists = nil, []string{town.URL + "/list.html"}
	list := htmlPage("募集", `<ul><li><span class="date">2026年11月9日</span> <a href="/a.html">給食配送業務に係る公募型プロポーザルの実施について</a></li><li><span class="date">2026年11月8日</span> <a href="/b.html">学校給食調理業務に係る公募型プロポーザル</a></li></ul>`)
	pages := map[string]string{"/list.html": list, "/b.html": htmlPage("事業者の選定", "<p>給食配送業務と学校給食調理業務の事業者を募集します。給食配送業務に係る公募型プロポーザルの実施について、学校給食調理業務に係る公募型プロポーザル。</p><p>提出期限：令和8年12月18日</p>")}
	town.serveTagged(pages, map[string]string{"/a.html": "/b.html"})
	o.visit(src)
	if got := len(o.records()); got != 2 {
		t.Fatalf("%d records: %+v", got, o.records())
	}
	for visit := range 3 {
		o.clock.pass(24 * time.Hour)
		town.asked()
		o.visit(src)
		want := map[string]int{"/a.html": 1, "/b.html": 2}
		got := map[string]int{}
		for _, path := range town.asked() {
			if want[path] > 0 {
				got[path]++
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("visit %d: %v, want %v", visit, got, want)
		}
	}
}

// forgetComparison takes what is remembered of comparisons out of the store, as an older program left it.
func forgetComparison(t *testing.T, o *office, src sources.Source) {
	t.Helper()
	m, err := o.store.Memory(src.ID)
	if err != nil {
		t.Fatal(err)
	}
	for key, k := range m.Known {
		k.Apart = nil
		m.Known[key] = k
	}
	if _, err := o.store.Apply(sources.Visit{Source: src, At: o.clock.Now(), Known: m.Known, Health: m.Health}); err != nil {
		t.Fatal(err)
	}
}
