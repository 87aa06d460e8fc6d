package discover

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/parsers/page"
)

// home is the inside of a home page with enough links not to be a door.
func home(links ...string) string {
	return "<h1>浜辺町</h1>" + strings.Repeat(a("/life/", "くらし"), 9) + strings.Join(links, "")
}

// TestCardsOfMenus goes by the name of a card that tells of its page, too, and takes the card of an announcement for one.
func TestCardsOfMenus(t *testing.T) {
	const about = "<p>民間のみなさまからのご提案をお待ちしている町の土地と建物についての情報を掲載しています。</p>"
	for name, card := range map[string]string{
		"heading":          `<a href="/town/use/"><h2>利活用事業者の募集</h2>` + about + `</a>`,
		"heading in a box": `<a href="/town/use/"><div><dl><dt>利活用事業者の募集</dt><dd>` + about + `</dd></dl></div></a>`,
		"name in a block":  `<a href="/town/use/"><div>企業のみなさまへの募集</div><div>町が企業のみなさまに提案や参加を呼びかけている案件です</div></a>`,
		"name said again":  `<a href="/town/use/"><span>利活用事業者の募集</span><span>利活用事業者の募集について、詳しく案内するページ</span></a>`,
	} {
		s := &site{pages: map[string]string{"/": home(a("/town/", "町政情報")), "/town/": card + `<a href="/town/help/"><div>相談の窓口</div><div>創業する方を支援します</div></a>`, "/town/use/": rows("/k/", calls...)}}
		found, err := explore(t, s, "/")
		if err != nil || paths(found.Lists) != "/town/use/" {
			t.Errorf("%s: lists %q, asked %v, %v", name, paths(found.Lists), s.asked, err)
		}
	}
}

// TestNamesOfLinks tells the name of a card from what is said of it, and the title of an announcement from its label.
func TestNamesOfLinks(t *testing.T) {
	for markup, want := range map[string]string{
		`<h3>公民連携</h3><p>民間の力を生かすまちづくりについてご紹介します。</p>`:          "公民連携",
		`<span>募集</span><p>旧町民会館の活用について事業者を募集します。</p>`:          "募集旧町民会館の活用について事業者を募集します。",
		`<span>11月3日</span><p>旧町民会館の活用について事業者を募集します。</p>`:       "11月3日旧町民会館の活用について事業者を募集します。",
		`<span>重要</span><p>旧町民会館は休館しています。</p>`:                  "重要旧町民会館は休館しています。",
		`<span>11月3日</span><p>町民文化祭を開催します</p>`:                  "11月3日町民文化祭を開催します",
		`<span>プロポーザル</span><p>旧町民会館の活用について事業者を募集します。</p>`:      "プロポーザル旧町民会館の活用について事業者を募集します。",
		`<div>企業向け募集</div><div>町が参加を呼びかけている案件です</div>`:          "企業向け募集",
		`<div><b>官民連携</b></div><div>町とともに歩む企業の取り組みを紹介します</div>`: "官民連携",
		`<div><strong>入札</strong><span>入札の案内はこちら</span></div>`:  "入札",
		`<img src="/i/a.gif" alt="公募情報">`:                       "公募情報",
		`<i class="fa fa-rss"></i>`:         "RSS",
		`<img src="/i/feed16.png" alt="">`:  "RSS",
		`<img src="/i/impress.png" alt="">`: "",
	} {
		doc, err := page.Parse(page.Page{URL: "https://a.example.jp/", Body: []byte("<body><a href=/x/>" + markup + "</a>")}, "")
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		page.Walk(doc.Root, func(n *html.Node) bool {
			if n.DataAtom == atom.A {
				got = strings.ReplaceAll(words(n), " ", "")
			}
			return true
		})
		if got != want {
			t.Errorf("%s is named %q, want %q", markup, got, want)
		}
	}
}

// TestYears reads the list of the latest year alone behind a page of years, and takes that page for the list: the next year will stand there.
func TestYears(t *testing.T) {
	s := &site{pages: map[string]string{
		"/":          home(a("/bid/", "入札・契約"), a("/koubo/", "公募情報")),
		"/koubo/":    "<h1>公募情報</h1>" + a("/koubo/x6/", "令和6年度") + a("/koubo/x8/", "＞ 令和8年度") + a("/koubo/x7/", "令和7年度"),
		"/koubo/x8/": rows("/koubo/x8/", calls...),
		"/koubo/x7/": rows("/koubo/x7/", calls...),
		"/koubo/x6/": rows("/koubo/x6/", calls...),
		"/bid/":      rows("/bid/", "町道2号線舗装工事 一般競争入札の公告", "庁舎清掃業務委託 条件付一般競争入札の公告") + a("/bid/r7/", "令和7年度") + a("/bid/r6/", "令和6年度"),
		"/bid/r7/":   rows("/bid/r7/", calls...),
	}}
	found, err := explore(t, s, "/")
	if err != nil || paths(found.Lists) != "/koubo/ /bid/" && paths(found.Lists) != "/bid/ /koubo/" || s.wasAsked("/koubo/x7/") || s.wasAsked("/bid/r7/") {
		t.Errorf("lists %q, asked %v, %v", paths(found.Lists), s.asked, err)
	}
}

// TestWhichYearsAreFollowed tells the links to lists of years that are followed by what else the page links: those alone are left out
// beside which the same list of a newer year holds calls.
func TestWhichYearsAreFollowed(t *testing.T) {
	for name, c := range map[string]struct {
		links []string // what they say; the first leads to /y0/, …
		empty string   // pages that hold nothing
		asked string
	}{
		"one year alone":              {[]string{"令和8年度"}, "", "/y0/"},
		"one year alone, short":       {[]string{"R8年度"}, "", "/y0/"},
		"one year, in two calendars":  {[]string{"令和8年度（2026年度）", "令和7年度（2025年度）"}, "", "/y0/"},
		"years of two eras":           {[]string{"平成31年度", "令和2年度"}, "", "/y1/"},
		"first year of an era":        {[]string{"平成30年度", "平成31年度・令和元年度"}, "", "/y1/"},
		"years of two calendars":      {[]string{"2027年度", "令和8年度"}, "", "/y0/"},
		"fiscal and calendar years":   {[]string{"令和8年度", "2027年"}, "", "/y0/ /y1/"},
		"years of two matters":        {[]string{"令和8年度 入札公告", "令和7年度 入札公告", "令和7年度 公募案件"}, "", "/y0/ /y2/"},
		"the newest has nothing yet":  {[]string{"令和7年度", "令和9年度", "令和8年度"}, "/y1/", "/y1/ /y2/"},
		"the newest cannot be read":   {[]string{"令和9年度", "令和8年度"}, "404 /y0/", "/y0/ /y1/"},
		"years before stand together": {[]string{"令和8年度", "令和7年度以前"}, "", "/y0/"},
		"years of the calendar alone": {[]string{"2026年", "2025年"}, "", "/y0/"},
		"years alone, by another era": {[]string{"令和7年", "令和8年"}, "", "/y1/"},
		"months of a calendar year":   {[]string{"2026年11月", "2026年10月", "2026年9月"}, "", "/y0/"},
		"months over a new year":      {[]string{"2026年12月分", "2027年1月分"}, "", "/y1/"},
		"months of a fiscal year":     {[]string{"4月", "12月", "1月"}, "", "/y2/"},
		"months of the year alone":    {[]string{"12月", "11月", "1月"}, "", "/y0/"},
		"the month has nothing yet":   {[]string{"11月分", "10月分", "9月分"}, "/y0/", "/y0/ /y1/"},
		"halves of a year":            {[]string{"令和8年度上半期", "令和8年度下半期"}, "", "/y1/"},
		"quarters":                    {[]string{"第1四半期", "第2四半期", "第3四半期"}, "", "/y2/"},
		"numbers":                     {[]string{"第12回", "第11回", "第10回"}, "", "/y0/"},
	} {
		t.Run(name, func(t *testing.T) {
			s := &site{pages: map[string]string{"/": home(a("/koubo/", "公募情報")), "/koubo/": "<h1>公募情報</h1>"}}
			for n, text := range c.links {
				path := fmt.Sprintf("/y%d/", n)
				s.pages["/koubo/"] += a(path, text)
				if s.pages[path] = rows(path, calls...); strings.Contains(c.empty, path) {
					s.pages[path] = "<h1>" + text + "</h1><p>現在、案件はありません。</p>"
				}
				if c.empty == "404 "+path {
					delete(s.pages, path)
				}
			}
			_, err := explore(t, s, "/")
			var asked []string
			for n := range c.links {
				if path := fmt.Sprintf("/y%d/", n); s.wasAsked(path) {
					asked = append(asked, path)
				}
			}
			if got := strings.Join(asked, " "); err != nil || got != c.asked {
				t.Errorf("asked %q, want %q, %v", got, c.asked, err)
			}
		})
	}
}

