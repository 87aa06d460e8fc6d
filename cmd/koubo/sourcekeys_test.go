package main

import (
	"reflect"
	"testing"

	"koubo/sources/config"

	"github.com/goccy/go-yaml"
)

// TestShownKeysAreAConfiguration writes a source with every key as show does, and reads it back.
func TestShownKeysAreAConfiguration(t *testing.T) {
	cfg, err := config.Parse("s.yaml", []byte(`sources:
- id: all
  issuer: "011002"
  feed: ["https://a.example.jp/news.rss", "https://a.example.jp/b.rss?x=1#y"]
  list: "https://a.example.jp/list/"
  platform: joruri
  selectors: {item: "ul > li", title: a, link: "a[href*='x: y']", date: "#d", next: a.next, fields: {deadline: "label:提出期限"}}
  parser: json-list
  schedule: "0 9 * * 1-5"
  may_be_empty: true
  conditional: false
  charset: shift_jis
  tls_insecure: true
  gap: 1m30s
- {id: bare, issuer: "472018", feed: "https://b.example.jp/"}
- {id: found, issuer: "472018", discover: true, site: "https://b.example.jp/", hub: ["https://b.example.jp/nyusatsu/"]}
`), vocabulary())
	if err != nil {
		t.Fatal(err)
	}
	for _, src := range cfg.Sources {
		keys, err := yaml.Marshal(map[string]any{"sources": []sourceKeys{keysOf(src)}})
		if err != nil {
			t.Fatal(err)
		}
		again, err := config.Parse("s.yaml", keys, vocabulary())
		if err != nil {
			t.Fatalf("%v in\n%s", err, keys)
		}
		got := again.Sources[0]
		if got.Where = src.Where; !reflect.DeepEqual(got, src) {
			t.Errorf("%s\nis read as %+v\nand was    %+v", keys, got, src)
		}
	}
	all, found := reflect.ValueOf(cfg.Sources[0]), reflect.ValueOf(cfg.Sources[2]) // what finds its lists itself has no parser
	for i := range all.NumField() {
		if all.Field(i).IsZero() && found.Field(i).IsZero() {
			t.Errorf("the source of this test leaves %s out", all.Type().Field(i).Name)
		}
	}
}
