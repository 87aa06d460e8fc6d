package page

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxRefresh is the longest wait, in seconds, after which a page still sends its reader on: a longer one ends a session or
// starts a slide show.
const maxRefresh = 30

// ParseRefresh reads the content of <meta http-equiv="refresh">, or the value of a Refresh header (HTML standard
// §4.2.5.3): after how many seconds, and to which address, still relative, the reader is sent. ok is false where the value
// names no address, which reloads the page.
func ParseRefresh(value string) (seconds int, target string, ok bool) {
	value = strings.TrimSpace(value)
	digits := strings.IndexFunc(value, func(c rune) bool { return c < '0' || c > '9' })
	if digits < 0 || digits == 0 && !strings.HasPrefix(value, ".") {
		return 0, "", false
	}
	seconds, err := strconv.Atoi("0" + value[:digits])
	if err != nil {
		return 0, "", false
	}
	rest := strings.TrimLeft(value[digits:], "0123456789.")
	target = strings.TrimLeft(rest, " \t\r\n\f;,")
	if target == rest {
		return 0, "", false
	}
	if name, after, found := strings.Cut(target, "="); found && strings.EqualFold(strings.TrimSpace(name), "url") {
		target = strings.TrimSpace(after)
	}
	if target != "" && (target[0] == '"' || target[0] == '\'') {
		target, _, _ = strings.Cut(target[1:], target[:1])
	}
	target = strings.TrimSpace(target)
	return seconds, target, target != ""
}

// MetaRefresh returns the absolute address that a <meta http-equiv="refresh"> sends the reader to, at once or within half
// a minute; ok is false where the page stays.
func MetaRefresh(doc *Document) (address string, ok bool) {
	node := FindInHead(doc.Root, atom.Meta, func(n *html.Node) bool {
		return strings.EqualFold(strings.TrimSpace(Attribute(n, "http-equiv")), "refresh")
	})
	if node == nil {
		return "", false
	}
	seconds, target, ok := ParseRefresh(Attribute(node, "content"))
	if !ok || seconds > maxRefresh {
		return "", false
	}
	address, err := doc.Resolve(target)
	return address, err == nil && !doc.LeadsHere(address)
}

// refreshScan is how far into a page its <meta http-equiv="refresh"> is looked for, in bytes.
const refreshScan = 16 << 10

// Refresh is where a page that has not been parsed sends its reader: MetaRefresh, or the one statement of its script where it holds
// next to nothing else. Most pages are not parsed for it, for they hold no such word.
func Refresh(p Page) (target string, ok bool) {
	head := p.Body[:min(len(p.Body), refreshScan)]
	byMeta := bytes.Contains(head, []byte("efresh")) || bytes.Contains(head, []byte("EFRESH"))
	byScript := len(p.Body) <= maxSendingOn && bytes.Contains(head, []byte("location"))
	if !byMeta && !byScript {
		return "", false
	}
	doc, err := Parse(p, "")
	if err != nil {
		return "", false
	}
	if target, ok = MetaRefresh(doc); ok || !byScript {
		return target, ok
	}
	return scriptRefresh(doc)
}

const (
	maxSendingOn = 8 << 10 // bytes of a page that only sends its reader on
	maxGoodbye   = 200     // bytes of its words
)

// sendsOn is a script that does nothing but send the reader on; one that asks for the browser or the time first is none.
var sendsOn = regexp.MustCompile(`^(?:<!--)?\s*(?:(?:window|document|self|top|parent)\s*\.\s*)?location(?:\s*\.\s*href)?\s*(?:=|\.\s*(?:assign|replace)\s*\()\s*(?:'([^']+)'|"([^"]+)")\s*\)?\s*;?\s*(?://)?\s*(?:-->)?$`)

// scriptRefresh returns the address that the script of a page of few words sends the reader to.
func scriptRefresh(doc *Document) (address string, ok bool) {
	body := BodyOf(doc.Root)
	if body != nil && len(TextOf(body)) > maxGoodbye {
		return "", false
	}
	Walk(doc.Root, func(n *html.Node) bool {
		if n.DataAtom != atom.Script || n.FirstChild == nil || ok {
			return !ok
		}
		if m := sendsOn.FindStringSubmatch(strings.TrimSpace(n.FirstChild.Data)); m != nil {
			to, err := doc.Resolve(m[1] + m[2])
			address, ok = to, err == nil && !doc.LeadsHere(to)
		}
		return false
	})
	return address, ok
}
