package deadline

import (
	"fmt"
	"strings"
	"testing"

	"koubo/opportunity/jdate"
)

// Parts of a page that are not about its call, as pages set them: their heads, and what stands below.
var (
	pastHeads  = strings.Split("前回募集時の日程|【参考】昨年度のスケジュール|(参考)令和7年度のスケジュール|令和7年度の募集(終了しました)|参考：前年度の日程|昨年度実績|過去の募集|前回公募の経過|令和7年度（昨年度）|【令和7年度】募集実績", "|")
	pastBelows = []string{
		"募集開始\t令和7年4月14日\n質問受付期限\t令和7年4月25日\n応募締切\t令和7年5月14日\n審査結果通知\t令和7年5月29日",
		"・募集開始：令和7年4月14日\n・質問受付期限：令和7年4月25日\n・応募締切：令和7年5月14日\n・審査結果通知：令和7年5月29日",
		"募集開始：令和7年4月14日\n\n質問受付期限：令和7年4月25日\n\n応募締切：令和7年5月14日\n\n審査結果通知：令和7年5月29日",
		"令和7年4月14日から5月14日まで募集し、3者の応募がありました。",
	}
	siblingHeads  = strings.Split("関連情報|その他の募集|関連リンク|現在募集中の案件|同じカテゴリのページ|このカテゴリー内の他のページ|あわせてご覧ください|こちらのページも読まれています|ほかの公募案件|募集中のプロポーザル一覧|新着情報|現在公募中のプロポーザル|よく見られているページ|現在実施中の公募型プロポーザル|事業者募集の一覧|今募集している案件", "|")
	siblingBelows = []string{
		"広報紙広告の募集（令和8年12月14日まで）\n市有地の売却　提出期限：令和8年12月25日",
		"# 案件名\t募集期間\n公園清掃業務プロポーザル\t令和8年10月1日～12月14日",
		"公園清掃業務プロポーザル　提出期限：令和8年12月14日\n\n市有地の売却　申込期限：令和8年12月25日",
	}
)

// TestAsides finds no step of the call in what stands under a head about other calls or about what was, however the head is set, and
// goes on below it.
func TestAsides(t *testing.T) {
	for _, head := range []string{"# %s\n", "\n■%s\n", "\n8　%s\n", "\n%s\n\n", "\n○%s\n\n", "\n（8）%s\n\n", "\n【%s】\n"} {
		for _, aside := range []struct{ heads, belows []string }{{pastHeads, pastBelows}, {siblingHeads, siblingBelows}} {
			for _, words := range aside.heads {
				if strings.Contains(head, "【") && strings.Contains(words, "【") {
					continue
				}
				for _, below := range aside.belows {
					text := fmt.Sprintf(head, "応募期間") + "令和8年11月5日から令和8年11月20日まで\n" + fmt.Sprintf(head, words) + below + "\n" +
						fmt.Sprintf(head, "質問の受付方法") + "質問書により、令和8年11月11日までに提出してください。\n"
					got := Read(text, jdate.Calendar{Ref: "2026-11-02"}).Deadlines
					if len(got) != 2 || got[0].End != "2026-11-20" || got[1].End != "2026-11-11" {
						t.Errorf("%q\n got %+v", text, got)
					}
				}
			}
		}
	}
}

// TestHeadedAsides: a part about other calls goes on below headings that name them, and what an earlier round was is none of the call
// below headings of its own.
func TestHeadedAsides(t *testing.T) {
	const own = "# 応募期間\n令和8年11月5日から令和8年11月20日まで\n"
	for _, aside := range []string{
		"# その他の募集\n# 公園清掃業務プロポーザル\n提出期限：令和8年12月14日\n# 市有地の売却\n申込期限\t令和8年12月25日\n入札日\t令和9年1月12日\n# お問い合わせ\n企画課",
		"# 前回の募集について\n3者の応募がありました。\n# スケジュール\n募集開始：令和7年4月14日\n応募締切：令和7年5月14日\n結果通知：令和7年5月29日",
	} {
		got := Read(own+aside, jdate.Calendar{Ref: "2026-11-02"}).Deadlines
		if len(got) != 1 || got[0].End != "2026-11-20" {
			t.Errorf("%q\n got %+v", aside, got)
		}
	}
	after := Read(own+"# その他の募集\n# 市有地の売却\n申込期限：令和8年12月25日\n# 質問の受付\n期限：令和8年11月11日まで", jdate.Calendar{Ref: "2026-11-02"}).Deadlines
	if len(after) != 2 || after[1].End != "2026-11-11" {
		t.Errorf("the call goes on below: %+v", after)
	}
}
