package discover

import (
	"fmt"
	"strings"
	"testing"
)

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
