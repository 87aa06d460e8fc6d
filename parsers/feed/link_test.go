package feed

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/japanese"

	"koubo/parsers/page"
)

// feedLinkCases are entries that hold their address in one place or another; why is part of what is said of one without.
var feedLinkCases = []struct{ name, entry, address, why string }{
	{"link", `<item><title>公募</title><link>http://h.example.jp/1#a</link></item>`, "http://h.example.jp/1#a", ""},
	{"broken over lines, with spaces", "<item><title>公募</title><link>\n  http://h.example.jp/a\n b c.html \n</link></item>", "http://h.example.jp/a%20b%20c.html", ""},
	{"stray percent sign", `<item><title>公募</title><link>/100%/a.html</link></item>`, "https://f.example.jp/100%25/a.html", ""},
	{"backslashes", `<item><title>公募</title><link>\a\b.html</link></item>`, "https://f.example.jp/a/b.html", ""},
	{"one slash", `<item><title>公募</title><link>https:/a.html</link></item>`, "https://f.example.jp/a.html", ""},
	{"atom link", `<item><title>公募</title><atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="alternate" href="/a.html"/></item>`, "https://f.example.jp/a.html", ""},
	{"atom link under another prefix, beside one to itself", `<item xmlns:a10="http://www.w3.org/2005/Atom"><title>公募</title><a10:link rel="self" href="/feed/1"/><a10:link href="/a.html"/></item>`, "https://f.example.jp/a.html", ""},
	{"empty link before an atom link", `<item><title>公募</title><link></link><atom:link xmlns:atom="http://www.w3.org/2005/Atom" href="/a.html"/></item>`, "https://f.example.jp/a.html", ""},
	{"original link of a feed service", `<item xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><title>公募</title><feedburner:origLink>https://o.example.jp/1</feedburner:origLink></item>`, "https://o.example.jp/1", ""},
	{"guid", `<item><title>公募</title><guid>https://g.example.jp/1</guid></item>`, "https://g.example.jp/1", ""},
	{"relative guid", `<item><title>公募</title><guid>/c.html</guid></item>`, "https://f.example.jp/c.html", ""},
	{"guid that is a file's name", `<item><title>公募</title><guid>c/1.html</guid></item>`, "https://f.example.jp/x/c/1.html", ""},
	{"guid that is no address", `<item><title>公募</title><guid isPermaLink="false">tag:f.example.jp,2026:1</guid></item>`, "", page.WhyNoLink},
	{"enclosure", `<item><title>公募</title><enclosure url="/koubo.pdf" length="1" type="application/pdf"/></item>`, "https://f.example.jp/koubo.pdf", ""},
	{"link in the text", `<item><title>公募</title><description>&lt;p&gt;&lt;a class="x" href='/b.html?x=1&amp;amp;y=2'&gt;詳しくはこちら&lt;/a&gt;</description></item>`, "https://f.example.jp/b.html?x=1&y=2", ""},
	{"link behind one to a mailbox", `<item><title>公募</title><description><![CDATA[<a href="mailto:a@f.example.jp">問合せ</a> <a href=/b.html>詳細</a>]]></description></item>`, "https://f.example.jp/b.html", ""},
	{"link in the content", `<item xmlns:content="http://purl.org/rss/1.0/modules/content/"><title>公募</title><content:encoded><![CDATA[<a href="/b.html">詳細</a>]]></content:encoded></item>`, "https://f.example.jp/b.html", ""},
	{"bare address in the text", `<item><title>公募</title><description>詳細は（https://t.example.jp/a/b.html）をご覧ください。</description></item>`, "https://t.example.jp/a/b.html", ""},
	{"link that cannot be read", `<item><title>公募</title><link>http://:99999/</link></item>`, "", page.WhyUnusable},
	{"link by script", `<item><title>公募</title><link>javascript:open(1)</link></item>`, "", page.WhyScript},
	{"link that cannot be read, and a guid", `<item><title>公募</title><link>http://</link><guid>/c.html</guid></item>`, "https://f.example.jp/c.html", ""},
	{"no link", `<item><title>公募</title></item>`, "", page.WhyNoLink},
}

func TestFeedLinks(t *testing.T) {
	for _, c := range feedLinkCases {
		listing, err := Read(page.Page{URL: "https://f.example.jp/x/news.rss", Body: []byte(rssHead + c.entry + rssEnd)})
		switch {
		case err != nil:
			t.Errorf("%s: %v", c.name, err)
		case c.address != "":
			if len(listing.Drafts) != 1 || listing.Drafts[0].URL != c.address || len(listing.Unlinked) > 0 {
				t.Errorf("%s: %+v, want %s", c.name, listing, c.address)
			}
		case len(listing.Drafts) > 0 || len(listing.Unlinked) != 1 || listing.Unlinked[0].Title != "公募" || !strings.HasPrefix(listing.Unlinked[0].Why, c.why):
			t.Errorf("%s: %+v, want it among those without a link, because %s", c.name, listing, c.why)
		}
	}
}

