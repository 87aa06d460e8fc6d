package sources

import (
	"encoding/csv"
	"io/fs"
	"os"
	"strings"
	"testing"
)

func TestCatalogOfEveryPrefecture(t *testing.T) {
	ids := map[string]string{}
	for _, p := range Bodies().Prefectures() {
		names, _ := fs.Glob(catalogFS, "catalog/"+p.Code+"-*.yaml")
		if len(names) != 1 {
			t.Fatalf("%s has %d files", p.Name, len(names))
		}
		data, _ := catalogFS.ReadFile(names[0])
		cfg, err := Parse(names[0], data, Vocabulary{})
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range cfg.Sources {
			if ids[s.ID] != "" {
				t.Errorf("%s: the id %s is at %s too", s.Where, s.ID, ids[s.ID])
			}
			ids[s.ID] = s.Where
			if s.Issuer.Prefecture != p.Name {
				t.Errorf("%s: %s is no body of %s", s.Where, s.Issuer.Name, p.Name)
			}
			for _, address := range append(s.Feeds, s.Lists...) {
				if err := CheckURL(address); err != nil {
					t.Errorf("%s: %v", s.Where, err)
				}
			}
		}
	}
	if len(ids) < 450 {
		t.Errorf("the catalogue has only %d sources", len(ids))
	}
}

// Every collected address is in the catalogue under its body, or in a comment that says why it is left out.
func TestCatalogHoldsCollectedPages(t *testing.T) {
	file, err := os.Open("../../shared/data/source-pages.tsv")
	if err != nil {
		t.Skip("the collected addresses are not here")
	}
	defer file.Close()
	rows := csv.NewReader(file)
	rows.Comma, rows.LazyQuotes = '\t', true
	all, err := rows.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	held := map[string]bool{}
	for _, s := range wholeCatalog() {
		for _, address := range s.Feeds {
			held[s.Issuer.Code+" feed "+address] = true
		}
		for _, address := range s.Lists {
			held[s.Issuer.Code+" list "+address] = true
		}
	}
	for _, row := range all[1:] {
		code, kind, address := row[0], row[3], row[4]
		names, _ := fs.Glob(catalogFS, "catalog/"+code[:2]+"-*.yaml")
		data, _ := catalogFS.ReadFile(names[0])
		_, reason, out := strings.Cut(string(data), "# left out: "+address+"\n  #   ")
		if !held[code+" "+kind+" "+address] && (!out || len(reason) < 10) {
			t.Errorf("%s %s %s is neither in the catalogue nor left out with a reason", code, kind, address)
		}
	}
}

func TestAllChoosesSkipsAndReplaces(t *testing.T) {
	text := "catalog: [沖縄県]\nskip: [okinawa-pref-2]\nsources:\n  - id: okinawa-naha\n    issuer: \"472018\"\n    feed: https://example.jp/rss\n"
	cfg, err := Parse("own.yaml", []byte(text), Vocabulary{})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]Source{}
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
	none, err := Parse("none.yaml", []byte("catalog: none"), Vocabulary{})
	if err != nil || len(none.All()) != 0 {
		t.Errorf("catalog: none gives %d sources, %v", len(none.All()), err)
	}
}

// One operation reads all 47 files, as each command does.
func BenchmarkWholeCatalog(b *testing.B) {
	for b.Loop() {
		for _, p := range Bodies().Prefectures() {
			readPrefecture(p.Code)
		}
	}
}
