package amount

import (
	"strings"

	"koubo/opportunity/jmoney"
	"koubo/opportunity/jtext"
)

// What the verb behind a sum says of it: who pays it to whom, what is sold or let for it, that it is reckoned with.

var (
	// paidBy say that the applicant pays a sum.
	paidBy = jtext.MustPattern(`^(?:を|は、?|が)?[^。円]{0,24}(?:納付|納入|前納|集金|納め|申し受け|徴収|(?:お|御)?支払い?(?:いただ|頂|くださ|下さ)|(?:ご|御)負担(?:いただ|頂|くださ|下さ|願)|負担(?:していただ|いただ))`)
	// paidTo say that the body pays a sum to somebody.
	paidTo = jtext.MustPattern(`^(?:の[^。、円]{2,12})?を[^。円]{0,12}(?:お?支払い?(?:う|い?ま|し|いた|する)|支払う|贈|進呈|授与|支給|お渡し|交付)`)
	// awarded say that a sum is a prize.
	awarded = jtext.MustPattern(`^を(?:贈|授与|進呈)`)
	// feeNamed names behind a sum what is paid for: 年額12万円の会費.
	feeNamed = jtext.MustPattern(`^の(?:会費|年会費|掲載料|広告料|使用料|賃料|賃借料|協賛金|参加費|出店料|出展料|納付金)`)
	// bodyBears and bearVerb say around a sum that the body pays it of what the applicant does: 市は、設置費として10万円を負担します.
	bodyBears = jtext.MustPattern(`(?:^|[ 。、])(?:本|当)?(?:市|町|村|区|県|都|府|道)(?:は、?|が)[^。]*$`)
	bearVerb  = jtext.MustPattern(`^(?:\([^()]*\))?(?:まで|以内|以下|の範囲内?で?|を(?:上限|限度)(?:に|と(?:して)?)、?)?(?:(?:と?する)?(?:額|金額))?(?:を|の額を)?、?(?:負担|支払|支弁)(?:し|する|い|う)`)
	// bodyPart begins a sentence about what the body bears: 本市の負担は、.
	bodyPart = jtext.MustPattern(`(?:市|町|村|区|県|都|府|道)の負担(?:額|分)?は、?`)
	// trialCosts are those of what the applicant tries.
	trialCosts = jtext.MustPattern(`(?:実証|検証|取組|取り組み|試行|トライアル|PoC|機器|設置)[^。]{0,24}(?:費用|経費|費)`)
	// setAside says that a sum is set aside for something.
	setAside = jtext.MustPattern(`^(?:\([^()]*\))?を(?:計上|充て|充当)`)
	// rewards are what those who took part or were not chosen are paid for their work.
	rewards = jtext.MustPattern(`(?:選ばれ|選定され|採用され|特定され|通過|進んだ|進出|次点|落選|入選|不採用|参加した?|提出(?:した?|者)|応募|提案|審査|選考|企画書|提案書|作成)[^。]{0,30}(?:報酬|謝礼|謝金|対価|報償|参加料|作成料|作成費|提案料|経費|費用)`)
	// notChosen are those who took part and got no contract.
	notChosen = jtext.MustPattern(`次点|落選|選外|(?:選定|採用|特定|採択)されなかった|審査に(?:参加|進ん)`)
	// rewardHead is a heading of what they are paid.
	rewardHead = jtext.MustPattern(`^(?:参加)?(?:報酬|報償費?|謝礼|謝金)(?:金|の支払い?)?$`)
	// rewardLabel is a label of it: 参加報酬:1者につき.
	rewardLabel = jtext.MustPattern(`^[^、。]{0,8}(?:参加|提案|提案書作成|企画書作成)(?:報酬|報償費?|謝礼|謝金|費)(?::| |は|として)`)
	// sold say that something is sold or let for a sum.
	sold = jtext.MustPattern(`^(?:以上|から)?(?:の(?:価格|額|金額|料金|賃料))?で[^。、円]{0,12}(?:売却|売り|売払|売渡|譲渡|譲り|貸し|貸付|賃貸|販売|分譲|買い|買受|買取|払い?下げ|引き渡|利用でき|使用でき|掲載でき|掲載し|出店でき|提供し|頒布|配布)`)
	// reckoned say that a sum is only reckoned with.
	reckoned = jtext.MustPattern(`^(?:で|として)(?:仮定|計算|換算|試算|積算|算出|算定)|^(?:と|を)(?:想定|前提と)し(?:て|、)[^。]{0,6}(?:積算|計算|試算|算定|算出)|^と(?:仮定|見な|みな)`)
	// converted ends the words before what a sum is by another measure: 1か月に換算すると.
	converted = jtext.MustPattern(`(?:換算(?:する|した|で|額|すれば)?|割り戻す|割ると)と?(?:、|は|:| )*[約金¥]?$`)
	// currencies end the words before what a unit of foreign money, fuel or power is worth.
	currencies = jtext.MustPattern(`(?:ドル|ユーロ|ポンド|ウォン|人民元|1元|リットル|ガロン|USD|EUR|トン-CO2|t-CO2)(?:当たり|あたり|につき|は|を|:)?[ =約]*$`)
)

