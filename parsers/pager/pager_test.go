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
		"year, in kanji":          {"/l/r12.html", `<h1>令和一二年度 入札公告</h1><a href="r11.html">令和十一年度</a> <a href="r1.html">令和元年度</a>`, "/l/r11.html"},
		"year, short":             {"/l/r8.html", `<h1>令和8年度 入札公告</h1><a href="r7.html">Ｒ７年度</a>`, "/l/r7.html"},
		"years of rows, of none":  {"/l/", `<h2>過去</h2><ul><li><a href="r7.html">令和7年度</a></li><li><a href="r6.html">令和6年度</a></li></ul>`, ""},
		"years of rows, of one":   {"/l/", `<ul><li>令和8年度</li><li><a href="r7.html">令和7年度</a></li><li><a href="r6.html">令和6年度</a></li></ul>`, "/l/r7.html"},
		"years of no page":        {"/l/", `<a href="r7.html">令和7年度</a> <a href="r6.html">令和6年度</a>`, ""},
		"another site":            {"/l/", `<a href="https://b.example.jp/2">次へ</a><a rel=next href="//c.example.jp/">次</a>`, ""},
		"numbers of something":    {"/l/", `<p>第<a href="/g/3.html">3</a>回 <a href="/g/7.html">7</a></p>`, ""},
		"button":                  {"/l/list.html", `<form method="get" action="/l/list.html"><input type="hidden" name="page" value="2"><button type="submit">次へ</button></form>`, "/l/list.html?page=2"},
		"input, kept conditions":  {"/l/", `<form action="search.php?x=1#r"><input type=hidden name=cat value="a b"><input type=checkbox name=c value=1><input type=radio name=r value=2 checked><select name=s><option value=9>9件<option value=20 selected>20件</select><input type=text name=q><input type="submit" name="to" value="次の20件"><input type=submit name=back value="前の20件"></form>`, "/l/search.php?cat=a+b&r=2&s=20&q=&to=%E6%AC%A1%E3%81%AE20%E4%BB%B6"},
		"buttons of both ways":    {"/l/?page=2", `<form><button name=page value=1>前へ</button> 2 <button name=page value=3>次へ</button></form>`, "/l/?page=3"},
		"button with a picture":   {"/l/", `<form action="/l/2"><input type=hidden name=p value=2><input type="image" src=n.gif alt="次のページ"></form><form action="/l/2"><button><img src=n.gif alt="次へ"></button></form>`, "/l/2?p=2 /l/2?"},
		"numbered buttons":        {"/l/", `<form><button name=pg value=0 disabled>1</button><button name=pg value=10>2</button><button name=pg value=20>3</button></form>`, "/l/?pg=10"},
		"numbered, in the middle": {"/l/?pg=10", `<form><button name=pg value=0>1</button><button name=pg value=10>2</button><button name=pg value=20>3</button></form>`, "/l/?pg=20"},
		"numbered, at the end":    {"/l/?pg=20", `<form><button name=pg value=0>1</button><button name=pg value=10>2</button><button name=pg value=20>3</button></form>`, ""},
		"more by a button":        {"/l/", `<form><input type=hidden name=n value=40><button>もっと見る</button></form>`, "/l/?n=40"},
		"address of the button":   {"/l/", `<form action="/search"><button formaction="/l/2.html">次へ</button></form>`, "/l/2.html?"},
		"choice":                  {"/l/", `<form action="list.php"><select name="page"><option value="1" selected>1ページ<option value="2">2ページ</select><button>表示</button></form>`, "/l/list.php?page=2"},
		"choice, last":            {"/l/list.php?page=2", `<form action="list.php"><select name="page"><option value="1">1<option value="2" selected>2</select><button>移動</button></form>`, ""},
		"choice by the address":   {"/l/list.php?page=2", `<form action="list.php"><select name="page"><option>1<option>2<option>3</select></form>`, "/l/list.php?page=3"},
		"choice of addresses":     {"/l/", `<select onchange="location.href=this.value"><option value="/l/" selected>1/3</option><option value="/l/p2.html">2/3</option><option value="/l/p3.html">3/3</option></select>`, "/l/p2.html"},
		"choice of a year":        {"/l/", `<form><select name=y><option value=2026 selected>令和8年度<option value=2025>令和7年度<option value=2024>令和6年度</select><button>表示</button></form>`, "/l/?y=2025"},
		"choice of a month":       {"/l/", `<form><select name=m><option>1<option>2<option>3</select><button>検索</button></form>`, ""},
		"choice of how many":      {"/l/", `<form><select name=pagesize><option>10<option>20<option>50</select><button>表示</button></form>`, ""},
		"buttons that post":       {"/l/", `<form method=POST><input type=hidden name=page value=2><button>次へ</button></form>`, ""},
		"buttons to another site": {"/l/", `<form action="https://b.example.jp/"><button name=p value=2>次へ</button></form>`, ""},
		"buttons that search":     {"/l/", `<form action="/s"><input name=q><button>検索</button><button type=button>次へ</button></form>`, ""},
		"values in another code":  {"/l/", `<meta charset=shift_jis><form><input type=hidden name=k value="` + "\x8c\xf6\x95\xe5" + `"><button name=p value=2>` + "\x8e\x9f\x82\xd6" + `</button></form>`, "/l/?k=%8C%F6%95%E5&p=2"},
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

// TestWordsThatTurnPages takes links and buttons that say any of the usual words for what follows, with arrows on either side.
func TestWordsThatTurnPages(t *testing.T) {
	for _, words := range []string{
		"過去の投稿", "← 過去の投稿", "&laquo; 過去の記事へ", "以前の投稿", "古い記事", "&lt;&lt; 古い投稿", "‹ 以前の記事", "過去の投稿を見る", "より古い記事を表示", "以前のエントリーへ →",
		"&larr; Older posts", "Older Entries", "OLDER", "Next &raquo;", "next page", "次へ", "次の10件", "次ページ &gt;", "次の一覧", "次のページを表示", "次の20件を見る",
	} {
		for _, turn := range []string{`<a href="/l/2">` + words + `</a>`, `<form action="/l/2"><button name=p value=2>` + words + `</button></form>`} {
			doc, err := page.Parse(page.Page{URL: "https://a.example.jp/l/", Body: []byte("<body><ul><li><a href=/k/1>公募</a></ul>" + turn)}, "")
			if err != nil {
				t.Fatal(err)
			}
			if got := Next(doc); len(got) != 1 || !strings.HasPrefix(got[0], "https://a.example.jp/l/2") {
				t.Errorf("%s: %q", turn, got)
			}
		}
	}
	for _, words := range []string{"過去の公募", "過去のプロポーザル", "過去のお知らせ", "前へ", "新しい投稿 →", "&larr; 前の10件", "古い町並み", "過去の入札結果", "次の世代へ", "以前の市長"} {
		doc, err := page.Parse(page.Page{URL: "https://a.example.jp/l/", Body: []byte(`<body><a href="/l/2">` + words + `</a>`)}, "")
		if got := Next(doc); err != nil || len(got) > 0 {
			t.Errorf("%s: %q, %v", words, got, err)
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
