package jtext

import (
	"testing"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"令和８年１１月６日（金）":               "令和8年11月6日(金)",
		" 　ａ\u3000\n\tｂ ":            "a b",
		"9時〜17時～18時∼19時":             "9時~17時~18時~19時",
		"1−2‐3–4—5―6－7─8":            "1-2-3-4-5-6-7-8",
		"ﾌﾟﾛﾎﾟｰｻﾞﾙ":                  "プロポーザル",
		"サーバー":                       "サーバー",
		"a\u200bb\u202ec\ufeff\x00d": "abcd",
		"㈱⽇本①":                       "(株)日本1",
		"\xff\xfea":                  "\uFFFDa",
		"":                           "",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSearch(t *testing.T) {
	for in, want := range map[string]string{
		"ＤＸプロポーザル":   "dxぷろぽーざる",
		"ｱｸｾﾗﾚｰﾀｰ　ヴ": "あくせられーたー ゔ",
	} {
		if got := Search(in); got != want {
			t.Errorf("Search(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestLineLeadsBack(t *testing.T) {
	in := "期限：Ｒ８．１１．６\u200b（ﾌﾟﾚ）①"
	l := NewLine(in)
	if want := "期限:R8.11.6(プレ)①"; l.Text != want {
		t.Fatalf("Text = %q, want %q", l.Text, want)
	}
	from, to := l.Span(len("期限:"), len("期限:R8.11.6"))
	if got := in[from:to]; got != "Ｒ８．１１．６\u200b" {
		t.Errorf("original = %q", got)
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"令和８年", "\xff", "ｶﾞ\u3099", "¨ a", "か\u200b\u3099"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Fold(s)
		if !utf8.ValidString(once) || Fold(once) != once {
			t.Errorf("Fold(%q) = %q is not stable", s, once)
		}
		Search(s)
		l := NewLine(s)
		if n := Narrow(s); n != l.Text {
			t.Errorf("Narrow(%q) = %q, NewLine makes %q", s, n, l.Text)
		}
		if from, to := l.Span(0, len(l.Text)); from < 0 || from > to || to != len(s) {
			t.Errorf("span %d..%d of %d bytes", from, to, len(s))
		}
	})
}
