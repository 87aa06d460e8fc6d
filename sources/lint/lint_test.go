package lint

import (
	"strings"
	"testing"

	"koubo/opportunity"
	"koubo/sources"
	"koubo/sources/catalog"
)

func TestSources(t *testing.T) {
	naha := opportunity.Issuer{Code: "472018", Name: "那覇市", Prefecture: "沖縄県"}
	for address, want := range map[string]string{
		"https://www.city.naha.okinawa.jp/business/koubo/":              "",
		"https://www.city.naha.okinawa.jp/search.html?q=%E5%85%AC":      "is the result of a search",
		"https://www.google.com/search?x=1":                             "is the result of a search",
		"https://www.city.naha.okinawa.jp/list;jsessionid=A1":           "holds a session",
		"https://www.city.naha.okinawa.jp/list?pg={page}":               "holds a place to be filled in",
		"https://www.city.naha.okinawa.jp/koubo/youryou.pdf":            "is a document",
		"https://www.city.naha.okinawa.jp/nyusatsu/r7/index.html":       "is of one year",
		"https://www.city.naha.okinawa.jp/nyusatsu/r7puropo.html":       "is of one year",
		"https://www.city.naha.okinawa.jp/www/genre/1000100000273/":     "",
		"https://www.city.naha.okinawa.jp/":                             "is a home page",
		"https://www.city.naha.okinawa.jp/index.html":                   "is a home page",
		"http://www.city.naha.okinawa.jp/business/koubo/":               "has https",
		"https://www.city.okinawa.okinawa.jp/sangyou/proposal/":         "is on the site of 沖縄県沖縄市, and the issuer is 沖縄県那覇市",
		"https://www.e-naha.example.jp/koubo/":                          "",
		"https://www.city.naha.okinawa.jp/research/index.html":          "",
		"https://www.city.naha.okinawa.jp/life/2020100000/index-2.html": "",
	} {
		found := Sources([]sources.Source{{ID: "naha", Issuer: naha, Lists: []string{address}, Where: "s.yaml:3"}})
		switch {
		case want == "" && len(found) > 0, want != "" && (len(found) != 1 || !strings.HasPrefix(found[0].String(), "s.yaml:3: naha: "+address+" "+want)):
			t.Errorf("%s: %v, want %q", address, found, want)
		}
	}
	twice := Sources([]sources.Source{
		{ID: "a", Issuer: naha, Where: "s.yaml:1", Lists: []string{"https://a.example.jp/l/"}},
		{ID: "b", Issuer: naha, Where: "s.yaml:5", Hubs: []string{"https://a.example.jp/x/../l/index.html", "http://a.example.jp/x/"}},
	})
	if len(twice) != 2 || !strings.Contains(twice[0].What+twice[1].What, "stands at a (s.yaml:1) already") || !strings.Contains(twice[0].What+twice[1].What, "has https") {
		t.Errorf("%v", twice)
	}
	if found := Sources(catalog.Choice{All: true}.Sources()); len(found) > 0 {
		t.Errorf("the catalogue: %v", found)
	}
}
