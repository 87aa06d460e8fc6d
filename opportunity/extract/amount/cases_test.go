package amount

import (
	"slices"
	"testing"

	"koubo/opportunity/jdate"
)

// amountCases are texts with the sums a careful reader takes from them: "role yen tax per", parted by " | ".
var amountCases = []struct{ text, want string }{
	{"# 施設\n\n# 費用の負担\n特定公園施設の整備に要する費用のうち、青葉市が負担する額は、120,000千円を上限とし、応募者が提案する額とする。", "ceiling 120000000 unknown total"},
	{"# 施設\n\n# 建設に要する費用の負担\n本市の負担額は9,800万円（消費税を含む。）を上限とする。", "ceiling 98000000 incl total"},
	{"# 費用の負担\n実証に要する費用のうち、市が負担する額は、100万円を上限とする。", "subsidy_max 1000000 unknown total"},
	{"# 業務\n\n# 現契約の状況（参考）\n契約金額 168,300千円", ""},
	{"# 業務\n\n# 費用の分担\n保険料は年額10万円を上限とする。", ""},
	{"委託料の上限額　金壱百万円也（税込）", "ceiling 1000000 incl total"},
	{"予定価格　￥3,300,000-（税抜き）", "estimate 3300000 excl total"},
	{"事業費上限額（単位：千円）\t12,345", "ceiling 12345000 unknown total"},
	{"上限額（千円）　5,500（税込）", "ceiling 5500000 incl total"},
	{"提案上限額　８，４３４，\n０００円（税込）", "ceiling 8434000 incl total"},
	{"予算規模　1.2億円程度（税込）", "estimate 120000000 incl total"},
	{"上限額：2億3千4百万円（税込）", "ceiling 234000000 incl total"},
	{"契約上限額　5,000,000円＋消費税", "ceiling 5000000 excl total"},
	{"委託料上限　3,000千円（消費税及び地方消費税は別途）", "ceiling 3000000 excl total"},
	{"委託料　月額 300,000円を上限（税込）", "ceiling 300000 incl unknown"},
	{"補助上限額　1団体につき30万円", "subsidy_max 300000 unknown item"},
	{"補助額：20～50万円", "minimum 200000 unknown total | subsidy_max 500000 unknown total"},
	{"広告掲載料　1枠　年額12,000円以上（税込）", "minimum 12000 incl item"},
	{"最低制限価格　2,000,000円", "minimum 2000000 unknown total"},
	{"契約金額が500万円を超える場合は契約書を作成する。", ""},
	{"契約限度額\t年額5,500,000円、3年間の総額16,500,000円（税込）", "ceiling 16500000 incl total"},
	{"提案価格の上限は33,000,000円（税込）とする。うち、システム構築費20,000,000円、機器購入費8,000,000円、運用保守費5,000,000円。", "ceiling 33000000 incl total"},
	{"事業費の上限は9,900,000円（うち消費税900,000円）、貸付料は300,000円以上とする。", "ceiling 9900000 incl total | minimum 300000 unknown total"},
	{"資本金1,000万円以上かつ売上高1億円以上の法人", ""},
	{"印紙税2,000円", ""},
	{"委託上限額\t6,600,000円\n※消費税及び地方消費税を含む。", "ceiling 6600000 incl total"},
	{"上限額　11,000,000円（税抜10,000,000円）", "ceiling 11000000 incl total"},
	{"上限額　10,000千円（令和8年度4,000千円、令和9年度6,000千円）", "ceiling 10000000 unknown total"},
	{"令和8年度　上限額 4,000千円（税込）\n令和9年度　上限額 6,000千円（税込）", "ceiling 4000000 incl year | ceiling 6000000 incl year"},
	{"上限額　（変更前）5,000,000円　（変更後）6,000,000円", "ceiling 6000000 unknown total"},
	{"上限額：5,000,000円→6,000,000円（税込）", "ceiling 6000000 incl total"},
	{"上限額　<del>5,000,000円</del>6,000,000円", "ceiling 6000000 unknown total"},
	{"落札金額\t4,400,000円（税込）", "other 4400000 incl total"},
	{"図面代　500円", "other 500 unknown total"},
	{"本業務の委託料は10,000,000円（税込）を超えないものとする。", "ceiling 10000000 incl total"},
	{"# 5 予算額（単位：千円）\n16,120,000", "estimate 16120000000 unknown total"},
	{"６．見積限度額（単位：千円）\n9,700", "ceiling 9700000 unknown total"},
	{"3 委託上限額（千円）\n4,500", "ceiling 4500000 unknown total"},
	{"参加費は無料です。", ""},
	{"補助率　1/2以内、補助上限　500万円", "subsidy_max 5000000 unknown total"},
	{"入札保証金　100万円", "deposit 1000000 unknown total"},
	{"予定価格　12,345,678円（消費税及び地方消費税の額を含まない。）", "estimate 12345678 excl total"},
	{"概算事業費　約24.8億円", "estimate 2480000000 unknown total"},
	{"ネーミングライツ料（年額）　300万円以上（税別）", "minimum 3000000 excl year"},
	{"# 提案上限額\n13,200,000円（消費税及び地方消費税を含む）", "ceiling 13200000 incl total"},
	{"指定管理料　5年間の総額 612,500千円を上限とする（税込）", "ceiling 612500000 incl total"},
	{"1社あたり 最大300万円を支援します。（実証支援金）", "subsidy_max 3000000 unknown item"},
	{"使用料　1㎡当たり月額500円以上", "minimum 500 unknown item"},
	{"前回の落札額　3,000,000円", "other 3000000 unknown total"},
	{"区分\t上限額（税込）\nA地区\t1,100,000円\nB地区\t2,200,000円\n合計\t3,300,000円", "ceiling 3300000 incl total"},
	{"見積限度額は、金９，９００，０００円（うち取引に係る消費税及び地方消費税の額９００，０００円）とする。", "ceiling 9900000 incl total"},
	{"予算額\t20,000千円（税込）\n※うち人件費 5,000千円", "estimate 20000000 incl total"},
	{"1　委託料の上限\n　金12,000,000円（消費税及び地方消費税を含む）\n2　支払方法\n　完了払い", "ceiling 12000000 incl total"},
	{"本事業に係る提案上限額は、総額30,000,000円（消費税及び地方消費税の額を含む。）とし、これを超える提案は失格とする。", "ceiling 30000000 incl total"},
	{"業務委託料は、４，９５０千円（消費税及び地方消費税込み）以内とする。", "ceiling 4950000 incl total"},
	{"参考価格：3,500,000円（税抜）", "estimate 3500000 excl total"},
	{"見積額の上限　5,500,000円\n（消費税及び地方消費税を含む）", "ceiling 5500000 incl total"},
	{"実証経費：1件あたり最大100万円（税込）", "subsidy_max 1000000 incl item"},
	{"補助金額\t上限1,000万円（補助率：2分の1）", "subsidy_max 10000000 unknown total"},
	{"賞金　最優秀賞100万円", "other 1000000 unknown total"},
	{"契約金額が130万円以上の契約については契約保証金を納付すること。", ""},
	{"上限額は年間1,200万円（税込）とする。", "ceiling 12000000 incl year"},
	{"上限額　3か年で36,000千円（税込）", "ceiling 36000000 incl total"},
	{"上限額　令和8年度 1,000千円　令和9年度 2,000千円　合計 3,000千円（いずれも税込）", "ceiling 3000000 incl total"},
	{"予定価格　事後公表\n最低制限価格　設定しない", ""},
	{"電子入札システム利用料　月額550円", ""},
	{"最低売却価格\t金12,600,000円\n入札保証金\t金1,260,000円", "minimum 12600000 unknown total | deposit 1260000 unknown total"},
	{"企業版ふるさと納税：1口10万円から", "minimum 100000 unknown item"},
	{"事業規模\t500万円～1,000万円（税込）", "minimum 5000000 incl total | ceiling 10000000 incl total"},
	{"支援金　1者当たり上限300万円（総額1,500万円）", "subsidy_max 3000000 unknown item | estimate 15000000 unknown total"},
	{"負担金上限額　2,000,000円（税込み、1提案当たり）", "ceiling 2000000 incl item"},
	{"１　事業費上限額　金5,000,000円（税込）", "ceiling 5000000 incl total"},
	{"１　提案上限額　5,000,000円（税込）", "ceiling 5000000 incl total"},
	{"1事業費上限額 5,000,000円", "ceiling 5000000 unknown total"},
	{"第１　施設整備費の上限額\n金5,000,000円", "ceiling 5000000 unknown total"},
	{"# １　申請上限額\n5,000,000円（税込）", "ceiling 5000000 incl total"},
	{"（１）１　課題解決業務委託料の上限　5,000,000円", "ceiling 5000000 unknown total"},
	{"一　事業費上限額　5,000,000円", "ceiling 5000000 unknown total"},
	{"項目\t１　企業負担の上限額　5,000,000円", "ceiling 5000000 unknown total"},
	{"１　事業あたりの上限額　500,000円", "ceiling 500000 unknown item"},
	{"１　補助上限額　1事業あたり50万円", "subsidy_max 500000 unknown item"},
	{"１　社　上限300万円（支援金）", "subsidy_max 3000000 unknown item"},
	{"提案上限額　12.345.678円（税込）", "ceiling 12345678 incl total"},
	{"上限額　33333333333333333333～3億円", "ceiling 300000000 unknown total"},
	{"契約限度額（単位：千円）\n8,400\n質問受付期間", "ceiling 8400000 unknown total"},
	{"# ③提案上限額（単位：千円）\n\n12,500", "ceiling 12500000 unknown total"},
	{"契約限度額　22,000,000円（消費税及び地方消費税の額2,000,000円を含む。）", "ceiling 22000000 incl total"},
	{"総額66,000,000円（各年度22,000,000円）を上限とする。", "ceiling 66000000 unknown total"},
	{"上限額　9,900,000円（税込）　※内訳：設計 5,500,000円、施工 4,400,000円", "ceiling 9900000 incl total"},
	{"出店料　1区画5,000円（税込）", "other 5000 incl item"},
	{"予定価格が50万円を超え130万円以下の工事について実施します。", ""},
	{"昨年度の維持管理費は約240万円でした。", ""},
	{"最低制限価格　あり（予定価格 11,000,000円・税込）", "estimate 11000000 incl total"},
	{"採択金額　1件につき3,000千円を限度", "subsidy_max 3000000 unknown item"},
	{"看板1枚あたり月額8,000円以上", "minimum 8000 unknown item"},
	{"上限額　▲500,000円", ""},
	{"設計業務　35,780千円、監理業務　12,400千円（いずれも税抜、上限額）", "ceiling 35780000 excl total | ceiling 12400000 excl total"},
	{"仕様書の頒布価格　1部500円", "other 500 unknown item"},
	{"出店料：1日1,000円（税込）", "other 1000 incl item"},
	{"売上高の5％を納付（最低保証額　年額30万円（税別））", "minimum 300000 excl year"},
	{"補助上限額\t通常枠　100万円\n\t重点枠　300万円", "subsidy_max 1000000 unknown total | subsidy_max 3000000 unknown total"},
	{"（単位：千円、税込）\n年度\t限度額\n令和8年度\t2,200\n令和9年度\t4,400\n合計\t6,600", "ceiling 6600000 incl total"},
	{"実証に要する経費について、1プロジェクト当たり上限300万円を市が負担します。", "subsidy_max 3000000 unknown item"},
	{"入札保証金：見積金額の100分の5以上", ""},
	{"賞金総額100万円（最優秀賞50万円）", "other 1000000 unknown total"},
	{"# 表彰\nグランプリ　1点　30万円\n準グランプリ　1点につき8万円", "other 300000 unknown item | other 80000 unknown item"},
	{"補助上限額\t1団体につき80万円\n算定の例\t対象経費が90万円の場合、90万円×1/2＝45万円となります。", "subsidy_max 800000 unknown item"},
	{"町が負担する改修費は、9,800万円以内（税込み）とします。", "ceiling 98000000 incl total"},
	{"本日の公告（予定価格は税抜、単位は千円）\n\n# 委託名\t予定価格\n側溝清掃\t2,310\n公園除草\t1,475", "estimate 2310000 excl total | estimate 1475000 excl total"},
}

