package discover

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"koubo/sources"
)

// sectioned is a site with two lists under sections, among decoys.
func sectioned() *site {
	return &site{
		menu: a("/life/", "くらし") + a("/work/", "しごと・産業") + a("/town/", "町政のこと"),
		pages: map[string]string{
			"/":                    "<h1>浜辺町</h1>" + a("/saiyo/", "町職員の募集") + a("/new/", "お知らせ一覧"),
			"/work/":               a("/work/yuchi/", "企業誘致") + a("/work/bid/", "入札・契約"),
			"/town/":               a("/town/ppp/", "公民連携") + a("/town/toukei/", "統計"),
			"/work/bid/":           a("/work/bid/kekka/", "入札結果") + a("/work/bid/sikaku/", "入札参加資格審査申請") + a("/work/bid/style/", "契約関係の様式集") + a("/work/bid/koukoku/", "公告"),
			"/work/bid/koukoku/":   rows("/k/", "町道2号線舗装工事 一般競争入札の公告", "庁舎清掃業務委託 条件付一般競争入札の公告", calls[0]),
			"/work/bid/kekka/":     rows("/r/", "令和8年9月の入札結果", "令和8年8月の入札結果", calls[0]),
			"/town/ppp/":           a("/town/ppp/now/", "募集中の案件"),
			"/town/ppp/now/":       rows("/p/", calls[1:]...),
			"/saiyo/":              rows("/s/", "令和9年度採用 町職員採用試験のご案内", calls[2]),
			"/new/":                rows("/n/", "町民文化祭を開催しました", "水道管の工事に伴う断水のお知らせ", "図書館の休館日について"),
			"/docs/not-linked.xml": rss("/k/1.html"),
		},
	}
}

func TestFindsListsAmongDecoys(t *testing.T) {
	s := sectioned()
	found, err := explore(t, s, "/")
	if err != nil {
		t.Fatal(err)
	}
	if got := paths(found.Lists); got != "/work/bid/koukoku/ /town/ppp/now/" {
		t.Errorf("lists are %q, rejected %+v", got, found.Rejected)
	}
	for _, path := range []string{"/work/bid/kekka/", "/work/bid/sikaku/", "/work/bid/style/", "/saiyo/", "/town/toukei/"} {
		if s.wasAsked(path) {
			t.Errorf("%s was asked for, which by its name holds no calls", path)
		}
	}
	if len(found.Feeds) > 0 || found.Requests != len(s.asked) {
		t.Errorf("feeds %v, %d requests by its own count, %d by the site's", found.Feeds, found.Requests, len(s.asked))
	}
}

// TestNews takes the page of news where calls stand nowhere else, and leaves it out where they do.
func TestNews(t *testing.T) {
	alone := &site{pages: map[string]string{"/": a("/new/", "お知らせ一覧") + a("/life/", "くらし"), "/new/": rows("/n/", "図書館の休館日について", calls[0])}}
	found, err := explore(t, alone, "/")
	if err != nil || paths(found.Lists) != "/new/" {
		t.Errorf("alone: %q, %v", paths(found.Lists), err)
	}
	for name, feed := range map[string]string{"lists that hold the same": "/p/1.html", "a feed that holds the same": "/other/1.html"} {
		beside := sectioned()
		beside.pages["/new/"] = rows(strings.TrimSuffix(feed, "1.html"), calls[1], "図書館の休館日について")
		if beside.pages["/"] += `<script src="/ssi/js/a.js"></script>`; name != "lists that hold the same" {
			beside.pages["/rss/10/list1.xml"] = rss(feed)
		}
		found, err = explore(t, beside, "/")
		isNet := name == "lists that hold the same" // of calls that will stand elsewhere nothing else tells
		if err != nil || strings.Contains(paths(found.Lists), "/new/") != isNet || !beside.wasAsked("/new/") {
			t.Errorf("beside %s: %q, asked %v, %v", name, paths(found.Lists), beside.asked, err)
		}
	}
}

