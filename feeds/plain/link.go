package plain

import (
	"net/url"
	"strings"

	"koubo/opportunity/weburl"
)

// Link returns raw as an address a reader may follow, escaped, or "" where it is not an absolute http or https one:
// javascript:, data: and file: never leave as links.
func Link(raw string) string {
	raw = strings.TrimSpace(raw)
	if isSimpleLink(raw) {
		return raw
	}
	return parsedLink(raw)
}

// parsedLink is Link for any address.
func parsedLink(raw string) string {
	if !strings.HasPrefix(raw, "http://") && !strings.HasPrefix(raw, "https://") {
		if i := strings.IndexByte(raw, ':'); i < 4 || !strings.EqualFold(raw[:4], "http") {
			return ""
		}
	}
	u, err := url.Parse(Text(raw))
	if err == nil && !weburl.IsASCII(u.Host) {
		if raw, err = weburl.Resolve("", u.String()); err == nil {
			u, err = url.Parse(raw)
		}
	}
	if err != nil || !isHost(u.Host) || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return escapeLink(u.String())
}

// isSimpleLink reports whether an address is one that may be followed as it is, as most are: nothing in it has to be read or escaped.
func isSimpleLink(raw string) bool {
	rest, found := strings.CutPrefix(raw, "https://")
	if !found {
		rest, found = strings.CutPrefix(raw, "http://")
	}
	if !found {
		return false
	}
	for i := range len(rest) {
		switch c := rest[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', strings.IndexByte("-._~/?&=+", c) >= 0:
		default:
			return false
		}
	}
	host, _, _ := strings.Cut(rest, "/")
	return isHost(host)
}

// isHost reports whether a host, which may have a port, can be a name (RFC 1123 §2.1): no label is empty, but behind a last point,
// or begins or ends with a hyphen. An underscore, which some hosts have, may stand in them. An address of IPv6 url.Parse has read.
func isHost(host string) bool {
	if strings.HasPrefix(host, "[") {
		return !strings.Contains(host, "%") // a zone means something on one machine only (RFC 6874 §1)
	}
	name, _, _ := strings.Cut(host, ":")
	for label := range strings.SplitSeq(strings.TrimSuffix(name, "."), ".") {
		if label == "" || label[0] == '-' || label[len(label)-1] == '-' || strings.ContainsFunc(label, isNoneOfAName) {
			return false
		}
	}
	return true
}

func isNoneOfAName(r rune) bool {
	return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_')
}

// escapeLink percent-encodes what url.URL leaves in an absolute address but RFC 3986 §2 forbids, among it all beyond ASCII; of
// brackets those behind the host, where alone §3.2.2 has them. What is escaped already stays so.
func escapeLink(s string) string {
	const hex = "0123456789ABCDEF"
	authority := strings.Index(s, "//") + 2
	behind := authority + strings.IndexAny(s[authority:]+"/", "/?#")
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		ch := s[i]
		if ch <= 0x20 || ch >= 0x7F || strings.IndexByte("\"<>\\^`{|}", ch) >= 0 || i >= behind && (ch == '[' || ch == ']') {
			b.WriteByte('%')
			b.WriteByte(hex[ch>>4])
			b.WriteByte(hex[ch&15])
			continue
		}
		b.WriteByte(ch)
	}
	return b.String()
}
