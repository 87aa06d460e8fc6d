package search

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"koubo/opportunity/jtext"
)

// cases are searches, how each is read, and what it finds and does not find.
var cases = []struct{ typed, canonical, finds, misses string }{
	{"防災 ドローン", "防災 ドローン", "ドローンによる防災", "防災訓練"},
	{"　ﾄﾞﾛｰﾝ　　ＡＩ ", "ドローン AI", "ドローンとai", "ドローン"},
	{"長野 OR 松本 ドローン", "長野 OR 松本 ドローン", "松本のドローン", "松本の観光"},
	{"長野 ＯＲ 松本", "長野 OR 松本", "長野", "塩尻"},
	{"補助金 -入札", "補助金 -入札", "補助金の公募", "補助金と入札"},
	{"補助金 －入札", "補助金 -入札", "補助金の公募", "補助金と入札"},
	{"-入札", "-入札", "補助金", "入札"},
	{"観光 OR -入札", "観光 OR -入札", "入札と観光", "入札"},
	{`"市民 ホール"`, `"市民 ホール"`, "市民　ホール改修", "市民の新しいホール"},
	{"＂実証＂", "実証", "実証実験", "実験"},
	{"“実証 実験” 募集", `"実証 実験" 募集`, "実証 実験の募集", "実験 実証の募集"},
	{"「実証 実験」", `"実証 実験"`, "実証 実験", "実証と実験"},
	{"｢実証｣", "実証", "実証", "実験"},
	{"-「実証 実験」", `-"実証 実験"`, "実証と実験", "実証 実験"},
	{"「みらい」事業者の募集", "「みらい」事業者の募集", "「みらい」事業者の募集について", "みらい事業者の募集"},
	{`"実証"募集`, "実証 募集", "募集する実証", "実証"},
	{`"実証 実`, `"実証 実"`, "実証 実験", "実証と実験"},
	{"「実証", "「実証", "「実証", "実証"},
	{`5"管`, `5"管`, `5"管の`, "5管"},
	{"観光 観光 OR 観光", "観光", "観光", "実証"},
	{"カンコウ かんこう", "カンコウ", "かんこう", "観光"},
	{"OR", "", "何でも", ""},
	{"OR 観光 OR OR 農業 OR", "観光 OR 農業", "農業", "漁業"},
	{`"OR"`, `"OR"`, "a or b", "観光"},
	{"or", "or", "a or b", "観光"},
	{"観光 AND 農業", "観光 農業", "農業と観光", "観光"},
	{"観光　ＡＮＤ　農業", "観光 農業", "農業と観光", "観光"},
	{"観光 OR 農業 AND 実証", "観光 OR 農業 実証", "農業の実証", "農業"},
	{"AND", "", "何でも", ""},
	{`"AND"`, `"AND"`, "a and b", "観光"},
	{"-AND", `-"AND"`, "観光", "a and b"},
	{"and", "and", "a and b", "観光"},
	{"補助金 ー入札", "補助金 -入札", "補助金の公募", "補助金と入札"},
	{"補助金 ｰ入札", "補助金 -入札", "補助金の公募", "補助金と入札"},
	{"観光 ー", "観光", "観光", "農業"},
	{"ー「実証 実験」", `-"実証 実験"`, "実証と実験", "実証 実験"},
	{`"ーション"`, `"ーション"`, "プロモーション", "観光"},
	{"データー", "データー", "データー活用", "データ活用"},
	{"- 観光", "観光", "観光", "農業"},
	{"観光 -", "観光", "観光", "農業"},
	{"--観光", "-観光", "農業", "観光"},
	{`"-観光"`, `"-観光"`, "a-観光", "観光"},
	{"-OR", `-"OR"`, "観光", "a or b"},
	{`""`, "", "何でも", ""},
	{"\u200b", "", "何でも", ""},
	{"A-1", "A-1", "棟a-1", "a 1"},
}

