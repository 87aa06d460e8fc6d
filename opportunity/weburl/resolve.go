// Package weburl reads addresses as browsers read them (WHATWG URL Standard), and writes them so that net/url and
// net/http take them.
package weburl

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	whatwg "github.com/nlnwa/whatwg-url/url"
)

// maxLength bounds an address, in bytes; servers refuse longer request lines (RFC 9110 §4.1 asks for 8,000 octets).
const maxLength = 8 << 10

// maxAts bounds the @ in an address: the time that the parser takes grows with the square of their number.
const maxAts = 64

// ErrNotWeb is the error of an address that leads to no web page: empty, or of another scheme than http and https.
var ErrNotWeb = errors.New("not the address of a web page")

// Base is an address that links are resolved against, read once. The zero value resolves absolute addresses only.
type Base struct {
	whole   string      // the address; "" for none
	address *url.URL    // the same, for links that need no more; nil where they may
	parsed  *whatwg.Url // the same, read when a link first needs it
	charset string
}

// NewBase returns the base of a page's links. charset is the encoding of the page, as the Encoding Standard names it: it
// encodes what the query of a link holds beyond ASCII (URL Standard §4.4, query state); "" for UTF-8. An error says that
// address is no http or https address; the base then resolves absolute addresses only.
func NewBase(address, charset string) (Base, error) {
	b := Base{charset: charset}
	whole, err := b.Resolve(address)
	if err != nil {
		return b, err
	}
	own, err := url.Parse(whole)
	if err != nil {
		return b, fmt.Errorf("the address %.200q cannot be read: %w", address, err)
	}
	b.whole = whole
	if !strings.Contains(own.Path, "//") { // whose dot segments the standards resolve each in its way
		b.address = own
	}
	return b, nil
}

// String returns the base's address, as links to it come out; "" for none.
func (b *Base) String() string { return b.whole }

// Resolve returns the absolute http or https address that ref, a link on the page base, leads to in a browser, its
// fragment kept: white space around it is dropped, tabs and line breaks inside it too, backslashes are slashes, http:/x is
// relative to a base of the same scheme, dot segments are resolved, a host is in lower case ASCII (IDNA), a default port
// goes. What a request cannot carry is percent-encoded; a stray % in the path or the fragment is %25. base may be "" for an
// absolute ref. The error is ErrNotWeb where ref leads to no web page, else says what is wrong.
func Resolve(base, ref string) (string, error) {
	b, _ := NewBase(base, "")
	return b.Resolve(ref)
}

// Resolve is the package's Resolve against this base.
func (b *Base) Resolve(ref string) (string, error) {
	ref = strings.TrimSpace(ref)
	if ref == "" {
		return "", ErrNotWeb
	}
	if len(ref) > maxLength {
		return "", fmt.Errorf("the address %.60q… is longer than %d bytes", ref, maxLength)
	}
	if strings.Count(ref, "@") > maxAts {
		return "", fmt.Errorf("the address %.60q… holds more than %d @", ref, maxAts)
	}
	address, ok := b.plain(ref)
	if !ok {
		var err error
		if address, err = b.standard(ref); err != nil {
			return "", err
		}
	}
	if len(address) > maxLength {
		return "", fmt.Errorf("the address %.60q… is longer than %d bytes", address, maxLength)
	}
	return address, nil
}

// standard resolves any link by the URL Standard.
func (b *Base) standard(ref string) (string, error) {
	parsed, err := b.parse(encodeQuery(ref, b.charset))
	if err != nil {
		return "", fmt.Errorf("the address %.200q cannot be read: %w", ref, err)
	}
	if scheme := parsed.Scheme(); scheme != "http" && scheme != "https" || parsed.Hostname() == "" {
		return "", ErrNotWeb
	}
	return requestable(escapeFragment(parsed.Href(false)))
}

func (b *Base) parse(ref string) (*whatwg.Url, error) {
	if b.parsed == nil && b.whole != "" {
		b.parsed, _ = parser.Parse(b.whole) // which it has written
	}
	if b.parsed != nil {
		return b.parsed.Parse(ref)
	}
	return parser.Parse(ref)
}

// parser also encodes what net/url would write otherwise in a path.
var parser = whatwg.NewParser(
	whatwg.WithPercentEncodeSinglePercentSign(),
	whatwg.WithPathPercentEncodeSet(whatwg.PathPercentEncodeSet.Set('|', '^', '\\')),
)

// escapeFragment percent-encodes what net/url refuses in a fragment or writes otherwise (RFC 3986 §3.5), a stray % among
// it, and drops an empty fragment, which means the whole page.
func escapeFragment(address string) string {
	hash := strings.IndexByte(address, '#')
	if hash < 0 || !strings.ContainsAny(address[hash+1:], "%#|^\\{}") {
		return strings.TrimSuffix(address, "#")
	}
	var out strings.Builder
	out.WriteString(address[:hash+1])
	for i := hash + 1; i < len(address); i++ {
		c := address[i]
		if c == '%' && i+2 < len(address) && isHex(address[i+1]) && isHex(address[i+2]) || strings.IndexByte("%#|^\\{}", c) < 0 {
			out.WriteByte(c)
		} else {
			fmt.Fprintf(&out, "%%%02X", c)
		}
	}
	return out.String()
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'F' || c >= 'a' && c <= 'f'
}

// requestable returns the address if net/url, and so net/http, takes it.
func requestable(address string) (string, error) {
	if len(address) > 3*maxLength {
		return "", fmt.Errorf("the address %.60q… is longer than %d bytes", address, 3*maxLength)
	}
	u, err := url.Parse(address)
	if err != nil {
		return "", fmt.Errorf("the address %.200q cannot be asked for: %w", address, err)
	}
	if u.User != nil {
		return u.String(), nil // whose quotation marks the two standards write otherwise
	}
	return address, nil
}
