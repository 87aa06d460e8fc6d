package crawler

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"koubo/crawler/cause"
	"koubo/crawler/fetch"
	"koubo/crawler/hostframe"
	"koubo/opportunity"
	"koubo/opportunity/extract/classify"
	"koubo/opportunity/jdate"
	"koubo/parsers/page"
	"koubo/parsers/part"
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
