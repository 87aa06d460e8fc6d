package discover

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"koubo/crawler/fetch"
	"koubo/opportunity"
	"koubo/parsers/page"
)

// TestQueue tells which links of a page are followed, by their addresses and words.
func TestQueue(t *testing.T) {
	const home = "http://127.0.0.1/"
	for markup, want := range map[string]bool{
		`<a href="/a/">入札・契約</a>`:                                         true,
		`<a href="/a/"><img src="b.gif" alt="入札・契約"></a>`:                 true,
		`<map><area href="/a/" alt="入札・契約"></map>`:                        true,
		`<a href="/shigoto/nyusatsu/index.html">こちら</a>`:                  true,
		`<a href="/shigoto/nyusatsu/kekka/index.html">こちら</a>`:            false,
		`<a href="/shigoto/1234.html">こちら</a>`:                            false,
		`<a href="http://other.example.jp/a/">入札・契約</a>`:                  false,
		`<a href="/nyusatsu.pdf">入札・契約</a>`:                               false,
		`<a href="/a.html">庁舎清掃業務に係る公募型プロポーザルを実施します</a>`:                  false,
		`<a href="javascript:location.href='/a/'">入札・契約</a>`:              true,
		`<ul><li>2026年10月1日 <a href="/a.html">入札・契約の説明会の日程</a></li></ul>`: false,
		`<ul><li>2026年10月1日 <a href="/a.html">事業者募集</a></li></ul>`:        false,
		`<a href="/b/"><span>入札</span>・契約</a><a href="/c/">入札結果</a>`:      true,
		`<a href="/c/">入札結果</a>`:                                          false,
		`<a href="/d/">くらし</a>`:                                           false,
	} {
		s := newSurvey(home, Leads{})
		s.queue = nil
		s.learn(step{url: home, as: asPage, door: true, depth: mostDoors}, read(step{as: asPage}, fetch.Response{Status: 200, Page: page.Page{URL: home, ContentType: "text/html; charset=utf-8", Body: []byte("<body>" + markup + "</body>")}}, nil))
		followed := false
		for _, x := range s.queue {
			followed = followed || x.as == asPage && x.score > 0.3
		}
		if followed != want {
			t.Errorf("%s: followed %v, queue %+v", markup, followed, s.queue)
		}
	}
}

// TestHomeIsNoList leaves the calls in the box of a home page to the list behind them.
func TestHomeIsNoList(t *testing.T) {
	s := sectioned()
	s.pages["/"] += rows("/k/", calls...)
	found, err := explore(t, s, "/")
	if err != nil || strings.HasPrefix(paths(found.Lists), "/ ") || strings.HasSuffix(paths(found.Lists), " /") || len(found.Lists) != 2 {
		t.Errorf("lists %q, %v", paths(found.Lists), err)
	}
}

// TestCoverage ends a search that finds nothing more once all calls of the feed stand on lists: the sections that promise little are left alone.
func TestCoverage(t *testing.T) {
	for name, c := range map[string]struct{ listed, vain int }{"covered": {3, 7}, "covered soon": {3, 3}, "not covered": {2, 7}} {
		menu := a("/koubo/", "公募・プロポーザル") + a("/zaisei/", "財政") + a("/new/", "新着情報")
		s := &site{menu: menu, pages: map[string]string{"/feed": rss("/k/1.html", "/k/2.html", "/k/3.html"), "/koubo/": rows("/k/", calls[:c.listed]...), "/zaisei/": "", "/k/3.html": "<p>交流館</p>"}}
		for n := range c.vain {
			path := fmt.Sprintf("/bid%d/", n)
			s.pages[path], menu = "<p>準備中</p>", menu+a(path, "入札・契約")
		}
		s.pages["/"] = `<!DOCTYPE html><html><head><link rel="alternate" type="application/atom+xml" href="/feed"></head><body>` + menu + "</body></html>"
		if _, err := explore(t, s, "/"); err != nil || s.wasAsked("/zaisei/") != (name != "covered") || s.wasAsked("/k/3.html") != (name == "not covered") {
			t.Errorf("%s: asked %v, %v", name, s.asked, err)
		}
	}
}

