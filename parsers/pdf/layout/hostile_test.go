package layout

import "testing"

// TestPagesMadeToTakeLong reads pages on which a search over rows, columns or lines would take hours if it were not bounded.
func TestPagesMadeToTakeLong(t *testing.T) {
	const many = 8_000
	for name, at := range map[string]func(n int) Box{
		"two columns without end": func(n int) Box { return put(50+200*float64(n%2), 40_000-3*float64(n-n%2), "字") },
		"one row":                 func(n int) Box { return put(25*float64(n), 700, "字") },
		"a hundred columns":       func(n int) Box { return put(30*float64(n%100), 700-12*float64(n/100), "字") },
		"steps":                   func(n int) Box { return put(float64(n), 40_000-2*float64(n), "1 字") },
		"one heap":                func(n int) Box { return put(50, 700, "字") },
		"prose in two columns": func(n int) Box {
			return put(50+300*float64(n%2), 40_000-3*float64(n), "長い文章の行、である続き")
		},
	} {
		var p Page
		for n := range many {
			p.Boxes = append(p.Boxes, at(n))
			if n%20 == 0 {
				p.Rules = append(p.Rules, Rule{Left: 0, Right: 600, Bottom: float64(n), Top: float64(n)}, Rule{Left: float64(n), Right: float64(n), Bottom: 0, Top: 800})
			}
		}
		if Text([]Page{p}) == "" {
			t.Errorf("%s: nothing was read", name)
		}
	}
}
