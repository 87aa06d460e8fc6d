package crawler_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"koubo/crawler"
	"koubo/crawler/fetch"
	"koubo/crawler/transport"
	"koubo/sources"
)

// TestRunEndsWhereHostsMakeItWait runs twice over more sources than there are places: hosts that ask for delays, that are
// in trouble, and that were in trouble a moment ago.
func TestRunEndsWhereHostsMakeItWait(t *testing.T) {
	o := newOffice(t, func(opt *crawler.Options) { opt.Visits = 2 })
	var list []sources.Source
	for i := range 8 {
		town := newCity(t)
		switch i % 4 {
		case 1:
			town.robots = "User-agent: *\nCrawl-delay: 7"
		case 2:
			town.odd = func(w http.ResponseWriter, r *http.Request) bool {
				w.WriteHeader(http.StatusServiceUnavailable)
				return true
			}
		case 3:
			town.odd = everyThird(func(w http.ResponseWriter) { w.WriteHeader(http.StatusBadGateway) })
		}
		src := town.source()
		src.ID = fmt.Sprintf("city-%d", i)
		list = append(list, src)
	}
	for range 2 {
		ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
		states := map[sources.State]int{}
		var mu sync.Mutex
		o.Run(ctx, list, func(src sources.Source, r sources.Report, err error) {
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				t.Errorf("%s: %v", src.ID, err)
			}
			states[r.State]++
		})
		if ctx.Err() != nil || states[sources.OK] != 6 || states[sources.Blocked] != 2 {
			t.Fatalf("%v, states %v", ctx.Err(), states)
		}
		cancel()
	}
}

// TestASlowServerKeepsNoOtherFromBeingVisited has place for one visit, and a server that answers once the other was visited.
func TestASlowServerKeepsNoOtherFromBeingVisited(t *testing.T) {
	o := newOffice(t, func(opt *crawler.Options) { opt.Visits, opt.Gap = 1, 0 })
	visited := make(chan struct{})
	slow, quick := newCity(t), newCity(t)
	slow.odd = func(_ http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path != "/robots.txt" {
			select {
			case <-visited:
			case <-r.Context().Done():
			}
		}
		return false
	}
	first, second := slow.source(), quick.source()
	first.ID, second.ID = "slow", "quick"
	states := map[string]sources.State{}
	var mu sync.Mutex
	o.Run(context.Background(), []sources.Source{first, second}, func(src sources.Source, r sources.Report, err error) {
		mu.Lock()
		defer mu.Unlock()
		states[src.ID] = r.State
		if src.ID == "quick" {
			close(visited)
		}
	})
	if states["slow"] != sources.OK || states["quick"] != sources.OK {
		t.Errorf("states %v", states)
	}
}

// TestAVisitThatIsBeingStoredKeepsNoOtherFromBeingMade has place for one visit, and stores none before two are to be stored.
func TestAVisitThatIsBeingStoredKeepsNoOtherFromBeingMade(t *testing.T) {
	o := newOffice(t, nil)
	together := &storesTogether{Store: o.store, both: make(chan struct{})}
	together.left.Store(2)
	c := crawler.New(together, crawler.Options{UserAgent: "koubo/test (contact: test@example.jp)", Visits: 1, Clock: o.clock,
		Transport: transport.New(transport.Options{Guard: transport.Guard{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}}})})
	first, second := newCity(t).source(), newCity(t).source()
	first.ID, second.ID = "first", "second"
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	together.ctx = ctx
	c.Run(ctx, []sources.Source{first, second}, func(_ sources.Source, _ sources.Report, err error) {
		if err != nil {
			t.Error(err)
		}
	})
}

// storesTogether stores what it is given once two visits are.
type storesTogether struct {
	crawler.Store
	ctx  context.Context
	left atomic.Int32
	both chan struct{}
}

