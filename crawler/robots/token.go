package robots

import (
	"regexp"
	"strings"
)

// compatible finds the product in a User-Agent that begins as browsers do: "Mozilla/5.0 (compatible; koubo/1.0; +https://…)".
var compatible = regexp.MustCompile(`(?i)^Mozilla/[^(]*\(\s*compatible\s*;\s*([a-z_-]+)`)

// ProductToken returns the token by which a robots.txt names the program with this User-Agent: its leading run of
// letters, hyphens and underscores (RFC 9309 §2.2.1), so that "koubo/2.0 (x)" and "koubo (+https://…)" both name koubo.
// It is "" where the text begins with none.
func ProductToken(userAgent string) string {
	userAgent = strings.TrimSpace(userAgent)
	if m := compatible.FindStringSubmatch(userAgent); m != nil {
		return m[1]
	}
	end := strings.IndexFunc(userAgent, func(r rune) bool {
		return r != '-' && r != '_' && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	})
	if end >= 0 {
		return userAgent[:end]
	}
	return userAgent
}
