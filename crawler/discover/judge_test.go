package discover

import (
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
	grant := opportunity.Draft{Title: "創業支援補助金の募集について", Published: "2026-10-01"}
	menu := opportunity.Draft{Title: "サウンディング型市場調査の実施"}
	for name, c := range map[string]struct {
		text   string
		drafts []opportunity.Draft
		taken  bool
	}{
		"calls":                              {"お知らせ", []opportunity.Draft{call, talk}, true},
		"calls under the name of results":    {"入札結果", []opportunity.Draft{call, talk}, false},
		"calls closed by their titles":       {"お知らせ", []opportunity.Draft{closed, closed, talk}, false},
		"minutes at the place of calls":      {"入札公告", []opportunity.Draft{minutes, minutes, minutes}, false},
		"calls that have ended":              {"公募型プロポーザル", []opportunity.Draft{result, result, result}, true},
		"results at a place of contracts":    {"入札・契約", []opportunity.Draft{result, result, minutes}, false},
		"forms at the place of calls":        {"公募型プロポーザル", []opportunity.Draft{form, form, form}, false},
		"no call at the place of calls":      {"公募型プロポーザル", []opportunity.Draft{result, talk, talk}, true},
		"no call elsewhere":                  {"お知らせ", []opportunity.Draft{talk, talk, talk}, false},
		"too little at the place of calls":   {"公募型プロポーザル", []opportunity.Draft{talk}, false},
		"short names with deadlines":         {"お知らせ", []opportunity.Draft{{Title: calls[0], Fields: due.Fields}, due, due, due, due}, true},
		"short sentences without days":       {"サウンディング", []opportunity.Draft{{Title: calls[0]}, ask, ask, ask}, true},
		"a menu with one long entry":         {"公募型プロポーザル", []opportunity.Draft{menu}, false},
		"a menu":                             {"公募型プロポーザル", []opportunity.Draft{menu, menu, {Title: "入札"}, {Title: "契約"}, {Title: "公募"}}, false},
		"one call that is dated":             {"公募型プロポーザル", []opportunity.Draft{call}, true},
		"one call on a page of another name": {"港の歴史", []opportunity.Draft{call}, false},
		"one call beside a menu":             {"公募型プロポーザル", []opportunity.Draft{call, {Title: "入札"}, {Title: "契約"}}, false},
		"one dated entry of a menu":          {"公募型プロポーザル", []opportunity.Draft{{Title: "プロポーザル", URL: "http://127.0.0.1/p/index.html", Published: "2026-10-01"}}, false},
		"registration beside news":           {"入札・契約", []opportunity.Draft{register, talk}, false},
		"short names of calls":               {"お知らせ", []opportunity.Draft{{Title: "市民体育館の指定管理者公募"}, {Title: "旧東中学校の活用事業者募集"}, {Title: "湖畔広場のサウンディング"}}, true},
		"a menu of kinds of calls":           {"事業者の方へ", []opportunity.Draft{{Title: "指定管理者の公募"}, {Title: "事業者の募集"}, {Title: "プロポーザル"}, {Title: "サウンディング"}}, false},
		"short and dated, by a query":        {"事業者の募集", []opportunity.Draft{call, {Title: "A重油購入の開札結果", URL: "https://a.example.jp/index.php?key=jo12-68", Published: "2026-10-01"}}, true},
		"forms by their files":               {"契約", []opportunity.Draft{{Title: "入札書（様式第1号）", URL: "https://a.example.jp/f/1.pdf", Published: "2026-10-01"}, {Title: "入札参加申込書", URL: "https://a.example.jp/f/2.docx", Published: "2026-10-01"}}, false},
		"what came of calls":                 {"ネーミングライツ", []opportunity.Draft{{Title: "命名権パートナー企業のご紹介", Published: "2026-10-01"}, {Title: "命名権パートナー企業のご紹介（体育館）", Published: "2026-10-01"}}, false},
		"a menu with long names of lists":    {"入札・契約", []opportunity.Draft{{Title: "入札参加資格審査"}, {Title: "最低制限価格制度について"}, {Title: "プロポーザル方式による業者選定"}, {Title: "ネーミングライツ・スポンサーの募集"}}, false},
		"short and dated, in a folder":       {"お知らせ", []opportunity.Draft{{Title: "図書館の指定管理者公募", URL: "https://a.example.jp/docs/2026110100012/", Published: "2026-10-01"}, talk}, true},
		"nothing of a call, by a vague name": {"契約", []opportunity.Draft{talk, talk, talk}, false},
		"forecasts of tenders":               {"お知らせ", []opportunity.Draft{{Title: "令和8年度上半期の発注見通しの公表について", Published: "2026-10-01"}, talk, talk}, false},
		"results that may be plans":          {"お知らせ", []opportunity.Draft{{Title: "文化会館の優先交渉権者の決定について", Published: "2026-10-01"}, talk, talk}, false},
		"subsidies at no place of calls":     {"補助金・助成金", []opportunity.Draft{grant, grant, talk}, false},
		"subsidies beside a call":            {"お知らせ", []opportunity.Draft{grant, call, talk}, true},
		"subsidies at the place of calls":    {"事業者の募集", []opportunity.Draft{grant, grant}, true},
		"nothing":                            {"公募型プロポーザル", nil, false},
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
