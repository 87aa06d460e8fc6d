package amount

import (
	"strings"

	"koubo/opportunity/jtext"
)

// Costs that are none of the call's sums by themselves and are where the call pays for them, or bounds them.

// isGrantedCost reports whether a sum bounds what is granted of some cost, whatever that is called: 宿泊費の2分の1(上限10万円)を補助します.
// sentence stands before the sum, after behind it.
func isGrantedCost(sentence, after string) bool {
	if at := strings.LastIndexAny(sentence, "\t\n"); at >= 0 {
		sentence = sentence[at+1:]
	}
	if jtext.HasAny(sentence+after, "実費", "違約", "賠償額", "返還", "前払", "前金", "中間払", "部分払", "概算払", "請負", "契約金額", "委託料") || ofOthers.MatchString(sentence) || besideIt.MatchString(after) {
		return false
	}
	capped := caps.In(sentence) || capsBehind.MatchString(behind(after))
	switch {
	case conditioned.MatchString(sentence):
		return true
	case capped && (grantedShare.MatchString(sentence) || partOfCosts.MatchString(sentence) || grantedBehind.MatchString(after)):
		return true
	case grantVerb.MatchString(withoutBracket(after)):
		return !notSums.In(lastClause(sentence))
	}
	return false
}

var (
	// grantedShare says of a cost that it is granted: 借入利子の補助, 補助率1/2.
	grantedShare = jtext.MustPattern(`(?:補助|助成|支援)率|(?:費|料|金|賃|代|利子|額|税)(?:等|など)?(?:の(?:一部|全額|半額))?(?:の|を|に対する)(?:補助|助成|支援|交付)`)
	// conditioned ends the words before what is granted to those of some size: 交付額:売上の減少が30%以上 20万円.
	conditioned = jtext.MustPattern(`^[ ・(]*(?:補助|助成|支援|交付|支給|給付)(?:金の?|限度|上限)?額[: ].{0,40}(?:売上|従業員|資本金|所得|雇用)[^、。円]{0,14}(?:以上|以下|未満|減少|超)[^、。円]{0,6}$`)
	// grantedBehind says so behind the bound of a cost.
	grantedBehind = jtext.MustPattern(`^[^。円]{0,24}(?:を?(?:補助|助成|支援|交付|支給|補給)(?:し|する|いた|$|。)|(?:補助|助成)率)`)
)

// lastClause returns the words behind the last pause.
func lastClause(sentence string) string {
	if at := strings.LastIndex(sentence, "、"); at >= 0 {
		return sentence[at+len("、"):]
	}
	return sentence
}

// boundsCosts reports whether the call bounds the running costs that words name: 整備費及び維持管理費の合計の上限を, 維持管理費 under
// サービス対価の上限額.
func (r *amountReader) boundsCosts(own, lead string) bool {
	return boundedCosts.MatchString(own) || plannedScale.MatchString(lead) || costsName.MatchString(own) && (caps.In(lead) || r.aboveAside == noAside && caps.In(r.above))
}

var (
	boundedCosts = jtext.MustPattern(`(?:光熱水?費|維持管理費|維持費)[^、。]{0,6}の(?:上限|限度)`)
	plannedScale = jtext.MustPattern(`(?:想定|概算|見込)[^。、]{0,14}(?:規模|事業費|費用)は`)
	costsName    = jtext.MustPattern(`(?:^|[ 、・])(?:光熱水?費|維持管理費|維持費)(?:\([^()]*\))?(?: |:|年額|月額|[約金¥])*$`)
)

// facts are words of what something costs, of which those that are planned or bounded are the call's.
var facts = jtext.NewWords("総工費", "建設費", "整備費", "改修費", "工事費", "手数料", "設置費", "購入費", "更新費", "撤去費", "除却費", "解体費", "処分費", "修繕費", "印刷費", "発行費", "発行経費", "製作費", "電気料", "電気使用料", "水道料", "水道使用料", "ガス料", "通話料", "通信料", "寄附額", "寄付額", "ふるさと納税寄", "ふるさと納税の寄")

