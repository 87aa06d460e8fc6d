package crawler_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"koubo/opportunity"
)

// rowsOf has a city serve a list of these rows, and pages for those that link one.
func rowsOf(c *city, rows ...string) {
	c.set(func() {
		c.odd = func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path != "/nyusatsu/index.html" {
				return false
			}
			c.serve(w, r, "text/html; charset=utf-8", `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>募集情報</title></head><body><main><h1>募集情報</h1>`+
				`<table><tr><th>件名</th><th>公告日</th><th>提出期限</th><th>担当課</th></tr>`+strings.Join(rows, "")+`</table></main></body></html>`)
			return true
		}
	})
}

func tableRow(title, day, last string) string {
	return fmt.Sprintf("<tr><td>%s</td><td>%s</td><td>%s</td><td>管財課</td></tr>", title, day, last)
}

const (
	linkedCall = `<a href="/nyusatsu/5.html">第5公園に関する公募型プロポーザルの実施について</a>`
	linkedToo  = `<a href="/nyusatsu/4.html">第4公園に関する公募型プロポーザルの実施について</a>`
	rowCall    = "旧保育所を活用する民間事業者の公募型プロポーザル"
	parkCall   = "第3公園に関する公募型プロポーザルの実施について"
)

// told tells of each record its title, its last day and what else matters of it.
func told(o *office) (all []string) {
	for _, r := range o.records() {
		last := ""
		for _, d := range r.Deadlines {
			last += " " + string(d.Role) + " " + string(d.End)
		}
		all = append(all, fmt.Sprintf("%s|%s|%s|%s%s", r.Title, r.URL[strings.LastIndexByte(r.URL, '/')+1:], r.Detail, r.Status, last))
	}
	slices.Sort(all)
	return all
}

func (o *office) nextDay() { o.clock.pass(24 * time.Hour) }

// TestRowWithoutLink follows a call that stands in a row of text alone: its last day moves, the list says nothing new, the row goes.
func TestRowWithoutLink(t *testing.T) {
	c, o := newCity(t), newOffice(t, nil)
	src := c.source()
	src.Feeds = nil
	rowsOf(c, tableRow(linkedCall, "2026年11月9日", "2026年12月18日"), tableRow(rowCall, "2026年11月6日", "2026年12月10日"), tableRow(linkedToo, "2026年11月4日", "2026年12月18日"))
	o.visit(src)
	row := func(status, last string) string {
		return rowCall + "|index.html|none|" + status + " submission " + last
	}
	if got := told(o); len(got) != 3 || !slices.Contains(got, row("open", "2026-12-10")) {
		t.Fatalf("read %q", got)
	}
	c.asked()
	o.nextDay()
	o.visit(src)
	if asked := c.asked(); strings.Count(strings.Join(asked, " "), "/nyusatsu/index.html") != 1 {
		t.Errorf("the list was asked for as a page of an announcement: %v", asked)
	}
	rowsOf(c, tableRow(linkedCall, "2026年11月9日", "2026年12月18日"), tableRow(rowCall, "2026年11月6日", "2026年12月15日"), tableRow(linkedToo, "2026年11月4日", "2026年12月18日"))
	o.nextDay()
	o.visit(src)
	if got := told(o); len(got) != 3 || !slices.Contains(got, row("open", "2026-12-15")) {
		t.Errorf("its last day has moved, and read is %q", got)
	}
	for n, status := range []string{"open", "withdrawn"} {
		rowsOf(c, tableRow(linkedCall, "2026年11月9日", "2026年12月18日"), tableRow(linkedToo, fmt.Sprintf("2026年11月%d日", 3-n), "2026年12月18日"))
		o.nextDay()
		o.visit(src)
		if got := told(o); len(got) != 3 || !slices.Contains(got, row(status, "2026-12-15")) {
			t.Errorf("visit %d without the row: %q, want it %s", n+1, got, status)
		}
	}
}

// TestRowGetsLink follows a row of text that gets a link, and a linked one that loses it: each stays one record.
func TestRowGetsLink(t *testing.T) {
	c, o := newCity(t), newOffice(t, nil)
	src := c.source()
	src.Feeds = nil
	other, park := tableRow(linkedCall, "2026年11月9日", "2026年12月18日"), tableRow(linkedToo, "2026年11月4日", "2026年12月18日")
	rowsOf(c, other, tableRow(parkCall, "2026年11月3日", "2026年12月18日"), park)
	o.visit(src)
	find := func() (found []opportunity.Opportunity) {
		for _, r := range o.records() {
			if r.Title == parkCall {
				found = append(found, r)
			}
		}
		return found
	}
	before := find()
	if len(before) != 1 || before[0].Detail != opportunity.DetailNone {
		t.Fatalf("read %+v", before)
	}
	for n, title := range []string{`<a href="/nyusatsu/3.html">` + parkCall + `</a>`, `<a href="/nyusatsu/3.html">` + parkCall + `</a> `, parkCall, parkCall + " "} {
		rowsOf(c, other, tableRow(title, "2026年11月3日", "2026年12月18日"), park, strings.Repeat("<!-- -->", n))
		o.nextDay()
		o.visit(src)
		after := find()
		if len(after) != 1 || after[0].ID != before[0].ID || after[0].Detail != opportunity.DetailRead || !strings.HasSuffix(after[0].URL, "/nyusatsu/3.html") || !after[0].FirstSeen.Equal(before[0].FirstSeen) {
			t.Fatalf("visit %d: %+v", n+1, after)
		}
	}
	if all := told(o); len(all) != 3 {
		t.Errorf("recorded are %q", all)
	}
}

// TestRowLinkedByFeed reads a row of text whose call a feed links: it is one record.
func TestRowLinkedByFeed(t *testing.T) {
	c, o := newCity(t), newOffice(t, nil)
	rowsOf(c, tableRow(linkedCall, "2026年11月9日", "2026年12月18日"), tableRow(parkCall, "2026年11月3日", "2026年12月18日"), tableRow(linkedToo, "2026年11月4日", "2026年12月18日"))
	o.visit(c.source())
	if all := told(o); len(all) != 5 || strings.Contains(strings.Join(all, " "), "index.html") {
		t.Errorf("recorded are %q", all)
	}
}
