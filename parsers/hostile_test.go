package parsers_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"koubo/bench/worktime"
	"koubo/parsers/detail"
	"koubo/parsers/feed"
	"koubo/parsers/list"
	"koubo/parsers/page"
	"koubo/parsers/part"
)

// Lengths in bytes of hostile pages: of each piece, and of the few that are read in full.
const (
	hostileSize = 256 << 10
	wholeSize   = 1 << 20
)

// hostilePieces are repeated until they fill a page. tail closes what they leave open.
var hostilePieces = []struct{ head, piece, tail string }{
	{"", "<div>", ""}, {"", "<div><p>", ""}, {"", "<b>", ""}, {"", "<a href=/x>題", ""}, {"", "<font><p>", ""}, {"", "<span class=a>題", ""},
	{"<table>", "<tr><td>", ""}, {"", "<table><tr><td>", ""}, {"<ul>", "<li>", ""}, {"", "<ul><li>", ""}, {"", "<dl><dt>題<dd>", ""},
	{"<table>", "<tr><td>提出期限<td>9月4日", ""}, {"<table>", "<tr><th>題<td rowspan=9999>9月4日<td>", ""}, {"<table><tr>", "<td rowspan=30>題", "<tr><td>a<tr><td>b"},
	{"<table><tr>", "<td>題", ""}, {"<table>", "<tr><td rowspan=30>題</tr>", ""}, {"<dl>", "<dt>題<dd>値", ""}, {"<dl>", "<dt>題", ""}, {"<dl>", "<div><dt>題<dd>値</div>", ""},
	{"", "<h1>題</h1>", ""}, {"<h1>", "題", ""}, {"<title>", "題｜", "</title>"}, {"<title>", "a - b::", "</title><h1>題</h1><h1>題</h1><h2>題</h2>"}, {"<title>題の題の題の題の題</title>", "<h2>題の題の題の題の題", ""},
	{"", "<p class=title>題", ""}, {"", "<a href=/a.pdf>題（PDF：1KB）</a>", ""}, {"", "<a href=/a.pdf></a>", ""}, {"<p>", "<a href=a.pdf>", ""},
	{"<ul>", `<li><a href="/n/%d.html">令和8年度公募型プロポーザルの実施について</a> 2026年9月4日`, ""}, {"<ul>", `<li>9月4日<a href="/n/%d.html">題`, ""}, {"<p>", `<a href="/n/%d.html">題名の長い募集のお知らせ</a>`, ""},
	{"<table>", `<tr><td>9月4日<td><a href="/n/%d.html">題名の長い募集のお知らせ</a>`, ""}, {"<table><tr><th>掲載日<th>件名", `<tr><td>9月4日<td><a href="/n/%d.html">題名</a>`, ""},
	{"<dl>", `<dt>9月4日<dd><a href="/n/%d.html">題名の長い募集のお知らせ</a>`, ""}, {"", `<div><a href="/n/%d.html">題名の長い募集のお知らせ</a></div>`, ""}, {"", `<p>題<a href="?page=%d">%d</a>`, ""}, {"<p>", `<a href="?page=%d">%d</a>`, ""},
	{"<p>", `<a href="?page=%d">次へ</a>`, ""}, {"", `<h3>題</h3><ul><li><a href="/n/%d.html">題名</a></ul>`, ""}, {"", `<link rel=next href="?page=%d">`, ""}, {"<nav>", `<a href="?page=%d">%d</a>`, ""}, {"<p>", `<span>|</span><a href="?page=%d">%d</a>`, ""},
	{"<p>", "題", ""}, {"<p>", "（", ""}, {"<p>", "a:", ""}, {"<p>", "題：", ""}, {"<p>", "電話：", ""}, {"<p>", "電話 098-867-0111 ", ""}, {"", "<p>電話：098-867-0111", ""}, {"<p>", "お問い合わせ", ""}, {"", "<p>お問い合わせ先", ""}, {"", "<h2>お問い合わせ</h2><p>総務課", ""},
	{"<p>", "a@b.jp ", ""}, {"<p>", "@", ""}, {"<p>", "a.", ""}, {"<p>", "掲載日：", ""}, {"", "<p>掲載日：2026年9月4日", ""}, {"", "<p>更新日 9月4日", ""}, {"<p>", "9月4日", ""}, {"<p>", "総務部総務課", ""}, {"<p>", "課", ""}, {"<pre>", "\n", ""}, {"<pre>", "題\n", ""}, {"<p>", "<br>", ""}, {"<p>", "題<br>", ""},
	{"", "<", ""}, {"", "<!--", ""}, {"", "&", ""}, {"", "&amp", ""}, {"<a ", "a ", ">"}, {"<a ", "a%d=1 ", ">"}, {"<p class='", "a ", "'>題"}, {"<p style='", "a:b;", "'>題"}, {"", "<script>", ""}, {"", "<svg>", ""}, {"", "<svg><p>", ""}, {"", "<form>", ""}, {"", "<select><option>", ""}, {"<form><select name=a>", "<option>1", "<select name=b>" + strings.Repeat("<option>1", 10_000) + "</form>"},
	{"<ol class=pankuzu>", "<li><a href=/>題</a> &gt; ", ""}, {"", "<nav class=breadcrumb><a href=/>題</a></nav>", ""}, {"", "題&gt;", ""}, {"<p>", "トップ > ", ""}, {"", "\x1b$B", ""}, {"<meta charset=shift_jis>", "\x81", ""}, {"", "\xff", ""}, {"<meta charset=iso-2022-jp>", "\x1b$B!!\x1b(B", ""}, {"", "<meta charset=x>", ""},
	{"", "<p class=side><a href=/x>題</a></p>", ""}, {"", "<div class=footer>お問い合わせ 総務課 電話", ""}, {"", "<td>", ""}, {"", "</p>", ""}, {"", "</div>", ""}, {"", "<b><i></b>", ""}, {"", "<a><b>", ""}, {"", "<nobr>", ""}, {"", "<frameset>", ""}, {"", "<iframe src=/x>", ""}, {"", "<base href=/x>", ""}, {"", "<img alt=題>", ""}, {"<a href=/x>", "<img alt=題>", ""},
	{"", `<section><h3>題名の長い募集のお知らせ%d</h3><p>9月4日<a href="/n/%d.html">詳細</a></section>`, ""}, {"", `<div class=a><h3><a href="/n/%d.html">題名</a></h3><a href="/c/">公募</a>`, ""}, {"", `<article><h3><a href="/n/%d.html">題名</a></h3>`, ""},
	{"<title>題題</title>", "<div class=side><h2>題</h2>", ""}, {"<h1>題</h1>", `<div><p>題</p><a href="/n/%d.html">題名</a>`, ""}, {"", "<p>関連リンク<a href=/x>題</a>", ""}, {"<script type='application/ld+json'>", "[", "</script>"},
	{"<script type='application/ld+json'>{\"@type\":\"ItemList\",\"itemListElement\":[", `{"url":"/n/%d","name":"題"},`, `{}]}</script>`}, {"", `<a href="?page=%d">%d</a><a href="/r%d.html">令和7年度</a>`, ""}, {"", "<table><tr><td><a href=/n/%d.html>題名の長い募集のお知らせ</a>", ""},
	{"<dl><dt>防災アプリ構築業務に係る公募型プロポーザル<dd>締切12月10日 ", "a b ", "<dt>旧保育所を活用する民間事業者の募集<dd>締切12月18日"}, {"<dl><dt>防災アプリ構築業務に係る公募型プロポーザル<dd><a href=x>題</a>", "<dd>締切12月10日", ""},
	{"", "<dl><dt>防災アプリ構築業務に係る公募型プロポーザル%d<dd><a href=%d.pdf>要項</a><a href=a.pdf>様式</a></dl>", ""}, {"<dl>", "<dt>防災アプリ構築業務に係る公募型プロポーザル%d<dd><a href=%d.pdf>要項</a><a href=a.pdf>様式</a>", ""},
	{"<ul>", "<li>" + strings.Repeat("<span>", 300) + "防災アプリ構築業務に係る公募型プロポーザル 締切12月10日", ""}, {"", "<ul><li>防災アプリ構築業務に係る公募型プロポーザル%d（12月10日締切）<li><a href=/x/%d>防災アプリ構築業務の公募</a></ul>", ""},
	{"", "<h2 id=%d>題名の長い募集のお知らせ%d</h2><p>9月4日", ""}, {"<table>", "<tr id=%d><td>題名の長い募集のお知らせ%d<td>9月4日", ""}, {"", "<div id=%d><p>題名の長い募集のお知らせ%d", ""}, {"<dl>", "<dt id=%d>題名の長い募集のお知らせ%d<dd>題", ""},
	{"<table>", "<tr onclick=\"location.href='/%d.html'\"><td>題名の長い募集のお知らせ%d", ""}, {"", "<div onclick=\"location.href='/%d.html'\">題名の長い募集のお知らせ", ""}, {"<a href=# onclick=\"", "a('b',", "\">題</a>"}, {"<table>", "<tr><td colspan=1000 rowspan=1000>題<td>〃", ""},
	{"<table><tr>", "<td colspan=40>題", ""}, {"<p>", `<a href="/n/%d%">題名の長い募集のお知らせ%d</a>`, ""}, {"<p>", `<a href="http://a@a@a@a@a@a@b.jp/%d">題名の長い募集のお知らせ%d</a>`, ""}, {"", "<div id=list><ul class=list></ul>", ""}, {"<p>", `<a href="a.html">題名の長い募集のお知らせ%d</a>`, ""},
}

