package weigh

import (
	"slices"
	"strings"
	"testing"

	"koubo/opportunity"
)

// examples are titles whose classes follow from one word each.
func examples() (all []Example) {
	for _, name := range []string{"窓口業務", "清掃業務", "警備業務", "広報業務", "点検業務", "測量業務"} {
		all = append(all,
			Example{Title: Title{Text: name + "の公募", Stem: name + "の公募"}, Call: "yes", Kind: opportunity.Proposal, Stage: opportunity.OpenCall, Weight: 1},
			Example{Title: Title{Text: name + "の結果", Stem: name + "の結果"}, Call: "no", Kind: opportunity.Proposal, Stage: opportunity.Result, Weight: 1},
			Example{Title: Title{Text: name + "の手引き", Stem: name + "の手引き"}, Call: "no", Kind: None, Weight: 1},
		)
	}
	return all
}

func TestWeightsLearnWhatTitlesSay(t *testing.T) {
	l := Learn(examples())
	w, err := l.Weights()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		title string
		call  bool
		none  bool
		stage opportunity.Stage
	}{{"設計業務の公募", true, false, opportunity.OpenCall}, {"設計業務の結果", false, false, opportunity.Result}, {"設計業務の手引き", false, true, opportunity.OpenCall}} {
		title := Title{Text: c.title, Stem: c.title}
		j := w.Weigh(&title)
		stage := j.StageOver(opportunity.OpenCall)
		if j.Calls(stage) != c.call || (j.None > .5) != c.none || !c.none && (stage != c.stage || j.KindOver("") != opportunity.Proposal) {
			t.Errorf("%s: %+v", c.title, j)
		}
	}
	title := Title{Text: "設計業務の公募", Stem: "設計業務の公募"}
	spokeFor, against := w.Reasons(&title, "call", 3)
	if len(spokeFor) != 3 || len(against) > 3 || !strings.Contains(strings.Join(spokeFor, " "), "公募") || slices.Contains(spokeFor, always) {
		t.Errorf("for %q, against %q", spokeFor, against)
	}
}

func TestTheSameTitlesGiveTheSameBytes(t *testing.T) {
	var one, two strings.Builder
	if err := Learn(examples()).Write(&one); err != nil {
		t.Fatal(err)
	}
	if err := Learn(examples()).Write(&two); err != nil {
		t.Fatal(err)
	}
	if one.String() != two.String() || one.Len() == 0 {
		t.Error("two runs differ")
	}
}

func TestBrokenWeightsAreAnError(t *testing.T) {
	for _, text := range []string{"", "# only a remark\n", "~公募\tcall:x\n", "~公募\tnobody:3\n", "~公募\n", "~公募\tcall:99999\n"} {
		if _, err := Parse(text); err == nil {
			t.Errorf("%q is taken", text)
		}
	}
}

// TestLongTitlesAreBounded keeps a title of many words from costing more than its bytes, and broken characters from harm.
func TestLongTitlesAreBounded(t *testing.T) {
	long, count := strings.Repeat("(公募)の結果", 2000), 0
	title := Title{Text: long, Stem: long}
	title.features(func(uint64, string, string) { count++ })
	if count > 3000 {
		t.Errorf("%d features", count)
	}
	for _, words := range []string{"", "\xff", "公\xe6", "(公募\xe3\x81"} {
		title := Title{Text: words, Stem: words}
		if j := Learnt().Weigh(&title); !(j.Call >= 0 && j.Call <= 1) {
			t.Errorf("%q: %+v", words, j)
		}
	}
}

func BenchmarkWeigh(b *testing.B) {
	title := Title{Text: "窓口業務委託に係る公募型プロポーザルの実施について", Stem: "窓口業務委託に係る公募型プロポーザルの実施"}
	w := Learnt()
	for b.Loop() {
		w.Weigh(&title)
	}
}

// BenchmarkParse is what the first title of a run costs.
func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		if _, err := Parse(learnt); err != nil {
			b.Fatal(err)
		}
	}
}
