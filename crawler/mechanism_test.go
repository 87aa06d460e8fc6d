package crawler_test

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"koubo/crawler"
	"koubo/opportunity"
	"koubo/parsers/page"
	"koubo/sources"
)

// htmlPage is a page of the city with a heading and what stands below it.
func htmlPage(heading, below string) string {
	return fmt.Sprintf(`<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>%s｜あおば市</title></head><body><main><h1>%s</h1>%s</main></body></html>`, heading, heading, below)
}

// serveInstead has the city answer some paths with pages of the test's.
func (c *city) serveInstead(pages map[string]string) {
	c.set(func() {
		c.odd = func(w http.ResponseWriter, r *http.Request) bool {
			page, ok := pages[r.URL.Path]
			if ok {
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				fmt.Fprint(w, page)
			}
			return ok
		}
	})
}

func (c *city) asked() (paths []string) {
	c.set(func() { paths, c.requests = slices.Clone(c.requests), nil })
	return paths
}

func (o *office) health(id string) sources.Health {
	o.t.Helper()
	h, err := o.Health(id)
	if err != nil {
		o.t.Fatal(err)
	}
	return h
}

// known is what is remembered of the announcement at a path of the city.
func (o *office) known(path string) sources.Known {
	o.t.Helper()
	m, err := o.store.Memory("city")
	if err != nil {
		o.t.Fatal(err)
	}
	for key, k := range m.Known {
		if strings.HasSuffix(key, path) {
			return k
		}
	}
	return sources.Known{}
}

// TestOnlyWhatACompanyMayActOnIsOpen: a result's page is looked at no more than its list says.
func TestOnlyWhatACompanyMayActOnIsOpen(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	town.set(func() {
		town.calls[0].title = "第1公園に関する公募型プロポーザルの審査結果について"
	})
	o.visit(town.source())
	if k := o.known("/1.html"); k.Open || k.ID == "" {
		t.Errorf("a result is remembered as %+v", k)
	}
	if k := o.known("/2.html"); !k.Open {
		t.Errorf("an open call is remembered as %+v", k)
	}
}

// TestATokenInAListIsNoNews: a clock, a counter and a token make every answer's bytes differ, and its validator.
func TestATokenInAListIsNoNews(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds = nil
	visits := 0
	town.set(func() {
		town.odd = func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path != "/nyusatsu/index.html" {
				return false
			}
			visits++
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Header().Set("ETag", fmt.Sprintf(`"%d"`, visits))
			extra := fmt.Sprintf(`<form><input type="hidden" name="token" value="%x"></form><p>現在 %d時%d分　閲覧数 %d</p></main>`, visits*7919, visits%24, visits%60, visits)
			fmt.Fprint(w, strings.Replace(town.list(), "</main>", extra, 1))
			return true
		}
	})
	o.visit(src)
	first := o.health(src.ID)
	for range 5 {
		town.asked()
		o.clock.pass(time.Hour)
		report := o.visit(src)
		if asked := town.asked(); len(asked) != 1 || report.New+report.Revised != 0 {
			t.Fatalf("asked for %v; %+v", asked, report)
		}
	}
	h := o.health(src.ID)
	if !h.LastNew.Equal(first.LastNew) || h.Rhythm != 0 {
		t.Errorf("the token counts as news: %+v", h)
	}
	o.clock.pass(130 * 24 * time.Hour)
	if report := o.visit(src); report.State != sources.Stale {
		t.Errorf("after months without anything new: %s (%s)", report.State, report.Reason)
	}
}

// TestADeadPageOfSeveralIsItsOwnTrouble: the feed beside a list that is gone is ok, and keeps its pace.
func TestADeadPageOfSeveralIsItsOwnTrouble(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Lists = []string{town.URL + "/gone.html"}
	for range 3 {
		o.visit(src)
		o.clock.pass(time.Hour)
	}
	h := o.health(src.ID)
	feed, list := h.Addresses[src.Feeds[0]], h.Addresses[src.Lists[0]]
	if feed.State != sources.OK || feed.Failures != 0 || list.State != sources.Failing || list.Failures != 3 {
		t.Errorf("feed %+v\nlist %+v", feed, list)
	}
	if h.State != sources.Failing || !strings.Contains(h.Reason, "gone.html") || !strings.Contains(h.Reason, "other pages were read") {
		t.Errorf("the source shows %s: %s", h.State, h.Reason)
	}
	town.asked()
	report, err := o.VisitAddresses(t.Context(), src, src.Feeds)
	if asked := town.asked(); err != nil || slices.Contains(asked, "/gone.html") || report.State != sources.Failing {
		t.Errorf("asked for %v, %s, %v", asked, report.State, err)
	}
	if after := o.health(src.ID).Addresses[src.Lists[0]]; !after.LastRun.Equal(list.LastRun) || after.Failures != 3 {
		t.Errorf("a page that was not asked for changed: %+v", after)
	}
}

