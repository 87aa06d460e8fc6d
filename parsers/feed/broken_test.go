package feed

import (
	"os"
	"strings"
	"testing"

	"golang.org/x/text/encoding/japanese"

	"koubo/opportunity"
	"koubo/parsers/page"
)

const rssHead = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>若葉市</title><link>https://www.city.wakaba.example.jp/</link>`

const rssEnd = `</channel></rss>`

// feedCases are feeds as bodies break them, each with what must be read: title, address and date of each entry.
var feedCases = []struct{ name, body, want string }{
	{"rss 0.91", `<?xml version="1.0"?><rss version="0.91"><channel><title>a</title><item><title>公募</title><link>http://h/1</link></item></channel></rss>`, "公募 http://h/1 -"},
	{"rdf", `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="http://h/"><title>a</title></channel><item rdf:about="http://h/1"><title>公募</title><link>http://h/1</link><dc:date>2026-07-31T18:05:03+09:00</dc:date></item></rdf:RDF>`, "公募 http://h/1 2026-07-31T18:05:03+09:00"},
	{"atom, only updated", `<feed xmlns="http://www.w3.org/2005/Atom"><title>a</title><entry><title type="html">公募&lt;br&gt;第2回</title><id>x</id><link rel="alternate" href="/1"/><updated>2026-07-31T15:30:00Z</updated></entry></feed>`, "公募 第2回 https://f.example.jp/1 -"},
	{"json feed", `{"version":"https://jsonfeed.org/version/1.1","title":"a","items":[{"id":"1","title":"公募","url":"https://h.example.jp/1","date_published":"2026-07-31T00:00:00+09:00"}]}`, "公募 https://h.example.jp/1 2026-07-31T00:00:00+09:00"},
	{"bare ampersand and control character", rssHead + "<item><title>PFI & PPP\x0b <募集></title><link>http://h/?a=1&b=2</link></item>" + rssEnd, "PFI & PPP <募集> http://h/?a=1&b=2 -"},
	{"no end", rssHead + "<item><title>一</title><link>http://h/1</link></item><item><title>二</title><link>http://h/2</link></item>\n", "一 http://h/1 -|二 http://h/2 -"},
	{"cut in a tag", rssHead + "<item><title>一</title><link>http://h/1</link></item><item><title>二</title><link>http://h/2</link><pubDa", "一 http://h/1 -|二 http://h/2 -"},
	{"missing end tags", rssHead + "<item><title>一<link>http://h/1</link><item><title>二</title><link>http://h/2<pubDate>Fri, 31 Jul 2026 17:00:03 +0900</pubDate></item>" + rssEnd, "一 http://h/1 -|二 http://h/2 2026-07-31T17:00:03+09:00"},
	{"text before the declaration", "\n<br />\nWarning: mysql in /var/www on line 3<br />\n" + rssHead + "<item><title>一</title><link>http://h/1</link></item>" + rssEnd, "一 http://h/1 -"},
	{"entities of HTML", rssHead + "<item><title>募集&nbsp;&copy;&hellip;</title><link>http://h/1</link></item>" + rssEnd, "募集 ©… http://h/1 -"},
	{"cdata", rssHead + "<item><title><![CDATA[A & B <b>募集</b>]]></title><link><![CDATA[http://h/1?a=1&b=2]]></link></item>" + rssEnd, "A & B 募集 http://h/1?a=1&b=2 -"},
	{"cdata that needs repair", rssHead + "<item><title><![CDATA[A & B\x01 <b>募集</b>]]></title><link>http://h/1</link></item>" + rssEnd, "A & B 募集 http://h/1 -"},
	{"relative link, guid", rssHead + `<item><title>一</title><link>/a/1.html</link></item><item><title>二</title><guid>http://h/2</guid></item><item><title>三</title><guid isPermaLink="false">77</guid></item>` + rssEnd, "一 https://f.example.jp/a/1.html -|二 http://h/2 -"},
	{"dates", rssHead + `<item><title>a</title><link>http://h/1</link><pubDate>令和8年7月31日</pubDate></item><item><title>b</title><link>http://h/2</link><pubDate>2026-07-31 18:05</pubDate></item><item><title>c</title><link>http://h/3</link><pubDate>Fri, 31 Jul 2026 18:05:00 JST</pubDate></item><item><title>d</title><link>http://h/4</link><pubDate>Mon, 31 Jul 2026 23:05:00 GMT</pubDate></item><item><title>e</title><link>http://h/5</link><pubDate>Fri, 31 Jul 2026 18:05:00</pubDate></item>` + rssEnd,
		"a http://h/1 令和8年7月31日|b http://h/2 2026-07-31 18:05|c http://h/3 2026-07-31T18:05:00+09:00|d http://h/4 2026-08-01T08:05:00+09:00|e http://h/5 2026-07-31T18:05:00+09:00"},
	{"no entries", rssHead + rssEnd, ""},
}

