package crawler

import (
	"net/url"
	"testing"
)

func TestHTTPAndHTTPSAreOneHost(t *testing.T) {
	gates := NewGates(SystemClock{}, 0, 0)
	for address, want := range map[string]string{
		"http://www.city.example.jp/":         "www.city.example.jp",
		"https://WWW.city.example.jp./x":      "www.city.example.jp",
		"http://www.city.example.jp:80/":      "www.city.example.jp",
		"https://www.city.example.jp:443/":    "www.city.example.jp",
		"http://www.city.example.jp:443/":     "www.city.example.jp:443",
		"https://www.city.example.jp:8443/":   "www.city.example.jp:8443",
		"https://[2001:db8::1]:8443/":         "[2001:db8::1]:8443",
		"https://koukoku.city.example.jp/":    "koukoku.city.example.jp",
		"https://www.city.example.jp:8443/a/": "www.city.example.jp:8443",
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := gates.of(u).host; got != want {
			t.Errorf("%s is the host %s, want %s", address, got, want)
		}
	}
}
