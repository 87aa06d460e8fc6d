package crawler_test

// What becomes of a call over several visits to the city of city_lists_run_test.go: when its page is looked at again, how it
// vanishes and comes back, and what its page and documents are read to.

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"koubo/crawler"
	"koubo/opportunity"
	"koubo/parsers/page"
	"koubo/sources"
)

func byNumber(t *testing.T, o *office, number string) opportunity.Opportunity {
	t.Helper()
	for _, r := range o.records() {
		if strings.HasSuffix(r.URL, "/"+number+".html") {
			return r
		}
	}
	t.Fatalf("no record of announcement %s", number)
	return opportunity.Opportunity{}
}

func submission(r opportunity.Opportunity) (day, clock string) {
	for _, d := range r.Deadlines {
		if d.Role == opportunity.Submission {
			return string(d.End), string(d.EndTime)
		}
	}
	return "", ""
}

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

func TestAnExtendedDeadlineMakesARevision(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	o.visit(town.source())
	town.set(func() { town.extended[2] = true })
	town.publish(6) // the list moves, as it does when a page is edited
	o.clock.pass(time.Hour)
	report := o.visit(town.source())
	if report.New != 1 || report.Revised != 1 {
		t.Fatalf("%+v", report)
	}
	r := byNumber(t, o, "2")
	if day, clock := submission(r); day != "2027-01-15" || clock != "12:00" || r.Revision != 2 {
		t.Errorf("deadline %s %s, revision %d", day, clock, r.Revision)
	}
	if len(r.History) == 0 || !strings.Contains(r.History[0].Old, "2026-12-18") {
		t.Errorf("the old deadline is not in the history: %+v", r.History)
	}
}

func TestAnExtensionIsFoundThoughNoListMoves(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	o.visit(town.source())
	town.set(func() { town.extended[3] = true })
	o.clock.pass(24 * time.Hour)
	if report := o.visit(town.source()); report.Revised != 1 {
		t.Errorf("%+v", report)
	}
}

// TestAnExtensionIsFoundWhereAListReadsAsBefore: many servers send a new ETag for the same text when a linked page was
// edited.
func TestAnExtensionIsFoundWhereAListReadsAsBefore(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	o.visit(town.source())
	town.set(func() {
		town.extended[2] = true
		town.odd = atEntries(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("ETag", `"another"`)
			if r.URL.Path == "/news.rss" {
				w.Write([]byte(town.feed()))
			} else {
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				w.Write([]byte(town.list()))
			}
		})
	})
	o.clock.pass(time.Minute)
	if report := o.visit(town.source()); report.Revised != 1 {
		t.Errorf("%+v", report)
	}
}

// TestAClosedCallIsLeftAlone: its page answered 304 ever since it was open, so nothing but the clock closed it.
func TestAClosedCallIsLeftAlone(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	o.visit(town.source())
	o.clock.pass(37 * 24 * time.Hour) // the last day
	if report := o.visit(town.source()); report.NotModified != 7 {
		t.Errorf("open calls were not looked at: %+v", report)
	}
	o.clock.pass(3 * 24 * time.Hour)
	if report := o.visit(town.source()); report.Requests != 3 { // robots.txt, feed, list
		t.Errorf("closed calls were looked at: %+v", report)
	}
}

func TestAClockThatWasAheadHoldsNothingUp(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	o.clock.pass(400 * 24 * time.Hour)
	o.visit(town.source())
	o.clock.set(newHurry().now)
	town.set(func() { town.extended[3] = true })
	if report := o.visit(town.source()); report.Revised != 1 {
		t.Errorf("%+v", report)
	}
}

func TestAThoroughVisitLooksAtEveryOpenCall(t *testing.T) {
	town, o := newCity(t), newOffice(t, func(opt *crawler.Options) { opt.Thorough = true })
	o.visit(town.source())
	town.set(func() { town.extended[2] = true })
	if report := o.visit(town.source()); report.Revised != 1 || report.NotModified != 6 {
		t.Errorf("%+v", report)
	}
}

// TestAThoroughVisitSeesAClosedCallReopenedWithoutValidators: it looks at all lately closed calls, and soon after at a few.
func TestAThoroughVisitSeesAClosedCallReopenedWithoutValidators(t *testing.T) {
	town, o := newCity(t), newOffice(t, func(opt *crawler.Options) { opt.Thorough, opt.Gap = true, 0 })
	town.plain = true
	o.visit(town.source())
	o.clock.pass(45 * 24 * time.Hour) // the calls ended a week ago
	o.visit(town.source())
	town.set(func() { town.requests = nil })
	if o.visit(town.source()); len(town.requests) != 1+3 { // the feed, which speaks for the list, and a few pages
		t.Errorf("a moment later it asked for %v", town.requests)
	}
	town.set(func() { town.extended[1], town.extended[5] = true, true })
	if report := o.visit(town.source()); report.Revised != 2 { // what was left out a moment ago, too
		t.Errorf("%+v", report)
	}
}

// TestASlowHostIsAskedLaterForWhatIsOver: open calls first; the page of a result can wait for the next visit.
func TestASlowHostIsAskedLaterForWhatIsOver(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	town.robots = "User-agent: *\nCrawl-delay: 3"
	town.publish(6)
	town.calls[5].title = "第6公園に関する公募型プロポーザルの審査結果について"
	report := o.visit(town.source())
	if report.New != 6 || report.Pending != 1 || strings.Contains(strings.Join(town.requests, " "), "/6.html") {
		t.Fatalf("%+v; asked for %v", report, town.requests)
	}
	if r := byNumber(t, o, "6"); r.Stage != opportunity.Result || r.Detail != opportunity.DetailPending {
		t.Errorf("%s %s", r.Stage, r.Detail)
	}
	if report := o.visit(town.source()); report.Pending != 1 {
		t.Errorf("a moment later: %+v", report)
	}
	o.clock.pass(time.Hour)
	if report := o.visit(town.source()); report.Pending != 0 || byNumber(t, o, "6").Detail != opportunity.DetailRead {
		t.Errorf("an hour later: %+v", report)
	}
}

func TestAVanishedCallIsWithdrawnAndComesBack(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	o.visit(town.source())
	town.set(func() { town.gone[4] = true })
	o.clock.pass(time.Hour)
	if report := o.visit(town.source()); report.Withdrawn != 1 {
		t.Fatalf("%+v", report)
	}
	if r := byNumber(t, o, "4"); r.Status != opportunity.WithdrawnNow || !strings.Contains(r.Withdrawn.Reason, "404") {
		t.Errorf("%s %+v", r.Status, r.Withdrawn)
	}
	town.set(func() { town.gone[4] = false })
	o.clock.pass(time.Hour)
	o.visit(town.source())
	if r := byNumber(t, o, "4"); r.Withdrawn != nil || r.Status != opportunity.Open {
		t.Errorf("back again, but %s %+v", r.Status, r.Withdrawn)
	}
}

