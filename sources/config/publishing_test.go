package config

import (
	"testing"
	"time"

	"koubo/sources/declaration"
)

func TestPublishingIsRead(t *testing.T) {
	for text, want := range map[string]Publishing{
		"catalog: none\n": {},
		"publish:\n":      {},
		"publish: {to: site, base_url: \"https://k.example.jp\"}\n": {
			To: "site", BaseURL: "https://k.example.jp", Schedule: "10 7-19 * * 1-5", Keep: 24 * time.Hour},
		"publish:\n  to: s3://koubo-site/calls\n  base_url: https://s3.example.jp/koubo-site/calls\n  schedule: \"*/30 * * * *\"\n  endpoint: https://s3.example.jp/\n  keep: 0s\n": {
			To: "s3://koubo-site/calls", BaseURL: "https://s3.example.jp/koubo-site/calls", Schedule: "*/30 * * * *", Endpoint: "https://s3.example.jp/"},
		// The quiet hours are those of visits.
		"crawl: {quiet_hours: \"22:00-06:00\"}\npublish: {to: s, base_url: \"https://k.example.jp\", schedule: \"0 3 * * *\"}\n": {
			To: "s", BaseURL: "https://k.example.jp", Schedule: "0 3 * * *", Keep: 24 * time.Hour},
	} {
		cfg, err := Parse("s.yaml", []byte(text), declaration.Vocabulary{})
		if err != nil {
			t.Errorf("%v in\n%s", err, text)
			continue
		}
		if cfg.Publish != want {
			t.Errorf("%+v, want %+v", cfg.Publish, want)
		}
	}
}

func TestPlacesToPublishTo(t *testing.T) {
	for place, sound := range map[string]bool{
		"/srv/www/koubo": true, "site": true, "../site": true, ".": true, "公開": true, `C:\www\koubo`: true,
		"s3://koubo-site": true, "s3://koubo-site/": true, "s3://koubo.example.jp/a/b": true,
		"s3://": false, "s3:///calls": false, "s3://ab": false, "s3://Koubo-Site": false, "s3://koubo_site": false, "s3://-koubo/": false,
		"gs://koubo-site": false, "https://s3.example.jp/koubo-site": false, "~/site": false,
	} {
		if err := CheckPlace(place); (err == nil) != sound {
			t.Errorf("%s: %v", place, err)
		}
	}
}
