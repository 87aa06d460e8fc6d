package detail

import (
	"strings"
	"testing"

	"koubo/parsers/page"
)

// checkContact reads a page of 青葉市 whose BODY is a call that names nobody.
func checkContact(t *testing.T, html, department, phone string) {
	t.Helper()
	const call = `<p>市では庁舎の空きスペースを活用する事業者を募集します。詳しくは募集要項をご覧ください。</p><p>申込みは令和8年12月4日（金）までに窓口へお願いします。</p>`
	d, err := Read(page.Page{URL: "https://www.city.aoba.example.jp/a/1.html", Body: []byte(`<html><title>事業者の募集｜青葉市</title><body>` + strings.ReplaceAll(html, "BODY", call) + `</body></html>`)})
	if err != nil || d.Contact.Department != department || d.Contact.Phone != phone {
		t.Errorf("%s\n got %q %q\nwant %q %q, %v", html, d.Contact.Department, d.Contact.Phone, department, phone, err)
	}
}

// TestContactPlaces are places beside a call where its contact stands, above the site's own footer.
func TestContactPlaces(t *testing.T) {
	const (
		menu = `<ul><li><a href="1">入札の案内</a></li><li><a href="2">契約の案内</a></li><li><a href="3">補助金の案内</a></li><li><a href="4">企業立地の案内</a></li><li><a href="5">指定管理の案内</a></li><li><a href="6">広告の案内</a></li></ul>`
		c    = `<h2>お問い合わせ</h2><p>健康部 環境衛生課</p><p>電話：099-111-2222</p>`
		c1   = `<h2>お問い合わせ</h2><p>健康部 環境衛生課</p><p>電話：099-111-1111（代表）</p><p>開庁時間　8時30分から17時15分</p>`
		foot = `<footer><p>青葉市役所 秘書広報課</p><p>電話 099-111-9999</p><p>Copyright</p></footer>`
	)
	for _, html := range []string{
		`<main><h1>事業者の募集</h1>BODY</main><aside class="side">` + c + menu + `</aside>` + foot,
		`<main><h1>事業者の募集</h1>BODY</main><div id="sub"><div class="box">` + menu + `</div><div class="box">` + c + `</div></div>` + foot,
		`<main><h1>事業者の募集</h1>BODY</main><div class="related"><h2>関連情報</h2>` + menu + `</div><div id="page_footer">` + c + `</div>` + foot,
		`<main><h1>事業者の募集</h1>BODY<div class="footer-area">` + c + `</div></main>` + foot,
		`<div id="contents"><h1>事業者の募集</h1>BODY</div><div id="footer"><div class="contact">` + c + `</div>` + foot + `</div>`,
		`<div id="contents"><h1>事業者の募集</h1>BODY<div class="sns"><a href="x">ツイート</a>` + c + `</div></div>` + foot,
		`<div id="contents"><div class="left"><h1>事業者の募集</h1>BODY</div><div class="right">` + menu + c + `</div></div>` + foot,
		`<div id="contents"><div class="left">` + menu + c + `</div><div class="right"><h1>事業者の募集</h1>BODY</div></div>` + foot,
		`<div id="header">` + c + `</div><div id="contents"><h1>事業者の募集</h1>BODY</div>` + foot,
		`<div id="contents"><h1>事業者の募集</h1>BODY<table><tr><td class="menu">` + menu + `</td><td>` + c + `</td></tr></table></div>` + foot,
		`<div id="contents"><h1>事業者の募集</h1>BODY<div class="banner">` + c + `</div></div>` + foot,
		`<div id="contents"><h1>事業者の募集</h1>BODY<div class="enquete"><form>役に立ちましたか</form></div><div class="information">` + c + `</div></div>` + foot,
		`<div id="contents"><h1>事業者の募集</h1>BODY<dl class="info"><dt>お問い合わせ</dt><dd>健康部 環境衛生課</dd><dd>電話：099-111-2222</dd></dl></div>` + foot,
		`<div id="contents"><h1>事業者の募集</h1>BODY<ul class="info"><li><a href="/org/1/">健康部</a></li><li><a href="/org/2/">環境衛生課</a></li><li>電話：099-111-2222</li></ul></div>` + foot,
		`<div id="contents"><h1>事業者の募集</h1>BODY<div class="info"><h2>お問い合わせ</h2><ul><li><a href="/org/1/">健康部</a></li><li><a href="/org/2/">環境衛生課</a></li></ul><a href="tel:099-111-2222">099-111-2222</a></div></div>` + foot,
		`<div id="contents"><h1>事業者の募集</h1>BODY<div class="info"><h2>お問い合わせ</h2><a href="/org/1/">健康部 環境衛生課</a><ul><li><a href="tel:099-111-2222">電話：099-111-2222</a></li><li><a href="/form">メールフォーム</a></li><li><a href="/map">地図</a></li></ul></div></div>` + foot,
		`<div id="contents"><h1>事業者の募集</h1>BODY<div class="info"><h2>お問い合わせ</h2><h3>健康部 環境衛生課</h3><p>住所</p><p>〒999-0001 青葉市本町1-1</p><h4>電話</h4><p>099-111-2222</p><h4>ファックス</h4><p>099-111-3333</p></div></div>` + foot,
		`<div id="contents"><h1>事業者の募集</h1>BODY<h2>お問い合わせ</h2></div><div class="dept"><p>健康部 環境衛生課</p><p>電話：099-111-2222</p></div>` + foot,
		`<div id="contents"><h1>事業者の募集</h1>BODY</div><section><header><h2>お問い合わせ</h2></header><p>健康部 環境衛生課</p><p>電話：099-111-2222</p></section>` + foot,
		`<div id="contents"><h1>事業者の募集</h1>BODY</div><iframe></iframe><div class="pagefoot">` + c + `</div>` + foot,
		`<div id="contents"><h1>事業者の募集</h1>BODY</div><div class="search">` + c + `</div>` + foot,
		`<div id="contents"><h1>事業者の募集</h1>BODY<div class="hero head">` + c + `</div></div>` + foot,
		`<div id="contents"><h1>事業者の募集</h1>BODY<div class="tab-none"><div class="pc">` + c + `</div></div></div>` + foot,
		`<main><h1>事業者の募集</h1>BODY</main><aside class="side"><div class="box">` + strings.Repeat(menu+`<p>事業者の皆さまに役立つ情報をまとめてお届けしています。</p>`, 30) + `</div><div class="box">` + c + `</div></aside>` + foot,
		`<main><h1>事業者の募集</h1>BODY<p>連絡先：099-111-2222</p></main><aside class="side">` + c + menu + `</aside>` + foot,
	} {
		checkContact(t, html, "健康部 環境衛生課", "099-111-2222")
	}
	for _, html := range []string{
		`<main><h1>事業者の募集</h1>BODY</main><aside class="side">` + c1 + menu + `</aside>` + foot,
		`<main><h1>事業者の募集</h1>BODY<div class="footer-area">` + c1 + `</div></main>` + foot,
		`<main><h1>事業者の募集</h1>BODY<div id="section_footer">` + c1 + `</div></main>` + foot,
		`<main><h1>事業者の募集</h1>BODY<div id="toi">` + c1 + `</div></main>` + foot,
		`<main><h1>事業者の募集</h1>BODY</main><div id="footInquiry">` + c1 + `</div>` + foot,
		`<main><h1>事業者の募集</h1>BODY` + c1 + `<p>個人情報の取扱い</p></main>` + foot,
	} {
		checkContact(t, html, "健康部 環境衛生課", "099-111-1111")
	}
}

