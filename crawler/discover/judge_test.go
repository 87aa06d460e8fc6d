package discover

import (
	"fmt"
	"strings"
	"testing"

	"koubo/crawler/discover/vocabulary"
	"koubo/crawler/fetch"
	"koubo/opportunity"
	"koubo/parsers/page"
)

// TestNamesOfLists goes by long names of lists, and leaves out announcements, which name what they are about.
func TestNamesOfLists(t *testing.T) {
	for text, want := range map[string]bool{
		"サウンディング型市場調査の実施": true, "物品購入・業務委託の一般競争入札のお知らせ": true, "公募型プロポーザル方式による事業者選定": true, "民間事業者への未利用市有地活用提案の募集": true, "指定管理者の募集（令和9年度）": true,
		"観光案内所の指定管理者募集について": false, "旧庁舎跡地のサウンディング型市場調査": false, "図書館システム更新業務プロポーザル": false, "総合計画策定支援業務委託の企画提案募集": false,
	} {
		if _, ok := weigh(newLink("https://a.example.jp/page/123.html", text), step{}); ok != want {
			t.Errorf("%s is taken for the name of a list: %v", text, ok)
		}
	}
}

// TestAnnouncementsByAQuery leaves out announcements that a query of a folder's address names, and not the lists that one does.
func TestAnnouncementsByAQuery(t *testing.T) {
	const call, long = "図書館システム更新業務プロポーザル", "プロポーザル方式による事業者選定（庁舎清掃業務委託ほか3件）"
	for address, want := range map[string]bool{
		"/?p=31": false, "/index.php?id=31": false, "/work/?page_id=31": false, "/index.php?key=muabc12-3": false, "/?post_type=info&p=31": false,
		"/?cat=7": true, "/index.php?category=koubo": true, "/list.aspx?c_id=3&class_id=120": true, "/work/": true, "/work/index.html": true, "/?m=202610": true,
	} {
		for _, text := range []string{call, long} {
			if _, ok := weigh(newLink("https://a.example.jp"+address, text), step{}); ok != want {
				t.Errorf("%s %s is taken for a list: %v", address, text, ok)
			}
		}
	}
}

func TestPathWords(t *testing.T) {
	for path, want := range map[string]vocabulary.Class{
		"/shigoto/nyusatsu/0000123/index.html": vocabulary.Target, "/jigyosha/puropozaru/": vocabulary.Target, "/nyusatsu/kekka/index.html": vocabulary.Decoy, "/life/1/2/": vocabulary.Plain,
		"/shisei/": vocabulary.Way, "/shinchaku/index.html": vocabulary.News, "/soshiki/list12-3.html": vocabulary.Plain,
	} {
		if got := vocabulary.OfPath(lastWord(path)).Class; got != want {
			t.Errorf("%s is %s, want %s", path, got, want)
		}
	}
}

