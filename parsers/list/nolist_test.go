package list

import (
	"strings"
	"testing"

	"koubo/parsers/page"
)

// TestPagesThatAreNoLists are said to be none, with the lists that they link to.
func TestPagesThatAreNoLists(t *testing.T) {
	const (
		crumbs = `<p><a href="/">トップ</a> &gt; <a href="/keiyaku/">入札・契約</a> &gt; 公募</p>`
		menu   = `<div class="g"><ul><li><a href="/kurashi/">くらし</a></li><li><a href="/boshu/">募集情報</a></li></ul></div>`
	)
	call := crumbs + `<h1>公園売店運営事業者の公募</h1><p>` + strings.Repeat("若葉市では公園の売店を運営する事業者を公募します。", 12) + `</p><table><tr><th>提出期限</th><td>令和8年12月4日</td></tr></table><h2>添付ファイル</h2><ul><li><a href="a.pdf">募集要項（PDF：100KB）</a></li></ul>`
	for name, c := range map[string]struct{ path, body, instead, sub string }{
		"hub":          {"/keiyaku/", menu + `<h1>入札・契約</h1><ul><li><a href="koukoku/">入札公告</a></li><li><a href="kekka/">入札結果</a></li></ul>`, "lists of them", "/keiyaku/koukoku/ /keiyaku/kekka/ /boshu/"},
		"home":         {"/", menu + `<p>若葉市へようこそ</p><div><a href="/keiyaku/">入札・契約情報</a> <a href="/kanko/">観光</a></div>`, "home page", "/kurashi/ /boshu/ /keiyaku/"},
		"announcement": {"/keiyaku/1.html", call, "one announcement", "/keiyaku/"},
		"empty":        {"/keiyaku/", menu + `<h1>入札公告</h1><p>現在、募集中の案件はありません。</p><ul><li><a href="koukoku/">入札公告</a></li><li><a href="kekka/">入札結果</a></li></ul>`, "", "/keiyaku/koukoku/ /keiyaku/kekka/"},
		"years":        {"/keiyaku/", menu + `<main><h1>入札公告</h1><ul><li><a href="r7/">令和7年度</a></li><li><a href="r6/">令和6年度</a></li></ul></main>`, "", "/keiyaku/r7/ /keiyaku/r6/"},
		"posts":        {"/keiyaku/", `<link href="/wp-content/a.css"><main><h1>入札公告</h1><ul><li><a href="/archives/1565/">公園売店運営事業者の公募</a></li></ul></main>`, "", ""},
		"categories":   {"/keiyaku/", `<link href="/wp-content/a.css"><main><h1>契約</h1><ul><li><a href="/archives/category/koubo/">公募</a></li><li><a href="/archives/2026/11/">11月</a></li></ul></main>`, "lists of them", "/archives/category/koubo/ /archives/2026/11/"},
		"list":         {"/keiyaku/", menu + `<h1>入札公告</h1><ul><li>2026年11月16日 <a href="1.html">公園売店運営事業者の公募</a></li></ul>`, "", ""},
	} {
		l, err := Read(page.Page{URL: "https://a.example.jp" + c.path, Body: []byte("<body>" + c.body)}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		sub := strings.ReplaceAll(strings.Join(l.Sub, " "), "https://a.example.jp", "")
		if !strings.Contains(l.Instead, c.instead) || (c.instead == "") != (l.Instead == "") || sub != c.sub {
			t.Errorf("%s: %q with %q, want %q with %q; %d announcements", name, l.Instead, sub, c.instead, c.sub, len(l.Drafts))
		}
	}
}
