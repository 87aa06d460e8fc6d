package pagekind

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"koubo/parsers/page"
)

func pageOf(title, body string) string {
	return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>` + title + `｜海辺市</title><link rel="alternate" type="application/rss+xml" title="新着情報" href="/news.rss"></head><body>
<header><h1><a href="/">海辺市</a></h1><nav><ul><li><a href="/kurashi/">くらし</a></li><li><a href="/sangyo/keiyaku/">入札・契約</a></li><li><a href="/koubo/">公募・プロポーザル</a></li></ul></nav></header>
<ol class="breadcrumb"><li><a href="/">トップ</a></li><li><a href="/sangyo/">産業</a></li><li><a href="/sangyo/koubo/">公募情報</a></li></ol><main><h1>` + title + `</h1>` + body + `</main><footer>海辺市役所</footer></body></html>`
}

const (
	rows = `<ul><li>2026年11月2日 <a href="/k/1.html">観光案内システム構築業務に係る公募型プロポーザルの実施について</a></li><li>2026年10月1日 <a href="/k/2.html">旧小学校跡地の活用に関するサウンディング型市場調査の実施について</a></li><li>2026年9月1日 <a href="/k/3.html">学校給食調理業務委託の事業者を募集します</a></li></ul>`
	call = `<p>観光案内システムを構築する業務の受託候補者を、公募型プロポーザルにより選定します。参加を希望する事業者は、実施要領をご確認のうえ、期限までに書類を提出してください。</p><h2>日程</h2><table><tr><th>参加申込書の提出期限</th><td>令和8年12月4日（金）17時まで</td></tr><tr><th>企画提案書の提出期限</th><td>令和8年12月18日（金）17時まで</td></tr></table><p><a href="/k/youryou.pdf">実施要領</a> <a href="/k/youshiki.docx">様式</a></p>`
)

func TestOf(t *testing.T) {
	for name, c := range map[string]struct {
		path, page string
		want       Kind
		first      string // the first list that it names
		lists      int
	}{
		"a list":                   {"/koubo/", pageOf("公募・プロポーザル", rows), List, "", 0},
		"a list of nothing now":    {"/koubo/", pageOf("公募・プロポーザル", "<p>現在、募集中の案件はありません。</p>"), List, "", 0},
		"a home page":              {"/", pageOf("トップ", rows), Home, "入札・契約", 2},
		"a home page by its name":  {"/index.html", pageOf("トップ", rows), Home, "入札・契約", 2},
		"a menu of lists":          {"/sangyo/", pageOf("産業・しごと", `<ul><li><a href="/sangyo/p/">プロポーザル</a></li><li><a href="/sangyo/n/">入札公告</a></li><li><a href="/sangyo/s/">農業</a></li></ul>`), Menu, "プロポーザル", 2},
		"a menu with one list":     {"/sangyo/", pageOf("事業者の方へ", `<ul><li><a href="/sangyo/p/">プロポーザル情報</a></li><li><a href="/sangyo/z/">融資</a></li></ul>`), Menu, "プロポーザル情報", 1},
		"a menu of cards":          {"/sangyo/", pageOf("産業・しごと", `<a href="/sangyo/p/"><h3>プロポーザル</h3><p>企業のみなさまのご提案を募る案件についての情報を掲載しています。</p></a><a href="/sangyo/n/"><h3>入札公告</h3><p>工事や物品などの入札についての情報を掲載しています。</p></a>`), Menu, "プロポーザル", 2},
		"a choice of years":        {"/koubo/", pageOf("公募・プロポーザル", `<ul><li><a href="r8.html">令和8年度 公募・プロポーザル</a></li><li><a href="r7.html">令和7年度 公募・プロポーザル</a></li></ul>`), Years, "令和8年度 公募・プロポーザル", 2},
		"a choice in kanji":        {"/koubo/", pageOf("公募・プロポーザル", `<ul><li><a href="r12.html">令和一二年度</a></li><li><a href="r11.html">令和十一年度</a></li></ul>`), Years, "令和一二年度", 2},
		"a choice of months":       {"/koubo/", pageOf("公募・プロポーザル", `<ul><li><a href="11.html">11月分</a></li><li><a href="10.html">10月分</a></li></ul>`), Years, "11月分", 2},
		"a choice of half years":   {"/koubo/", pageOf("公募・プロポーザル", `<ul><li><a href="r8b.html">令和8年度下半期 入札公告</a></li><li><a href="r8a.html">令和8年度上半期 入札公告</a></li></ul>`), Years, "令和8年度下半期 入札公告", 2},
		"years of other matters":   {"/gikai/", pageOf("会議録", `<ul><li><a href="r8.html">令和8年度の会議</a></li><li><a href="r7.html">令和7年度の会議</a></li></ul>`), Other, "", 0},
		"one call":                 {"/k/1.html", pageOf("観光案内システム構築業務に係る公募型プロポーザルの実施について", call), Call, "公募情報", 1},
		"a page about something":   {"/kurashi/gomi.html", pageOf("ごみの出し方", "<p>燃えるごみは月曜日と木曜日に出してください。</p>"), Other, "", 0},
		"a feed":                   {"/news.rss", `<?xml version="1.0"?><rss version="2.0"><channel><title>新着</title></channel></rss>`, Feed, "", 0},
		"a PDF":                    {"/a.pdf", "%PDF-1.7\n", Document, "", 0},
		"a notice of the server":   {"/koubo/", "<html><head><title>ただいまメンテナンス中です</title></head><body><p>しばらくお待ちください</p></body></html>", Notice, "", 0},
		"an empty answer":          {"/x/", " \n", Empty, "", 0},
		"a page without any words": {"/x/", "<html></html>", Other, "", 0},
	} {
		got := Of(page.Page{URL: "https://www.city.umibe.lg.jp" + c.path, ContentType: "text/html; charset=utf-8", Body: []byte(c.page)}, "https://www.city.umibe.lg.jp/")
		if got.Kind != c.want || len(got.Lists) != c.lists || c.lists > 0 && got.Lists[0].Text != c.first {
			t.Errorf("%s: %+v, want %s with %d lists", name, got, c.want, c.lists)
		}
		if hasHead := strings.Contains(c.page, "<link"); hasHead && (len(got.Feeds) != 1 || got.Feeds[0].URL != "https://www.city.umibe.lg.jp/news.rss" || got.Feeds[0].Text != "新着情報") {
			t.Errorf("%s: feeds %v", name, got.Feeds)
		}
	}
}

// TestLabelledPages: nearly all lists of the labelled files are told as lists, and hardly any call as one.
func TestLabelledPages(t *testing.T) {
	count := func(pattern string) (kinds map[Kind]int, of int) {
		kinds = map[Kind]int{}
		files, err := filepath.Glob("../../testdata/labelled/" + pattern + "/*.html")
		if err != nil || len(files) < 100 {
			t.Fatalf("%d files: %v", len(files), err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			kinds[Of(page.Page{URL: "https://www.city.umibe.lg.jp/a/b/" + filepath.Base(file), ContentType: "text/html", Body: text}, "").Kind]++
		}
		return kinds, len(files)
	}
	if kinds, of := count("lists*"); kinds[List] < of*80/100 {
		t.Errorf("%d of %d lists: %v", kinds[List], of, kinds)
	}
	if kinds, of := count("pages[1-9]"); kinds[List] > of*12/100 || kinds[Call] < of*70/100 {
		t.Errorf("%d of %d pages are calls: %v", kinds[Call], of, kinds)
	}
}