// TestWhatIsNotTheAnnouncementsPageChangesNothing answers 200 with all kinds of other pages where a call was read before.
func TestWhatIsNotTheAnnouncementsPageChangesNothing(t *testing.T) {
	for name, page := range map[string]string{
		"maintenance":         htmlPage("メンテナンス中", "<p>ただいまメンテナンスのため、ホームページをご覧いただけません。</p>"),
		"login":               htmlPage("ログイン", `<form><p>IDとパスワードを入力してください。</p><input name="id"><input type="password" name="pw"></form>`),
		"firewall":            `<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Please consult with your administrator.<br>Your support ID is: 1234567890</body></html>`,
		"congestion":          htmlPage("アクセスが集中しています", "<p>しばらく経ってから再度アクセスしてください。</p>"),
		"soft 404":            htmlPage("お探しのページは見つかりませんでした", "<p>ページが移動または削除された可能性があります。</p><ul><li><a href=\"/\">トップページ</a></li></ul>"),
		"home page with days": htmlPage("あおば市公式ホームページ", "<ul><li>11月20日 市長選挙の投票所</li><li>11月19日 予防接種の申請受付</li><li>11月18日 入札結果を公表しました</li></ul>"),
		"home page":           htmlPage("あおば市ホームページ", "<h2>くらし</h2><ul><li><a href=\"/a\">ごみの出し方</a></li><li><a href=\"/b\">図書館</a></li></ul><h2>お知らせ</h2><p>11月の広報を掲載しました。</p>"),
	} {
		town, o := newCity(t), newOffice(t, nil)
		o.visit(town.source())
		before := byNumber(t, o, "3")
		town.serveInstead(map[string]string{"/nyusatsu/3.html": page})
		o.clock.pass(24 * time.Hour)
		report := o.visit(town.source())
		after := byNumber(t, o, "3")
		if report.Revised != 0 || after.Revision != before.Revision || after.Status != opportunity.Open {
			t.Errorf("%s: %+v is now %s, revision %d", name, report, after.Status, after.Revision)
		}
		if day, _ := submission(after); day != "2026-12-18" {
			t.Errorf("%s: the deadline is %q", name, day)
		}
		if len(report.Problems) != 1 || !strings.HasSuffix(report.Problems[0].URL, "/3.html") {
			t.Errorf("%s: problems %+v", name, report.Problems)
		}
		if k := o.known("/3.html"); k.Suspect == "" || k.Tries != 1 || !k.Open {
			t.Errorf("%s: remembered as %+v", name, k)
		}
		town.set(func() { town.odd, town.extended[3] = nil, true })
		o.clock.pass(2 * time.Hour)
		if report := o.visit(town.source()); report.Revised != 1 || len(report.Problems) != 0 {
			t.Errorf("%s: afterwards %+v", name, report)
		}
	}
}

// TestPagesThatTalkOfTroubleAreAnnouncements: the words of a notice in a call's own title make no suspect of its page.
func TestPagesThatTalkOfTroubleAreAnnouncements(t *testing.T) {
	for _, title := range []string{"庁内システムメンテナンス業務委託公募型プロポーザル", "ログイン認証基盤更改業務に係る提案募集", "窓口混雑緩和に向けた実証実験の参加企業募集", "エラー検知AI実証実験の協力企業を募集します"} {
		town, o := newCity(t), newOffice(t, nil)
		town.set(func() { town.calls[0].title = title })
		if report := o.visit(town.source()); len(report.Problems) != 0 {
			t.Errorf("%s: %+v", title, report.Problems)
		}
		if day, _ := submission(byNumber(t, o, "1")); day != "2026-12-18" {
			t.Errorf("%s: the deadline is %q", title, day)
		}
	}
}

// TestARedirectToTheListOrTheHomePageIsSuspect where a call was read before.
func TestARedirectToTheListOrTheHomePageIsSuspect(t *testing.T) {
	for _, target := range []string{"/", "/index.html", "/nyusatsu/index.html", "/login/?from=3"} {
		town, o := newCity(t), newOffice(t, nil)
		o.visit(town.source())
		town.set(func() {
			town.odd = func(w http.ResponseWriter, r *http.Request) bool {
				switch r.URL.Path {
				case "/nyusatsu/3.html":
					http.Redirect(w, r, target, http.StatusFound)
				case "/", "/index.html", "/login/":
					fmt.Fprint(w, htmlPage("あおば市", "<p>第3公園に関する公募型プロポーザルの実施について</p><p>提出期限 令和8年11月30日</p>"))
				default:
					return false
				}
				return true
			}
		})
		o.clock.pass(24 * time.Hour)
		report := o.visit(town.source())
		if day, _ := submission(byNumber(t, o, "3")); day != "2026-12-18" || len(report.Problems) != 1 || !strings.Contains(report.Problems[0].Why, "redirects to") {
			t.Errorf("%s: deadline %q, %+v", target, day, report.Problems)
		}
	}
}