func TestACallDroppedFromTheMiddleOfItsListIsWithdrawnOnTheSecondVisit(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	o.visit(town.source())
	page := ""
	town.set(func() {
		town.gone[3] = true
		town.odd = func(w http.ResponseWriter, r *http.Request) bool { // the page itself stays
			if r.URL.Path != "/nyusatsu/3.html" {
				return false
			}
			page = r.URL.Path
			w.Header().Set("Content-Type", "text/html")
			w.Write([]byte(`<html lang="ja"><meta charset="utf-8"><body><main><h1>第3公園に関する公募型プロポーザルの実施について</h1><table><tr><th>企画提案書の提出期限</th><td>令和8年12月18日（金）午後5時まで（必着）</td></tr></table></main>`))
			return true
		}
	})
	town.publish(7)
	o.clock.pass(time.Hour)
	if report := o.visit(town.source()); report.Withdrawn != 0 || page == "" {
		t.Fatalf("first miss: %+v, page asked: %q", report, page)
	}
	town.publish(8)
	o.clock.pass(time.Hour)
	if report := o.visit(town.source()); report.Withdrawn != 1 {
		t.Errorf("second miss: %+v", report)
	}
}

func TestACallThatFellOffTheEndOfAFeedStaysOpen(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	town.window = 5
	o.visit(town.source())
	for i := 6; i < 10; i++ { // the window of five moves on; the pages stay
		town.publish(i)
		o.clock.pass(time.Hour)
		if report := o.visit(town.source()); report.Withdrawn != 0 {
			t.Fatalf("%+v", report)
		}
	}
	if r := byNumber(t, o, "1"); r.Status != opportunity.Open {
		t.Errorf("announcement 1 is %s", r.Status)
	}
}

// TestGoneIsGone whichever of the two numbers says so, once it says so for long although the list names the page yet; it is asked for no more.
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
		for range 2 {
			o.clock.pass(24 * time.Hour)
			o.visit(src)
		}
		k := o.known("/2.html")
		if gone := status != http.StatusForbidden; k.Gone != gone || (k.Tries > 0) == gone {
			t.Errorf("%d: %+v", status, k)
		}
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

func TestABrokenSourceLosesNothingAndCatchesUp(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	o.visit(town.source())
	town.set(func() { town.odd = atEntries(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) }) })
	o.clock.pass(time.Hour)
	if report := o.visit(town.source()); report.State != sources.Failing || report.Withdrawn != 0 {
		t.Fatalf("%+v", report)
	}
	town.publish(6)
	town.set(func() { town.odd = nil })
	o.clock.pass(time.Hour)
	if report := o.visit(town.source()); report.State != sources.OK || report.New != 1 || len(o.records()) != 6 {
		t.Errorf("%+v, %d records", report, len(o.records()))
	}
}

func TestAPageThatCannotBeReadIsCompletedLater(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	town.odd = func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == "/nyusatsu/5.html" {
			w.WriteHeader(500)
		}
		return r.URL.Path == "/nyusatsu/5.html"
	}
	report := o.visit(town.source())
	if report.Pending != 1 || report.New != 5 || len(report.Problems) == 0 {
		t.Fatalf("%+v", report)
	}
	if r := byNumber(t, o, "5"); r.Detail != opportunity.DetailPending || r.Kind != opportunity.Proposal {
		t.Errorf("%s %s", r.Detail, r.Kind)
	}
	town.set(func() { town.odd = nil })
	o.clock.pass(3 * time.Hour)
	if report := o.visit(town.source()); report.Pending != 0 {
		t.Errorf("%+v", report)
	}
	if day, _ := submission(byNumber(t, o, "5")); day != "2026-12-18" {
		t.Errorf("deadline %q", day)
	}
}

// TestAChangeIsNotForgottenWhereItsPageCannotBeRead: the list tells of a change once; afterwards it reads as before.
func TestAChangeIsNotForgottenWhereItsPageCannotBeRead(t *testing.T) {
	change := func(c *city) {
		for _, i := range []int{2, 3} {
			c.extended[i] = true
			c.calls[i-1].title += "（期限延長）"
		}
	}
	t.Run("error", func(t *testing.T) {
		town, o := newCity(t), newOffice(t, nil)
		o.visit(town.source())
		town.set(func() {
			change(town)
			town.odd = func(w http.ResponseWriter, r *http.Request) bool {
				fails := strings.HasSuffix(r.URL.Path, "/2.html") || strings.HasSuffix(r.URL.Path, "/3.html")
				if fails {
					w.WriteHeader(500)
				}
				return fails
			}
		})
		o.clock.pass(time.Hour)
		if report := o.visit(town.source()); report.Revised != 0 || len(report.Problems) != 2 {
			t.Fatalf("%+v", report)
		}
		town.set(func() { town.odd = nil })
		o.clock.pass(time.Hour)
		if report := o.visit(town.source()); report.Revised != 2 {
			t.Errorf("%+v", report)
		}
		if r := byNumber(t, o, "2"); !strings.Contains(r.Title, "期限延長") {
			t.Errorf("title %q", r.Title)
		}
		town.set(func() { town.requests = nil })
		o.clock.pass(time.Hour)
		if o.visit(town.source()); len(town.requests) != 2 {
			t.Errorf("nothing changed, but asked for %v", town.requests)
		}
	})
	t.Run("budget", func(t *testing.T) {
		town := newCity(t)
		o := newOffice(t, func(opt *crawler.Options) { opt.DailyBudget = 10 }) // spent by feed and list of the second visit
		o.visit(town.source())
		town.set(func() { change(town) })
		o.clock.pass(time.Hour)
		if report := o.visit(town.source()); report.Revised != 0 {
			t.Fatalf("%+v", report)
		}
		o.clock.pass(15 * time.Hour) // past midnight, before open calls are due anyway
		if report := o.visit(town.source()); report.Revised != 2 {
			t.Errorf("%+v", report)
		}
	})
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
		if len(report.Problems) != 1 || !strings.HasSuffix(report.Problems[0].URL, "/3.html") || len(report.Problems[0].Causes) != 1 {
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

// answersInstead has the city answer requests for which of says so, of the calls' pages or of its feed and list.
func answersInstead(of func(entry bool) bool, h http.HandlerFunc) func(http.ResponseWriter, *http.Request) bool {
	return func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == "/robots.txt" || !of(r.URL.Path == "/news.rss" || r.URL.Path == "/nyusatsu/index.html") {
			return false
		}
		h(w, r)
		return true
	}
}

// TestAnOutageOfASiteIsToldToNobody: its calls' pages vanish together, whatever its lists say meanwhile, and nothing changes but the health of
// the source. Pages that stay away are withdrawn in the end.
func TestAnOutageOfASiteIsToldToNobody(t *testing.T) {
	pages, all := func(entry bool) bool { return !entry }, func(bool) bool { return true }
	maintenance := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, htmlPage("メンテナンス中", "<p>ただいまメンテナンス中です。</p>"))
	}
	status := func(code int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
	}
	both := func(list, page http.HandlerFunc) func(w http.ResponseWriter, r *http.Request) bool {
		return func(w http.ResponseWriter, r *http.Request) bool {
			return answersInstead(pages, page)(w, r) || answersInstead(all, list)(w, r)
		}
	}
	for name, c := range map[string]struct {
		odd   func(w http.ResponseWriter, r *http.Request) bool
		state sources.State
		held  bool          // the health says that pages are not believed to be gone
		ends  time.Duration // since when the calls are withdrawn; 0 for never
	}{
		"pages 404":                       {answersInstead(pages, status(404)), sources.Suspect, true, 48 * time.Hour},
		"pages 410":                       {answersInstead(pages, status(410)), sources.Suspect, true, 48 * time.Hour},
		"pages 403":                       {answersInstead(pages, status(403)), sources.OK, false, 0},
		"pages 503":                       {answersInstead(pages, status(503)), sources.OK, false, 0},
		"a soft 404":                      {answersInstead(pages, maintenance), sources.Suspect, false, 0},
		"a list in maintenance":           {both(maintenance, status(404)), sources.Failing, true, 7 * 24 * time.Hour},
		"a list without rows":             {both(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, htmlPage("入札・契約", "<ul></ul>")) }, status(404)), sources.Failing, true, 7 * 24 * time.Hour},
		"all 404":                         {answersInstead(all, status(404)), sources.Failing, true, 7 * 24 * time.Hour},
		"all 410":                         {answersInstead(all, status(410)), sources.Failing, true, 7 * 24 * time.Hour},
		"a list of 500, and pages of 404": {both(status(500), status(404)), sources.Failing, true, 7 * 24 * time.Hour},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			town, o := newCity(t), newOffice(t, nil)
			o.visit(town.source())
			before := o.records()
			unchanged := func(when string) {
				for n, r := range o.records() {
					if r.Status != opportunity.Open || r.Revision != before[n].Revision || len(r.History) != 0 {
						t.Errorf("%s: %s is %s, revision %d, %+v", when, r.Title, r.Status, r.Revision, r.History)
					}
				}
			}
			town.set(func() { town.odd = c.odd })
			o.clock.pass(21 * time.Hour)
			for range 2 { // a second look a moment later is none
				report := o.visit(town.source())
				held := slices.ContainsFunc(report.Causes, func(c sources.Cause) bool { return c.Code == sources.CauseAbsent && c.Args["now"] == "5" })
				if report.Withdrawn != 0 || report.State != c.state || held != c.held || strings.Contains(report.Reason, "not believed yet") != c.held {
					t.Errorf("in the outage: %+v", report)
				}
				o.clock.pass(2 * time.Hour)
			}
			unchanged("in the outage")
			town.set(func() { town.odd = nil })
			o.visit(town.source())
			o.clock.pass(13 * time.Hour)
			if report := o.visit(town.source()); report.State != sources.OK || report.Withdrawn+report.Revised+report.New != 0 {
				t.Errorf("after it: %+v", report)
			}
			unchanged("after it")

			town.asked()
			town.set(func() { town.odd = c.odd })
			o.clock.pass(21 * time.Hour)
			withdrawn, begun := 0, o.clock.Now()
			for withdrawn == 0 && o.clock.Now().Sub(begun) < 10*24*time.Hour {
				withdrawn = o.visit(town.source()).Withdrawn
				if took := o.clock.Now().Sub(begun); withdrawn > 0 && (c.ends == 0 || took > c.ends || took < c.ends/3) {
					t.Errorf("withdrawn after %s", took)
				}
				o.clock.pass(time.Hour)
			}
			if c.ends != 0 && withdrawn != 5 {
				t.Errorf("%d are withdrawn in the end", withdrawn)
			}
			asked := 0
			for _, path := range town.asked() {
				if path == "/nyusatsu/3.html" {
					asked++
				}
			}
			if c.held && asked > 20 {
				t.Errorf("a page was asked for %d times", asked)
			}
		})
	}
}