func TestJudge(t *testing.T) {
	call := opportunity.Draft{Title: calls[0], Published: "2026-10-01"}
	result := opportunity.Draft{Title: "観光案内システム構築業務に係る公募型プロポーザルの審査結果について", Published: "2026-10-01"}
	register := opportunity.Draft{Title: "令和9年度入札参加資格審査申請の受付について", Published: "2026-10-01"}
	form := opportunity.Draft{Title: "契約関係書類様式集（令和8年4月改定）", Published: "2026-04-01"}
	closed := opportunity.Draft{Title: "観光案内システム構築業務公募型プロポーザル（受付終了）", Published: "2026-10-01"}
	minutes := opportunity.Draft{Title: "令和8年度第2回入札監視委員会議事概要", Published: "2026-10-01"}
	due := opportunity.Draft{Title: "統計調査員の募集", Fields: []opportunity.Field{{Label: "募集期間", Value: "令和8年10月1日から10月30日まで"}}}
	ask := opportunity.Draft{Title: "統計調査員を募集します"}
	talk := opportunity.Draft{Title: "町民文化祭を開催しました", Published: "2026-10-01"}
	grant := opportunity.Draft{Title: "地域づくり活動補助金の募集について", Published: "2026-10-01"}
	asked := []opportunity.Field{{Label: "応募の締切", Value: "令和8年12月4日"}}
	shop := opportunity.Draft{Title: "連絡船待合所売店の経営者", Published: "2026-10-01", Fields: asked}
	party := opportunity.Draft{Title: "みんなのクリスマス会", Published: "2026-10-01", Fields: asked}
	station := opportunity.Draft{Title: "道の駅「大樹」の再整備", Fields: asked}
	meeting := opportunity.Draft{Title: "市民講座「公民連携を学ぶ」の受講者を募集します", Fields: asked}
	menu := opportunity.Draft{Title: "サウンディング型市場調査の実施"}
	month := opportunity.Draft{Title: "一般競争入札結果（9月後半分）", Published: "2026-10-01"}
	opened := opportunity.Draft{Title: "町道舗装工事ほか2件の一般競争入札の結果について", Published: "2026-10-01"}
	chosen := opportunity.Draft{Title: "子育て広場の運営事業者の決定", Published: "2026-10-01"}
	for name, c := range map[string]struct {
		text   string
		drafts []opportunity.Draft
		taken  bool
	}{
		"calls":                               {"お知らせ", []opportunity.Draft{call, talk}, true},
		"calls under the name of results":     {"入札結果", []opportunity.Draft{call, talk}, false},
		"calls closed by their titles":        {"お知らせ", []opportunity.Draft{closed, closed, talk}, false},
		"minutes at the place of calls":       {"入札公告", []opportunity.Draft{minutes, minutes, minutes}, false},
		"calls that have ended":               {"公募型プロポーザル", []opportunity.Draft{result, result, result}, true},
		"results at a place of contracts":     {"入札・契約", []opportunity.Draft{result, result, minutes}, false},
		"what was tendered":                   {"入札・選定結果", []opportunity.Draft{month, month, month}, false},
		"what was tendered, and who chosen":   {"入札及び審査結果", []opportunity.Draft{opened, chosen, result}, false},
		"what was tendered, minutes, forms":   {"契約", []opportunity.Draft{month, opened, minutes, form}, false},
		"what was tendered beside a call":     {"入札・選定結果", []opportunity.Draft{month, call, chosen}, true},
		"what was tendered beside other news": {"入札・選定結果", []opportunity.Draft{month, talk, chosen}, true},
		"who was chosen, at a place of calls": {"公募・選定結果", []opportunity.Draft{chosen, result, chosen}, true},
		"forms at the place of calls":         {"公募型プロポーザル", []opportunity.Draft{form, form, form}, false},
		"no call at the place of calls":       {"公募型プロポーザル", []opportunity.Draft{result, talk, talk}, true},
		"no call elsewhere":                   {"お知らせ", []opportunity.Draft{talk, talk, talk}, false},
		"too little at the place of calls":    {"公募型プロポーザル", []opportunity.Draft{talk}, false},
		"short names with deadlines":          {"お知らせ", []opportunity.Draft{{Title: calls[0], Fields: due.Fields}, due, due, due, due}, true},
		"short sentences without days":        {"サウンディング", []opportunity.Draft{{Title: calls[0]}, ask, ask, ask}, true},
		"a menu with one long entry":          {"公募型プロポーザル", []opportunity.Draft{menu}, false},
		"a menu":                              {"公募型プロポーザル", []opportunity.Draft{menu, menu, {Title: "入札"}, {Title: "契約"}, {Title: "公募"}}, false},
		"one call that is dated":              {"公募型プロポーザル", []opportunity.Draft{call}, true},
		"one call on a page of another name":  {"港の歴史", []opportunity.Draft{call}, false},
		"one call beside a menu":              {"公募型プロポーザル", []opportunity.Draft{call, {Title: "入札"}, {Title: "契約"}}, false},
		"one dated entry of a menu":           {"公募型プロポーザル", []opportunity.Draft{{Title: "プロポーザル", URL: "http://127.0.0.1/p/index.html", Published: "2026-10-01"}}, false},
		"registration beside news":            {"入札・契約", []opportunity.Draft{register, talk}, false},
		"short names of calls":                {"お知らせ", []opportunity.Draft{{Title: "市民体育館の指定管理者公募"}, {Title: "旧東中学校の活用事業者募集"}, {Title: "湖畔広場のサウンディング"}}, true},
		"a menu of kinds of calls":            {"事業者の方へ", []opportunity.Draft{{Title: "指定管理者の公募"}, {Title: "事業者の募集"}, {Title: "プロポーザル"}, {Title: "サウンディング"}}, false},
		"short and dated, by a query":         {"事業者の募集", []opportunity.Draft{call, {Title: "A重油購入の開札結果", URL: "https://a.example.jp/index.php?key=jo12-68", Published: "2026-10-01"}}, true},
		"forms by their files":                {"契約", []opportunity.Draft{{Title: "入札書（様式第1号）", URL: "https://a.example.jp/f/1.pdf", Published: "2026-10-01"}, {Title: "入札参加申込書", URL: "https://a.example.jp/f/2.docx", Published: "2026-10-01"}}, false},
		"what came of calls":                  {"ネーミングライツ", []opportunity.Draft{{Title: "命名権パートナー企業のご紹介", Published: "2026-10-01"}, {Title: "命名権パートナー企業のご紹介（体育館）", Published: "2026-10-01"}}, false},
		"a menu with long names of lists":     {"入札・契約", []opportunity.Draft{{Title: "入札参加資格審査"}, {Title: "最低制限価格制度について"}, {Title: "プロポーザル方式による業者選定"}, {Title: "ネーミングライツ・スポンサーの募集"}}, false},
		"short and dated, in a folder":        {"お知らせ", []opportunity.Draft{{Title: "図書館の指定管理者公募", URL: "https://a.example.jp/docs/2026110100012/", Published: "2026-10-01"}, talk}, true},
		"nothing of a call, by a vague name":  {"契約", []opportunity.Draft{talk, talk, talk}, false},
		"forecasts of tenders":                {"お知らせ", []opportunity.Draft{{Title: "令和8年度上半期の発注見通しの公表について", Published: "2026-10-01"}, talk, talk}, false},
		"results that may be plans":           {"お知らせ", []opportunity.Draft{{Title: "文化会館の優先交渉権者の決定について", Published: "2026-10-01"}, talk, talk}, false},
		"subsidies at no place of calls":      {"補助金・助成金", []opportunity.Draft{grant, grant, talk}, false},
		"subsidies beside a call":             {"お知らせ", []opportunity.Draft{grant, call, talk}, true},
		"subsidies at the place of calls":     {"事業者の募集", []opportunity.Draft{grant, grant}, true},
		"companies and last days":             {"募集コーナー", []opportunity.Draft{shop, shop, talk}, true},
		"last days alone":                     {"募集コーナー", []opportunity.Draft{party, party, talk}, false},
		"companies alone":                     {"募集コーナー", []opportunity.Draft{{Title: shop.Title, Published: "2026-10-01"}, talk}, false},
		"companies and other days":            {"募集コーナー", []opportunity.Draft{{Title: shop.Title, Fields: []opportunity.Field{{Label: "開催日", Value: "12月4日"}}}, talk}, false},
		"short and dated, at directories":     {"企業連携", []opportunity.Draft{{Title: "総合公園カフェ事業者の公募", URL: "https://a.example.jp/p/cafe/", Published: "2026-10-01"}, {Title: "旧東小の活用事業者募集", URL: "https://a.example.jp/p/east/", Published: "2026-10-01"}}, true},
		"a short name of a call beside one":   {"土地・建物を使いませんか", []opportunity.Draft{{Title: "旧北支所の貸付先募集"}, {Title: "町有地（湖畔4区画）の売却に係る一般競争入札"}}, true},
		"a short name and a menu":             {"土地・建物を使いませんか", []opportunity.Draft{{Title: "旧北支所の貸付先募集"}, {Title: "町有地（湖畔4区画）の売却に係る一般競争入札"}, {Title: "財産台帳"}}, false},
		"short names of lists, dated":         {"事業者の方へ", []opportunity.Draft{{Title: "事業者の募集", URL: "https://a.example.jp/p/", Published: "2026-10-01"}, {Title: "指定管理者の公募", URL: "https://a.example.jp/s/", Published: "2026-10-01"}}, false},
		"projects and last days":              {"公民連携（PPP）", []opportunity.Draft{station, station}, true},
		"one project and a last day":          {"公民連携（PPP）", []opportunity.Draft{station, talk, talk}, false},
		"projects and last days, elsewhere":   {"市政運営", []opportunity.Draft{station, station}, false},
		"meetings and last days":              {"公民連携（PPP）", []opportunity.Draft{meeting, meeting}, false},
		"nothing":                             {"公募型プロポーザル", nil, false},
	} {
		score, why := judgeList(vocabulary.Of(c.text), tallyOf(page.Listing{Drafts: c.drafts}))
		if score > 0 != c.taken || why == "" {
			t.Errorf("%s: score %g, %q", name, score, why)
		}
	}
}

