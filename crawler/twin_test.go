package crawler_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"koubo/opportunity"
)

// twinPage is a page of a call that says enough to be told from others.
func twinPage(deadline, further string) string {
	return htmlPage("給食配送業務に係る公募型プロポーザルの実施について", "<p>次のとおり企画提案を募集しますので、参加を希望する事業者は期限までに参加表明書と企画提案書を提出してください。</p><p>提出期限："+deadline+"</p>"+further)
}

func twinList(hrefs ...string) string {
	var b strings.Builder
	for n, href := range hrefs {
		fmt.Fprintf(&b, `<li><span class="date">2026年11月%d日</span> <a href="%s">給食配送業務に係る公募型プロポーザルの実施について</a></li>`, 9-n, href)
	}
	return htmlPage("募集", `<ul><li><span class="date">2026年11月9日</span> <a href="/nyusatsu/1.html">第1公園に関する公募型プロポーザルの実施について</a></li>`+b.String()+"</ul>")
}

// TestPagesThatSayTheSameAreOneCall, to the word, under one title; what differs in a day or a document, or says next to nothing, is several.
func TestPagesThatSayTheSameAreOneCall(t *testing.T) {
	const day = "令和8年12月18日"
	for name, c := range map[string]struct {
		a, b string
		want int
	}{
		"the same":             {twinPage(day, ""), twinPage(day, "") + "<!-- another template -->", 1},
		"another day":          {twinPage(day, ""), twinPage("令和9年1月15日", ""), 2},
		"other words":          {twinPage(day, "<p>対象は東部給食センターです。</p>"), twinPage(day, "<p>対象は西部給食センターです。</p>"), 2},
		"another document":     {twinPage(day, `<a href="/1.pdf">要領</a>`), twinPage(day, `<a href="/2.pdf">要領</a>`), 2},
		"the same document":    {twinPage(day, `<a href="/1.pdf">要領</a>`), twinPage(day, `<a href="/1.pdf">要領</a>`), 1},
		"next to nothing":      {htmlPage("給食配送業務に係る公募型プロポーザルの実施について", "<p>提出期限："+day+"</p>"), htmlPage("給食配送業務に係る公募型プロポーザルの実施について", "<p>提出期限："+day+"</p>"), 2},
		"a page without a day": {twinPage("別途通知", ""), twinPage("別途通知", ""), 2},
	} {
		town, o := newCity(t), newOffice(t, nil)
		src := town.source()
		src.Feeds, src.Lists = nil, []string{town.URL + "/list.html"}
		town.serveInstead(map[string]string{"/list.html": twinList("/news/7.html", "/jigyosha/7.html"), "/news/7.html": c.a, "/jigyosha/7.html": c.b})
		for range 2 {
			o.visit(src)
			if got := len(o.records()) - 1; got != c.want {
				t.Errorf("%s: %d records, want %d", name, got, c.want)
			}
			o.clock.pass(24 * time.Hour)
		}
	}
}

// TestANumberInALinkThatChangesMakesNoNewCall: the page behind it is the one that was read, to the byte, and the list names its former
// address no longer. The record keeps its id and first day, and leads to the address that is listed.
func TestANumberInALinkThatChangesMakesNoNewCall(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds, src.Lists = nil, []string{town.URL + "/list.html"}
	page := twinPage("令和8年12月18日", "")
	id := ""
	for hour := range 4 {
		href := fmt.Sprintf("/%d/kiji.html", 100+hour)
		town.serveInstead(map[string]string{"/list.html": twinList(href), href: page})
		o.visit(src)
		all := o.records()
		at := slices.IndexFunc(all, func(r opportunity.Opportunity) bool { return strings.HasPrefix(r.Title, "給食") })
		if len(all) != 2 || at < 0 || all[at].Revision != 1 || !strings.HasSuffix(all[at].URL, href) || all[at].Status != "open" || id != "" && all[at].ID != id {
			t.Fatalf("hour %d: %+v", hour, all)
		}
		id = all[at].ID
		o.clock.pass(time.Hour)
	}
	still := twinList("/104/kiji.html", "/103/kiji.html")
	town.serveInstead(map[string]string{"/list.html": still, "/103/kiji.html": page, "/104/kiji.html": twinPage("令和9年1月15日", "")})
	o.visit(src)
	if got := len(o.records()); got != 3 {
		t.Errorf("a second call beside it: %d records", got)
	}
}
