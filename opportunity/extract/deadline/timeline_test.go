package deadline

import (
	"slices"
	"testing"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

func TestAnEarlierCallsClosingDayIsAMention(t *testing.T) {
	following := jdate.Calendar{Ref: "2026-11-02"}
	for _, c := range []struct {
		text            string
		steps, mentions int
	}{
		{"提案書提出期限　令和8年12月4日\n不採用の提案（応募締切　令和7年12月19日）も受け付けます", 1, 1},
		{"提案書提出期限　令和8年12月4日\n参加表明書提出期限　令和8年10月20日", 2, 0},
		{"提案書提出期限　令和8年9月18日", 1, 0}, // the day of publication may be wrong
		{"提案書提出期限　令和7年10月31日", 0, 1},
		{"提案書提出期限　令和8年12月4日\nプレゼンテーション　令和7年12月19日", 1, 1},
	} {
		s := Read(c.text, following)
		if len(s.Deadlines) != c.steps || len(s.Mentions) != c.mentions {
			t.Errorf("%s: steps %+v, mentions %+v", c.text, s.Deadlines, s.Mentions)
		}
	}
	steps := []opportunity.Deadline{{Role: opportunity.Submission, End: "2026-12-04"}, {Role: opportunity.Submission, End: "2025-12-19"}}
	for changed, want := range map[jdate.Date]int{"2026-11-02": 1, "2026-12-04": 1, "2026-12-05": 2, "2026-05-01": 2} {
		if own, _ := withoutFormer(steps, jdate.Calendar{Ref: changed, Sense: jdate.Around}); len(own) != want {
			t.Errorf("where only the day of the last change is known, %s: %+v", changed, own)
		}
	}
}

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
		found := slices.DeleteFunc(Read(c.text, jdate.Calendar{Ref: "2026-11-02"}).Doubts, func(d opportunity.Doubt) bool { return d.Code == opportunity.UnlikelyRole })
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
