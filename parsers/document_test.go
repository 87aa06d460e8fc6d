package parsers

import (
	"strings"
	"testing"
)

func TestDeepNestingIsRead(t *testing.T) {
	for name, page := range map[string]string{
		"divs":  strings.Repeat("<div>", 100_000) + "提出期限：令和8年6月5日",
		"fonts": "<h1>公募</h1>" + strings.Repeat("<font color=red><b>", 50_000) + "提出期限：令和8年6月5日",
		"lists": strings.Repeat("<ul><li>", 50_000) + "提出期限：令和8年6月5日",
		"table": strings.Repeat("<table><tr><td>", 30_000) + "提出期限：令和8年6月5日",
	} {
		d, err := Detail(Page{URL: "https://city.example.jp/", Body: []byte(page)})
		if err != nil || !strings.Contains(d.Text, "提出期限：令和8年6月5日") {
			t.Errorf("%s: %v %.80q", name, err, d.Text)
		}
	}
}

func TestMetaRefresh(t *testing.T) {
	for markup, want := range map[string]string{
		`<meta http-equiv="refresh" content="0;url=/new/1.html">`:             "https://city.example.jp/new/1.html",
		`<META HTTP-EQUIV=Refresh CONTENT="5; URL='../b.html'">`:              "https://city.example.jp/b.html",
		`<meta http-equiv="refresh" content="0; https://www.example.jp/x">`:   "https://www.example.jp/x",
		`<meta http-equiv="refresh" content="600;url=/a/page.html">`:          "",
		`<meta http-equiv="refresh" content="0;url=javascript:alert(1)">`:     "",
		`<meta http-equiv="refresh" content="0">`:                             "",
		`<base href="/c/"><meta http-equiv="refresh" content="0;url=n.html">`: "https://city.example.jp/c/n.html",
	} {
		doc, err := ParseDocument(Page{URL: "https://city.example.jp/a/page.html", Body: []byte(markup)}, "")
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := MetaRefresh(doc); got != want && ok || ok != (want != "") {
			t.Errorf("%s: %q %t", markup, got, ok)
		}
	}
}
