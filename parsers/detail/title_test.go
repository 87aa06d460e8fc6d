package detail

import (
	"strings"
	"testing"

	"koubo/parsers/page"
)

// TestTheNameOfABodyIsNoTitle: a site set its own name in bold, as <title> has it first; a call that names a body is one.
func TestTheNameOfABodyIsNoTitle(t *testing.T) {
	for _, c := range []struct{ html, want string }{
		{`<title>白浜広域行政組合｜ごみ処理施設運転業務 公募型プロポーザル</title><strong>白浜広域行政組合</strong><h1>ごみ処理施設運転業務に係る公募型プロポーザルについて</h1>`, "ごみ処理施設運転業務に係る公募型プロポーザルについて"},
		{`<title>公益財団法人青葉産業振興財団 | 助成金の公募</title><b>公益財団法人青葉産業振興財団</b><h1>助成金の公募について</h1>`, "助成金の公募について"},
		{`<title>青葉市企業局 - 検針業務の委託先を募集</title><strong>青葉市企業局</strong><h2>検針業務の委託先を募集します</h2>`, "検針業務の委託先を募集します"},
		{`<title>指定管理者の募集 青葉市観光協会</title><h1>指定管理者の募集 青葉市観光協会</h1>`, "指定管理者の募集 青葉市観光協会"},
	} {
		d, err := Read(page.Page{URL: "https://www.aoba.example.jp/a/1.html", Body: []byte(`<html>` + c.html + `<p>申込みは令和8年12月4日（金）までに窓口へお願いします。</p></html>`)})
		if err != nil || d.Title != c.want {
			t.Errorf("%s\n got %q, %v\nwant %q", c.html, d.Title, err, c.want)
		}
	}
}

// TestTitlesWithoutHelp: pages whose <title> names the site alone, that set their title off by hardly anything, or beside what is none.
func TestTitlesWithoutHelp(t *testing.T) {
	const want = "道の駅業務に係る公募型プロポーザルの実施について"
	const body = `<p>掲載日：2026年11月2日</p><p>次のとおり募集します。</p><h3>応募期間</h3><p>令和8年11月9日から12月4日まで</p><h3>お問い合わせ</h3><p>政策課</p>`
	const crumbs = `<p class="breadcrumb"><a href="/">トップ</a> &gt; <a href="/s/">産業・しごと</a> &gt; ` + want + `</p>`
	for _, html := range []string{
		`<title>青葉市</title>` + crumbs + `<table><tr><td><p><font size="4"><b>` + want + `</b></font></p>` + body + `</td></tr></table>`,
		`<title>青葉市</title><div class="main"><p class="h1">` + want + `</p>` + body + `</div>`,
		`<title>青葉市</title><dl class="article"><dt>` + want + `</dt><dd>` + body + `</dd></dl>`,
		`<title>青葉市ホームページ</title><h1><img src="l.png" alt="青葉市"></h1><h2>産業・しごと</h2><h3 class="page_title">` + want + `</h3>` + body,
		`<title>` + want + ` - 青葉市</title><div class="main"><p class="h1">` + want + `</p>` + body + `</div>`,
		`<title>` + want + ` - 青葉市</title><h1>` + want + `<span class="new">NEW</span></h1>` + body,
		`<title>` + want + ` - 青葉市</title><h1>` + want + `<small>（11月9日更新）</small></h1>` + body,
		`<title>` + want + `: 青葉市</title><h1>道の駅業務に係る<br>公募型プロポーザルの実施について</h1>` + body,
		`<title>青葉市</title><p style="text-align:center"><strong><span>` + want + `</span></strong></p>` + body,
	} {
		d, err := Read(page.Page{URL: "https://www.city.aoba.example.jp/a/1.html", Body: []byte(`<html>` + html + `</html>`)})
		if err != nil || d.Title != want {
			t.Errorf("%s\n got %q, %v", html, d.Title, err)
		}
	}
}

// TestTitlesThatEndInNews: what tells of something is a title, whatever it ends in, and what says only of what kind the page is none.
func TestTitlesThatEndInNews(t *testing.T) {
	for title, is := range map[string]bool{"市有財産売却のお知らせ": true, "入札結果のお知らせ": true, "企画提案募集のお知らせ": true, "広報課からのお知らせ": false, "事業者へのお知らせ": false} {
		const own = "温浴施設の民間活力導入に関する調査の実施"
		body := `<h1>` + title + `</h1><div class="entry"><h2>` + own + `</h2><p>掲載日：2026年11月2日</p><p>次のとおり募集します。</p></div><aside><h2>最近の投稿</h2><ul><li><a href="/1">職員採用試験</a></li></ul></aside>`
		d, err := Read(page.Page{URL: "https://www.city.aoba.example.jp/a/1.html", Body: []byte(`<html><title>` + title + `｜青葉市</title><body>` + body + `</body></html>`)})
		if want := map[bool]string{true: title, false: own}[is]; err != nil || d.Title != want {
			t.Errorf("%s: %q, %v", title, d.Title, err)
		}
	}
}

// TestTitlesThatLinkTheirOwnPage: a portal sets the title as a link to the page itself, beside blocks with headings of their own; what lists
// and menus link under the same words is no title.
func TestTitlesThatLinkTheirOwnPage(t *testing.T) {
	const want = "道の駅業務に係る公募型プロポーザルの実施について"
	const link = `<a href="/modules/news/article.php?storyid=7">` + want + `</a>`
	const due = `<p>企画提案書の提出期限：令和8年12月4日（金）</p><p>次のとおり提案を募集し、審査のうえ受託者を選びます。</p>`
	for _, c := range []struct{ body, left string }{
		{`<table><tr><td><div class="blockTitle">メニュー</div></td><td><div class="item"><div class="itemHead"><span class="itemTitle">` + link + `</span></div>` + due + `</div></td><td><h3>ログイン</h3><form action="/user.php"><input name="u"></form></td></tr></table>`, "ログイン"},
		{`<div class="post"><div>` + link + `</div>` + due + `</div><div class="block"><h2>市役所からの最近のお知らせ</h2><ul><li><a href="/6">職員採用試験</a></li></ul></div>`, "職員採用試験"},
		{`<div class="block"><h3>新しい記事</h3><ul><li>` + link + `</li><li><a href="/6">職員採用試験</a></li></ul></div><div class="post"><p><b>` + link + `</b></p>` + due + `</div>`, "職員採用試験"},
	} {
		for _, head := range []string{want + ` - 青葉市`, `青葉市 - ` + want} {
			d, err := Read(page.Page{URL: "https://www.city.aoba.example.jp/modules/news/article.php?storyid=7", Body: []byte(`<html><title>` + head + `</title><body>` + c.body + `</body></html>`)})
			if err != nil || d.Title != want || !strings.Contains(d.Text, "12月4日") || strings.Contains(d.Text, c.left) {
				t.Errorf("%s: %q, %v\n%s\n%s", head, d.Title, err, d.Text, c.body)
			}
		}
	}
}