// TestContactOffices are forms in which a contact names its office.
func TestContactOffices(t *testing.T) {
	for _, c := range [][2]string{
		{`<h2>動物愛護センター</h2><p>お問い合わせ電話番号：099-111-2222</p>`, "動物愛護センター"},
		{`<p>お問い合わせは動物愛護センター（099-111-2222）へ。</p>`, "動物愛護センター"},
		{`<p>お問い合わせは動物愛護センター（電話099-111-2222）へ</p>`, "動物愛護センター"},
		{`<p>問い合わせ先　動物愛護センター　青葉市本町1-1　電話099-111-2222</p>`, "動物愛護センター"},
		{`<p>問い合わせ先</p><p>動物愛護センター　青葉市本町1丁目1番1号　電話099-111-2222</p>`, "動物愛護センター"},
		{`<p>問い合わせ先</p><p>動物愛護センター（青葉市本町1丁目1番1号）　電話099-111-2222</p>`, "動物愛護センター"},
		{`<p>【動物愛護センター】電話099-111-2222</p>`, "動物愛護センター"},
		{`<h2>お問い合わせ</h2><p>動物愛護センター「いのちの館」</p><p>電話099-111-2222</p>`, "動物愛護センター"},
		{`<h2>お問い合わせ</h2><p>保健所、生活衛生課、動物愛護係</p><p>電話099-111-2222</p>`, "保健所、生活衛生課、動物愛護係"},
		{`<h2>お問い合わせ</h2><p>動物愛護センター（旧：犬管理所）</p><p>電話099-111-2222</p>`, "動物愛護センター"},
		{`<h2>お問い合わせ</h2><p>動物愛護センターです。</p><p>電話099-111-2222</p>`, "動物愛護センター"},
		{`<h2>お問い合わせ</h2><p>動物愛護センター 行</p><p>電話099-111-2222</p>`, "動物愛護センター"},
		{`<h2>お問い合わせ</h2><p>動物愛護センター（月曜休館）</p><p>電話099-111-2222</p>`, "動物愛護センター"},
		{`<h2>お問い合わせ</h2><p>青葉市 動物愛護センター あおば</p><p>電話099-111-2222</p>`, "青葉市 動物愛護センター"},
		{`<h2>お問い合わせ</h2><p>1．動物愛護センター</p><p>電話099-111-2222</p>`, "動物愛護センター"},
		{`<h2>お問い合わせ</h2><p>・動物愛護センター</p><p>電話099-111-2222</p>`, "動物愛護センター"},
		{`<h2>お問い合わせ</h2><p>→動物愛護センター</p><p>電話099-111-2222</p>`, "動物愛護センター"},
		{`<h2>お問い合わせ</h2><p>動物愛護センター（外部サイトへリンク）</p><p>電話099-111-2222</p>`, "動物愛護センター"},
		{`<h2>お問い合わせ</h2><p><a href="/x">動物愛護センター<img src="a" alt="別ウィンドウで開く"></a></p><p>電話099-111-2222</p>`, "動物愛護センター"},
		{`<h2>お問い合わせ</h2><p><a href="/x">動物愛護センター<span>（新しいウィンドウで開きます）</span></a></p><p>電話099-111-2222</p>`, "動物愛護センター"},
		{`<h2>お問い合わせ</h2><p>動物愛護センターのページ</p><p>電話099-111-2222</p>`, "動物愛護センター"},
		{`<h2>お問い合わせ</h2><p>〒999-0001 青葉市本町1-1</p><p>動物愛護センター</p><p>電話099-111-2222</p>`, "動物愛護センター"},
		{`<h2>お問い合わせ</h2><p>青葉市本町1-1 動物愛護センター</p><p>電話099-111-2222</p>`, "動物愛護センター"},
		{`<h2>お問い合わせ</h2><p>電話099-111-2222　動物愛護センター</p>`, "動物愛護センター"},
		{`<h2>お問い合わせ</h2><p>電話：099-111-2222（動物愛護センター）</p>`, "動物愛護センター"},
		{`<h2>お問い合わせ</h2><p>電話：動物愛護センター　099-111-2222</p>`, "動物愛護センター"},
		{`<h2>お問い合わせ</h2><p>動物愛護センター直通</p><p>099-111-2222</p>`, "動物愛護センター"},
		{`<h2>お問い合わせ</h2><ul><li><span>名称</span><span>動物愛護センター</span></li><li><span>電話</span><span>099-111-2222</span></li></ul>`, "動物愛護センター"},
		{`<h2>お問い合わせ</h2><table><tr><th>名称</th><td>動物愛護センター</td></tr><tr><th>電話</th><td>099-111-2222</td></tr></table>`, "動物愛護センター"},
		{`<h2>お問い合わせ</h2><table><tr><th>担当</th><th>電話</th></tr><tr><td>動物愛護センター</td><td>099-111-2222</td></tr><tr><td>生活衛生課</td><td>099-111-3333</td></tr></table>`, "動物愛護センター"},
		{`<h2>お問い合わせ</h2><p>健康福祉局生活衛生部環境薬務課動物愛護センター（人と動物の共生センター内）管理係</p><p>電話099-111-2222</p>`, "健康福祉局生活衛生部環境薬務課動物愛護センター管理係"},
		{`<h2>お問い合わせ</h2><p>保健所生活衛生課（動物愛護担当）、動物愛護センター</p><p>電話099-111-2222</p>`, "保健所生活衛生課、動物愛護センター"},
		{`<h2>お問い合わせ</h2><p>担当：保健福祉局 生活衛生課 動物愛護係 係長 山田</p><p>電話099-111-2222</p>`, "保健福祉局 生活衛生課 動物愛護係"},
		{`<h2>お問い合わせ</h2><dl><dt>動物愛護センター</dt><dd>〒999-0001 青葉市本町1-1</dd><dd>電話099-111-2222</dd></dl>`, "動物愛護センター"},
		{`<div><p>動物愛護センター</p><p>〒999-0001 青葉市本町1-1</p><p>お問い合わせ：099-111-2222</p></div>`, "動物愛護センター"},
		{`<div><p class="b">動物愛護センター</p><dl><dt>お問い合わせ</dt><dd>099-111-2222</dd></dl></div>`, "動物愛護センター"},
		{`<div><h3>動物愛護センター</h3><table><tr><th>所在地</th><td>青葉市本町1-1</td></tr><tr><th>連絡先</th><td>099-111-2222</td></tr></table></div>`, "動物愛護センター"},
		{`<h2>お問い合わせ</h2><p>健康福祉局<span class="ar"></span>保健所<span class="ar"></span>動物愛護センター</p><p>電話099-111-2222</p>`, "健康福祉局保健所動物愛護センター"},
		{`<div class="i"><h2>お問い合わせ</h2><div><a href="/s">保健所<br>生活衛生課</a></div><p>電話099-111-2222</p></div>`, "保健所 生活衛生課"},
		{`<div class="i"><h2>お問い合わせ<span>保健所 生活衛生課</span></h2><p>電話099-111-2222</p></div>`, "保健所 生活衛生課"},
		{`<div class="i"><h2>保健所 生活衛生課へのお問い合わせ</h2><p>電話099-111-2222</p></div>`, "保健所 生活衛生課"},
		{`<div class="i"><p>このページは、保健所 生活衛生課が担当しています。</p><p>電話099-111-2222</p></div>`, "保健所 生活衛生課"},
		{`<div class="i"><p>このページについてのお問い合わせは保健所 生活衛生課まで。</p><p>電話099-111-2222</p></div>`, "保健所 生活衛生課"},
		{`<div class="i"><p>お問い合わせ先は保健所 生活衛生課です。</p><p>電話099-111-2222</p></div>`, "保健所 生活衛生課"},
		{`<div class="inquiry"><p>（お問い合わせ）保健所 生活衛生課</p><p>電話099-111-2222</p></div>`, "保健所 生活衛生課"},
		{`<div class="inquiry"><h2>お問い合わせ</h2><p>保健所（生活衛生課）</p><p>電話099-111-2222</p></div>`, "保健所(生活衛生課)"},
		{`<div class="inquiry"><p>健康福祉局動物愛護センター</p><p>電話番号：099-111-2222</p><p>このページに関するお問い合わせ</p></div>`, "健康福祉局動物愛護センター"},
		{`<div class="inquiry"><p>健康福祉局動物愛護センター</p><p>電話番号：099-111-2222</p><p><a href="/f">お問い合わせフォーム</a></p></div>`, "健康福祉局動物愛護センター"},
		{`<div class="inquiry"><div>健康福祉局動物愛護センター <a href="/f">お問い合わせフォーム</a></div><div>電話番号：099-111-2222</div></div>`, "健康福祉局動物愛護センター"},
		{`<div class="inquiry"><div><a href="/f">健康福祉局動物愛護センターへのお問い合わせ</a></div><div>電話番号：099-111-2222</div></div>`, "健康福祉局動物愛護センター"},
		{`<h2>お問い合わせ</h2><p>健康部 動物愛護センター、平日のみ</p><p>電話：099-111-2222</p>`, "健康部 動物愛護センター"},
		{`<h2>お問い合わせ</h2><p>健康部 動物愛護センター〔動物管理〕</p><p>電話：099-111-2222</p>`, "健康部 動物愛護センター"},
		{`<h2>お問い合わせ</h2><p>健康部 動物愛護センター内</p><p>電話：099-111-2222</p>`, "健康部 動物愛護センター"},
		{`<h2>お問い合わせ</h2><p>健康部 生活衛生課長</p><p>電話：099-111-2222</p>`, "健康部 生活衛生課"},
		{`<h2>お問い合わせ</h2><p>健康部 動物愛護センター　ほか</p><p>電話：099-111-2222</p>`, "健康部 動物愛護センター"},
		{`<h2>お問い合わせ</h2><div><a href="/1">健康部</a> <a href="/2">保健所</a> <a href="/3">動物愛護センター</a></div><p>電話：099-111-2222</p>`, "健康部 保健所 動物愛護センター"},
		{`<h2>お問い合わせ</h2><ul><li><a href="/1">健康部</a></li><li><a href="/2">保健所</a></li><li><a href="/3">動物愛護センター</a></li></ul><p>電話：099-111-2222</p>`, "健康部 保健所 動物愛護センター"},
		{`<h2>お問い合わせ</h2><table><tr><td><a href="/1">健康部</a></td><td><a href="/2">保健所</a></td><td><a href="/3">動物愛護センター</a></td></tr></table><p>電話：099-111-2222</p>`, "健康部 保健所 動物愛護センター"},
		{`<h2>お問い合わせ先</h2><table><tr><th>名称</th><th>所在地</th><th>電話番号</th></tr><tr><td>動物愛護センター</td><td>三春町大字上舞17</td><td>099-111-2222</td></tr><tr><td>会津支所</td><td>会津町1</td><td>099-111-3333</td></tr></table>`, "動物愛護センター"},
		{`<table><tr><th>施設名</th><th>所在地</th><th>連絡先</th></tr><tr><td>動物愛護センター</td><td>三春町大字上舞17</td><td>099-111-2222</td></tr></table>`, "動物愛護センター"},
		{`<table><tr><th>施設名</th><th>所在地</th><th>連絡先</th></tr><tr><td>動物愛護センター</td><td>三春町大字上舞17</td><td>099-111-2222</td></tr><tr><td>会津支所</td><td>会津町1</td><td>099-111-3333</td></tr></table>`, "動物愛護センター"},
		{`<p>【お問い合わせ先】</p><p>○動物愛護センター<br>　電話：099-111-2222</p><p>○会津支所<br>　電話：099-111-3333</p>`, "動物愛護センター"},
		{`<p>お問い合わせ先　動物愛護センター本所　電話：099-111-2222</p><p>　　　　　　　　会津支所　電話：099-111-3333</p>`, "動物愛護センター本所"},
		{`<p>お問い合わせ先</p><p>中通り地方（福島市を除く）：動物愛護センター　099-111-2222</p><p>会津地方：会津支所　099-111-3333</p>`, "動物愛護センター"},
		{`<p>お問い合わせ先</p><p>中通り地方（福島市を除く）</p><p>動物愛護センター　099-111-2222</p>`, "動物愛護センター"},
		{`<h2>お問い合わせ先</h2><p>平日：動物愛護センター 099-111-2222</p>`, "動物愛護センター"},
		{`<h2>お問い合わせ先</h2><p>平日 8時30分～17時15分 動物愛護センター 099-111-2222</p>`, "動物愛護センター"},
		{`<h2>お問い合わせ先</h2><p>月曜日から金曜日（祝日を除く）の8時30分から17時15分まで</p><p>動物愛護センター 099-111-2222</p>`, "動物愛護センター"},
		{`<h2>お問い合わせ先</h2><p>動物愛護センター（三春町）</p><p>099-111-2222</p>`, "動物愛護センター"},
		{`<h2>お問い合わせ先</h2><p>動物愛護センター[別ウィンドウ]</p><p>電話099-111-2222</p>`, "動物愛護センター"},
		{`<h2>お問い合わせ先</h2><p>動物愛護センター&lt;外部リンク&gt;</p><p>電話099-111-2222</p>`, "動物愛護センター"},
		{`<h2>お問い合わせ先</h2><p><a href="x">動物愛護センター</a><span class="external_link_text">&lt;外部リンク&gt;</span></p><p>電話099-111-2222</p>`, "動物愛護センター"},
		{`<h2>お問い合わせ先</h2><p>青葉県動物愛護センター・会津支所</p><p>電話099-111-2222</p>`, "青葉県動物愛護センター・会津支所"},
		{`<h2>お問い合わせ先</h2><p>薬務衛生課　生活衛生・動物愛護・水道担当</p><p>電話099-111-2222</p>`, "薬務衛生課 生活衛生・動物愛護・水道担当"},
		{`<h2>お問い合わせ先</h2><dl><dt>部署名</dt><dd>薬務衛生課</dd></dl><p>電話099-111-2222</p>`, "薬務衛生課"},
		{`<h2>お問い合わせ先</h2><ul class="a"><li>健康福祉部<ul><li>薬務衛生課</li></ul></li></ul><p>電話099-111-2222</p>`, "健康福祉部 薬務衛生課"},
		{`<div id="tmp_inquiry"><div id="tmp_inquiry_ttl"><p>お問い合わせ</p></div><div id="tmp_inquiry_cnt"><div class="inquiry_parts"><p><a href="/x">所属課：健康福祉部薬事衛生課&nbsp;</a></p><p>青葉県青葉市鞍月1丁目1番地</p><p>電話番号：<span class="tel_link">099-111-2222</span></p></div></div></div>`, "健康福祉部薬事衛生課"},
		{`<div id="tmp_inquiry"><div id="tmp_inquiry_ttl"><p>お問い合わせ</p></div><div id="tmp_inquiry_cnt"><div class="inquiry_parts"><p>所属課：<a href="/x">健康福祉部薬事衛生課</a><span>食品・生活衛生G</span></p><p>電話番号：099-111-2222</p></div></div></div>`, "健康福祉部薬事衛生課食品・生活衛生G"},
		{`<div id="tmp_inquiry"><h2>お問い合わせ</h2><p>所属課：<a href="/x">南加賀保健福祉センター</a><span class="inq">食品保健課・生活環境課</span></p><p>電話番号：099-111-2222</p></div>`, "南加賀保健福祉センター食品保健課・生活環境課"},
		{`<div id="tmp_inquiry"><h2>お問い合わせ</h2><p>所属課：小動物管理指導センター </p><p>青葉市小阪町南1-1</p><p>電話番号：099-111-2222</p></div>`, "小動物管理指導センター"},
		{`<div id="reference"><h2>このページに関する<br>お問い合わせ</h2><p><strong>健康福祉局 動物愛護センター 愛護指導係</strong><br>電話番号：099-111-2222<br>ファクス番号：099-111-3333</p></div>`, "健康福祉局 動物愛護センター 愛護指導係"},
		{`<div class="inquiry"><h2>このページの作成担当</h2><dl><dt>健康福祉局動物愛護センター愛護指導係</dt><dd><dl><dt>電話番号</dt><dd>099-111-2222</dd><dt>ファックス番号</dt><dd>099-111-3333</dd></dl></dd></dl></div>`, "健康福祉局動物愛護センター愛護指導係"},
		{`<div class="inquiry"><h2>お問い合わせ</h2><dl class="b"><dt>健康福祉局動物愛護センター愛護指導係</dt><dd>電話番号<br>：099-111-2222</dd></dl></div>`, "健康福祉局動物愛護センター愛護指導係"},
		{`<div class="inquiry"><h2>お問い合わせ</h2><div class="b"><p class="ttl">健康福祉局動物愛護センター愛護指導係</p><p class="txt">電話番号：099-111-2222</p></div></div>`, "健康福祉局動物愛護センター愛護指導係"},
		{`<div class="inquiry"><h2>お問い合わせ</h2><table><tr><td><b>健康福祉局動物愛護センター愛護指導係</b></td></tr><tr><td>電話番号：099-111-2222</td></tr></table></div>`, "健康福祉局動物愛護センター愛護指導係"},
		{`<div class="inquiry"><h2>お問い合わせ</h2><table><tr><td>市役所</td><td>健康福祉局</td><td>動物愛護センター</td></tr><tr><td>電話番号</td><td colspan="2">099-111-2222</td></tr></table></div>`, "健康福祉局 動物愛護センター"},
		{`<div class="inquiry"><h2>お問い合わせ</h2><p>青葉市<br>健康部<br>動物指導センター<br>電話：099-111-2222</p></div>`, "健康部 動物指導センター"},
		{`<div class="inquiry"><h2>お問い合わせ</h2><h3>青葉市</h3><h4>健康部動物指導センター</h4><p>電話：099-111-2222</p></div>`, "健康部動物指導センター"},
		{`<div class="inquiry"><h2>お問い合わせ</h2><p>（法人番号：1000020）</p><p>健康部動物指導センター</p><p>電話：099-111-2222</p></div>`, "健康部動物指導センター"},
		{`<div class="inquiry"><h2>お問い合わせ</h2><p>組織内ジャンル</p><p>健康部動物指導センター</p><p>電話：099-111-2222</p></div>`, "健康部動物指導センター"},
		{`<p>保護動物についての問い合わせは、動物愛護センター（電話：099-111-2222）までお願いします。</p>`, "動物愛護センター"},
		{`<p>保護している動物についてのお問い合わせは、動物愛護センター（電話：099-111-2222）までお願いします。お電話は平日の8時30分から17時15分まで受け付けています。</p>`, "動物愛護センター"},
		{`<p>詳しくは動物愛護センター（099-111-2222）までお問い合わせください。</p>`, "動物愛護センター"},
		{`<p>詳しくは動物愛護センター（☎099-111-2222）までお問い合わせください。</p>`, "動物愛護センター"},
		{`<p>詳しくは、動物愛護センター（電話番号：099-111-2222、FAX：099-111-3333）までお問い合わせください。</p>`, "動物愛護センター"},
		{`<p>詳しくは、下記までお問い合わせください。</p><p>動物愛護センター</p><p>電話099-111-2222</p>`, "動物愛護センター"},
		{`<p>詳しくは、下記までお問い合わせください。</p><p>動物愛護センター　電話099-111-2222</p>`, "動物愛護センター"},
		{`<p>○お問い合わせは下記へ</p><p>動物愛護センター　電話099-111-2222</p>`, "動物愛護センター"},
		{`<h2>このページに関するお問い合わせは</h2><div class="in"><p><span>動物愛護センター</span></p><p>電話番号<span>099-111-2222</span></p></div>`, "動物愛護センター"},
		{`<p>このページに関するお問い合わせは動物愛護センターまで<br>電話番号 099-111-2222</p>`, "動物愛護センター"},
		{`<p>このページに関するお問い合わせは<br>動物愛護センター 電話番号 099-111-2222</p>`, "動物愛護センター"},
		{`<p>このページに関するお問い合わせは</p><p>環境生活部 県民局<br>動物愛護センター<br>〒999-0001<br>電話番号 099-111-2222</p>`, "環境生活部 県民局 動物愛護センター"},
		{`<div class="inquiry"><span>お問い合わせ</span><span>動物愛護センター</span><span>電話</span><span>099-111-2222</span></div>`, "動物愛護センター"},
		{`<div class="inquiry"><div>お問い合わせ　　動物愛護センター　　電話　099-111-2222</div></div>`, "動物愛護センター"},
		{`<div class="inquiry"><b>お問い合わせ</b>動物愛護センター<br>電話 099-111-2222</div>`, "動物愛護センター"},
		{`<div class="inquiry"><b>お問い合わせ先</b>動物愛護センター 電話 099-111-2222</div>`, "動物愛護センター"},
		{`<div class="inquiry"><b>担当</b>動物愛護センター 電話 099-111-2222</div>`, "動物愛護センター"},
		{`<div class="inquiry"><b>担当課</b>動物愛護センター 電話 099-111-2222</div>`, "動物愛護センター"},
		{`<dl><dt>担当所属</dt><dd>動物愛護センター</dd><dt>電話</dt><dd>099-111-2222</dd></dl>`, "動物愛護センター"},
		{`<div class="inquiry"><p>担当所管課：動物愛護センター</p><p>電話 099-111-2222</p></div>`, "動物愛護センター"},
		{`<div class="inquiry"><p>所管：動物愛護センター</p><p>電話 099-111-2222</p></div>`, "動物愛護センター"},
		{`<div class="inquiry"><p>問合せ：動物愛護センター</p><p>電話 099-111-2222</p></div>`, "動物愛護センター"},
		{`<div class="inquiry"><p>お問い合わせ・ご相談：動物愛護センター</p><p>電話 099-111-2222</p></div>`, "動物愛護センター"},
		{`<div class="inquiry"><p>お問い合わせ・ご相談は</p><p>動物愛護センター</p><p>電話 099-111-2222</p></div>`, "動物愛護センター"},
		{`<div class="inquiry"><p>照会・連絡先</p><p>動物愛護センター</p><p>電話 099-111-2222</p></div>`, "動物愛護センター"},
		{`<div class="inquiry"><p>連絡・お問い合わせ</p><p>動物愛護センター</p><p>電話 099-111-2222</p></div>`, "動物愛護センター"},
		{`<div class="inquiry"><p>お問い合わせは専用フォームをご利用ください。</p><p>動物愛護センター</p><p>電話 099-111-2222</p></div>`, "動物愛護センター"},
		{`<div class="inquiry"><h2>お問い合わせ</h2><p>お問い合わせは専用フォームをご利用ください。</p><p>動物愛護センター</p><p>電話 099-111-2222</p></div>`, "動物愛護センター"},
		{`<div class="inquiry"><h2>お問い合わせ</h2><p>所在地：〒999-0001 青葉市本町1-1</p><p>担当：動物愛護センター</p><p>電話 099-111-2222</p></div>`, "動物愛護センター"},
		{`<p>問い合わせ先</p><p>このページに関するお問い合わせは<b>市民環境部動物愛護センター</b>です。</p><p>電話番号：099-111-2222</p>`, "市民環境部動物愛護センター"},
		{`<h2>お問い合わせ</h2><p>本件についてのお問い合わせは、健康福祉部 保健所 動物愛護センター 愛護指導係までお願いします。</p><p>電話番号：099-111-2222</p>`, "健康福祉部 保健所 動物愛護センター 愛護指導係"},
		{`<p>聞くところ　青葉市役所 動物愛護センター 愛護係　電話 099-111-2222　FAX 099-111-3333</p>`, "動物愛護センター 愛護係"},
		{`<p>聞くところ　動物愛護センター 愛護係　電話 099-111-2222</p>`, "動物愛護センター 愛護係"},
		{`<p>わからないときは　動物愛護センター 愛護係　電話 099-111-2222</p>`, "動物愛護センター 愛護係"},
		{`<p>問　青葉組合 動物愛護センター　℡ 099-111-2222</p>`, "青葉組合 動物愛護センター"},
		{`<p>くわしいことは、役場のいきもの課 愛護係（おおの・こばやし）へ。電話は099-111-2222、メールは aigo@city.aoba.example です。</p>`, "いきもの課 愛護係"},
		{`<p>（この事業のお問い合わせは、生涯学習課 図書館係 電話099-111-2222 まで）</p>`, "生涯学習課 図書館係"},
		{`<p>ご質問は図書館（099-111-2222、tosho@city.aoba.example）にどうぞ。</p>`, "図書館"},
		{`<p>問い合わせは電話（099-111-2222）かメール（tosho@city.aoba.example）で、図書館課 資料係へお願いします。</p>`, "図書館課 資料係"},
		{`<p>お気軽にどうぞ！ 生涯学習課（担当／田中）Tel.099-111-2222 Fax.099-111-3333 Mail.shogai@city.aoba.example</p>`, "生涯学習課"},
		{`<h2>Contact</h2><p>推進協議会事務局（青葉市農政課内）<br>TEL +81-99-111-2222</p>`, "推進協議会事務局"},
		{`<p>▽問合せ＝管財課 契約係（TEL099-111-2222／keiyaku@city.aoba.example）</p>`, "管財課 契約係"},
		{`<div class="box"><p>青葉市 総務部</p><p>管財課 契約係</p><p>〒999-0002 青葉市中央1-1</p><p>TEL 099-111-2222 / FAX 099-111-3333</p></div>`, "青葉市 総務部 管財課 契約係"},
		{`<h2>連絡はこちらへ</h2><p>青葉市役所2階 観光商工課の岡まで。電話099-111-2222、メールkanko@city.aoba.example。</p>`, "観光商工課"},
		{`<table border="1"><tr><td>申込先</td><td>〒999-0003 青葉市大字湯野10<br>青葉市役所 観光商工課 観光係</td></tr><tr><td>電話</td><td>099-111-2222</td></tr></table>`, "観光商工課 観光係"},
		{`<p><b>どこへ</b>　観光商工課（2階の窓口）<br><b>電話</b>　099-111-2222</p>`, "観光商工課"},
		{`<p>質問・相談は、観光商工課 099-111-2222 へお電話ください。</p>`, "観光商工課"},
		{`<p>見学を希望する方は、建設課 住宅係（電話099-111-3333）へ。応募書類は観光商工課 観光係（電話099-111-2222、kanko@city.aoba.example）へお持ちください。</p>`, "観光商工課 観光係"},
		{`<h2>関連リンク</h2><ul><li><a href="/a">一覧</a></li></ul><div class="dept"><h2>企画課 資産活用係</h2><p>電話 099-111-2222</p></div>`, "企画課 資産活用係"},
		{`<p>※詳細はこちらの担当へ→企画課 資産活用係　099-111-2222</p>`, "企画課 資産活用係"},
		{`<p>この件の担当は、企画課 資産活用係 （電話：099-111-2222、e-mail：shisan@city.aoba.example） です</p>`, "企画課 資産活用係"},
		{`<p>ア　担当　企画課 資産活用係</p><p>イ　電話　099-111-2222</p>`, "企画課 資産活用係"},
		{`<div id="toiawase"><table><tr><td><img src="t.png" alt="お問い合わせ"></td><td>企画課 資産活用係<br>TEL 099-111-2222</td></tr></table></div>`, "企画課 資産活用係"},
		{`<p>まずはお電話を。099-111-2222（企画課 資産活用係）</p>`, "企画課 資産活用係"},
		{`<p>お申し込みは、企画課 資産活用係（市役所3階）に持参するか、郵送してください。電話での相談もどうぞ（099-111-2222）。</p>`, "企画課 資産活用係"},
		{`<h2>送付先</h2><p>999-0004 青葉市栄町1-1 青葉市企画課資産活用係<br>（電話099-111-2222）</p>`, "青葉市企画課資産活用係"},
		{`<h2>お問い合わせ</h2><p>総務部 総務課 総務係長 山田太郎</p><p>電話 099-111-2222</p>`, "総務部 総務課 総務係"},
		{`<h2>お問い合わせ</h2><p>（施設について）観光課</p><p>電話 099-111-2222</p>`, "観光課"},
		{`<p>相談窓口　動物愛護センター 愛護係　電話 099-111-2222</p>`, "動物愛護センター 愛護係"},
		{`<p>主催　青葉市　動物愛護センター</p><p>電話 099-111-2222</p>`, "青葉市 動物愛護センター"},
		{`<h2>宛先</h2><p>〒999-0001 青葉市本町1500番地　青葉市役所 健康課 愛護係<br>電話 099-111-2222　メール aigo@city.aoba.example</p>`, "健康課 愛護係"},
		{`<h2>送り先</h2><p>〒999-0001 青葉市本町1丁目2番3号　健康課 愛護係　電話 099-111-2222</p>`, "健康課 愛護係"},
		{`<p>事務局 愛護係　電話 099-111-2222</p>`, "事務局 愛護係"},
		{`<p>事務局総務課　電話 099-111-2222</p>`, "事務局総務課"},
		{`<p>事務局：青葉市 動物愛護センター　電話 099-111-2222</p>`, "青葉市 動物愛護センター"},
		{`<h2>お問い合わせ</h2><p>青葉組合 事務局 愛護係</p><p>電話 099-111-2222</p>`, "青葉組合 事務局 愛護係"},
		{`<div class="inquiry"><h2>お問い合わせ</h2><p>このページは動物愛護センターが作成しています。</p><p>電話 099-111-2222</p></div>`, "動物愛護センター"},
	} {
		checkContact(t, `<main><h1>事業者の募集</h1>BODY`+c[0]+`</main><footer><p>青葉市役所</p><p>電話 099-111-9999（代表）</p><p>Copyright</p></footer>`, c[1], "099-111-2222")
	}
}

