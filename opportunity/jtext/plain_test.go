package jtext

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// TestThePlainWayAgreesWithTheFullOne compares every character of the Basic Multilingual Plane, alone and between others.
func TestThePlainWayAgreesWithTheFullOne(t *testing.T) {
	for r := rune(1); r < 0x10000; r++ {
		if r >= 0xd800 && r < 0xe000 {
			continue
		}
		for _, s := range []string{string(r), "募" + string(r) + "集", " a" + string(r) + " \u3000b"} {
			if folded, ok := foldPlain(s); ok && folded != foldFully(s) {
				t.Errorf("U+%04X in %q: plain %q, full %q", r, s, folded, foldFully(s))
			}
			if key := Search(s); key != searchFully(s) {
				t.Errorf("U+%04X in %q: searched as %q, in full %q", r, s, key, searchFully(s))
			}
		}
	}
}

func TestPlainTextIsNotCopied(t *testing.T) {
	text := strings.Repeat("公募型プロポーザルの実施について(令和8年度)", 20)
	if n := testing.AllocsPerRun(100, func() { Fold(text) }); n > 0 {
		t.Errorf("%v allocations for text that folds to itself", n)
	}
	if norm.NFKC.String(text) != Fold(text) {
		t.Error("changed")
	}
}

func BenchmarkFold(b *testing.B) {
	text := strings.Repeat("提出期限：令和８年１１月２０日（金）　午後５時 ", 20)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Fold(text)
	}
}

func TestFormsAreThoseOfASearch(t *testing.T) {
	forms := Forms()
	for from, to := range forms {
		if Search(from) != Search(to) {
			t.Errorf("%s is searched as %s, its form %s as %s", from, Search(from), to, Search(to))
		}
	}
	if len(forms) < 200 || forms["髙"] != "高" {
		t.Errorf("there are %d forms, that of 髙 is %q", len(forms), forms["髙"])
	}
}
