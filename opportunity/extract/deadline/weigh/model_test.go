package weigh

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// texts are of two kinds: in one the closing day stands alone, in the other a bare date of the same words stands beside days that are no steps.
func texts() (all []Example) {
	for n := range 24 {
		day := jdate.Date("2026-11-20").AddDays(n)
		name := fmt.Sprint("text ", n)
		closing := Statement{Own: "締切", Date: jdate.Expression{End: day, Until: true}, Ref: "2026-11-02", LineAt: 1}
		if n%2 == 0 {
			all = append(all, Example{Statement: closing, Text: name, Class: opportunity.Submission, Weight: 1})
			continue
		}
		for line := range 3 {
			held := Statement{Own: "前回の開催", Date: jdate.Expression{Start: day.AddDays(-300 - line)}, Ref: "2026-11-02", LineAt: line + 2}
			all = append(all, Example{Statement: held, Text: name, Class: None, Weight: 1})
		}
		all = append(all, Example{Statement: closing, Text: name, Class: None, Weight: 1})
	}
	return all
}

func TestDatesAreWeighedInViewOfEachOther(t *testing.T) {
	m := LearnModel(texts(), 1)
	wrongAlone := 0
	for text := range Texts(texts()[:5]) {
		text = slices.Clone(text)
		statements := statementsOf(text)
		for i, j := range m.Weigh(statements) {
			if s := statements[i]; s.Others == nil || m.WeightsFor(s) != m.Together {
				t.Fatalf("%q is weighed alone", s.Own)
			}
			if j[0].Class != text[i].Class || j[0].P < .7 {
				t.Errorf("%q among %d dates: %+v, want %s", text[i].Own, len(text), j, text[i].Class)
			}
		}
		last := text[len(text)-1]
		last.Others = nil
		if m.Alone.Judge().Weigh(last.Statement)[0].Class != last.Class {
			wrongAlone++
		}
	}
	if wrongAlone != 1 {
		t.Errorf("alone, %d of two closing days are taken for something else, so that this test tests nothing", wrongAlone)
	}
}

func TestAModelReadBackWeighsTheSame(t *testing.T) {
	m := LearnModel(texts(), 1)
	var alone, together bytes.Buffer
	if err := m.Alone.Write(&alone); err != nil {
		t.Fatal(err)
	}
	if err := m.Together.Write(&together); err != nil {
		t.Fatal(err)
	}
	again, err := ParseModel(&alone, &together)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := again.WeighExamples(texts()[:1])[0][0], m.WeighExamples(texts()[:1])[0][0]; got.Class != want.Class || max(got.P-want.P, want.P-got.P) > .05 {
		t.Errorf("%+v, before it was written %+v", got, want)
	}
	if _, err := ParseModel(&alone, bytes.NewReader([]byte("x"))); err == nil {
		t.Error("a broken file is taken")
	}
}

func TestWhatIsSeenOfOtherDates(t *testing.T) {
	judged := func(class opportunity.Role, p float64) Judgement {
		second := None
		if class == None {
			second = opportunity.Submission
		}
		return Judgement{{class, p}, {second, 1 - p}}
	}
	at := func(day jdate.Date, section, line int) *Statement {
		return &Statement{Date: jdate.Expression{End: day}, SectionAt: section, LineAt: line}
	}
	text := []*Statement{at("2026-11-20", 0, 1), at("2026-11-27", 0, 2), at("2026-12-04", 0, 2), at("2026-11-27", 1, 9), at("2026-12-18", 1, 10)}
	all := []Judgement{judged(None, .9), judged(opportunity.Submission, .6), judged(opportunity.Questions, .7), judged(opportunity.Submission, .8), judged(opportunity.Submission, .75)}
	o := othersOf(text, all, 1)
	if o.Section.Dates != 2 || o.Section.LastDays != 1 || o.Section.None < .59 || o.Section.None > .61 || o.Line.Dates != 1 || o.LastDays != 3 {
		t.Errorf("company: %+v", o)
	}
	if o.Before.Class != None || o.After.Class != opportunity.Questions {
		t.Errorf("before %+v, after %+v", o.Before, o.After)
	}
	if o.Rival != .75 || o.Near || o.Again != .8 {
		t.Errorf("rival %v near %v, again %v", o.Rival, o.Near, o.Again)
	}
	if first := othersOf(text, all, 0); first.Before.Class != "" || first.Rival != .8 {
		t.Errorf("the first date: %+v", first)
	}
	if lone := othersOf(text[:1], all[:1], 0); lone.Section.Dates != 0 || lone.Rival != 0 || lone.After.Class != "" {
		t.Errorf("a lone date: %+v", lone)
	}
}
