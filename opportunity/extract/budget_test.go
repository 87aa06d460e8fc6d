package extract

import (
	"testing"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// TestTheSumsOfAResultAreNoBudget unless its page still holds the call itself.
func TestTheSumsOfAResultAreNoBudget(t *testing.T) {
	const title = "窓口業務委託に係る公募型プロポーザルの審査結果について"
	for text, want := range map[string]bool{
		"提案上限額\t24,200千円（税込）\n契約候補者\t株式会社みずほ窓口":            false,
		"提案上限額\t24,200千円（税込）\n企画提案書の提出期限\t令和8年6月5日（金）午後5時": true,
	} {
		o, _ := Normalize(opportunity.Draft{URL: "https://a.jp/1.html", Title: title, Published: "2026-07-31", Text: text}, "")
		if o.Stage != opportunity.Result || (o.BudgetYen != nil) != want || (o.Evidence["budget_yen"] != "") != want {
			t.Errorf("%s: stage %s, budget %v from %q, want one %v", text, o.Stage, o.BudgetYen, o.Evidence["budget_yen"], want)
		}
	}
}

// TestOnlyTheDayOfPublicationMakesASumOneOfThePast, not the day on which a page was changed or seen.
func TestOnlyTheDayOfPublicationMakesASumOneOfThePast(t *testing.T) {
	d := opportunity.Draft{URL: "https://a.jp/1.html", Title: "窓口業務委託に係る公募型プロポーザル", Text: "委託料の上限額（令和7年度）\t8,100千円"}
	for _, c := range []struct {
		published, seen jdate.Date
		want            int
	}{{"2026-05-11", "", 0}, {"2025-05-11", "2026-05-11", 1}, {"", "2026-05-11", 1}} {
		d.Published = string(c.published)
		if o, _ := Normalize(d, c.seen); len(o.Amounts) != c.want {
			t.Errorf("published %q, seen %q: %+v, want %d", c.published, c.seen, o.Amounts, c.want)
		}
	}
}

// TestWhatOrdersNoWorkHasNoBudget: what the body sells, lets, registers or explains costs it nothing, whatever sums stand on the page.
func TestWhatOrdersNoWorkHasNoBudget(t *testing.T) {
	const bound = "\n整備費の上限額\t24,200千円（税込）"
	for _, c := range []struct {
		title, text string
		want        bool
	}{
		{"庁内システム更新業務に係る公募型プロポーザルの実施について", "業務名\tシステム更新業務" + bound, true},
		{"市民球場のネーミングライツ・パートナーの募集について", "命名権料\t年額300万円以上" + bound, false},
		{"市民球場のネーミングライツ・パートナーの募集について", "提案上限額\t24,200千円（税込）", true},
		{"広報紙に掲載する広告の募集について", "掲載料\t1枠 22,000円" + bound, false},
		{"市有地の売却（一般競争入札）について", "最低売却価格\t12,400,000円" + bound, false},
		{"最低制限価格制度について", "最低制限価格制度の概要を説明します。" + bound, false},
	} {
		o, _ := Normalize(opportunity.Draft{URL: "https://a.jp/1.html", Title: c.title, Published: "2026-07-31", Text: c.text}, "")
		if (o.BudgetYen != nil) != c.want || (o.Evidence["budget_yen"] != "") != c.want {
			t.Errorf("%s: kind %s, stage %s, budget %v from %q, want one %v", c.title, o.Kind, o.Stage, o.BudgetYen, o.Evidence["budget_yen"], c.want)
		}
	}
}