// TestContactMarksBetweenParts are forms of numbers and addresses, as a contact states them below its label.
func TestContactMarksBetweenParts(t *testing.T) {
	for text, want := range map[string]string{
		"電話：0199・12・3456":                                      "0199-12-3456",
		"電話：0199.12.3456":                                      "0199-12-3456",
		"電話：0199-(12)-3456":                                    "0199-12-3456",
		"電話：(0199)12-3456":                                     "0199-12-3456",
		"電話：０１９９－１２－３４５６":                                      "0199-12-3456",
		"TEL +81-199-12-3456":                                  "0199-12-3456",
		"メール：kanzai(a)city.aoba.example":                       "kanzai@city.aoba.example",
		"メール：kanzai〔at〕city.aoba.example":                      "kanzai@city.aoba.example",
		"メール：kanzai■at■city.aoba.example":                      "kanzai@city.aoba.example",
		"メール：kanzai_at_city.aoba.example（_at_を@に）":             "kanzai@city.aoba.example",
		"メール：kanzai at city.aoba.example（at を@に）":              "kanzai@city.aoba.example",
		"メール：kanzai@city.<br>aoba.example":                     "kanzai@city.aoba.example",
		"メール：kanzai@<br>city.aoba.example":                     "kanzai@city.aoba.example",
		`メール：kanzai<img src="a.gif" alt="@">city.aoba.example`: "kanzai@city.aoba.example",
		"Tel.0199-12-9999 Mail.kanzai@city.aoba.example":       "kanzai@city.aoba.example",
		"更新 2026.10.01":                                        "",
	} {
		d, err := Read(page.Page{URL: "https://www.city.aoba.example.jp/a/1.html", Body: []byte(`<html><title>事業者の募集｜青葉市</title><body><main><h1>事業者の募集</h1><p>市では庁舎の空きスペースを活用する事業者を募集します。</p><h2>お問い合わせ</h2><p>管財課</p><p>` + text + `</p></main></body></html>`)})
		if got := d.Contact.Email + d.Contact.Phone; err != nil || want != "" && !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("%s: got %q %q, want %q, %v", text, d.Contact.Phone, d.Contact.Email, want, err)
		}
	}
}

