package feed

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"koubo/parsers/page"
)

// captured are feeds as bodies served them on 2026-08-01.
var captured = []struct {
	file, url string
	count     int
	first     string // title
	link, day string
}{
	{"feed_okinawa_pref.xml", "https://www.pref.okinawa.lg.jp/news.rss", 22, "最新号（美ら島沖縄8月号)", "https://www.pref.okinawa.lg.jp/kensei/kochokoho/1014705/1014708/1035973.html", "2026-08-01T00:00:18+09:00"},
	{"feed_naha.xml", "https://www.city.naha.okinawa.jp/news.rss", 22, "那覇市立図書館だより(2026年8月)", "https://www.city.naha.okinawa.jp/lib/n-siryouannai/1006715/1009599/1012440.html", "2026-08-01T00:05:03+09:00"},
	{"feed_ginowan.rdf", "https://www.city.ginowan.lg.jp/cgi-bin/feed.php?siteNew=1", 20, "契約施設外での産後ケア利用時の償還払いについて", "https://www.city.ginowan.lg.jp/soshiki/kodomo/3/sukoyakaoyako/6/20597.html", "2026-07-31T18:05:03+09:00"},
}

func TestFeedCaptures(t *testing.T) {
	for _, c := range captured {
		t.Run(c.file, func(t *testing.T) {
			body, err := os.ReadFile(filepath.Join("../../../shared/data/captures", c.file))
			if err != nil {
				t.Skip("the captures are not here")
			}
			listing, err := Read(page.Page{URL: c.url, Body: body})
			if err != nil {
				t.Fatal(err)
			}
			drafts := listing.Drafts
			if len(drafts) != c.count || drafts[0].Title != c.first || drafts[0].URL != c.link || drafts[0].Published != c.day {
				t.Errorf("%d entries, the first %+v", len(drafts), drafts[0])
			}
			for _, d := range drafts {
				if d.Title == "" || !strings.HasPrefix(d.URL, "https://") || !strings.HasSuffix(d.Published, "+09:00") {
					t.Errorf("entry %+v", d)
				}
			}
		})
	}
}

func BenchmarkFeed(b *testing.B) {
	var body strings.Builder
	body.WriteString(`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>青葉市</title><link>https://www.city.example.jp/</link>`)
	for range 20 {
		body.WriteString("<item><title>令和8年度 青葉市公式サイト再構築業務に係る公募型プロポーザルの実施について</title><link>https://www.city.example.jp/shigoto/1001/1002.html</link><description></description><pubDate>Fri, 31 Jul 2026 17:00:03 +0900</pubDate></item>\n")
	}
	body.WriteString("</channel></rss>")
	page := page.Page{URL: "https://www.city.example.jp/news.rss", Body: []byte(body.String())}
	b.ReportAllocs()
	for b.Loop() {
		if listing, err := Read(page); err != nil || len(listing.Drafts) != 20 {
			b.Fatal(len(listing.Drafts), err)
		}
	}
}