// TestYearsBesideABox follows the years of a page that shows a box of news and is no list itself.
func TestYearsBesideABox(t *testing.T) {
	s := &site{pages: map[string]string{
		"/":          home(a("/koubo/", "公募情報")),
		"/koubo/":    "<h1>公募情報</h1>" + a("/koubo/x8/", "令和8年度") + a("/koubo/x7/", "令和7年度") + rows("/n/", "図書館の休館日について", "断水のお知らせ"),
		"/koubo/x8/": rows("/koubo/x8/", calls...),
	}}
	found, err := explore(t, s, "/")
	if err != nil || paths(found.Lists) != "/koubo/" || s.wasAsked("/koubo/x7/") {
		t.Errorf("lists %q, asked %v, %v", paths(found.Lists), s.asked, err)
	}
}

// TestExcerptsOfLists leaves out the top of a section that shows the latest of each list below, whichever is read first.
func TestExcerptsOfLists(t *testing.T) {
	both := append(slices.Clone(calls), "町道2号線舗装工事 一般競争入札の公告")
	s := &site{pages: map[string]string{
		"/":       home(a("/bid/", "入札・契約")),
		"/bid/":   "<h2>公募</h2>" + rows("/p/", calls[0]) + a("/bid/p/", "公募の一覧を見る") + "<h2>入札</h2>" + rows("/k/", "庁舎清掃業務委託 条件付一般競争入札の公告") + a("/bid/k/", "入札公告の一覧を見る"),
		"/bid/p/": rows("/p/", both...),
		"/bid/k/": rows("/k/", "庁舎清掃業務委託 条件付一般競争入札の公告", "町道3号線舗装工事 一般競争入札の公告", "庁舎の防水工事 一般競争入札の公告"),
	}}
	found, err := explore(t, s, "/")
	if got := paths(found.Lists); err != nil || got != "/bid/p/ /bid/k/" && got != "/bid/k/ /bid/p/" {
		t.Errorf("lists %q, asked %v, %v", got, s.asked, err)
	}
}

// TestMenusOnEveryPage are looked at by their own words: what a page of calls links beside them comes first.
func TestMenusOnEveryPage(t *testing.T) {
	menu := ""
	for n := range 30 {
		menu += a(fmt.Sprintf("/m/%d/", n), fmt.Sprintf("くらしの案内%d", n))
	}
	s := &site{menu: menu, pages: map[string]string{"/": home(a("/koubo/", "公募情報")), "/koubo/": a("/koubo/x/", "一階"), "/koubo/x/": a("/koubo/x/y/", "二階"), "/koubo/x/y/": rows("/k/", calls...)}}
	for n := range 30 {
		s.pages[fmt.Sprintf("/m/%d/", n)] = "<h1>案内</h1>"
	}
	found, err := explore(t, s, "/")
	first, inside := slices.Index(s.asked, "/m/0/"), slices.Index(s.asked, "/koubo/x/")
	if err != nil || inside < 0 || first >= 0 && first < inside {
		t.Errorf("lists %q, asked %v, %v", paths(found.Lists), s.asked, err)
	}
}

// TestPagesOfAList are no lists of their own; もっと見る on the home page leads to one.
func TestPagesOfAList(t *testing.T) {
	for name, at := range map[string]string{"folder": "/n/", "folder without slash": "/n", "file": "/n.html", "by a query": "/n?c=4"} {
		path, query, _ := strings.Cut(at, "?")
		more := path + "?" + strings.TrimPrefix(query+"&", "&")
		s := &site{pages: map[string]string{
			"/":             home(a(at, "もっと見る")),
			at:              rows("/k/", calls[0], "図書館の休館日について") + a(more+"page=2", "2") + a(more+"offset=20", "もっと見る") + a(more+"page=3", "最後へ") + a(more+"paged=2", "過去の投稿") + a("/n/p4.html", "次の8件&gt;&gt;") + a("/n/p4.html", "＞"),
			more + "page=2": rows("/l/", calls...), more + "paged=2": rows("/q/", calls...), more + "offset=20": rows("/m/", calls...), "/n/p4.html": rows("/o/", calls...),
		}, header: map[string]http.Header{}}
		if at == "/n" { // which forwards to its folder, as servers do
			s.header["/n"] = http.Header{"Location": {"/n/"}}
			s.pages["/n/"] = s.pages["/n"]
		}
		found, err := explore(t, s, "/")
		if got := strings.TrimSuffix(paths(found.Lists), "/"); err != nil || got != strings.TrimSuffix(at, "/") {
			t.Errorf("%s: lists %q, asked %v, %v", name, got, s.asked, err)
		}
	}
}

// TestSignsOfFeeds finds feeds by signs without words, on pages of news and of feeds, and takes that of calls, or of all that is new,
// before those of other matters.
func TestSignsOfFeeds(t *testing.T) {
	for name, c := range map[string]struct{ sign, feed string }{
		"picture":          {`<a href="/f/update"><img src="/i/rss.png" alt=""></a>`, "/f/update"},
		"class":            {`<a href="/f/feed2" class="icon-rss"></a>`, "/f/feed2"},
		"named beside it":  {`<li>くらし <a href="/f/a.xml"><img alt="RSS"></a></li><li>産業・入札 <a href="/f/b.xml"><img alt="RSS"></a></li><li>イベント <a href="/f/c.xml">RSS</a></li>`, "/f/b.xml"},
		"all that is new":  {`<tr><td>観光</td><td><a href="/f/a.xml">XML</a></td></tr><tr><td>新着情報</td><td><a href="/f/d.xml">XML</a></td></tr>`, "/f/d.xml"},
		"one without call": {`<p><a href="/f/old.rdf">RSS</a></p><p><a href="/f/e.rdf">RSS</a></p>`, "/f/old.rdf /f/e.rdf"},
	} {
		t.Run(name, func(t *testing.T) {
			s := &site{pages: map[string]string{"/": home(a("/new/", "お知らせ")), "/new/": "<table>" + c.sign + "</table>" + rows("/n/", "図書館の休館日について", "断水のお知らせ")}}
			for _, path := range []string{"/f/update", "/f/feed2", "/f/a.xml", "/f/b.xml", "/f/c.xml", "/f/d.xml", "/f/e.rdf"} {
				s.pages[path] = rss("/k/1.html", "/k/2.html")
			}
			s.pages["/f/old.rdf"] = strings.ReplaceAll(rss("/n/1.html"), "管理業務（その0）に係る公募型プロポーザルの実施について", "で写真展を開きます")
			found, err := explore(t, s, "/")
			sorted := strings.Join(strings.Fields(paths(found.Feeds)), " ")
			if c.feed == "/f/old.rdf /f/e.rdf" && sorted == "/f/e.rdf /f/old.rdf" {
				sorted = c.feed // the one with calls comes first
			}
			if err != nil || sorted != c.feed {
				t.Errorf("feeds %q, asked %v, %v", paths(found.Feeds), s.asked, err)
			}
		})
	}
}

