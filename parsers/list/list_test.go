package list

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"koubo/parsers/feed"
	"koubo/parsers/page"
	"koubo/sources"
)

var update = flag.Bool("update", false, "write what is read into the want.json files")

// goldenRow is what a list says of one announcement, as want.json has it.
type goldenRow struct {
	Title, URL, Published, Department string            `json:",omitempty"`
	Fields                            map[string]string `json:",omitempty"`
}

type goldenList struct {
	URL, Platform string
	Rows          []goldenRow
	Next, Sub     []string
}

// TestListGolden reads every testdata/NAME/page.html and compares with the want.json beside it.
func TestListGolden(t *testing.T) {
	wants, _ := filepath.Glob("testdata/*/want.json")
	if len(wants) < 15 {
		t.Fatalf("only %d pages in testdata", len(wants))
	}
	for _, path := range wants {
		t.Run(filepath.Base(filepath.Dir(path)), func(t *testing.T) {
			var want goldenList
			text, _ := os.ReadFile(path)
			if err := json.Unmarshal(text, &want); err != nil {
				t.Fatal(err)
			}
			body, err := os.ReadFile(filepath.Join(filepath.Dir(path), "page.html"))
			if err != nil {
				t.Fatal(err)
			}
			parsed, err := Parse(page.Page{URL: want.URL, Body: body}, "")
			if err != nil {
				t.Fatal(err)
			}
			_, _ = parsed.Read(Options{Selectors: &sources.Selectors{Item: "li", Title: "a"}}) // leaves it as it is
			listing, err := parsed.Read(Options{})
			if err != nil {
				t.Fatal(err)
			}
			got := indented(t, goldenOf(want.URL, listing))
			if *update {
				os.WriteFile(path, got, 0o644)
			} else if !bytes.Equal(got, indented(t, want)) {
				t.Errorf("read\n%s", got)
			}
		})
	}
}

func goldenOf(url string, l page.Listing) goldenList {
	out := goldenList{URL: url, Platform: l.Platform, Next: l.Next, Sub: l.Sub}
	for _, d := range l.Drafts {
		row := goldenRow{Title: d.Title, URL: d.URL, Published: d.Published, Department: d.Department}
		for _, f := range d.Fields {
			if row.Fields == nil {
				row.Fields = map[string]string{}
			}
			row.Fields[f.Label] = f.Value
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

func indented(t *testing.T, v any) []byte {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(v); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestListRefuses(t *testing.T) {
	for name, c := range map[string]struct{ body, says string }{
		"not found":   {"<html><head><title>404 Not Found</title></head><body><h1>ページが見つかりません</h1><a href=/>トップページ</a></body></html>", "Not Found"},
		"login":       {"<html><title>電子入札</title><body><form><input name=id><input type=password name=pw></form></body></html>", "password"},
		"maintenance": {"<html><title>ただいまメンテナンス中です</title><body><p>しばらくお待ちください</p></body></html>", "メンテナンス"},
		"pdf":         {"%PDF-1.7\n…", "a PDF file"},
		"feed":        {`<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>`, "a feed"},
		"empty":       {" \n", "empty"},
		"json":        {`{"items":[]}`, "JSON"},
	} {
		listing, err := Read(page.Page{URL: "https://a.example.jp/list.html", Body: []byte(c.body)}, Options{})
		if err == nil || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), "https://a.example.jp/list.html") {
			t.Errorf("%s: %v, %+v", name, err, listing)
		}
	}
}

func TestListSelectors(t *testing.T) {
	page := page.Page{URL: "https://a.example.jp/x/", Body: []byte(`<div class=r><b>件名一</b><i>R8.7.1</i><a href=1>開く</a></div><div class=r><b>件名二</b><i>R8.7.2</i><a href=2>開く</a></div><a class=n href="?p=2">続き</a><a class=n href="https://b.example.jp/">外</a>`)}
	s := &sources.Selectors{Item: "div.r", Title: "b", Link: "a", Date: "i", Next: "a.n"}
	listing, err := Read(page, Options{Selectors: s})
	if err != nil {
		t.Fatal(err)
	}
	want := []goldenRow{{Title: "件名一", URL: "https://a.example.jp/x/1", Published: "R8.7.1"}, {Title: "件名二", URL: "https://a.example.jp/x/2", Published: "R8.7.2"}}
	if got := goldenOf("", listing); !bytes.Equal(indented(t, got.Rows), indented(t, want)) || strings.Join(got.Next, " ") != "https://a.example.jp/x/?p=2" {
		t.Errorf("%+v", got)
	}
	bad := CheckSelectors(&sources.Selectors{Item: "div[", Date: "::", Fields: map[string]string{"deadline": "label:提出期限", "x": ">>"}})
	if bad == nil || strings.Count(bad.Error(), "is no CSS selector") != 3 {
		t.Errorf("CheckSelectors: %v", bad)
	}
}

func TestListUnknownPlatform(t *testing.T) {
	if _, err := Read(listPage(), Options{Platform: "nosuch"}); err == nil || !strings.Contains(err.Error(), "shirasagi") {
		t.Errorf("%v does not name the known platforms", err)
	}
}

// TestLinksToOtherSitesAreNoAnnouncements, unless they name a call or a day.
func TestLinksToOtherSitesAreNoAnnouncements(t *testing.T) {
	const body = `<main><h1>お知らせ</h1><ul><li><a href="/n/1.html">庁舎の空きスペースを使う方を探しています</a></li><li><a href="/n/2.html">公園の芝生広場の使い方についての説明</a></li></ul>
<p>近隣市町の情報はこちら</p><ul><li><a href="https://www.city.b.example.jp/x.html">隣の市の動物愛護センターのページ（外部リンク）</a></li><li><a href="https://www.city.c.example.jp/y.html">さらに隣の市の生活環境課のページ（外部リンク）</a></li>
<li><a href="https://program.example.com/">青葉チャレンジ（外部リンク）</a></li><li>2026年11月2日 <a href="https://www.d.example.jp/z.html">商工会議所のお知らせページ</a></li></ul></main>`
	listing, err := Read(page.Page{URL: "https://www.city.a.example.jp/n/", Body: []byte(body)}, Options{})
	var got []string
	for _, d := range listing.Drafts {
		got = append(got, d.URL)
	}
	want := []string{"https://www.city.a.example.jp/n/1.html", "https://www.city.a.example.jp/n/2.html", "https://program.example.com/", "https://www.d.example.jp/z.html"}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%v %q, want %q", err, got, want)
	}
}

func FuzzList(f *testing.F) {
	pages, _ := filepath.Glob("testdata/*/page.html")
	for _, path := range pages {
		if body, err := os.ReadFile(path); err == nil {
			f.Add(body)
		}
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		listing, err := Read(page.Page{URL: "https://a.example.jp/b/", Body: body}, Options{})
		for _, d := range listing.Drafts {
			if err != nil || d.Title == "" || !feed.IsWebAddress(d.URL) {
				t.Errorf("%v %+v", err, d)
			}
		}
	})
}