// TestFeedBase resolves what gofeed leaves relative.
func TestFeedBase(t *testing.T) {
	for name, c := range map[string]struct{ body, want string }{
		"xml:base, guid":         {`<rss version="2.0" xml:base="/koubo/"><channel><item><title>公募</title><guid>1.html</guid></item></channel></rss>`, "https://f.example.jp/koubo/1.html"},
		"xml:base, link":         {`<rss version="2.0"><channel xml:base='/koubo/'><item><title>公募</title><link>1.html</link></item></channel></rss>`, "https://f.example.jp/koubo/1.html"},
		"rdf:about":              {`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="/"><title>a</title></channel><item rdf:about="/koubo/1.html"><title>公募</title></item></rdf:RDF>`, "https://f.example.jp/koubo/1.html"},
		"atom content elsewhere": {`<feed xmlns="http://www.w3.org/2005/Atom"><entry xml:base="/y/"><title>公募</title><content type="text/html" src="1.html"/><id>urn:x</id></entry></feed>`, "https://f.example.jp/y/1.html"},
		"atom content elsewhere, beside a link to the entry": {`<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>公募</title><link rel="self" href="/api/1"/><link rel="related" href="/r"/><content type="text/html" src="/1.html"/><id>urn:x</id></entry></feed>`, "https://f.example.jp/1.html"},
		"atom link before content elsewhere":                 {`<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>公募</title><link href="/2.html"/><content type="text/html" src="/1.html"/><id>urn:x</id></entry></feed>`, "https://f.example.jp/2.html"},
		"atom id":                                            {`<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>公募</title><id>https://f.example.jp/koubo/1.html</id></entry></feed>`, "https://f.example.jp/koubo/1.html"},
	} {
		listing, err := Read(page.Page{URL: "https://f.example.jp/x/news.rss", Body: []byte(c.body)})
		if err != nil || len(listing.Drafts) != 1 || listing.Drafts[0].URL != c.want {
			t.Errorf("%s: %+v, %v; want %s", name, listing, err, c.want)
		}
	}
}

func TestFeedTitles(t *testing.T) {
	for _, c := range []struct{ title, want string }{
		{"自動運転&lt;em&gt;配送&lt;/em&gt;実証実験の参加事業者募集", "自動運転配送実証実験の参加事業者募集"},
		{"<![CDATA[公募型プロポー<wbr>ザル<br>第2回]]>", "公募型プロポーザル 第2回"},
		{"公募型プロポー<b>ザル</b>", "公募型プロポーザル"},
		{"<![CDATA[<p>公募</p><p>第2回</p>]]>", "公募 第2回"},
		{"<![CDATA[<ruby>若葉<rp>(</rp><rt>わかば</rt><rp>)</rp></ruby>市の<ruby>公<rt>こう<rb>募<rt>ぼ</ruby>]]>", "若葉市の公募"},
		{"<![CDATA[<font color=\"red\">公</font><span class='a'>募</span><!-- x -->型]]>", "公募 型"},
		{"<![CDATA[<script>alert('公募')</script>公募<style>b{}</style>]]>", "公募"},
		{"3&lt;5 の公募 &lt;募集&gt;", "3<5 の公募 <募集>"},
		{"公園管理DX実証実験に係る企業募\xe9\x9b", "公園管理DX実証実験に係る企業募" + replacement},
		{"窓口案内業務委託公募型プロポーザルの\xe5\xae...", "窓口案内業務委託公募型プロポーザルの..."},
		{"公募\xe5型プロポーザル", "公募型プロポーザル"},
		{"公募&#xFFFD;", "公募" + replacement},
		{"公&#xFFFD;募", "公募"},
	} {
		listing, err := Read(page.Page{URL: "https://f.example.jp/", Body: []byte(rssHead + "<item><title>" + c.title + "</title><link>/1</link></item>" + rssEnd)})
		if err != nil || len(listing.Drafts) != 1 || listing.Drafts[0].Title != c.want {
			t.Errorf("%q: %+v, %v; want %q", c.title, listing.Drafts, err, c.want)
		}
	}
}

// TestFeedTitleCutInOtherCharsets reads titles that end in half a character of two bytes.
func TestFeedTitleCutInOtherCharsets(t *testing.T) {
	text := "<?xml version=\"1.0\" encoding=\"CHARSET\"?><rss version=\"2.0\"><channel><title>若葉市の公募のお知らせ</title><item><title>公募型プロポーザルの実CUT</title><link>http://h/1</link></item></channel></rss>"
	sjis, _ := japanese.ShiftJIS.NewEncoder().String(strings.Replace(text, "CHARSET", "Shift_JIS", 1))
	euc, _ := japanese.EUCJP.NewEncoder().String(strings.Replace(text, "CHARSET", "EUC-JP", 1))
	for name, body := range map[string]string{"Shift_JIS": strings.Replace(sjis, "CUT", "\x8e", 1), "EUC-JP": strings.Replace(euc, "CUT", "\xbb", 1)} {
		listing, err := Read(page.Page{URL: "https://f.example.jp/", Body: []byte(body)})
		if err != nil || len(listing.Drafts) != 1 || listing.Drafts[0].Title != "公募型プロポーザルの実"+replacement {
			t.Errorf("%s: %+v, %v", name, listing, err)
		}
	}
}

