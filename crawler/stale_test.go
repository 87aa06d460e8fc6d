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
