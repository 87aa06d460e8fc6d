package opportunity

import (
	"net/url"
	"regexp"
	"strings"
)

func IdentityKey(address string) string {
	k := strings.TrimPrefix(strings.TrimPrefix(address, "https://"), "http://")
	return strings.TrimPrefix(k, "www.")
}

var rnd = regexp.MustCompile(`[0-9a-z]{20,}`)

func MaskRandom(key string) (string, bool) { m := rnd.ReplaceAllString(key, "*"); return m, m != key }
func IsHome(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Path == "" || u.Path == "/" || u.Path == "/index.html") && u.RawQuery == ""
}
func Fragment(raw string) string { _, f, _ := strings.Cut(raw, "#"); return f }
func SameTitle(a, b string) bool {
	ra, rb := bigrams(a), bigrams(b)
	if len(ra) > len(rb) {
		ra, rb = rb, ra
	}
	if len(ra) == 0 {
		return false
	}
	n := 0
	for k := range ra {
		if rb[k] {
			n++
		}
	}
	return float64(n) >= 0.6*float64(len(ra))
}
func bigrams(s string) map[string]bool {
	r := []rune(key(s))
	m := map[string]bool{}
	for i := 0; i+1 < len(r); i++ {
		m[string(r[i:i+2])] = true
	}
	return m
}
