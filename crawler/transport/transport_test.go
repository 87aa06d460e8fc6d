package transport

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestBoundsOfAConnection: what a server, and this machine, bear of a crawl over the whole country.
func TestBoundsOfAConnection(t *testing.T) {
	tr := New(Options{Gap: 3 * time.Second, Timeout: 7 * time.Second})
	for name, pair := range map[string][2]time.Duration{
		"a handshake": {tr.TLSHandshakeTimeout, 10 * time.Second}, "a header": {tr.ResponseHeaderTimeout, 7 * time.Second}, "kept idle": {tr.IdleConnTimeout, 4500 * time.Millisecond},
		"a dial": {dialTimeout, 10 * time.Second},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: %s, want %s", name, pair[0], pair[1])
		}
	}
	for name, pair := range map[string][2]int64{
		"idle connections": {int64(tr.MaxIdleConns), 2048}, "of one host": {int64(tr.MaxIdleConnsPerHost), 1}, "bytes of a header": {tr.MaxResponseHeaderBytes, 262144},
		"bytes read at once": {int64(tr.ReadBufferSize), 2048}, "bytes written at once": {int64(tr.WriteBufferSize), 2048},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: %d, want %d", name, pair[0], pair[1])
		}
	}
	if !tr.DisableCompression || !tr.ForceAttemptHTTP2 || tr.Proxy != nil || tr.TLSClientConfig.InsecureSkipVerify || tr.TLSClientConfig.MinVersion != tls.VersionTLS12 {
		t.Errorf("%+v", tr.Transport)
	}
	if odd := tr.tolerant; !odd.DisableKeepAlives || odd.ForceAttemptHTTP2 || tr.DisableKeepAlives {
		t.Error("a connection whose header is mended carries more than one answer")
	}
	if tr = New(Options{Proxy: true}); tr.Proxy == nil {
		t.Error("no proxy is asked about")
	}
	old := New(Options{Insecure: true}).TLSClientConfig
	if !old.InsecureSkipVerify || old.MinVersion != tls.VersionTLS10 || !slices.Contains(old.CipherSuites, tls.TLS_RSA_WITH_AES_128_CBC_SHA) || !slices.Contains(old.CipherSuites, tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256) {
		t.Errorf("old servers: %+v", old)
	}
}

// TestAHeaderIsMended: what is neither a field nor the continuation of one is left out, and nothing else.
func TestAHeaderIsMended(t *testing.T) {
	long, exact := "X: "+strings.Repeat("x", 9000)+"\r\n", "X: "+strings.Repeat("x", 4<<10-3)
	for name, c := range map[string]struct{ sent, want string }{
		"nothing odd":             {"HTTP/1.1 200 OK\r\nA: 1\r\n\r\n", "HTTP/1.1 200 OK\r\nA: 1\r\n\r\n"},
		"no colon":                {"HTTP/1.1 200 OK\r\nodd\r\nA: 1\r\n\r\n", "HTTP/1.1 200 OK\r\nA: 1\r\n\r\n"},
		"odd last":                {"HTTP/1.1 200 OK\r\nA: 1\r\nodd\r\n\r\n", "HTTP/1.1 200 OK\r\nA: 1\r\n\r\n"},
		"no name":                 {"HTTP/1.1 200 OK\r\n: 1\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n"},
		"a name with a space":     {"HTTP/1.1 200 OK\r\nA B: 1\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n"},
		"a name in Japanese":      {"HTTP/1.1 200 OK\r\n名: 1\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n"},
		"folded":                  {"HTTP/1.1 200 OK\r\nA: 1\r\n 2\r\n\t3\r\n\r\n", "HTTP/1.1 200 OK\r\nA: 1\r\n 2\r\n\t3\r\n\r\n"},
		"folded behind an odd":    {"HTTP/1.1 200 OK\r\nodd\r\n 2\r\n\t3\r\nA: 1\r\n\r\n", "HTTP/1.1 200 OK\r\nA: 1\r\n\r\n"},
		"a status line alone":     {"odd\r\n\r\n", "odd\r\n\r\n"},
		"bare line feeds":         {"HTTP/1.1 200 OK\nodd\nA: 1\n\n", "HTTP/1.1 200 OK\nA: 1\n\n"},
		"longer than the memory":  {"HTTP/1.1 200 OK\r\n" + long + "B: 2\r\n\r\n", "HTTP/1.1 200 OK\r\n" + long + "B: 2\r\n\r\n"},
		"odd, and so long":        {"HTTP/1.1 200 OK\r\nodd " + long + "B: 2\r\n\r\n", "HTTP/1.1 200 OK\r\nB: 2\r\n\r\n"},
		"as long as the memory":   {"HTTP/1.1 200 OK\r\n" + exact + "\r\nB: 2\r\n\r\n", "HTTP/1.1 200 OK\r\n" + exact + "\r\nB: 2\r\n\r\n"},
		"broken off in a line":    {"HTTP/1.1 200 OK\r\nA: 1\r\nB: 2", "HTTP/1.1 200 OK\r\nA: 1\r\nB: 2"},
		"broken off behind a one": {"HTTP/1.1 200 OK\r\nA: 1\r\n", "HTTP/1.1 200 OK\r\nA: 1\r\n"},
	} {
		for _, body := range []string{"", "page", "odd\r\nodd\r\n\r\n"} {
			if strings.HasPrefix(name, "broken off") && body != "" {
				continue
			}
			client, server := net.Pipe()
			go func() {
				defer server.Close()
				_, _ = io.WriteString(server, c.sent+body)
			}()
			got, err := io.ReadAll(&headerMender{Conn: client})
			if err != nil || string(got) != c.want+body {
				t.Errorf("%s: %.60q (%d bytes), want %d bytes, %v", name, got, len(got), len(c.want+body), err)
			}
		}
	}
	if _, err := (&headerMender{Conn: closed{}}).Read(make([]byte, 10)); !errors.Is(err, net.ErrClosed) {
		t.Errorf("a connection that gives nothing: %v", err)
	}
}

