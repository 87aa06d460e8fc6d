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
		want      float64
	}{
		{"8 質問の受付", "(1) 提出期限", opportunity.Questions, headed},
		{"質問に対する回答", "ア 期日:", opportunity.Answers, headed},
		{"質問の受付", "回答の期限", opportunity.Questions, 0},
		{"質問の受付", "提出期限", opportunity.Submission, 0},
		{"資料", "提出期限", opportunity.Submission, 0},
	} {
		l := labelled{roles: []opportunity.Role{c.role}, around: weigh.Statement{Heading: c.head, Own: c.own}}
		if got := headOverrules(l); got != c.want {
			t.Errorf("%s, %s as %s: %v, want %v", c.head, c.own, c.role, got, c.want)
		}
	}
}
