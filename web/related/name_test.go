package related

import "testing"

// TestNames: what the rounds of one thing, its call and its result have in common.
func TestNames(t *testing.T) {
	for _, row := range []struct{ title, want string }{
		{"令和8年度 河川監視カメラ実証実験 参加事業者の募集", "河川監視カメラ実証実験"},
		{"【再公告】駅前広場にぎわい創出事業 公募型プロポーザルの実施について", "駅前広場にぎわい創出事業"},
		{"駅前広場にぎわい創出事業に係る公募型プロポーザルの審査結果について", "駅前広場にぎわい創出事業"},
		{"駅前広場にぎわい創出事業（第２回）候補者の選定結果", "駅前広場にぎわい創出事業"},
		{"第3回スタートアップ連携推進補助金（2次募集）", "スタートアップ連携推進補助金"},
		{"R7 観光案内アプリ開発業務委託 一般競争入札", "観光案内アプリ開発業務委託"},
		{"「みらい広場」指定管理者の募集について", "みらい広場"},
		{"プロポーザルの実施について", ""},
		{"令和8年度 業務委託", ""},
		{"", ""},
		{"\xff\xfe", ""},
	} {
		if got := Name(row.title); got != row.want {
			t.Errorf("%s: %q, want %q", row.title, got, row.want)
		}
	}
}

// FuzzName: a name is a part of the folded title and holds no mark of a search.
func FuzzName(f *testing.F) {
	for _, seed := range []string{"令和8年度 河川監視カメラ実証実験 参加事業者の募集", `"a" OR -b`, "【【】】", "\u202e"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, title string) {
		if name := Name(title); name != "" && len([]rune(name)) < minName {
			t.Errorf("%q gives %q", title, name)
		}
	})
}
