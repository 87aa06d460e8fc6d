package deadline

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// TestDoubtfulDays holds each doubt to its bound: what is kept of the text, "role start~end", and why it is doubted.
func TestDoubtfulDays(t *testing.T) {
	following, around := jdate.Calendar{Ref: "2026-11-02"}, jdate.Calendar{Ref: "2026-11-02", Sense: jdate.Around}
	for _, c := range []struct {
		cal               jdate.Calendar
		text, want, words string
		code              opportunity.DoubtCode
	}{
		{following, "提出期限：令和8年11月31日（火）", "", "令和8年11月31日(火)", opportunity.NoSuchDay},
		{following, "提出期限　2月30日　17時", "", "2月30日", opportunity.NoSuchDay},
		{following, "提出期限　令和8年13月1日", "", "令和8年13月1日", opportunity.NoSuchDay},
		{following, "提出期限\t令和八年十一月三十一日", "", "令和八年十一月三十一日", opportunity.NoSuchDay},
		{following, "受付期間　11月9日～11月31日", "submission 2026-11-09~", "11月31日", opportunity.NoSuchDay},
		{following, "提出期限：11月31日、質問期限：11月20日", "questions ~2026-11-20", "11月31日", opportunity.NoSuchDay},
		{following, "提出期限を11月20日から11月31日に変更します", "", "11月31日", opportunity.NoSuchDay},
		{following, "説明会　11月12日（木）\n提出期限　11月31日17時", "briefing 2026-11-12~", "11月31日", opportunity.NoSuchDay},
		{following, "委託期間　契約日から令和9年2月29日まで", "", "令和9年2月29日", opportunity.NoSuchDay},
		{following, "納税証明書の発行日　11月31日", "", "", ""},
		{following, "申請書　〇月〇日、令和〇年〇月〇日", "", "", ""},
		{following, "提出期限　令和10年11月2日", "submission ~2028-11-02", "", ""},
		{following, "提出期限　令和10年11月3日", "submission ~2028-11-03", "令和10年11月3日", opportunity.FarAway},
		{following, "質問への回答　令和6年11月2日", "answers 2024-11-02~", "", ""},
		{following, "質問への回答　令和6年11月1日", "answers 2024-11-01~", "令和6年11月1日", opportunity.FarAway},
		{around, "提出期限　令和6年11月1日", "submission ~2024-11-01", "", ""},
		{around, "提出期限　令和10年11月3日", "submission ~2028-11-03", "令和10年11月3日", opportunity.FarAway},
		{following, "委託期間　令和9年4月1日～令和14年3月31日", "period 2027-04-01~2032-03-31", "", ""},
		{following, "契約締結　令和11年4月1日", "contract 2029-04-01~", "", ""},
		{jdate.Calendar{}, "提出期限　令和20年11月3日", "submission ~2038-11-03", "", ""},
		{following, "受付　11月20日", "submission ~2026-11-20", "11月20日", opportunity.WeakLabel},
		{following, "申込受付　11月20日（金）まで", "submission ~2026-11-20", "", ""},
		{following, "受付　11月20日（必着）", "submission ~2026-11-20", "", ""},
		{following, "受付　11月9日～11月20日", "submission 2026-11-09~2026-11-20", "", ""},
		{around, "提出期限　7月30日", "submission ~2027-07-30", "", ""},
		{around, "提出期限　7月31日", "submission ~2027-07-31", "7月31日", opportunity.YearGuessed},
		{following, "提出期限　7月31日", "submission ~2027-07-31", "", ""},
		{around, "提出期限　10月30日（金）", "submission ~2026-10-30", "", ""},
		{following, "# 提案書の提出\n寄託票　11月24日まで", "submission ~2026-11-24", "11月24日まで", opportunity.BorrowedLabel},
		{following, "提出期限は11月20日、寄託票 11月24日まで", "submission ~2026-11-20 | submission ~2026-11-24", "11月24日まで", opportunity.BorrowedLabel},
		{following, "このほか、提案書は12月4日までに提出してください。", "", "このほか、提案書は12月4日までに提出してください。", opportunity.ClosingUnread},
		{following, "引換証　11月24日まで", "", "引換証　11月24日まで", opportunity.ClosingUnread},
		{following, "このほか、提案書は10月4日までに提出してください（終了）。", "", "", ""},
		{following, "提出期限　11月20日（金）\n# ほかの募集\n公園の命名権　申込みは12月4日（金）まで", "submission ~2026-11-20", "", ""},
	} {
		s := Read(c.text, c.cal)
		var got []string
		for _, d := range s.Deadlines {
			got = append(got, fmt.Sprintf("%s %s~%s", d.Role, d.Start, d.End))
		}
		if g := strings.Join(got, " | "); g != c.want {
			t.Errorf("%s: got %q, want %q", c.text, g, c.want)
		}
		s.Doubts = slices.DeleteFunc(s.Doubts, func(p opportunity.Doubt) bool {
			return p.Code == opportunity.BeforePublication || p.Code == opportunity.UnlikelyRole
		})
		if c.code == "" && len(s.Doubts) == 0 {
			continue
		}
		if len(s.Doubts) != 1 || s.Doubts[0] != (opportunity.Doubt{Field: "deadlines", Words: c.words, Code: c.code}) {
			t.Errorf("%s: problems %+v, want %q: %s", c.text, s.Doubts, c.words, c.code)
		}
	}
}

