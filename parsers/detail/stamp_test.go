package detail

import (
	"strings"
	"testing"

	"koubo/parsers/page"
)

// TestThePageSaysWhenItWasPublished are places and forms in which pages state their own day.
func TestThePageSaysWhenItWasPublished(t *testing.T) {
	const body = `<p>市では庁舎の空きスペースを活用する事業者を募集します。詳しくは募集要項をご覧ください。申込みは令和8年12月4日（金）までに窓口へお願いします。</p>`
	for _, c := range []struct{ html, published, updated string }{
		{`<article><h1>事業者の募集</h1>` + body + `<footer>公開日 2026年11月2日</footer></article>`, "2026年11月2日", ""},
		{`<main><h1>事業者の募集</h1><p>令和8年（2026年）11月2日　公開</p>` + body + `</main>`, "令和8年（2026年）11月2日", ""},
		{`<main><h1>事業者の募集</h1><table><tr><td>更新日：2026年11月9日</td><td>掲載日：2026年11月2日</td></tr></table>` + body + `</main>`, "2026年11月2日", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1>` + body + `<table><tr><td>公告</td><td>令和8年11月2日（月）</td></tr><tr><td>質問の締切</td><td>11月9日（月）</td></tr></table></main>`, "令和8年11月2日", ""},
		{`<main><h1>事業者の募集</h1>` + body + `<p>令和八年十一月二日</p><p>青葉市長　青葉 太郎</p></main>`, "令和八年十一月二日", ""},
		{`<main><h1>事業者の募集</h1><p>次のとおり募集します。</p><div><time>令和8年11月2日（月曜日）</time><p>受付開始</p></div><div><time>11月16日（月曜日）</time><p>受付終了</p></div><div><time>11月20日</time><p>審査会</p></div>` + body + `</main>`, "", ""}, // a schedule
		{`<main><h1>事業者の募集</h1><time>2026年11月2日</time><time>2026年11月9日</time>` + body + `</main>`, "2026年11月2日", ""},
		{`<main><h1>事業者の募集</h1>` + body + `</main><footer><a href="/">青葉市</a> 公開日 2026年11月2日</footer>`, "", ""}, // the site's own
	} {
		d, err := Read(page.Page{URL: "https://www.city.aoba.example.jp/a/1.html", Body: []byte(`<html><title>事業者の募集</title><body>` + c.html + `</body></html>`)})
		if err != nil || d.Published != c.published || d.Updated != c.updated {
			t.Errorf("%s\n got %q, %q, %v\nwant %q, %q", c.html, d.Published, d.Updated, err, c.published, c.updated)
		}
	}
}

// TestStamps are makes in which the software of municipal sites dates a page.
func TestStamps(t *testing.T) {
	const call = `<p>市では庁舎の空きスペースを活用する事業者を募集します。詳しくは募集要項をご覧ください。申込みは令和8年12月4日（金）までに窓口へお願いします。</p><h2>対象</h2><p>市内の企業</p><h2>場所</h2><p>市役所</p>` +
		`<h2>内容</h2><p>売店</p><h2>その他</h2><p>質問は電子メールで受け付けます。</p><h2>資料</h2><p>要項をご覧ください。</p><h2>選定</h2><p>審査会で選定します。</p>`
	for _, c := range []struct{ html, published, updated string }{
		{`<main><div class="head-box"><p>更新日：2026年11月9日</p></div><h1>事業者の募集</h1>BODY</main>`, "", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1><p>Last update <time datetime="2026-11-09">2026/11/09</time></p>BODY</main>`, "", "2026/11/09"},
		{`<main><h1>事業者の募集</h1><p class="lastup">最終更新日 <span>令和8年11月9日</span></p>BODY</main>`, "", "令和8年11月9日"},
		{`<main><h1>事業者の募集</h1><div class="d"><span>最終更新日</span><span>2026年11月9日</span></div>BODY</main>`, "", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1><dl class="d"><dt>最終更新日</dt><dd>2026年11月9日</dd><dt>登録日</dt><dd>2026年11月2日</dd></dl>BODY</main>`, "2026年11月2日", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1><p>登録日：2026年11月2日 / 更新日：2026年11月9日</p>BODY</main>`, "2026年11月2日", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1><p>2026年11月2日登録　2026年11月9日更新</p>BODY</main>`, "2026年11月2日", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1><p>掲載日：2026年11月9日更新</p>BODY</main>`, "2026年11月9日", ""},
		{`<main><h1>事業者の募集</h1><img src="a" alt="更新日：2026年11月9日">BODY</main>`, "", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1>BODY<p class="update">更新日：R8.11.9</p></main>`, "", "R8.11.9"},
		{`<main><h1>事業者の募集</h1>BODY</main><footer><p>最終更新日：2026年11月9日</p><p>青葉市役所</p></footer>`, "", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1>BODY<div class="pagefooter"><span>最終更新日：2026-11-09</span></div></main>`, "", "2026-11-09"},
		{`<main><h1>事業者の募集</h1><p>更新日時：2026年11月9日 17時15分</p>BODY</main>`, "", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1><p>ページ番号1002233　更新日　令和8年11月9日　印刷</p>BODY</main>`, "", "令和8年11月9日"},
		{`<main><h1>事業者の募集</h1><ul><li>ページID：1002233</li><li>更新日：2026年11月9日</li><li><a href="p">印刷</a></li></ul>BODY</main>`, "", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1><p>［2026年11月9日］</p>BODY</main>`, "2026年11月9日", ""},
		{`<main><h1>事業者の募集</h1><table><tr><td>分類</td><td>入札・契約</td></tr><tr><td>日付</td><td>2026年11月09日</td></tr></table>BODY</main>`, "2026年11月09日", ""},
		{`<main><h1>事業者の募集</h1><p>ページID：0054326　2026/11/09　印刷ページ表示</p>BODY</main>`, "2026/11/09", ""},
		{`<main><h1>事業者の募集</h1><p>（2026年11月9日）</p>BODY</main>`, "2026年11月9日", ""},
		{`<main><table width="100%"><tr><td><a href="/">青葉県</a>　報道発表資料</td><td align="right">令和8年11月9日<br>環境部 脱炭素課</td></tr></table><h1>事業者の募集</h1>BODY</main>`, "令和8年11月9日", ""},
		{`<main><table><tr><td>令和8年11月9日<br>（記者発表・市政記者クラブ配布）</td><td>経済局 産業課<br>課長　青葉　電話 0900-26-5308</td></tr></table><h1>事業者の募集</h1>BODY</main>`, "令和8年11月9日", ""},
		{`<main><div><p>PRESS RELEASE<br>2026.11.9</p></div><h1>事業者の募集</h1>BODY</main>`, "2026.11.9", ""},
		{`<main><h1>事業者の募集</h1>BODY<h3>公告</h3><p>2026年11月9日</p></main>`, "2026年11月9日", ""},
		{`<main><h1>事業者の募集</h1><p>[公開日：2026年11月2日] [更新日：2026年11月9日] ID:123</p>BODY</main>`, "2026年11月2日", "2026年11月9日"},
		{`<main><p class="ymd">2026年11月9日 更新</p><h1>事業者の募集</h1>BODY</main>`, "", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1><p>更新：2026年11月9日（月曜日）</p>BODY</main>`, "", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1><p>このページの最終更新日：2026年11月9日</p>BODY</main>`, "", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1>BODY<p>このページは2026年11月9日に更新されました。</p></main>`, "", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1>BODY<p>情報更新日：2026年11月9日</p></main>`, "", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1><p>更新日付：2026年11月9日 / ページ番号：C003138</p>BODY</main>`, "", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1><p>ページ更新日 : 2026.11.09</p>BODY</main>`, "", "2026.11.09"},
		{`<main><h1>事業者の募集</h1><p>更新年月日：令和8年11月9日</p>BODY</main>`, "", "令和8年11月9日"},
		{`<main><h1>事業者の募集</h1><p>作成日：2026年11月2日　最終更新日：2026年11月9日</p>BODY</main>`, "2026年11月2日", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1><div class="post-meta"><time class="published" datetime="2026-11-02T09:00">2026年11月2日</time><time class="updated" datetime="2026-11-09T09:00">2026年11月9日</time></div>BODY</main>`, "2026年11月2日", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1><div class="post-meta"><i class="fa-clock"></i>2026.11.02 <i class="fa-refresh"></i>2026.11.09</div>BODY</main>`, "2026.11.02", "2026.11.09"},
		{`<main><h1>事業者の募集</h1><p>最終更新：2026年11月9日 12:30</p>BODY</main>`, "", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1><p>（更新日：2026年11月9日）</p>BODY</main>`, "", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1>BODY<p>公園緑地課　2026年11月2日掲載</p></main>`, "2026年11月2日", ""},
		{`<main><h1>事業者の募集</h1>BODY<p>（企画政策部 公民連携課　2026年11月2日掲載、2026年11月9日更新）</p></main>`, "2026年11月2日", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1>BODY<p>市議会事務局　2026年11月2日公告の工事は、質問を受け付けていません。</p></main>`, "", ""},
		{`<main><h1>事業者の募集</h1><p>更新日2026年11月9日</p>BODY</main>`, "", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1><p>最終更新日</p><p>2026年11月9日</p>BODY</main>`, "", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1><p>ページ番号：0859555</p><p>2026年11月9日更新／動物愛護センター</p>BODY</main>`, "", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1><p>印刷 文字を大きくして印刷 ページ番号：0859555 2026年11月9日更新</p>BODY</main>`, "", "2026年11月9日"},
		{`<div id="header"><p>最終更新日：2026年11月9日</p><p><a href="/">青葉市</a></p></div><main><h1>事業者の募集</h1>BODY</main>`, "", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1><div class="print">更新日：2026年11月9日 <a href="p">印刷する</a></div>BODY</main>`, "", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1><div class="sns"><ul><li><a href="x">ツイート</a></li><li><a href="y">シェア</a></li></ul><p>更新日：2026年11月9日</p></div>BODY</main>`, "", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1>BODY<div class="footer-info"><ul><li><a href="x">このページをシェア</a></li></ul><p>更新日：2026年11月9日</p></div></main>`, "", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1>BODY<table><tr><th>更新日</th><td>2026年11月9日</td></tr></table></main>`, "", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1><p><span>Updated</span> Nov 9, 2026</p>BODY</main>`, "", ""},
		{`<main><h1>事業者の募集</h1><p>更新日：<time>令和8年 11月 9日</time></p>BODY</main>`, "", "令和8年 11月 9日"},
		{`<main><h1>事業者の募集</h1><p>更新日 令和８年１１月９日</p>BODY</main>`, "", "令和８年１１月９日"},
		{`<main><h1>事業者の募集</h1><p>最終更新日：令和8（2026）年11月9日</p>BODY</main>`, "", "令和8（2026）年11月9日"},
		{`<main><h1>事業者の募集</h1><p>最終更新日：2026（令和8）年11月9日</p>BODY</main>`, "", "2026（令和8）年11月9日"},
		{`<main><h1>事業者の募集</h1><p>最終更新日：2026年（令和8年）11月9日</p>BODY</main>`, "", "2026年（令和8年）11月9日"},
		{`<main><h1>事業者の募集</h1><p>更新日：20261109</p>BODY</main>`, "", ""},
		{`<main><h1>事業者の募集</h1><p>修正日：2026年11月9日</p>BODY</main>`, "", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1><p>改訂日：2026年11月9日</p>BODY</main>`, "", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1><p>2026年11月9日 現在</p>BODY</main>`, "", ""},
		{`<main><h1>事業者の募集</h1><p>令和8年11月9日現在の情報です。</p>BODY</main>`, "", ""},
		{`<main><h1>事業者の募集</h1>BODY<div id="contact"><p>お問い合わせ 企画課 電話099-111-2222</p><p>更新日：2026年11月9日</p></div></main>`, "", "2026年11月9日"},
		{`<div class="date">更新日：2026年11月9日</div><div class="x"><h1>事業者の募集</h1></div>BODY`, "", "2026年11月9日"},
		{`<table><tr><td>青葉市</td><td align="right">更新日 2026年11月9日</td></tr></table><h1>事業者の募集</h1>BODY`, "", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1><div style="text-align:right">更新日：2026年11月9日<br>企画部 企画課</div>BODY</main>`, "", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1><div><p>更新：2026-11-09</p><p>公開：2026-11-02</p></div>BODY</main>`, "2026-11-02", "2026-11-09"},
		{`<main><h1>事業者の募集</h1><p>公開日 2026年11月2日　最終更新日 2026年11月9日　閲覧数 123</p>BODY</main>`, "2026年11月2日", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1><p class="hidden-print">更新日：2026年11月9日</p>BODY</main>`, "", "2026年11月9日"},
		{`<nav class="crumb"><p>トップ &gt; 募集</p></nav><div class="tools"><p>更新日：2026年11月9日</p><ul><li><a href="1">印刷</a></li><li><a href="2">音声</a></li><li><a href="3">翻訳</a></li></ul></div><h1>事業者の募集</h1>BODY`, "", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1><p>2026年11月9日</p>BODY<p>更新情報：2026年11月10日 質問への回答を追加しました。</p></main>`, "2026年11月9日", ""},
		{`<main><h1>事業者の募集</h1>BODY</main><div id="footer"><p>Last Modified: 2026/11/09</p></div>`, "", "2026/11/09"},
		{`<main><h1>事業者の募集</h1>BODY</main><footer><p>サイト更新日：2026年11月9日</p></footer>`, "", ""},
		{`<main><h1>事業者の募集</h1><p>青葉市記者発表資料 第57号　令和8年11月2日（月）掲載</p>BODY</main>`, "令和8年11月2日", ""},
		{`<main><h1>事業者の募集</h1><p>プレスリリース No.57／2026年11月2日発表</p>BODY</main>`, "2026年11月2日", ""},
		{`<main><h1>事業者の募集</h1><p>（報道資料）青葉市 企画課 第38号 ／ 令和8年11月2日 配信</p>BODY</main>`, "令和8年11月2日", ""},
		{`<main><h1>事業者の募集</h1><p>〔青葉市告示第45号〕令和8年11月2日</p>BODY</main>`, "令和8年11月2日", ""},
		{`<main><h1>事業者の募集</h1><p>青葉市公告第45号</p><p>令和8年11月2日</p>BODY</main>`, "令和8年11月2日", ""},
		{`<main><h1>事業者の募集</h1><p>企画部　企画課</p><p>2026年11月2日</p>BODY</main>`, "2026年11月2日", ""},
		{`<main><h1>事業者の募集</h1><p>投稿者：企画課企画係　2026.11.2</p>BODY</main>`, "2026.11.2", ""},
		{`<main><h1>事業者の募集</h1><p>お知らせ｜R8.11.2（月）｜企画課</p>BODY</main>`, "R8.11.2", ""},
		{`<main><p>2026年11月2日</p><h1>事業者の募集</h1>BODY</main>`, "2026年11月2日", ""},
		{`<main><div><span>入札・契約</span> <span>2026.11.02</span></div><h1>事業者の募集</h1>BODY</main>`, "2026.11.02", ""},
		{`<div><p>2026年11月2日（月）</p></div><main><h1>事業者の募集</h1>BODY</main>`, "", ""}, // today's, above the page
		{`<main><p>締切　2026年11月2日</p><h1>事業者の募集</h1>BODY</main>`, "", ""},
		{`<main><h1>事業者の募集</h1><p>Date: 2026/11/02</p>BODY</main>`, "2026/11/02", ""},
		{`<main><h1>事業者の募集</h1><p>提供日　令和8年11月2日（月曜日）<br>提供課　総務課</p>BODY</main>`, "令和8年11月2日", ""},
		{`<main><h1>事業者の募集</h1><p>🗓 2026年11月2日　🏢 総務課</p>BODY</main>`, "2026年11月2日", ""},
		{`<main><h1>事業者の募集</h1><p>令和8年11月2日付けで、次のとおり公告しました。</p>BODY</main>`, "令和8年11月2日", ""},
		{`<main><h1>事業者の募集</h1>BODY<p>令和8年11月2日　青葉市長　青葉　太郎</p></main>`, "令和8年11月2日", ""},
		{`<main><h1>事業者の募集</h1>BODY<p>最終更新日：2026年11月9日　公開日：2026年11月2日</p></main>`, "2026年11月2日", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1><div><span>公開：2026.11.2</span><span>更新：2026.11.9</span></div>BODY</main>`, "2026.11.2", "2026.11.9"},
		{`<main><h1>事業者の募集</h1>BODY<hr><p>登録日: 2026年11月2日 / 更新日: 2026年11月9日</p></main>`, "2026年11月2日", "2026年11月9日"},
		{`<main><p>広報あおば 令和8年11月2日号</p><h1>事業者の募集</h1>BODY</main>`, "", ""},
		{`<main><h1>事業者の募集</h1><p>2026年11月2日（更新：2026年11月9日）</p>BODY</main>`, "2026年11月2日", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1><p>2026年11月2日公開、2026年11月9日に一部更新しました。</p>BODY</main>`, "2026年11月2日", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1><p>NEW　2026年11月2日</p>BODY</main>`, "2026年11月2日", ""},
		{`<main><h1>事業者の募集</h1><p>2026年11月9日 様式を差し替えました</p>BODY</main>`, "", ""},
		{`<main><h1>事業者の募集</h1><p>(2026年11月9日最終更新)</p>BODY</main>`, "", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1><p>Update:2026.11.9</p>BODY</main>`, "", "2026.11.9"},
		{`<main><h1>事業者の募集</h1><p>2026年11月2日（月） [2026年11月9日更新]</p>BODY</main>`, "2026年11月2日", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1><p>公民連携　2026/11/02 公開</p>BODY</main>`, "2026/11/02", ""},
		{`<main><h1>事業者の募集</h1><p>質問書　2026/11/02 公開</p>BODY</main>`, "", ""},
		{`<main><h1>事業者の募集</h1><p>最終更新日：2026年11月9日（掲載日：2026年11月2日）</p>BODY</main>`, "2026年11月2日", "2026年11月9日"},
		{`<main><h1>事業者の募集</h1><p>市道第57号線　令和8年11月2日</p>BODY</main>`, "", ""},
		{`<main><h1>事業者の募集</h1><p>質問締切｜令和8年11月2日</p>BODY</main>`, "", ""},
		{`<main><h1>事業者の募集</h1><p>説明会｜令和8年11月2日</p>BODY</main>`, "", ""},
		{`<main><h1>事業者の募集</h1><p>第2号様式　令和8年11月2日更新</p>BODY</main>`, "", ""},
		{`<main><h1>事業者の募集</h1>BODY<p>このページは2026年11月2日に作成し、11月9日に更新しました。</p></main>`, "2026年11月2日", ""},
		{`<main><h1>事業者の募集</h1>BODY</main><div class="side"><p>更新日：2026年11月9日</p><p>更新日：2026年10月1日</p></div>`, "", ""}, // other pages'
	} {
		d, err := Read(page.Page{URL: "https://www.city.aoba.example.jp/a/1.html", Body: []byte(`<html><title>事業者の募集｜青葉市</title><body>` + strings.ReplaceAll(c.html, "BODY", call) + `</body></html>`)})
		if err != nil || d.Published != c.published || d.Updated != c.updated {
			t.Errorf("%s\n got %q, %q, %v\nwant %q, %q", c.html, d.Published, d.Updated, err, c.published, c.updated)
		}
	}
}