func TestParse(t *testing.T) {
	for _, c := range cases {
		words := Parse(c.typed)
		if got := words.String(); got != c.canonical {
			t.Errorf("%q is %q, want %q", c.typed, got, c.canonical)
		}
		if !words.Match(jtext.Search(c.finds)) {
			t.Errorf("%q does not find %q", c.typed, c.finds)
		}
		if c.misses != "" && words.Match(jtext.Search(c.misses)) {
			t.Errorf("%q finds %q", c.typed, c.misses)
		}
	}
}

// TestParseIsQuickOnLongText reads 100 KB of what takes longest.
func TestParseIsQuickOnLongText(t *testing.T) {
	for _, unit := range []string{`"`, "「a ", "「", "-", "OR ", `" `, "観光", "a\u0301"} {
		begun := time.Now()
		if words := Parse(strings.Repeat(unit, 100_000/len(unit))); words.Len() > 2 {
			t.Errorf("%q repeated is %d words", unit, words.Len())
		}
		if took := time.Since(begun); took > 5*time.Second {
			t.Errorf("%q repeated takes %v", unit, took)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, c := range cases {
		f.Add(c.typed, c.finds)
	}
	f.Fuzz(func(t *testing.T, typed, text string) {
		if len(typed) > 4096 {
			return
		}
		words := Parse(typed)
		again := Parse(words.String())
		if again.String() != words.String() {
			t.Fatalf("%q is %q, and that is %q", typed, words, again)
		}
		if key := jtext.Search(text); words.Match(key) != again.Match(key) {
			t.Fatalf("%q and its canonical form %q differ on %q", typed, words, text)
		}
	})
}

func TestMark(t *testing.T) {
	for _, c := range []struct{ text, typed, want string }{
		{"ドローンの実証", "実証", "ドローンの[実証]"},
		{"ﾄﾞﾛｰﾝの実証", "どろーん", "[ﾄﾞﾛｰﾝ]の実証"},
		{"ＡＩとai", "AI", "[ＡＩ]と[ai]"},
		{"市民　 ホール", `"民 ホ"`, "市[民　 ホ]ール"},
		{"㈱koubo", "株", "[㈱]koubo"},
		{"茅ヶ崎市", "茅ケ崎", "[茅ヶ崎]市"},
		{"実証実験", "実証 証実", "[実証実]験"},
		{"実証実験", "実証 実験", "[実証実験]"},
		{"実証 -実験", "-実験 実証", "[実証] -実験"},
		{"<b>&amp;", "amp", "<b>&[amp];"},
		{"a\xffb", "b", "a\xff[b]"},
		{"観光", "", "観光"},
		{"", "観光", ""},
	} {
		var b strings.Builder
		for _, p := range Mark(c.text, Parse(c.typed).Keys()) {
			if p.Hit {
				p.Text = "[" + p.Text + "]"
			}
			b.WriteString(p.Text)
		}
		if b.String() != c.want {
			t.Errorf("%q in %q: %s, want %s", c.typed, c.text, b.String(), c.want)
		}
	}
}

func TestAround(t *testing.T) {
	text := strings.Repeat("前", 50) + "観光" + strings.Repeat("後", 50)
	want := []Piece{{Text: "…" + strings.Repeat("前", 5)}, {"観光", true}, {Text: strings.Repeat("後", 12) + "…"}}
	if got := Around(Mark(text, []string{"観光"}), 20); !reflect.DeepEqual(got, want) {
		t.Errorf("%v", got)
	}
	if got := Around(Mark(text, []string{"農業"}), 20); got != nil {
		t.Errorf("%v", got)
	}
}

// FuzzMark: whatever is marked, the pieces are the text, and a text that matches has a hit.
func FuzzMark(f *testing.F) {
	for _, c := range cases {
		f.Add(c.finds, c.typed)
	}
	f.Fuzz(func(t *testing.T, text, typed string) {
		if len(typed) > 4096 {
			return
		}
		var b strings.Builder
		for _, p := range Mark(text, Parse(typed).Keys()) {
			if p.Text == "" {
				t.Fatalf("an empty piece of %q", text)
			}
			b.WriteString(p.Text)
		}
		if b.String() != text {
			t.Fatalf("the pieces of %q are %q", text, b.String())
		}
	})
}
