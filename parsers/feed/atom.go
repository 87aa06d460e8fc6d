package feed

import (
	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/atom"
)

// atomDates keeps <published> and <updated> apart (RFC 4287 §4.2.9, §4.2.15), where gofeed fills one with the other, and the address of
// a content that stands elsewhere (§4.1.3.2), which gofeed leaves out.
type atomDates struct{ gofeed.DefaultAtomTranslator }

// Translate implements gofeed.Translator.
func (t atomDates) Translate(feed any) (*gofeed.Feed, error) {
	out, err := t.DefaultAtomTranslator.Translate(feed)
	source, ok := feed.(*atom.Feed)
	if err != nil || !ok {
		return out, err
	}
	for i, item := range out.Items {
		if i < len(source.Entries) && source.Entries[i].Published == "" {
			item.Published, item.PublishedParsed = "", nil
		}
		if i < len(source.Entries) {
			addElsewhere(item, source.Entries[i])
		}
	}
	return out, nil
}

// addElsewhere adds the address of a content that stands elsewhere to an item's: behind the links that lead to its page, before those
// that lead to the entry itself and to what is related.
func addElsewhere(item *gofeed.Item, entry *atom.Entry) {
	if entry.Content == nil || entry.Content.Src == "" {
		return
	}
	for _, link := range entry.Links {
		if link.Rel == "" || link.Rel == "alternate" {
			return
		}
	}
	item.Link = entry.Content.Src
}
