package amount

import (
	"strings"
	"unicode/utf8"

	"koubo/opportunity/jmoney"
	"koubo/opportunity/jtext"
)

// What the lines above say of a sum: its role where its own words leave that open.

// capAbove is a line or heading that bounds the sums below it.
var capAbove = jtext.MustPattern(`(?:上限|限度)(?:額|価格|金額)?(?:$|[ (:は]|等|に|について)`)

// roleAbove completes a role by the label or the headings above the line.
func (r *amountReader) roleAbove(role, before, after string, s jmoney.Sum) string {
	words := before + "\x00" + after
	if !foreseenInBracket(after) {
		role = r.firmer(role, before)
	}
	for level, above := range [...]string{r.above, r.leadingTo(), r.heading, r.title} {
		switch {
		case above == "":
		case role == weakCap && (ofWork.In(words) || workCap.MatchString(words) || level < 3 && (contracts.In(above) || workCap.MatchString(above))):
			return role
		case role == weakCap && (isGrant(above) || grantHead.MatchString(above)) && !jtext.HasAny(above, "業務", "委託", "プロポーザル"):
			return "subsidy_max"
		case role == "" && level < 3 && !notSums.In(above):
			if above == r.heading && (!labelHeads.In(above) && !priceHead.MatchString(above) || r.headedByName() && ofMuchElse.MatchString(before)) {
				continue
			}
			if role = amountRole(above+" "+before, after, s); role == "other" && above == r.heading && ofMuchElse.MatchString(before) {
				role = "" // the heading names another price
			}
			if role != "" && (role != weakCap || contracts.In(above)) {
				return role
			}
		}
	}
	if role == "" && shareBefore.MatchString(before) && jtext.HasAny(r.heading+r.title, "支援", "補助", "助成", "応援", "奨励") {
		return "subsidy_max"
	}
	if role == weakCap && r.granting && !ofWork.In(words) && !contracts.In(words) {
		return "subsidy_max"
	}
	return role
}

// grantHead is a heading of a programme that gives grants: 海外販路開拓支援, 設備更新を応援.
var grantHead = jtext.MustPattern(`(?:支援|応援|奨励|助成|補助)(?:事業|制度|策|メニュー)?(?:$|\()|を(?:応援|支援)`)

// shareBefore ends the words before a sum with the part of the costs that it bounds: 改修 2分の1 50万円.
var shareBefore = jtext.MustPattern(`(?:[0-9]+分の[0-9]+|[0-9]/[0-9]+|定額)(?:以内)?[、, ]*(?:月|年)?[約金¥]?$`)

// ofWork are words beside a cap that make it one of what the body pays for a work.
var ofWork = jtext.NewWords("委託", "予算", "見積", "提案上限", "契約", "事業費", "指定管理")

// labelHeads are words of a heading that labels the sums below it.
var labelHeads = jtext.NewWords("上限", "限度", "予算", "価格", "委託料", "事業費", "金額", "規模", "費用", "補助", "最低", "下限", "保証金", "貸付料", "掲載料", "料金", "委託費", "単価", "管理料", "対価", "賃借料", "リース料", "支援額")

// headedByName reports whether the heading is what the call is called, and no label of sums.
func (r *amountReader) headedByName() bool {
	return r.heading == r.title && !jtext.HasAny(r.heading, "上限", "限度", "目安", "予算", "見込", "概算", "想定", "価格", "単価", "額", "料")
}

// ofMuchElse is the name of some money before a sum that what the whole call is named says nothing of: 農業産出額は.
var ofMuchElse = jtext.MustPattern(`[一-龠ァ-ヶ]{2}(?:額|高|料|代|費|生産|収入)(?:は|が|:| )`)

// priceHead is a heading that is the name of a sum and no more: 参加費, 敷金, 委託予定額(税込).
var priceHead = jtext.MustPattern(`^[^ 、。]{0,12}(?:費|料|額|代|敷金|負担金|協賛金|納付金|証拠金)(?:\([^()]*\))?$`)

