package discover

import (
	"strings"
	"testing"
)

// TestHostsOfItsOwn searches what a body runs at another host, which says so itself, and asks nothing more of any other.
func TestHostsOfItsOwn(t *testing.T) {
	const ours, theirs = "<footer>浜辺町役場 産業振興課</footer>", "<footer>浜辺町商工会</footer>"
	for name, c := range map[string]struct {
		link, from, imprint string
		robots              string
		lists, asked        string
	}{
		"a desk linked from its place":  {"公民連携デスク", "/work/", ours, "", "BESIDE/now/", "/robots.txt / /now/"},
		"linked from the home page":     {"入札・契約情報", "/", ours, "", "BESIDE/now/", "/robots.txt / /now/"},
		"a section, linked from one":    {"浜辺町ビジネスポータル", "/work/", ours, "", "BESIDE/now/", "/robots.txt / /now/"},
		"a section, linked from home":   {"浜辺町ビジネスポータル", "/", ours, "", "", ""},
		"run by somebody else":          {"公民連携デスク", "/work/", theirs, "", "", "/robots.txt /"},
		"run by nobody":                 {"公民連携デスク", "/work/", "", "", "", "/robots.txt /"},
		"shut by its robots.txt":        {"公民連携デスク", "/work/", ours, "User-agent: *\nDisallow: /\n", "", "/robots.txt"},
		"partly shut by its robots.txt": {"公民連携デスク", "/work/", ours, "User-agent: *\nDisallow: /now/\n", "", "/robots.txt /"},
		"a portal of many":              {"電子入札システム", "/work/", ours, "", "", ""},
		"what is no place":              {"観光案内", "/work/", ours, "", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			away := &site{pages: map[string]string{"/": "<h1>デスク</h1>" + a("/now/", "募集中の案件") + c.imprint, "/now/": rows("/k/", calls...)}}
			if c.robots != "" {
				away.pages["/robots.txt"] = c.robots
			}
			s := &site{beside: away, pages: map[string]string{"/": home(a("/work/", "事業者の方へ")), "/work/": "<h1>事業者の方へ</h1>" + a("/work/x/", "働き方")}}
			s.pages[c.from] += a("BESIDE/", c.link)
			found, err := explore(t, s, "/")
			lists := paths(found.Lists)
			if n := strings.Index(lists, "/now/"); n > 0 {
				lists = "BESIDE" + lists[n:]
			}
			if asked := strings.Join(away.asked, " "); err != nil || lists != c.lists || asked != c.asked {
				t.Errorf("lists %q, want %q; asked %q, want %q; rejected %+v; %v", lists, c.lists, asked, c.asked, found.Rejected, err)
			}
		})
	}
}

// TestOtherHostsThatAreAsked never are those of other bodies and of states, and no more than a few.
func TestOtherHostsThatAreAsked(t *testing.T) {
	s := newSurvey("https://www.city.naha.okinawa.jp/", Leads{})
	s.learn(step{url: "https://www.city.naha.okinawa.jp/", as: asPage, door: true, depth: mostDoors}, sheet{url: "https://www.city.naha.okinawa.jp/", body: "那覇市"})
	for address, want := range map[string]bool{
		"https://nyusatsu.city.naha.okinawa.jp/": true, "https://naha-ppp.example/": true, "https://www.pref.okinawa.jp/": false, "https://www.city.urasoe.lg.jp/": false, "https://www.mlit.go.jp/": false, "https://ebid.example.jp/": false, "ftp://naha-ppp.example/": false,
	} {
		if got := s.mayAsk(address); got != want {
			t.Errorf("%s may be asked: %v", address, got)
		}
	}
	for _, host := range []string{"a", "b"} {
		s.learn(step{url: "https://" + host + ".example/", as: asPage, alien: true}, sheet{url: "https://" + host + ".example/"})
	}
	if s.mayAsk("https://c.example/") || s.mayAsk("https://a.example/x/") || !s.mayAsk("https://nyusatsu.city.naha.okinawa.jp/") {
		t.Errorf("asked so far: %v", s.aliens)
	}
}