// FuzzRead reads any bytes as each of the things that are looked for.
func FuzzRead(f *testing.F) {
	f.Add([]byte(`<html><frameset><frame src="a.html"></frameset><a href="/x/"><img alt="入札"></a><link rel=alternate type=rss href=/f>`))
	f.Add([]byte(`<urlset><url><loc>http://127.0.0.1/nyusatsu/</loc></url></urlset>`))
	f.Add([]byte(rss("/a")))
	f.Fuzz(func(t *testing.T, body []byte) {
		const home = "http://127.0.0.1/"
		s := newSurvey(home, Leads{})
		for _, as := range []reading{asPage, asFeed, asMap} {
			x := step{url: home, as: as, door: as == asPage}
			a := read(x, fetch.Response{Status: 200, Page: page.Page{URL: home, Body: body}}, nil)
			s.learn(x, a)
		}
		for _, x := range s.queue {
			if !s.isOwn(x.url) && !x.alien {
				t.Errorf("%s is of another site", x.url)
			}
		}
	})
}

// TestHeadingsThatNameLinks names a link to the whole of a list by the heading before it, and by none behind it.
func TestHeadingsThatNameLinks(t *testing.T) {
	const link = `<p><a href="/c/">一覧を見る</a></p>`
	for markup, want := range map[string]string{
		"<section><h2>入札・公募</h2>" + link + "</section>":                               "入札・公募 一覧を見る",
		"<div><h2>移住の相談</h2>" + link + "<h2>入札・公募</h2></div>":                         "一覧を見る",
		"<div><h2>入札・公募</h2>" + link + "<h2>移住の相談</h2></div>":                         "入札・公募 一覧を見る",
		"<div><h2>入札・公募</h2><section>" + link + "<h3>移住の相談</h3></section></div>":      "一覧を見る",
		"<div><h2>入札・公募</h2><section><ul></ul>" + link + "</section></div>":           "入札・公募 一覧を見る",
		"<section>" + link + "<h2>入札・公募</h2></section><section><h2>移住</h2></section>": "一覧を見る",
	} {
		a := readPage(step{url: "https://a.example.jp/", as: asPage}, page.Page{URL: "https://a.example.jp/", ContentType: "text/html; charset=utf-8", Body: []byte("<body>" + markup + "</body>")})
		if len(a.links) != 1 || a.links[0].text != want {
			t.Errorf("%s: %+v, want %q", markup, a.links, want)
		}
	}
}