// TestMailThatPapersAreSentTo covers contacts that name no address of mail, beside a call that does.
func TestMailThatPapersAreSentTo(t *testing.T) {
	const contact = `<div class="contact"><h2>お問い合わせ</h2><p>管財課<br>電話 0199-12-3456</p></div>`
	for text, want := range map[string]string{
		`<p>質問は電子メール（kanzai@city.aoba.example）で受け付けます。</p>`:                                 "kanzai@city.aoba.example",
		`<h2>質問の受付</h2><p>電子メール（kanzai@city.aoba.example）で受け付けます。</p>`:                      "kanzai@city.aoba.example",
		`<p>提出先：<a href="mailto:kanzai@city.aoba.example">メール</a></p>`:                      "kanzai@city.aoba.example",
		`<p>質問は kanzai@city.aoba.example へ。</p><p>申込みは form@city.aoba.example へ。</p>`:       "",
		`<p>観光案内所（info@aoba-kanko.example）では、パンフレットを配っています。</p>`:                            "",
		`<p>質問は kanzai@city.aoba.example へ。</p><p>回答も kanzai@city.aoba.example から送ります。</p>`: "kanzai@city.aoba.example",
	} {
		d, err := Read(page.Page{URL: "https://www.city.aoba.example.jp/a/1.html", Body: []byte(`<html><title>事業者の募集｜青葉市</title><body><main><h1>事業者の募集</h1><p>市では庁舎の空きスペースを活用する事業者を募集します。</p>` + text + contact + `</main></body></html>`)})
		if err != nil || d.Contact.Email != want || d.Contact.Phone != "0199-12-3456" {
			t.Errorf("%s: got %q %q, want %q, %v", text, d.Contact.Phone, d.Contact.Email, want, err)
		}
	}
}

