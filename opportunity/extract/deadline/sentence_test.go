package deadline

import (
	"fmt"
	"strings"
	"testing"

	"koubo/opportunity"
)

// sentences tell a day, and leave it to the heading above them which step it is for.
var sentences = map[string][]string{
	"handed in": {"次の書類を%sまでに、持参又は郵送により提出してください（必着）。", "下記の書類を%sまでに担当課へ提出すること。", "%sまでに、電子メールで送付してください。", "所定の様式に必要事項を記入し、%sまでに提出してください。",
		"提出期限は%sまでとします。", "期限は%s必着です。", "受付は%sまで行います。", "参加資格を有すると認められた者は、次の書類を%sまでに提出してください。", "%sまでに、以下の提出先へ郵送してください。電話での受付はしません。", "市ホームページからダウンロードした様式により、%sまでに提出すること。"},
	"held": {"%sから、市役所で実施します。", "次のとおり開催します。日時は%sです。", "%sに行います。時間は別途連絡します。", "%s（予定）に、オンラインで行います。"},
	"told": {"%sに、本ページで公表します。", "%sまでに、全員に文書で通知します。", "%s（予定）に市ホームページに掲載します。", "%s頃に電子メールで通知します。"},
}

// TestSentenceBelowItsHeading reads days in sentences that name no step themselves by the heading above.
func TestSentenceBelowItsHeading(t *testing.T) {
	for _, head := range []string{"# %s\n", "# 3　%s\n", "# (3) %s\n", "\n■%s\n", "\n3　%s\n"} {
		for _, s := range steps {
			kind := "handed in"
			switch s.role {
			case opportunity.Briefing, opportunity.SiteVisit, opportunity.Presentation, opportunity.Interview:
				kind = "held"
			case opportunity.Answers, opportunity.Selection:
				kind = "told"
			case opportunity.Contract, opportunity.Opening:
				continue
			}
			other, value := fmt.Sprintf(head, "企画提案書の提出")+"次の書類を令和9年1月8日（金曜日）までに提出してください。", "令和8年12月4日（金曜日）"
			if s.role == opportunity.Submission {
				other = fmt.Sprintf(head, "質問の受付") + "質問は、令和8年11月13日（金曜日）までに送付してください。"
			}
			for _, heading := range strings.Split(s.headings, "|") {
				for _, sentence := range sentences[kind] {
					text := fmt.Sprintf(head, "応募資格") + "市税を滞納していないこと。\n" + fmt.Sprintf(head, heading) + fmt.Sprintf(sentence, value) + "\n" + other
					if got := roleOn(text, "2026-12-04"); got != s.role {
						t.Errorf("%q: %s, want %s", text, got, s.role)
					}
				}
			}
		}
	}
}

// TestSignUps: the day by which one signs up for an event is no day of the event.
func TestSignUps(t *testing.T) {
	for _, event := range []string{"説明会", "現地見学会", "説明会及び現地見学会", "オンライン説明会"} {
		for _, form := range []string{
			"EVENTへの参加は、いずれも11月16日（月）までにお申し込みください。", "EVENTは、11月16日（月）正午までに電話で予約してください。", "EVENTについては、11月16日までにメールにより申込みをお願いします。",
			"EVENTに出席する方は、11月16日（月）までに専用フォームからお申し込みください。", "# EVENT\n11月16日（月）までに、総務課へ申し込んでください。",
		} {
			text := strings.ReplaceAll(form, "EVENT", event)
			if got := onlyStep(text); got != "other ~2026-11-16" {
				t.Errorf("%q: %s", text, got)
			}
		}
	}
	for text, want := range map[string]string{
		"説明会は、11月16日（月）に行います。": "briefing 2026-11-16~", "現地見学会は11月16日から11月20日まで受け付けます。": "site_visit 2026-11-16~2026-11-20",
	} {
		if got := onlyStep(text); got != want {
			t.Errorf("%q: %s", text, got)
		}
	}
}
