package page

import (
	"bytes"
	"strings"
	"testing"
)

var bigMenu = "<nav id=\"g\"><ul>" + strings.Repeat(`<li class="menu-item"><a href="/c/001/index.html">国民健康保険の案内</a></li>`, 40) + "</ul></nav>"

// menuCases: what stands before, in and behind a cut. "" for want means that nothing may be cut.
var menuCases = []struct{ name, body, want string }{
	{"a big menu goes", "<body>" + bigMenu + "<main>公告</main>", "<body><main>公告</main>"},
	{"two go", "<p>1" + bigMenu + "<p>2" + bigMenu + "<p>3", "<p>1<p>2<p>3"},
	{"a breadcrumb stays", "<nav id=\"tpath\"><a href=/>ホーム</a> &gt; 入札</nav>" + bigMenu + "x", "<nav id=\"tpath\"><a href=/>ホーム</a> &gt; 入札</nav>x"},
	{"nested menus go as one", "a<nav>" + bigMenu + bigMenu + "</nav>b", "ab"},
	{"a menu that never ends stays", "<p>" + strings.TrimSuffix(bigMenu, "</nav>") + "<main>公告</main>", ""},
	{"a nav around the content stays", "<nav>" + bigMenu + "<main>公告</main></nav>", ""},
	{"a nav in a script stays", "<script>var a='<nav'</script>" + strings.TrimPrefix(bigMenu, "<nav"), ""},
	{"a nav in a comment stays", "<!-- <nav -->" + bigMenu + "<p>x", ""},
	{"no menu", "<main><h1>公告</h1></main>" + strings.Repeat("<p>本文</p>", 400), ""},
}

func TestWithoutMenus(t *testing.T) {
	for _, c := range menuCases {
		want := c.want
		if want == "" {
			want = c.body
		}
		if got := string(bytes.Join(withoutMenus([]byte(c.body)), nil)); got != want {
			t.Errorf("%s: %.200q", c.name, got)
		}
	}
}

func FuzzWithoutMenus(f *testing.F) {
	for _, c := range menuCases {
		f.Add(c.body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		if got := bytes.Join(withoutMenus([]byte(body)), nil); len(got) > len(body) || !strings.Contains(body, "<nav") && string(got) != body {
			t.Errorf("%q became %q", body, got)
		}
	})
}
