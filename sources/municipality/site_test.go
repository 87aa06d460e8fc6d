package municipality

import "testing"

func TestOfSite(t *testing.T) {
	for address, want := range map[string]string{
		"https://www.city.naha.okinawa.jp/":              "472018",
		"http://city.naha.okinawa.jp/business/?a=1":      "472018",
		"https://keiyaku.city.naha.okinawa.jp/list.html": "472018",
		"https://WWW.CITY.SAPPORO.JP":                    "011002",
		"https://www.pref.hokkaido.lg.jp/a/b.html":       "010006",
		"https://xcity.naha.okinawa.jp/":                 "",
		"https://naha.okinawa.jp/":                       "",
		"https://example.com/":                           "",
		"not an address":                                 "",
		"https://":                                       "",
	} {
		got := ""
		for _, b := range All().OfSite(address) {
			got += b.Code
		}
		if got != want {
			t.Errorf("%s is the site of %q, want %q", address, got, want)
		}
	}
}

// TestBodiesAreFoundByTheirOwnSites holds for all but the few that share a site.
func TestBodiesAreFoundByTheirOwnSites(t *testing.T) {
	others := 0
	for _, b := range All().all {
		found := All().OfSite(b.Site)
		if len(found) != 1 || found[0].Code != b.Code {
			others++
			t.Logf("%s of %s belongs to %d bodies", b.Site, b.FullName(), len(found))
		}
	}
	if others > 10 {
		t.Errorf("%d bodies are not found by their own site", others)
	}
}