// TestPagersOfYears leaves the years before alone that the pager of a list leads to.
func TestPagersOfYears(t *testing.T) {
	for _, text := range []string{"2025年度", "前年度", "前々年度分", "＜ 令和7年度へ", "令和7年度の一覧へ", "10月"} {
		s := &site{pages: map[string]string{"/": home(a("/koubo/", "公募情報")), "/koubo/": rows("/k/", calls...) + a("/koubo/b/", text), "/koubo/b/": rows("/o/", "図書館の指定管理者を募集します", "庁舎のネーミングライツ・パートナーを募集します")}}
		found, err := explore(t, s, "/")
		if err != nil || paths(found.Lists) != "/koubo/" || s.wasAsked("/koubo/b/") {
			t.Errorf("%s: lists %q, asked %v, %v", text, paths(found.Lists), s.asked, err)
		}
	}
}

// TestBoxOfPages goes where a box of choices leads, and not to what a form asks.
func TestBoxOfPages(t *testing.T) {
	s := &site{pages: map[string]string{
		"/":      home(`<select onchange="location.href=this.value"><option value="">選ぶ</option><option value="/work/">しごと・産業</option></select><form><select name="q"><option value="nyusatsu">入札</option></select></form>`),
		"/work/": a("/work/koubo/", "公募・プロポーザル"), "/work/koubo/": rows("/k/", calls...), "/nyusatsu": rows("/l/", calls...),
	}}
	found, err := explore(t, s, "/")
	if err != nil || paths(found.Lists) != "/work/koubo/" || s.wasAsked("/nyusatsu") {
		t.Errorf("lists %q, asked %v, %v", paths(found.Lists), s.asked, err)
	}
}

// TestNewsOfAPlace takes what is new of the place of calls for their list, and not what is new of all.
func TestNewsOfAPlace(t *testing.T) {
	s := &site{menu: a("/new/", "お知らせ"), pages: map[string]string{
		"/":            home(a("/bid/", "契約・公募"), a("/koubo/", "公募情報"), a("/new/", "お知らせ")),
		"/koubo/":      rows("/k/", calls[0], "庁舎清掃業務委託 条件付一般競争入札の公告"),
		"/bid/":        a("/bid/topics/", "トピックス") + a("/bid/kekka/", "入札結果"),
		"/bid/topics/": rows("/b/", calls[1:]...),
		"/new/":        rows("/n/", "図書館の休館日について", "断水のお知らせ"),
	}}
	found, err := explore(t, s, "/")
	if got := paths(found.Lists); err != nil || got != "/bid/topics/ /koubo/" && got != "/koubo/ /bid/topics/" {
		t.Errorf("lists %q, asked %v, %v", got, s.asked, err)
	}
}

// TestNewsIsNoLongerList keeps a list of few calls although the page of what is new of all shows them, too, and more.
func TestNewsIsNoLongerList(t *testing.T) {
	s := &site{pages: map[string]string{
		"/":       home(a("/koubo/", "公募情報"), a("/new/", "更新情報一覧")),
		"/koubo/": rows("/k/", calls[0], calls[1]),
		"/new/":   rows("/k/", calls[0], calls[1], "図書館の休館日について", "断水のお知らせ") + rows("/n/", calls[2]),
	}}
	found, err := explore(t, s, "/")
	if err != nil || !strings.Contains(paths(found.Lists), "/koubo/") {
		t.Errorf("lists %q, rejected %+v, %v", paths(found.Lists), found.Rejected, err)
	}
}

// TestHubWhoseLinksAreInAMenu follows the kinds of contracts below a hub although the menu of all pages has them.
func TestHubWhoseLinksAreInAMenu(t *testing.T) {
	s := &site{menu: a("/bid/", "入札・契約") + a("/bid/koji/", "工事") + a("/bid/buppin/", "物品"), pages: map[string]string{
		"/": home(a("/koubo/", "公募情報")), "/koubo/": rows("/k/", calls...), "/bid/": "<h1>入札・契約</h1><p>工事と物品の入札を行っています。</p>",
		"/bid/koji/": rows("/j/", "町道2号線舗装工事 一般競争入札の公告", "庁舎の防水工事 一般競争入札の公告"), "/bid/buppin/": rows("/b/", "除雪車の購入 一般競争入札の公告", "複写機の賃貸借 一般競争入札の公告"),
	}}
	found, err := explore(t, s, "/")
	if err != nil || len(found.Lists) != 3 {
		t.Errorf("lists %q, asked %v, %v", paths(found.Lists), s.asked, err)
	}
}

// TestFrames finds lists, and the menus that lead to them, in frames of pages of the site, at the outer page or one within the other.
func TestFrames(t *testing.T) {
	const list = "/in/list.html"
	for name, c := range map[string]struct{ home, outer, inner string }{
		"list in an iframe":          {a("/koubo/", "公募情報"), `<h1>公募情報</h1><iframe src="/in/list.html" width="100%" height="900"></iframe>`, ""},
		"beside a map":               {a("/koubo/", "事業者の募集"), `<h1>募集</h1><iframe src="https://www.google.com/maps/embed?pb=1"></iframe><iframe src="/in/list.html"></iframe>`, ""},
		"beside a menu of the place": {a("/koubo/", "入札・契約"), `<h1>入札・契約</h1><iframe src="/in/menu.html"></iframe>`, `<a href="/in/list.html">業務委託</a>`},
		"in a frameset":              {a("/koubo/", "入札・契約"), `<!DOCTYPE html><title>入札</title><frameset cols="20%,80%"><frame src="/in/menu.html"><frame src="/in/list.html"></frameset>`, "<p>見出し</p>"},
		"as an object":               {a("/koubo/", "公募情報"), `<h1>公募情報</h1><object type="text/html" data="/in/list.html"></object>`, ""},
		"one within the other":       {a("/koubo/", "公募情報"), `<h1>公募情報</h1><iframe src="/in/menu.html"></iframe>`, `<iframe src="/in/list.html"></iframe>`},
		"menu of the home page":      {`<iframe src="/in/menu.html" height="40"></iframe>`, "", a("/in/list.html", "公募・入札") + a("/life/", "くらし")},
		"news of the home page":      {`<iframe src="/in/list.html" title="お知らせ"></iframe>`, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := &site{pages: map[string]string{"/": home(a("/town/", "町政"), c.home), "/koubo/": c.outer, "/in/menu.html": c.inner, list: rows("/in/", calls...)}}
			found, err := explore(t, s, "/")
			if err != nil || paths(found.Lists) != list {
				t.Errorf("lists %q, asked %v, %v", paths(found.Lists), s.asked, err)
			}
		})
	}
}

