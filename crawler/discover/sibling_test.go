package discover

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

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

// TestNumberedSections are no announcements where their addresses are those of lists.
func TestNumberedSections(t *testing.T) {
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

// TestSpaceForAdvertisements takes the list of it in a section for companies, and asks for none elsewhere.
func TestSpaceForAdvertisements(t *testing.T) {
	ads := rows("/a/", "庁舎エレベーターに掲出する広告を募集します", "広報紙に掲載する広告の募集")
	for section, taken := range map[string]bool{"事業者の方へ": true, "くらしの情報": false} {
		s := &site{pages: map[string]string{"/": home(a("/biz/", section), a("/koubo/", "公募情報")), "/koubo/": rows("/k/", calls...), "/biz/": "<h1>" + section + "</h1>" + a("/biz/ads/", "有料広告の募集") + a("/biz/n/", "バナー広告掲載企業の紹介"), "/biz/ads/": ads}}
		found, err := explore(t, s, "/")
		if err != nil || strings.Contains(paths(found.Lists), "/biz/ads/") != taken || s.wasAsked("/biz/n/") {
			t.Errorf("%s: lists %q, asked %v, rejected %+v, %v", section, paths(found.Lists), s.asked, found.Rejected, err)
		}
	}
}
