package crawler_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"koubo/opportunity"
)

// TestAnOlderCopyOfAPageIsNotTaken for a while: a cache, or one of several servers, still has the page from before a change. Where it
// stays, the body went back to it.
func TestAnOlderCopyOfAPageIsNotTaken(t *testing.T) {
	const title = "第3公園に関する公募型プロポーザルの実施について"
	newer, older := "Mon, 09 Nov 2026 00:00:00 GMT", "Mon, 02 Nov 2026 00:00:00 GMT"
	town, o := newCity(t), newOffice(t, nil)
	serve := func(day, modified string) {
		town.set(func() {
			town.odd = func(w http.ResponseWriter, r *http.Request) bool {
				if r.URL.Path != "/nyusatsu/3.html" {
					return false
				}
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				if modified != "" {
					w.Header().Set("Last-Modified", modified)
				}
				fmt.Fprint(w, htmlPage(title, "<p>提出期限："+day+"</p>"))
				return true
			}
		})
	}
	for n, c := range []struct {
		day, modified, want string
		revision            int
	}{
		{"令和8年12月25日", newer, "2026-12-25", 1},
		{"令和8年12月18日", older, "2026-12-25", 1},
		{"令和8年12月25日", newer, "2026-12-25", 1},
		{"令和8年12月18日", older, "2026-12-25", 1},
		{"令和8年12月18日", older, "2026-12-25", 1},
		{"令和8年12月18日", older, "2026-12-18", 2}, // it has stayed so for three days
		{"令和8年12月22日", "", "2026-12-22", 3},    // no server that tells when
	} {
		serve(c.day, c.modified)
		o.visit(town.source())
		if r := byNumber(t, o, "3"); func() string { day, _ := submission(r); return day }() != c.want || r.Revision != c.revision {
			t.Errorf("visit %d: %+v, revision %d, want %s, %d", n, r.Deadlines, r.Revision, c.want, c.revision)
		}
		o.clock.pass(24 * time.Hour)
	}
}

// TestAListTellsThatACallHasEnded before its page does, which stays as it is; and that it goes on.
func TestAListTellsThatACallHasEnded(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds = nil
	o.visit(src)
	before := byNumber(t, o, "3")
	list := town.list()
	for _, c := range []struct {
		mark string
		want opportunity.Status
	}{{"【終了】", opportunity.Closed}, {"", opportunity.Open}} {
		town.serveInstead(map[string]string{"/nyusatsu/index.html": strings.Replace(list, ">"+before.Title, ">"+c.mark+before.Title, 1)})
		o.clock.pass(24 * time.Hour)
		o.visit(src)
		if r := byNumber(t, o, "3"); r.ID != before.ID || r.Status != c.want {
			t.Errorf("marked %q: %s, %+v", c.mark, r.Status, r)
		}
	}
}

// TestAPageThatWasNoneBecomesACall: its list gives it another title. Its page is looked at like that of any other call from then on, and
// once more where it could not be read at that moment.
func TestAPageThatWasNoneBecomesACall(t *testing.T) {
	const title = "市立図書館デジタル化実証実験の参加企業募集"
	for _, down := range []bool{false, true} {
		town, o := newCity(t), newOffice(t, nil)
		src := town.source()
		src.Feeds, src.Lists = nil, []string{town.URL + "/list.html"}
		list := func(title string) string {
			return htmlPage("募集", `<ul><li><span class="date">2026年11月9日</span> <a href="/nyusatsu/1.html">第1公園に関する公募型プロポーザルの実施について</a></li><li><span class="date">2026年11月8日</span> <a href="/g.html">`+title+`</a></li></ul>`)
		}
		call := func(day string) string { return htmlPage(title, "<p>提出期限："+day+"</p>") }
		town.serveInstead(map[string]string{"/list.html": list("お知らせ"), "/g.html": htmlPage("図書館のお知らせ", "<p>図書館は12月1日に休館します。</p>")})
		o.visit(src)
		if k := o.known("/g.html"); k.Dropped == "" || k.ID != "" {
			t.Fatalf("%+v", k)
		}
		town.serveInstead(map[string]string{"/list.html": list(title), "/g.html": call("令和8年12月4日")})
		if down {
			up := town.odd
			town.set(func() {
				town.odd = func(w http.ResponseWriter, r *http.Request) bool {
					if r.URL.Path == "/g.html" {
						w.WriteHeader(http.StatusForbidden)
						return true
					}
					return up(w, r)
				}
			})
			o.clock.pass(24 * time.Hour)
			o.visit(src)
			town.set(func() { town.odd = up })
		}
		o.clock.pass(24 * time.Hour)
		o.visit(src)
		town.serveInstead(map[string]string{"/list.html": list(title), "/g.html": call("令和8年12月11日")})
		o.clock.pass(24 * time.Hour)
		o.visit(src)
		all := o.records()
		if len(all) != 2 {
			t.Fatalf("its server down %v: %+v", down, all)
		}
		for _, r := range all {
			if day, _ := submission(r); r.Title == title && (day != "2026-12-11" || r.Revision != 2) {
				t.Errorf("its server down %v: %s, revision %d", down, day, r.Revision)
			}
		}
	}
}

// TestThePageOfAnotherCallIsNotTaken: a cache mixed two pages up at the first visit.
func TestThePageOfAnotherCallIsNotTaken(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds, src.Lists = nil, []string{town.URL + "/list.html"}
	const lunch, school = "給食配送業務に係る公募型プロポーザルの実施について", "旧東小学校跡地の活用に関するサウンディング型市場調査"
	page := htmlPage(lunch, "<p>次のとおり募集します。</p><p>提出期限：令和8年12月4日</p>")
	pages := map[string]string{
		"/list.html": htmlPage("募集", `<ul><li><span class="date">2026年11月9日</span> <a href="/a.html">`+school+`</a></li><li><span class="date">2026年11月8日</span> <a href="/b.html">`+lunch+`</a></li></ul>`),
		"/a.html":    page, "/b.html": page,
	}
	town.serveInstead(pages)
	report := o.visit(src)
	deadlines := func() map[string]string {
		found := map[string]string{}
		for _, r := range o.records() {
			found[r.Title], _ = submission(r)
		}
		return found
	}
	if got := deadlines(); len(got) != 2 || got[school] != "" || got[lunch] != "2026-12-04" || !strings.Contains(fmt.Sprint(report.Problems), "another announcement") {
		t.Errorf("%v, %+v", got, report.Problems)
	}
	pages["/a.html"] = htmlPage(school, "<p>提出期限：令和8年12月18日</p>")
	town.serveInstead(pages)
	o.clock.pass(24 * time.Hour)
	o.visit(src)
	if got := deadlines(); len(got) != 2 || got[school] != "2026-12-18" {
		t.Errorf("afterwards %v", got)
	}
}