// hostileFeeds are bodies of feeds, in the same way.
var hostileFeeds = []struct{ head, piece, tail string }{
	{"<rss><channel>", "<item>", ""}, {"<rss><channel>", "<item><title>題</title><link>http://a.jp/%d</link></item>", "</channel></rss>"}, {"<rss><channel>", "<item><title>題<link>http://a.jp/%d", ""}, {"<rss><channel>", "<a>", ""}, {"<rss><channel><item>", "<a>", "&x;"}, {"<rss><channel><item>", "<a></b>", "&x;"},
	{"<rss>", "</a>", "&x;"}, {"<rss>", "<a ", "&x;"}, {"<rss>", "<a '", "&x;"}, {"<rss>", "<a b='", "&x;"}, {"<rss>", "<", "&x;"}, {"<rss>", "<!--", "&x;"}, {"<rss>", "<?", "&x;"}, {"<rss>", "<!", "&x;"}, {"<rss>", "<![CDATA[", "&x;"}, {"<rss>", "<![CDATA[]]>", "&x;"}, {"<rss>", "&", ""}, {"<rss>", "&amp;", ""}, {"<rss>", "&nbsp;", ""}, {"<rss><a ", "a%d='&x' ", "></rss>"}, {"<rss><a ", "a=", "></rss>&x;"},
	{"<rss><channel><item><title>", "題", "</title></item>"}, {"<rss><channel><item><title>", "&lt;b&gt;", "</title></item>"}, {"<rss><channel><item>", "<category>題</category>", ""}, {"<rss><channel><item>", "<link>", "&x;"}, {"<rss><channel><item><description>", "&lt;a", ""}, {"<rss><channel><item><pubDate>", "1", ""}, {"<rss><channel><item><pubDate>", "9月4日", ""},
	{"<rss><channel>", "<item><item><a></item>", "&x;"}, {"<rss><channel><item>", "<a:b>", "&x;"}, {"<rss xmlns:a='b'>", "<a:b></a:b>", "</rss>"}, {"", "<rss>", ""}, {"", " ", "<rss>"}, {"", "<!-- -->", "<rss>"}, {"", "<!--", "<rss>"}, {"", "<?xml?>", "<rss>"}, {"<!DOCTYPE rss [", "<!ENTITY a%d 'x'>", "]><rss>&a1;</rss>"},
	{"<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry>", ""}, {"<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry><title>題</title><link href='/%d'/></entry>", "</feed>"}, {"<feed xml:base='/a/'>", "<entry xml:base='a/'>", "</feed>"}, {"<feed xml:base='/" + strings.Repeat("a", hostileSize/2) + "'>", "<entry><title>題</title><link href='b'/></entry>", "</feed>"},
	{"<feed xmlns='http://www.w3.org/2005/Atom'>" + strings.Repeat("<a xml:base='"+strings.Repeat("a", 400)+"/'>", 300), "<entry><title>題</title><link href='b'/></entry>", "</feed>"},
	{"<rss>", "<![CDATA[</", "&x;"}, {"<rss>", "<a b", "&x;"}, {"<rss>", "<a></b></a>", "&x;"}, {"<x><item>", "<a></x>", "&x;"}, {"<rss>", "<a%d>", "&x;"},
	{"<feed><entry><content type='xhtml'>", "<div>", ""}, {"<feed><entry>", "<link href='/a'/>", "</entry></feed>"},
	{"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>", "<item rdf:about='/%d'><title>題</title></item>", "</rdf:RDF>"}, {`{"version":"https://jsonfeed.org/version/1.1","items":[`, `{"id":"%d","url":"http://a.jp/%d","title":"題"},`, `{}]}`}, {`{"version":"https://jsonfeed.org/version/1.1","items":`, "[", ""}, {"", "{", ""}, {"", "[", ""}, {"", "題", ""},
}

