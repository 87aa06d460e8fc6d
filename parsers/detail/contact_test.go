package detail

import (
	"testing"

	"koubo/opportunity"
	"koubo/parsers/page"
)

// TestContacts are blocks as the software of municipal sites writes them, below a call and above the site's own footer.
func TestContacts(t *testing.T) {
	const before, after = `<main><h1>庁舎の活用事業者を募集します</h1><p>市では庁舎の空きスペースを活用する事業者を募集します。詳しくは募集要項をご覧ください。</p>`,
		`</main><footer><p>青葉市役所 〒999-0001 青葉市本町1-1 電話 099-111-1111（代表）</p></footer>`
	for _, c := range []struct{ block, department, phone string }{
		{`<h2>お問い合わせ先</h2><p>所属課室：経済産業部商工振興課</p><p>青葉市中央1丁目1番1号</p><p>電話番号：099-111-2222</p><p>ファックス番号：099-111-3333</p>`, "経済産業部商工振興課", "099-111-2222"},
		{`<dl><dt>このページの作成者</dt><dd>産業経済局商業観光部<br>〒999-8501 青葉市城内1番1号<br>電話：099-111-2222 FAX：099-111-3333</dd></dl>`, "産業経済局商業観光部", "099-111-2222"},
		{`<h2>このページの作成所属</h2><p>商工労働部 成長産業振興室 ものづくり支援課</p>`, "商工労働部 成長産業振興室 ものづくり支援課", ""},
		{`<h2>このページの作成担当</h2><p>経済局イノベーション推進部支援課 企画係</p><p>電話番号</p><p>:099-111-2222</p><p>ファックス番号</p><p>:099-111-3333</p>`, "経済局イノベーション推進部支援課 企画係", "099-111-2222"},
		{`<h2>その他の公募案件</h2><table><tr><th>業務名</th><th>受付期間</th><th>担当課</th></tr><tr><td>市有地の売却</td><td>2026年7月13日～9月1日</td><td>管財課</td></tr><tr><td>市道の清掃</td><td>2026年7月20日～9月8日</td><td>道路課</td></tr></table><p>【問合せ先】公園緑地課 推進担当　電話：099-111-2222</p>`, "公園緑地課 推進担当", "099-111-2222"},
		{`<table><tr><th>方式</th><td>公募型プロポーザル</td></tr><tr><th>担当課</th><td>財政部</td></tr></table><p>財政部　資産経営課　資産活用係<br>〒999-0001 青葉市本町1-1<br>Tel:099-111-2222 / Fax:099-111-3333</p>`, "財政部 資産経営課 資産活用係", "099-111-2222"},
		{`<p>提出部数<br>正本1部、副本7部</p><p>市民生活部　環境課<br>〒999-0001 青葉市本町1-1<br>Tel:099-111-2222</p>`, "市民生活部 環境課", "099-111-2222"},
		{`<h2>所管部署</h2><p>都市計画局まち再生・創造推進室</p><p>電話：099-111-2222</p>`, "都市計画局まち再生・創造推進室", "099-111-2222"},
		{`<table><tr><th>担当部署</th><td>産業部産業企画課</td></tr><tr><th>連絡先</th><td>099-111-2222（内線3456）</td></tr></table>`, "産業部産業企画課", "099-111-2222"},
		{`<h2>お問い合わせ先</h2><p><span class="name"><a href="/s/">産業振興課</a></span><span class="name2">（販路係）</span><br><span class="tel">電話:099-111-2222</span><span class="fax">FAX:099-111-3333</span></p>`, "産業振興課(販路係)", "099-111-2222"},
		{`<table><tr><td></td><td>連絡先</td></tr></table><p>ご不明な点は、必ず、下の一覧にある窓口へお電話でお問合せください。</p><table><tr><td>隣の市の管理センター</td><td>電話06-000-0000</td></tr></table><h2>このページの作成所属</h2><p>環境部管理指導課</p>`, "環境部管理指導課", ""},
		{`<dl><dt>お問い合わせ</dt><dd>青葉町　総務課　企画係<br>Tel 099-111-2222</dd></dl>`, "青葉町 総務課 企画係", "099-111-2222"},
		{"<pre>\n  7 選定結果通知  10月16日頃\n  8 問 合 せ 先   市民部市民課 電話099-111-2222\n</pre>", "市民部市民課", "099-111-2222"},
		{`<h2>お問い合わせ</h2><p>政策部 公民連携担当課</p><p>電話番号：099-111-2222</p>`, "政策部 公民連携担当課", "099-111-2222"},
		{`<h2>お問い合わせ</h2><p>本件の担当課</p><p>農政課</p><p>電話番号：099-111-2222</p>`, "農政課", "099-111-2222"},
		{`<p>［担当］市民部 市民課 戸籍係　099-111-2222　a@city.aoba.example.jp</p>`, "市民部 市民課 戸籍係", "099-111-2222"},
		{`<p>お問い合わせは各所管課へ。一覧全般については、総務部 契約課（電話 099-111-2222）まで。</p>`, "総務部 契約課", "099-111-2222"},
		{`<p>詳しくは総務部契約課（TEL 099（111）2222）にお尋ねください。</p>`, "総務部契約課", "099-111-2222"},
		{`<dl><dt>契約担当</dt><dd>財務局 契約部 物品契約課</dd><dt>電話</dt><dd>099-111-2222</dd></dl>`, "財務局 契約部 物品契約課", "099-111-2222"},
		{`<p>【問合せ・提出先】〒999-1234　青葉市本町1-1　青葉市教育委員会事務局　学校教育課（担当：山田）　TEL：099-111-2222　FAX：099-111-3333</p>`, "青葉市教育委員会事務局 学校教育課", "099-111-2222"},
		{`<ul><li>所属名：福祉部障がい福祉課</li><li>電話番号：099-111-2222</li></ul>`, "福祉部障がい福祉課", "099-111-2222"},
		{`<p>問い合わせ：企画部 未来創造課（099-111-2222）</p>`, "企画部 未来創造課", "099-111-2222"},
		{`<h2>お問い合わせ</h2><p class="sp-none">農政課</p><p>代表電話：099-111-1111</p><p>直通電話：099-111-2222</p>`, "農政課", "099-111-2222"},
		{`<p>このページの担当へのお問い合わせ <span>農林部 農政課</span></p><p>電話：099-111-2222</p>`, "農林部 農政課", "099-111-2222"},
		{`<p>お問い合わせは、農政課　TEL 099-111-2222 まで</p>`, "農政課", "099-111-2222"},
		{`<h2>お問い合わせ</h2><p>農政課</p><a href="tel:+81-99-111-2222">電話をかける</a>`, "農政課", "099-111-2222"},
		{`<h2>お問い合わせ</h2><p>農政課</p><a href="tel:0991112222">099-111-2222</a>`, "農政課", "099-111-2222"},
		{`<h2><img src="a.gif" alt="お問い合わせ先"></h2><p>農政課<br><img src="b.gif" alt="電話番号 099-111-2222"><img src="c.gif" alt="庁舎の写真"></p>`, "農政課", "099-111-2222"},
		{`<h2>お問い合わせ</h2><p>電話　099-111-2222</p><p><a href="/f/">メールでのお問い合わせ</a></p><div>青葉市役所　〒999-0001　電話　099-111-1111</div>`, "", "099-111-2222"},
		{`<h2>お問い合わせ</h2><p>建設部 道路課</p><p>青葉市役所</p>`, "建設部 道路課", ""},
		{`<p>問合せ先</p><p>青葉市　農　林　課　林　務　係</p><p>099-111-2222</p>`, "青葉市 農林課 林務係", "099-111-2222"},
		{`<h2>お問い合わせ</h2><p>企画課　企画係　担当：浜田・磯部</p><p>電話　099-111-2222</p>`, "企画課 企画係", "099-111-2222"},
		{`<h2>お問い合わせ</h2><p>企画課　担当　企画係　電話099-111-2222</p>`, "企画課 企画係", "099-111-2222"},
		{`<table><tr><th>組織名</th><td>産業部 企業誘致課</td></tr><tr><th>電話番号</th><td>099-111-2222</td></tr></table>`, "産業部 企業誘致課", "099-111-2222"},
		{`<table><tr><th>担当課名</th><td>福祉課</td></tr><tr><th>連絡先</th><td>電話：099-111-2222</td></tr></table>`, "福祉課", "099-111-2222"},
		{`<ul><li>所属課室：福祉部福祉課</li><li>電話番号：099-111-2222</li></ul>`, "福祉部福祉課", "099-111-2222"},
		{`<h2>お問い合わせ</h2><p>健康部：環境衛生課</p><p>電話：099-111-2222</p>`, "健康部 環境衛生課", "099-111-2222"},
		{`<h2>お問い合わせ</h2><p>健康部 環境衛生課　動物センター（愛称：わんにゃんハウス）</p><p>電話：099-111-2222</p>`, "健康部 環境衛生課 動物センター", "099-111-2222"},
		{`<h2>お問い合わせ</h2><p>生活衛生課（動物）</p><p>電話：099ー111ー2222</p>`, "生活衛生課", "099-111-2222"},
		{`<h2>お問い合わせ</h2><p>健康福祉局</p><p>保健医療部</p><p>生活衛生課</p><p>動物センター</p><p>電話：099-111-2222</p>`, "健康福祉局 保健医療部 生活衛生課 動物センター", "099-111-2222"},
		{`<h2>お問い合わせ</h2><p>青葉地区広域事務組合</p><p>電話：099-111-2222</p>`, "青葉地区広域事務組合", "099-111-2222"},
		{`<h2>連絡先</h2><table><tr><th>担当</th><td>青葉市経済部産業政策課産業支援担当</td></tr><tr><th>所在地</th><td>青葉市旭町85番地10</td></tr><tr><th>電話</th><td>099-111-2222</td></tr></table>`, "青葉市経済部産業政策課産業支援担当", "099-111-2222"},
		{`<h2>連絡先</h2><table><tr><th>担当</th><td>青葉市 経済部 産業政策課 産業支援担当</td></tr><tr><th>電話</th><td>099-111-2222</td></tr></table>`, "青葉市 経済部 産業政策課 産業支援担当", "099-111-2222"},
		{`<h2>連絡先</h2><p>担当　経済部産業政策課</p><p>電話　099-111-2222</p>`, "経済部産業政策課", "099-111-2222"},
		{`<div><h2>記事の担当</h2><p>総務部<br>総務課<br>電話：099-111-2222</p></div>`, "総務部 総務課", "099-111-2222"},
	} {
		d, err := Read(page.Page{URL: "https://www.city.aoba.example.jp/a/1.html", Body: []byte(before + c.block + after)})
		if want := (opportunity.Contact{Department: c.department, Phone: c.phone}); err != nil || d.Contact.Department != want.Department || d.Contact.Phone != want.Phone {
			t.Errorf("%s\n got %+v\nwant %+v, %v", c.block, d.Contact, want, err)
		}
	}
}

