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

// TestScenarios finds no step of the call in the days of what is to be shown at a demonstration, however the cases are set, and goes on below them.
func TestScenarios(t *testing.T) {
	cases := []string{"10月15日に扶養の事実が生じた職員の届出を受け、手当を認定する", "12月10日に支給する手当を計算し、明細を配信する", "市民が11月20日に申請した証明書を、12月4日までに交付する", "任用（令和9年4月1日から令和10年3月31日まで）を更新し、12月25日までに提出させる"}
	list, rows, loose := "", "", ""
	for i, c := range cases {
		list += fmt.Sprintf("・%s\n", c)
		loose += fmt.Sprintf("（%d）%s\n", i+1, c)
		rows += fmt.Sprintf("%d\t%s\t5分\n", i+1, c)
	}
	for _, made := range []string{
		"# 二次審査\n実演は、次のシナリオに沿って行ってください。\n# 番号\tシナリオ\t時間の目安\n" + rows, "# 実演の内容\n番号\tシナリオ\t時間\n" + rows, "# デモンストレーションのシナリオ\n" + list,
		"# 二次審査\n# 実演シナリオ一覧\n" + loose, "# 二次審査\n実演は、次の4つのシナリオに沿って行ってください。\n" + list, "# 実演\n次の4つの場面を想定し、標準の画面で操作してください。\n\n" + loose,
		"# 二次審査\n■操作例\n" + list,
	} {
		text := "# 質問の受付\n令和8年9月11日まで\n" + made + "# 企画提案書の提出\n期限：令和8年10月23日まで\n"
		got := Read(text, jdate.Calendar{Ref: "2026-09-01"}).Deadlines
		if len(got) != 2 || got[0].End != "2026-09-11" || got[1].End != "2026-10-23" {
			t.Errorf("%q\n got %+v", text, got)
		}
	}
}

// TestResidents: what a resident or an employee does on a day is no step of a call.
func TestResidents(t *testing.T) {
	for _, text := range []string{
		"10月15日に出生した児童の届出を受け、手当を支給します。", "令和8年12月1日から利用する児童の申込みを受け付けている保育所です。", "12月4日に転入した市民が届け出る窓口を支援します。", "11月20日までに退職した職員の申請を処理する。",
	} {
		if got := Read("# 提案書の提出\n"+text+"\n期限：令和8年10月23日まで", jdate.Calendar{Ref: "2026-09-01"}).Deadlines; len(got) != 1 || got[0].End != "2026-10-23" {
			t.Errorf("%s: %+v", text, got)
		}
	}
	for text, want := range map[string]int{"11月20日に開催する市民向け説明会の企画": 1, "12月4日までに職員の派遣を申し込む企業は申込書を提出してください。": 1, "対話は12月4日に市の職員が行います。": 1, "11月27日までに市民団体は申請書を提出してください。": 1} {
		s := Read(text, jdate.Calendar{Ref: "2026-09-01"})
		if got := len(s.Deadlines) + len(s.Mentions); got != want {
			t.Errorf("%s: %+v", text, s)
		}
	}
}
