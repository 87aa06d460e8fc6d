package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"koubo/opportunity"
	"koubo/opportunity/extract"
	"koubo/sources"
	"koubo/sources/municipality"
	"koubo/store/layout"
)

// listed is a record that a body's source lists at an address.
func listed(source, code, address, title string) opportunity.Opportunity {
	o := sample(0, title)
	body, _ := municipality.All().ByCode(code)
	o.Source, o.Issuer = source, body.Issuer()
	o.URL, o.ID = opportunity.CanonicalURL(address), opportunity.NewID(code, opportunity.CanonicalURL(address))
	return o
}

const city, prefecture = "202100", "200000" // 駒ヶ根市, 長野県

// later is the instant of the n-th visit.
func later(n int) time.Time { return day.Add(time.Duration(n) * 24 * time.Hour) }

func TestASiteThatMovesKeepsItsRecords(t *testing.T) {
	for _, moved := range []string{
		"https://www.city.example.jp/koubo/1.html", "http://city.example.jp/koubo/1.html", "http://www.city.example.jp/koubo/1.html?ref=rss",
		"http://www.city.example.jp/koubo/1.html?print=1", "http://www.city.example.jp/(S(lit3py55t21z5v55vlm25s55))/koubo/1.html",
	} {
		s := open(t)
		old := listed("a", city, "http://www.city.example.jp/koubo/1.html", "公園管理の実証実験")
		apply(t, s, visit("a", later(0), old))
		fresh := closing(listed("a", city, moved, old.Title), "2026-12-25")
		v := visit("a", later(1), fresh)
		v.Known = map[string]sources.Known{fresh.Key(): {ID: fresh.ID, URL: fresh.URL}}
		out := apply(t, s, v)
		got, ok, _ := s.Get(old.ID)
		if !ok || !slices.Equal(out.Revised, []string{old.ID}) || len(out.New) != 0 || len(got.History) != 1 || got.URL != fresh.URL || len(got.Origins) != 1 {
			t.Errorf("%s: %+v; %+v", moved, out, got)
		}
		m, err := s.Memory("a")
		if err != nil || m.Known[old.Key()].ID != old.ID {
			t.Errorf("%s: remembered is %+v, %v", moved, m.Known, err)
		}
		check(t, s)
	}
}

func TestSeenAndWithdrawnFollowARecord(t *testing.T) {
	s := open(t)
	old := listed("a", city, "http://www.city.example.jp/koubo/1.html", "公園管理の実証実験")
	apply(t, s, visit("a", later(0), old))
	fresh := listed("a", city, "https://city.example.jp/koubo/new.html", old.Title)
	v := visit("a", later(1), fresh)
	v.Aliases = map[string][]string{fresh.ID: {old.Key()}}
	v.Withdrawn = map[string]string{fresh.ID: "その頁は 404 を返す"}
	if out := apply(t, s, v); !slices.Equal(out.Withdrawn, []string{old.ID}) {
		t.Errorf("%+v", out)
	}
	again := visit("a", later(2), fresh) // without what led to it
	again.SeenIDs = []string{fresh.ID}
	if out := apply(t, s, again); len(out.New) != 0 {
		t.Errorf("a key that led to a record once leads there no longer: %+v", out)
	}
	if got, _, _ := s.Get(old.ID); !got.LastSeen.Equal(later(2)) || got.Withdrawn != nil {
		t.Errorf("%+v", got)
	}
	check(t, s)
}

