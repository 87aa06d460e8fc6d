package list

import (
	"fmt"
	"strings"
	"testing"

	"koubo/parsers/page"
)

// wordsOfList writes what a list holds, a line each: the title, what its address adds to the page's, the day of publication, the office, the
// last days; rows without a link are marked.
func wordsOfList(t *testing.T, body string) string {
	t.Helper()
	l, err := Read(page.Page{URL: "https://www.city.aoba.example.jp/k/list.html", Body: []byte("<title>募集情報｜青葉市</title><body><main><h1>募集情報</h1>" + body + "</main></body>")}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, d := range l.Drafts {
		mark := ""
		if d.InList {
			mark = "* "
		}
		fmt.Fprintf(&out, "%s%s|%s|%s|%s", mark, d.Title, strings.TrimPrefix(d.URL, "https://www.city.aoba.example.jp/k/"), d.Published, d.Department)
		for _, f := range d.Fields {
			out.WriteString("|" + f.Label + "=" + f.Value)
		}
		out.WriteString("\n")
	}
	return out.String()
}

// TestRowsWithoutLinks reads lists some or all of whose calls are rows of text alone.
func TestRowsWithoutLinks(t *testing.T) {
	heads := "<table><tr><th>件名</th><th>公告日</th><th>提出期限</th><th>担当課</th></tr>"
	for name, c := range map[string]struct{ body, want string }{
		"table": {heads + `<tr><td>庁舎警備業務委託に係る公募型プロポーザル</td><td>令和8年11月2日</td><td>令和8年12月10日</td><td>管財課</td></tr>
			<tr id="k2"><td>市営駐車場の運営事業者募集</td><td>令和8年11月9日</td><td>令和8年12月18日</td><td>住宅課</td></tr></table>`,
			"* 庁舎警備業務委託に係る公募型プロポーザル|list.html|令和8年11月2日|管財課|提出期限=令和8年12月10日\n" +
				"* 市営駐車場の運営事業者募集|list.html#k2|令和8年11月9日|住宅課|提出期限=令和8年12月18日\n"},
		"mixed table": {heads + `<tr><td><a href="1.html">庁舎警備業務委託に係る公募型プロポーザル</a></td><td>令和8年11月9日</td><td>令和8年12月10日</td><td>管財課</td></tr>
			<tr><td>旧保育所の利活用に関するサウンディング型市場調査</td><td>令和8年11月5日</td><td>令和8年12月18日</td><td>資産活用課</td></tr>
			<tr><td><a href="3.html">図書館システム更新業務の企画提案募集</a></td><td>令和8年11月2日</td><td>令和8年12月4日</td><td>図書館</td></tr>
			<tr><td>成人式の司会者について</td><td>令和8年11月1日</td><td></td><td>図書館</td></tr></table>`,
			"庁舎警備業務委託に係る公募型プロポーザル|1.html|令和8年11月9日|管財課|提出期限=令和8年12月10日\n" +
				"* 旧保育所の利活用に関するサウンディング型市場調査|list.html|令和8年11月5日|資産活用課|提出期限=令和8年12月18日\n" +
				"図書館システム更新業務の企画提案募集|3.html|令和8年11月2日|図書館|提出期限=令和8年12月4日\n"},
		"ul": {`<ul><li>スポーツ公園の売店を運営する事業者の公募　締切：12月10日　スポーツ課</li>
			<li><a name="b"></a>観光案内アプリ実証実験の参加企業募集（12月18日締切）</li></ul>`,
			"* スポーツ公園の売店を運営する事業者の公募|list.html||スポーツ課|締切=12月10日\n* 観光案内アプリ実証実験の参加企業募集（12月18日締切）|list.html#b|||締切=12月18日締切\n"},
		"mixed ul": {`<ul><li><span>2026年11月9日</span> <a href="1.html">庁舎警備業務委託に係る公募型プロポーザル</a></li>
			<li><span>2026年11月6日</span> 学校給食配送業務の受託者を募集します（申込みは12月4日まで）</li>
			<li><span>2026年11月2日</span> <a href="2.html">文化会館の指定管理者募集</a></li></ul>`,
			"庁舎警備業務委託に係る公募型プロポーザル|1.html|2026年11月9日|\n* 学校給食配送業務の受託者を募集します（申込みは12月4日まで）|list.html|2026年11月6日||申込み=12月4日まで\n文化会館の指定管理者募集|2.html|2026年11月2日|\n"},
		"dl": {`<dl><dt>中央公園の飲食施設を整備運営する事業者の募集</dt><dd>提出期限：令和8年12月10日</dd><dd>担当：公園課</dd>
			<dt>防災アプリ構築業務に係る公募型プロポーザル</dt><dd>提出期限：令和8年12月15日</dd><dd>担当：危機管理課</dd></dl>`,
			"* 中央公園の飲食施設を整備運営する事業者の募集|list.html||公園課|提出期限=令和8年12月10日\n* 防災アプリ構築業務に係る公募型プロポーザル|list.html||危機管理課|提出期限=令和8年12月15日\n"},
		"mixed dl": {`<dl><dt>2026年11月9日</dt><dd><a href="1.html">庁舎警備業務委託に係る公募型プロポーザル</a></dd>
			<dt>2026年11月6日</dt><dd>学校給食配送業務の受託者を募集します（申込みは12月4日まで）</dd>
			<dt>2026年11月2日</dt><dd><a href="2.html">文化会館の指定管理者募集</a></dd></dl>`,
			"庁舎警備業務委託に係る公募型プロポーザル|1.html|2026年11月9日|\n* 学校給食配送業務の受託者を募集します（申込みは12月4日まで）|list.html|2026年11月6日||申込み=12月4日まで\n文化会館の指定管理者募集|2.html|2026年11月2日|\n"},
		"cards": {`<div class="card"><h3>防災アプリ構築業務に係る公募型プロポーザル</h3><p>提出期限：令和8年12月10日</p><p>危機管理課</p></div>
			<div class="card"><h3>旧保育所を活用する民間事業者の募集</h3><p>提出期限：令和8年12月18日</p><p>資産活用課</p></div>`,
			"* 防災アプリ構築業務に係る公募型プロポーザル|list.html||危機管理課|提出期限=令和8年12月10日\n* 旧保育所を活用する民間事業者の募集|list.html||資産活用課|提出期限=令和8年12月18日\n"},
		"mixed cards": {`<div class="card"><h3><a href="1.html">防災アプリ構築業務に係る公募型プロポーザル</a></h3><p>提出期限：令和8年12月10日</p><p>危機管理課</p></div>
			<div class="card"><h3>旧保育所を活用する民間事業者の募集</h3><p>提出期限：令和8年12月18日</p><p>資産活用課</p></div>
			<div class="card"><h3><a href="3.html">図書館システム更新業務の企画提案募集</a></h3><p>提出期限：令和8年12月4日</p><p>図書館</p></div>`,
			"防災アプリ構築業務に係る公募型プロポーザル|1.html||危機管理課|提出期限=令和8年12月10日\n* 旧保育所を活用する民間事業者の募集|list.html||資産活用課|提出期限=令和8年12月18日\n図書館システム更新業務の企画提案募集|3.html||図書館|提出期限=令和8年12月4日\n"},
		"lines in an item": {`<ul><li><strong>スポーツ公園の売店を運営する事業者の公募</strong><br>締切：12月10日<br>担当：スポーツ課</li>
			<li><b>観光案内アプリ実証実験の参加企業募集</b><span>12月18日締切</span> <small>観光課</small></li></ul>`,
			"* スポーツ公園の売店を運営する事業者の公募|list.html||スポーツ課|締切=12月10日\n* 観光案内アプリ実証実験の参加企業募集|list.html||観光課|締切=12月18日締切\n"},
		"labelled terms": {`<dl><dt>件名</dt><dd>スポーツ公園の売店を運営する事業者の公募</dd><dt>募集期間</dt><dd>11月9日から12月10日まで</dd><dt>担当</dt><dd>スポーツ課</dd></dl>
			<dl><dt>件名</dt><dd>観光案内アプリ実証実験の参加企業募集</dd><dt>募集期間</dt><dd>11月16日から12月18日まで</dd><dt>担当</dt><dd>観光課</dd></dl>`,
			"* スポーツ公園の売店を運営する事業者の公募|list.html||スポーツ課|募集期間=11月9日から12月10日まで\n* 観光案内アプリ実証実験の参加企業募集|list.html||観光課|募集期間=11月16日から12月18日まで\n"},
		"with a mail address": {heads + `<tr><td><a href="1.html">庁舎警備業務委託に係る公募型プロポーザル</a></td><td>令和8年11月9日</td><td>令和8年12月10日</td><td>管財課</td></tr>
			<tr><td>旧保育所の利活用に関するサウンディング型市場調査</td><td>令和8年11月5日</td><td>令和8年12月18日</td><td>資産活用課<br><a href="mailto:a@example.jp">メール</a></td></tr>
			<tr><td><a href="3.html">図書館システム更新業務の企画提案募集</a></td><td>令和8年11月2日</td><td>令和8年12月4日</td><td>図書館</td></tr></table>`,
			"庁舎警備業務委託に係る公募型プロポーザル|1.html|令和8年11月9日|管財課|提出期限=令和8年12月10日\n" +
				"* 旧保育所の利活用に関するサウンディング型市場調査|list.html|令和8年11月5日|資産活用課 メール|提出期限=令和8年12月18日\n" +
				"図書館システム更新業務の企画提案募集|3.html|令和8年11月2日|図書館|提出期限=令和8年12月4日\n"},
		"ids with spaces": {`<ul><li id="no 1">スポーツ公園の売店を運営する事業者の公募（12月10日締切）</li><li><a name="公募"></a>観光案内アプリ実証実験の参加企業募集（12月18日締切）</li></ul>`,
			"* スポーツ公園の売店を運営する事業者の公募（12月10日締切）|list.html#no%201|||締切=12月10日締切\n* 観光案内アプリ実証実験の参加企業募集（12月18日締切）|list.html#%E5%85%AC%E5%8B%9F|||締切=12月18日締切\n"},
		"linked elsewhere on the page": {`<ul><li><a href="1.html">庁舎警備業務委託に係る公募型プロポーザル</a>（12月10日締切）</li><li><a href="2.html">文化会館の指定管理者募集</a>（12月4日締切）</li>
			<li>庁舎警備業務委託に係る公募型プロポーザル（12月10日締切）</li></ul>`,
			"庁舎警備業務委託に係る公募型プロポーザル|1.html|||締切=12月10日締切\n文化会館の指定管理者募集|2.html|||締切=12月4日締切\n"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := wordsOfList(t, c.body); got != c.want {
				t.Errorf("read\n%swant\n%s", got, c.want)
			}
		})
	}
}

