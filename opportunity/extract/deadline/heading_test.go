package deadline

import (
	"fmt"
	"strings"
	"testing"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// steps are headings that name a step, and labels below them that do not.
var steps = []struct {
	role             opportunity.Role
	headings, labels string
	value            string
}{
	{opportunity.Questions, "質問の受付|質問について|質疑応答|質問及び回答|質問書の提出|仕様書等に関する質問", "提出期限|受付期間|期限|受付期限|締切|提出締切|質問期限|受付締切日|提出期間|締切日時", "令和8年12月4日（金曜日）午後5時まで"},
	{opportunity.Registration, "参加表明書の提出|参加申込|参加意向申出書の提出|参加資格確認申請|参加表明", "提出期限|受付期間|期限|締切|申込期限|提出期間|締切日時", "令和8年12月4日（金曜日）午後5時必着"},
	{opportunity.Submission, "企画提案書の提出|提案書等の提出|応募方法|応募手続|申請書の提出|提案書の受付", "提出期限|受付期間|期限|締切|申込期限|提出期間|締切日時|応募期限", "令和8年12月4日（金曜日）午後5時まで"},
	{opportunity.Briefing, "説明会|事業者説明会|説明会の開催", "日時|開催日時|開催日|日程|期日|実施日|とき", "令和8年12月4日（金曜日）午後2時"},
	{opportunity.SiteVisit, "現地見学会|現地説明会|施設見学会の実施", "日時|開催日時|日程|期日|実施日|とき", "令和8年12月4日（金曜日）午後2時"},
	{opportunity.Answers, "質問への回答|質問に対する回答|質疑回答", "回答日|期日|公表日|日時|回答予定日|回答期日|公表予定日|掲載日", "令和8年12月4日（金曜日）"},
	{opportunity.Presentation, "プレゼンテーション審査|プレゼンテーション|ヒアリングの実施|審査会", "日時|開催日|実施日|日程|期日|実施日時|予定日", "令和8年12月4日（金曜日）午後2時から"},
	{opportunity.Selection, "審査結果の通知|選定結果|結果の通知|選定結果の公表", "通知日|公表日|期日|通知予定日|時期|公表予定日", "令和8年12月4日（金曜日）"},
	{opportunity.Contract, "契約の締結|契約締結|協定の締結", "締結日|期日|予定日|締結予定日|時期", "令和8年12月4日（金曜日）"},
	{opportunity.Interview, "対話の実施|個別対話|サウンディングの実施", "日時|実施日|期日|日程|開催日", "令和8年12月4日（金曜日）午後2時"},
	{opportunity.Opening, "開札|入札及び開札|開札の日時及び場所", "日時|期日|開札日時", "令和8年12月4日（金曜日）午後2時"},
}

// TestLabelBelowItsHeading reads days whose label leaves it to the heading above which step they are for, in all forms in which pages
// and papers set them, beside the last day of another step.
func TestLabelBelowItsHeading(t *testing.T) {
	for _, head := range []string{"# %s\n", "# 3　%s\n", "■%s\n", "【%s】\n", "3　%s\n"} {
		for _, below := range []string{"%s：%s", "%s　%s", "%s\t%s", "%s\n%s", "\n%s\n\n%s", "（1）%s　%s", "（1）%s\n%s", "ア　%s\n　%s", "・%s：%s", "提出先：政策課\n%s：%s", "（1）提出書類　様式1から4まで\n（2）%s　%s", "様式2により電子メールで提出してください。\n%s：%s"} {
			for _, s := range steps {
				other := fmt.Sprintf(head, "企画提案書の提出") + "提出期限：令和9年1月8日（金曜日）まで"
				if s.role == opportunity.Submission {
					other = fmt.Sprintf(head, "質問の受付") + "提出期限：令和8年11月13日（金曜日）まで"
				}
				for _, heading := range strings.Split(s.headings, "|") {
					for _, label := range strings.Split(s.labels, "|") {
						text := fmt.Sprintf(head, "応募資格") + "市税を滞納していないこと。\n" + fmt.Sprintf(head, heading) + fmt.Sprintf(below, label, s.value) + "\n" + other
						if got := roleOn(text, "2026-12-04"); got != s.role {
							t.Errorf("%q: %s, want %s", text, got, s.role)
						}
					}
				}
			}
		}
	}
}

// roleOn returns the role of the deadline on a day of a text, "" for none.
func roleOn(text string, day jdate.Date) opportunity.Role {
	for _, d := range Read(text, jdate.Calendar{Ref: "2026-11-02"}).Deadlines {
		if d.Start == day || d.End == day {
			return d.Role
		}
	}
	return ""
}
