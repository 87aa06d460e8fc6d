package feed

import (
	"encoding/json"

	jsonfeed "github.com/mmcdole/gofeed/json"
)

// soundItems returns a JSON Feed without the items that are none, be they null, a text or of a member of the wrong type: one of them must
// not hide the others. A body that is no object is returned as it is.
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
	feed["items"], _ = json.Marshal(sound)
	mended, err := json.Marshal(feed)
	if err != nil {
		return body
	}
	return mended
}
