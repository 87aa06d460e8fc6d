package catalog

import (
	"testing"

	"koubo/sources/check"
	"koubo/sources/municipality"
)

func TestNewID(t *testing.T) {
	for _, c := range []struct{ code, address, want string }{
		{"472018", "https://www.city.naha.okinawa.jp/", "okinawa-naha-3"},
		{"472051", "https://www.city.ginowan.lg.jp/", "okinawa-ginowan"},
		{"470007", "https://www.pref.okinawa.lg.jp/", "okinawa-pref"},
		{"202011", "https://www.nagano-city.jp/", "nagano-nagano"},
		{"202011", "http://127.0.0.1:8080/", "nagano-202011"},
		{"202011", "https://keiyaku.city.hamabe.nagano.jp/", "nagano-hamabe"},
	} {
		body, _ := municipality.All().ByCode(c.code)
		got := NewID(body, c.address, func(id string) bool { return id == "okinawa-naha" || id == "okinawa-naha-2" })
		if got != c.want || check.ID(got) != nil {
			t.Errorf("%s of %s gets %s, want %s", c.address, body.FullName(), got, c.want)
		}
	}
}
