package detail

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"koubo/parsers/page"
	"koubo/parsers/page/frame"
)

// BenchmarkMarked reads one of thirty-two pages of some 50 KB of one host an iteration: alone, and as a visit does with what is
// remembered of the host, which notes the page first; pages that repeat most of their blocks, pages whose markup names them, so that
// they would be left out in any case, and pages that repeat none. The bar is 5 % more of the second.
func BenchmarkMarked(b *testing.B) {
	b.Run("repeated", func(b *testing.B) { benchmarkMarked(b, hostPages(32, func(int) int { return 0 })) })
	b.Run("named", func(b *testing.B) {
		pages := hostPages(32, func(int) int { return 0 })
		for n := range pages {
			pages[n].Body = bytes.Replace(pages[n].Body, []byte("<div><ul>"), []byte(`<div id="gnavi"><ul>`), 1)
			pages[n].Body = bytes.Replace(pages[n].Body, []byte("<div><h2>"), []byte(`<div class="sidebar"><h2>`), 1)
		}
		benchmarkMarked(b, pages)
	})
	b.Run("own", func(b *testing.B) { benchmarkMarked(b, hostPages(32, func(page int) int { return 1000 * page })) })
}

func benchmarkMarked(b *testing.B, pages []page.Page) {
	b.Run("alone", func(b *testing.B) {
		b.SetBytes(int64(len(pages[0].Body)))
		b.ReportAllocs()
		for n := 0; b.Loop(); n++ {
			if _, err := Read(pages[n%len(pages)]); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("with memory", func(b *testing.B) {
		b.SetBytes(int64(len(pages[0].Body)))
		b.ReportAllocs()
		m := &frame.Memory{}
		for n := 0; b.Loop(); n++ {
			doc, err := page.ParseContent(pages[n%len(pages)], "")
			if err != nil {
				b.Fatal(err)
			}
			sheet := frame.Take(doc)
			m.Note(doc.URL, false, sheet)
			marks := m.Marks(sheet, frame.Now)
			sheet.Release()
			if _, err := ReadMarked(doc, nil, marks); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// hostPages are announcements of one host between a menu, a box of other calls and a footer, in the proportions of a
// municipality's site. of tells from which number on a page counts what stands around its announcement.
func hostPages(count int, of func(page int) int) (pages []page.Page) {
	for n := range count {
		var menu, others, body strings.Builder
		first := of(n)
		for k := range 150 {
			fmt.Fprintf(&menu, `<li class="menu-item level-2"><a href="/kurashi/bunya%d/index.html" class="menu-link" data-track="global">くらしの手続き その%d</a></li>`+"\n", first+k, first+k)
		}
		for k := range 20 {
			fmt.Fprintf(&others, `<li class="entry"><a href="/kobo/%d.html">観光案内所運営業務 第%d号 公募型プロポーザル</a> <span>提出期限：令和8年12月%d日</span></li>`+"\n", first+k, first+k, k+1)
		}
		for k := range 90 {
			fmt.Fprintf(&body, `<p>第%d号の業務の%d番目の条件です。提案者は、仕様書に定める業務を、契約期間を通じて確実に実施できる体制を有することを、企画提案書において示さなければなりません。</p>`+"\n", n, k)
		}
		pages = append(pages, page.Page{URL: fmt.Sprintf("https://www.city.example.jp/kobo/%d.html", n), Body: fmt.Appendf(nil,
			`<!DOCTYPE html><html><head><meta charset="utf-8"><title>第%d号業務の公募型プロポーザル | 例市</title><style>%s</style></head><body><div><ul>%s</ul></div><div><h1>第%d号業務の公募型プロポーザル</h1>%s
<table><tr><th>提出期限</th><td>令和8年12月%d日 午後5時</td></tr><tr><th>提案上限額</th><td>5,000,000円</td></tr></table><div><h2>ほかの募集</h2><ul>%s</ul></div><p>お問い合わせ　企画課　電話 098-111-2222</p></div></body></html>`,
			n, strings.Repeat("p { margin: 0 auto; }\n", 100), menu.String(), n, body.String(), n%28+1, others.String())})
	}
	return pages
}