// runningCosts are words before a sum that tell what something costs or earns today.
var runningCosts = jtext.NewWords("光熱水費", "光熱費", "電気代", "水道代", "電気料金", "ガス料金", "燃料費", "維持管理費", "維持管理経費", "管理経費", "維持費", "運営費の実績", "利用料金収入", "昨年度", "前年度", "前々年度", "昨年", "前年は", "平均", "応札者", "入札額が", "応札額", "他市", "他都市", "他の自治体", "他自治体", "類似施設", "除却費は", "解体費は", "処分費は", "通常の使用料", "通常の料金", "通常の利用料", "通常価格", "通常料金", "現行", "現在の", "現在、", "現在は", "現契約", "現受託", "国庫補助", "国庫支出金", "県補助金", "県支出金", "国の補助金", "国の交付金")

var (
	// wholeCost is what all of something costs, of which the call may be a part.
	wholeCost = jtext.MustPattern(`総事業費[のは]|(?:計画|全体)事業費`)
	// projectCost opens the bracket of what some project costs that is named before it: 文化ホールの改修(事業費.
	projectCost = jtext.MustPattern(`[一-龠ぁ-んァ-ヶー]\((?:総|全体|概算)?(?:事業費|工事費|建設費|整備費|改修費)(?:は|:| |約|¥|金)*$`)
	// todaysCost is what is paid today for what is there.
	todaysCost = jtext.MustPattern(`既存の?[^、。 ]{0,8}の?(?:保守|維持|運用|管理|リース|ライセンス)[^、。 ]{0,4}(?:費|料|代)`)
	// foreseenCost says beside it that it is planned.
	foreseenCost = jtext.MustPattern(`見込|想定|予定|概算|目安|上限|限度|程度|以内`)
)

// isPlannedHere reports whether the project whose cost stands in a bracket is the call's own: its sentence, or the label of its line, says so.
func (r *amountReader) isPlannedHere(w surroundings) bool {
	return !elsewhere.MatchString(w.rest) && ofCall.In(w.whole) || !strings.ContainsAny(w.whole+w.after, "。、") && !strings.HasPrefix(w.rest, "は") || caps.In(w.own)
}

// elsewhere says behind the cost of a project that the call is only a part of it, or stands beside it.
var elsewhere = jtext.MustPattern(`^(?:程度|ほど)?\)?(?:に基づ|を踏ま|の一部|に伴|に関連|を予定し|を進め|を計画|は、?別途|において|のうち)`)

// demolition is what it costs to clear a site.
var demolition = jtext.MustPattern(`(?:解体|撤去|除却|処分)[^、。 ]{0,4}費`)

// isPlannedFact reports whether what something costs is what the call plans or bounds.
func (r *amountReader) isPlannedFact(own, after string) bool {
	if demolition.MatchString(own) && paidFor.MatchString(r.title) && !caps.In(own) {
		return false // those who buy or rent it bear it
	}
	if strings.Contains(own, "寄") && jtext.HasAny(untilPause(after), "以上", "から") {
		return true
	}
	if capsBehind.MatchString(behind(after)) {
		return true
	}
	for i, words := range [...]string{own, untilPause(after), r.above, r.heading} {
		if i > 1 && strings.Contains(own, "寄") || i > 2 && r.headedByName() {
			break // what is given to the body is not what a heading bounds, and what a call is named bounds nothing
		}
		if jtext.HasAny(words, "上限", "限度", "以内", "想定", "概算", "見込", "予定", "目安", "予算", "補助", "助成", "事業費", "請負工事費") {
			return true
		}
	}
	return false
}

// bodyPays says that a price is one that the body itself pays.
var bodyPays = jtext.MustPattern(`は、?(?:市|町|村|区|県|本市|当市)(?:が|で)(?:支払|負担)`)
