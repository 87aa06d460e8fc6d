package opportunity

import (
	"math/rand/v2"
	"strings"
	"testing"
)

func TestCanonicalURLReadsAddressesAsBrowsersDo(t *testing.T) {
	for raw, want := range map[string]string{
		"http:/a.jp/x":                          "http://a.jp/x",
		`https:\\a.jp\x\y`:                      "https://a.jp/x/y",
		"https://a.jp/x y\n/z":                  "https://a.jp/x%20y/z",
		"https://a.jp/100%の/":                   "https://a.jp/100%25%E3%81%AE/",
		"https://公募.あおば市.jp/入札?語=札":             "https://xn--55q28a.xn--l8jq8i675q.jp/%E5%85%A5%E6%9C%AD?%E8%AA%9E=%E6%9C%AD",
		"https://user:secret@a.jp/x":            "https://a.jp/x",
		"https://a.jp./x":                       "https://a.jp/x",
		"https://a.jp/%e5%85%a5%2f%7Euser/%41b": "https://a.jp/%E5%85%A5%2F~user/Ab",
		"https://a.jp/?q=%7e%2d%26":             "https://a.jp/?q=~-%26",
		"https://a.jp/%%34%31":                  "https://a.jp/%2541",
		"https://a.jp/x?#":                      "https://a.jp/x",
		"https://a.jp/%2e%2E/x/%2e/y":           "https://a.jp/x/y",
		"//a.jp/x":                              "//a.jp/x",
		"https:///":                             "https:///",
	} {
		if got := CanonicalURL(raw); got != want {
			t.Errorf("CanonicalURL(%q) = %q, want %q", raw, got, want)
		}
	}
}

func TestCanonicalURLDropsSessionsAndTrackers(t *testing.T) {
	const session = "lit3py55t21z5v55vlm25s55"
	for raw, want := range map[string]string{
		"https://a.jp/p?id=3&ref=rss":                             "https://a.jp/p?id=3",
		"https://a.jp/p?from=RSS":                                 "https://a.jp/p",
		"https://a.jp/p?rss=1&b=2":                                "https://a.jp/p?b=2",
		"https://a.jp/p?ref=12":                                   "https://a.jp/p?ref=12",
		"https://a.jp/p?from=2026":                                "https://a.jp/p?from=2026",
		"https://a.jp/p?ref=top":                                  "https://a.jp/p?ref=top",
		"https://a.jp/p?rss=2026":                                 "https://a.jp/p?rss=2026",
		"https://a.jp/p?utm%5Fmedium=x&CFID=1&CFTOKEN=22":         "https://a.jp/p",
		"https://a.jp/p?sid=" + session + "&n=1":                  "https://a.jp/p?n=1",
		"https://a.jp/p?sid=12":                                   "https://a.jp/p?sid=12",
		"https://a.jp/p;JSESSIONID=" + session + "?n=1":           "https://a.jp/p?n=1",
		"https://a.jp/(S(" + session + "))/p.aspx":                "https://a.jp/(S(" + session + "))/p.aspx",
		"https://a.jp/p?print=1":                                  "https://a.jp/p?print=1",
		"https://a.jp/p?ASPSESSIONIDQQ=" + session + "&pk_kwd=公募": "https://a.jp/p",
	} {
		if got := CanonicalURL(raw); got != want {
			t.Errorf("CanonicalURL(%q) = %q, want %q", raw, got, want)
		}
	}
}

func TestCanonicalPart(t *testing.T) {
	for raw, want := range map[string][2]string{
		"https://a.jp/b.html#koubo-2":          {"https://a.jp/b.html", "#koubo-2"},
		"https://a.jp/b.html#%e5%85%a5":        {"https://a.jp/b.html", "#%E5%85%A5"},
		"https://a.jp/b.html#入":                {"https://a.jp/b.html", "#%E5%85%A5"},
		"https://a.jp/b.html#TOP":              {"https://a.jp/b.html", ""},
		"https://a.jp/b.html#":                 {"https://a.jp/b.html", ""},
		"https://a.jp/b.html#:~:text=公募":       {"https://a.jp/b.html", ""},
		"https://a.jp/b.html#k:~:text=公募":      {"https://a.jp/b.html", "#k"},
		"https://a.jp/?utm_source=x#!/page/3":  {"https://a.jp/", "#!/page/3"},
		"mailto:a@b.jp#x":                      {"mailto:a@b.jp#x", ""},
		"https://a.jp/b.html?from=rss#koubo-2": {"https://a.jp/b.html", "#koubo-2"},
	} {
		if address, part := CanonicalPart(raw); address != want[0] || part != want[1] {
			t.Errorf("CanonicalPart(%q) = %q, %q, want %q", raw, address, part, want)
		}
	}
}

