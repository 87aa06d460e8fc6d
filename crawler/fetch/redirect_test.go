package fetch

import "testing"

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
