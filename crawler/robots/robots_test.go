package robots

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// utf16 writes a text without surrogates in UTF-16, each unit as the bytes that stand so many bits from its right.
func utf16(text string, first, second int) string {
	var b strings.Builder
	for _, r := range text {
		b.Write([]byte{byte(r >> first), byte(r >> second)})
	}
	return b.String()
}

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
	{"saved as Unicode", "\xff\xfe" + utf16("User-agent: *\r\n# 全体\r\nDisallow: /x\r\n", 0, 8), "/x", false},
	{"saved as Unicode, other order", "\xfe\xff" + utf16("User-agent: *\nDisallow: /x", 8, 0), "/x", false},
	{"saved as Unicode, another path", "\xff\xfe" + utf16("User-agent: *\r\nDisallow: /x\r\n", 0, 8), "/a", true},
	{"a NUL in a line", "User-agent: *\x00\nDisallow: /x\x00", "/x", false},
	{"garbage spoils nothing", "<html>\x00\nUser-agent: *\nnonsense\nDisallow: /x", "/x", false},
	{"sitemap does not end a group", "User-agent: *\nSitemap: https://a/s.xml\nDisallow: /x", "/x", false},
	{"robots.txt itself", "User-agent: *\nDisallow: /", "/robots.txt", true},
	{"a group ends where the next begins", "User-agent: koubo\nDisallow: /a\nUser-agent: other\nDisallow: /b", "/b", true},
	{"the star's group ends likewise", "User-agent: *\nDisallow: /a\nUser-agent: other\nDisallow: /b", "/b", true},
	{"named first of several", "User-agent: koubo\nUser-agent: other\nDisallow: /z", "/z", false},
	{"the star first of several", "User-agent: *\nUser-agent: other\nDisallow: /z", "/z", false},
	{"the second group names several", "User-agent: *\nDisallow: /a\nUser-agent: koubo\nUser-agent: other\nDisallow: /b", "/b", false},
	{"named without a rule", "User-agent: *\nDisallow: /\nUser-agent: koubo", "/a", true},
	{"allow begins the rules, too", "User-agent: koubo\nAllow: /a\nUser-agent: other\nDisallow: /b", "/b", true},
	{"a delay begins the rules, too", "User-agent: koubo\nCrawl-delay: 1\nUser-agent: other\nDisallow: /b", "/b", true},
	{"a tie in the other order", "User-agent: *\nAllow: /page\nDisallow: /page", "/page", true},
	{"dollar without a star, the whole path", "User-agent: *\nDisallow: /a$", "/a", false},
	{"dollar without a star, a beginning", "User-agent: *\nDisallow: /a$", "/ab", true},
	{"the beginning counts before a star, too", "User-agent: *\nDisallow: /x*.pdf", "/files/x.pdf", true},
	{"two stars, in order", "User-agent: *\nDisallow: /a*b*c", "/a-b-c-d", false},
	{"two stars, the middle is missing", "User-agent: *\nDisallow: /a*b*c", "/a-c-c", true},
	{"two stars, the end comes first", "User-agent: *\nDisallow: /a*b*c", "/a-c-b", true},
	{"what a star stood before is used up", "User-agent: *\nDisallow: /*ab*b", "/ab", true},
	{"what a star stood before is used up before the end", "User-agent: *\nDisallow: /*ab*b$", "/ab", true},
	{"the beginning is used up", "User-agent: *\nDisallow: /a*a", "/a", true},
	{"a space is a space", "User-agent: *\nDisallow: /a b", "/a%20b", false},
	{"a percent sign alone", "User-agent: *\nDisallow: /100%", "/100%", false},
	{"a percent sign and no number", "User-agent: *\nDisallow: /%zz", "/%zz", false},
	{"a percent sign and half a number", "User-agent: *\nDisallow: /%4", "/%4", false},
	{"a number at the end", "User-agent: *\nDisallow: /%7E", "/~", false},
	{"a long line spoils no other", "# " + strings.Repeat("x", 100_000) + "\nUser-agent: *\nDisallow: /x", "/x", false},
	{"a line as long as the file may be", "User-agent: *\nDisallow: /" + strings.Repeat("x", Limit-25), "/" + strings.Repeat("x", Limit-25), false},
	{"the last rule that is read", strings.Repeat("#", Limit-27) + "\nUser-agent: *\nDisallow: /x", "/x", false},
	{"what is behind the limit is not read", strings.Repeat("#", Limit) + "\nUser-agent: *\nDisallow: /x", "/x", true},
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
	for value, want := range map[string]time.Duration{
		"-1": 0, "0": 0, "0.001": time.Millisecond, "999999": 999999 * time.Second, "1000000": 0, "soon": 0, "NaN": 0, "Inf": 0, "3\nCrawl-delay: soon": 3 * time.Second,
	} {
		if got := Parse([]byte("User-agent: *\nCrawl-delay: "+value), "koubo").Delay; got != want {
			t.Errorf("Crawl-delay %q: %v, want %v", value, got, want)
		}
	}
}

// TestUnreservedCharactersAreTheSamePercentEncoded or not, and no others (RFC 3986 §2.3).
func TestUnreservedCharactersAreTheSamePercentEncoded(t *testing.T) {
	const unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
	for c := byte('!'); c <= '~'; c++ {
		bare, encoded := "/"+string(rune(c)), fmt.Sprintf("/%%%02x", c)
		same := normalizePercent(bare) == normalizePercent(encoded)
		if want := strings.IndexByte(unreserved, c) >= 0; same != want {
			t.Errorf("%q and %q are the same: %v, want %v", bare, encoded, same, want)
		}
	}
	for in, want := range map[string]string{"/a b": "/a%20b", "/%e5%85%ac": "/%E5%85%AC", "/公": "/%E5%85%AC", "/%2f": "/%2F", "/\x7f": "/\x7f", "/\x80": "/%80"} {
		if got := normalizePercent(in); got != want {
			t.Errorf("%q is written %q, want %q", in, got, want)
		}
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
		"mozilla/4.0 ( Compatible ; koubo )":                       "koubo",
		" koubo/1.0":                                               "koubo",
		"AZ-az_":                                                   "AZ-az_",
		"koubo@example.jp":                                         "koubo",
		"koubo[1]":                                                 "koubo",
		"koubo{1}":                                                 "koubo",
		"koubo`":                                                   "koubo",
		"1koubo":                                                   "",
		"":                                                         "",
	} {
		if got := ProductToken(userAgent); got != want {
			t.Errorf("ProductToken(%q) = %q, want %q", userAgent, got, want)
		}
	}
}

// TestALongFileIsReadInWholeLines: one that the limit cuts could forbid more than it does.
func TestALongFileIsReadInWholeLines(t *testing.T) {
	begin, cut := "User-agent: *\nDisallow: /x\n", "Disallow: /"
	body := begin + strings.Repeat("#", Limit-len(begin)-len(cut)-1) + "\n" + cut + "kurashi/\nDisallow: /late\n"
	for name, body := range map[string]string{"whole": body, "as it is kept": string(Head([]byte(body)))} {
		r := Parse([]byte(body), "koubo")
		if r.Allows("/x") || !r.Allows("/a") || !r.Allows("/late") {
			t.Errorf("%s: %v %v %v", name, r.Allows("/x"), r.Allows("/a"), r.Allows("/late"))
		}
	}
	if got := len(Head([]byte("Disallow: /x"))); got != 12 {
		t.Errorf("%d bytes of a short file", got)
	}
}
