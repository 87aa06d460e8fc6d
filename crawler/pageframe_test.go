package crawler

import (
	"fmt"
	"strings"
	"testing"

	"koubo/opportunity"
	"koubo/sources"
)

// TestFramesOfAnAnnouncementsPageAreRead where the page itself names no deadline, and only what is the announcement's.
func TestFramesOfAnAnnouncementsPageAreRead(t *testing.T) {
	const (
		body  = "<html><body><table><tr><th>提出期限</th><td>令和8年12月18日</td></tr></table></body></html>"
		words = "<p>市内の公園の管理に先端の技術を生かす実証実験を、企業の皆さまと共に行います。参加を希望する企業は、次の要領によりご応募ください。</p>"
		due   = "<p>提出期限：令和8年12月4日</p>"
		news  = `<html><body><h1>新着情報</h1><ul><li>2026年11月2日 <a href="/9">` + lunchCall + `</a></li><li>2026年11月1日 <a href="/8">` + busCall + `</a></li></ul><p>提出期限：令和8年12月9日</p></body></html>`
	)
	outer := func(below string) string {
		return "<html><head><title>" + parkCall + "</title></head><body><main><h1>" + parkCall + "</h1>" + below + "</main></body></html>"
	}
	set := func(frames ...string) string {
		return `<html><head><title>あおば市</title></head><frameset><frame src="` + strings.Join(frames, `"><frame src="`) + `"></frameset></html>`
	}
	for name, c := range map[string]struct {
		call     string
		inner    map[string]string
		want     string // end of the submission
		asked    string
		restless bool // whether it says no more whether it changed
	}{
		"a table":                   {outer(words + `<iframe src="/in"></iframe>`), map[string]string{"in": body}, "2026-12-18", "/call /in", true},
		"an object":                 {outer(words + `<object type="text/html" data="/in"></object>`), map[string]string{"in": body}, "2026-12-18", "/call /in", true},
		"frameset":                  {set("/menu", "/in"), map[string]string{"menu": "<p>メニュー</p>", "in": outer(words + due)}, "2026-12-04", "/call /menu /in", true},
		"a frame within a frame":    {set("/in"), map[string]string{"in": set("/deep"), "deep": outer(due)}, "2026-12-04", "/call /in /deep", true},
		"a circle":                  {set("/call", "/in"), map[string]string{"in": set("/call", "/in")}, "", "/call /in", false},
		"the page names it itself":  {outer(words + due + `<iframe src="/in"></iframe>`), map[string]string{"in": body}, "2026-12-04", "/call", false},
		"news":                      {outer(words + `<iframe src="/in"></iframe>`), map[string]string{"in": news}, "", "/call /in", false},
		"another call":              {outer(words + `<iframe src="/in"></iframe>`), map[string]string{"in": "<html><body><h1>広告掲載事業者の募集</h1><p>提出期限：令和8年12月9日</p></body></html>"}, "", "/call /in", false},
		"a calendar":                {outer(words + `<iframe src="/in"></iframe>`), map[string]string{"in": "<html><body><h1>イベントカレンダー</h1><p>12月5日 市民まつり</p><p>12月20日 スポーツ教室 申込締切 12月15日</p></body></html>"}, "", "/call /in", false},
		"under a part's heading":    {outer(words + `<iframe src="/in"></iframe>`), map[string]string{"in": "<html><body><h1>募集要項</h1><p>提出期限：令和8年12月9日</p></body></html>"}, "2026-12-09", "/call /in", true},
		"under another part's":      {outer(words + `<iframe src="/in"></iframe>`), map[string]string{"in": "<html><body><h1>申込方法</h1><p>提出期限：令和8年12月9日</p></body></html>"}, "2026-12-09", "/call /in", true},
		"a counter":                 {outer(words + `<iframe src="/in" width="1" height="1"></iframe>`), map[string]string{"in": body}, "", "/call", false},
		"of another site":           {outer(words + `<iframe src="https://b.jp/in"></iframe>`), nil, "", "/call", false},
		"one that is gone":          {outer(words + `<iframe src="/in"></iframe>`), nil, "", "/call /in", false},
		"the fourth":                {set("/1", "/2", "/3", "/in"), map[string]string{"1": "<p>1</p>", "2": "<p>2</p>", "3": "<p>3</p>", "in": outer(due)}, "2026-12-04", "/call /1 /2 /3 /in", true},
		"the fifth is too many":     {set("/1", "/2", "/3", "/4", "/in"), map[string]string{"1": "<p>1</p>", "2": "<p>2</p>", "3": "<p>3</p>", "4": "<p>4</p>", "in": body}, "", "/call /1 /2 /3 /4", true},
		"beside the page's contact": {outer(words + `<iframe src="/in"></iframe><h2>お問い合わせ</h2><p>公園課 電話 000-111-2222</p>`), map[string]string{"in": body}, "2026-12-18", "/call /in", true},
	} {
		pages := map[string]string{"https://a.jp/call": c.call}
		for path, page := range c.inner {
			pages["https://a.jp/"+path] = page
		}
		w := &web{pages: pages}
		r, one := readerOf(w, sources.Source{}), taskOf("https://a.jp/call", parkCall)
		o := r.readPage(t.Context(), &one, nil)
		got := ""
		if o.kind == pageRead {
			for _, d := range o.records[0].Deadlines {
				if d.Role == opportunity.Submission {
					got += string(d.End)
				}
			}
		}
		if got != c.want || w.paths() != c.asked || o.kind == pageRead && (o.validator.Hash == "") != c.restless {
			t.Errorf("%s: %s, %v, %q; asked for %s", name, o.kind, o.err, got, w.paths())
		}
	}
}

// TestAFrameOfSeveralPagesIsTheSites: it is asked for once, and no second page is read to what stands in it.
func TestAFrameOfSeveralPagesIsTheSites(t *testing.T) {
	page := func(title string) string {
		return fmt.Sprintf(`<html><body><main><h1>%s</h1><p>%s</p><iframe src="/in"></iframe></main></body></html>`, title, strings.Repeat("募集します。", 20))
	}
	w := &web{pages: map[string]string{"https://a.jp/1": page(parkCall), "https://a.jp/2": page(lunchCall), "https://a.jp/in": "<p>提出期限：令和8年12月18日</p>"}}
	r := readerOf(w, sources.Source{})
	one := taskOf("https://a.jp/1", parkCall)
	r.readPage(t.Context(), &one, nil)
	two := taskOf("https://a.jp/2", lunchCall)
	if o := r.readPage(t.Context(), &two, nil); w.paths() != "/1 /in /2" || len(o.records) != 1 || len(o.records[0].Deadlines) != 0 {
		t.Errorf("%+v; asked for %s", o, w.paths())
	}
}

// TestWhatMayPass is asked for again; what is gone, forbidden or no document is not.
func TestWhatMayPass(t *testing.T) {
	for status, want := range map[string]bool{"status 503": true, "status 429": true, "status 403": true, "status 404": false, "status 410": false, "down": true} {
		w := &web{pages: map[string]string{"https://a.jp/in": status}}
		if _, err := readerOf(w, sources.Source{}).getWhole(t.Context(), "https://a.jp/in"); mayPass(err) != want {
			t.Errorf("%s: %v", status, err)
		}
	}
}
