package catalog

import (
	"encoding/csv"
	"io/fs"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"koubo/opportunity"
	"koubo/sources/check"
	"koubo/sources/municipality"
)

func TestCatalogOfEveryPrefecture(t *testing.T) {
	ids := map[string]string{}
	for _, p := range municipality.All().Prefectures() {
		for _, s := range readPrefecture(p.Code) {
			if ids[s.ID] != "" {
				t.Errorf("%s: the id %s is at %s too", s.Where, s.ID, ids[s.ID])
			}
			ids[s.ID] = s.Where
			if s.Issuer.Prefecture != p.Name {
				t.Errorf("%s: %s is no body of %s", s.Where, s.Issuer.Name, p.Name)
			}
			for _, address := range append(s.Feeds, s.Lists...) {
				if err := check.URL(address); err != nil {
					t.Errorf("%s: %v", s.Where, err)
				}
			}
		}
	}
}

// Every body has a source, and none but a second host's has two; what names no list looks for lists.
func TestCatalogHoldsEveryBody(t *testing.T) {
	held, known, fed := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, s := range whole() {
		if held[s.Issuer.Code] && !strings.HasSuffix(s.ID, "-2") {
			t.Errorf("%s: %s has a source already", s.Where, s.Issuer.Name)
		}
		held[s.Issuer.Code] = true
		if s.Discover != (len(s.Lists) == 0) {
			t.Errorf("%s: discover is %t with %d lists", s.Where, s.Discover, len(s.Lists))
		}
		if len(s.Feeds)+len(s.Lists)+len(s.Hubs) > 0 {
			known[s.Issuer.Code] = true
		}
		if len(s.Feeds) > 0 {
			fed[s.Issuer.Code] = true
		}
	}
	for _, p := range municipality.All().Prefectures() {
		for _, b := range municipality.All().Of(p.Code) {
			if !held[b.Code] {
				t.Errorf("%s has no source", b.FullName())
			}
		}
	}
	if len(held) != 1788 || len(known) < 1370 || len(fed) < 190 {
		t.Errorf("%d bodies, %d of them with a feed, list or hub, %d with a feed", len(held), len(known), len(fed))
	}
}

// An address of the catalogue is a page of the body's: no search, no session, no home page.
func TestCatalogAddressesAreClean(t *testing.T) {
	odd := regexp.MustCompile(`(?i)[?&](?:q|cx|keyword|search[^=]*)=|sessionid|google\.|/search[./]|\{`)
	secure := map[string]bool{}
	for _, s := range whole() {
		for _, address := range slices.Concat(s.Feeds, s.Lists, s.Hubs) {
			if u, err := url.Parse(address); err == nil && u.Scheme == "https" {
				secure[u.Host] = true
			}
		}
	}
	for _, s := range whole() {
		body, _ := municipality.All().ByCode(s.Issuer.Code)
		for _, address := range slices.Concat(s.Feeds, s.Lists, s.Hubs) {
			u, err := url.Parse(address)
			switch {
			case err != nil:
				t.Errorf("%s: %v", s.Where, err)
			case odd.MatchString(address):
				t.Errorf("%s: %s is the address of a search or a session", s.Where, address)
			case u.Path == "" || u.Path == "/" && u.RawQuery == "" || opportunity.IdentityKey(address) == opportunity.IdentityKey(body.Site):
				t.Errorf("%s: %s is a home page", s.Where, address)
			case u.Scheme == "http" && (secure[u.Host] || strings.HasPrefix(body.Site, "https://"+u.Host+"/")):
				t.Errorf("%s: %s has https", s.Where, address)
			}
		}
		for _, hub := range s.Hubs {
			if slices.Contains(slices.Concat(s.Feeds, s.Lists), hub) {
				t.Errorf("%s: %s is a hub and a list", s.Where, hub)
			}
		}
	}
}

// Every collected address is in the catalogue under its body, or in a comment that says why it is left out.
func TestCatalogHoldsCollectedPages(t *testing.T) {
	held := map[string]bool{}
	for _, s := range whole() {
		for _, address := range slices.Concat(s.Feeds, s.Lists, s.Hubs) {
			held[s.Issuer.Code+" "+pageKey(address)] = true
		}
	}
	for _, row := range append(collected(t, "source-pages.tsv"), collected(t, "source-pages2.tsv")...) {
		code, kind, address := row[0], row[3], row[4]
		names, _ := fs.Glob(files, code[:2]+"-*.yaml")
		data, _ := files.ReadFile(names[0])
		_, reason, out := strings.Cut(string(data), "# left out: "+address+"\n  #   ")
		if !held[code+" "+pageKey(address)] && (!out || len(reason) < 10) {
			t.Errorf("%s %s %s is neither in the catalogue nor left out with a reason", code, kind, address)
		}
	}
}

// pageKey is the same for an address and what it was mended to: https, another host of the body, index.html or not.
func pageKey(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return strings.TrimSuffix(u.Path, "index.html") + "?" + u.RawQuery
}

func collected(t *testing.T, name string) [][]string {
	t.Helper()
	file, err := os.Open("../../../shared/data/" + name)
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
	return all[1:]
}

// One operation reads all 47 files, as each command does.
func BenchmarkWholeCatalog(b *testing.B) {
	for b.Loop() {
		readAll()
	}
}