// closed is a connection that gives nothing.
type closed struct{ net.Conn }

func (closed) Read([]byte) (int, error) { return 0, net.ErrClosed }

// TestAHeaderWithoutEndIsMendedUpToItsLimit, and passed on from there as it is.
func TestAHeaderWithoutEndIsMendedUpToItsLimit(t *testing.T) {
	const line = "odd, sixteen by\n"
	client, server := net.Pipe()
	go func() {
		defer server.Close()
		_, _ = io.WriteString(server, "HTTP/1.1 200 OK\n"+strings.Repeat(line, maxHeader/len(line)-1)+"the rest\n")
	}()
	got, err := io.ReadAll(&headerMender{Conn: client})
	if err != nil || string(got) != "HTTP/1.1 200 OK\nthe rest\n" {
		t.Errorf("%d bytes, %v: %.60q", len(got), err, got)
	}
}

// TestNamesOfFields are tokens (RFC 9110 §5.6.2).
func TestNamesOfFields(t *testing.T) {
	const tokens = "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	for c := range byte(255) {
		if got, want := isToken([]byte{'A', c}), c < 0x80 && strings.IndexByte(tokens, c) >= 0; got != want {
			t.Errorf("a name with %q: %v, want %v", c, got, want)
		}
	}
	if isToken(nil) {
		t.Error("no name is a name")
	}
}

// oddServer answers each connection of a TLS server with a header that holds a line without a colon, and counts them.
func oddServer(t *testing.T) (*httptest.Server, *int) {
	t.Helper()
	asked := 0
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked++
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer conn.Close()
		_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nPowered by Kinou CMS\r\nContent-Length: 4\r\nConnection: close\r\n\r\npage")
	}))
	s.Config.ErrorLog = log.New(io.Discard, "", 0) // who does not trust it says so
	s.StartTLS()
	t.Cleanup(s.Close)
	return s, &asked
}

// TestAnOddHeaderIsReadOverTLS from the second request on, by whoever may trust the server and nobody else.
func TestAnOddHeaderIsReadOverTLS(t *testing.T) {
	s, asked := oddServer(t)
	guard := Guard{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}}
	request := func(tr *Transport) (string, error) {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL, nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := tr.RoundTrip(req)
		if err != nil {
			return "", err
		}
		defer resp.Body.Close()
		body, err := io.ReadAll(resp.Body)
		return string(body), err
	}
	trusting := New(Options{Guard: guard, Timeout: 5 * time.Second})
	trusting.TLSClientConfig.RootCAs = x509.NewCertPool()
	trusting.TLSClientConfig.RootCAs.AddCert(s.Certificate())
	for name, tr := range map[string]*Transport{"strict": trusting, "lenient": New(Options{Guard: guard, Timeout: 5 * time.Second, Insecure: true})} {
		*asked = 0
		if _, err := request(tr); !errors.As(err, new(OddHeader)) {
			t.Errorf("%s, first: %v", name, err)
		}
		for range 2 {
			if body, err := request(tr); err != nil || body != "page" {
				t.Errorf("%s, then: %q, %v", name, body, err)
			}
		}
		if *asked != 3 {
			t.Errorf("%s: asked %d times", name, *asked)
		}
	}
	at, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	wary := New(Options{Guard: guard, Timeout: 5 * time.Second})
	wary.odd.Store(at.Host, true)
	*asked = 0
	if _, err := request(wary); !errors.As(err, new(x509.UnknownAuthorityError)) || *asked != 0 {
		t.Errorf("a server that cannot be trusted was asked %d times: %v", *asked, err)
	}
	shut := New(Options{Timeout: 5 * time.Second})
	shut.odd.Store(at.Host, true)
	if _, err := request(shut); !errors.As(err, new(ForbiddenAddress)) {
		t.Errorf("a private address is dialled: %v", err)
	}
}

// TestTheProxiesOfARequestAreTrusted at their ports, and no others.
func TestTheProxiesOfARequestAreTrusted(t *testing.T) {
	broken := errors.New("HTTP_PROXY is no address")
	for proxy, want := range map[string]string{
		"http://proxy.example.jp:8080": "proxy.example.jp:8080", "http://10.0.0.1": "10.0.0.1:80", "https://10.0.0.1": "10.0.0.1:443", "socks5://10.0.0.1": "10.0.0.1:1080", "socks5h://10.0.0.1": "10.0.0.1:1080", "http://[fd00::1]": "[fd00::1]:80", "": "",
	} {
		for _, failed := range []error{nil, broken} {
			p := &proxied{from: func(*http.Request) (*url.URL, error) {
				if proxy == "" {
					return nil, failed
				}
				u, err := url.Parse(proxy)
				return u, errors.Join(err, failed)
			}}
			chosen, err := p.choose(&http.Request{URL: &url.URL{Scheme: "https", Host: "www.city.example.jp"}})
			if !errors.Is(err, failed) || (chosen == nil) != (proxy == "") {
				t.Errorf("%s: %v, %v", proxy, chosen, err)
			}
			trusted := ""
			p.proxies.Range(func(at, _ any) bool { trusted += at.(string); return true })
			if failed != nil && trusted != "" || failed == nil && trusted != want {
				t.Errorf("%s: trusted %q, want %q, %v", proxy, trusted, want, failed)
			}
		}
	}
}
