package crawler

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"koubo/crawler/cause"
	"koubo/crawler/fetch"
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
