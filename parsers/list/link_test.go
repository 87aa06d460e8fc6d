package list

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"koubo/parsers/detail"
	"koubo/parsers/page"
)

// TestListNamesWhatHasNoLink holds that no announcement is lost without a word.
func TestListNamesWhatHasNoLink(t *testing.T) {
	for name, want := range map[string][]page.Unlinked{
		"onclick": {{Title: "若葉池公園の活用に関する提案の募集", Href: "javascript:doSubmit('0008')", Why: page.WhyScript},
			{Title: "若葉湖の活用に関する提案の募集", Href: "javascript:location.href='/koubo/'+id+'.html'", Why: page.WhyScript}},
		"addresses": {{Title: "支所窓口業務委託公募型プロポーザル", Href: "http://:0/", Why: page.WhyUnusable}},
	} {
		body, err := os.ReadFile("testdata/" + name + "/page.html")
		if err != nil {
			t.Fatal(err)
		}
		listing, err := Read(page.Page{URL: "https://www.city.wakaba.example.jp/koubo/list.html", Body: body}, Options{})
		same := slices.EqualFunc(listing.Unlinked, want, func(got, want page.Unlinked) bool {
			return got.Title == want.Title && got.Href == want.Href && strings.HasPrefix(got.Why, want.Why)
		})
		if err != nil || !same {
			t.Errorf("%s: %+v, %v", name, listing.Unlinked, err)
		}
	}
}

const (
	frameItem  = `<li>2026年11月16日 <a href="/a.html">公園管理DX実証実験に係る企業募集</a></li>`
	noticeItem = `<li>2026年11月16日 <a href="/n.html">市民プールの冬季休業のお知らせ</a></li>`
)

func TestListFrames(t *testing.T) {
	for name, c := range map[string]struct{ body, want string }{
		"frameset":                {`<html><head><title>若葉市 入札情報</title></head><frameset cols="200,*"><frame src="menu.html" name="menu"><frame src="ichiran.html" name="main"><noframes><body>フレーム</body></noframes></frameset></html>`, "/x/menu.html /x/ichiran.html"},
		"framesets inside":        {`<html><frameset rows="80,*"><frame src="/head.html"><frameset cols="1,2"><frame src="a.html"><frame src="b.html"></frameset></frameset></html>`, "/head.html /x/a.html /x/b.html"},
		"iframe":                  {`<body><main><h1>入札情報</h1><iframe src="list.html" width="100%" height="600"></iframe></main></body>`, "/x/list.html"},
		"iframe beside notices":   {`<body><main><h1>入札情報</h1><ul>` + noticeItem + `</ul><iframe src="list.html"></iframe></main></body>`, "/x/list.html"},
		"iframe beside calls":     {`<body><main><h1>入札情報</h1><ul>` + frameItem + `</ul><iframe src="other.html"></iframe></main></body>`, ""},
		"object":                  {`<body><main><object type="text/html" data="list.html"></object></main></body>`, "/x/list.html"},
		"base":                    {`<head><base href="/y/"></head><body><iframe src="list.html"></iframe></body>`, "/y/list.html"},
		"map, film, post":         {`<body><main><iframe src="https://www.google.com/maps/embed?pb=1"></iframe><iframe src="https://www.youtube.com/embed/x"></iframe><iframe src="https://platform.twitter.com/x"></iframe></main></body>`, ""},
		"hidden":                  {`<body><iframe src="count.html" width="0" height="0"></iframe><iframe src="b.html" style="display: none"></iframe></body>`, ""},
		"footer":                  {`<body><main><p>本文</p></main><footer><iframe src="list.html"></iframe></footer></body>`, ""},
		"itself, nothing, script": {`<body><iframe src="/x/"></iframe><iframe src=""></iframe><iframe src="about:blank"></iframe><iframe src="javascript:1"></iframe></body>`, ""},
	} {
		listing, err := Read(page.Page{URL: "https://h.example.jp/x/", Body: []byte(c.body)}, Options{})
		if got := strings.ReplaceAll(strings.Join(listing.Frames, " "), "https://h.example.jp", ""); err != nil || got != c.want {
			t.Errorf("%s: %q, %v; want %q", name, got, err, c.want)
		}
	}
}

