package feed

import (
	"regexp"
	"slices"
	"strings"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"

	"koubo/opportunity/weburl"
	"koubo/parsers/page"
)

// feedBase is what the entries' relative links are resolved against: the xml:base of the feed, else the feed's own address,
// else the site that it names. (gofeed resolves links against xml:base itself, other elements not.)
func feedBase(page string, body []byte, feed *gofeed.Feed) (base weburl.Base) {
	for _, address := range []string{page, feed.Link, feed.FeedLink} {
		own, err := weburl.NewBase(address, "")
		if err != nil {
			continue
		}
		base = own
		if found := ownBase.FindSubmatch(beforeEntries(body)); found != nil {
			if absolute, err := own.Resolve(html.UnescapeString(string(found[1]) + string(found[2]))); err == nil {
				base, _ = weburl.NewBase(absolute, "")
			}
		}
		return base
	}
	return base
}

var (
	ownBase   = regexp.MustCompile(`\sxml:base\s*=\s*(?:"([^"]*)"|'([^']*)')`)
	entryTag  = regexp.MustCompile(`<(?:item|entry)[\s>]`)
	aboutItem = regexp.MustCompile(`<item\s[^>]*?rdf:about\s*=\s*(?:"([^"<]*)"|'([^'<]*)')[^>/]*>`)
)

// beforeEntries is what stands in a feed before its first entry.
func beforeEntries(body []byte) []byte {
	if at := entryTag.FindIndex(body); at != nil {
		return body[:at[0]]
	}
	return body[:min(len(body), rootScan)]
}

// withAbout writes the rdf:about of each item (RSS 1.0 §5.5) as its guid, where gofeed sees it.
func withAbout(body []byte) []byte {
	return aboutItem.ReplaceAll(body, []byte(`$0<guid>$1$2</guid>`))
}

// entryAddress is the absolute address of an entry's page: of its link, of an atom:link, of its guid, of the file that it
// encloses, of a link in its text, in this order. Where there is none it returns what stands in its place, and why that is
// no address.
func entryAddress(item *gofeed.Item, base *weburl.Base) (address, href, why string) {
	for _, link := range entryLinks(item) {
		if strings.TrimSpace(link) == "" {
			continue
		}
		address, err := base.Resolve(link)
		if err == nil {
			return address, link, ""
		}
		if href == "" {
			href, why = link, page.UnlinkedWhy(link, err)
		}
	}
	for _, text := range []string{item.Description, item.Content} {
		if address := addressIn(text, base); address != "" {
			return address, address, ""
		}
	}
	if why == "" {
		why = page.WhyNoLink
	}
	return "", page.Clip(href, page.MaxHref), why
}

// entryLinks lists what may be an entry's address, the best first.
func entryLinks(item *gofeed.Item) []string {
	links := append([]string{item.Link}, item.Links...)
	links = append(links, atomLinks(item)...)
	if guid := strings.TrimSpace(item.GUID); IsWebAddress(guid) || page.AddressForm.MatchString(guid) {
		links = append(links, guid)
	}
	for _, enclosure := range item.Enclosures {
		if enclosure != nil {
			links = append(links, enclosure.URL)
		}
	}
	return links
}

// atomLinks lists the addresses of an entry's links of other namespaces: <atom:link href>, those that lead to its page first
// (RFC 4287 §4.2.7.2), then any element called link or origLink that holds one.
func atomLinks(item *gofeed.Item) (links []string) {
	var related []string
	for _, prefix := range sortedKeys(item.Extensions) {
		for _, name := range []string{"link", "origLink", "origlink"} {
			for _, e := range item.Extensions[prefix][name] {
				switch e.Attrs["rel"] {
				case "", "alternate":
					links = append(links, e.Attrs["href"], e.Value)
				case "self", "related", "via", "enclosure":
					related = append(related, e.Attrs["href"])
				}
			}
		}
	}
	return append(links, related...)
}

func sortedKeys[V any](m map[string]V) (keys []string) {
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

var (
	hrefInText = regexp.MustCompile(`(?i)<a\s[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))`)
	bareInText = regexp.MustCompile(`(?i)\bhttps?://[a-z0-9\-._~:/?#@!$&*+,;=%\[\]]+`)
)

// addressIn returns the first address that a text links to, else the first that it tells; "" for none.
func addressIn(text string, base *weburl.Base) string {
	for _, found := range hrefInText.FindAllStringSubmatch(text, 20) {
		if address, err := base.Resolve(html.UnescapeString(found[1] + found[2] + found[3])); err == nil {
			return address
		}
	}
	if found := bareInText.FindString(html.UnescapeString(text)); found != "" {
		if address, err := base.Resolve(strings.TrimRight(found, ".,;:!?")); err == nil {
			return address
		}
	}
	return ""
}

func IsWebAddress(s string) bool {
	lower := strings.ToLower(strings.TrimSpace(s))
	return strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://")
}
