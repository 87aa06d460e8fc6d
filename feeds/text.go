package feeds

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"koubo/opportunity/weburl"
)

// untitled stands where an announcement has no title and a format demands one.
const untitled = "（件名なし）"

// unreadable stands, as in Japanese print, where a character could not be read: the page was in another encoding than it said.
// Feed validators take U+FFFD for a fault of the feed.
const unreadable = "〓"

// plain returns s as every format can carry it: valid UTF-8, only characters of XML 1.0 (§2.2), line ends as \n, and no
// bidirectional controls, with which a title could show other words than it holds.
func plain(s string) string {
	if isPlainText(s) {
		return s
	}
	s = strings.ReplaceAll(strings.ReplaceAll(strings.ToValidUTF8(s, unreadable), "\uFFFD", unreadable), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return '\n'
		case !isPlain(r):
			return -1
		}
		return r
	}, s)
}

// isPlainText reports whether a text is plain as it is.
func isPlainText(s string) bool {
	if isPlainJapanese(s) {
		return utf8.ValidString(s)
	}
	for _, r := range s {
		if !isPlain(r) || r == '\r' || r == utf8.RuneError {
			return false
		}
	}
	return true
}

// isPlainJapanese reports whether none of the bytes of a text can be of a character that is not plain: those begin with C2 (U+0080), D8
// (U+061C), E2 80 and E2 81 (U+2000 to U+207F) and EF BF (U+FFC0 to U+FFFF), which few Japanese texts have. To look at bytes is
// several times as fast as to look at characters.
func isPlainJapanese(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < 0x20 && c != '\n' && c != '\t', c == 0x7F, c == 0xC2, c == 0xD8:
			return false
		case c == 0xE2 && i+1 < len(s) && s[i+1] <= 0x81, c == 0xEF && i+1 < len(s) && s[i+1] == 0xBF:
			return false
		}
	}
	return true
}

func isPlain(r rune) bool {
	switch {
	case r < 0x20:
		return r == '\t' || r == '\n' || r == '\r'
	case r >= 0x7F && r <= 0x9F, r == 0xFFFE, r == 0xFFFF:
		return false
	}
	return !isBidiControl(r)
}

// isBidiControl tells the controls of UAX #9 §2: marks, embeddings, overrides and isolates.
func isBidiControl(r rune) bool {
	return r == 0x061C || r == 0x200E || r == 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

// line returns s as plain text on one line, runs of white space as one space.
func line(s string) string {
	s = plain(s)
	if !strings.ContainsAny(s, "\n\t") && !strings.Contains(s, "  ") && s == strings.TrimSpace(s) {
		return s
	}
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\t' || r == ' ' }), " ")
}

// titleOf returns the title on one line, or words that say there is none.
func titleOf(title string) string {
	if t := line(title); t != "" {
		return t
	}
	return untitled
}

// webLink returns raw as an address a reader may follow, escaped, or "" where it is not an absolute http or https one:
// javascript:, data: and file: never leave as links.
func webLink(raw string) string {
	raw = strings.TrimSpace(raw)
	if isSimpleLink(raw) {
		return raw
	}
	return parsedLink(raw)
}

// parsedLink is webLink for any address.
func parsedLink(raw string) string {
	if !strings.HasPrefix(raw, "http://") && !strings.HasPrefix(raw, "https://") {
		if i := strings.IndexByte(raw, ':'); i < 4 || !strings.EqualFold(raw[:4], "http") {
			return ""
		}
	}
	u, err := url.Parse(plain(raw))
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
