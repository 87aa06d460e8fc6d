package crawler

// What a visit asks for, and how visits are made. Here are, in this order, the tests of plan.go, reader.go (but for the
// reading of a page, which accept_results_test.go has), visit.go, run.go and crawler.go.

import (
	"context"
	"errors"
	"fmt"
	"io"
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
	"koubo/crawler/parsing"
	"koubo/opportunity"
	"koubo/parsers/page"
	"koubo/parsers/part"
	"koubo/sources"
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
		{"gone, and listed no longer", func(k *sources.Known) { k.Gone, k.Missed = true, 1 }, false, planning{thorough: true}, ""},
		{"gone, its list reads as before", both(ago(soonCheck), func(k *sources.Known) { k.Gone = true }), false, planning{}, whyDue},
		{"gone a moment ago, its list reads as before", both(ago(soonCheck-time.Second), func(k *sources.Known) { k.Gone = true }), false, planning{stirred: true}, ""},
		{"gone a moment ago, a thorough pass", func(k *sources.Known) { k.Gone = true }, false, planning{thorough: true}, whyDue},
		{"gone and over, its list reads as before", both(closed(time.Hour, 48*time.Hour), func(k *sources.Known) { k.Gone = true }), false, planning{thorough: true}, ""},
		{"gone for long, without a last day", func(k *sources.Known) { k.Gone, k.Deadline, k.FirstSeen = true, time.Time{}, planAt.Add(-closedFor) }, false, planning{thorough: true}, ""},
		{"gone, on no list", func(k *sources.Known) { k.Gone, k.On = true, nil }, false, planning{thorough: true}, ""},
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

// TestAPartIsNamedByItsFragmentOrItsTitle.
func TestAPartIsNamedByItsFragmentOrItsTitle(t *testing.T) {
	for name, want := range map[string]part.Part{"#p": {Fragment: "#p", Title: "call"}, parkCall: {Title: parkCall}} {
		if got := partOf(sources.Known{Part: name, Title: "call"}); got != want {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// TestWhatCountsAsFew, as much, and as long.
func TestWhatCountsAsFew(t *testing.T) {
	for name, pair := range map[string][2]float64{
		"pages that come whole": {fewWhole, 3}, "words of a notice": {cause.FewWords, 300}, "pages that are not theirs": {fewSuspects, 3}, "usual": {fewUsual, 10}, "their share": {fewShare, .2},
		"usual on a first page": {thinUsual, 15}, "its share": {thinShare, .4}, "rhythms": {staleTimes, 10}, "weight": {smoothing, .2},
		"documents": {maxAttachments, 2}, "frames": {maxFrames, 6}, "unchanged answers": {firstCheck, 2},
		"days without news": {staleAfter.Hours() / 24, 120}, "at least": {staleLeast.Hours() / 24, 30}, "days of a thin page": {thinFor.Hours() / 24, 30},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: %v, want %v", name, pair[0], pair[1])
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

// TestAClosedCallThatMayComeAgainIsAskedForOnceAMonth, whether its page can be read or not, and but a few in one visit.
func TestAClosedCallThatMayComeAgainIsAskedForOnceAMonth(t *testing.T) {
	ago := func(days int) time.Time { return planAt.AddDate(0, 0, -days) }
	for name, c := range map[string]struct {
		checked, tried int // days ago; 0 for never
		tries, again   int
		want           bool
	}{
		"a month ago": {31, 0, 0, 0, true}, "lately": {29, 0, 0, 0, false}, "failed lately": {90, 2, 3, 0, false}, "failed a month ago": {90, 31, 3, 0, true}, "failed before it was read": {31, 40, 0, 0, true},
		"the last of a visit": {31, 0, 0, fewAgain - 1, true}, "one too many": {31, 0, 0, fewAgain, false},
	} {
		k := remembered("call", func(k *sources.Known) {
			k.Open, k.Deadline, k.Date, k.On, k.Checked, k.Tries = false, ago(90), "", []string{"list"}, ago(c.checked), c.tries
			if c.tried > 0 {
				k.Tried = ago(c.tried)
			}
		})
		d := dueness{planning: planning{at: planAt}, again: c.again}
		if got := d.isDue("page", k, true); got != c.want {
			t.Errorf("%s: due %v", name, got)
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
	gone.Missed = 1
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
		Crawler: &Crawler{opt: withDefaults(Options{}), parsers: parsing.New(1), clock: fetch.SystemClock{}}, src: src, at: planAt,
		client: network.Client(fetch.ClientOptions{Once: true}), frame: hostframe.New(noFrames{}).Visit(),
	}
}

// noFrames remembers nothing of any host's pages.
type noFrames struct{}

func (noFrames) Frame(string) ([]byte, error) { return nil, nil }

type noHosts struct{}

func (noHosts) Host(string) (sources.HostNote, error) { return sources.HostNote{}, nil }

// at is a clock that stands at an instant.
type at time.Time

func (a at) Now() time.Time { return time.Time(a) }

func (at) Sleep(ctx context.Context, _ time.Duration) error { return ctx.Err() }

// TestOnceAHostWantsAPauseNothingMoreIsAskedFor in the visit.
func TestOnceAHostWantsAPauseNothingMoreIsAskedFor(t *testing.T) {
	w := &web{pages: map[string]string{"https://a.jp/1": "x", "https://a.jp/2": "x"}}
	r := readerOf(w, sources.Source{})
	r.client = fetch.NewNetwork(fetch.Options{UserAgent: "koubo/test", Timeout: time.Minute, MaxBody: 1 << 20, Transport: w, Clock: fetch.SystemClock{}, Hosts: noHosts{}, DailyBudget: 2}).Client(fetch.ClientOptions{Once: true})
	for n, want := range []string{"", "budget", "budget"} { // robots.txt was the first
		resp, err := r.get(t.Context(), fmt.Sprintf("https://a.jp/%d", n+1), nil)
		if resp == nil || (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) || (r.halted == nil) != (want == "") {
			t.Errorf("%d: %v, halted %v", n, err, r.halted)
		}
	}
	if other, err := r.get(t.Context(), "https://b.jp/", nil); other == nil || err != r.halted || w.paths() != "/1" {
		t.Errorf("%v, asked for %s", err, w.paths())
	}
	failing := readerOf(&web{}, sources.Source{})
	if _, err := failing.get(t.Context(), "no address", nil); err == nil || failing.halted != nil {
		t.Errorf("%v halts the visit: %v", err, failing.halted)
	}
}

// TestAVisitOfASlowHostIsOneThatLastsLong by the gap that its hosts want.
func TestAVisitOfASlowHostIsOneThatLastsLong(t *testing.T) {
	for pages, want := range map[int]bool{0: false, 6: false, 7: true} {
		w := &web{}
		r := readerOf(w, sources.Source{})
		r.client = fetch.NewNetwork(fetch.Options{UserAgent: "koubo/test", Timeout: time.Minute, MaxBody: 1 << 20, Transport: w, Clock: at(planAt), Hosts: noHosts{}, Gap: 2 * time.Second}).Client(fetch.ClientOptions{Once: true})
		if _, err := r.get(t.Context(), "https://a.jp/", nil); err != nil {
			t.Fatal(err)
		}
		if got := r.isSlow(pages); got != want {
			t.Errorf("%d pages: slow %v", pages, got)
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

// TestAVisitNamesTheFirstProblems, not those of a whole site that is down.
func TestAVisitNamesTheFirstProblems(t *testing.T) {
	r := &reader{}
	for range 60 {
		r.problem("https://a.jp/", errors.New("down"))
	}
	if first := r.problems[0]; len(r.problems) != 50 || first.URL != "https://a.jp/" || first.Why != "down" || len(first.Causes) != 1 || first.Causes[0].Code != sources.CauseOther {
		t.Errorf("%d problems: %+v", len(r.problems), r.problems[0])
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
		r.Crawler.perform(c.ctx, r, rs, &one)
		k, remembered := rs.visit.Known["a.jp/call"]
		if (w.paths() != "") != c.asked || remembered != (c.tries >= 0) || k.Tries != max(c.tries, 0) || (rs.read == 1) != c.asked {
			t.Errorf("%s: asked for %q, %+v, %d read", name, w.paths(), k, rs.read)
		}
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
		r := &reader{Crawler: &Crawler{parsers: parsing.New(1)}, frame: hostframe.New(noFrames{}).Visit()}
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

type ending struct{ end func() }

func (e ending) Observe(fetch.Traffic) { e.end() }

// failing is a store that cannot be read.
type failing struct{ error }

func (f failing) Memory(string) (sources.Memory, error)        { return sources.Memory{}, f.error }
func (f failing) Apply(sources.Visit) (sources.Outcome, error) { return sources.Outcome{}, f.error }
func (f failing) Host(string) (sources.HostNote, error)        { return sources.HostNote{}, nil }
func (f failing) Frame(string) ([]byte, error)                 { return nil, nil }

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

// TestAVisitThatIsBrokenOffStoresNothing.
func TestAVisitThatIsBrokenOffStoresNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	store := &empty{}
	c := New(store, Options{UserAgent: "koubo/test", Transport: &web{}, Observer: ending{cancel}, Clock: at(planAt)})
	if _, err := c.Visit(ctx, sources.Source{ID: "s", Lists: []string{"https://a.jp/list"}}); !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "visit of s was broken off") || len(store.visits) != 0 {
		t.Errorf("%v, %d stored", err, len(store.visits))
	}
}

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

// remembering is a store with a memory.
type remembering struct {
	empty
	memory sources.Memory
}

func (r *remembering) Memory(string) (sources.Memory, error) { return r.memory, nil }

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

// TestAVisitThatPanicsIsAnError that names its source, and its place is given back.
func TestAVisitThatPanicsIsAnError(t *testing.T) {
	c := New(&empty{}, Options{UserAgent: "koubo/test", Transport: &web{}, Clock: at(planAt)})
	_, err := c.VisitAddresses(t.Context(), sources.Source{ID: "odd", Lists: []string{"https://broken.jp/list"}}, nil)
	if err == nil || !strings.Contains(err.Error(), "the visit of odd failed inside the program (boom)") || c.Load() != (Load{}) {
		t.Errorf("%v, %+v", err, c.Load())
	}
}

// TestAPassBeginsWithTheSlowestHosts, by the delays of their robots.txt; those of one delay keep their order.
func TestAPassBeginsWithTheSlowestHosts(t *testing.T) {
	store := &empty{at: planAt, robots: map[string]string{"quick.jp": "", "slow.jp": "User-agent: *\nCrawl-delay: 9", "slower.jp": "User-agent: *\nCrawl-delay: 20", "also.jp": ""}}
	c := New(store, Options{UserAgent: "koubo/test", Transport: &web{}, Visits: 2, Clock: at(planAt)})
	list := []sources.Source{{ID: "none"}, {ID: "quick", Feeds: []string{"https://quick.jp/feed"}}, {ID: "slow", Lists: []string{"https://slow.jp/list"}}, {ID: "broken", Feeds: []string{"https://broken.jp/"}}, {ID: "slower", Lists: []string{"https://slower.jp/", "https://quick.jp/"}}, {ID: "also", Feeds: []string{"https://also.jp/"}}, {ID: "wide", Gap: 15 * time.Second, Feeds: []string{"https://wide.jp/"}}}
	var order []string
	for _, n := range c.slowestFirst(t.Context(), list) {
		order = append(order, list[n].ID)
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

type noTape struct{}

func (noTape) Record(*http.Request, *http.Response, []byte, time.Time) error { return nil }

type watching struct{}

func (*watching) Observe(fetch.Traffic) {}

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
