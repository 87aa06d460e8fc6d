package jtext

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestWordsStandWhereTheStandardLibraryFindsThem looks for words, cut ones among them, in texts that share their characters and
// bytes with them.
func TestWordsStandWhereTheStandardLibraryFindsThem(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	letters := []string{"提", "出", "期", "限", "あ", "ぁ", "ア", "A", "1", "é", "𠮷", "\xe6", "\x8f", "\x90", "\xff"}
	chance := func(most int) string {
		var b strings.Builder
		for range random.IntN(most + 1) {
			b.WriteString(letters[random.IntN(len(letters))])
		}
		return b.String()
	}
	for range 20_000 {
		s, word := chance(30), chance(3)
		if got, want := Index(s, word), strings.Index(s, word); got != want {
			t.Fatalf("%q stands in %q at %d, want %d", word, s, got, want)
		}
	}
}