// TestPagesOfYears take the place of the lists of years behind them, of several matters, too, and of none where those are files or hold no calls.
func TestPagesOfYears(t *testing.T) {
	for name, c := range map[string]struct {
		hub, lists string
		asked      string // lists of years
	}{
		"two calendars":      {a("/y/1/", "2025年度") + a("/y/2/", "令和8年度") + a("/y/3/", "令和6年度"), "/koubo/", "/y/2/"},
		"both, in brackets":  {a("/y/1/", "令和7年度（2025年度）") + a("/y/2/", "令和8年度（2026年度）"), "/koubo/", "/y/2/"},
		"two matters":        {a("/y/2/", "令和8年度 公募型プロポーザル") + a("/y/1/", "令和7年度 公募型プロポーザル") + a("/y/4/", "令和8年度 サウンディング") + a("/y/5/", "令和7年度 サウンディング"), "/koubo/", "/y/2/ /y/4/"},
		"beside other pages": {a("/q/", "入札参加資格審査について") + a("/y/2/", "令和8年度") + a("/y/1/", "令和7年度") + a("/kekka/", "入札結果"), "/koubo/", "/y/2/"},
		"under headings":     {"<h2>令和7年度</h2><p>" + `<a href="/y/1/">一覧はこちら</a></p><h2>令和8年度</h2><p><a href="/y/2/">一覧はこちら</a></p>`, "/koubo/", "/y/2/"},
		"parted by months":   {a("/m/8/", "令和8年度") + a("/m/7/", "令和7年度"), "/koubo/", "/y/2/"},
		"a box of choices":   {`<select onchange="go(this)"><option value="">年度を選ぶ</option><option value="/y/1/">令和7年度</option><option value="/y/2/">令和8年度</option></select>`, "/koubo/", "/y/2/"},
		"of other matters":   {a("/z/1/", "令和8年度 決算") + a("/z/2/", "令和7年度 決算"), "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := &site{pages: map[string]string{"/": home(a("/koubo/", "公募情報")), "/koubo/": "<h1>公募情報</h1>" + c.hub, "/m/8/": "<h1>令和8年度</h1>" + a("/y/1/", "10月") + a("/y/2/", "11月")}}
			for n := 1; n <= 5; n++ {
				s.pages[fmt.Sprintf("/y/%d/", n)] = rows(fmt.Sprintf("/y/%d/", n), calls...)
				s.pages[fmt.Sprintf("/z/%d/", n)] = rows(fmt.Sprintf("/z/%d/", n), "町民文化祭を開催しました")
			}
			found, err := explore(t, s, "/")
			var asked []string
			for n := 1; n <= 5; n++ {
				if path := fmt.Sprintf("/y/%d/", n); s.wasAsked(path) {
					asked = append(asked, path)
				}
			}
			if err != nil || paths(found.Lists) != c.lists || strings.Join(asked, " ") != c.asked {
				t.Errorf("lists %q, asked %v, %v", paths(found.Lists), s.asked, err)
			}
		})
	}
}

// TestYearsOfEveryPage takes an announcement for no page of years by the months of a box that every page of the site has, and does not look
// for its list behind them.
func TestYearsOfEveryPage(t *testing.T) {
	for name, box := range map[string]string{
		"a box of choices": `<aside class="widget"><h3>アーカイブ</h3><select onchange="go(this)"><option value="">月を選択</option><option value="/m/11/">2026年11月</option><option value="/m/10/">2026年10月</option></select></aside>`,
		"links":            `<div id="side"><h3>過去の記事</h3><ul>` + a("/m/11/", "2026年11月") + a("/m/10/", "2026年10月") + `</ul></div>`,
		"years":            `<aside><ul>` + a("/m/11/", "2026年") + a("/m/10/", "2025年") + `</ul></aside>`,
	} {
		for _, title := range []string{"プロポーザル（町史）", "サウンディング（旧庁舎）"} {
			s := &site{pages: map[string]string{
				"/":             home(a("/koubo/", "企業の皆様へ"), a("/posts/9.html", title)) + box,
				"/koubo/":       rows("/k/", calls...),
				"/posts/9.html": "<h1>" + title + "</h1><p>町の歴史をまとめる業者を選びます。</p><p>提出期限　令和8年12月17日</p>" + box,
			}}
			for n := 10; n <= 11; n++ {
				s.pages[fmt.Sprintf("/m/%d/", n)] = strings.Replace(rows("/n/", "断水のお知らせです", "交流館の指定管理者を募集します"), "/n/1", fmt.Sprintf("/n/%d", n), 1) + box
			}
			found, err := explore(t, s, "/")
			if err != nil || strings.Contains(paths(found.Lists), "/posts/") || s.wasAsked("/m/10/") {
				t.Errorf("%s, %s: lists %q, asked %v, %v", name, title, paths(found.Lists), s.asked, err)
			}
		}
	}
}

// TestSectionsComeBeforeGuesses looks into what a section explains before the usual places of feeds, which cost a handful of requests.
func TestSectionsComeBeforeGuesses(t *testing.T) {
	for _, name := range []string{"指定管理者制度", "公の施設の指定管理者制度について", "行政経営", "公共施設マネジメント"} {
		s := &site{pages: map[string]string{
			"/":      home(a("/koubo/", "公募情報"), a("/town/", "町政")) + `<div id="tmp_contents"></div>`,
			"/town/": a("/town/s/", name) + a("/town/g/", "議会"), "/koubo/": rows("/k/", calls[:2]...), "/town/s/": rows("/s/", "交流館の指定管理者を募集します", "体育館の指定管理者を募集します"),
		}}
		found, err := explore(t, s, "/")
		asked, guess := slices.Index(s.asked, "/town/s/"), slices.Index(s.asked, "/shinchaku/shinchaku.xml")
		if err != nil || len(found.Lists) != 2 || asked < 0 || guess < asked || s.wasAsked("/town/g/") {
			t.Errorf("%s: lists %q, asked %v, %v", name, paths(found.Lists), s.asked, err)
		}
	}
}

// TestWards looks into the pages of a city's wards, which have announcements of their own, although all that a feed tells was found; into one
// alone where that has none.
func TestWards(t *testing.T) {
	for name, c := range map[string]struct {
		home, first, second string // links of the home page, and what the wards show
		lists               string
		asked               bool // the second ward
	}{
		"linked from the home page": {a("/aoba/", "青葉区") + a("/minato/", "湊南区"), rows("/a/", "湊まつりのお知らせです", "区民会館の清掃業務 企画提案の募集"), rows("/m/", "区民会館の指定管理者を募集します", "断水のお知らせです"), "/koubo/ /aoba/ /minato/", true},
		"behind the page of wards":  {a("/wards/", "区役所"), rows("/a/", "湊まつりのお知らせです", "区民会館の清掃業務 企画提案の募集"), rows("/m/", "区民会館の指定管理者を募集します", "断水のお知らせです"), "/koubo/ /aoba/ /minato/", true},
		"without calls":             {a("/aoba/", "青葉区役所") + a("/minato/", "湊南区役所"), rows("/a/", "湊まつりのお知らせです"), rows("/m/", "断水のお知らせです"), "/koubo/", false},
	} {
		s := &site{pages: map[string]string{
			"/":       home(a("/koubo/", "公募情報"), a("/koubo/rss.xml", "RSS"), c.home),
			"/koubo/": rows("/k/", calls...), "/koubo/rss.xml": rss("/k/1.html", "/k/2.html"), "/wards/": "<h1>区役所</h1>" + a("/aoba/", "青葉区") + a("/minato/", "湊南区"),
			"/aoba/": c.first, "/minato/": c.second,
		}}
		found, err := explore(t, s, "/")
		got := strings.Fields(paths(found.Lists))
		slices.Sort(got)
		want := strings.Fields(c.lists)
		slices.Sort(want)
		if err != nil || !slices.Equal(got, want) || s.wasAsked("/minato/") != c.asked {
			t.Errorf("%s: lists %q, asked %v, %v", name, got, s.asked, err)
		}
	}
}

