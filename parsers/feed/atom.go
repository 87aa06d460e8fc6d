package feed

import (
	"strings"

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
		if link := bestLink(entry.Links); link != nil {
			item.Link = link.Href
		} else if entry.Content != nil && entry.Content.Src != "" {
			item.Link = entry.Content.Src // before the links that lead to the entry itself and to what is related
		}
	}
	return out, nil
}

// alternate is the relation of an entry's link to its page; registered names may be written as addresses (RFC 4287 §4.2.7.2).
const (
	alternate        = "alternate"
	alternateAddress = "http://www.iana.org/assignments/relation/" + alternate
)

// leadsToPage reports whether a link of an entry leads to its page. The parser gives one without rel that of such a link.
func leadsToPage(link *atom.Link) bool { return link.Rel == alternate || link.Rel == alternateAddress }

// bestLink returns of the links that lead to an entry's page the first that people read, in Japanese if there is a choice; nil for none.
func bestLink(links []*atom.Link) (best *atom.Link) {
	for _, link := range links {
		if leadsToPage(link) && strings.TrimSpace(link.Href) != "" && (best == nil || fitness(link) > fitness(best)) {
			best = link
		}
	}
	return best
}

// fitness counts what speaks for a link among several to one page: its form first, then its language. What is not said speaks for it.
func fitness(link *atom.Link) (points int) {
	kind, language := strings.ToLower(link.Type), strings.ToLower(link.Hreflang)
	if kind == "" || strings.Contains(kind, "html") {
		points += 2
	}
	if language == "" || strings.HasPrefix(language, "ja") {
		points++
	}
	return points
}
