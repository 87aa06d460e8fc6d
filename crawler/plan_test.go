package crawler

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"koubo/opportunity"
	"koubo/parsers/part"
	"koubo/sources"
)

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