// TestContactInAnAddressOutside: the office that a page names in its address element, which is not the city hall.
func TestContactInAnAddressOutside(t *testing.T) {
	const call = `<div id="content"><h1>庁舎の活用事業者を募集します</h1><p>市では庁舎の空きスペースを活用する事業者を募集します。詳しくは募集要項をご覧ください。申込みは12月4日までです。</p></div><div class="side"><h2>新着情報</h2><ul><li><a href="/n/1.html">入居者募集 12/17締切</a></li><li><a href="/n/2.html">保育所の申込み</a></li></ul></div>`
	for address, want := range map[string]opportunity.Contact{
		`<address>〒999-0001 青葉市本町1-1<br>企画政策課 政策推進係<br>電話 099-111-2222</address><small>Copyright</small>`: {Department: "企画政策課 政策推進係", Phone: "099-111-2222"},
		`<address>〒999-0001 青葉市本町1-1<br>青葉市役所　電話 099-111-1111（代表）</address>`:                              {},
	} {
		d, err := Read(page.Page{URL: "https://www.city.aoba.example.jp/a/1.html", Body: []byte("<html><body>" + call + address + "</body></html>")})
		if err != nil || d.Contact.Department != want.Department || want.Phone != "" && d.Contact.Phone != want.Phone {
			t.Errorf("%s: %+v, %v", address, d.Contact, err)
		}
	}
}

