package list

import (
	"fmt"
	"strings"
	"testing"

	"koubo/parsers/page"
)

// tendersOf writes the rows without links of a page of that name, a line each: title, day of publication, office and days.
func tendersOf(t *testing.T, name, body string) string {
	t.Helper()
	l, err := Read(page.Page{URL: "https://www.town.midori.example.jp/k/n.html", Body: []byte("<title>" + name + "</title><body>" + body + "</body>")}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, d := range l.Drafts {
		if !d.InList {
			continue
		}
		fmt.Fprintf(&out, "%s|%s|%s", d.Title, d.Published, d.Department)
		for _, f := range d.Fields {
			out.WriteString("|" + f.Label + "=" + f.Value)
		}
		out.WriteString("\n")
	}
	return out.String()
}

// TestBareWorksInListsOfTenders reads rows that name but works and goods, which their columns and headings make tenders.
func TestBareWorksInListsOfTenders(t *testing.T) {
	for name, c := range map[string]struct{ page, body, want string }{
		"thead": {"入札公告一覧", `<table><caption>令和8年度</caption><thead><tr><th>状態</th><th>工事名</th><th>公告日</th><th>開札日時</th><th>担当課</th></tr></thead>
			<tbody><tr><td>公告中</td><td>青葉橋 橋梁補修工事</td><td>令和8年11月2日</td><td>令和8年12月3日 午前10時</td><td>土木課</td></tr>
			<tr><td>終了</td><td>町道12号線側溝改良工事</td><td>令和8年6月1日</td><td>令和8年7月2日 午前10時</td><td>土木課</td></tr></tbody></table>`,
			"青葉橋 橋梁補修工事|令和8年11月2日|土木課|開札日時=令和8年12月3日 午前10時\n町道12号線側溝改良工事|令和8年6月1日|土木課|開札日時=令和8年7月2日 午前10時\n"},
		"heads in cells": {"入札のご案内", `<table border=1><tr><td>件　名</td><td>参加申請期限</td><td>入　札　日　時</td></tr>
			<tr><td>庁舎昇降機保守業務</td><td>12月4日</td><td>12月15日 14時</td></tr><tr><td>高規格救急自動車 1台 購入</td><td>12月7日</td><td>12月16日 14時</td></tr></table>`,
			"庁舎昇降機保守業務|||参加申請期限=12月4日|入札日時=12月15日 14時\n高規格救急自動車 1台 購入|||参加申請期限=12月7日|入札日時=12月16日 14時\n"},
		"th in the first column": {"町の仕事", `<h2>一般競争入札</h2><table><tr><th></th><th>履行期限</th><th>入札書提出期限</th></tr>
			<tr><th>中央公民館空調設備更新工事</th><td>令和9年3月20日</td><td>令和8年12月9日</td></tr><tr><th>水道料金システム機器賃貸借</th><td>令和13年3月31日</td><td>令和8年12月11日</td></tr></table>`,
			"中央公民館空調設備更新工事|||履行期限=令和9年3月20日|入札書提出期限=令和8年12月9日\n水道料金システム機器賃貸借|||履行期限=令和13年3月31日|入札書提出期限=令和8年12月11日\n"},
		"numbers": {"発注情報", `<table><tr><th>番号</th><th>入札方式</th><th>業務名</th><th>申込期限</th><th>予定価格</th></tr>
			<tr><td>8-31</td><td>条件付一般競争入札</td><td>給食室床補修</td><td>R8.12.4</td><td>9,800,000円</td></tr><tr><td>8-32</td><td>条件付一般競争入札</td><td>河川台帳作成業務委託</td><td>R8.12.7</td><td>事後公表</td></tr></table>`,
			"給食室床補修|||申込期限=R8.12.4\n河川台帳作成業務委託|||申込期限=R8.12.7\n"},
		"rowspan": {"契約・検査", `<p>◆指名競争入札（郵便による）</p><table><tr><th>入札執行日時</th><th>件名</th><th>課</th></tr>
			<tr><td rowspan="2">令和8年12月3日 10:00</td><td>林道東沢線法面復旧工事</td><td>農林課</td></tr><tr><td>農業集落排水ポンプ修繕</td><td>下水道課</td></tr>
			<tr><td>令和8年12月10日 10:00</td><td>小学校タブレット端末購入</td><td>教育課</td></tr></table>`,
			"林道東沢線法面復旧工事||農林課|入札執行日時=令和8年12月3日 10:00\n農業集落排水ポンプ修繕||下水道課|入札執行日時=令和8年12月3日 10:00\n小学校タブレット端末購入||教育課|入札執行日時=令和8年12月10日 10:00\n"},
		"two tables": {"入札情報", `<h3>建設工事</h3><table><tr><th>工事名</th><th>工期</th><th>開札日</th></tr><tr><td>町営野球場バックネット改修工事</td><td>令和9年3月26日まで</td><td>令和8年12月8日</td></tr></table>
			<h3>物品</h3><table><tr><th>品名</th><th>納入期限</th><th>見積書提出期限</th></tr><tr><td>災害用簡易トイレの購入</td><td>令和9年2月26日</td><td>令和8年12月1日</td></tr></table>`,
			"町営野球場バックネット改修工事|||開札日=令和8年12月8日\n災害用簡易トイレの購入|||納入期限=令和9年2月26日|見積書提出期限=令和8年12月1日\n"},
		"fiscal years": {"条件付き一般競争入札", `<h2>令和8年度</h2><table><tr><th>工事名</th><th>入札日</th></tr><tr><td>北部浄化センター電気設備改築工事</td><td>12月9日</td></tr><tr><td>史跡公園園路整備工事</td><td>6月10日</td></tr></table>
			<h2>令和7年度</h2><table><tr><th>工事名</th><th>入札日</th></tr><tr><td>消防団詰所新築工事</td><td>9月3日</td></tr><tr><td>配水管布設替工事（東町）</td><td>2月4日</td></tr></table>`,
			"北部浄化センター電気設備改築工事|||入札日=令和8年12月9日\n史跡公園園路整備工事|||入札日=令和8年6月10日\n消防団詰所新築工事|||入札日=令和7年9月3日\n配水管布設替工事（東町）|||入札日=令和8年2月4日\n"},
		"dl": {"入札・見積", `<dl><dt>町道西山線舗装修繕工事</dt><dd>入札日時：令和8年12月3日 午後2時</dd><dd>担当：建設課</dd>
			<dt>役場庁舎LED照明器具賃貸借</dt><dd>入札日時：令和8年12月4日 午後2時</dd><dd>担当：総務課</dd></dl>`,
			"町道西山線舗装修繕工事||建設課|入札日時=令和8年12月3日 午後2時\n役場庁舎LED照明器具賃貸借||総務課|入札日時=令和8年12月4日 午後2時\n"},
		"items": {"入札のお知らせ（みどり町）", `<ul><li>温泉施設ろ過機更新工事（公告：令和8年11月4日、開札：令和8年12月2日）</li><li>スクールバス 1台 購入（公告：令和8年11月9日、申込期限：令和8年12月4日）</li></ul>`,
			"温泉施設ろ過機更新工事|令和8年11月4日||開札=令和8年12月2日\nスクールバス 1台 購入|令和8年11月9日||申込期限=令和8年12月4日\n"},
		"head without a last day": {"物品等の入札", `<table><tr><th>件名</th><th>参加申請</th><th>開札</th></tr><tr><td>公用車の購入</td><td>12月4日まで</td><td>12月15日</td></tr></table>`,
			"公用車の購入|||開札=12月15日|参加申請=12月4日まで\n"},
		"cards with short names": {"建設工事等の入札", `<div class="item"><h3>東中プール改修工事</h3><p>入札参加申請期限 令和8年12月4日（金）</p><p>開札日 令和8年12月18日（金）</p></div>
			<div class="item"><h3>除雪ドーザ購入</h3><p>入札参加申請期限 令和8年12月7日（月）</p><p>開札日 令和8年12月21日（月）</p></div>`,
			"東中プール改修工事|||入札参加申請期限=令和8年12月4日(金)|開札日=令和8年12月18日(金)\n除雪ドーザ購入|||入札参加申請期限=令和8年12月7日(月)|開札日=令和8年12月21日(月)\n"},
		"no heads": {"入札のお知らせ", `<table><tr><td>町道3号線改良工事</td><td>入札日 12月4日</td></tr><tr><td>町道5号線改良工事</td><td>入札日 12月5日</td></tr></table>`,
			"町道3号線改良工事|||入札日=12月4日\n町道5号線改良工事|||入札日=12月5日\n"},
		"day before the name": {"入札のお知らせ", `<dl><dt>令和8年12月4日 入札</dt><dd>庁内LAN機器賃貸借</dd><dt>令和8年12月7日 入札</dt><dd>防犯灯LED交換工事</dd></dl>`,
			"庁内LAN機器賃貸借|||入札=令和8年12月4日\n防犯灯LED交換工事|||入札=令和8年12月7日\n"},
		"heads over heads": {"入札公告", `<table><tr><th rowspan=2>件名</th><th colspan=2>日程</th></tr><tr><th>参加申請期限</th><th>開札</th></tr><tr><td>分団詰所建替工事</td><td>12/4</td><td>12/18</td></tr></table>`,
			"分団詰所建替工事|||日程 参加申請期限=12/4|日程 開札=12/18\n"},
		"rows beside linked ones": {"入札情報", `<table><tr><th>件名</th><th>申込期限</th></tr><tr><td><a href="a.pdf">庁舎外壁改修工事</a></td><td>12月4日</td></tr><tr><td>上水道管更新工事（3工区）</td><td>12月5日</td></tr>
			<tr><td><a href="b.pdf">学校図書購入</a></td><td>12月6日</td></tr><tr><td>公民館長机購入</td><td>12月7日</td></tr></table>`,
			"上水道管更新工事（3工区）|||申込期限=12月5日\n公民館長机購入|||申込期限=12月7日\n"},
		"results below": {"入札情報", `<h2>入札公告</h2><table><tr><th>件名</th><th>開札日</th></tr><tr><td>庁内LAN機器賃貸借</td><td>12月4日</td></tr></table><h2>入札結果</h2><table><tr><th>件名</th><th>開札日</th></tr><tr><td>防犯灯LED交換工事</td><td>10月7日</td></tr></table>`,
			"庁内LAN機器賃貸借|||開札日=12月4日\n"},
		"column of places, times behind short days": {"指名競争入札", `<p>入札参加資格：町内に本店がある業者</p><table><tr><th>施工場所</th><th>発注工事等</th><th>執行日時</th></tr>
			<tr><td>大字東山字西沢地内ほか3箇所</td><td>農道舗装補修工事</td><td>12/4(金) 10:00</td></tr><tr><td>大字北川字前田地内ほか2箇所</td><td>ため池堤体改修工事</td><td>12/4(金) 10:30</td></tr></table>`,
			"農道舗装補修工事|||入札執行日時=12/4(金) 10:00\nため池堤体改修工事|||入札執行日時=12/4(金) 10:30\n"},
		"spaces in brackets": {"入札", `<ul><li>役場前 側溝改修工事（公告 令和8年11月4日　入札書の提出期限 令和8年12月2日 午後3時）</li><li>公用軽自動車（四輪駆動）2台の購入（公告 令和8年11月9日　開札 令和8年12月4日 午後3時）</li></ul>`,
			"役場前 側溝改修工事|令和8年11月4日||入札書の提出期限=令和8年12月2日 午後3時\n公用軽自動車（四輪駆動）2台の購入|令和8年11月9日||開札=令和8年12月4日 午後3時\n"},
		"facts parted by signs": {"入札情報", `<dl class="row"><dt class="c5">東中学校特別教室棟空調設置工事</dt><dd class="c7">公告日 令和8年11月19日／参加申請期限 令和8年12月8日（火）／入札日 令和8年12月16日（水）</dd>
			<dt class="c5">公用電気自動車賃貸借（3台）</dt><dd class="c7">公告日 令和8年11月25日／参加申請期限 令和8年12月11日（金）／入札日 令和8年12月21日（月）</dd></dl>`,
			"東中学校特別教室棟空調設置工事|令和8年11月19日||参加申請期限=令和8年12月8日(火)|入札日=令和8年12月16日(水)\n公用電気自動車賃貸借（3台）|令和8年11月25日||参加申請期限=令和8年12月11日(金)|入札日=令和8年12月21日(月)\n"},
		"parted in items": {"入札のお知らせ", `<ul><li>温泉施設ろ過機更新工事｜公告 R8.11.4｜申込期限 R8.12.1｜開札 R8.12.2｜建設課</li><li>道路・橋梁照明補修工事、申込期限：12月4日、入札日：12月18日、建設課</li></ul>`,
			"温泉施設ろ過機更新工事|R8.11.4|建設課|申込期限=R8.12.1|開札=R8.12.2\n道路・橋梁照明補修工事|||申込期限=12月4日|入札日=12月18日\n"},
		"parted by slashes": {"入札のお知らせ", `<p>現在の公告</p><ul><li>町道3号線改良工事 / 公告 11月4日 / 参加申請 12/1まで / 開札 12/10 10:00</li><li>町道5号線改良工事 / 公告 11月9日 / 参加申請 12/4まで / 開札 12/14 10:00</li></ul>`,
			"町道3号線改良工事|11月4日||参加申請=12/1まで|開札=12/10 10:00\n町道5号線改良工事|11月9日||参加申請=12/4まで|開札=12/14 10:00\n"},
		"beside a forecast": {"発注予定・公表案件", `<table><tr><th>公表日</th><th>件名</th><th>希望申請締切</th></tr><tr><td>2026/11/26</td><td>検針用端末の買入れ</td><td>2026/12/10</td></tr><tr><td>2026/11/25</td><td>雨量計保守点検委託</td><td>2026/12/08</td></tr></table>`,
			"検針用端末の買入れ|2026/11/26||希望申請締切=2026/12/10\n雨量計保守点検委託|2026/11/25||希望申請締切=2026/12/08\n"},
		"goods alone": {"物品の入札", `<table><tr><th>No.</th><th>品名</th><th>数量</th><th>入札参加申込期限</th><th>開札日</th></tr>
			<tr><td>1</td><td>消防ポンプ自動車</td><td>1台</td><td>12月2日</td><td>12月14日</td></tr><tr><td>2</td><td>避難所用間仕切り</td><td>200張</td><td>12月3日</td><td>12月15日</td></tr></table>`,
			"消防ポンプ自動車|||入札参加申込期限=12月2日|開札日=12月14日\n避難所用間仕切り|||入札参加申込期限=12月3日|開札日=12月15日\n"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := tendersOf(t, c.page, c.body); got != c.want {
				t.Errorf("read\n%swant\n%s", got, c.want)
			}
		})
	}
}