// firmer replaces the role of a sum whose own words are loose by that of the label above: 総額 under 契約金額, 委託料 under 提案上限額.
func (r *amountReader) firmer(role, before string) string {
	if role == "estimate" && !planned.In(before) {
		for _, above := range [...]string{r.above, r.leadingTo(), r.heading} {
			if a := amountRole(above, "", jmoney.Sum{}); a != "" && a != "minimum" && !notSums.In(above) {
				role = a
				break
			}
		}
	}
	isLoose := role == "estimate" || role == "other" && isFee(before) && !prizes.MatchString(before)
	if !isLoose || jtext.HasAny(before, "予定価格", "概算", "目安", "参考", "見込", "想定") {
		return role
	}
	if capAbove.MatchString(r.above) || capAbove.MatchString(r.leadingTo()) || r.above == "" && capAbove.MatchString(r.heading) {
		return weakCap
	}
	return role
}

// paidFor are what a body lets or sells; priced are words of its price.
var (
	paidFor = jtext.MustPattern(`1枠|賃料|広告|サイネージ|バナー|ネーミングライツ|愛称|貸付|貸し付け|貸出|賃貸|出店|出展|売却|売払|分譲|譲渡|協賛|使用許可|スポンサー|貸し(?:オフィス|スペース|会議室|農園|店舗)|販売区画|小間|ブース`)
	priced  = jtext.MustPattern(`料|価格|納付|前納|一括|払い?|枠|月額|年額|区画|単価|口|プラン|コース|金額`)
)

// feeAbove is the role of a price without a word of its own under the heading of something that is let or sold.
func (r *amountReader) feeAbove(per, before, after string) string {
	listed := (r.tabled || withoutBracket(after) == "") && utf8.RuneCountInString(before) <= labelRunes
	if r.headingAside != noAside || r.aboveAside != noAside || per == "total" && !listed && !priced.MatchString(before) || jtext.HasAny(before, "費") && !strings.Contains(before, "管理費") {
		return ""
	}
	for _, above := range [...]string{before, r.above, r.heading, r.title} {
		if paidFor.MatchString(above) && !jtext.HasAny(above, "業務委託", "補助", "助成") {
			return "other"
		}
	}
	return ""
}

// resultHeads stand above the sums of a result.
var resultHeads = jtext.MustPattern(`(?:審査|選定|選考|入札|開札|見積合わせ|契約|落札)(?:の)?結果|結果の公表|落札者|契約の?相手方`)

// resultSection is a heading of the section of a result.
var resultSection = jtext.MustPattern(`(?:審査|選定|選考|入札|開札)の?結果$`)

// chosen are those of a result, before what they offered.
var chosen = jtext.MustPattern(`(?:優先交渉権者|交渉権者|次点|候補者|落札者|受託者|選定事業者|最優秀提案者)[ :]`)

// chosenLabel labels the line of one of those: 特定者:みなと設計.
var chosenLabel = jtext.MustPattern(`^(?:特定者|(?:受託|契約|最優秀)?(?:候補者|提案者)|落札者|契約の?相手方?|契約者|選定事業者|優先交渉権者|選定された(?:事業)?者)(?:名|名称)?(?: |:|\t)`)

// offered and chosenBehind say around a sum that it is what the chosen one offered: 提案金額4,730,000円の株式会社を契約候補者としました.
var (
	offered      = jtext.MustPattern(`(?:提案|見積|入札)(?:金|価)?(?:額|格)`)
	chosenBehind = jtext.MustPattern(`^[^。]{0,50}(?:候補者|交渉権者|受託者|落札者|契約の?相手方?)(?:に|と|として)(?:し|決定|選定|特定)(?:し)?(?:まし)?た`)
)

// resultTitles are titles of a result.
var resultTitles = jtext.MustPattern(`結果(?:について|のお知らせ|の公表|を公表|$|の概要)|(?:候補者|事業者|契約者|優先交渉権者)(?:を|が|の)(?:決|選定|特定)|契約の?締結(?:について|の(?:お知らせ|公表|結果)|し|$)`)

