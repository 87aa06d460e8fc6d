package classify

import "testing"

// TestOver tells titles of calls that have ended from those whose steps have, or that name their last day.
func TestOver(t *testing.T) {
	for title, want := range map[string]bool{
		"【受付終了】公園魅力向上計画策定業務公募型プロポーザルについて":    true,
		"公園の指定管理者募集（募集は終了しました）":              true,
		"（締め切りました）総合体育館ネーミングライツパートナー募集":      true,
		"[〆切済]庁舎清掃業務 プロポーザル":                 true,
		"観光案内システム構築業務公募型プロポーザル（受付終了）":        true,
		"観光案内システム構築業務公募型プロポーザル　※募集終了":        true,
		"【予算額に達したため受付を終了しました】省エネ設備導入補助金の募集":  true,
		"公募型プロポーザルの審査結果について":                 true,
		"公募型プロポーザルの中止について":                   true,
		"【質問受付終了】観光案内システム構築業務公募型プロポーザル":      false,
		"質問の受付は終了しました：観光案内システム構築業務公募型プロポーザル": false,
		"【説明会は終了しました】公園の指定管理者を募集します":         false,
		"参加表明書の受付は終了しました　庁舎清掃業務プロポーザル":       false,
		"【一次募集終了】起業家育成プログラムの参加企業を募集":         false,
		"公園の指定管理者を公募します（締切10月2日）":            false,
		"【締切】12月18日　公園の指定管理者を公募します":          false,
		"省エネ設備導入補助金の募集（予算に達し次第受付終了予定）":       false,
		"受付終了日の延長について　庁舎清掃業務プロポーザル":          false,
		"募集要項を公開しました（7/17締切）":                false,
		"観光案内システム構築業務公募型プロポーザル":              false,
	} {
		if got := Over(title); got != want {
			t.Errorf("%s: %v", title, got)
		}
	}
}
