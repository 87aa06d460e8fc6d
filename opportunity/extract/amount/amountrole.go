package amount

import (
	"strings"

	"koubo/opportunity/jmoney"
	"koubo/opportunity/jtext"
)

// notSums are words of sums that are none of the call's (LABELS 17).
var notSums = []string{
	"資本金", "売上", "実績", "印紙", "年商", "以上の業務", "以上の契約", "以上の工事", "以上の法人", "以上の同種", "以上の類似", "以上の者",
	"純資産", "保険", "賠償", "罰金", "時給", "日額", "給料", "報酬", "出資", "経験", "受注", "元請", "完成工事", "履行した", "過去", "手数料", "観覧料", "受講料", "違約金", "延滞", "税額控除", "総事業費の", "総事業費は", "総工費", "建設費", "採択総額", "採択額は", "記入例", "記載例", "資金調達",
}

// runningCosts are words before a sum that tell what something costs or earns today.
var runningCosts = []string{"光熱水費", "維持管理費", "維持費", "運営費の実績", "利用料金収入", "昨年度実績", "前年度実績"}

// weakCap stands for a cap of which only the line above can say whether it is a subsidy's.
const weakCap = "cap"

// grants are words of money given to the applicant.
var grants = []string{"補助", "支援金", "助成", "奨励金", "支援額", "交付額", "交付金", "補てん", "補填", "協力金", "賞金", "採択金額", "採択額", "実証費用", "実証経費", "実証に要する", "実証に係る", "実証にかかる", "支援上限", "支援経費", "を支援", "に支援", "支援しま", "支給", "市が負担", "町が負担", "村が負担", "県が負担", "区が負担"}

// fees are what an applicant pays: a fixed price that nobody bids for.
var fees = []string{"掲載料", "広告料", "出店料", "出展料", "参加費", "参加料", "代金", "販売価格", "頒布価格", "登録料", "入場料", "負担額", "会費"}

// caps are words of an upper bound.
var caps = []string{"上限", "限度", "以内", "最大", "超えない", "範囲内", "以下", "を超過しない"}

// sumWords show that a number in a table is a sum of money.
var sumWords = []string{"上限", "限度", "価格", "金額", "委託料", "予算", "事業費", "補助", "経費", "使用料", "貸付料", "費", "料", "額", "合計", "年度"}

func sumLabel(words string) bool { return jtext.HasAny(words, sumWords...) }

// amountRole decides the role of a sum from its label and clause, "" where they do not say.
func amountRole(words string, s jmoney.Sum) string {
	before, after, _ := strings.Cut(words, "\x00")
	near := jtext.Clip(after, 20)
	granted := jtext.HasAny(words, grants...)
	capped := jtext.HasAny(before, caps...) || jtext.HasAny(near, caps...) || jtext.HasAny(near, "まで")
	switch {
	case jtext.HasAny(words, "保証金"):
		return "deposit"
	case jtext.HasAny(before, fees...) && !capped && !jtext.HasAny(before, "最低") && !jtext.HasAny(near, "以上"):
		return "other"
	case jtext.HasAny(before, "予定価格", "設計価格") && !capped && strings.LastIndex(before, "予定価格") > strings.LastIndex(before, "最低"):
		return "estimate"
	case jtext.HasAny(before, "前回", "昨年度", "前年度", "図面代", "頒布", "配布価格", "実費", "資料代", "印刷代"):
		return "other"
	case s.Low, jtext.HasAny(near, "以上", "から") && !s.High, jtext.HasAny(before, "最低", "下限"):
		return "minimum"
	case granted && jtext.HasAny(before, "予算", "総枠") && !jtext.HasAny(before, caps...):
		return "estimate"
	case granted && (capped || s.High || jtext.HasAny(before, "額", "補助金", "支援金", "助成金", "奨励金", "協力金", "賞金", "定額")):
		return "subsidy_max"
	case capped, s.High:
		return weakCap
	case jtext.HasAny(before, "契約金額", "落札", "決定金額", "契約額", "決定額", "交付決定", "契約価格", "売却金額", "売却額"):
		return "other"
	case jtext.HasAny(words, "予定価格", "概算", "約", "目安", "予算", "程度", "見込", "参考", "想定", "規模", "事業費", "委託料", "委託費", "業務費", "設計金額", "設計額", "予定額", "予定金額", "指定管理料", "負担金", "委託金額", "契約予定", "総額", "総枠", "基準価格", "基準額", "見積"):
		return "estimate"
	}
	return ""
}

// roleAbove completes a role by the label or heading above the line.
func (r *amountReader) roleAbove(role, words string, s jmoney.Sum) string {
	for _, above := range [...]string{r.above, r.heading} {
		switch {
		case above == "":
		case role == weakCap && jtext.HasAny(words, "委託", "予算", "見積", "提案上限", "契約", "事業費", "指定管理"):
		case role == weakCap && jtext.HasAny(above, grants...):
			return "subsidy_max"
		case role == "" && !jtext.HasAny(above, notSums...):
			if above == r.heading && !jtext.HasAny(above, "上限", "限度", "予算", "価格", "委託料", "事業費", "金額", "規模", "費用", "補助") {
				continue
			}
			if a := amountRole(above+" "+words, s); a != "" {
				role = a
			}
			if role != "" && role != weakCap {
				return role
			}
		}
	}
	return role
}