// TestASiteThatComesBackAtOtherAddressesKeepsItsCalls: all of it is gone for a while, and its list leads to other pages then.
func TestASiteThatComesBackAtOtherAddressesKeepsItsCalls(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds = nil
	o.visit(src)
	ids := map[string]bool{}
	for _, r := range o.records() {
		ids[r.ID] = true
	}
	town.set(func() { town.odd = answersInstead(func(bool) bool { return true }, http.NotFound) })
	o.clock.pass(24 * time.Hour)
	if report := o.visit(src); report.Withdrawn != 0 || report.State != sources.Failing {
		t.Errorf("all gone: %+v", report)
	}
	town.set(func() {
		town.odd = func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path == "/nyusatsu/index.html" {
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				fmt.Fprint(w, strings.ReplaceAll(town.list(), "/nyusatsu/", "/new/"))
				return true
			}
			if path, moved := strings.CutPrefix(r.URL.Path, "/new/"); moved {
				r.URL.Path = "/nyusatsu/" + path
				town.page(w, r)
				return true
			}
			return answersInstead(func(bool) bool { return true }, http.NotFound)(w, r)
		}
	})
	for range 3 {
		o.clock.pass(24 * time.Hour)
		if report := o.visit(src); report.New+report.Withdrawn != 0 || report.State != sources.OK {
			t.Errorf("back: %+v", report)
		}
	}
	all := o.records()
	for _, r := range all {
		if !ids[r.ID] || r.Status != opportunity.Open || !strings.Contains(r.URL, "/new/") {
			t.Errorf("%s at %s is %s, %+v", r.ID, r.URL, r.Status, r.Withdrawn)
		}
	}
	if len(all) != len(ids) {
		t.Errorf("%d records of %d calls", len(all), len(ids))
	}
}

// TestOnePageThatIsGoneIsLookedAtAgain while its list names it yet: it may be back. The list that drops it, too, is believed at once.
func TestOnePageThatIsGoneIsLookedAtAgain(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	o.visit(town.source())
	town.set(func() {
		town.odd = func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path == "/nyusatsu/2.html" {
				http.NotFound(w, r)
			}
			return r.URL.Path == "/nyusatsu/2.html"
		}
	})
	o.clock.pass(21 * time.Hour)
	report := o.visit(town.source())
	told := slices.ContainsFunc(report.Problems, func(p sources.PageProblem) bool {
		return len(p.Causes) == 1 && p.Causes[0].Code == sources.CausePageAbsent
	})
	if report.Withdrawn != 0 || report.State != sources.OK || !told || o.known("/2.html").Absent.IsZero() {
		t.Errorf("%+v", report)
	}
	town.set(func() { town.odd = nil })
	o.clock.pass(time.Hour)
	o.visit(town.source())
	if r := byNumber(t, o, "2"); r.Status != opportunity.Open || len(r.History) != 0 || !o.known("/2.html").Absent.IsZero() {
		t.Errorf("back again, but %s, %+v", r.Status, r.History)
	}
	town.set(func() { town.gone[2] = true })
	o.clock.pass(time.Hour)
	if report := o.visit(town.source()); report.Withdrawn != 1 {
		t.Errorf("gone from the list, too: %+v", report)
	}
}

