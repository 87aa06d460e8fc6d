package jtext

import (
	"strings"
	"unicode"
)

// resembleShare is how much of the shorter of two titles the longer one holds where both may be of one thing.
const resembleShare = 0.6

// Resembles reports whether most of the pairs of neighbouring characters of the shorter of two titles stand in the longer
// one, after folding.
func Resembles(a, b string) bool {
	if a == b || len(a) >= 24 && strings.Contains(b, a) || len(b) >= 24 && strings.Contains(a, b) { // bytes: eight characters
		return a != ""
	}
	short, long := neighbours(a), neighbours(b)
	if len(short) > len(long) {
		short, long = long, short
	}
	shared := 0
	for pair := range short {
		if long[pair] {
			shared++
		}
	}
	return shared > 0 && float64(shared) >= resembleShare*float64(len(short))
}

func neighbours(title string) map[[2]rune]bool {
	pairs, last := map[[2]rune]bool{}, rune(-1)
	for _, r := range Search(title) {
		if unicode.IsSpace(r) {
			continue
		}
		if last >= 0 {
			pairs[[2]rune{last, r}] = true
		}
		last = r
	}
	return pairs
}