// Each line is one page, under all its addresses; the lines are pages of their own.
var pagesByAddress = [][]string{
	{"http://www.a.jp/koubo/1.html", "https://www.a.jp/koubo/1.html", "https://a.jp/koubo/1.html", "https://a.jp:443/koubo//1.html/",
		"https://a.jp/koubo/1.html?ref=rss", "https://a.jp/koubo/1.html?from=top", "https://a.jp/koubo/1.html?print=1", "https://a.jp/koubo/1.html?mode=print",
		"https://a.jp/koubo/1.html?printview", "https://a.jp/print/koubo/1.html", "https://a.jp/koubo/1.html/print/", "https://a.jp/koubo/1_print.html",
		"https://a.jp/(S(lit3py55t21z5v55vlm25s55))/koubo/1.html", "https://a.jp/(X(1)S(h3x2py55t21z5v55vlm2aaaa))/koubo/1.html",
		"https://a.jp/koubo/1.html;jsessionid=0A1B", "https://u:p@a.jp/koubo/./1.html", "https://a.jp/koubo/1.html#top", "https://a.jp/koubo/1.html#"},
	{"https://a.jp/koubo/", "https://a.jp/koubo", "https://a.jp/koubo/index.html", "http://www.a.jp/koubo/index.php", "https://a.jp/koubo/Default.aspx", "https://a.jp/koubo/?print=1"},
	{"https://a.jp/koubo/?id=1&n=2", "https://a.jp/koubo/index.php?n=2&id=1", "https://a.jp/koubo/?n=2&id=1&utm_medium=rss"},
	{"https://a.jp/koubo/?id=1&n=3"},
	{"https://a.jp/koubo/?from=2026-11-25"},
	{"https://a.jp/koubo/?mode=list"},
	{"https://a.jp/koubo/1.html#koubo-2", "http://a.jp/koubo/1.html?ref=rss#koubo-2", "https://a.jp/koubo/1.html#%6boubo-2"},
	{"https://a.jp/koubo/1.html#庁内 DX推進", "https://a.jp/koubo/1.html#庁内DX推進", "https://a.jp/koubo/1.html#庁内ＤＸ推進", "https://a.jp/koubo/1.html#%E5%BA%81%E5%86%85DX%E6%8E%A8%E9%80%B2"},
	{"https://a.jp/print/", "https://a.jp/print"},
	{"https://a.jp/blueprint/1.html"},
	{"https://a.jp/koubo/2.html"},
	{"https://a.jp/Koubo/2.html"},
	{"https://b.a.jp/koubo/2.html"},
	{"https://a.jp:8443/koubo/2.html", "http://a.jp:8443/koubo/2.html"},
	{"https://www.xn--l8jq8i675q.jp/1", "https://あおば市.jp/1", "HTTP://あおば市。jp/1/"},
	{"https://a.jp/koubo/print.html"},
	{"urn:koubo:1"},
}

func TestIdentityKey(t *testing.T) {
	first := map[string]string{}
	for _, page := range pagesByAddress {
		want := IdentityKey(page[0])
		if other, taken := first[want]; taken {
			t.Errorf("%q and %q are two pages, and have the key %q", page[0], other, want)
		}
		first[want] = page[0]
		for _, address := range page {
			if got := IdentityKey(address); got != want {
				t.Errorf("%q has the key %q, want %q", address, got, want)
			}
		}
	}
}

func TestPartKey(t *testing.T) {
	for _, c := range []struct{ address, part, want string }{
		{"https://www.a.jp/1.html#x", "", "a.jp/1.html"},
		{"https://www.a.jp/1.html#x", "#x", "a.jp/1.html#x"},
		{"https://www.a.jp/1.html", "庁内ＤＸ 推進", "a.jp/1.html#庁内DX推進"},
	} {
		if got := PartKey(c.address, c.part); got != c.want {
			t.Errorf("PartKey(%q, %q) = %q, want %q", c.address, c.part, got, c.want)
		}
	}
}

