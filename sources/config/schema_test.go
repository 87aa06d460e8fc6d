package config

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"koubo/sources/declaration"
	"koubo/sources/schema"
	"koubo/sources/yamlfile"
)

func keysOfFields[T any](fields yamlfile.Fields[*document, T]) (keys []string) {
	for _, f := range fields {
		keys = append(keys, f.Key)
	}
	slices.Sort(keys)
	return keys
}

// TestSchemaKnowsEveryKey compares the schema with the tables that files are read by.
func TestSchemaKnowsEveryKey(t *testing.T) {
	words := declaration.Vocabulary{Platforms: []string{"joruri"}, Parsers: []string{"json-list"}}
	for what, c := range map[string]struct {
		schema schema.Part
		want   []string
	}{
		"root":         {rootSchema(words), keysOfFields(rootFields)},
		"crawl":        {crawlSchema(), keysOfFields(crawlFields)},
		"notification": {notificationSchema()["properties"].(schema.Part), keysOfFields(notificationFields)},
		"mail":         {mailSchema(), keysOfFields(mailFields)},
		"publish":      {publishSchema(), keysOfFields(publishFields)},
	} {
		if got := slices.Sorted(maps.Keys(c.schema)); !slices.Equal(got, c.want) {
			t.Errorf("%s: the schema has %v, files have %v", what, got, c.want)
		}
	}
}

// compiled is the schema as an editor reads it.
func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := json.Marshal(Schema(declaration.Vocabulary{Platforms: []string{"joruri"}, Parsers: []string{"json-list"}}))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("koubo.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("koubo.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestSchemaAgreesWithTheReader has both judge the same files.
func TestSchemaAgreesWithTheReader(t *testing.T) {
	schema := compiled(t)
	example, err := os.ReadFile("../../sources.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for text, sound := range map[string]bool{
		string(example):           true,
		"catalog: none\nsources:": true,
		"catalog: [長野県, 新潟県]":     true,
		"catalog: 長野県":            true,
		"catalog: nagano":         false,
		"crawl: {gap: 2s, workers: 3, max_body: 10MB, quiet_hours: \"22:00-06:00\", allow_networks: [10.0.0.0/8]}": true,
		"crawl: {workers: 0}":               false,
		"crawl: {worker: 3}":                false,
		"schedules: {沖縄県: \"0 8 * * 1-5\"}": true,
		"schedules: {沖縄: \"0 8 * * 1-5\"}":  false,
		"sources: [{id: a, issuer: \"472018\", list: \"https://a.jp/\", hub: [\"https://a.jp/h/\"], platform: joruri, may_be_empty: true, gap: 1s}]": true,
		"sources: [{id: a, issuer: 472018, discover: true, site: \"https://a.jp/\"}]":                                                                true,
		"sources: [{id: a, issuer: \"472018\"}]":                                                                                  false,
		"sources: [{id: A, issuer: \"472018\", feed: \"https://a.jp/\"}]":                                                         false,
		"sources: [{id: a, issuer: \"472018\", feed: a.jp}]":                                                                      false,
		"sources: [{id: a, issuer: \"472018\", list: \"https://a.jp/\", platform: jorury}]":                                       false,
		"sources: [{id: a, issuer: \"472018\", list: \"https://a.jp/\", lits: \"https://a.jp/\"}]":                                false,
		"sources: [{id: a, issuer: \"472018\", list: \"https://a.jp/\", selectors: {item: li, fields: {x: a}}}]":                  true,
		"sources: [{id: a, issuer: \"472018\", list: \"https://a.jp/\", selectors: {title: a}}]":                                  false,
		"sources: [{id: a, issuer: \"472018\", list: \"https://a.jp/\", selectors: {fields: {deadline: \"label:〆\"}}}]":           true,
		"sources: [{id: a, issuer: \"472018\", list: \"https://a.jp/\", selectors: {title: a, fields: {deadline: \"label:〆\"}}}]": false,
		"notify: [{id: a, query: kind=pilot, to: slack, url: \"https://h.example.jp/\", remind_days: [3, 7]}]":                    true,
		"notify: [{id: a, query: kind=pilot, to: slak, url: \"https://h.example.jp/\"}]":                                          false,
		"mail: {server: \"smtp.example.jp:587\", from: k@example.jp, tls: none}\nlisten: 127.0.0.1:1\nskip: []\n":                 true,
		"listen: [127.0.0.1]": false,
		"publish: {to: site, base_url: \"https://k.example.jp\", keep: 1h}": true,
		"publish: {to: site}": false,
		"sign_up: {key: 0123456789abcdef0123456789abcdef, to: [slack, teams], hosts: chat.example.jp}\n": true,
		"sign_up: {key: 0123456789abcdef0123456789abcdef}\n":                                             false,
		"sign_up: {key: 0123456789abcdef0123456789abcdef, to: [webhook]}\n":                              false,
	} {
		_, err := Parse("s.yaml", []byte(text), declaration.Vocabulary{Platforms: []string{"joruri"}, Parsers: []string{"json-list"}})
		if (err == nil) != sound {
			t.Errorf("the reader: %v of\n%s", err, text)
		}
		asJSON, err := yaml.YAMLToJSON([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(asJSON))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(value); (err == nil) != sound {
			t.Errorf("the schema: %v of\n%s", err, text)
		}
	}
	names, err := filepath.Glob("../catalog/*.yaml")
	if err != nil || len(names) != 47 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		asJSON, err := yaml.YAMLToJSON(data)
		if err != nil {
			t.Fatal(err)
		}
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(asJSON))
		if err == nil {
			err = schema.Validate(value)
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