func TestTwoStoredRecordsThatAreOneAreMerged(t *testing.T) {
	s := open(t)
	first := listed("a", city, "https://www.city.example.jp/koubo/1.html", "公園管理の実証実験")
	second := listed("a", city, "https://www.city.example.jp/topics/77.html", "公園管理の実証実験 参加企業")
	apply(t, s, visit("a", later(0), first))
	apply(t, s, visit("a", later(1), second))
	apply(t, s, visit("a", later(2), closing(second, "2026-12-25")))
	second = closing(second, "2026-12-25")
	second.Title = first.Title
	v := visit("a", later(3), second)
	v.Aliases = map[string][]string{second.ID: {first.URL}}
	if out := apply(t, s, v); len(out.New)+len(out.Revised) > 0 {
		t.Errorf("what is one now is told anew: %+v", out)
	}
	got, ok, err := s.Get(second.ID)
	if err != nil || !ok || got.ID != first.ID || !got.FirstSeen.Equal(later(0)) || !got.LastSeen.Equal(later(3)) {
		t.Fatalf("%+v, %v", got, err)
	}
	if len(got.Origins) != 2 || len(got.History) != 1 || got.History[0].Field != "deadlines" || got.Deadlines[0].End != "2026-12-25" {
		t.Errorf("origins %+v, history %+v, deadlines %+v", got.Origins, got.History, got.Deadlines)
	}
	if total := answer(t, s, everything()).Total; total != 1 {
		t.Errorf("%d records", total)
	}
	events, _ := s.Events(0, 100)
	if !slices.ContainsFunc(events, func(e Event) bool {
		return e.Kind == EventMerged && e.Record == second.ID && e.Into == first.ID && e.At.Equal(later(3)) && e.Source == "a"
	}) {
		t.Errorf("no event tells of the merge: %+v", events)
	}
	apply(t, s, visit("a", later(4), first, second))
	if total := answer(t, s, everything()).Total; total != 1 {
		t.Errorf("%d records after another visit", total)
	}
	check(t, s)
}

func TestACallInTwoSourcesIsOneRecord(t *testing.T) {
	const page, title = "https://www.city.komagane.nagano.jp/koubo/1.html", "公園管理DX実証実験に係る企業募集"
	for _, first := range []string{"pref", "city"} {
		s := open(t)
		byPref, byCity := listed("pref", prefecture, page+"?from=top", title), listed("city", city, page, title)
		byPref.Published, byPref.Summary = "2026-11-05", "県内の公募"
		order := []opportunity.Opportunity{byCity, byPref}
		if first == "pref" {
			order = []opportunity.Opportunity{byPref, byCity}
		}
		for n := range 6 {
			o := order[n%2]
			if out := apply(t, s, visit(o.Source, later(n), o)); n > 0 && len(out.New)+len(out.Revised) > 0 {
				t.Errorf("first %s, visit %d: %+v", first, n, out)
			}
		}
		q := everything()
		for _, source := range []string{"pref", "city", ""} {
			q.Source = source
			got := answer(t, s, q)
			if got.Total != 1 || got.Items[0].Issuer.Name != "駒ヶ根市" || len(got.Items[0].Origins) != 2 || got.Items[0].Origins[0].Source != first || got.Items[0].Published != order[0].Published {
				t.Errorf("first %s, asked for %q: %+v", first, source, got)
			}
		}
		check(t, s)
	}
}

// What two bodies list at one address with different titles is a page that leads to many calls, as of a portal.
func TestAPageOfManyBodiesIsNoCall(t *testing.T) {
	s := open(t)
	for n := range 4 {
		apply(t, s, visit("pref", later(n), listed("pref", prefecture, "https://portal.example.jp/koubo/list", "観光アプリ開発業務プロポーザルの実施")))
		apply(t, s, visit("city", later(n), listed("city", city, "https://portal.example.jp/koubo/list", "遊休地活用サウンディング型市場調査の実施")))
	}
	if got := answer(t, s, everything()); got.Total != 2 {
		t.Errorf("%d records: %v", got.Total, titles(got.Items))
	}
	check(t, s)
}

