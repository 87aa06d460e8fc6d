package list

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"koubo/bench/worktime"
	"koubo/parsers/page"
)

// listPage is a list of 30 announcements in about 17 kB, with a menu in front and behind.
func listPage() page.Page {
	var b strings.Builder
	b.WriteString("<!DOCTYPE html><html lang=ja><head><meta charset=utf-8><title>入札・募集情報 - 青葉市</title></head><body>")
	menu := "<nav><ul>" + strings.Repeat(`<li class="menu-item"><a href="/menu/1/2/" title="産業・ビジネス">産業・ビジネスの案内</a></li>`+"\n", 40) + "</ul></nav>"
	b.WriteString("<header>" + menu + "</header><main><h1>入札・契約・募集情報</h1><ul class=list>\n")
	for i := range 30 {
		fmt.Fprintf(&b, "<li><span class=date>令和8年7月%d日（金）</span> <a href=\"/shigoto/%d.html\">令和8年度 青葉市公式サイト再構築業務に係る公募型プロポーザル 第%d号</a></li>\n", i+1, 1000+i, i)
	}
	b.WriteString("</ul></main><aside>" + menu + "</aside><footer>青葉市役所</footer></body></html>")
	return page.Page{URL: "https://www.city.aoba.example.jp/shigoto/nyusatsu/index.html", Body: []byte(b.String())}
}

// TestLongListsEndSoon reads a list of 5,000 rows and a page of 3,000 links in 30 tables within each other in less than a second.
func TestLongListsEndSoon(t *testing.T) {
	var rows, nested, paragraphs, below strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&rows, `<tr><td>令和8年7月1日</td><td><a href="/k/%d.html">令和8年度 庁舎警備業務 第%d号</a></td><td>管財課</td></tr>`, i, i)
	}
	for i := range 4000 {
		fmt.Fprintf(&paragraphs, `<p>契約の案内 第%d項</p>`, i)
		fmt.Fprintf(&below, `<p><a href="/k/%d.html">令和8年度 庁舎警備業務 第%d号の入札公告について</a></p>`, i, i)
	}
	for i := range 3000 {
		if i%100 == 0 {
			nested.WriteString("<table><tr><td>")
		}
		fmt.Fprintf(&nested, `<p>令和8年7月1日 <a href="/k/%d.html">庁舎警備業務 第%d号</a></p>`, i, i)
	}
	for name, c := range map[string]struct {
		body string
		want int
	}{
		"rows":   {"<h1>入札公告</h1><table><tr><th>公告日</th><th>件名</th><th>担当課</th></tr>" + rows.String() + "</table>", 5000},
		"tables": {"<h1>入札公告</h1>" + nested.String(), 3000},
		"words":  {"<h1>入札公告</h1><div>" + paragraphs.String() + below.String() + "</div>", 4000},
	} {
		var listing page.Listing
		took := worktime.Of(t, func() {
			listing, _ = Read(page.Page{URL: "https://a.example.jp/k/", Body: []byte(c.body)}, Options{})
		})
		if len(listing.Drafts) != c.want || took > time.Second {
			t.Errorf("%s: %d announcements in %v, want %d within a second", name, len(listing.Drafts), took, c.want)
		}
	}
}

func BenchmarkList(b *testing.B) {
	page := listPage()
	b.SetBytes(int64(len(page.Body)))
	b.ReportAllocs()
	for b.Loop() {
		if listing, err := Read(page, Options{}); err != nil || len(listing.Drafts) != 30 {
			b.Fatal(len(listing.Drafts), err)
		}
	}
}
