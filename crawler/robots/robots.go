// Package robots reads robots.txt as RFC 9309 says, and what it says to one product.
package robots

import (
	"bufio"
	"bytes"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Rules is what one robots.txt says to one product (RFC 9309).
//
// The parser is ours because the rules that keep us welcome are exactly those where libraries differ: groups of the same
// product are merged (§2.2.1), the longest match wins and Allow wins a tie (§2.2.2), paths are compared
// percent-normalized (§2.2.2), and a line that cannot be read spoils no other line.
type Rules struct {
	Delay time.Duration // Crawl-delay, 0 for none; not in the RFC, honoured all the same

	rules []rule
}

type rule struct {
	allow   bool
	pattern string // percent-normalized, with * and a trailing $
}

// Limit is how much of a robots.txt is read (RFC 9309 §2.5 asks for at least 500 KiB).
const Limit = 512 << 10 // bytes

// Head returns what of a robots.txt is read: whole lines, for "Disallow: /" may be left of one that is cut.
func Head(body []byte) []byte {
	if len(body) <= Limit {
		return body
	}
	return body[:bytes.LastIndexAny(body[:Limit], "\r\n")+1]
}

// plain returns a robots.txt in UTF-8, which it has to be in (§2.3), without byte order mark and NULs: editors save it as UTF-16, too.
func plain(body []byte) []byte {
	if decoded, _, err := transform.Bytes(unicode.BOMOverride(transform.Nop), body); err == nil {
		body = decoded
	}
	return bytes.ReplaceAll(body, []byte{0}, nil)
}

// Parse reads what body says to product, a token such as ProductToken returns; a group for "*" counts where none names it.
func Parse(body []byte, product string) *Rules {
	body = plain(Head(body))
	var own, all Rules
	var named, toUs, toAll, inRules bool
	lines := bufio.NewScanner(bytes.NewReader(bytes.ReplaceAll(body, []byte("\r"), []byte("\n"))))
	lines.Buffer(make([]byte, 0, 4096), Limit+1)
	for lines.Scan() {
		key, value := parseLine(lines.Text())
		if key == "user-agent" {
			if inRules {
				toUs, toAll, inRules = false, false, false
			}
			us := strings.EqualFold(ProductToken(value), product)
			toUs, toAll, named = toUs || us, toAll || value == "*", named || us
			continue
		}
		if key != "allow" && key != "disallow" && key != "crawl-delay" {
			continue
		}
		inRules = true
		if toUs {
			own.add(key, value)
		}
		if toAll {
			all.add(key, value)
		}
	}
	if named {
		return &own
	}
	return &all
}

func parseLine(line string) (key, value string) {
	line, _, _ = strings.Cut(line, "#")
	key, value, _ = strings.Cut(line, ":")
	return strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
}

func (r *Rules) add(key, value string) {
	if key == "crawl-delay" {
		if s, err := strconv.ParseFloat(value, 64); err == nil && s > 0 && s < 1e6 {
			r.Delay = time.Duration(s * float64(time.Second))
		}
		return
	}
	if value != "" { // an empty Disallow forbids nothing
		r.rules = append(r.rules, rule{key == "allow", normalizePercent(value)})
	}
}

// Allows reports whether the path with its query may be fetched.
func (r *Rules) Allows(path string) bool {
	if path == "/robots.txt" {
		return true
	}
	path = normalizePercent(path)
	allow, longest := true, -1
	for _, rule := range r.rules {
		n := len(rule.pattern)
		if (n > longest || n == longest && rule.allow) && matches(rule.pattern, path) {
			allow, longest = rule.allow, n
		}
	}
	return allow
}

// matches reports whether the pattern matches a beginning of path; * is any run, a final $ the end. It takes time
// proportional to len(pattern)·len(path) at worst: it never backtracks over more than the latest *.
func matches(pattern, path string) bool {
	whole := strings.HasSuffix(pattern, "$")
	pattern = strings.TrimSuffix(pattern, "$")
	parts := strings.Split(pattern, "*")
	if !strings.HasPrefix(path, parts[0]) {
		return false
	}
	if len(parts) == 1 {
		return !whole || path == parts[0]
	}
	path = path[len(parts[0]):]
	for _, part := range parts[1 : len(parts)-1] {
		i := strings.Index(path, part)
		if i < 0 {
			return false
		}
		path = path[i+len(part):]
	}
	last := parts[len(parts)-1]
	if whole {
		return strings.HasSuffix(path, last)
	}
	return strings.Contains(path, last)
}

const upperHex = "0123456789ABCDEF"

// normalizePercent writes a path so that equal ones compare equal: unreserved characters bare, all else that is not
// ASCII percent-encoded, hex digits upper-case (§2.2.2).
func normalizePercent(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '%' && i+2 < len(s) {
			if v, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				i += 2
				c = byte(v)
				if !isUnreserved(c) {
					b.WriteString(string([]byte{'%', upperHex[c>>4], upperHex[c&15]}))
					continue
				}
			}
		}
		if c >= 0x80 || c <= ' ' {
			b.WriteString(string([]byte{'%', upperHex[c>>4], upperHex[c&15]}))
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

func isUnreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}
