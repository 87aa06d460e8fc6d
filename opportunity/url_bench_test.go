package opportunity

import "testing"

// One address of a list, with a query.
const benchAddress = "https://www.city.aoba.lg.jp/soshiki/12/koubo/4567.html?page=3&id=20261125"

func BenchmarkCanonicalURL(b *testing.B) {
	for b.Loop() {
		CanonicalURL(benchAddress)
	}
}

func BenchmarkIdentityKey(b *testing.B) {
	for b.Loop() {
		IdentityKey(benchAddress)
	}
}
