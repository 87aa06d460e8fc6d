package detail

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"koubo/parsers/page"
	"koubo/parsers/page/frame"
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
		sheet := frame.Take(doc)
		memory := &frame.Memory{}
		for n := range 4 {
			memory.Note(fmt.Sprintf("https://www.city.example.jp/%d.html", n), n == 0, sheet)
		}
		marks := memory.Marks(sheet, frame.Now)
		sheet.Release()
		if reading, _ := ReadMarked(doc, nil, marks); !utf8.ValidString(reading.Draft.Text) {
			t.Errorf("not UTF-8: %q", reading.Draft.Text)
		}
		reading, _ := ReadMarked(doc, nil, frame.Marks{})
		d := reading.Draft
		if !utf8.ValidString(d.Text) || !utf8.ValidString(d.Summary) {
			t.Errorf("not UTF-8: %q", d.Text)
		}
		LabelValue(d, "提出期限")
	})
}
