package parsers

import (
	"strings"
	"testing"
)

func TestDiscover(t *testing.T) {
	body := `<head><link rel="alternate" type="application/rss+xml" title="新着情報" href="/news.rss"><link rel="stylesheet" href="/feed.rss">
<link rel="alternate" hreflang="en" href="/en/"></head><body><nav><a href="/shigoto/">事業者の方へ</a><a href="/saiyou/">職員採用・募集</a></nav>
<a href="/shigoto/nyusatsu/">入札・契約</a><a href="/proposal/">公募型プロポーザル</a><a href="/cgi-bin/feed.php?siteNew=1">RSS</a><a href="/rss/10/list1.xml">RSS配信</a>
<a href="https://other.example.jp/nyusatsu/">電子入札</a><a href="/files/nyusatsu.pdf">入札</a><a href="/news.rss">RSS</a>
<a href="/p/1.html">令和8年度若葉市公式サイト再構築業務に係る公募型プロポーザルの実施について</a></body>`
	var got []string
	for _, f := range Discover(Page{URL: "https://a.example.jp/", Body: []byte(body)}) {
		if f.Why == "" {
			t.Errorf("%s without a reason", f.URL)
		}
		got = append(got, f.Kind+" "+strings.TrimPrefix(f.URL, "https://a.example.jp"))
	}
	want := "feed /news.rss|feed /cgi-bin/feed.php?siteNew=1|feed /rss/10/list1.xml|list /proposal/|list /shigoto/nyusatsu/|list /shigoto/"
	if strings.Join(got, "|") != want {
		t.Errorf("found %s\nwant  %s", strings.Join(got, "|"), want)
	}
}
