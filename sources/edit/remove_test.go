package edit

import (
	"testing"

	"koubo/sources/declaration"
)

// TestAmendTakesAddressesOut with the key where it keeps none, and never what cannot be told apart by lines.
func TestAmendTakesAddressesOut(t *testing.T) {
	const head, tail = "sources:\n  - id: a\n    issuer: \"472018\"\n", "    hub: https://a.jp/hub/ # ours\n"
	for name, c := range map[string]struct {
		before, after string
		remove        []string
	}{
		"a key":       {"    feed: https://a.jp/rss\n    list: https://a.jp/1\n", "    list: https://a.jp/1\n", []string{"https://a.jp/rss"}},
		"one of two":  {"    feed:\n      - https://a.jp/rss # old\n      - https://a.jp/2\n", "    feed:\n      - https://a.jp/2\n", []string{"https://a.jp/rss"}},
		"both":        {"    feed:\n      - https://a.jp/rss\n      - https://a.jp/2\n    list: https://a.jp/1\n", "    list: https://a.jp/1\n", []string{"https://a.jp/rss", "https://a.jp/2"}},
		"in brackets": {"    feed: [https://a.jp/rss, https://a.jp/2]\n", "", []string{"https://a.jp/rss"}},
		"the last":    {"    list: https://a.jp/1\n", "", []string{"https://a.jp/1"}},
	} {
		got, err := Amend("s.yaml", []byte(head+c.before+tail), Amendment{ID: "a", Remove: c.remove}, declaration.Vocabulary{})
		switch {
		case c.after == "" && err == nil:
			t.Errorf("%s: changed to\n%s", name, got)
		case c.after != "" && (err != nil || string(got) != head+c.after+tail):
			t.Errorf("%s: %v\n%s", name, err, got)
		}
	}
}