// TestTheFirstOfSeveralDaysStays: a notice in a list of days is a step, the same words below the title tell of the page.
func TestTheFirstOfSeveralDaysStays(t *testing.T) {
	for _, c := range []struct {
		lines string
		stays bool
	}{
		{`令和8年11月2日（月曜日）　　　　公告<br>11月9日（月曜日）～11月20日（金曜日）17:00　　参加届受付期間<br>12月4日（金曜日）　　審査`, true},
		{`2026/11/2[月]　公表<br>2026/11/20[金]まで　応募書類の受付`, true},
		{`2026年11月2日公開<br>2026年11月9日更新`, false},
		{`2026年11月2日掲載`, false},
		{`印刷用ページを表示する　掲載日：2026年11月2日`, false},
	} {
		d := readMarked(t, `<html><title>事業者の募集</title><body><main><h1>事業者の募集</h1><p>`+c.lines+`</p><p>市では庁舎の空きスペースを活用する事業者を募集します。詳しくは募集要項をご覧ください。</p></main></body></html>`).Draft
		if first, _, _ := strings.Cut(c.lines, "<br>"); strings.Contains(d.Text, first[:12]) != c.stays {
			t.Errorf("%s: the text is %q", c.lines, d.Text)
		}
	}
}

// TestRowsOfThePageAreNoSteps: what a table or list tells of the page itself is left out of the announcement, and a schedule stays whole.
func TestRowsOfThePageAreNoSteps(t *testing.T) {
	const call = `<p>市では庁舎の空きスペースを活用する事業者を募集します。詳しくは募集要項をご覧ください。</p><h2>日程</h2><table><tr><th>公開日</th><td>2026年11月3日</td></tr><tr><th>質問期限</th><td>2026年11月13日</td></tr></table>`
	for _, info := range []string{
		`<dl><dt>掲載日</dt><dd>2026年11月2日</dd><dt>更新日</dt><dd>2026年11月9日</dd></dl>`,
		`<table><tr><th>ページ番号</th><td>3239</td></tr><tr><th>掲載日</th><td>2026年11月2日（月曜日）</td></tr></table>`,
		`<table><tr><td>分類</td><td>事業者の方へ</td></tr><tr><td>日付</td><td>掲載日　2026年11月2日</td></tr></table>`,
		`<p>掲載日:2026年11月2日</p>`,
		`<div><span>掲載情報</span><dl><dt>掲載日</dt><dd>2026年11月2日</dd></dl></div>`,
		`<table><tr><td>登録日</td><td>令和8年11月2日</td></tr><tr><td>最終更新日</td><td>令和8年11月9日</td></tr></table>`,
	} {
		for _, page := range []string{info + call, call + info} {
			d := readMarked(t, `<html><title>事業者の募集</title><body><main><h1>事業者の募集</h1>`+page+`</main></body></html>`).Draft
			if d.Published == "" || strings.Contains(d.Text, "11月2日") || strings.Contains(d.Text, "11月9日") || !strings.Contains(d.Text, "2026年11月3日") {
				t.Errorf("%s\npublished %q, text:\n%s", page, d.Published, d.Text)
			}
		}
	}
}
