package jtext

import (
	"math/rand/v2"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// patterns are expressions with what every match of theirs needs: words one of which it holds, perhaps of several sets, and
// before them the characters that begin the text.
var patterns = []struct{ form, needs string }{
	{`変更前|訂正前|^旧$`, "旧-旧: 旧 | 変更前 訂正前"},
	{`[^。]*(?:募集|公募)(?:を行い)?(?:ました|た)`, "募集 公募"},
	{`(?i)更新日|last-update`, "更新日 -"},
	{`(?i)更新日|updated`, ""},
	{`(?i)(?:更新日|掲載)Day`, "更新日 掲載"},
	{`(?i)[0-9]+日`, "日"},
	{`[月火]曜?`, "月 火"},
	{`(?:令和|[RH])[0-9]{1,2}年`, "年"},
	{`(第[1-3]回)+`, "第"},
	{`(?:応募)?(?:締切)*`, ""},
	{`[0-9]{2,}`, "0 1 2 3 4 5 6 7 8 9"},
	{`x{0,2}y?`, ""},
	{`a\x{FFFD}b|\x{FFFD}`, ""},
	{`[ぁ-ん]`, ""},
	{`^[ 　]*(?:第 ?)?[3x]`, " - 　-　第-第3-3x-x: 3 x"},
	{`^(?:月|日)?$`, "日-日月-月 or nothing:"},
	{`^(?:月|日)?`, ""},
	{`^.?締切`, "締切"},
	{`(?:募集|公募)の(?:終了|延長)`, "募集 公募, 終了 延長"},
	{`(?:終了|延長|中止)し(?:ました|ます)`, "終了 延長 中止"},
	{`^(?i:last)|^(?:更新)?日$`, "L-Ll-l: | 更-更日-日: 日"},
	{`(^旧)`, "旧"},
	{`^\b(?:x|y+)|第$`, "x-xy-y: x y | 第"},
	{`[0-9]{1,2}[月年]|[HR][0-9]`, "年 月 H R"},
	{`(?:令和|[a-c])?[0-9]+\b`, "0 1 2 3 4 5 6 7 8 9"},
	{`[^あ-ん]日|\x{FFFD}月`, ""},
	{`^[^0-9x]+年`, "\x00-/:-wy-\U0010ffff: 年"},
	{`[0-9]{2}(?:月|年) ?(?:募集|公募)?`, "年 月"},
	{`(?i)last[abk]+|[xy]{2,}日`, "A B K a b k \u212a 日"},
	{`(?:第[1-3])?(?:募集|公募)(?:を行い)?(?:ました|掲載)`, "募集 公募, ました 掲載"},
}

func TestJointWords(t *testing.T) {
	for form, want := range map[string]string{
		`[01]+ ?円`:             "0 円|0円|1 円|1円",
		`(?:第|計)[1]?(?:募集|公募)`: "第1公募|第1募集|第公募|第募集|計1公募|計1募集|計公募|計募集",
		`(?i)ak[0-9]*`:         "AK|Ak|A\u212a|aK|ak|a\u212a",
		`[ab]{2,}c`:            "aac|abc|bac|bbc",
		`(?:x|締切)?[^a]日後`:      "日後",
		`(?:更新|掲載)日|公開[月日]`:    "公開日|公開月|掲載日|更新日",
		`(?:更新|掲載)日|[月日]`:      "",
		`締切|.*\x{FFFD}日`:       "",
		`[一-龠][月日]`:            "",
		`^$|締切`:                "",
	} {
		var got []string
		if words := jointWords(form); words != nil {
			got = slices.Sorted(slices.Values(words.list))
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%s needs %q, want %s", form, got, want)
		}
	}
}

func TestEveryMatchHasWhatThePatternNeeds(t *testing.T) {
	for _, c := range patterns {
		var all []string
		p := MustPattern(c.form)
		gather()
		for _, n := range p.needs {
			all = append(all, n.describe())
		}
		if got := strings.Join(all, " | "); got != c.needs {
			t.Errorf("%s needs %q, want %q", c.form, got, c.needs)
		}
	}
}

func (n need) describe() (words string) {
	var sets []string
	for _, set := range n.words {
		sets = append(sets, strings.Join(set.list, " "))
	}
	words = strings.Join(sets, ", ")
	if n.start == nil {
		return words
	}
	var start strings.Builder
	for at := 0; at < len(n.start); at += 2 {
		start.WriteString(string(n.start[at]) + "-" + string(n.start[at+1]))
	}
	if n.empty {
		start.WriteString(" or nothing")
	}
	return strings.TrimRight(start.String()+": "+words, " ")
}

func TestAPatternFindsWhatItsExpressionFinds(t *testing.T) {
	pieces := []string{"変更前", "訂正", "前", "旧", "募集", "公募", "を行い", "ました", "た", "。", "更新日", "LAST", "last", "-update", "UPDATED", "掲載", "DAY", "3", "12",
		"日", "月", "曜", "令和", "H", "年", "第", "回", "締切", "x", "y", "a", "b", "\xff", "\ufffd", "あ", " ", "\xed\xa0\x80", "\xe0\x80\x80"}
	var compiled []compiledPair
	for _, c := range patterns {
		compiled = append(compiled, compiledPair{MustPattern(c.form), regexp.MustCompile(c.form)})
	}
	random := rand.New(rand.NewPCG(1, 2))
	found := 0
	for range 20_000 {
		var text strings.Builder
		for range 1 + random.IntN(6) {
			text.WriteString(pieces[random.IntN(len(pieces))])
		}
		for _, c := range compiled {
			if c.same(t, text.String()) {
				found++
			}
		}
	}
	if found < 10_000 {
		t.Errorf("only %d of the texts held a match", found)
	}
}

type compiledPair struct {
	pattern *Pattern
	exp     *regexp.Regexp
}

// same compares every method with the expression's own and reports whether there was a match.
func (c compiledPair) same(t *testing.T, text string) bool {
	t.Helper()
	p, exp := c.pattern, c.exp
	upper := func(s string) string { return "<" + s + ">" }
	for _, c := range []struct{ got, want any }{
		{p.MatchString(text), exp.MatchString(text)},
		{p.FindString(text), exp.FindString(text)},
		{p.FindStringIndex(text), exp.FindStringIndex(text)},
		{p.FindStringSubmatch(text), exp.FindStringSubmatch(text)},
		{p.FindStringSubmatchIndex(text), exp.FindStringSubmatchIndex(text)},
		{p.FindAllStringIndex(text, 2), exp.FindAllStringIndex(text, 2)},
		{p.FindAllStringSubmatchIndex(text, -1), exp.FindAllStringSubmatchIndex(text, -1)},
		{p.ReplaceAllString(text, "-"), exp.ReplaceAllString(text, "-")},
		{p.ReplaceAllStringFunc(text, upper), exp.ReplaceAllStringFunc(text, upper)},
	} {
		if !reflect.DeepEqual(c.got, c.want) {
			t.Fatalf("%s in %q finds %v, want %v", exp, text, c.got, c.want)
		}
	}
	return exp.MatchString(text)
}

// TestABadExpressionIsNoticed at once where the linker asks for it, and with the first text elsewhere.
func TestABadExpressionIsNoticed(t *testing.T) {
	panics := func(f func()) (yes bool) {
		defer func() { yes = recover() != nil }()
		f()
		return false
	}
	bad := MustPattern("(")
	if !panics(func() { bad.MatchString("") }) {
		t.Error("an expression that is none matches or does not")
	}
	parsed = "at_once" // the name that cmd/koubo's TestEveryPatternIsOne gives the linker
	defer func() { parsed = "" }()
	if !panics(func() { MustPattern("(") }) {
		t.Error("an expression that is none is made into a pattern")
	}
}
