package main

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"koubo/crawler/mend"
	"koubo/sources"
)

// TestAMendedSourceOfTheCatalogueKeepsItsKeys: what replaces it is the same but for the address.
func TestAMendedSourceOfTheCatalogueKeepsItsKeys(t *testing.T) {
	cfg, err := sources.Parse("sources.yaml", nil, vocabulary())
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
	after, err := sources.Parse("sources.yaml", text, vocabulary())
	if err != nil || len(after.Sources) != 1 {
		t.Fatal(err)
	}
	got := after.Sources[0]
	got.Where, got.Feeds, got.Lists = before.Where, before.Feeds, before.Lists
	if !reflect.DeepEqual(got, before) || !strings.Contains(string(text), "https://www.example.jp/koubo/") {
		t.Errorf("%+v becomes %+v", before, got)
	}
}
