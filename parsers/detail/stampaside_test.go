package detail

import (
	"strings"
	"testing"

	"koubo/parsers/page"
)

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

// TestTheDayAboveTheTitle holds that a site's head may tell today's date: the page's own stamp goes before it, and it stands for one where the
// page states none.
func TestTheDayAboveTheTitle(t *testing.T) {
	for head, alone := range map[string]string{
		`<div class="today">2026年11月25日 水曜日</div>`: "", `<span id="lblDate">2026年11月25日</span>`: "2026年11月25日",
		`<div id="head"><a href="/">青葉市</a><span id="lblDate">本日は 2026年11月25日 です</span></div>`: "",
	} {
		for stamp, want := range map[string]string{
			`<p>掲載日：2026/11/09　更新日：2026/11/18</p>`: "2026/11/09", `<p align="right">登録日：2026年11月9日</p>`: "2026年11月9日", `<p class="date">2026.11.09</p>`: "2026.11.09", "": alone,
		} {
			d, err := Read(page.Page{URL: "https://www.city.aoba.example.jp/a/1.html", Body: []byte(`<html><title>事業者の募集｜青葉市</title><body>` + head + `<main><h1>事業者の募集</h1>` + stamp + `<p>施設を運営する事業者を募集します。提案書は12月18日までに出してください。</p></main></body></html>`)})
			if err != nil || d.Published != want {
				t.Errorf("%s %s: %q, want %q, %v", head, stamp, d.Published, want, err)
			}
		}
	}
}

// TestContactRows are rows, or two lines of one box, that name an office and its number without the label of a contact, some of them in the
// site's footer alone.
func TestContactRows(t *testing.T) {
	for html, want := range map[string]string{
		`<main><h1>事業者の募集</h1>BODY<div class="contact-box"><p>相談窓口</p><p>青葉市役所 企画課 連携係<br>TEL 099-111-2222</p></div></main>`:                                             "企画課 連携係",
		`<main><h1>事業者の募集</h1>BODY<dl><dt>公民連携デスク</dt><dd>企画課 連携係<br>電話 099-111-2222</dd></dl></main>`:                                                                   "企画課 連携係",
		`<main><h1>事業者の募集</h1>BODY</main><footer><p>青葉共創ラボ（青葉市役所 企画部 共創推進室）</p><p>〒999-0001 青葉市本町1-1　TEL 099-111-2222</p></footer>`:                                      "企画部 共創推進室",
		`<main><h1>事業者の募集</h1>BODY<div><h3>テーマ自由</h3><p>担当：未来都市課</p><p>年間を通じて受け付けます</p></div></main><footer><p>青葉市 政策局 未来都市課</p><p>TEL 099-111-2222</p></footer>`:        "青葉市 政策局 未来都市課",
		`<main><h1>事業者の募集</h1>BODY<div><h3>道路のテーマ</h3><p>担当：道路課</p></div><p>お問い合わせ　企画課 電話 099-111-2222</p></main><footer><p>青葉市 総務課</p><p>TEL 099-111-9999</p></footer>`: "企画課",
		`<main><h1>事業者の募集</h1>BODY<dl><dt>会場</dt><dd>総合福祉センター 管理係 電話 099-111-3333</dd><dt>連携担当</dt><dd>企画課 電話 099-111-2222</dd></dl></main>`:                             "企画課",
	} {
		checkContact(t, html, want, "099-111-2222")
	}
}

// TestADayMovedIsNoStamp: the day right below the heading of a step is that step's, whatever was done to it.
func TestADayMovedIsNoStamp(t *testing.T) {
	for _, words := range []string{"令和8年12月25日（金）に変更となりました。", "令和8年12月25日（金）に変更しました。", "2026年12月25日に訂正します。"} {
		for _, heading := range []string{"<h2>応募期限</h2>", "<h2>3 提出締切</h2>", "<h3>受付期間について</h3>"} {
			d, err := Read(page.Page{URL: "https://www.city.aoba.example.jp/a/1.html", Body: []byte(`<html><title>事業者の募集</title><body><main><h1>事業者の募集</h1>` + heading + `<p>` + words + `</p></main></body></html>`)})
			if err != nil || d.Published+d.Updated != "" || !strings.Contains(d.Text, words) {
				t.Errorf("%s %s: %q %q in %q, %v", heading, words, d.Published, d.Updated, d.Text, err)
			}
		}
	}
}

// TestTagsBesideThePagesDay: chips of a category, a state and an office beside the page's day are none of a step's words.
func TestTagsBesideThePagesDay(t *testing.T) {
	const rest = `<p>市では施設の愛称を付ける企業を募集します。</p><h2>日程</h2><p>申込期限　令和8年12月4日（金）</p></main>`
	for _, tags := range []string{
		`<p class="info"><time datetime="2026-10-01">2026.10.01</time> <span>募集</span> <span>資産経営課</span></p>`,
		`<p class="info"><time>2026年10月1日</time> <span>公募</span>｜<span>契約情報</span>｜<span>財政部</span></p>`,
		`<div class="info"><span>2026/10/01</span> <span>受付中</span> <span>まちづくり推進室</span></div>`,
		`<div class="chips"><span>プロポーザル</span><span>受付中</span><span class="date">掲載 2026.10.01</span><span class="date">更新 2026.10.09</span></div>`,
		`<div class="chips"><span>補助金</span> <span>募集中</span> <span>公開日：2026年10月1日</span></div>`,
		`<div class="chips"><span>【入札】</span><span>【受付中】</span><span>掲載日 2026年10月1日</span></div>`,
	} {
		for _, page := range []string{`<main><h1>愛称の募集</h1>` + tags + rest, `<main>` + tags + `<h1>愛称の募集</h1>` + rest} {
			d := readMarked(t, `<html><title>愛称の募集</title><body>`+page+`</body></html>`).Draft
			if d.Published == "" || strings.Contains(d.Text, "10.01") || strings.Contains(d.Text, "10/01") || strings.Contains(d.Text, "10月1日") {
				t.Errorf("%s\npublished %q, text:\n%s", page, d.Published, d.Text)
			}
		}
	}
	for _, step := range []string{`<p>2026年10月1日 募集開始</p>`, `<p>2026年10月1日 受付</p>`, `<p>募集開始 2026年10月1日</p>`, `<p>2026年10月1日 募集要項の公表</p>`} {
		d := readMarked(t, `<html><title>愛称の募集</title><body><main><h1>愛称の募集</h1>`+step+rest+`</body></html>`).Draft
		if !strings.Contains(d.Text, "10月1日") {
			t.Errorf("%s is a step, text:\n%s", step, d.Text)
		}
	}
}
