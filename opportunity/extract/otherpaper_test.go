package extract

import (
	"testing"

	"koubo/opportunity"
)

// TestFormerResults are papers beside those of a call: how earlier ones ended, which are none of it, and what a proposal is built on.
func TestFormerResults(t *testing.T) {
	for _, c := range []struct {
		text, title string
		former      bool
	}{
		{"# 資料\n令和7年度の審査結果（PDF 120KB）", "令和7年度の審査結果", true},
		{"# 資料\n審査結果報告書（令和6年度）", "審査結果報告書(令和6年度)", true},
		{"# 令和5年に行った対話\n下水処理場を対象に、令和5年7月3日から参加を募り、6社と対話しました。結果の概要（PDF）は10月に公表しています。", "結果の概要", true},
		{"# 経過\n令和6年10月15日～18日\t1回目のサウンディングを実施（参加6者）。結果概要", "結果概要", true},
		{"# 過去の結果\n審査講評", "審査講評", true},
		{"# 資料\n前回の選定結果", "前回の選定結果", true},
		{"# 資料\nサウンディング型市場調査結果（令和6年度）", "サウンディング型市場調査結果(令和6年度)", true},
		{"# 資料\n参考：前回（令和3年度）の契約結果。", "契約結果", true},
		{"# 資料\n収支実績（令和5年度から令和7年度）", "収支実績(令和5年度から令和7年度)", false},
		{"# 資料\n利用実績（令和7年度）", "利用実績(令和7年度)", false},
		{"# 資料\n地質調査報告書（令和4年度）", "地質調査報告書(令和4年度)", false},
		{"# 施設の概要\n令和5年度の利用者アンケート結果", "令和5年度の利用者アンケート結果", false},
		{"# 資料\n実績報告書（様式第5号）", "実績報告書(様式第5号)", false},
		{"# 令和8年度の募集\n審査結果通知書の様式", "審査結果通知書の様式", false},
		{"# 令和7年度の募集（終了しました）\n募集要項（R7）", "募集要項(R7)", true},
		{"# 令和7年度の募集\n募集要項\n# 令和8年度の募集\n募集要項", "募集要項", false}, // of which it is is not known
		{"# その他の募集\n警備業務の入札公告（PDF）", "警備業務の入札公告", true},
		{"# 令和7年度の利用状況\n利用者数", "利用者数", false},
	} {
		d := opportunity.Draft{URL: "https://www.city.aoba.example/a", Title: "駐車場の管理者を募集します", Detail: opportunity.DetailRead, Published: "2026-09-01",
			Text: c.text, Attachments: []opportunity.Attachment{{Title: c.title, URL: "https://www.city.aoba.example/a.pdf"}}}
		if o, _ := Normalize(d, "2026-09-02"); (len(o.Attachments) == 0) != c.former {
			t.Errorf("%s: %s left out is %v, want %v", c.text, c.title, !c.former, c.former)
		}
	}
}

// TestPapersOfAnOldCall covers a call that states no day and was first seen long after its year.
func TestPapersOfAnOldCall(t *testing.T) {
	d := opportunity.Draft{URL: "https://www.city.aoba.example/a", Title: "駐車場の管理者を募集します", Detail: opportunity.DetailRead,
		Text: "# 令和5年度の募集\n募集要項", Attachments: []opportunity.Attachment{{Title: "募集要項", URL: "https://www.city.aoba.example/a.pdf"}}}
	if o, _ := Normalize(d, "2026-09-02"); len(o.Attachments) != 1 {
		t.Error("its papers were taken for those of another")
	}
}
