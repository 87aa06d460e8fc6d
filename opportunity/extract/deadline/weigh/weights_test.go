package weigh

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// statements are dates whose class follows from one thing each.
func statements() []Example {
	var all []Example
	for n := range 12 {
		day := jdate.Date("2026-11-20").AddDays(n)
		last := jdate.Expression{End: day, Until: true}
		all = append(all,
			Example{Statement: Statement{Own: "提案書の提出期限", Date: last, Ref: "2026-11-02"}, Class: opportunity.Submission, Weight: 1},
			Example{Statement: Statement{Own: "質問の受付", Date: last, Ref: "2026-11-02"}, Class: opportunity.Questions, Weight: 1},
			Example{Statement: Statement{Own: "システムの保守", Behind: "に停止します", Date: jdate.Expression{Start: day}, Ref: "2026-11-02"}, Class: None, Weight: 1},
		)
	}
	return all
}

func TestWeightsLearnWhatStandsAround(t *testing.T) {
	w := Learn(statements(), 1)
	for _, e := range statements()[:3] {
		j := w.Judge().Weigh(e.Statement)
		total := 0.0
		for i, p := range j {
			total += p.P
			if i > 0 && p.P > j[i-1].P {
				t.Errorf("%+v is not in order", j)
			}
		}
		if math.Abs(total-1) > 1e-9 || j[0].Class != e.Class || j[0].P < .8 || j.Of(e.Class) != j[0].P {
			t.Errorf("%q: %+v, want %s", e.Own, j, e.Class)
		}
	}
	spokeFor, against := w.Reasons(statements()[0].Statement, opportunity.Submission, None, 3)
	if len(spokeFor) != 3 || len(against) > 3 || !strings.Contains(strings.Join(spokeFor, " "), "submission") {
		t.Errorf("for %q, against %q", spokeFor, against)
	}
	if f, a := w.Reasons(statements()[0].Statement, "no class", None, 3); f != nil || a != nil {
		t.Errorf("of no class: %q, %q", f, a)
	}
}

func TestTheSameExamplesGiveTheSameBytes(t *testing.T) {
	var one, two bytes.Buffer
	if err := Learn(statements(), 1).Write(&one); err != nil {
		t.Fatal(err)
	}
	if err := Learn(statements(), 1).Write(&two); err != nil {
		t.Fatal(err)
	}
	if one.String() != two.String() || one.Len() == 0 {
		t.Error("two runs differ")
	}
	w, err := Parse(&one)
	if err != nil {
		t.Fatal(err)
	}
	if j := w.Judge().Weigh(statements()[0].Statement); j[0].Class != opportunity.Submission {
		t.Errorf("read back: %+v", j)
	}
}

func TestBrokenWeightsAreAnError(t *testing.T) {
	for _, text := range []string{"", "# only a remark\n", "classes\tnone submission\nown=submission\tsubmission:x\n",
		"classes\tnone submission\nown=submission\tanswers:0.5\n", "classes\tnone submission\nown=submission\tsubmission\n"} {
		if _, err := Parse(strings.NewReader(text)); err == nil {
			t.Errorf("%q is taken", text)
		}
	}
}

func TestTheLearntWeightsHaveAllRoles(t *testing.T) {
	for _, role := range []opportunity.Role{None, opportunity.Submission, opportunity.Registration, opportunity.Questions, opportunity.Answers, opportunity.Period} {
		found := false
		for _, c := range Learnt().Alone.Classes {
			found = found || c == role
		}
		if !found {
			t.Errorf("the weights know nothing of %s", role)
		}
	}
}

// TestLongWordsAreBounded keeps a page of one endless line from costing more than its bytes.
func TestLongWordsAreBounded(t *testing.T) {
	long := strings.Repeat("提出期限", 5000)
	count := 0
	s := Statement{Own: long, Before: long, Behind: long, Rest: long, Cell: long, Heading: long, Above: long, Sentence: true}
	s.features(verdicts{}, func([]byte) { count++ })
	if count > 1000 {
		t.Errorf("%d features", count)
	}
}

// TestBrokenCharactersAreWeighed covers words that are no UTF-8, which any page may hold.
func TestBrokenCharactersAreWeighed(t *testing.T) {
	for _, words := range []string{"\xff", "提\xe6", "\xe6\x8f", "提出\xff期限", "まで\xe3\x81"} {
		s := Statement{Own: words, Before: words, Behind: words, Rest: words, Cell: words, Heading: words, Sentence: true}
		if j := Learnt().Alone.Judge().Weigh(s); len(j) == 0 || j[0].P <= 0 {
			t.Errorf("%q: %+v", words, j)
		}
	}
}
