package list

import (
	"strings"
	"testing"

	"koubo/parsers/page"
)

// TestAnnouncementsInColumns reads tables whose columns are announcements, and leaves those whose lines are.
func TestAnnouncementsInColumns(t *testing.T) {
	for name, c := range map[string]struct{ body, want string }{
		"labels, links in a line":   {`<tr><th>件名</th><td>庁舎清掃業務</td><td>駅前清掃業務</td><td>温泉の運営</td></tr><tr><th>提出期限</th><td>12月28日</td><td>1月8日</td><td>12月6日</td></tr><tr><th>資料</th><td><a href="1.pdf">募集要項</a></td><td><a href="2.pdf">募集要項</a></td><td><a href="3.pdf">募集要項</a></td></tr>`, "1.pdf 庁舎清掃業務  提出期限=12月28日; 2.pdf 駅前清掃業務  提出期限=1月8日; 3.pdf 温泉の運営  提出期限=12月6日"},
		"labels, linked titles":     {`<tr><td>業務名</td><td><a href="1">庁舎清掃業務</a></td><td><a href="2">駅前清掃業務</a></td></tr><tr><td>公告日</td><td>R8.11.25</td><td>R8.11.16</td></tr><tr><td>締切</td><td>R8.12.28</td><td>R9.1.8</td></tr><tr><td>担当</td><td>総務課</td><td>土木課</td></tr>`, "1 庁舎清掃業務 R8.11.25 締切=R8.12.28; 2 駅前清掃業務 R8.11.16 締切=R9.1.8"},
		"no label of the titles":    {`<thead><tr><th></th><th>旧庁舎の活用</th><th>駅前広場の活用</th></tr></thead><tbody><tr><th>応募締切</th><td>2026年12月28日</td><td>2027年1月8日</td></tr><tr><th>募集要項</th><td><a href="1.pdf">PDF</a></td><td><a href="2.pdf">PDF</a></td></tr><tr><th>様式</th><td><a href="1.docx">Word</a></td><td><a href="2.docx">Word</a></td></tr></tbody>`, "1.pdf 旧庁舎の活用  応募締切=2026年12月28日; 2.pdf 駅前広場の活用  応募締切=2027年1月8日"},
		"no labels":                 {`<tr><th>庁舎清掃業務の募集</th><th>駅前清掃業務の募集</th></tr><tr><td>締切　12月28日</td><td>締切　1月8日</td></tr><tr><td><a href="1">詳細はこちら</a></td><td><a href="2">詳細はこちら</a></td></tr>`, "1 庁舎清掃業務の募集  締切=12月28日; 2 駅前清掃業務の募集  締切=1月8日"},
		"linked titles, days below": {`<tr><td><a href="1">庁舎清掃業務の募集</a></td><td><a href="2">駅前清掃業務の募集</a></td></tr><tr><td>〆切 12/28</td><td>〆切 1/8</td></tr>`, "1 庁舎清掃業務の募集  〆切=12/28; 2 駅前清掃業務の募集  〆切=1/8"},
		"bands under a caption":     {`<tr><th colspan=3>募集中</th></tr><tr><td>事業名</td><td>庁舎の清掃</td><td>駅前の清掃</td></tr><tr><td>受付期間</td><td>11/25～12/28</td><td>11/16～1/8</td></tr><tr><td>詳細</td><td><a href="1">詳しく見る</a></td><td><a href="2">詳しく見る</a></td></tr><tr><td>事業名</td><td>温泉の運営</td><td></td></tr><tr><td>受付期間</td><td>11/1～12/6</td><td></td></tr><tr><td>詳細</td><td><a href="3">詳しく見る</a></td><td></td></tr>`, "1 庁舎の清掃  受付期間=11/25～12/28; 2 駅前の清掃  受付期間=11/16～1/8; 3 温泉の運営  受付期間=11/1～12/6"},
		"heads of any words":        {`<tr><th scope="row">工事名</th><td>庁舎外壁の改修工事</td><td>市場の電気工事</td></tr><tr><th scope="row">公告No.</th><td>第801号</td><td>第802号</td></tr><tr><th scope="row">ランク</th><td>A</td><td>B</td></tr><tr><th scope="row">公告日</th><td>令和8(2026)年11月20日</td><td>令和8(2026)年11月24日</td></tr><tr><th scope="row">入札参加申請期限</th><td>令和8(2026)年12月9日</td><td>令和8(2026)年12月11日</td></tr><tr><th scope="row">公告文</th><td><a href="1.pdf">公告（PDF：90KB）</a></td><td><a href="2.pdf">公告（PDF：121KB）</a></td></tr>`, "1.pdf 庁舎外壁の改修工事 令和8(2026)年11月20日 入札参加申請期限=令和8(2026)年12月9日; 2.pdf 市場の電気工事 令和8(2026)年11月24日 入札参加申請期限=令和8(2026)年12月11日"},
		"numbers in cells":          {`<tr><td>案件名</td><td>庁舎清掃業務の公募</td><td>駅前清掃業務の公募</td></tr><tr><td>公告番号</td><td>第801号</td><td>第802号</td></tr><tr><td>締切</td><td>12月28日</td><td>1月8日</td></tr><tr><td>公告</td><td><a href="1.pdf">PDF</a></td><td><a href="2.pdf">PDF</a></td></tr>`, "1.pdf 庁舎清掃業務の公募  締切=12月28日; 2.pdf 駅前清掃業務の公募  締切=1月8日"},
		"one without a link":        {`<tr><th>件名</th><td>庁舎の改修工事</td><td>市場の電気工事</td><td>駅前の舗装工事</td></tr><tr><th>入札参加申請期限</th><td>12月9日</td><td>12月11日</td><td>11月9日</td></tr><tr><th>公告</th><td><a href="1.pdf">PDF</a></td><td><a href="2.pdf">PDF</a></td><td>掲載終了</td></tr>`, "1.pdf 庁舎の改修工事  入札参加申請期限=12月9日;  駅前の舗装工事  入札参加申請期限=11月9日; 2.pdf 市場の電気工事  入札参加申請期限=12月11日"},
		"none with a link":          {`<tr><th>件名</th><td>庁舎の改修工事</td><td>公用車の購入</td></tr><tr><th>公告日</th><td>11月20日</td><td>11月24日</td></tr><tr><th>参加申請期限</th><td>12月9日</td><td>12月11日</td></tr><tr><th>開札日</th><td>12月21日</td><td>12月22日</td></tr>`, " 庁舎の改修工事 11月20日 参加申請期限=12月9日 開札日=12月21日;  公用車の購入 11月24日 参加申請期限=12月11日 開札日=12月22日"},
		"calls without links":       {`<tr><td>事業名</td><td>庁舎売店を運営する事業者の公募</td><td>駅前広場を活用する事業者の公募</td></tr><tr><td>応募締切</td><td>12月9日</td><td>12月11日</td></tr><tr><td>担当</td><td>管財課</td><td>都市整備課</td></tr>`, " 庁舎売店を運営する事業者の公募  応募締切=12月9日;  駅前広場を活用する事業者の公募  応募締切=12月11日"},
		"results":                   {`<tr><th>件名</th><td>庁舎の改修工事</td><td>公用車の購入</td></tr><tr><th>開札日</th><td>11月20日</td><td>11月24日</td></tr><tr><th>落札者</th><td>甲建設</td><td>乙自動車</td></tr>`, ""},
		"plans of one service":      {`<tr><th>名称</th><td>ごみ袋（大きいもの）</td><td>ごみ袋（小さいもの）</td></tr><tr><th>料金</th><td>500円</td><td>300円</td></tr><tr><th>申込期限</th><td>12月9日</td><td>12月9日</td></tr>`, ""},
		"lines":                     {`<tr><th>件名</th><th>締切</th><th>資料</th></tr><tr><td>庁舎清掃業務の募集</td><td>12月28日</td><td><a href="1.pdf">募集要項</a></td></tr><tr><td>駅前清掃業務の募集</td><td>1月8日</td><td><a href="2.pdf">募集要項</a></td></tr>`, "1.pdf 庁舎清掃業務の募集  締切=12月28日; 2.pdf 駅前清掃業務の募集  締切=1月8日"},
		"lines with labels":         {`<tr><th>公告</th><td><a href="1">庁舎清掃業務の募集</a></td><td>12月28日まで</td></tr><tr><th>公告</th><td><a href="2">駅前清掃業務の募集</a></td><td>1月8日まで</td></tr>`, "1 庁舎清掃業務の募集  締切=12月28日まで; 2 駅前清掃業務の募集  締切=1月8日まで"},
		"one announcement":          {`<tr><th>件名</th><td>庁舎清掃業務</td></tr><tr><th>締切</th><td>12月28日</td></tr><tr><th>資料</th><td><a href="1.pdf">募集要項</a></td></tr>`, "1.pdf 庁舎清掃業務  締切=12月28日"},
	} {
		heading := "事業者の公募"
		if strings.Contains(c.body, "札") {
			heading = "入札・公募"
		}
		listing, err := Read(page.Page{URL: "https://h.example.jp/k/", Body: []byte("<main><h1>" + heading + "</h1><table>" + c.body + "</table></main>")}, Options{})
		var got []string
		for _, d := range listing.Drafts {
			row := strings.TrimPrefix(d.URL, "https://h.example.jp/k/") + " " + d.Title + " " + d.Published
			for _, f := range d.Fields {
				row += " " + f.Label + "=" + f.Value
			}
			got = append(got, row)
		}
		if err != nil || strings.Join(got, "; ") != c.want {
			t.Errorf("%s: %q, %v; want %q", name, got, err, c.want)
		}
	}
}