// TestTwoAddressesOfOnePageAreOneRecord: the page names its own address; where the addresses of all pages name one, they
// stay what they are.
func TestTwoAddressesOfOnePageAreOneRecord(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	call := func(n int, canonical string) string {
		return strings.Replace(htmlPage(fmt.Sprintf("第%d公園に関する公募型プロポーザルの実施について", n), "<p>提出期限：令和8年12月18日</p>"), "<title>", `<link rel="canonical" href="`+canonical+`"><title>`, 1)
	}
	feed := `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>新着</title><link>/</link><description>x</description><item><title>第1公園に関する公募型プロポーザルの実施について</title><link>/rss/kiji0001.html</link></item></channel></rss>`
	pages := map[string]string{"/news.rss": feed, "/rss/kiji0001.html": call(1, "/nyusatsu/1.html")}
	for n := 1; n <= 5; n++ {
		pages[fmt.Sprintf("/nyusatsu/%d.html", n)] = call(n, fmt.Sprintf("/nyusatsu/%d.html", n))
	}
	town.serveInstead(pages)
	o.visit(src)
	if got := len(o.records()); got != 5 {
		t.Errorf("%d records of 5 calls, one of them under two addresses", got)
	}
	town.asked()
	o.clock.pass(24 * time.Hour)
	o.visit(src)
	if asked := town.asked(); slices.Contains(asked, "/rss/kiji0001.html") || len(o.records()) != 5 {
		t.Errorf("asked for %v, %d records", asked, len(o.records()))
	}

	town, o = newCity(t), newOffice(t, nil)
	for n := 1; n <= 5; n++ {
		pages[fmt.Sprintf("/nyusatsu/%d.html", n)] = call(n, "/nyusatsu/top.html")
	}
	delete(pages, "/news.rss")
	town.serveInstead(pages)
	src = town.source()
	o.visit(src)
	o.clock.pass(24 * time.Hour)
	o.visit(src)
	if got := len(o.records()); got != 5 {
		t.Errorf("%d records of 5 pages that name one address", got)
	}
}

// TestAnnouncementsOfOnePageAreRecordsOfTheirOwn, by fragments and by titles alone, also once another is added.
func TestAnnouncementsOfOnePageAreRecordsOfTheirOwn(t *testing.T) {
	titles := []string{"公園管理DX実証実験の参加企業募集", "給食配送業務公募型プロポーザル", "自動運転バス実証実験の協力企業募集", "庁舎照明LED化に関する提案募集"}
	days := []string{"12月18日", "12月4日", "12月25日", "12月11日"}
	for _, byFragment := range []bool{true, false} {
		town, o := newCity(t), newOffice(t, nil)
		show := func(n int) {
			var list, page strings.Builder
			for i := range n {
				fragment, id := "", ""
				if byFragment {
					fragment, id = fmt.Sprintf("#c%d", i), fmt.Sprintf(` id="c%d"`, i)
				}
				fmt.Fprintf(&list, `<li><span class="date">2026年11月%d日</span> <a href="/boshu.html%s">%s</a></li>`, i+1, fragment, titles[i])
				fmt.Fprintf(&page, `<h2%s>%s</h2><table><tr><th>提出期限</th><td>令和8年%s</td></tr></table>`, id, titles[i], days[i])
			}
			town.serveInstead(map[string]string{
				"/nyusatsu/index.html": htmlPage("事業者の募集", "<ul>"+list.String()+"</ul>"),
				"/boshu.html":          htmlPage("募集中の案件", page.String()),
			})
		}
		src := town.source()
		src.Feeds = nil
		ids := map[string]string{}
		for _, n := range []int{3, 3, 4} {
			show(n)
			o.visit(src)
			o.clock.pass(24 * time.Hour)
			got := map[string]string{}
			for _, r := range o.records() {
				day, _ := submission(r)
				got[r.Title] = day
				if old := ids[r.Title]; old != "" && old != r.ID {
					t.Errorf("by fragment %v: %s got another id", byFragment, r.Title)
				}
				ids[r.Title] = r.ID
			}
			want := map[string]string{titles[0]: "2026-12-18", titles[1]: "2026-12-04", titles[2]: "2026-12-25", titles[3]: "2026-12-11"}
			if n == 3 {
				delete(want, titles[3])
			}
			if !maps.Equal(got, want) {
				t.Errorf("by fragment %v, %d announcements: %v", byFragment, n, got)
			}
		}
	}
}

