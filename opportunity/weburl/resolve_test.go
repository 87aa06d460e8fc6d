package weburl

import (
	"errors"
	"net/url"
	"strings"
	"testing"
)

const page = "http://www.city.wakaba.example.jp/shigoto/list.html?page=2"

// resolveCases: ref is a link on page; want "" stands for ErrNotWeb.
var resolveCases = []struct{ name, ref, want string }{
	{"relative", "a.html", "http://www.city.wakaba.example.jp/shigoto/a.html"},
	{"from the root", "/a.html", "http://www.city.wakaba.example.jp/a.html"},
	{"dot segments", "../x/./y/../a.html", "http://www.city.wakaba.example.jp/x/a.html"},
	{"more dots than folders", "../../../a.html", "http://www.city.wakaba.example.jp/a.html"},
	{"only a query", "?id=3", "http://www.city.wakaba.example.jp/shigoto/list.html?id=3"},
	{"only a fragment", "#dx", "http://www.city.wakaba.example.jp/shigoto/list.html?page=2#dx"},
	{"a fragment is kept", "a.html#dx", "http://www.city.wakaba.example.jp/shigoto/a.html#dx"},
	{"an empty fragment", "a.html#", "http://www.city.wakaba.example.jp/shigoto/a.html"},
	{"an empty query", "a.html?", "http://www.city.wakaba.example.jp/shigoto/a.html?"},
	{"two fragments", "a.html#b#c", "http://www.city.wakaba.example.jp/shigoto/a.html#b%23c"},
	{"empty folders", "/a//b/", "http://www.city.wakaba.example.jp/a//b/"},
	{"absolute with dot segments", "https://www.pref.example.jp/x/../a.html", "https://www.pref.example.jp/a.html"},
	{"a host that ends in a number", "https://10.1/a.html", "https://10.0.0.1/a.html"},
	{"a fragment in Japanese", "a.html#募集", "http://www.city.wakaba.example.jp/shigoto/a.html#%E5%8B%9F%E9%9B%86"},
	{"another host", "https://www.pref.example.jp/a.html?x=1", "https://www.pref.example.jp/a.html?x=1"},
	{"the scheme of the page", "//www.pref.example.jp/a.html", "http://www.pref.example.jp/a.html"},
	{"three slashes name a host", "///www.pref.example.jp/a.html", "http://www.pref.example.jp/a.html"},
	{"one slash is relative", "http:/d.html", "http://www.city.wakaba.example.jp/d.html"},
	{"no slash is relative", "http:d.html", "http://www.city.wakaba.example.jp/shigoto/d.html"},
	{"another scheme, one slash", "https:/www.pref.example.jp/d.html", "https://www.pref.example.jp/d.html"},
	{"backslashes", `..\koubo\a.html`, "http://www.city.wakaba.example.jp/koubo/a.html"},
	{"backslashes before the host", `http:\\www.pref.example.jp\a.html`, "http://www.pref.example.jp/a.html"},
	{"a backslash in the query stays", `a.html?f=x\y`, `http://www.city.wakaba.example.jp/shigoto/a.html?f=x\y`},
	{"a stray percent sign", "/100%/b.html", "http://www.city.wakaba.example.jp/100%25/b.html"},
	{"a stray percent sign at the end", "b%", "http://www.city.wakaba.example.jp/shigoto/b%25"},
	{"a stray percent sign in the query", "/f?name=50%&id=1", "http://www.city.wakaba.example.jp/f?name=50%&id=1"},
	{"a stray percent sign in the fragment", "/f#50%", "http://www.city.wakaba.example.jp/f#50%25"},
	{"what is encoded stays", "/%E6%8F%90%2fa?x=%2F%25", "http://www.city.wakaba.example.jp/%E6%8F%90%2fa?x=%2F%25"},
	{"a space inside", "/c d.html", "http://www.city.wakaba.example.jp/c%20d.html"},
	{"white space around", "\n   /c.html\t\r\n ", "http://www.city.wakaba.example.jp/c.html"},
	{"a wide space around", "　/c.html　", "http://www.city.wakaba.example.jp/c.html"},
	{"line breaks inside", "http://www.pref.exa\n mple.jp/", "error"},
	{"a tab and a line break inside", "/ab\t\r\nc.html", "http://www.city.wakaba.example.jp/abc.html"},
	{"Japanese in the path", "/提案/a.html", "http://www.city.wakaba.example.jp/%E6%8F%90%E6%A1%88/a.html"},
	{"Japanese in the query", "/s?q=提案", "http://www.city.wakaba.example.jp/s?q=%E6%8F%90%E6%A1%88"},
	{"quotes and angle brackets", `/a"<b>.html?x="<y>`, "http://www.city.wakaba.example.jp/a%22%3Cb%3E.html?x=%22%3Cy%3E"},
	{"braces and bars", "/a{b}|c^.html", "http://www.city.wakaba.example.jp/a%7Bb%7D%7Cc%5E.html"},
	{"a control character", "/a\x01b.html", "http://www.city.wakaba.example.jp/a%01b.html"},
	{"capitals in scheme and host", "HTTP://WWW.Pref.Example.JP/A.html", "http://www.pref.example.jp/A.html"},
	{"a default port", "http://www.pref.example.jp:80/a", "http://www.pref.example.jp/a"},
	{"another port", "http://www.pref.example.jp:8080/a", "http://www.pref.example.jp:8080/a"},
	{"no path", "http://www.pref.example.jp", "http://www.pref.example.jp/"},
	{"a Japanese host", "http://若葉市.example.jp/a", "http://xn--7stz43fs4a.example.jp/a"},
	{"a host in wide letters", "http://ｗｗｗ．pref.example.jp/a", "http://www.pref.example.jp/a"},
	{"a number for a host", "http://3221225985/a", "http://192.0.2.1/a"},
	{"IPv6", "http://[2001:DB8::1]/a", "http://[2001:db8::1]/a"},
	{"mail", "mailto:kikaku@city.example.jp", ""},
	{"script", "javascript:void(0)", ""},
	{"telephone", "tel:0000000000", ""},
	{"a file", `file:///C:\a.html`, ""},
	{"a drive", `C:\Users\a.html`, ""},
	{"nothing", "  ", ""},
	{"a port that cannot be", "http://www.pref.example.jp:99999/", "error"},
	{"a space in the host", "http://www pref.example.jp/", "error"},
	{"names of users without end", "http://" + strings.Repeat("a@", maxAts+1) + "b.example.jp/", "error"},
	{"too long", "/" + strings.Repeat("a", maxLength), "error"},
	{"too long with its host", "/" + strings.Repeat("a", maxLength-10), "error"},
}

