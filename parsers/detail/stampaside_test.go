package detail

import "testing"

// TestPageOffices are pages whose contact is a number alone: the department stands elsewhere on them.
func TestPageOffices(t *testing.T) {
	const foot = `<footer><p>青葉市役所</p><p>電話 099-111-9999（代表）</p><p>Copyright</p></footer>`
	for html, want := range map[string]string{
		`<main><h1>事業者の募集</h1><p>2026年11月9日更新／管財課</p>BODY<h2>お問い合わせ</h2><p>電話：099-111-2222</p></main>`:                                                                                            "管財課",
		`<main><h1>事業者の募集</h1><p>更新日：2026年11月9日　財政部 管財課</p>BODY<h2>お問い合わせ</h2><p>電話：099-111-2222</p></main>`:                                                                                      "財政部 管財課",
		`<div class="pankuzu"><a href="/">トップ</a> &gt; <a href="/s/">くらし</a> &gt; <a href="/s/1/">図書館</a> &gt; 事業者の募集</div><main><h1>事業者の募集</h1>BODY<h2>お問い合わせ</h2><p>電話：099-111-2222</p></main>`: "",
		`<main><h1>事業者の募集</h1>BODY<p>連絡先：099-111-2222</p><h2>このページの作成所属</h2><p>財政部 管財課</p></main>`:                                                                                                "財政部 管財課",
		`<main><h1>事業者の募集</h1>BODY<h2>このページの作成所属</h2><p>財政部 管財課</p><p>電話 099-111-2222</p><h2>ご意見</h2><p>お問い合わせ　iken@city.aoba.example.jp　099-111-3333</p></main>`:                                 "財政部 管財課",
	} {
		checkContact(t, html+foot, want, "099-111-2222")
	}
}