// TestABareTitleIsDecidedByItsPage: it is read once; what it turns out not to be is counted and left alone.
func TestABareTitleIsDecidedByItsPage(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds = nil
	list := `<ul><li><span class="date">2026年11月5日</span> <a href="/1.html">募集について</a></li><li><span class="date">2026年11月4日</span> <a href="/2.html">お知らせ</a></li><li><span class="date">2026年11月3日</span> <a href="/nyusatsu/3.html">第3公園に関する公募型プロポーザルの実施について</a></li></ul>`
	town.serveInstead(map[string]string{
		"/nyusatsu/index.html": htmlPage("事業者の募集", list),
		"/1.html":              htmlPage("公園管理DX実証実験の参加企業募集", "<p>提出期限：令和8年12月18日</p>"),
		"/2.html":              htmlPage("市民マラソン大会の参加者を募集します", "<p>市内の小学生が対象です。</p>"),
	})
	report := o.visit(src)
	got := map[string]bool{}
	for _, r := range o.records() {
		got[r.Title] = true
	}
	if len(got) != 2 || !got["公園管理DX実証実験の参加企業募集"] {
		t.Errorf("%v; %+v", got, report)
	}
	dropped, err := o.store.Dropped(src.ID)
	if err != nil || len(dropped) != 1 || !strings.HasSuffix(dropped[0].URL, "/2.html") || dropped[0].Why == "" {
		t.Errorf("dropped %+v, %v", dropped, err)
	}
	town.asked()
	o.clock.pass(24 * time.Hour)
	o.visit(src)
	if asked := town.asked(); slices.Contains(asked, "/2.html") {
		t.Errorf("what is no opportunity was asked for again: %v", asked)
	}
}

// TestA304ForEverIsFoundOut: the server says that nothing changed, whatever happens.
func TestA304ForEverIsFoundOut(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds = nil
	town.set(func() {
		town.odd = func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path != "/nyusatsu/index.html" {
				return false
			}
			w.Header().Set("ETag", `"same"`)
			if r.Header.Get("If-None-Match") != "" {
				w.WriteHeader(http.StatusNotModified)
				return true
			}
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, town.list())
			return true
		}
	})
	o.visit(src)
	town.publish(6)
	found := 0
	for n := 1; n <= 3 && found == 0; n++ {
		o.clock.pass(time.Hour)
		if o.visit(src).New == 1 {
			found = n
		}
	}
	if found == 0 {
		t.Fatal("a new call was not found in three visits")
	}
	town.publish(7) // from now on it is not believed
	o.clock.pass(time.Hour)
	if report := o.visit(src); report.New != 1 {
		t.Errorf("%+v", report)
	}
	src.Unconditional = true
	town.publish(8)
	o.clock.pass(40 * 24 * time.Hour)
	if report := o.visit(src); report.New != 1 {
		t.Errorf("asked unconditionally: %+v", report)
	}
}

// TestOurOwnNetworkIsNobodysFault visits many sites of which none can be reached.
func TestOurOwnNetworkIsNobodysFault(t *testing.T) {
	o := newOffice(t, nil)
	var list []sources.Source
	var towns []*city
	for n := range 8 {
		town := newCity(t)
		src := town.source()
		src.ID = fmt.Sprintf("city-%d", n)
		list, towns = append(list, src), append(towns, town)
	}
	run := func() map[string]sources.Report {
		reports, mu := map[string]sources.Report{}, sync.Mutex{}
		o.Run(t.Context(), list, func(src sources.Source, r sources.Report, err error) {
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				t.Error(err)
			}
			reports[src.ID] = r
		})
		return reports
	}
	run()
	for _, town := range towns {
		town.Close()
	}
	o.clock.pass(25 * time.Hour)
	for id, r := range run() {
		h := o.health(id)
		if r.State != sources.OK || h.Failures != 0 || !strings.Contains(r.Reason, "own network") {
			t.Errorf("%s: %s (%s), %d failures", id, r.State, r.Reason, h.Failures)
		}
	}
}