func TestDoors(t *testing.T) {
	const home = `<h1>浜辺町</h1><li><a href="/koubo/">プロポーザル・公募</a></li><li><a href="/a/">くらし</a></li><li><a href="/b/">子育て</a></li><li><a href="/c/">福祉</a></li><li><a href="/d/">観光</a></li><li><a href="/e/">町政</a></li><li><a href="/f/">防災</a></li>`
	cases := map[string]struct {
		door   string
		header http.Header
	}{
		"frames":         {`<!DOCTYPE html><html><head><title>浜辺町</title></head><frameset cols="200,*"><frame src="menu.html"><frame src="index.html"></frameset></html>`, nil},
		"meta refresh":   {`<!DOCTYPE html><html><head><meta http-equiv="refresh" content="2; url=/index.html"></head><body>移動します</body></html>`, nil},
		"Refresh header": {`<!DOCTYPE html><html><body>移動します</body></html>`, http.Header{"Refresh": {"0; url=/index.html"}}},
		"splash page":    {`<!DOCTYPE html><html><body><a href="/index.html"><img src="a.jpg" alt="ようこそ浜辺町へ"></a> <a href="/en/">English</a></body></html>`, nil},
		"redirect":       {"", http.Header{"Location": {"/index.html"}}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			s := &site{header: map[string]http.Header{"/": c.header}, pages: map[string]string{
				"/": c.door, "/index.html": home, "/menu.html": "<!DOCTYPE html><body><a href=/work/>事業者の方へ</a></body>", "/koubo/": rows("/k/", calls...)}}
			found, err := explore(t, s, "/")
			if err != nil || paths(found.Lists) != "/koubo/" {
				t.Errorf("lists %q, home %q, %v", paths(found.Lists), found.Home, err)
			}
			if name == "frames" && !s.wasAsked("/work/") {
				t.Error("the menu in the other frame was not read")
			}
		})
	}
}

func TestFeeds(t *testing.T) {
	mark := func(head string) string {
		return "<!DOCTYPE html><html><head>" + head + "</head><body>" + strings.Repeat("<a href=/x/>くらし</a> ", 9) + "<a href=/help/rss.html>RSS配信について</a></body></html>"
	}
	plain := func(head string) string { return strings.ReplaceAll(mark(head), "RSS配信", "サイト") }
	cases := map[string]struct{ home, help, feed string }{
		"named in the head":                 {plain(`<link rel="alternate" type="application/rss+xml" href="/any/feed">`), "", "/any/feed"},
		"named on the page about feeds":     {mark(""), `<p><a href="/dir/shinchaku.xml">新着情報</a></p>`, "/dir/shinchaku.xml"},
		"usual place of info_list":          {plain(`<link rel=stylesheet href="/ssi/css/a.css">`), "", "/rss/10/list1.xml"},
		"second usual place of cms8341":     {plain("") + `<div id="tmp_contents"></div>`, "", "/shinchaku.xml"},
		"usual place of no family we know":  {plain(""), "", "/rss.xml"},
		"usual place, with a broken banner": {plain(`<link rel="alternate" type="application/rss+xml" href="/gone"><script src="/theme/base/js/ewbc.min.js"></script>`), "", "/cgi-bin/feed.php?siteNew=1"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			found, err := explore(t, &site{pages: map[string]string{"/": c.home, "/help/rss.html": c.help, c.feed: rss("/k/1.html")}}, "/")
			if err != nil || paths(found.Feeds) != c.feed {
				t.Errorf("feeds %q of %q, rejected %+v, %v", paths(found.Feeds), found.CMS, found.Rejected, err)
			}
		})
	}
}

// TestBreadcrumbs finds a list that no words lead to, above a call that the feed tells of: by the names of its breadcrumbs, or by their form.
func TestBreadcrumbs(t *testing.T) {
	for name, trail := range map[string]string{
		"named":           `<div id="pankuzu"><a href="/">ホーム</a> &gt; <a href="/zz/">なみの窓</a> &gt; 交流館</div>`,
		"parted by slash": `<div class="loc"><a href="/">浜辺町トップ</a> / <a href="/zz/">なみの窓</a> / 交流館管理業務</div>`,
		"rows of a list":  `<ul class="p1"><li><a href="/">ホーム</a></li><li><a href="/zz/">なみの窓</a></li><li>交流館管理業務</li></ul>`,
		"behind a label":  `<p>現在位置：<span><a href="/">TOP</a></span> ＞ <span><a href="/zz/">なみの窓</a></span> ＞ <span>交流館管理業務</span></p>`,
	} {
		s := &site{menu: a("/a/", "くらし") + a("/b/", "子育て"), pages: map[string]string{
			"/":          `<!DOCTYPE html><html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head><body>` + strings.Repeat(a("/a/", "くらし"), 9) + "</body></html>",
			"/feed":      rss("/zz/1.html"),
			"/zz/1.html": trail + `<h1>交流館管理業務</h1><p><a href="/yy.html">仕様</a></p>`,
			"/zz/":       rows("/zz/", calls...),
		}}
		found, err := explore(t, s, "/")
		if err != nil || paths(found.Lists) != "/zz/" || s.wasAsked("/yy.html") {
			t.Errorf("%s: lists %q, asked %v, %v", name, paths(found.Lists), s.asked, err)
		}
	}
}