// roleByVerb completes a role by the verb behind a sum: before is its sentence up to it.
func (r *amountReader) roleByVerb(role, lead, before, after string, s jmoney.Sum) string {
	rest := strings.TrimLeft(withoutBracket(after), " ")
	switch {
	case (role == weakCap || role == "") && bodyBears.MatchString(lead) && isBorne(lead, strings.TrimPrefix(after, ")")) && !contracts.In(before) && !ofWork.In(before) && !jtext.HasAny(lead, "業務", "委託"):
		return "subsidy_max"
	case role == weakCap && bodyPart.MatchString(lead) && trialCosts.MatchString(lead) && !contracts.In(before):
		return "subsidy_max"
	case role == weakCap && grantVerb.MatchString(rest) && !contracts.In(before) && !ofWork.In(before):
		return "subsidy_max"
	case role == "minimum" || role == "deposit" || role == weakCap:
	case r.isReward(lead, rest):
		return "other"
	case role == "ceiling" || s.High || s.Low:
	case paidBy.MatchString(rest) && !contracts.In(before) && !jtext.HasAny(before, "上限", "限度", "予定価格"):
		return "other"
	case role == "" && grantVerb.MatchString(rest):
		return "subsidy_max"
	case role == "" && awarded.MatchString(rest):
		return "other"
	case role == "" && setAside.MatchString(rest) && ofCall.In(lead):
		return "estimate"
	case role == "" && plannedScale.MatchString(lead):
		return "estimate"
	case role == "" && feeNamed.MatchString(rest):
		return "other"
	case role == "" && sold.MatchString(rest):
		return "other"
	}
	return role
}

// isBorne reports whether the verb behind a sum says that it is borne, or paid for what the applicant tries.
func isBorne(lead, after string) bool {
	verb := bearVerb.FindString(after)
	return verb != "" && (strings.Contains(verb, "負担") || trialCosts.MatchString(lead))
}

// isReward reports whether those who took part are paid a sum for their work: rest is what stands behind it.
func (r *amountReader) isReward(lead, rest string) bool {
	if rewardLabel.MatchString(lead) {
		return true
	}
	isHeaded := rewardHead.MatchString(r.heading) || rewardHead.MatchString(strings.Trim(r.above, marks))
	return paidTo.MatchString(rest) && (isHeaded || notChosen.MatchString(lead) || rewards.MatchString(strings.ReplaceAll(lead, "。)", ")")+" "+rest))
}

// isReckoned reports whether a sum is one that something else is computed with.
func isReckoned(before, after string) bool {
	return reckoned.MatchString(strings.TrimLeft(withoutBracket(after), " ")) || converted.MatchString(before) || !planned.In(before) && currencies.MatchString(strings.TrimRight(before, " "))
}

// burden says that a sum is a cost that the one chosen bears.
var burden = jtext.MustPattern(`^を?(?:上限|限度)(?:に|と)(?:して)?、?[^市町村区県、。]{0,10}(?:者|人|社)(?:が|の)負担|^\((?:全額|すべて)?[^()、]{0,6}(?:者|人|企業|社|主|パートナー|スポンサー)の?負担|は、?(?:[^、。]{0,8}者|パートナー|広告主|[^、。]{0,6}人|スポンサー|[^、。]{0,6}(?:店|企業|社|側|法人|団体))(?:の負担|が負担|に負担)`)

// bornByChosen says so in the next clause: おおむね35万円で、企業様の負担となります.
var bornByChosen = jtext.MustPattern(`^(?:程度|ほど)?\)?は、?[^市町村区県府道都国、。円]{2,12}[がの](?:全額)?負担|^(?:程度|ほど)?(?:\([^()]*\))?で、[^、。市町村区県国]{1,8}の負担`)