// TestADocumentNotReadInTimeIsReadAtTheNextVisit: the machine was busy; the deadline stands in the document.
func TestADocumentNotReadInTimeIsReadAtTheNextVisit(t *testing.T) {
	busy := true
	town := newCity(t)
	o := newOffice(t, func(opt *crawler.Options) {
		opt.PDFText = func(context.Context, string, []byte) (string, error) {
			if busy {
				return "", fmt.Errorf("%w: the machine is busy", page.ErrNotReadInTime)
			}
			return "1 提出期限\n令和8年12月18日（金）午後5時まで", nil
		}
	})
	src := town.source()
	town.serveInstead(map[string]string{
		"/nyusatsu/3.html": htmlPage("第3公園に関する公募型プロポーザルの実施について", `<p>次のとおり募集します。</p><ul><li><a href="/youryou.pdf">募集要項（PDF：98KB）</a></li></ul>`),
		"/youryou.pdf":     "%PDF-1.4 not read here",
	})
	report := o.visit(src)
	if day, _ := submission(byNumber(t, o, "3")); day != "" || len(report.Problems) != 1 || !strings.Contains(report.Problems[0].Why, "not read in time") {
		t.Fatalf("deadline %q, %+v", day, report.Problems)
	}
	busy = false
	o.clock.pass(2 * time.Hour)
	o.visit(src)
	if day, _ := submission(byNumber(t, o, "3")); day != "2026-12-18" {
		t.Errorf("deadline %q after the next visit", day)
	}
}

// TestRowsOfAPlaceOfCallsAreRead: titles that say no more than what is bought are decided by their pages, on a list that is called the
// place of calls, and where they show a day; elsewhere they are dropped.
func TestRowsOfAPlaceOfCallsAreRead(t *testing.T) {
	for name, want := range map[string]string{"公募型プロポーザル": "橋梁点検", "お知らせ": "", "プロポーザルの審査結果": ""} {
		town, o := newCity(t), newOffice(t, nil)
		src := town.source()
		src.Feeds = nil
		town.serveInstead(map[string]string{
			"/nyusatsu/index.html": htmlPage(name, `<ul><li>令和8年11月5日 <a href="/1.html">橋梁点検</a></li><li>令和8年11月4日 <a href="/2.html">まちの写真</a></li><li><a href="/3.html">よくある質問とその答え</a></li></ul>`),
			"/1.html":              htmlPage("橋梁点検", "<p>公募型プロポーザルを実施しますので、参加を希望する事業者は提案書を提出してください。</p><p>提案書の提出期限：令和8年12月18日</p>"),
			"/2.html":              htmlPage("まちの写真", "<p>町の四季の写真です。</p>"),
		})
		o.visit(src)
		var got []string
		for _, r := range o.records() {
			got = append(got, r.Title)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("under %s: %q, want %q", name, got, want)
		}
		if asked := town.asked(); slices.Contains(asked, "/3.html") || slices.Contains(asked, "/2.html") != (want != "") {
			t.Errorf("under %s: asked %v", name, asked)
		}
	}
}

// TestTheDeadlineOfAListStandsWhereThePageNamesNone: the page counts more, and the list's other columns are no deadline.
func TestTheDeadlineOfAListStandsWhereThePageNamesNone(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds = nil
	row := func(n int, last string) string {
		return fmt.Sprintf(`<tr><td>令和8年11月%d日</td><td><a href="/nyusatsu/%d.html">第%d公園に関する公募型プロポーザルの実施について</a></td><td>%s</td></tr>`, n, n, n, last)
	}
	town.serveInstead(map[string]string{
		"/nyusatsu/index.html": htmlPage("公募", "<table><tr><th>公告日</th><th>件名</th><th>提案書の提出期限</th></tr>"+row(3, "令和8年12月18日")+row(2, "令和8年12月25日")+row(1, "要問合せ")+"</table>"),
		"/nyusatsu/3.html":     htmlPage("第3公園に関する公募型プロポーザルの実施について", "<p>次のとおり募集します。詳しくは要領をご覧ください。</p>"),
		"/nyusatsu/2.html":     htmlPage("第2公園に関する公募型プロポーザルの実施について", "<p>提出期限：令和8年12月11日</p>"),
		"/nyusatsu/1.html":     htmlPage("第1公園に関する公募型プロポーザルの実施について", "<p>次のとおり募集します。</p>"),
	})
	o.visit(src)
	for n, want := range map[string]string{"3": "2026-12-18", "2": "2026-12-11", "1": ""} {
		if day, _ := submission(byNumber(t, o, n)); day != want {
			t.Errorf("%s: deadline %q, want %q", n, day, want)
		}
	}
}

