package deadline

import (
	"testing"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

func TestContradictingStepsAreDoubted(t *testing.T) {
	for _, c := range []struct {
		text string
		code opportunity.DoubtCode
	}{
		{"質問締切　11月20日\n提案書提出期限　11月13日", orders[0].doubt},
		{"参加表明書提出期限　11月20日\n提案書提出期限　11月13日", orders[1].doubt},
		{"提案書提出期限　12月20日\nプレゼンテーション　12月10日", orders[2].doubt},
		{"提案書提出期限　12月20日\n結果通知　12月10日", orders[3].doubt},
		{"入札書提出期限　12月20日\n開札　12月10日", orders[4].doubt},
		{"提案書提出期限　令和8年10月20日", opportunity.BeforePublication},
		{"質問締切　11月13日\n参加表明書提出期限　11月13日\n提案書提出期限　11月13日\nプレゼンテーション　11月13日", ""},
		{"第1期締切　11月20日\n第2期締切　令和9年2月19日\n第1期審査会　12月10日\n第2期審査会　令和9年3月10日", ""},
	} {
		found := Read(c.text, jdate.Calendar{Ref: "2026-11-02"}).Doubts
		if c.code == "" && len(found) == 0 {
			continue
		}
		if len(found) != 1 || found[0].Code != c.code || found[0].Words == "" {
			t.Errorf("%s: %+v, want %q", c.text, found, c.code)
		}
	}
	if found := Read("提案書提出期限　令和8年10月20日", jdate.Calendar{Ref: "2026-11-02", Sense: jdate.Around}).Doubts; len(found) != 0 {
		t.Errorf("a page whose day of publication is not known: %+v", found)
	}
}
