package bench

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// restless stands before a nation and gives each list, at each request, what many sites' software writes into a page: a
// form's token, a counter of visitors and a clock. Such a list is never the same bytes twice, and its validators, where the
// nation gives it any, say so each time.
type restless struct {
	nation string // the nation's port
	port   string
	lists  map[string]bool // by host and path
	asked  atomic.Int64    // requests since the last reset
	serial atomic.Int64
}

// stir starts a restless front for the nation, which ends with the test. Without tokens it only counts.
func stir(t *testing.T, sim *simulator, tokens bool) *restless {
	t.Helper()
	control, err := url.Parse(sim.control)
	if err != nil {
		t.Fatal(err)
	}
	f := &restless{nation: control.Port(), lists: map[string]bool{}}
	for _, s := range sim.sites(t) {
		list, err := url.Parse(s.List)
		if err != nil {
			t.Fatal(err)
		}
		f.lists[list.Hostname()+list.Path] = tokens
	}
	l, err := net.Listen("tcp4", "0.0.0.0:0") // every site is an address of its own on the loopback network
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewUnstartedServer(&httputil.ReverseProxy{
		Rewrite:        f.forward,
		ModifyResponse: f.answer,
		Transport:      &http.Transport{MaxIdleConnsPerHost: 2, DisableCompression: true},
	})
	_ = server.Listener.Close()
	server.Listener = l
	server.Start()
	t.Cleanup(server.Close)
	_, f.port, err = net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// forward sends a request to the nation. Pages come unpacked, for their addresses are rewritten.
func (f *restless) forward(r *httputil.ProxyRequest) {
	f.asked.Add(1)
	host := r.In.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	r.SetURL(&url.URL{Scheme: "http", Host: net.JoinHostPort(host, f.nation)})
	r.Out.Header.Del("Accept-Encoding")
	if f.isRestless(r.Out.URL) {
		r.Out.Header.Del("If-None-Match")
		r.Out.Header.Del("If-Modified-Since")
	}
}

func (f *restless) isRestless(u *url.URL) bool { return f.lists[u.Hostname()+u.Path] }

// answer leads the addresses of a page back to the front and stirs the lists.
func (f *restless) answer(r *http.Response) error {
	if location := r.Header.Get("Location"); location != "" {
		r.Header.Set("Location", strings.Replace(location, ":"+f.nation+"/", ":"+f.port+"/", 1))
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	body = bytes.ReplaceAll(body, []byte(":"+f.nation+"/"), []byte(":"+f.port+"/"))
	if f.isRestless(r.Request.URL) && r.StatusCode == http.StatusOK {
		n := f.serial.Add(1)
		for name, value := range map[string]string{"ETag": fmt.Sprintf(`"%x"`, n), "Last-Modified": time.Now().UTC().Format(http.TimeFormat)} {
			if r.Header.Get(name) != "" {
				r.Header.Set(name, value)
			}
		}
		noise := fmt.Sprintf(`<form action="/search"><input type="hidden" name="csrf_token" value="%016x"></form><p>あなたは%d人目の訪問者です。現在の時刻 %s</p></body>`,
			uint64(n)*0x9e3779b97f4a7c15, 104200+n, time.Now().Format("15時04分05.000秒"))
		body = bytes.Replace(body, []byte("</body>"), []byte(noise), 1)
	}
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	r.Header.Del("Content-Length")
	return nil
}

// sites are the nation's with their addresses at the front.
func (f *restless) sites(t *testing.T, sim *simulator) (list []site) {
	t.Helper()
	for _, s := range sim.sites(t) {
		for _, address := range []*string{&s.Base, &s.Feed, &s.List} {
			*address = strings.Replace(*address, ":"+f.nation, ":"+f.port, 1)
		}
		list = append(list, s)
	}
	return list
}

// tokens compares the second pass over a nation of plain lists with that over restless ones: what did not change for a
// reader must cost no further request, and nothing is taken for news.
func tokens(t *testing.T, b binaries) {
	second := map[bool]pass{}
	for _, withTokens := range []bool{false, true} {
		sim := b.simulate(t, "-latency", "0", "-bad", "0", "-crawl-delay", "0", "-start", *start)
		front := stir(t, sim, withTokens)
		k := configured(t, b, front.sites(t, sim), *workers)
		first := k.crawl(t)
		known := k.records(t)
		front.asked.Store(0)
		p := k.crawl(t)
		p.Requests = int(front.asked.Load())
		second[withTokens] = p
		t.Logf("tokens %v: %d records; first pass\n%s\nsecond pass\n%s", withTokens, len(known), first, p)
		hold(t, atLeast("records", float64(len(known)), float64(*sites)), atMost("records that the second pass adds", float64(len(k.records(t))-len(known)), 0))
		for address, o := range k.records(t) {
			if was := known[address]; o.Revision != was.Revision {
				t.Errorf("%s is at revision %d, was at %d", address, o.Revision, was.Revision)
			}
		}
	}
	t.Logf("CPU against plain lists: %.2f", second[true].CPU/second[false].CPU)
	const again = 1.001 // either nation is asked for a page or two a second time, where a connection breaks
	hold(t, atMost("requests of the second pass against those of plain lists", float64(second[true].Requests)/float64(second[false].Requests), again))
}
