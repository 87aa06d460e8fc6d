package crawler

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/extract/classify"
	"koubo/opportunity/jdate"
	"koubo/sources"
)

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
