package edit

import (
	"strings"
	"testing"

	"koubo/sources/declaration"
)

func TestAmend(t *testing.T) {
	const text = `# ours
sources:
  - id: a   # the first
    issuer: "472018"
    list: https://a.example.jp/old/ # moved in spring
    selectors:
      item: li
      # why
      fields: {deadline: "label:提出期限"}
    may_be_empty: true
  - id: b
    issuer: "472018"
    feed: ["https://a.example.jp/x", 'https://a.example.jp/old/']
    list:
      - "https://b.example.jp/1"
      - https://b.example.jp/2
    platform: joruri
# the end
`
	for name, c := range map[string]struct {
		change Amendment
	}{
		"an address and selectors": {Amendment{ID: "a", Replace: map[string]string{"https://a.example.jp/old/": "https://a.example.jp/new/"}, Drop: []string{"selectors"}}},
		"addresses of lists":       {Amendment{ID: "b", Replace: map[string]string{"https://b.example.jp/1": "https://b.example.jp/9", "https://b.example.jp/2": "https://c.example.jp/"}}},
		"in brackets":              {Amendment{ID: "b", Replace: map[string]string{"https://a.example.jp/old/": "https://a.example.jp/new/"}, Drop: []string{"platform"}}},
	} {
		got, err := Amend("s.yaml", []byte(text), c.change, declaration.Vocabulary{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		want := text
		switch name {
		case "an address and selectors":
			want = strings.Replace(want, "old/ # moved", "new/ # moved", 1)
			want = strings.Replace(want, "    selectors:\n      item: li\n      # why\n      fields: {deadline: \"label:提出期限\"}\n", "", 1)
		case "addresses of lists":
			want = strings.Replace(strings.Replace(want, "example.jp/1\"", "example.jp/9\"", 1), "- https://b.example.jp/2", "- https://c.example.jp/", 1)
		case "in brackets":
			want = strings.Replace(strings.Replace(want, "'https://a.example.jp/old/'", "'https://a.example.jp/new/'", 1), "    platform: joruri\n", "", 1)
		}
		if string(got) != want {
			t.Errorf("%s:\n%s", name, got)
		}
	}
	for name, c := range map[string]struct {
		text   string
		change Amendment
		says   string
	}{
		"no source":       {text, Amendment{ID: "c"}, "no source c of its own"},
		"on one line":     {"sources: [{id: a, issuer: \"472018\", list: \"https://a.jp/\", platform: joruri}]", Amendment{ID: "a", Drop: []string{"platform"}}, "by hand"},
		"a broken file":   {"sources: {", Amendment{ID: "a"}, "s.yaml:1:"},
		"the first key":   {"sources:\n  - platform: joruri\n    id: a\n    issuer: \"472018\"\n    list: https://a.jp/\n", Amendment{ID: "a", Drop: []string{"platform"}}, "by hand"},
		"twice the same":  {"sources:\n  - {id: a, issuer: \"472018\", list: [https://a.jp/, https://b.jp/]}\n", Amendment{ID: "a", Replace: map[string]string{"https://a.jp/": "https://b.jp/"}}, "by hand"},
		"no such address": {text, Amendment{ID: "a", Replace: map[string]string{"https://x.jp/": "https://y.jp/"}}, ""},
	} {
		got, err := Amend("s.yaml", []byte(c.text), c.change, declaration.Vocabulary{})
		if c.says == "" {
			if err != nil || string(got) != c.text {
				t.Errorf("%s: %v", name, err)
			}
		} else if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestAmendAddsBesideWhatStands: a list that was parted, a list that became a feed, a field behind another label.
func TestAmendAddsBesideWhatStands(t *testing.T) {
	const text = `sources:
  - id: a
    issuer: "472018" # ours
    list: https://a.example.jp/old/ # moved in spring
  - id: b
    list:
      - https://b.example.jp/1
      - "https://b.example.jp/2" # the second
    issuer: "472018"
  - id: c
    issuer: "472018"
    feed: [https://c.example.jp/1, https://c.example.jp/2]
    list: [https://c.example.jp/3]
`
	for name, c := range map[string]struct {
		change Amendment
		want   []string // pairs: what stands, and what stands in its place
	}{
		"one becomes three": {Amendment{ID: "a", Replace: map[string]string{"https://a.example.jp/old/": "https://a.example.jp/1"}, Also: map[string][]string{"https://a.example.jp/old/": {"https://a.example.jp/2", "https://a.example.jp/3,x"}}},
			[]string{"list: https://a.example.jp/old/ #", `list: [https://a.example.jp/1, https://a.example.jp/2, "https://a.example.jp/3,x"] #`}},
		"one of several": {Amendment{ID: "b", Replace: map[string]string{"https://b.example.jp/2": "https://b.example.jp/8"}, Also: map[string][]string{"https://b.example.jp/2": {"https://b.example.jp/9"}}},
			[]string{"      - \"https://b.example.jp/2\" # the second\n", "      - \"https://b.example.jp/8\" # the second\n      - https://b.example.jp/9\n"}},
		"in brackets": {Amendment{ID: "c", Replace: map[string]string{"https://c.example.jp/3": "https://c.example.jp/7"}, Also: map[string][]string{"https://c.example.jp/3": {"https://c.example.jp/8"}}},
			[]string{"[https://c.example.jp/3]", "[https://c.example.jp/7, https://c.example.jp/8]"}},
		"a list becomes a feed": {Amendment{ID: "a", Replace: map[string]string{"https://a.example.jp/old/": "https://a.example.jp/rss"}, Turn: "list"},
			[]string{"list: https://a.example.jp/old/", "feed: https://a.example.jp/rss"}},
		"a label": {Amendment{ID: "a", Fields: map[string]string{"deadline": "label:クローズ日"}},
			[]string{"# ours\n", "# ours\n    selectors:\n      fields: {deadline: \"label:クローズ日\"}\n"}},
		"a label below": {Amendment{ID: "b", Fields: map[string]string{"deadline": "label:クローズ日"}},
			[]string{"    issuer: \"472018\"\n  - id: c", "    issuer: \"472018\"\n    selectors:\n      fields: {deadline: \"label:クローズ日\"}\n  - id: c"}},
	} {
		got, err := Amend("s.yaml", []byte(text), c.change, declaration.Vocabulary{})
		if want := strings.Replace(text, c.want[0], c.want[1], 1); err != nil || string(got) != want || want == text {
			t.Errorf("%s: %v\n%s", name, err, got)
		}
	}
	const labelled = "sources:\n  - id: d\n    issuer: \"472018\"\n    list: https://d.example.jp/\n    selectors:\n      item: li # rows\n      fields: {budget: label:額, deadline: \"label:期限\"} # why\n"
	got, err := Amend("s.yaml", []byte(labelled), Amendment{ID: "d", Fields: map[string]string{"deadline": "label:〆"}}, declaration.Vocabulary{})
	if err != nil || string(got) != strings.Replace(labelled, "label:期限", "label:〆", 1) {
		t.Errorf("a label that stands there: %v\n%s", err, got)
	}
	for name, change := range map[string]Amendment{
		"a feed stands there already": {ID: "c", Replace: map[string]string{"https://c.example.jp/3": "https://c.example.jp/rss"}, Turn: "list"},
		"one of two turns":            {ID: "b", Replace: map[string]string{"https://b.example.jp/2": "https://b.example.jp/rss"}, Turn: "list"},
	} {
		if got, err := Amend("s.yaml", []byte(text), change, declaration.Vocabulary{}); err == nil {
			t.Errorf("%s:\n%s", name, got)
		}
	}
}
