package transport

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"sync"
)

// proxied sends requests through the proxies that from names. Which address a name has is the proxy's to find, so its
// networks are the proxy's to guard; but an address written out, and whatever goes without a proxy, is held to the guard.
type proxied struct {
	guard    Guard
	from     func(*http.Request) (*url.URL, error)
	guarded  *net.Dialer
	trusting *net.Dialer // to the proxies themselves, which may well be private
	proxies  sync.Map    // host:port → true
}

// choose is an http.Transport.Proxy.
func (p *proxied) choose(req *http.Request) (*url.URL, error) {
	if addr, err := netip.ParseAddr(req.URL.Hostname()); err == nil && !p.guard.Permits(addr) {
		return nil, ForbiddenAddress{addr}
	}
	proxy, err := p.from(req)
	if proxy != nil && err == nil {
		port := proxy.Port()
		if port == "" {
			port = map[string]string{"http": "80", "https": "443", "socks5": "1080", "socks5h": "1080"}[proxy.Scheme]
		}
		p.proxies.Store(net.JoinHostPort(proxy.Hostname(), port), true)
	}
	return proxy, err
}

func (p *proxied) dial(ctx context.Context, network, address string) (net.Conn, error) {
	if _, ok := p.proxies.Load(address); ok {
		return p.trusting.DialContext(ctx, network, address)
	}
	return p.guarded.DialContext(ctx, network, address)
}