// TestRowsLinkThePaperThatACallBeginsWith, whatever their links say of the files, and not the answers and results that come of it.
func TestRowsLinkThePaperThatACallBeginsWith(t *testing.T) {
	const head = "<table><tr><th>担当課</th><th>件名</th><th>公告日</th><th>参加申込期限</th><th>書類</th><th>結果</th></tr>"
	row := func(title, papers, result string) string {
		return "<tr><td>文化課</td><td>" + title + "</td><td>R8.11.24</td><td>令和8年12月15日（火）</td><td>" + papers + "</td><td>" + result + "</td></tr>"
	}
	body := head + row("公共下水道可能性調査", `<a href="a.pdf">実施要領（PDF形式：240KB）</a>`, "－") +
		row("児童相談所システム構築業務", `<a href="b.pdf">実施要領（PDF形式：240KB）</a><br><a href="bk.pdf">質問回答（PDF）</a>`, "－") +
		row("図書館書架移設業務", `<a href="dk.pdf">質問回答（PDF：98KB）</a><br><a href="d.pdf">募集要項（PDF形式：1,240KB）</a>`, "－") +
		row("市民ギャラリー照明演出業務", `<a href="ck.pdf">質問への回答（PDF：98KB）</a><br><a href="c.pdf">募集要項（PDF形式：1,240KB）</a>`, `<a href="cr.pdf">審査結果（PDF）</a>`) + "</table>"
	const rest = ".pdf|R8.11.24|文化課|参加申込期限=令和8年12月15日（火）\n"
	const want = "公共下水道可能性調査|a" + rest + "児童相談所システム構築業務|b" + rest + "図書館書架移設業務|d" + rest + "市民ギャラリー照明演出業務|c" + rest
	if got := wordsOfList(t, body); got != want {
		t.Errorf("read\n%swant\n%s", got, want)
	}
}