// TestAListInAFrameIsFollowed on the same site.
func TestAListInAFrameIsFollowed(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds, src.Lists = nil, []string{town.URL + "/frames.html"}
	town.serveInstead(map[string]string{
		"/frames.html": `<html><head><title>入札情報</title></head><frameset cols="20%,80%"><frame src="/menu.html" name="menu"><frame src="/nyusatsu/index.html" name="main"></frameset></html>`,
		"/menu.html":   `<html><body><a href="/">トップ</a></body></html>`,
	})
	if report := o.visit(src); report.State != sources.OK || report.New != 5 {
		t.Errorf("%+v", report)
	}
}

// TestTheRhythmIsThatOfNewAnnouncements: a corrected title is a change, and no news.
func TestTheRhythmIsThatOfNewAnnouncements(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	o.visit(src)
	first := o.health(src.ID)
	town.set(func() { town.calls[0].title += "（訂正）" })
	o.clock.pass(5 * time.Hour)
	if report := o.visit(src); report.Revised != 1 {
		t.Fatalf("%+v", report)
	}
	if h := o.health(src.ID); !h.LastNew.Equal(first.LastNew) || h.Rhythm != 0 {
		t.Errorf("a corrected title counts as news: %+v", h)
	}
	town.publish(6)
	o.clock.pass(5 * time.Hour)
	o.visit(src)
	if h := o.health(src.ID); h.LastNew.Equal(first.LastNew) || h.Rhythm < 9.9 || h.Rhythm > 10.1 {
		t.Errorf("a new call after ten hours makes a rhythm of %.1f hours", h.Rhythm)
	}
}

// TestRowsWithoutAnAddressAreCounted among what is dropped.
func TestRowsWithoutAnAddressAreCounted(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds = nil
	list := strings.Replace(town.list(), "</ul>", `<li><span class="date">2026年11月9日</span> <a href="javascript:open_(7)">公園売店運営事業者公募型プロポーザル</a></li></ul>`, 1)
	town.serveInstead(map[string]string{"/nyusatsu/index.html": list})
	report := o.visit(src)
	dropped, err := o.store.Dropped(src.ID)
	if err != nil || len(dropped) != 1 || !strings.Contains(dropped[0].Title, "公園売店") || report.New != 5 {
		t.Errorf("dropped %+v, %v; %+v", dropped, err, report)
	}
}

// TestASilentFeedSpeaksForAListWithoutValidators for an hour.
func TestASilentFeedSpeaksForAListWithoutValidators(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	town.plain = true
	o.visit(town.source())
	for after, want := range map[time.Duration]bool{50 * time.Minute: false, 70 * time.Minute: true} {
		town.asked()
		o.clock.pass(after)
		o.visit(town.source())
		if got := slices.Contains(town.asked(), "/nyusatsu/index.html"); got != want && after < time.Hour {
			t.Errorf("after %s the list was asked for: %v", after, got)
		}
		o.clock.pass(2 * time.Hour)
		o.visit(town.source())
		if !slices.Contains(town.asked(), "/nyusatsu/index.html") {
			t.Error("after hours the list was not asked for")
		}
	}
}

// TestAListIsFollowedThroughItsPagerUpToABound, as long as it holds something new.
func TestAListIsFollowedThroughItsPagerUpToABound(t *testing.T) {
	town := newCity(t)
	o := newOffice(t, func(opt *crawler.Options) { opt.MaxPages = 3 })
	src := town.source()
	src.Feeds, src.Lists = nil, []string{town.URL + "/list.html"}
	pages := map[string]string{}
	for n := 1; n <= 6; n++ {
		path, call := "/list.html", fmt.Sprintf("/call%d.html", n)
		if n > 1 {
			path = fmt.Sprintf("/list%d.html", n)
		}
		title := fmt.Sprintf("第%d公園に関する公募型プロポーザルの実施について", n)
		pages[path] = htmlPage("募集", fmt.Sprintf(`<ul><li><span class="date">2026年11月%d日</span> <a href="%s">%s</a></li><li><span class="date">2026年10月%d日</span> <a href="/x%d.html">入札公告（%d）一般競争入札</a></li></ul><div class="pager"><a rel="next" href="/list%d.html">次へ</a></div>`, 20-n, call, title, 20-n, n, n, n+1))
		pages[call] = htmlPage(title, "<p>提出期限：令和8年12月18日</p>")
		pages[fmt.Sprintf("/x%d.html", n)] = htmlPage(fmt.Sprintf("入札公告（%d）一般競争入札", n), "<p>入札書の提出期限：令和8年12月18日</p>")
	}
	town.serveInstead(pages)
	o.visit(src)
	asked := town.asked()
	if !slices.Contains(asked, "/list3.html") || slices.Contains(asked, "/list4.html") {
		t.Errorf("of at most three pages it asked for %v", asked)
	}
	town.set(func() { town.odd = nil })
	pages["/list.html"] = strings.Replace(pages["/list.html"], "2026年11月19日", "2026年11月18日", 1) // a change, nothing new
	town.serveInstead(pages)
	o.clock.pass(time.Minute)
	o.visit(src)
	if asked := town.asked(); slices.Contains(asked, "/list2.html") {
		t.Errorf("a list with nothing new was followed: %v", asked)
	}
}