func (s *storesTogether) Apply(v sources.Visit) (sources.Outcome, error) {
	if s.left.Add(-1) == 0 {
		close(s.both)
	}
	select {
	case <-s.both:
		return s.Store.Apply(v)
	case <-s.ctx.Done():
		return sources.Outcome{}, s.ctx.Err()
	}
}

func TestAPanickingVisitEndsAsAnError(t *testing.T) {
	o := newOffice(t, func(opt *crawler.Options) { opt.Observer = bomber{} })
	var got error
	o.Run(context.Background(), []sources.Source{newCity(t).source()}, func(_ sources.Source, _ sources.Report, err error) { got = err })
	if got == nil || !strings.Contains(got.Error(), "failed inside the program") {
		t.Errorf("%v", got)
	}
}

type bomber struct{}

func (bomber) Observe(fetch.Traffic) { panic("boom") }

// certificate signs itself, for a name or address and until an instant.
func certificate(t *testing.T, host string, until time.Time) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	form := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: until.AddDate(-1, 0, 0), NotAfter: until, IsCA: true, BasicConstraintsValid: true}
	if ip := net.ParseIP(host); ip != nil {
		form.IPAddresses = []net.IP{ip}
	} else {
		form.DNSNames = []string{host}
	}
	signed, err := x509.CreateCertificate(rand.Reader, form, form, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(signed)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{signed}, PrivateKey: key, Leaf: leaf}
}

// TestTLSProblemsAreExplainedAndCanBeAccepted visits servers as old ones are configured, strictly and with tls_insecure.
func TestTLSProblemsAreExplainedAndCanBeAccepted(t *testing.T) {
	good := time.Now().AddDate(0, 6, 0)
	for _, c := range []struct {
		name, host string
		until      time.Time
		trusted    bool // by the strict transport
		newest     uint16
		reason     string
	}{
		{name: "unknown authority", host: "127.0.0.1", until: good, reason: "does not lead to a known authority"},
		{name: "another host", host: "www.city.example.jp", until: good, trusted: true, reason: "not for 127.0.0.1"},
		{name: "expired", host: "127.0.0.1", until: time.Now().AddDate(0, 0, -1), trusted: true, reason: "expired"},
		{name: "TLS 1.0", host: "127.0.0.1", until: good, trusted: true, newest: tls.VersionTLS10, reason: "no TLS version or cipher suite is common"},
		{name: "nothing wrong", host: "127.0.0.1", until: good, trusted: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			town := newCity(t)
			plain := town.Server
			town.Server = httptest.NewUnstartedServer(town)
			cert := certificate(t, c.host, c.until)
			town.TLS = &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS10, MaxVersion: c.newest}
			town.Config.ErrorLog = nil
			town.StartTLS()
			t.Cleanup(town.Close)
			plain.Close()
			o := newOffice(t, func(opt *crawler.Options) {
				options := transport.Options{Guard: transport.Guard{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}}, Timeout: 5 * time.Second}
				strict := transport.New(options)
				if c.trusted {
					strict.TLSClientConfig.RootCAs = x509.NewCertPool()
					strict.TLSClientConfig.RootCAs.AddCert(cert.Leaf)
				}
				options.Insecure = true
				opt.Transport, opt.Lenient = strict, transport.New(options)
			})
			src := town.source()
			report := o.visit(src)
			if c.reason == "" {
				if report.State != sources.OK {
					t.Errorf("%s: %s", report.State, report.Reason)
				}
				return
			}
			if report.State != sources.Failing || !strings.Contains(report.Reason, c.reason) || !strings.Contains(report.Reason, "tls_insecure: true") {
				t.Errorf("%s: %s", report.State, report.Reason)
			}
			src.Insecure = true
			o.clock.pass(time.Hour)
			if report := o.visit(src); report.State != sources.OK || report.New != 5 {
				t.Errorf("with tls_insecure %s: %s", report.State, report.Reason)
			}
		})
	}
}
