package discover

import (
	"slices"
	"strings"
	"testing"
)

// TestNarrowedLists takes a list as a whole for one that shows a part of it, in whatever order they are found.
func TestNarrowedLists(t *testing.T) {
	ended := []string{"旧保育所跡地の活用事業者の公募", "総合案内窓口業務に係る公募型プロポーザルの実施について"}
	for name, c := range map[string]struct {
		home  string
		pages map[string]string
		lists string
	}{
		"by a query, found first": {a("/ask/?state=1", "募集中の案件") + a("/desk/", "官民連携"), map[string]string{
			"/ask/?state=1": rows("/ask/", calls...), "/desk/": a("/ask/", "公募の一覧"), "/ask/": rows("/ask/", calls...) + `<a href="/ask/?p=2">2</a> <a href="/ask/?p=2">次へ</a>`}, "/ask/"},
		"by a query, both of pages": {a("/ask/?state=1", "募集中の案件") + a("/desk/", "官民連携"), map[string]string{
			"/ask/?state=1": rows("/ask/", calls...) + `<a href="/ask/?state=1&amp;p=2">次へ</a>`, "/desk/": a("/ask/", "公募の一覧"), "/ask/": rows("/ask/", calls...) + `<a href="/ask/?p=2">次へ</a>`}, "/ask/"},
		"by a query, found last": {a("/ask/", "公募の一覧") + a("/desk/", "官民連携"), map[string]string{
			"/ask/?state=1": rows("/ask/", calls...), "/desk/": a("/ask/?state=1", "募集中の案件"), "/ask/": rows("/ask/", append(slices.Clone(calls), ended...)...)}, "/ask/"},
		"of another matter": {a("/ask/?state=1", "募集中の案件") + a("/desk/", "官民連携"), map[string]string{
			"/ask/?state=1": rows("/ask/", calls...), "/desk/": a("/ask/", "公募の一覧"), "/ask/": rows("/old/", ended...)}, "/ask/ /ask/?state=1"},
	} {
		c.pages["/"] = home(c.home)
		found, err := explore(t, &site{pages: c.pages}, "/")
		got := strings.Fields(paths(found.Lists))
		slices.Sort(got)
		if err != nil || strings.Join(got, " ") != c.lists {
			t.Errorf("%s: lists %q, %v", name, got, err)
		}
	}
}

// TestListsBesideThoseOfOffices keeps a list of all offices although the page of one of them shows its calls for now, and more.
func TestListsBesideThoseOfOffices(t *testing.T) {
	more := append(slices.Clone(calls[:2]), "町民文化祭を開催しました", "図書館の休館日について")
	for name, c := range map[string]struct {
		home, lists string
	}{
		"the list first":              {a("/bid/", "入札公告") + a("/d/4/", "契約管財課"), "/bid/ /d/4/"},
		"the office first":            {a("/d/4/", "契約管財課") + a("/bid/", "市有地の貸付"), "/bid/ /d/4/"},
		"a desk by a name of its own": {a("/bid/", "入札公告") + a("/d/4/", "公募情報"), "/d/4/"},
	} {
		s := &site{pages: map[string]string{"/": home(c.home), "/bid/": rows("/k/", calls[:2]...), "/d/4/": rows("/k/", more...)}}
		found, err := explore(t, s, "/")
		got := strings.Fields(paths(found.Lists))
		slices.Sort(got)
		if err != nil || strings.Join(got, " ") != c.lists {
			t.Errorf("%s: lists %q, asked %v, %v", name, got, s.asked, err)
		}
	}
}

// TestFoldersOfCalls finds the page above a call that no list holds by its address, where calls have no breadcrumbs and something links that
// page, by whatever name.
func TestFoldersOfCalls(t *testing.T) {
	call := func(rest string) string { return "<h1>" + calls[0] + "</h1><p>提案を募集します。</p>" + rest }
	for name, c := range map[string]struct {
		at    string // the call's address
		menu  string // what the home page links
		pages map[string]string
		lists string
	}{
		"of the home page":          {"/d/koen/10187.html", a("/d/koen/", "花と緑の窓"), map[string]string{"/d/koen/10187.html": call(""), "/d/koen/": rows("/d/koen/", calls[1], "冬期通行止め路線") + a("/d/koen/10187.html", calls[0])}, "/d/koen/ /k/"},
		"in the menu of the call":   {"/d/koen/10187.html", "", map[string]string{"/d/koen/10187.html": call(a("/d/koen/", "花と緑の窓")), "/d/koen/": rows("/d/koen/", calls[1], "冬期通行止め路線")}, "/d/koen/ /k/"},
		"at a file":                 {"/d/koen/r8/12.html", a("/d/koen/r8/index.html", "公園のページ"), map[string]string{"/d/koen/r8/12.html": call(""), "/d/koen/r8/index.html": rows("/d/koen/", calls[1], "冬期通行止め路線")}, "/d/koen/r8/index.html /k/"},
		"the call's own folder":     {"/koen/2026/teian/", a("/koen/2026/", "公園のページ"), map[string]string{"/koen/2026/teian/": call(""), "/koen/2026/": rows("/koen/", calls[1], "冬期通行止め路線")}, "/k/ /koen/2026/"},
		"that nothing links":        {"/d/koen/10187.html", "", map[string]string{"/d/koen/10187.html": call(""), "/d/koen/": rows("/d/koen/", calls...)}, "/k/"},
		"that all of the site uses": {"/10187.html", "", map[string]string{"/10187.html": call("")}, "/k/"},
	} {
		c.pages["/"] = home(a("/k/", "入札公告"), c.menu) + `<ul><li>2026年10月3日 <a href="` + c.at + `">` + calls[0] + `</a></li></ul>`
		c.pages["/k/"] = rows("/k/", "町道2号線舗装工事 一般競争入札の公告", "庁舎清掃業務委託 条件付一般競争入札の公告")
		s := &site{pages: c.pages}
		found, err := explore(t, s, "/")
		got := strings.Fields(paths(found.Lists))
		slices.Sort(got)
		if err != nil || strings.Join(got, " ") != c.lists {
			t.Errorf("%s: lists %q, asked %v, %v", name, got, s.asked, err)
		}
	}
}
