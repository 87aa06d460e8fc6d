package crawler_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"math/big"
	"net"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"koubo/crawler"
	"koubo/crawler/transport"
	"koubo/sources"
)

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
