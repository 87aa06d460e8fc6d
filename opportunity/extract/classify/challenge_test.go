package classify

import (
	"testing"

	"koubo/opportunity"
)

// TestChallenges leaves what a body puts before others as a numbered wish to its page, and takes it for a call where that asks companies.
func TestChallenges(t *testing.T) {
	const (
		firms  = "ともに解決に取り組む企業からの提案を受け付けます。\n応募締切\t2026年12月20日"
		pupils = "対象 市内在住の小学生とその保護者\n自由研究の計画を立てます。\n応募締切\t2026年12月20日"
	)
	for title, want := range map[string]bool{
		"【課題12】雪かきの担い手を確保したい": true, "テーマ3 高齢者の外出の機会を増やしたい": true, "【行政課題】窓口の混雑を減らしたい": true, "地域課題No.4：空き店舗を減らしたい": true,
		"住民票の写しを取りたい": false, "引っ越しをしたい": false, "課題図書を予約したい": false,
	} {
		if got := Triage(title, "", nil); got.Undecided != want || got.Keep != want {
			t.Errorf("%s is left to its page: %+v", title, got)
		}
		for text, invites := range map[string]bool{firms: want, pupils: false} {
			c := ClassifyPage(opportunity.Draft{Title: title, Text: text}, Known{})
			if c.IsOpportunity != invites || invites && (c.Kind != opportunity.Collaboration || c.Stage != opportunity.OpenCall) {
				t.Errorf("%s with %q: %s, %s, asks companies %v", title, text, c.Kind, c.Stage, c.IsOpportunity)
			}
		}
	}
}
