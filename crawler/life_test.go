package crawler_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"koubo/crawler"
	"koubo/crawler/discover"
	"koubo/crawler/schedule"
	"koubo/opportunity"
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

func TestASecondVisitAsksConditionallyAndChangesNothing(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	first := o.visit(town.source())
	if first.New != 5 || first.Requests != 8 { // robots.txt, feed, list, five pages
		t.Fatalf("first visit: %+v", first)
	}
	town.set(func() { town.requests, town.headers = nil, nil })
	second := o.visit(town.source())
	if second.New+second.Revised+second.Withdrawn != 0 || second.State != sources.OK {
		t.Errorf("second visit: %+v", second)
	}
	if got := strings.Join(town.requests, " "); got != "/news.rss /nyusatsu/index.html" {
		t.Errorf("second visit asked for %s", got)
	}
	for i, h := range town.headers {
		if h.Get("If-None-Match") == "" {
			t.Errorf("request for %s was not conditional", town.requests[i])
		}
		if !strings.Contains(h.Get("User-Agent"), "test@example.jp") {
			t.Errorf("User-Agent %q names no contact", h.Get("User-Agent"))
		}
	}
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

// TestRobotsAreAskedForOnceADay: a copy counts for a day; where there is no new one then, the site is left alone.
func TestRobotsAreAskedForOnceADay(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	asked := func() (n int) {
		town.set(func() {
			for _, path := range town.requests {
				if path == "/robots.txt" {
					n++
				}
			}
		})
		return n
	}
	o.visit(town.source())
	o.clock.pass(23 * time.Hour)
	if o.visit(town.source()); asked() != 1 {
		t.Errorf("robots.txt was asked for %d times within a day", asked())
	}
	town.set(func() {
		town.requests = nil
		town.odd = func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path == "/robots.txt" {
				w.WriteHeader(http.StatusServiceUnavailable)
			}
			return r.URL.Path == "/robots.txt"
		}
	})
	o.clock.pass(2 * time.Hour)
	if report := o.visit(town.source()); report.State != sources.Blocked || len(town.requests) != asked() {
		t.Errorf("%+v; asked for %v", report, town.requests)
	}
	if len(o.records()) != 5 || byNumber(t, o, "1").Status != opportunity.Open {
		t.Error("a site that is left alone lost its records")
	}
}

func TestACrawlDelayIsKeptAsLongAsItIsAskedFor(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	lasted := func() time.Duration {
		begun := o.clock.Now()
		o.visit(town.source())
		return o.clock.Now().Sub(begun).Round(time.Second)
	}
	town.robots = "User-agent: *\nCrawl-delay: 7"
	if took := lasted(); took != 49*time.Second { // robots.txt, feed, list, five pages
		t.Errorf("eight requests 7 s apart took %s", took)
	}
	town.set(func() { town.robots = "User-agent: *\nCrawl-delay: 3600" })
	o.clock.pass(25 * time.Hour)
	if took := lasted(); took != 7*maxDelay {
		t.Errorf("eight requests with the longest delay that is honoured took %s", took)
	}
	town.set(func() { town.robots = "User-agent: *\nAllow: /" })
	o.clock.pass(25 * time.Hour)
	if took := lasted(); took != 7*time.Second {
		t.Errorf("without the delay, eight requests took %s", took)
	}
}

const maxDelay = 30 * time.Second

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

func TestNothingFoundWhereSomethingWasIsAnError(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds = nil
	o.visit(src)
	town.set(func() {
		town.odd = atEntries(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Write([]byte(`<!DOCTYPE html><html lang="ja"><head><title>新しいデザイン</title></head><body><main><h1>入札・契約</h1><div id="app"></div></main></body></html>`))
		})
	})
	for range 2 { // and stays one
		o.clock.pass(time.Hour)
		if report := o.visit(src); report.State != sources.Failing || report.Withdrawn != 0 {
			t.Fatalf("%+v", report)
		}
	}
	src.MayBeEmpty = true
	if report := o.visit(src); report.State == sources.Failing && !strings.Contains(report.Reason, "no list") {
		t.Errorf("may_be_empty: %+v", report)
	}
}