// TestOfficesWithLists finds the lists that offices have each: those that the calls of the home page lead to, and where nothing else was
// found those of the offices that may let contracts; one office alone where calls stand elsewhere, too.
func TestOfficesWithLists(t *testing.T) {
	trail := func(office, name string) string {
		return `<p><a href="/">ホーム</a> &gt; <a href="/d/">組織から探す</a> &gt; <a href="` + office + `">` + name + `</a> &gt; 交流館管理業務</p><h1>交流館管理業務</h1>`
	}
	fourCalls, fourOffices := "", map[string]string{}
	for n, name := range []string{"企画課", "道路課", "情報課", "環境課"} {
		dir := fmt.Sprintf("/d/%d/", n+5)
		call := fmt.Sprintf("交流館管理業務（その%d）に係る公募型プロポーザルの実施について", n)
		fourCalls += fmt.Sprintf(`<li>2026年10月%d日 <a href="%s1.html">%s</a></li>`, n+1, dir, call)
		fourOffices[dir+"1.html"], fourOffices[dir] = trail(dir, name), rows(dir, call, "断水のお知らせ")
	}
	offices := a("/d/1/", "福祉課") + a("/d/2/", "企画課") + a("/d/3/", "総務課") + a("/d/4/", "管財課")
	for name, c := range map[string]struct {
		home  string
		pages map[string]string
		lists string
	}{
		"by the calls of the home page": {`<ul><li>2026年10月3日 <a href="/d/2/1.html">` + calls[0] + `</a></li><li>2026年10月2日 <a href="/d/4/1.html">` + calls[1] + `</a></li></ul>`,
			map[string]string{"/d/2/1.html": trail("/d/2/", "企画課"), "/d/4/1.html": trail("/d/4/", "管財課"), "/d/2/": rows("/d/2/", calls[0], "町民文化祭を開催しました"), "/d/4/": rows("/d/4/", calls[1], "断水のお知らせ")}, "/d/2/ /d/4/"},
		"of an office that is no place of calls by its name": {`<ul><li>2026年10月3日 <a href="/d/9/1.html">` + calls[0] + `</a></li></ul>`,
			map[string]string{"/d/9/1.html": trail("/d/9/", "観光課"), "/d/9/": rows("/d/9/", calls[0], "町民文化祭を開催しました")}, "/d/9/"},
		"by four calls of the home page": {"<ul>" + fourCalls + "</ul>", fourOffices, "/d/5/ /d/6/ /d/7/ /d/8/"},
		"by their names":                 {"", map[string]string{"/d/3/": rows("/d/3/", calls[0], "断水のお知らせ"), "/d/4/": rows("/d/4/", calls[1:]...)}, "/d/3/ /d/4/"},
		"in parts of one":                {"", map[string]string{"/d/3/": a("/d/3/a/", "庶務係") + a("/d/3/b/", "契約係"), "/d/3/b/": rows("/d/3/b/", calls...)}, "/d/3/b/"},
		"of a service, in a frame":       {a("/d/9/", "浜辺広域消防本部"), map[string]string{"/d/9/": `<h2>お知らせ</h2><iframe src="/d/9/f.html"></iframe>`, "/d/9/f.html": rows("/d/9/", calls[0], "秋の火災予防運動")}, "/d/9/f.html"},
		"of a service":                   {a("/suido.html", "水道局"), map[string]string{"/suido.html": rows("/d/9/", calls[0], "断水のお知らせ")}, "/suido.html"},
		"beside other lists":             {a("/koubo/", "公募情報"), map[string]string{"/koubo/": rows("/k/", calls...), "/d/2/": rows("/d/2/", "断水のお知らせ"), "/d/4/": rows("/d/2/", "断水のお知らせ"), "/d/3/": "<p>窓口</p>"}, "/koubo/"},
	} {
		t.Run(name, func(t *testing.T) {
			c.pages["/"], c.pages["/d/"] = home(a("/d/", "組織から探す"))+c.home, offices
			s := &site{pages: c.pages}
			found, err := explore(t, s, "/")
			got := strings.Fields(paths(found.Lists))
			slices.Sort(got)
			if err != nil || strings.Join(got, " ") != c.lists {
				t.Errorf("lists %q, asked %v, %v", got, s.asked, err)
			}
		})
	}
}

// TestSectionsOfAnyName are looked into below what companies look for while requests are left.
func TestSectionsOfAnyName(t *testing.T) {
	for name, c := range map[string]struct {
		vain  int
		asked bool
	}{"few requests": {0, true}, "many requests": {10, true}, "none left": {13, false}} {
		links := a("/work/koubo/", "公募情報") + a("/work/x/", "なみの窓")
		s := &site{pages: map[string]string{"/work/koubo/": rows("/k/", calls[:2]...), "/work/x/": rows("/x/", calls[2], "断水のお知らせ")}}
		for n := range c.vain {
			path := fmt.Sprintf("/work/b%d/", n)
			links += a(path, "入札・契約")
			s.pages[path] = "<p>準備中</p>"
		}
		s.pages["/"], s.pages["/work/"] = home(a("/work/", "しごと・産業")), links
		if found, err := explore(t, s, "/"); err != nil || s.wasAsked("/work/x/") != c.asked {
			t.Errorf("%s: lists %q, asked %v, %v", name, paths(found.Lists), s.asked, err)
		}
	}
}

// TestFormsThatLeadToLists presses the button of a form that is called like the place of calls, where nothing links the list behind it, and of no
// other.
func TestFormsThatLeadToLists(t *testing.T) {
	const choice = `<select name=st><option value=1>受付中<option value="">すべて</select>`
	for name, c := range map[string]struct{ form, asked string }{
		"heading in it":        {`<form action="/k/list" method=get><h2>契約・公募案件をさがす</h2>` + choice + `<button>さがす</button></form>`, "/k/list"},
		"heading before it":    {`<section><h3>事業者募集の検索</h3><form action="/k/list"><input type=radio name=r value=2 checked>募集中<input name=q><input type=submit value=検索></form></section>`, "/k/list"},
		"legend":               {`<form action="/k/list"><fieldset><legend>入札情報</legend>` + choice + `<button type=submit>表示</button></fieldset></form>`, "/k/list"},
		"words of its button":  {`<form action="/k/list"><button>公募情報を見る</button></form>`, "/k/list"},
		"nothing without":      {`<form action="/k/find"><h2>公募情報</h2>` + choice + `<button>表示</button></form>`, "/k/find?st=1"},
		"search of the site":   {`<form action="/k/list"><h2>サイト内検索</h2><input name=q><button>検索</button></form>`, ""},
		"search of words":      {`<form action="/k/list"><h2>公募情報</h2><input name=q><button>検索</button></form>`, ""},
		"of something else":    {`<form action="/k/list"><h2>ごみの分別</h2>` + choice + `<button>表示</button></form>`, ""},
		"posts":                {`<form action="/k/list" method=post><h2>公募情報</h2>` + choice + `<button>表示</button></form>`, ""},
		"narrows its own page": {`<form action="/"><h2>公募情報</h2>` + choice + `<button>表示</button></form>`, ""},
	} {
		s := &site{pages: map[string]string{"/": home() + c.form, "/k/list?st=1": rows("/k/", calls...), "/k/list?r=2&q=": rows("/k/", calls...), "/k/list": rows("/k/", calls...), "/k/find": "<h1>検索</h1>", "/k/find?st=1": rows("/k/", calls...)}}
		found, err := explore(t, s, "/")
		if got := paths(found.Lists); err != nil || got != c.asked || s.wasAsked("/?st=1") {
			t.Errorf("%s: lists %q, asked %v, %v", name, got, s.asked, err)
		}
	}
}

// TestCategoriesChosenInForms finds the list that is chosen among the categories of the news, and asks for no part of a list of calls.
func TestCategoriesChosenInForms(t *testing.T) {
	const form = `<form action="/n/list" method=get><select name=c><option value="">すべて<option value=1>くらし<option value=3>入札・公募<option value=4>職員採用</select><input type=submit value=表示></form>`
	news := []string{"町民文化祭を開催しました", "図書館の休館日について"}
	for name, c := range map[string]struct {
		all   []string
		lists string
	}{"of the news": {news, "/n/list?c=3"}, "of a list of calls": {calls, "/n/list"}} {
		s := &site{pages: map[string]string{"/": home(a("/n/list", "お知らせ")), "/n/list": rows("/k/", c.all...) + form, "/n/list?c=3": rows("/k/", calls...) + form, "/n/list?c=": rows("/k/", c.all...)}}
		found, err := explore(t, s, "/")
		if got := paths(found.Lists); err != nil || got != c.lists || name == "of a list of calls" && s.wasAsked("/n/list?c=3") {
			t.Errorf("%s: lists %q, asked %v, %v", name, got, s.asked, err)
		}
	}
}