// settledRole corrects a role by what else the line and the section say: what was offered or agreed upon in a result is other, and the sum
// of all years is what that of each year before it is: 年額の上限は1,000千円、5年間の総額は5,000千円.
func (r *amountReader) settledRole(role, own string) string {
	if role != "estimate" && role != "" {
		return role
	}
	agreed := !jtext.HasAny(own, "予定価格", "上限", "限度") && jtext.HasAny(own+r.above+r.heading, "契約", "提案金額", "提案額", "提案価格", "見積金額", "見積額", "入札金額", "入札額", "落札")
	if agreed && (r.ended || resultHeads.MatchString(r.heading) || resultHeads.MatchString(r.above) || resultTitles.MatchString(r.title) || chosen.MatchString(own) || r.chosenLine > 0 && r.number-r.chosenLine <= partsReach) {
		return "other"
	}
	n := len(r.sums)
	if n == 0 || r.sums[n-1].line != r.number || r.sums[n-1].Per == "total" || r.sums[n-1].Per == "item" || !wholeWords.MatchString(own) {
		return role
	}
	return r.sums[n-1].Role
}

// offers are words of what an applicant may offer to pay.
var offers = jtext.MustPattern(`最低|下限|補助額|補助金額|助成額|支援額|支援金|料|価格|賃|協賛|寄附|寄付|[1一]口|納付|希望|ネーミング|命名|愛称|貸付|使用|売却|売払|買受|提案|金額|掲載|広告|負担金|契約額|対価|見積|月額|年額|年間|年度当たり|毎年|毎月|[1一](?:㎡|枚|台|枠|区画|本|基|小間|脚|個|箱|冊|袋|束|頭|kg|t)`)

// offeredBehind names behind a sum what is offered: 5万円以上の広告料でお申し込みください.
var offeredBehind = jtext.MustPattern(`^(?:\([^()]*\))?以上の(?:任意の)?(?:広告料|掲載料|賃料|使用料|貸付料|金額|価格|額|納付金|協賛金|命名権料|提案)`)

// firmMinimum behind a sum says that it is the least to offer.
var firmMinimum = jtext.MustPattern(`下限|下回らない|を最低`)

// ofRecord are words of a sum that is asked of the work an applicant has done.
var ofRecord = jtext.MustPattern(`1件|同種|類似|施工|納入|建築一式|受託した`)

// isOffer reports whether a sum that is a minimum is one of what applicants offer, not of what is asked of them: 契約額が500万円以上.
func (r *amountReader) isOffer(own, after string) bool {
	if minimums.In(own) || !moneyNoun.MatchString(own) && r.headingAside == noAside && minimums.In(r.heading) || minLater.MatchString(after) || isUnderBid(after) || firmMinimum.MatchString(untilPause(after)) {
		return true
	}
	own = strings.TrimRight(own, " 約")
	if strings.HasSuffix(own, "が") || ofRecord.MatchString(own) && !jtext.HasAny(own, "寄", "協賛") {
		return false
	}
	if k := len(r.sums); k > 0 && r.sums[k-1].line == r.number && r.sums[k-1].Role == "minimum" && !r.sums[k-1].none {
		return true
	}
	return offeredBehind.MatchString(after) || sold.MatchString(strings.TrimLeft(withoutBracket(after), " ")) || offers.MatchString(own) || offers.MatchString(r.above) && r.aboveAside == noAside || offers.MatchString(r.heading) && r.headingAside == noAside
}

// nextTerm begins a line about what is sought now, whatever the lines above tell of what was.
var nextTerm = jtext.MustPattern(`^(?:次期|今回|本件|本公募|本募集|本業務)の?[^。]{0,8}(?:上限|限度|予定価格|予算|委託料|指定管理料)`)

// labelOf returns the line or the heading right above a line that is a sum with hardly a word of its own, as the label of which it is
// the value; "" where there is none.
func (r *amountReader) labelOf(line string) string {
	if r.label == "" || !bareValue.MatchString(line) {
		return ""
	}
	return r.label
}

// bareValue begins a line that is the value of a label: 金12,400,000円, 年額 240円, 1㎡当たり年額240円.
var bareValue = jtext.MustPattern(`^[ (]*(?:(?:[0-9]+[^0-9 、。円]{1,4}(?:当たり|あたり|につき)|総額|上限|年額|月額|税込|税抜|1点|1件|1社)[ :)]*)?(?:金|約|¥)* ?[0-9][0-9,.]*[ 千百万億0-9]*(?:円|$)`)
