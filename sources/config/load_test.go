package config

import (
	"errors"
	"net/netip"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"koubo/sources"
	"koubo/sources/catalog"
	"koubo/sources/declaration"
	"koubo/sources/municipality"
	"koubo/sources/timetable"
)

func testWords() declaration.Vocabulary {
	return declaration.Vocabulary{
		Platforms: []string{"joruri", "smartcms"},
		Parsers:   []string{"naha"},
		CheckSelectors: func(s *sources.Selectors) error {
			if strings.Contains(s.Item, "[[") {
				return errors.New("item is no CSS selector")
			}
			return nil
		},
	}
}

const fullFile = `catalog: [沖縄県, 長野県]
contact: ops@example.jp
user_agent: "koubo-test (+https://example.jp/)"
id_authority: koubo.example.jp,2026-11-25
data: /tmp/k.db
listen: ":9090"
schedule: "30 6 * * *"
crawl:
  gap: 0s
  timeout: 1m30s
  max_body: 512KB
  allow_networks: [127.77.0.0/16]
  daily_budget: 0
  quiet_hours: 22:00-06:00
  workers: 8
  proxy_from_environment: true
  max_pages: 3
skip: okinawa-naha
sources:
- id: naha-news
  issuer: 472018
  feed: https://example.jp/news.rss
  list: [https://example.jp/a/, https://example.jp/b/]
  platform: joruri
  selectors:
    item: ul > li
    title: a
    link: a
    date: .date
    next: a.next
    fields: {deadline: "label:提出期限"}
  parser: naha
  schedule: "@hourly"
  may_be_empty: true
  conditional: false
  charset: shift_jis
  tls_insecure: true
  gap: 3s
- {id: sapporo, conditional: true, issuer: 011002, list: "http://127.77.0.1:8080/"}
`

func fullConfig() *Settings {
	naha, _ := municipality.All().ByCode("472018")
	sapporo, _ := municipality.All().ByCode("011002")
	return &Settings{
		Path: "s.yaml", Catalog: catalog.Choice{Prefectures: []string{"長野県", "沖縄県"}}, Contact: "ops@example.jp",
		UserAgent: "koubo-test (+https://example.jp/)", Authority: "koubo.example.jp,2026-11-25", Data: "/tmp/k.db", Listen: ":9090", Schedule: "30 6 * * *",
		Crawl: Crawl{Timeout: 90 * time.Second, MaxBody: 512 << 10,
			AllowNetworks: []netip.Prefix{netip.MustParsePrefix("127.77.0.0/16")},
			QuietHours:    timetable.Hours{From: 22 * time.Hour, To: 6 * time.Hour}, Workers: 8, ProxyFromEnvironment: true, MaxPages: 3},
		Skip: []string{"okinawa-naha"},
		Sources: []sources.Source{
			{ID: "naha-news", Issuer: naha.Issuer(), Feeds: []string{"https://example.jp/news.rss"},
				Lists: []string{"https://example.jp/a/", "https://example.jp/b/"}, Platform: "joruri",
				Selectors: &sources.Selectors{Item: "ul > li", Title: "a", Link: "a", Date: ".date", Next: "a.next",
					Fields: map[string]string{"deadline": "label:提出期限"}},
				Parser: "naha", Schedule: "@hourly", MayBeEmpty: true, Unconditional: true, Charset: "shift_jis", Insecure: true,
				Gap: 3 * time.Second, Where: "s.yaml:20"},
			{ID: "sapporo", Issuer: sapporo.Issuer(), Lists: []string{"http://127.77.0.1:8080/"}, Where: "s.yaml:39"},
		},
	}
}

func TestParseReadsEveryKey(t *testing.T) {
	for _, text := range []string{fullFile, strings.ReplaceAll(fullFile, "\n", "\r\n"), "\ufeff" + fullFile} {
		cfg, err := Parse("s.yaml", []byte(text), testWords())
		if err != nil {
			t.Fatal(err)
		}
		if want := fullConfig(); !reflect.DeepEqual(cfg, want) {
			t.Errorf("got  %+v\nwant %+v", cfg, want)
		}
	}
}

func TestEmptyFilesAreDefaults(t *testing.T) {
	for _, text := range []string{"", "\n\n", "# only a comment\n", "---\n", "sources:\nskip:\ncrawl:\n", "{}"} {
		cfg, err := Parse("", []byte(text), declaration.Vocabulary{})
		if err != nil || !reflect.DeepEqual(cfg, Default()) {
			t.Errorf("%q: %+v, %v", text, cfg, err)
		}
	}
}

func TestLoadMissingFile(t *testing.T) {
	t.Chdir(t.TempDir())
	if cfg, err := Load(DefaultPath, declaration.Vocabulary{}); err != nil || !cfg.Catalog.All {
		t.Errorf("a missing default file gives %v, %v", cfg, err)
	}
	if _, err := Load("other.yaml", declaration.Vocabulary{}); err == nil || !strings.Contains(err.Error(), "there is no configuration file other.yaml") {
		t.Errorf("a missing file gives %v", err)
	}
	if _, err := Load(filepath.Dir("x"), declaration.Vocabulary{}); err == nil {
		t.Error("a folder was read")
	}
}

// The example at the root is what an empty file means, written out.
func TestExampleFileIsTheDefault(t *testing.T) {
	data, err := os.ReadFile("../../sources.yaml")
	if err != nil {
		t.Fatal(err)
	}
	cfg, err := Parse("", data, declaration.Vocabulary{})
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(cfg, Default()) {
		t.Errorf("got  %+v\nwant %+v", cfg, Default())
	}
}

func TestAllChoosesSkipsAndReplaces(t *testing.T) {
	text := "catalog: [沖縄県]\nskip: [okinawa-pref-2]\nsources:\n  - id: okinawa-naha\n    issuer: \"472018\"\n    feed: https://example.jp/rss\n"
	cfg, err := Parse("own.yaml", []byte(text), declaration.Vocabulary{})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]sources.Source{}
	for _, s := range cfg.All() {
		if _, twice := seen[s.ID]; twice {
			t.Errorf("%s comes twice", s.ID)
		}
		seen[s.ID] = s
	}
	if naha := seen["okinawa-naha"]; naha.Where != "own.yaml:4" || naha.Issuer.Name != "那覇市" {
		t.Errorf("the own source did not replace the catalogue's: %+v", naha)
	}
	if _, ok := seen["okinawa-pref-2"]; ok {
		t.Error("a skipped source is there")
	}
	if ginowan := seen["okinawa-ginowan"]; !strings.HasPrefix(ginowan.Where, "catalog/47-okinawa.yaml:") {
		t.Errorf("ginowan is declared at %q", ginowan.Where)
	}
	if _, ok := seen["hokkaido-sapporo"]; ok {
		t.Error("a prefecture that was not chosen is there")
	}
	none, err := Parse("none.yaml", []byte("catalog: none"), declaration.Vocabulary{})
	if err != nil || len(none.All()) != 0 {
		t.Errorf("catalog: none gives %d sources, %v", len(none.All()), err)
	}
}
