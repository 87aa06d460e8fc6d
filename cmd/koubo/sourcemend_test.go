package main

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"koubo/crawler/mend"
	"koubo/sources"
	"koubo/sources/config"
)

// TestAMendedSourceOfTheCatalogueKeepsItsKeys: what replaces it is the same but for the address.
func TestAMendedSourceOfTheCatalogueKeepsItsKeys(t *testing.T) {
	cfg, err := config.Parse("sources.yaml", nil, vocabulary())
	if err != nil {
		t.Fatal(err)
	}
	all := cfg.All()
	n := slices.IndexFunc(all, func(s sources.Source) bool { return s.Discover && len(s.Lists) > 0 && len(s.Hubs) > 0 })
	if n < 0 {
		n = slices.IndexFunc(all, func(s sources.Source) bool { return s.Discover && len(s.Feeds)+len(s.Lists) > 0 })
	}
	before := all[n]
	old := slices.Concat(before.Feeds, before.Lists)[0]
	isFeed := slices.Contains(before.Feeds, old)
	text, err := mended("sources.yaml", nil, cfg, before.ID, []mend.Proposal{{Old: old, New: "https://www.example.jp/koubo/", Feed: isFeed, Known: 2}})
	if err != nil {
		t.Fatal(err)
	}
	after, err := config.Parse("sources.yaml", text, vocabulary())
	if err != nil || len(after.Sources) != 1 {
		t.Fatal(err)
	}
	got := after.Sources[0]
	got.Where, got.Feeds, got.Lists = before.Where, before.Feeds, before.Lists
	if !reflect.DeepEqual(got, before) || !strings.Contains(string(text), "https://www.example.jp/koubo/") {
		t.Errorf("%+v becomes %+v", before, got)
	}
}

// TestMendsOfEachKindAreWrittenAndTold into the file that the source stands in.
func TestMendsOfEachKindAreWrittenAndTold(t *testing.T) {
	const head = "catalog: none\nsources:\n  - id: a\n    issuer: \"472018\"\n"
	const old = "https://a.example.jp/old"
	for name, c := range map[string]struct{ before, after, told string }{
		"parted": {"    list: " + old + "\n", "    list: [https://a.example.jp/1, https://a.example.jp/2]\n", "the site has it now at https://a.example.jp/1 and https://a.example.jp/2 (it was parted): 9 announcements, 4 of them known"},
		"a feed": {"    list: " + old + " # ours\n", "    feed: https://a.example.jp/rss # ours\n", "the site has the feed now at https://a.example.jp/rss: 9 announcements, 4 of them known"},
		"a host": {"    list: [" + old + "]\n", "    list: [https://www.a.example.jp/old]\n", "the host answers as https://www.a.example.jp/old: 9 announcements, 4 of them known"},
		"a label": {"    list: " + old + "\n", "    selectors:\n      fields: {deadline: \"label:〆\"}\n    list: " + old + "\n",
			`selectors.fields: {deadline: "label:〆"} gives what is lost: on 4 of the latest 9 pages of calls`},
		"needless":                         {"    feed: " + old + "\n    list: https://a.example.jp/1 # ours\n", "    list: https://a.example.jp/1 # ours\n", "is gone and can be left out: of what is known of the source, 4 announcements stand on its lists"},
		"one of two feeds":                 {"    feed:\n      - " + old + "\n      - https://a.example.jp/2\n", "    feed:\n      - https://a.example.jp/2\n", "is gone and can be left out: of what is known of the source, 4 announcements stand on its lists"},
		"a list for a feed, beside a list": {"    feed: " + old + "\n    list: https://a.example.jp/1\n", "    list: [https://a.example.jp/1, https://a.example.jp/3]\n", "the site has it now at https://a.example.jp/3: 9 announcements, 4 of them known"},
	} {
		p := map[string]mend.Proposal{
			"needless":                         {How: mend.Needless},
			"one of two feeds":                 {How: mend.Needless},
			"a list for a feed, beside a list": {New: "https://a.example.jp/3", How: mend.BySite},
			"parted":                           {New: "https://a.example.jp/1", Also: []string{"https://a.example.jp/2"}, How: mend.BySite},
			"a feed":                           {New: "https://a.example.jp/rss", Feed: true, How: mend.BySite},
			"a host":                           {New: "https://www.a.example.jp/old", How: mend.ByHost},
			"a label":                          {New: old, Fields: map[string]string{"deadline": "label:〆"}, How: mend.ByLabel},
		}[name]
		p.Old, p.Items, p.Known = old, 9, 4
		cfg, err := config.Parse("sources.yaml", []byte(head+c.before), vocabulary())
		if err != nil {
			t.Fatal(err)
		}
		got, err := mended("sources.yaml", []byte(head+c.before), cfg, "a", []mend.Proposal{p})
		if err != nil || string(got) != head+c.after {
			t.Errorf("%s: %v\n%s", name, err, got)
		}
		if words := mendWords(p); words != c.told {
			t.Errorf("%s: told as %q", name, words)
		}
	}
}