// TestALabelWithARemark names whom to ask, and in a bracket who that is.
func TestALabelWithARemark(t *testing.T) {
	for _, label := range []string{"お問い合わせ（事務局）", "お問い合わせ先（担当課）", "問合せ先（プログラム運営事務局）"} {
		checkContact(t, `<main><h1>事業者の募集</h1>BODY</main><footer><dl><dt>`+label+`</dt><dd>青葉市 未来戦略部 イノベーション推進課</dd><dd>TEL. 0996-67-3345（平日 9:00－17:00）</dd></dl><small>© 青葉市</small></footer>`,
			"青葉市 未来戦略部 イノベーション推進課", "0996-67-3345")
	}
}

// TestOfficesBehindTheSwitchboard reads an office whose number is the switchboard's.
func TestOfficesBehindTheSwitchboard(t *testing.T) {
	for _, html := range []string{
		`<table><tr><th>連絡先</th><td>産業経済局　情報政策課　企画係<br>〒999-0214 青葉市本町1-12（本庁舎3階）<br>電話：0932(64)6294（代表）　Fax：0932(65)6294<br>E-mail：joho@city.aoba.example</td></tr></table>`,
		`<p>【問い合わせ先】<br>産業経済局　情報政策課　企画係<br>〒999-0214 青葉市本町1-12　市役所本庁舎2階<br>電話（代表） 0932(64)6294 内線 2345　ファクス 0932(65)6294<br>メール joho@city.aoba.example</p>`,
		`<p>申込み・問い合わせ先：青葉市役所 産業経済局 情報政策課 企画係　電話番号　０９３２－６４－６２９４（代表）　メールアドレス　joho@city.aoba.example</p>`,
	} {
		checkContact(t, `<main><h1>事業者の募集</h1>BODY`+html+`</main><footer><p>青葉市役所</p><p>〒999-0000 青葉市中央1-1</p><p>代表電話 0932-64-1111</p></footer>`, "産業経済局 情報政策課 企画係", "0932-64-6294")
	}
}

// TestOfficeNamedElsewhere takes no words that only point at the office for its name.
func TestOfficeNamedElsewhere(t *testing.T) {
	checkContact(t, `<main><h1>事業者の募集</h1>BODY<table><tr><th>提出先</th><td>下記担当課</td></tr></table><p>【担当】観光交流課　電話：0953-77-4440</p></main>`, "観光交流課", "0953-77-4440")
	checkContact(t, `<main><h1>事業者の募集</h1>BODY<p>【問い合わせ】観光交流課 推進担当　電話番号：0953-77-4440　E-mail：info@city.aoba.example</p></main>`, "観光交流課 推進担当", "0953-77-4440")
}
