package deadline

import (
	"testing"

	"koubo/opportunity"
	"koubo/opportunity/extract/deadline/weigh"
)

// TestAHeadThatNamesTheStepIsOverruledByLittle: where the label below it is bare, and it is what the table went by.
func TestAHeadThatNamesTheStepIsOverruledByLittle(t *testing.T) {
	for _, c := range []struct {
		head, own string
		role      opportunity.Role
		class     opportunity.Role // that the weights are for
		want      float64
	}{
		{"8 質問の受付", "(1) 提出期限", opportunity.Questions, weigh.None, headed},
		{"質問に対する回答", "ア 期日:", opportunity.Answers, weigh.None, headed},
		{"質問の受付", "回答の期限", opportunity.Questions, weigh.None, 0},
		{"質問の受付", "提出期限", opportunity.Submission, weigh.None, 0},
		{"質問提出期限", "", opportunity.Questions, opportunity.Submission, headed},
		{"質問提出期限", " (", opportunity.Questions, weigh.None, 0},
		{"資料", "提出期限", opportunity.Submission, weigh.None, 0},
	} {
		l := labelled{roles: []opportunity.Role{c.role}, around: weigh.Statement{Heading: c.head, Own: c.own}}
		if got := headOverrules(l, c.class); got != c.want {
			t.Errorf("%s, %s as %s against %s: %v, want %v", c.head, c.own, c.role, c.class, got, c.want)
		}
	}
	for cell, want := range map[string]float64{"(2) 受付期間": headed, "提出期限": headed, "企画提案書 提出期限": 0, "受付": headed} { // the label of the row
		l := labelled{roles: []opportunity.Role{opportunity.Registration}, around: weigh.Statement{Heading: "6 参加申込", Cell: cell}}
		if got := headOverrules(l, opportunity.Submission); got != want {
			t.Errorf("a row %s: %v, want %v", cell, got, want)
		}
	}
}