// TestAPageThatIsGoneBeforeItWasReadKeepsWhatItsListSays: it is listed by mistake.
func TestAPageThatIsGoneBeforeItWasReadKeepsWhatItsListSays(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	town.odd = func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path != "/nyusatsu/3.html" {
			return false
		}
		http.NotFound(w, r)
		return true
	}
	report := o.visit(town.source())
	if r := byNumber(t, o, "3"); report.Withdrawn != 0 || r.Withdrawn != nil || r.Detail != opportunity.DetailPending || report.Pending != 1 {
		t.Errorf("%+v; %s %+v", report, r.Detail, r.Withdrawn)
	}
}

// TestAListThatHeldNothingIsReadWholeAgain: it may have been a page that nobody understood.
func TestAListThatHeldNothingIsReadWholeAgain(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds = nil
	town.set(func() { town.calls = nil })
	for _, mayBeEmpty := range []bool{false, false, true} {
		town.set(func() { town.headers, town.requests = nil, nil })
		src.MayBeEmpty = mayBeEmpty
		o.visit(src)
		o.clock.pass(time.Hour)
		last := len(town.headers) - 1
		if got := town.headers[last].Get("If-None-Match") != ""; got != mayBeEmpty {
			t.Errorf("may be empty %v: asked conditionally %v", mayBeEmpty, got)
		}
	}
}

// TestFramesOfOtherSitesAreLeftAlone, and of one's own no more than three are looked into.
func TestFramesOfOtherSitesAreLeftAlone(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds, src.Lists = nil, []string{town.URL + "/frames.html"}
	empty := `<html><body><a href="/">トップ</a></body></html>`
	frames := `<html><head><title>入札情報</title></head><frameset><frame src="http://127.0.0.9:1/foreign.html"><frame src="/a.html"><frame src="/b.html"><frame src="/c.html"><frame src="/nyusatsu/index.html"></frameset></html>`
	town.serveInstead(map[string]string{"/frames.html": frames, "/a.html": empty, "/b.html": empty, "/c.html": empty})
	report := o.visit(src)
	asked := town.asked()
	if slices.Contains(asked, "/nyusatsu/index.html") || !slices.Contains(asked, "/c.html") {
		t.Errorf("asked for %v", asked)
	}
	if strings.Contains(fmt.Sprint(report.Problems), "127.0.0.9") {
		t.Errorf("%+v", report.Problems)
	}
}

// TestGoneIsGone whichever of the two numbers says so, and is asked for no more.
func TestGoneIsGone(t *testing.T) {
	for _, status := range []int{http.StatusNotFound, http.StatusGone, http.StatusForbidden} {
		town, o := newCity(t), newOffice(t, nil)
		src := town.source()
		o.visit(src)
		town.set(func() {
			town.odd = func(w http.ResponseWriter, r *http.Request) bool {
				if r.URL.Path != "/nyusatsu/2.html" {
					return false
				}
				w.WriteHeader(status)
				return true
			}
		})
		o.clock.pass(24 * time.Hour)
		o.visit(src)
		k := o.known("/2.html")
		if gone := status != http.StatusForbidden; k.Gone != gone || (k.Tries > 0) == gone {
			t.Errorf("%d: %+v", status, k)
		}
	}
}

// TestAnErrorPageLeadsNowhere: the refresh of a page that answers with an error is not followed.
func TestAnErrorPageLeadsNowhere(t *testing.T) {
	for _, status := range []int{http.StatusOK, http.StatusForbidden} {
		town, o := newCity(t), newOffice(t, nil)
		town.set(func() {
			town.odd = func(w http.ResponseWriter, r *http.Request) bool {
				switch r.URL.Path {
				case "/nyusatsu/2.html":
					w.Header().Set("Content-Type", "text/html; charset=utf-8")
					w.WriteHeader(status)
					fmt.Fprint(w, `<html><head><meta http-equiv="refresh" content="0;URL=/moved/2.html"></head><body></body></html>`)
				case "/moved/2.html":
					w.Header().Set("Content-Type", "text/html; charset=utf-8")
					fmt.Fprint(w, htmlPage("第2公園に関する公募型プロポーザルの実施について", "<p>提出期限：令和8年12月25日</p>"))
				default:
					return false
				}
				return true
			}
		})
		o.visit(town.source())
		if followed := slices.Contains(town.asked(), "/moved/2.html"); followed != (status == http.StatusOK) {
			t.Errorf("%d: followed %v", status, followed)
		}
	}
}