// dated is a list of announcements under the name of the page.
func dated(name, dir string, titles ...string) string {
	out := "<h1>" + name + "</h1><ul>"
	for n, title := range titles {
		out += fmt.Sprintf(`<li>2026年10月%d日 <a href="%s%d.html">%s</a></li>`, n+1, dir, n+1, title)
	}
	return out + "</ul>"
}

// TestFurtherLists takes, beside the list of proposals, what else stands below the same section.
func TestFurtherLists(t *testing.T) {
	for name, c := range map[string]struct {
		link   string
		titles []string
		taken  bool
	}{
		"named as its titles begin":             {"入札", []string{"入札公告：町道改良工事（第2工区）", "入札結果（令和8年10月執行分）", "入札公告：漁港機能診断業務"}, true},
		"proposals whose titles begin so":       {"プロポーザル", []string{"プロポーザル：総合計画策定支援業務の事業者募集", "プロポーザル：給食配送業務の事業者募集"}, true},
		"subsidies to companies by its name":    {"事業者向け補助金", []string{"脱炭素経営支援補助金（第2回公募）", "空き店舗活用支援補助金の公募"}, true},
		"subsidies to enterprises":              {"企業向け補助制度", []string{"再エネ導入支援事業費補助金の二次公募", "デジタル化推進補助金の公募（先着順）"}, true},
		"subsidies to traders":                  {"商工業者への助成", []string{"販路開拓支援助成金の公募について", "省エネ設備導入助成金の公募について"}, true},
		"subsidies whose titles name companies": {"募集中の補助金", []string{"中小企業賃上げ環境整備補助金の公募", "宿泊事業者向け高付加価値化補助金の公募"}, true},
		"subsidies to nobody":                   {"補助金・助成金", []string{"創業支援補助金の募集について", "地域活動応援補助金の募集について"}, false},
		"subsidies to residents":                {"住まいの補助金", []string{"住宅リフォーム補助金の申請受付について", "木造住宅耐震改修補助金の申請受付について"}, false},
		"how the proposals stand":               {"公募型プロポーザルの実施状況", []string{"避難所管理システム導入業務", "客船受入態勢調査業務", "図書館システム更新業務"}, true},
		"how soundings stand":                   {"サウンディング型市場調査の実施状況", []string{"旧水産試験場跡地の利活用に関するサウンディング", "公共施設包括管理に関するサウンディング"}, true},
		"how proposals stand that have ended":   {"公募型プロポーザルの実施状況", []string{"避難所管理業務プロポーザルの審査結果", "客船調査業務プロポーザルの審査結果", "図書館業務プロポーザルの審査結果"}, false},
		"how contracts were carried out":        {"入札執行状況", []string{"町道改良工事", "漁港機能診断業務", "庁舎清掃業務"}, false},
		"how a scheme is used":                  {"指定管理者制度の導入状況", []string{"町民体育館の指定管理", "文化会館の指定管理", "キャンプ場の指定管理"}, false},
	} {
		s := &site{pages: map[string]string{
			"/":       home(a("/biz/", "事業者の方へ")),
			"/biz/":   "<h1>事業者の方へ</h1>" + a("/biz/p/", "企画提案の募集") + a("/biz/x/", c.link),
			"/biz/p/": rows("/k/", calls...), "/biz/x/": dated(c.link, "/x/", c.titles...),
		}}
		found, err := explore(t, s, "/")
		taken := false
		for _, l := range found.Lists {
			taken = taken || l.URL == "/biz/x/"
		}
		if err != nil || taken != c.taken {
			t.Errorf("%s: lists %q, asked %v, rejected %+v, %v", name, paths(found.Lists), s.asked, found.Rejected, err)
		}
	}
}