// hostileParts are as many parts as a list may name at one address, each with what the pages hold.
var hostileParts = func() (parts []part.Part) {
	for i := range page.MaxPerAddress {
		parts = append(parts, part.Part{Fragment: fmt.Sprint(i), Title: fmt.Sprintf("題名の長い募集のお知らせ%d", i)})
	}
	return parts
}()

// hostileBody repeats piece, with numbers for its %d, until the body is size bytes long.
func hostileBody(size int, head, piece, tail string) []byte {
	var b strings.Builder
	b.WriteString(head)
	for i := 0; b.Len() < size; i++ {
		b.WriteString(strings.ReplaceAll(piece, "%d", fmt.Sprint(i)))
	}
	b.WriteString(tail)
	return []byte(b.String())
}

// endsSoon reports what takes more processor time than bound, which is some ten times what these pages take.
func endsSoon(t *testing.T, reader, name string, bound time.Duration, read func()) {
	t.Helper()
	if took := worktime.Of(t, read); took > bound {
		t.Errorf("%s took %v for %.80q", reader, took, name)
	} else if testing.Verbose() && took > bound/8 {
		t.Logf("%s took %v for %.80q", reader, took, name)
	}
}

func TestHostilePagesEndSoon(t *testing.T) {
	read := func(name string, body []byte, bound time.Duration) {
		p := page.Page{URL: "https://www.city.aoba.example.jp/a/", Body: body}
		endsSoon(t, "Detail", name, bound, func() { detail.Read(p) })
		endsSoon(t, "List", name, bound, func() { list.Read(p, list.Options{}) })
		endsSoon(t, "Parts", name, bound, func() { part.Read(p, "", hostileParts) })
	}
	for _, c := range hostilePieces {
		read(c.head+c.piece, hostileBody(hostileSize, c.head, c.piece, c.tail), time.Second)
	}
	read("deep nesting", hostileBody(wholeSize, "", "<div>", ""), 2*time.Second)
	read("100,000 brackets", hostileBody(wholeSize, "<p>", "（", ""), 2*time.Second)
	read("one line", hostileBody(wholeSize, "<p>", "提出期限は令和8年9月4日。", ""), 2*time.Second)
	read("100,000 links", []byte(strings.Repeat("<a href=a>題</a>", 100_000)), 4*time.Second)
	read("100,000 rows", []byte("<table>"+strings.Repeat("<tr><td>題", 100_000)), 4*time.Second)
}

