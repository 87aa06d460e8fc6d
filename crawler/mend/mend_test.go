package mend

import (
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"koubo/crawler/fetch"
	"koubo/crawler/transport"
	"koubo/opportunity"
	"koubo/parsers/page"
	"koubo/sources"

	"golang.org/x/text/encoding/unicode"
)

type noHosts struct{}

func (noHosts) Host(string) (sources.HostNote, error) { return sources.HostNote{}, nil }

// site answers with what stands at each path; a text that begins with → is a redirect, one with ⇢ for now.
type site map[string]string

func (s site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, ok := s[r.URL.Path]
	to, redirect := strings.CutPrefix(body, "→")
	now, forNow := strings.CutPrefix(body, "⇢")
	switch {
	case !ok:
		http.NotFound(w, r)
	case redirect:
		http.Redirect(w, r, to, http.StatusMovedPermanently)
	case forNow:
		http.Redirect(w, r, now, http.StatusFound)
	case strings.HasPrefix(body, "<?xml"):
		fmt.Fprint(w, body)
	default:
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, "<!DOCTYPE html><html lang=ja><head><title>浜辺町</title></head><body><main>%s</main></body></html>", body)
	}
}

func link(href, text string) string { return fmt.Sprintf(`<li><a href="%s">%s</a></li>`, href, text) }

var titles = []string{"観光案内システム構築業務に係る公募型プロポーザルの実施について", "港湾緑地の利活用に関するサウンディング型市場調査の実施について", "道路照明灯のネーミングライツ・パートナーを募集します", "市民会館の指定管理者を公募します"}

// rows is a list of announcements; form lays one out of its day, address and title.
func rows(form, dir string) string {
	var b strings.Builder
	for n, title := range titles {
		b.WriteString(fmt.Sprintf(form, n+1, dir, n+1, title))
	}
	return b.String()
}

const (
	asItems = `<li>2026年10月%d日 <a href="%s%d.html">%s</a></li>`
	asTable = `<tr><td>2026年10月%d日</td><td><a href="%s%d.html">%s</a></td></tr>`
)

func listing(dir string) string {
	return "<h1>募集</h1><ul class=news>" + rows(asItems, dir) + "</ul>"
}

