package linkname

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/parsers/page"
)

// linkIn is the first link of a piece of markup.
func linkIn(t *testing.T, markup string) *html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(markup))
	if err != nil {
		t.Fatal(err)
	}
	return page.LinksIn(root)[0]
}

// TestNamesOfCards tells the name in a link that holds a whole card, "" where all its words are one.
func TestNamesOfCards(t *testing.T) {
	for card, want := range map[string]string{
		`<div>企業向け募集</div><div>市が企業のみなさまに提案や参加を呼びかけている案件です</div>`:                      "企業向け募集",
		`<span>入札・契約</span><span>入札の公告と結果を掲載しています。</span>`:                             "入札・契約",
		`<strong>公募・プロポーザル</strong><br>事業者を募集している案件を掲載しています`:                           "公募・プロポーザル",
		`公募情報<em>現在募集中の案件をご覧いただけます</em>`:                                               "公募情報",
		`<p>電子入札</p><p>電子入札システムへ</p>`:                                                  "電子入札",
		`<p>官民連携の窓口</p><p>民間のご提案に関するお知らせ</p>`:                                          "官民連携の窓口",
		`<p class="card__txt">民間から</p><p class="card__ttl">駅前の活用</p>`:                  "駅前の活用",
		`<p class="c-name">駅前の活用</p><p>民間の提案を募集します</p>`:                                "駅前の活用",
		`<p>駅前広場の利活用</p><p class="itemText">民間の提案を募集します</p>`:                           "駅前広場の利活用",
		`<div>駅前広場の利活用に係る公募型プロポーザル</div><div>本市では、提案を募集します。</div><div>企画課</div>`:       "駅前広場の利活用に係る公募型プロポーザル",
		`<div><div>2026.11.25</div><div>駅前広場の利活用に係る公募</div><div>広場を活用します。</div></div>`: "駅前広場の利活用に係る公募",
		`<h3>駅前の活用</h3><p>提案を募集します</p>`:                                                "駅前の活用",
		// all of them, or what cannot be told apart
		`<div>プロポーザル</div><div>駅前広場を活用する民間の提案を募集します</div>`: "",
		`<div>事業者</div><div>駅前清掃業務の公募についてご案内します</div>`:     "",
		`<span>公募</span><span>道の駅の出店者を求めています</span>`:       "",
		`<span>駅前広場</span><span>活用事業</span>`:               "",
		`駅前広場の<b>活用</b>について説明します`:                          "",
		`<p>駅前広場の活用を募集します。</p><p>期限は12月です。</p>`:            "",
	} {
		got := ""
		if n := In(linkIn(t, `<a href="1">`+card+`</a>`)); n != nil {
			got = page.WordsOf(n)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", card, got, want)
		}
	}
}

// TestWhatStandsBeside tells the marks, departments and facts in a link, by its element i.
func TestWhatStandsBeside(t *testing.T) {
	const title = `<span>駅前広場の利活用に係る公募</span>`
	for card, want := range map[string]bool{
		title + `<i>企画課</i>`: false, title + `<small>企画課</small>`: true, `<small>企画課</small>` + title: true, `<p>公募</p><small>企画課</small>`: false, `駅前広場の利活用に係る公募<small>企画課</small>`: false,
		`<small>管財課</small>の駅前広場`: false, title + `<small>担当：総務部 管財課</small>`: true, title + `<small>所管課 管財課</small>`: true, title + `<small>締切：12月28日（月）17時</small>`: true, title + `<small>12/28必着</small>`: true,
		title + `<small>12月28日の会場</small>`: false, `<small>締切：12月28日</small>`: false, `<small>募集中</small>` + title: true, `<small>【受付中】</small>` + title: true, `<small>受付終了</small>` + title: false,
		`<small class="c-tag">受付終了</small>` + title: true, title + `<small>詳しく見る</small>`: true, title + `<small>NEW!</small>`: true,
	} {
		found := false
		page.Walk(linkIn(t, `<a href="1">`+card+`</a>`), func(n *html.Node) bool {
			found = found || (n.DataAtom == atom.Small || n.DataAtom == atom.I) && IsAside(n)
			return true
		})
		if found != want {
			t.Errorf("%s stands beside a title: %v", card, found)
		}
	}
}
