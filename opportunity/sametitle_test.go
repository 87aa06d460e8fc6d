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