func TestHostileFeedsEndSoon(t *testing.T) {
	for _, c := range hostileFeeds {
		p := page.Page{URL: "https://www.city.aoba.example.jp/a.rss", Body: hostileBody(hostileSize, c.head, c.piece, c.tail)}
		endsSoon(t, "Feed", c.head+c.piece, time.Second, func() { feed.Read(p) })
	}
	p := page.Page{URL: "https://www.city.aoba.example.jp/a.rss", Body: hostileBody(wholeSize, "<rss><channel>", "<item><title>題</title><link>http://a.jp/%d</link></item>", "")}
	endsSoon(t, "Feed", "a million bytes of entries", 2*time.Second, func() { feed.Read(p) })
}

// A feed within the bounds keeps its addresses; one beyond is read all the same.
func TestExcessiveFeedIsReadAllTheSame(t *testing.T) {
	entry := "<entry><title>題</title><link href='b.html'/></entry>"
	for name, body := range map[string]string{
		"a base":      "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='/a/'>" + entry + "</feed>",
		"a long base": "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='/a/'><x xml:base='" + strings.Repeat("y", 600) + "'></x>" + entry + "</feed>",
		"deep":        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='/a/'><x>" + strings.Repeat("<y>", 300) + strings.Repeat("</y>", 300) + "</x>" + entry + "</feed>",
	} {
		listing, err := feed.Read(page.Page{URL: "https://www.city.aoba.example.jp/feed", Body: []byte(body)})
		if drafts := listing.Drafts; err != nil || len(drafts) != 1 || drafts[0].URL != "https://www.city.aoba.example.jp/a/b.html" {
			t.Errorf("%s: %+v, %v", name, listing, err)
		}
	}
}

func TestDeepNestingIsRead(t *testing.T) {
	for name, body := range map[string]string{
		"divs":  strings.Repeat("<div>", 100_000) + "提出期限：令和8年6月5日",
		"fonts": "<h1>公募</h1>" + strings.Repeat("<font color=red><b>", 50_000) + "提出期限：令和8年6月5日",
		"lists": strings.Repeat("<ul><li>", 50_000) + "提出期限：令和8年6月5日",
		"table": strings.Repeat("<table><tr><td>", 30_000) + "提出期限：令和8年6月5日",
	} {
		d, err := detail.Read(page.Page{URL: "https://city.example.jp/", Body: []byte(body)})
		if err != nil || !strings.Contains(d.Text, "提出期限：令和8年6月5日") {
			t.Errorf("%s: %v %.80q", name, err, d.Text)
		}
	}
}
