package amount

import (
	"slices"
	"strings"

	"koubo/opportunity/extract/deadline/subject"
	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jtext"
)

// What headings, labels and years say beside the call.

// aside tells that a heading, or a line that labels those below it, speaks of something beside the call.
type aside int

const (
	unjudged aside = iota - 1 // not yet looked at: most lines have no sum below them
	noAside
	background // facts, requirements: only what is labelled as the call's own counts below it
	foreign    // another programme, the past, insurance: nothing below it counts
)

// foreignHeads speak of sums that are none of the call's, whatever their own labels say.
var foreignHeads = jtext.MustPattern(`次の(?:記載|記入)?例に|(?:参加者|利用者|受講者|来場者|入館者)から(?:徴収|受け取)|(?:計画|経費|費用|計算|算定|積算|収支)[^、。]{0,6}の?例(?:$|[(:])|財源|国費|内示|全体像|アンケート|意向調査|(?:費|料|額|収入|支出|金)の推移|事業の経緯|取得の経緯|^これまでの経[緯過]|範囲外|含(?:ま|み)(?:れ)?ません|^国庫(?:補助|支出)|(?:周辺|近隣|近傍)(?:の|自治体|市町村|市|施設)|^既存|[のた]声$|主な(?:予算|事業)|予算の(?:概要|内訳|状況)$|\((?:利用者|市民|来場者|一般)向け\)|支(?:出|給)の?基準|(?:雇用|労働|勤務)条件|支援実績|別途(?:発注|公募|契約)|に含ま(?:れ)?ない|延長(?:する|の)場合|国の(?:制度|補助|支援|助成)|の例$|既に|既存の|(?:募集|決定|導入|契約|採択)済|契約中|最近の|これまでの|過年度|関連する(?:制度|事業|補助|募集)|(?:その他|他)の(?:募集|公募|案件|補助|支援制度|入札)|決算|収支(?:(?:計画|予算)書?(?:案)?(?:$|\(|の概要)|状況|実績|の状況|の推移)|(?:管理|運営|利用|活動|販売|交付|採択|契約|支出|納付|収入|受入|過去の?|年度の?)実績|実績(?:一覧|値|額)|前回の|昨年度の|前年度の|過去の|現行(?:業務|契約|の|指定管理|受託|委託)|現在の|(?:運営|管理|経営|維持管理)(?:の)?状況|別の制度|別制度|他の制度|関連制度|(?:個人|市民|町民|村民|区民|県民|住民|世帯|家庭)向けの?(?:制度|補助|助成|支援)|(?:賠償|損害|傷害|火災|責任)保険|保険(?:等?への加入|の加入|の付保|加入|等?$)|労働環境|労働報酬|最低賃金|賃金|印紙|罰則|再委託|記入例|記載例|計算例|算定例|算出例|計算方法の例|会社概要|企業概要|法人概要|受託者の概要|団体の概要|財務|融資|他市|他都市|他自治体|先進事例|参考事例|類似事例|導入事例|採択事例|支援事例|利用料金(?:表|の額|$|\()|入館料|入場料|観覧料|料金体系|給与|旅費|謝金|沿革|事務引継|注意喚起`)

// siblings are heads of other calls.
var siblings = jtext.MustPattern(`(?:併せて|あわせて|同時に|ほかに|他に|別に|現在)、?(?:募集|公募|公告|受付)(?:して|中)|(?:その他|他|ほか|別)の(?:募集|公募|案件|入札|発注)|(?:他|別)の?(?:部署|部局|課)の|関連(?:調達|工事|業務|案件)(?:$|の)|(?:募集|公募|公告|受付)中の(?:関連|他の|その他|ほか)`)

