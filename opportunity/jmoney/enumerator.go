package jmoney

import (
	"strings"
	"unicode/utf8"
)

// WithoutEnumerator returns a label without the numbers that only order it among others: 1 事業費上限額, (2) 委託料,
// 第3 予算, ① 上限額, 4. 提案上限額, ア 委託料, 第1 (2) 委託料. A count stays: 1件あたり, 1 社 300万円, 1事業者. words must be
// folded by jtext.NewLine.
func WithoutEnumerator(words string) string {
	for range maxEnumerators {
		rest := strings.TrimLeft(words, " \t#・○●◎■□◆◇※*")
		n := enumeratorLength(rest)
		if n == 0 {
			return words
		}
		words = rest[n:]
	}
	return words
}

const (
	maxEnumerators = 4 // that are taken off one label
	maxNumber      = 9 // bytes of the longest one: 10-12-3, 二十三
)

// enumeratorLength returns the length of the enumerator that words begin with, 0 where none does.
func enumeratorLength(words string) int {
	r, size := utf8.DecodeRuneInString(words)
	if r >= '①' && r <= '⑳' {
		return size
	}
	at := 0
	if closer := closers[r]; closer != "" {
		n := numberLength(words[size:])
		if n == 0 || n > maxNumber || !strings.HasPrefix(words[size+n:], closer) {
			return 0
		}
		return size + n + len(closer)
	}
	if strings.HasPrefix(words, "第") {
		at = len("第")
	}
	n := numberLength(words[at:])
	if n == 0 || n > maxNumber {
		return 0
	}
	return markedLength(words, at+n)
}

// closers maps the brackets that an enumerator stands in.
var closers = map[rune]string{'(': ")", '<': ">", '[': "]", '【': "】"}

// markedLength returns the length of a bare number that ends at end with the mark behind it, which makes it an
// enumerator; 0 where none stands there or the number counts what follows.
func markedLength(words string, end int) int {
	rest := words[end:]
	switch {
	case strings.HasPrefix(rest, " "):
		if counts(strings.TrimLeft(rest, " ")) {
			return 0
		}
		return end + 1
	case strings.HasPrefix(rest, "."), strings.HasPrefix(rest, ")"):
		return end + 1
	case strings.HasPrefix(rest, "、"):
		return end + len("、")
	}
	return 0
}

// numberLength returns the length of the digits (1, 1-2, 1.2), kanji numerals or single katakana that s begins with.
func numberLength(s string) int {
	n := 0
	for n < len(s) && (isDigit(s[n]) || n > 0 && (s[n] == '-' || s[n] == '.') && n+1 < len(s) && isDigit(s[n+1])) {
		n++
	}
	if n > 0 {
		return n
	}
	if r, size := utf8.DecodeRuneInString(s); r >= 'ア' && r <= 'ン' {
		return size
	}
	for n < len(s) && n <= maxNumber {
		r, size := utf8.DecodeRuneInString(s[n:])
		if !strings.ContainsRune("一二三四五六七八九十", r) {
			break
		}
		n += size
	}
	return n
}

// counters are things that are counted with a space before them, too; no label begins with them.
var counters = []string{"社", "件", "台", "区画", "枠", "㎡", "m2", "世帯", "店舗", "棟", "団体", "者"}

// counts reports whether words behind a number and a space are what it counts: 千円, 社 300万円, 事業あたり, 件上限10万円. The
// beginning of a label is none: 事業費上限額, 提案上限額, 件名.
func counts(words string) bool {
	if hasPrefix(words, "円", "千円", "万円", "百万円", "億円", "千 円", "万 円", "百万 円", "億 円") {
		return true
	}
	for _, w := range itemWords {
		rest, ok := strings.CutPrefix(words, w)
		if !ok {
			continue
		}
		next, _ := utf8.DecodeRuneInString(rest)
		if rest == "" || strings.ContainsRune(" \t0123456789¥(", next) || hasPrefix(rest, eachWords...) {
			return true
		}
		if hasPrefix(words, counters...) && hasPrefix(rest, "上限", "限度", "最大", "以内", "まで") {
			return true
		}
	}
	return false
}
