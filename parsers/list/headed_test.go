package list

import (
	"fmt"
	"strings"
	"testing"
)

// TestCallsUnderHeadings reads calls that stand in full on a list's own page under headings, without pages of their own.
func TestCallsUnderHeadings(t *testing.T) {
	const want = "* 観光案内所運営業務公募型プロポーザル|list.html#k0||観光課|応募書類の受付期限=令和8年12月15日(火) 17時\n* こども園給食調理業務の企画提案募集|list.html#k1||教育課|募集期間=令和8年11月9日(月)~12月22日(火)\n"
	const first, second = `<h3 id="k0">観光案内所運営業務公募型プロポーザル</h3>`, `<h3 id="k1">こども園給食調理業務の企画提案募集</h3>`
	const text, text2 = `<p>広く企画提案を求めるため、公募型プロポーザルを実施します。</p><p>応募書類の受付期限　令和8年12月15日（火） 17時</p><p>実施要領は観光課（0309-39-2100）で配布しています。</p>`,
		`<p>令和8年11月2日に開園した園の給食を調理します。</p><p>募集期間：令和8年11月9日（月）～12月22日（火）</p>`
	for name, c := range map[string]struct{ body, want string }{
		"departments":       {"<h2>観光課</h2>" + first + text + "<h2>教育課</h2>" + second + text2, want},
		"boxes of builders": {`<div class="m j-header"><h2>観光課</h2></div><div class="m j-header">` + first + `</div><div class="m j-text">` + text + `</div><div class="m j-header"><h2>教育課</h2></div><div class="m j-header">` + second + `</div><div class="m j-text">` + text2 + "</div>", want},
		"other headings":    {strings.NewReplacer("h3", "h4", "h2", "h3").Replace("<h2>観光課</h2>" + first + text + "<h2>教育課</h2>" + second + text2), want},
		"parts below":       {"<h2>観光課</h2>" + first + "<h4>応募書類の受付期限</h4><p>令和8年12月15日（火） 17時</p><h2>教育課</h2>" + second + "<h4>募集期間</h4><ul><li>令和8年11月9日（月）～12月22日（火）</li></ul>", want},
		"tables below":      {"<h2>観光課</h2>" + first + "<table><tr><th>応募書類の受付期限</th><td>令和8年12月15日（火） 17時</td></tr></table><h2>教育課</h2>" + second + "<dl><dt>募集期間</dt><dd>令和8年11月9日（月）～12月22日（火）</dd></dl>", want},
		"results below":     {"<h2>観光課</h2>" + first + text + "<h2>教育課</h2>" + second + text2 + "<h2>結果</h2><h3>庁舎警備業務プロポーザルの結果</h3><p>受付期限 11月4日</p>", want},
		"a paper behind": {"<h2>観光課</h2>" + first + text + "<h2>教育課</h2>" + second + text2 + `<hr><div><div>町民カレンダー広告主募集</div><div>申込締切　令和8年12月4日（金）</div><a href="k.pdf">ダウンロード</a><div>町民カレンダー広告主募集.pdf</div></div>`,
			"町民カレンダー広告主募集|k.pdf|||申込締切=令和8年12月4日(金)\n" + want},
		"one and its parts":     {"<h2>観光案内所運営業務公募型プロポーザル</h2><h3>募集期間</h3><p>12月15日まで</p><h3>質問の受付</h3><p>受付期限 12月1日</p><h3>提案書の提出</h3><p>提出期限 12月15日</p>", ""},
		"for residents":         {"<h3>スキー教室の参加者募集</h3><p>申込期限 12月15日</p><h3>成人式の司会者の募集</h3><p>申込期限 12月22日</p>", ""},
		"ended":                 {"<h2>募集終了</h2>" + first + text + second + text2, ""},
		"without a day":         {first + "<p>広く企画提案を求めます。</p>" + second + "<p>広く企画提案を求めます。</p>", ""},
		"day of something else": {first + "<p>履行期間　令和9年4月1日から令和12年3月31日まで</p>" + second + "<p>履行期間　令和9年4月1日から令和12年3月31日まで</p>", ""},
	} {
		if got := wordsOfList(t, c.body); got != c.want {
			t.Errorf("%s: read\n%swant\n%s", name, got, c.want)
		}
	}
	titled := tendersOf(t, "入札のお知らせ", `<h3>鵜飼大橋塗装塗替工事</h3><p>公告日　11月19日</p><p>参加申請期限　12月7日</p><h3>給食配送車の購入</h3><p>公告日　11月20日</p><p>開札　12月14日 10時</p>`)
	if want := "鵜飼大橋塗装塗替工事|11月19日||参加申請期限=12月7日\n給食配送車の購入|11月20日||開札=12月14日 10時\n"; titled != want {
		t.Errorf("tenders: read\n%swant\n%s", titled, want)
	}
}

// TestCallsUnderHeadingsThatAreLinked gives what a table of contents links to its place on the page, as what stands there in full.
func TestCallsUnderHeadingsThatAreLinked(t *testing.T) {
	text := "<p>" + strings.Repeat("広く提案を求めます。", 4) + "</p><p>受付期限　12月15日</p>"
	got := wordsOfList(t, `<ul><li><a href="#k0">観光案内所運営業務公募型プロポーザル</a></li><li><a href="#k1">こども園給食調理業務の企画提案募集</a></li></ul><h3 id="k0">観光案内所運営業務公募型プロポーザル</h3>`+text+`<h3 id="k1">こども園給食調理業務の企画提案募集</h3>`+text)
	if want := "観光案内所運営業務公募型プロポーザル|list.html#k0|||受付期限=12月15日\nこども園給食調理業務の企画提案募集|list.html#k1|||受付期限=12月15日\n"; got != want {
		t.Errorf("read\n%swant\n%s", got, want)
	}
}

// TestLinksThatSayNothingAreNamedByTheHeadingAbove, in whatever words they say it.
func TestLinksThatSayNothingAreNamedByTheHeadingAbove(t *testing.T) {
	for _, words := range []string{"実施について", "募集のお知らせ", "公募の実施について", "概要はこちら", "公表します"} {
		var body strings.Builder
		for at, call := range []string{"海岸清掃ドローン実証実験の参加事業者募集", "ふるさと納税支援業務公募型プロポーザル", "旧南小学校跡地に関するサウンディング型市場調査"} {
			fmt.Fprintf(&body, `<h3>%s</h3><p>公開日 2026年11月1%d日</p><ul><li><a href="/%d.html">%s</a></li></ul>`, call, at, at, words)
		}
		const want = "海岸清掃ドローン実証実験の参加事業者募集|https://www.city.aoba.example.jp/0.html|2026年11月10日|\nふるさと納税支援業務公募型プロポーザル|https://www.city.aoba.example.jp/1.html|2026年11月11日|\n旧南小学校跡地に関するサウンディング型市場調査|https://www.city.aoba.example.jp/2.html|2026年11月12日|\n"
		if got := wordsOfList(t, body.String()); got != want {
			t.Errorf("%s: read\n%swant\n%s", words, got, want)
		}
	}
}