// pastHeads are heads of what was done before.
var pastHeads = jtext.MustPattern(`(?:に|を)(?:行った|行いました|実施した|募集した|公募した|選定した|契約した|締結した)|^(?:前回|前々回|昨年度?|前年度|過去)(?:の|\(|に|$)|\((?:参考:)?(?:前回|前々回|昨年度?|前年度|過去|直近|[^()]{0,8}(?:実績|決算|平均|現在))[^()]{0,12}\)】?$|(?:収入|支出|収支|経営|売上|歳入)(?:及び支出)?の?状況|^(?:類似|同種|関連)(?:の)?(?:工事|業務|案件|事業)の(?:入札|契約|落札|見積|開札)?(?:結果|状況|実績)`)

// backgroundHeads speak of facts and requirements.
var backgroundHeads = jtext.MustPattern(`格付|発注標準|支払い?の?(?:方法|条件|時期|回数|予定|計画|い方|い)|(?:市|町|村|区|県|施設|会社|対象地|地域|建物|敷地|土地|所在地|周辺)の?(?:等の)?(?:概要|現況|現状|状況|データ)|(?:計画|制度)の?概要|スキーム|(?:概況|現況|現状)|参考(?:資料|データ|情報)|基礎(?:資料|データ|情報)|データ$|統計|背景|資格|要件|応募(?:者|条件)|条件を満たす|欠格|違約|修繕|備品|リスク分担|責任分担|(?:費用|経費)の?(?:負担|分担)|前払金|部分払|財政`)

// callHeads speak of the call or of the work itself, whatever that is about: 国民健康保険料収納業務.
var callHeads = jtext.MustPattern(`業務委託|プロポーザル|募集要[項領]|公募|実施要[項領]|募集(?:します|について|案内)|入札公告|システム|業務(?:$|の|に|\()|構築|導入`)

// asideOf returns what a heading or a line above speaks of.
func asideOf(head string) aside {
	switch {
	case siblings.MatchString(head), pastHeads.MatchString(head):
		return foreign
	case callHeads.MatchString(head) && !jtext.HasAny(head, "別の", "とは別", "過去", "前回", "結果", "昨年度", "前年度", "他市", "他都市", "他自治体", "他の自治体", "事例", "推移", "実績", "財源", "含まれ", "経緯"):
		return noAside
	case !jtext.HasAny(head, "を除く", "限度額", "上限額", "予定価格", "保険料の上限") && foreignHeads.MatchString(head):
		return foreign
	case !ownMoney.In(head) && backgroundHeads.MatchString(head):
		return background
	}
	return noAside
}

// judgeAsides looks at what the heading and the line above speak of.
func (r *amountReader) judgeAsides() {
	if r.headingAside == unjudged {
		r.headingAside = r.asideIn(r.heading)
	}
	if r.aboveAside == unjudged {
		r.aboveAside = r.asideIn(r.above)
	}
}

// asideIn returns what a heading or a line above speaks of, in view of the day: facts of a year that is over are of the past.
func (r *amountReader) asideIn(head string) aside {
	if head != r.title && r.tellsOfOthers(head) {
		return foreign
	}
	if is := asideOf(head); is != noAside || !factHeads.MatchString(head) || !r.isOfPastYear(head) {
		return is
	}
	return foreign
}

// tellsOfOthers reports whether a heading says that what stands below it is about other calls, about what was, or an example. Open calls are
// others once a sum of this one was read.
func (r *amountReader) tellsOfOthers(head string) bool {
	switch subject.Of(head, r.published) {
	case subject.OtherCalls, subject.Example, subject.Past:
		return true
	case subject.OpenCalls:
		return r.toldSum()
	}
	return false
}

// toldSum reports whether a sum of the call was read.
func (r *amountReader) toldSum() bool {
	return slices.ContainsFunc(r.sums, func(s sum) bool { return !s.none && s.Role != "" })
}

// enterAside judges a heading that may stand in a part about other calls, and names one of them: その他の募集, and below it 市有地の売却.
func (r *amountReader) enterAside(head string) {
	r.headingAside = unjudged
	switch {
	case subject.Of(head, r.published) == subject.OtherCalls:
		r.others = true
	case r.others && r.toldSum() && nameOfCall.MatchString(head) && !ownMoney.In(head):
		r.headingAside = foreign
	default:
		r.others = false
	}
}