func TestResolve(t *testing.T) {
	for _, c := range resolveCases {
		got, err := Resolve(page, c.ref)
		switch {
		case c.want == "error":
			if err == nil || errors.Is(err, ErrNotWeb) {
				t.Errorf("%s: Resolve(%.60q) = %q, %v; want an error that says what is wrong", c.name, c.ref, got, err)
			}
		case c.want == "" && !errors.Is(err, ErrNotWeb), c.want != "" && err != nil, got != c.want:
			t.Errorf("%s: Resolve(%q) = %q, %v; want %q", c.name, c.ref, got, err, c.want)
		}
	}
}

func TestResolveWithoutBase(t *testing.T) {
	for ref, want := range map[string]string{
		"http://a.example.jp/x y": "http://a.example.jp/x%20y", "http:/a.example.jp/": "http://a.example.jp/", "/a.html": "", "a.html": "", "//a.example.jp/": "",
	} {
		if got, err := Resolve("", ref); got != want || (err != nil) != (want == "") {
			t.Errorf("Resolve(%q) = %q, %v", ref, got, err)
		}
	}
	if got, err := Resolve("urn:nonsense", "http://a.example.jp/"); err != nil || got != "http://a.example.jp/" {
		t.Errorf("a base that is none loses absolute addresses: %q, %v", got, err)
	}
}

func TestQueryInThePagesEncoding(t *testing.T) {
	for _, c := range []struct{ charset, ref, want string }{
		{"shift_jis", "s.cgi?k=募集&n=1#次", "http://a.example.jp/d/s.cgi?k=%95%E5%8FW&n=1#%E6%AC%A1"},
		{"euc-jp", "提/s.cgi?k=募集", "http://a.example.jp/d/%E6%8F%90/s.cgi?k=%CA%E7%BD%B8"},
		{"shift_jis", "s.cgi?k=😀", "http://a.example.jp/d/s.cgi?k=%26%23128512%3B"},
		{"utf-16le", "s.cgi?k=募", "http://a.example.jp/d/s.cgi?k=%E5%8B%9F"},
		{"", "s.cgi?k=募", "http://a.example.jp/d/s.cgi?k=%E5%8B%9F"},
		{"shift_jis", "提.html#?募", "http://a.example.jp/d/%E6%8F%90.html#?%E5%8B%9F"},
	} {
		base, err := NewBase("http://a.example.jp/d/l.html", c.charset)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := base.Resolve(c.ref); err != nil || got != c.want {
			t.Errorf("%s %s = %q, %v; want %q", c.charset, c.ref, got, err, c.want)
		}
	}
}

// FuzzResolve holds every address to what a request needs: net/url reads it, writes it as it stands, and it is resolved
// to itself.
func FuzzResolve(f *testing.F) {
	for _, c := range resolveCases {
		f.Add(page, c.ref, "")
	}
	f.Add("https://a.example.jp/", "?提", "shift_jis")
	f.Fuzz(func(t *testing.T, from, ref, charset string) {
		base, _ := NewBase(from, charset)
		got, err := base.Resolve(ref)
		if err != nil {
			return
		}
		u, err := url.Parse(got)
		if err != nil || u.String() != got && u.Opaque == "" || u.Host == "" {
			t.Errorf("%q on %q is %q, which net/url writes %q (%v)", ref, from, got, u, err)
		}
		if other, err := base.standard(strings.TrimSpace(ref)); other != got {
			t.Errorf("%q on %q is %q, by the standard alone %q (%v)", ref, from, got, other, err)
		}
		if again, err := Resolve("", got); again != got {
			t.Errorf("%q becomes %q (%v)", got, again, err)
		}
	})
}

func BenchmarkResolve(b *testing.B) {
	base, _ := NewBase(page, "")
	for b.Loop() {
		for _, ref := range []string{"/soshiki/3/12345.html", "https://www.city.wakaba.example.jp/soshiki/3/12345.html", "../a.html"} {
			if _, err := base.Resolve(ref); err != nil {
				b.Fatal(err)
			}
		}
	}
}