// TestNothingChangesACompleteContact reads lines on behind a contact that is complete: readBlock spares them.
func TestNothingChangesACompleteContact(t *testing.T) {
	c := &contactReader{}
	c.readText("管財課 電話 099-111-2222 メール kikaku@city.example.jp", &line{})
	if !c.isComplete() {
		t.Fatalf("%+v is not complete", c)
	}
	want, parts := c.contact(), c.parts()
	for _, text := range []string{"水道課 電話 099-333-4444", "代表電話 099-555-6666", "担当課：契約課", "健康福祉局\n保健医療部", "〒999-0001 若葉市本町1-1 水道課", "suido@city.example.jp", "メール:suido@", "city.example.jp", "099-777-8888(水道課)", "内線 12", "", "FAX 099-111-2223"} {
		c.readLine(&line{text: text, targets: []string{"other@city.example.jp", "tel:099-999-0000"}}, false)
		if got := c.contact(); got != want || c.parts() != parts || !c.isComplete() {
			t.Errorf("%s: %+v of %d parts, was %+v of %d", text, got, c.parts(), want, parts)
		}
	}
}

// TestContactByMailInAFooter: a programme's own footer tells in one of its boxes to whom to write; a footer that names no such box tells of
// the site.
func TestContactByMailInAFooter(t *testing.T) {
	const call = `<html><body><main><h1>アクセラレーターの参加企業の募集</h1><p>参加する企業を募集します。応募の締切は令和8年12月4日です。</p></main>`
	const hosts = `<dl><dt>主催</dt><dd>青葉市 産業局 企業支援室</dd><dt>運営</dt><dd>株式会社はし</dd></dl>`
	for html, want := range map[string]opportunity.Contact{
		`<footer>` + hosts + `<div><p>お問い合わせ</p><p>AOBA ACCELERATOR 運営事務局<br><a href="mailto:entry@aoba-acc.example">entry@aoba-acc.example</a></p></div><small>© 2026</small></footer>`: {Department: "AOBA ACCELERATOR 運営事務局", Email: "entry@aoba-acc.example"},
		`<footer><p>青葉市</p><div><h2>CONTACT</h2><p>企業支援室</p><p>Mail: entry@aoba-acc.example</p></div></footer>`:                                                                          {Department: "企業支援室", Email: "entry@aoba-acc.example"},
		`<footer>` + hosts + `<p><a href="mailto:webmaster@aoba.example">webmaster@aoba.example</a></p></footer>`:                                                                        {},
	} {
		d, err := Read(page.Page{URL: "https://acc.aoba.example.jp/", Body: []byte(call + html + `</body></html>`)})
		if err != nil || d.Contact != want {
			t.Errorf("%s\n got %+v\nwant %+v, %v", html, d.Contact, want, err)
		}
	}
}