// TestARenewedSiteKeepsItsRecords: its lists name new paths, and the old ones redirect there for good, to pages that did not change
// otherwise, whether their servers answer them whole or say 304.
func TestARenewedSiteKeepsItsRecords(t *testing.T) {
	for _, plain := range []bool{false, true} {
		town, o := newCity(t), newOffice(t, nil)
		town.set(func() { town.plain = plain })
		o.visit(town.source())
		before := map[string]string{} // title → id
		for _, r := range o.records() {
			before[r.Title] = r.ID
		}
		town.set(func() {
			town.odd = func(w http.ResponseWriter, r *http.Request) bool {
				if name, ok := strings.CutPrefix(r.URL.Path, "/nyusatsu/"); ok && name != "index.html" {
					http.Redirect(w, r, "/jigyosha/koubo/"+name, http.StatusMovedPermanently)
					return true
				}
				if name, ok := strings.CutPrefix(r.URL.Path, "/jigyosha/koubo/"); ok {
					r.URL.Path = "/nyusatsu/" + name
					town.page(w, r)
					return true
				}
				body, kind := town.feed(), "application/rss+xml"
				if r.URL.Path == "/nyusatsu/index.html" {
					body, kind = town.list(), "text/html; charset=utf-8"
				}
				if r.URL.Path == "/robots.txt" {
					return false
				}
				town.serve(w, r, kind, strings.ReplaceAll(body, "/nyusatsu/", "/jigyosha/koubo/"))
				return true
			}
		})
		for range 2 {
			o.clock.pass(24 * time.Hour)
			o.visit(town.source())
		}
		after := o.records()
		if len(after) != 5 {
			t.Errorf("plain %v: %d records of 5 calls", plain, len(after))
		}
		for _, r := range after {
			if before[r.Title] != r.ID || r.Revision != 1 || !strings.Contains(r.URL, "/jigyosha/koubo/") {
				t.Errorf("plain %v: %s was %s; revision %d at %s", plain, r.ID, before[r.Title], r.Revision, r.URL)
			}
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
			for _, r := range o.records() {
				if r.Revision != 1 {
					t.Errorf("%s: revised to %d: %+v", name, r.Revision, r.History)
				}
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

// TestTwoNewAddressesOfARememberedPageAreThatOne: a feed and a list have an address each for it, and both have changed since.
func TestTwoNewAddressesOfARememberedPageAreThatOne(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds, src.Lists = nil, []string{town.URL + "/list.html"}
	page := twinPage("令和8年12月18日", "")
	for day, hrefs := range [][]string{{"/100/kiji.html"}, {"/101/kiji.html", "/102/kiji.html"}, {"/101/kiji.html", "/102/kiji.html"}} {
		answers := map[string]string{"/list.html": twinList(hrefs...)}
		for _, href := range hrefs {
			answers[href] = page
		}
		town.serveInstead(answers)
		o.visit(src)
		all := o.records()
		at := slices.IndexFunc(all, func(r opportunity.Opportunity) bool { return strings.HasPrefix(r.Title, "給食") })
		if len(all) != 2 || at < 0 || !strings.HasSuffix(all[at].URL, "/kiji.html") || all[at].Status != opportunity.Open {
			t.Fatalf("day %d: %d records: %+v", day, len(all), all)
		}
		m, err := o.store.Memory(src.ID)
		for key, k := range m.Known {
			if err != nil || k.Alias != "" && m.Known[k.Alias].Alias != "" || k.Alias == "" && k.URL == "" {
				t.Errorf("day %d: %s is remembered as %+v, %v", day, key, k, err)
			}
		}
		o.clock.pass(24 * time.Hour)
	}
}

const (
	framedCall  = `<p>次のとおり募集します。</p><iframe src="/in.html"></iframe>`
	attachedPDF = `<p>次のとおり募集します。</p><ul><li><a href="/youryou.pdf">募集要項（PDF：98KB）</a></li></ul>`
)

// TestADeadlineStandsWhereItsDocumentCannotBeReadAgain for a while: the page changed, the server of the document or frame is down, or has
// it no more although the page still names it.
func TestADeadlineStandsWhereItsDocumentCannotBeReadAgain(t *testing.T) {
	const title = "第3公園に関する公募型プロポーザルの実施について"
	for _, c := range []struct {
		below, path string
		status      int
	}{{framedCall, "/in.html", 503}, {attachedPDF, "/youryou.pdf", 503}, {framedCall, "/in.html", 404}, {attachedPDF, "/youryou.pdf", 404}, {attachedPDF, "/youryou.pdf", 410}} {
		town, below, path, status := newCity(t), c.below, c.path, c.status
		o := newOffice(t, func(opt *crawler.Options) {
			opt.PDFText = func(context.Context, string, []byte) (string, error) {
				return "1 提出期限\n令和8年12月18日（金）午後5時まで", nil
			}
		})
		pages := map[string]string{
			"/nyusatsu/3.html": htmlPage(title, below),
			"/in.html":         "<html><body><table><tr><th>提出期限</th><td>令和8年12月18日（金）午後5時まで</td></tr></table></body></html>",
			"/youryou.pdf":     "%PDF-1.4 not read here",
		}
		town.serveInstead(pages)
		o.visit(town.source())
		if day, _ := submission(byNumber(t, o, "3")); day != "2026-12-18" {
			t.Fatalf("%s: %q", path, day)
		}
		pages["/nyusatsu/3.html"] = htmlPage(title, below+"<p>更新日：2026年11月11日</p>")
		town.serveInstead(pages)
		whole := town.odd
		down := func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path == path {
				w.WriteHeader(status)
				return true
			}
			return whole(w, r)
		}
		town.set(func() { town.odd = down })
		o.clock.pass(24 * time.Hour)
		if report := o.visit(town.source()); report.Revised != 0 {
			t.Errorf("%s: %+v", path, report)
		}
		if day, _ := submission(byNumber(t, o, "3")); day != "2026-12-18" {
			t.Errorf("%s: the deadline is %q while it is down", path, day)
		}
		town.set(func() { town.odd = whole })
		o.clock.pass(2 * time.Hour)
		o.visit(town.source())
		if r := byNumber(t, o, "3"); string(r.Updated) != "2026-11-11" || r.Revision != 1 {
			t.Errorf("%s: afterwards %+v", path, r)
		}
		if k := o.known("/nyusatsu/3.html"); k.Tries != 0 {
			t.Errorf("%s: %+v", path, k)
		}
	}
}

// TestADeadlineIsGivenUpWhereItsDocumentStaysUnreadable.
func TestADeadlineIsGivenUpWhereItsDocumentStaysUnreadable(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	const title = "第3公園に関する公募型プロポーザルの実施について"
	pages := map[string]string{
		"/nyusatsu/3.html": htmlPage(title, framedCall),
		"/in.html":         "<html><body><table><tr><th>提出期限</th><td>令和8年12月18日</td></tr></table></body></html>",
	}
	town.serveInstead(pages)
	o.visit(town.source())
	whole := town.odd
	town.set(func() {
		town.odd = func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path == "/in.html" {
				w.WriteHeader(http.StatusServiceUnavailable)
				return true
			}
			return whole(w, r)
		}
	})
	for range 7 {
		o.clock.pass(20 * time.Hour)
		o.visit(town.source())
	}
	if day, _ := submission(byNumber(t, o, "3")); day != "" {
		t.Errorf("after a week the deadline is %q", day)
	}
}

// serveTagged has the city answer some paths with pages of the test's, conditionally by a validator that never changes: what was read
// before is asked for in full by nobody who does not insist. moved are redirected for good.
func (c *city) serveTagged(pages, moved map[string]string) {
	c.set(func() {
		c.odd = func(w http.ResponseWriter, r *http.Request) bool {
			if to := moved[r.URL.Path]; to != "" {
				http.Redirect(w, r, to, http.StatusMovedPermanently)
				return true
			}
			page, ok := pages[r.URL.Path]
			if !ok {
				return false
			}
			w.Header().Set("ETag", `"1"`)
			if r.Header.Get("If-None-Match") != "" {
				w.WriteHeader(http.StatusNotModified)
				return true
			}
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, page)
			return true
		}
	})
}

func lunchRecords(o *office) (lunch []opportunity.Opportunity) {
	for _, r := range o.records() {
		if strings.HasPrefix(r.Title, "給食") {
			lunch = append(lunch, r)
		}
	}
	return lunch
}

// TestDoubledRecordsAreJoined: a call stands twice in the store, under two addresses, because its two pages were once read to other
// words. What was known of each is kept, and nobody is told anew.
func TestDoubledRecordsAreJoined(t *testing.T) {
	const day = "令和8年12月18日"
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds, src.Lists = nil, []string{town.URL + "/list.html"}
	list := twinList("/news/7.html", "/jigyosha/7.html")
	town.serveTagged(map[string]string{"/list.html": list, "/news/7.html": twinPage(day, "<p>ご案内</p>"), "/jigyosha/7.html": twinPage(day, "<p>お知らせ</p>")}, nil)
	o.visit(src)
	before := lunchRecords(o)
	if len(before) != 2 {
		t.Fatalf("%d records", len(before))
	}
	forgetComparison(t, o, src)
	town.serveTagged(map[string]string{"/list.html": list, "/news/7.html": twinPage(day, ""), "/jigyosha/7.html": twinPage(day, "")}, nil)
	o.clock.pass(time.Hour)
	report := o.visit(src)
	after := lunchRecords(o)
	if len(after) != 1 || report.New+report.Revised != 0 || len(after[0].Origins) != 2 || after[0].Revision != 1 {
		t.Fatalf("%+v\n%+v", report, after)
	}
	for _, r := range before {
		found, _, err := o.store.Get(r.ID)
		if err != nil || found.ID != after[0].ID {
			t.Errorf("%s leads to %+v, %v", r.ID, found, err)
		}
	}
	o.clock.pass(time.Hour)
	if report := o.visit(src); report.Requests != 1 {
		t.Errorf("asked again afterwards: %v", town.asked())
	}
}

// TestCallsThatLookAlikeAreComparedOnce: two lots of one title and day stay two, and are not asked for whole again for that.
func TestCallsThatLookAlikeAreComparedOnce(t *testing.T) {
	const day = "令和8年12月18日"
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds, src.Lists = nil, []string{town.URL + "/list.html"}
	town.serveTagged(map[string]string{"/list.html": twinList("/news/7.html", "/jigyosha/7.html"), "/news/7.html": twinPage(day, "<p>東部</p>"), "/jigyosha/7.html": twinPage(day, "<p>西部</p>")}, nil)
	o.visit(src)
	for range 3 {
		o.clock.pass(time.Hour)
		if report := o.visit(src); len(lunchRecords(o)) != 2 || report.Requests > 1 {
			t.Errorf("read in the first visit: %+v", report)
		}
	}
	forgetComparison(t, o, src)
	for visit, want := range []int{3, 1, 1} { // the list, and once the two
		o.clock.pass(time.Hour)
		if report := o.visit(src); len(lunchRecords(o)) != 2 || report.Requests != want {
			t.Errorf("visit %d: %d requests, want %d: %v", visit, report.Requests, want, town.asked())
		}
	}
}

// TestARedirectToAnotherCallIsFollowedOnce where the two cannot be one: its 304 costs one request from then on.
func TestARedirectToAnotherCallIsFollowedOnce(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds, src.Lists = nil, []string{town.URL + "/list.html"}
	list := htmlPage("募集", `<ul><li><span class="date">2026年11月9日</span> <a href="/a.html">給食配送業務に係る公募型プロポーザルの実施について</a></li><li><span class="date">2026年11月8日</span> <a href="/b.html">学校給食調理業務に係る公募型プロポーザル</a></li></ul>`)
	pages := map[string]string{"/list.html": list, "/b.html": htmlPage("事業者の選定", "<p>給食配送業務と学校給食調理業務の事業者を募集します。給食配送業務に係る公募型プロポーザルの実施について、学校給食調理業務に係る公募型プロポーザル。</p><p>提出期限：令和8年12月18日</p>")}
	town.serveTagged(pages, map[string]string{"/a.html": "/b.html"})
	o.visit(src)
	if got := len(o.records()); got != 2 {
		t.Fatalf("%d records: %+v", got, o.records())
	}
	for visit := range 3 {
		o.clock.pass(24 * time.Hour)
		town.asked()
		o.visit(src)
		want := map[string]int{"/a.html": 1, "/b.html": 2}
		got := map[string]int{}
		for _, path := range town.asked() {
			if want[path] > 0 {
				got[path]++
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("visit %d: %v, want %v", visit, got, want)
		}
	}
}

// forgetComparison takes what is remembered of comparisons out of the store, as an older program left it.
func forgetComparison(t *testing.T, o *office, src sources.Source) {
	t.Helper()
	m, err := o.store.Memory(src.ID)
	if err != nil {
		t.Fatal(err)
	}
	for key, k := range m.Known {
		k.Apart = nil
		m.Known[key] = k
	}
	if _, err := o.store.Apply(sources.Visit{Source: src, At: o.clock.Now(), Known: m.Known, Health: m.Health}); err != nil {
		t.Fatal(err)
	}
}

// TestAnOlderCopyOfAPageIsNotTaken for a while: a cache, or one of several servers, still has the page from before a change. Where it
// stays, the body went back to it.
func TestAnOlderCopyOfAPageIsNotTaken(t *testing.T) {
	const title = "第3公園に関する公募型プロポーザルの実施について"
	newer, older := "Mon, 09 Nov 2026 00:00:00 GMT", "Mon, 02 Nov 2026 00:00:00 GMT"
	town, o := newCity(t), newOffice(t, nil)
	serve := func(day, modified string) {
		town.set(func() {
			town.odd = func(w http.ResponseWriter, r *http.Request) bool {
				if r.URL.Path != "/nyusatsu/3.html" {
					return false
				}
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				if modified != "" {
					w.Header().Set("Last-Modified", modified)
				}
				fmt.Fprint(w, htmlPage(title, "<p>提出期限："+day+"</p>"))
				return true
			}
		})
	}
	for n, c := range []struct {
		day, modified, want string
		revision            int
	}{
		{"令和8年12月25日", newer, "2026-12-25", 1},
		{"令和8年12月18日", older, "2026-12-25", 1},
		{"令和8年12月25日", newer, "2026-12-25", 1},
		{"令和8年12月18日", older, "2026-12-25", 1},
		{"令和8年12月18日", older, "2026-12-25", 1},
		{"令和8年12月18日", older, "2026-12-18", 2}, // it has stayed so for three days
		{"令和8年12月22日", "", "2026-12-22", 3},    // no server that tells when
	} {
		serve(c.day, c.modified)
		o.visit(town.source())
		if r := byNumber(t, o, "3"); func() string { day, _ := submission(r); return day }() != c.want || r.Revision != c.revision {
			t.Errorf("visit %d: %+v, revision %d, want %s, %d", n, r.Deadlines, r.Revision, c.want, c.revision)
		}
		o.clock.pass(24 * time.Hour)
	}
}

// TestAListTellsThatACallHasEnded before its page does, which stays as it is; and that it goes on.
func TestAListTellsThatACallHasEnded(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds = nil
	o.visit(src)
	before := byNumber(t, o, "3")
	list := town.list()
	for _, c := range []struct {
		mark string
		want opportunity.Status
	}{{"【終了】", opportunity.Closed}, {"", opportunity.Open}} {
		town.serveInstead(map[string]string{"/nyusatsu/index.html": strings.Replace(list, ">"+before.Title, ">"+c.mark+before.Title, 1)})
		o.clock.pass(24 * time.Hour)
		o.visit(src)
		if r := byNumber(t, o, "3"); r.ID != before.ID || r.Status != c.want {
			t.Errorf("marked %q: %s, %+v", c.mark, r.Status, r)
		}
	}
}

// TestAPageThatWasNoneBecomesACall: its list gives it another title. Its page is looked at like that of any other call from then on, and
// once more where it could not be read at that moment.
func TestAPageThatWasNoneBecomesACall(t *testing.T) {
	const title = "市立図書館デジタル化実証実験の参加企業募集"
	for _, down := range []bool{false, true} {
		town, o := newCity(t), newOffice(t, nil)
		src := town.source()
		src.Feeds, src.Lists = nil, []string{town.URL + "/list.html"}
		list := func(title string) string {
			return htmlPage("募集", `<ul><li><span class="date">2026年11月9日</span> <a href="/nyusatsu/1.html">第1公園に関する公募型プロポーザルの実施について</a></li><li><span class="date">2026年11月8日</span> <a href="/g.html">`+title+`</a></li></ul>`)
		}
		call := func(day string) string { return htmlPage(title, "<p>提出期限："+day+"</p>") }
		town.serveInstead(map[string]string{"/list.html": list("お知らせ"), "/g.html": htmlPage("図書館のお知らせ", "<p>図書館は12月1日に休館します。</p>")})
		o.visit(src)
		if k := o.known("/g.html"); k.Dropped == "" || k.ID != "" {
			t.Fatalf("%+v", k)
		}
		town.serveInstead(map[string]string{"/list.html": list(title), "/g.html": call("令和8年12月4日")})
		if down {
			up := town.odd
			town.set(func() {
				town.odd = func(w http.ResponseWriter, r *http.Request) bool {
					if r.URL.Path == "/g.html" {
						w.WriteHeader(http.StatusForbidden)
						return true
					}
					return up(w, r)
				}
			})
			o.clock.pass(24 * time.Hour)
			o.visit(src)
			town.set(func() { town.odd = up })
		}
		o.clock.pass(24 * time.Hour)
		o.visit(src)
		town.serveInstead(map[string]string{"/list.html": list(title), "/g.html": call("令和8年12月11日")})
		o.clock.pass(24 * time.Hour)
		o.visit(src)
		all := o.records()
		if len(all) != 2 {
			t.Fatalf("its server down %v: %+v", down, all)
		}
		for _, r := range all {
			if day, _ := submission(r); r.Title == title && (day != "2026-12-11" || r.Revision != 2) {
				t.Errorf("its server down %v: %s, revision %d", down, day, r.Revision)
			}
		}
	}
}

// TestThePageOfAnotherCallIsNotTaken: a cache mixed two pages up at the first visit.
func TestThePageOfAnotherCallIsNotTaken(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds, src.Lists = nil, []string{town.URL + "/list.html"}
	const lunch, school = "給食配送業務に係る公募型プロポーザルの実施について", "旧東小学校跡地の活用に関するサウンディング型市場調査"
	page := htmlPage(lunch, "<p>次のとおり募集します。</p><p>提出期限：令和8年12月4日</p>")
	pages := map[string]string{
		"/list.html": htmlPage("募集", `<ul><li><span class="date">2026年11月9日</span> <a href="/a.html">`+school+`</a></li><li><span class="date">2026年11月8日</span> <a href="/b.html">`+lunch+`</a></li></ul>`),
		"/a.html":    page, "/b.html": page,
	}
	town.serveInstead(pages)
	report := o.visit(src)
	deadlines := func() map[string]string {
		found := map[string]string{}
		for _, r := range o.records() {
			found[r.Title], _ = submission(r)
		}
		return found
	}
	if got := deadlines(); len(got) != 2 || got[school] != "" || got[lunch] != "2026-12-04" || !strings.Contains(fmt.Sprint(report.Problems), "another announcement") {
		t.Errorf("%v, %+v", got, report.Problems)
	}
	pages["/a.html"] = htmlPage(school, "<p>提出期限：令和8年12月18日</p>")
	town.serveInstead(pages)
	o.clock.pass(24 * time.Hour)
	o.visit(src)
	if got := deadlines(); len(got) != 2 || got[school] != "2026-12-18" {
		t.Errorf("afterwards %v", got)
	}
}

// rowsOf has a city serve a list of these rows, and pages for those that link one.
func rowsOf(c *city, rows ...string) {
	c.set(func() {
		c.odd = func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path != "/nyusatsu/index.html" {
				return false
			}
			c.serve(w, r, "text/html; charset=utf-8", `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>募集情報</title></head><body><main><h1>募集情報</h1>`+
				`<table><tr><th>件名</th><th>公告日</th><th>提出期限</th><th>担当課</th></tr>`+strings.Join(rows, "")+`</table></main></body></html>`)
			return true
		}
	})
}

func tableRow(title, day, last string) string {
	return fmt.Sprintf("<tr><td>%s</td><td>%s</td><td>%s</td><td>管財課</td></tr>", title, day, last)
}

const (
	linkedCall = `<a href="/nyusatsu/5.html">第5公園に関する公募型プロポーザルの実施について</a>`
	linkedToo  = `<a href="/nyusatsu/4.html">第4公園に関する公募型プロポーザルの実施について</a>`
	rowCall    = "旧保育所を活用する民間事業者の公募型プロポーザル"
	parkCall   = "第3公園に関する公募型プロポーザルの実施について"
)

// told tells of each record its title, its last day and what else matters of it.
func told(o *office) (all []string) {
	for _, r := range o.records() {
		last := ""
		for _, d := range r.Deadlines {
			last += " " + string(d.Role) + " " + string(d.End)
		}
		all = append(all, fmt.Sprintf("%s|%s|%s|%s%s", r.Title, r.URL[strings.LastIndexByte(r.URL, '/')+1:], r.Detail, r.Status, last))
	}
	slices.Sort(all)
	return all
}

func (o *office) nextDay() { o.clock.pass(24 * time.Hour) }

// TestRowWithoutLink follows a call that stands in a row of text alone: its last day moves, the list says nothing new, the row goes.
func TestRowWithoutLink(t *testing.T) {
	c, o := newCity(t), newOffice(t, nil)
	src := c.source()
	src.Feeds = nil
	rowsOf(c, tableRow(linkedCall, "2026年11月9日", "2026年12月18日"), tableRow(rowCall, "2026年11月6日", "2026年12月10日"), tableRow(linkedToo, "2026年11月4日", "2026年12月18日"))
	o.visit(src)
	row := func(status, last string) string {
		return rowCall + "|index.html|none|" + status + " submission " + last
	}
	if got := told(o); len(got) != 3 || !slices.Contains(got, row("open", "2026-12-10")) {
		t.Fatalf("read %q", got)
	}
	c.asked()
	o.nextDay()
	o.visit(src)
	if asked := c.asked(); strings.Count(strings.Join(asked, " "), "/nyusatsu/index.html") != 1 {
		t.Errorf("the list was asked for as a page of an announcement: %v", asked)
	}
	rowsOf(c, tableRow(linkedCall, "2026年11月9日", "2026年12月18日"), tableRow(rowCall, "2026年11月6日", "2026年12月15日"), tableRow(linkedToo, "2026年11月4日", "2026年12月18日"))
	o.nextDay()
	o.visit(src)
	if got := told(o); len(got) != 3 || !slices.Contains(got, row("open", "2026-12-15")) {
		t.Errorf("its last day has moved, and read is %q", got)
	}
	for n, status := range []string{"open", "withdrawn"} {
		rowsOf(c, tableRow(linkedCall, "2026年11月9日", "2026年12月18日"), tableRow(linkedToo, fmt.Sprintf("2026年11月%d日", 3-n), "2026年12月18日"))
		o.nextDay()
		o.visit(src)
		if got := told(o); len(got) != 3 || !slices.Contains(got, row(status, "2026-12-15")) {
			t.Errorf("visit %d without the row: %q, want it %s", n+1, got, status)
		}
	}
}

// TestRowGetsLink follows a row of text that gets a link, and a linked one that loses it: each stays one record.
func TestRowGetsLink(t *testing.T) {
	c, o := newCity(t), newOffice(t, nil)
	src := c.source()
	src.Feeds = nil
	other, park := tableRow(linkedCall, "2026年11月9日", "2026年12月18日"), tableRow(linkedToo, "2026年11月4日", "2026年12月18日")
	rowsOf(c, other, tableRow(parkCall, "2026年11月3日", "2026年12月18日"), park)
	o.visit(src)
	find := func() (found []opportunity.Opportunity) {
		for _, r := range o.records() {
			if r.Title == parkCall {
				found = append(found, r)
			}
		}
		return found
	}
	before := find()
	if len(before) != 1 || before[0].Detail != opportunity.DetailNone {
		t.Fatalf("read %+v", before)
	}
	for n, title := range []string{`<a href="/nyusatsu/3.html">` + parkCall + `</a>`, `<a href="/nyusatsu/3.html">` + parkCall + `</a> `, parkCall, parkCall + " "} {
		rowsOf(c, other, tableRow(title, "2026年11月3日", "2026年12月18日"), park, strings.Repeat("<!-- -->", n))
		o.nextDay()
		o.visit(src)
		after := find()
		if len(after) != 1 || after[0].ID != before[0].ID || after[0].Detail != opportunity.DetailRead || !strings.HasSuffix(after[0].URL, "/nyusatsu/3.html") || !after[0].FirstSeen.Equal(before[0].FirstSeen) {
			t.Fatalf("visit %d: %+v", n+1, after)
		}
	}
	if all := told(o); len(all) != 3 {
		t.Errorf("recorded are %q", all)
	}
}

// TestRowLinkedByFeed reads a row of text whose call a feed links: it is one record.
func TestRowLinkedByFeed(t *testing.T) {
	c, o := newCity(t), newOffice(t, nil)
	rowsOf(c, tableRow(linkedCall, "2026年11月9日", "2026年12月18日"), tableRow(parkCall, "2026年11月3日", "2026年12月18日"), tableRow(linkedToo, "2026年11月4日", "2026年12月18日"))
	o.visit(c.source())
	if all := told(o); len(all) != 5 || strings.Contains(strings.Join(all, " "), "index.html") {
		t.Errorf("recorded are %q", all)
	}
}

// TestRowsThatNameGoodsAlone keeps the tenders of a table that names but what is bought: the table says that they are tenders.
func TestRowsThatNameGoodsAlone(t *testing.T) {
	c, o := newCity(t), newOffice(t, nil)
	src := c.source()
	src.Feeds = nil
	c.set(func() {
		c.odd = tagged(map[string]string{"/nyusatsu/index.html": `<html><body><main><h1>入札公告</h1><table><tr><th>件名</th><th>公告日</th><th>入札日</th></tr>` +
			`<tr><td>消防ポンプ自動車</td><td>2026年11月6日</td><td>2026年12月10日</td></tr><tr><td>除雪用ロータリ装置</td><td>2026年11月5日</td><td>2026年12月11日</td></tr></table></main></body></html>`})
	})
	o.visit(src)
	if got := told(o); len(got) != 2 || !strings.Contains(strings.Join(got, " "), "消防ポンプ自動車|index.html|none|") {
		t.Errorf("recorded are %q", got)
	}
}

// TestADocumentThatIsReplacedInPlace is read again though its page stays as it was, and is asked for conditionally, about once a day.
func TestADocumentThatIsReplacedInPlace(t *testing.T) {
	const title = "第3公園に関する公募型プロポーザルの実施について"
	town := newCity(t)
	o := newOffice(t, func(opt *crawler.Options) {
		opt.PDFText = func(_ context.Context, _ string, body []byte) (string, error) {
			return strings.TrimPrefix(string(body), "%PDF-1.4\n"), nil
		}
	})
	src := town.source()
	src.Feeds = nil
	asked, whole, status, changed := 0, 0, 200, "Mon, 09 Nov 2026 00:00:00 GMT"
	pages := map[string]string{"/nyusatsu/3.html": htmlPage(title, attachedPDF)}
	text := "%PDF-1.4\n1 提出期限\n令和8年12月18日（金）午後5時まで"
	others := tagged(pages)
	town.set(func() {
		town.odd = func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path != "/youryou.pdf" {
				return others(w, r)
			}
			asked++
			w.Header().Set("Last-Modified", changed)
			if r.Header.Get("If-Modified-Since") == changed {
				w.WriteHeader(http.StatusNotModified)
				return true
			}
			whole++
			w.Header().Set("Content-Type", "application/pdf")
			w.WriteHeader(status)
			_, _ = w.Write([]byte(text))
			return true
		}
	})
	visit := func(want string, most int) {
		t.Helper()
		asked, whole = 0, 0
		for range 4 {
			o.clock.pass(6 * time.Hour)
			o.visit(src)
		}
		if day, _ := submission(byNumber(t, o, "3")); day != want || asked > most {
			t.Errorf("deadline %q, want %q; the document was asked for %d times, %d whole", day, want, asked, whole)
		}
	}
	o.visit(src)
	visit("2026-12-18", 2)
	if whole != 0 {
		t.Errorf("it came whole %d times although nothing changed", whole)
	}
	status, changed = 500, "Wed, 11 Nov 2026 00:00:00 GMT"
	visit("2026-12-18", 4) // one request, and its repetitions
	status = 200
	text = "%PDF-1.4\n1 提出期限\n令和8年12月25日（金）午後5時まで"
	visit("2026-12-25", 3)
	changed, text = "Tue, 10 Nov 2026 00:00:00 GMT", "%PDF-1.4\n1 提出期限\n令和8年12月18日（金）"
	visit("2026-12-25", 2) // an older copy
	visit("2026-12-25", 2)
	visit("2026-12-18", 4) // for so long no cache has one
}