func TestSitemapIsTheLastResort(t *testing.T) {
	s := &site{pages: map[string]string{
		"/":                  strings.Repeat(a("/a/", "くらし"), 9),
		"/sitemap.xml":       `<?xml version="1.0"?><urlset><url><loc>BASE/q/nyusatsu/kekka/</loc></url><url><loc>BASE/q/proposal/</loc></url><url><loc>http://other.example.jp/proposal/</loc></url></urlset>`,
		"/q/proposal/":       rows("/k/", calls...),
		"/q/nyusatsu/kekka/": rows("/r/", "令和8年9月の入札結果"),
	}}
	found, err := explore(t, s, "/")
	if err != nil || paths(found.Lists) != "/q/proposal/" || s.wasAsked("/q/nyusatsu/kekka/") {
		t.Errorf("lists %q, asked %v, %v", paths(found.Lists), s.asked, err)
	}
}

// TestBound asks an endless site for no more than is allowed.
func TestBound(t *testing.T) {
	s := &site{pages: map[string]string{}}
	for n := range 60 {
		links := ""
		for m := range 60 {
			links += a(fmt.Sprintf("/p%d/", m), "入札・契約のページ")
		}
		s.pages[fmt.Sprintf("/p%d/", n)], s.pages["/"] = links, links
	}
	found, err := explore(t, s, "/")
	if err != nil || len(s.asked) > MostRequests || len(s.asked) < MostRequests/2 || found.Requests != len(s.asked) {
		t.Errorf("%d requests, %v", len(s.asked), err)
	}
}

func TestRobots(t *testing.T) {
	s := sectioned()
	s.pages["/robots.txt"] = "User-agent: *\nDisallow: /work/\n"
	found, err := explore(t, s, "/")
	if err != nil || paths(found.Lists) != "/town/ppp/now/" || s.wasAsked("/work/") {
		t.Errorf("lists %q, asked %v, %v", paths(found.Lists), s.asked, err)
	}
	s = sectioned()
	s.pages["/robots.txt"] = "User-agent: *\nDisallow: /\n"
	if _, err = explore(t, s, "/"); err == nil || !strings.Contains(err.Error(), "robots.txt") || len(s.asked) != 1 {
		t.Errorf("asked %v, %v", s.asked, err)
	}
}

func TestPagesFurtherInside(t *testing.T) {
	s := sectioned()
	found, err := explore(t, s, "/work/bid/koukoku/")
	if err != nil || !strings.Contains(paths(found.Lists), "/work/bid/koukoku/") {
		t.Errorf("lists %q, %v", paths(found.Lists), err)
	}
	found, err = explore(t, s, "/docs/not-linked.xml")
	if err != nil || paths(found.Feeds) != "/docs/not-linked.xml" || len(found.Lists) > 0 || found.Requests > 2 {
		t.Errorf("of a feed: %+v, %v", found, err)
	}
}

func TestHomeThatCannotBeRead(t *testing.T) {
	for body, want := range map[string]string{
		"": "404",
		"<!DOCTYPE html><title>ただいまメンテナンス中です</title><p>ご迷惑をおかけします":            "メンテナンス",
		"<!DOCTYPE html><title>浜辺町</title><form><input type=password></form>": "password",
	} {
		s := &site{pages: map[string]string{"/": body}}
		if body == "" {
			s.pages = nil
		}
		if _, err := explore(t, s, "/"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error is %v, want it to say %s", err, want)
		}
	}
}

// TestAnnouncementsThatAreShort are no lists though a link with a short name led to them: all that they name is their own papers.
func TestAnnouncementsThatAreShort(t *testing.T) {
	for name, c := range map[string]struct{ title, lists string }{"its own papers": {"公園の命名権の募集", ""}, "another's": {"命名権の募集", "/k/1.html"}} {
		s := &site{pages: map[string]string{"/": home(a("/k/1.html", c.title)), "/k/1.html": "<!DOCTYPE html><title>" + c.title + "｜浜辺町</title><h1>" + c.title + `</h1><p>2026年10月1日</p><p><a href="/k/1.pdf">公園の命名権の募集</a>（2026年10月1日）</p>`}}
		if found, err := explore(t, s, "/"); err != nil || paths(found.Lists) != c.lists || !s.wasAsked("/k/1.html") {
			t.Errorf("%s: lists %q, asked %v, %v", name, paths(found.Lists), s.asked, err)
		}
	}
}