func rss(base, dir string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>新着</title><link>/</link>`)
	for n, title := range titles {
		fmt.Fprintf(&b, "<item><title>%s</title><link>%s%s%d.html</link></item>", title, base, dir, n+1)
	}
	return b.String() + "</channel></rss>"
}

// clientOf is a client that may ask servers of this machine.
func clientOf(t *testing.T) *fetch.Client {
	t.Helper()
	connections := transport.New(transport.Options{Guard: transport.Guard{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}}, Timeout: 5 * time.Second})
	t.Cleanup(connections.CloseIdleConnections)
	client := fetch.NewNetwork(fetch.Options{
		UserAgent: "koubo/test (+http://127.0.0.1/)", Timeout: 5 * time.Second, MaxBody: 1 << 20, Clock: fetch.SystemClock{}, Hosts: noHosts{}, Transport: connections,
	}).Client(fetch.ClientOptions{Once: true})
	t.Cleanup(client.Close)
	return client
}

// find looks for mends of a source of the site, whose addresses are paths.
// All of them are broken but for the sound ones.
func find(t *testing.T, s site, src sources.Source, known []opportunity.Draft, sound ...string) []Proposal {
	t.Helper()
	server := httptest.NewServer(s)
	defer server.Close()
	for path, body := range s {
		s[path] = strings.ReplaceAll(body, "BASE", server.URL)
	}
	client := clientOf(t)
	c := Case{Source: src, Others: map[string]bool{}}
	for _, paths := range [][]string{c.Source.Feeds, c.Source.Lists} {
		for n := range paths {
			broken := !slices.Contains(sound, paths[n])
			paths[n] = server.URL + paths[n]
			if broken {
				c.Broken = append(c.Broken, paths[n])
			}
			c.Others[opportunity.IdentityKey(paths[n])] = true
		}
	}
	for _, d := range known {
		d.URL = server.URL + d.URL
		c.Known = append(c.Known, d)
	}
	found, err := Find(t.Context(), client, c)
	if err != nil {
		t.Fatal(err)
	}
	for n := range found {
		found[n].Old, found[n].New = strings.TrimPrefix(found[n].Old, server.URL), strings.TrimPrefix(found[n].New, server.URL)
	}
	if client.Requests > 35 {
		t.Errorf("%d requests", client.Requests)
	}
	return found
}

func TestFind(t *testing.T) {
	home := link("/work/", "しごと・産業") + link("/life/", "くらし") + link("/town/", "町政")
	known := []opportunity.Draft{{Title: titles[0], URL: "/old/1.html"}, {Title: titles[1], URL: "/old/2.html"}}
	crumbs := `<nav class="breadcrumb"><a href="/">トップ</a> &gt; <a href="/deep/place/">事業者の募集</a></nav><h1>` + titles[0] + `</h1><p>次のとおり募集します。</p>`
	oldList := func() sources.Source { return sources.Source{ID: "a", Lists: []string{"/old/list.html"}} }
	for name, c := range map[string]struct {
		site  site
		src   sources.Source
		known []opportunity.Draft
		want  string
	}{
		"a list that moved": {site{"/": home, "/work/": link("/work/koubo/", "公募・プロポーザル"), "/work/koubo/": listing("/new/")}, oldList(), known,
			"/old/list.html → /work/koubo/ site known 2"},
		"a list that only breadcrumbs lead to": {site{"/": "<p>ようこそ</p>" + link("/life/", "くらし"), "/old/1.html": crumbs, "/deep/place/": listing("/old/")}, oldList(), known,
			"/old/list.html → /deep/place/ site known 2"},
		"a page made anew": {site{"/": home, "/old/list.html": "<h1>募集</h1><table>" + rows(asTable, "/old/") + "</table>"},
			sources.Source{ID: "a", Lists: []string{"/old/list.html"}, Selectors: &sources.Selectors{Item: "ul.news > li", Title: "a", Link: "a"}}, known,
			"/old/list.html → /old/list.html layout known 2 without selectors"},
		"a feed that moved": {site{"/": `<link rel="alternate" type="application/rss+xml" href="/news.rss">` + home, "/news.rss": rss("BASE", "/old/")},
			sources.Source{ID: "a", Feeds: []string{"/old/rss.xml"}}, known, "/old/rss.xml → /news.rss feed site known 2"},
		"a feed given up for a list": {site{"/": home, "/work/": link("/work/koubo/", "公募・プロポーザル"), "/work/koubo/": listing("/new/")},
			sources.Source{ID: "a", Feeds: []string{"/old/rss.xml"}}, known, "/old/rss.xml → /work/koubo/ site known 2"},
		"feed and list": {site{"/": `<link rel="alternate" type="application/rss+xml" href="/news.rss">` + home, "/news.rss": rss("BASE", "/old/"), "/work/": link("/work/koubo/", "公募・プロポーザル"), "/work/koubo/": listing("/new/")},
			sources.Source{ID: "a", Feeds: []string{"/old/rss.xml"}, Lists: []string{"/old/list.html"}}, known, "/old/rss.xml → /news.rss feed site known 2, /old/list.html → /work/koubo/ site known 2"},
		"nothing known stands there": {site{"/": home, "/work/": link("/work/koubo/", "公募・プロポーザル"), "/work/koubo/": listing("/new/")}, oldList(), []opportunity.Draft{{Title: "別の町の公募型プロポーザルの実施について", URL: "/z/1.html"}},
			"/old/list.html → /work/koubo/ site known 0"},
		"an address that leads on to a feed": {site{"/": home, "/old/rss.xml": "→/news.rss", "/news.rss": rss("BASE", "/old/")}, sources.Source{ID: "a", Lists: []string{"/old/rss.xml"}}, known,
			"/old/rss.xml → /news.rss feed redirect known 2"},
		"a site without lists": {site{"/": home, "/work/": "<p>調製中</p>"}, oldList(), known, ""},
		"a site that is gone":  {site{}, oldList(), known, ""},
	} {
		var got []string
		for _, p := range find(t, c.site, c.src, c.known) {
			words := fmt.Sprintf("%s → %s", p.Old, p.New)
			if p.Feed {
				words += " feed"
			}
			words += fmt.Sprintf(" %s known %d", p.How, p.Known)
			if len(p.Drop) > 0 {
				words += " without " + strings.Join(p.Drop, " ")
			}
			got = append(got, words)
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s: %q, want %q", name, strings.Join(got, ", "), c.want)
		}
	}
}

// TestFindHarmsNothing: what a mend would break, or read twice, is not proposed.
func TestFindHarmsNothing(t *testing.T) {
	home := link("/work/", "しごと・産業") + link("/life/", "くらし") + link("/town/", "町政")
	known := []opportunity.Draft{{Title: titles[0], URL: "/old/1.html"}, {Title: titles[1], URL: "/old/2.html"}, {Title: titles[2], URL: "/old/3.html"}}
	moved := site{"/": home, "/work/": link("/work/koubo/", "公募・プロポーザル"), "/work/koubo/": listing("/new/"), "/a.html": listing("/old/")}
	with := func(s site, more site) site {
		all := maps.Clone(s)
		maps.Copy(all, more)
		return all
	}
	selectors := &sources.Selectors{Item: "ul.news > li", Title: "a", Link: "a"}
	for name, c := range map[string]struct {
		site  site
		src   sources.Source
		sound string
	}{
		"a redirect for now":                     {site{"/": home, "/old/list.html": "⇢/session/list.html", "/session/list.html": listing("/old/")}, sources.Source{Lists: []string{"/old/list.html"}}, ""},
		"a redirect to what is read already":     {site{"/": home, "/old/list.html": "→/a.html", "/a.html": listing("/old/")}, sources.Source{Lists: []string{"/old/list.html", "/a.html"}}, "/a.html"},
		"selectors that a sound list needs":      {moved, sources.Source{Lists: []string{"/a.html", "/old/list.html"}, Selectors: selectors}, "/a.html"},
		"a place that the parser does not know":  {moved, sources.Source{Lists: []string{"/old/list.html"}, Parser: "by-hand"}, ""},
		"selectors that a list that moved needs": {with(moved, site{"/b.html": "→/c.html", "/c.html": listing("/old/"), "/work/": "", "/work/koubo/": "", "/a.html": "<h1>募集</h1><table>" + rows(asTable, "/old/") + "</table>"}), sources.Source{Lists: []string{"/b.html", "/a.html"}, Selectors: selectors}, ""},
	} {
		for _, p := range find(t, c.site, c.src, known, c.sound) {
			if p.How != ByRedirect || !strings.HasPrefix(name, "selectors that a list that moved") {
				t.Errorf("%s: %+v", name, p)
			}
		}
	}
	both := find(t, site{"/": home, "/a.html": "→/c.html", "/b.html": "→/c.html", "/c.html": listing("/old/")}, sources.Source{Lists: []string{"/a.html", "/b.html"}}, known)
	if len(both) != 1 || both[0].New != "/c.html" {
		t.Errorf("two lists become one: %+v", both)
	}
	left := find(t, site{"/": home, "/a.html": "<h1>募集</h1><table>" + rows(asTable, "/old/") + "</table>"}, sources.Source{Lists: []string{"/a.html", "/gone.html"}, Selectors: selectors}, known)
	if len(left) != 1 || len(left[0].Drop) == 0 {
		t.Errorf("the other list is gone, and needs no selectors: %+v", left)
	}
	one := "<h1>新着</h1><ul>" + fmt.Sprintf(asItems, 1, "/old/", 1, titles[0]) + fmt.Sprintf(asItems, 2, "/other/", 2, "別の事業に係る公募型プロポーザルの実施について") + "</ul>"
	quiet := find(t, site{"/": home, "/work/": link("/work/koubo/", "公募・プロポーザル"), "/work/koubo/": one, "/old/list.html": listing("/old/")}, sources.Source{Lists: []string{"/old/list.html"}}, known)
	if len(quiet) != 1 || quiet[0].Known != 1 || quiet[0].IsProven() {
		t.Errorf("a list that still shows all that is known: %+v", quiet)
	}
}

// TestASilentPageIsReadInTheSourcesCharset: nothing is looked for where it says that nothing is announced.
func TestASilentPageIsReadInTheSourcesCharset(t *testing.T) {
	for text, silent := range map[string]bool{"現在、募集している案件はありません。": true, "ただいまメンテナンス中です。": true, "募集の一覧です。": false} {
		body, err := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().String("<html><body><main><h1>募集</h1><p>" + text + "</p></main></body></html>")
		if err != nil {
			t.Fatal(err)
		}
		a := answer{Response: fetch.Response{Status: http.StatusOK, Page: page.Page{URL: "https://a.jp/list/", Body: []byte(body)}}}
		if got := a.read(sources.Source{Charset: "utf-16le"}, newRecall(nil)).silent; got != silent {
			t.Errorf("%s: %v", text, got)
		}
	}
}

// TestFindWithoutOthers: a case need not say what sources read.
func TestFindWithoutOthers(t *testing.T) {
	pages := site{"/old/list.html": "<h1>募集</h1><table>" + rows(asTable, "/old/") + "</table>"}
	server := httptest.NewServer(pages)
	defer server.Close()
	client := clientOf(t)
	c := Case{Source: sources.Source{Lists: []string{server.URL + "/old/list.html"}, Selectors: &sources.Selectors{Item: "ul.news > li", Title: "a"}}}
	c.Broken = c.Source.Lists
	c.Known = []opportunity.Draft{{Title: titles[0], URL: server.URL + "/old/1.html"}, {Title: titles[1], URL: server.URL + "/old/2.html"}}
	found, err := Find(t.Context(), client, c)
	if err != nil || len(found) != 1 || found[0].How != ByLayout || c.Others != nil {
		t.Errorf("%+v, %v", found, err)
	}
}

// TestACallWithoutEndLacksNoDeadline: a label is looked for where pages have neither a day nor the words that there is none.
func TestACallWithoutEndLacksNoDeadline(t *testing.T) {
	for text, want := range map[string]string{"次のとおり募集します。": "お届けの締め", "応募は随時受け付けます。": ""} {
		var pages []callPage
		for range fewPages {
			pages = append(pages, callPage{opportunity.Draft{URL: "https://a.jp/1", Title: "実証実験の参加事業者を募集します", Text: text, Fields: []opportunity.Field{{Label: "お届けの締め", Value: "令和8年12月18日"}}}, "2026-11-01"})
		}
		if label, n := labelRules[0].labelOf(pages); label != want {
			t.Errorf("%s: %q, %d pages", text, label, n)
		}
	}
}

// TestSpread takes calls from all over what is known, and no more than there are.
func TestSpread(t *testing.T) {
	var all []opportunity.Draft
	for n := range 25 {
		all = append(all, opportunity.Draft{Title: strconv.Itoa(n)})
	}
	for most, want := range map[int]string{0: "", 2: "0 12", 5: "0 5 10 15 20"} {
		var got []string
		for _, d := range spread(all, most) {
			got = append(got, d.Title)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%d: %q, want %q", most, got, want)
		}
	}
	if got := spread(all[:3], 10); len(got) != 3 {
		t.Errorf("%d of 3", len(got))
	}
}