// TestLostDatesAreAnError: the titles are still found, but a list without days can no longer tell what is new.
func TestLostDatesAreAnError(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	src := town.source()
	src.Feeds = nil
	o.visit(src)
	town.set(func() {
		for i := range town.calls {
			town.calls[i].day = ""
		}
	})
	o.clock.pass(time.Hour)
	if report := o.visit(src); report.State != sources.Degraded || !strings.Contains(report.Reason, "none of 5 announcements has a date where 5 had one") {
		t.Fatalf("%+v", report)
	}
	for range 3 { // the new layout is believed in the end
		o.clock.pass(time.Hour)
		o.visit(src)
	}
	if report := o.visit(src); report.State != sources.OK || len(o.records()) != 5 {
		t.Errorf("%+v", report)
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

func TestTheDailyBudgetEndsTheVisitNotTheRecord(t *testing.T) {
	town := newCity(t)
	o := newOffice(t, func(opt *crawler.Options) { opt.DailyBudget = 5 })
	report := o.visit(town.source())
	if len(town.requests) != 5 || report.New != 5 || report.Pending == 0 {
		t.Fatalf("%d requests, %+v", len(town.requests), report)
	}
	for range 2 { // two pages a day beside robots.txt, feed and list
		o.clock.pass(24 * time.Hour)
		report = o.visit(town.source())
	}
	if report.Pending != 0 {
		t.Errorf("two days later: %+v", report)
	}
}

func TestACancelledVisitStoresNothingAndLeavesTheGateOpen(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	ctx, cancel := context.WithCancel(context.Background())
	town.odd = func(w http.ResponseWriter, r *http.Request) bool {
		if strings.HasSuffix(r.URL.Path, "/4.html") {
			cancel()
		}
		return false
	}
	if _, err := o.Visit(ctx, town.source()); err == nil {
		t.Fatal("a cancelled visit reports no error")
	}
	if len(o.records()) != 0 {
		t.Error("a cancelled visit stored records")
	}
	town.set(func() { town.odd = nil })
	if report := o.visit(town.source()); report.New != 5 {
		t.Errorf("%+v", report)
	}
}

// TestALostFieldDegradesItsSource: the pages answer and are read, but their deadlines are gone.
func TestALostFieldDegradesItsSource(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	for id := 6; id <= 14; id++ {
		town.publish(id)
	}
	src := town.source()
	if report := o.visit(src); report.State != sources.OK || report.New != 14 {
		t.Fatalf("%+v", report)
	}
	town.set(func() {
		town.odd = func(w http.ResponseWriter, r *http.Request) bool {
			if !strings.HasPrefix(r.URL.Path, "/nyusatsu/1") {
				return false
			}
			answer := httptest.NewRecorder()
			r.Header.Del("If-None-Match")
			town.page(answer, r)
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Write([]byte(regexp.MustCompile(`<tr><th>企画提案書の提出期限.*?</tr>`).ReplaceAllString(answer.Body.String(), "")))
			return true
		}
	})
	o.clock.pass(24 * time.Hour)
	report := o.visit(src)
	if report.State != sources.Degraded || !strings.Contains(report.Reason, "deadline: 0 of the latest") || !strings.Contains(report.Reason, "calls have a deadline, where 100 % did") {
		t.Fatalf("%s: %s", report.State, report.Reason)
	}
	o.clock.pass(time.Hour)
	if report = o.visit(src); report.State != sources.Degraded { // nothing was read: it stays
		t.Errorf("%+v", report)
	}
	town.set(func() { town.odd = nil })
	o.clock.pass(24 * time.Hour)
	if report = o.visit(src); report.State != sources.OK {
		t.Errorf("%+v", report)
	}
}

// TestASiteSearchedInVainIsLeftAlone until it is searched again: nothing is asked for meanwhile, so nothing is visited.
func TestASiteSearchedInVainIsLeftAlone(t *testing.T) {
	town, o := newCity(t), newOffice(t, nil)
	town.set(func() {
		town.odd = func(w http.ResponseWriter, r *http.Request) bool {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Write([]byte("<html><head><title>浜辺町</title></head><body><p>ようこそ浜辺町へ。</p></body></html>"))
			return true
		}
	})
	src := sources.Source{ID: "town", Issuer: town.source().Issuer, Discover: true, Site: town.URL + "/", Schedule: "0 7-19 * * 1-5", Where: "test:1"}
	plan, err := schedule.PlanOf(src, "", sources.Hours{})
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		searched := o.clock.Now()
		report := o.visit(src)
		if report.State != sources.Failing || report.Requests == 0 {
			t.Fatalf("%+v", report)
		}
		health, err := o.Crawler.Health(src.ID)
		if err != nil {
			t.Fatal(err)
		}
		next := plan.Next(searched, health)
		if due := health.Found.At.Add(discover.RestOf(health.Found)); next.Before(due) || next.Sub(due) > 4*24*time.Hour {
			t.Errorf("searched at %s, due again at %s and visited at %s", searched, due, next)
		}
		o.clock.pass(next.Sub(searched))
	}
}