// TestBoundOfRedirects counts every redirect, that of the last request, too.
func TestBoundOfRedirects(t *testing.T) {
	s := &site{pages: map[string]string{}, header: map[string]http.Header{}}
	links := ""
	for n := range 30 {
		from, to := fmt.Sprintf("/p%d/", n), fmt.Sprintf("/q%d/", n)
		links += a(from, "入札・契約のページ")
		s.pages[from], s.pages[to] = "", "<p>準備中</p>"
		s.header[from] = http.Header{"Location": {to}}
	}
	s.pages["/"] = home(links)
	if found, err := explore(t, s, "/"); err != nil || len(s.asked) != MostRequests || found.Requests != MostRequests {
		t.Errorf("%d requests, told %d, %v", len(s.asked), found.Requests, err)
	}
}

// TestWhatIsLeft names the pages that promise most where the requests did not suffice, and none where they did.
func TestWhatIsLeft(t *testing.T) {
	s := &site{pages: map[string]string{}}
	links := a("/new/", "新着情報") + a("/life/1/", "くらし")
	for n := range 20 {
		path := fmt.Sprintf("/p%d/", n)
		links += a(path, "入札・契約のページ")
		s.pages[path] = "<p>準備中</p>"
	}
	s.pages["/"] = home(links)
	found, err := explore(t, s, "/")
	if err != nil || len(found.Left) != mostLeft || found.Left[0].Title != "入札・契約のページ" {
		t.Errorf("left %+v, %v", found.Left, err)
	}
	few := &site{pages: map[string]string{"/": home(a("/koubo/", "公募情報")), "/koubo/": rows("/k/", calls...)}}
	if found, err := explore(t, few, "/"); err != nil || len(found.Left) > 0 {
		t.Errorf("left %+v, %v", found.Left, err)
	}
}

func TestDue(t *testing.T) {
	now := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	finding := func(ago time.Duration, lists ...string) *sources.Finding {
		return &sources.Finding{At: now.Add(-ago), Lists: lists}
	}
	for name, c := range map[string]struct {
		discover bool
		health   sources.Health
		want     bool
	}{
		"not asked for":              {false, sources.Health{}, false},
		"first visit":                {true, sources.Health{}, true},
		"found":                      {true, sources.Health{Found: finding(90*24*time.Hour, "a")}, false},
		"in vain an hour ago":        {true, sources.Health{Found: finding(time.Hour)}, false},
		"in vain a day ago":          {true, sources.Health{Found: finding(searchRest)}, true},
		"in vain twice, a day ago":   {true, sources.Health{Found: &sources.Finding{At: now.Add(-searchRest), Vain: 2}}, false},
		"in vain twice, two ago":     {true, sources.Health{Found: &sources.Finding{At: now.Add(-2 * searchRest), Vain: 2}}, true},
		"in vain for ever, a month":  {true, sources.Health{Found: &sources.Finding{At: now.Add(-longestSearchRest), Vain: 99}}, true},
		"failing for two visits":     {true, sources.Health{Failures: 2, Found: finding(renewRest, "a")}, false},
		"failing for three visits":   {true, sources.Health{Failures: 3, Found: finding(renewRest, "a")}, true},
		"failing, and searched then": {true, sources.Health{Failures: 9, Found: finding(renewRest-time.Second, "a")}, false},
		"the clock was set back":     {true, sources.Health{Found: finding(-time.Hour, "a")}, true},
	} {
		if got := Due(sources.Source{Discover: c.discover}, c.health, now); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestRenewed(t *testing.T) {
	now := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	before := &sources.Finding{At: now.Add(-renewRest), Lists: []string{"old"}}
	if f := Renewed(before, Found{Lists: []Candidate{{URL: "new"}}}, nil, now); !slices.Equal(f.Lists, []string{"new"}) || f.Why != "" || f.At != now {
		t.Errorf("a search that found something: %+v", f)
	}
	if f := Renewed(before, Found{}, nil, now); !slices.Equal(f.Lists, []string{"old"}) || f.Why == "" || f.At != now {
		t.Errorf("a search in vain: %+v", f)
	}
	vain := Renewed(Renewed(nil, Found{}, nil, now), Found{}, nil, now)
	if down := Renewed(vain, Found{}, errors.New("it answers 503"), now); vain.Vain != 2 || down.Vain != 2 {
		t.Errorf("two searches in vain and one that was none: %+v, %+v", vain, down)
	}
	if f := Renewed(vain, Found{Lists: []Candidate{{URL: "new"}}}, nil, now); f.Vain != 0 {
		t.Errorf("found at last: %+v", f)
	}
	if f := Renewed(nil, Found{}, errors.New("it answers 503"), now); f.Why != "it answers 503" || !Due(sources.Source{Discover: true}, sources.Health{Found: f}, now) {
		t.Errorf("a site that could not be searched: %+v", f)
	}
}
