package state

import "testing"

func TestIsOver(t *testing.T) {
	for name, want := range map[string]bool{
		"募集を終了したもの": true, "過去の募集（受付終了）": true, "終了した案件": true, "受付終了分": true, "■受付を終了した案件": true, "募集終了": true, "【受付終了】": true, "過去の公募": true,
		"これまでに実施したサウンディング": true, "締め切りました": true, "募集は終了しました": true, "〆切済みの案件": true, "令和7年度 受付終了分": true, "公募型プロポーザル（終了分）": true, "募集案件【募集終了】": true,
		"受付終了（3件）": true, "結果公表済みの案件": true, "公募が終了したプロポーザル": true, "終了": true, "応募受付は締め切りました": true, "契約締結済み": true, "過去の案件一覧": true, "以前の募集": true,
		"": false, "募集中": false, "募集終了後の流れ": false, "終了後の手続き": false, "受付終了のお知らせ": false, "募集終了間近の案件": false, "受付終了予定": false, "募集中・募集終了": false, "質問の受付終了": false,
		"募集": false, "過去": true, "過去の実績": false, "過去の質問": false, "受付前": false, "締切間近": false, "締切": false, "募集締切": false, "締切り": false, "締切分": true, "応募締切日": false, "募集期間終了日": false, "第1回募集終了": false, "済": false,
		"公園の指定管理者を募集（終了しました）": false, "説明会は終了しました": false, "過去の受賞企業": false, "終了した工事の写真": false, "これまでの取組": false, "締切までの流れ": false, "募集終了したため再募集": false,
	} {
		if got := IsOver(name); got != want {
			t.Errorf("%q: %v", name, got)
		}
	}
	for head, want := range map[string]bool{"状況": true, "募集状況": true, "受付状況": true, "状態": true, "ステータス": true, "受付": true, "利用状況": false, "受付期間": false, "契約状況": false, "": false} {
		if got := IsColumn(head); got != want {
			t.Errorf("column %q: %v", head, got)
		}
	}
	if !IsSentence("募集は終了しました") || !IsSentence("締め切りました。") || IsSentence("終了した案件") || IsSentence("受付終了") {
		t.Error("sentences")
	}
}
