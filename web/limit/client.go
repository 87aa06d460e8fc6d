package limit

import (
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// Proxies are the networks whose X-Forwarded-For is believed.
type Proxies []netip.Prefix

// Client returns the address that a request comes from: that of the connection or, where a trusted proxy made it, the last
// one in X-Forwarded-For that is no trusted proxy's. What stands before it may be invented. A connection through a socket file has no
// address: a proxy on this machine made it, which is trusted. The zero Addr where that names none.
func (p Proxies) Client(r *http.Request) netip.Addr {
	var client netip.Addr
	if peer, err := netip.ParseAddrPort(r.RemoteAddr); err == nil {
		client = peer.Addr().Unmap()
	}
	passed := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, word := range slices.Backward(passed) {
		if client.IsValid() && !p.contain(client) {
			break
		}
		before, err := netip.ParseAddr(strings.TrimSpace(word))
		if err != nil {
			break
		}
		client = before.Unmap()
	}
	return client
}

func (p Proxies) contain(a netip.Addr) bool {
	return slices.ContainsFunc(p, func(network netip.Prefix) bool { return network.Contains(a.WithZone("")) })
}
