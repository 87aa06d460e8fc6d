package page

import "testing"

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
		doc, err := Parse(Page{URL: "https://city.example.jp/a/page.html", Body: []byte(markup)}, "")
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := MetaRefresh(doc); got != want && ok || ok != (want != "") {
			t.Errorf("%s: %q %t", markup, got, ok)
		}
	}
}