// TestFeedEntryWithoutTitle takes the beginning of the entry's text.
func TestFeedEntryWithoutTitle(t *testing.T) {
	long := strings.Repeat("公募型プロポーザル。", 20)
	for text, want := range map[string]string{"短い公募": "短い公募", long: string([]rune(long)[:page.TitleOfText]) + "…", "": ""} {
		listing, err := Read(page.Page{URL: "https://f.example.jp/", Body: []byte(rssHead + "<item><link>/1</link><description>" + text + "</description></item>" + rssEnd)})
		if err != nil || len(listing.Drafts) != 1 || listing.Drafts[0].Title != want {
			t.Errorf("%.20q: %+v, %v", text, listing, err)
		}
	}
}

// feedDateCases are dates as feeds word them; "" stands for the same words.
var feedDateCases = map[string]string{
	"月, 16 11月 2026 09:00:00 +0900":   "2026-11-16T09:00:00+09:00",
	"月, 16 11月 2026 9:5:3 +0900":      "2026-11-16T09:05:03+09:00",
	"16 11月 2026":                     "2026-11-16T00:00:00+09:00",
	"金, 13 11 2026 09:00:00 +0900":    "2026-11-13T09:00:00+09:00",
	"月曜日, 16 十一月 2026 09:00 JST":      "2026-11-16T09:00:00+09:00",
	"月, 11月 16 2026 09:00:00 +0900":   "2026-11-16T09:00:00+09:00",
	"2026 11月 16 09:00":               "2026-11-16T09:00:00+09:00",
	"Mon, 16 Nov 2026 09:00:00  0900": "2026-11-16T09:00:00+09:00",
	"Mon, 16 Nov 2026 09:00:00 09:00": "2026-11-16T09:00:00+09:00",
	"2026-11-09T09:00:00 09:00":       "2026-11-09T09:00:00+09:00",
	"2026-11-09 18:00:00 +0000":       "2026-11-10T03:00:00+09:00",
	"2026-11-10T24:00:00+09:00":       "2026-11-11T00:00:00+09:00",
	"Mon, 9 Nov 2026 9:5:3 +0900":     "2026-11-09T09:05:03+09:00",
	"Mon, 09 Nov 2026 09:05 +0900":    "2026-11-09T09:05:00+09:00",
	"Sun, 16 Nov 26 09:00:00 +0900":   "2026-11-16T09:00:00+09:00",
	"Ｍｏｎ，　１６　Ｎｏｖ　２０２６　０９：００：００　＋０９００": "2026-11-16T09:00:00+09:00",
	"Fri, 16 Nov 2026 09:00:00 +0900":    "2026-11-16T09:00:00+09:00", // a Monday
	"Mon, 16 November 2026 9:00 PM":      "2026-11-16T21:00:00+09:00",
	"Mon, 16-Nov-2026 00:00:00 GMT":      "2026-11-16T09:00:00+09:00",
	"Mon Nov 16 09:00:00 2026":           "2026-11-16T09:00:00+09:00",
	"Mon Nov 16 09:00:00 JST 2026":       "2026-11-16T09:00:00+09:00",
	"November 16, 2026":                  "2026-11-16T00:00:00+09:00",
	"Mon, 16 Nov 2026 00:00:00 PST":      "2026-11-16T17:00:00+09:00",
	"Mon, 16 Nov 2026 09:00:00 GMT+0900": "2026-11-16T09:00:00+09:00",
	"Thu, 01 Jan 1970 00:00:00 GMT":      "1970-01-01T09:00:00+09:00", // told as it is: whether it can be meant is asked later
	"Mon, 01 Jan 0001 00:00:00 +0000":    "0001-01-01T09:00:00+09:00",
	"Mon, 16 Nov 2062 09:00:00 +0900":    "2062-11-16T09:00:00+09:00",
	"20261116":                           "2026-11-16",
	"20261116T090503+0900":               "2026-11-16T09:05:03+09:00",
	"20261115T153000Z":                   "2026-11-16T00:30:00+09:00",
	"20261116T0905Z":                     "2026-11-16T18:05:00+09:00",
	"202611160905":                       "",
	"2026年11月16日 9時":                     "",
	"令和8年11月16日":                         "",
	"2026-11-16":                         "",
	"2026-11-16 09:00":                   "",
	"10/11/2026":                         "",
	"Mon, 31 Feb 2026 09:00:00 +0900":    "",
	"Mon, 16 Nov 2026 29:00:00 +0900":    "",
	"0000-00-00 00:00:00":                "",
	"1763251200":                         "",
	"昨日":                                 "",
}

func TestFeedDates(t *testing.T) {
	for words, want := range feedDateCases {
		if want == "" {
			want = words
		}
		if got := feedDate(words); got != want {
			t.Errorf("%s = %s, want %s", words, got, want)
		}
	}
}
