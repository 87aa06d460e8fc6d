package crawler

// What lists and feeds are read to, and how their addresses fare. Here are, in this order, the tests of entry.go,
// validator.go, listing.go, health.go and verdict.go.

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
	"koubo/crawler/parsing"
	"koubo/opportunity"
	"koubo/opportunity/extract/classify"
	"koubo/parsers/page"
	"koubo/parsers/sites"
	"koubo/sources"
)

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
		r := &reader{Crawler: &Crawler{}, src: sources.Source{Feeds: []string{"https://a.jp/feed"}}, at: planAt}
		if got := r.feedsSpeakFor(&entry{before: c.list}, c.feeds); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
		r.Crawler = &Crawler{opt: Options{EachList: true}}
		if r.feedsSpeakFor(&entry{before: c.list}, c.feeds) {
			t.Errorf("%s: a check leaves a list alone", name)
		}
	}
	if (&reader{Crawler: &Crawler{}, at: planAt}).feedsSpeakFor(&entry{before: sources.Validator{Items: 5, Fetched: planAt}}, nil) {
		t.Error("a source without a feed has one that speaks")
	}
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

// TestFramesAreLookedInto where their page holds nothing itself: of the same site, six at most, up to the first that holds something.
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
		"the first":               {map[string]string{"list": frames("/a", "/b"), "a": full, "b": full}, "/list /a", 1, 0},
		"the sixth":               {map[string]string{"list": frames("/a", "/b", "/c", "/d", "/e", "/f"), "a": empty, "b": empty, "c": empty, "d": empty, "e": empty, "f": full}, "/list /a /b /c /d /e /f", 1, 0},
		"the seventh is too many": {map[string]string{"list": frames("/a", "/b", "/c", "/d", "/e", "/f", "/g"), "a": empty, "b": empty, "c": empty, "d": empty, "e": empty, "f": empty, "g": full}, "/list /a /b /c /d /e /f", 0, 0},
		"within a frame":          {map[string]string{"list": frames("/a", "/b"), "a": frames("/c", "/d"), "b": empty, "c": empty, "d": full}, "/list /a /b /c /d", 1, 0},
		"three deep":              {map[string]string{"list": frames("/a"), "a": frames("/b"), "b": frames("/c"), "c": full}, "/list /a /b /c", 1, 0},
		"a circle of frames":      {map[string]string{"list": frames("/a", "/b"), "a": frames("/b", "/list"), "b": frames("/a", "/list")}, "/list /a /b", 0, 0},
		"of another site":         {map[string]string{"list": frames("https://b.jp/a", "/a", "/b", "/c"), "a": empty, "b": empty, "c": full}, "/list /a /b /c", 1, 0},
		"one that is gone":        {map[string]string{"list": frames("/a", "/b"), "b": full}, "/list /a /b", 1, 1},
		"none":                    {map[string]string{"list": empty, "a": full}, "/list", 0, 0},
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
		if c.items > 0 && (e.fresh.Items == 0 || e.fresh.Hash != "" || e.fresh.Sent()) {
			t.Errorf("%s: whether something new stands in the frame is judged by the page around it", name)
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

// TestAPanicOfAParserIsItsCallers, and the goroutines that parse go on.
func TestAPanicOfAParserIsItsCallers(t *testing.T) {
	p := parsing.New(1)
	fault := func() (fault any) {
		defer func() { fault = recover() }()
		p.Run(func() { panic("boom") })
		return nil
	}()
	if !strings.HasPrefix(fmt.Sprint(fault), "boom\n") || !strings.Contains(fmt.Sprint(fault), "_test.go:") {
		t.Errorf("%v", fault)
	}
	ran := false
	if p.Run(func() { ran = true }); !ran {
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

// TestWhereAListSendsItsReader it is followed, step by step; a feed's refresh, an error's and that of what is unchanged are not.
func TestWhereAListSendsItsReader(t *testing.T) {
	const refresh = `<html><head><meta http-equiv="refresh" content="0; url=/new"></head></html>`
	pages := map[string]string{"https://a.jp/list": refresh, "https://a.jp/new": `<meta http-equiv="refresh" content="0; url=/newer">`, "https://a.jp/newer": "<p>x</p>"}
	for name, c := range map[string]struct {
		feed   bool
		before sources.Validator
		want   string
	}{"a list": {false, sources.Validator{}, "/list /new /newer"}, "a feed": {true, sources.Validator{}, "/list"}, "unchanged": {false, sources.Validator{Hash: fetch.HashOf([]byte(refresh)), Items: 1}, "/list"}} {
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

func collectOne(known map[string]sources.Known, drafts ...opportunity.Draft) listing {
	e := entry{key: "list", read: true, drafts: drafts, verdicts: map[[2]string]classify.Verdict{}}
	return collect(sources.Source{ID: "s"}, known, []entry{e})
}

// entryOf is an entry that was read and lists these.
func entryOf(key string, drafts ...opportunity.Draft) entry {
	return entry{key: key, read: true, drafts: drafts, verdicts: map[[2]string]classify.Verdict{}}
}

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

// TestWhatTwoEntriesSayIsJoined: one that decides is enough.
func TestWhatTwoEntriesSayIsJoined(t *testing.T) {
	feed := entry{key: "feed", read: true, drafts: []opportunity.Draft{draft("http://a.jp/1", "募集について")}, verdicts: map[[2]string]classify.Verdict{}}
	list := entry{key: "list", read: true, drafts: []opportunity.Draft{draft("http://a.jp/1", parkCall)}, verdicts: map[[2]string]classify.Verdict{}}
	l := collect(sources.Source{}, nil, []entry{feed, list})
	if len(l.items) != 1 || l.items[0].undecided || len(l.items[0].on) != 2 {
		t.Errorf("%+v", l.items)
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

// TestAnEntryThatLeadsToAListIsNoAnnouncement, where the list holds some with pages of their own; a part of it is one.
func TestAnEntryThatLeadsToAListIsNoAnnouncement(t *testing.T) {
	for name, c := range map[string]struct {
		link  string
		items int // of the list
		want  int
	}{
		"its address": {"https://a.jp/list/", 1, 1}, "another form of it": {"http://a.jp/list/index.html", 1, 1}, "a part of it": {"https://a.jp/list/#p", 1, 2},
		"a list that holds none": {"https://a.jp/list/", 0, 2}, "another page": {"https://a.jp/lists/", 1, 2},
	} {
		feed, list := entryOf("feed", draft(c.link, "事業者募集情報を更新しました"), draft("https://a.jp/1", parkCall)), entryOf("list")
		feed.feed, feed.items, list.url, list.items = true, 2, "https://a.jp/list/", c.items
		l := collect(sources.Source{ID: "s"}, nil, []entry{feed, list})
		if len(l.items) != c.want || l.seen != 2 || len(l.dropped) != 2-c.want {
			t.Errorf("%s: %+v, dropped %v", name, l.items, l.dropped)
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
		"alone, one whose part led to another": {map[string]sources.Known{"a.jp/1#p": {Alias: "a.jp/7", Part: "#p"}, "a.jp/7": {ID: "7"}}, both[:1], "a.jp/7||false"},
		"two":                                  {nil, both, "a.jp/1#p|#p|true a.jp/1#" + lunchCall + "|" + lunchCall + "|true"},
		"two, the second alone before":         {map[string]sources.Known{"a.jp/1": {Title: lunchCall}}, both, "a.jp/1#p|#p|true a.jp/1||true"},
		"two, neither alone before":            {map[string]sources.Known{"a.jp/1": {Title: busCall}}, both, "a.jp/1#p|#p|true a.jp/1#" + lunchCall + "|" + lunchCall + "|true"},
		"two, a part of it before":             {map[string]sources.Known{"a.jp/1": {Title: lunchCall, Part: "#x"}}, both, "a.jp/1#p|#p|true a.jp/1#" + lunchCall + "|" + lunchCall + "|true"},
		"two, both known":                      {map[string]sources.Known{"a.jp/1": {Title: lunchCall}, "a.jp/1#" + lunchCall: {Part: lunchCall}}, both, "a.jp/1#p|#p|true a.jp/1#" + lunchCall + "|" + lunchCall + "|true"},
		"two that are one":                     {map[string]sources.Known{"a.jp/1": {Title: parkCall, Group: group}}, both, "a.jp/1||true"},
		"two that were one of others":          {map[string]sources.Known{"a.jp/1": {Title: parkCall, Group: "other"}}, both, "a.jp/1||true a.jp/1#" + lunchCall + "|" + lunchCall + "|true"},
		"two, one of them a part already":      {map[string]sources.Known{"a.jp/1": {Title: busCall, Group: group}, "a.jp/1#p": {Part: "#p"}}, both, "a.jp/1#p|#p|true a.jp/1#" + lunchCall + "|" + lunchCall + "|true"},
		"two, one a part by its title":         {map[string]sources.Known{"a.jp/1": {Title: busCall, Group: group}, "a.jp/1#" + parkCall: {Part: parkCall}}, both, "a.jp/1#" + parkCall + "|" + parkCall + "|true a.jp/1#" + lunchCall + "|" + lunchCall + "|true"},
	} {
		var got []string
		for _, i := range collectOne(c.known, c.drafts...).items {
			got = append(got, fmt.Sprintf("%s|%s|%v", i.key, i.draft.Part, i.group != ""))
		}
		if words := strings.Join(got, " "); words != c.want {
			t.Errorf("%s: %q, want %q", name, words, c.want)
		}
	}
	const page = "http://a.jp/1"
	of := func(title, part string) sources.Known {
		return sources.Known{ID: title, Title: title, Part: part, URL: page, Group: "g"}
	}
	numbered := map[string]sources.Known{"a.jp/1#1": of(parkCall, "#1"), "a.jp/1#2": of(lunchCall, "#2")}
	for name, c := range map[string]struct {
		drafts []opportunity.Draft
		want   string
	}{
		"as before":       {[]opportunity.Draft{draft(page+"#1", parkCall), draft(page+"#2", lunchCall)}, "a.jp/1#1|#1 a.jp/1#2|#2"},
		"a new one first": {[]opportunity.Draft{draft(page+"#1", busCall), draft(page+"#2", parkCall), draft(page+"#3", lunchCall)}, "a.jp/1#" + busCall + "|" + busCall + " a.jp/1#1|" + parkCall + " a.jp/1#2|" + lunchCall},
		"swapped":         {[]opportunity.Draft{draft(page+"#1", lunchCall), draft(page+"#2", parkCall)}, "a.jp/1#2|" + lunchCall + " a.jp/1#1|" + parkCall},
		"the first gone":  {[]opportunity.Draft{draft(page+"#1", lunchCall)}, "a.jp/1#2|" + lunchCall},
		"one renamed":     {[]opportunity.Draft{draft(page+"#1", busCall), draft(page+"#2", lunchCall)}, "a.jp/1#1|#1 a.jp/1#2|#2"},
		"one more":        {[]opportunity.Draft{draft(page+"#1", parkCall), draft(page+"#2", lunchCall), draft(page+"#3", busCall)}, "a.jp/1#1|#1 a.jp/1#2|#2 a.jp/1#3|#3"},
		"two of a title":  {[]opportunity.Draft{draft(page+"#1", parkCall), draft(page+"#2", lunchCall), draft(page+"#3", parkCall)}, "a.jp/1#1|#1 a.jp/1#2|#2 a.jp/1#3|#3"},
	} {
		var got []string
		for _, i := range collectOne(numbered, c.drafts...).items {
			got = append(got, i.key+"|"+i.draft.Part)
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

// TestGoodStates are those in which an address is learned from.
func TestGoodStates(t *testing.T) {
	for state, want := range map[sources.State]bool{sources.OK: true, sources.Empty: true, sources.Stale: true, sources.Failing: false, sources.Blocked: false, sources.Suspect: false, sources.Degraded: false, sources.Never: false} {
		if isGood(state) != want {
			t.Errorf("%s is good: %v", state, !want)
		}
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

// TestListsByYears reads this year's list and the former's behind a page of years, whatever calendar names them, and the next year's as
// soon as it appears.
func TestListsByYears(t *testing.T) {
	const list = "https://a.jp/list"
	hub := func(links ...string) string {
		var b strings.Builder
		b.WriteString("<html><head><title>公募情報</title></head><body><nav><a href=/h19>平成31年度</a></nav><main><h1>公募情報</h1><ul>")
		for n := 0; n+1 < len(links); n += 2 {
			b.WriteString(`<li><a href="` + links[n] + `">` + links[n+1] + "</a></li>")
		}
		return b.String() + "</ul></main></body></html>"
	}
	of := func(year, more string, pairs ...string) string {
		return strings.ReplaceAll(strings.Replace(rows(pairs...), "</ul>", "</ul>"+more, 1), "事業者の募集", year+" 事業者の募集")
	}
	a, b := rows("/1", parkCall), rows("/2", lunchCall)
	for name, c := range map[string]struct {
		pages map[string]string
		want  string
		items int
	}{
		"in disorder":            {map[string]string{"list": hub("/6", "令和6年度", "/8", "令和8年度", "/7", "令和7年度"), "8": a, "7": b}, "/list /8 /7", 2},
		"of two calendars":       {map[string]string{"list": hub("/7", "2025年度", "/6", "令和6年度", "/8", "令和8年度"), "8": a, "7": b}, "/list /8 /7", 2},
		"in both calendars":      {map[string]string{"list": hub("/7", "2025(令和7)年度", "/8", "2026(令和8)年度"), "8": a, "7": b}, "/list /8 /7", 2},
		"one alone":              {map[string]string{"list": hub("/8", "令和８年度分"), "8": a}, "/list /8", 1},
		"with a name":            {map[string]string{"list": hub("/8", "令和8年度 公募案件", "/7", "令和7年度 公募案件", "/k", "令和7年度 審査結果"), "8": a, "7": b}, "/list /8 /7", 2},
		"of two matters":         {map[string]string{"list": hub("/8", "令和8年度 物品", "/7", "令和7年度 物品", "/w", "令和8年度 委託", "/v", "令和7年度 委託"), "8": a, "w": b}, "/list /8 /w /7 /v", 2},
		"months":                 {map[string]string{"list": hub("/8", "8月", "/9", "9月", "/10", "10月", "/11", "11月"), "11": a, "9": b}, "/list /11 /10 /9", 2},
		"under headings":         {map[string]string{"list": "<html><body><main><h1>公募情報</h1><h2>令和7年度</h2><p><a href=/7>一覧はこちら</a></p><h2>令和8年度</h2><p><a href=/8>一覧はこちら</a></p></main></body></html>", "8": a, "7": b}, "/list /8 /7", 2},
		"beside cells":           {map[string]string{"list": "<html><body><main><h1>公募情報</h1><table><tr><th>2026年度</th><td><a href=/8>案件の一覧</a></td></tr><tr><th>令和7年度</th><td><a href=/7>案件の一覧</a></td></tr></table></main></body></html>", "8": a, "7": b}, "/list /8 /7", 2},
		"behind heads of rows":   {map[string]string{"list": "<html><body><main><h1>公募情報</h1><table><tr><th>令和7年度</th><td><a href=/7>一覧</a></td><td><a href=/7b>一覧</a></td></tr><tr><th>令和8年度</th><td><a href=/8>一覧</a></td><td><a href=/8b>一覧</a></td></tr></table></main></body></html>", "8": a, "8b": b, "7": rows("/3", busCall)}, "/list /8 /8b /7 /7b", 3},
		"in the menu beside":     {map[string]string{"list": "<html><body><main><h1>公募情報</h1><p>公募しています。</p></main><aside><ul><li><a href=/7>令和7年度</a></li><li><a href=/8>令和8年度</a></li></ul></aside></body></html>", "8": a, "7": b}, "/list /8 /7", 2},
		"a column of years":      {map[string]string{"list": columnOfYears(""), "x1": a}, "/list", 6},
		"a column of days":       {map[string]string{"list": columnOfYears("<td>11月4日</td>"), "x1": a}, "/list", 6},
		"in short":               {map[string]string{"list": hub("/7", "R7", "/8", "R8"), "8": a, "7": b}, "/list /8 /7", 2},
		"in kanji":               {map[string]string{"list": hub("/10", "令和十年度", "/8", "令和八年度", "/9", "令和九年度"), "10": a, "9": b}, "/list /10 /9", 2},
		"parted by months":       {map[string]string{"list": hub("/8", "令和8年度", "/7", "令和7年度"), "8": hub("/10", "10月", "/11", "11月", "/7", "令和7年度"), "11": a, "7": b}, "/list /8 /11 /10 /7", 2},
		"in a box of choices":    {map[string]string{"list": "<html><body><h1>公募</h1><select><option>年度</option><option value=/7>令和7年度</option><option value=/8>令和8年度</option></select></body></html>", "8": a, "7": b}, "/list /8 /7", 2},
		"beside a menu":          {map[string]string{"list": hub("/8", "令和8年度", "/q", "入札参加資格審査について", "/7", "令和7年度"), "8": a, "7": b}, "/list /8 /7", 3},
		"the newest is empty":    {map[string]string{"list": hub("/9", "令和9年度", "/8", "令和8年度"), "9": hub(), "8": a}, "/list /9 /8", 1},
		"the newest has pages":   {map[string]string{"list": hub("/8", "令和8年度", "/7", "令和7年度"), "8": of("令和8年度", "<a href=/8b>次へ</a>", "/1", parkCall), "8b": rows("/3", busCall), "7": b}, "/list /8 /7 /8b", 3},
		"a year's own list":      {map[string]string{"list": of("令和8年度", "<a href=/7>令和7年度</a>", "/1", parkCall), "7": b}, "/list /7", 2},
		"the next year appeared": {map[string]string{"list": of("令和8年度", "<a href=/9>令和9年度</a> <a href=/7>令和7年度</a>", "/1", parkCall), "9": b, "7": rows("/3", busCall)}, "/list /9 /7", 3},
		"of files":               {map[string]string{"list": hub("/8.pdf", "令和8年度", "/7.pdf", "令和7年度")}, "/list", 2},
		"of what came of them":   {map[string]string{"list": hub("/8", "令和8年度 入札結果", "/7", "令和7年度 入札結果"), "8": a}, "/list", 0},
	} {
		pages := map[string]string{}
		for path, body := range c.pages {
			pages["https://a.jp/"+path] = body
		}
		w := &web{pages: pages}
		r, e := readerOf(w, sources.Source{}), newEntry(list, sources.Validator{})
		r.readEntry(t.Context(), e, nil)
		if w.paths() != c.want || e.items != c.items || e.err != nil {
			t.Errorf("%s: asked for %s; %d items, %v, %v", name, w.paths(), e.items, e.err, r.problems)
		}
		if e.fresh.Hash != "" && w.paths() != "/list" && name != "a year's own list" {
			t.Errorf("%s: whether something new stands behind the page is judged by the page alone", name)
		}
	}
}

// columnOfYears is a list whose rows begin with the year of the announcement and end with a link to it.
func columnOfYears(cell string) string {
	var b strings.Builder
	b.WriteString("<html><head><title>公募情報</title></head><body><main><h1>公募情報</h1><table><tr><th>年度</th><th>件名</th><th></th></tr>")
	for n := range 6 {
		fmt.Fprintf(&b, `<tr><td>令和8年度</td>%s<td>第%d号公園の管理業務に係る公募型プロポーザル</td><td><a href="/x%d">詳細</a></td></tr>`, cell, n, n)
	}
	return b.String() + "</table></main></body></html>"
}

// TestListsByYearsThatCannotBeRead are trouble of the entry, for what stands on them would seem to have vanished; one that is gone is left out.
func TestListsByYearsThatCannotBeRead(t *testing.T) {
	hub := "<html><body><main><h1>公募情報</h1><ul><li><a href=/8>令和8年度</a></li><li><a href=/7>令和7年度</a></li></ul></main></body></html>"
	for status, broken := range map[int]bool{404: false, 410: false, 500: true, 503: true} {
		w := &web{pages: map[string]string{"https://a.jp/list": hub, "https://a.jp/7": rows("/1", parkCall), "https://a.jp/8": fmt.Sprintf("status %d", status)}}
		r, e := readerOf(w, sources.Source{}), newEntry("https://a.jp/list", sources.Validator{})
		r.readEntry(t.Context(), e, nil)
		if (e.err != nil) != broken || !broken && e.items != 1 {
			t.Errorf("%d: %d items, %v", status, e.items, e.err)
		}
	}
}

// TestFramesOfAnAnnouncementsPageAreRead where the page itself names no deadline, and only what is the announcement's.
func TestFramesOfAnAnnouncementsPageAreRead(t *testing.T) {
	const (
		body  = "<html><body><table><tr><th>提出期限</th><td>令和8年12月18日</td></tr></table></body></html>"
		words = "<p>市内の公園の管理に先端の技術を生かす実証実験を、企業の皆さまと共に行います。参加を希望する企業は、次の要領によりご応募ください。</p>"
		due   = "<p>提出期限：令和8年12月4日</p>"
		news  = `<html><body><h1>新着情報</h1><ul><li>2026年11月2日 <a href="/9">` + lunchCall + `</a></li><li>2026年11月1日 <a href="/8">` + busCall + `</a></li></ul><p>提出期限：令和8年12月9日</p></body></html>`
	)
	outer := func(below string) string {
		return "<html><head><title>" + parkCall + "</title></head><body><main><h1>" + parkCall + "</h1>" + below + "</main></body></html>"
	}
	set := func(frames ...string) string {
		return `<html><head><title>あおば市</title></head><frameset><frame src="` + strings.Join(frames, `"><frame src="`) + `"></frameset></html>`
	}
	for name, c := range map[string]struct {
		call     string
		inner    map[string]string
		want     string // end of the submission
		asked    string
		restless bool // whether it says no more whether it changed
	}{
		"a table":                   {outer(words + `<iframe src="/in"></iframe>`), map[string]string{"in": body}, "2026-12-18", "/call /in", true},
		"an object":                 {outer(words + `<object type="text/html" data="/in"></object>`), map[string]string{"in": body}, "2026-12-18", "/call /in", true},
		"frameset":                  {set("/menu", "/in"), map[string]string{"menu": "<p>メニュー</p>", "in": outer(words + due)}, "2026-12-04", "/call /menu /in", true},
		"a frame within a frame":    {set("/in"), map[string]string{"in": set("/deep"), "deep": outer(due)}, "2026-12-04", "/call /in /deep", true},
		"a circle":                  {set("/call", "/in"), map[string]string{"in": set("/call", "/in")}, "", "/call /in", false},
		"the page names it itself":  {outer(words + due + `<iframe src="/in"></iframe>`), map[string]string{"in": body}, "2026-12-04", "/call", false},
		"news":                      {outer(words + `<iframe src="/in"></iframe>`), map[string]string{"in": news}, "", "/call /in", false},
		"another call":              {outer(words + `<iframe src="/in"></iframe>`), map[string]string{"in": "<html><body><h1>広告掲載事業者の募集</h1><p>提出期限：令和8年12月9日</p></body></html>"}, "", "/call /in", false},
		"a calendar":                {outer(words + `<iframe src="/in"></iframe>`), map[string]string{"in": "<html><body><h1>イベントカレンダー</h1><p>12月5日 市民まつり</p><p>12月20日 スポーツ教室 申込締切 12月15日</p></body></html>"}, "", "/call /in", false},
		"under a part's heading":    {outer(words + `<iframe src="/in"></iframe>`), map[string]string{"in": "<html><body><h1>募集要項</h1><p>提出期限：令和8年12月9日</p></body></html>"}, "2026-12-09", "/call /in", true},
		"under another part's":      {outer(words + `<iframe src="/in"></iframe>`), map[string]string{"in": "<html><body><h1>申込方法</h1><p>提出期限：令和8年12月9日</p></body></html>"}, "2026-12-09", "/call /in", true},
		"a counter":                 {outer(words + `<iframe src="/in" width="1" height="1"></iframe>`), map[string]string{"in": body}, "", "/call", false},
		"of another site":           {outer(words + `<iframe src="https://b.jp/in"></iframe>`), nil, "", "/call", false},
		"one that is gone":          {outer(words + `<iframe src="/in"></iframe>`), nil, "", "/call /in", false},
		"the fourth":                {set("/1", "/2", "/3", "/in"), map[string]string{"1": "<p>1</p>", "2": "<p>2</p>", "3": "<p>3</p>", "in": outer(due)}, "2026-12-04", "/call /1 /2 /3 /in", true},
		"the fifth is too many":     {set("/1", "/2", "/3", "/4", "/in"), map[string]string{"1": "<p>1</p>", "2": "<p>2</p>", "3": "<p>3</p>", "4": "<p>4</p>", "in": body}, "", "/call /1 /2 /3 /4", true},
		"beside the page's contact": {outer(words + `<iframe src="/in"></iframe><h2>お問い合わせ</h2><p>公園課 電話 000-111-2222</p>`), map[string]string{"in": body}, "2026-12-18", "/call /in", true},
	} {
		pages := map[string]string{"https://a.jp/call": c.call}
		for path, page := range c.inner {
			pages["https://a.jp/"+path] = page
		}
		w := &web{pages: pages}
		r, one := readerOf(w, sources.Source{}), taskOf("https://a.jp/call", parkCall)
		o := r.readPage(t.Context(), &one, nil)
		got := ""
		if o.kind == pageRead {
			for _, d := range o.records[0].Deadlines {
				if d.Role == opportunity.Submission {
					got += string(d.End)
				}
			}
		}
		if got != c.want || w.paths() != c.asked || o.kind == pageRead && (o.validator.Hash == "") != c.restless {
			t.Errorf("%s: %s, %v, %q; asked for %s", name, o.kind, o.err, got, w.paths())
		}
	}
}

// TestAFrameOfSeveralPagesIsTheSites: it is asked for once, and no second page is read to what stands in it.
func TestAFrameOfSeveralPagesIsTheSites(t *testing.T) {
	page := func(title string) string {
		return fmt.Sprintf(`<html><body><main><h1>%s</h1><p>%s</p><iframe src="/in"></iframe></main></body></html>`, title, strings.Repeat("募集します。", 20))
	}
	w := &web{pages: map[string]string{"https://a.jp/1": page(parkCall), "https://a.jp/2": page(lunchCall), "https://a.jp/in": "<p>提出期限：令和8年12月18日</p>"}}
	r := readerOf(w, sources.Source{})
	one := taskOf("https://a.jp/1", parkCall)
	r.readPage(t.Context(), &one, nil)
	two := taskOf("https://a.jp/2", lunchCall)
	if o := r.readPage(t.Context(), &two, nil); w.paths() != "/1 /in /2" || len(o.records) != 1 || len(o.records[0].Deadlines) != 0 {
		t.Errorf("%+v; asked for %s", o, w.paths())
	}
}

// TestWhatMayPass is asked for again; what is gone, forbidden or no document is not.
func TestWhatMayPass(t *testing.T) {
	for status, want := range map[string]bool{"status 503": true, "status 429": true, "status 403": true, "status 404": false, "status 410": false, "down": true} {
		w := &web{pages: map[string]string{"https://a.jp/in": status}}
		if _, err := readerOf(w, sources.Source{}).getWhole(t.Context(), "https://a.jp/in"); mayPass(err) != want {
			t.Errorf("%s: %v", status, err)
		}
	}
}

// TestRowsAreFiledUnderTheirPlace where they say by which day something is to be handed in, under the name of a list of calls or of tenders.
func TestRowsAreFiledUnderTheirPlace(t *testing.T) {
	due := []opportunity.Field{{Label: "参加申込期限", Value: "令和8年12月15日"}}
	for name, want := range map[string]bool{
		"プロポーザル方式の実施状況": true, "一般競争入札（物品・委託）公告": true, "入札情報": true, "公募型見積合わせ": true,
		"入札結果": false, "入札情報（発注見通し）": false, "入札参加資格者名簿": false, "お知らせ": false,
	} {
		drafts := []opportunity.Draft{{Title: "調節池の維持作業", Fields: due}, {Title: "調節池の維持作業"}, {Title: "物品", Fields: due, Categories: []string{"物品"}}, {Title: "行", Fields: due, InList: true}}
		newEntry("https://a.jp/list", sources.Validator{}).add(page.Listing{Name: name, Drafts: drafts})
		if filed := len(drafts[0].Categories) == 1 && drafts[0].Categories[0] == name; filed != want || drafts[1].Categories != nil || drafts[2].Categories[0] != "物品" || drafts[3].Categories != nil {
			t.Errorf("%s: %+v", name, drafts)
		}
	}
}
