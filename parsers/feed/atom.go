package feed

import (
	"slices"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/atom"
)

// atomTranslator keeps <published> and <updated> apart (RFC 4287 §4.2.9, §4.2.15), where gofeed fills one with the other, and the address
// of a content that stands elsewhere (§4.1.3.2), which gofeed leaves out.
type atomTranslator struct{ gofeed.DefaultAtomTranslator }

// Translate implements gofeed.Translator.
func (t atomTranslator) Translate(feed any) (*gofeed.Feed, error) {
	out, err := t.DefaultAtomTranslator.Translate(feed)
	source, ok := feed.(*atom.Feed)
	if err != nil || !ok {
		return out, err
	}
	for i, item := range out.Items[:min(len(out.Items), len(source.Entries))] {
		entry := source.Entries[i]
		if entry.Published == "" {
			item.Published, item.PublishedParsed = "", nil
		}
		if entry.Content != nil && entry.Content.Src != "" && !slices.ContainsFunc(entry.Links, leadsToPage) {
			item.Link = entry.Content.Src // before the links that lead to the entry itself and to what is related
		}
	}
	return out, nil
}

// leadsToPage reports whether a link of an entry leads to its page. The parser gives one without rel that of such a link.
func leadsToPage(link *atom.Link) bool { return link.Rel == "alternate" }
