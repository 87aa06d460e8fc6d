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
}
