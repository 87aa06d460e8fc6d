package list

import (
	"fmt"
	"strings"
	"testing"

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