func TestFeedCases(t *testing.T) {
	for _, c := range feedCases {
		t.Run(c.name, func(t *testing.T) {
			listing, err := Read(page.Page{URL: "https://f.example.jp/x/news.rss", Body: []byte(c.body)})
			drafts := listing.Drafts
			if err != nil || drafts == nil {
				t.Fatal(drafts, err)
			}
			if got := briefly(drafts); got != c.want {
				t.Errorf("read %q, want %q", got, c.want)
			}
		})
	}
}

func briefly(drafts []opportunity.Draft) string {
	var rows []string
	for _, d := range drafts {
		date := d.Published
		if date == "" {
			date = "-"
		}
		rows = append(rows, d.Title+" "+d.URL+" "+date)
	}
	return strings.Join(rows, "|")
}

func TestFeedCharsets(t *testing.T) {
	text := `<?xml version="1.0" encoding="CHARSET"?><rss version="2.0"><channel><title>若葉市</title><item><title>公募型プロポーザル</title><link>http://h/1</link></item></channel></rss>`
	sjis, _ := japanese.ShiftJIS.NewEncoder().String(strings.Replace(text, "CHARSET", "Shift_JIS", 1))
	euc, _ := japanese.EUCJP.NewEncoder().String(strings.Replace(text, "CHARSET", "EUC-JP", 1))
	wrong := strings.Replace(text, "CHARSET", "Shift_JIS", 1) // declares one charset and is UTF-8
	for name, body := range map[string]string{"Shift_JIS": sjis, "EUC-JP": euc, "wrong": wrong, "BOM": "\ufeff" + strings.Replace(text, "CHARSET", "UTF-8", 1)} {
		listing, err := Read(page.Page{URL: "https://f.example.jp/", Body: []byte(body)})
		drafts := listing.Drafts
		if err != nil || briefly(drafts) != "公募型プロポーザル http://h/1 -" {
			t.Errorf("%s: %q, %v", name, briefly(drafts), err)
		}
	}
}

func TestNoFeed(t *testing.T) {
	for body, says := range map[string]string{
		"<!DOCTYPE html><html><head><title>ページが見つかりません</title></head>": "ページが見つかりません",
		"":         "an empty answer",
		"%PDF-1.4": "a PDF file",
		`{"a":1}`:  "JSON",
		`<?xml version="1.0"?><urlset><url/></urlset>`: "<urlset>",
		"Service Unavailable":                          "Service Unavailable",
	} {
		_, err := Read(page.Page{URL: "https://f.example.jp/news.rss", Body: []byte(body)})
		if err == nil || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), "https://f.example.jp/news.rss") {
			t.Errorf("%q: %v", body, err)
		}
	}
}

func FuzzFeed(f *testing.F) {
	for _, c := range feedCases {
		f.Add([]byte(c.body))
	}
	for _, c := range captured {
		if body, err := os.ReadFile("../../../shared/data/captures/" + c.file); err == nil {
			f.Add(body[:min(len(body), 3000)])
		}
	}
	for _, c := range feedLinkCases {
		f.Add([]byte(rssHead + c.entry + rssEnd))
	}
	for words := range feedDateCases {
		f.Add([]byte(rssHead + "<item><title>公募</title><link>/1</link><pubDate>" + words + "</pubDate></item>" + rssEnd))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		listing, err := Read(page.Page{URL: "https://a.example.jp/b/", Body: body})
		for _, d := range listing.Drafts {
			if err != nil || !IsWebAddress(d.URL) || strings.Contains(strings.TrimSuffix(d.Title, replacement)+d.Summary, replacement) {
				t.Errorf("%v %+v", err, d)
			}
		}
	})
}
