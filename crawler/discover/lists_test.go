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
		"by pages behind it": {a("/now.html", "公募型プロポーザル") + a("/desk/", "官民連携"), map[string]string{
			"/now.html": rows("/ask/", calls...), "/desk/": a("/all.html", "公募の一覧"), "/all.html": rows("/ask/", calls...) + `<a href="/all2.html">次の3件</a>`}, "/all.html"},
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
