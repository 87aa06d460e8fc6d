package detail

import (
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"koubo/parsers/page"
)

func FuzzDetail(f *testing.F) {
	pages, _ := filepath.Glob("testdata/*/page.html")
	for _, path := range pages {
		if body, err := os.ReadFile(path); err == nil {
			f.Add("https://www.city.example.jp/a/b.html", body)
		}
	}
	f.Add("://", []byte("<table><tr><td rowspan=99999999><dl><dt><dd><a href=x.pdf><h1>"))
	f.Add("", []byte(`<base href="::"><meta http-equiv=refresh content="0"><a href="mailto:%zz">`))
	f.Fuzz(func(t *testing.T, address string, body []byte) {
		doc, err := page.Parse(page.Page{URL: address, Body: body}, "")
		if err != nil {
			return
		}
		page.MetaRefresh(doc)
		d, _ := ReadDocument(doc)
		if !utf8.ValidString(d.Text) || !utf8.ValidString(d.Summary) {
			t.Errorf("not UTF-8: %q", d.Text)
		}
		LabelValue(d, "提出期限")
	})
}
