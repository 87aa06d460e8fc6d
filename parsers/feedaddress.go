package parsers

import (
	"net/url"
	"strings"

	"github.com/mmcdole/gofeed"
)

// feedBase is what the entries' relative links are resolved against: the feed's own address, else the site that it names.
// (gofeed resolves xml:base itself.)
func feedBase(page string, feed *gofeed.Feed) string {
	if isWebAddress(page) {
		return page
	}
	for _, address := range []string{feed.Link, feed.FeedLink} {
		if isWebAddress(address) {
			return address
		}
	}
	return ""
}

// entryAddress is the absolute address of an entry's page: its link, else its guid where that is an address; "" for none.
func entryAddress(item *gofeed.Item, base string) string {
	for _, link := range append([]string{item.Link}, item.Links...) {
		if address := absoluteAddress(link, base); address != "" {
			return address
		}
	}
	if guid := strings.TrimSpace(item.GUID); isWebAddress(guid) {
		return absoluteAddress(guid, base)
	}
	return ""
}

// absoluteAddress resolves a link against base; "" where the result is no http address.
func absoluteAddress(link, base string) string {
	link = strings.Map(dropControls, strings.TrimSpace(link))
	if link == "" {
		return ""
	}
	u, err := url.Parse(link)
	if err != nil {
		return ""
	}
	if from, err := url.Parse(base); err == nil && base != "" {
		u = from.ResolveReference(u)
	}
	if (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
		return ""
	}
	u.Fragment, u.RawFragment = "", ""
	return u.String()
}

func isWebAddress(s string) bool {
	lower := strings.ToLower(strings.TrimSpace(s))
	return strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://")
}
