package parsers

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Document is one page, decoded and parsed once; every reader of it walks the same tree.
type Document struct {
	Root    *html.Node // of type html.DocumentNode
	URL     string     // of the page, as Page has it
	Charset string     // the encoding it was in, as Decode names it
	base    *url.URL   // what relative links are resolved against: <base href>, else the page's address; may be nil
}

// ParseDocument decodes and parses a page. charset overrides what the page declares, "" to detect. Markup nested deeper
// than the parser's 512 elements (unclosed tags, hostile pages) is flattened and parsed again.
func ParseDocument(p Page, charset string) (*Document, error) {
	body, name := Decode(p, charset)
	return parseDecoded([][]byte{body}, name, p.URL)
}

// parseDecoded parses a page that comes in pieces.
func parseDecoded(pieces [][]byte, charset, address string) (*Document, error) {
	root, err := html.Parse(readerOf(pieces))
	if err != nil {
		root, err = html.Parse(bytes.NewReader(flatten(bytes.Join(pieces, nil))))
	}
	if err != nil {
		return nil, fmt.Errorf("the page %s cannot be parsed as HTML: %w; report it with the page's source", address, err)
	}
	doc := &Document{Root: root, URL: address, Charset: charset}
	doc.base = baseAddress(root, address)
	return doc, nil
}

func readerOf(pieces [][]byte) io.Reader {
	readers := make([]io.Reader, len(pieces))
	for i, piece := range pieces {
		readers[i] = bytes.NewReader(piece)
	}
	return io.MultiReader(readers...)
}

// maxNesting is the depth up to which flatten keeps elements; the parser adds html, body, tbody and the like.
const maxNesting = 120

// flatten rewrites markup that is nested too deep: beyond maxNesting open elements, start tags are dropped and their
// text stays.
func flatten(body []byte) []byte {
	var out bytes.Buffer
	out.Grow(len(body))
	tokens := html.NewTokenizer(bytes.NewReader(body))
	open := make([]string, 0, maxNesting)
	for {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			return out.Bytes()
		}
		raw := tokens.Raw()
		if kind == html.StartTagToken || kind == html.EndTagToken {
			tag, _ := tokens.TagName()
			name := string(tag)
			if kind == html.EndTagToken {
				open = closeTag(open, name)
			} else if !isVoid(name) {
				if len(open) >= maxNesting {
					continue
				}
				open = append(open, name)
			}
		}
		out.Write(raw)
	}
}

// closeTag pops the innermost open element of that name, and what stands open inside it.
func closeTag(open []string, name string) []string {
	for i := len(open) - 1; i >= 0; i-- {
		if open[i] == name {
			return open[:i]
		}
	}
	return open
}

// isVoid says whether an element has no end tag (HTML standard §13.1.2).
func isVoid(name string) bool {
	switch atom.Lookup([]byte(name)) {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta,
		atom.Param, atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}

// baseAddress is the address that relative links are resolved against.
func baseAddress(root *html.Node, page string) *url.URL {
	base, err := url.Parse(page)
	if err != nil {
		base = nil
	}
	node := findInHead(root, atom.Base, func(n *html.Node) bool { return attribute(n, "href") != "" })
	if node == nil {
		return base
	}
	href, err := url.Parse(strings.TrimSpace(attribute(node, "href")))
	if err != nil {
		return base
	}
	if base == nil {
		return href
	}
	return base.ResolveReference(href)
}

// errNoAddress says that a link leads nowhere that can be fetched.
var errNoAddress = errors.New("not a link to a web page")

// Resolve returns the absolute http or https address of a link on the page; an error says it has none (mailto:,
// javascript:, a fragment of the same page, nonsense).
func (d *Document) Resolve(href string) (string, error) {
	href = strings.Map(dropControls, strings.TrimSpace(href))
	if href == "" || href[0] == '#' {
		return "", errNoAddress
	}
	link, err := url.Parse(href)
	if err != nil {
		return "", fmt.Errorf("the link %q is not an address: %w", href, err)
	}
	if d.base != nil {
		link = d.base.ResolveReference(link)
	}
	if (link.Scheme != "http" && link.Scheme != "https") || link.Host == "" {
		return "", errNoAddress
	}
	link.Fragment, link.RawFragment = "", ""
	return link.String(), nil
}

// dropControls removes the line breaks and tabs that the URL standard (§4.4) strips from addresses.
func dropControls(r rune) rune {
	if r == '\n' || r == '\r' || r == '\t' {
		return -1
	}
	return r
}

// MetaRefresh returns the absolute address that a <meta http-equiv="refresh"> sends the reader to, at once or within
// ten seconds; ok is false where the page stays.
func MetaRefresh(doc *Document) (address string, ok bool) {
	node := findInHead(doc.Root, atom.Meta, func(n *html.Node) bool {
		return strings.EqualFold(attribute(n, "http-equiv"), "refresh")
	})
	if node == nil {
		return "", false
	}
	delay, target, found := strings.Cut(attribute(node, "content"), ";")
	if !found {
		delay, target, found = strings.Cut(attribute(node, "content"), ",")
	}
	if !found || len(strings.TrimSpace(delay)) > 1 && strings.TrimSpace(delay) != "10" {
		return "", false
	}
	name, value, hasName := strings.Cut(target, "=")
	if hasName && strings.EqualFold(strings.TrimSpace(name), "url") {
		target = value
	}
	address, err := doc.Resolve(strings.Trim(strings.TrimSpace(target), `"'`))
	return address, err == nil && address != doc.URL
}

// findInHead returns the first element of that kind which fits, searching the head and what a broken head spilled
// into the top of the body, not the whole tree.
func findInHead(root *html.Node, kind atom.Atom, fits func(*html.Node) bool) *html.Node {
	for top := root.FirstChild; top != nil; top = top.NextSibling {
		for part := top.FirstChild; part != nil; part = part.NextSibling {
			for n := part.FirstChild; n != nil; n = n.NextSibling {
				if n.DataAtom == kind && fits(n) {
					return n
				}
			}
		}
	}
	return nil
}

// attribute returns an attribute's value, "" where it is absent.
func attribute(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return n.Attr[i].Val
		}
	}
	return ""
}
