package discover

import (
	"context"
	"fmt"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"koubo/crawler/fetch"
	"koubo/crawler/transport"
	"koubo/sources"
)

// site is a municipality's web site on a loopback address: what stands at each path, whole or as the inside of a page with
// the site's menu. Paths with another answer than 200 stand in header.
type site struct {
	pages  map[string]string
	menu   string
	header map[string]http.Header
	beside *site // on another host, which BESIDE in pages stands for; nil for none
	mu     sync.Mutex
	asked  []string // paths, in order
}

func serveAt(t *testing.T, address string, s *site) *httptest.Server {
	t.Helper()
	listener, err := net.Listen("tcp", address)
	if err != nil {
		t.Skipf("this machine has no second loopback address: %v", err)
	}
	server := httptest.NewUnstartedServer(s)
	_ = server.Listener.Close()
	server.Listener = listener
	server.Start()
	t.Cleanup(server.Close)
	return server
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.asked = append(s.asked, r.URL.RequestURI())
	s.mu.Unlock()
	for name, values := range s.header[r.URL.Path] {
		w.Header()[name] = values
	}
	body, ok := s.pages[r.URL.RequestURI()]
	switch {
	case w.Header().Get("Location") != "":
		w.WriteHeader(http.StatusFound)
	case !ok:
		http.NotFound(w, r)
	case strings.HasPrefix(body, "<?xml") || strings.HasPrefix(body, "User-agent"):
		fmt.Fprint(w, body)
	default:
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if !strings.HasPrefix(body, "<!DOCTYPE") {
			body = "<!DOCTYPE html><html lang=ja><head><title>浜辺町</title></head><body><ul class=menu>" + s.menu + "</ul><main>" + body + "</main></body></html>"
		}
		fmt.Fprint(w, body)
	}
}

func (s *site) wasAsked(path string) bool {
	for _, p := range s.asked {
		if p == path {
			return true
		}
	}
	return false
}

type noHosts struct{}

func (noHosts) Host(string) (sources.HostNote, error) { return sources.HostNote{}, nil }

// explore looks for the feeds and lists of a site from the path on; what is found comes as paths.
func explore(t *testing.T, s *site, from string, hubs ...string) (found Found, err error) {
	t.Helper()
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	if s.beside != nil {
		s.pages = maps.Clone(s.pages)
		away := serveAt(t, "127.0.0.2:0", s.beside)
		for path, body := range s.pages {
			s.pages[path] = strings.ReplaceAll(body, "BESIDE", away.URL)
		}
		for path, body := range s.beside.pages {
			s.beside.pages[path] = strings.ReplaceAll(body, "BASE", server.URL)
		}
	}
	for path, body := range s.pages {
		s.pages[path] = strings.ReplaceAll(body, "BASE", server.URL)
	}
	connections := transport.New(transport.Options{Guard: transport.Guard{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/30")}}, Timeout: 5 * time.Second})
	t.Cleanup(connections.CloseIdleConnections)
	network := fetch.NewNetwork(fetch.Options{
		UserAgent: "koubo/test (+http://127.0.0.1/)", Timeout: 5 * time.Second, MaxBody: 1 << 20, Clock: fetch.SystemClock{}, Hosts: noHosts{}, Transport: connections,
	})
	client := network.Client(fetch.ClientOptions{Once: true})
	defer client.Close()
	for n := range hubs {
		hubs[n] = server.URL + hubs[n]
	}
	found, err = Run(context.Background(), client, server.URL+from, Leads{Hubs: hubs})
	found.Home = strings.TrimPrefix(found.Home, server.URL)
	for _, list := range [][]Candidate{found.Feeds, found.Lists, found.Rejected} {
		for n := range list {
			list[n].URL = strings.TrimPrefix(list[n].URL, server.URL)
		}
	}
	return found, err
}

// paths are those of candidates, in one line.
func paths(list []Candidate) string {
	var all []string
	for _, c := range list {
		all = append(all, c.URL)
	}
	return strings.Join(all, " ")
}

// a is a link in a list's item.
func a(href, text string) string { return fmt.Sprintf(`<li><a href="%s">%s</a></li>`, href, text) }

// rows is a list of announcements, one a title, under the directory.
func rows(dir string, titles ...string) string {
	var b strings.Builder
	b.WriteString("<h1>一覧</h1><ul class=news>")
	for n, title := range titles {
		fmt.Fprintf(&b, `<li>2026年10月%d日 <a href="%s%d.html">%s</a></li>`, n+1, dir, n+1, title)
	}
	return b.String() + "</ul>"
}

func rss(links ...string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>新着情報</title><link>/</link>`)
	for n, link := range links {
		fmt.Fprintf(&b, "<item><title>交流館管理業務（その%d）に係る公募型プロポーザルの実施について</title><link>BASE%s</link></item>", n, link)
	}
	return b.String() + "</channel></rss>"
}

// calls are titles that invite.
var calls = []string{"観光案内システム構築業務に係る公募型プロポーザルの実施について", "港湾緑地の利活用に関するサウンディング型市場調査の実施について", "道路照明灯のネーミングライツ・パートナーを募集します"}
