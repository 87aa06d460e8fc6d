package feed

import (
	"bytes"
	"fmt"
	"regexp"

	"koubo/parsers/page"
)

type rootKind int

const (
	noFeed rootKind = iota
	xmlFeed
	jsonFeed
)

// feedRoot is where a feed begins in a body, or what the body is instead.
type feedRoot struct {
	kind    rootKind
	at      int
	instead string // a noun phrase, for a body that is no feed
}

// rootScan is how far into a body the root element is looked for, in bytes; warnings of PHP may stand before it.
const rootScan = 64 << 10

// xmlName finds the first element of an XML document of another kind.
var xmlName = regexp.MustCompile(`<([A-Za-z_][\w:.-]*)`)

// findFeedRoot finds where the feed begins. Text before its declaration is passed over; a page of HTML is none.
func findFeedRoot(body []byte) feedRoot {
	trimmed := bytes.TrimLeft(body, "\ufeff \t\r\n")
	if len(trimmed) > 0 && trimmed[0] == '{' && bytes.Contains(trimmed, []byte("jsonfeed.org/version")) {
		return feedRoot{kind: jsonFeed, at: len(body) - len(trimmed)}
	}
	head := body[:min(len(body), rootScan)]
	at := page.RootTag.FindIndex(head)
	if at == nil || bytes.Contains(bytes.ToLower(head[at[0]:at[1]]), []byte("html")) {
		return feedRoot{instead: nameBody(body)}
	}
	return feedRoot{kind: xmlFeed, at: at[0]}
}

// nameBody says in a few words what a body is that is no feed.
func nameBody(body []byte) string {
	trimmed := bytes.TrimSpace(body)
	head := trimmed[:min(len(trimmed), rootScan)]
	switch {
	case len(trimmed) == 0:
		return "an empty answer"
	case bytes.HasPrefix(trimmed, []byte("%PDF-")):
		return "a PDF file"
	case trimmed[0] == '{' || trimmed[0] == '[':
		return "JSON that is no JSON Feed"
	case page.RootTag.Match(head) || bytes.Contains(bytes.ToLower(head), []byte("<title")):
		return nameHTML(head)
	case bytes.IndexByte(head, 0) >= 0:
		return "a binary file"
	}
	if m := xmlName.FindSubmatch(head); m != nil {
		return fmt.Sprintf("an XML document <%s>", m[1])
	}
	return fmt.Sprintf("plain text (%q)", page.Clip(string(head), 40))
}

// nameHTML names a page of HTML by its title.
func nameHTML(head []byte) string {
	lower := bytes.ToLower(head)
	if from := bytes.Index(lower, []byte("<title")); from >= 0 {
		rest := head[from:]
		open, end := bytes.IndexByte(rest, '>'), bytes.Index(lower[from:], []byte("</title"))
		if open >= 0 && end > open && end <= len(rest) {
			if title := page.PlainText(string(rest[open+1 : end])); title != "" {
				return fmt.Sprintf("an HTML page titled %q", page.Clip(title, 60))
			}
		}
	}
	return "an HTML page"
}
