package weburl

import (
	"net/netip"
	"net/url"
	"strconv"
	"strings"
)

// plain resolves the links that nearly all are, for which RFC 3986 and the URL Standard agree, at a tenth of the cost:
// relative ones of letters, digits and what separates them, and absolute ones written in their final form.
func (b *Base) plain(ref string) (address string, ok bool) {
	if rest, found := strings.CutPrefix(ref, "https://"); found {
		return ref, isFinal(rest)
	}
	if rest, found := strings.CutPrefix(ref, "http://"); found {
		return ref, isFinal(rest)
	}
	if b.address == nil || !isPlain(ref) || strings.Contains(ref, "//") || ref[0] == '#' {
		return "", false
	}
	link, err := url.Parse(ref)
	if err != nil {
		return "", false
	}
	return b.address.ResolveReference(link).String(), true
}

// isFinal reports whether host, port, path and query behind a scheme are already as the URL Standard writes them, the path
// without dot segments.
func isFinal(rest string) bool {
	slash := strings.IndexByte(rest, '/')
	if slash < 0 || !isPlain(rest[slash:]) || strings.Contains(rest[slash:], "/.") {
		return false
	}
	host, port, found := strings.Cut(rest[:slash], ":")
	return (!found || isFinalPort(port)) && isFinalHost(host)
}

// isFinalHost reports whether a host is written in lower case letters and ends in letters, or is an IPv4 address in its
// usual form.
func isFinalHost(host string) bool {
	if strings.Contains(host, "xn--") || strings.Contains(host, "..") {
		return false
	}
	for i := range len(host) {
		if c := host[i]; !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.') {
			return false
		}
	}
	last := strings.LastIndexByte(host, '.') + 1
	if last < len(host) && host[last] >= 'a' && host[last] <= 'z' {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Is4()
}

// isFinalPort reports whether a port is a number as it is written out, and no scheme's default.
func isFinalPort(port string) bool {
	n, err := strconv.ParseUint(port, 10, 16)
	return err == nil && n != 80 && n != 443 && port[0] >= '1' && port[0] <= '9'
}

// isPlain reports whether ref holds nothing that either standard encodes or reads as a scheme, and no empty fragment.
func isPlain(ref string) bool {
	for i := range len(ref) {
		if c := ref[i]; !isAlphanumeric(c) && strings.IndexByte("/._-~=&?+,#", c) < 0 {
			return false
		}
	}
	return strings.Count(ref, "#") <= 1 && !strings.HasSuffix(ref, "#") && !strings.HasSuffix(ref, "?")
}
