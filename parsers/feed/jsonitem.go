package feed

import (
	"encoding/json"
	"slices"

	"github.com/mmcdole/gofeed"
	jsonfeed "github.com/mmcdole/gofeed/json"
)

// jsonTranslator leaves out the items and authors of a JSON Feed that are null, on which gofeed panics.
type jsonTranslator struct{ gofeed.DefaultJSONTranslator }

// Translate implements gofeed.Translator.
func (t jsonTranslator) Translate(feed any) (*gofeed.Feed, error) {
	if source, ok := feed.(*jsonfeed.Feed); ok {
		source.Items = slices.DeleteFunc(source.Items, func(item *jsonfeed.Item) bool { return item == nil })
		source.Authors = withoutNull(source.Authors)
		for _, item := range source.Items {
			item.Authors = withoutNull(item.Authors)
		}
	}
	return t.DefaultJSONTranslator.Translate(feed)
}

func withoutNull(authors []*jsonfeed.Author) []*jsonfeed.Author {
	return slices.DeleteFunc(authors, func(author *jsonfeed.Author) bool { return author == nil })
}

// soundItems returns a JSON Feed without the items that are a text or number, or of a member of the wrong type: one of them must not hide the
// others. A body that is no object, or of whose items none is left, is returned as it is.
func soundItems(body []byte) []byte {
	var feed map[string]json.RawMessage
	var items, sound []json.RawMessage
	if json.Unmarshal(body, &feed) != nil || json.Unmarshal(feed["items"], &items) != nil {
		return body
	}
	for _, item := range items {
		var one *jsonfeed.Item
		if json.Unmarshal(item, &one) == nil && one != nil {
			sound = append(sound, item)
		}
	}
	if len(sound) == 0 {
		return body
	}
	feed["items"], _ = json.Marshal(sound)
	mended, err := json.Marshal(feed)
	if err != nil {
		return body
	}
	return mended
}
