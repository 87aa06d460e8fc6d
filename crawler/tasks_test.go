package crawler

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"koubo/crawler/cause"
	"koubo/crawler/discover"
	"koubo/crawler/fetch"
	"koubo/crawler/hostframe"
	"koubo/opportunity"
	"koubo/opportunity/extract/classify"
	"koubo/opportunity/jdate"
	"koubo/parsers/page"
	"koubo/parsers/part"
	"koubo/parsers/sites"
	"koubo/sources"

	"golang.org/x/text/encoding/unicode"
)

var planAt = time.Date(2026, 11, 25, 1, 0, 0, 0, time.UTC)

// remembered is an announcement read an hour ago, which is open for a month.
func remembered(title string, change func(*sources.Known)) sources.Known {
	k := sources.Known{ID: title, Title: title, URL: "https://a.jp/" + title, On: []string{"list"}, Checked: planAt.Add(-time.Hour),
		FirstSeen: planAt.Add(-240 * time.Hour), Open: true, Deadline: planAt.Add(720 * time.Hour)}
	if change != nil {
		change(&k)
	}
	return k
}

// listed is an announcement as a list has it.
func listed(title string) item {
	return item{key: "a.jp/" + title, draft: opportunity.Draft{URL: "https://a.jp/" + title, Title: title}, on: []string{"list"}}
}

// TestPlan decides on one announcement at a time: what is remembered, whether a list read in this visit shows it, and what
// becomes of it.
func TestPlan(t *testing.T) {
	ago := func(d time.Duration) func(*sources.Known) {
		return func(k *sources.Known) { k.Checked = planAt.Add(-d) }
	}
	closed := func(before, checked time.Duration) func(*sources.Known) {
		return func(k *sources.Known) { k.Deadline, k.Checked = planAt.Add(-before), planAt.Add(-checked) }
	}
	ending := func(left, checked time.Duration) func(*sources.Known) {
		return func(k *sources.Known) { k.Deadline, k.Checked = planAt.Add(left), planAt.Add(-checked) }
	}
	failed := func(tries int, d time.Duration) func(*sources.Known) {
		return func(k *sources.Known) { k.Tries, k.Tried = tries, planAt.Add(-d) }
	}
	both := func(a, b func(*sources.Known)) func(*sources.Known) {
		return func(k *sources.Known) { a(k); b(k) }
	}
	pending := func(k *sources.Known) { k.Pending = true }
	for _, c := range []struct {
		name   string
		change func(*sources.Known) // of what is remembered
		listed bool
		p      planning
		want   why // "" for no task
	}{
		{"open and listed", nil, true, planning{}, whyDue},
		{"open, read a moment ago", ago(openCheck - time.Second), false, planning{}, whyRest},
		{"open, read long ago", ago(openCheck), false, planning{}, whyDue},
		{"open, its source was stirred", nil, false, planning{stirred: true}, whyDue},
		{"open, a thorough pass", nil, false, planning{thorough: true}, whyDue},
		{"ends soon, read a moment ago", ending(soon-time.Second, soonCheck-time.Second), false, planning{}, whyRest},
		{"ends soon, read hours ago", ending(soon-time.Second, soonCheck), false, planning{}, whyDue},
		{"ends not so soon, read hours ago", ending(soon, soonCheck), false, planning{}, whyRest},
		{"read by a clock that was ahead", ago(-time.Hour), false, planning{}, whyDue},
		{"closed, listed, read a day ago", closed(time.Hour, closedCheck), true, planning{}, whyDue},
		{"closed, listed, read today", closed(time.Hour, closedCheck-time.Second), true, planning{}, whyRest},
		{"closed, not listed", closed(time.Hour, 48*time.Hour), false, planning{}, whyRest},
		{"closed long ago, listed", closed(closedFor, 48*time.Hour), true, planning{}, whyRest},
		{"closed not so long ago, listed", closed(closedFor-time.Second, 48*time.Hour), true, planning{}, whyDue},
		{"closed, a thorough pass", closed(time.Hour, 48*time.Hour), false, planning{thorough: true}, whyDue},
		{"failed a moment ago, listed", failed(1, time.Minute), true, planning{}, whyDue},
		{"failed thrice, listed", failed(3, time.Minute), true, planning{}, whyRest},
		{"failed once, rested", failed(1, firstRetry), false, planning{}, whyDue},
		{"failed once, not rested", failed(1, firstRetry-time.Second), false, planning{}, whyRest},
		{"failed twice, rested for once", failed(2, 2*firstRetry-time.Second), false, planning{}, whyRest},
		{"failed for ever, rested for a week", failed(60, lastRetry), false, planning{}, whyDue},
		{"failed for ever, not rested for a week", failed(60, lastRetry-time.Second), false, planning{}, whyRest},
		{"never read, listed", pending, true, planning{}, whyNew},
		{"never read, failed thrice, listed", both(pending, failed(3, time.Minute)), true, planning{}, whyRest},
		{"never read, not listed, rested", both(pending, failed(3, 4*firstRetry)), false, planning{}, whyDue},
		{"gone", func(k *sources.Known) { k.Gone = true }, false, planning{thorough: true}, ""},
		{"gone, listed again", func(k *sources.Known) { k.Gone = true }, true, planning{}, whyDue},
		{"an alias", func(k *sources.Known) { k.Alias = "b" }, false, planning{thorough: true}, ""},
		{"dropped", func(k *sources.Known) { k.Dropped = "no call"; k.ID = "" }, true, planning{thorough: true}, whyRest},
		{"dropped, not listed", func(k *sources.Known) { k.Dropped = "no call" }, false, planning{thorough: true}, ""},
		{"listed under another title", func(k *sources.Known) { k.Title = "other" }, true, planning{}, whyChanged},
		{"listed with another day", both(closed(time.Hour, time.Hour), func(k *sources.Known) { k.Date = "2026-11-01" }), true, planning{}, whyChanged},
		{"listed with others on its page", both(closed(time.Hour, time.Hour), func(k *sources.Known) { k.Group = "x" }), true, planning{}, whyChanged},
		{"missed for the first time", nil, false, planning{}, whyRest},
	} {
		c.p.at = planAt
		m := sources.Memory{Known: map[string]sources.Known{"a.jp/call": remembered("call", c.change)}, Validators: map[string]sources.Validator{}}
		l := listing{on: map[string][]string{}}
		if c.listed {
			l.items, l.on["a.jp/call"] = []item{listed("call")}, []string{"list"}
		}
		tasks, got := plan(m, l, c.p), why("")
		if len(tasks) > 0 {
			got = tasks[0].why
		}
		if got != c.want || len(tasks) > 1 {
			t.Errorf("%s: %q, want %q (%d tasks)", c.name, got, c.want, len(tasks))
		}
	}
}

// TestPlanOrder: what was never read first, those that have to prove themselves behind the others, then second looks, then
// what is over on a slow host, then what no list shows, the most urgent first.
func TestPlanOrder(t *testing.T) {
	m := sources.Memory{Validators: map[string]sources.Validator{}, Known: map[string]sources.Known{
		"a.jp/old":   remembered("old", nil),
		"a.jp/later": remembered("later", func(k *sources.Known) { k.Checked = planAt.Add(-openCheck) }),
		"a.jp/soon":  remembered("soon", func(k *sources.Known) { k.Checked, k.Deadline = planAt.Add(-openCheck), planAt.Add(time.Hour) }),
		"a.jp/never": remembered("never", func(k *sources.Known) { k.Pending = true }),
		"a.jp/shut":  remembered("shut", func(k *sources.Known) { k.Deadline = planAt.Add(-time.Hour) }),
	}}
	bare := listed("bare")
	bare.undecided = true
	over := listed("公園整備業務プロポーザルの審査結果")
	l := listing{items: []item{listed("old"), over, bare, listed("new")}, on: map[string][]string{}}
	for _, i := range l.items {
		l.on[i.key] = i.on
	}
	order := func(p planning) string {
		var words []string
		for _, t := range plan(m, l, p) {
			words = append(words, fmt.Sprintf("%s:%s", strings.TrimPrefix(t.items[0].key, "a.jp/"), t.why))
		}
		return strings.Join(words, " ")
	}
	result := "公園整備業務プロポーザルの審査結果"
	if got, want := order(planning{at: planAt}), result+":new new:new bare:undecided old:due never:due later:due soon:due shut:rest"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if got, want := order(planning{at: planAt, slow: true}), "new:new bare:undecided old:due "+result+":over never:due later:due soon:due shut:rest"; got != want {
		t.Errorf("on a slow host %s\nwant %s", got, want)
	}
}

// TestFewClosedPagesComeWhole: of closed calls on a server without validators a thorough pass asks for few, and for those
// that the visit before left out.
func TestFewClosedPagesComeWhole(t *testing.T) {
	m := sources.Memory{Known: map[string]sources.Known{}, Validators: map[string]sources.Validator{}, Health: sources.Health{LastRun: planAt.Add(-time.Minute)}}
	for n := range 6 {
		key := fmt.Sprintf("a.jp/%d", n)
		m.Known[key] = remembered(fmt.Sprint(n), func(k *sources.Known) { k.Deadline, k.Checked = planAt.Add(-time.Hour), planAt.Add(-time.Minute) })
	}
	asked := func() (n int) {
		for _, task := range plan(m, listing{on: map[string][]string{}}, planning{at: planAt, thorough: true}) {
			if task.why == whyDue {
				n++
			}
		}
		return n
	}
	if n := asked(); n != fewWhole {
		t.Errorf("%d pages are asked for, want %d", n, fewWhole)
	}
	for n := range 6 {
		m.Validators[fmt.Sprintf("https://a.jp/%d", n)] = sources.Validator{ETag: `"1"`}
	}
	if n := asked(); n != 6 {
		t.Errorf("with validators %d pages are asked for, want 6", n)
	}
	m.Validators = map[string]sources.Validator{}
	m.Health.LastRun = planAt.Add(-time.Second) // they were left out then
	if n := asked(); n != 6 {
		t.Errorf("left out before, %d pages are asked for, want 6", n)
	}
}

func collectOne(known map[string]sources.Known, drafts ...opportunity.Draft) listing {
	e := entry{key: "list", read: true, drafts: drafts, verdicts: map[[2]string]classify.Verdict{}}
	return collect(sources.Source{ID: "s"}, known, []entry{e})
}

func draft(address, title string) opportunity.Draft {
	return opportunity.Draft{URL: address, Title: title}
}

const (
	parkCall  = "公園管理DX実証実験の参加企業募集"
	lunchCall = "給食配送業務公募型プロポーザル"
	busCall   = "自動運転バス実証実験の協力企業募集"
)

// TestAnnouncementsAreTheSameUnderManyAddresses lists them as the visit before did, otherwise.
func TestAnnouncementsAreTheSameUnderManyAddresses(t *testing.T) {
	was := remembered(parkCall, nil)
	for name, c := range map[string]struct{ key, address, title string }{
		"https":             {"a.jp/1", "https://www.a.jp/1", parkCall},
		"index":             {"a.jp/call", "http://a.jp/call/index.html", parkCall},
		"a tracker":         {"a.jp/1", "http://a.jp/1?ref=rss", parkCall},
		"session in path":   {"a.jp/1.aspx", "http://a.jp/(S(lit3py55t21z5v55vlm25s55))/1.aspx", parkCall},
		"an unknown random": {"a.jp/x9Kd83mQp04ZsR71vBnT/1", "http://a.jp/w7Lq29sHc58YfE06kDjU/1", parkCall},
	} {
		l := collectOne(map[string]sources.Known{c.key: was}, draft(c.address, c.title))
		if len(l.items) != 1 || l.items[0].key != c.key || l.fresh["list"] != 0 {
			t.Errorf("%s: %+v, new %d", name, l.items, l.fresh["list"])
		}
	}
	for name, c := range map[string]struct{ key, address, title string }{
		"another page":                     {"a.jp/1", "http://a.jp/2", parkCall},
		"a random address, another title":  {"a.jp/x9Kd83mQp04ZsR71vBnT/1", "http://a.jp/w7Lq29sHc58YfE06kDjU/1", lunchCall},
		"a random address, another behind": {"a.jp/x9Kd83mQp04ZsR71vBnT/1", "http://a.jp/w7Lq29sHc58YfE06kDjU/2", parkCall},
	} {
		l := collectOne(map[string]sources.Known{c.key: was}, draft(c.address, c.title))
		if len(l.items) != 1 || l.items[0].key == c.key || l.fresh["list"] != 1 {
			t.Errorf("%s: %+v, new %d", name, l.items, l.fresh["list"])
		}
	}
}

func TestSeveralAnnouncementsOfOnePageHaveKeysOfTheirOwn(t *testing.T) {
	drafts := []opportunity.Draft{draft("http://a.jp/call#p", parkCall), draft("http://a.jp/call#l", lunchCall), draft("http://a.jp/call", busCall)}
	l := collectOne(nil, drafts...)
	if len(l.items) != 3 || l.seen != 1 {
		t.Fatalf("%d announcements at %d addresses", len(l.items), l.seen)
	}
	for n, want := range []string{"a.jp/call#p", "a.jp/call#l", "a.jp/call#" + busCall} {
		if l.items[n].key != want || l.items[n].draft.Part == "" || l.items[n].group == "" {
			t.Errorf("%d: %+v, want key %s", n, l.items[n], want)
		}
	}
	group := l.items[0].group
	// The page did not tell them apart: they are one, until others are listed.
	one := collectOne(map[string]sources.Known{"a.jp/call": {ID: "1", Title: parkCall, Group: group}}, drafts...)
	if len(one.items) != 1 || one.items[0].key != "a.jp/call" || one.items[0].draft.Part != "" {
		t.Errorf("%+v", one.items)
	}
	more := collectOne(map[string]sources.Known{"a.jp/call": {ID: "1", Title: parkCall, Group: group}}, append(drafts, draft("http://a.jp/call#x", "庁舎照明の提案募集"))...)
	if len(more.items) != 4 || more.items[0].key != "a.jp/call" || more.items[1].key != "a.jp/call#l" {
		t.Errorf("%+v", more.items)
	}
	// One of several is left.
	left := collectOne(map[string]sources.Known{"a.jp/call#l": {ID: "2", Title: lunchCall, Part: "#l", Group: group}}, draft("http://a.jp/call#l", lunchCall))
	if len(left.items) != 1 || left.items[0].key != "a.jp/call#l" || left.items[0].draft.Part != "#l" {
		t.Errorf("%+v", left.items)
	}
}

func TestWhatIsDroppedIsNamed(t *testing.T) {
	l := collectOne(nil, draft("http://a.jp/1", parkCall), draft("http://a.jp/2", "市民マラソン大会の参加者を募集します"), draft("http://a.jp/3", "募集について"))
	if len(l.dropped) != 1 || l.dropped[0].URL != "http://a.jp/2" || l.dropped[0].Why == "" || l.seen != 3 {
		t.Errorf("%+v of %d", l.dropped, l.seen)
	}
	if len(l.items) != 2 || l.items[0].undecided || !l.items[1].undecided {
		t.Errorf("%+v", l.items)
	}
}

func TestMissedAnnouncementsAreThoseThatAReadListNoLongerShows(t *testing.T) {
	known := map[string]sources.Known{
		"a.jp/1": {ID: "1", On: []string{"list"}}, "a.jp/2": {ID: "2", On: []string{"feed"}}, "a.jp/3": {ID: "3", On: []string{"list"}, Missed: 1},
		"a.jp/4": {Alias: "a.jp/1", On: []string{"list"}},
	}
	entries := []entry{
		{key: "list", read: true, drafts: []opportunity.Draft{draft("http://a.jp/3", parkCall)}, verdicts: map[[2]string]classify.Verdict{}},
		{key: "feed", verdicts: map[[2]string]classify.Verdict{}}, // unchanged, or out of reach
	}
	l := collect(sources.Source{}, known, entries)
	if l.changed["a.jp/1"].Missed != 1 || l.changed["a.jp/3"].Missed != 0 || len(l.changed["a.jp/3"].On) != 1 {
		t.Errorf("%+v", l.changed)
	}
	if _, changed := l.changed["a.jp/2"]; changed {
		t.Error("an announcement of a feed that reads as before is missed")
	}
	if _, changed := l.changed["a.jp/4"]; changed {
		t.Error("an alias is missed")
	}
}

// TestPagesWithValidatorsDoNotCountAsWhole: only what comes whole uses up the few that a visit may ask for.
func TestPagesWithValidatorsDoNotCountAsWhole(t *testing.T) {
	m := sources.Memory{Known: map[string]sources.Known{}, Validators: map[string]sources.Validator{}, Health: sources.Health{LastRun: planAt.Add(-time.Minute)}}
	for n := range 2 * fewWhole {
		name, open := fmt.Sprint(n), n < fewWhole
		m.Known["a.jp/"+name] = remembered(name, func(k *sources.Known) {
			if k.Checked = planAt.Add(-time.Minute); !open {
				k.Deadline = planAt.Add(-time.Hour)
			}
		})
		if open {
			m.Validators["https://a.jp/"+name] = sources.Validator{ETag: `"1"`}
		}
	}
	for _, task := range plan(m, listing{on: map[string][]string{}}, planning{at: planAt, thorough: true}) {
		if task.why != whyDue {
			t.Errorf("%s is %s", task.page, task.why)
		}
	}
}

// TestA304IsCheckedEverMoreSeldom: after two in a row, then after twice as many and one, or after a week.
func TestA304IsCheckedEverMoreSeldom(t *testing.T) {
	var checked []int
	for n := range 100 {
		if wantsCheck(sources.Validator{ETag: `"1"`, Confirmed: n, Whole: planAt}, planAt) {
			checked = append(checked, n+1)
		}
	}
	if got := fmt.Sprint(checked); got != "[2 5 11 23 47 95]" {
		t.Errorf("checked at %s", got)
	}
	week := sources.Validator{ETag: `"1"`, Confirmed: 2, Whole: planAt.Add(-7 * 24 * time.Hour)}
	if !wantsCheck(week, planAt) || wantsCheck(week, planAt.Add(-time.Second)) {
		t.Error("a week is not what it is")
	}
	if wantsCheck(sources.Validator{Confirmed: 1, Whole: planAt}, planAt) {
		t.Error("an answer that no validator was asked for is checked")
	}
}

func TestA304IsUntrueWhereOtherThingsComeUnderOneValidator(t *testing.T) {
	for _, c := range []struct {
		before, fresh sources.Validator
		want          bool
	}{
		{sources.Validator{ETag: "1", Drafts: "a"}, sources.Validator{ETag: "1", Drafts: "b"}, true},
		{sources.Validator{ETag: "1", Drafts: "a"}, sources.Validator{ETag: "2", Drafts: "b"}, false},
		{sources.Validator{ETag: "1", Drafts: "a"}, sources.Validator{ETag: "1", Drafts: "a"}, false},
		{sources.Validator{LastModified: "1", Drafts: "a"}, sources.Validator{LastModified: "1", Drafts: "b"}, true},
		{sources.Validator{LastModified: "1", Drafts: "a"}, sources.Validator{LastModified: "2", Drafts: "b"}, false},
		{sources.Validator{Drafts: "a"}, sources.Validator{Drafts: "b"}, false},
		{sources.Validator{ETag: "1"}, sources.Validator{ETag: "1", Drafts: "b"}, false},
	} {
		if got := isUntrue(c.before, c.fresh); got != c.want {
			t.Errorf("%+v, then %+v: %v", c.before, c.fresh, got)
		}
	}
}

// TestAddressesThatAPageMayName as its own.
func TestAddressesThatAPageMayName(t *testing.T) {
	src := sources.Source{Feeds: []string{"http://www.city.aoba.lg.jp/news.rss"}, Lists: []string{"http://www.city.aoba.lg.jp/boshu/"}}
	for address, want := range map[string]bool{
		"http://www.city.aoba.lg.jp/boshu/2.html":  true,
		"https://www.city.aoba.lg.jp/boshu/1.html": true,
		"http://koubo.city.aoba.lg.jp/2.html":      true,
		"http://www.city.aoba.lg.jp/":              false,
		"https://www.city.aoba.lg.jp/index.html":   false,
		"https://www.city.aoba.lg.jp/boshu":        false,
		"http://www.city.aoba.lg.jp/news.rss":      false,
		"http://www.example.com/boshu/1.html":      false,
		"http://www.city.aoba.lg.jp/boshu/%zz":     false,
		"https://example.com/":                     false,
	} {
		if got := canName("http://www.city.aoba.lg.jp/boshu/1.html", address, src); got != want {
			t.Errorf("%s: %v", address, got)
		}
	}
}

// TestANoticeIsOneWhateverFactsStandBelowIt: some servers put it above the frame of all pages.
func TestANoticeIsOneWhateverFactsStandBelowIt(t *testing.T) {
	facts := "提出期限：令和8年12月1日\n募集要項、様式、質問、契約"
	one := task{page: "http://a.jp/1", items: []item{listed("公園管理業務公募型プロポーザル")}, known: []sources.Known{{FirstSeen: planAt}}}
	for title, suspect := range map[string]bool{
		"ただいまメンテナンス中です": true, "アクセスが集中しています": true, "ページが見つかりません": true, "503 Service Unavailable": true, "ログイン": true,
		"公園管理業務公募型プロポーザルの実施": false, "公園管理業務のお知らせ": false, "募集情報": false,
	} {
		own := opportunity.Draft{Title: title, Text: facts}
		if why := suspicion(sources.Source{}, one, fetch.Response{Page: page.Page{URL: one.page}}, own, isTitled(one, own)); (why != "") != suspect {
			t.Errorf("%s: %q", title, why)
		}
	}
	if why := suspicion(sources.Source{}, one, fetch.Response{Page: page.Page{URL: one.page}}, opportunity.Draft{Title: "募集情報", Text: "準備中です。"}, false); why == "" {
		t.Error("a page without title and facts is taken for the announcement's")
	}
	one.known[0].Titled, one.known[0].Title = true, one.items[0].draft.Title
	if why := suspicion(sources.Source{}, one, fetch.Response{Page: page.Page{URL: one.page}}, opportunity.Draft{Title: "新着情報", Text: facts}, false); why == "" {
		t.Error("a page that carried the title, and does no longer, is taken for the announcement's")
	}
	one.known[0].Title = "another, as the list had it"
	if why := suspicion(sources.Source{}, one, fetch.Response{Page: page.Page{URL: one.page}}, opportunity.Draft{Title: "募集情報", Text: facts}, false); why != "" {
		t.Errorf("a page that its list renamed is suspected: %s", why)
	}
}

// TestWhatFellOffTheEndOfAListIsNotWithdrawn: only what is younger than the oldest that the list still shows.
func TestWhatFellOffTheEndOfAListIsNotWithdrawn(t *testing.T) {
	for day, withdrawn := range map[string]bool{"2026-11-09": false, "2026-11-10": false, "2026-11-11": true, "": false} {
		for missed, enough := range map[int]bool{1: false, 2: true, 3: true} {
			k := remembered("call", func(k *sources.Known) { k.Date, k.Missed = day, missed-1 })
			now := k
			now.Missed = missed
			rs := &results{at: planAt, memory: sources.Memory{Known: map[string]sources.Known{"a": k}},
				visit: sources.Visit{Known: map[string]sources.Known{"a": now}, Withdrawn: map[string]string{}}}
			rs.withdrawVanished("2026-11-10")
			if got := rs.visit.Withdrawn["call"] != ""; got != (withdrawn && enough) || got != rs.visit.Known["a"].Gone {
				t.Errorf("of %s, missed %d times: withdrawn %v", day, missed, got)
			}
		}
	}
}

func TestAListThatHoldsFarLessIsSuspected(t *testing.T) {
	for _, c := range []struct {
		before, now int
		want        bool
	}{{0, 0, false}, {1, 0, true}, {9, 1, false}, {10, 1, true}, {10, 2, false}, {100, 19, true}, {100, 20, false}, {5, 50, false}} {
		e := entry{items: c.now, before: sources.Validator{Items: c.before}}
		if got := e.hasShrunk(); got != c.want {
			t.Errorf("%d where there were %d: %v", c.now, c.before, got)
		}
	}
	for _, c := range []struct {
		items, dated, before int
		want                 bool
	}{{3, 0, 3, true}, {2, 0, 3, false}, {3, 1, 3, false}, {3, 0, 2, false}} {
		e := entry{items: c.items, dated: c.dated, before: sources.Validator{Dated: c.before}}
		if got := e.hasLostDates(); got != c.want {
			t.Errorf("%d of %d dated where %d were: %v", c.dated, c.items, c.before, got)
		}
	}
}

// TestAnAddressRecoversAndWaits: failures in a row end with a good visit; a spent budget ends at midnight in Japan.
func TestAnAddressRecoversAndWaits(t *testing.T) {
	j := judgement{at: planAt, fresh: map[string]int{}}
	bad := sources.AddressHealth{State: sources.Failing, Failures: 7, LastRun: planAt.Add(-time.Hour), LastNew: planAt.Add(-time.Hour)}
	good := j.judgeAddress(bad, entry{url: "a", asked: true, read: true, items: 3})
	if good.State != sources.OK || good.Failures != 0 || !good.LastGood.Equal(planAt) || !good.Since.Equal(planAt) {
		t.Errorf("%+v", good)
	}
	again := j.judgeAddress(bad, entry{url: "a", asked: true, err: cause.OfStatus(500)})
	if again.State != sources.Failing || again.Failures != 8 || again.Since.Equal(planAt) {
		t.Errorf("%+v", again)
	}
	spent := j.judgeAddress(good, entry{url: "a", asked: true, err: fetch.Later{Host: "a"}})
	if spent.State != sources.OK || spent.Failures != 0 || !spent.NotBefore.Equal(time.Date(2026, 11, 25, 15, 0, 0, 0, time.UTC)) {
		t.Errorf("%+v", spent)
	}
	until := planAt.Add(5 * time.Hour)
	if asked := j.judgeAddress(good, entry{url: "a", asked: true, err: fetch.Later{Host: "a", Until: until}}); !asked.NotBefore.Equal(until) || asked.State != sources.OK {
		t.Errorf("%+v", asked)
	}
	if over := j.judgeAddress(spent, entry{url: "a", asked: true, items: 3}); !over.NotBefore.IsZero() {
		t.Errorf("%+v", over)
	}
}

// TestAFirstPageThatHoldsFarLessIsDegraded until it is usual.
func TestAFirstPageThatHoldsFarLessIsDegraded(t *testing.T) {
	usual := sources.AddressHealth{State: sources.OK, LastRun: planAt, LastNew: planAt, Page: 20}
	judge := func(a sources.AddressHealth, page int, read bool, src sources.Source, days int) sources.AddressHealth {
		return judgement{src: src, at: planAt.AddDate(0, 0, days), fresh: map[string]int{}}.judgeAddress(a, entry{url: "https://a.jp/", asked: true, read: read, items: 40, page: page})
	}
	thin := judge(usual, 7, true, sources.Source{}, 1)
	if thin.State != sources.Degraded || !strings.Contains(thin.Reason, "only 7 announcements stand on its first page, where 20 are usual") || thin.Page != 20 {
		t.Errorf("%+v", thin)
	}
	for name, c := range map[string]struct {
		got  sources.AddressHealth
		want sources.State
	}{
		"enough":         {judge(usual, 8, true, sources.Source{}, 1), sources.OK},
		"few as ever":    {judge(sources.AddressHealth{State: sources.OK, LastNew: planAt, Page: 14}, 2, true, sources.Source{}, 1), sources.OK},
		"it may":         {judge(usual, 2, true, sources.Source{MayBeEmpty: true}, 1), sources.OK},
		"unchanged":      {judge(thin, 0, false, sources.Source{}, 2), sources.Degraded},
		"still":          {judge(thin, 6, true, sources.Source{}, 20), sources.Degraded},
		"again as usual": {judge(thin, 19, true, sources.Source{}, 2), sources.OK},
		"for a month":    {judge(thin, 7, true, sources.Source{}, 32), sources.OK},
	} {
		if c.got.State != c.want || c.want == sources.Degraded && c.got.Reason == "" {
			t.Errorf("%s: %+v", name, c.got)
		}
	}
}

// TestLinksMadeByScriptAreNoEmptyList, also where a list may be empty.
func TestLinksMadeByScriptAreNoEmptyList(t *testing.T) {
	e := entry{url: "https://a.jp/", asked: true, read: true, byScript: true, unlinked: []sources.Dropped{{Title: parkCall}}}
	if got := (judgement{src: sources.Source{MayBeEmpty: true}}).verdict(e); got.state != sources.Failing || got.cause.Code != sources.CauseByScript {
		t.Errorf("%+v", got)
	}
	e.unlinked, e.byScript = nil, false
	if got := (judgement{src: sources.Source{MayBeEmpty: true}}).verdict(e); got.state != sources.Empty {
		t.Errorf("%+v", got)
	}
}

// TestAShortFirstPageIsWellWhereItIsOver: in a season without calls, and where it was as short a year ago.
func TestAShortFirstPageIsWellWhereItIsOver(t *testing.T) {
	usual := sources.AddressHealth{State: sources.OK, LastRun: planAt, LastNew: planAt, Page: 20}
	e := entry{url: "https://a.jp/", key: "a", asked: true, read: true, items: 5, page: 5}
	judge := func(a sources.AddressHealth, turned bool) sources.State {
		return judgement{at: planAt, fresh: map[string]int{}, turned: map[string]bool{"a": turned}}.judgeAddress(a, e).State
	}
	lastYear := usual
	lastYear.Season = map[string]int{planAt.AddDate(-1, 0, 0).Format("2006-01"): 6}
	fuller := usual
	fuller.Season = map[string]int{planAt.AddDate(-1, 0, 0).Format("2006-01"): 18}
	if judge(usual, true) != sources.OK || judge(usual, false) != sources.Degraded || judge(lastYear, false) != sources.OK || judge(fuller, false) != sources.Degraded {
		t.Errorf("over %s, not over %s, as a year ago %s, fuller a year ago %s", judge(usual, true), judge(usual, false), judge(lastYear, false), judge(fuller, false))
	}
	if got := (judgement{at: planAt, fresh: map[string]int{}, turned: map[string]bool{"a": true}}).judgeAddress(usual, e).Season; got[planAt.Format("2006-01")] != 5 {
		t.Errorf("the month is remembered as %v", got)
	}
	shown := listing{on: map[string][]string{"1": {"a"}, "2": {"a"}}, fresh: map[string]int{"a": 1}}
	open := sources.Known{Open: true, Deadline: planAt.Add(time.Hour), On: []string{"a"}}
	over := sources.Known{Open: true, Deadline: planAt.Add(-time.Hour), On: []string{"a"}}
	for name, c := range map[string]struct {
		known map[string]sources.Known
		want  bool
	}{
		"what left is over":   {map[string]sources.Known{"1": open, "3": over, "4": over, "5": over}, true},
		"open ones left, too": {map[string]sources.Known{"1": open, "3": open, "4": open, "5": over}, false},
	} {
		if got := shown.hasTurnedOver(c.known, []entry{{key: "a", read: true}}, planAt)["a"]; got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	menu := listing{on: map[string][]string{"8": {"a"}, "9": {"a"}}, fresh: map[string]int{"a": 2}}
	if menu.hasTurnedOver(map[string]sources.Known{"3": over}, []entry{{key: "a", read: true}}, planAt)["a"] {
		t.Error("rows that nobody knows are a turn")
	}
}

// TestWhatTwoEntriesSayIsJoined: one that decides is enough.
func TestWhatTwoEntriesSayIsJoined(t *testing.T) {
	feed := entry{key: "feed", read: true, drafts: []opportunity.Draft{draft("http://a.jp/1", "募集について")}, verdicts: map[[2]string]classify.Verdict{}}
	list := entry{key: "list", read: true, drafts: []opportunity.Draft{draft("http://a.jp/1", parkCall)}, verdicts: map[[2]string]classify.Verdict{}}
	l := collect(sources.Source{}, nil, []entry{feed, list})
	if len(l.items) != 1 || l.items[0].undecided || len(l.items[0].on) != 2 {
		t.Errorf("%+v", l.items)
	}
}

// TestHowOftenPagesAreLookedAt pins the spans that a municipality's server feels.
func TestHowOftenPagesAreLookedAt(t *testing.T) {
	for name, pair := range map[string][2]time.Duration{
		"an open call": {openCheck, 20 * time.Hour}, "one that ends soon": {soonCheck, 3 * time.Hour}, "soon": {soon, 72 * time.Hour},
		"a closed call": {closedCheck, 24 * time.Hour}, "closed calls": {closedFor, 720 * time.Hour}, "what comes whole": {wholeRest, time.Hour},
		"after a failure": {firstRetry, time.Hour}, "after many": {lastRetry, 168 * time.Hour}, "a long visit": {longVisit, 12 * time.Second},
		"a server that nothing changed": {checkEvery, 168 * time.Hour}, "one found untrue": {untrueFor, 720 * time.Hour},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: %s, want %s", name, pair[0], pair[1])
		}
	}
	closed := remembered("call", func(k *sources.Known) { k.Deadline, k.Checked = planAt.Add(-time.Hour), planAt.Add(-time.Minute) })
	d := dueness{planning: planning{at: planAt, thorough: true}, memory: sources.Memory{Validators: map[string]sources.Validator{}}, whole: fewWhole}
	if !d.isDue("https://a.jp/call", closed, true) { // its list says it changed
		t.Error("a thorough pass leaves out a closed call whose source was stirred")
	}
}