// TestTablesOfOutcomes takes a page of how proposals stand for a place of calls, unless its table tells what came of each.
func TestTablesOfOutcomes(t *testing.T) {
	for name, c := range map[string]struct {
		heading string
		cells   []string
		taken   bool
	}{
		"chosen companies":  {"選定事業者", []string{"株式会社ひので", "株式会社みなと", "山川商事"}, false},
		"parties":           {"契約の相手方", []string{"株式会社ひので", "株式会社みなと", "山川商事"}, false},
		"sums of contracts": {"契約金額（税込）", []string{"1,100,000円", "2,200,000円", "3,300,000円"}, false},
		"results":           {"審査結果", []string{"公表", "公表", "公表"}, false},
		"one still open":    {"選定事業者", []string{"", "株式会社みなと", "山川商事"}, true},
		"one being judged":  {"受託候補者", []string{"審査中", "株式会社みなと", "山川商事"}, true},
		"dashes":            {"選定結果", []string{"－", "公表", "公表"}, true},
		"offices":           {"担当課", []string{"総務課", "企画課", "観光課"}, true},
	} {
		table := "<h1>公募型プロポーザルの実施状況</h1><table><tr><th>業務名</th><th>公告日</th><th>" + c.heading + "</th></tr>"
		for n, title := range []string{"避難所管理システム導入業務", "客船受入態勢調査業務", "図書館システム更新業務"} {
			table += fmt.Sprintf(`<tr><td><a href="/x/%d.html">%s</a></td><td>令和8年10月%d日</td><td>%s</td></tr>`, n, title, n+1, c.cells[n])
		}
		s := &site{pages: map[string]string{"/": home(a("/p/", "公募型プロポーザルの実施状況")), "/p/": table + "</table>"}}
		if found, err := explore(t, s, "/"); err != nil || len(found.Lists) > 0 != c.taken {
			t.Errorf("%s: lists %q, rejected %+v, %v", name, paths(found.Lists), found.Rejected, err)
		}
	}
}

