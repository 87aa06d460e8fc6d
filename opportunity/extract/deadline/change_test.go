package deadline

import (
	"slices"
	"strings"
	"testing"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// TestChangedDays keeps the new one of two days alone, in all forms in which pages set an old and a new value, beside a step that
// stays.
func TestChangedDays(t *testing.T) {
	marks := [][2]string{{"変更前", "変更後"}, {"訂正前", "訂正後"}, {"改正前", "改正後"}, {"延長前", "延長後"}, {"旧", "新"}, {"誤", "正"}}
	marked := []string{
		"# 項目\tOLD\tNEW\nLABEL\tA\tB", "# OLD\tNEW\nLABEL A\tLABEL B", "# 区分\tLABEL\nOLD\tA\nNEW\tB",
		"LABEL\n（OLD）A\n（NEW）B", "LABEL\nOLD：A\nNEW：B", "LABEL\nOLD　A\nNEW　B", "LABEL\n【OLD】A\n【NEW】B", "LABEL\n＜OLD＞　A\n＜NEW＞　B",
		"（OLD）\nLABEL　A\n\n（NEW）\nLABEL　B", "【OLD】\nLABEL　A\n【NEW】\nLABEL　B", "OLD\nLABEL：A\n\nNEW\nLABEL：B",
		"LABEL　（OLD）A　（NEW）B", "LABEL\t【OLD】A　【NEW】B",
		"項目\tOLD\tNEW\n上限額\t１８７，０００千円\t１９５，８００千円\nLABEL\tA\tB", "No.\t項目\tOLD\tNEW\n1\t資格\t市内の者\t県内の者\n2\tLABEL\tA\tB",
		"OLD\tNEW\n第３条　業務の範囲\t第３条　業務の範囲及び期間\nLABEL　A\tLABEL　B",
		"（OLD）LABEL　A　（NEW）LABEL　B",
	}
	told := []string{
		"LABELをAからBに変更します。", "LABELを、AからBまで延長しました。", "LABELについて、「A」を「B」に改めます。", "LABELはAとしていましたが、Bに変更しました。",
		"LABELは、AまでとしていたものをBまで延長します。", "LABEL：A → B", "LABEL\tBに延長しました", "LABEL：Bに延長いたしました。", "LABEL　Bに変更しました。", "LABEL：Bに延期しました", "LABEL\tA⇒B", "LABEL　B（変更前：A）", "LABEL：B（当初：A）", "LABEL　B※Aから変更しました", "LABEL\tB（Aから延長）", "LABEL：B（延長前　A）", "LABEL　B【変更前 A】",
		"変更後のLABEL\nB\n（変更前　A）", "変更後のLABEL\nB\n※変更前はAでした。",
	}
	var forms []string
	for _, form := range marked {
		for _, m := range marks {
			forms = append(forms, strings.NewReplacer("OLD", m[0], "NEW", m[1]).Replace(form))
		}
	}
	days := [][2]string{{"令和8年11月20日（金曜日）午後5時", "令和8年12月4日（金曜日）午後5時"}, {"令和8年（2026年）11月20日（金）", "令和8年（2026年）12月4日（金）"}, {"11月20日（金）17時", "12月4日（金）17時"}}
	for _, form := range append(forms, told...) {
		for label, want := range map[string]opportunity.Role{"質問書の提出期限": opportunity.Questions, "参加表明書の提出期限": opportunity.Registration, "企画提案書の提出期限": opportunity.Submission} {
			for _, d := range days {
				text := "次のとおり変更しましたので、お知らせします。\n\n" + strings.NewReplacer("LABEL", label, "A", d[0], "B", d[1]).Replace(form) + "\n\n# 審査会\n12月18日（金）"
				s := Read(text, jdate.Calendar{Ref: "2026-11-02"})
				last := slices.DeleteFunc(slices.Clone(s.Deadlines), func(d opportunity.Deadline) bool { return !d.Role.HasLastDay() })
				if len(last) != 1 || last[0].Role != want || last[0].End != "2026-12-04" || last[0].Start != "" {
					t.Errorf("%q: %+v", text, s.Deadlines)
				}
			}
		}
	}
}

// TestADayOnWhichSomethingWasChanged is no step: an entry of a log names what was changed on it.
func TestADayOnWhichSomethingWasChanged(t *testing.T) {
	for _, line := range []string{"11月20日に提出期限を延長しました。", "11月20日　様式3を差し替えました。", "11月20日：募集要領を変更しました。", "11月20日に修正しました。"} {
		s := Read("# 企画提案書の提出期限\n12月4日（金）\n\n"+line, jdate.Calendar{Ref: "2026-11-02"})
		if len(s.Deadlines) != 1 || s.Deadlines[0].End != "2026-12-04" {
			t.Errorf("%q: %+v", line, s.Deadlines)
		}
	}
}