// TestRowsThatAreNoCalls reads rows without links that are no calls, or tell no last day.
func TestRowsThatAreNoCalls(t *testing.T) {
	for name, body := range map[string]string{
		"results": `<h2>入札結果</h2><table><tr><th>件名</th><th>開札日</th><th>落札者</th></tr><tr><td>庁舎警備業務委託の一般競争入札</td><td>令和8年11月2日</td><td>甲社</td></tr>
			<tr><td>公用車購入の一般競争入札</td><td>令和8年11月2日</td><td>乙社</td></tr></table>`,
		"result column": `<table><tr><th>件名</th><th>提出期限</th><th>選定事業者</th></tr><tr><td>庁舎警備業務委託に係る公募型プロポーザル</td><td>令和8年4月2日</td><td>甲社</td></tr>
			<tr><td>観光アプリ構築業務の公募型プロポーザル</td><td>令和8年5月2日</td><td>乙社</td></tr></table>`,
		"calendar": `<h2>今月の行事予定</h2><table><tr><th>日</th><th>行事</th></tr><tr><td>12月10日</td><td>防災アプリ構築業務プロポーザルの提出期限</td></tr>
			<tr><td>12月18日</td><td>旧保育所活用事業者の募集締切</td></tr></table>`,
		"prices": `<table><tr><th>名称</th><th>募集期間</th><th>料金</th></tr><tr><td>広報紙への広告掲載企業の募集</td><td>4月1日から4月30日</td><td>3万円</td></tr>
			<tr><td>封筒への広告掲載企業の募集</td><td>5月1日から5月30日</td><td>2万円</td></tr></table>`,
		"steps":        `<table><tr><th>内容</th><th>期限</th></tr><tr><td>公募型プロポーザル参加表明書の提出</td><td>12月1日</td></tr><tr><td>質問書の受付</td><td>12月4日</td></tr></table>`,
		"days of work": `<table><tr><th>件名</th><th>履行期間</th></tr><tr><td>庁舎清掃業務委託</td><td>令和9年1月1日から令和10年12月31日まで</td></tr><tr><td>庁舎警備業務委託</td><td>令和9年1月1日から令和10年12月31日まで</td></tr></table>`,
		"no last day":  `<ul><li>防災アプリ構築業務に係る公募型プロポーザル</li><li>旧保育所を活用する民間事業者の募集</li></ul>`,
		"forecast":     `<h2>発注見通し</h2><table><tr><th>工事名</th><th>入札予定時期</th></tr><tr><td>橋梁補修工事の一般競争入札</td><td>令和9年1月10日</td></tr><tr><td>舗装工事の一般競争入札</td><td>令和9年1月12日</td></tr></table>`,
		"taken down":   `<ul><li>防災アプリ構築業務に係る公募型プロポーザル（11月4日締切）【受付終了】</li><li>旧保育所を活用する民間事業者の募集（11月6日締切）※募集は終了しました</li></ul>`,
		"called off": `<table><tr><th>件名</th><th>提出期限</th><th>備考</th></tr><tr><td>庁舎警備業務委託に係る公募型プロポーザル</td><td>令和8年12月2日</td><td>中止</td></tr>
			<tr><td>観光アプリ構築業務の公募型プロポーザル</td><td>令和8年12月2日</td><td>取りやめました</td></tr></table>`,
		"one row":      `<ul><li>防災アプリ構築業務に係る公募型プロポーザル（12月4日締切）</li></ul>`,
		"mostly other": `<ul><li>防災アプリ構築業務に係る公募型プロポーザル（12月4日締切）</li><li>旧保育所を活用する民間事業者の募集（12月6日締切）</li><li>し尿くみ取りの申し込みは12月11日まで</li><li>集団健診の申込みは12月4日まで</li><li>市民スキー教室の申込みは12月14日まで</li></ul>`,
	} {
		if got := wordsOfList(t, body); strings.Contains(got, "*") {
			t.Errorf("%s: read\n%s", name, got)
		}
	}
}

// TestOrderOfRowsWithoutLinks holds that rows without links stand in page order, those behind a list's last link before those of the next list.
func TestOrderOfRowsWithoutLinks(t *testing.T) {
	const row = `<li>%s（12月10日締切）</li>`
	titles := []string{"庁舎警備業務委託に係る公募型プロポーザル", "文化会館を運営する指定管理者の募集", "防災アプリ構築業務に係る公募型プロポーザル", "旧保育所を活用する民間事業者の募集", "図書館システム更新業務の企画提案募集", "売店を運営する民間事業者の公募"}
	linked := func(n int) string {
		return fmt.Sprintf(`<li><a href="%d.html">%s</a>（12月10日締切）</li>`, n, titles[n])
	}
	plain := func(n int) string { return fmt.Sprintf(row, titles[n]) }
	body := `<ul>` + linked(0) + plain(1) + plain(2) + `</ul><ul>` + plain(3) + plain(4) + linked(5) + `</ul>`
	for range 20 { // several turns of a map
		got, at := wordsOfList(t, body), 0
		for _, title := range titles {
			next := strings.Index(got, title)
			if next < at {
				t.Fatalf("read\n%s", got)
			}
			at = next
		}
	}
}
