package jtext

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
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
		"公⺠連携の延⻑、⻘森":                 "公民連携の延長、青森",
		"⽔⼾市と⽬⿊区の⽇⽉":                 "水戸市と目黒区の日月",
		"葛\U000E0100城☎\ufe0e市":       "葛城☎市",
		"髙﨑":                         "髙﨑",
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
		"髙﨑　澤邊𠮷":     "高崎 沢辺吉",
		"茅ヶ崎 ⿓ケ崎":    "茅け崎 竜け崎",
	} {
		if got := Search(in); got != want {
			t.Errorf("Search(%q) = %q, want %q", in, got, want)
		}
	}
}

// span returns the offsets in the original text of l.Text[i:j].
func span(l Line, i, j int) (from, to int) { return int(l.at[i]), int(l.at[j]) }

func TestLineLeadsBack(t *testing.T) {
	in := "期限：Ｒ８．１１．６\u200b（ﾌﾟﾚ）①"
	l := NewLine(in)
	if want := "期限:R8.11.6(プレ)①"; l.Text != want {
		t.Fatalf("Text = %q, want %q", l.Text, want)
	}
	from, to := span(l, len("期限:"), len("期限:R8.11.6"))
	if got := in[from:to]; got != "Ｒ８．１１．６\u200b" {
		t.Errorf("original = %q", got)
	}
}

// TestNarrowAndLineReadRadicalsAndVariants covers the fold of the readers of dates and sums, each place of which must
// lead back to the original.
func TestNarrowAndLineReadRadicalsAndVariants(t *testing.T) {
	in := "延⻑：⼗⼀⽉ 金壹百萬圓\U000E0101税"
	want := "延長:十一月 金壱百万円税"
	if n := Narrow("\uf96f\ufa10"); n != "説塚" { // compatibility ideographs: NFKC makes the first a variant
		t.Errorf("Narrow = %q", n)
	}
	l := NewLine(in)
	if n := Narrow(in); n != want || l.Text != want {
		t.Fatalf("Narrow = %q, Line = %q, want %q", n, l.Text, want)
	}
	from, to := span(l, len("延長:十一月 "), len(want)-len("税"))
	if got := in[from:to]; got != "金壹百萬圓\U000E0101" {
		t.Errorf("the span of the sum is %q", got)
	}
}

// TestRadicals holds the table to NFKC where that knows a form, and to the block of ideographs.
func TestRadicals(t *testing.T) {
	for r := rune(firstRadical); r < afterRadicals; r++ {
		form := Radical(r)
		unassigned := r == 0x2e9a || r > 0x2ef3 && r < firstKangxi || r > 0x2fd5
		none := r == 0x2e80 || unassigned
		if (form == r) != none {
			t.Errorf("U+%04X stands for %c", r, form)
		}
		if n := []rune(norm.NFKC.String(string(r))); n[0] != r && n[0] != form && r != 0x2f3e && r != 0x2fca {
			t.Errorf("U+%04X stands for %c, NFKC says %c", r, form, n[0])
		}
		if !none && !unicode.Is(unicode.Unified_Ideograph, form) {
			t.Errorf("U+%04X stands for U+%04X, which is no ideograph", r, form)
		}
	}
}

// TestVariants holds each row to what CommonForms promises: one step leads to a form that is no variant itself.
func TestVariants(t *testing.T) {
	seen := map[rune]bool{}
	for _, v := range variants {
		if seen[v.from] || v.why == "" || commonForm(v.to) != v.to || commonForm(v.from) != v.to {
			t.Errorf("%c to %c: the row is doubled, without a reason, or leads on", v.from, v.to)
		}
		seen[v.from] = true
		if norm.NFKC.String(string(v.from)) != string(v.from) {
			t.Errorf("NFKC changes %c itself", v.from)
		}
		if Search(string(v.from)) != Search(string(v.to)) || Narrow(string(v.from)) != string(v.to) {
			t.Errorf("%c and %c do not compare equal", v.from, v.to)
		}
		if Fold(string(v.from)) != string(v.from) {
			t.Errorf("Fold changes how the name with %c is spelt", v.from)
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"令和８年", "\xff", "ｶﾞ\u3099", "¨ a", "か\u200b\u3099", "⺠⼾髙﨑\U000E0100ヶ", "İẞ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Fold(s)
		if !utf8.ValidString(once) || Fold(once) != once {
			t.Errorf("Fold(%q) = %q is not stable", s, once)
		}
		if key := Search(s); Search(key) != key || strings.ContainsFunc(key, isSelector) {
			t.Errorf("Search(%q) = %q is not stable", s, key)
		}
		l := NewLine(s)
		if n := Narrow(s); n != l.Text {
			t.Errorf("Narrow(%q) = %q, NewLine makes %q", s, n, l.Text)
		}
		if !utf8.ValidString(l.Text) || strings.ContainsFunc(l.Text, func(r rune) bool { return Radical(r) != r || commonForm(r) != r }) {
			t.Errorf("NewLine(%q) = %q holds what it should fold", s, l.Text)
		}
		last := 0
		for i := range l.Text {
			from, to := span(l, i, len(l.Text))
			if from < last || from > to || to != len(s) {
				t.Errorf("span %d..%d of %d bytes", from, to, len(s))
			}
			last = from
		}
	})
}

func TestHasRadicalSeesEachRadicalAndLittleElse(t *testing.T) {
	for r := rune(0); r <= 0xffff; r++ {
		may := r >= firstRadical && r < 0x3000 // the bytes of 2FE0 to 2FFF begin alike
		for _, text := range []string{string(r), "①公" + string(r) + "連携", "―" + string(r)} {
			if got := HasRadical(text); got != may {
				t.Fatalf("HasRadical(%q) = %v for %U", text, got, r)
			}
		}
	}
}