func TestIsHome(t *testing.T) {
	for address, want := range map[string]bool{
		"https://www.city.aoba.lg.jp/": true, "http://city.aoba.lg.jp": true, "https://city.aoba.lg.jp/index.html": true,
		"https://city.aoba.lg.jp/ja/": true, "https://city.aoba.lg.jp/top.html": true, "https://city.aoba.lg.jp/?lang=ja": true,
		"https://city.aoba.lg.jp/?utm_source=x": true, "https://city.aoba.lg.jp/#top": true,
		"https://city.aoba.lg.jp/?p=123": false, "https://city.aoba.lg.jp/koubo/": false, "https://city.aoba.lg.jp/#koubo": false,
		"https://city.aoba.lg.jp/topics/": false,
	} {
		if IsHome(address) != want {
			t.Errorf("IsHome(%q) is %v", address, !want)
		}
	}
}

func TestMaskRandom(t *testing.T) {
	for key, want := range map[string]string{
		"a.jp/s/lit3py55t21z5v55vlm25s55/a.html":                 "a.jp/s/*/a.html",
		"a.jp/p?n=3&x=0f8a4c91d27be35f60aa":                      "a.jp/p?n=3&x=*",
		"a.jp/p?k=9bK2xQ7v-Tz4_Lm8RwYc1A%3D%3D":                  "a.jp/p?k=*",
		"a.jp/p?k=9bK2xQ7v%2BTz4%2FLm8RwYc1A%3D%3D":              "a.jp/p?k=*",
		"a.jp/550e8400-e29b-41d4-a716-446655440000/":             "a.jp/*/",
		"a.jp/s;v=lit3py55t21z5v55vlm25s55/a.html#x":             "a.jp/s;v=*/a.html#x",
		"a.jp/(T(q7h3x2py55t2))/a.html":                          "a.jp/(T(*))/a.html",
		"a.jp/p?lit3py55t21z5v55vlm25s55":                        "a.jp/p?*",
		"a.jp/koubo/20261125093000/1.html":                       "",
		"a.jp/soshiki/12/4567890123456.html":                     "",
		"a.jp/page/p012345_d0000123.html":                        "",
		"a.jp/jissho-jikken2026/proposal-boshu-dai3kai.html":     "",
		"a.jp/r8no2koubo3ji5kai.html":                            "",
		"a.jp/koubogataproposal2026madoguchigyoumu.html":         "",
		"a.jp/digital-transformation-partner-2026-no3":           "",
		"a.jp/p?date=2026-11-25T09:30:00":                        "",
		"a.jp/kurashi_tetsuzuki/machidukuri1/koukyou2sisetu3":    "",
		"a.jp/p?keyword=%E5%85%AC%E5%8B%9F":                      "",
		"a.jp/covid19vaccine2021/business2support3grants.html":   "",
		"a.jp/_res/projects/default_project/_page_/001/002/345/": "",
		"a.jp/h29kouhou0401a0402b.html":                          "",
		"a.jp/ProposalBoshu2026Madoguchi":                        "",
	} {
		masked, ok := MaskRandom(key)
		if want == "" && (ok || masked != key) || want != "" && (!ok || masked != want) {
			t.Errorf("MaskRandom(%q) = %q, %v, want %q", key, masked, ok, want)
		}
	}
}

// TestGeneratedSessionsLookRandom draws values as session generators do.
func TestGeneratedSessionsLookRandom(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for name, signs := range map[string]string{
		"hex": "0123456789abcdef", "HEX": "0123456789ABCDEF", "base 32": "abcdefghijklmnopqrstuvwxyz012345",
		"base 36": "0123456789abcdefghijklmnopqrstuvwxyz", "base64url": "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
	} {
		for _, length := range []int{16, 24, 32, 40} {
			found := 0
			for range 1000 {
				var value strings.Builder
				for range length {
					value.WriteByte(signs[random.IntN(len(signs))])
				}
				if _, ok := MaskRandom("a.jp/p?v=" + value.String()); ok {
					found++
				}
			}
			if found < 880 || length > 16 && found < 940 { // the shorter, the more could be an abbreviation
				t.Errorf("%d of 1000 values of %d characters of %s are recognised", found, length, name)
			}
		}
	}
}

func FuzzIdentityKey(f *testing.F) {
	f.Add("https://www.a.jp/(S(a))/print/index.html?print=1#x")
	f.Add("http://a.jp/%zz;jsessionid=1?sid=0f8a4c91d27be35f60aa")
	f.Fuzz(func(t *testing.T, raw string) {
		key := IdentityKey(raw)
		if again := IdentityKey(CanonicalURL(raw)); !strings.Contains(raw, "#") && again != key {
			t.Errorf("%q has the key %q, and its canonical address %q", raw, key, again)
		}
		once, _ := MaskRandom(key)
		if twice, _ := MaskRandom(once); twice != once {
			t.Errorf("masked twice, %q is %q and not %q", key, twice, once)
		}
	})
}
