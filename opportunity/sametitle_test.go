package opportunity

import "testing"

func TestSameTitle(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"公園管理DX実証実験に係る企業募集", "公園管理ＤＸ実証実験に係る企業募集", true},
		{"公園管理DX実証実験に係る企業募集", "【公園管理DX実証実験】に係る企業募集", true},
		{"公園管理DX実証実験に係る企業募集について", "公園管理DX実証実験に係る…", true},
		{"募集について", "募集", false},
		{"公園管理DX実証実験に係る企業募集", "公園管理DX実証実験に係る審査結果", false},
		{"令和8年度公園売店運営事業者公募型プロポーザル", "令和9年度公園売店運営事業者公募型プロポーザル", false},
		{"", "", false}, {"…", "募集", false},
	} {
		if SameTitle(c.a, c.b) != c.want || SameTitle(c.b, c.a) != c.want {
			t.Errorf("%q and %q are the same: %v", c.a, c.b, !c.want)
		}
		if c.want && TitleBegin(c.a) != TitleBegin(c.b) {
			t.Errorf("%q and %q are the same and do not begin alike", c.a, c.b)
		}
	}
}

func TestTitleStem(t *testing.T) {
	for title, want := range map[string]string{
		"公園のプロポーザル": "公園のプロポーザル", "【期間延長】公園のプロポーザル": "公園のプロポーザル", "公園のプロポーザル（提出期限を延長しました）": "公園のプロポーザル", "公園のプロポーザル [一部訂正]": "公園のプロポーザル",
		"【再公募】公園のプロポーザル": "再公募公園のプロポーザル", "公園（第2期）のプロポーザル": "公園第2期のプロポーザル", "用途変更（公園）": "用途変更公園",
	} {
		if got := TitleStem(title); got != TitleStem(want) {
			t.Errorf("%s: %s", title, got)
		}
	}
	for _, mark := range []string{"【期間延長】", "【募集期間を延長しました】", "（12月4日まで延長）", "【締切延長！】", "（質問期限の変更について）", "【変更公告】", "（実施要領一部修正）", "［仕様書を訂正しました］", "(R8.11.9更新)", "（11月9日 質問回答を更新しました）", "（訂正あり）", "【日程変更のお知らせ】"} {
		if got := TitleStem("公園のプロポーザル" + mark); got != TitleStem("公園のプロポーザル") {
			t.Errorf("%s: %s", mark, got)
		}
	}
	for _, part := range []string{"（空調設備更新）", "（外壁修正工事）", "【用途変更】", "（更新住宅）", "（指定変更区域）"} {
		if TitleStem("会館改修工事"+part) == TitleStem("会館改修工事") {
			t.Errorf("%s is a part of what is asked for", part)
		}
	}
	if TitleStem("【再公募】公園") == TitleStem("公園") {
		t.Error("a call that is made again is another")
	}
}

// TestMendedTitles: letters put right, put in or left out; not the sibling of a call, nor another call.
func TestMendedTitles(t *testing.T) {
	const title = "〇〇公園施設改修工事設計業務委託に係る公募型プロポーザル"
	for other, want := range map[string]bool{
		title: true,
		"〇〇公園施設改修工事実施設計業務委託に係る公募型プロポーザル":                       true,
		"〇〇公園施設改修工事設計業務に係る公募型プロポーザルについて":                       false, // in two places
		"〇〇公園施設改修工事設計業務委託に係る簡易公募型プロポーザル":                       true,
		"〇〇公園施設改修工事(第2工区)設計業務委託に係る公募型プロポーザル":                   false,
		"〇〇公園施設改修工事設計業務委託に係る公募型プロポーザルの実施及び質問への回答に関する詳しい説明会の開催": false,
		"給食配送業務委託": false,
		"":         false,
	} {
		if MendedTitle(title, other) != want || MendedTitle(other, title) != want {
			t.Errorf("%s: not %v", other, want)
		}
	}
	if MendedTitle("第一公園の清掃の提案募集", "第三公園の清掃の提案募集") || MendedTitle("清掃", "清掃業務") {
		t.Error("siblings, or titles that are hardly begun")
	}
}
