package fetch

import (
	"testing"

	"koubo/parsers/page"
)

// TestOnlyWebAddressesAreResolved, to what a request can be made to.
func TestOnlyWebAddressesAreResolved(t *testing.T) {
	from, err := parseAddress("https://a.jp/list/")
	if err != nil {
		t.Fatal(err)
	}
	for ref, want := range map[string]string{
		"b.html#part": "https://a.jp/list/b.html", "//b.jp": "https://b.jp/", "http://B.jp:80/x": "http://b.jp/x", "?page=2": "https://a.jp/list/?page=2", "#": "https://a.jp/list/",
		"mailto:x@a.jp": "", "javascript:void(0)": "", "file:///etc/passwd": "", "http://": "", "https://[::1/": "", "ftp://a.jp/": "", "data:text/html,x": "", "http://a%zz.jp/": "", "http://a.jp:99999/": "",
	} {
		got, err := resolve(from, ref)
		if (err != nil) != (want == "") || err == nil && got.String() != want {
			t.Errorf("%q leads to %v, want %q (%v)", ref, got, want, err)
		}
	}
}

// TestWhereAPageSendsItsReader: elsewhere on its own site, by a header or, without one, by itself.
func TestWhereAPageSendsItsReader(t *testing.T) {
	const here = "https://www.city.example.jp/a"
	for name, c := range map[string]struct{ from, header, body, want string }{
		"a header":       {here, "https://www.city.example.jp/b", "", "https://www.city.example.jp/b"},
		"nothing":        {here, "", "<p>x</p>", ""},
		"itself":         {here, "", `<meta http-equiv="refresh" content="0; url=/b">`, "https://www.city.example.jp/b"},
		"to itself":      {here, here, "", ""},
		"away":           {here, "https://www.example.com/", "", ""},
		"to no address":  {here, "https://www.city.example.jp/%zz", "", ""},
		"from none":      {"https://www.city.example.jp/%zz", "https://www.city.example.jp/b", "", ""},
		"the first says": {here, "https://www.city.example.jp/c", `<meta http-equiv="refresh" content="0; url=/b">`, "https://www.city.example.jp/c"},
	} {
		r := Response{Refresh: c.header, Page: page.Page{URL: c.from, ContentType: "text/html; charset=utf-8", Body: []byte(c.body)}}
		if got := r.RefreshTarget(); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
