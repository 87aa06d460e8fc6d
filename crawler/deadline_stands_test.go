package crawler_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"koubo/crawler"
)

const (
	framedCall  = `<p>次のとおり募集します。</p><iframe src="/in.html"></iframe>`
	attachedPDF = `<p>次のとおり募集します。</p><ul><li><a href="/youryou.pdf">募集要項（PDF：98KB）</a></li></ul>`
)

// TestADeadlineStandsWhereItsDocumentCannotBeReadAgain for a while: the page changed, the server of the document or frame is down.
func TestADeadlineStandsWhereItsDocumentCannotBeReadAgain(t *testing.T) {
	const title = "第3公園に関する公募型プロポーザルの実施について"
	for below, path := range map[string]string{framedCall: "/in.html", attachedPDF: "/youryou.pdf"} {
		town := newCity(t)
		o := newOffice(t, func(opt *crawler.Options) {
			opt.PDFText = func(context.Context, string, []byte) (string, error) {
				return "1 提出期限\n令和8年12月18日（金）午後5時まで", nil
			}
		})
		pages := map[string]string{
			"/nyusatsu/3.html": htmlPage(title, below),
			"/in.html":         "<html><body><table><tr><th>提出期限</th><td>令和8年12月18日（金）午後5時まで</td></tr></table></body></html>",
			"/youryou.pdf":     "%PDF-1.4 not read here",
		}
		town.serveInstead(pages)
		o.visit(town.source())
		if day, _ := submission(byNumber(t, o, "3")); day != "2026-12-18" {
			t.Fatalf("%s: %q", path, day)
		}
		pages["/nyusatsu/3.html"] = htmlPage(title, below+"<p>更新日：2026年11月11日</p>")
		town.serveInstead(pages)
		whole := town.odd
		down := func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path == path {
				w.WriteHeader(http.StatusServiceUnavailable)
				return true
			}
			return whole(w, r)
		}
		town.set(func() { town.odd = down })
		o.clock.pass(24 * time.Hour)
		if report := o.visit(town.source()); report.Revised != 0 {
			t.Errorf("%s: %+v", path, report)
		}
		if day, _ := submission(byNumber(t, o, "3")); day != "2026-12-18" {
			t.Errorf("%s: the deadline is %q while it is down", path, day)
		}
		town.set(func() { town.odd = whole })
		o.clock.pass(2 * time.Hour)
		o.visit(town.source())
		if r := byNumber(t, o, "3"); string(r.Updated) != "2026-11-11" || r.Revision != 1 {
			t.Errorf("%s: afterwards %+v", path, r)
		}
		if k := o.known("/nyusatsu/3.html"); k.Tries != 0 {
			t.Errorf("%s: %+v", path, k)
		}
	}
}

// TestADeadlineIsGivenUpWhereItsDocumentStaysUnreadable.
func TestADeadlineIsGivenUpWhereItsDocumentStaysUnreadable(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	const title = "第3公園に関する公募型プロポーザルの実施について"
	pages := map[string]string{
		"/nyusatsu/3.html": htmlPage(title, framedCall),
		"/in.html":         "<html><body><table><tr><th>提出期限</th><td>令和8年12月18日</td></tr></table></body></html>",
	}
	town.serveInstead(pages)
	o.visit(town.source())
	whole := town.odd
	town.set(func() {
		town.odd = func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path == "/in.html" {
				w.WriteHeader(http.StatusServiceUnavailable)
				return true
			}
			return whole(w, r)
		}
	})
	for range 7 {
		o.clock.pass(20 * time.Hour)
		o.visit(town.source())
	}
	if day, _ := submission(byNumber(t, o, "3")); day != "" {
		t.Errorf("after a week the deadline is %q", day)
	}
}
