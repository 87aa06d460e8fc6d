package accuracy

import (
	"slices"
	"strings"
	"testing"

	"koubo/opportunity"
	"koubo/parsers/page"
)

// TestPhrasesAreComparedValueByValue holds the scores to phrases whose labels are right, wrong in the role, wrong in the
// day and wanting what is not there.
func TestPhrasesAreComparedValueByValue(t *testing.T) {
	const lines = `{"id":"p1","text":"提出期限 令和8年11月6日（金）","published":"2026-10-05","cat":"plain","want":{"dates":[{"role":"submission","end":"2026-11-06"}]}}
{"id":"p2","text":"提出期限 令和8年11月6日（金）","published":"2026-10-05","cat":"plain","want":{"dates":[{"role":"registration","end":"2026-11-06"}]}}

{"id":"p3","text":"質問受付期限 令和8年11月6日（金）","published":"2026-10-05","want":{"dates":[{"role":"questions","end":"2026-11-09"}]}}
{"id":"p4","text":"随時募集しています。","want":{"dates":[{"role":"briefing","start":"2026-11-09"}],"rolling":true}}`
	cases, err := Phrases([]byte(lines))
	if err != nil {
		t.Fatal(err)
	}
	r := Summarize("phrases", cases, Both, true)
	whole := r.Parts[0]
	if whole.Cases != 4 || whole.Exact != 1 || whole.WrongMain != 2 || whole.WrongSure != 2 || whole.Incomplete != 2 {
		t.Errorf("all: %+v", whole)
	}
	for name, want := range map[string]Tally{"dates": {1, 3, 4}, MainDates: {1, 3, 3}, "rolling": {1, 1, 1}, roleIndent + "submission": {1, 2, 1}} {
		if got := whole.Fields[name]; got != want {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
	if odd, even := r.Parts[1], r.Parts[2]; odd.Cases != 2 || odd.Exact != 1 || even.Cases != 2 || even.Exact != 0 {
		t.Errorf("halves: %+v %+v", odd, even)
	}
	if names := r.Parts[3:]; len(names) != 2 || names[0].Name != "none" || names[1].Name != "plain" || names[1].Cases != 2 {
		t.Errorf("categories: %+v", names)
	}
	for _, want := range []Confusion{{"role", "registration", "submission", 1}, {"role", "questions", "questions (other days)", 1}, {"role", "briefing", "–", 1}} {
		if !slices.Contains(r.Confusions, want) {
			t.Errorf("%+v is not among %+v", want, r.Confusions)
		}
	}
	if len(r.Misses) != 3 || r.Misses[0].Case != "p2" || !strings.Contains(r.Misses[0].Words["submission ~2026-11-06"], "提出期限") {
		t.Errorf("misses: %+v", r.Misses)
	}
	if shown := Summarize("phrases", cases, Even, false).Misses; len(shown) != 2 {
		t.Errorf("%d misses of the even half, want 2", len(shown))
	}
}

func TestTallies(t *testing.T) {
	none, some := Tally{}, Tally{Right: 3, Read: 4, Wanted: 6}
	if none.Precision() != 1 || none.Recall() != 1 || none.F1() != 1 {
		t.Errorf("nothing read of nothing wanted is %v %v %v", none.Precision(), none.Recall(), none.F1())
	}
	if some.Precision() != .75 || some.Recall() != .5 || some.F1() != .6 {
		t.Errorf("%v %v %v", some.Precision(), some.Recall(), some.F1())
	}
}

// TestHalves: the last number in a name decides, without one the place.
func TestHalves(t *testing.T) {
	for id, want := range map[string]Half{"q007": Odd, "d12-camp": Even, "2-d01": Odd, "aoba": Odd} {
		if got := HalfOf(id, 0); got != want {
			t.Errorf("%s is %s, want %s", id, got, want)
		}
	}
	if HalfOf("aoba", 1) != Even {
		t.Error("the second case without a number is odd")
	}
}

// TestPagesCountDoubtsAndAlternatives: only scored fields count, other right values are right, a doubted wrong date is told
// from one that is shown as sure.
func TestPagesCountDoubtsAndAlternatives(t *testing.T) {
	const labels = `{"want":{"url":"https://www.city.example.jp/1.html","title":"広場の提案募集","kind":"proposal","deadlines":[{"role":"submission","end":"2026-12-04"}],
"contact":{"phone":"0265-00-0001","department":"企画課"},"budget_yen":5000000,"scored":["title","deadlines","contact","budget_yen"],"also_right":{"phone":["０２６５－００－０００２"],"department":[null]}}}`
	read := func(page.Page) (opportunity.Draft, error) {
		return opportunity.Draft{Title: "広場の提案募集", Text: "提出期限\t令和8年12月7日（月）\n提案上限額\t5,000,000円（税込）", Contact: opportunity.Contact{Phone: "0265-00-0002"}, Detail: opportunity.DetailRead}, nil
	}
	c, err := Page("1", nil, []byte(labels), read)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"title", "phone", "department", "budget_yen"} {
		if f, ok := c.field(name); !ok || !f.isRight() {
			t.Errorf("%s: %+v", name, f)
		}
	}
	if _, scored := c.field("stage"); scored {
		t.Error("stage counts, which is not scored")
	}
	if p := Summarize("pages", []Case{c}, Both, false).Parts[0]; p.WrongMain != 1 || p.WrongSure != 1 || p.Exact != 0 {
		t.Errorf("sure: %+v", p)
	}
	c.Doubted = true
	if p := Summarize("pages", []Case{c}, Both, false).Parts[0]; p.WrongSure != 0 || p.Doubted != 1 {
		t.Errorf("doubted: %+v", p)
	}
}

// TestTheBodysOwnNameIsNoDifference: a department counts with its body's name in front and without, among other right values, too.
func TestTheBodysOwnNameIsNoDifference(t *testing.T) {
	for read, right := range map[string]bool{"企画課": true, "若葉市企画課": true, "動物愛護センター": true, "若葉市動物愛護センター": true, "総務課": false} {
		labels := `{"title":"広場の提案募集","issuer":"若葉市","contact":{"department":"若葉市企画課"},"scored":["contact"],"also_right":{"department":["若葉市動物愛護センター"]}}`
		c, err := Page("1", nil, []byte(labels), func(page.Page) (opportunity.Draft, error) {
			return opportunity.Draft{Title: "広場の提案募集", Contact: opportunity.Contact{Department: read}, Department: read}, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if f, ok := c.field("department"); !ok || f.isRight() != right {
			t.Errorf("%s: %+v, want right %v", read, f, right)
		}
	}
}

func TestLists(t *testing.T) {
	const body = `<html><body><main><h1>入札・公募</h1><ul><li><a href="/a/3.html">公用車のネーミングライツパートナー募集</a>（2026年11月5日）</li><li><a href="/a/2.html">駅前広場活用のサウンディング調査</a>（2026年11月4日）</li>
<li><a href="/a/1.html">庁舎清掃業務の公募型プロポーザル</a>（2026年11月2日）</li></ul></main></body></html>`
	const labels = "url\ttitle\tdate\nhttps://www.city.example.jp/a/1.html\t庁舎清掃業務の 公募型プロポーザル\t2026-11-02\nhttps://www.city.example.jp/a/2.html\t別の題\t2026-11-04\nhttps://www.city.example.jp/a/9.html\tない\t\n"
	c, err := List("l1", []byte(body), []byte(labels), []byte("name\turl\nl1\thttps://www.city.example.jp/a/\n"))
	if err != nil {
		t.Fatal(err)
	}
	p := Summarize("lists", []Case{c}, Both, false).Parts[0]
	for name, want := range map[string]Tally{"items": {2, 3, 3}, "title": {1, 2, 2}, "date": {2, 2, 2}} {
		if got := p.Fields[name]; got != want {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
}

// TestListsAreReadOnADay: years that a list does not write are counted from the day that its manifest says it was read.
func TestListsAreReadOnADay(t *testing.T) {
	const body = `<main><h1>入札・公募</h1><ul><li>12月2日 <a href="/a/1.html">庁舎清掃業務の公募型プロポーザル</a></li></ul></main>`
	const labels = "url\ttitle\tdate\nhttps://www.city.example.jp/a/1.html\t庁舎清掃業務の公募型プロポーザル\t2025-12-02\n"
	for manifest, want := range map[string]Tally{"name\turl\tread\nl1\thttps://www.city.example.jp/a/\t2026-11-29\n": {1, 1, 1}, "name\turl\nl1\thttps://www.city.example.jp/a/\n": {0, 0, 1}} {
		c, err := List("l1", []byte(body), []byte(labels), []byte(manifest))
		if got := Summarize("lists", []Case{c}, Both, false).Parts[0].Fields["date"]; err != nil || got != want {
			t.Errorf("%q: %+v, %v; want %+v", manifest, got, err, want)
		}
	}
}

// TestBadLabelsAreNamed: what is no labelled file says where it is none.
func TestBadLabelsAreNamed(t *testing.T) {
	for name, test := range map[string]struct {
		read func([]byte) ([]Case, error)
		data string
		says string
	}{
		"phrases, no JSON": {Phrases, "{\"id\":\"a\",\"text\":\"x\"}\n{", "line 2"},
		"phrases, no text": {Phrases, `{"id":"a"}`, "line 1: no text"},
		"titles, empty":    {Titles, "", "no head row"},
		"titles, columns":  {Titles, "id\ttitle\tkind\n", "no column is_opportunity"},
	} {
		if _, err := test.read([]byte(test.data)); err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v, want %q", name, err, test.says)
		}
	}
	if _, err := Page("p", nil, []byte("["), nil); err == nil {
		t.Error("a page's labels that are no object are taken")
	}
	if _, err := List("l", nil, []byte("a\tb\n"), nil); err == nil {
		t.Error("a list's labels without addresses are taken")
	}
}
