package bench

import "testing"

// bar is a figure and what it must reach.
type bar struct {
	name         string
	value, limit float64
	floor        bool // the limit is the least, not the most
}

func atLeast(name string, value, limit float64) bar { return bar{name, value, limit, true} }
func atMost(name string, value, limit float64) bar  { return bar{name, value, limit, false} }

func (b bar) holds() bool {
	if b.floor {
		return b.value >= b.limit
	}
	return b.value <= b.limit
}

// hold fails the test for each bar that is missed.
func hold(t *testing.T, bars ...bar) {
	t.Helper()
	for _, b := range bars {
		switch {
		case b.holds():
			t.Logf("  holds: %s: %.4g (bar %.4g)", b.name, b.value, b.limit)
		default:
			t.Errorf("  MISSES: %s: %.4g (bar %.4g)", b.name, b.value, b.limit)
		}
	}
}

func ratio(part, whole int) float64 {
	if whole == 0 {
		return 1
	}
	return float64(part) / float64(whole)
}