func TestListByScript(t *testing.T) {
	for name, c := range map[string]struct {
		body string
		want bool
	}{
		"framework":                       {`<body><div id="app"></div><script src="/js/chunk.1a2b.js"></script></body>`, true},
		"module":                          {`<body><div id="root"></div><script type="module" src="https://cdn.example.com/x.js"></script></body>`, true},
		"fills a list":                    {`<body><main><h1>募集一覧</h1><ul id="koubo-list"></ul></main><script>fetch('list.json').then(r => r.json()).then(show)</script></body>`, true},
		"file that fills":                 {`<body><main><h1>募集一覧</h1><div class="news-list"></div><script src="list.js"></script></main></body>`, true},
		"template":                        {`<body><main><h1>募集一覧</h1><ul><li v-for="x in items"><a :href="x.url">{{ x.title }}</a></li></ul></main><script src="/a.js"></script></body>`, true},
		"loading":                         {`<body><main><h1>募集一覧</h1><p>読み込み中です</p></main><script src="/a.js"></script></body>`, true},
		"noscript":                        {`<body><main><h1>募集一覧</h1></main><noscript>JavaScriptを有効にしてください</noscript><script src="/a.js"></script></body>`, true},
		"links by script":                 {`<body><main><h1>募集一覧</h1><ul><li>2026年11月16日 <a href="javascript:show(1)">公園管理DX実証実験に係る企業募集</a></li></ul></main></body>`, true},
		"some links by script":            {`<body><main><ul>` + frameItem + `<li>2026年11月16日 <a href="javascript:show(1)">公園管理の企業募集</a></li></ul></main></body>`, false},
		"holds none":                      {`<body><main><h1>募集一覧</h1><div id="list"></div><p>現在、募集中の案件はありません。</p></main><script src="/a.js"></script></body>`, false},
		"empty, with counter":             {`<body><main><h1>募集一覧</h1><ul></ul></main><script async src="https://www.googletagmanager.com/gtag/js?id=1"></script><script>window.dataLayer=[];function gtag(){dataLayer.push(arguments)}</script></body>`, false},
		"named box, no script of its own": {`<body><main><h1>募集一覧</h1><div class="news-list"></div></main><script async src="https://www.googletagmanager.com/gtag/js?id=1"></script></body>`, false},
		"article":                         {`<body><main><h1>募集一覧</h1><p>` + strings.Repeat("若葉市では公募を行います。", 30) + `</p><div id="list"></div></main><script src="/a.js"></script></body>`, false},
		"frame":                           {`<body><div id="app"></div><iframe src="list.html"></iframe><script src="/a.js"></script></body>`, false},
	} {
		listing, err := Read(page.Page{URL: "https://h.example.jp/x/", Body: []byte(c.body)}, Options{})
		if err != nil || listing.ByScript != c.want {
			t.Errorf("%s: %v, %v; want %v (%+v)", name, listing.ByScript, err, c.want, listing)
		}
	}
}

// TestListOfItsOwnParts reads a page whose list leads to places of the page itself.
func TestListOfItsOwnParts(t *testing.T) {
	contents := `<ul><li><a href="#a">庁内DX推進パートナー企業の募集</a></li><li><a href="/x/#b">公園売店運営事業者公募型プロポーザル</a></li><li><a href="#main">本文の先頭へ移動する</a></li></ul>`
	for name, c := range map[string]struct{ body, want string }{
		"announcements":    {contents + `<h2 id="a">庁内DX推進パートナー企業の募集</h2><p>庁内のDXを進める企業を募集します。</p><p>提出期限：令和8年12月18日</p><h2 id="b">公園売店運営事業者公募型プロポーザル</h2><p>公園の売店を運営する事業者を募集します。</p><p>提出期限：令和8年12月4日</p>`, "#a #b"},
		"lists of links":   {contents + `<h2 id="a">庁内DX推進パートナー企業の募集</h2><ul>` + strings.Repeat(frameItem, 4) + `</ul><h2 id="b">公園売店運営事業者公募型プロポーザル</h2><ul><li>提出期限</li>` + strings.Repeat(frameItem, 4) + `</ul>`, "/a.html"},
		"one announcement": {`<h1 id="main">公園売店運営事業者公募型プロポーザル</h1><ul><li><a href="#a">公園売店運営事業者公募型プロポーザルの概要</a></li><li><a href="#b">公園売店運営事業者公募型プロポーザルの提出期限</a></li></ul><h2 id="a">概要</h2><p>公園の売店を運営する事業者を募集します。</p><h2 id="b">提出期限</h2><p>提出期限：令和8年12月4日</p>`, ""},
	} {
		listing, err := Read(page.Page{URL: "https://h.example.jp/x/", Body: []byte("<main id=main>" + c.body + "</main>")}, Options{})
		var got []string
		for _, d := range listing.Drafts {
			got = append(got, strings.NewReplacer("https://h.example.jp/x/", "", "https://h.example.jp", "").Replace(d.URL))
		}
		if err != nil || strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q, %v; want %q", name, got, err, c.want)
		}
	}
}

