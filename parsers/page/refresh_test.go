package page

import (
	"strings"
	"testing"
)

// TestAPageThatOnlySendsItsReaderOnByScript: one statement, few words; conditions and pages that say something stay.
func TestAPageThatOnlySendsItsReaderOnByScript(t *testing.T) {
	for script, want := range map[string]string{
		`location.href="/a2.html";`:                                      "https://a.jp/a2.html",
		"\n<!--\nwindow.location.replace( 'b2.html' );\n//-->":           "https://a.jp/x/b2.html",
		`document.location = "../c.html"`:                                "https://a.jp/c.html",
		`top.location.assign('https://a.jp/d.html')`:                     "https://a.jp/d.html",
		`location.href="/x/"`:                                            "", // itself
		`if (navigator.userAgent.match(/iPhone/)) location.href="/sp/";`: "",
		`var a = 1; location.href="/a2.html";`:                           "",
		`location.href="/a2.html?" + a;`:                                 "",
		`location.reload();`:                                             "",
		`location.href="javascript:void(0)"`:                             "",
	} {
		page := `<html><head><title>移転</title><script type="text/javascript">` + script + `</script></head><body><p>移転しました。<a href="/a2.html">こちら</a></p></body></html>`
		if got, ok := Refresh(Page{URL: "https://a.jp/x/", Body: []byte(page)}); got != want && ok || ok != (want != "") {
			t.Errorf("%s: %q %v, want %q", script, got, ok, want)
		}
	}
	full := `<html><head><script>location.href="/a2.html";</script></head><body><p>` + strings.Repeat("募集します。", 20) + `</p></body></html>`
	if got, ok := Refresh(Page{URL: "https://a.jp/x/", Body: []byte(full)}); ok {
		t.Errorf("a page with words of its own sends to %q", got)
	}
}
