package amount

import (
	"strings"

	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jtext"
)

// Sums that rules have as their bound, and what is taken from those who break them.

var (
	// ruled ends the words before a bound that a rule sets on what a contract costs: 予定価格が3,000万円以上のため.
	ruled = jtext.MustPattern(`(?:予定価格|設計金額|請負金額|請負代金額?)(?:が|の額が)? ?$|\((?:予定価格|設計金額|請負代金額?|契約金額)[ 約金¥]*$`)
	// repaired and repairBound stand around what may be spent at once: 修繕は1件20万円までとする.
	repaired    = jtext.MustPattern(`(?:修繕|備品|物品)[^、。]{0,8}(?:は|で|について)[、 ]?(?:1|一)[件点][^、。]{0,4}$`)
	repairBound = jtext.MustPattern(`^(?:以下|まで|未満|以内|を(?:超|限度|上限))`)
	// namedCap ends the words before a bound of the call that a rule speaks of: 上限額(1,320万円)に満たない場合でも.
	namedCap = jtext.MustPattern(`(?:上限額|限度額|上限価格|上限金額|限度価格)\([約金¥]?$`)
	// shareBracket opens the bracket of what a part of the price is: 提案上限額の90%(9,900,000円)以下で満点.
	shareBracket = jtext.MustPattern(`(?:額|価格)の[0-9.]+(?:%|割|パーセント|分の[0-9]+)\([約金¥]*$`)
	// leastTaken ends the words before the least that is taken: その額が10万円に満たないときは.
	leastTaken = jtext.MustPattern(`満たない(?:とき|場合)は[約金¥]*$`)
	// ofChanges begins what a contract may be changed by later: 契約金額の増額は、.
	ofChanges = jtext.MustPattern(`(?:契約|委託料|金額|業務)(?:金額|額)?の(?:増額|減額|増減|変更|追加)(?:額)?(?:は|が|について)`)
	// penal are words of a sum that is taken from those who break a rule.
	penal = jtext.MustPattern(`違約金|返還を(?:命|求)|返還させ|返還しなければ|加算金|延滞金|損害金|課徴金|没収|過怠金`)
	// punished and taken tell before and behind a sum that it is taken from those who do not keep to what was agreed.
	punished = jtext.MustPattern(`納期に遅れ|期限に遅れ|履行遅滞|キャンセル|解約|解除|(?:締結|履行|返却|納付)しない|違反|原状回復`)
	taken    = jtext.MustPattern(`徴収|申し受け|請求|支払|負担|納付`)
	// shareOfContract is a part of what the contract costs: 契約金額の10分の1に相当する額.
	shareOfContract = jtext.MustPattern(`(?:契約|委託|請負|落札|見積)(?:金額?|額|料|代金)の(?:100|10)分の[0-9]+`)
	// newClause ends what is said of a sum.
	newClause = jtext.MustPattern(`とし、|とする|とします|です|である|ただし|なお|また、|のほか`)
)

// isOfRule reports whether the words around a sum make it one that some rule has as its bound, or that is taken from those who break one.
// rest is what stands behind the bracket of the sum.
func isOfRule(lead, before, after, rest string) bool {
	if shareBracket.MatchString(before) && !minimums.In(before) && !strings.Contains(lead, "保証金") && !isGrant(before) {
		return true
	}
	return threshold(after) && !namedCap.MatchString(before) || ofChanges.MatchString(lead) || isPenal(lead, after) || repaired.MatchString(before) && repairBound.MatchString(rest) ||
		ruled.MatchString(before) && wording.HasPrefix(rest, "以上", "以下の", "以下)", "以下で", "を超", "未満") || leastTaken.MatchString(before) && taken.MatchString(rest)
}

// isPenal reports whether the sentence of a sum is about what is taken from those who break a rule.
func isPenal(lead, after string) bool {
	if at := newClause.FindStringIndex(after); at != nil {
		after = after[:at[0]]
	}
	lead = shareOfContract.ReplaceAllString(lead, "")
	if punished.MatchString(lead) && taken.MatchString(after) {
		return true
	}
	return penal.MatchString(after) || penal.MatchString(lead) && !ownMoney.In(lead)
}

// isOpenRange reports whether a sum is one end of what the call may cost: 概算金額 5,000万円以上1億円未満.
func (s reading) isOpenRange() bool {
	return (s.Low || s.High) && openRange.MatchString(s.label+" "+s.before) && openEnd.MatchString(s.rest)
}

// orderedApart says behind a sum that what it is for is ordered by another call: 外構工事(約5,000万円)は別途発注する.
var orderedApart = jtext.MustPattern(`^(?:[^。、円]|[0-9]円){0,40}[はを]、?別(?:途|に)(?:発注|公募|募集|契約|入札|調達|工事)`)

var (
	// classes is the head of a column of bounds by which works are classed, and bounding what stands behind one: 予定価格の範囲 3,000万円以上.
	classes  = jtext.MustPattern(`の範囲|(?:金額|価格|規模)の?区分`)
	bounding = jtext.MustPattern(`^(?:以[上下]|未満|を?超)`)
	// needs and spent say around a sum what something takes today: 整備には約15億円を要しています.
	needs = jtext.MustPattern(`には(?:およそ|おおよそ|概ね|[約¥金])*$`)
	spent = jtext.MustPattern(`^[^。]{0,40}(?:を?要し(?:て|ま)|が?かか(?:って|り))`)
)

var (
	// openRange ends the words before an end of the range.
	openRange = jtext.MustPattern(`(?:概算|予定|規模|想定|目安)[^、。0-9]{0,8}(?:以上)?[約金¥]*$`)
	// openEnd says behind it that this is no part of the range.
	openEnd = jtext.MustPattern(`^未満(?:$|[ 。、)]|です|と|を(?:想定|予定|見込))`)
)

// boundOfRule stands behind a sum that some rule has as its bound: 130万円を超える契約.
var boundOfRule = jtext.MustPattern(`^(?:を超(?:え(?:[^なまて]|$)|過する)|を上回[るっ]|を下回[るっ]|未満|超|分(?:の|を|$|、|に)|単位|刻み|きざみ|の(?:業務|契約|実績|工事|場合|とき|ケース)|に満たな|である(?:場合|とき)|` +
	`以[上下](?:の|で(?:ある|かつ)?)?(?:とき|場合|もの|者|法人|企業|同種|類似|物品|委託|請負|随意|修繕|備品|建設|公共|官公庁|元請|契約|工事|業務|実績|発注|規模|施設|設備|システム|売上|収入|上回|下回|増減|減少|変動|支出|購入|事業|給与|賃金|報酬|給料|物件|案件|財産|資産|機器|機械|建物|土地|世帯|所得)|まで(?:の|は)(?:修繕|備品|物品|購入|支出)|でも(?:超|上回|下回)|以上(?:を|の額を)?(?:要する|有する|満たす|支出|拠出|投資)|以上又は|以上または)`)

// threshold reports whether the words behind a sum make it a limit of some rule.
func threshold(after string) bool {
	rest := withoutBracket(after)
	return boundOfRule.MatchString(rest) && !wording.HasPrefix(rest, "を超えることは", "を上回ることは", "を超えることが", "を上回ることが") && !isOverBid(after) && !isUnderBid(after)
}

// advance stands behind a part of a price that is paid ahead: を上限に前金払ができる.
var advance = jtext.MustPattern(`^(?:以内|まで|の範囲内|を(?:上限|限度)(?:に|と(?:して)?)?)?(?:で|を|に|は|の)?、?(?:前金払|前払|概算払|中間払|部分払)`)
