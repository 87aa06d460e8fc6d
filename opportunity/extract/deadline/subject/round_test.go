package subject_test

import (
	"strings"
	"testing"

	"koubo/opportunity/extract/deadline/subject"
)

func TestRoundOf(t *testing.T) {
	for words, want := range map[string]string{
		"第2回": "2回", "第2回募集": "2回", "二次募集": "2次", "第Ⅱ期": "2期", "【第1回締切】": "1回", "1次締切": "1次", "一次公募の受付期間": "1次", "令和8年度第3回募集": "3回",
		"後期": "後期", "後期募集": "後期", "令和8年度前期分": "前期", "追加募集": "追加募集", "下半期の申請期限": "下半期",
		"Bコース": "Bコース", "創業枠": "創業枠", "申請期限 一般枠": "一般枠", "北部地区の応募締切": "北部地区", "ロット2": "ロット2", "物件 A": "物件A", "[通常枠]": "通常枠",
		"第2ラウンド": "2ラウンド", "第10回 申請締切": "10回",
		"2月号": "2月号", "申込締切 12 月号:": "12月号", "・春号": "春号", "第1号地": "第1号地", "1号物件は": "1号物件", "様式第1号": "", "告示第12号": "", "第3号様式": "", "広報2月号の発行": "", "第2号被保険者": "",
		"第1次審査": "", "二次審査(プレゼンテーション)": "", "一次審査結果の通知": "", "第2回定例会": "", "第3回選定委員会": "", "年2回まで": "", "第1回変更": "", "令和8年第1回市議会": "",
		"提出期限": "", "募集期間": "", "申請期間": "", "対象地区": "", "募集区分": "", "次のとおり": "", "今回": "", "前回の募集": "", "指定管理期間": "", "第1期工事": "", "第2期基本計画": "", "申請枠": "",
	} {
		if got := subject.RoundOf(words); got != want {
			t.Errorf("RoundOf(%q) = %q, want %q", words, got, want)
		}
	}
}

func TestIsRound(t *testing.T) {
	for label, want := range map[string]bool{
		"第2回": true, "【第2回】": true, "・(第Ⅱ期)": true, "第2次募集は": true, "後期が": true, "追加募集:": true, "Bコース": true, "[創業枠] ": true, "ロット2": true, "最終締切": true, "2月号:": true, "(第2号地)": true,
		"第2回応募締切": false, "二次審査": false, "後期の質問": false, "申請枠": false, "期間": false, "": false, "第2回 説明会": false, "募集": false,
	} {
		if got := subject.IsRound(label); got != want {
			t.Errorf("IsRound(%q) = %v", label, got)
		}
	}
}

func TestAreAlike(t *testing.T) {
	for names, want := range map[string]bool{
		"2月号|3月号": true, "業務A|業務B": true, "東部|西部": true, "総合体育館|市民会館": true, "法人|個人": true, "テーマ1|テーマ2": true, "第一小学校|第二中学校": true, "1号物件|2号物件": true,
		"納品|市民まつり": false, "開始日|終了日": false, "東部|東部": false, "A|B": false, "審査|契約": false, "|西部": false, "出す|試す": false, "第1版|第2版": false, "第1工場跡地|第2工場跡地": true, "第一関門|第二関門": false, "STEP1|STEP2": false, "(一)|(二)": false, "始期|終期": false, "第1号地|第2号地": false, "Aコース|Bコース": true, "センター|パーク": false, "9月|10月": false,
	} {
		a, b, _ := strings.Cut(names, "|")
		if got := subject.AreAlike(a, b); got != want {
			t.Errorf("AreAlike(%q, %q) = %v", a, b, got)
		}
	}
}