// TestACallThatComesAgainAtItsAddress is found though its list, which gives no days, reads as before: a closed call's page is looked at about
// once a month. One whose list says that it has ended is left alone, and so is one whose list gives a day, which would be another.
func TestACallThatComesAgainAtItsAddress(t *testing.T) {
	const title = "第3公園に関する公募型プロポーザルの実施について"
	page := func(due string) string {
		return "<html><head><title>" + title + "</title></head><body><main><h1>" + title + "</h1><p>提案書の提出期限：" + due + "</p></main></body></html>"
	}
	for name, c := range map[string]struct {
		row, want string
		most      int // requests for the page in the ten months in which it is closed
	}{
		"without a day": {"<a href='/nyusatsu/3.html'>" + title + "</a>", "2027-12-15", 13},
		"with a day":    {"2026年11月1日 <a href='/nyusatsu/3.html'>" + title + "</a>", "2026-12-16", 3},
		"ended":         {"<a href='/nyusatsu/3.html'>" + title + "（受付終了）</a>", "2026-12-16", 3},
	} {
		town, o := newCity(t), newOffice(t, nil)
		src := town.source()
		src.Feeds = nil
		pages, asked := map[string]string{"/nyusatsu/3.html": page("令和8年12月16日"), "/nyusatsu/index.html": "<html><body><main><h1>公募情報</h1><ul><li>" + c.row + "</li></ul></main></body></html>"}, 0
		town.set(func() {
			answer := tagged(pages)
			town.odd = func(w http.ResponseWriter, r *http.Request) bool {
				if r.URL.Path == "/nyusatsu/3.html" {
					asked++
				}
				return answer(w, r)
			}
		})
		o.visit(src)
		o.clock.pass(60 * 24 * time.Hour)
		asked = 0
		for range 100 {
			o.clock.pass(3 * 24 * time.Hour)
			o.visit(src)
		}
		if asked > c.most {
			t.Errorf("%s: asked for %d times while it was closed", name, asked)
		}
		pages["/nyusatsu/3.html"] = page("令和9年12月15日")
		for range 11 {
			o.clock.pass(3 * 24 * time.Hour)
			o.visit(src)
		}
		if day, _ := submission(byNumber(t, o, "3")); day != c.want {
			t.Errorf("%s: %q, want %q", name, day, c.want)
		}
	}
}