// TestBareWorksAreCalls finds a list of tenders whose rows name but works and goods and link nothing, beside one of results that looks like it.
func TestBareWorksAreCalls(t *testing.T) {
	table := func(name, head string) string {
		return "<h1>" + name + "</h1><table><tr><th>件名</th><th>" + head + "</th></tr><tr><td>東中プール改修工事</td><td>令和8年12月4日</td></tr><tr><td>水槽付消防ポンプ車</td><td>令和8年12月11日</td></tr></table>"
	}
	s := &site{pages: map[string]string{
		"/": home(a("/shigoto/", "事業者の方へ")), "/shigoto/": a("/shigoto/nyusatsu/", "入札のお知らせ") + a("/shigoto/kekka/", "入札結果"),
		"/shigoto/nyusatsu/": table("入札のお知らせ", "入札日時"), "/shigoto/kekka/": table("入札結果", "入札日時"),
	}}
	found, err := explore(t, s, "/")
	if err != nil || len(found.Lists) != 1 || found.Lists[0].Open != 2 {
		t.Errorf("lists %+v, asked %v, %v", found.Lists, s.asked, err)
	}
}

// TestFeedsUnderOtherNames takes a feed for one whatever its link says and whatever its address.
func TestFeedsUnderOtherNames(t *testing.T) {
	for name, link := range map[string]string{
		"by its address":       `<a href="/koubo.xml">公募情報を購読</a>`,
		"by nothing":           `<a href="/koubo/subscribe">公募情報の配信</a>`,
		"by a query":           `<a href="/koubo?format=xml">募集情報をフィードで</a>`,
		"as the place of news": `<a href="/whatsnew/">新着情報</a>`,
	} {
		s := &site{pages: map[string]string{"/": home(a("/koubo/", "公募情報")), "/koubo/": rows("/k/", calls...) + link}}
		for _, path := range []string{"/koubo.xml", "/koubo/subscribe", "/koubo?format=xml", "/whatsnew/"} {
			s.pages[path] = rss("/k/1.html", "/k/2.html")
		}
		found, err := explore(t, s, "/")
		if err != nil || len(found.Feeds) != 1 || paths(found.Lists) != "/koubo/" {
			t.Errorf("%s: feeds %q, lists %q, asked %v, %v", name, paths(found.Feeds), paths(found.Lists), s.asked, err)
		}
	}
}

// TestListsInAnotherOrder are not asked for: the heads of a list's columns lead to what was read.
func TestListsInAnotherOrder(t *testing.T) {
	for _, query := range []string{"order=created&sort=asc", "sort=title", "orderby=date&dir=desc", "sort_by=field_deadline&sort_order=ASC"} {
		s := &site{pages: map[string]string{"/": home(a("/koubo", "公募情報")), "/koubo": rows("/k/", calls...) + a("/koubo?"+query, "募集期限")}}
		s.pages["/koubo?"+query] = s.pages["/koubo"]
		if found, err := explore(t, s, "/"); err != nil || paths(found.Lists) != "/koubo" || s.wasAsked("/koubo?"+query) {
			t.Errorf("lists %q, asked %v, %v", paths(found.Lists), s.asked, err)
		}
	}
}

// TestFrontOfFewRows takes a page that tells what is new for the home page and not for a door, however few links it has.
func TestFrontOfFewRows(t *testing.T) {
	frames := `<!DOCTYPE html><html><head><title>浜辺町</title></head><frameset cols="20,80"><frame src="/menu.html"><frame src="/top.html"></frameset></html>`
	for name, top := range map[string]string{
		"dated": rows("/n/", "図書館の休館日", "断水について"),
		"bare":  "<h1>浜辺町</h1><ul>" + a("/n/1.html", "年末年始の窓口業務を休みます") + a("/n/2.html", "町内一斉清掃の日程を変更します") + a("/n/3.html", "水道管の凍結に注意してください") + "</ul>",
	} {
		s := &site{pages: map[string]string{
			"/": frames, "/top.html": top, "/menu.html": "<!DOCTYPE html><html><body>" + a("/bid/", "入札情報") + a("/boshu/", "各種募集") + "</body></html>",
			"/bid/":   rows("/b/", "町道2号線舗装工事 一般競争入札の公告", "庁舎清掃業務委託 条件付一般競争入札の公告"),
			"/boshu/": rows("/k/", calls...), "/n/1.html": "<h1>休みます</h1>" + a("/bid/", "戻る"), "/n/2.html": "<h1>変更します</h1>",
		}}
		found, err := explore(t, s, "/")
		if err != nil || len(found.Lists) != 2 || s.wasAsked("/n/1.html") {
			t.Errorf("%s: lists %q, asked %v, %v", name, paths(found.Lists), s.asked, err)
		}
	}
}

// TestNamesWithKindsInBrackets follows names of lists that tell kinds of calls beside it, and no title of a call with its subject there.
func TestNamesWithKindsInBrackets(t *testing.T) {
	for text, followed := range map[string]bool{
		"募集情報（プロポーザル・補助金等）":              true,
		"入札情報（公有地売却・物品購入を含む）":            true,
		"事業者の募集（提案・委託・指定管理者）":            true,
		"プロポーザル、サウンディング、補助金などの募集":        true,
		"企業・団体の皆さまへの公募型プロポーザル・企画提案の募集情報": true,
		"公募型プロポーザルの実施（町民会館改修設計業務）":       false,
		"サウンディング型市場調査（旧浜辺小学校跡地の利活用）":     false,
		"町民会館ネーミングライツパートナー募集（第2回）":       false,
	} {
		s := &site{pages: map[string]string{"/": home(a("/biz.html", "事業者の方へ")), "/biz.html": "<h1>事業者の方へ</h1>" + a("/bid.html", "入札公告") + a("/x.html", text), "/bid.html": rows("/b/", "町道2号線舗装工事 一般競争入札の公告", "庁舎の防水工事 一般競争入札の公告"), "/x.html": rows("/k/", calls...)}}
		if _, err := explore(t, s, "/"); err != nil || s.wasAsked("/x.html") != followed {
			t.Errorf("%s: asked %v, %v", text, s.asked, err)
		}
	}
}

// TestGrantsBelowSections follows lists of grants in a section for companies, and takes them unless they name residents.
func TestGrantsBelowSections(t *testing.T) {
	companies, residents := []string{"省エネ設備導入補助金（第2回公募）", "販路開拓支援補助金の募集"}, []string{"住宅用太陽光発電設備補助金の募集", "空き家改修補助金の募集"}
	for name, c := range map[string]struct {
		section, link string
		titles        []string
		taken         bool
	}{
		"by its own name":      {"しごと・産業", "事業者支援・補助金", companies, true},
		"below traders":        {"事業者の方へ", "補助金・助成金", companies, true},
		"below business":       {"ビジネス", "支援制度・補助金", companies, true},
		"small firms":          {"しごと・産業", "中小企業支援", companies, true},
		"in brackets":          {"しごと・産業", "補助金・給付金（事業者）", companies, true},
		"support alone":        {"企業向け情報", "支援制度", companies, true},
		"residents there":      {"事業者の方へ", "補助金・助成金", residents, false},
		"below another matter": {"しごと・くらし", "補助金・助成金", companies, false},
		"one alone":            {"事業者の皆さまへ", "補助・融資", companies[1:], true},
		"one by its own name":  {"しごと・産業", "企業支援", []string{"海藻養殖業者販路開拓補助金"}, true},
		"one to residents":     {"事業者の皆さまへ", "補助・融資", residents[1:], false},
		"one that has ended":   {"しごと・産業", "企業支援", []string{"販路開拓支援補助金の募集（受付終了）"}, false},
		"one of another name":  {"事業者の皆さまへ", "統計・調査", companies[1:], false},
	} {
		s := &site{pages: map[string]string{
			"/": home(a("/biz/", c.section)), "/biz/": "<h1>" + c.section + "</h1>" + a("/biz/p/", "プロポーザル") + a("/biz/g/", c.link),
			"/biz/p/": rows("/k/", calls...), "/biz/g/": dated(c.link, "/g/", c.titles...),
		}}
		found, err := explore(t, s, "/")
		if taken := strings.Contains(paths(found.Lists), "/biz/g/"); err != nil || taken != c.taken {
			t.Errorf("%s: lists %q, asked %v, rejected %+v, %v", name, paths(found.Lists), s.asked, found.Rejected, err)
		}
	}
}

