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
		{`<p>問い合わせ：企画部 未来創造課（099-111-2222）</p>`, "企画部 未来創造課", "099-111-2222"},
	} {
		d, err := Read(page.Page{URL: "https://www.city.aoba.example.jp/a/1.html", Body: []byte(before + c.block + after)})
		if want := (opportunity.Contact{Department: c.department, Phone: c.phone}); err != nil || d.Contact.Department != want.Department || d.Contact.Phone != want.Phone {
			t.Errorf("%s\n got %+v\nwant %+v, %v", c.block, d.Contact, want, err)
		}
	}
}
