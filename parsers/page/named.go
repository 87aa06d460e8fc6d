package page

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"

	"koubo/opportunity/weburl"
)

// headBytes is how far into a page its head is looked for.
const headBytes = 128 << 10

// NamedAddresses returns the absolute addresses that a page names as its own, in the order in which they count:
// rel=canonical (RFC 6596), then og:url (the Open Graph protocol). One that names several canonical addresses names none.
func NamedAddresses(p Page) []string {
	head := p.Body[:min(len(p.Body), headBytes)]
	if !bytes.Contains(head, []byte("anonical")) && !bytes.Contains(head, []byte("CANONICAL")) && !bytes.Contains(head, []byte("og:url")) {
		return nil
	}
	var canonical, graph []string
	z := html.NewTokenizer(bytes.NewReader(head))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return named(p.URL, canonical, graph)
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			switch string(name) {
			case "body":
				return named(p.URL, canonical, graph)
			case "link":
				a := attributes(z, more)
				if strings.EqualFold(strings.TrimSpace(a["rel"]), "canonical") && a["href"] != "" {
					canonical = append(canonical, a["href"])
				}
			case "meta":
				a := attributes(z, more)
				if strings.EqualFold(a["property"], "og:url") || strings.EqualFold(a["name"], "og:url") {
					graph = append(graph, a["content"])
				}
			}
		}
	}
}

func attributes(z *html.Tokenizer, more bool) map[string]string {
	a := map[string]string{}
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		a[string(key)] = string(value)
	}
	return a
}

func named(base string, canonical, graph []string) (all []string) {
	for _, list := range [][]string{canonical, graph} {
		if len(list) != 1 || strings.TrimSpace(list[0]) == "" {
			continue
		}
		if address, err := weburl.Resolve(base, list[0]); err == nil {
			all = append(all, address)
		}
	}
	return all
}
