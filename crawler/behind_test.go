package crawler

import (
	"fmt"
	"strings"
	"testing"

	"koubo/sources"
)

// TestListsByYears reads this year's list and the former's behind a page of years, whatever calendar names them, and the next year's as
// soon as it appears.
func TestListsByYears(t *testing.T) {
	const list = "https://a.jp/list"
	hub := func(links ...string) string {
		var b strings.Builder
		b.WriteString("<html><head><title>公募情報</title></head><body><nav><a href=/h19>平成31年度</a></nav><main><h1>公募情報</h1><ul>")
		for n := 0; n+1 < len(links); n += 2 {
			b.WriteString(`<li><a href="` + links[n] + `">` + links[n+1] + "</a></li>")
		}
		return b.String() + "</ul></main></body></html>"
	}
	of := func(year, more string, pairs ...string) string {
		return strings.ReplaceAll(strings.Replace(rows(pairs...), "</ul>", "</ul>"+more, 1), "事業者の募集", year+" 事業者の募集")
	}
	a, b := rows("/1", parkCall), rows("/2", lunchCall)
	for name, c := range map[string]struct {
		pages map[string]string
		want  string
		items int
	}{
		"in disorder":            {map[string]string{"list": hub("/6", "令和6年度", "/8", "令和8年度", "/7", "令和7年度"), "8": a, "7": b}, "/list /8 /7", 2},
		"of two calendars":       {map[string]string{"list": hub("/7", "2025年度", "/6", "令和6年度", "/8", "令和8年度"), "8": a, "7": b}, "/list /8 /7", 2},
		"in both calendars":      {map[string]string{"list": hub("/7", "2025(令和7)年度", "/8", "2026(令和8)年度"), "8": a, "7": b}, "/list /8 /7", 2},
		"one alone":              {map[string]string{"list": hub("/8", "令和８年度分"), "8": a}, "/list /8", 1},
		"with a name":            {map[string]string{"list": hub("/8", "令和8年度 公募案件", "/7", "令和7年度 公募案件", "/k", "令和7年度 審査結果"), "8": a, "7": b}, "/list /8 /7", 2},
		"of two matters":         {map[string]string{"list": hub("/8", "令和8年度 物品", "/7", "令和7年度 物品", "/w", "令和8年度 委託", "/v", "令和7年度 委託"), "8": a, "w": b}, "/list /8 /w /7 /v", 2},
		"months":                 {map[string]string{"list": hub("/8", "8月", "/9", "9月", "/10", "10月", "/11", "11月"), "11": a, "9": b}, "/list /11 /10 /9", 2},
		"under headings":         {map[string]string{"list": "<html><body><main><h1>公募情報</h1><h2>令和7年度</h2><p><a href=/7>一覧はこちら</a></p><h2>令和8年度</h2><p><a href=/8>一覧はこちら</a></p></main></body></html>", "8": a, "7": b}, "/list /8 /7", 2},
		"beside cells":           {map[string]string{"list": "<html><body><main><h1>公募情報</h1><table><tr><th>2026年度</th><td><a href=/8>案件の一覧</a></td></tr><tr><th>令和7年度</th><td><a href=/7>案件の一覧</a></td></tr></table></main></body></html>", "8": a, "7": b}, "/list /8 /7", 2},
		"behind heads of rows":   {map[string]string{"list": "<html><body><main><h1>公募情報</h1><table><tr><th>令和7年度</th><td><a href=/7>一覧</a></td><td><a href=/7b>一覧</a></td></tr><tr><th>令和8年度</th><td><a href=/8>一覧</a></td><td><a href=/8b>一覧</a></td></tr></table></main></body></html>", "8": a, "8b": b, "7": rows("/3", busCall)}, "/list /8 /8b /7 /7b", 3},
		"in short":               {map[string]string{"list": hub("/7", "R7", "/8", "R8"), "8": a, "7": b}, "/list /8 /7", 2},
		"in kanji":               {map[string]string{"list": hub("/10", "令和十年度", "/8", "令和八年度", "/9", "令和九年度"), "10": a, "9": b}, "/list /10 /9", 2},
		"parted by months":       {map[string]string{"list": hub("/8", "令和8年度", "/7", "令和7年度"), "8": hub("/10", "10月", "/11", "11月", "/7", "令和7年度"), "11": a, "7": b}, "/list /8 /11 /10 /7", 2},
		"in a box of choices":    {map[string]string{"list": "<html><body><h1>公募</h1><select><option>年度</option><option value=/7>令和7年度</option><option value=/8>令和8年度</option></select></body></html>", "8": a, "7": b}, "/list /8 /7", 2},
		"beside a menu":          {map[string]string{"list": hub("/8", "令和8年度", "/q", "入札参加資格審査について", "/7", "令和7年度"), "8": a, "7": b}, "/list /8 /7", 3},
		"the newest is empty":    {map[string]string{"list": hub("/9", "令和9年度", "/8", "令和8年度"), "9": hub(), "8": a}, "/list /9 /8", 1},
		"the newest has pages":   {map[string]string{"list": hub("/8", "令和8年度", "/7", "令和7年度"), "8": of("令和8年度", "<a href=/8b>次へ</a>", "/1", parkCall), "8b": rows("/3", busCall), "7": b}, "/list /8 /7 /8b", 3},
		"a year's own list":      {map[string]string{"list": of("令和8年度", "<a href=/7>令和7年度</a>", "/1", parkCall), "7": b}, "/list /7", 2},
		"the next year appeared": {map[string]string{"list": of("令和8年度", "<a href=/9>令和9年度</a> <a href=/7>令和7年度</a>", "/1", parkCall), "9": b, "7": rows("/3", busCall)}, "/list /9 /7", 3},
		"of files":               {map[string]string{"list": hub("/8.pdf", "令和8年度", "/7.pdf", "令和7年度")}, "/list", 2},
		"of what came of them":   {map[string]string{"list": hub("/8", "令和8年度 入札結果", "/7", "令和7年度 入札結果"), "8": a}, "/list", 0},
	} {
		pages := map[string]string{}
		for path, body := range c.pages {
			pages["https://a.jp/"+path] = body
		}
		w := &web{pages: pages}
		r, e := readerOf(w, sources.Source{}), newEntry(list, sources.Validator{})
		r.readEntry(t.Context(), e, nil)
		if w.paths() != c.want || e.items != c.items || e.err != nil {
			t.Errorf("%s: asked for %s; %d items, %v, %v", name, w.paths(), e.items, e.err, r.problems)
		}
		if e.fresh.Hash != "" && w.paths() != "/list" && name != "a year's own list" {
			t.Errorf("%s: whether something new stands behind the page is judged by the page alone", name)
		}
	}
}

// TestListsByYearsThatCannotBeRead are trouble of the entry, for what stands on them would seem to have vanished; one that is gone is left out.
func TestListsByYearsThatCannotBeRead(t *testing.T) {
	hub := "<html><body><main><h1>公募情報</h1><ul><li><a href=/8>令和8年度</a></li><li><a href=/7>令和7年度</a></li></ul></main></body></html>"
	for status, broken := range map[int]bool{404: false, 410: false, 500: true, 503: true} {
		w := &web{pages: map[string]string{"https://a.jp/list": hub, "https://a.jp/7": rows("/1", parkCall), "https://a.jp/8": fmt.Sprintf("status %d", status)}}
		r, e := readerOf(w, sources.Source{}), newEntry("https://a.jp/list", sources.Validator{})
		r.readEntry(t.Context(), e, nil)
		if (e.err != nil) != broken || !broken && e.items != 1 {
			t.Errorf("%d: %d items, %v", status, e.items, e.err)
		}
	}
}