// TestOfficesEachWithAList takes the list of every office where there is no other, also of those whose calls are older than the feed tells, and
// the whole of each rather than its latest.
func TestOfficesEachWithAList(t *testing.T) {
	offices := []string{"資産活用課", "こども家庭課", "農業振興課", "高齢福祉課", "経営課"}
	s := &site{pages: map[string]string{"/": home(a("/o/", "組織でさがす"), a("/f.xml", "RSS")), "/o/": "<h1>組織でさがす</h1>"}}
	var fed []string
	for n, name := range offices {
		dir := fmt.Sprintf("/o/%d/", n+1)
		s.pages["/o/"] += a(dir, name)
		latest := dated(name, dir, fmt.Sprintf("第%d期業務に係る公募型プロポーザルの実施について", n), "電話番号の変更について")
		s.pages[dir] = latest + a(fmt.Sprintf("/o/list%d.html", n+1), name+"の一覧を見る")
		s.pages[fmt.Sprintf("/o/list%d.html", n+1)] = dated(name+" 新着情報一覧", dir, fmt.Sprintf("第%d期業務に係る公募型プロポーザルの実施について", n), "電話番号の変更について", "会議室の利用について", "施設の運営事業者を募集します")
		if n < 3 {
			fed = append(fed, dir+"1.html")
		}
	}
	s.pages["/f.xml"] = strings.ReplaceAll(rss(fed...), "</link></item>", "</link><pubDate>Mon, 05 Oct 2026 09:00:00 +0900</pubDate></item>")
	found, err := explore(t, s, "/")
	for n := range offices {
		if list := fmt.Sprintf("/o/list%d.html", n+1); err != nil || !slices.Contains(strings.Fields(paths(found.Lists)), list) {
			t.Errorf("%s is missing: lists %q, asked %v, %v", list, paths(found.Lists), s.asked, err)
		}
	}
	if len(found.Lists) != len(offices) || found.Requests > 20 {
		t.Errorf("lists %q after %d requests", paths(found.Lists), found.Requests)
	}
}

// TestOfficesOfCalls asks first for the offices whose calls the feed tells of, of however many.
func TestOfficesOfCalls(t *testing.T) {
	s := &site{pages: map[string]string{"/": home(a("/o/", "各課のご案内"), a("/f.xml", "RSS")), "/o/": "<h1>各課のご案内</h1>", "/f.xml": rss("/o/27/1.html", "/o/31/1.html")}}
	for n := range 40 {
		dir := fmt.Sprintf("/o/%d/", n)
		s.pages["/o/"] += a(dir, fmt.Sprintf("第%d課", n))
		s.pages[dir] = dated("課", dir, "電話番号の変更について", "会議室の利用について")
	}
	for _, n := range []string{"27", "31"} {
		s.pages["/o/"+n+"/"] = dated("課", "/o/"+n+"/", calls[0], "会議室の利用について")
		s.pages["/o/"+n+"/1.html"] = "<h1>" + calls[0] + "</h1>"
	}
	found, err := explore(t, s, "/")
	if got := paths(found.Lists); err != nil || got != "/o/27/ /o/31/" && got != "/o/31/ /o/27/" {
		t.Errorf("lists %q, asked %v, %v", got, s.asked, err)
	}
}

// TestFoldersInVain asks for few folders of calls that turn out to be no lists.
func TestFoldersInVain(t *testing.T) {
	s := &site{pages: map[string]string{"/": home(a("/koubo/", "公募情報"), a("/f.xml", "RSS")), "/koubo/": rows("/k/", calls...)}}
	var fed []string
	for n := range 12 {
		dir := fmt.Sprintf("/d%d/", n)
		s.pages["/"] += a(dir, fmt.Sprintf("暮らしの窓%d", n))
		s.pages[dir] = "<h1>窓</h1><p>暮らしの案内です。</p>"
		fed = append(fed, dir+"1.html")
	}
	s.pages["/f.xml"] = rss(fed...)
	_, err := explore(t, s, "/")
	asked := 0
	for n := range 12 {
		if s.wasAsked(fmt.Sprintf("/d%d/", n)) {
			asked++
		}
	}
	if err != nil || asked > mostCalls {
		t.Errorf("asked %v, %v", s.asked, err)
	}
}

// TestDepartmentsWithLists asks other departments for their lists once one stands below a department, whatever they are called.
func TestDepartmentsWithLists(t *testing.T) {
	for name, c := range map[string]struct {
		other string
		asked bool
	}{"a department": {"建設部", true}, "an office elsewhere": {"浜辺総合振興局", true}, "no department": {"写真の部屋", false}, "a club": {"写真倶楽部", false}} {
		s := &site{pages: map[string]string{
			"/": home(a("/kz/", "経済部"), a("/b/", c.other)), "/kz/": "<h1>経済部</h1>" + a("/kz/k/", "商工企画課"), "/kz/k/": "<h1>商工企画課</h1>" + a("/kz/k/p.html", "プロポーザルの公告"),
			"/kz/k/p.html": rows("/kz/k/d/", calls...), "/b/": "<h1>" + c.other + "</h1>" + a("/b/bosyu.html", "公募情報"), "/b/bosyu.html": rows("/b/d/", calls...),
		}}
		found, err := explore(t, s, "/")
		lists := strings.Fields(paths(found.Lists))
		if err != nil || slices.Contains(lists, "/b/bosyu.html") != c.asked || !slices.Contains(lists, "/kz/k/p.html") {
			t.Errorf("%s: lists %q, asked %v, %v", name, lists, s.asked, err)
		}
	}
}

// TestBesideLists looks first, of what promises little, into what stands in one box with a list; a few in vain are enough.
func TestBesideLists(t *testing.T) {
	s := &site{pages: map[string]string{"/": home(a("/biz/", "事業者の方へ")), "/biz/p/": rows("/p/", calls...), "/biz/t/": rows("/t/", "駅前広場の売店の運営事業者を募集します", "管路点検の実証に参加する企業を募集します")}}
	far := ""
	for n := range 9 {
		far += a(fmt.Sprintf("/biz/far%d/", n), fmt.Sprintf("なぎさの窓%d", n))
		s.pages[fmt.Sprintf("/biz/far%d/", n)] = "<p>窓口の案内です。</p>"
	}
	s.pages["/biz/"] = "<h1>事業者の方へ</h1><ul>" + far + "</ul><ul>" + a("/biz/p/", "公募情報") + a("/biz/t/", "えきの広場") + "</ul>"
	found, err := explore(t, s, "/")
	if err != nil || !strings.Contains(paths(found.Lists), "/biz/t/") || slices.Index(s.asked, "/biz/t/") != slices.Index(s.asked, "/biz/p/")+1 {
		t.Errorf("lists %q, asked %v, %v", paths(found.Lists), s.asked, err)
	}
	many := &site{pages: map[string]string{"/": home(a("/biz/", "事業者の方へ"), a("/kikaku/", "企画")), "/biz/p/": rows("/p/", calls...), "/kikaku/": "<p>準備中</p>"}}
	many.pages["/biz/"] = "<h1>事業者の方へ</h1><ul>" + a("/biz/p/", "公募情報") + far + "</ul>"
	if _, err := explore(t, many, "/"); err != nil || slices.Index(many.asked, "/kikaku/") < 0 {
		t.Errorf("asked %v, %v", many.asked, err)
	}
}

// TestSingleAnnouncements leaves alone what tells residents of one matter, though its words would name a section, and pages called by the
// link of a row: 続きを読む.
func TestSingleAnnouncements(t *testing.T) {
	for text, asked := range map[string]bool{
		"子育て世帯への給付金のご案内": false, "商工業の補助金のご案内": true, "詳細ページへ": false, "続きを読む ...": false, "学校給食調理員の募集": false, "指定給水装置工事事業者": false, "共同研究": true,
	} {
		s := &site{pages: map[string]string{"/": home(a("/biz/", "事業者の方へ"), a("/news/8821/", text)), "/biz/": "<h1>事業者の方へ</h1>" + a("/p/", "公募情報"), "/p/": rows("/k/", calls...), "/news/8821/": "<p>準備中</p>"}}
		if _, err := explore(t, s, "/"); err != nil || s.wasAsked("/news/8821/") != asked {
			t.Errorf("%s: asked %v, %v", text, s.asked, err)
		}
	}
}

