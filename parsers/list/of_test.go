package list

import (
	"reflect"
	"strings"
	"testing"

	"koubo/parsers/page"
)

// TestAPageParsedAlreadyReadsTheSame, although its big menus were not cut out.
func TestAPageParsedAlreadyReadsTheSame(t *testing.T) {
	menu := "<nav><ul>" + strings.Repeat(`<li><a href="/menu/nyusatsu/" title="産業・ビジネス">入札・契約の案内について</a></li>`+"\n", 40) + "</ul></nav>"
	p := page.Page{URL: "https://www.city.example.jp/koubo/", Body: []byte("<!DOCTYPE html><html lang=ja><body>" + menu + "<div><h1>公募</h1>" + datedRows + "</div>" + menu + "</body></html>")}
	want, err := Read(p, Options{})
	if err != nil || len(want.Drafts) == 0 {
		t.Fatalf("%+v, %v", want, err)
	}
	doc, err := page.Parse(p, "")
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := Of(doc, p)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := parsed.Read(Options{}); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v, %v", got, want, err)
	}
}