// TestVerdictsOnAnAddress: each state with the words that tell why, the more telling reason first.
func TestVerdictsOnAnAddress(t *testing.T) {
	full := sources.Validator{Items: 10, Dated: 10}
	other := entry{url: "https://a.jp/other", items: 5}
	for name, c := range map[string]struct {
		e      entry
		others []entry
		src    sources.Source
		state  sources.State
		says   string
	}{
		"as before":                {entry{items: 10, before: full}, nil, sources.Source{}, sources.OK, ""},
		"by script":                {entry{read: true, byScript: true}, []entry{other}, sources.Source{}, sources.Failing, "by script"},
		"by script, once not":      {entry{read: true, byScript: true, before: full}, nil, sources.Source{}, sources.Failing, "where there were 10"},
		"no list":                  {entry{read: true, instead: "it is the page of one announcement; it links to https://a.jp/l"}, []entry{other}, sources.Source{}, sources.Failing, "https://a.jp/l"},
		"no list, which may be":    {entry{read: true, instead: "it is the home page"}, nil, sources.Source{MayBeEmpty: true}, sources.Empty, "which may be"},
		"items, and a script":      {entry{read: true, byScript: true, items: 3}, nil, sources.Source{}, sources.OK, ""},
		"empty, others are not":    {entry{read: true}, []entry{other}, sources.Source{}, sources.Failing, "other pages do"},
		"a feed, others are not":   {entry{read: true, feed: true}, []entry{other}, sources.Source{}, sources.Empty, "never did"},
		"empty":                    {entry{read: true}, nil, sources.Source{}, sources.Empty, "never did"},
		"empty, which may be":      {entry{read: true, before: full}, nil, sources.Source{MayBeEmpty: true}, sources.Empty, "which may be"},
		"few, which may be":        {entry{read: true, items: 1, before: full}, nil, sources.Source{MayBeEmpty: true}, sources.OK, ""},
		"nothing now, it says":     {entry{read: true, none: true, before: full}, nil, sources.Source{}, sources.Failing, "it says that"},
		"nothing ever, it says":    {entry{read: true, none: true}, nil, sources.Source{}, sources.Empty, "never did"},
		"three without titles":     {entry{read: true, items: 3, untitled: 2}, nil, sources.Source{}, sources.Failing, "2 of 3"},
		"half without titles":      {entry{read: true, items: 4, untitled: 2}, nil, sources.Source{}, sources.OK, ""},
		"two, one without a title": {entry{read: true, items: 2, untitled: 2}, nil, sources.Source{}, sources.OK, ""},
	} {
		c.e.url = "https://a.jp/list"
		got := judgement{src: c.src, at: planAt, entries: append(c.others, c.e)}.verdict(c.e)
		if (got.words == "") != (got.cause.Code == "") || got.words == "" && len(got.causes("x")) > 0 {
			t.Errorf("%s: %q has the code %q", name, got.words, got.cause.Code)
		}
		state, why := got.state, got.words
		if state != c.state || !strings.Contains(why, c.says) || (why == "") != (c.says == "") {
			t.Errorf("%s: %s (%s), want %s (%s)", name, state, why, c.state, c.says)
		}
	}
}

// TestTheSourceKeepsTheQuickestRhythm of its addresses; one without any says nothing.
func TestTheSourceKeepsTheQuickestRhythm(t *testing.T) {
	for _, rhythms := range [][]float64{{0, 30, 12, 48}, {12, 30, 0}, {48, 0, 12}} {
		h := sources.Health{Addresses: map[string]sources.AddressHealth{}}
		j := judgement{at: planAt}
		for n, rhythm := range rhythms {
			address := fmt.Sprint(n)
			j.entries = append(j.entries, entry{url: address})
			h.Addresses[address] = sources.AddressHealth{State: sources.OK, Rhythm: rhythm, Office: rhythm / 100}
		}
		if j.sumUp(&h, sources.Health{}); h.Rhythm != 12 || h.Office != 0.12 {
			t.Errorf("%v: %v, %v", rhythms, h.Rhythm, h.Office)
		}
	}
}

// TestWhatIsUsualMakesStale: without a rhythm after 120 days, with one after ten times as long, at least a month.
func TestWhatIsUsualMakesStale(t *testing.T) {
	const day = 24 * time.Hour
	for _, c := range []struct {
		rhythm float64 // hours
		silent time.Duration
		want   bool
	}{
		{0, 120 * day, false}, {0, 120*day + 1, true}, {1, 30 * day, false}, {1, 30*day + 1, true}, {240, 100 * day, false}, {240, 100*day + 1, true}, {2400, 999 * day, false},
	} {
		if got := (judgement{at: planAt}).isStale(sources.AddressHealth{Rhythm: c.rhythm, LastNew: planAt.Add(-c.silent)}); got != c.want {
			t.Errorf("rhythm %v hours, silent for %s: %v", c.rhythm, c.silent, got)
		}
	}
}

// TestOnlyAnUndecidedNewcomerIsDroppedByItsPage: what was stored once stays, and what its title decided.
func TestOnlyAnUndecidedNewcomerIsDroppedByItsPage(t *testing.T) {
	page := draft("http://a.jp/1", "市民マラソン大会の参加者を募集します")
	for _, c := range []struct {
		undecided bool
		id        string
		want      bool
	}{{true, "", true}, {true, "1", false}, {false, "", false}, {false, "1", false}} {
		rs, k := &results{}, sources.Known{ID: c.id, Pending: true}
		if got := rs.dropRead(&item{undecided: c.undecided}, &page, &opportunity.Opportunity{}, &k); got != c.want || (k.Dropped != "") != c.want || len(rs.visit.Dropped) != map[bool]int{true: 1}[c.want] {
			t.Errorf("%+v: %v, %+v", c, got, k)
		}
	}
}

// TestWhatIsStoredOfACall: whether it is open now, or was until it closed.
func TestWhatIsStoredOfACall(t *testing.T) {
	due := func(day string) []opportunity.Deadline {
		return []opportunity.Deadline{{Role: opportunity.Submission, End: jdate.Date(day)}}
	}
	for name, c := range map[string]struct {
		record opportunity.Opportunity
		open   bool
	}{
		"open":                {opportunity.Opportunity{IsOpportunity: true, Stage: opportunity.OpenCall, Deadlines: due("2026-12-01")}, true},
		"closed, was open":    {opportunity.Opportunity{IsOpportunity: true, Stage: opportunity.OpenCall, Deadlines: due("2026-11-01")}, true},
		"no opportunity":      {opportunity.Opportunity{Stage: opportunity.OpenCall, Deadlines: due("2026-12-01")}, false},
		"a result":            {opportunity.Opportunity{Stage: opportunity.Result}, false},
		"withdrawn":           {opportunity.Opportunity{IsOpportunity: true, Stage: opportunity.OpenCall, Withdrawn: &opportunity.Withdrawal{}, Deadlines: due("2026-12-01")}, false},
		"without a deadline":  {opportunity.Opportunity{IsOpportunity: true, Stage: opportunity.OpenCall}, true},
		"without one, of old": {opportunity.Opportunity{IsOpportunity: true, Stage: opportunity.OpenCall, Published: "2025-11-01"}, false},
	} {
		rs := &results{at: planAt, visit: sources.Visit{Known: map[string]sources.Known{}, Aliases: map[string][]string{}}}
		rs.store("a.jp/1", &c.record, sources.Known{FirstSeen: planAt}, nil)
		if got := rs.visit.Known["a.jp/1"].Open; got != c.open {
			t.Errorf("%s: open %v", name, got)
		}
	}
}

// TestTwoAddressesAreOneUnlessTheirTitlesSpeakAgainst.
func TestTwoAddressesAreOneUnlessTheirTitlesSpeakAgainst(t *testing.T) {
	const own = "http://a.jp/own"
	for name, c := range map[string]struct {
		remembered *sources.Known
		claimed    string
		listed     bool
		joined     bool
	}{
		"nobody has it":              {nil, "", false, false},
		"listed too":                 {nil, "", true, true},
		"read under it":              {nil, parkCall, false, true},
		"read under it, another":     {nil, lunchCall, true, false},
		"remembered":                 {&sources.Known{ID: "2", Title: parkCall}, "", false, true},
		"remembered, another":        {&sources.Known{ID: "2", Title: lunchCall}, "", false, false},
		"remembered, without title":  {&sources.Known{ID: "2"}, "", false, true},
		"itself leads elsewhere":     {&sources.Known{Alias: "a.jp/third"}, "", true, false},
		"itself leads elsewhere too": {&sources.Known{Alias: "a.jp/third", Title: parkCall}, "", false, false},
	} {
		rs := &results{at: planAt, memory: sources.Memory{Known: map[string]sources.Known{}}, listing: listing{on: map[string][]string{}}, claimed: map[string]string{},
			visit: sources.Visit{Known: map[string]sources.Known{}, Aliases: map[string][]string{}}}
		if c.remembered != nil {
			rs.memory.Known["a.jp/own"] = *c.remembered
		}
		if c.claimed != "" {
			rs.claimed["a.jp/own"] = c.claimed
		}
		if c.listed {
			rs.listing.on["a.jp/own"] = []string{"list"}
		}
		d := draft("http://a.jp/1", parkCall)
		key := rs.adopt(&item{key: "a.jp/1"}, &sources.Known{FirstSeen: planAt}, &d, own)
		if got := key == "a.jp/own" && d.URL == own && rs.visit.Known["a.jp/1"].Alias == key; got != c.joined {
			t.Errorf("%s: %s %s, joined %v", name, key, d.URL, got)
		}
	}
}

// TestAnAnnouncementAdoptedIsCountedFromItsFirstSight: dates without a year are read again from the day on which either
// address was first seen.
func TestAnAnnouncementAdoptedIsCountedFromItsFirstSight(t *testing.T) {
	var seen []jdate.Date
	rs := &results{at: planAt, memory: sources.Memory{Known: map[string]sources.Known{"a.jp/own": {ID: "2", Title: parkCall, FirstSeen: planAt.Add(-480 * time.Hour)}}},
		listing: listing{on: map[string][]string{}}, claimed: map[string]string{}, visit: sources.Visit{Known: map[string]sources.Known{}, Aliases: map[string][]string{}, Validators: map[string]sources.Validator{}},
		normalize: func(d opportunity.Draft, day jdate.Date) opportunity.Opportunity {
			seen = append(seen, day)
			return opportunity.Opportunity{ID: d.URL, URL: d.URL, Title: d.Title}
		}}
	i := listed("1")
	i.draft.Title = parkCall
	one := task{page: "https://a.jp/1", items: []item{i}, known: []sources.Known{{FirstSeen: planAt}}}
	rs.add(one, &outcome{kind: pageRead, own: "https://a.jp/own", of: []int{0}, records: make([]opportunity.Opportunity, 1), drafts: []opportunity.Draft{{URL: "https://a.jp/1", Title: parkCall, Detail: opportunity.DetailRead}}})
	if len(seen) == 0 || seen[len(seen)-1] != "2026-11-05" || len(rs.visit.Records) != 1 || rs.visit.Records[0].URL != "https://a.jp/own" {
		t.Errorf("read from %v: %+v", seen, rs.visit.Records)
	}
}

// TestAHeadingTellsMoreThanACutTitle, and one of a site or section does not.
func TestAHeadingTellsMoreThanACutTitle(t *testing.T) {
	for _, c := range []struct {
		heading, listed string
		want            bool
	}{
		{"", "公園管理業務", false}, {"公園管理業務", "", true}, {"公園", "公園", true}, {"公園", "公園管理", true}, {"公園", "公園管理業務", false}, {"道路", "公園", false},
		{"道路管", "公園", false}, {"公園管理業務公募型プロポーザル", "公園管理業務", true}, {"新着情報", "公園管理業務公募型プロポーザル", false}, {"公園管理DX実証実験", "お知らせ", true},
	} {
		if got := tellsMore(c.heading, c.listed); got != c.want {
			t.Errorf("%q over %q: %v", c.heading, c.listed, got)
		}
	}
}

