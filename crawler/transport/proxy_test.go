package transport

import (
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
)

// TestAProxyDoesNotOpenPrivateAddresses: a proxy on a private address is used, but none of its neighbours is reached.
func TestAProxyDoesNotOpenPrivateAddresses(t *testing.T) {
	var asked []string
	proxy := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { asked = append(asked, r.URL.String()) }))
	defer proxy.Close()
	at, err := url.Parse(proxy.URL)
	if err != nil {
		t.Fatal(err)
	}
	guard := Guard{}
	p := &proxied{guard: guard, guarded: &net.Dialer{Control: guard.Control}, trusting: &net.Dialer{},
		from: func(r *http.Request) (*url.URL, error) {
			if r.URL.Hostname() == "localhost" { // as NO_PROXY may say
				return nil, nil
			}
			return at, nil
		}}
	client := http.Client{Transport: &http.Transport{Proxy: p.choose, DialContext: p.dial, DisableKeepAlives: true}}
	for address, reached := range map[string]bool{
		"http://www.city.example.jp/":              true,
		"http://8.8.8.8/":                          true,
		"http://169.254.169.254/latest/meta-data/": false,
		"http://[::1]/":                            false,
		"http://localhost:" + at.Port() + "/":      false,
	} {
		asked = nil
		resp, err := client.Get(address)
		if err == nil {
			resp.Body.Close()
		}
		if (len(asked) == 1) != reached || !reached && !errors.As(err, new(ForbiddenAddress)) {
			t.Errorf("%s: the proxy was asked for %v; %v", address, asked, err)
		}
	}
}
