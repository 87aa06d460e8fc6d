// Package feed reads RSS 0.9 to 2.0, Atom and JSON Feed, broken ones too, into drafts.
package feed

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/mmcdole/gofeed"

	"koubo/opportunity"
	"koubo/parsers/page"
)

// Read reads the entries of a feed in its order: RSS 0.9x, 1.0 (RDF) and 2.0, Atom (RFC 4287), JSON Feed 1.1, in any
// charset. A broken feed is repaired, and every entry that can be read is read; one that names no page is among Unlinked,
// for nothing could be followed. Dates are RFC 3339 in Japan's time where they are unambiguous, else the feed's words. A
// title that the feed cut within a character ends in U+FFFD, and holds none elsewhere. An entry without a title has the
// beginning of its text, "" where it has none. A feed without entries has Drafts that are empty and not nil. The error of a
// page that is no feed says what came instead.
func Read(p page.Page) (page.Listing, error) {
	body, _ := page.Decode(p, "")
	feed, err := parseFeed(p, body)
	if err != nil {
		return page.Listing{}, err
	}
	base := feedBase(p.URL, body, feed)
	listing := page.Listing{Drafts: make([]opportunity.Draft, 0, len(feed.Items))}
	for _, item := range feed.Items {
		address, href, why := entryAddress(item, &base)
		draft := entryDraft(item, address)
		if address == "" {
			listing.Unlinked = append(listing.Unlinked, page.Unlinked{Title: draft.Title, Href: href, Why: why})
			continue
		}
		listing.Drafts = append(listing.Drafts, draft)
	}
	return listing, nil
}

// parseFeed hands gofeed a body it can read: UTF-8 that does not declare another charset, mended where it is broken.
func parseFeed(p page.Page, body []byte) (*gofeed.Feed, error) {
	root := findFeedRoot(body)
	switch root.kind {
	case jsonFeed:
		feed, err := newFeedParser().Parse(bytes.NewReader(body[root.at:]))
		if err != nil {
			feed, err = newFeedParser().Parse(bytes.NewReader(soundItems(body[root.at:])))
		}
		if err != nil {
			return nil, fmt.Errorf("the JSON feed %s cannot be read: %w; tell the body that runs it", p.URL, err)
		}
		return feed, nil
	case xmlFeed:
		return parseXMLFeed(p, withOwnEntities(body, root.at))
	}
	return nil, fmt.Errorf("%s is not a feed: %s came instead; look for the feed's new address, or name the page as a list", p.URL, root.instead)
}

func parseXMLFeed(p page.Page, body []byte) (*gofeed.Feed, error) {
	repaired := needsRepair(body) || isExcessive(body)
	if repaired {
		body = repairXML(body)
	}
	feed, err := newFeedParser().Parse(bytes.NewReader(body))
	if !repaired && (err != nil || len(feed.Items) < countEntries(body)) {
		feed, err = newFeedParser().Parse(bytes.NewReader(repairXML(body)))
	}
	if err != nil {
		return nil, fmt.Errorf("the feed %s is broken beyond repair: %w; tell the body that runs it", p.URL, err)
	}
	if bytes.Contains(body, []byte("rdf:about")) && slices.ContainsFunc(feed.Items, hasNoLink) {
		if other, err := newFeedParser().Parse(bytes.NewReader(withAbout(body))); err == nil && len(other.Items) == len(feed.Items) {
			return other, nil
		}
	}
	return feed, nil
}

func hasNoLink(item *gofeed.Item) bool { return item.Link == "" }

func newFeedParser() *gofeed.Parser {
	parser := gofeed.NewParser()
	parser.RSSTranslator = &gofeed.DefaultRSSTranslator{DisableContentImageScan: true} // it parses each item's text as HTML, for a picture
	parser.AtomTranslator = atomTranslator{}
	parser.JSONTranslator = jsonTranslator{}
	return parser
}

// countEntries counts the start tags of entries; entries quoted in CDATA count too, which costs one repair in vain.
func countEntries(body []byte) int {
	count := 0
	for _, tag := range []string{"<item>", "<item ", "<entry>", "<entry ", "<item\n", "<item\r", "<entry\n"} {
		count += bytes.Count(body, []byte(tag))
	}
	return count
}

// entryDraft is one entry in the feed's words.
func entryDraft(item *gofeed.Item, address string) opportunity.Draft {
	summary := withoutCut(page.PlainText(item.Description))
	title := cutTitle(page.PlainText(item.Title))
	if title == "" {
		title = page.Clip(summary, page.TitleOfText)
	}
	return opportunity.Draft{
		URL:        address,
		Title:      title,
		Summary:    summary,
		Published:  feedDate(item.Published),
		Updated:    feedDate(item.Updated),
		Department: entryDepartment(item),
		Categories: entryCategories(item.Categories),
	}
}

const replacement = "\ufffd"

// cutTitle leaves of the characters that could not be read only one at the end, which tells that the title was cut there;
// before an ellipsis, which tells it too, none.
func cutTitle(title string) string {
	if !strings.Contains(title, replacement) {
		return title
	}
	rest := withoutCut(title)
	if strings.HasSuffix(title, replacement) && rest != "" {
		return rest + replacement
	}
	return rest
}

// withoutCut drops the characters that could not be read.
func withoutCut(text string) string {
	return strings.TrimSpace(strings.ReplaceAll(text, replacement, ""))
}

func entryCategories(words []string) []string {
	var kept []string
	for _, w := range words {
		if w = page.PlainText(w); w != "" {
			kept = append(kept, w)
		}
	}
	return kept
}

// authorEnds are how the departments that sign feed entries end; an author that ends otherwise is a person, a site or a mailbox.
var authorEnds = []string{"課", "部", "局", "室", "係", "班", "センター", "事務所", "委員会", "グループ", "チーム", "担当"}

// entryDepartment is the entry's author, where that is a department: 総務課, 財政部契約課.
func entryDepartment(item *gofeed.Item) string {
	for _, author := range item.Authors {
		if author == nil {
			continue
		}
		name := page.PlainText(author.Name)
		for _, end := range authorEnds {
			if strings.HasSuffix(name, end) {
				return name
			}
		}
	}
	return ""
}
