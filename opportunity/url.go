package opportunity

import (
	"net"
	"net/url"
	"strings"

	"koubo/opportunity/weburl"
)

// CanonicalURL returns the address that a record shows and is fetched at: raw as a browser reads it (WHATWG URL: white
// space and line breaks gone, backslashes, http:/x, IDN as punycode, no default port, no dot segments), with escapes in
// the normal form of RFC 3986 §6.2.2, and without user and password, fragment, and the parameters that track a visitor
// or carry a session which the page can be reached without (see query.go). Path case, order of the query and a trailing
// slash stay. What cannot be read, or is no http address, comes back trimmed and otherwise as it is.
func CanonicalURL(raw string) string {
	address, _ := CanonicalPart(raw)
	return address
}

// CanonicalPart returns CanonicalURL(raw) and the part of the page that raw's fragment names, with its "#": what
// Draft.Part holds. It is "" without a fragment, and for one that names the whole page or words of it (#top,
// #:~:text=…).
func CanonicalPart(raw string) (address, part string) { return canonicalPart(raw, false) }

// SessionURL returns CanonicalURL(raw) with the session that it leaves out, "" where raw carries none.
func SessionURL(raw string) string {
	if !strings.ContainsAny(raw, ";?") {
		return ""
	}
	with, _ := canonicalPart(raw, true)
	if bare := CanonicalURL(raw); bare == with {
		return ""
	}
	return with
}

// canonicalPart is CanonicalPart, with the session that raw carries or without.
func canonicalPart(raw string, keepSession bool) (address, part string) {
	raw = strings.TrimSpace(raw)
	if raw == "" || raw[0]|0x20 != 'h' {
		return raw, "" // such as an identity key, which has no scheme
	}
	var none weburl.Base
	read, err := none.Resolve(raw)
	if err != nil {
		return raw, ""
	}
	read, fragment, _ := strings.Cut(read, "#")
	read, query, _ := strings.Cut(read, "?")
	scheme, rest, _ := strings.Cut(read, "://")
	host, path, _ := strings.Cut(rest, "/")
	host = host[strings.LastIndexByte(host, '@')+1:]
	if plain := withoutRootDot(host); plain != host { // what remains may be read otherwise, as a number
		if read, err = none.Resolve(scheme + "://" + plain); err != nil {
			return raw, ""
		}
		host = strings.TrimSuffix(strings.TrimPrefix(read, scheme+"://"), "/")
	}
	path = normalEscapes("/" + path)
	if !keepSession {
		path = dropSessionPath(path)
	}
	address = scheme + "://" + host + path
	if query = canonicalQuery(normalEscapes(query), keepSession); query != "" {
		address += "?" + query
	}
	return address, partOf(fragment)
}

// withoutRootDot takes the dots off the end of a host, which may have a port.
func withoutRootDot(host string) string {
	name, port, hasPort := strings.Cut(host, ":")
	if name = strings.TrimRight(name, "."); hasPort && !strings.HasPrefix(host, "[") {
		return name + ":" + port
	}
	if strings.HasPrefix(host, "[") {
		return host
	}
	return name
}

// partOf returns a fragment as Draft.Part has it.
func partOf(fragment string) string {
	fragment, _, _ = strings.Cut(fragment, ":~:") // a text directive marks words and names no part
	if fragment == "" || strings.EqualFold(fragment, "top") {
		return ""
	}
	return "#" + normalEscapes(fragment)
}

// CanonicalHost returns an address's host in lower case, without a root dot, an empty or a default port: http and https of
// one server have the same.
func CanonicalHost(u *url.URL) string {
	host, port := strings.TrimRight(strings.ToLower(u.Hostname()), "."), u.Port()
	if port == "" || port == defaultPorts[u.Scheme] {
		if strings.Contains(host, ":") {
			return "[" + host + "]"
		}
		return host
	}
	return net.JoinHostPort(host, port)
}

var defaultPorts = map[string]string{"http": "80", "https": "443"}

// normalEscapes writes the percent-encoding of a path or query in its normal form (RFC 3986 §6.2.2.1, §6.2.2.2): digits
// in upper case, and no escape for a character that needs none. A stray percent sign stays, as servers are sent it.
func normalEscapes(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		c, ok := escapeAt(s, i)
		switch {
		case !ok:
			out = append(out, s[i])
			continue
		case unreserved(c) && !(isHex(c) && endsInStray(out)):
			out = append(out, c)
		default:
			out = append(out, '%', upperHex(s[i+1]), upperHex(s[i+2]))
		}
		i += 2
	}
	return string(out)
}

// escapeAt returns the byte that an escape at s[i] stands for.
func escapeAt(s string, i int) (byte, bool) {
	if s[i] != '%' || i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2]) {
		return 0, false
	}
	return hexValue(s[i+1])<<4 | hexValue(s[i+2]), true
}

// endsInStray reports whether a digit put after out could turn a stray percent sign into an escape.
func endsInStray(out []byte) bool {
	n := len(out)
	return n > 0 && out[n-1] == '%' || n > 1 && out[n-2] == '%' && isHex(out[n-1])
}

func unreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}

func isHex(c byte) bool { return strings.IndexByte("0123456789abcdefABCDEF", c) >= 0 }

func upperHex(c byte) byte {
	if c >= 'a' {
		return c - 'a' + 'A'
	}
	return c
}

func hexValue(c byte) byte {
	if c = upperHex(c); c >= 'A' {
		return c - 'A' + 10
	}
	return c - '0'
}
