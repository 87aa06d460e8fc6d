package discover

import (
	"strings"
	"testing"
)

// news are titles of what is new at home, without a call.
var news = []string{"図書館の休館日について", "インフルエンザが流行しています", "町民文化祭にお越しください"}

// TestHomeAsList takes the home page for a list where its calls stand nowhere else, and leaves it alone where they do.
func TestHomeAsList(t *testing.T) {
	table := func(titles ...string) string {
		var b strings.Builder
		for n, title := range titles {
			b.WriteString("<tr><td>2026/10/" + string(rune('1'+n)) + `</td><td><img src="/i.png" alt="公募"></td><td><a href="/k/` + string(rune('1'+n)) + `.html">` + title + "</a></td></tr>")
		}
		return "<h2>新着情報</h2><table>" + b.String() + "</table>"
	}
	lines := func(titles ...string) string {
		var b strings.Builder
		for n, title := range titles {
			b.WriteString("<dt>10月" + string(rune('1'+n)) + `日</dt><dd><a href="/k/` + string(rune('1'+n)) + `.html">` + title + "</a></dd>")
		}
		return "<dl>" + b.String() + "</dl>"
	}
	mixed := append(append([]string{}, calls...), news...)
	for name, c := range map[string]struct {
		home, lists string
		pages       map[string]string
	}{
		"rows of a table":             {home: table(mixed...), lists: "/"},
		"a list of terms":             {home: lines(mixed...), lists: "/"},
		"a list of items":             {home: rows("/k/", mixed...), lists: "/"},
		"one call among the news":     {home: rows("/k/", append([]string{calls[0]}, news...)...), lists: "/"},
		"news without a call":         {home: rows("/k/", news...)},
		"calls that stand on a list":  {home: rows("/k/", mixed...) + a("/koubo/", "公募情報"), lists: "/koubo/", pages: map[string]string{"/koubo/": rows("/k/", calls...)}},
		"most stand on a list":        {home: rows("/k/", mixed...) + a("/koubo/", "公募情報"), lists: "/koubo/", pages: map[string]string{"/koubo/": rows("/k/", calls[:2]...)}},
		"calls beside a list":         {home: rows("/k/", mixed...) + a("/koubo/", "公募情報"), lists: "/koubo/ /", pages: map[string]string{"/koubo/": rows("/other/", calls...)}},
		"one call beside a list":      {home: rows("/k/", append([]string{calls[0]}, news...)...) + a("/koubo/", "公募情報"), lists: "/koubo/", pages: map[string]string{"/koubo/": rows("/other/", calls...)}},
		"calls that stand in a feed":  {home: rows("/k/", calls...) + `<a href="/f/feed.rdf">RSS</a>`, pages: map[string]string{"/f/feed.rdf": rss("/k/1.html", "/k/2.html", "/k/3.html")}},
		"calls that a feed is not of": {home: rows("/k/", calls...) + `<a href="/f/feed.rdf">RSS</a>`, lists: "/", pages: map[string]string{"/f/feed.rdf": strings.ReplaceAll(rss("/n/1.html"), "管理業務（その0）に係る公募型プロポーザルの実施について", "の写真展を開催しました")}},
	} {
		s := &site{pages: map[string]string{"/": home() + c.home}}
		for path, body := range c.pages {
			s.pages[path] = body
		}
		if found, err := explore(t, s, "/"); err != nil || paths(found.Lists) != c.lists {
			t.Errorf("%s: lists %q, rejected %+v, %v", name, paths(found.Lists), found.Rejected, err)
		}
	}
}