// TestBareWorksThatAreNoTenders reads rows that name works and days, of which nothing says that they are tenders, or something that they are none.
func TestBareWorksThatAreNoTenders(t *testing.T) {
	two := func(heads, a, b string) string {
		row := func(cells string) string {
			return "<tr><td>" + strings.ReplaceAll(cells, "|", "</td><td>") + "</td></tr>"
		}
		return "<table>" + row(heads) + row(a) + row(b) + "</table>"
	}
	for name, c := range map[string]struct{ page, body string }{
		"results by their page":    {"入札結果", two("件名|入札日", "青葉橋橋梁補修工事|令和8年11月2日", "町道12号線側溝改良工事|令和8年11月2日")},
		"results by their caption": {"入札・契約", "<table><caption>開札結果一覧</caption><tr><th>件名</th><th>開札日</th></tr><tr><td>青葉橋橋梁補修工事</td><td>令和8年11月2日</td></tr><tr><td>町道12号線側溝改良工事</td><td>令和8年11月2日</td></tr></table>"},
		"results by a line":        {"入札・契約", "<p>■10月の入札執行結果</p>" + two("件名|開札日", "青葉橋橋梁補修工事|令和8年10月2日", "町道12号線側溝改良工事|令和8年10月2日")},
		"results by their columns": {"入札情報", two("工事名|開札日|落札金額", "青葉橋橋梁補修工事|令和8年11月2日|3,300,000", "町道12号線側溝改良工事|令和8年11月2日|2,200,000")},
		"contracts":                {"契約の公表", two("契約件名|入札日|契約の相手方", "庁舎清掃業務|令和8年3月2日|甲社", "庁舎警備業務|令和8年3月2日|乙社")},
		"forecast":                 {"入札・発注", two("工事名|工事概要|入札予定時期", "青葉橋橋梁補修工事|L=20m|令和9年1月10日", "町道12号線側溝改良工事|L=80m|令和9年1月20日")},
		"forecast by a heading":    {"入札・発注", "<h2>令和8年度 発注見通し</h2>" + two("工事名|入札日", "青葉橋橋梁補修工事|令和9年1月10日", "町道12号線側溝改良工事|令和9年1月20日")},
		"forecast with openings":   {"発注予定・公表案件", two("件名|入札予定日|開札日", "青葉橋橋梁補修工事|令和9年1月10日|令和9年1月12日", "町道12号線側溝改良工事|令和9年1月20日|令和9年1月22日")},
		"quarters":                 {"公共工事の発注", two("工事名|公告日|申込期限", "青葉橋橋梁補修工事|第3四半期|令和9年1月", "町道12号線側溝改良工事|第4四半期|令和9年2月")},
		"register":                 {"入札参加資格審査申請", two("区分|受付期間", "建設工事|令和9年1月5日から1月29日まで", "測量・建設コンサルタント等業務|令和9年1月5日から1月29日まで")},
		"kinds of contracts":       {"入札情報", two("区分|申込期限", "物品購入等|令和9年1月5日", "建設工事|令和9年1月5日")},
		"works on roads":           {"工事のお知らせ", two("工事名|工事期間", "水道管布設替工事|12月1日から12月20日まで", "町道12号線側溝改良工事|12月8日から12月25日まで")},
		"schedule of one":          {"一般競争入札の実施", two("手続|期限", "入札参加資格確認申請書の提出|12月4日", "入札書の提出（工事費内訳書を含む）|12月14日")},
		"prices":                   {"入札・契約", two("工事名|入札日|単価", "区画線設置工事|令和8年4月2日|320円", "道路除草業務|令和8年4月2日|110円")},
		"meetings":                 {"入札監視委員会", two("議題|開催日", "橋梁補修工事の抽出事案|令和8年12月2日", "庁舎警備業務の抽出事案|令和8年12月2日")},
		"hours":                    {"体育施設の申込", two("施設|申込期限", "総合体育館（改修工事中）|毎月10日", "弓道場（補修工事中）|毎月10日")},
		"day of completion":        {"入札情報", two("工事名|工期", "青葉橋橋梁補修工事|令和9年3月19日まで", "町道12号線側溝改良工事|令和9年3月26日まで")},
		"no place of tenders":      {"建設課", two("事業|申込期限", "私道の舗装補修工事|12月4日", "生け垣の設置工事|12月11日")},
		"one call and its papers":  {"町道西山線舗装修繕工事", `<h2>入札公告</h2><table><tr><th>工事名</th><td>町道西山線舗装修繕工事</td></tr><tr><th>入札日時</th><td>令和8年12月3日 午前10時</td></tr><tr><th>工期</th><td>令和9年3月19日</td></tr></table>`},
		"other tenders below one":  {"消防団可搬ポンプの購入（一般競争入札）｜みどり町", "<h3>ほかの案件</h3>" + two("件名|参加申請|開札", "公用車の購入|12月4日まで|12月15日", "公民館書架の購入|12月7日まで|12月16日")},
		"lots of one":              {"一般競争入札の実施について（公立保育所の遊具の購入）", two("件名|入札書受領期限", "南保育所 すべり台の購入|12月4日", "北保育所 砂場の製造|12月7日")},
		"sums and firms":           {"入札・契約", two("開札日|件名|業者|金額（円）", "11月4日|庁内LAN機器賃貸借|甲社|1,000,000", "11月5日|防犯灯LED交換工事|乙社|2,000,000")},
		"direct contracts":         {"随意契約の公表", two("契約名|見積日|相手方", "庁内LAN機器賃貸借|11月4日|甲社", "防犯灯LED交換工事|11月4日|乙社")},
		"auctions":                 {"インターネット公売", two("物件名|入札期日", "軽自動車|12月10日", "美術工芸品|12月10日")},
		"subsidies":                {"住宅の補助金", two("対象工事|申請期限", "耐震改修工事|12月28日", "段差解消改修工事|12月28日")},
		"papers to be looked at":   {"入札情報", two("工事名|設計図書閲覧期間", "庁舎改修工事|12月10日まで", "屋根補修工事|12月10日まで")},
		"answers":                  {"入札情報", two("件名|質問回答期限", "庁舎改修工事|12月10日", "庁舎清掃業務|12月10日")},
		"cancelled":                {"入札情報", two("件名|開札日|備考", "青葉橋橋梁補修工事|令和8年12月2日|中止", "町道12号線側溝改良工事|令和8年12月2日|取りやめ")},
	} {
		if got := tendersOf(t, c.page, c.body); got != "" {
			t.Errorf("%s: read\n%s", name, got)
		}
	}
}

// TestNamesOfListsOfTenders tells a page that is called by how tenders are compared from one of a single comparison.
func TestNamesOfListsOfTenders(t *testing.T) {
	const body = `<table><tr><th>番号</th><th>件名</th><th>公開日</th><th>見積書提出期限</th></tr><tr><td>物31</td><td>庁用封筒の購入</td><td>令和8年11月27日</td><td>令和8年12月7日</td></tr>
		<tr><td>物32</td><td>避難所用毛布の購入</td><td>令和8年11月27日</td><td>令和8年12月8日</td></tr></table>`
	for name, want := range map[string]int{
		"オープンカウンター方式による見積合わせ": 2, "公開見積合わせ": 2, "少額随意契約の見積依頼情報": 2, "見積合せのご案内": 2, "オープンカウンタ": 2,
		"潮見台クリーンセンター薬品の見積合わせ": 0, "災害用簡易トイレの見積り合せについて": 0,
	} {
		if got := strings.Count(tendersOf(t, name, body), "\n"); got != want {
			t.Errorf("%s: %d tenders, want %d", name, got, want)
		}
	}
}
