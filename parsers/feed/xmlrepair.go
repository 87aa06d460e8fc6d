package feed

import (
	"bytes"
	"html"
	"slices"
	"strings"
	"unicode/utf8"
)

// needsRepair says whether an XML body holds what an XML reader stumbles over, or reads wrongly: control characters,
// and ampersands that begin none of the references that XML knows (XML 1.0 §2.2, §4.6).
func needsRepair(body []byte) bool {
	for i, c := range body {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' {
			return true
		}
		if c == '&' && !isXMLReference(body[i+1:]) {
			return true
		}
	}
	return false
}

// xmlReferences are the references that XML defines without a DTD (§4.6), and the start of numeric ones.
var xmlReferences = [][]byte{[]byte("amp;"), []byte("lt;"), []byte("gt;"), []byte("quot;"), []byte("apos;"), []byte("#")}

func isXMLReference(rest []byte) bool {
	return slices.ContainsFunc(xmlReferences, func(name []byte) bool { return bytes.HasPrefix(rest, name) })
}

// leaves are the elements of feeds that hold text and no elements: a start tag inside one means that its end tag is missing.
var leaves = map[string]bool{
	"title": true, "link": true, "guid": true, "pubdate": true, "dc:date": true, "published": true, "updated": true,
	"id": true, "category": true, "dc:creator": true, "dc:subject": true, "lastbuilddate": true, "language": true,
}

// entryTags are the elements that never stand inside one another.
var entryTags = map[string]bool{"item": true, "entry": true}

// xmlRepair writes a body again as well-formed XML: start tags in open have no end tag yet.
type xmlRepair struct {
	in     []byte
	out    bytes.Buffer
	open   []string
	absent map[string]bool // ends of markup that stand nowhere in what is left
}

// repairXML returns the body as well-formed XML in which as much stands where it stood as can be: bare ampersands and
// angle brackets become references, HTML's entities become their characters, control characters go, missing end tags are
// set, stray ones dropped, a tag that the end of the body cuts is dropped. Comments and declarations go.
func repairXML(body []byte) []byte {
	r := &xmlRepair{in: body, absent: map[string]bool{}}
	r.out.Grow(len(body) + 64)
	for i := 0; i < len(body); {
		switch c := body[i]; {
		case c == '<':
			i = r.markup(i)
		case c == '&':
			i = r.reference(i, len(body))
		default:
			i = r.text(i)
		}
	}
	r.closeTo(0)
	return r.out.Bytes()
}

// text copies what stands before the next markup, without control characters.
func (r *xmlRepair) text(i int) int {
	end := len(r.in)
	if n := bytes.IndexAny(r.in[i:], "<&"); n >= 0 {
		end = i + n
	}
	r.legal(r.in[i:end])
	return end
}

// legal writes the characters of s that XML allows (§2.2).
func (r *xmlRepair) legal(s []byte) {
	for len(s) > 0 {
		char, size := utf8.DecodeRune(s)
		if isXMLChar(char) || char == utf8.RuneError && size > 1 { // a U+FFFD of the decoder tells where text was cut
			r.out.Write(s[:size])
		}
		s = s[size:]
	}
}

func isXMLChar(c rune) bool {
	return c >= ' ' && c < 0xd800 || c == '\n' || c == '\r' || c == '\t' || c >= 0xe000 && c <= 0xfffd && c != utf8.RuneError || c >= 0x10000
}

// maxReference is how long the name of a character reference may be, in bytes.
const maxReference = 32

// reference writes the character that a reference stands for, escaped, or the ampersand itself; it returns where to go on.
func (r *xmlRepair) reference(i, end int) int {
	window := r.in[i:min(end, i+maxReference)]
	size := bytes.IndexByte(window, ';') + 1
	if size > 0 {
		name := string(window[:size])
		if char := html.UnescapeString(name); char != name {
			r.escaped(char)
			return i + size
		}
	}
	r.out.WriteString("&amp;")
	return i + 1
}

// escaped writes text that holds no markup.
func (r *xmlRepair) escaped(s string) {
	for _, c := range s {
		switch {
		case c == '&':
			r.out.WriteString("&amp;")
		case c == '<':
			r.out.WriteString("&lt;")
		case c == '"':
			r.out.WriteString("&quot;")
		case isXMLChar(c):
			r.out.WriteRune(c)
		}
	}
}

// markup handles what begins with "<" and returns where to go on.
func (r *xmlRepair) markup(i int) int {
	rest := r.in[i:]
	for _, skipped := range []struct{ start, end string }{{"<!--", "-->"}, {"<?", "?>"}} {
		if bytes.HasPrefix(rest, []byte(skipped.start)) {
			return i + r.skipPast(rest, skipped.end, len(skipped.start))
		}
	}
	switch {
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		return i + r.cdata(rest)
	case bytes.HasPrefix(rest, []byte("<!")):
		return i + r.skipPast(rest, ">", 2)
	case len(rest) > 2 && rest[1] == '/' && isNameStart(rest[2]):
		return i + r.endTag(rest)
	case len(rest) > 1 && isNameStart(rest[1]):
		return i + r.startTag(rest)
	}
	r.out.WriteString("&lt;")
	return i + 1
}

// skipPast returns the offset behind end, or least where end is missing.
func (r *xmlRepair) skipPast(s []byte, end string, least int) int {
	if n := r.index(s, end); n >= 0 {
		return n + len(end)
	}
	return least
}

// index returns where end stands in s, which is all that is left of the body, -1 where it does not; what was not found
// once is not looked for again.
func (r *xmlRepair) index(s []byte, end string) int {
	if r.absent[end] {
		return -1
	}
	n := bytes.Index(s, []byte(end))
	r.absent[end] = n < 0
	return n
}

// cdata writes a section as escaped text; one without an end runs to the next end tag.
func (r *xmlRepair) cdata(s []byte) int {
	const start, end = len("<![CDATA["), "]]>"
	size := r.index(s, end)
	next := size + len(end)
	if size < 0 {
		if size = r.index(s, "</"); size < 0 {
			size = len(s)
		}
		next = size
	}
	r.escaped(string(s[start:size]))
	return next
}

func isNameStart(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_'
}

// tagName reads a name from the start of s.
func tagName(s []byte) string {
	end := bytes.IndexFunc(s, func(c rune) bool {
		return (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && !strings.ContainsRune("_:.-", c)
	})
	if end < 0 {
		end = len(s)
	}
	return strings.TrimRight(string(s[:end]), ":")
}