// TestACallThatIsExtendedAtAnotherAddress is one call whose deadline moved, not one that was withdrawn and another that is new.
func TestACallThatIsExtendedAtAnotherAddress(t *testing.T) {
	const title = "第3公園に関する公募型プロポーザルの実施について"
	for name, c := range map[string]struct {
		titles []string // at the second visit, at addresses of their own
		due    string
		old    int // status of the old page
		one    bool
	}{
		"extended":                  {[]string{title}, "令和8年12月25日", 404, true},
		"extended, and says so":     {[]string{"【期間延長】" + title}, "令和8年12月25日", 410, true},
		"says so behind":            {[]string{title + "（提出期限を延長しました）"}, "令和8年12月25日", 404, true},
		"the same day":              {[]string{title}, "令和8年12月18日", 404, true},
		"an earlier day":            {[]string{title}, "令和8年12月4日", 404, false},
		"called for again":          {[]string{"【再公募】" + title}, "令和8年12月25日", 404, false},
		"two of the title":          {[]string{title, title}, "令和8年12月25日", 404, false},
		"another title":             {[]string{"第4公園に関する公募型プロポーザルの実施について"}, "令和8年12月25日", 404, false},
		"the old page is there yet": {[]string{title}, "令和8年12月25日", 200, false},
	} {
		town, o := newCity(t), newOffice(t, nil)
		src := town.source()
		src.Feeds = nil
		call := func(title, due, more string) string {
			return htmlPage(title, "<p>次のとおり募集します。"+more+"</p><p>提案書の提出期限："+due+"</p>")
		}
		list := func(rows string) string {
			return "<html><body><main><h1>公募情報</h1><ul>" + rows + "<li>2026年11月2日 <a href='/nyusatsu/9.html'>庁舎清掃業務に係る公募型プロポーザルの実施について</a></li></ul></main></body></html>"
		}
		pages := map[string]string{"/nyusatsu/3.html": call(title, "令和8年12月18日", ""), "/nyusatsu/9.html": call("庁舎清掃業務に係る公募型プロポーザルの実施について", "令和8年12月10日", ""),
			"/nyusatsu/index.html": list("<li>2026年11月3日 <a href='/nyusatsu/3.html'>" + title + "</a></li>")}
		status := 200
		town.set(func() {
			answer := tagged(pages)
			town.odd = func(w http.ResponseWriter, r *http.Request) bool {
				if r.URL.Path == "/nyusatsu/3.html" && status != 200 {
					w.WriteHeader(status)
					return true
				}
				return answer(w, r)
			}
		})
		o.visit(src)
		first := byNumber(t, o, "3")
		rows := ""
		for n, title := range c.titles {
			path := "/new/" + strings.Repeat("x", n+1) + ".html"
			pages[path] = call(title, c.due, "更新しました。")
			rows += "<li>2026年11月10日 <a href='" + path + "'>" + title + "</a></li>"
		}
		pages["/nyusatsu/index.html"], status = list(rows), c.old
		for range 2 {
			o.clock.pass(24 * time.Hour)
			o.visit(src)
		}
		var withTitle []opportunity.Opportunity
		for _, r := range o.records() {
			if strings.Contains(r.Title, "公園") {
				withTitle = append(withTitle, r)
			}
		}
		if one := len(withTitle) == 1 && withTitle[0].ID == first.ID && withTitle[0].Withdrawn == nil && withTitle[0].FirstSeen.Equal(first.FirstSeen); one != c.one {
			t.Errorf("%s: one call %v, want %v: %+v", name, one, c.one, withTitle)
		}
		if c.one && !strings.Contains(withTitle[0].URL, "/new/x.html") {
			t.Errorf("%s: its address is %s", name, withTitle[0].URL)
		}
	}
}

