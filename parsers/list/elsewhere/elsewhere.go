// Package elsewhere finds what a list page names besides its rows: the frames that its list may stand in, and the items of its linked data.
package elsewhere

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity"
	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// maxFrames bounds the frames that a page is followed into.
const maxFrames = 20

// foreignFrames are parts of the hosts and paths of what pages embed that is no list: maps, films, posts, counters.
var foreignFrames = []string{"google.", "googletagmanager", "doubleclick", "youtube", "youtu.be", "vimeo", "twitter", "x.com/", "facebook", "instagram",
	"line.me", "line-website", "nicovideo", "ustream", "mapfan", "mapion", "navitime", "maps.", "/maps", "openstreetmap", "yahoo", "accuweather",
	"weathernews", "recaptcha", "analytics", "adservice", "ads."}

// Frames lists the frames of a page: of a frameset all, else those that its content embeds and that a reader sees. Nothing in what isAside
// reports is content.
func Frames(doc *page.Document, isAside func(*html.Node) bool) (frames []string) {
	page.Walk(doc.Root, func(n *html.Node) bool {
		source := ""
		switch {
		case n.Type == html.ElementNode && (isAside(n) || page.IsSilent(n) && !embeds(n)):
			return false
		case n.DataAtom == atom.Frame:
			source = page.Attribute(n, "src")
		case n.DataAtom == atom.Iframe && !isHiddenFrame(n):
			source = page.Attribute(n, "src")
		case n.DataAtom == atom.Object && strings.Contains(page.Attribute(n, "type"), "html"):
			source = page.Attribute(n, "data")
		}
		if source == "" || len(frames) == maxFrames {
			return true
		}
		address, err := doc.Resolve(source)
		if err == nil && !doc.LeadsHere(address) && !isForeign(address) && !slices.Contains(frames, address) {
			frames = append(frames, address)
		}
		return true
	})
	return frames
}

// embeds reports whether an element whose words are not the page's may show another page.
func embeds(n *html.Node) bool {
	return n.DataAtom == atom.Iframe || n.DataAtom == atom.Object
}

// isForeign reports whether what is embedded is a map, a film, an advertisement.
func isForeign(address string) bool {
	u, err := url.Parse(address)
	return err != nil || jtext.HasAny(strings.ToLower(u.Host+u.Path), foreignFrames...)
}

// isHiddenFrame reports whether a frame is too small to show anything, or hidden: counters and logins are.
func isHiddenFrame(n *html.Node) bool {
	for _, key := range []string{"width", "height"} {
		if size, err := strconv.Atoi(strings.TrimSuffix(page.Attribute(n, key), "px")); err == nil && size < 20 {
			return true
		}
	}
	return page.HidesOrStrikes(page.Attribute(n, "style"))
}

// maxDepth is how deep an ItemList may stand in a page's linked data.
const maxDepth = 8

// Items returns what the page's linked data (JSON-LD 1.1, schema.org ItemList) says to be on its list: name, address
// and day of publication, in the order of the document. Breadcrumbs are lists of items as well and are left out.
func Items(doc *page.Document) (drafts []opportunity.Draft) {
	page.Walk(doc.Root, func(n *html.Node) bool {
		if n.DataAtom != atom.Script || !strings.EqualFold(page.Attribute(n, "type"), "application/ld+json") || n.FirstChild == nil {
			return true
		}
		var data any
		if json.Unmarshal([]byte(n.FirstChild.Data), &data) == nil {
			drafts = append(drafts, itemsIn(data, doc, maxDepth)...)
		}
		return false
	})
	return drafts
}

// itemsIn returns the items of the lists in a value.
func itemsIn(value any, doc *page.Document, depth int) (drafts []opportunity.Draft) {
	if depth == 0 {
		return nil
	}
	switch v := value.(type) {
	case []any:
		for _, member := range v {
			drafts = append(drafts, itemsIn(member, doc, depth-1)...)
		}
	case map[string]any:
		if hasType(v, "ItemList") {
			elements, _ := v["itemListElement"].([]any)
			for _, e := range elements {
				if draft, ok := itemOf(e, doc); ok {
					drafts = append(drafts, draft)
				}
			}
			return drafts
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "hasPart"} {
			drafts = append(drafts, itemsIn(v[key], doc, depth-1)...)
		}
	}
	return drafts
}

func hasType(object map[string]any, name string) bool {
	switch t := object["@type"].(type) {
	case string:
		return t == name
	case []any:
		return slices.Contains(t, any(name))
	}
	return false
}

// itemOf reads an element of a list: a thing, or a ListItem that holds one or tells its address.
func itemOf(element any, doc *page.Document) (draft opportunity.Draft, ok bool) {
	object, _ := element.(map[string]any)
	thing := object
	if inner, holds := object["item"].(map[string]any); holds {
		thing = inner
	}
	first := func(keys ...string) string {
		for _, o := range []map[string]any{thing, object} {
			for _, key := range keys {
				if s, is := o[key].(string); is && strings.TrimSpace(s) != "" {
					return page.Collapse(s)
				}
			}
		}
		return ""
	}
	address, err := doc.Resolve(first("url", "@id", "item"))
	day, _, _ := strings.Cut(first("datePublished", "datePosted", "dateCreated"), "T")
	draft = opportunity.Draft{URL: address, Title: first("name", "headline", "title"), Published: day}
	return draft, err == nil && draft.Title != "" && !doc.LeadsHere(address)
}
