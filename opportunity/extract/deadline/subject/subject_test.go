package subject

import "testing"

func TestOf(t *testing.T) {
	for head, want := range map[string]Subject{
		"応募資格": ThisCall, "8 応募方法": ThisCall, "前回からの変更点": ThisCall, "これからの予定": ThisCall, "令和8年度の募集": ThisCall, "関係書類": ThisCall, "関連法令": ThisCall,
		"審査結果の公表": ThisCall, "その他": ThisCall, "お知らせ": ThisCall, "": ThisCall, "提出書類一覧": ThisCall, "募集施設一覧": ThisCall, "令和7年度補正予算事業": ThisCall, "参考資料": ThisCall, "3 これまでの経過": ThisCall, "これまでの選定の経緯": ThisCall,
		"現在の指定管理者": Past, "8 現契約の状況(参考)": Past, "現行契約の概要": Past, "現行の指定管理者": Past, "既存契約について": Past, "現在の委託状況": Past, "従前の契約": Past, "現行システムの契約期間": Past, "(参考)現行リースの内容": Past,
		"現行業務の課題": ThisCall, "現場説明会": ThisCall, "現地見学会": ThisCall, "既存施設の概要": ThisCall, "現地調査の委託": ThisCall, "現在の課題": ThisCall, "■これまでの採択": Past, "【参考】昨年度のスケジュール": Past, "令和7年度の結果": Past, "(8)参考:前年度の日程": Past, "【令和7年度の募集(終了しました)】": Past, "R7年度実績": Past,
		"その他の募集": OtherCalls, "関連リンク": OtherCalls, "◆ 同じカテゴリのページ": OtherCalls, "こちらのページも読まれています": OtherCalls, "5 現在公募中のプロポーザル": OpenCalls, "事業者募集の一覧": OpenCalls, "同日に公告した工事": OtherCalls,
		"申請書の記入例": Example, "(2)デモンストレーションのシナリオ": Example, "実演シナリオ一覧": Example, "■操作例": Example, "シナリオ作成業務": ThisCall, "操作研修業務": ThisCall, "【記載例】": Example,
	} {
		if got := Of(head, "2026-11-02"); got != want {
			t.Errorf("%s: %d, want %d", head, got, want)
		}
	}
	if got := Of("令和7年度の募集", ""); got != ThisCall {
		t.Errorf("no year is over where the day is not known: %d", got)
	}
}

func TestIntroducesCases(t *testing.T) {
	for sentence, want := range map[string]bool{
		"実演は、次の7つのシナリオに沿って、標準の画面で行ってください。": true, "以下の場面を想定して操作してください。": true, "下表のユースケースについて実演すること。": true,
		"次の日程で二次審査を行います。": false, "次のとおり募集します。": false, "以下の事例集を参考にしてください。": false, "次の書類について提出してください。": false,
	} {
		if got := IntroducesCases(sentence); got != want {
			t.Errorf("%s: %v", sentence, got)
		}
	}
}
