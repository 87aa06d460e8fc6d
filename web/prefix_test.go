package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"koubo/web/front"
)

// belowPath is a handler that readers reach below a path, behind a server that has other pages elsewhere. strip says whether
// the server takes the path off, as some do.
func belowPath(t *testing.T, c *town, strip bool) *httptest.Server {
	t.Helper()
	var handler http.Handler
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/koubo" && !strings.HasPrefix(r.URL.Path, "/koubo/") {
			t.Errorf("%s is asked for, which is none of koubo's", r.URL)
			http.NotFound(w, r)
			return
		}
		if strip {
			http.StripPrefix("/koubo", handler).ServeHTTP(w, r)
			return
		}
		handler.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	handler = New(front.Config{Records: c, Visits: c, Sources: fictionalSources, Now: c.clock, BaseURL: server.URL + "/koubo/", Version: "test"})
	return server
}

// TestEveryLinkWorksBelowAPath walks from the first page over all links of all pages, feeds and sitemaps.
func TestEveryLinkWorksBelowAPath(t *testing.T) {
	for _, strip := range []bool{false, true} {
		c := newTown(t)
		style, script, _, _ := c.assets()
		server := belowPath(t, c, strip)
		w := walk{t: t, server: server.URL, seen: map[string]bool{}}
		w.follow(server.URL+"/koubo/", "the start")
		for _, more := range []string{"/koubo/robots.txt", "/koubo/?kind=pilot&pref=13&issuer=131016", "/koubo/o/a3", "/koubo/opml.xml", "/koubo/sitemap.xml"} {
			w.follow(server.URL+more, "the start")
		}
		for len(w.waiting) > 0 {
			next := w.waiting[0]
			w.waiting = w.waiting[1:]
			w.read(next)
		}
		for _, path := range []string{"/koubo/sources", "/koubo/today", "/koubo/calendar", "/koubo/map", "/koubo/issuer/131016", "/koubo/o/a3", "/koubo/o/a3.ics", "/koubo/feed.atom", "/koubo/sitemap/1.xml",
			"/koubo/api/v1/opportunities/a3", style, script, "/koubo/favicon.ico", "/koubo/sources/midori-list", "/koubo/deadlines.ics", "/koubo/export.csv"} {
			if strings.HasPrefix(path, "/static") {
				path = "/koubo" + path
			}
			if !w.seen[server.URL+path] {
				t.Errorf("nothing leads to %s (path taken off: %v)", path, strip)
			}
		}
	}
}

// TestRedirectsStayBelowThePath: the address that a visitor meant has the path and what was asked for.
func TestRedirectsStayBelowThePath(t *testing.T) {
	c := newTown(t)
	handler := New(front.Config{Records: c, Visits: c, Sources: fictionalSources, Now: c.clock, BaseURL: "https://example.jp/koubo", Version: "test"})
	for asked, want := range map[string]string{
		"/koubo": "/koubo/", "/koubo?q=%E5%85%AC": "/koubo/?q=%E5%85%AC", "/koubo//feed.atom?kind=pilot": "/koubo/feed.atom?kind=pilot",
		"//feed.atom": "/koubo/feed.atom", "//evil.example/": "/koubo/evil.example/", "/koubo/../sources": "/koubo/sources", "/koubo/": "", "/feed.atom": "", "/koubo/o/a3": "",
	} {
		r := httptest.NewRequest("GET", "https://example.jp/", nil)
		r.URL.Path, r.URL.RawQuery, _ = strings.Cut(asked, "?")
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if got := w.Header().Get("Location"); got != want {
			t.Errorf("%s: %d to %q, want %q", asked, w.Code, got, want)
		}
	}
}

// walk follows the links of a handler, each address once.
type walk struct {
	t       *testing.T
	server  string
	seen    map[string]bool
	waiting []string
}

// mostWalked bounds the walk: choices combine without end.
const mostWalked = 700

func (w *walk) follow(target, from string) {
	u, err := url.Parse(target)
	if err != nil {
		w.t.Errorf("%s leads to %q: %v", from, target, err)
		return
	}
	u.Fragment = ""
	if address := u.String(); strings.HasPrefix(address, w.server) && !w.seen[address] && len(w.seen) < mostWalked {
		w.seen[address] = true
		w.waiting = append(w.waiting, address)
	}
}

// elsewhere is what a document that is no page names in absolute addresses.
var elsewhere = regexp.MustCompile(`http://127\.0\.0\.1:[0-9]+[^\s,"'<>\\)&]*`)

func (w *walk) read(address string) {
	resp, err := http.Get(address)
	if err != nil {
		w.t.Error(err)
		return
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode != http.StatusOK {
		w.t.Errorf("%s: %d", address, resp.StatusCode)
		return
	}
	if !strings.HasPrefix(resp.Header.Get("Content-Type"), "text/html") {
		var text strings.Builder
		if err := resp.Write(&text); err != nil {
			w.t.Error(err)
		}
		for _, found := range elsewhere.FindAllString(strings.ReplaceAll(text.String(), "\r\n ", ""), -1) {
			w.follow(found, address)
		}
		return
	}
	root, err := html.Parse(resp.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	at, _ := url.Parse(address)
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if n.Type != html.ElementNode || a.Key != "href" && a.Key != "src" && a.Key != "action" {
				continue
			}
			target, err := at.Parse(a.Val)
			if err != nil {
				w.t.Errorf("%s: <%s %s=%q>", address, n.Data, a.Key, a.Val)
				continue
			}
			w.follow(target.String(), address)
		}
	}
}

func TestAddressesBelowAPath(t *testing.T) {
	for base, want := range map[string]string{"": "", "https://koubo.example": "", "https://koubo.example/": "", "https://koubo.example/a/b/": "/a/b", "https://koubo.example/公募": "/%E5%85%AC%E5%8B%9F"} {
		if got := front.New(front.Config{BaseURL: base}, false).Prefix; got != want {
			t.Errorf("%q stands below %q, want %q", base, got, want)
		}
	}
	for address, want := range map[any]any{"/": "/k/", "/o/a": "/k/o/a", "//evil.example/": "//evil.example/", "https://x.example/": "https://x.example/", "": ""} {
		if got := (&front.Site{Prefix: "/k"}).Reach(address); got != want {
			t.Errorf("%v: %v, want %v", address, got, want)
		}
	}
	c := newTown(t)
	server := belowPath(t, c, false)
	resp, err := http.Get(server.URL + "/koubo")
	if err != nil || resp.StatusCode != http.StatusOK || resp.Request.URL.Path != "/koubo/" {
		t.Fatalf("%v %v", err, resp)
	}
	_ = resp.Body.Close()
}
