package crawler

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"koubo/crawler/cause"
	"koubo/crawler/fetch"
	"koubo/sources"
)

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
