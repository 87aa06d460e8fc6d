package wording

import (
	"fmt"
	"testing"

	"koubo/opportunity/jdate"
)

func TestYears(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"令和7年度の委託料", "[{2025 true}]"},
		{"R7年度、R8度", "[{2025 true} {2026 true}]"},
		{"令和元年に行った対話", "[{2019 false}]"},
		{"2024年度から2026年度まで", "[{2024 true} {2026 true}]"},
		{"R6.4.1に公募した業務", "[{2024 false}]"},
		{"3年度目", "[]"},
		{"平成30年度", "[]"},
	} {
		if got := fmt.Sprint(Years(c.text)); got != c.want {
			t.Errorf("%s: got %s, want %s", c.text, got, c.want)
		}
	}
}

func TestYearIsOver(t *testing.T) {
	for _, c := range []struct {
		year Year
		day  jdate.Date
		want bool
	}{
		{Year{2025, true}, "2026-03-31", false},
		{Year{2025, true}, "2026-04-01", true},
		{Year{2025, false}, "2025-12-31", false},
		{Year{2025, false}, "2026-01-01", true},
		{Year{2025, true}, "", false},
	} {
		if got := c.year.IsOver(c.day); got != c.want {
			t.Errorf("%v on %q: got %v, want %v", c.year, c.day, got, c.want)
		}
	}
}
