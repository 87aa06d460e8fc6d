package feeds

import "testing"

// TestTheIdOfAFeed: its own address where nobody named an authority, else a tag of what it selects, the same for all its pages.
func TestTheIdOfAFeed(t *testing.T) {
	for name, c := range map[string]struct{ authority, self, want string }{
		"no authority":              {"", "https://a.jp/feed.atom?q=x&cursor=2", "https://a.jp/feed.atom?q=x&cursor=2"},
		"no address, no authority":  {"", "", "tag:koubo.example,2026:feed"},
		"a selection, no authority": {"", "https://koubo.example.jp/feed.atom?kind=pilot", "https://koubo.example.jp/feed.atom?kind=pilot"},
		"a name, no address":        {"koubo.example.jp,2026", "", "tag:koubo.example.jp,2026:feed"},
		"no address":                {"a.jp,2026", "", "tag:a.jp,2026:feed"},
		"all":                       {"a.jp,2026", "https://b.jp/feed.atom", "tag:a.jp,2026:feed.atom"},
		"a selection":               {"a.jp,2026", "https://b.jp/feed.atom?q=x&area=13", "tag:a.jp,2026:feed.atom?area=13&q=x"},
		"a further page":            {"a.jp,2026", "https://b.jp/feed.atom?cursor=2&q=x", "tag:a.jp,2026:feed.atom?q=x"},
		"a further page of all":     {"a.jp,2026", "https://b.jp/feed.atom?cursor=2", "tag:a.jp,2026:feed.atom"},
	} {
		if got := (Channel{Authority: c.authority, Self: c.self}).feedURI(); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