// TestACallThatItsListDroppedIsBackWithIt although its page answers that nothing changed.
func TestACallThatItsListDroppedIsBackWithIt(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	town.serveTagged(map[string]string{"/nyusatsu/3.html": htmlPage("第3公園に関する公募型プロポーザルの実施について", "<p>企画提案書の提出期限：令和8年12月18日（金）午後5時まで（必着）</p>")}, nil)
	o.visit(town.source())
	town.set(func() { town.gone[3] = true }) // the page itself stays
	for id := range 2 {
		town.publish(7 + id)
		o.clock.pass(time.Hour)
		o.visit(town.source())
	}
	if r := byNumber(t, o, "3"); r.Status != opportunity.WithdrawnNow {
		t.Fatalf("dropped, but %s", r.Status)
	}
	town.set(func() { town.gone[3] = false })
	for range 2 {
		o.clock.pass(24 * time.Hour)
		o.visit(town.source())
	}
	if r := byNumber(t, o, "3"); r.Status != opportunity.Open {
		t.Errorf("back again, but %s %+v", r.Status, r.Withdrawn)
	}
}

// TestARowWithoutALinkKeepsItsRecordWhenItsTitleIsMended, again and again; the next call of a similar name has its own.
func TestARowWithoutALinkKeepsItsRecordWhenItsTitleIsMended(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds, src.Lists = nil, []string{town.URL + "/list.html"}
	visit := func(titles ...string) []opportunity.Opportunity {
		var rows strings.Builder
		for _, title := range append(titles, "給食配送業務公募型プロポーザル", "会館ネーミングライツパートナー募集") {
			fmt.Fprintf(&rows, "<tr><td>令和8年11月2日</td><td>%s</td><td>令和8年12月18日</td></tr>", title)
		}
		town.serveInstead(map[string]string{"/list.html": htmlPage("募集中の案件", "<table><tr><th>公告日</th><th>件名</th><th>提出期限</th></tr>"+rows.String()+"</table>")})
		o.visit(src)
		o.clock.pass(24 * time.Hour)
		return o.records()
	}
	visit("公園管理実証実験の参加企業募集")
	for _, titles := range [][]string{{"公園施設管理実証実験の参加企業募集"}, {"公園施設の管理実証実験の参加企業募集"}, {"第2公園施設の管理実証実験の参加企業募集", "公園施設の管理実証実験の参加企業募集"}} {
		got := visit(titles...)
		if len(got) != len(titles)+2 || !slices.ContainsFunc(got, func(r opportunity.Opportunity) bool { return r.Title == titles[0] && r.Status == opportunity.Open }) {
			t.Errorf("%q: %d records", titles, len(got))
		}
	}
}
