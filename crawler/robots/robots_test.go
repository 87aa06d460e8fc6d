package robots

import (
	"testing"
	"time"
)

// robotsCases: what a robots.txt says to koubo about a path, with the rule of RFC 9309 each row stands for.
var robotsCases = []struct {
	name, body, path string
	want             bool
}{
	{"empty file allows", "", "/a", true},
	{"star group", "User-agent: *\nDisallow: /admin/", "/admin/x", false},
	{"prefix ends", "User-agent: *\nDisallow: /admin/", "/administration", true},
	{"own group replaces star", "User-agent: *\nDisallow: /\n\nUser-agent: koubo\nDisallow: /x", "/a", true},
	{"own group, any case, with version", "User-agent: KouBo/1.0\nDisallow: /x", "/x", false},
	{"another product's prefix is not us", "User-agent: kou\nDisallow: /", "/a", true},
	{"a longer product is not us", "User-agent: koubobot\nDisallow: /", "/a", true},
	{"groups of one product merge", "User-agent: koubo\nDisallow: /a\n\nUser-agent: other\nDisallow: /\n\nUser-agent: koubo\nDisallow: /b", "/b", false},
	{"several agents share rules", "User-agent: a\nUser-agent: koubo\nDisallow: /z", "/z", false},
	{"longest wins", "User-agent: *\nAllow: /p\nDisallow: /", "/page", true},
	{"longest wins, other order", "User-agent: *\nDisallow: /page\nAllow: /", "/page", false},
	{"allow wins a tie", "User-agent: *\nDisallow: /page\nAllow: /page", "/page", true},
	{"empty disallow", "User-agent: *\nDisallow:", "/a", true},
	{"star inside", "User-agent: *\nDisallow: /*.pdf", "/files/a.pdf?x=1", false},
	{"dollar", "User-agent: *\nDisallow: /*.pdf$", "/files/a.pdf?x=1", true},
	{"dollar at the end", "User-agent: *\nDisallow: /*.pdf$", "/files/a.pdf", false},
	{"query counts", "User-agent: *\nDisallow: /*?s=", "/search?s=x", false},
	{"percent forms agree", "User-agent: *\nDisallow: /%E5%85%AC%e5%8b%9f", "/公募/1.html", false},
	{"unreserved percent form", "User-agent: *\nDisallow: /%7Ejoe", "/~joe/", false},
	{"encoded slash is no slash", "User-agent: *\nDisallow: /a/b", "/a%2Fb", true},
	{"comments and odd case", "USER-AGENT : * # all\ndisAllow: /x # no", "/x", false},
	{"BOM and CR line ends", "\ufeffUser-agent: *\rDisallow: /x", "/x", false},
	{"rules before any agent bind nobody", "Disallow: /\nUser-agent: *\nDisallow: /x", "/a", true},
	{"garbage spoils nothing", "<html>\x00\nUser-agent: *\nnonsense\nDisallow: /x", "/x", false},
	{"sitemap does not end a group", "User-agent: *\nSitemap: https://a/s.xml\nDisallow: /x", "/x", false},
	{"robots.txt itself", "User-agent: *\nDisallow: /", "/robots.txt", true},
	{"many stars stay quick", "User-agent: *\nDisallow: /*a*a*a*a*a*a*a*a*a*a*a*a*b$", "/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac", true},
}

func TestRobotsAllows(t *testing.T) {
	for _, c := range robotsCases {
		if got := Parse([]byte(c.body), "koubo").Allows(c.path); got != c.want {
			t.Errorf("%s: allows(%q) = %v, want %v", c.name, c.path, got, c.want)
		}
	}
}

func TestRobotsCrawlDelay(t *testing.T) {
	body := "User-agent: *\nCrawl-delay: 2.5\nDisallow: /x\n\nUser-agent: other\nCrawl-delay: 99"
	if got := Parse([]byte(body), "koubo").Delay; got != 2500*time.Millisecond {
		t.Errorf("delay = %v, want 2.5s", got)
	}
	if got := Parse([]byte("User-agent: *\nCrawl-delay: -1"), "koubo").Delay; got != 0 {
		t.Errorf("negative delay = %v, want none", got)
	}
}

func FuzzRobots(f *testing.F) {
	for _, c := range robotsCases {
		f.Add(c.body, c.path)
	}
	f.Fuzz(func(t *testing.T, body, path string) {
		Parse([]byte(body), "koubo").Allows(path)
	})
}

func TestTheProductTokenOfAUserAgent(t *testing.T) {
	for userAgent, want := range map[string]string{
		"koubo/1.0 (contact: a@example.jp)": "koubo",
		"koubo (+https://example.jp/koubo)": "koubo",
		"koubo":                             "koubo",
		"my-koubo_bot/2 (x)":                "my-koubo_bot",
		"Mozilla/5.0 (compatible; koubo/1.0; +https://example.jp)": "koubo",
		"Mozilla/5.0 (X11; Linux x86_64)":                          "Mozilla",
		"1koubo":                                                   "",
		"":                                                         "",
	} {
		if got := ProductToken(userAgent); got != want {
			t.Errorf("ProductToken(%q) = %q, want %q", userAgent, got, want)
		}
	}
}
