package parsers

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/mmcdole/gofeed"

	"koubo/opportunity"
)

// Feed reads the entries of a feed in its order: RSS 0.9x, 1.0 (RDF) and 2.0, Atom (RFC 4287), JSON Feed 1.1, in any
// charset. A broken feed is repaired, and every entry that can be read is read; an entry that names no page is left out,
// for nothing could be followed. Dates are RFC 3339 in Japan's time where they are unambiguous, else the feed's words.
// A feed without entries is an empty slice. The error of a page that is no feed says what came instead.
func Feed(p Page) ([]opportunity.Draft, error) {
	body, _ := Decode(p, "")
	feed, err := parseFeed(p, body)
	if err != nil {
		return nil, err
	}
	base := feedBase(p.URL, feed)
	drafts := make([]opportunity.Draft, 0, len(feed.Items))
	for _, item := range feed.Items {
		if draft, ok := entryDraft(item, base); ok {
			drafts = append(drafts, draft)
		}
	}
	return drafts, nil
}

// parseFeed hands gofeed a body it can read: UTF-8 that does not declare another charset, mended where it is broken.
func parseFeed(p Page, body []byte) (*gofeed.Feed, error) {
	root := findFeedRoot(body)
	switch root.kind {
	case jsonFeed:
		feed, err := newFeedParser().Parse(bytes.NewReader(body[root.at:]))
		if err != nil {
			return nil, fmt.Errorf("the JSON feed %s cannot be read: %w; tell the body that runs it", p.URL, err)
		}
		return feed, nil
	case xmlFeed:
		return parseXMLFeed(p, body[root.at:])
	}
	return nil, fmt.Errorf("%s is not a feed: %s came instead; look for the feed's new address, or name the page as a list", p.URL, root.instead)
}

func parseXMLFeed(p Page, body []byte) (*gofeed.Feed, error) {
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
	return feed, nil
}

func newFeedParser() *gofeed.Parser {
	parser := gofeed.NewParser()
	parser.RSSTranslator = &gofeed.DefaultRSSTranslator{DisableContentImageScan: true} // it parses each item's text as HTML, for a picture
	parser.AtomTranslator = atomDates{}
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

// entryDraft is one entry in the feed's words; ok is false where it names no page or says nothing.
func entryDraft(item *gofeed.Item, base string) (draft opportunity.Draft, ok bool) {
	address := entryAddress(item, base)
	title := plainText(item.Title)
	if address == "" || title == "" {
		return draft, false
	}
	draft = opportunity.Draft{
		URL:        address,
		Title:      title,
		Summary:    plainText(item.Description),
		Published:  feedDate(item.Published, item.PublishedParsed),
		Updated:    feedDate(item.Updated, item.UpdatedParsed),
		Department: entryDepartment(item),
		Categories: entryCategories(item.Categories),
	}
	return draft, true
}

func entryCategories(words []string) []string {
	var kept []string
	for _, w := range words {
		if w = plainText(w); w != "" {
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
		name := plainText(author.Name)
		for _, end := range authorEnds {
			if strings.HasSuffix(name, end) {
				return name
			}
		}
	}
	return ""
}
