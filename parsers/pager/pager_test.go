package pager

import (
	"strings"
	"testing"

	"koubo/parsers/page"
)

// TestNextPages names the pages behind one, as Japanese sites link them.
func TestNextPages(t *testing.T) {
	for name, c := range map[string]struct{ url, body, want string }{
		"rel":                     {"/l/", `<a rel="prev next" href="?p=2">すすむ</a>`, "/l/?p=2"},
		"link in the head":        {"/l/", `<link rel="next" href="/l/2">`, "/l/2"},
		"words":                   {"/l/", `<a href="2.html">次の20件を表示 &gt;</a>`, "/l/2.html"},
		"full width":              {"/l/", `<a href="2.html">次のページへ＞</a>`, "/l/2.html"},
		"arrow":                   {"/l/", `<a href="1.html">‹</a><a href="2.html">›</a>`, "/l/2.html"},
		"picture":                 {"/l/", `<a href="2.html"><img src="n.gif" alt="次へ"></a>`, "/l/2.html"},
		"label":                   {"/l/", `<a href="2.html" aria-label="次のページ"><svg></svg></a>`, "/l/2.html"},
		"older":                   {"/l/", `<a href="/l/page/2/">古い記事へ →</a>`, "/l/page/2/"},
		"numbers":                 {"/l/", `<p>1 <a href="?page=2">2</a> <a href="?page=3">3</a></p>`, "/l/?page=2"},
		"numbers, in the middle":  {"/l/?page=2", `<p><a href="?page=1">1</a> <b>2</b> <a href="?page=3">3</a></p>`, "/l/?page=3"},
		"numbers in boxes":        {"/l/", `<ul><li><span>1</span></li><li><a href="/l/page/2/">2</a></li></ul>`, "/l/page/2/"},
		"this page is linked":     {"/l/?page=2", `<a href="?page=1">1</a><a href="?page=2">2</a><a href="?page=3">3</a>`, "/l/?page=3"},
		"this page leads nowhere": {"/l/", `<a href="#">1</a><a href="l-2.html">2</a>`, "/l/l-2.html"},
		"all are linked":          {"/l/", `<a href="/l/index1.html">1</a><a href="/l/index2.html">2</a><a href="/l/index3.html">3</a>`, "/l/index2.html"},
		"all are linked, on two":  {"/l/page/2/", `<a href="/l/page/1">1</a><a href="/l/page/2">2</a><a href="/l/page/3">3</a>`, "/l/page/3"},
		"last page":               {"/l/?page=3", `<a href="?page=1">1</a> <a href="?page=2">2</a> 3`, ""},
		"more":                    {"/l/", `<a href="?offset=20">もっと見る</a>`, "/l/?offset=20"},
		"more after next":         {"/l/", `<a href="/all/">さらに表示</a><a href="2.html">次へ</a>`, "/l/2.html /all/"},
		"more by script":          {"/l/", `<a href="javascript:more()">もっと見る</a><a href="#">もっと見る</a>`, ""},
		"year":                    {"/l/r8.html", `<h1>令和8年度 入札公告</h1><a href="r7.html">令和7年度</a> <a href="r6.html">令和6年度</a>`, "/l/r7.html"},
		"year, without a heading": {"/l/", `<p>2026年 <a href="2025.html">2025年</a> <a href="2024.html">2024年</a></p>`, "/l/2025.html"},
		"first year":              {"/l/r1.html", `<h1>令和元年度</h1><a href="h30.html">平成30年度の入札公告</a> <a href="r2.html">令和2年度</a>`, "/l/h30.html"},
		"year, in two calendars":  {"/l/r8.html", `<h1>令和8年度（2026年度） 入札公告</h1><a href="r7.html">令和7年度（2025年度）</a>`, "/l/r7.html"},
		"year, short":             {"/l/r8.html", `<h1>令和8年度 入札公告</h1><a href="r7.html">Ｒ７年度</a>`, "/l/r7.html"},
		"years of rows, of none":  {"/l/", `<h2>過去</h2><ul><li><a href="r7.html">令和7年度</a></li><li><a href="r6.html">令和6年度</a></li></ul>`, ""},
		"years of rows, of one":   {"/l/", `<ul><li>令和8年度</li><li><a href="r7.html">令和7年度</a></li><li><a href="r6.html">令和6年度</a></li></ul>`, "/l/r7.html"},
		"years of no page":        {"/l/", `<a href="r7.html">令和7年度</a> <a href="r6.html">令和6年度</a>`, ""},
		"another site":            {"/l/", `<a href="https://b.example.jp/2">次へ</a><a rel=next href="//c.example.jp/">次</a>`, ""},
		"numbers of something":    {"/l/", `<p>第<a href="/g/3.html">3</a>回 <a href="/g/7.html">7</a></p>`, ""},
		"same twice":              {"/l/", `<a rel=next href="2.html">2</a><a href="2.html">次へ</a>`, "/l/2.html"},
	} {
		doc, err := page.Parse(page.Page{URL: "https://a.example.jp" + c.url, Body: []byte("<body>" + c.body)}, "")
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.ReplaceAll(strings.Join(Next(doc), " "), "https://a.example.jp", ""); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestNextPagesAreBounded holds that a page of nothing but pagers names a few.
func TestNextPagesAreBounded(t *testing.T) {
	doc, err := page.Parse(page.Page{URL: "https://a.example.jp/", Body: []byte(strings.Repeat(`<a href="?p=`+"x"+`">次へ</a>`, 10))}, "")
	if err != nil || len(Next(doc)) != 1 {
		t.Errorf("%v %q", err, Next(doc))
	}
	var many strings.Builder
	for n := range 200 {
		many.WriteString(`<a href="?p=` + strings.Repeat("a", n) + `">次へ</a>`)
	}
	if doc, err = page.Parse(page.Page{URL: "https://a.example.jp/", Body: []byte(many.String())}, ""); err != nil || len(Next(doc)) != maxNext {
		t.Errorf("%v, %d pages, want %d", err, len(Next(doc)), maxNext)
	}
}