// A site whose pages all name one of them as their canonical address must not become one record.
func TestACanonicalAddressOfAllPagesIdentifiesNone(t *testing.T) {
	s := open(t)
	subjects := strings.Fields("公園 窓口 観光 防災 図書館")
	var records []opportunity.Opportunity
	aliases := map[string][]string{}
	for i, subject := range subjects {
		o := listed("a", city, fmt.Sprintf("https://www.city.example.jp/koubo/%d.html", i), subject+"に係る企業募集について")
		records = append(records, o)
		aliases[o.ID] = []string{"city.example.jp/koubo/0.html", "city.example.jp", "city.example.jp/index.php?lang=ja"}
	}
	together := visit("a", later(0), records...)
	together.Aliases = aliases
	apply(t, s, together)
	for n, o := range records { // and one by one, each while all are listed
		v := visit("a", later(n+1), o)
		v.Aliases = map[string][]string{o.ID: aliases[o.ID]}
		for _, other := range records {
			v.SeenIDs = append(v.SeenIDs, other.ID)
		}
		apply(t, s, v)
	}
	if got := answer(t, s, everything()); got.Total != len(records) {
		t.Errorf("%d records: %v", got.Total, titles(got.Items))
	}
	check(t, s)
}

// A page that its body gave another address and another title is found again, where the old one is listed no longer.
func TestAMovedAndRetitledPageIsFoundAgain(t *testing.T) {
	s := open(t)
	old := listed("a", city, "https://www.city.example.jp/koubo/1.html", "公園管理の実証実験")
	apply(t, s, visit("a", later(0), old))
	fresh := listed("a", city, "https://www.city.example.jp/koubo/r8/park.html", "審査結果について")
	v := visit("a", later(1), fresh)
	v.Aliases = map[string][]string{fresh.ID: {old.Key()}}
	if out := apply(t, s, v); len(out.New) != 0 || !slices.Equal(out.Revised, []string{old.ID}) {
		t.Errorf("%+v", out)
	}
	other := listed("b", prefecture, "https://www.pref.example.jp/1.html", "まったく別の募集")
	v = visit("b", later(2), other)
	v.Aliases = map[string][]string{other.ID: {old.Key()}}
	if out := apply(t, s, v); len(out.New) != 1 {
		t.Errorf("another body's page became this one: %+v", out)
	}
	check(t, s)
}

func TestPartsOfAPageShareNoKeys(t *testing.T) {
	s := open(t)
	var records []opportunity.Opportunity
	aliases := map[string][]string{}
	for _, part := range []string{"#koubo-1", "#koubo-2", "公園売店の募集", "庁内DXの募集"} {
		o, _ := extract.Normalize(opportunity.Draft{Source: "a", Issuer: opportunity.Issuer{Code: city, Name: "駒ヶ根市"},
			URL: "https://www.city.example.jp/boshu.html", Part: part, Title: "募集 " + part}, "2026-11-02")
		records = append(records, o)
		aliases[o.ID] = []string{"city.example.jp/boshu2.html"} // the page's canonical address
	}
	for n := range 2 {
		v := visit("a", later(n), records...)
		v.Aliases = aliases
		apply(t, s, v)
	}
	if got := answer(t, s, everything()); got.Total != 4 {
		t.Errorf("%d records: %v", got.Total, titles(got.Items))
	}
	moved, _ := extract.Normalize(opportunity.Draft{Source: "a", Issuer: opportunity.Issuer{Code: city, Name: "駒ヶ根市"},
		URL: "https://www.city.example.jp/boshu2.html", Part: "庁内ＤＸ の募集", Title: "庁内DX"}, "2026-11-02")
	if out := apply(t, s, visit("a", later(3), moved)); len(out.New) != 0 {
		t.Errorf("a part whose page moved is new: %+v", out)
	}
	check(t, s)
}

