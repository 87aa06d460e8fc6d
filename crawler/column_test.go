package crawler_test

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"testing"
	"time"
)

// tableOf is a list whose columns tell the last day of a call with a page.
func tableOf(title, due string) string {
	return "<html><body><main><h1>公募情報</h1><table><tr><th>件名</th><th>提出期限</th></tr><tr><td><a href='/nyusatsu/3.html'>" + title + "</a></td><td>" + due +
		"</td></tr><tr><td><a href='/nyusatsu/4.html'>" + "庁舎清掃業務に係る公募型プロポーザルの実施について" + "</a></td><td>令和8年12月4日</td></tr></table></main></body></html>"
}

// TestADeadlineThatTheListAloneStates is followed where the column changes and the page does not, and stands where the page changes and the
// list is not read again or states it no more.
func TestADeadlineThatTheListAloneStates(t *testing.T) {
	const title = "第3公園に関する公募型プロポーザルの実施について"
	for name, c := range map[string]struct {
		page, list string // what is added to the page, and what the list states, at the second visit
		want       string
	}{
		"nothing changes":                       {"", "令和8年12月18日", "2026-12-18"},
		"the column is extended":                {"", "令和8年12月25日（延長）", "2026-12-25"},
		"the page changes, the list does not":   {"<p>更新日：2026年11月11日</p>", "令和8年12月18日", "2026-12-18"},
		"both change":                           {"<p>更新日：2026年11月11日</p>", "令和8年12月25日", "2026-12-25"},
		"the column takes it back":              {"", "未定", ""},
		"the list has no such column any more":  {"<p>更新日：2026年11月11日</p>", "-", "2026-12-18"},
		"the page states another than the list": {"<p>提出期限：令和8年12月11日</p>", "令和8年12月18日", "2026-12-11"},
	} {
		town, o := newCity(t), newOffice(t, nil)
		src := town.source()
		src.Feeds = nil
		pages := map[string]string{"/nyusatsu/3.html": htmlPage(title, "<p>業務の提案を募集します。</p>"), "/nyusatsu/index.html": tableOf(title, "令和8年12月18日"),
			"/nyusatsu/4.html": htmlPage("庁舎清掃業務に係る公募型プロポーザルの実施について", "<p>業務の提案を募集します。</p>")}
		town.set(func() { town.odd = tagged(pages) })
		o.visit(src)
		if day, _ := submission(byNumber(t, o, "3")); day != "2026-12-18" {
			t.Fatalf("%s: first %q", name, day)
		}
		pages["/nyusatsu/3.html"] = htmlPage(title, "<p>業務の提案を募集します。</p>"+c.page)
		pages["/nyusatsu/index.html"] = tableOf(title, c.list)
		if c.list == "-" {
			pages["/nyusatsu/index.html"] = "<html><body><main><h1>公募情報</h1><ul><li><a href='/nyusatsu/3.html'>" + title + "</a></li></ul></main></body></html>"
		}
		for range 2 {
			o.clock.pass(24 * time.Hour)
			o.visit(src)
		}
		if day, _ := submission(byNumber(t, o, "3")); day != c.want {
			t.Errorf("%s: %q, want %q", name, day, c.want)
		}
	}
}

// tagged answers with pages, each under a tag of its text.
func tagged(pages map[string]string) func(http.ResponseWriter, *http.Request) bool {
	return func(w http.ResponseWriter, r *http.Request) bool {
		text, ok := pages[r.URL.Path]
		if !ok {
			return false
		}
		tag := fmt.Sprintf(`"%x"`, sha256.Sum256([]byte(text)))
		w.Header().Set("ETag", tag)
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return true
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, text)
		return true
	}
}