// nameOfCall ends in what a call is for, as the heading of one among others does.
var nameOfCall = jtext.MustPattern(`(?:募集|公募|プロポーザル|業務|委託|入札|売却|売払い?|貸付け?|補助金|助成金|調達|購入|工事|修繕|賃貸借|リース|管理者|パートナー|広告)(?:\([^()]*\))?(?:の?(?:募集|公募|実施|お知らせ))?(?:について|します)?$`)

// factHeads speak of what something earns, costs or how it is used.
var factHeads = jtext.MustPattern(`収入|支出|収支|状況|実績|決算|経費|運営費|売上|利用|受託|契約額|契約金額|落札`)

// isUnderAside reports whether what stands above a sum makes it none of the call's: own are its words, lead and before its sentence up
// to it, after what stands behind it.
func (r *amountReader) isUnderAside(own, lead, before, after string) bool {
	if r.headingAside != foreign && r.tableAside != foreign && r.markAside != foreign && ownMoney.In(own) && thisTime.MatchString(lead) {
		return false // 昨年度の契約額を教えてください, and below it: 今年度の上限額は
	}
	if r.headingAside == foreign || r.aboveAside == foreign || r.tableAside == foreign || r.markAside == foreign {
		return true
	}
	if r.headingAside != background && r.aboveAside != background || ownMoney.In(own) {
		return false
	}
	if r.aboveAside == noAside && (ownMoney.In(r.above) && !moneyNoun.MatchString(own) || budgetLabel.MatchString(strings.Trim(r.above, marks))) {
		return false
	}
	return !((ofCall.In(lead) || bodyShare.MatchString(lead) || isGrant(before+"\x00"+after)) && capsBehind.MatchString(behind(after)))
}

// thisTime begins what a sentence says of the call where the line above asks of another.
var thisTime = jtext.MustPattern(`(?:^|[、 ])(?:今年度|本年度|今回|次期|本公募|本募集|本業務|本件)の`)

// budgetLabel is a line by itself that labels what the call may cost, whatever the heading above it speaks of.
var budgetLabel = jtext.MustPattern(`^(?:予算(?:額|規模)?|委託(?:料|費|金額)(?:の上限)?|業務の規模|業務に要する(?:経費|費用)|契約(?:上限)?金額|提案(?:上限|価格).*|見積(?:上限|限度)額|(?:固定)?納付金|命名権料|ネーミングライツ料|(?:最低)?(?:貸付料|使用料|貸付価格|売却価格)|希望金額|.{2,8}及び希望金額)$`)

// carriedOver say of money of a year that is over that it is spent now.
var carriedOver = jtext.NewWords("繰越", "補正", "債務負担", "前回")

// isOfPastYear reports whether words name a fiscal year that was over on the day of publication: 令和7年度の委託料 8,360,000円 on a page of
// 2026-05 (LABELS 35).
func (r *amountReader) isOfPastYear(words string) bool {
	if !strings.Contains(words, "度") || carriedOver.In(words) {
		return false
	}
	last, found := wording.LastFiscalYear(namedOfYear.ReplaceAllString(words, ""))
	return found && last.IsOver(r.published)
}

// namedOfYear are names of works and grants, which keep their year where they begin late: 令和7年度市道舗装工事.
var namedOfYear = jtext.MustPattern(`[^ \t、。]{2,40}(?:業務委託|業務|委託|事業|工事|システム|賃貸借|補助金|助成金)(?:$|[ (:」』])`)

// isOfThisYear reports whether words name a fiscal year that was not over then.
func (r *amountReader) isOfThisYear(words string) bool {
	last, found := wording.LastFiscalYear(words)
	return found && r.published != "" && !last.IsOver(r.published)
}
