package jtext

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// texts that words are hard to find in: cut characters, none, words at either end, characters of two and four bytes.
var wordTexts = []string{"", "提出", "企画提案書の提出期限", "\xe3\x81締切", "締\xe5", "×2、上限額", "𠮷野市の公告", "CD-R", "abc予定価格def", "\xff\xfe上限", "上\xe9限額"}

func TestWordsAreFoundAsOneByOne(t *testing.T) {
	lists := [][]string{
		{"提出"}, {"締切", "上限額", "予定価格", "公告"}, {"CD-R", "×", "𠮷野", "a", "限額", "期限"}, {"提", "提出", "提出期限", "出"}, {"締\xe5", "締切", "期限", "額"}, {"提出", "出期", "締切", "限額", "告x"},
	}
	for _, list := range lists {
		for _, s := range wordTexts {
			checkWords(t, list, s)
		}
	}
}

// TestWordsInTextsOfChance compares with one search a word over texts that share their characters with the words.
func TestWordsInTextsOfChance(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	letters := []rune("提出期限上額のA1×𠮷\ufffd")
	word := func(most int) string {
		var b strings.Builder
		for range 1 + r.IntN(most) {
			b.WriteRune(letters[r.IntN(len(letters))])
		}
		return b.String()
	}
	for range 3000 {
		list := make([]string, 1+r.IntN(12))
		for i := range list {
			list[i] = word(3)
		}
		s := word(20)
		if n := r.IntN(len(s)); r.IntN(4) == 0 {
			s = s[:n] + s[n+1:] // a byte is gone
		}
		checkWords(t, list, s)
	}
}

func checkWords(t *testing.T, list []string, s string) {
	t.Helper()
	w := NewWords(list...)
	if got, want := w.In(s), HasAny(s, list...); got != want {
		t.Errorf("%q in %q: %v, want %v", list, s, got, want)
	}
	last := -1
	for _, word := range list {
		last = max(last, strings.LastIndex(s, word))
	}
	if got := w.LastIn(s); got != last {
		t.Errorf("last of %q in %q: %d, want %d", list, s, got, last)
	}
}

func BenchmarkWords(b *testing.B) {
	list := strings.Fields("資本金 売上 実績 印紙 年商 純資産 総資産 自己資本 負債 剰余金 利益 保険 賠償 罰金 過料 科料 違約 損害 延滞 時給 日額 給料 報酬 賃金 出資 経験 受注 元請 履行した 過去 融資 借入")
	w := NewWords(list...)
	s := "企画提案書提出期限　令和8年11月20日（金）午後5時必着"
	b.Run("walk", func(b *testing.B) {
		for b.Loop() {
			w.In(s)
		}
	})
	b.Run("each", func(b *testing.B) {
		for b.Loop() {
			HasAny(s, list...)
		}
	})
}
