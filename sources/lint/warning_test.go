package lint

import (
	"strings"
	"testing"

	"koubo/sources/config"
	"koubo/sources/declaration"
)

func TestSourcesThatReadTheSameAddressAreTold(t *testing.T) {
	text := `catalog: [沖縄県]
sources:
  - {id: mine, issuer: "472018", feed: "http://WWW.city.naha.okinawa.jp:80/news.rss#top"}
  - {id: a, issuer: "472018", list: ["https://a.example.jp/b/../list/", "https://a.example.jp/other/"]}
  - {id: b, issuer: "472018", feed: "http://a.example.jp/list/?utm_source=x"}
  - {id: c, issuer: "472018", feed: "https://c.example.jp/x", list: "https://c.example.jp:443/x"}
  - {id: d, issuer: "472018", feed: "https://a.example.jp/List/"}
`
	cfg, err := config.Parse("own.yaml", []byte(text), declaration.Vocabulary{})
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(Warnings(cfg), "\n")
	naha := cfg.All()[0].Where
	for _, s := range cfg.All() {
		if s.ID == "okinawa-naha" {
			naha = s.Where
		}
	}
	want := `own.yaml:3: mine reads http://WWW.city.naha.okinawa.jp:80/news.rss#top, as okinawa-naha at ` + naha + ` does: give yours the id okinawa-naha to replace that of the catalogue, or leave that out with skip: [okinawa-naha]
own.yaml:5: b reads http://a.example.jp/list/?utm_source=x, as a at own.yaml:4 does: remove one of them
own.yaml:6: c reads https://c.example.jp:443/x twice: remove one of the two addresses`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTheCatalogueReadsNoAddressTwice(t *testing.T) {
	if got := Warnings(config.Default()); len(got) > 0 {
		t.Error(strings.Join(got, "\n"))
	}
}

// TestNothingWatchedIsTold: a configuration that leaves the catalogue out and names no source does nothing.
func TestNothingWatchedIsTold(t *testing.T) {
	for text, want := range map[string]int{"catalog: none\n": 1, "catalog: none\nsources: []\n": 1, "catalog: [沖縄県]\n": 0, "catalog: none\nsources:\n  - {id: a, issuer: \"472018\", list: \"https://a.example.jp/list/\"}\n": 0} {
		cfg, err := config.Parse("w.yaml", []byte(text), declaration.Vocabulary{})
		if err != nil {
			t.Fatal(err)
		}
		if got := Warnings(cfg); len(got) != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}
