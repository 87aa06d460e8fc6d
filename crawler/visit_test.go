package crawler

import (
	"context"
	"errors"
	"strings"
	"testing"

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
