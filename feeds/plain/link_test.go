package plain

import (
	"math/rand/v2"
	"testing"
)

func TestLink(t *testing.T) {
	for in, want := range map[string]string{
		"https://a.jp/x?q=題#節": "https://a.jp/x?q=%E9%A1%8C#%E7%AF%80", " HTTP://a.jp/ ": "http://a.jp/", "https://a.jp/%E9%A1%8C": "https://a.jp/%E9%A1%8C",
		"https://a.jp/?<\">": "https://a.jp/?%3C%22%3E", "javascript:alert(1)": "", "data:text/html,x": "", "file:///etc/passwd": "", "//a.jp/": "", "/x": "", "": "",
		"https://a.jp/[1]?q[]=1#[2]": "https://a.jp/%5B1%5D?q%5B%5D=1#%5B2%5D", "http://[2001:db8::1]:8080/[a]": "http://[2001:db8::1]:8080/%5Ba%5D", "https://日本語.jp/題": "https://xn--wgv71a119e.jp/%E9%A1%8C",
		"https://%E6%97%A5%E6%9C%AC%E8%AA%9E.jp/": "https://xn--wgv71a119e.jp/", "https://１２.jp/": "https://12.jp/", "https://a..jp/": "", "https://.jp/": "", "https://-a.jp/": "", "https://a-.jp/": "", "https://a<b.jp/": "", "http://[fe80::1%25eth0]/": "", "https://a.jp@a.jp/[": "https://a.jp@a.jp/%5B", "https://a.jp?[": "https://a.jp?%5B", "https://a.jp./": "https://a.jp./", "https://a_b.jp/": "https://a_b.jp/",
		"https://": "", "http:a": "", "java\nscript:alert(1)": "", "https://a.jp/%zz": "",
	} {
		if got := Link(in); got != want {
			t.Errorf("webLink(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestSimpleLinksAreWhatParsingMakesOfThem: an address that is taken as it is must be the one that reading it would give.
func TestSimpleLinksAreWhatParsingMakesOfThem(t *testing.T) {
	random, simple := rand.New(rand.NewPCG(3, 4)), 0
	pieces := []string{"a", "B", "0", "-", ".", "_", "~", "/", "/", "?", "&", "=", "+", "city.example.jp", "//", "..", "%41", ":80", "@", "#", ";", ",", "市"}
	for range 200_000 {
		raw := []string{"https://", "http://", "http:/", "HTTP://"}[random.IntN(4)]
		for range random.IntN(9) {
			raw += pieces[random.IntN(len(pieces))]
		}
		if !isSimpleLink(raw) {
			continue
		}
		if simple++; parsedLink(raw) != raw {
			t.Fatalf("%q is taken as it is and not as %q", raw, parsedLink(raw))
		}
	}
	if simple < 1000 {
		t.Errorf("only %d were simple", simple)
	}
}