// TestNumberedPages are announcements by the form of their addresses, but for lists that a system numbers.
func TestNumberedPages(t *testing.T) {
	for path, want := range map[string]bool{
		"/node/1500": true, "/osirase/4.shtml": true, "/news/8821/": true, "/docs/2026102600026/": true, "/kiji00003928/index.html": true,
		"/category/3010-5-0-0-0-0-0-0-0-0.html": false, "/list00017.html": false, "/soshiki/4/": false, "/life/5/21/": false, "/business/": false, "/jigyosya/siteikouji.shtml": false,
	} {
		if isNumbered(path) != want {
			t.Errorf("%s: %v", path, !want)
		}
	}
}

// TestNumberedSections are no announcements where their addresses are those of lists, or their names short.
func TestNumberedSections(t *testing.T) {
	short := &site{pages: map[string]string{"/": home(a("/koubo/", "公募情報"), a("/life/sub/131/", "行政改革・財産")), "/koubo/": rows("/k/", calls...), "/life/sub/131/": rows("/p/", calls[1:]...)}}
	if _, err := explore(t, short, "/"); err != nil || !short.wasAsked("/life/sub/131/") {
		t.Errorf("asked %v, %v", short.asked, err)
	}
	s := &site{pages: map[string]string{"/": home(a("/category/30-1-0-0.html", "まちづくり・にぎわい創出")), "/category/30-1-0-0.html": "<h1>まちづくり</h1>" + a("/p/", "公募情報"), "/p/": rows("/k/", calls...)}}
	if found, err := explore(t, s, "/"); err != nil || paths(found.Lists) != "/p/" {
		t.Errorf("lists %q, asked %v, %v", paths(found.Lists), s.asked, err)
	}
}

// TestSinglesAreBounded asks for few pages that are called like announcements, on a page that names them, once calls were found.
func TestSinglesAreBounded(t *testing.T) {
	s := &site{pages: map[string]string{"/": home(a("/koubo/", "公募情報"), a("/new/", "新着情報")), "/koubo/": rows("/k/", calls...)}}
	news := ""
	for n := range 9 {
		path := fmt.Sprintf("/n/%d.html", 100+n)
		news += a(path, fmt.Sprintf("第%d回なぎさ商工まつりの企画と運営のしごと", n))
		s.pages[path] = "<p>まつりの案内です。</p>"
	}
	s.pages["/new/"] = "<h1>新着情報</h1>" + news
	_, err := explore(t, s, "/")
	asked := 0
	for _, path := range s.asked {
		asked += one(strings.HasPrefix(path, "/n/"))
	}
	if err != nil || asked > mostSingles {
		t.Errorf("asked %v, %v", s.asked, err)
	}
}

// TestSpaceForAdvertisements takes the list of it in a section for companies soon, and elsewhere with what is left of the requests.
func TestSpaceForAdvertisements(t *testing.T) {
	ads := rows("/a/", "庁舎エレベーターに掲出する広告を募集します", "広報紙に掲載する広告の募集")
	for _, section := range []string{"事業者の方へ", "くらしの情報"} {
		s := &site{pages: map[string]string{"/": home(a("/biz/", section), a("/koubo/", "公募情報")), "/koubo/": rows("/k/", calls...), "/biz/": "<h1>" + section + "</h1>" + a("/biz/ads/", "有料広告の募集") + a("/biz/n/", "バナー広告掲載企業の紹介"), "/biz/ads/": ads}}
		found, err := explore(t, s, "/")
		if err != nil || !strings.Contains(paths(found.Lists), "/biz/ads/") || s.wasAsked("/biz/n/") {
			t.Errorf("%s: lists %q, asked %v, rejected %+v, %v", section, paths(found.Lists), s.asked, found.Rejected, err)
		}
	}
}

// TestSectionsOfOtherMatters looks into sections that promise nothing with the requests that are left, and takes one that holds a single call.
func TestSectionsOfOtherMatters(t *testing.T) {
	booklet, park := "暮らしの便利帳を共同で発行する事業者を募集します", "中央公園の活用に係るサウンディング型市場調査の実施について"
	dull := ""
	for _, name := range []string{"English", "入札結果", "職員採用", "町の歴史", "2026年10月", "水道管の凍結にご注意ください"} {
		dull += a(fmt.Sprintf("/dull/%d/", len(dull)), name)
	}
	s := &site{pages: map[string]string{
		"/": home(a("/koubo/", "公募情報"), a("/koho/", "広報・広聴"), a("/live/", "生活のこと"), dull), "/koubo/": rows("/k/", calls...),
		"/koho/": "<h1>広報・広聴</h1>" + rows("/h/", booklet), "/live/": "<h1>生活のこと</h1>" + a("/live/park/", "公園・みどり"), "/live/park/": "<h1>公園・みどり</h1>" + rows("/g/", park),
	}}
	found, err := explore(t, s, "/")
	if err != nil || paths(found.Lists) != "/koubo/ /koho/ /live/park/" && paths(found.Lists) != "/koho/ /live/park/ /koubo/" || strings.Contains(fmt.Sprint(s.asked), "/dull/") {
		t.Errorf("lists %q, asked %v, %v", paths(found.Lists), s.asked, err)
	}
	if found.Requests > MostRequests || slices.Index(s.asked, "/koho/") < slices.Index(s.asked, "/koubo/") {
		t.Errorf("%d requests: %v", found.Requests, s.asked)
	}
	s.pages["/"], s.pages["/feed"], s.asked = `<!DOCTYPE html><html><head><link rel="alternate" type="application/atom+xml" href="/feed"></head><body>`+s.pages["/"]+"</body></html>", rss("/k/1.html", "/k/2.html"), nil
	if _, err := explore(t, s, "/"); err != nil || s.wasAsked("/koho/") || s.wasAsked("/live/park/") {
		t.Errorf("where a feed tells of all: asked %v, %v", s.asked, err)
	}
}

// TestWhatIsNewOfAll keeps the page of it beside lists that hold its calls, but where a feed tells of as long.
func TestWhatIsNewOfAll(t *testing.T) {
	entry := func(day string, n int) string {
		return fmt.Sprintf("<item><title>%s</title><link>/k/%d.html</link><pubDate>%s</pubDate></item>", calls[n-1], n, day)
	}
	const first, last, early = "Mon, 02 Nov 2026 09:00:00 +0900", "Fri, 27 Nov 2026 09:00:00 +0900", "Mon, 01 Jun 2026 09:00:00 +0900"
	for name, c := range map[string]struct {
		feed string
		kept bool
	}{"no feed": {"", true}, "a feed of a month": {entry(last, 1) + entry(first, 2), true}, "a feed of half a year": {entry(last, 1) + entry(early, 2), false}} {
		s := &site{pages: map[string]string{"/koubo/": rows("/k/", calls...), "/new/": rows("/k/", calls[0], calls[1])}}
		head := ""
		if c.feed != "" {
			head, s.pages["/feed"] = `<link rel="alternate" type="application/rss+xml" href="/feed">`, `<?xml version="1.0"?><rss version="2.0"><channel><title>新着</title>`+c.feed+`</channel></rss>`
		}
		s.pages["/"] = "<!DOCTYPE html><html><head>" + head + "</head><body>" + home(a("/koubo/", "公募情報"), a("/new/", "新着情報")) + "</body></html>"
		if found, err := explore(t, s, "/"); err != nil || strings.Contains(paths(found.Lists), "/new/") != c.kept {
			t.Errorf("%s: lists %q, asked %v, rejected %+v, %v", name, paths(found.Lists), s.asked, found.Rejected, err)
		}
	}
}
