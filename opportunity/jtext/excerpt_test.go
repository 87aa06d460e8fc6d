package jtext

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestHasDigitOfAnyWidthFindsEveryDigit makes texts of parts that are digits, nearly, and of pieces of characters.
func TestHasDigitOfAnyWidthFindsEveryDigit(t *testing.T) {
	parts := []string{"0", "9", "/", ":", "０", "５", "９", "／", "：", "Ａ", "ﾀ", "日", "\xef", "\xbc", "\xbd", "\x90", "\x99", "\xef\xbc", "\xf0"}
	random := rand.New(rand.NewPCG(3, 4))
	for range 20000 {
		var text strings.Builder
		for range random.IntN(5) {
			text.WriteString(parts[random.IntN(len(parts))])
		}
		s := text.String()
		if want := strings.ContainsAny(s, "0123456789０１２３４５６７８９"); HasDigitOfAnyWidth(s) != want {
			t.Fatalf("%q holds a digit: %v", s, want)
		}
	}
}

// TestAnExcerptOfWhatIsSeenIsLeftAsItIs compares the quick look with the whole way, which a character that cannot be seen makes it take.
func TestAnExcerptOfWhatIsSeenIsLeftAsItIs(t *testing.T) {
	pieces := []string{"募集", "要領", "a", "~", " ", "　", "、", "ー", "８", "⼀", "\n", "\xff", "\ufffd", "é", "①"}
	random := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		text := ""
		for range random.IntN(6) {
			text += pieces[random.IntN(len(pieces))]
		}
		if got, want := Excerpt(text, 5), Excerpt(text+"\u200b", 5); got != want {
			t.Fatalf("the excerpt of %q is %q, want %q", text, got, want)
		}
	}
}