func TestWhatAnotherSourceListsIsNotWithdrawn(t *testing.T) {
	const page = "https://www.city.komagane.nagano.jp/koubo/1.html"
	s := open(t)
	byCity, byPref := listed("city", city, page, "公園管理の実証実験"), listed("pref", prefecture, page, "公園管理の実証実験")
	byCity, byPref = closing(byCity, "2027-01-29"), closing(byPref, "2027-01-29")
	lists := func(o opportunity.Opportunity, n int, k sources.Known) sources.Visit {
		v := visit(o.Source, later(n), o)
		k.ID, k.URL = o.ID, o.URL
		v.Known = map[string]sources.Known{o.Key(): k}
		return v
	}
	drops := func(o opportunity.Opportunity, n int) sources.Visit {
		v := lists(o, n, sources.Known{Gone: true, Missed: 2})
		v.Records, v.Withdrawn = nil, map[string]string{o.ID: "一覧から消えた"}
		return v
	}
	apply(t, s, lists(byCity, 0, sources.Known{}))
	apply(t, s, lists(byPref, 1, sources.Known{}))
	if out := apply(t, s, drops(byPref, 2)); len(out.Withdrawn) != 0 {
		t.Error("the prefecture's list dropped it, the city's did not, and it was withdrawn")
	}
	if out := apply(t, s, drops(byCity, 3)); len(out.Withdrawn) != 1 {
		t.Error("both dropped it, and it was not withdrawn")
	}
	apply(t, s, lists(byPref, 4, sources.Known{}))
	apply(t, s, lists(byCity, 5, sources.Known{}))
	if out := apply(t, s, drops(byCity, 30)); len(out.Withdrawn) != 1 {
		t.Error("a source that is no longer visited keeps it from being withdrawn")
	}
	check(t, s)
}

func TestAliasesAreBounded(t *testing.T) {
	s := open(t)
	const title = "公園管理の実証実験"
	before := listed("a", city, "https://www.city.example.jp/koubo/1.html", title)
	apply(t, s, visit("a", later(0), before))
	for n := range 100 {
		fresh := listed("a", city, fmt.Sprintf("https://www.city.example.jp/koubo/n%d.html", n), title)
		v := visit("a", later(n+1), fresh)
		v.Aliases = map[string][]string{fresh.ID: {before.Key()}}
		if out := apply(t, s, v); len(out.New) != 0 {
			t.Fatalf("visit %d: %+v", n, out)
		}
		before = fresh
	}
	aliases := 0
	if err := s.file.View(func(tx *bolt.Tx) error { aliases = tx.Bucket(layout.AliasBucket).Stats().KeyN; return nil }); err != nil || aliases != aliasesKept+1 {
		t.Errorf("%d keys lead to one record: %v", aliases, err)
	}
	check(t, s)
}

func TestALongAddressIsAKeyToo(t *testing.T) {
	s := open(t)
	long := "https://www.city.example.jp/koubo?q=" + strings.Repeat("a", 7000)
	apply(t, s, visit("a", later(0), listed("a", city, long, "一")))
	if out := apply(t, s, visit("a", later(1), listed("a", city, strings.Replace(long, "https://www.", "http://", 1), "一"))); len(out.New) != 0 {
		t.Errorf("%+v", out)
	}
	check(t, s)
}

// TestAPartOfAPageIsToldApartOtherwise: its anchor is another's now. The record keeps its id and is found by its title.
func TestAPartOfAPageIsToldApartOtherwise(t *testing.T) {
	s := open(t)
	const page = "https://www.city.example.jp/koubo/all.html"
	part := func(title, part string) opportunity.Opportunity {
		o := listed("a", city, page, title)
		o.Part, o.ID = part, opportunity.NewID(city, page+"#"+part)
		return o
	}
	first := part("公園管理の実証実験", "#n1")
	apply(t, s, visit("a", later(0), first))
	moved, fresh := part(first.Title, first.Title), part("給食配送のプロポーザル", "給食配送のプロポーザル")
	v := visit("a", later(1), fresh, moved)
	v.Aliases = map[string][]string{moved.ID: {first.Key()}}
	if out := apply(t, s, v); len(out.New) != 1 || len(out.Revised) != 0 {
		t.Errorf("%+v", out)
	}
	if got, _, _ := s.Get(first.ID); got.ID != first.ID || got.Part != moved.Part || got.Revision != 1 {
		t.Errorf("%+v", got)
	}
	if out := apply(t, s, visit("a", later(2), fresh, moved)); len(out.New)+len(out.Revised) != 0 {
		t.Errorf("%+v", out)
	}
	check(t, s)
}
