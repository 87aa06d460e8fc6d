package transport

import (
	"errors"
	"net/netip"
	"testing"
)

// TestOnlyPublicAddressesAreDialled: the first and the last address of each network that is no part of the public internet, by the
// IANA special-purpose registries, and the public ones right before and behind it.
func TestOnlyPublicAddressesAreDialled(t *testing.T) {
	for what, c := range map[string]struct{ before, first, last, behind string }{
		"this network":         {"", "0.0.0.0", "0.255.255.255", "1.0.0.0"},
		"private, ten":         {"9.255.255.255", "10.0.0.0", "10.255.255.255", "11.0.0.0"},
		"shared":               {"100.63.255.255", "100.64.0.0", "100.127.255.255", "100.128.0.0"},
		"loopback":             {"126.255.255.255", "127.0.0.0", "127.255.255.255", "128.0.0.0"},
		"link-local":           {"169.253.255.255", "169.254.0.0", "169.254.255.255", "169.255.0.0"},
		"private, 172":         {"172.15.255.255", "172.16.0.0", "172.31.255.255", "172.32.0.0"},
		"protocols":            {"191.255.255.255", "192.0.0.0", "192.0.0.255", "192.0.1.0"},
		"documentation 1":      {"192.0.1.255", "192.0.2.0", "192.0.2.255", "192.0.3.0"},
		"6to4 relays":          {"192.88.98.255", "192.88.99.0", "192.88.99.255", "192.88.100.0"},
		"private, 192":         {"192.167.255.255", "192.168.0.0", "192.168.255.255", "192.169.0.0"},
		"benchmarking":         {"198.17.255.255", "198.18.0.0", "198.19.255.255", "198.20.0.0"},
		"documentation 2":      {"198.51.99.255", "198.51.100.0", "198.51.100.255", "198.51.101.0"},
		"documentation 3":      {"203.0.112.255", "203.0.113.0", "203.0.113.255", "203.0.114.0"},
		"multicast and beyond": {"223.255.255.255", "224.0.0.0", "255.255.255.255", ""},
		"reserved":             {"", "240.0.0.0", "255.255.255.254", ""},
		"unspecified":          {"", "::", "::1", ""},
		"IPv4 in disguise":     {"", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8"},
		"NAT64":                {"64:ff9a:ffff:ffff:ffff:ffff:ffff:ffff", "64:ff9b::", "64:ff9b::ffff:ffff", "64:ff9b::1:0:0"},
		"local NAT64":          {"64:ff9b:0:ffff:ffff:ffff:ffff:ffff", "64:ff9b:1::", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff", "64:ff9b:2::"},
		"discard":              {"ff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "100::", "100::ffff:ffff:ffff:ffff", "100:0:0:1::"},
		"protocols, Teredo":    {"2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:200::"},
		"documentation":        {"2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db9::"},
		"6to4":                 {"2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2003::"},
		"unique local":         {"fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "fe00::"},
		"link-local, six":      {"", "fe80::", "fe80::1%eth0", ""},
		"site-local":           {"", "fec0::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", ""},
	} {
		for address, want := range map[string]bool{c.before: true, c.first: false, c.last: false, c.behind: true} {
			if address == "" {
				continue
			}
			if got := (Guard{}).Permits(netip.MustParseAddr(address)); got != want {
				t.Errorf("%s: %s may be dialled: %v, want %v", what, address, got, want)
			}
		}
	}
}

// TestANetworkIsOpenedByName, and no other with it.
func TestANetworkIsOpenedByName(t *testing.T) {
	g := Guard{Allow: []netip.Prefix{netip.MustParsePrefix("10.1.0.0/16"), netip.MustParsePrefix("127.0.0.1/32"), netip.MustParsePrefix("fd00::/8")}}
	for address, want := range map[string]bool{
		"10.1.0.1:443": true, "127.0.0.1:80": true, "[fd00::1]:80": true, "[fd00::1%eth0]:80": true, "[::ffff:10.1.2.3]:80": true, "8.8.8.8:443": true,
		"10.2.0.1:443": false, "127.0.0.2:80": false, "[fc00::1]:80": false, "[::ffff:10.2.0.1]:80": false,
	} {
		err := g.Control("tcp", address, nil)
		if (err == nil) != want || err != nil && !errors.As(err, new(ForbiddenAddress)) {
			t.Errorf("%s: %v, open %v", address, err, want)
		}
	}
	if err := g.Control("tcp", "www.city.example.jp:443", nil); err == nil || errors.As(err, new(ForbiddenAddress)) {
		t.Errorf("a name in place of an address: %v", err)
	}
	err := g.Control("tcp", "[::ffff:10.2.0.1]:80", nil)
	if want := (ForbiddenAddress{netip.MustParseAddr("10.2.0.1")}); !errors.Is(err, want) {
		t.Errorf("an address in disguise is called %v", err)
	}
}
