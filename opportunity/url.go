package opportunity

import (
	"net"
	"net/url"
	"regexp"
	"strings"
)

// CanonicalURL returns the one spelling of an absolute http address under which an announcement is known: scheme and
// host in lower case, no default port, no fragment, dot segments resolved (RFC 3986 §6.2.2 and §6.2.3), and without
// the parameters that track a visitor or carry a session. Path case, order of the query and a trailing slash stay.
// What cannot be parsed, or is no http address, comes back trimmed and otherwise as it is.
func CanonicalURL(raw string) string {
	raw = strings.TrimSpace(raw)
	u, err := url.Parse(raw)
	if err != nil || u.Opaque != "" || strings.Trim(u.Hostname(), ".") == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return raw
	}
	u.Fragment, u.RawFragment = "", ""
	u.Host = CanonicalHost(u)
	setPath(u, removeDotSegments(dropSessionPath(u.EscapedPath())))
	u.RawQuery = dropTracking(u.RawQuery)
	u.ForceQuery = false
	return u.String()
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

func setPath(u *url.URL, escaped string) {
	if escaped == "" {
		escaped = "/"
	}
	path, err := url.PathUnescape(escaped)
	if err != nil {
		return
	}
	u.Path, u.RawPath = path, escaped
}

// removeDotSegments resolves "." and ".." of an absolute path (RFC 3986 §5.2.4).
func removeDotSegments(path string) string {
	if !strings.Contains(path, "/.") {
		return path
	}
	var out []string
	segments := strings.Split(path, "/")
	for i, s := range segments {
		last := i == len(segments)-1
		switch s {
		case ".", "..":
			if s == ".." && len(out) > 1 {
				out = out[:len(out)-1]
			}
			if last {
				out = append(out, "")
			}
		default:
			out = append(out, s)
		}
	}
	return strings.Join(out, "/")
}

var sessionPath = regexp.MustCompile(`(?i);(jsessionid|phpsessid|sid)=[^/;?]*`)

func dropSessionPath(path string) string {
	if !strings.Contains(path, ";") {
		return path
	}
	return sessionPath.ReplaceAllString(path, "")
}

// trackers are the query parameters that say who follows a link, or from where, and never which page it is. A name
// that ends in * stands for all that begin so.
var trackers = []string{
	"utm_*", "gclid", "gclsrc", "gbraid", "wbraid", "dclid", "fbclid", "yclid", "msclkid", "twclid", "ttclid", "igshid",
	"mc_cid", "mc_eid", "_ga", "_gl", "_hsenc", "_hsmi", "yj_r", "phpsessid", "jsessionid", "aspsessionid*", "cfid", "cftoken",
}

func dropTracking(query string) string {
	if query == "" {
		return ""
	}
	var kept []string
	for _, pair := range strings.Split(query, "&") {
		name, _, _ := strings.Cut(pair, "=")
		if pair != "" && !isTracker(strings.ToLower(name)) {
			kept = append(kept, pair)
		}
	}
	return strings.Join(kept, "&")
}

func isTracker(name string) bool {
	for _, t := range trackers {
		if prefix, ok := strings.CutSuffix(t, "*"); name == t || ok && strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}