// TestFeedsAreBounded asks for a few of many feeds, and for no page about feeds where one was found.
func TestFeedsAreBounded(t *testing.T) {
	head := ""
	for n := range 20 {
		head += fmt.Sprintf(`<link rel="alternate" type="application/rss+xml" title="入札" href="/feed%d">`, n)
	}
	home := func(head string) string {
		return "<!DOCTYPE html><html><head>" + head + "</head><body>" + strings.Repeat(a("/x/", "くらし"), 9) + a("/rss.html", "RSSについて") + "</body></html>"
	}
	broken := &site{pages: map[string]string{"/": home(head)}}
	if _, err := explore(t, broken, "/"); err != nil || !broken.wasAsked("/rss.html") || strings.Count(strings.Join(broken.asked, " "), "/feed") != mostTries {
		t.Errorf("asked %v, %v", broken.asked, err)
	}
	many := &site{pages: map[string]string{"/": home(head)}}
	for n := range 20 {
		many.pages[fmt.Sprintf("/feed%d", n)] = rss(fmt.Sprintf("/f%d.html", n))
	}
	if found, err := explore(t, many, "/"); err != nil || len(found.Feeds) != mostFeeds || many.wasAsked("/rss.html") {
		t.Errorf("feeds %q, asked %v, %v", paths(found.Feeds), many.asked, err)
	}
}

// TestHub begins at the page above the lists that is known, after the home page, and does without a home page that cannot be
// read.
func TestHub(t *testing.T) {
	for name, c := range map[string]struct {
		from, hub, want string
		fails           bool
	}{
		"a page above lists":        {"/", "/hidden/", "/hidden/now/ /work/bid/koukoku/ /town/ppp/now/", false},
		"a list itself":             {"/", "/hidden/now/", "/hidden/now/ /work/bid/koukoku/ /town/ppp/now/", false},
		"the home page is gone":     {"/gone/", "/hidden/", "/hidden/now/ /work/bid/koukoku/ /town/ppp/now/", false},
		"the hub is gone":           {"/", "/gone/", "/work/bid/koukoku/ /town/ppp/now/", false},
		"neither of them is there":  {"/gone/", "/gone/too/", "", true},
		"a hub that stands in menu": {"/", "/work/bid/", "/work/bid/koukoku/ /town/ppp/now/", false},
	} {
		s := sectioned()
		s.pages["/hidden/"] = a("/hidden/now/", "公募型プロポーザル")
		s.pages["/hidden/now/"] = rows("/h/", calls[0], calls[1], calls[2], "市民会館の指定管理者を公募します")
		found, err := explore(t, s, c.from, c.hub)
		if (err != nil) != c.fails || paths(found.Lists) != c.want {
			t.Errorf("%s: lists %q, want %q; %v", name, paths(found.Lists), c.want, err)
		}
		if s.pages["/"] != "" && c.from == "/" && (len(s.asked) < 3 || s.asked[1] != "/" || s.asked[2] != c.hub) {
			t.Errorf("%s: asked in the order %v", name, s.asked)
		}
	}
}

// TestDeadCallsCostLittle: of a site that was made anew no known call is left, and the search goes on without them.
func TestDeadCallsCostLittle(t *testing.T) {
	s := newSurvey("https://a.example.jp/", Leads{})
	for n := range 10 {
		s.calls = append(s.calls, opportunity.Draft{Title: calls[0], URL: fmt.Sprintf("https://a.example.jp/dead/%d.html", n)})
	}
	asked := 0
	for range 20 {
		x, ok := s.next(0)
		if !ok {
			break
		}
		if x.call {
			asked++
		}
		s.learn(x, sheet{url: x.url, err: errors.New("it answers 404")})
	}
	if asked != 2 {
		t.Errorf("%d calls were asked for", asked)
	}
}

