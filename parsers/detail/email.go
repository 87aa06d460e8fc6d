package detail

import (
	"encoding/hex"
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// mailForm is an address in folded text, its at sign perhaps disguised: kikaku[at]city…, kikaku★city….
var mailForm = jtext.MustPattern(`(?i)([a-z0-9][a-z0-9._%+-]*)\s?(?:@|\[at\]|\(at\)|<at>|\{at\}|【at】|\(アット(?:マーク)?\)|\[アット(?:マーク)?\]|[(\[][^()\[\]]{0,12}(?:@|アットマーク)[^()\[\]]{0,12}[)\]]|[★☆●◎■◆※＊*#])\s?` +
	`([a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+)`)

// findEmail returns the first e-mail address in a folded text, "" where there is none.
func findEmail(text string) string {
	if !strings.Contains(text, ".") {
		return ""
	}
	found := mailForm.FindStringSubmatch(text)
	if found == nil {
		return ""
	}
	return strings.TrimRight(found[1], ".") + "@" + found[2]
}

func (c *contactReader) setEmail(address string) {
	if c.email == "" {
		c.email = address
	}
}

// mailAddress returns the address that a link writes to: mailto:, or one that Cloudflare has scrambled in
// data-cfemail, which its script puts back in a browser.
func mailAddress(n *html.Node, href string) (string, bool) {
	if len(href) > 7 && strings.EqualFold(href[:7], "mailto:") {
		address, _, _ := strings.Cut(href[7:], "?")
		if plain, err := url.PathUnescape(address); err == nil {
			address = plain
		}
		return findEmail(strings.ReplaceAll(address, "＠", "@")), true
	}
	if !strings.Contains(href, "/cdn-cgi/l/email-protection") {
		return "", false
	}
	code := page.Attribute(n, "data-cfemail")
	if _, fragment, ok := strings.Cut(href, "#"); ok && code == "" {
		code = fragment
	}
	return unscramble(code), true
}

// unscramble reads Cloudflare's form: hexadecimal, the first byte is XORed into the others.
func unscramble(code string) string {
	bytes, err := hex.DecodeString(code)
	if err != nil || len(bytes) < 2 {
		return ""
	}
	for i := range bytes[1:] {
		bytes[1+i] ^= bytes[0]
	}
	return findEmail(string(bytes[1:]))
}
