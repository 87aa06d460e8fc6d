package wording

import (
	"math"
	"testing"
)

func TestYen(t *testing.T) {
	for yen, want := range map[int64]string{
		0: "0円", 999: "999円", 1000: "1,000円", 12_000_000: "12,000,000円", -5000: "-5,000円",
		math.MaxInt64: "9,223,372,036,854,775,807円", math.MinInt64: "-9,223,372,036,854,775,808円",
	} {
		if got := yenWords(yen); got != want {
			t.Errorf("%d is %s, want %s", yen, got, want)
		}
	}
}
