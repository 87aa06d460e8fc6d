package page

import (
	"bytes"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/weburl"
)

// Document is one page, decoded and parsed once; every reader of it walks the same tree.
type Document struct {
	Root    *html.Node  // of type html.DocumentNode
	URL     string      // of the page, as Page has it
	Charset string      // the encoding it was in, as Decode names it
	base    weburl.Base // what relative links are resolved against: <base href>, else the page's address
	self    string      // the page's address as links to it come out, without a fragment; "" where it has none
}

// Parse decodes and parses a page. charset overrides what the page declares, "" to detect. Markup nested deeper
// than the parser's 512 elements (unclosed tags, hostile pages) is flattened and parsed again.
func Parse(p Page, charset string) (*Document, error) {
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
	doc.base, doc.self = baseAddress(root, address, charset)
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

// baseAddress is what relative links are resolved against, and the page's own address, "" where it is none.
func baseAddress(root *html.Node, page, charset string) (base weburl.Base, self string) {
	base, _ = weburl.NewBase(page, charset)
	self = WithoutFragment(base.String())
	node := FindInHead(root, atom.Base, func(n *html.Node) bool { return Attribute(n, "href") != "" })
	if node == nil {
		return base, self
	}
	if href, err := base.Resolve(Attribute(node, "href")); err == nil {
		base, _ = weburl.NewBase(href, charset)
	}
	return base, self
}

// Resolve returns the absolute http or https address of a link on the page, without its fragment, as a browser reads it;
// the error is weburl.ErrNotWeb where it has none (mailto:, javascript:, a fragment of the same page), else says what is
// wrong with it.
func (d *Document) Resolve(href string) (string, error) {
	if strings.HasPrefix(strings.TrimSpace(href), "#") {
		return "", weburl.ErrNotWeb
	}
	address, err := d.base.Resolve(href)
	return WithoutFragment(address), err
}

// ResolveWhole is Resolve with the fragment kept, which may name one of several announcements on a page. A link that is
// only a fragment leads to a part of the page itself, whatever <base> says.
func (d *Document) ResolveWhole(href string) (string, error) {
	if href = strings.TrimSpace(href); strings.HasPrefix(href, "#") {
		return weburl.Resolve(d.self, href)
	}
	return d.base.Resolve(href)
}

// LeadsHere reports whether an address is the page's own, whatever its fragment.
func (d *Document) LeadsHere(address string) bool {
	return WithoutFragment(address) == d.self
}

func WithoutFragment(address string) string {
	page, _, _ := strings.Cut(address, "#")
	return page
}

// FindInHead returns the first element of that kind which fits, searching the head and what a broken head spilled
// into the top of the body, not the whole tree.
func FindInHead(root *html.Node, kind atom.Atom, fits func(*html.Node) bool) *html.Node {
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

// Attribute returns an attribute's value, "" where it is absent.
func Attribute(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return n.Attr[i].Val
		}
	}
	return ""
}

// RootTag finds the first tag that says what a document is.
var RootTag = regexp.MustCompile(`(?i)<(?:!doctype\s+html|html|(?:[a-z]+:)?(?:rss|rdf|feed))(?:[\s>])`)

// IsFeedHead reports whether the first tag in the beginning of a document is a feed's in XML.
func IsFeedHead(head []byte) bool {
	tag := RootTag.Find(head)
	return tag != nil && !bytes.Contains(bytes.ToLower(tag), []byte("html"))
}

func SameHost(a, b string) bool {
	x, errX := url.Parse(a)
	y, errY := url.Parse(b)
	return errX == nil && errY == nil && strings.EqualFold(x.Host, y.Host)
}

// IsHome reports whether an address has the form of a home page's.
func IsHome(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.RawQuery == "" && (u.Path == "" || u.Path == "/" || strings.HasPrefix(u.Path, "/index.") && strings.Count(u.Path, "/") == 1)
}
