package crawler

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"koubo/crawler/cause"
	"koubo/crawler/fetch"
	"koubo/crawler/hostframe"
	"koubo/opportunity"
	"koubo/parsers/page"
	"koubo/parsers/part"
	"koubo/sources"
)

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
