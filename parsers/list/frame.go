package list

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// maxFrames bounds the frames that a page is followed into.
const maxFrames = 20

// foreignFrames are parts of the hosts and paths of what pages embed that is no list: maps, films, posts, counters.
var foreignFrames = []string{"google.", "googletagmanager", "doubleclick", "youtube", "youtu.be", "vimeo", "twitter", "x.com/", "facebook", "instagram",
	"line.me", "line-website", "nicovideo", "ustream", "mapfan", "mapion", "navitime", "maps.", "/maps", "openstreetmap", "yahoo", "accuweather",
	"weathernews", "recaptcha", "analytics", "adservice", "ads."}

// Frames lists the addresses of a page's frames: of a frameset all, else those that its content embeds and that a reader sees.
func Frames(doc *page.Document) (frames []string) {
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
