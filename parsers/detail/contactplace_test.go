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
	} {
		checkContact(t, `<main><h1>事業者の募集</h1>BODY`+c[0]+`</main><footer><p>青葉市役所</p><p>電話 099-111-9999（代表）</p><p>Copyright</p></footer>`, c[1], "099-111-2222")
	}
}
