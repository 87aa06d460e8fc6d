package crawler

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"koubo/crawler/fetch"
	"koubo/opportunity"
	"koubo/opportunity/extract/classify"
	"koubo/parsers/page"
	"koubo/sources"
)

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
	if !strings.HasPrefix(fmt.Sprint(fault), "boom\n") || !strings.Contains(fmt.Sprint(fault), "accept_test.go") {
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
