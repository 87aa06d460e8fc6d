package fetch

import (
	"net/url"
	"testing"
	"time"
)

// TestANetworkWithOtherOptionsKeepsTheHosts: what both ask of one host is one visitor's, at the new distance.
func TestANetworkWithOtherOptionsKeepsTheHosts(t *testing.T) {
	first := NewNetwork(Options{UserAgent: "koubo/1", Gap: time.Second, Clock: SystemClock{}})
	u, err := url.Parse("https://www.city.example.jp/")
	if err != nil {
		t.Fatal(err)
	}
	g := first.gates.of(u)
	second := first.With(Options{UserAgent: "other/1", Gap: 5 * time.Second, DailyBudget: 1, Clock: SystemClock{}})
	if second.gates.of(u) != g || g.currentGap() != 5*time.Second || second.product == first.product {
		t.Errorf("gap %s, product %s", g.currentGap(), second.product)
	}
	if _, err := g.wait(); err != nil {
		t.Error(err)
	}
	if _, err := g.wait(); ReasonOf(err) != ReasonLater {
		t.Errorf("the budget of a day is not the new one: %v", err)
	}
}
