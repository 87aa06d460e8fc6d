package list

import (
	"strings"
	"testing"
)

// TestCallsFoldedAway reads calls that stand in full in details elements, in one list or under a heading for each department.
func TestCallsFoldedAway(t *testing.T) {
	const bus = `<details id="k0"><summary>観光案内所運営業務公募型プロポーザル</summary><p>広く企画提案を求めます。</p><ul><li>掲載日：2026年11月20日</li><li>企画提案書の締め切り：令和8年12月15日（火）17時</li></ul></details>`
	const lunch = `<details><summary>こども園給食調理業務の企画提案募集</summary><table><tr><th>募集期間</th><td>令和8年11月9日（月）～12月22日（火）</td></tr></table></details>`
	const ads = `<details><summary>広報紙の広告主募集</summary><p>申し込み：期限はありません</p></details>`
	const faq = `<details><summary>見積書の宛名は何と書きますか</summary><p>町長あてとしてください。</p></details>`
	const linked = `<details><summary>町民グラウンドの指定管理者募集</summary><p>申込期限：令和8年12月14日（月）まで</p><p><a href="d.pdf">要項（PDF）</a></p></details>`
	wants := map[string]string{
		bus:    "* 観光案内所運営業務公募型プロポーザル|list.html#k0|2026年11月20日|DEPT|企画提案書の締め切り=令和8年12月15日(火)17時\n",
		lunch:  "* こども園給食調理業務の企画提案募集|list.html||DEPT|募集期間=令和8年11月9日(月)~12月22日(火)\n",
		ads:    "* 広報紙の広告主募集|list.html||DEPT|申し込み=期限はありません\n",
		linked: "町民グラウンドの指定管理者募集|d.pdf|||申込期限=令和8年12月14日(月)\n",
	}
	in := func(office string, boxes ...string) string {
		var all strings.Builder
		for _, b := range boxes {
			all.WriteString(strings.Replace(wants[b], "DEPT", office, 1))
		}
		return all.String()
	}
	for name, c := range map[string]struct{ body, want string }{
		"one list":                   {bus + lunch, in("", bus, lunch)},
		"departments":                {"<h2>観光課</h2>" + bus + "<h2>教育課</h2>" + lunch, in("観光課", bus) + in("教育課", lunch)},
		"departments folded":         {"<details><summary>観光課</summary>" + bus + "</details><details><summary>教育課</summary>" + lunch + "</details>", in("観光課", bus) + in("教育課", lunch)},
		"without a last day":         {bus + ads, in("", bus, ads)},
		"with questions":             {bus + lunch + "<h2>よくある質問</h2>" + faq + faq, in("", bus, lunch)},
		"mostly questions":           {bus + faq + strings.Replace(faq, "宛名", "日付", 1), ""},
		"ended":                      {"<h2>受付終了</h2>" + bus + lunch, ""},
		"parts of one announcement":  {"<details><summary>募集期間</summary><p>12月15日まで</p></details><details><summary>提案書の提出期限</summary><p>12月22日まで</p></details>", ""},
		"no day":                     {"<details><summary>観光案内所運営業務公募型プロポーザル</summary><p>広く求めます。</p></details><details><summary>庁舎警備業務公募型プロポーザル</summary><p>広く求めます。</p></details>", ""},
		"questions that are ongoing": {strings.Replace(ads, "申し込み", "質問の受付", 1) + strings.Replace(strings.Replace(ads, "申し込み", "ご相談", 1), "広報紙", "封筒", 1), ""},
	} {
		if got := wordsOfList(t, c.body); got != c.want {
			t.Errorf("%s: read\n%swant\n%s", name, got, c.want)
		}
	}
	if got := wordsOfList(t, linked+strings.ReplaceAll(strings.Replace(linked, "町民グラウンド", "市民プール", 1), "d.pdf", "e.pdf")+"<h2>観光課</h2>"+bus); !strings.Contains(got, in("観光課", bus)) {
		t.Errorf("beside linked ones: read\n%s", got)
	}
}