// TestAttachmentAddresses holds that documents are found behind addresses as browsers read them, and behind scripts.
func TestAttachmentAddresses(t *testing.T) {
	body := `<main><h1>公募型プロポーザルの実施</h1><p><a href="要項 1.pdf">実施要項（PDF：10KB）</a></p><p><a href="..\files\a.pdf">様式（PDF：10KB）</a></p><p><a href="/100%/b.pdf">仕様書（PDF：10KB）</a></p><p><a href="javascript:void(0)" onclick="window.open('c.pdf')">図面（PDF：10KB）</a></p><p><a href="d.pdf#page=2">別紙（PDF：10KB）</a></p></main>`
	d, err := detail.Read(page.Page{URL: "https://h.example.jp/x/1.html", Body: []byte(body)})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"https://h.example.jp/x/%E8%A6%81%E9%A0%85%201.pdf", "https://h.example.jp/files/a.pdf", "https://h.example.jp/100%25/b.pdf", "https://h.example.jp/x/c.pdf", "https://h.example.jp/x/d.pdf"}
	var got []string
	for _, a := range d.Attachments {
		got = append(got, a.URL)
	}
	if !slices.Equal(got, want) {
		t.Errorf("attachments %q, want %q", got, want)
	}
}

func TestTextOf(t *testing.T) {
	for markup, want := range map[string]string{
		"<td><p>企画課</p><p>契約係</p></td>": "企画課 契約係", "<td>企画<b>課</b><wbr>長</td>": "企画課長", "<td>企画課<br>契約係</td>": "企画課 契約係",
		"<td><ul><li>一<li>二</ul></td>": "一 二", "<td><ruby>若葉<rt>わかば</rt></ruby>市</td>": "若葉市", "<td>旧<del>課</del>部</td>": "旧部",
	} {
		doc, err := page.Parse(page.Page{Body: []byte("<table><tr>" + markup + "</table>")}, "")
		if err != nil {
			t.Fatal(err)
		}
		if got := page.TextOf(doc.Root); got != want {
			t.Errorf("%s says %q, want %q", markup, got, want)
		}
	}
}

func TestScriptTarget(t *testing.T) {
	for script, want := range map[string]string{
		"location.href='a.html'": "a.html", "location.href = \"a.html?x=1\";return false;": "a.html?x=1", "window.location='/a'": "/a", "location.replace('a.html')": "a.html",
		"window.open('a.pdf','_blank')": "a.pdf", "open('../a.html')": "../a.html", "openWin('/x/a.html')": "/x/a.html", "MM_goToURL('parent','a.html');return document.MM_returnValue": "a.html",
		`location.href='\/a\/b.html'`: "/a/b.html", "ga('send','event','click'); window.open('b.html')": "b.html", "jump('https://b.example.jp/')": "https://b.example.jp/",
		"location.href='/a/'+id": "", "openWin('/a/'+id+'.html')": "", "doSubmit('0001')": "", "return false": "", "window.open('','w')": "", "toggle('#box')": "", "location.href='javascript:x()'": "",
	} {
		if got := page.ScriptTarget(script); got != want {
			t.Errorf("%s leads to %q, want %q", script, got, want)
		}
	}
}

func TestParseRefresh(t *testing.T) {
	for value, want := range map[string]string{
		"3; URL=new/a.html": "3 new/a.html", "0;url='/a'": "0 /a", "0; url=\"/a b\" x": "0 /a b", "0,/a": "0 /a", "1.5;URL=a": "1 a", "5 url = a": "5 a", " 10 ;a?url=b": "10 a?url=b",
		"5": "", "": "", "x;url=a": "", "0;": "", "0;url=": "",
	} {
		got := ""
		if seconds, target, ok := page.ParseRefresh(value); ok {
			got = strconv.Itoa(seconds) + " " + target
		}
		if got != want {
			t.Errorf("%q is %q, want %q", value, got, want)
		}
	}
}

func TestRefresh(t *testing.T) {
	for name, c := range map[string]struct{ body, want string }{
		"moved":     {`<html><head><META HTTP-EQUIV="Refresh" CONTENT="3; URL=new/a.html"></head><body>移動しました</body></html>`, "https://h.example.jp/x/new/a.html"},
		"base":      {`<head><base href="/y/"><meta http-equiv=refresh content="0;a b.html"></head>`, "https://h.example.jp/y/a%20b.html"},
		"itself":    {`<head><meta http-equiv="refresh" content="0;url=/x/"></head>`, ""},
		"reloads":   {`<head><meta http-equiv="refresh" content="5"></head>`, ""},
		"long wait": {`<head><meta http-equiv="refresh" content="1800;url=/timeout.html"></head>`, ""},
		"none":      {`<p>refresh`, ""},
	} {
		got, ok := page.Refresh(page.Page{URL: "https://h.example.jp/x/", Body: []byte(c.body)})
		if got != c.want && ok || ok != (c.want != "") {
			t.Errorf("%s: %q, %v; want %q", name, got, ok, c.want)
		}
	}
}