// TestUnconditionalPagesComeWhole where the operator says that the server's 304 cannot be believed.
func TestUnconditionalPagesComeWhole(t *testing.T) {
	for _, unconditional := range []bool{false, true} {
		town, o := newCity(t), newOffice(t, nil)
		src := town.source()
		src.Unconditional = unconditional
		o.visit(src)
		conditional := 0
		town.set(func() {
			town.odd = func(_ http.ResponseWriter, r *http.Request) bool {
				if strings.HasPrefix(r.URL.Path, "/nyusatsu/") && r.Header.Get("If-None-Match")+r.Header.Get("If-Modified-Since") != "" {
					conditional++
				}
				return false
			}
		})
		o.clock.pass(24 * time.Hour)
		o.visit(src)
		if (conditional == 0) != unconditional {
			t.Errorf("unconditional %v: %d conditional requests", unconditional, conditional)
		}
	}
}

// TestADocumentThatAListLinksIsRead as the announcement's own page.
func TestADocumentThatAListLinksIsRead(t *testing.T) {
	town := newCity(t)
	o := newOffice(t, func(opt *crawler.Options) {
		opt.PDFText = func(context.Context, string, []byte) (string, error) {
			return "第3公園に関する公募型プロポーザル\n提出期限\n令和8年12月18日（金）午後5時まで", nil
		}
	})
	src := town.source()
	src.Feeds = nil
	town.serveInstead(map[string]string{
		"/nyusatsu/index.html": htmlPage("事業者の募集", `<ul><li><span class="date">2026年11月3日</span> <a href="/youryou.pdf">第3公園に関する公募型プロポーザルの実施について</a></li></ul>`),
		"/youryou.pdf":         "%PDF-1.4 not read here",
	})
	o.visit(src)
	records := o.records()
	if len(records) != 1 {
		t.Fatalf("%d records", len(records))
	}
	if day, _ := submission(records[0]); day != "2026-12-18" || records[0].Detail != opportunity.DetailRead {
		t.Errorf("deadline %q, %s", day, records[0].Detail)
	}
}

// TestEvidenceNamesNoPageOfAnotherDocument: of two documents that belong to an announcement only the first has several pages.
func TestEvidenceNamesNoPageOfAnotherDocument(t *testing.T) {
	town := newCity(t)
	o := newOffice(t, func(opt *crawler.Options) {
		opt.PDFText = func(_ context.Context, _ string, data []byte) (string, error) {
			if strings.Contains(string(data), "first") {
				return opportunity.PageMark(1) + "\n募集要項\n" + opportunity.PageMark(2) + "\n施設の概要を示す。", nil
			}
			return "提案書の提出期限\n令和8年12月18日（金）午後5時まで", nil
		}
	})
	src := town.source()
	src.Feeds = nil
	town.serveInstead(map[string]string{
		"/nyusatsu/index.html": htmlPage("事業者の募集", `<ul><li><span class="date">2026年11月3日</span> <a href="/park.html">第3公園に関する公募型プロポーザルの実施について</a></li></ul>`),
		"/park.html": htmlPage("第3公園に関する公募型プロポーザルの実施について", `<p>第3公園の管理を行う事業者を公募型プロポーザルにより募集します。詳しくは次の書類をご覧ください。</p>
<ul><li><a href="/a.pdf">募集要項</a></li><li><a href="/b.pdf">公告</a></li></ul>`),
		"/a.pdf": "%PDF-1.4 first", "/b.pdf": "%PDF-1.4 second",
	})
	o.visit(src)
	records := o.records()
	if len(records) != 1 || len(records[0].Deadlines) != 1 {
		t.Fatalf("%+v", records)
	}
	if words := records[0].Deadlines[0].Evidence; strings.Contains(words, "頁") {
		t.Errorf("evidence %q", words)
	}
}

// TestOtherKeysReadTheSamePageAnew: a page that did not change may hold nothing for other selectors.
func TestOtherKeysReadTheSamePageAnew(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds = nil
	o.visit(src)
	src.Selectors = &sources.Selectors{Item: "table.none tr", Title: "a"}
	for range 2 {
		o.clock.pass(time.Hour)
		if report := o.visit(src); report.State != sources.Failing {
			t.Errorf("%+v", report)
		}
	}
	src.Selectors = nil
	if report := o.visit(src); report.State != sources.OK {
		t.Errorf("%+v", report)
	}
}
