package list

import (
	"strings"
	"testing"
)

// TestRecords reads calls in records of lines: a title, told by its look or its label, and labelled days behind it.
func TestRecords(t *testing.T) {
	const a, b = "市民ホール舞台照明更新業務公募型プロポーザル", "観光船乗り場の売店運営事業者募集"
	const linked = a + "|1.html|||参加表明書の提出期限=令和8年12月11日(金)\n" + b + "|2.html|||参加表明書の提出期限=令和8年12月18日(金)\n"
	bare := strings.NewReplacer("1.html", "list.html", "2.html", "list.html", a, "* "+a, b, "* "+b).Replace(linked)
	const due, due2 = "参加表明書の提出期限：令和8年12月11日（金）", "参加表明書の提出期限：令和8年12月18日（金）"
	more := func(n string) string { return `<p><a href="` + n + `.html">詳しくはこちら</a></p>` }
	for name, c := range map[string]struct{ body, want string }{
		"buttons over panels":          {"<div><button type=button>" + a + "</button><div class=in><p>" + due + "</p>" + more("1") + "</div></div><div><button type=button>" + b + "</button><div class=in><p>" + due2 + "</p>" + more("2") + "</div></div>", linked},
		"buttons in one box":           {"<div class=tabs><button>" + a + "</button><div><p>" + due + "</p></div><button>" + b + "</button><div><p>" + due2 + "</p></div></div>", bare},
		"numbered":                     {"<p>案件1　" + a + "<br>" + due + "<br>案件2　" + b + "<br>" + due2 + "</p>", bare},
		"numbered, in circles":         {"<p>①" + a + "</p><p>" + due + "</p><p>②" + b + "</p><p>" + due2 + "</p>", bare},
		"a table each, captioned":      {"<table><tr><th colspan=2>" + a + "</th></tr><tr><th>参加表明書の提出期限</th><td>令和8年12月11日（金）</td></tr></table><table><tr><th colspan=2>" + b + "</th></tr><tr><th>参加表明書の提出期限</th><td>令和8年12月18日（金）</td></tr></table>", bare},
		"rows of two lines":            {"<table><tr><td colspan=2>" + a + "</td></tr><tr><td>観光課</td><td>" + due + "</td></tr><tr><td colspan=2>" + b + "</td></tr><tr><td>港湾課</td><td>" + due2 + "</td></tr></table>", strings.Replace(strings.Replace(bare, "html|||", "html||観光課|", 1), "html|||", "html||港湾課|", 1)},
		"items below items":            {"<ul><li>" + a + "<ul><li>" + due + "</li></ul></li><li>" + b + "<ul><li>" + due2 + "</li></ul></li></ul>", bare},
		"definitions, labelled":        {"<dl><dt>案件名</dt><dd>" + a + "</dd><dt>参加表明書の提出期限</dt><dd>令和8年12月11日（金）</dd></dl><dl><dt>案件名</dt><dd>" + b + "</dd><dt>参加表明書の提出期限</dt><dd>令和8年12月18日（金）</dd></dl>", bare},
		"definitions in one, labelled": {"<dl><dt>案件名</dt><dd>" + a + "</dd><dt>参加表明書の提出期限</dt><dd>令和8年12月11日（金）</dd><dt>案件名</dt><dd>" + b + "</dd><dt>参加表明書の提出期限</dt><dd>令和8年12月18日（金）</dd></dl>", bare},
		"boxes of boxes":               {"<div class=g><div class=u><div class=n>" + a + "</div><div class=m><span>参加表明書の提出期限</span><span>令和8年12月11日（金）</span></div></div><div class=u><div class=n>" + b + "</div><div class=m><span>参加表明書の提出期限</span><span>令和8年12月18日（金）</span></div></div></div>", bare},
		"a mail":                       {"<pre>商工会からのお知らせです。\n----------------\n件　名：" + a + "\n参加表明書の提出期限：令和8年12月11日（金）\n\n件　名：" + b + "\n参加表明書の提出期限：令和8年12月18日（金）\n----------------\n</pre>", bare},
		"one is over":                  {"<p>【受付中】" + a + "<br>" + due + "</p><p>【受付終了】" + b + "<br>" + due2 + "</p>", strings.Replace(bare, "* ", "* 【受付中】", 1)},
		"one is over, by a line":       {"<h3>" + a + "</h3><p>" + due + "</p><h3>" + b + "</h3><p>※受付終了</p><p>" + due2 + "</p>", bare},

		"elements that are buttons": {"<div role=button>" + a + "</div><div><p>" + due + "</p><a href=1.html>募集要項</a></div><div role=button>" + b + "</div><div><p>" + due2 + "</p><a href=2.html>募集要項</a></div>", linked},
		"boxes with a legend":       {"<fieldset><legend>" + a + "</legend>" + due + "</fieldset><fieldset><legend>" + b + "</legend>" + due2 + "</fieldset>", bare},
		"days in brackets behind":   {"<p>次の募集を行っています。</p><p>・" + a + "（応募期限：12月11日）<br>・" + b + "（応募期限：12月18日）</p>", "* " + a + "（応募期限：12月11日）|list.html|||応募期限=12月11日\n* " + b + "（応募期限：12月18日）|list.html|||応募期限=12月18日\n"},
		"days behind short titles":  {"<p>・売店の運営事業者募集（応募期限：12月11日）<br>・広告代理店の募集（応募期限：12月18日）</p>", "* 売店の運営事業者募集（応募期限：12月11日）|list.html|||応募期限=12月11日\n* 広告代理店の募集（応募期限：12月18日）|list.html|||応募期限=12月18日\n"},

		"steps of one":         {"<h2>" + a + "</h2><button>参加表明書の提出</button><div><p>" + due + "</p></div><button>企画提案書の提出について</button><div><p>提出期限：12月18日</p></div>", ""},
		"papers of one":        {"<p>" + a + "に係る実施要領<br>" + due + "</p><p>" + a + "に係る様式集<br>" + due + "</p>", ""},
		"for residents":        {"<button>市民茶会の参加者募集</button><div><p>申込期限：12月11日</p></div><button>冬休み工作教室の受講生募集</button><div><p>申込期限：12月18日</p></div>", ""},
		"without days":         {"<button>" + a + "</button><div><p>担当：観光課</p></div><button>" + b + "</button><div><p>担当：港湾課</p></div>", ""},
		"days of what is done": {"<button>" + a + "</button><div><p>履行期間：令和9年4月1日から令和10年3月31日まで</p></div><button>" + b + "</button><div><p>履行期間：令和9年4月1日から令和10年3月31日まで</p></div>", ""},
		"ranked":               {"<h2>アクセスランキング</h2><p>1. " + a + "<br>" + due + "</p><p>2. " + b + "<br>" + due2 + "</p>", ""},
		"over":                 {"<h2>過去の募集</h2><p>1. " + a + "<br>" + due + "</p><p>2. " + b + "<br>" + due2 + "</p>", ""},
		"chosen":               {"<p>" + a + "の審査結果<br>提出期限：10月2日</p><p>" + b + "の選定結果<br>提出期限：10月2日</p>", ""},
	} {
		if got := wordsOfList(t, c.body); got != c.want {
			t.Errorf("%s: read\n%swant\n%s", name, got, c.want)
		}
	}
}