// allCases are those of all files.
var allCases = slices.Concat(amountCases, wordingCases, sentenceCases, noneCases, shapeCases, formCases, wholeCases, grantCases, asideCases, passageCases, listCases, pageCases)

func TestAmounts(t *testing.T) {
	for _, c := range allCases {
		expect(t, c.text, c.want)
	}
}

// TestAPastYearIsKnownByTheDayOfPublication holds that the same sum counts where its year is not over, or nobody knows.
func TestAPastYearIsKnownByTheDayOfPublication(t *testing.T) {
	for day, want := range map[jdate.Date]int{"2026-04-01": 0, "2026-03-31": 1, "": 1} {
		if got := len(Read("令和7年度の委託料　8,100千円", day)); got != want {
			t.Errorf("on %q: %d sums, want %d", day, got, want)
		}
	}
}

// TestTheBudgetOfLotsIsUnknown holds that sums of several lots without a common one make no budget.
func TestTheBudgetOfLotsIsUnknown(t *testing.T) {
	for text, want := range map[string]int64{
		"番号\t所在\t予定価格\n1\t緑町\t9,870,000円\n2\t泉町\t14,200,000円": 0,
		"提案上限額　12,500,000円\n※上限額 12,500,000円を超える提案は失格とする。":    12500000,
		"参考価格：8,250,000円（税込）。前回（令和3年度）の契約額は7,700,000円でした。":    8250000,
		"総事業費は142億円で、令和12年の開館を予定しています。":                       0,
		"想定事業費は、総額1,800万円とします。":                               18000000,
		"概算事業費は約7,400万円を見込んでいます。":                             74000000,
		"事業費は32億円で、令和12年に開きます。":                               0,
		"予定価格　8,000,000円\n上限額　7,500,000円":                     7500000,
	} {
		expectBudget(t, text, want)
	}
}