// feedOf is a feed of entries about residents' matters, the nth of which is of the nth day of October 2026 in steps of some days.
func feedOf(step int, titles ...string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>浜辺町</title><link>/</link>`)
	for n, title := range titles {
		fmt.Fprintf(&b, "<item><title>%s</title><link>BASE/n/%d.html</link><pubDate>%02d Oct 2026 09:00:00 +0900</pubDate></item>", title, n, 1+n*step)
	}
	return b.String() + "</channel></rss>"
}

// TestFeedsOfOtherMatters drops a feed that tells of none of the calls that appeared while it told of other things, and keeps one that could
// not know them.
func TestFeedsOfOtherMatters(t *testing.T) {
	quiet := []string{"面会制限について", "年末年始の窓口", "町民まつりを開催しました", "駐車場の混雑について"}
	undated := "<h1>公募情報</h1><ul>"
	for n, title := range calls {
		undated += a(fmt.Sprintf("/k/%d.html", n), title)
	}
	for name, c := range map[string]struct {
		feed, list string
		kept       bool
	}{
		"calls since its oldest entry": {feedOf(1, quiet...), rows("/k/", calls...), false},
		"calls before it":              {strings.ReplaceAll(feedOf(1, quiet...), "Oct", "Nov"), rows("/k/", calls...), true},
		"lists without days, a month":  {feedOf(10, quiet...), undated, false},
		"lists without days, a week":   {feedOf(2, quiet...), undated, true},
		"one call of them":             {feedOf(1, append(quiet, "観光案内システム構築業務に係る公募型プロポーザルの実施について")...), rows("/k/", calls...), true},
		"hardly a call":                {feedOf(1, quiet...), rows("/k/", calls[:2]...), true},
	} {
		s := &site{pages: map[string]string{"/f.xml": c.feed, "/koubo/": c.list}}
		s.pages["/"] = `<!DOCTYPE html><html><head><link rel="alternate" type="application/rss+xml" href="/f.xml"></head><body>` + home(a("/koubo/", "公募情報")) + "</body></html>"
		found, err := explore(t, s, "/")
		if err != nil || (paths(found.Feeds) == "/f.xml") != c.kept || paths(found.Lists) != "/koubo/" {
			t.Errorf("%s: feeds %q, lists %q, rejected %+v, %v", name, paths(found.Feeds), paths(found.Lists), found.Rejected, err)
		}
	}
}

// TestListsOfEarlierYears drops a list that names a year whose calls are over by the days of what is new, and no other.
func TestListsOfEarlierYears(t *testing.T) {
	old := strings.ReplaceAll(rows("/r/", calls...), "2026年10月", "2025年10月")
	for name, c := range map[string]struct {
		link, page, lists string
	}{
		"last year":           {"令和7年度の業者募集案件", old, "/koubo/"},
		"by its heading":      {"業者募集の案件", strings.Replace(old, "一覧", "令和7年度 業者募集案件", 1), "/koubo/"},
		"this year":           {"令和8年度の業者募集案件", strings.ReplaceAll(rows("/r/", calls...), "2026年10月", "2026年9月"), "/koubo/ /r/"},
		"old, without a year": {"業者募集の案件", old, "/koubo/ /r/"},
	} {
		s := &site{pages: map[string]string{"/": home(a("/koubo/", "公募情報"), a("/work/", "しごと・産業")), "/koubo/": rows("/k/", calls...), "/work/": a("/r/", c.link), "/r/": c.page}}
		found, err := explore(t, s, "/")
		if err != nil || !sameSet(paths(found.Lists), c.lists) {
			t.Errorf("%s: lists %q, asked %v, rejected %+v, %v", name, paths(found.Lists), s.asked, found.Rejected, err)
		}
	}
	alone := &site{pages: map[string]string{"/": home(a("/r/", "令和7年度の公募案件")), "/r/": old}}
	if found, err := explore(t, alone, "/"); err != nil || paths(found.Lists) != "/r/" {
		t.Errorf("alone: lists %q, %v", paths(found.Lists), err)
	}
}

func sameSet(a, b string) bool {
	for _, x := range strings.Fields(a) {
		if !strings.Contains(" "+b+" ", " "+x+" ") {
			return false
		}
	}
	return len(strings.Fields(a)) == len(strings.Fields(b))
}

// TestListsOfOne takes a page called like a list that links one announcement, and not the page of that announcement with its papers.
func TestListsOfOne(t *testing.T) {
	for name, c := range map[string]struct{ link, lists string }{
		"a page": {"/t/1.html", "/t/"}, "a paper": {"/t/1.pdf", ""},
	} {
		s := &site{pages: map[string]string{"/": home(a("/t/", "民間提案制度")), "/t/": "<!DOCTYPE html><title>民間提案制度｜浜辺町</title><h1>民間提案制度</h1><ul>" + a(c.link, "民間提案制度（フリー型）提案の募集（2026年7月1日 登録）") + "</ul>"}}
		if found, err := explore(t, s, "/"); err != nil || paths(found.Lists) != c.lists {
			t.Errorf("%s: lists %q, rejected %+v, %v", name, paths(found.Lists), found.Rejected, err)
		}
	}
}

// TestListsOfOffers keeps a list that repeats others where it alone has a call for registration as a bidder or for advertisements.
func TestListsOfOffers(t *testing.T) {
	for title, lists := range map[string]string{"令和9・10年度入札参加資格審査申請のご案内": "/bid/ /koubo/", "庁舎に掲出する広告を募集します": "/bid/ /koubo/", "入札参加資格審査申請書（様式）": "/koubo/", "町民まつりを開催しました": "/koubo/"} {
		s := &site{pages: map[string]string{
			"/":       home(a("/koubo/", "公募情報"), a("/bid/", "入札情報")),
			"/koubo/": rows("/k/", calls...),
			"/bid/":   "<h1>入札情報</h1><ul><li>2026年10月1日 " + `<a href="/k/1.html">` + calls[0] + `</a></li><li>2026年10月2日 <a href="/k/2.html">` + calls[1] + `</a></li><li>2026年10月2日 <a href="/b/9.html">` + title + `</a></li></ul>`,
		}}
		if found, err := explore(t, s, "/"); err != nil || !sameSet(paths(found.Lists), lists) {
			t.Errorf("%s: lists %q, rejected %+v, %v", title, paths(found.Lists), found.Rejected, err)
		}
	}
}
