package main

import (
	"fmt"
	"strings"
	"testing"

	"koubo/opportunity"
	"koubo/sources"
)

// TestNearSources suggests by parts of ids, by names of bodies, and by likeness, and nothing for what is like none or like many.
func TestNearSources(t *testing.T) {
	all := []sources.Source{
		{ID: "okinawa-naha", Issuer: opportunity.Issuer{Name: "那覇市", Prefecture: "沖縄県"}}, {ID: "okinawa-nago", Issuer: opportunity.Issuer{Name: "名護市", Prefecture: "沖縄県"}},
		{ID: "tokyo-fuchu", Issuer: opportunity.Issuer{Name: "府中市", Prefecture: "東京都"}}, {ID: "hiroshima-fuchu", Issuer: opportunity.Issuer{Name: "府中市", Prefecture: "広島県"}},
	}
	all = append(all, sources.Source{ID: "kyoto", Issuer: opportunity.Issuer{Name: "京都府", Prefecture: "京都府"}})
	for n := range 7 {
		all = append(all, sources.Source{ID: fmt.Sprintf("hokkaido-town%d-list", n)})
	}
	for word, want := range map[string]string{
		"naha": "okinawa-naha", "Naha": "okinawa-naha", "ｎａｈａ": "okinawa-naha", "okinawa-nah": "okinawa-naha", "okinawa_naha": "okinawa-naha", "nahha": "okinawa-naha",
		"fuchu": "tokyo-fuchu or hiroshima-fuchu", "府中市": "tokyo-fuchu or hiroshima-fuchu", "広島県府中市": "hiroshima-fuchu", "那覇": "okinawa-naha", "京都": "kyoto", "okinawa": "okinawa-naha or okinawa-nago",
		"hokkaido": "", "xyzxyzxyz": "", "": "", "市": "", "県": "",
	} {
		words := noSource(all, word).Error()
		if _, near, _ := strings.Cut(words, "did you mean "); strings.TrimSuffix(near, "?") != want {
			t.Errorf("%s: %s", word, words)
		}
	}
}
