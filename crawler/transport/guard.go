package transport

import (
	"fmt"
	"net/netip"
	"syscall"
)

// Guard decides which addresses may be dialled. It is asked after name resolution, for each connection, so that neither
// a redirect nor a name that resolves to something else the second time gets past it.
type Guard struct {
	Allow []netip.Prefix // private ranges the operator opened by name
}

// ForbiddenAddress is the error of a connection that the guard refused.
type ForbiddenAddress struct{ Addr netip.Addr }

func (e ForbiddenAddress) Error() string {
	return fmt.Sprintf("%s is not a public address; connections to it are refused (crawl.allow_networks opens a network by name)", e.Addr)
}

// special holds the networks of the IANA special-purpose registries (RFC 6890) that netip has no predicate for.
var special = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"),       // this network
	netip.MustParsePrefix("100.64.0.0/10"),   // shared address space (RFC 6598); some clouds' metadata
	netip.MustParsePrefix("192.0.0.0/24"),    // IETF protocol assignments
	netip.MustParsePrefix("192.0.2.0/24"),    // documentation
	netip.MustParsePrefix("192.88.99.0/24"),  // 6to4 relays, deprecated
	netip.MustParsePrefix("198.18.0.0/15"),   // benchmarking
	netip.MustParsePrefix("198.51.100.0/24"), // documentation
	netip.MustParsePrefix("203.0.113.0/24"),  // documentation
	netip.MustParsePrefix("240.0.0.0/4"),     // reserved, and broadcast
	netip.MustParsePrefix("64:ff9b::/96"),    // NAT64: an IPv4 address in disguise
	netip.MustParsePrefix("64:ff9b:1::/48"),  // local NAT64
	netip.MustParsePrefix("2001::/23"),       // protocol assignments, Teredo
	netip.MustParsePrefix("2001:db8::/32"),   // documentation
	netip.MustParsePrefix("2002::/16"),       // 6to4: an IPv4 address in disguise
	netip.MustParsePrefix("100::/64"),        // discard
	netip.MustParsePrefix("fec0::/10"),       // site-local, deprecated
}

// Control is a net.Dialer.Control: address is the resolved IP and port.
func (g Guard) Control(_, address string, _ syscall.RawConn) error {
	ap, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("cannot tell which address %q is: %w", address, err)
	}
	if !g.Permits(ap.Addr()) {
		return ForbiddenAddress{ap.Addr().Unmap().WithZone("")}
	}
	return nil
}

// Permits reports whether an address may be dialled.
func (g Guard) Permits(addr netip.Addr) bool {
	addr = addr.Unmap().WithZone("")
	for _, p := range g.Allow {
		if p.Contains(addr) {
			return true
		}
	}
	if !addr.IsGlobalUnicast() || addr.IsPrivate() {
		return false
	}
	for _, p := range special {
		if p.Contains(addr) {
			return false
		}
	}
	return true
}