// TestGuessedYearFarAwayIsNoDeadline covers years carried from a day of the text, not written at the deadline itself.
func TestGuessedYearFarAwayIsNoDeadline(t *testing.T) {
	const text = "提出期限 11月3日"
	l := labelled{roles: []opportunity.Role{opportunity.Submission}}
	l.To = len(text)
	l.End, l.Guessed = "2028-11-03", "2028-11-03"
	w := keeper{cal: jdate.Calendar{Ref: "2026-11-02"}}
	if w.believable(l, text) || len(w.doubts) != 1 || w.doubts[0].Code != opportunity.FarGuess {
		t.Errorf("a guessed year far away is kept: %+v", w.doubts)
	}
	l.End, l.Guessed = "2028-11-02", "2028-11-02"
	if !w.believable(l, text) {
		t.Error("24 months are not over 24 months")
	}
}

// TestRoughDeadlinesAreDoubted: who reads a call that closes about some time is told to look at its page.
func TestRoughDeadlinesAreDoubted(t *testing.T) {
	for text, want := range map[string]opportunity.DoubtCode{
		"# 募集期間\n12月中旬まで":                       opportunity.VagueDeadline,
		"応募受付\t令和8年12月末頃まで":                     opportunity.VagueDeadline,
		"提案書は、年内を目途に提出してください。\n提出期限 年内締切":       opportunity.VagueDeadline,
		"申込みは12月まで受け付けます。":                      opportunity.VagueDeadline,
		"# 募集期間\n12月中旬まで\n応募書類の提出期限\t12月18日（金）": "",
		"# 募集期間\n12月18日（金）まで":                   "",
		"# 募集期間\n10月中旬まで":                       "",
		"受付は令和8年10月末まででしたが、提案書の提出は1月まで受け付けます。":  opportunity.VagueDeadline,
		"応募受付\t令和8年3月末頃まで":                      "",
		"応募受付\t令和9年9月末頃まで":                      opportunity.VagueDeadline,
		"# 休館\n改修工事のため、12月中旬まで休館します。":           "",
		"# 事業期間\n契約締結の日から令和9年3月まで":              "",
		"募集は随時受け付けます。\n12月中旬までに結果をお知らせします。":     "",
	} {
		var got opportunity.DoubtCode
		if doubts := Read(text, jdate.Calendar{Ref: "2026-11-02"}).Doubts; len(doubts) > 0 {
			got = doubts[0].Code
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