// TestTendersInRecords reads tenders without links, which their place or the labels of their days tell as such.
func TestTendersInRecords(t *testing.T) {
	const want = "低濃度消石灰の購入（単価契約）|令和8年11月19日||入札書提出期限=令和8年12月10日\n浄水場無停電電源装置保守点検|令和8年11月20日||入札書提出期限=令和8年12月15日\n"
	block := func(lines string) string {
		of := func(number, name, notice, due string) string {
			return strings.NewReplacer("#", number, "NAME", name, "NOTICE", notice, "DUE", due).Replace(lines)
		}
		return of("71", "低濃度消石灰の購入（単価契約）", "令和8年11月19日", "令和8年12月10日") + of("72", "浄水場無停電電源装置保守点検", "令和8年11月20日", "令和8年12月15日")
	}
	for name, body := range map[string]string{
		"preformatted":        "<pre>" + block("整理番号　#\n  件　　名　NAME\n  公　　告　NOTICE\n  入札書提出期限　DUE\n\n") + "</pre>",
		"a table each":        block("<table><tr><td>件名</td><td>NAME</td></tr><tr><td>公告日</td><td>NOTICE</td></tr><tr><td>入札書提出期限</td><td>DUE</td></tr></table><br>"),
		"a table each, heads": block("<table><tr><th>件名</th><td>NAME</td></tr><tr><th>公告日</th><td>NOTICE</td></tr><tr><th>入札書提出期限</th><td>DUE</td></tr></table>"),
		"definitions":         block("<dl><dt>件名</dt><dd>NAME</dd><dt>公告日</dt><dd>NOTICE</dd><dt>入札書提出期限</dt><dd>DUE</dd></dl>"),
		"labels in bold":      block("<p><b>件名</b>　NAME<br><b>公告日</b>　NOTICE<br><b>入札書提出期限</b>　DUE</p>"),
		"labels in brackets":  block("<p>【件名】NAME<br>【公告日】NOTICE<br>【入札書提出期限】DUE</p>"),
		"spaced and numbered": strings.ReplaceAll(block("<pre>１．件　名　　NAME\n　　公　告　　NOTICE\n　　入札書提出期限：DUE\n</pre>"), "</pre><pre>", ""),
		"numbered parts":      block("<p>（１）件名　NAME<br>（２）公告日　NOTICE<br>（３）入札書提出期限　DUE</p>"),
	} {
		if got := tendersOf(t, "契約係からのお知らせ", body); got != want {
			t.Errorf("%s: read\n%swant\n%s", name, got, want)
		}
	}
	results := block("<dl><dt>件名</dt><dd>NAME</dd><dt>入札書提出期限</dt><dd>DUE</dd><dt>落札金額</dt><dd>1,200,000円</dd></dl>")
	if got := tendersOf(t, "契約係からのお知らせ", results); got != "" {
		t.Errorf("results: read\n%s", got)
	}
}