// TestAFeedSpeaksForAList only where the list has no validators, was read within the hour, and every feed was asked for in
// this visit and reads as before.
func TestAFeedSpeaksForAList(t *testing.T) {
	silent := entry{feed: true, asked: true}
	for name, c := range map[string]struct {
		list  sources.Validator
		feeds []entry
		want  bool
	}{
		"silent":               {sources.Validator{Items: 5, Fetched: planAt.Add(-listRest + 1)}, []entry{silent}, true},
		"an hour ago":          {sources.Validator{Items: 5, Fetched: planAt.Add(-listRest)}, []entry{silent}, false},
		"never held anything":  {sources.Validator{Fetched: planAt.Add(-1)}, []entry{silent}, false},
		"with validators":      {sources.Validator{Items: 5, ETag: "1", Fetched: planAt.Add(-1)}, []entry{silent}, false},
		"a feed with news":     {sources.Validator{Items: 5, Fetched: planAt.Add(-1)}, []entry{silent, {feed: true, asked: true, read: true}}, false},
		"a feed not asked for": {sources.Validator{Items: 5, Fetched: planAt.Add(-1)}, []entry{{feed: true}}, false},
		"a feed that failed":   {sources.Validator{Items: 5, Fetched: planAt.Add(-1)}, []entry{{feed: true, asked: true, err: errNoText}}, false},
		"another list is read": {sources.Validator{Items: 5, Fetched: planAt.Add(-1)}, []entry{silent, {read: true, asked: true}}, true},
	} {
		r := &reader{src: sources.Source{Feeds: []string{"https://a.jp/feed"}}, at: planAt}
		if got := r.feedsSpeakFor(&entry{before: c.list}, c.feeds); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	if (&reader{at: planAt}).feedsSpeakFor(&entry{before: sources.Validator{Items: 5, Fetched: planAt}}, nil) {
		t.Error("a source without a feed has one that speaks")
	}
}

// TestAddressesThatAreNotAskedForKeepTheirCount.
func TestAddressesThatAreNotAskedForKeepTheirCount(t *testing.T) {
	r := &reader{src: sources.Source{Feeds: []string{"https://a.jp/feed"}, Lists: []string{"https://a.jp/list"}}, at: planAt}
	m := sources.Memory{Validators: map[string]sources.Validator{"https://a.jp/feed": {Items: 7}, "https://a.jp/list": {Items: 9}}}
	entries := r.readEntries(t.Context(), &m, []string{})
	if len(entries) != 2 || entries[0].items != 7 || entries[1].items != 9 || entries[0].asked || !entries[0].feed || entries[1].feed {
		t.Errorf("%+v", entries)
	}
	j := judgement{at: planAt}
	for state, want := range map[sources.State]sources.State{"": sources.OK, sources.Never: sources.OK, sources.Failing: sources.Failing, sources.Stale: sources.Stale} {
		if got := j.judgeAddress(sources.AddressHealth{State: state}, entry{before: sources.Validator{Items: 7}}); got.State != want || !got.LastRun.IsZero() {
			t.Errorf("%q and not asked for: %+v", state, got)
		}
	}
	if got := j.judgeAddress(sources.AddressHealth{}, entry{}); got.State != sources.Never {
		t.Errorf("never read and not asked for: %+v", got)
	}
}

// TestGoodStates are those in which an address is learned from.
func TestGoodStates(t *testing.T) {
	for state, want := range map[sources.State]bool{sources.OK: true, sources.Empty: true, sources.Stale: true, sources.Failing: false, sources.Blocked: false, sources.Suspect: false, sources.Degraded: false, sources.Never: false} {
		if isGood(state) != want {
			t.Errorf("%s is good: %v", state, !want)
		}
	}
}

// TestThePagesOwnDayCounts more than the list's; a feed's date that is the page's last change is none.
func TestThePagesOwnDayCounts(t *testing.T) {
	for _, c := range []struct{ listed, published, updated, want string }{
		{"2026-11-05", "", "", "2026-11-05"}, {"2026-11-05", "2026-11-02", "", "2026-11-02"}, {"2026-11-05", "", "2026-11-05", ""},
		{"2026-11-05", "", "2026-11-09", "2026-11-05"}, {"11月5日", "", "2026-11-09", "11月5日"}, {"", "", "2026-11-09", ""},
	} {
		got := mergeDetail(opportunity.Draft{Title: parkCall, Published: c.listed}, opportunity.Draft{Title: parkCall, Published: c.published, Updated: c.updated})
		if got.Published != c.want {
			t.Errorf("listed %s, page %s, updated %s: %q, want %q", c.listed, c.published, c.updated, got.Published, c.want)
		}
	}
}

// TestFactsOfACall: a step, a sum, four of the words that calls carry, or two of them and a document.
func TestFactsOfACall(t *testing.T) {
	one := task{items: []item{listed("call")}, known: []sources.Known{{FirstSeen: planAt}}}
	file := []opportunity.Attachment{{URL: "https://a.jp/1.pdf"}}
	for _, c := range []struct {
		own  opportunity.Draft
		want bool
	}{
		{opportunity.Draft{Text: "募集、公募、応募"}, false}, {opportunity.Draft{Text: "募集、公募、応募、様式"}, true}, {opportunity.Draft{Text: "募集"}, false},
		{opportunity.Draft{Text: "募集", Attachments: file}, false}, {opportunity.Draft{Text: "募集、様式", Attachments: file}, true}, {opportunity.Draft{Attachments: file}, false},
		{opportunity.Draft{Text: "提案書の締切は12月18日までです。"}, true}, {opportunity.Draft{Text: "2026年11月5日 公開"}, false},
	} {
		if got := statesFacts(c.own, one); got != c.want {
			t.Errorf("%+v: %v", c.own, got)
		}
	}
}

// TestAShortPageWithANoticeIsOne: words of a notice in a long text are the announcement's own.
func TestAShortPageWithANoticeIsOne(t *testing.T) {
	notice := "ただいまメンテナンス中です。"
	for text, want := range map[string]bool{notice: true, notice + strings.Repeat("募", fewWords-len([]rune(notice))): true, notice + strings.Repeat("募", fewWords-len([]rune(notice))+1): false, notice + strings.Repeat("募", fewWords): false, "募集します。": false} {
		if got := noticeWords(opportunity.Draft{Title: "公園管理業務", Text: text}) != ""; got != want {
			t.Errorf("%d characters: %v", len([]rune(text)), got)
		}
	}
}

// TestANoticeIsReadInTheSourcesCharset, which the page itself does not tell.
func TestANoticeIsReadInTheSourcesCharset(t *testing.T) {
	text, err := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().String("<html><head><title>メンテナンス中</title></head><body><main><h1>メンテナンス中</h1></main></body></html>")
	if err != nil {
		t.Fatal(err)
	}
	r := &reader{src: sources.Source{Charset: "utf-16le"}}
	p := page.Page{URL: "https://city.example.jp/list.html", Body: []byte(text)}
	for what, err := range map[string]error{
		"that is no list": r.noticeInstead(&entry{}, p, errors.New("no list")), "that holds nothing": notice(p, r.src.Charset, nil),
	} {
		if !errors.As(err, new(cause.Notice)) {
			t.Errorf("a page %s: %v", what, err)
		}
	}
}

// TestWhatOneLeavesOpenTheOtherFills, and what it says stays.
func TestWhatOneLeavesOpenTheOtherFills(t *testing.T) {
	full := opportunity.Draft{Title: "a", Summary: "b", Published: "c", Updated: "d", Department: "e", Categories: []string{"f"}}
	other := opportunity.Draft{Title: "1", Summary: "2", Published: "3", Updated: "4", Department: "5", Categories: []string{"6"}}
	for name, pair := range map[string][2]opportunity.Draft{"nothing is filled by": {{}, full}, "is kept before": {full, other}} {
		got := joinDrafts(pair[0], pair[1])
		if fmt.Sprint(got) != fmt.Sprint(full) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// TestAnAnnouncementReadUnderAnotherAddressIsDone: once in a visit, and one of several on a page is never.
func TestAnAnnouncementReadUnderAnotherAddressIsDone(t *testing.T) {
	one := listed("call")
	for name, c := range map[string]struct {
		claimed, alias string
		items          []item
		want           bool
	}{
		"read":                 {parkCall, "", []item{one}, true},
		"led elsewhere":        {"", "a.jp/other", []item{one}, true},
		"neither":              {"", "", []item{one}, false},
		"one of several, read": {parkCall, "", []item{one, listed("other")}, false},
	} {
		rs := &results{claimed: map[string]string{}, visit: sources.Visit{Known: map[string]sources.Known{}}}
		if c.claimed != "" {
			rs.claimed[one.key] = c.claimed
		}
		if c.alias != "" {
			rs.visit.Known[one.key] = sources.Known{Alias: c.alias}
		}
		if got := rs.isDone(task{items: c.items}); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// nothingKnown are the results of a visit before which nothing was known.
func nothingKnown() *results {
	return &results{at: planAt, memory: sources.Memory{Known: map[string]sources.Known{}}, claimed: map[string]string{},
		visit: sources.Visit{Known: map[string]sources.Known{}, Aliases: map[string][]string{}, Validators: map[string]sources.Validator{}},
		normalize: func(d opportunity.Draft, _ jdate.Date) opportunity.Opportunity {
			return opportunity.Opportunity{ID: "2", URL: d.URL, Title: d.Title, Detail: d.Detail}
		}}
}

// TestWhatRestsIsSeen: a call that is listed and could not be read yet is kept as its list has it; one that was read is
// seen, no more.
func TestWhatRestsIsSeen(t *testing.T) {
	for name, c := range map[string]struct {
		known     sources.Known
		listed    bool
		kept, ids int
	}{
		"read, listed":        {sources.Known{ID: "1"}, true, 0, 1},
		"read, not listed":    {sources.Known{ID: "1"}, false, 0, 1},
		"pending, listed":     {sources.Known{Pending: true}, true, 1, 0},
		"pending, not listed": {sources.Known{Pending: true}, false, 0, 0},
	} {
		rs := nothingKnown()
		rs.rest(task{page: "https://a.jp/call", items: []item{listed("call")}, known: []sources.Known{c.known}, listed: c.listed})
		if len(rs.visit.Records) != c.kept || len(rs.visit.SeenIDs) != c.ids {
			t.Errorf("%s: %d records, seen %v", name, len(rs.visit.Records), rs.visit.SeenIDs)
		}
	}
}

// TestTitlesThatResemble: one holds the other, from eight characters on, or most of its pairs of characters.
func TestTitlesThatResemble(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"", "", false}, {"公園", "公園", true}, {"公園管理業務委託", "若葉市公園管理業務委託について", true}, {"若葉市公園管理業務委託について", "公園管理業務委託", true},
		{"公園管理業務委託の公募", "道路照明灯の更新工事", false}, {"若葉市公園売店の運営事業者募集", "公園売店運営事業者の募集(若葉市)", true},
		{"公園管理業務", "公園管理事務所棟", true}, {"公園管理業務", "公園管財事務所棟", false}, // three of five pairs, two
	} {
		if got := resembles(c.a, c.b); got != c.want {
			t.Errorf("%q and %q: %v", c.a, c.b, got)
		}
	}
}

// TestTheWholeTitleIsKeptOfTwo entries that list one announcement, and it is decided once either decides it.
func TestTheWholeTitleIsKeptOfTwo(t *testing.T) {
	const whole, cut = "公園売店の運営事業者の募集について", "公園売店の運営事業者の…"
	for _, c := range []struct{ first, second, want string }{{cut, whole, whole}, {whole, cut, whole}, {"公園売店の募集", whole, "公園売店の募集"}} {
		a, b := listed("call"), listed("call")
		a.draft.Title, b.draft.Title, a.undecided, b.undecided, a.on, b.on = c.first, c.second, true, false, []string{"1"}, []string{"1", "2"}
		if a.join(b); a.draft.Title != c.want || a.undecided || !slices.Equal(a.on, []string{"1", "2"}) {
			t.Errorf("%q and %q: %+v", c.first, c.second, a)
		}
	}
}

// TestOnlyTheEntryThatCarriedACallIsAskedForIt.
func TestOnlyTheEntryThatCarriedACallIsAskedForIt(t *testing.T) {
	k := sources.Known{On: []string{"list"}}
	for name, c := range map[string]struct {
		entries []entry
		want    bool
	}{
		"read":     {[]entry{{key: "list", read: true}}, true},
		"not read": {[]entry{{key: "list"}}, false},
		"another":  {[]entry{{key: "feed", read: true}, {key: "list"}}, false},
	} {
		if got := wasAsked(k, c.entries); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestPartsOfOnePageAreNamedOnce: two links to one fragment are one, and a part that is known by another name keeps it.
func TestPartsOfOnePageAreNamedOnce(t *testing.T) {
	twice := collectOne(nil, draft("http://a.jp/call#p", parkCall), draft("http://a.jp/call#p", lunchCall))
	if len(twice.items) != 1 {
		t.Errorf("%+v", twice.items)
	}
	known := map[string]sources.Known{"a.jp/call#l": {Alias: "a.jp/call#lunch"}, "a.jp/call#lunch": {ID: "2", Title: lunchCall, Part: "#lunch"}}
	moved := collectOne(known, draft("http://a.jp/call#p", parkCall), draft("http://a.jp/call#l", lunchCall))
	if len(moved.items) != 2 || moved.items[1].key != "a.jp/call#lunch" || moved.items[1].draft.Part != "#lunch" || moved.items[0].draft.Part != "#p" {
		t.Errorf("%+v", moved.items)
	}
}

// TestOtherAnnouncementsOfAPageBoundTheWanted, where there is more than the page's only one.
func TestOtherAnnouncementsOfAPageBoundTheWanted(t *testing.T) {
	beside := []part.Part{{Fragment: "x"}}
	alone, named := listed("call"), listed("call")
	named.draft.Part = "#p"
	for name, c := range map[string]struct {
		items []item
		want  int
	}{"alone": {[]item{alone}, 1}, "one of several": {[]item{named}, 2}, "two": {[]item{alone, named}, 3}, "two without parts": {[]item{alone, alone}, 3}} {
		if got := wantedParts(task{items: c.items, beside: beside}); len(got) != c.want {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// noFrames remembers nothing of any host's pages.
type noFrames struct{}

func (noFrames) Frame(string) ([]byte, error) { return nil, nil }

// TestAPageWithoutTheWantedPartIsReadWhole, although it holds others.
func TestAPageWithoutTheWantedPartIsReadWhole(t *testing.T) {
	r := &reader{Crawler: &Crawler{parsers: newParsers(1)}, frame: hostframe.New(noFrames{}).Visit()}
	i := listed("call")
	i.draft.Part, i.draft.Title, i.fragment = "#none", "ここにはない公募", "#none"
	body := "<h1>募集</h1><h2 id=p>" + parkCall + "</h2><p>提出期限：12月18日</p><h2 id=l>" + lunchCall + "</h2><p>提出期限：12月4日</p>"
	drafts, of, err := r.readDrafts(t.Context(), task{items: []item{i}, known: []sources.Known{{}}, beside: []part.Part{{Fragment: "p", Title: parkCall}, {Fragment: "l", Title: lunchCall}}},
		page.Page{URL: "https://a.jp/call", ContentType: "text/html; charset=utf-8", Body: []byte(body)})
	if err != nil || len(drafts) != 1 || !slices.Equal(of, []int{0}) || !strings.Contains(drafts[0].draft.Text, "12月18日") {
		t.Errorf("%d drafts, %v, %v", len(drafts), of, err)
	}
}

// TestARhythmIsNotLearntFromAClockSetBack.
func TestARhythmIsNotLearntFromAClockSetBack(t *testing.T) {
	e := entry{key: "list", items: 3}
	for name, c := range map[string]struct{ last, rhythm time.Duration }{"a day": {-24 * time.Hour, 24 * time.Hour}, "set back": {time.Hour, 0}, "the same instant": {0, 0}} {
		a := sources.AddressHealth{LastNew: planAt.Add(c.last)}
		judgement{at: planAt, fresh: map[string]int{"list": 1}}.learnRhythm(&a, e)
		if a.Rhythm != c.rhythm.Hours() || !a.LastNew.Equal(planAt) {
			t.Errorf("%s: rhythm %v, last new %v", name, a.Rhythm, a.LastNew)
		}
	}
}

// TestWhatIsStoredUnreadSaysSo: a call known from its list alone is pending.
func TestWhatIsStoredUnreadSaysSo(t *testing.T) {
	rs := nothingKnown()
	rs.rest(task{page: "https://a.jp/call", items: []item{listed("call")}, known: []sources.Known{{Pending: true}}, listed: true})
	if len(rs.visit.Records) != 1 || rs.visit.Records[0].Detail != opportunity.DetailPending {
		t.Errorf("%+v", rs.visit.Records)
	}
}

// TestBoundsOfACrawl are those of the configuration's documentation where nothing is said.
func TestBoundsOfACrawl(t *testing.T) {
	o := withDefaults(Options{})
	if o.MaxBody != 10<<20 || o.Timeout != 20*time.Second || o.MaxPages != 5 || o.MaxDetails != 300 {
		t.Errorf("%d bytes, %v, %d pages, %d details", o.MaxBody, o.Timeout, o.MaxPages, o.MaxDetails)
	}
	if o = withDefaults(Options{MaxBody: 5, Timeout: time.Second}); o.MaxBody != 5 || o.Timeout != time.Second {
		t.Errorf("%d bytes, %v", o.MaxBody, o.Timeout)
	}
	if maxWaiting != 256 || cap(newSlots(3).busy) != 3 || cap(newSlots(3).waiting) != maxWaiting {
		t.Errorf("%d visits may wait", maxWaiting)
	}
}

// TestWhatHasNoPageToReadIsKeptAsListed: a call whose page may not be asked for, or holds no text, says so.
func TestWhatHasNoPageToReadIsKeptAsListed(t *testing.T) {
	for kind, want := range map[outcomeKind]opportunity.DetailState{pageForbidden: opportunity.DetailNone, pageTextless: opportunity.DetailNone, pagePostponed: opportunity.DetailPending} {
		rs := nothingKnown()
		rs.add(task{page: "https://a.jp/call", items: []item{listed("call")}, known: []sources.Known{{}}, listed: true}, &outcome{kind: kind, err: errNoText})
		if len(rs.visit.Records) != 1 || rs.visit.Records[0].Detail != want {
			t.Errorf("outcome %v: %+v, want %s", kind, rs.visit.Records, want)
		}
	}
}

// TestWhatComesWhileDegradedIsNotForgotten: new announcements on a short first page are no silence afterwards.
func TestWhatComesWhileDegradedIsNotForgotten(t *testing.T) {
	a := sources.AddressHealth{State: sources.OK, LastRun: planAt, LastNew: planAt, Page: 20, Rhythm: 24}
	judge := func(days, fresh int) {
		e := entry{url: "https://a.jp/", key: "a", asked: true, read: true, items: 7, page: 7}
		a = judgement{at: planAt.AddDate(0, 0, days), fresh: map[string]int{"a": fresh}}.judgeAddress(a, e)
	}
	for day := 1; day <= 31; day++ {
		judge(day, 1)
	}
	if a.State != sources.Degraded {
		t.Fatalf("%+v", a)
	}
	if judge(32, 0); a.State != sources.OK {
		t.Errorf("%s: %s", a.State, a.Reason)
	}
}

// missed has visits, a day apart, compare what they read with what the source used to give, and returns the state after each.
func missed(memory sources.Memory, visits ...func(*results) []entry) (states []sources.State, h sources.Health) {
	at := planAt
	for _, visit := range visits {
		at = at.Add(24 * time.Hour)
		rs := &results{at: at, memory: memory}
		entries := visit(rs)
		h.State, h.Reason, h.Causes = sources.OK, "", nil
		if h.Addresses == nil {
			h.Addresses = map[string]sources.AddressHealth{}
		}
		rs.missFields(&h, entries)
		memory.Health = h
		states = append(states, h.State)
	}
	return states, h
}

// TestWhatAFeedGivesIsNotMissedOfAList: they change at different times, and one has dates and calls that the other has not.
func TestWhatAFeedGivesIsNotMissedOfAList(t *testing.T) {
	feed := func(*results) []entry {
		return []entry{{url: "feed", read: true, items: 20, dated: 20, dropped: 18}, {url: "list", items: 20}}
	}
	list := func(*results) []entry {
		return []entry{{url: "feed", items: 20}, {url: "list", read: true, items: 20}}
	}
	if states, h := missed(sources.Memory{}, feed, feed, list, feed, list, list, feed); strings.Contains(fmt.Sprint(states), "degraded") {
		t.Errorf("%v: %s", states, h.Reason)
	}
	bare := func(*results) []entry { return []entry{{url: "feed", read: true, items: 20, dropped: 18}} }
	if states, h := missed(sources.Memory{}, feed, list, feed, bare); states[3] != sources.Degraded || !strings.Contains(h.Reason, "feed: date: 0 of the latest 12 rows") || h.Causes[0].URL != "feed" {
		t.Errorf("%v: %s %v", states, h.Reason, h.Causes)
	}
}

// calls has a visit read calls of these ids; those with a minus before them give no contact.
func calls(ids string) func(*results) []entry {
	return func(rs *results) []entry {
		for id := range strings.FieldsSeq(ids) {
			id, lacks := strings.CutPrefix(id, "-")
			o := opportunity.Opportunity{ID: id, IsOpportunity: true, Stage: opportunity.OpenCall, Rolling: true, Published: "2026-11-01", Detail: opportunity.DetailRead}
			if !lacks {
				o.Contact.Department = "企画課"
			}
			rs.visit.Records = append(rs.visit.Records, o)
		}
		return nil
	}
}

// TestACallReadAgainIsNoFurtherEvidence: a source with one call that lacks a field, whose page comes whole each day.
func TestACallReadAgainIsNoFurtherEvidence(t *testing.T) {
	known := sources.Memory{Known: map[string]sources.Known{}}
	for id := range strings.FieldsSeq("a b c d e f g h i j x y") {
		known.Known["https://a.jp/"+id] = sources.Known{ID: id, Checked: planAt}
	}
	before := []func(*results) []entry{calls("a b c d e f"), calls("d e f g h i")}
	daily := append(before, calls("-x"), calls("-x"), calls("-x"), calls("-x"), calls("-x"), calls("-x"), calls("-x"), calls("-x"))
	if states, h := missed(known, daily...); states[len(states)-1] != sources.OK {
		t.Errorf("%v: %s", states, h.Reason)
	}
	fresh := append(before, calls("-k"), calls("-l"), calls("-m"), calls("-n"), calls("-o"), calls("-p"), calls("-q"))
	if states, h := missed(known, fresh...); states[len(states)-1] != sources.Degraded {
		t.Errorf("%v: %s", states, h.Reason)
	}
	relaunch := append(before, calls("-a -b -c -d -e -f"), calls("a b c d"), calls("a b c d"), calls("a b c d"))
	if states, h := missed(known, relaunch...); states[2] != sources.Degraded || states[len(states)-1] != sources.OK {
		t.Errorf("%v: %s", states, h.Reason)
	}
}

// TestAReleasedSlotYieldsNothing covers a timer that fires as its visit ends: it must not give away another visit's place.
func TestAReleasedSlotYieldsNothing(t *testing.T) {
	slots := newSlots(2)
	first, err := slots.acquire(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	second, err := slots.acquire(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	first.release()
	first.yield()
	if len(slots.busy) != 1 || len(slots.waiting) != 0 {
		t.Errorf("%d places are taken and %d visits wait, where one visit is under way", len(slots.busy), len(slots.waiting))
	}
	second.yield()
	second.yield()
	if len(slots.busy) != 0 || len(slots.waiting) != 1 {
		t.Errorf("%d places are taken and %d visits wait, where one visit waits", len(slots.busy), len(slots.waiting))
	}
	second.release()
	if len(slots.busy) != 0 || len(slots.waiting) != 0 {
		t.Errorf("%d places are taken and %d visits wait, where no visit is under way", len(slots.busy), len(slots.waiting))
	}
}

// papersOf answers every request with a PDF file, but for robots.txt, and counts them.
type papersOf struct{ asked int }

func (p *papersOf) RoundTrip(req *http.Request) (*http.Response, error) {
	resp := &http.Response{StatusCode: http.StatusNotFound, Header: http.Header{}, Request: req, Body: io.NopCloser(strings.NewReader("%PDF-1.4"))}
	if strings.HasSuffix(req.URL.Path, ".pdf") {
		p.asked++
		resp.StatusCode = http.StatusOK
	}
	return resp, nil
}

type noHosts struct{}

func (noHosts) Host(string) (sources.HostNote, error) { return sources.HostNote{}, nil }

// TestWhatAPageReadToBeforeIsCompletedLikeWhatItReadsTo now: with its documents, each asked for once, and with the columns of its list.
// Else a deadline that neither reading has from the page itself would count as new.
func TestWhatAPageReadToBeforeIsCompletedLikeWhatItReadsTo(t *testing.T) {
	const day = "2026-12-18"
	for name, c := range map[string]struct {
		attachments []opportunity.Attachment
		fields      []opportunity.Field
		asked       int
	}{
		"a document":       {[]opportunity.Attachment{{Title: "募集要項", URL: "https://a.jp/a.pdf", MediaType: "application/pdf"}}, nil, 1},
		"a column":         {nil, []opportunity.Field{{Label: "提出期限", Value: "令和8年12月18日"}}, 0},
		"neither is known": {nil, nil, 0},
	} {
		t.Run(name, func(t *testing.T) {
			web := &papersOf{}
			network := fetch.NewNetwork(fetch.Options{UserAgent: "koubo/test", Timeout: time.Second, MaxBody: 1 << 20, Transport: web, Clock: fetch.SystemClock{}, Hosts: noHosts{}})
			r := &reader{Crawler: &Crawler{parsers: newParsers(1)}, client: network.Client(fetch.ClientOptions{Once: true})}
			r.opt.PDFText = func(context.Context, string, []byte) (string, error) {
				return "企画提案書の提出期限：令和8年12月18日", nil
			}
			i := listed("call")
			i.draft.Title, i.draft.Fields = parkCall, c.fields
			own := opportunity.Draft{Title: i.draft.Title, Text: "公募型プロポーザルを実施します。", Attachments: c.attachments, Published: "2026-11-10"}
			before := own
			before.Text = "本文へ\n" + own.Text
			var o outcome
			r.complete(t.Context(), task{items: []item{i}, known: []sources.Known{{FirstSeen: planAt}}}, &o, 0, readPart{draft: own, before: &before, apart: true})
			now, then := o.records[0].Deadlines, o.reread[0].Deadlines
			if c.attachments == nil && c.fields == nil {
				if len(now)+len(then) > 0 {
					t.Errorf("%v, before %v", now, then)
				}
				return
			}
			if len(now) == 0 || len(then) == 0 || string(now[0].End) != day || string(then[0].End) != day || web.asked != c.asked {
				t.Errorf("%v, before %v, asked %d times", now, then, web.asked)
			}
		})
	}
}

// TestPagesHeldBackAreReadInTheEnd, unless the visit was broken off or they were read under another address.
func TestPagesHeldBackAreReadInTheEnd(t *testing.T) {
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for name, c := range map[string]struct {
		ctx  context.Context
		done bool
		read int
	}{"held": {t.Context(), false, 1}, "broken off": {ended, false, 0}, "read elsewhere": {t.Context(), true, 0}} {
		i := listed("call")
		rs := nothingKnown()
		rs.problem = func(string, error) {}
		if c.done {
			rs.claimed[i.key] = "call"
		}
		r := &reader{Crawler: &Crawler{parsers: newParsers(1)}, frame: hostframe.New(noFrames{}).Visit()}
		r.held = []heldPage{{
			task:     task{page: i.draft.URL, items: []item{i}, known: []sources.Known{{}}, listed: true},
			response: fetch.Response{Status: 200, Page: page.Page{URL: i.draft.URL, ContentType: "text/html; charset=utf-8", Body: []byte("<h1>メンテナンス中</h1>")}},
		}}
		r.performHeld(c.ctx, rs)
		if len(rs.suspects) != c.read || len(r.held) != 0 || !r.decided {
			t.Errorf("%s: %d pages were read, want %d; %d are held", name, len(rs.suspects), c.read, len(r.held))
		}
	}
}

// TestAPageIsHeldBackWhereThereIsRoom: few of them, and no large ones.
func TestAPageIsHeldBackWhereThereIsRoom(t *testing.T) {
	for name, c := range map[string]struct {
		held, size int
		decided    bool
		want       bool
	}{
		"the first": {0, 10, false, true}, "the fourth": {3, 10, false, true}, "a fifth": {4, 10, false, false},
		"the largest": {0, 131072, false, true}, "one larger": {0, 131073, false, false}, "in the end": {0, 10, true, false},
	} {
		r := &reader{held: make([]heldPage, c.held), decided: c.decided}
		resp := fetch.Response{Page: page.Page{Body: make([]byte, c.size)}}
		if got := r.hold(task{}, &resp); got != c.want || len(r.held) != c.held+map[bool]int{true: 1}[c.want] {
			t.Errorf("%s: held %v, %d in all", name, got, len(r.held))
		}
	}
}

// TestAPartIsNamedByItsFragmentOrItsTitle.
func TestAPartIsNamedByItsFragmentOrItsTitle(t *testing.T) {
	for name, want := range map[string]part.Part{"#p": {Fragment: "#p", Title: "call"}, parkCall: {Title: parkCall}} {
		if got := partOf(sources.Known{Part: name, Title: "call"}); got != want {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// TestOnlyAPageWithoutAnnouncementsIsANotice, and no feed is one.
func TestOnlyAPageWithoutAnnouncementsIsANotice(t *testing.T) {
	const words = "<h1>メンテナンス中</h1>"
	for name, c := range map[string]struct {
		body   string
		drafts int
		want   bool
	}{
		"a notice": {words, 0, true}, "with announcements": {words, 1, false}, "a feed": {"<rss version=2.0>" + words, 0, false},
		"a feed that begins too late": {strings.Repeat(" ", 509) + "<rss version=2.0>" + words, 0, true}, "a login": {"<h1>募集</h1><input type=password>", 0, true}, "a list": {"<h1>募集</h1>", 0, false},
	} {
		err := notice(page.Page{URL: "https://a.jp/list", ContentType: "text/html; charset=utf-8", Body: []byte(c.body)}, "", make([]opportunity.Draft, c.drafts))
		if errors.As(err, new(cause.Notice)) != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestWhatCountsAsFew, as much, and as long.
func TestWhatCountsAsFew(t *testing.T) {
	for name, pair := range map[string][2]float64{
		"pages that come whole": {fewWhole, 3}, "words of a notice": {fewWords, 300}, "pages that are not theirs": {fewSuspects, 3}, "usual": {fewUsual, 10}, "their share": {fewShare, .2},
		"usual on a first page": {thinUsual, 15}, "its share": {thinShare, .4}, "rhythms": {staleTimes, 10}, "weight": {smoothing, .2}, "alike": {resembleShare, .6},
		"documents": {maxAttachments, 2}, "frames": {maxFrames, 3}, "unchanged answers": {firstCheck, 2},
		"days without news": {staleAfter.Hours() / 24, 120}, "at least": {staleLeast.Hours() / 24, 30}, "days of a thin page": {thinFor.Hours() / 24, 30},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: %v, want %v", name, pair[0], pair[1])
		}
	}
}

// TestAVisitNamesTheFirstProblems, not those of a whole site that is down.
func TestAVisitNamesTheFirstProblems(t *testing.T) {
	r := &reader{}
	for range 60 {
		r.problem("https://a.jp/", errors.New("down"))
	}
	if len(r.problems) != 50 || r.problems[0] != (sources.PageProblem{URL: "https://a.jp/", Why: "down"}) {
		t.Errorf("%d problems: %+v", len(r.problems), r.problems[0])
	}
}

// TestWhereAnAnnouncementsPageCannotBe: at the home page, at a list of the source, behind a login.
func TestWhereAnAnnouncementsPageCannotBe(t *testing.T) {
	src := sources.Source{Feeds: []string{"https://a.jp/feed.xml"}, Lists: []string{"https://a.jp/list.html"}}
	for final, want := range map[string]string{
		"https://a.jp/call.html": "", "http://a.jp/call.html": "", "https://a.jp/2026/call.html": "", "https://a.jp/": "home page", "https://a.jp/list.html": "the list", "http://a.jp/feed.xml": "the list",
		"https://a.jp/auth/x": "a login", "https://a.jp/authors/x": "",
	} {
		got := wrongPlace(src, "https://a.jp/call.html", final)
		if (got == "") != (want == "") || !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %q", final, got, want)
		}
	}
}

// TestPagesThatComeWholeAreCounted, where they are asked for.
func TestPagesThatComeWholeAreCounted(t *testing.T) {
	for name, c := range map[string]struct {
		title     string
		validator sources.Validator
		why       why
		whole     int
	}{
		"as before": {"call", sources.Validator{}, whyRest, 0}, "changed": {"other", sources.Validator{}, whyChanged, 1}, "changed, with a validator": {"other", sources.Validator{ETag: "1"}, whyChanged, 0},
	} {
		i := listed("call")
		k := remembered(c.title, func(k *sources.Known) { k.Deadline, k.Checked = planAt.Add(-time.Hour), planAt.Add(-time.Minute) })
		m := sources.Memory{Known: map[string]sources.Known{i.key: k}, Validators: map[string]sources.Validator{"https://a.jp/call": c.validator}}
		d := dueness{planning: planning{at: planAt}, memory: m}
		got := d.decideListed(m, task{page: "https://a.jp/call", items: []item{i}, known: []sources.Known{k}, listed: true})
		if got.why != c.why || d.whole != c.whole {
			t.Errorf("%s: %s, %d come whole", name, got.why, d.whole)
		}
	}
}

// TestOnlyAListThatWasReadMissesACall: what could not be read, or is asked for at another time, says nothing.
func TestOnlyAListThatWasReadMissesACall(t *testing.T) {
	for name, c := range map[string]struct {
		missed  int
		entries []entry
		want    int // of Missed, -1 where nothing changes
	}{
		"read":                       {0, []entry{{key: "list", read: true}}, 1},
		"read again":                 {1, []entry{{key: "list", read: true}}, 2},
		"not read":                   {0, []entry{{key: "list"}}, -1},
		"missed before, not read":    {1, []entry{{key: "list"}}, -1},
		"missed before, others read": {1, []entry{{key: "feed", read: true}}, -1},
		"others read":                {0, []entry{{key: "feed", read: true}}, -1},
	} {
		known := map[string]sources.Known{"a.jp/call": {ID: "1", On: []string{"list"}, Missed: c.missed}}
		k, changed := (&listing{on: map[string][]string{}}).rememberListed(known, c.entries)["a.jp/call"]
		if changed != (c.want >= 0) || changed && (k.Missed != c.want || len(k.On) != 1) {
			t.Errorf("%s: %+v, changed %v", name, k, changed)
		}
	}
}

// TestAPartThatItsPageDoesNotTellApartIsThePage, under whose key it is remembered from then on.
func TestAPartThatItsPageDoesNotTellApartIsThePage(t *testing.T) {
	for name, c := range map[string]struct{ listed, read, key, alias string }{
		"told apart": {"#p", "#p", "a.jp/1#p", ""}, "not told apart": {"#p", "", "a.jp/1", "a.jp/1#p"}, "alone": {"", "", "a.jp/1", ""},
	} {
		rs := nothingKnown()
		i := listed("1")
		i.key, i.draft.Part, i.draft.Title = "a.jp/1"+c.listed, c.listed, parkCall
		rs.add(task{page: "https://a.jp/1", items: []item{i}, known: []sources.Known{{FirstSeen: planAt}}}, &outcome{
			kind: pageRead, of: []int{0}, records: []opportunity.Opportunity{{ID: "2"}}, drafts: []opportunity.Draft{{URL: "https://a.jp/1", Title: parkCall, Part: c.read}},
		})
		if rs.visit.Known[c.key].ID != "2" || c.alias != "" && rs.visit.Known[c.alias].Alias != c.key || len(rs.visit.Records) != 1 {
			t.Errorf("%s: %+v", name, rs.visit.Known)
		}
	}
}

// TestADegradedSourceIsSoSinceItsFirstLoss.
func TestADegradedSourceIsSoSinceItsFirstLoss(t *testing.T) {
	lacking := calls("-11 -12 -13 -14 -15 -16 -17 -18 -19 -20 -21 -22")
	var visits []func(*results) []entry
	for range 3 {
		visits = append(visits, calls("1 2 3 4 5 6 7 8 9 10"))
	}
	first := time.Time{}
	for n := range 4 {
		visits = append(visits, lacking)
		states, h := missed(sources.Memory{}, visits...)
		if states[len(states)-1] != sources.Degraded {
			continue
		}
		if first.IsZero() {
			first = planAt.Add(time.Duration(len(visits)) * 24 * time.Hour)
		}
		if !h.Since.Equal(first) {
			t.Errorf("after %d visits: degraded since %s, want %s", n+1, h.Since, first)
		}
	}
	if first.IsZero() {
		t.Error("a source that lost a field is not degraded")
	}
}

// TestWhenAPageIsLookedAtAgain: each branch of the decision, on both sides of what bounds it.
func TestWhenAPageIsLookedAtAgain(t *testing.T) {
	ago := func(d time.Duration) time.Time { return planAt.Add(-d) }
	open := sources.Known{ID: "1", Open: true, Deadline: planAt.Add(720 * time.Hour), Checked: ago(time.Hour), FirstSeen: ago(2400 * time.Hour)}
	closed := sources.Known{ID: "1", Open: true, Deadline: ago(time.Hour), Checked: ago(30 * time.Minute), FirstSeen: ago(2400 * time.Hour)}
	undated := sources.Known{ID: "1", FirstSeen: ago(240 * time.Hour), Checked: ago(30 * time.Minute)} // closed, as its page told
	with := func(k sources.Known, change func(*sources.Known)) sources.Known { change(&k); return k }
	for name, c := range map[string]struct {
		k        sources.Known
		stirred  bool
		thorough bool
		want     bool
	}{
		"pending, tried never":                   {sources.Known{Pending: true}, false, false, true},
		"pending, failed a moment ago":           {sources.Known{Pending: true, Tries: 1, Tried: ago(time.Minute)}, false, false, false},
		"the same, stirred":                      {sources.Known{Pending: true, Tries: 2, Tried: ago(time.Minute)}, true, false, true},
		"failed thrice, stirred":                 {sources.Known{Pending: true, Tries: 3, Tried: ago(time.Minute)}, true, false, false},
		"failed thrice, rested":                  {sources.Known{Pending: true, Tries: 3, Tried: ago(4 * time.Hour)}, false, false, true},
		"failed thrice, hardly rested":           {sources.Known{Pending: true, Tries: 3, Tried: ago(4*time.Hour - 1)}, false, false, false},
		"failed often, before the last rest":     {sources.Known{Pending: true, Tries: 8, Tried: ago(128*time.Hour - 1)}, false, false, false},
		"failed often":                           {sources.Known{Pending: true, Tries: 8, Tried: ago(128 * time.Hour)}, false, false, true},
		"failed for ever, rested a week":         {sources.Known{Pending: true, Tries: 500, Tried: ago(168 * time.Hour)}, false, false, true},
		"failed for ever, hardly rested":         {sources.Known{Pending: true, Tries: 500, Tried: ago(168*time.Hour - 1)}, false, false, false},
		"failed in a time to come":               {sources.Known{Pending: true, Tries: 500, Tried: planAt.Add(1)}, false, false, true},
		"open, failed, rested":                   {with(open, func(k *sources.Known) { k.Tries, k.Tried = 1, ago(time.Hour) }), false, false, true},
		"open, failed, not rested":               {with(open, func(k *sources.Known) { k.Tries, k.Tried = 1, ago(time.Minute) }), false, false, false},
		"open, failed, long not checked":         {with(open, func(k *sources.Known) { k.Tries, k.Tried, k.Checked = 1, ago(time.Minute), time.Time{} }), false, false, false},
		"open, failed twice, stirred":            {with(open, func(k *sources.Known) { k.Tries, k.Tried = 2, ago(time.Minute) }), true, false, true},
		"open, failed twice, thorough":           {with(open, func(k *sources.Known) { k.Tries, k.Tried = 2, ago(time.Minute) }), false, true, true},
		"open, failed thrice, stirred":           {with(open, func(k *sources.Known) { k.Tries, k.Tried = 3, ago(time.Minute) }), true, true, false},
		"closed lately, failed, rested":          {with(closed, func(k *sources.Known) { k.Tries, k.Tried = 1, ago(time.Hour) }), false, false, true},
		"closed long ago, failed, rested":        {with(closed, func(k *sources.Known) { k.Tries, k.Tried, k.Deadline = 1, ago(time.Hour), ago(closedFor) }), false, false, false},
		"closed long ago, failed, stirred":       {with(closed, func(k *sources.Known) { k.Tries, k.Tried, k.Deadline = 1, ago(time.Hour), ago(closedFor) }), true, true, false},
		"open":                                   {open, false, false, false},
		"open, stirred":                          {open, true, false, true},
		"open, thorough":                         {open, false, true, true},
		"open, without an end, checked lately":   {with(open, func(k *sources.Known) { k.Deadline, k.Checked = time.Time{}, ago(4*time.Hour) }), false, false, false},
		"open, without an end, checked long ago": {with(open, func(k *sources.Known) { k.Deadline, k.Checked = time.Time{}, ago(20*time.Hour) }), false, false, true},
		"open, ends soon":                        {with(open, func(k *sources.Known) { k.Deadline, k.Checked = planAt.Add(soon-1), ago(3*time.Hour) }), false, false, true},
		"open, ends soon, checked lately":        {with(open, func(k *sources.Known) { k.Deadline, k.Checked = planAt.Add(soon-1), ago(3*time.Hour-1) }), false, false, false},
		"open, ends later":                       {with(open, func(k *sources.Known) { k.Deadline, k.Checked = planAt.Add(soon), ago(19*time.Hour) }), false, false, false},
		"closed":                                 {closed, false, false, false},
		"closed, stirred, checked lately":        {closed, true, false, false},
		"closed, stirred, checked a day ago":     {with(closed, func(k *sources.Known) { k.Checked = ago(24 * time.Hour) }), true, false, true},
		"closed, stirred, not quite a day ago":   {with(closed, func(k *sources.Known) { k.Checked = ago(24*time.Hour - 1) }), true, false, false},
		"closed, stirred, thorough":              {closed, true, true, true},
		"closed, thorough":                       {closed, false, true, true},
		"closed long ago, stirred, thorough":     {with(closed, func(k *sources.Known) { k.Deadline = ago(closedFor) }), true, true, false},
		"closed not so long ago, thorough":       {with(closed, func(k *sources.Known) { k.Deadline = ago(closedFor - 1) }), false, true, true},
		"closes at this instant":                 {with(closed, func(k *sources.Known) { k.Deadline = planAt }), true, false, false},
		"without an end, seen lately, thorough":  {undated, false, true, false},
		"without an end, stirred":                {with(undated, func(k *sources.Known) { k.Checked = ago(24 * time.Hour) }), true, false, true},
		"without an end, seen long ago":          {with(undated, func(k *sources.Known) { k.FirstSeen, k.Checked = ago(closedFor), ago(24*time.Hour) }), true, false, false},
	} {
		d := dueness{planning: planning{at: planAt, thorough: c.thorough}, memory: sources.Memory{Validators: map[string]sources.Validator{}, Health: sources.Health{LastRun: ago(time.Hour)}}}
		if got := d.isDue("https://a.jp/call", c.k, c.stirred); got != c.want {
			t.Errorf("%s: due %v", name, got)
		}
	}
}

// TestACheapLook is one that the server can answer with a 304, one of the few of a visit, or one that the visit before left out.
func TestACheapLook(t *testing.T) {
	run := planAt.Add(-time.Minute)
	for name, c := range map[string]struct {
		validator sources.Validator
		checked   time.Time
		whole     int
		want      bool
	}{
		"with a validator": {sources.Validator{LastModified: "x"}, planAt, 99, true}, "whole, the last of few": {sources.Validator{}, planAt, 2, true}, "whole, one too many": {sources.Validator{}, planAt, 3, false},
		"left out by the visit before": {sources.Validator{}, run.Add(-1), 3, true}, "looked at by it": {sources.Validator{}, run, 3, false},
		"long ago": {sources.Validator{}, planAt.Add(-time.Hour), 3, true},
	} {
		d := dueness{planning: planning{at: planAt}, whole: c.whole, memory: sources.Memory{Validators: map[string]sources.Validator{"page": c.validator}, Health: sources.Health{LastRun: run}}}
		if got := d.isCheap("page", sources.Known{Checked: c.checked}); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	old := dueness{planning: planning{at: planAt}, whole: 3, memory: sources.Memory{Health: sources.Health{LastRun: planAt.Add(-5 * time.Hour)}}}
	for checked, want := range map[time.Duration]bool{wholeRest: true, wholeRest - 1: false} {
		if got := old.isCheap("page", sources.Known{Checked: planAt.Add(-checked)}); got != want {
			t.Errorf("looked at %s ago, after the visit before: %v", checked, got)
		}
	}
}

// TestTasksOfOnePageAreOne: announcements that are listed apart on one page are asked for once; what two lists say of one page is not
// mixed up with another.
func TestTasksOfOnePageAreOne(t *testing.T) {
	grouped := func(key, page, group string) item {
		return item{key: key, group: group, draft: opportunity.Draft{URL: page, Title: key}}
	}
	known := map[string]sources.Known{"b": {ID: "2", Title: "b", Missed: 2, FirstSeen: planAt.Add(-time.Hour), On: []string{"other"}}}
	l := listing{items: []item{grouped("a", "p", "g"), grouped("b", "p", "g"), grouped("c", "q", ""), grouped("d", "q", ""), grouped("e", "r", "h"), grouped("f", "p", "g")}, on: map[string][]string{"a": {"y", "x", "y"}, "b": {"list"}}}
	var got []string
	tasks := listedTasks(sources.Memory{Known: known}, l, planAt)
	for _, task := range tasks {
		var keys []string
		for _, i := range task.items {
			keys = append(keys, i.key)
		}
		got = append(got, fmt.Sprintf("%s:%s/%d", task.page, strings.Join(keys, ","), len(task.known)))
		if !task.listed {
			t.Errorf("%s is not listed", task.page)
		}
	}
	if want := "p:a,b,f/3 q:c/1 q:d/1 r:e/1"; strings.Join(got, " ") != want {
		t.Errorf("%q, want %q", strings.Join(got, " "), want)
	}
	first, second := tasks[0].known[0], tasks[0].known[1]
	if !first.Pending || !first.FirstSeen.Equal(planAt) || !slices.Equal(first.On, []string{"x", "y"}) {
		t.Errorf("a new one is remembered as %+v", first)
	}
	if second.Pending || second.Missed != 0 || !slices.Equal(second.On, []string{"list"}) || second.FirstSeen.Equal(planAt) {
		t.Errorf("an old one is remembered as %+v", second)
	}
}

// TestATaskIsNewWhereOneOfItsAnnouncementsIs.
func TestATaskIsNewWhereOneOfItsAnnouncementsIs(t *testing.T) {
	m := sources.Memory{Known: map[string]sources.Known{"read": {ID: "1"}, "pending": {Pending: true}}}
	for keys, want := range map[string]bool{"read": false, "pending": true, "new": true, "read new": true, "read pending": true, "read read": false} {
		var one task
		for key := range strings.FieldsSeq(keys) {
			one.items = append(one.items, item{key: key})
		}
		if got := isNew(m, one); got != want {
			t.Errorf("%s: %v", keys, got)
		}
	}
}

// TestWhatWasNeverReadIsAskedForOnce its rest is over, where one of a page's announcements is due.
func TestWhatWasNeverReadIsAskedForOnce(t *testing.T) {
	failed := sources.Known{Pending: true, Tries: 5, Tried: planAt.Add(-time.Minute)}
	for name, c := range map[string]struct {
		known []sources.Known
		want  why
	}{
		"never tried": {[]sources.Known{{Pending: true}}, whyNew}, "failed": {[]sources.Known{failed}, whyRest}, "one of two failed": {[]sources.Known{failed, {Pending: true}}, whyNew},
		"stored, and pending no longer": {[]sources.Known{{ID: "1", Checked: planAt}}, whyRest}, "failed twice": {[]sources.Known{{Pending: true, Tries: 2, Tried: planAt}}, whyNew}, // its list was read now
		"dropped": {[]sources.Known{{Dropped: "no call"}}, whyNew},
	} {
		d := dueness{planning: planning{at: planAt}}
		if got := d.orRest(task{known: c.known}, whyNew); got != c.want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// TestAPageIsAskedForOnceForAllThatChangedOnIt: a change counts more than a look that is due.
func TestAPageIsAskedForOnceForAllThatChangedOnIt(t *testing.T) {
	due := remembered("due", func(k *sources.Known) { k.Checked = planAt.Add(-openCheck) })
	rests := remembered("rests", func(k *sources.Known) { k.Deadline = planAt.Add(-time.Hour) })
	other := remembered("other", func(k *sources.Known) { k.Deadline = planAt.Add(-time.Hour) })
	dropped := remembered("dropped", func(k *sources.Known) { k.Dropped = "no call" })
	gone := remembered("gone", func(k *sources.Known) { k.Gone, k.Deadline = true, planAt.Add(-time.Hour) })
	known := map[string]sources.Known{"due": due, "rests": rests, "changed": other, "dropped": dropped, "gone": gone}
	for keys, want := range map[string]why{
		"rests": whyRest, "due": whyDue, "changed": whyChanged, "rests due": whyDue, "due rests": whyDue, "due changed": whyChanged, "changed due": whyChanged, "dropped": whyRest, "dropped rests": whyRest, "gone": whyDue, "dropped due": whyDue,
	} {
		one := task{page: "page", listed: true}
		for key := range strings.FieldsSeq(keys) {
			one.items, one.known = append(one.items, item{key: key, draft: opportunity.Draft{Title: key}}), append(one.known, known[key])
		}
		d := dueness{planning: planning{at: planAt}}
		got := d.decideListed(sources.Memory{Known: known}, one)
		if got.why != want || d.whole != map[bool]int{true: 1}[want != whyRest] {
			t.Errorf("%s: %s, want %s; %d come whole", keys, got.why, want, d.whole)
		}
	}
}

// TestWhatNoListShowsIsLookedAtByPage: those that stand on one page together, what is missed for the first time at once, and what is
// over, led elsewhere or was dropped not at all.
func TestWhatNoListShowsIsLookedAtByPage(t *testing.T) {
	due := func(page string) sources.Known {
		return remembered("call", func(k *sources.Known) { k.URL, k.Checked = page, planAt.Add(-openCheck) })
	}
	rests := func(page string) sources.Known {
		return remembered("call", func(k *sources.Known) { k.URL = page })
	}
	missedBefore := rests("m")
	missedBefore.Missed = 1
	now := missedBefore
	now.Missed = 2
	gone, alias, dropped := due("x"), due("x"), due("x")
	gone.Gone, alias.Alias, dropped.Dropped = true, "a", "no call"
	known := map[string]sources.Known{
		"a1": due("a"), "a2": due("a"), "b1": due("b"), "b2": rests("b"), "c1": rests("c"), "c2": rests("c"), "again": missedBefore, "quiet": missedBefore, "gone": gone, "alias": alias, "dropped": dropped, "listed": due("l"),
	}
	quiet := known["quiet"]
	quiet.URL = "n"
	known["quiet"] = quiet
	d := dueness{planning: planning{at: planAt}, memory: sources.Memory{Known: known}}
	var got []string
	for _, task := range d.unlisted(sources.Memory{Known: known}, listing{on: map[string][]string{"listed": {"list"}}, changed: map[string]sources.Known{"again": now}}) {
		keys := ""
		for _, i := range task.items {
			keys += i.key
		}
		got = append(got, fmt.Sprint(task.page, " ", task.why, " ", keys, len(task.known)))
	}
	slices.Sort(got)
	want := []string{"a due a1a22", "b due b11", "b rest b21", "c rest c1c22", "m due again1"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if d.whole != 4 {
		t.Errorf("%d pages that come whole are counted", d.whole)
	}
}

// TestTheTaskOfWhatIsRemembered asks for its address, which is its key where it has none, and for its part.
func TestTheTaskOfWhatIsRemembered(t *testing.T) {
	src := sources.Source{ID: "s", Issuer: opportunity.Issuer{Name: "あおば市"}}
	for name, c := range map[string]struct {
		k        sources.Known
		page     string
		fragment string
	}{
		"with an address": {sources.Known{URL: "https://a.jp/1", Title: "t", Date: "d", Group: "g"}, "https://a.jp/1", ""}, "without": {sources.Known{Title: "t", Date: "d", Group: "g"}, "a.jp/1", ""},
		"a fragment": {sources.Known{URL: "https://a.jp/1", Title: "t", Date: "d", Group: "g", Part: "#p"}, "https://a.jp/1", "#p"}, "a title": {sources.Known{URL: "https://a.jp/1", Title: "t", Date: "d", Group: "g", Part: "p"}, "https://a.jp/1", ""},
	} {
		got := rememberedTask(src, "a.jp/1", c.k)
		i := got.items[0]
		want := opportunity.Draft{Source: "s", Issuer: src.Issuer, URL: c.page, Title: "t", Published: "d", Part: c.k.Part, Detail: opportunity.DetailPending}
		if got.page != c.page || i.key != "a.jp/1" || i.fragment != c.fragment || i.group != "g" || fmt.Sprint(i.draft) != fmt.Sprint(want) || got.listed || fmt.Sprint(got.known[0]) != fmt.Sprint(c.k) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// TestOtherPartsOfAPageAreTold to its task: those that are remembered of it, are no aliases, and are not asked for themselves.
func TestOtherPartsOfAPageAreTold(t *testing.T) {
	known := map[string]sources.Known{
		"p#1": {URL: "p", Part: "#1", Title: "one"}, "p#2": {URL: "p", Part: "#2", Title: "two"}, "p#three": {URL: "p", Part: "three"}, "p#4": {URL: "p", Part: "#4", Alias: "p#1"}, "p": {URL: "p", Title: "whole"}, "q#1": {URL: "q", Part: "#1"},
	}
	tasks := []task{{page: "p", items: []item{{key: "p#1"}}}, {page: "r", items: []item{{key: "r"}}}, {page: "p", items: []item{{key: "p#2"}, {key: "p#three"}}}}
	addBeside(tasks, sources.Memory{Known: known})
	for n, want := range [][]part.Part{{{Fragment: "#2", Title: "two"}, {Title: "three"}}, nil, {{Fragment: "#1", Title: "one"}}} {
		if !slices.Equal(tasks[n].beside, want) {
			t.Errorf("%d: %+v, want %+v", n, tasks[n].beside, want)
		}
	}
}

// TestTheMostUrgentFirst: what was never read, what is open, what closes or closed last.
func TestTheMostUrgentFirst(t *testing.T) {
	open := func(d time.Duration) sources.Known {
		return sources.Known{Open: true, Deadline: planAt.Add(d)}
	}
	known := map[string]sources.Known{"pending": {Pending: true}, "pending and open": {Pending: true, Open: true, Deadline: planAt.Add(time.Hour)}, "late": open(48 * time.Hour), "soon": open(time.Hour), "over": open(-time.Hour), "long over": open(-48 * time.Hour), "never open": {}, "a": open(time.Hour)}
	want := []string{"pending and open", "pending", "late", "a", "soon", "over", "long over", "never open"}
	if got := mostUrgentFirst(known, planAt); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	for _, c := range []struct {
		a, b bool
		want int
	}{{true, true, 0}, {false, false, 0}, {true, false, -1}, {false, true, 1}} {
		if got := trueFirst(c.a, c.b); got != c.want {
			t.Errorf("%v and %v: %d", c.a, c.b, got)
		}
	}
	for then, want := range map[time.Duration]time.Duration{time.Hour: time.Hour, 0: 0, -1: 1<<63 - 1} {
		if got := since(planAt.Add(-then), planAt); got != want {
			t.Errorf("since %s ago: %s", then, got)
		}
	}
}

// entryOf is an entry that was read and lists these.
func entryOf(key string, drafts ...opportunity.Draft) entry {
	return entry{key: key, read: true, drafts: drafts, verdicts: map[[2]string]classify.Verdict{}}
}

// TestWhatIsSeenIsCountedOnce: a page that is listed twice, kept or dropped, is one; rows without an address are each one; an entry that
// was not read counts as it did.
func TestWhatIsSeenIsCountedOnce(t *testing.T) {
	const dropped = "市民マラソン大会の参加者を募集します"
	entries := []entry{
		entryOf("a", draft("http://a.jp/1", parkCall), draft("http://a.jp/1#x", lunchCall), draft("http://a.jp/2", dropped), draft("http://a.jp/2", dropped)),
		entryOf("b", draft("https://www.a.jp/1", parkCall), draft("http://a.jp/2", dropped), draft("http://a.jp/3", busCall)),
		{key: "c", items: 7}, {key: "d", read: true, items: 99, unlinked: []sources.Dropped{{Title: "x"}, {Title: "y"}}, verdicts: map[[2]string]classify.Verdict{}},
	}
	l := collect(sources.Source{ID: "s", Issuer: opportunity.Issuer{Name: "あおば市"}}, nil, entries)
	if l.seen != 3+7+2 || len(l.dropped) != 5 || len(l.items) != 3 {
		t.Errorf("%d seen, %d dropped, %d kept", l.seen, len(l.dropped), len(l.items))
	}
	if entries[0].dropped != 2 || entries[1].dropped != 1 || entries[2].dropped != 0 {
		t.Errorf("dropped of the entries: %d, %d, %d", entries[0].dropped, entries[1].dropped, entries[2].dropped)
	}
	for _, i := range l.items {
		if i.draft.Source != "s" || i.draft.Issuer.Name != "あおば市" || i.draft.Detail != opportunity.DetailPending {
			t.Errorf("%+v", i.draft)
		}
	}
	if l.fresh["a"] != 2 || l.fresh["b"] != 2 { // the first is on both
		t.Errorf("new on the entries: %v", l.fresh)
	}
}

// TestWhatEntriesSayOfOnePage is joined where it means one announcement: by its fragment, its title, or because the page has but one name
// there.
func TestWhatEntriesSayOfOnePage(t *testing.T) {
	of := func(entry, fragment, title string) item {
		return item{fragment: fragment, draft: opportunity.Draft{Title: title}, on: []string{entry}}
	}
	for name, c := range map[string]struct {
		items []item
		want  string // fragment, title and entries of each
	}{
		"the same twice":                          {[]item{of("a", "", parkCall), of("a", "", parkCall)}, "/" + parkCall + "/a"},
		"but for spaces":                          {[]item{of("a", "", "公園 管理"), of("a", "", "公園管理")}, "/公園 管理/a"},
		"one fragment":                            {[]item{of("a", "#p", parkCall), of("a", "#p", lunchCall)}, "#p/" + parkCall + "/a"},
		"two fragments, one title":                {[]item{of("a", "#p", parkCall), of("a", "#q", parkCall)}, "#p/" + parkCall + "/a #q/" + parkCall + "/a"},
		"two titles of one entry":                 {[]item{of("a", "", parkCall), of("a", "", lunchCall)}, "/" + parkCall + "/a /" + lunchCall + "/a"},
		"two titles of two entries":               {[]item{of("a", "", parkCall), of("b", "", lunchCall)}, "/" + parkCall + "/a,b"},
		"another entry with a fragment":           {[]item{of("a", "", parkCall), of("b", "#q", lunchCall)}, "/" + parkCall + "/a #q/" + lunchCall + "/b"},
		"another entry, the title of the second":  {[]item{of("a", "#p", parkCall), of("a", "#q", lunchCall), of("b", "", lunchCall+"について")}, "#p/" + parkCall + "/a #q/" + lunchCall + "/a,b"},
		"another entry, no title of either":       {[]item{of("a", "#p", parkCall), of("a", "#q", lunchCall), of("b", "", busCall)}, "#p/" + parkCall + "/a,b #q/" + lunchCall + "/a"},
		"another entry, another fragment, a name": {[]item{of("a", "#p", parkCall), of("b", "#q", parkCall)}, "#p/" + parkCall + "/a,b"},
	} {
		var p listedPage
		for _, i := range c.items {
			p.add(i)
		}
		var got []string
		for _, i := range p.items {
			got = append(got, i.fragment+"/"+i.draft.Title+"/"+strings.Join(i.on, ","))
		}
		if words := strings.Join(got, " "); words != c.want {
			t.Errorf("%s: %q, want %q", name, words, c.want)
		}
	}
}

// TestTheKeysOfAPagesAnnouncements: that of the page for one alone, unless it was one of several; of several each its own, but for the one
// that had the page's when it was alone.
func TestTheKeysOfAPagesAnnouncements(t *testing.T) {
	both := []opportunity.Draft{draft("http://a.jp/1#p", parkCall), draft("http://a.jp/1", lunchCall)}
	group := collectOne(nil, both...).items[0].group
	for name, c := range map[string]struct {
		known  map[string]sources.Known
		drafts []opportunity.Draft
		want   string // key, part and whether it is in a group
	}{
		"alone":                                {nil, both[:1], "a.jp/1||false"},
		"alone, one by its fragment before":    {map[string]sources.Known{"a.jp/1#p": {Part: "#p", Group: "g"}}, both[:1], "a.jp/1#p|#p|true"},
		"alone, one by its title before":       {map[string]sources.Known{"a.jp/1#" + parkCall: {Part: parkCall, Group: "g"}}, both[:1], "a.jp/1#" + parkCall + "|" + parkCall + "|true"},
		"alone, which led elsewhere":           {map[string]sources.Known{"a.jp/1": {Alias: "a.jp/9"}}, both[:1], "a.jp/9||false"},
		"alone, one whose part led to another": {map[string]sources.Known{"a.jp/1#p": {Alias: "a.jp/7", Part: "#p"}, "a.jp/7": {ID: "7"}}, both[:1], "a.jp/7|#p|false"},
		"two":                                  {nil, both, "a.jp/1#p|#p|true a.jp/1#" + lunchCall + "|" + lunchCall + "|true"},
		"two, the second alone before":         {map[string]sources.Known{"a.jp/1": {Title: lunchCall}}, both, "a.jp/1#p|#p|true a.jp/1||true"},
		"two, neither alone before":            {map[string]sources.Known{"a.jp/1": {Title: busCall}}, both, "a.jp/1#p|#p|true a.jp/1#" + lunchCall + "|" + lunchCall + "|true"},
		"two, a part of it before":             {map[string]sources.Known{"a.jp/1": {Title: lunchCall, Part: "#x"}}, both, "a.jp/1#p|#p|true a.jp/1#" + lunchCall + "|" + lunchCall + "|true"},
		"two, both known":                      {map[string]sources.Known{"a.jp/1": {Title: lunchCall}, "a.jp/1#" + lunchCall: {Part: lunchCall}}, both, "a.jp/1#p|#p|true a.jp/1#" + lunchCall + "|" + lunchCall + "|true"},
		"two that are one":                     {map[string]sources.Known{"a.jp/1": {Title: parkCall, Group: group}}, both, "a.jp/1||true"},
		"two that were one of others":          {map[string]sources.Known{"a.jp/1": {Title: parkCall, Group: "other"}}, both, "a.jp/1||true a.jp/1#" + lunchCall + "|" + lunchCall + "|true"},
		"two, one of them a part already":      {map[string]sources.Known{"a.jp/1": {Title: busCall, Group: group}, "a.jp/1#p": {Part: "#p"}}, both, "a.jp/1#p|#p|true a.jp/1#" + lunchCall + "|" + lunchCall + "|true"},
		"two, one a part by its title":         {map[string]sources.Known{"a.jp/1": {Title: busCall, Group: group}, "a.jp/1#" + parkCall: {Part: parkCall}}, both, "a.jp/1#p|#p|true a.jp/1#" + lunchCall + "|" + lunchCall + "|true"},
	} {
		var got []string
		for _, i := range collectOne(c.known, c.drafts...).items {
			got = append(got, fmt.Sprintf("%s|%s|%v", i.key, i.draft.Part, i.group != ""))
		}
		if words := strings.Join(got, " "); words != c.want {
			t.Errorf("%s: %q, want %q", name, words, c.want)
		}
	}
	turned := collectOne(nil, both[1], both[0]).items[0].group
	if more := collectOne(nil, append(both, draft("http://a.jp/1", busCall))...).items[0].group; len(group) != 8 || turned != group || more == group {
		t.Errorf("the group of two is %s, in other order %s, with a third %s", group, turned, more)
	}
}

// TestAliasesAreFollowedToTheirEnd, and a circle is left.
func TestAliasesAreFollowedToTheirEnd(t *testing.T) {
	known := map[string]sources.Known{"a": {Alias: "b"}, "b": {Alias: "c"}, "c": {ID: "1"}, "x": {Alias: "y"}, "y": {Alias: "x"}, "far": {Alias: "1"}, "1": {Alias: "2"}, "2": {Alias: "3"}, "3": {Alias: "4"}, "4": {Alias: "5"}}
	for key, want := range map[string]string{"a": "c", "b": "c", "c": "c", "unknown": "unknown", "x": "x", "far": "4"} {
		if got := resolveAlias(known, key); got != want {
			t.Errorf("%s leads to %s, want %s", key, got, want)
		}
	}
	known = map[string]sources.Known{"a.jp/2": {Alias: "a.jp/1"}, "a.jp/1": {ID: "1", Title: parkCall}}
	l := collectOne(known, draft("http://a.jp/1", parkCall), draft("http://a.jp/3", lunchCall), draft("http://a.jp/2", parkCall), draft("http://a.jp/4", busCall))
	var keys []string
	for _, i := range l.items {
		keys = append(keys, i.key)
	}
	if !slices.Equal(keys, []string{"a.jp/1", "a.jp/3", "a.jp/4"}) || l.fresh["list"] != 2 {
		t.Errorf("%v, %d new", keys, l.fresh["list"])
	}
}

// TestARandomAddressIsThatOfACallNoLongerListed: not of one that is listed, or leads elsewhere.
func TestARandomAddressIsThatOfACallNoLongerListed(t *testing.T) {
	const was, is = "a.jp/x9Kd83mQp04ZsR71vBnT/1", "http://a.jp/w7Lq29sHc58YfE06kDjU/1"
	for name, c := range map[string]struct {
		known  sources.Known
		listed bool
		want   bool
	}{"no longer listed": {sources.Known{Title: parkCall}, false, true}, "listed, too": {sources.Known{Title: parkCall}, true, false}, "an alias": {sources.Known{Title: parkCall, Alias: "a.jp/9"}, false, false}, "another title": {sources.Known{Title: lunchCall}, false, false}} {
		drafts := []opportunity.Draft{draft(is, parkCall)}
		if c.listed {
			drafts = append(drafts, draft("http://"+was, parkCall))
		}
		if got := collectOne(map[string]sources.Known{was: c.known}, drafts...).items[0].key; (got == was) != c.want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// TestATitleIsDecidedOnceForFeedAndList, on each by the name of its list.
func TestATitleIsDecidedOnceForFeedAndList(t *testing.T) {
	verdicts := map[[2]string]classify.Verdict{}
	place, other := entry{ofCalls: true, verdicts: verdicts}, entry{verdicts: verdicts}
	d := draft("http://a.jp/1", "橋梁点検")
	d.Published = "2026-11-05"
	undated := draft("http://a.jp/2", "橋梁点検")
	for name, c := range map[string]struct {
		e    *entry
		d    opportunity.Draft
		want bool
	}{"of calls": {&place, d, true}, "of calls, without a day": {&place, undated, false}, "elsewhere": {&other, d, false}, "of calls, again": {&place, d, true}} {
		if v := c.e.triage(c.d); v.Keep != c.want || v.Undecided != c.want || v.Why != classify.NoTerm {
			t.Errorf("%s: %+v", name, v)
		}
	}
	if len(verdicts) != 2 {
		t.Errorf("%d verdicts", len(verdicts))
	}
	key := [2]string{parkCall, "http://a.jp/3"}
	verdicts[key] = classify.Verdict{Why: "asked before"}
	if v := other.triage(draft(key[1], key[0])); v.Why != "asked before" {
		t.Errorf("%+v", v)
	}
	for name, want := range map[string]bool{"公募型プロポーザル": true, "事業者の募集": true, "サウンディング型市場調査": true, "プロポーザルの審査結果": false, "プロポーザルについて": false, "過去の公募型プロポーザル": false, "お知らせ": false, "": false} {
		if namesPlaceOfCalls(name) != want {
			t.Errorf("%s is a place of calls: %v", name, !want)
		}
	}
}

// TestWhatIsMissedOrCarried, by which entries were read.
func TestWhatIsMissedOrCarried(t *testing.T) {
	read, silent := entry{key: "r", read: true}, entry{key: "s"}
	for name, c := range map[string]struct {
		k      sources.Known
		listed []string
		want   string // carriers and visits missed; "" where nothing changes
	}{
		"listed as before":              {sources.Known{On: []string{"r"}}, []string{"r"}, ""},
		"listed on another":             {sources.Known{On: []string{"r"}}, []string{"x", "r", "x"}, "r,x 0"},
		"on one that was not read":      {sources.Known{On: []string{"s"}}, nil, ""},
		"on both, read on neither":      {sources.Known{On: []string{"r", "s"}}, nil, "s 0"},
		"on one that was read":          {sources.Known{On: []string{"r"}}, nil, "r 1"},
		"missed before":                 {sources.Known{On: []string{"r"}, Missed: 4}, nil, "r 5"},
		"missed before, on both":        {sources.Known{On: []string{"r", "s"}, Missed: 1}, nil, "r,s 2"},
		"missed before, listed again":   {sources.Known{On: []string{"r"}, Missed: 4}, []string{"r"}, "r 0"},
		"missed before, and not asked":  {sources.Known{On: []string{"s"}, Missed: 4}, nil, ""},
		"on none":                       {sources.Known{}, nil, ""},
		"of an alias nothing is missed": {sources.Known{Alias: "a", On: []string{"r"}}, nil, ""},
	} {
		l := listing{on: map[string][]string{"k": c.listed}}
		k, changed := l.rememberListed(map[string]sources.Known{"k": c.k}, []entry{read, silent})["k"]
		got := ""
		if changed {
			got = fmt.Sprintf("%s %d", strings.Join(k.On, ","), k.Missed)
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestAListHasTurnedOver where half of it is known and at most one open call left it.
func TestAListHasTurnedOver(t *testing.T) {
	open := sources.Known{Open: true, Deadline: planAt.Add(time.Hour), On: []string{"a"}}
	with := func(change func(*sources.Known)) sources.Known { k := open; change(&k); return k }
	for name, c := range map[string]struct {
		listed, fresh int
		left          []sources.Known
		read          bool
		want          bool
	}{
		"half is known": {4, 2, nil, true, true}, "less": {4, 3, nil, true, false}, "of an odd number": {5, 2, nil, true, true}, "less of an odd number": {5, 3, nil, true, false}, "nothing is listed": {0, 0, nil, true, false}, "not read": {4, 0, nil, false, false},
		"one open call left": {4, 0, []sources.Known{open}, true, true}, "two": {4, 0, []sources.Known{open, open}, true, false},
		"one, and a closed one":      {4, 0, []sources.Known{open, with(func(k *sources.Known) { k.Deadline = planAt })}, true, true},
		"one, and one that is gone":  {4, 0, []sources.Known{open, with(func(k *sources.Known) { k.Gone = true })}, true, true},
		"one, and an alias":          {4, 0, []sources.Known{open, with(func(k *sources.Known) { k.Alias = "x" })}, true, true},
		"one, and one of another":    {4, 0, []sources.Known{open, with(func(k *sources.Known) { k.On = []string{"b"} })}, true, true},
		"one, and one without a day": {4, 0, []sources.Known{open, with(func(k *sources.Known) { k.Deadline = time.Time{} })}, true, false},
	} {
		l, known := listing{on: map[string][]string{}, fresh: map[string]int{"a": c.fresh}}, map[string]sources.Known{}
		for n := range c.listed {
			l.on[fmt.Sprint("listed", n)] = []string{"b", "a"}
			if n >= c.fresh {
				known[fmt.Sprint("listed", n)] = open
			}
		}
		for n, k := range c.left {
			known[fmt.Sprint("left", n)] = k
			l.on[fmt.Sprint("left", n)] = []string{"b"} // another entry lists it yet
		}
		if got := l.hasTurnedOver(known, []entry{{key: "a", read: c.read}}, planAt)["a"]; got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestOnlyAnOpenCallThatIsMissedNowIsWithdrawn.
func TestOnlyAnOpenCallThatIsMissedNowIsWithdrawn(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*sources.Known)
		before int
		want   bool
	}{
		"missed twice": {func(*sources.Known) {}, 1, true}, "missed before": {func(*sources.Known) {}, 2, false}, "closed": {func(k *sources.Known) { k.Deadline = planAt }, 1, false}, "never stored": {func(k *sources.Known) { k.ID = "" }, 1, false},
		"gone": {func(k *sources.Known) { k.Gone = true }, 1, false}, "missed once": {func(k *sources.Known) { k.Missed = 1 }, 0, false}, "without a day": {func(k *sources.Known) { k.Date = "soon" }, 1, false},
	} {
		k := remembered("call", func(k *sources.Known) { k.Date, k.Missed = "2026-11-11", 2 })
		c.change(&k)
		before := k
		before.Missed = c.before
		rs := &results{at: planAt, memory: sources.Memory{Known: map[string]sources.Known{"a": before}}, visit: sources.Visit{Known: map[string]sources.Known{"a": k}, Withdrawn: map[string]string{}}}
		rs.withdrawVanished("2026-11-10")
		if now := rs.visit.Known["a"]; (len(rs.visit.Withdrawn) == 1) != c.want || now.Gone != (c.want || k.Gone) || now.Open != (!c.want && k.Open) || c.want && !strings.Contains(rs.visit.Withdrawn["call"], "on 2 visits") {
			t.Errorf("%s: %v, %+v", name, rs.visit.Withdrawn, now)
		}
		if rs.withdrawVanished(""); !c.want && len(rs.visit.Withdrawn) != 0 {
			t.Errorf("%s, by a list without days: %v", name, rs.visit.Withdrawn)
		}
	}
}

// TestTheOldestDayOfWhatIsListed, in whatever order, and whatever form its days have.
func TestTheOldestDayOfWhatIsListed(t *testing.T) {
	of := func(days ...string) entry {
		var e entry
		for _, day := range days {
			e.drafts = append(e.drafts, opportunity.Draft{Published: day})
		}
		return e
	}
	for want, entries := range map[jdate.Date][]entry{"": {of(), of("", "soon")}, "2026-11-03": {of("2026-11-05", "令和8年11月3日", ""), of("2026-11-04T10:00:00+09:00")}, "2026-11-04": {of("2026-11-04"), of("2026-11-05")}, "2026-11-02": {of("2026-11-01T15:00:00Z", "2026-11-03")}} {
		if got := oldestListed(entries); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// rows is a list page with these rows, each an address and a title with a day.
func rows(pairs ...string) string {
	var b strings.Builder
	b.WriteString("<html><head><title>事業者の募集</title></head><body><main><h1>事業者の募集</h1><ul>")
	for n := 0; n+1 < len(pairs); n += 2 {
		fmt.Fprintf(&b, `<li>2026年11月%d日 <a href="%s">%s</a></li>`, n+1, pairs[n], pairs[n+1])
	}
	b.WriteString("</ul></main></body></html>")
	return b.String()
}

const feedOfOne = `<?xml version="1.0"?><rss version="2.0"><channel><title>x</title><link>https://a.jp/</link><description>x</description><item><title>` + parkCall + `</title><link>https://a.jp/1</link></item></channel></rss>`

// newEntry is an entry that is about to be read.
func newEntry(url string, before sources.Validator) *entry {
	return &entry{url: url, key: entryKey(url), before: before, verdicts: map[[2]string]classify.Verdict{}}
}

// TestWhatAnEntryReadsTo: its announcements, or why there are none.
func TestWhatAnEntryReadsTo(t *testing.T) {
	const list = "https://a.jp/list"
	body := rows("/1", parkCall, "/2", lunchCall)
	plain := newEntry(list, sources.Validator{})
	readerOf(&web{pages: map[string]string{list: body}}, sources.Source{}).readEntry(t.Context(), plain, nil)
	if !plain.asked || !plain.read || !plain.keep || plain.items != 2 || plain.page != 2 || plain.dated != 2 || plain.untitled != 0 || plain.err != nil || plain.fresh.Items != 2 || plain.fresh.Drafts == "" || !plain.fresh.Whole.Equal(plain.fresh.Fetched) {
		t.Fatalf("%+v", plain)
	}
	asRead := plain.fresh
	otherBytes := asRead
	otherBytes.Hash = "other"
	changed := otherBytes
	changed.Drafts = "other"
	none := otherBytes
	none.Items = 0
	for name, c := range map[string]struct {
		body   string
		feed   bool
		before sources.Validator
		read   bool
		items  int
		says   string
		stays  bool // what is remembered stays as it was
	}{
		"the same bytes":          {body, false, asRead, false, 2, "", true},
		"the same announcements":  {body, false, otherBytes, false, 2, "", true},
		"as before, of none":      {body, false, none, true, 2, "", false},
		"other announcements":     {body, false, changed, true, 2, "", false},
		"an error":                {"status 500", false, asRead, false, 0, "answers 500", false},
		"a notice":                {"<html><head><title>メンテナンス中</title></head><body><h1>メンテナンス中</h1><p>ただいまメンテナンス中です。</p></body></html>", false, sources.Validator{}, false, 0, "a notice of its own", false},
		"a feed":                  {feedOfOne, true, sources.Validator{}, true, 1, "", false},
		"no feed":                 {body, true, sources.Validator{}, false, 0, "feed", false},
		"a feed of a maintenance": {"<html><head><title>メンテナンス中</title></head><body><h1>メンテナンス中</h1></body></html>", true, sources.Validator{}, false, 0, "feed", false},
	} {
		e, r := newEntry(list, c.before), readerOf(&web{pages: map[string]string{list: c.body}}, sources.Source{})
		e.feed = c.feed
		r.readEntry(t.Context(), e, nil)
		if e.read != c.read || e.items != c.items || (e.err == nil) != (c.says == "") || e.err != nil && !strings.Contains(e.err.Error(), c.says) || len(r.problems) != map[bool]int{true: 1}[c.says != ""] {
			t.Errorf("%s: read %v, %d items, %v, problems %v", name, e.read, e.items, e.err, r.problems)
		}
		if e.keep != (c.says == "") || c.stays && (e.fresh.Drafts != c.before.Drafts || e.fresh.Items != 2 || e.fresh.Dated != 2) {
			t.Errorf("%s: kept %v, %+v", name, e.keep, e.fresh)
		}
	}
}

// TestOtherAnnouncementsUnderOneValidatorMakeA304Untrue from now on, and what was found untrue before stays so.
func TestOtherAnnouncementsUnderOneValidatorMakeA304Untrue(t *testing.T) {
	const list = "https://a.jp/list"
	long := planAt.Add(-999 * time.Hour)
	for name, c := range map[string]struct {
		tag  string
		was  time.Time
		want time.Time
	}{"the same validator": {`"1"`, time.Time{}, planAt}, "another": {`"2"`, time.Time{}, time.Time{}}, "another, found untrue before": {`"2"`, long, long}} {
		e := newEntry(list, sources.Validator{ETag: c.tag, Drafts: "other", Items: 2, Untrue: c.was})
		resp := &fetch.Response{Status: 200, Validator: sources.Validator{ETag: `"1"`}, Page: page.Page{URL: list, ContentType: "text/html; charset=utf-8", Body: []byte(rows("/1", parkCall))}}
		readerOf(&web{}, sources.Source{}).parseEntry(t.Context(), e, resp, nil)
		if !e.read || !e.fresh.Untrue.Equal(c.want) {
			t.Errorf("%s: read %v, untrue %s", name, e.read, e.fresh.Untrue)
		}
	}
}

// TestAnEntryThatSaysItChangedStirs what it links once, where it reads as before.
func TestAnEntryThatSaysItChangedStirs(t *testing.T) {
	const list = "https://a.jp/list"
	body := rows("/1", parkCall)
	for name, c := range map[string]struct {
		before sources.Validator
		want   bool
	}{
		"a new validator": {sources.Validator{ETag: `"1"`}, true}, "again": {sources.Validator{ETag: `"1"`, Restless: true}, false}, "it had none": {sources.Validator{}, false},
	} {
		c.before.Items, c.before.Hash = 1, fetch.HashOf([]byte(body))
		e := newEntry(list, c.before)
		readerOf(&web{pages: map[string]string{list: body}}, sources.Source{}).readEntry(t.Context(), e, nil)
		if e.stirred != c.want || e.read || isStirred([]entry{{}, *e}) != c.want {
			t.Errorf("%s: stirred %v, read %v", name, e.stirred, e.read)
		}
	}
	if isStirred(nil) || isStirred([]entry{{read: true}}) {
		t.Error("entries that do not stir do")
	}
}

// TestTheFurtherPagesOfAList are read as long as each holds something new, as many as a visit may, each once.
func TestTheFurtherPagesOfAList(t *testing.T) {
	const list = "https://a.jp/list"
	with := func(next string, pairs ...string) string {
		return strings.Replace(rows(pairs...), "</main>", `<div class="pager"><a rel="next" href="`+next+`">次へ</a></div></main>`, 1)
	}
	no := "市民マラソン大会の参加者を募集します"
	for name, c := range map[string]struct {
		pages map[string]string
		known string
		most  int
		want  string // what was asked for
		items int
		first int
		told  string
	}{
		"as many as may be":             {map[string]string{"": with("/2"), "2": with("/3"), "3": with("/4")}, "", 3, "/list /2 /3", 6, 2, ""},
		"one":                           {map[string]string{"": with("/2")}, "", 1, "/list", 2, 2, ""},
		"the last":                      {map[string]string{"": with("/2"), "2": rows("/c", parkCall)}, "", 5, "/list /2", 3, 2, ""},
		"in a circle":                   {map[string]string{"": with("/2"), "2": with("/list")}, "", 5, "/list /2", 4, 2, ""},
		"nothing new":                   {map[string]string{"": with("/2"), "2": with("/3")}, "a.jp/a a.jp/b", 5, "/list", 2, 2, ""},
		"something new":                 {map[string]string{"": with("/2"), "2": with("/list")}, "a.jp/a", 5, "/list /2", 4, 2, ""},
		"new, and dropped by its title": {map[string]string{"": with("/2", "/a", no), "2": with("/3")}, "", 5, "/list", 1, 1, ""},
		"a page that is gone":           {map[string]string{"": with("/2"), "2": "status 404"}, "", 5, "/list /2", 2, 2, "answers 404"},
		"a page that fails":             {map[string]string{"": with("/2"), "2": "status 503"}, "", 5, "/list /2", 2, 2, "answers 503"},
	} {
		pages := map[string]string{}
		for path, body := range c.pages {
			if path == "" {
				path = "list"
			}
			if strings.Contains(body, "rel=\"next\"") && !strings.Contains(body, "<li>") {
				body = strings.Replace(body, "<ul>", `<ul><li>2026年11月1日 <a href="/a">`+parkCall+`</a></li><li>2026年11月2日 <a href="/b">`+lunchCall+`</a></li>`, 1)
			}
			pages["https://a.jp/"+path] = body
		}
		known := map[string]sources.Known{}
		for key := range strings.FieldsSeq(c.known) {
			known[key] = sources.Known{}
		}
		w := &web{pages: pages}
		r, e := readerOf(w, sources.Source{}), newEntry(list, sources.Validator{})
		r.opt.MaxPages = c.most
		r.readEntry(t.Context(), e, known)
		if w.paths() != c.want || e.items != c.items || e.page != c.first || e.dated != c.items || len(r.problems) != map[bool]int{true: 1}[c.told != ""] || c.told != "" && (!strings.Contains(r.problems[0].Why, c.told) || r.problems[0].URL != "https://a.jp/2") {
			t.Errorf("%s: asked for %s; %d items, %d on the first page, %d dated, %v, %v", name, w.paths(), e.items, e.page, e.dated, e.err, r.problems)
		}
	}
}

// TestWhatStandsOnAnEntryIsCounted: titles, days of either kind, rows without an address, over all its pages.
func TestWhatStandsOnAnEntryIsCounted(t *testing.T) {
	e := newEntry("https://a.jp/list", sources.Validator{})
	e.add(page.Listing{Name: "お知らせ", Drafts: []opportunity.Draft{{Title: "a", Published: "x"}, {Title: " \t", Updated: "x"}, {}}, Unlinked: []page.Unlinked{{Title: "u", Href: "javascript:x()", Why: "by script"}}})
	if e.items != 3 || e.untitled != 2 || e.dated != 2 || e.ofCalls || len(e.unlinked) != 1 || e.unlinked[0] != (sources.Dropped{Title: "u", URL: "javascript:x()", Why: "by script"}) {
		t.Errorf("%+v", e)
	}
	e.add(page.Listing{Name: "公募型プロポーザル", Drafts: []opportunity.Draft{{Title: "b", Published: "x", Updated: "y"}}})
	if e.items != 4 || e.untitled != 2 || e.dated != 3 || !e.ofCalls || len(e.drafts) != 4 {
		t.Errorf("%+v", e)
	}
	if e.add(page.Listing{Name: "お知らせ"}); !e.ofCalls || e.items != 4 {
		t.Errorf("%+v", e)
	}
}

// TestFramesAreLookedInto where their page holds nothing itself: of the same site, three at most, up to the first that holds something.
func TestFramesAreLookedInto(t *testing.T) {
	const outer = "https://a.jp/list"
	frames := func(addresses ...string) string {
		var b strings.Builder
		b.WriteString("<html><head><title>入札情報</title></head><frameset>")
		for _, a := range addresses {
			fmt.Fprintf(&b, `<frame src="%s">`, a)
		}
		return b.String() + "</frameset></html>"
	}
	const empty = "<html><body><p>メニュー</p></body></html>"
	full := rows("/1", parkCall)
	for name, c := range map[string]struct {
		pages map[string]string
		want  string
		items int
		told  int
	}{
		"the first":              {map[string]string{"list": frames("/a", "/b"), "a": full, "b": full}, "/list /a", 1, 0},
		"the third":              {map[string]string{"list": frames("/a", "/b", "/c", "/d"), "a": empty, "b": empty, "c": full}, "/list /a /b /c", 1, 0},
		"the fourth is too many": {map[string]string{"list": frames("/a", "/b", "/c", "/d"), "a": empty, "b": empty, "c": empty, "d": full}, "/list /a /b /c", 0, 0},
		"of another site":        {map[string]string{"list": frames("https://b.jp/a", "/a", "/b", "/c"), "a": empty, "b": empty, "c": full}, "/list /a /b /c", 1, 0},
		"one that is gone":       {map[string]string{"list": frames("/a", "/b"), "b": full}, "/list /a /b", 1, 1},
		"none":                   {map[string]string{"list": empty, "a": full}, "/list", 0, 0},
	} {
		pages := map[string]string{}
		for path, body := range c.pages {
			pages["https://a.jp/"+path] = body
		}
		w := &web{pages: pages}
		r, e := readerOf(w, sources.Source{}), newEntry(outer, sources.Validator{})
		r.readEntry(t.Context(), e, nil)
		if w.paths() != c.want || e.items != c.items || len(r.problems) != c.told {
			t.Errorf("%s: asked for %s; %d items, %v, %v", name, w.paths(), e.items, e.err, r.problems)
		}
	}
	w := &web{pages: map[string]string{outer: frames("/a"), "https://a.jp/a": full}}
	e := newEntry(outer, sources.Validator{})
	e.feed = true
	readerOf(w, sources.Source{}).readEntry(t.Context(), e, nil)
	if w.paths() != "/list" || e.err == nil {
		t.Errorf("the frames of a feed: asked for %s, %v", w.paths(), e.err)
	}
}

// TestAListReadByHand has its parser; one that nobody wrote is told with where it is named, and one that fails with what it says.
func TestAListReadByHand(t *testing.T) {
	const list = "https://a.jp/list"
	parsers := map[string]sites.Parser{
		"one": func(page.Page) (page.Listing, error) {
			return page.Listing{Drafts: []opportunity.Draft{{Title: parkCall, URL: "https://a.jp/1"}}}, nil
		},
		"fails": func(page.Page) (page.Listing, error) { return page.Listing{}, errors.New("no table") },
		"bomb":  func(page.Page) (page.Listing, error) { panic("boom") },
	}
	for name, want := range map[string]string{"one": "", "fails": "no table", "bomb": "the parser failed on this page (boom)", "nobody": `no parser is called "nobody"; correct parser: in sources.yaml:7`} {
		r, e := readerOf(&web{pages: map[string]string{list: rows("/2", lunchCall, "/3", busCall)}}, sources.Source{Parser: name, Where: "sources.yaml:7"}), newEntry(list, sources.Validator{})
		r.sites = parsers
		r.readEntry(t.Context(), e, nil)
		if (e.err == nil) != (want == "") || e.err != nil && (!strings.Contains(e.err.Error(), want) || !errors.As(e.err, new(cause.Unreadable))) || e.items != map[bool]int{true: 1}[want == ""] {
			t.Errorf("%s: %d items, %v", name, e.items, e.err)
		}
	}
}

// TestWhatAPageIsInPlaceOfAList, with five at most of the lists it links to.
func TestWhatAPageIsInPlaceOfAList(t *testing.T) {
	for _, c := range []struct {
		instead, sub, want string
	}{{"", "a b", ""}, {"it is x", "", "it is x"}, {"it is x", "a", "it is x; it links to a"}, {"it is x", "a b c d e", "it is x; it links to a, b, c, d, e"}, {"it is x", "a b c d e f", "it is x; it links to a, b, c, d, e"}} {
		if got := insteadOf(page.Listing{Instead: c.instead, Sub: strings.Fields(c.sub)}); got != c.want {
			t.Errorf("%q, %q: %q", c.instead, c.sub, got)
		}
	}
}

// TestWhichEntriesAreAskedFor: feeds first, all or those named, and a list that its feeds speak for is not.
func TestWhichEntriesAreAskedFor(t *testing.T) {
	src := sources.Source{Feeds: []string{"https://a.jp/feed"}, Lists: []string{"https://a.jp/list", "https://a.jp/other"}}
	asRead := fetch.HashOf([]byte(feedOfOne))
	for name, c := range map[string]struct {
		only    []string
		fetched time.Time // of the lists
		want    string
	}{
		"all": {nil, planAt.Add(-2 * time.Hour), "/feed /list /other"}, "none": {[]string{}, planAt.Add(-2 * time.Hour), ""}, "one": {[]string{"https://a.jp/other"}, planAt.Add(-2 * time.Hour), "/other"},
		"all, the lists a while ago": {nil, planAt.Add(-time.Minute), "/feed"}, "a list, a while ago": {[]string{"https://a.jp/list"}, planAt.Add(-time.Minute), "/list"},
	} {
		w := &web{pages: map[string]string{"https://a.jp/feed": feedOfOne, "https://a.jp/list": rows("/1", parkCall), "https://a.jp/other": rows("/1", parkCall)}}
		m := sources.Memory{Validators: map[string]sources.Validator{"https://a.jp/feed": {Hash: asRead, Items: 7}, "https://a.jp/list": {Items: 8, Fetched: c.fetched}, "https://a.jp/other": {Items: 9, Fetched: c.fetched}}}
		entries := readerOf(w, src).readEntries(t.Context(), &m, c.only)
		if w.paths() != c.want || len(entries) != 3 {
			t.Errorf("%s: asked for %q", name, w.paths())
		}
		for n, e := range entries {
			asked := strings.Contains(c.want, strings.TrimPrefix(e.url, "https://a.jp"))
			if e.asked != asked || e.feed != (n == 0) || !asked && e.items != 7+n || e.key != entryKey(e.url) || len(e.key) != 8 {
				t.Errorf("%s: %+v", name, e)
			}
		}
	}
}

// web answers requests by their addresses, a missing one with 404, and remembers them.
type web struct {
	pages map[string]string // body, a status, or that its server is down, by address
	asked []*http.Request
}

func (w *web) RoundTrip(req *http.Request) (*http.Response, error) {
	resp := &http.Response{StatusCode: http.StatusNotFound, Header: http.Header{"Content-Type": {"text/html; charset=utf-8"}}, Request: req, Body: http.NoBody}
	if strings.HasSuffix(req.URL.Path, "/robots.txt") {
		return resp, nil
	}
	w.asked = append(w.asked, req)
	if body, ok := w.pages[req.URL.String()]; body == "down" {
		return nil, errors.New("no route to host")
	} else if ok {
		resp.StatusCode = http.StatusOK
		if _, err := fmt.Sscanf(body, "status %d", &resp.StatusCode); err != nil {
			resp.Body = io.NopCloser(strings.NewReader(body))
		}
	}
	return resp, nil
}

// paths are those of the requests, in their order.
func (w *web) paths() string {
	var all []string
	for _, req := range w.asked {
		all = append(all, req.URL.Path)
	}
	return strings.Join(all, " ")
}

// readerOf is a reader of a source's visit on a web.
func readerOf(w *web, src sources.Source) *reader {
	network := fetch.NewNetwork(fetch.Options{UserAgent: "koubo/test", Timeout: time.Minute, MaxBody: 1 << 20, Transport: w, Clock: fetch.SystemClock{}, Hosts: noHosts{}})
	return &reader{
		Crawler: &Crawler{opt: withDefaults(Options{}), parsers: newParsers(1), clock: fetch.SystemClock{}}, src: src, at: planAt,
		client: network.Client(fetch.ClientOptions{Once: true}), frame: hostframe.New(noFrames{}).Visit(),
	}
}

// TestHowAnEntryIsAskedFor: conditionally where what was read then is worth comparing with and a 304 can be trusted.
func TestHowAnEntryIsAskedFor(t *testing.T) {
	full := sources.Validator{ETag: `"1"`, LastModified: "Wed, 25 Nov 2026 01:00:00 GMT", Items: 5, Whole: planAt}
	with := func(change func(*sources.Validator)) sources.Validator { v := full; change(&v); return v }
	keyed := sources.Source{Platform: "joruri"}
	for name, c := range map[string]struct {
		src    sources.Source
		before sources.Validator
		feed   bool
		want   bool
	}{
		"as before":                       {sources.Source{}, full, false, true},
		"read by other keys":              {keyed, full, false, false},
		"a feed, whose keys do not count": {keyed, full, true, true},
		"read by the same keys":           {keyed, with(func(v *sources.Validator) { v.Reading = readingOf(keyed) }), false, true},
		"it held nothing":                 {sources.Source{}, with(func(v *sources.Validator) { v.Items = 0 }), false, false},
		"it held nothing, which may be":   {sources.Source{MayBeEmpty: true}, with(func(v *sources.Validator) { v.Items = 0 }), false, true},
		"unconditional":                   {sources.Source{Unconditional: true}, full, false, false},
		"found untrue":                    {sources.Source{}, with(func(v *sources.Validator) { v.Untrue = planAt.Add(-untrueFor + 1) }), false, false},
		"found untrue long ago":           {sources.Source{}, with(func(v *sources.Validator) { v.Untrue = planAt.Add(-untrueFor) }), false, true},
		"to be checked":                   {sources.Source{}, with(func(v *sources.Validator) { v.Confirmed = 1 }), false, false},
		"just checked":                    {sources.Source{}, with(func(v *sources.Validator) { v.Confirmed = 2 }), false, true},
	} {
		w := &web{}
		r := readerOf(w, c.src)
		if _, err := r.getEntry(t.Context(), &entry{url: "https://a.jp/list", feed: c.feed, before: c.before}); err != nil {
			t.Fatal(err)
		}
		h := w.asked[0].Header
		if match, since := h.Get("If-None-Match") != "", h.Get("If-Modified-Since") != ""; match != c.want || since != c.want {
			t.Errorf("%s: asked conditionally %v, %v", name, match, since)
		}
	}
}

// TestTheSameBytesAreNoNews, unless they are read otherwise or held nothing; whoever asks without validators compares them, too.
func TestTheSameBytesAreNoNews(t *testing.T) {
	const body = "<h1>募集</h1>"
	before := sources.Validator{ETag: `"1"`, Hash: fetch.HashOf([]byte(body)), Items: 5, Whole: planAt}
	none, other := before, before
	none.Items, other.Reading = 0, "other"
	for name, c := range map[string]struct {
		src    sources.Source
		before sources.Validator
		want   bool
	}{"as before": {sources.Source{}, before, true}, "unconditional": {sources.Source{Unconditional: true}, before, true}, "it held nothing": {sources.Source{}, none, false}, "read otherwise": {sources.Source{}, other, false}} {
		r := readerOf(&web{pages: map[string]string{"https://a.jp/list": body}}, c.src)
		if resp, err := r.getEntry(t.Context(), &entry{url: "https://a.jp/list", before: c.before}); err != nil || resp.NotModified != c.want {
			t.Errorf("%s: not modified %v, %v", name, resp.NotModified, err)
		}
	}
}

// TestWhereAListSendsItsReader it is followed, once; a feed's refresh, an error's and that of what is unchanged are not.
func TestWhereAListSendsItsReader(t *testing.T) {
	const refresh = `<html><head><meta http-equiv="refresh" content="0; url=/new"></head></html>`
	pages := map[string]string{"https://a.jp/list": refresh, "https://a.jp/new": `<meta http-equiv="refresh" content="0; url=/newer">`}
	for name, c := range map[string]struct {
		feed   bool
		before sources.Validator
		want   string
	}{"a list": {false, sources.Validator{}, "/list /new"}, "a feed": {true, sources.Validator{}, "/list"}, "unchanged": {false, sources.Validator{Hash: fetch.HashOf([]byte(refresh)), Items: 1}, "/list"}} {
		w := &web{pages: pages}
		resp, err := readerOf(w, sources.Source{}).getEntry(t.Context(), &entry{url: "https://a.jp/list", feed: c.feed, before: c.before})
		if err != nil || w.paths() != c.want {
			t.Errorf("%s: asked for %s, %v", name, w.paths(), err)
		}
		if followed := strings.Contains(c.want, "/new"); followed != resp.Moved || followed && (resp.Validator.Hash != "" || resp.Validator.Fetched.IsZero()) {
			t.Errorf("%s: moved %v, %+v", name, resp.Moved, resp.Validator)
		}
	}
	gone := &web{pages: map[string]string{"https://a.jp/list": "status 404"}}
	if resp, err := readerOf(gone, sources.Source{}).getEntry(t.Context(), &entry{url: "https://a.jp/list"}); err != nil || resp.Status != 404 || resp.Moved {
		t.Errorf("%+v, %v", resp, err)
	}
}

// TestEachKeyByWhichAListIsReadCounts.
func TestEachKeyByWhichAListIsReadCounts(t *testing.T) {
	seen := map[string]string{"": "none"}
	for name, src := range map[string]sources.Source{
		"platform": {Platform: "a"}, "parser": {Parser: "a"}, "charset": {Charset: "a"}, "selectors": {Selectors: &sources.Selectors{Item: "a"}}, "empty selectors": {Selectors: &sources.Selectors{}},
		"other platform": {Platform: "b"}, "platform and parser": {Platform: "a", Parser: "a"},
	} {
		got := readingOf(src)
		if other, twice := seen[got]; twice || len(got) != 8 {
			t.Errorf("%s reads as %s does: %q", name, other, got)
		}
		seen[got] = name
	}
	if got := readingOf(sources.Source{ID: "a", MayBeEmpty: true}); got != "" {
		t.Errorf("a source without such keys: %q", got)
	}
}

// TestWhatIsRememberedOfAnEntryThatReadsAsBefore, by how its server said so.
func TestWhatIsRememberedOfAnEntryThatReadsAsBefore(t *testing.T) {
	before := sources.Validator{ETag: "1", LastModified: "a", Items: 5, Dated: 4, Drafts: "d", Untrue: planAt.Add(-9), Whole: planAt.Add(-8), Confirmed: 3}
	for name, c := range map[string]struct {
		before, fresh sources.Validator
		status        int
		whole         time.Time
		confirmed     int
		restless      bool
	}{
		"a 304":                      {before, sources.Validator{ETag: "1", LastModified: "a", Fetched: planAt}, 304, planAt.Add(-8), 4, false},
		"whole, the same validator":  {before, sources.Validator{ETag: "1", LastModified: "a", Fetched: planAt}, 200, planAt, 4, false},
		"another tag":                {before, sources.Validator{ETag: "2", LastModified: "a", Fetched: planAt}, 200, planAt, 0, true},
		"another day":                {before, sources.Validator{ETag: "1", LastModified: "b", Fetched: planAt}, 200, planAt, 0, true},
		"the first validator it has": {sources.Validator{Items: 5, Dated: 4, Drafts: "d", Untrue: planAt.Add(-9)}, sources.Validator{ETag: "2", Fetched: planAt}, 200, planAt, 0, false},
	} {
		got := confirmed(c.before, fetch.Response{Status: c.status, Validator: c.fresh})
		if !got.Whole.Equal(c.whole) || got.Confirmed != c.confirmed || got.Restless != c.restless || got.Items != 5 || got.Dated != 4 || got.Drafts != "d" || !got.Untrue.Equal(planAt.Add(-9)) || got.ETag != c.fresh.ETag || !got.Fetched.Equal(planAt) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// TestWhatIsRememberedOfAReading: what makes the next request conditional, or the old count where the new one is not believed yet.
func TestWhatIsRememberedOfAReading(t *testing.T) {
	fresh := sources.Validator{ETag: "1", Fetched: planAt}
	for name, c := range map[string]struct {
		e    entry
		may  bool
		want sources.Validator
		keep bool
	}{
		"as ever":               {entry{items: 9, dated: 8, before: sources.Validator{Items: 10, Dated: 10}}, false, sources.Validator{ETag: "1", Fetched: planAt, Items: 9, Dated: 8}, true},
		"far fewer":             {entry{items: 1, dated: 1, before: sources.Validator{Items: 20, Dated: 7}}, false, sources.Validator{Fetched: planAt, Items: 10, Dated: 7}, true},
		"far fewer, may be":     {entry{items: 1, dated: 1, before: sources.Validator{Items: 20, Dated: 7}}, true, sources.Validator{ETag: "1", Fetched: planAt, Items: 1, Dated: 1}, true},
		"without dates":         {entry{items: 9, before: sources.Validator{Items: 10, Dated: 10}}, false, sources.Validator{Fetched: planAt, Items: 9, Dated: 5}, true},
		"fewer, without dates":  {entry{items: 3, before: sources.Validator{Items: 20, Dated: 20}}, false, sources.Validator{Fetched: planAt, Items: 3, Dated: 10}, true},
		"none":                  {entry{before: sources.Validator{Items: 20, Dated: 7}}, false, sources.Validator{ETag: "1", Fetched: planAt}, false},
		"none, may be":          {entry{before: sources.Validator{Items: 20, Dated: 7}}, true, sources.Validator{ETag: "1", Fetched: planAt}, true},
		"none, and none before": {entry{}, false, sources.Validator{ETag: "1", Fetched: planAt}, true},
	} {
		c.e.rememberReading(fresh, c.may)
		if c.e.keep != c.keep || c.keep && c.e.fresh != c.want {
			t.Errorf("%s: kept %v, %+v", name, c.e.keep, c.e.fresh)
		}
	}
}

// TestWhatTellsTwoReadingsApart: titles, addresses, days and offices, but no values that look random.
func TestWhatTellsTwoReadingsApart(t *testing.T) {
	d := opportunity.Draft{Title: "t", URL: "http://a.jp/1", Published: "p", Updated: "u", Department: "d"}
	with := func(change func(*opportunity.Draft)) string {
		other := d
		change(&other)
		return hashDrafts([]opportunity.Draft{other})
	}
	same := hashDrafts([]opportunity.Draft{d})
	for name, c := range map[string]struct {
		got  string
		want bool
	}{
		"the same": {with(func(*opportunity.Draft) {}), true}, "summary": {with(func(d *opportunity.Draft) { d.Summary = "x" }), true}, "title": {with(func(d *opportunity.Draft) { d.Title = "x" }), false}, "address": {with(func(d *opportunity.Draft) { d.URL = "http://a.jp/2" }), false},
		"day": {with(func(d *opportunity.Draft) { d.Published = "x" }), false}, "change": {with(func(d *opportunity.Draft) { d.Updated = "x" }), false}, "office": {with(func(d *opportunity.Draft) { d.Department = "x" }), false},
		"none": {hashDrafts(nil), false}, "two": {hashDrafts([]opportunity.Draft{d, d}), false},
	} {
		if (c.got == same) != c.want {
			t.Errorf("%s: the same %v", name, !c.want)
		}
	}
	random := func(session string) string {
		return hashDrafts([]opportunity.Draft{{URL: "a.jp/" + session + "/1"}})
	}
	if random("x9Kd83mQp04ZsR71vBnT") != random("w7Lq29sHc58YfE06kDjU") {
		t.Error("a session is news")
	}
}

// TestWhichPagesAreDocuments, and which can be read as text at all.
func TestWhichPagesAreDocuments(t *testing.T) {
	long := strings.Repeat(" ", 511)
	for _, c := range []struct {
		kind, body string
		pdf, text  bool
	}{
		{"application/pdf", "x", true, false}, {"application/x-PDF; a=b", "x", true, false}, {"application/octet-stream", "%PDF-1", true, false}, {"", "%PDF-", false, true}, {"text/html", "%PDF-1", true, true}, {"", "x%PDF-1", false, true},
		{"", "x", false, true}, {"text/plain", "x", false, true}, {"TEXT/HTML", "x", false, true}, {"application/xhtml+xml", "x", false, true}, {"application/xml", "x", false, true}, {"application/zip", "PK", false, false}, {"application/msword", "x", false, false},
		{"application/octet-stream", "<!DOCTYPE html><p>", false, true}, {"application/octet-stream", " <html>", false, true}, {"application/octet-stream", long + "<html>", false, false}, {"image/png", "", false, false},
	} {
		p := page.Page{ContentType: c.kind, Body: []byte(c.body)}
		if isPDF(p) != c.pdf || isText(p) != c.text {
			t.Errorf("%q, %q: a document %v, text %v", c.kind, c.body, isPDF(p), isText(p))
		}
	}
}

// taskOf is the task of announcements that are listed for one page.
func taskOf(page string, titles ...string) task {
	one := task{page: page, listed: true}
	for _, title := range titles {
		i := listed(title)
		i.draft.URL = page
		one.items, one.known = append(one.items, i), append(one.known, sources.Known{Pending: true, FirstSeen: planAt})
	}
	return one
}

// TestWhatAPageReadsTo: one draft, or one for each announcement that it tells apart; a document without its own title; and why it cannot
// be read.
func TestWhatAPageReadsTo(t *testing.T) {
	busy := fmt.Errorf("%w: busy", page.ErrNotReadInTime)
	two := "<html><body><main><h1>募集</h1><h2>" + parkCall + "</h2><p>提出期限：令和8年12月18日</p><h2>" + lunchCall + "</h2><p>提出期限：令和8年12月4日</p></main></body></html>"
	for name, c := range map[string]struct {
		kind, body string
		titles     []string
		pdf        PDFText
		want       string // the texts of the drafts, and whose each is
		err        error
	}{
		"a page":                         {"text/html; charset=utf-8", two, []string{"call"}, nil, "[true false] [0]", nil},
		"two announcements":              {"text/html; charset=utf-8", two, []string{parkCall, lunchCall}, nil, "[true true] [0 1]", nil},
		"two, in other order":            {"text/html; charset=utf-8", two, []string{lunchCall, parkCall}, nil, "[true true] [0 1]", nil},
		"two, and one that is not there": {"text/html; charset=utf-8", two, []string{parkCall, busCall, lunchCall}, nil, "[true true] [0 -1 1]", nil},
		"two that it does not hold":      {"text/html; charset=utf-8", two, []string{busCall, "庁舎照明の提案募集"}, nil, "[true false] [0 0]", nil},
		"a document":                     {"application/pdf", "x", []string{"call"}, func(context.Context, string, []byte) (string, error) { return "入札公告\n提出期限", nil }, "[true false] [0]", nil},
		"a document that is not read":    {"application/pdf", "x", []string{"call"}, nil, "", errNoText},
		"a document not read in time":    {"application/pdf", "x", []string{"call"}, func(context.Context, string, []byte) (string, error) { return "", busy }, "", page.ErrNotReadInTime},
		"no text":                        {"application/zip", "PK", []string{"call"}, nil, "", errNoText},
	} {
		r := readerOf(&web{}, sources.Source{ID: "city"})
		r.opt.PDFText = c.pdf
		read, of, err := r.readDrafts(t.Context(), taskOf("https://a.jp/1", c.titles...), page.Page{URL: "https://a.jp/1", ContentType: c.kind, Body: []byte(c.body)})
		if c.err != nil {
			if !errors.Is(err, c.err) || len(read) > 0 {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := fmt.Sprint([]bool{len(read) > 0, len(read) > 1}, " ", of); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		for _, one := range read {
			if one.apart != (len(read) > 1) || c.pdf != nil && one.draft.Title != "" || c.pdf == nil && one.clock == 0 && !one.apart {
				t.Errorf("%s: %+v", name, one)
			}
		}
	}
}

// TestPagesThatAreTheSameAreOne, and an empty one is none.
func TestPagesThatAreTheSameAreOne(t *testing.T) {
	var pages []page.Page
	for _, body := range []string{"a", "", "b", "a", "b", "c"} {
		pages = append(pages, page.Page{Body: []byte(body)})
	}
	distinct, of := distinctPages(pages)
	if len(distinct) != 3 || string(distinct[2].Body) != "c" || fmt.Sprint(of) != "[0 -1 1 0 1 2]" {
		t.Errorf("%d pages, %v", len(distinct), of)
	}
}

// papersAt is a reader of which documents read to these texts, "" for one that fails, "late" for one not read in time.
func papersAt(texts map[string]string) (*reader, *web) {
	w := &web{pages: map[string]string{}}
	for address, text := range texts {
		w.pages[address] = text
	}
	r := readerOf(w, sources.Source{ID: "city"})
	r.opt.PDFText = func(_ context.Context, source string, data []byte) (string, error) {
		switch string(data) {
		case "late":
			return "", fmt.Errorf("%w: busy", page.ErrNotReadInTime)
		case "broken":
			return "", errors.New("no PDF")
		}
		return source + "\n" + string(data), nil
	}
	return r, w
}

// TestTheDocumentsOfACallAreRead where its page names no deadline: those that state terms, by the words of their titles, two at most, until
// one names it.
func TestTheDocumentsOfACallAreRead(t *testing.T) {
	const due, more = "提案書の提出期限：令和8年12月18日", "施設の概要を示す。"
	texts := map[string]string{"https://a.jp/due": due, "https://a.jp/more": more, "https://a.jp/more2": more, "https://a.jp/late": "late", "https://a.jp/broken": "broken", "https://a.jp/gone": "status 404"}
	at := func(title, path string) opportunity.Attachment {
		return opportunity.Attachment{Title: title, URL: "https://a.jp/" + path, MediaType: "application/pdf"}
	}
	for name, c := range map[string]struct {
		text     string
		files    []opportunity.Attachment
		want     string // what was asked for
		deadline bool
		late     bool
		told     int
	}{
		"the page names it":             {due, []opportunity.Attachment{at("募集要項", "due")}, "", true, false, 0},
		"one":                           {more, []opportunity.Attachment{at("募集要項", "due")}, "/due", true, false, 0},
		"the best words first":          {more, []opportunity.Attachment{at("手引", "more"), at("公告", "more2"), at("募集要項", "due")}, "/due", true, false, 0},
		"two at most":                   {more, []opportunity.Attachment{at("募集要項", "more"), at("公告", "more2"), at("手引", "due")}, "/more /more2", false, false, 0},
		"the second":                    {more, []opportunity.Attachment{at("募集要項", "more"), at("公告", "due"), at("手引", "more2")}, "/more /due", true, false, 0},
		"other documents":               {more, []opportunity.Attachment{at("位置図", "due")}, "", false, false, 0},
		"no PDF":                        {more, []opportunity.Attachment{{Title: "募集要項", URL: "https://a.jp/due", MediaType: "application/msword"}}, "", false, false, 0},
		"two words of one title":        {more, []opportunity.Attachment{at("募集要項・実施要領", "more"), at("公告", "due")}, "/more /due", true, false, 0},
		"one that is late":              {more, []opportunity.Attachment{at("募集要項", "late")}, "/late", false, true, 1},
		"one that is late, another not": {more, []opportunity.Attachment{at("募集要項", "late"), at("公告", "due")}, "/late /due", true, true, 1},
		"one late, and too many":        {more, []opportunity.Attachment{at("募集要項", "late"), at("公告", "more"), at("手引", "due")}, "/late /more", false, true, 1},
		"one that is broken":            {more, []opportunity.Attachment{at("募集要項", "broken"), at("公告", "due")}, "/broken /due", true, false, 1},
		"one that is gone":              {more, []opportunity.Attachment{at("募集要項", "gone"), at("公告", "due")}, "/gone /due", true, false, 1},
	} {
		r, w := papersAt(texts)
		d := opportunity.Draft{Title: parkCall, URL: "https://a.jp/1", Text: "公募型プロポーザルを実施します。\n" + c.text, Attachments: c.files, Published: "2026-11-10"}
		full, record, unread := r.withAttachments(t.Context(), d, map[string]paper{}, "2026-11-10")
		if w.paths() != c.want || record.LacksDeadline() == c.deadline || (unread != nil) != c.late || len(r.problems) != c.told {
			t.Errorf("%s: asked for %q, deadlines %v, late %v, %v", name, w.paths(), record.Deadlines, unread, r.problems)
		}
		for _, a := range c.files {
			if strings.Count(full.Text, "\n# "+a.Title+"\n") > 1 {
				t.Errorf("%s: %s is read twice: %q", name, a.Title, full.Text)
			}
		}
		if read := strings.Contains(c.want, "/due"); read != (strings.Contains(full.Text, "\n# ") && strings.Contains(full.Text, "city\n"+due)) {
			t.Errorf("%s: %q", name, full.Text)
		}
	}
	r, w := papersAt(texts)
	r.opt.PDFText = nil
	if _, record, _ := r.withAttachments(t.Context(), opportunity.Draft{Title: parkCall, Attachments: []opportunity.Attachment{at("募集要項", "due")}}, nil, "2026-11-10"); w.paths() != "" || !record.LacksDeadline() {
		t.Errorf("documents are not to be read, and were asked for: %s", w.paths())
	}
}

// TestADocumentIsAskedForOnce, whether it was read or not.
func TestADocumentIsAskedForOnce(t *testing.T) {
	for path, want := range map[string]string{"due": "", "gone": "404", "broken": "no PDF"} {
		r, w := papersAt(map[string]string{"https://a.jp/due": "text", "https://a.jp/broken": "broken"})
		papers := map[string]paper{}
		for range 3 {
			p := r.attachment(t.Context(), opportunity.Attachment{URL: "https://a.jp/" + path}, papers)
			if (p.err == nil) != (want == "") || p.err != nil && !strings.Contains(p.err.Error(), want) || want == "" && p.text != "city\ntext" {
				t.Errorf("%s: %+v", path, p)
			}
		}
		if w.paths() != "/"+path || len(r.problems) != map[bool]int{true: 1}[want != ""] {
			t.Errorf("asked for %s, %v", w.paths(), r.problems)
		}
	}
}

// TestTheColumnsOfAListStandWhereTheyNameADeadline, and the page and its documents do not.
func TestTheColumnsOfAListStandWhereTheyNameADeadline(t *testing.T) {
	const call = "公募型プロポーザルを実施します。"
	for name, c := range map[string]struct {
		text   string
		fields []opportunity.Field
		want   string // the text that is kept
	}{
		"none": {call, nil, call}, "a deadline": {call, []opportunity.Field{{Label: "件名", Value: "x"}, {Label: "提出期限", Value: "令和8年12月18日"}}, call + "\n件名\tx\n提出期限\t令和8年12月18日"},
		"no deadline": {call, []opportunity.Field{{Label: "件名", Value: "x"}}, call}, "the page names one": {call + "\n提案書の提出期限：令和8年12月4日", []opportunity.Field{{Label: "提出期限", Value: "令和8年12月18日"}}, call + "\n提案書の提出期限：令和8年12月4日"},
	} {
		r := readerOf(&web{}, sources.Source{})
		d := opportunity.Draft{Title: parkCall, URL: "https://a.jp/1", Text: c.text, Published: "2026-11-10"}
		got, record := r.withListed(d, r.normalize(d, "2026-11-10"), c.fields, "2026-11-10")
		if got.Text != c.want || record.LacksDeadline() != (c.want == call) {
			t.Errorf("%s: %q, %v", name, got.Text, record.Deadlines)
		}
	}
}

// TestTheFrameOfAnEarlierReading: what a page was read to is told by the frame as it was at its earlier reading: of a page that was never read there is none.
func TestTheFrameOfAnEarlierReading(t *testing.T) {
	const body = "<html><body><main><h1>call</h1><p>x</p></main></body></html>"
	for name, k := range map[string]sources.Known{"never read": {Pending: true}, "read": {ID: "1"}} {
		r := readerOf(&web{}, sources.Source{})
		one, err := r.readHTML(task{known: []sources.Known{k}}, page.Page{URL: "https://a.jp/1", ContentType: "text/html; charset=utf-8", Body: []byte(body)}, true)
		if err != nil || one.before != nil || one.clock == 0 || one.draft.Title != "call" {
			t.Errorf("%s: %+v, %v", name, one, err)
		}
		part, err := r.readHTML(task{known: []sources.Known{k}}, page.Page{URL: "https://a.jp/2", ContentType: "text/html; charset=utf-8", Body: []byte(body)}, false)
		if err != nil || part.clock != one.clock || part.unsure {
			t.Errorf("%s, a part: %+v, %v", name, part, err)
		}
	}
	r := readerOf(&web{}, sources.Source{})
	if _, err := r.readHTML(task{known: []sources.Known{{}}}, page.Page{URL: "https://a.jp/%zz", ContentType: "text/html", Body: []byte(body)}, true); err == nil {
		t.Error("the host of no address is known")
	}
}

// TestWhyAPageIsSuspect: each reason, where none before it holds.
func TestWhyAPageIsSuspect(t *testing.T) {
	src := sources.Source{Feeds: []string{"https://a.jp/feed"}, Lists: []string{"https://a.jp/list"}}
	const facts = "提出期限：令和8年12月1日\n募集要項、様式、質問、契約"
	for name, c := range map[string]struct {
		final, kind, body string
		own               opportunity.Draft
		change            func(*task)
		titled            bool
		says              string
	}{
		"its page":                       {own: opportunity.Draft{Title: "お知らせ", Text: facts}},
		"a home page by its address":     {final: "https://a.jp/", own: opportunity.Draft{Text: facts}, titled: true, says: "the home page"},
		"a list by its address":          {final: "https://a.jp/list", own: opportunity.Draft{Text: facts}, titled: true, says: "the list"},
		"a login by its address":         {final: "https://a.jp/login", own: opportunity.Draft{Text: facts}, titled: true, says: "a login"},
		"a document":                     {kind: "application/pdf", own: opportunity.Draft{Title: "メンテナンス中"}},
		"titled":                         {own: opportunity.Draft{Title: "メンテナンス中"}, titled: true},
		"a notice":                       {own: opportunity.Draft{Title: "メンテナンス中", Text: facts}, says: "a notice of its own (メンテナンス中)"},
		"a home page by its title":       {own: opportunity.Draft{Title: "あおば市公式ホームページ", Text: facts}, says: "its home page (あおば市公式ホームページ)"},
		"a home page, undecided":         {own: opportunity.Draft{Title: "あおば市公式ホームページ", Text: facts}, change: func(t *task) { t.items[0].undecided = true }, says: "its home page"},
		"no facts, undecided":            {own: opportunity.Draft{Title: "お知らせ"}, change: func(t *task) { t.items[0].undecided = true }},
		"a password":                     {own: opportunity.Draft{Title: "お知らせ", Text: facts}, body: `<INPUT name="x" type = "password">`, says: "a password"},
		"its title no longer":            {own: opportunity.Draft{Title: "お知らせ", Text: facts}, change: func(t *task) { t.known[0].Titled, t.known[0].Title = true, t.items[0].draft.Title }, says: "title no longer"},
		"its title never":                {own: opportunity.Draft{Title: "お知らせ", Text: facts}, change: func(t *task) { t.known[0].Title = t.items[0].draft.Title }},
		"its title under another before": {own: opportunity.Draft{Title: "お知らせ", Text: facts}, change: func(t *task) { t.known[0].Titled, t.known[0].Title = true, "other" }},
		"neither title nor facts":        {own: opportunity.Draft{Title: "お知らせ"}, says: "neither the announcement's title nor facts"},
	} {
		one := taskOf("https://a.jp/1", parkCall)
		if c.change != nil {
			c.change(&one)
		}
		if c.final == "" {
			c.final = one.page
		}
		if c.kind == "" {
			c.kind = "text/html"
		}
		got := suspicion(src, one, fetch.Response{Page: page.Page{URL: c.final, ContentType: c.kind, Body: []byte(c.body)}}, c.own, c.titled)
		if (got == "") != (c.says == "") || !strings.Contains(got, c.says) {
			t.Errorf("%s: %q, want %q", name, got, c.says)
		}
	}
}

// TestAPageCarriesATitle in its heading, in one line of its text, or as a document's; of several announcements that of one will do.
func TestAPageCarriesATitle(t *testing.T) {
	for name, c := range map[string]struct {
		own  opportunity.Draft
		want bool
	}{
		"heading": {opportunity.Draft{Title: parkCall}, true}, "text": {opportunity.Draft{Text: "x\n" + parkCall + "\ny"}, true}, "document": {opportunity.Draft{Attachments: []opportunity.Attachment{{Title: "位置図"}, {Title: parkCall}}}, true},
		"none": {opportunity.Draft{Title: lunchCall, Text: busCall}, false},
	} {
		if got := carriesTitle(c.own, parkCall); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
		if got := isTitled(taskOf("p", busCall+"の案内", parkCall), c.own); name != "none" && got != c.want {
			t.Errorf("%s, of two announcements: %v", name, got)
		}
	}
	if isTitled(task{}, opportunity.Draft{Title: parkCall}) {
		t.Error("a page carries the title of no announcement")
	}
	const eight, seven = "公園管理業務委託", "公園管理業務委"
	for _, c := range []struct {
		text, title string
		want        bool
	}{{eight, eight, true}, {seven, seven, false}, {seven, eight, false}, {eight, seven, false}, {"若葉市の" + eight + "について", eight, true}, {"", eight, false}} {
		if got := holdsMost(c.text, c.title); got != c.want {
			t.Errorf("%q holds most of %q: %v", c.text, c.title, got)
		}
	}
}

// TestTitlesAreAlikeByTheirPairs: three fifths of those of the shorter one, after folding and without spaces; eight characters in a row
// are enough.
func TestTitlesAreAlikeByTheirPairs(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"公園管理業務委託", "x公園管理業務委託x", true}, {"公園管理業務委", "x公園管理業務委x", true}, {"abcdefghijklmnopqrstuvwx", "__abcdefghijklmnopqrstuvwx", true},
		{"abcdef", "abcdxx", true}, {"abcdef", "abcxxx", false}, {"ＡＢＣＤ", "abcd", true}, {"a b c d", "abcd", true}, {"a", "b", false}, {"a", "ab", false}, {"", "ab", false}, {"abc", "xabyy", false},
	} {
		for _, pair := range [][2]string{{c.a, c.b}, {c.b, c.a}} {
			if got := resembles(pair[0], pair[1]); got != c.want {
				t.Errorf("%q and %q: %v", pair[0], pair[1], got)
			}
		}
	}
}

// TestFactsOfACallCountEachForItself.
func TestFactsOfACallCountEachForItself(t *testing.T) {
	one := taskOf("p", parkCall)
	file := []opportunity.Attachment{{URL: "https://a.jp/1.pdf"}}
	for _, c := range []struct {
		own  opportunity.Draft
		want bool
	}{
		{opportunity.Draft{Title: parkCall, Text: "提案上限額：1,000万円"}, true}, {opportunity.Draft{Title: parkCall, Text: "提出の締切は12月18日です。"}, true},
		{opportunity.Draft{Text: "参加表明書の受付期限：令和8年12月1日"}, true}, {opportunity.Draft{Text: "現地説明会：令和8年12月1日"}, true}, {opportunity.Draft{Text: "公開日：令和8年12月1日"}, false}, {opportunity.Draft{Text: "水道料金の納付期限：令和8年12月1日"}, false},
		{opportunity.Draft{Text: "契約、委託、様式"}, false}, {opportunity.Draft{Text: "契約、委託、様式、仕様書"}, true}, {opportunity.Draft{Text: "契約、委託", Attachments: file}, true}, {opportunity.Draft{Text: "契約", Attachments: file}, false},
	} {
		if got := statesFacts(c.own, one); got != c.want {
			t.Errorf("%+v: %v", c.own, got)
		}
	}
}

// TestAddressesThatLeadToAPage: the one that it names as its own, the one that it moved to for good, and the keys of both.
func TestAddressesThatLeadToAPage(t *testing.T) {
	const asked = "https://a.jp/1"
	canonical := func(addresses ...string) string {
		var b strings.Builder
		for _, a := range addresses {
			fmt.Fprintf(&b, `<link rel="canonical" href="%s">`, a)
		}
		return b.String()
	}
	src := sources.Source{Lists: []string{"https://a.jp/list"}}
	for name, c := range map[string]struct {
		final, kind, body string
		moved             bool
		several           bool
		want              string // own, moved, further
	}{
		"itself":                             {asked, "", "", false, false, "||"},
		"names itself":                       {asked, "", canonical(asked), false, false, "||"},
		"names itself by another scheme":     {asked, "", canonical("http://a.jp/1"), false, false, "http://a.jp/1||"},
		"names another":                      {asked, "", canonical("https://a.jp/2"), false, false, "https://a.jp/2||a.jp/2"},
		"names two":                          {asked, "", canonical("https://a.jp/2") + `<meta property="og:url" content="https://a.jp/3">`, false, false, "https://a.jp/2||a.jp/2,a.jp/3"},
		"names a list":                       {asked, "", canonical("https://a.jp/list"), false, false, "||"},
		"names another site":                 {asked, "", canonical("https://b.jp/2"), false, false, "||"},
		"moved":                              {"https://a.jp/9", "", "", true, false, "|https://a.jp/9|a.jp/9"},
		"found for now":                      {"https://a.jp/9", "", "", false, false, "||"},
		"moved to https":                     {"http://a.jp/1/index.html", "", "", true, false, "http://a.jp/1/index.html||"},
		"moved, and names another":           {"https://a.jp/9", "", canonical("https://a.jp/2"), true, false, "https://a.jp/2|https://a.jp/9|a.jp/2,a.jp/9"},
		"moved by its scheme, names another": {"http://a.jp/1", "", canonical("https://a.jp/2"), true, false, "https://a.jp/2||a.jp/2"},
		"one of several":                     {"https://a.jp/9", "", canonical("https://a.jp/2"), true, true, "||a.jp/2,a.jp/9"},
		"a document names nothing":           {asked, "application/pdf", canonical("https://a.jp/2"), false, false, "||"},
	} {
		if c.kind == "" {
			c.kind = "text/html; charset=utf-8"
		}
		one := taskOf(asked, parkCall)
		if c.several {
			one.items[0].draft.Part = "#p"
		}
		own, moved, further := ownAddress(one, fetch.Response{Moved: c.moved, Page: page.Page{URL: c.final, ContentType: c.kind, Body: []byte("<html><head>" + c.body + "</head></html>")}}, src)
		if got := own + "|" + moved + "|" + strings.Join(further, ","); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	two := taskOf(asked, parkCall, lunchCall)
	if own, _, further := ownAddress(two, fetch.Response{Page: page.Page{URL: asked, ContentType: "text/html", Body: []byte(canonical("https://a.jp/2"))}}, src); own != "" || len(further) != 1 {
		t.Errorf("a page of two announcements has its own address %q, %v", own, further)
	}
}

// TestAHeadingOrATitle: which of them names an announcement.
func TestAHeadingOrATitle(t *testing.T) {
	for _, c := range []struct {
		heading, listed string
		want            bool
	}{
		{"", "", false}, {"", "公園", false}, {"公園", "", true}, {"園", "公園", true}, {"園", "公園管", false}, {"公 園", "公園管理", true}, {"公園管", "公園管理運営", true}, {"公園管", "公園管理運営業", false},
		{"公園管理", "公園管理", true}, {"x公園管理", "公園管理の", true}, {"x公園管", "公園管理の", false}, {"公 園 管 理", "公園管理", true}, {"公園売店の運営事業者募集要項", "…公園売店", true}, {"新着情報一覧", "公園売店の運営", false},
	} {
		if got := tellsMore(c.heading, c.listed); got != c.want {
			t.Errorf("%q over %q: %v", c.heading, c.listed, got)
		}
	}
	listed := opportunity.Draft{Source: "s", Issuer: opportunity.Issuer{Name: "市"}, URL: "u", Part: "#p", Title: parkCall, Summary: "a", Department: "b", Categories: []string{"c"}, Published: "2026-11-05"}
	got := mergeDetail(listed, opportunity.Draft{Source: "x", URL: "y", Part: "z", Title: "新着情報", Summary: "own", Categories: []string{"d"}, Text: "text"})
	if got.Source != "s" || got.Issuer.Name != "市" || got.URL != "u" || got.Part != "#p" || got.Title != parkCall || got.Summary != "own" || got.Department != "b" || !slices.Equal(got.Categories, []string{"d", "c"}) || got.Text != "text" || got.Detail != opportunity.DetailRead {
		t.Errorf("%+v", got)
	}
}

// TestWhatIsAdoptedIsWhatIsKnown of the other address, from the earlier of the two days, on the lists of both.
func TestWhatIsAdoptedIsWhatIsKnown(t *testing.T) {
	early, late := planAt.Add(-99*time.Hour), planAt.Add(-time.Hour)
	for name, c := range map[string]struct {
		other       *sources.Known
		first, want time.Time
		title, day  string
	}{
		"known longer": {&sources.Known{ID: "9", Title: parkCall, Date: "other day", FirstSeen: early}, late, early, parkCall, "other day"}, "known shorter": {&sources.Known{ID: "9", Title: parkCall, Date: "other day", FirstSeen: late}, early, early, parkCall, "other day"},
		"known since no day": {&sources.Known{ID: "9", Title: parkCall, Date: "other day"}, late, late, parkCall, "other day"}, "listed alone": {nil, late, late, parkCall + "について", "listed day"},
	} {
		rs := nothingKnown()
		rs.listing.on = map[string][]string{"a.jp/own": {"list", "feed"}}
		if c.other != nil {
			c.other.Tries, c.other.Gone, c.other.Suspect = 4, true, "x"
			rs.memory.Known["a.jp/own"] = *c.other
		}
		k, d := sources.Known{ID: "1", FirstSeen: c.first, Date: "listed day", On: []string{"feed", "old"}}, draft("http://a.jp/1", parkCall+"について")
		key := rs.adopt(&item{key: "a.jp/1"}, &k, &d, "https://a.jp/own")
		if key != "a.jp/own" || d.URL != "https://a.jp/own" || !k.FirstSeen.Equal(c.want) || k.Title != c.title || k.Date != c.day || !k.Checked.Equal(planAt) || k.Tries != 0 || k.Gone || k.Suspect != "" || k.URL != "https://a.jp/own" || !slices.Equal(k.On, []string{"feed", "list", "old"}) {
			t.Errorf("%s: %s, %+v", name, key, k)
		}
	}
	rs := nothingKnown()
	d := draft("http://a.jp/1", parkCall)
	k := sources.Known{ID: "1", Title: "t"}
	if key := rs.adopt(&item{key: "a.jp/1"}, &k, &d, "https://www.a.jp/1/"); key != "a.jp/1" || d.URL != "https://www.a.jp/1/" || k.Title != "t" || len(rs.visit.Known) != 0 {
		t.Errorf("another form of its own address: %s, %+v", d.URL, k)
	}
	rs.visit.Known["b"] = sources.Known{Title: "t", FirstSeen: early, ID: "7"}
	rs.alias("b", "c")
	if rs.alias("d", "d"); fmt.Sprint(rs.visit.Known["b"]) != fmt.Sprint(sources.Known{Alias: "c", Title: "t", FirstSeen: early}) || len(rs.visit.Known) != 1 {
		t.Errorf("%+v", rs.visit.Known)
	}
	rs.listing.on = map[string][]string{"listed": nil}
	rs.memory.Known["remembered"] = sources.Known{}
	for key, want := range map[string]bool{"listed": true, "remembered": true, "neither": false} {
		if rs.isKnown(key) != want {
			t.Errorf("%s is known: %v", key, !want)
		}
	}
}

// TestBothOfTwoEntriesAreJoined: what the first leaves open, and that one of them decides.
func TestBothOfTwoEntriesAreJoined(t *testing.T) {
	const cut = "公園売店の運営事業者の…"
	for _, c := range []struct {
		first, second bool // undecided
		title, other  string
		want          bool
		kept          string
	}{{true, true, "a", "b", true, "a"}, {true, false, "a", "b", false, "a"}, {false, true, cut, cut, false, cut}, {false, false, cut, "b", false, "b"}} {
		a := item{draft: opportunity.Draft{Title: c.title}, undecided: c.first, on: []string{"1"}}
		a.join(item{draft: opportunity.Draft{Title: c.other, Summary: "s"}, undecided: c.second, on: []string{"2", "1"}})
		if a.undecided != c.want || a.draft.Title != c.kept || a.draft.Summary != "s" || !slices.Equal(a.on, []string{"1", "2"}) {
			t.Errorf("%+v: %+v", c, a)
		}
	}
	if !classify.IsCutTitle(cut) {
		t.Error("the title is not cut")
	}
}

// TestAPanicOfAParserIsItsCallers, and the goroutines that parse go on.
func TestAPanicOfAParserIsItsCallers(t *testing.T) {
	p := newParsers(1)
	fault := func() (fault any) {
		defer func() { fault = recover() }()
		p.run(func() { panic("boom") })
		return nil
	}()
	if !strings.HasPrefix(fmt.Sprint(fault), "boom\n") || !strings.Contains(fmt.Sprint(fault), "_test.go:") {
		t.Errorf("%v", fault)
	}
	ran := false
	if p.run(func() { ran = true }); !ran {
		t.Error("nothing is parsed any more")
	}
	var err error
	func() {
		defer recoverAs(&err)
		panic("odd page")
	}()
	if err == nil || !strings.Contains(err.Error(), "odd page") {
		t.Errorf("%v", err)
	}
	kept := errors.New("kept")
	err = kept
	func() { defer recoverAs(&err) }()
	if err != kept {
		t.Errorf("%v", err)
	}
}

// TestWhatBecomesOfAPage tells for each outcome what is remembered of its announcement, stored of it, and told of it.
func TestWhatBecomesOfAPage(t *testing.T) {
	fresh := sources.Known{Pending: true, FirstSeen: planAt}
	stored := sources.Known{ID: "1", Title: "call", Tries: 2, Suspect: "before", Checked: planAt.Add(-time.Hour), Open: true}
	never := sources.Known{ID: "1", Title: "call", Checked: planAt.Add(-time.Hour)} // read, never failed
	pending := sources.Known{ID: "1", Pending: true, Tries: 2}
	down := errors.New("down")
	for name, c := range map[string]struct {
		o        outcome
		known    sources.Known
		listed   bool
		tries    int
		pending  bool
		records  int    // stored of it
		seen     bool   // and as it was
		told     string // as a problem
		validate bool   // the page's validator is kept
	}{
		"unchanged":                     {outcome{kind: pageUnchanged}, stored, true, 0, false, 0, true, "", true},
		"postponed, new":                {outcome{kind: pagePostponed, err: errManyDetails}, fresh, true, 0, true, 1, false, "", false},
		"postponed, stored":             {outcome{kind: pagePostponed, err: errManyDetails}, never, true, 1, false, 0, true, "", false},
		"postponed, failed before":      {outcome{kind: pagePostponed, err: errManyDetails}, stored, true, 2, false, 0, true, "", false},
		"postponed, stored unread":      {outcome{kind: pagePostponed, err: errManyDetails}, pending, true, 2, true, 1, false, "", false},
		"postponed, listed no more":     {outcome{kind: pagePostponed, err: errManyDetails}, pending, false, 2, true, 0, true, "", false},
		"forbidden":                     {outcome{kind: pageForbidden, err: down}, fresh, true, 0, false, 1, false, "", false},
		"forbidden, stored":             {outcome{kind: pageForbidden, err: down}, stored, true, 2, false, 1, false, "", false},
		"without text":                  {outcome{kind: pageTextless, err: errNoText}, fresh, true, 0, false, 1, false, "", true},
		"gone, new":                     {outcome{kind: pageGone, err: down, status: 404}, fresh, true, 1, true, 1, false, "down", false},
		"gone, stored unread":           {outcome{kind: pageGone, err: down, status: 404}, pending, true, 3, true, 1, false, "down", false},
		"gone":                          {outcome{kind: pageGone, err: down, status: 410}, stored, true, 2, false, 0, false, "down", false},
		"failed, new":                   {outcome{kind: pageFailed, err: down}, fresh, true, 1, true, 1, false, "down", false},
		"failed, stored":                {outcome{kind: pageFailed, err: down}, stored, true, 3, false, 0, true, "down", false},
		"failed, listed no more":        {outcome{kind: pageFailed, err: down}, stored, false, 3, false, 0, true, "down", false},
		"suspect, new":                  {outcome{kind: pageSuspect, err: down}, fresh, true, 1, true, 1, false, "down", false},
		"suspect, stored":               {outcome{kind: pageSuspect, err: down}, stored, true, 3, false, 0, true, "down", false},
		"failed, was dropped when read": {outcome{kind: pageFailed, err: down}, sources.Known{Dropped: "no call"}, true, 1, false, 0, false, "down", false},
	} {
		rs, told := nothingKnown(), ""
		rs.visit.Withdrawn = map[string]string{}
		rs.problem = func(address string, err error) { told = err.Error() }
		c.o.validator = sources.Validator{ETag: "1"}
		rs.add(task{page: "https://a.jp/call", items: []item{listed("call")}, known: []sources.Known{c.known}, listed: c.listed}, &c.o)
		k := rs.visit.Known["a.jp/call"]
		_, kept := rs.visit.Validators["https://a.jp/call"]
		if k.Tries != c.tries || k.Pending != c.pending || len(rs.visit.Records) != c.records || slices.Contains(rs.visit.SeenIDs, "1") != c.seen || told != c.told || kept != c.validate || rs.read != 0 {
			t.Errorf("%s: %+v; %d records, seen %v, told %q, validators %v", name, k, len(rs.visit.Records), rs.visit.SeenIDs, told, rs.visit.Validators)
		}
		failed := c.o.kind == pageFailed || c.o.kind == pageSuspect || c.o.kind == pageGone && c.known.Pending
		if failed != k.Tried.Equal(planAt) || k.URL != "https://a.jp/call" && k.Dropped == "" {
			t.Errorf("%s: tried %s, address %s", name, k.Tried, k.URL)
		}
		if suspect := c.o.kind == pageSuspect; suspect != (len(rs.suspects) == 1) || suspect && k.Suspect != "down" || c.o.kind == pageUnchanged && (k.Suspect != "" || !k.Checked.Equal(planAt)) {
			t.Errorf("%s: suspect %q, %v", name, k.Suspect, rs.suspects)
		}
		withdrawn := c.o.kind == pageGone && !c.known.Pending
		if withdrawn != (len(rs.visit.Withdrawn) == 1) || withdrawn != k.Gone || withdrawn && (k.Open || !k.Checked.Equal(planAt) || !slices.Equal(rs.visit.Forget, []string{"https://a.jp/call"}) || !strings.Contains(rs.visit.Withdrawn["1"], "410")) {
			t.Errorf("%s: %v, %+v", name, rs.visit.Withdrawn, k)
		}
	}
}

// TestTheListsWordsAreRemembered where its page is asked for because of them.
func TestTheListsWordsAreRemembered(t *testing.T) {
	i := listed("new title")
	i.draft.Published, i.draft.Part = "2026-11-05", "#p"
	for shown, want := range map[bool]string{true: "new title 2026-11-05", false: "old 2026-11-01"} {
		k := nothingKnown().named(task{page: "https://a.jp/1", items: []item{i}, known: []sources.Known{{Title: "old", Date: "2026-11-01", ID: "1"}}, listed: shown}, 0)
		if got := k.Title + " " + k.Date; got != want || k.URL != "https://a.jp/1" || k.Part != "#p" || k.ID != "1" {
			t.Errorf("listed %v: %+v", shown, k)
		}
	}
}

// TestWhatIsLeftForLaterIsTriedInAnHour, as if it had failed once.
func TestWhatIsLeftForLaterIsTriedInAnHour(t *testing.T) {
	for before, want := range map[int]int{0: 1, 1: 1, 4: 4} {
		rs := nothingKnown()
		rs.later(task{page: "https://a.jp/call", items: []item{listed("call")}, known: []sources.Known{{Pending: true, Tries: before}}, listed: true})
		if k := rs.visit.Known["a.jp/call"]; k.Tries != want || !k.Tried.Equal(planAt) || !k.Pending || len(rs.visit.Records) != 1 {
			t.Errorf("%d tries before: %+v", before, k)
		}
	}
}

// TestAnUndecidedTitleIsNotStoredUnread.
func TestAnUndecidedTitleIsNotStoredUnread(t *testing.T) {
	for name, c := range map[string]struct {
		undecided bool
		id        string
		state     opportunity.DetailState
		records   int
		pending   bool
	}{
		"undecided": {true, "", opportunity.DetailPending, 0, true}, "undecided, without a page": {true, "", opportunity.DetailNone, 0, false}, "decided": {false, "", opportunity.DetailPending, 1, true},
		"undecided, stored": {true, "1", opportunity.DetailNone, 1, false},
	} {
		rs, i := nothingKnown(), listed("call")
		i.undecided = c.undecided
		rs.keep(task{listed: true}, &i, sources.Known{ID: c.id, FirstSeen: planAt}, c.state)
		if k := rs.visit.Known["a.jp/call"]; len(rs.visit.Records) != c.records || k.Pending != c.pending || c.records == 1 && rs.visit.Records[0].Detail != c.state {
			t.Errorf("%s: %+v, %d records", name, k, len(rs.visit.Records))
		}
	}
}

// TestSeveralAnnouncementsOfAPageRead: each its own, one that another turned out to be leads there, and one that is not on it failed.
func TestSeveralAnnouncementsOfAPageRead(t *testing.T) {
	rs := nothingKnown()
	two := task{page: "https://a.jp/1", listed: true}
	for _, part := range []string{"#p", "#q", "#r", "#s"} {
		i := listed("call")
		i.key, i.draft.Part, i.draft.Title, i.group = "a.jp/1"+part, part, "call "+part, "g"
		two.items, two.known = append(two.items, i), append(two.known, sources.Known{FirstSeen: planAt, Pending: true, Tries: 3, Suspect: "x", Gone: true})
	}
	o := &outcome{kind: pageRead, of: []int{0, 1, 0, -1}, validator: sources.Validator{ETag: "1"}, titled: true, frame: 7,
		drafts: []opportunity.Draft{{URL: "https://a.jp/1", Part: "#p", Title: "one"}, {URL: "https://a.jp/1", Part: "#q", Title: "two"}}, records: []opportunity.Opportunity{{ID: "1"}, {ID: "2"}},
		reread: map[int]opportunity.Opportunity{1: {Title: "as before"}}}
	rs.visit.Reread = map[string]opportunity.Opportunity{}
	rs.add(two, o)
	known := rs.visit.Known
	for key, id := range map[string]string{"a.jp/1#p": "1", "a.jp/1#q": "2"} {
		if k := known[key]; k.ID != id || k.Pending || k.Tries != 0 || k.Gone || k.Suspect != "" || k.Group != "g" || !k.Titled || k.Frame != 7 || !k.Checked.Equal(planAt) {
			t.Errorf("%s: %+v", key, k)
		}
	}
	if known["a.jp/1#r"].Alias != "a.jp/1#p" || known["a.jp/1#s"].Tries != 4 || rs.read != 1 || rs.visit.Validators["https://a.jp/1"].ETag != "1" || rs.claimed["a.jp/1#q"] != "two" {
		t.Errorf("%+v, %d read", known, rs.read)
	}
	if len(rs.visit.Reread) != 1 || rs.visit.Reread["2"].Title != "as before" {
		t.Errorf("reread %+v", rs.visit.Reread)
	}
}

// TestAPageWithAnUnreadDocumentComesAgain, whole.
func TestAPageWithAnUnreadDocumentComesAgain(t *testing.T) {
	rs := nothingKnown()
	rs.add(task{page: "https://a.jp/1", items: []item{listed("1")}, known: []sources.Known{{FirstSeen: planAt, Tries: 5}}}, &outcome{
		kind: pageRead, of: []int{0}, validator: sources.Validator{ETag: "1"}, incomplete: errors.New("not in time"), drafts: []opportunity.Draft{{URL: "https://a.jp/1"}}, records: []opportunity.Opportunity{{ID: "1"}}})
	k := rs.visit.Known["a.jp/1"]
	if _, kept := rs.visit.Validators["https://a.jp/1"]; kept || k.Tries != 1 || !k.Tried.Equal(planAt) || !k.Checked.Equal(planAt) {
		t.Errorf("%+v, %v", k, rs.visit.Validators)
	}
}

// TestUnderWhichKeyAPageIsKept: that of its list, unless its own address, or the one that permanent redirects led to, is known already;
// whoever asks by the listed one finds it, too.
func TestUnderWhichKeyAPageIsKept(t *testing.T) {
	for name, c := range map[string]struct {
		own, moved string
		further    []string
		known      string
		key        string
		aliases    string
		again      bool // it is normalized again, for its address or first day is another
	}{
		"its own":                            {"", "", nil, "", "a.jp/1", "", false},
		"its own, and further ones":          {"", "", []string{"a.jp/x"}, "", "a.jp/1", "a.jp/x", false},
		"another that nobody has":            {"https://a.jp/own", "", nil, "", "a.jp/1", "", false},
		"another that is known":              {"https://a.jp/own", "", []string{"a.jp/own"}, "a.jp/own", "a.jp/own", "a.jp/own a.jp/1", true},
		"moved to what nobody has":           {"", "https://a.jp/moved", nil, "", "a.jp/1", "", false},
		"moved to what is known":             {"", "https://a.jp/moved", nil, "a.jp/moved", "a.jp/moved", "a.jp/1", true},
		"of both the one that the page says": {"https://a.jp/own", "https://a.jp/moved", nil, "a.jp/moved", "a.jp/1", "", false},
	} {
		rs, seen := nothingKnown(), 0
		normalize := rs.normalize
		rs.normalize = func(d opportunity.Draft, day jdate.Date) opportunity.Opportunity { seen++; return normalize(d, day) }
		if c.known != "" {
			rs.memory.Known[c.known] = sources.Known{ID: "9", Title: "call", FirstSeen: planAt.Add(-240 * time.Hour)}
		}
		i := listed("1")
		rs.add(task{page: "https://a.jp/1", items: []item{i}, known: []sources.Known{{FirstSeen: planAt}}}, &outcome{
			kind: pageRead, of: []int{0}, own: c.own, moved: c.moved, further: c.further, drafts: []opportunity.Draft{{URL: "https://a.jp/1", Title: "call"}}, records: []opportunity.Opportunity{{ID: "2"}}})
		if k := rs.visit.Known[c.key]; k.ID != "2" || rs.claimed[c.key] != "call" || strings.Join(rs.visit.Aliases["2"], " ") != c.aliases || (seen > 0) != c.again {
			t.Errorf("%s: %+v, aliases %v, normalized again %v", name, rs.visit.Known, rs.visit.Aliases, seen > 0)
		}
		if moved := c.key != "a.jp/1"; moved != (rs.visit.Known["a.jp/1"].Alias == c.key) || moved && !rs.visit.Known[c.key].FirstSeen.Equal(planAt.Add(-240*time.Hour)) {
			t.Errorf("%s: %+v", name, rs.visit.Known)
		}
	}
}

// TestAPartThatIsThePageKeepsThePagesFirstDay.
func TestAPartThatIsThePageKeepsThePagesFirstDay(t *testing.T) {
	first := planAt.Add(-99 * time.Hour)
	for id, want := range map[string]time.Time{"9": first, "": planAt} {
		rs, i := nothingKnown(), listed("1")
		rs.memory.Known["a.jp/1"] = sources.Known{ID: id, FirstSeen: first}
		i.key, i.draft.Part = "a.jp/1#p", "#p"
		rs.add(task{page: "https://a.jp/1", items: []item{i}, known: []sources.Known{{FirstSeen: planAt}}}, &outcome{kind: pageRead, of: []int{0}, drafts: []opportunity.Draft{{URL: "https://a.jp/1", Title: "call"}}, records: []opportunity.Opportunity{{ID: "2"}}})
		if k := rs.visit.Known["a.jp/1"]; !k.FirstSeen.Equal(want) || k.ID != "2" || rs.visit.Known["a.jp/1#p"].Alias != "a.jp/1" {
			t.Errorf("the page was stored as %q: %+v", id, rs.visit.Known)
		}
	}
}

// TestWhatItsPageShowsToBeNoCall is dropped, with the words of its page, where its title had proved nothing.
func TestWhatItsPageShowsToBeNoCall(t *testing.T) {
	const no, bare = "市民マラソン大会の参加者を募集します", "募集について"
	for name, c := range map[string]struct {
		title   string
		ofPlace bool
		is      bool // by its record
		want    bool
	}{
		"no call": {no, false, true, true}, "a call": {parkCall, false, false, false}, "as bare, a call by its text": {bare, false, true, false}, "as bare, and no call by its text": {bare, false, false, true},
		"of a place of calls, a call by its text": {"橋梁点検", true, true, false}, "of a place of calls, none by its text": {"橋梁点検", true, false, true}, "of another place": {"橋梁点検", false, true, true}, "of a place of calls, no call by its title": {no, true, true, true},
	} {
		rs, k, d := &results{}, sources.Known{Pending: true}, draft("http://a.jp/1", c.title)
		if got := rs.dropRead(&item{undecided: true, ofPlace: c.ofPlace}, &d, &opportunity.Opportunity{IsOpportunity: c.is}, &k); got != c.want || (k.Dropped != "") != c.want || k.Pending == c.want {
			t.Errorf("%s: dropped %v, %+v", name, got, k)
		}
		if c.want && (rs.visit.Dropped[0].Title != c.title || rs.visit.Dropped[0].URL != "http://a.jp/1" || rs.visit.Dropped[0].Why == "" || rs.visit.Dropped[0].Why != k.Dropped) {
			t.Errorf("%s: %+v", name, rs.visit.Dropped)
		}
	}
	rs, i := nothingKnown(), listed("1")
	i.undecided, i.draft.Title = true, bare
	rs.add(task{page: "https://a.jp/1", items: []item{i}, known: []sources.Known{{FirstSeen: planAt}}}, &outcome{kind: pageRead, of: []int{0}, drafts: []opportunity.Draft{{URL: "https://a.jp/1", Title: no}}, records: []opportunity.Opportunity{{ID: "2"}}})
	if k := rs.visit.Known["a.jp/1"]; k.Dropped == "" || !k.Checked.Equal(planAt) || len(rs.visit.Records) != 0 || rs.claimed["a.jp/1"] != "" {
		t.Errorf("%+v, %d records", k, len(rs.visit.Records))
	}
}

// TestWhatTheNextVisitMustKnowOfARecord: whether its call is open, or was until it closed, and by what else it is found.
func TestWhatTheNextVisitMustKnowOfARecord(t *testing.T) {
	due := func(day string) []opportunity.Deadline {
		return []opportunity.Deadline{{Role: opportunity.Submission, End: jdate.Date(day)}}
	}
	rs := nothingKnown()
	record := opportunity.Opportunity{ID: "7", IsOpportunity: true, Stage: opportunity.OpenCall, Detail: opportunity.DetailRead, Deadlines: due("2026-12-01")}
	rs.store("k", &record, sources.Known{FirstSeen: planAt.Add(-time.Hour), Pending: true}, []string{"x"})
	rs.store("k", &record, sources.Known{FirstSeen: planAt.Add(-time.Hour)}, nil)
	k := rs.visit.Known["k"]
	if k.ID != "7" || k.Pending || !k.Open || !k.Deadline.Equal(record.Closes()) || record.LastSeen != planAt || record.FirstSeen != planAt.Add(-time.Hour) || fmt.Sprint(rs.visit.Aliases) != "map[7:[x]]" || len(rs.visit.Records) != 2 {
		t.Errorf("%+v; %+v", k, record)
	}
	for closes, open := range map[time.Duration]bool{time.Hour: true, 0: true, -time.Hour: true} { // it was, until then
		late := opportunity.Opportunity{ID: "7", IsOpportunity: true, Stage: opportunity.OpenCall, Deadlines: due("2026-11-25")}
		at := nothingKnown()
		at.at = late.Closes().Add(-closes)
		if at.store("k", &late, sources.Known{}, nil); at.visit.Known["k"].Open != open {
			t.Errorf("%s before it closes: open %v", closes, !open)
		}
	}
}

// TestTheStateOfASource is its addresses' worst trouble, with the reasons of all that are in trouble; without any the best, with the first
// reason that one of that state has.
func TestTheStateOfASource(t *testing.T) {
	const all = "failing blocked suspect degraded ok stale empty never"
	order := strings.Fields(all)
	for n, worse := range order {
		for _, better := range order[n:] {
			for _, pair := range [][2]string{{worse, better}, {better, worse}} {
				j := judgement{at: planAt, entries: []entry{{url: "a"}, {url: "b"}}}
				h := sources.Health{Addresses: map[string]sources.AddressHealth{
					"a": {State: sources.State(pair[0]), Reason: "why " + pair[0], Failures: 2, Causes: []sources.Cause{{URL: "a"}}}, "b": {State: sources.State(pair[1]), Reason: "why " + pair[1], Failures: 3, Causes: []sources.Cause{{URL: "b"}}},
				}}
				j.sumUp(&h, sources.Health{})
				var reason string
				var causes, failures int
				trouble := func(s string) bool { return slices.Contains(order[:4], s) }
				switch {
				case trouble(pair[0]) && trouble(pair[1]):
					reason, causes, failures = "why "+pair[0]+"; why "+pair[1], 2, 3
				case trouble(worse):
					reason, causes, failures = "why "+worse+"; the source's other pages were read", 1, map[bool]int{true: 2, false: 3}[pair[0] == worse]
				case worse == better:
					reason, causes = "why "+worse, 1
				default:
					reason, causes = "why "+worse, 1
				}
				if string(h.State) != worse || h.Reason != reason || len(h.Causes) != causes || h.Failures != failures {
					t.Errorf("%v: %s (%s), %d causes, %d failures; want %s (%s), %d, %d", pair, h.State, h.Reason, len(h.Causes), h.Failures, worse, reason, causes, failures)
				}
			}
		}
	}
}

// TestASourceSumsItsAddressesUp: how much stands on them, and the latest of each instant.
func TestASourceSumsItsAddressesUp(t *testing.T) {
	at := func(h int) time.Time { return planAt.Add(time.Duration(h) * time.Hour) }
	old := sources.Health{State: sources.Stale, Since: at(-99), Watched: at(-98), Fields: map[sources.Field]sources.FieldHistory{"x": {}}, Reason: "old", Items: 77, Usual: 77, Rhythm: 77, Failures: 7, Found: &sources.Finding{}}
	j := judgement{at: planAt, entries: []entry{{url: "a"}, {url: "b"}}}
	h := old
	h.Addresses = map[string]sources.AddressHealth{
		"a": {State: sources.OK, Items: 3, Usual: 4, LastRun: at(-5), LastGood: at(-6), LastNew: at(-7), Rhythm: 5, Office: .5},
		"b": {State: sources.OK, Items: 10, Usual: 20, LastRun: at(-4), LastGood: at(-9), LastNew: at(-3), Rhythm: 50},
		"c": {State: sources.Failing, Items: 1000}, // named no longer
	}
	j.sumUp(&h, old)
	if h.State != sources.OK || h.Reason != "" || h.Items != 13 || h.Usual != 24 || !h.LastRun.Equal(at(-4)) || !h.LastGood.Equal(at(-6)) || !h.LastNew.Equal(at(-3)) || h.Rhythm != 5 || h.Office != .5 || h.Failures != 0 {
		t.Errorf("%+v", h)
	}
	if !h.Since.Equal(planAt) || !h.Watched.Equal(at(-98)) || len(h.Fields) != 1 {
		t.Errorf("since %s, watched %s", h.Since, h.Watched)
	}
	same := h
	if j.sumUp(&same, sources.Health{State: sources.OK, Since: at(-99)}); !same.Since.Equal(at(-99)) || !same.Watched.Equal(planAt) {
		t.Errorf("as before since %s, watched %s", same.Since, same.Watched)
	}
	empty := sources.Health{Addresses: map[string]sources.AddressHealth{"a": {State: sources.Empty}, "b": {State: sources.Empty, Reason: "of b"}}}
	if j.sumUp(&empty, sources.Health{}); !empty.Watched.IsZero() || empty.Reason != "of b" {
		t.Errorf("watched %s, %s", empty.Watched, empty.Reason)
	}
	if later(at(1), at(2)) != at(2) || later(at(2), at(1)) != at(2) || later(at(1), at(1)) != at(1) {
		t.Error("the later is not the later")
	}
}

// TestPagesThatAreNotTheirsMakeASourceSuspect, where its lists are well.
func TestPagesThatAreNotTheirsMakeASourceSuspect(t *testing.T) {
	for state, want := range map[sources.State]sources.State{sources.OK: sources.Suspect, sources.Stale: sources.Stale, sources.Failing: sources.Failing, sources.Empty: sources.Empty} {
		for _, words := range []string{"", "3 of 3 pages"} {
			j := judgement{at: planAt, entries: []entry{{url: "a"}}, suspect: finding{words: words, cause: sources.Cause{Code: sources.CauseSuspect}}}
			h := sources.Health{Addresses: map[string]sources.AddressHealth{"a": {State: state}}}
			j.sumUp(&h, sources.Health{})
			if words == "" && h.State != state || words != "" && h.State != want || words != "" && want == sources.Suspect && (h.Reason != words || h.Causes[0].Code != sources.CauseSuspect) {
				t.Errorf("%s, %q: %s (%s)", state, words, h.State, h.Reason)
			}
		}
	}
	for _, c := range []struct {
		suspects, read int
		want           string
	}{{2, 0, ""}, {3, 0, "3 of 3 pages"}, {3, 3, "3 of 6 pages"}, {3, 4, ""}, {40, 40, "40 of 80 pages"}, {40, 41, ""}} {
		rs := results{read: c.read}
		for n := range c.suspects {
			rs.suspects = append(rs.suspects, fmt.Sprint("reason ", n))
		}
		got := rs.suspectPages()
		if !strings.HasPrefix(got.words, c.want) || (got.words == "") != (c.want == "") || got.words != "" && (!strings.HasSuffix(got.words, ": reason 0") || got.cause.Code != sources.CauseSuspect) {
			t.Errorf("%d suspect, %d read: %q", c.suspects, c.read, got.words)
		}
		if got.words != "" && (got.cause.Args["now"] != fmt.Sprint(c.suspects) || got.cause.Args["of"] != fmt.Sprint(c.suspects+c.read)) {
			t.Errorf("%v", got.cause.Args)
		}
	}
}

// TestWhatAnOlderProgramKnew of a source is known of each of its addresses, until one of them is judged.
func TestWhatAnOlderProgramKnew(t *testing.T) {
	old := sources.Health{State: sources.Failing, Reason: "down", Since: planAt.Add(-9), LastRun: planAt.Add(-8), LastGood: planAt.Add(-7), Failures: 6, LastNew: planAt.Add(-5), Rhythm: 4, Office: .3}
	want := sources.AddressHealth{State: sources.Failing, Reason: "down", Since: planAt.Add(-9), LastRun: planAt.Add(-8), LastGood: planAt.Add(-7), Failures: 6, LastNew: planAt.Add(-5), Rhythm: 4, Office: .3}
	if got := previous(old, "a"); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%+v", got)
	}
	never := old
	never.LastRun = time.Time{}
	if got := previous(never, "a"); got.State != "" {
		t.Errorf("never visited: %+v", got)
	}
	fresh := old
	fresh.Addresses = map[string]sources.AddressHealth{"a": {State: sources.OK}}
	if previous(fresh, "a").State != sources.OK || previous(fresh, "b").State != "" {
		t.Errorf("%+v, %+v", previous(fresh, "a"), previous(fresh, "b"))
	}
	since, good := planAt.Add(-time.Hour), planAt.Add(-time.Minute)
	for name, c := range map[string]struct {
		h    sources.Health
		want time.Time
	}{
		"watched": {sources.Health{Watched: planAt, LastGood: good, Items: 1, Since: since}, planAt}, "of old": {sources.Health{LastGood: good, Items: 1, Since: since}, since},
		"of old, without a state": {sources.Health{LastGood: good, Items: 1}, good}, "of old, empty": {sources.Health{LastGood: good, Since: since}, time.Time{}}, "of old, never read": {sources.Health{Items: 1, Since: since}, time.Time{}},
	} {
		if got := watchedSince(c.h); !got.Equal(c.want) {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// TestWhatAVisitTellsOfAnAddress that was asked for, that was not, and that could not be for our or its host's sake.
func TestWhatAVisitTellsOfAnAddress(t *testing.T) {
	before := sources.AddressHealth{State: sources.Stale, Reason: "old", Since: planAt.Add(-99), LastRun: planAt.Add(-98), NotBefore: planAt.Add(97), Failures: 2, LastGood: planAt.Add(-97)}
	down := errors.New("our network is down")
	until := planAt.Add(time.Hour)
	for name, c := range map[string]struct {
		e      entry
		outage error
		want   string // state, failures, whether run now, pause, reason
	}{
		"not asked for":          {entry{}, nil, "stale 2 false 97ns old"},
		"an outage":              {entry{asked: true, err: down}, fetch.OwnNetwork{}, "stale 2 false 97ns " + fetch.OwnNetwork{}.Error()},
		"an outage, and read":    {entry{asked: true, read: true, items: 3}, fetch.OwnNetwork{}, "ok 0 true 0s "},
		"left alone by its wish": {entry{asked: true, err: fetch.Later{Host: "a.jp", Until: until}}, nil, "stale 2 true 1h0m0s " + fetch.Later{Host: "a.jp", Until: until}.Error()},
		"its budget is spent":    {entry{asked: true, err: fetch.Later{Host: "a.jp"}}, nil, "stale 2 true 14h0m0s " + fetch.Later{Host: "a.jp"}.Error()},
		"failed":                 {entry{asked: true, err: cause.OfStatus(500)}, nil, "failing 3 true 0s list a: the server answers 500"},
		"read":                   {entry{asked: true, read: true, items: 3}, nil, "ok 0 true 0s "},
	} {
		c.e.url = "a"
		got := judgement{at: planAt, outage: c.outage, fresh: map[string]int{"": 1}}.judgeAddress(before, c.e)
		pause := time.Duration(0)
		if !got.NotBefore.IsZero() {
			pause = got.NotBefore.Sub(planAt)
		}
		if words := fmt.Sprintf("%s %d %v %s %s", got.State, got.Failures, got.LastRun.Equal(planAt), pause, got.Reason); words != c.want {
			t.Errorf("%s: %q, want %q", name, words, c.want)
		}
		changed := got.State != before.State
		if got.Since.Equal(planAt) != changed || got.LastGood.Equal(planAt) != (got.State == sources.OK) {
			t.Errorf("%s: since %s, good at %s", name, got.Since, got.LastGood)
		}
		if hasCause := got.Reason != "" && got.Reason != "old"; hasCause != (len(got.Causes) > 0) {
			t.Errorf("%s: causes %v", name, got.Causes)
		}
	}
}

// TestAnAddressThatIsSilentForLongIsStale, and only one that is well and gave nothing new now.
func TestAnAddressThatIsSilentForLongIsStale(t *testing.T) {
	day := 24 * time.Hour
	for name, c := range map[string]struct {
		silent time.Duration
		src    sources.Source
		e      entry
		fresh  int
		want   sources.State
	}{
		"lately": {120 * day, sources.Source{}, entry{read: true, items: 3}, 0, sources.OK}, "long ago": {120*day + 1, sources.Source{}, entry{read: true, items: 3}, 0, sources.Stale},
		"long ago, and now": {121 * day, sources.Source{}, entry{read: true, items: 3}, 1, sources.OK}, "empty, which may be": {121 * day, sources.Source{MayBeEmpty: true}, entry{read: true}, 0, sources.Empty},
		"failing": {121 * day, sources.Source{}, entry{err: cause.OfStatus(500)}, 0, sources.Failing},
	} {
		c.e.url, c.e.key, c.e.asked = "a", "a", true
		a := judgement{src: c.src, at: planAt, fresh: map[string]int{"a": c.fresh}}.judgeAddress(sources.AddressHealth{State: sources.OK, LastNew: planAt.Add(-c.silent)}, c.e)
		if a.State != c.want || (c.want == sources.Stale) != strings.Contains(a.Reason, "nothing new since 2026-07-28") || c.want == sources.Stale && (a.Causes[0].Args["since"] != "2026-07-28" || a.Failures != 0) {
			t.Errorf("%s: %s (%s) %v", name, a.State, a.Reason, a.Causes)
		}
	}
}

// TestAShortFirstPageIsJudgedByWhatIsUsual, on both sides of each bound.
func TestAShortFirstPageIsJudgedByWhatIsUsual(t *testing.T) {
	month := 30 * 24 * time.Hour
	year := func(n int) map[string]int { return map[string]int{planAt.AddDate(-1, 0, 0).Format("2006-01"): n} }
	for name, c := range map[string]struct {
		a    sources.AddressHealth
		e    entry
		may  bool
		want sources.State
	}{
		"two fifths":                     {sources.AddressHealth{State: sources.OK, Page: 20}, entry{read: true, items: 9, page: 8}, false, sources.OK},
		"fewer":                          {sources.AddressHealth{State: sources.OK, Page: 20}, entry{read: true, items: 9, page: 7}, false, sources.Degraded},
		"fewer, of few":                  {sources.AddressHealth{State: sources.OK, Page: 14.9}, entry{read: true, items: 9, page: 1}, false, sources.OK},
		"fewer, of just enough":          {sources.AddressHealth{State: sources.OK, Page: 15}, entry{read: true, items: 9, page: 5}, false, sources.Degraded},
		"which may be":                   {sources.AddressHealth{State: sources.OK, Page: 20}, entry{read: true, items: 9, page: 1}, true, sources.OK},
		"degraded, reads as before":      {sources.AddressHealth{State: sources.Degraded, Reason: "thin", Page: 20, Since: planAt.Add(-month)}, entry{items: 9}, false, sources.Degraded},
		"for long, reads as before":      {sources.AddressHealth{State: sources.Degraded, Reason: "thin", Page: 20, Since: planAt.Add(-month - 1)}, entry{items: 9}, false, sources.OK},
		"for a month":                    {sources.AddressHealth{State: sources.Degraded, Reason: "thin", Page: 20, Since: planAt.Add(-month)}, entry{read: true, items: 9, page: 5}, false, sources.Degraded},
		"for longer":                     {sources.AddressHealth{State: sources.Degraded, Reason: "thin", Page: 20, Since: planAt.Add(-month - 1)}, entry{read: true, items: 9, page: 5}, false, sources.OK},
		"a year ago, too":                {sources.AddressHealth{State: sources.OK, Page: 20, Season: year(7)}, entry{read: true, items: 9, page: 5}, false, sources.OK},
		"a year ago two fifths":          {sources.AddressHealth{State: sources.OK, Page: 20, Season: year(8)}, entry{read: true, items: 9, page: 7}, false, sources.Degraded},
		"far fewer than a year ago":      {sources.AddressHealth{State: sources.OK, Page: 50, Season: year(15)}, entry{read: true, items: 9, page: 5}, false, sources.Degraded},
		"two fifths of those a year ago": {sources.AddressHealth{State: sources.OK, Page: 50, Season: year(15)}, entry{read: true, items: 9, page: 6}, false, sources.OK},
		"failing":                        {sources.AddressHealth{State: sources.OK, Page: 20}, entry{err: cause.OfStatus(500)}, false, sources.Failing},
		"reads as before":                {sources.AddressHealth{State: sources.OK, Page: 20}, entry{items: 9}, false, sources.OK},
	} {
		c.e.url = "a"
		a := c.a
		(judgement{src: sources.Source{MayBeEmpty: c.may}, at: planAt}).applyVerdict(&a, c.e)
		if a.State != c.want || c.want == sources.Degraded && a.Reason == "" {
			t.Errorf("%s: %s (%s)", name, a.State, a.Reason)
		}
		if c.want == sources.Degraded && c.e.read && (a.Causes[0].Code != sources.CauseThin || a.Causes[0].Args["now"] != fmt.Sprint(c.e.page) || a.Causes[0].Args["usual"] != fmt.Sprint(math.Round(c.a.Page))) {
			t.Errorf("%s: %v", name, a.Causes)
		}
	}
	if _, known := (sources.AddressHealth{}).AYearAgo(planAt); known || (judgement{at: planAt}).isOfTheSeason(sources.AddressHealth{Page: 20}, 0) {
		t.Error("nothing is known of a year ago, and it is of the season")
	}
}

// TestWhatIsUsualIsLearnt a fifth at a time, at once where nothing was usual, and where much less has been believed.
func TestWhatIsUsualIsLearnt(t *testing.T) {
	for name, c := range map[string]struct {
		usual, page float64
		items, now  int
		want, first float64
	}{
		"at first": {0, 0, 10, 4, 10, 4}, "more": {10, 20, 20, 30, 12, 22}, "fewer": {20, 20, 10, 10, 18, 18}, "two fifths": {20, 20, 10, 8, 18, 17.6}, "less than that": {20, 20, 10, 7, 18, 7}, "few as ever": {20, 14, 10, 9, 18, 9},
		"just enough": {20, 15, 10, 20, 18, 16}, "not read": {20, 20, 10, 0, 18, 20},
	} {
		a := sources.AddressHealth{Usual: c.usual, Page: c.page}
		(judgement{at: planAt}).learn(&a, entry{items: c.items, page: c.now})
		if math.Abs(a.Usual-c.want) > 1e-9 || math.Abs(a.Page-c.first) > 1e-9 || a.Items != c.items || (len(a.Season) > 0) != (c.now > 0) {
			t.Errorf("%s: %v usual, %v on the first page, %v", name, a.Usual, a.Page, a.Season)
		}
	}
}

// TestTheRhythmIsLearnt from new announcements, and how many of them came in office hours.
func TestTheRhythmIsLearnt(t *testing.T) {
	office, night := planAt, planAt.Add(12*time.Hour) // 10:00 and 22:00 of a Wednesday in Japan
	for name, c := range map[string]struct {
		a              sources.AddressHealth
		at             time.Time
		fresh          int
		rhythm, office float64
		news           bool
	}{
		"the first":            {sources.AddressHealth{}, office, 3, 0, 0, true},
		"none, the first":      {sources.AddressHealth{}, office, 0, 0, 0, true},
		"none":                 {sources.AddressHealth{LastNew: office.Add(-time.Hour), Rhythm: 7}, office, 0, 7, 0, false},
		"the second":           {sources.AddressHealth{LastNew: office.Add(-10 * time.Hour)}, office, 1, 10, 1, true},
		"the second, at night": {sources.AddressHealth{LastNew: night.Add(-10 * time.Hour)}, night, 1, 10, 0, true},
		"a further":            {sources.AddressHealth{LastNew: office.Add(-20 * time.Hour), Rhythm: 10, Office: .5}, office, 1, 12, .6, true},
		"a further, at night":  {sources.AddressHealth{LastNew: night.Add(-5 * time.Hour), Rhythm: 10, Office: .5}, night, 1, 9, .4, true},
	} {
		judgement{at: c.at, fresh: map[string]int{"a": c.fresh}}.learnRhythm(&c.a, entry{key: "a"})
		if math.Abs(c.a.Rhythm-c.rhythm) > 1e-9 || math.Abs(c.a.Office-c.office) > 1e-9 || c.a.LastNew.Equal(c.at) != c.news {
			t.Errorf("%s: %+v", name, c.a)
		}
	}
}

// TestADaysBudgetEndsAtMidnightInJapan.
func TestADaysBudgetEndsAtMidnightInJapan(t *testing.T) {
	for at, want := range map[time.Time]time.Time{
		time.Date(2026, 11, 25, 14, 59, 59, 0, time.UTC): time.Date(2026, 11, 25, 15, 0, 0, 0, time.UTC), time.Date(2026, 11, 25, 15, 0, 0, 0, time.UTC): time.Date(2026, 11, 26, 15, 0, 0, 0, time.UTC),
		time.Date(2026, 12, 31, 1, 2, 3, 4, time.UTC): time.Date(2026, 12, 31, 15, 0, 0, 0, time.UTC),
	} {
		if got := nextDay(at); !got.Equal(want) {
			t.Errorf("%s: %s", at, got)
		}
	}
}

// TestWhyAnAddressIsInTrouble: the state and the code of each error, and of each thing that is wrong with what was read.
func TestWhyAnAddressIsInTrouble(t *testing.T) {
	for name, c := range map[string]struct {
		e     entry
		state sources.State
		code  sources.CauseCode
		args  string
	}{
		"forbidden":          {entry{err: fetch.Forbidden{Why: "robots.txt forbids it"}}, sources.Blocked, sources.CauseRobots, "map[]"},
		"refused":            {entry{err: cause.OfStatus(403)}, sources.Blocked, sources.CauseRefused, "map[status:403]"},
		"a notice":           {entry{err: cause.Notice{Words: "メンテナンス中"}}, sources.Suspect, sources.CauseNotice, "map[words:メンテナンス中]"},
		"gone":               {entry{err: cause.OfStatus(404)}, sources.Failing, sources.CauseGone, "map[status:404]"},
		"an error, and read": {entry{err: cause.OfStatus(500), items: 5}, sources.Failing, sources.CauseStatus, "map[status:500]"},
		"shrunk":             {entry{read: true, items: 1, before: sources.Validator{Items: 10}}, sources.Failing, sources.CauseShrunk, "map[before:10 now:1]"},
		"untitled":           {entry{read: true, items: 5, untitled: 3}, sources.Failing, sources.CauseUntitled, "map[now:3 of:5]"},
		"undated":            {entry{read: true, items: 5, before: sources.Validator{Items: 5, Dated: 4}}, sources.Degraded, sources.CauseUndated, "map[before:4 of:5]"},
		"vanished":           {entry{read: true, before: sources.Validator{Items: 4}}, sources.Failing, sources.CauseVanished, "map[before:4]"},
		"none now":           {entry{read: true, none: true, before: sources.Validator{Items: 4}}, sources.Failing, sources.CauseNoneNow, "map[before:4]"},
		"by script":          {entry{read: true, byScript: true}, sources.Failing, sources.CauseByScript, "map[]"},
		"by script, some":    {entry{read: true, byScript: true, unlinked: make([]sources.Dropped, 3), before: sources.Validator{Items: 4}}, sources.Failing, sources.CauseByScript, "map[]"},
		"no list":            {entry{read: true, instead: "it is the home page"}, sources.Failing, sources.CauseNoList, "map[words:it is the home page]"},
		"never held any":     {entry{read: true}, sources.Empty, sources.CauseNeverHeld, "map[]"},
	} {
		for feed, what := range map[bool]string{true: "feed", false: "list"} {
			c.e.url, c.e.feed = "https://a.jp/x", feed
			got := judgement{at: planAt, entries: []entry{c.e}}.verdict(c.e)
			causes := got.causes("https://a.jp/x")
			if got.state != c.state || len(causes) != 1 || causes[0].Code != c.code || causes[0].URL != "https://a.jp/x" || fmt.Sprint(map[string]string(causes[0].Args)) != c.args && !(c.args == "map[]" && len(causes[0].Args) == 0) {
				t.Errorf("%s: %s %+v", name, got.state, causes)
			}
			if trouble := c.state != sources.Empty; trouble != strings.HasPrefix(got.words, what+" https://a.jp/x: ") {
				t.Errorf("%s: %s", name, got.words)
			}
		}
	}
	beside := entry{url: "https://a.jp/y", items: 1}
	for name, c := range map[string]struct {
		others []entry
		want   bool
	}{"alone": {nil, false}, "itself": {[]entry{{url: "https://a.jp/x", items: 9}}, false}, "an empty one": {[]entry{{url: "https://a.jp/y"}}, false}, "a full one": {[]entry{beside}, true}} {
		if got := (judgement{entries: c.others}).othersHold(entry{url: "https://a.jp/x"}); got != c.want {
			t.Errorf("beside %s: %v", name, got)
		}
	}
}

// at is a clock that stands at an instant.
type at time.Time

func (a at) Now() time.Time { return time.Time(a) }

func (at) Sleep(ctx context.Context, _ time.Duration) error { return ctx.Err() }

// TestWhichTasksAreAskedFor: not those that rest, were done under another address, or of a visit that ended; and what is over waits
// where the visit lasts long.
func TestWhichTasksAreAskedFor(t *testing.T) {
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for name, c := range map[string]struct {
		ctx   context.Context
		why   why
		after time.Duration // the visit's begin
		done  bool
		asked bool
		tries int // remembered of one that is not asked for
	}{
		"new": {t.Context(), whyNew, time.Hour, false, true, 0}, "due": {t.Context(), whyDue, time.Hour, false, true, 0}, "rests": {t.Context(), whyRest, 0, false, false, 0}, "the visit ended": {ended, whyNew, 0, false, false, -1}, "done": {t.Context(), whyNew, 0, true, false, -1},
		"over": {t.Context(), whyOver, longVisit - 1, false, true, 0}, "over, and the visit lasts long": {t.Context(), whyOver, longVisit, false, false, 1},
	} {
		w := &web{pages: map[string]string{"https://a.jp/call": "<html><body><main><h1>call</h1><p>提案書の提出期限：令和8年12月18日</p></main></body></html>"}}
		r, rs := readerOf(w, sources.Source{}), nothingKnown()
		rs.problem = r.problem
		r.Crawler.clock = at(planAt.Add(c.after))
		if c.done {
			rs.claimed["a.jp/call"] = "call"
		}
		one := taskOf("https://a.jp/call", "call")
		one.why = c.why
		r.Crawler.perform(c.ctx, r, rs, one)
		k, remembered := rs.visit.Known["a.jp/call"]
		if (w.paths() != "") != c.asked || remembered != (c.tries >= 0) || k.Tries != max(c.tries, 0) || (rs.read == 1) != c.asked {
			t.Errorf("%s: asked for %q, %+v, %d read", name, w.paths(), k, rs.read)
		}
	}
}

// TestWhyAPageCannotBeRead, by what its server says.
func TestWhyAPageCannotBeRead(t *testing.T) {
	const good = "<html><body><main><h1>call</h1><p>提案書の提出期限：令和8年12月18日</p></main></body></html>"
	later := fetch.Later{Host: "a.jp"}
	for name, c := range map[string]struct {
		body      string
		halted    error
		asked     int // in this visit before
		kind      outcomeKind
		says      string
		requested string
	}{
		"read": {good, nil, 0, pageRead, "", "/call"}, "the last of many": {good, nil, 299, pageRead, "", "/call"}, "one too many": {good, nil, 300, pagePostponed, "as many pages as one may", ""}, "halted": {good, later, 0, pagePostponed, later.Error(), ""},
		"404": {"status 404", nil, 0, pageGone, "it answers 404", "/call"}, "410": {"status 410", nil, 0, pageGone, "it answers 410", "/call"}, "403": {"status 403", nil, 0, pageFailed, "refuses us", "/call"}, "500": {"status 500", nil, 0, pageFailed, "answers 500", "/call"},
		"304 unasked": {"status 304", nil, 0, pageFailed, "304", "/call"}, "sent elsewhere": {`<meta http-equiv="refresh" content="0; url=/new">`, nil, 0, pageRead, "", "/call /new"}, "sent in vain": {`<meta http-equiv="refresh" content="0; url=/gone">`, nil, 0, pageGone, "it answers 404", "/call /gone"},
		"its server breaks off": {"down", nil, 0, pageFailed, "the request failed: ", "/call"},
	} {
		w := &web{pages: map[string]string{"https://a.jp/call": c.body, "https://a.jp/new": good}}
		r := readerOf(w, sources.Source{})
		r.halted, r.pages = c.halted, c.asked
		o := r.readPage(t.Context(), taskOf("https://a.jp/call", "call"), sources.Validator{})
		if o.kind != c.kind || (o.err == nil) != (c.says == "") || o.err != nil && !strings.Contains(o.err.Error(), c.says) || w.paths() != c.requested {
			t.Errorf("%s: %s, %v, asked for %s", name, o.kind, o.err, w.paths())
		}
		if gone := c.kind == pageGone; gone != (o.status == 404 || o.status == 410) || (c.requested != "") && r.pages != c.asked+1 {
			t.Errorf("%s: status %d, %d pages", name, o.status, r.pages)
		}
	}
	forbidden := readerOf(&web{}, sources.Source{})
	forbidden.client = fetch.NewNetwork(fetch.Options{UserAgent: "koubo/test", Timeout: time.Second, MaxBody: 1 << 20, Transport: shut{}, Clock: fetch.SystemClock{}, Hosts: noHosts{}}).Client(fetch.ClientOptions{Once: true})
	if o := forbidden.readPage(t.Context(), taskOf("https://a.jp/call", "call"), sources.Validator{}); o.kind != pageForbidden || o.err == nil {
		t.Errorf("%s, %v", o.kind, o.err)
	}
}

// shut is a site whose robots.txt forbids all.
type shut struct{}

func (shut) RoundTrip(req *http.Request) (*http.Response, error) {
	w := &web{pages: map[string]string{"https://a.jp/robots": "User-agent: *\nDisallow: /\n"}}
	other := req.Clone(req.Context())
	other.URL.Path = "/robots"
	return w.RoundTrip(other)
}

// TestAPageIsAskedForConditionally, unless the operator or a new group of announcements wants it whole.
func TestAPageIsAskedForConditionally(t *testing.T) {
	for name, c := range map[string]struct {
		unconditional bool
		group         string // it was read in
		want          bool
	}{"as before": {false, "g", true}, "unconditional": {true, "g", false}, "listed with others": {false, "", false}} {
		w := &web{pages: map[string]string{"https://a.jp/call": "x"}}
		one := taskOf("https://a.jp/call", "call")
		one.items[0].group, one.known[0].Group = "g", c.group
		r := readerOf(w, sources.Source{Unconditional: c.unconditional})
		o := r.readPage(t.Context(), one, sources.Validator{ETag: `"1"`, Hash: fetch.HashOf([]byte("x"))})
		if conditional := w.asked[0].Header.Get("If-None-Match") != ""; conditional != c.want || (o.kind == pageUnchanged) != c.want || c.want && o.validator.Hash == "" {
			t.Errorf("%s: conditional %v, %s", name, conditional, o.kind)
		}
	}
}

// TestOnceAHostWantsAPauseNothingMoreIsAskedFor in the visit.
func TestOnceAHostWantsAPauseNothingMoreIsAskedFor(t *testing.T) {
	w := &web{pages: map[string]string{"https://a.jp/1": "x", "https://a.jp/2": "x"}}
	r := readerOf(w, sources.Source{})
	r.client = fetch.NewNetwork(fetch.Options{UserAgent: "koubo/test", Timeout: time.Minute, MaxBody: 1 << 20, Transport: w, Clock: fetch.SystemClock{}, Hosts: noHosts{}, DailyBudget: 2}).Client(fetch.ClientOptions{Once: true})
	for n, want := range []string{"", "budget", "budget"} { // robots.txt was the first
		resp, err := r.get(t.Context(), fmt.Sprintf("https://a.jp/%d", n+1), sources.Validator{})
		if resp == nil || (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) || (r.halted == nil) != (want == "") {
			t.Errorf("%d: %v, halted %v", n, err, r.halted)
		}
	}
	if other, err := r.get(t.Context(), "https://b.jp/", sources.Validator{}); other == nil || err != r.halted || w.paths() != "/1" {
		t.Errorf("%v, asked for %s", err, w.paths())
	}
	failing := readerOf(&web{}, sources.Source{})
	if _, err := failing.get(t.Context(), "no address", sources.Validator{}); err == nil || failing.halted != nil {
		t.Errorf("%v halts the visit: %v", err, failing.halted)
	}
}

// TestAVisitOfASlowHostIsOneThatLastsLong by the gap that its hosts want.
func TestAVisitOfASlowHostIsOneThatLastsLong(t *testing.T) {
	for pages, want := range map[int]bool{0: false, 6: false, 7: true} {
		w := &web{}
		r := readerOf(w, sources.Source{})
		r.client = fetch.NewNetwork(fetch.Options{UserAgent: "koubo/test", Timeout: time.Minute, MaxBody: 1 << 20, Transport: w, Clock: at(planAt), Hosts: noHosts{}, Gap: 2 * time.Second}).Client(fetch.ClientOptions{Once: true})
		if _, err := r.get(t.Context(), "https://a.jp/", sources.Validator{}); err != nil {
			t.Fatal(err)
		}
		if got := r.isSlow(pages); got != want {
			t.Errorf("%d pages: slow %v", pages, got)
		}
	}
}

// TestWhatAVisitTells of itself: counts, states, what was dropped where anything was read, and what is to be remembered.
func TestWhatAVisitTells(t *testing.T) {
	for name, c := range map[string]struct {
		entries []entry
		dropped int
		kept    []string
	}{
		"nothing read":  {[]entry{{url: "a", keep: true, fresh: sources.Validator{ETag: "1"}}, {url: "b"}}, 1, []string{"a"}},
		"one read":      {[]entry{{url: "a", keep: true, fresh: sources.Validator{ETag: "1"}}, {url: "b", read: true}}, 3, []string{"a"}},
		"the first one": {[]entry{{url: "a", read: true, keep: true}, {url: "b"}}, 3, []string{"a"}},
	} {
		src := sources.Source{ID: "s", Platform: "joruri"}
		r, rs := readerOf(&web{}, src), nothingKnown()
		r.Crawler.clock = at(planAt.Add(7 * time.Second))
		r.client.Requests, r.client.NotModified, r.client.Bytes = 5, 3, 99
		r.problems = []sources.PageProblem{{URL: "x"}}
		rs.src = src
		rs.visit.Report.Dropped = map[string]int{}
		rs.visit.Dropped = []sources.Dropped{{Title: "by its page", Why: "w"}}
		rs.listing.dropped = []sources.Dropped{{Title: "1", Why: "v"}, {Title: "2", Why: "w"}}
		health := sources.Health{State: sources.Degraded, Reason: "why", Causes: []sources.Cause{{Code: "c"}}}
		v := rs.finish(r, c.entries, health)
		p := v.Report
		if len(v.Dropped) != c.dropped || p.Dropped["w"] != c.dropped-c.dropped/2 || p.Dropped["v"] != c.dropped/2 || v.Dropped[len(v.Dropped)-1].Title != "by its page" {
			t.Errorf("%s: dropped %+v, %v", name, v.Dropped, p.Dropped)
		}
		if p.Duration != 7*time.Second || p.State != sources.Degraded || p.Reason != "why" || len(p.Causes) != 1 || p.Requests != 5 || p.NotModified != 3 || p.Bytes != 99 || len(p.Problems) != 1 || v.Health.State != sources.Degraded || v.Hosts == nil || v.Frames == nil {
			t.Errorf("%s: %+v", name, p)
		}
		for _, e := range c.entries {
			if got, kept := v.Validators[e.url]; kept != slices.Contains(c.kept, e.url) || kept && (got.Reading != readingOf(src) || got.ETag != e.fresh.ETag) {
				t.Errorf("%s: %s is remembered as %+v", name, e.url, got)
			}
		}
	}
}

// TestPagesStillToBeRead are those that are pending now, known before or not.
func TestPagesStillToBeRead(t *testing.T) {
	rs := nothingKnown()
	pending, read := sources.Known{Pending: true}, sources.Known{ID: "1"}
	rs.memory.Known = map[string]sources.Known{"was, is": pending, "was": pending, "is": read, "never": read}
	rs.visit.Known = map[string]sources.Known{"was": read, "is": pending, "new": pending, "new and read": read}
	if got := rs.pending(); got != 3 {
		t.Errorf("%d", got)
	}
}

// TestWhatWasReadBefore are the records whose pages were.
func TestWhatWasReadBefore(t *testing.T) {
	rs := nothingKnown()
	rs.memory.Known = map[string]sources.Known{"a": {ID: "1", Checked: planAt}, "b": {ID: "2"}, "c": {Checked: planAt}}
	if got := rs.readBefore(); len(got) != 1 || !got["1"] {
		t.Errorf("%v", got)
	}
}

// TestRowsTellOfTheirFields where they were read.
func TestRowsTellOfTheirFields(t *testing.T) {
	for name, c := range map[string]struct {
		e            entry
		dated, title int // of four rows; -1 for nothing
	}{"read": {entry{read: true, items: 4, dated: 3, dropped: 3}, 3, 1}, "not read": {entry{items: 4, dated: 3}, -1, -1}, "empty": {entry{read: true}, -1, -1}} {
		seen := seenRows(c.e)
		for field, want := range map[sources.Field]int{sources.FieldDate: c.dated, sources.FieldTitle: c.title} {
			has := -1
			if batch, ok := seen[field]; ok {
				has = 0
				for _, is := range batch {
					has += map[bool]int{true: 1}[is]
				}
			}
			if has != want {
				t.Errorf("%s: %s in %d rows, want %d", name, field, has, want)
			}
		}
	}
}

// TestALossDegradesOnlyWhatIsWell: another trouble says more.
func TestALossDegradesOnlyWhatIsWell(t *testing.T) {
	lost := map[sources.Field]sources.FieldHistory{sources.FieldDate: {Lost: planAt.Add(-time.Hour), Recent: "000000", Usual: 1, Of: 20}}
	since := planAt.Add(-99 * time.Hour)
	for state, c := range map[sources.State]struct {
		want sources.State
		was  sources.State
	}{
		sources.OK: {sources.Degraded, sources.OK}, sources.Stale: {sources.Degraded, sources.Degraded}, sources.Failing: {sources.Failing, sources.OK}, sources.Empty: {sources.Empty, sources.OK}, sources.Degraded: {sources.Degraded, sources.Degraded}, sources.Suspect: {sources.Suspect, sources.OK},
	} {
		rs := nothingKnown()
		rs.memory.Health = sources.Health{State: c.was, Since: since}
		h := sources.Health{State: state, Reason: "as it was", Since: since.Add(1), Addresses: map[string]sources.AddressHealth{"a": {Fields: lost}}}
		rs.missFields(&h, []entry{{url: "a"}, {url: "b"}})
		changed := state == sources.OK || state == sources.Stale
		if h.State != c.want || changed == (h.Reason == "as it was") || changed != strings.Contains(h.Reason, "date") || changed && (len(h.Causes) != 1 || h.Causes[0].URL != "a") {
			t.Errorf("%s: %s (%s)", state, h.State, h.Reason)
		}
		if want := map[bool]time.Time{true: map[bool]time.Time{true: since, false: planAt}[c.was == sources.Degraded], false: since.Add(1)}[changed]; !h.Since.Equal(want) {
			t.Errorf("%s, which was %s: since %s, want %s", state, c.was, h.Since, want)
		}
		rs.missFields(&sources.Health{State: sources.OK, Addresses: map[string]sources.AddressHealth{}}, []entry{{url: "a"}})
	}
	rs, h := nothingKnown(), sources.Health{State: sources.OK, Addresses: map[string]sources.AddressHealth{}}
	if rs.missFields(&h, []entry{{url: "a"}}); h.State != sources.OK || h.Reason != "" {
		t.Errorf("nothing is lost: %s (%s)", h.State, h.Reason)
	}
}

// TestASiteSearchedInVainRests until it is searched again, and only where nothing else of it is asked for.
func TestASiteSearchedInVainRests(t *testing.T) {
	vain := &sources.Finding{At: planAt.Add(-time.Hour), Vain: 1}
	for name, c := range map[string]struct {
		src     sources.Source
		finding *sources.Finding
		judged  bool
		want    bool
	}{
		"in vain": {sources.Source{Site: "site"}, vain, true, true}, "never searched": {sources.Source{Site: "site"}, nil, true, false}, "of no instant": {sources.Source{Site: "site"}, &sources.Finding{}, true, false},
		"with a feed": {sources.Source{Site: "site", Feeds: []string{"f"}}, vain, true, false}, "with a list": {sources.Source{Site: "site", Lists: []string{"l"}}, vain, true, false}, "not judged": {sources.Source{Site: "site"}, vain, false, false},
	} {
		r := readerOf(&web{}, c.src)
		r.finding = c.finding
		h := sources.Health{Addresses: map[string]sources.AddressHealth{}}
		if c.judged {
			h.Addresses["site"] = sources.AddressHealth{State: sources.Failing}
		}
		r.restAfterSearch(&h)
		want := time.Time{}
		if c.want {
			want = vain.At.Add(discover.RestOf(vain))
		}
		if a := h.Addresses["site"]; !a.NotBefore.Equal(want) || c.judged && a.State != sources.Failing || len(h.Addresses) != map[bool]int{true: 1}[c.judged] {
			t.Errorf("%s: %+v", name, h.Addresses)
		}
	}
}

// TestWhatASearchOfASiteComesTo: what was found is known, or why nothing was.
func TestWhatASearchOfASiteComesTo(t *testing.T) {
	src := sources.Source{ID: "s", Site: "https://a.jp/", Discover: true}
	known := &sources.Finding{At: planAt.Add(-time.Minute), Lists: []string{"https://a.jp/list"}}
	for name, c := range map[string]struct {
		src      sources.Source
		found    *sources.Finding
		pages    map[string]string
		searched bool
		why      string
	}{
		"known": {src, known, nil, false, ""}, "not to be searched": {sources.Source{ID: "s", Feeds: []string{"https://a.jp/feed"}}, nil, nil, false, ""}, "in vain": {src, nil, map[string]string{"https://a.jp/": "<html><body><p>x</p></body></html>"}, true, "any"}, "out of reach": {src, nil, map[string]string{"https://a.jp/": "status 500"}, true, "500"},
	} {
		r := readerOf(&web{pages: c.pages}, c.src)
		finding, searched := r.findEntries(t.Context(), sources.Health{Found: c.found})
		if (searched != nil) != c.searched || !c.searched && finding != c.found {
			t.Errorf("%s: %+v, searched %v", name, finding, searched)
		}
		if searched == nil {
			continue
		}
		e := r.noEntries(searched)
		if finding == nil || finding.At.Equal(planAt) != (c.why == "any") || e.err == nil || c.why != "any" && !strings.Contains(e.err.Error(), c.why) || !e.asked || e.url != src.Site || e.key != entryKey(src.Site) || len(r.problems) != 1 {
			t.Errorf("%s: %+v, %v, %v", name, finding, e.err, r.problems)
		}
		if c.why == "any" && (cause.Of(e.err).Code != sources.CauseNotFound || e.err.Error() != finding.Why) {
			t.Errorf("%s: %v", name, cause.Of(e.err))
		}
	}
	if e := readerOf(&web{}, src).noEntries(nil); e.asked || e.err != nil || e.url != src.Site {
		t.Errorf("a site that rests: %+v", e)
	}
	m := sources.Memory{Health: sources.Health{Found: known}, Validators: map[string]sources.Validator{}}
	w := &web{pages: map[string]string{"https://a.jp/list": rows("/1", parkCall)}}
	r := readerOf(w, src)
	entries := r.findAndRead(t.Context(), &m, []string{"https://a.jp/other"})
	if len(entries) != 1 || entries[0].asked || r.finding != known || len(r.src.Lists) != 1 {
		t.Errorf("%+v", entries)
	}
	m.Health.Found = nil // it is searched, and all is asked for
	w.pages["https://a.jp/"] = `<html><body><a href="/list">事業者の募集（公募型プロポーザル）</a></body></html>`
	if entries = readerOf(w, src).findAndRead(t.Context(), &m, []string{"https://a.jp/other"}); len(entries) != 1 || !entries[0].asked {
		t.Errorf("%+v", entries)
	}
}

// TestAPageThatIsHeldBackKeepsItsBody, whatever the next request takes.
func TestAPageThatIsHeldBackKeepsItsBody(t *testing.T) {
	r := readerOf(&web{}, sources.Source{})
	body := []byte("body")
	resp := &fetch.Response{Page: page.Page{Body: body}}
	if !r.hold(task{page: "p"}, resp) {
		t.Fatal("there is no room")
	}
	body[0] = 'x' // the next request takes its memory
	if h := r.held[0]; h.task.page != "p" || string(h.response.Page.Body) != "body" {
		t.Errorf("%+v", h)
	}
}

// failing is a store that cannot be read.
type failing struct{ error }

func (f failing) Memory(string) (sources.Memory, error)        { return sources.Memory{}, f.error }
func (f failing) Apply(sources.Visit) (sources.Outcome, error) { return sources.Outcome{}, f.error }
func (f failing) Host(string) (sources.HostNote, error)        { return sources.HostNote{}, nil }
func (f failing) Frame(string) ([]byte, error)                 { return nil, nil }

// TestAVisitWithoutMemoryIsNotMade, and its place is given back; nor is one that ends while it waits for a place.
func TestAVisitWithoutMemoryIsNotMade(t *testing.T) {
	w := &web{}
	c := New(failing{errors.New("the data file is damaged")}, Options{UserAgent: "koubo/test", Transport: w, Visits: 1, Clock: at(planAt)})
	src := sources.Source{ID: "s", Feeds: []string{"https://a.jp/feed"}}
	for range 2 {
		if _, err := c.Visit(t.Context(), src); err == nil || !strings.Contains(err.Error(), "remembered of s cannot be read: the data file is damaged") {
			t.Errorf("%v", err)
		}
	}
	if c.Load() != (Load{}) || w.paths() != "" {
		t.Errorf("%+v, asked for %s", c.Load(), w.paths())
	}
	slot, err := c.slots.acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Visit(ended, src); !errors.Is(err, context.Canceled) || c.Load() != (Load{UnderWay: 1}) || c.hasCompany() {
		t.Errorf("%v, %+v", err, c.Load())
	}
	slot.release()
	if _, err := c.Health("s"); err == nil {
		t.Error("the health of a source is read from a damaged file")
	}
}

// TestWhatIsNotSaidHasItsBound, and what is said is kept.
func TestWhatIsNotSaidHasItsBound(t *testing.T) {
	if o := withDefaults(Options{Visits: -1, Timeout: -1, MaxBody: -1}); o.MaxPages != 5 || o.MaxDetails != 300 || o.Visits != 96 || o.Parsing != runtime.GOMAXPROCS(0) || o.Timeout != 20*time.Second || o.MaxBody != 10<<20 || o.Clock != (fetch.SystemClock{}) {
		t.Errorf("%+v", o)
	}
	said := Options{MaxPages: 1, MaxDetails: 1, Visits: 1, Parsing: 1, Timeout: 1, MaxBody: 1, Clock: at(planAt)}
	if o := withDefaults(said); o.MaxPages != 1 || o.MaxDetails != 1 || o.Visits != 1 || o.Parsing != 1 || o.Timeout != 1 || o.MaxBody != 1 || o.Clock != at(planAt) {
		t.Errorf("%+v", o)
	}
}

// TestWhatIsFetchedIsBoundedAsTheCrawlIs: each option that both have is the same.
func TestWhatIsFetchedIsBoundedAsTheCrawlIs(t *testing.T) {
	o := Options{UserAgent: "u", Gap: 1, Timeout: 2, MaxBody: 3, DailyBudget: 4, Transport: &web{}, Lenient: shut{}, Recorder: noTape{}, Observer: &watching{}, Clock: at(planAt)}
	got, want := reflect.ValueOf(o.network(noHosts{})), reflect.ValueOf(o)
	for n := range got.NumField() {
		name := got.Type().Field(n).Name
		if name == "Hosts" {
			continue
		}
		if field := want.FieldByName(name); !field.IsValid() || field.IsZero() || !reflect.DeepEqual(field.Interface(), got.Field(n).Interface()) {
			t.Errorf("%s: %v, want %v", name, got.Field(n), field)
		}
	}
}

type noTape struct{}

func (noTape) Record(*http.Request, *http.Response, []byte, time.Time) error { return nil }

type watching struct{}

func (*watching) Observe(fetch.Traffic) {}

// empty is a store in which nothing is remembered, and that tells of the visits it is given.
type empty struct {
	mu     sync.Mutex
	visits []sources.Visit
	robots map[string]string // by host
	at     time.Time
}

func (e *empty) Memory(string) (sources.Memory, error) { return sources.Memory{}, nil }

func (e *empty) Apply(v sources.Visit) (sources.Outcome, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.visits = append(e.visits, v)
	return sources.Outcome{Report: v.Report}, nil
}

func (e *empty) Frame(string) ([]byte, error) { return nil, nil }

func (e *empty) Host(host string) (sources.HostNote, error) {
	if host == "broken.jp" {
		panic("boom")
	}
	if body, ok := e.robots[host]; ok {
		return sources.HostNote{Origins: map[string]sources.RobotsNote{"https": {Body: []byte(body), Status: 200, Fetched: e.at}}}, nil
	}
	return sources.HostNote{}, nil
}

// TestAPassBeginsWithTheSlowestHosts, by the delays of their robots.txt; those of one delay keep their order.
func TestAPassBeginsWithTheSlowestHosts(t *testing.T) {
	store := &empty{at: planAt, robots: map[string]string{"quick.jp": "", "slow.jp": "User-agent: *\nCrawl-delay: 9", "slower.jp": "User-agent: *\nCrawl-delay: 20", "also.jp": ""}}
	c := New(store, Options{UserAgent: "koubo/test", Transport: &web{}, Visits: 2, Clock: at(planAt)})
	list := []sources.Source{{ID: "none"}, {ID: "quick", Feeds: []string{"https://quick.jp/feed"}}, {ID: "slow", Lists: []string{"https://slow.jp/list"}}, {ID: "broken", Feeds: []string{"https://broken.jp/"}}, {ID: "slower", Lists: []string{"https://slower.jp/", "https://quick.jp/"}}, {ID: "also", Feeds: []string{"https://also.jp/"}}, {ID: "wide", Gap: 15 * time.Second, Feeds: []string{"https://wide.jp/"}}}
	var order []string
	for _, src := range c.slowestFirst(t.Context(), list) {
		order = append(order, src.ID)
	}
	if want := strings.Fields("slower wide slow none quick broken also"); !slices.Equal(order, want) {
		t.Errorf("%v, want %v", order, want)
	}
	if c.Load() != (Load{}) {
		t.Errorf("%+v", c.Load())
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	full := New(store, Options{UserAgent: "koubo/test", Transport: &web{}, Visits: 1, Clock: at(planAt)})
	full.slots.busy <- struct{}{}
	if got := full.hostGap(ended, list[2]); got != 0 {
		t.Errorf("a visit without a place knows a gap of %s", got)
	}
}

// crowd is a site on which each request lasts an hour, and counts how many are under way.
type crowd struct {
	mu        sync.Mutex
	now, most int
}

func (c *crowd) RoundTrip(req *http.Request) (*http.Response, error) {
	c.mu.Lock()
	c.now++
	c.most = max(c.most, c.now)
	c.mu.Unlock()
	time.Sleep(time.Hour)
	c.mu.Lock()
	c.now--
	c.mu.Unlock()
	return (&web{}).RoundTrip(req)
}

// TestHowManyVisitsAreUnderWay: as many as there are places, and those that wait for their hosts beside them.
func TestHowManyVisitsAreUnderWay(t *testing.T) {
	for visits, want := range map[int]int{1: 1 + maxWaiting, 3: 3 + maxWaiting, 500: 300} {
		synctest.Test(t, func(t *testing.T) {
			site, store := &crowd{}, &empty{}
			c := New(store, Options{UserAgent: "koubo/test", Transport: site, Visits: visits, Timeout: 10 * time.Hour})
			var list []sources.Source
			for n := range 300 {
				list = append(list, sources.Source{ID: fmt.Sprint(n), Lists: []string{fmt.Sprintf("https://a%d.jp/list", n)}})
			}
			ordered := c.slowestFirst(t.Context(), list)
			if len(ordered) != 300 || site.most != min(visits, 300) {
				t.Errorf("%d places: %d robots.txt are asked for at the same time", visits, site.most)
			}
			site.most = 0
			var mu sync.Mutex
			done := 0
			c.Run(t.Context(), list, func(_ sources.Source, r sources.Report, err error) {
				mu.Lock()
				defer mu.Unlock()
				if done++; err != nil || r.State != sources.Failing {
					t.Errorf("%s, %v", r.State, err)
				}
			})
			if done != 300 || len(store.visits) != 300 || site.most != want || c.Load() != (Load{}) {
				t.Errorf("%d places: %d done, %d at the same time, want %d; %+v", visits, done, site.most, want, c.Load())
			}
		})
	}
}

// TestARunThatEndsVisitsNobodyElse, and who is visited is told how it ended.
func TestARunThatEndsVisitsNobodyElse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		c := New(&empty{}, Options{UserAgent: "koubo/test", Transport: &web{}, Visits: 1, Gap: time.Hour})
		var list []sources.Source
		for n := range 2000 {
			list = append(list, sources.Source{ID: fmt.Sprint(n), Lists: []string{"https://a.jp/list", "https://a.jp/other"}})
		}
		done := 0
		var mu sync.Mutex
		go func() {
			time.Sleep(30 * time.Hour)
			cancel()
		}()
		c.Run(ctx, list, func(_ sources.Source, _ sources.Report, err error) {
			mu.Lock()
			defer mu.Unlock()
			done++
		})
		if done == 0 || done > 2*(1+maxWaiting) || c.Load() != (Load{}) {
			t.Errorf("%d of %d were told of, %+v", done, len(list), c.Load())
		}
	})
}

// TestTheLoadOfTheMoment, by which a visit knows whether it is alone.
func TestTheLoadOfTheMoment(t *testing.T) {
	c := New(&empty{}, Options{UserAgent: "koubo/test", Transport: &web{}, Visits: 2, Clock: at(planAt)})
	first, err := c.slots.acquire(t.Context())
	if err != nil || c.hasCompany() {
		t.Fatalf("alone, with company %v, %v", c.hasCompany(), err)
	}
	first.yield()
	if c.Load() != (Load{Waiting: 1}) || c.hasCompany() {
		t.Errorf("%+v", c.Load())
	}
	second, err := c.slots.acquire(t.Context())
	if err != nil || c.Load() != (Load{UnderWay: 1, Waiting: 1}) || !c.hasCompany() {
		t.Errorf("%+v, %v", c.Load(), err)
	}
	for range maxWaiting - 1 {
		c.slots.waiting <- struct{}{}
	}
	second.yield() // there is no room among those that wait
	if len(c.slots.busy) != 1 || second.waiting {
		t.Errorf("%+v", c.Load())
	}
	second.release()
	first.release()
	if len(c.slots.busy) != 0 || len(c.slots.waiting) != maxWaiting-1 {
		t.Errorf("%+v", c.Load())
	}
	c.slots.queued.Add(2)
	if c.Load().Queued != 2 {
		t.Errorf("%+v", c.Load())
	}
}

// TestFewPagesAreParsedAtTheSameTime, however many visits want to, and each is parsed.
func TestFewPagesAreParsedAtTheSameTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newParsers(3)
		var mu sync.Mutex
		var wg sync.WaitGroup
		now, most, done := 0, 0, 0
		for range 20 {
			wg.Go(func() {
				p.run(func() {
					mu.Lock()
					now++
					most = max(most, now)
					mu.Unlock()
					time.Sleep(time.Second)
					mu.Lock()
					now--
					done++
					mu.Unlock()
				})
			})
		}
		wg.Wait()
		synctest.Wait()
		if most != 3 || done != 20 || len(p.busy) != 0 {
			t.Errorf("%d at the same time, %d done, %d goroutines are left", most, done, len(p.busy))
		}
	})
}

// TestAThoroughVisitIsThoroughForItself alone.
func TestAThoroughVisitIsThoroughForItself(t *testing.T) {
	k := sources.Known{ID: "1", Title: "call", URL: "https://a.jp/call", Open: true, Deadline: planAt.Add(720 * time.Hour), Checked: planAt.Add(-time.Minute), FirstSeen: planAt, On: []string{entryKey("https://a.jp/list")}}
	for thorough, want := range map[bool]string{false: "/list", true: "/list /call"} {
		w := &web{pages: map[string]string{"https://a.jp/call": "x"}}
		store := &remembering{memory: sources.Memory{Known: map[string]sources.Known{"a.jp/call": k}}}
		c := New(store, Options{UserAgent: "koubo/test", Transport: w, Clock: at(planAt)})
		src := sources.Source{ID: "s", Lists: []string{"https://a.jp/list"}}
		visit := func() error { _, err := c.VisitAddresses(t.Context(), src, nil); return err }
		if thorough {
			visit = func() error { _, err := c.VisitThoroughly(t.Context(), src); return err }
		}
		if err := visit(); err != nil || w.paths() != want || c.opt.Thorough {
			t.Errorf("thorough %v: asked for %s, %v", thorough, w.paths(), err)
		}
	}
	w := &web{}
	c := New(&remembering{}, Options{UserAgent: "koubo/test", Transport: w, Clock: at(planAt)})
	other := c.With(Options{UserAgent: "koubo/test", Transport: w, Clock: at(planAt), MaxPages: 9, Gap: time.Hour})
	if other.opt.MaxPages != 9 || c.opt.MaxPages != 5 || other.store != c.store || other.frames != c.frames || other.network == c.network || other.opt.MaxDetails != 300 {
		t.Errorf("%+v", other.opt)
	}
	if _, err := c.VisitAddresses(t.Context(), sources.Source{ID: "s", Lists: []string{"https://a.jp/list", "https://a.jp/other"}}, []string{"https://a.jp/other"}); err != nil || w.paths() != "/other" {
		t.Errorf("asked for %s, %v", w.paths(), err)
	}
}

// remembering is a store with a memory.
type remembering struct {
	empty
	memory sources.Memory
}

func (r *remembering) Memory(string) (sources.Memory, error) { return r.memory, nil }

// TestAVisitThatPanicsIsAnError that names its source, and its place is given back.
func TestAVisitThatPanicsIsAnError(t *testing.T) {
	c := New(&empty{}, Options{UserAgent: "koubo/test", Transport: &web{}, Clock: at(planAt)})
	_, err := c.VisitAddresses(t.Context(), sources.Source{ID: "odd", Lists: []string{"https://broken.jp/list"}}, nil)
	if err == nil || !strings.Contains(err.Error(), "the visit of odd failed inside the program (boom)") || c.Load() != (Load{}) {
		t.Errorf("%v, %+v", err, c.Load())
	}
}

// TestAVisitThatIsBrokenOffStoresNothing.
func TestAVisitThatIsBrokenOffStoresNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	store := &empty{}
	c := New(store, Options{UserAgent: "koubo/test", Transport: &web{}, Observer: ending{cancel}, Clock: at(planAt)})
	if _, err := c.Visit(ctx, sources.Source{ID: "s", Lists: []string{"https://a.jp/list"}}); !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "visit of s was broken off") || len(store.visits) != 0 {
		t.Errorf("%v, %d stored", err, len(store.visits))
	}
}

type ending struct{ end func() }

func (e ending) Observe(fetch.Traffic) { e.end() }

// TestVisitsBeginAsTheyCanBeParsed: none while many wait for the processor, one for each page while few do, and all of them where none
// does.
func TestVisitsBeginAsTheyCanBeParsed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, begun := newParsers(1), 0
		next := make(chan struct{}) // ends what is parsed
		parse := func() { p.run(func() { <-next }) }
		go parse()
		synctest.Wait()
		<-p.eased // nothing was waiting
		for range enough + 2 {
			go parse()
		}
		synctest.Wait()
		for range 5 {
			go func() {
				if p.await(t.Context()) == nil {
					begun++
				}
			}()
		}
		for n, want := range []int{0, 0, 0, 1, 2, 3, 5} {
			if synctest.Wait(); begun != want {
				t.Errorf("%d visits began once %d pages were parsed, want %d", begun, n, want)
			}
			next <- struct{}{}
		}
		synctest.Wait()
		if err := p.await(t.Context()); err != nil {
			t.Errorf("a visit cannot begin although nobody waits: %v", err)
		}
		time.Sleep(idleParser) // the end of the goroutine
	})
}

// TestAVisitThatHasToWaitCanBeBrokenOff.
func TestAVisitThatHasToWaitCanBeBrokenOff(t *testing.T) {
	p := newParsers(1)
	p.waiting.Add(1)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := p.await(ctx); err == nil {
		t.Error("it began")
	}
}

// TestAGoroutineThatParsesIsUsedAgain as long as something comes soon, and ends where nothing does.
func TestAGoroutineThatParsesIsUsedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newParsers(2)
		p.run(func() {})
		synctest.Wait()
		if len(p.busy) != 1 {
			t.Fatalf("%d goroutines wait for more", len(p.busy))
		}
		time.Sleep(idleParser)
		if synctest.Wait(); len(p.busy) != 0 {
			t.Errorf("%d goroutines still wait", len(p.busy))
		}
	})
}