// TestKnownCalls leads by those that invite: results may stand on the list of a year long over. Where none does, all lead.
func TestKnownCalls(t *testing.T) {
	call, result := opportunity.Draft{Title: calls[0]}, opportunity.Draft{Title: "交流館管理業務に係る公募型プロポーザルの審査結果について"}
	for name, c := range map[string]struct {
		known []opportunity.Draft
		want  int
	}{"calls and results": {[]opportunity.Draft{result, call, result}, 1}, "results alone": {[]opportunity.Draft{result, result}, 2}, "none": {nil, 0}} {
		if got := newSurvey("https://a.example.jp/", Leads{Calls: c.known}).calls; len(got) != c.want {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// TestBoxesOfTheLatest go by the heading of a box where the link to the whole says nothing, and leave alone that of other matters.
func TestBoxesOfTheLatest(t *testing.T) {
	for name, c := range map[string]struct{ box, lists string }{
		"of calls":     {"<section><h2>入札・公募</h2><ul><li>2026年10月1日 <a href=/b/1.html>" + calls[0] + "</a></li></ul><p><a href=/c/12/>一覧を見る</a></p></section>", "/c/12/"},
		"of others":    {"<section><h2>入札・公募</h2><p>準備中</p></section><section><h2>移住の相談</h2><p><a href=/c/12/>もっと見る</a></p></section>", ""},
		"long heading": {"<section><h2>事業者のみなさまが募集に応じやすくなりました</h2><p><a href=/c/12/>もっと見る</a></p></section>", ""},
	} {
		s := &site{pages: map[string]string{"/": home(a("/town/", "町政"), a("/koubo/", "公募情報")) + c.box, "/c/12/": rows("/b/", calls...), "/koubo/": rows("/k/", "庁舎清掃業務委託 条件付一般競争入札の公告", "町道2号線舗装工事 一般競争入札の公告")}}
		found, err := explore(t, s, "/")
		if got := strings.TrimSpace(strings.Replace(paths(found.Lists), "/koubo/", "", 1)); err != nil || got != c.lists && (c.lists != "" || s.asked[2] == "/c/12/") {
			t.Errorf("%s: lists %q, asked %v, %v", name, got, s.asked, err)
		}
	}
}

// TestNotAskedTwice leaves alone what the pages read before tell already: each site finds its list, and asks for none of the pages named.
func TestNotAskedTwice(t *testing.T) {
	list := func(n int, more string) string { return rows("/k/", calls[:n]...) + more }
	undated := "<h1>入札公告</h1><ul>" + a("/k/q1.html", "複写機の見積合わせについて") + a("/k/q2.html", "庁舎の清掃業務に係る見積合わせについて") + a("/k/q3.html", "除雪車の購入に係る入札公告について") + "</ul>"
	for name, c := range map[string]struct {
		home, head string
		pages      map[string]string
		spared     []string
		asked      []string
	}{
		"a call whose list was found since":       {a("/koubo/", "公募情報") + rows("/k/", calls[0]), "", map[string]string{"/koubo/": list(3, "")}, []string{"/k/1.html"}, nil},
		"announcements of an undated list":        {a("/koubo/", "入札公告"), "", map[string]string{"/koubo/": undated}, []string{"/k/q1.html", "/k/q2.html"}, nil},
		"news that the feed tells":                {a("/koubo/", "公募情報") + a("/new/", "新着情報"), "/feed", map[string]string{"/koubo/": list(3, ""), "/feed": rss("/k/1.html")}, []string{"/new/"}, nil},
		"news, where a call is on no list":        {a("/koubo/", "公募情報") + a("/new/", "新着情報"), "/feed", map[string]string{"/koubo/": list(1, ""), "/feed": rss("/n/1.html")}, nil, []string{"/new/"}},
		"feeds of a part of what is new":          {a("/koubo/", "公募情報") + "<p>新着情報 <a href=/f/a.xml>RSS</a></p><p>子育て <a href=/f/b.xml>RSS</a></p>", "", map[string]string{"/koubo/": list(3, ""), "/f/a.xml": strings.ReplaceAll(rss("/n/1.html"), "公募型プロポーザル", "写真展")}, []string{"/f/b.xml"}, nil},
		"usual places, for a page of news has it": {a("/koubo/", "公募情報") + a("/new/", "新着情報"), "", map[string]string{"/koubo/": list(3, ""), "/new/": rows("/n/", "断水のお知らせ") + "<p><a href=/f/a>RSS</a></p>", "/f/a": rss("/k/1.html")}, []string{"/rss.xml", "/news.rss"}, nil},
		"further offices":                         {a("/koubo/", "公募情報") + a("/soshiki/", "組織から探す"), "", map[string]string{"/koubo/": list(2, ""), "/soshiki/": a("/d/1/", "契約課") + a("/d/2/", "管財課") + a("/d/3/", "財務課"), "/d/1/": "<p>窓口</p>"}, nil, []string{"/d/1/"}},
		"offices, as all calls are on lists":      {a("/koubo/", "公募情報") + a("/soshiki/", "組織から探す"), "/feed", map[string]string{"/koubo/": list(3, ""), "/feed": rss("/k/1.html", "/k/2.html")}, []string{"/soshiki/"}, nil},
		"offices, where one call is on no list":   {a("/koubo/", "公募情報") + a("/soshiki/", "組織から探す"), "/feed", map[string]string{"/koubo/": list(3, ""), "/feed": rss("/k/1.html", "/n/2.html")}, nil, []string{"/soshiki/"}},
		"the office of a list that a call led to": {a("/koubo/", "公募情報") + a("/soshiki/", "組織から探す") + rows("/n/", calls[2]), "", map[string]string{"/koubo/": list(1, ""), "/n/1.html": `<div class="breadcrumb"><a href="/">ホーム</a> &gt; <a href="/soshiki/">組織から探す</a> &gt; <a href="/d/1/">管財課</a> &gt; <a href="/d/1/list/">業者選定</a></div>`, "/d/1/list/": rows("/n/", calls[2], calls[1])}, nil, []string{"/d/1/list/"}},
	} {
		t.Run(name, func(t *testing.T) {
			if c.head != "" {
				c.head = `<link rel="alternate" type="application/rss+xml" href="` + c.head + `">`
			}
			c.pages["/"] = "<!DOCTYPE html><html><head><title>浜辺町</title>" + c.head + "</head><body>" + home(c.home) + "</body></html>"
			s := &site{pages: c.pages}
			found, err := explore(t, s, "/")
			if err != nil || !strings.Contains(" "+paths(found.Lists)+" ", " /koubo/ ") {
				t.Errorf("lists %q, %v", paths(found.Lists), err)
			}
			for _, path := range c.spared {
				if s.wasAsked(path) {
					t.Errorf("%s was asked for among %v", path, s.asked)
				}
			}
			for _, path := range c.asked {
				if !s.wasAsked(path) {
					t.Errorf("%s was not asked for among %v", path, s.asked)
				}
			}
		})
	}
}

// TestKnownCallsAreCounted counts a call that both the home page and a feed tell of once, and none of another host.
func TestKnownCallsAreCounted(t *testing.T) {
	s := newSurvey("https://a.example.jp/", Leads{})
	for _, address := range []string{"https://a.example.jp/1.html", "https://a.example.jp/1.html", "https://ebid.example.org/", "https://a.example.jp/2.html"} {
		s.calls = append(s.calls, opportunity.Draft{Title: calls[0], URL: address})
	}
	s.held[keyOf("https://a.example.jp/1.html")] = true
	if n, missing := s.known(); n != 2 || len(missing) != 1 || missing[0].URL != "https://a.example.jp/2.html" {
		t.Errorf("%d are known, %v are missing", n, missing)
	}
}

// news are titles of what is new at home, without a call.
var news = []string{"図書館の休館日について", "インフルエンザが流行しています", "町民文化祭にお越しください"}

// TestHomeAsList takes the home page for a list where its calls stand nowhere else, and leaves it alone where they do.
func TestHomeAsList(t *testing.T) {
	table := func(titles ...string) string {
		var b strings.Builder
		for n, title := range titles {
			b.WriteString("<tr><td>2026/10/" + string(rune('1'+n)) + `</td><td><img src="/i.png" alt="公募"></td><td><a href="/k/` + string(rune('1'+n)) + `.html">` + title + "</a></td></tr>")
		}
		return "<h2>新着情報</h2><table>" + b.String() + "</table>"
	}
	lines := func(titles ...string) string {
		var b strings.Builder
		for n, title := range titles {
			b.WriteString("<dt>10月" + string(rune('1'+n)) + `日</dt><dd><a href="/k/` + string(rune('1'+n)) + `.html">` + title + "</a></dd>")
		}
		return "<dl>" + b.String() + "</dl>"
	}
	mixed := append(append([]string{}, calls...), news...)
	for name, c := range map[string]struct {
		home, lists string
		pages       map[string]string
	}{
		"rows of a table":             {home: table(mixed...), lists: "/"},
		"a list of terms":             {home: lines(mixed...), lists: "/"},
		"a list of items":             {home: rows("/k/", mixed...), lists: "/"},
		"one call among the news":     {home: rows("/k/", append([]string{calls[0]}, news...)...), lists: "/"},
		"news without a call":         {home: rows("/k/", news...)},
		"calls that stand on a list":  {home: rows("/k/", mixed...) + a("/koubo/", "公募情報"), lists: "/koubo/", pages: map[string]string{"/koubo/": rows("/k/", calls...)}},
		"most stand on a list":        {home: rows("/k/", mixed...) + a("/koubo/", "公募情報"), lists: "/koubo/", pages: map[string]string{"/koubo/": rows("/k/", calls[:2]...)}},
		"calls beside a list":         {home: rows("/k/", mixed...) + a("/koubo/", "公募情報"), lists: "/koubo/ /", pages: map[string]string{"/koubo/": rows("/other/", calls...)}},
		"one call beside a list":      {home: rows("/k/", append([]string{calls[0]}, news...)...) + a("/koubo/", "公募情報"), lists: "/koubo/", pages: map[string]string{"/koubo/": rows("/other/", calls...)}},
		"calls that stand in a feed":  {home: rows("/k/", calls...) + `<a href="/f/feed.rdf">RSS</a>`, pages: map[string]string{"/f/feed.rdf": rss("/k/1.html", "/k/2.html", "/k/3.html")}},
		"calls that a feed is not of": {home: rows("/k/", calls...) + `<a href="/f/feed.rdf">RSS</a>`, lists: "/", pages: map[string]string{"/f/feed.rdf": strings.ReplaceAll(rss("/n/1.html"), "管理業務（その0）に係る公募型プロポーザルの実施について", "の写真展を開催しました")}},
	} {
		s := &site{pages: map[string]string{"/": home() + c.home}}
		for path, body := range c.pages {
			s.pages[path] = body
		}
		if found, err := explore(t, s, "/"); err != nil || paths(found.Lists) != c.lists {
			t.Errorf("%s: lists %q, rejected %+v, %v", name, paths(found.Lists), found.Rejected, err)
		}
	}
}

// TestNarrowedLists takes a list as a whole for one that shows a part of it, in whatever order they are found.
func TestNarrowedLists(t *testing.T) {
	ended := []string{"旧保育所跡地の活用事業者の公募", "総合案内窓口業務に係る公募型プロポーザルの実施について"}
	for name, c := range map[string]struct {
		home  string
		pages map[string]string
		lists string
	}{
		"by a query, found first": {a("/ask/?state=1", "募集中の案件") + a("/desk/", "官民連携"), map[string]string{
			"/ask/?state=1": rows("/ask/", calls...), "/desk/": a("/ask/", "公募の一覧"), "/ask/": rows("/ask/", calls...) + `<a href="/ask/?p=2">2</a> <a href="/ask/?p=2">次へ</a>`}, "/ask/"},
		"by a query, both of pages": {a("/ask/?state=1", "募集中の案件") + a("/desk/", "官民連携"), map[string]string{
			"/ask/?state=1": rows("/ask/", calls...) + `<a href="/ask/?state=1&amp;p=2">次へ</a>`, "/desk/": a("/ask/", "公募の一覧"), "/ask/": rows("/ask/", calls...) + `<a href="/ask/?p=2">次へ</a>`}, "/ask/"},
		"by a query, found last": {a("/ask/", "公募の一覧") + a("/desk/", "官民連携"), map[string]string{
			"/ask/?state=1": rows("/ask/", calls...), "/desk/": a("/ask/?state=1", "募集中の案件"), "/ask/": rows("/ask/", append(slices.Clone(calls), ended...)...)}, "/ask/"},
		"of another matter": {a("/ask/?state=1", "募集中の案件") + a("/desk/", "官民連携"), map[string]string{
			"/ask/?state=1": rows("/ask/", calls...), "/desk/": a("/ask/", "公募の一覧"), "/ask/": rows("/old/", ended...)}, "/ask/ /ask/?state=1"},
	} {
		c.pages["/"] = home(c.home)
		found, err := explore(t, &site{pages: c.pages}, "/")
		got := strings.Fields(paths(found.Lists))
		slices.Sort(got)
		if err != nil || strings.Join(got, " ") != c.lists {
			t.Errorf("%s: lists %q, %v", name, got, err)
		}
	}
}

// TestListsBesideThoseOfOffices keeps a list of all offices although the page of one of them shows its calls for now, and more.
func TestListsBesideThoseOfOffices(t *testing.T) {
	more := append(slices.Clone(calls[:2]), "町民文化祭を開催しました", "図書館の休館日について")
	for name, c := range map[string]struct {
		home, lists string
	}{
		"the list first":              {a("/bid/", "入札公告") + a("/d/4/", "契約管財課"), "/bid/ /d/4/"},
		"the office first":            {a("/d/4/", "契約管財課") + a("/bid/", "市有地の貸付"), "/bid/ /d/4/"},
		"a desk by a name of its own": {a("/bid/", "入札公告") + a("/d/4/", "公募情報"), "/d/4/"},
	} {
		s := &site{pages: map[string]string{"/": home(c.home), "/bid/": rows("/k/", calls[:2]...), "/d/4/": rows("/k/", more...)}}
		found, err := explore(t, s, "/")
		got := strings.Fields(paths(found.Lists))
		slices.Sort(got)
		if err != nil || strings.Join(got, " ") != c.lists {
			t.Errorf("%s: lists %q, asked %v, %v", name, got, s.asked, err)
		}
	}
}

// TestFoldersOfCalls finds the page above a call that no list holds by its address, where calls have no breadcrumbs and something links that
// page, by whatever name.
func TestFoldersOfCalls(t *testing.T) {
	call := func(rest string) string { return "<h1>" + calls[0] + "</h1><p>提案を募集します。</p>" + rest }
	for name, c := range map[string]struct {
		at    string // the call's address
		menu  string // what the home page links
		pages map[string]string
		lists string
	}{
		"of the home page":          {"/d/koen/10187.html", a("/d/koen/", "花と緑の窓"), map[string]string{"/d/koen/10187.html": call(""), "/d/koen/": rows("/d/koen/", calls[1], "冬期通行止め路線") + a("/d/koen/10187.html", calls[0])}, "/d/koen/ /k/"},
		"in the menu of the call":   {"/d/koen/10187.html", "", map[string]string{"/d/koen/10187.html": call(a("/d/koen/", "花と緑の窓")), "/d/koen/": rows("/d/koen/", calls[1], "冬期通行止め路線")}, "/d/koen/ /k/"},
		"at a file":                 {"/d/koen/r8/12.html", a("/d/koen/r8/index.html", "公園のページ"), map[string]string{"/d/koen/r8/12.html": call(""), "/d/koen/r8/index.html": rows("/d/koen/", calls[1], "冬期通行止め路線")}, "/d/koen/r8/index.html /k/"},
		"the call's own folder":     {"/koen/2026/teian/", a("/koen/2026/", "公園のページ"), map[string]string{"/koen/2026/teian/": call(""), "/koen/2026/": rows("/koen/", calls[1], "冬期通行止め路線")}, "/k/ /koen/2026/"},
		"that nothing links":        {"/d/koen/10187.html", "", map[string]string{"/d/koen/10187.html": call(""), "/d/koen/": rows("/d/koen/", calls...)}, "/k/"},
		"that all of the site uses": {"/10187.html", "", map[string]string{"/10187.html": call("")}, "/k/"},
	} {
		c.pages["/"] = home(a("/k/", "入札公告"), c.menu) + `<ul><li>2026年10月3日 <a href="` + c.at + `">` + calls[0] + `</a></li></ul>`
		c.pages["/k/"] = rows("/k/", "町道2号線舗装工事 一般競争入札の公告", "庁舎清掃業務委託 条件付一般競争入札の公告")
		s := &site{pages: c.pages}
		found, err := explore(t, s, "/")
		got := strings.Fields(paths(found.Lists))
		slices.Sort(got)
		if err != nil || strings.Join(got, " ") != c.lists {
			t.Errorf("%s: lists %q, asked %v, %v", name, got, s.asked, err)
		}
	}
}
