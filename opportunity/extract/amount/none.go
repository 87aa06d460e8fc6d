package amount

import (
	"strings"

	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jtext"
)

// Which sums are none of the call's (LABELS 17, 31 and 35): what is asked of the applicant, what rules set as a bound, what something
// costs or earns today, what was paid in the past, examples.

// aside tells that a heading, or a line that labels those below it, speaks of something beside the call.
type aside int

const (
	unjudged aside = iota - 1 // not yet looked at: most lines have no sum below them
	noAside
	background // facts, requirements: only what is labelled as the call's own counts below it
	foreign    // another programme, the past, insurance: nothing below it counts
)

// foreignHeads speak of sums that are none of the call's, whatever their own labels say.
var foreignHeads = jtext.MustPattern(`次の(?:記載|記入)?例に|(?:参加者|利用者|受講者|来場者|入館者)から(?:徴収|受け取)|既に|既存の|(?:募集|決定|導入|契約|採択)済|契約中|最近の|これまでの|過年度|関連する(?:制度|事業|補助|募集)|(?:その他|他)の(?:募集|公募|案件|補助|支援制度|入札)|決算|収支(?:(?:計画|予算)書?(?:案)?(?:$|\(|の概要)|状況|実績|の状況|の推移)|(?:管理|運営|利用|活動|販売|交付|採択|契約|支出|納付|収入|受入|過去の?|年度の?)実績|実績(?:一覧|値|額)|前回の|昨年度の|前年度の|過去の|現行(?:業務|契約|の)|現在の|(?:運営|管理|経営|維持管理)(?:の)?状況|別の制度|別制度|他の制度|関連制度|(?:個人|市民|町民|村民|区民|県民|住民|世帯|家庭)向けの?(?:制度|補助|助成|支援)|(?:賠償|損害|傷害|火災|責任)保険|保険(?:等?への加入|の加入|の付保|加入|等?$)|労働環境|労働報酬|最低賃金|賃金|印紙|罰則|再委託|記入例|記載例|計算例|算定例|算出例|計算方法の例|会社概要|企業概要|法人概要|受託者の概要|団体の概要|財務|融資|他市|他都市|他自治体|先進事例|参考事例|類似事例|導入事例|採択事例|支援事例|利用料金(?:表|の額|$|\()|入館料|入場料|観覧料|料金体系|給与|旅費|謝金|沿革|事務引継|注意喚起`)

// siblings are heads of other calls.
var siblings = jtext.MustPattern(`(?:併せて|あわせて|同時に|ほかに|他に|別に|現在)、?(?:募集|公募|公告|受付)(?:して|中)|(?:その他|他|ほか|別)の(?:募集|公募|案件|入札|発注)`)

// pastHeads are heads of what was done before.
var pastHeads = jtext.MustPattern(`(?:に|を)(?:行った|行いました|実施した|募集した|公募した|選定した|契約した|締結した)|^(?:前回|前々回|昨年度?|前年度|過去)(?:の|\(|に|$)|^(?:類似|同種|関連)(?:の)?(?:工事|業務|案件|事業)の(?:入札|契約|落札|見積|開札)?(?:結果|状況|実績)`)

// backgroundHeads speak of facts and requirements.
var backgroundHeads = jtext.MustPattern(`支払(?:方法|条件|時期|い方|いの)|(?:市|町|村|区|県|施設|会社|対象地|地域|建物|敷地|土地|所在地|周辺)の?(?:等の)?(?:概要|現況|現状|状況|データ)|(?:概況|現況|現状)|参考(?:資料|データ|情報)|基礎(?:資料|データ|情報)|データ$|統計|背景|資格|要件|応募(?:者|条件)|条件を満たす|欠格|違約|修繕|備品|リスク分担|責任分担|(?:費用|経費)の?(?:負担|分担)|前払金|部分払|財政`)

// callHeads speak of the call or of the work itself, whatever that is about: 国民健康保険料収納業務.
var callHeads = jtext.MustPattern(`業務委託|プロポーザル|募集要[項領]|公募|実施要[項領]|募集(?:します|について|案内)|入札公告|システム|業務(?:$|の|に|\()|構築|導入`)

// asideOf returns what a heading or a line above speaks of.
func asideOf(head string) aside {
	switch {
	case siblings.MatchString(head), pastHeads.MatchString(head):
		return foreign
	case callHeads.MatchString(head) && !jtext.HasAny(head, "別の", "とは別", "過去", "前回", "結果", "昨年度", "前年度"):
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
		r.headingAside = asideOf(r.heading)
	}
	if r.aboveAside == unjudged {
		r.aboveAside = asideOf(r.above)
	}
}

// ownMoney are words of a label that names money of the call itself.
var ownMoney = jtext.NewWords("上限", "限度", "予定価格", "最低", "下限", "保証金", "委託料", "委託費", "補助金額", "補助額", "補助率", "支援額", "支援金", "助成額", "助成金額", "指定管理料", "提案価格", "参考価格", "参考見積", "設計金額", "契約金額", "落札", "貸付料", "使用料", "掲載料", "予算額", "予算規模", "事業規模", "概算事業費", "賃料", "売却価格", "売払", "分譲価格", "ネーミングライツ料", "命名権料")

// bounds are those of ownMoney that no rule or requirement has of its own.
var bounds = []string{"上限額", "上限価格", "限度額", "予定価格", "最低", "保証金", "委託料", "補助金額", "補助額", "補助率", "支援額", "支援金", "指定管理料", "提案価格", "参考価格", "予算額", "予算規模", "貸付料", "掲載料", "賃料"}

// notSums are words of sums that are none of the call's.
var notSums = jtext.NewWords(
	"資本金", "下請", "郵便切手", "分切手", "円切手", "切手代", "ICカードの購入", "ICカードの取得", "ICカード代", "証明書", "住民票", "産出額", "総生産", "売上", "実績", "印紙", "年商", "以上の業務", "以上の契約", "以上の工事", "以上の法人", "以上の同種", "以上の類似", "以上の者",
	"純資産", "総資産", "自己資本", "負債", "剰余金", "利益", "保険", "賠償", "罰金", "過料", "科料", "過怠金", "違約", "損害", "延滞", "遅延", "時給", "時間給", "時間額", "日額", "日給", "月給", "給料", "給与", "報酬", "賃金", "人件費単価", "労務単価",
	"出資", "経験", "受注", "元請", "完成工事", "履行した", "過去", "税額控除", "採択総額", "採択額は", "記入例", "記載例", "資金調達", "調達額", "運用総額", "運用額", "融資", "借入", "起債", "市債", "町債", "地方債", "基金残高", "基金の残高", "積立",
	"地価", "路線価", "固定資産税", "都市計画税", "住民税", "税収入", "税収は", "税収が", "の税収", "市税", "町税", "市民税", "減収", "増収", "一般会計", "特別会計", "歳出", "歳入", "補正予算", "予算案", "寄附実績", "寄付実績", "寄附総額", "決算", "財政力", "財政調整", "財政規模",
	"販売額", "販売総額", "出荷額", "生産額", "消費額", "消費単価", "取扱高", "取引高", "効果額", "経済効果", "波及効果", "節減額", "削減額",
	"入館料", "入園料", "入浴料", "入場料", "観覧料", "鑑賞料", "受講料", "授業料", "利用料金", "システム利用料", "システム使用料", "料金収入", "使用料収入", "収入", "目標額", "拝観料", "乗車料", "運賃", "チケット", "保育料", "給食費", "水道料金", "下水道使用料",
	"再委託", "取得価格", "取得価額", "取得額", "取得費", "備品台帳", "小修繕", "小規模修繕", "小規模な修繕", "修繕の範囲", "軽微な", "請負代金が", "請負代金額が", "請負代金の額が", "請負金額が", "請負額が", "てん補", "リサイクル預託", "加入金", "加入負担金", "工事負担金", "登記", "対人", "対物", "財物", "1事故", "事故につき", "事故当たり", "補償額", "填補", "免責",
	"交通費", "旅費", "日当", "宿泊費", "宿泊料", "謝金", "謝礼", "客単価", "購買額", "納税額", "現在までの", "支払済", "家計", "年収", "所得", "残高", "簿価", "帳簿価", "価格帯", "割引価格", "からの投資", "被害額", "概算払", "前金払", "前払金", "中間払", "部分払", "分割払", "返礼品", "寄附単価", "貸付金", "奨学金", "給付金", "手当", "医療費", "給付費", "扶助費", "復旧費", "資産額", "見舞金", "弔慰金", "市民負担", "自己負担", "利用者負担", "利用者の負担", "市民の負担", "平均単価", "貸金業", "貸付限度額", "自主事業の", "額面", "発行総額", "発行額", "保護者負担", "保護者の負担",
)

var (
	// examples begin a sum that stands for any.
	examples      = jtext.MustPattern(`(?:経費|費用|事業費)(?:が|は)?[0-9,.]+[千万百億]*円(?:である|の)場合、|(?:^|[(【※・ ])例(?:\)|:|】|えば| |[0-9①-⑨])|(?:の|参考)例(?:[:) 、はとを]|$)|見本(?:[:) ]|$)|(?:^|[^特条前通慣])例:|たとえば|仮に|(?:計算|記載|記入|算定|算出|試算|想定|交付|支給)の?例|モデルケース`)
	exampleBehind = jtext.MustPattern(`\((?:計算|算定|記入|記載)?例\)$`)
	// ofOthers say that a sum is what others pay, or what a programme for residents gives.
	ofOthers = jtext.MustPattern(`別途(?:公募|募集|発注|入札|工事)|(?:国|県)の(?:補助|助成|支援)(?:制度|事業|金)(?:では|により|で|を|は|\()|(?:国|県)の[^、。 ]{0,10}(?:事業|制度|補助金|交付金)\(|(?:国|(?:国|県)の[^、。]{2,12}|公庫|会議所|金融機関)では|(?:持続化|ものづくり|IT導入|再構築|キャリアアップ|雇用調整)(?:補助金|助成金)|別に(?:公募|募集|発注)|別の?制度|(?:国|県)の[^、。 ]{0,14}(?:事業費|対象額|補助額|交付額)(?:は|が)|(?:利用者|来場者|入館者|来館者)数?は[^。]{0,20}、[^。]{0,6}料金?は|(?:個人|世帯|家庭|住民|市民)の方は|住宅用の|商品券[はを]|(?:国|県|都|府|道)から[^、。]{0,8}$|随意契約(?:の|に(?:よる|係る)|とする|できる)?(?:限度|上限|基準)|(?:利用者|来場者|入館者|受講者|市民|住民|保護者)から(?:徴収|受け取|受領)|参考[) :].{0,12}(?:令和|R)[0-9]+年度|(?:市民|町民|村民|区民|住民|人口|児童|園児|高齢者|妊婦)1人|近傍|(?:取得|購入|買入|導入|建設|建築|竣工|新車|新品)(?:時|当時)の?(?:価格|価額|金額|費用|[一-龠]{0,2}費|額|は|:)|近隣(?:の?(?:市|自治体|施設|町|区|民間))|周辺の(?:月極|駐車|家賃|施設|料金|市|地価|賃料)|相場|他市|他都市|他の?自治体|同規模|類似(?:の)?(?:施設|事例)|先進(?:自治体|事例)|\((?:個人|市民|町民|村民|区民|県民|住民|世帯|家庭)向け|(?:個人|市民|町民|村民|区民|県民|住民|世帯|家庭)向けの?(?:制度|補助|助成|支援)`)
	// ofVisitors end the words before a price that those who use a place pay.
	ofVisitors = jtext.MustPattern(`(?:教室|講座|講習会?|体験)の?(?:参加料|参加費|受講料|料金|利用料)|(?:利用者|来場者|入館者|入場者|園児|児童|生徒)1人|会議室|研修室|体育室|多目的室|テニスコート|グラウンド1|(?:一般|大人|小人|子ども|こども|個人|シニア|幼児|[市町村]外者?|[市町村]内者?|利用者|来場者)(?:は|が|:| )*$|(?:小|中|高校|大学?)学?生(?:以[上下])?(?:は|:| )*$|テントサイト|駐車料|入れ込み`)
	// chargedByTime ends the words before what those who use a place pay for it, where somebody is sought who manages it.
	chargedByTime = jtext.MustPattern(`(?:使用料|利用料|入浴料|入場料|料金)(?:\([^()]*\))?(?:は|:| )*(?:半日|終日|午前|午後|夜間|1時間|1日|1回|1泊)[^、。]{0,6}$`)
	// asked begin what is asked of those who apply.
	asked = jtext.MustPattern(`要件|条件|資格|固定資産|投資額|設備投資|雇用|従業員|対象者|対象経費が|事業費が|経費の合計が`)
)

// withoutBracket returns the words behind a sum without the bracket at their beginning.
func withoutBracket(after string) string {
	after = strings.TrimLeft(after, " )")
	return strings.TrimLeft(after[closedBracket(after):], " ")
}

// pastEra stands beside a sum of a time that is over.
var (
	pastEra      = jtext.MustPattern(`(?:昭和|平成|大正|S|H)[0-9元]+年`)
	pastFiscal   = jtext.MustPattern(`^\(?(?:令和|R)?[0-9元]+年度?(?:実績|決算|現在|時点|分?の?実績|末)`)
	pastTense    = jtext.MustPattern(`(?:でした|ました|だった|であった|された|されています|(?:交付|支給|助成|補助|支援|支出|執行)した|となってい(?:ます|る)|使いました|しており|されており)[^。]{0,6}(?:\([^()]*\))?$`)
	presentTense = jtext.MustPattern(`変更|訂正|改め|修正|設定|定め|見直|追加|延長|増額|減額|引き?上げ|引き?下げ|拡充|決定|選定|特定|採択|締結|契約(?:し|を)|落札|公表|予定|見込`)
	pastWords    = jtext.MustPattern(`現在の|現行|昨年|前年|前回|これまで|過去|従来|当初の入札|(?:示し|提示し|公表し|公告し|お知らせし)(?:た|ていた)(?:額|金額|価格|上限)|(?:令和|R)[0-9元]+年度(?:は|に|の|には|では)`)
)

// ofTheCall are words that speak of the call although a part of them does not.
var ofTheCall = strings.NewReplacer("年額平均", "年額", "利益還元", "還元")

// changedTo stands behind a sum that another was changed into.
var changedTo = jtext.MustPattern(`^(?:\([^()]*\))?(?:に|へ|と)(?:変更|訂正|改め|修正|引き?上げ|引き?下げ|増額|減額|拡充|見直)`)

// isOutside reports whether the words around a sum make it none of the call's: label is that of its row and column, lead its sentence from
// the beginning, before and after the words between it and its neighbours.
func (r *amountReader) isOutside(label, lead, before, after string) bool {
	if at := multiple.FindStringIndex(after); at != nil && ownMoney.In(before) {
		after = ""
	}
	rest := strings.TrimLeft(withoutBracket(after), " ")
	if r.isReward(lead, rest) {
		return false
	}
	whole := lead
	past := pastWords.MatchString(lead)
	lead = ofTheCall.Replace(ofTheWork(withoutIncluded(lead)))
	before = shareOfSales.ReplaceAllString(before, "")
	own := workNames.ReplaceAllString(label, "") + " " + lastNamed(ofTheWork(withoutIncluded(before)), rest)
	if grantVerb.MatchString(rest) {
		own = lastClause(own)
	}
	own = ofTheCall.Replace(own)
	named := strongerThan(own, notSums)
	switch {
	case notBehind.MatchString(after):
		return true
	case !named && (notSums.In(own) && !isGrantedCost(whole, after) || runningCosts.In(own) && !r.boundsCosts(own, lead)):
		return true
	case facts.In(own) && !r.isPlannedFact(own, after), todaysCost.MatchString(own) && !caps.In(own), wholeCost.MatchString(own) && !foreseenCost.MatchString(own+untilPause(after)):
		return true
	case appraised.MatchString(before) && !minLater.MatchString(after), goods.MatchString(before), repaired.MatchString(before) && repairBound.MatchString(rest), ruled.MatchString(before) && wording.HasPrefix(rest, "以上", "以下の", "以下で", "を超", "未満"), besideIt.MatchString(after):
		return true
	case chargedByTime.MatchString(before) && strings.Contains(r.title, "指定管理"):
		return true
	case wages.MatchString(before) || wages.MatchString(label) || staff.MatchString(before) && perDay.MatchString(rest):
		return true
	case threshold(after), isReckoned(before, after), isBodyMoney(before) && !capsBehind.MatchString(behind(after)), isPenal(lead, after), r.headingAside == foreign, r.aboveAside == foreign, r.tableAside == foreign, r.markAside == foreign:
		return true
	case (r.headingAside == background || r.aboveAside == background) && !ownMoney.In(own) && !(r.aboveAside == noAside && (ownMoney.In(r.above) && !moneyNoun.MatchString(own) || budgetLabel.MatchString(strings.Trim(r.above, marks)))) && !((ofCall.In(lead) || isGrant(before+"\x00"+after)) && capsBehind.MatchString(behind(after))):
		return true
	case examples.MatchString(label + " " + lead), exampleBehind.MatchString(after), ofOthers.MatchString(lead), ofVisitors.MatchString(before) && !isGrant(before) && !caps.In(before) && !jtext.HasAny(before, "出展", "出店", "小間", "協賛", "掲載料") && !strings.HasPrefix(rest, "以上"), installments.MatchString(before), strings.HasSuffix(strings.TrimRight(before, " "), "別途"):
		return true
	case asked.MatchString(label+" "+lead) && strings.HasPrefix(withoutBracket(after), "以上") && !ownMoney.In(before):
		return true
	case notSums.In(lead) && !ownMoney.In(before) && !fees.In(lastNamed(before, rest)) && !paidBy.MatchString(rest) && !grantVerb.MatchString(rest) && !isGrantedCost(whole, after):
		return true
	case pastEra.MatchString(before) || pastEra.MatchString(jtext.Clip(after, 12)) || pastFiscal.MatchString(after),
		formerly.MatchString(before), partPaid.MatchString(before) && !isGrant(after), notIncluded.MatchString(after), payersCost.MatchString(before):
		return true
	case jtext.HasAny(after, "市が直接", "町が直接", "村が直接", "区が直接", "県が直接", "含めない", "含めません", "別に支払") && !jtext.HasAny(after, "税"):
		return true
	}
	if burden.MatchString(untilPause(after)) || bodyPays.MatchString(untilPause(after)) && !isGrant(own) && jtext.HasAny(own, "料", "費", "代") {
		return true
	}
	if jtext.HasAny(before, "上限", "限度", "予定価格", "契約金額", "契約額", "落札") && !past {
		return false
	}
	return pastTense.MatchString(after) && !changedTo.MatchString(rest) && (!presentTense.MatchString(whole+after) || past)
}

// shareOfSales is what is paid beside a sum, and whose words say nothing of it: 売上金額の20%以上かつ年額24,000円以上.
var shareOfSales = jtext.MustPattern(`(?:売上|販売|収入|収益)[^、。0-9]{0,6}の[0-9.]+(?:%|割|パーセント)(?:以上|相当額?)?(?:を(?:下限と)?し?、?)?(?:かつ|及び|並びに|と|に加え|又は|または|若しくは|もしくは|、)`)

// multiple behind a sum makes what follows speak of another: 上限額(2,860万円、税込)の2倍以上の契約実績.
var multiple = jtext.MustPattern(`^(?:[^。()]{0,8}\)|\([^()]*\))?の[0-9.]+(?:倍|割|%|パーセント)`)

// budgetLabel is a line by itself that labels what the call may cost, whatever the heading above it speaks of.
var budgetLabel = jtext.MustPattern(`^(?:予算(?:額|規模)?|委託(?:料|費|金額)(?:の上限)?|業務の規模|業務に要する(?:経費|費用)|契約(?:上限)?金額|提案(?:上限|価格).*|見積(?:上限|限度)額|(?:固定)?納付金|命名権料|ネーミングライツ料|(?:最低)?(?:貸付料|使用料|貸付価格|売却価格)|希望金額|.{2,8}及び希望金額)$`)

// notBehind are words behind a sum of what is none of the call's.
var notBehind = jtext.MustPattern(`^引き(?:$|[)、。を])|^\)?を?(?:増額|減額|上乗せ|引き?上げ|引き?下げ|割?増し?(?:$|と|に|、|。)|追徴)|^[^。]{0,12}(?:国|県)から|^\)?(?:を超えない範囲|以内|まで|の範囲内|を(?:上限|限度)(?:に|と(?:して)?)?)?(?:で|を|に|は)?、?(?:前金払|前払|概算払|中間払|部分払)|^を標準と|^と推[計定]|^規模の(?:ファンド|基金|市場|企業|事業者|会社)|^の(?:ファンド|基金)|^を?(?:限度|上限)(?:額)?とする(?:[^、。]{0,8}(?:保険|補償|共済)|損害|賠償)|^[^。円]{0,12}、[^市町村区県国、。円はがを]{0,8}(?:者|人|社|団体)(?:の|が)負担|^\)[はを]、?含(?:み|ま|め)(?:ません|ない|ず)|^とし、[^市町村区県国。]{1,10}の収入と|^を投じて|^を(?:基に|もとに|基礎|踏まえ)|^(?:程度)?を(?:支出|負担)して(?:い|お)|^[^。]{0,16}(?:望ましい|努める|努めること)|記載例|記入例|^(?:程度|ほど|前後)?(?:を要し|を要する)|^の(?:助成|補助|支援|寄附|寄付|交付|融資)を受け|^ずつ|印紙|(?:^|[^小])切手|(?:縮減|削減|節減|低減)(?:が|を|額|効果|でき)|(?:免除|減免)(?:する|し|と|さ|$)|実績(?:$|[^に払報])|決算|調べ\)|を(?:違約金|損害金|過怠金|手数料)として|^(?:\)|\([^()]*\))?は、?[^市町村区県国。]{1,12}の収入(?:と|で|に)|^(?:程度|ほど)?(?:\([^()]*\))?(?:でした|だった|であった)(?:が|ところ|のに対し)|^[^。円]{0,10}(?:利用者|来場者|入館者|受講者|市民|住民|保護者|参加者)(?:から|に)(?:徴収|負担|請求)|との(?:説明|意見|要望|報告)|という意見|の(?:違約金|過料|罰金|科料|過怠金|賠償|融資|保険|損害|資本金|売上|寄附|寄付)|^\)?[はがをで][^。、円]{0,6}(?:完了し|契約済|発注済|実施済|支出済|支払済|執行済|施工済|竣工し)`)

var (
	// installments end the words before what is paid at once of a sum.
	installments = jtext.MustPattern(`(?:四半期|半期|[0-9]回)(?:ごと|に分け|払い)[^。、]{0,6}$|(?:前期|後期|上期|下期|上半期|下半期)分?(?:は|として|に)[^。、]{0,6}$`)
	// partPaid ends the words before a part of a price: 対価の一部(1億円)は契約時に.
	partPaid = jtext.MustPattern(`(?:一部|残額|残金|頭金|着手金|手付金)(?:は|として)?[( ]*[約金¥]*$`)
	// formerly ends the words before what a sum was until it was changed: (引上げ前は800万円).
	formerly = jtext.MustPattern(`(?:引き?上げ|引き?下げ|改定|改正|変更|見直し|増額|減額|拡充|訂正)(?:の)?前(?:の(?:上限|限度)?額)?(?:は|が|:| )*[約金¥]?$|(?:^|[(、])(?:旧|従前|従来|これまで|当初)(?:は|:| )*[約金¥]?$`)
	// notIncluded says that what the call gives or bounds is without a sum, or that this is a part of it.
	notIncluded = jtext.MustPattern(`^[^。]{0,12}(?:委託料|委託費|指定管理料|上限額|限度額|契約額|本業務|本事業|事業費)に(?:は)?含(?:ま|み|む|め)`)
	// payersCost ends the words before what the one chosen pays to somebody else.
	payersCost = jtext.MustPattern(`(?:者|人|社|主)(?:の負担で|(?:が|に)負担(?:する|いただく))[^、。]{0,20}$`)
	// ruled ends the words before a bound that a rule sets on what a contract costs: 予定価格が3,000万円以上のため.
	ruled = jtext.MustPattern(`(?:予定価格|設計金額|請負金額|請負代金額?)(?:が|の額が)? ?$|\((?:予定価格|設計金額|請負代金額?|契約金額)[ 約金¥]*$`)
	// repaired and repairBound stand around what may be spent at once: 修繕は1件20万円までとする.
	repaired    = jtext.MustPattern(`(?:修繕|備品|物品)[^、。]{0,8}(?:は|で|について)[、 ]?(?:1|一)[件点][^、。]{0,4}$`)
	repairBound = jtext.MustPattern(`^(?:以下|まで|未満|以内|を(?:超|限度|上限))`)
	// goods ends the words before what goods may cost those who buy them.
	goods = jtext.MustPattern(`(?:飲食物?|食品|記念品|景品|粗品|賞品|ノベルティ|土産|商品|飲料|弁当|メニュー|料理)(?:の(?:販売)?(?:価格|単価|値段))?(?:は|を|が|:)[^、。]{0,10}$`)
	// appraised ends the words before what something is worth.
	appraised = jtext.MustPattern(`評価額(?:\([^()]*\))?(?:は|が|:| |約|金|¥)*$`)
	// besideIt stand behind a sum of another programme: との併用はできません, も募集しています.
	besideIt = jtext.MustPattern(`^\)?(?:(?:との|と)(?:併用|重複|併願|併給)|を(?:活用|併用)(?:する|した)場合|も(?:ご|御)?(?:利用|活用|併用|申請)(?:でき|いただけ|くださ|下さ)|も(?:あり|用意し|設け))|^[^。、円]{0,20}も(?:別に|併せて|同時に|あわせて)?(?:募集|公募|受け付け|受付|実施|用意|ご案内)(?:し?て|中)`)
	// wages end the words before what somebody is paid for a day or an hour.
	wages = jtext.MustPattern(`(?:人件費|賃金|報酬|労務費)[^、。]{0,8}(?:1時間|時間当たり|時間あたり|1日|日額)[^、。]{0,6}$|(?:員|士|師|者|人件費)の?(?:(?:標準|基準)?単価|日額|時間給)[^、。]{0,16}$|(?:技師|技術者|技術員)(?:\([^()]*\)|[A-C])?[ :は]*$`)
	// staff and perDay stand around it without a word of their own: 主任研究員42,000円/日.
	staff  = jtext.MustPattern(`[員士師][ :約金¥]*$`)
	perDay = jtext.MustPattern(`^/ ?(?:日|人日|人・日|時間?|月|人月)`)
	// grantVerb says that a sum is granted.
	grantVerb = jtext.MustPattern(`^(?:を?(?:限度|上限)(?:に|と(?:して)?)?\)?、?|まで|以内)?を?(?:定額で|一律に?|追加(?:で|して)|加算して)?(?:補助|助成|支援|支給|交付|給付|補給)(?:し|する|いた|$|。)`)
	// bodyMoney ends the words before what the body spends in all, or on a field: 市の年間の支出, 商工費の総額.
	bodyMoney = jtext.MustPattern(`(?:関連|全体の|全庁の|全体|部門別?)の?(?:予算|経費|支出|事業費|歳出)[^、。]{0,8}$|(?:市|町|村|区|県|都|道|府)の(?:年間の?|(?:令和|R)?[0-9元]+年度の?)?[^、。 は]{0,12}(?:支出|予算(?:額|規模)?は|歳出|投資額|商工費|[一-龠]{0,4}振興費)[^、。]{0,8}$|` +
		`(?:教育|商工|土木|民生|総務|衛生|消防|公債|労働|議会|農林|水産業|産業振興|観光振興|福祉|人件|予備)費(?:の総額|の合計|全体)?(?:は|が|で|の|に|を|:| |約|年間|総額)*$|当初予算(?:総額|額|案|規模)?(?:は|が)約?$`)
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

// isBodyMoney reports whether the words before a sum make it what the body spends beside the call.
func isBodyMoney(before string) bool {
	return bodyMoney.MatchString(before) && !jtext.HasAny(before, "上限", "限度", "本事業", "本業務", "委託", "補助", "業務")
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

// included is what something includes: 旅費を含む委託料.
var included = jtext.MustPattern(`(?:[一-龠]{1,8}(?:費|料|代|金)、)*[^、。 (]{1,12}を含(?:む|めた|んだ)|(?:固定資産税|都市計画税)[^、。 ]{0,8}相当額`)

// condition is what a sum depends on, or is taken from: 国の補助金を財源として、.
var condition = jtext.MustPattern(`[^、。]{2,40}(?:を(?:条件|財源|前提)(?:に|とし(?:て)?)|を活用し(?:て)?)、|[^、。]{2,24}を活用(?:する|した)場合の?`)

// withoutIncluded returns words without what something includes or depends on.
func withoutIncluded(words string) string {
	return included.ReplaceAllString(condition.ReplaceAllString(words, ""), "")
}

// source ends what a sum is taken from, or comes on top of: 利用料金収入の中から固定納付金として.
var source = jtext.MustPattern(`とし(?:て)?、|(?:収入|収益|利益|売上|の中|のうち)から|とは別に|のほか(?:に)?、?|を差し引いた`)

// ofCall are words of a sentence about the call itself.
var ofCall = jtext.NewWords("本業務", "本事業", "本委託", "本件", "提案価格", "提案額", "提案金額", "見積額", "見積金額", "契約金額", "委託料")

// worksName ends the name of a work before its money: 国民健康保険料の収納業務に係る見積上限.
var worksName = jtext.MustPattern(`(?:業務|システム|事業|委託|構築|更新|改修|導入|作成|発送|運営)(?:の|に(?:係る|要する|関する|かかる))`)

// ofTheWork returns the words behind the name of a work where these name its money.
func ofTheWork(words string) string {
	if at := worksName.FindStringIndex(words); at != nil && (ownMoney.In(words[at[1]:]) || planned.In(words[at[1]:])) {
		return words[at[1]:]
	}
	return words
}

// lastNamed returns the last of several that are named together: 売上の2割及び使用料.
func lastNamed(before, rest string) string {
	if at := source.FindStringIndex(before); at != nil && (moneyNoun.MatchString(before[at[1]:]) || paidBy.MatchString(rest)) {
		return before[at[1]:]
	}
	for _, and := range [...]string{"及び", "並びに", "と、"} {
		if at := strings.LastIndex(before, and); at >= 0 && moneyNoun.MatchString(before[at+len(and):]) {
			return before[at+len(and):]
		}
	}
	return before
}

// burden says that a sum is a cost that the one chosen bears.
var burden = jtext.MustPattern(`^を?(?:上限|限度)(?:に|と)(?:して)?、?[^市町村区県、。]{0,10}(?:者|人|社)(?:が|の)負担|^\((?:全額|すべて)?[^()、]{0,6}(?:者|人|企業|社|主|パートナー|スポンサー)の?負担|は、?(?:[^、。]{0,8}者|パートナー|広告主|[^、。]{0,6}人|スポンサー|[^、。]{0,6}(?:店|企業|社|側|法人|団体))(?:の負担|が負担|に負担)`)

// workNames are names of works in the head of a row: 水道料金収納等包括業務委託.
var workNames = jtext.MustPattern(`[^ \t、。]{2,40}(?:業務委託|業務|委託|事業|工事|システム|賃貸借)(?:$|[ (])`)

// strongerThan reports whether words name money of the call behind the last of others: 資本金1,000万円以上の者、契約上限額.
func strongerThan(words string, others *jtext.Words) bool {
	last := others.LastIn(words)
	if last < 0 {
		return false
	}
	for _, w := range bounds {
		if at := strings.LastIndex(words, w); at > last && !ownBound.MatchString(words[last:at]) && (strings.ContainsAny(words[last:at], "、。 \t(") || jtext.HasAny(words[last:at], "業務", "事業", "委託", "システム", "構築")) {
			return true
		}
	}
	return false
}

// ownBound parts the name of some money from the bracket that bounds it: 制度融資(限度額.
var ownBound = jtext.MustPattern(`^[^ 、。()]{2,6}\($`)

// boundOfRule stands behind a sum that some rule has as its bound: 130万円を超える契約.
var boundOfRule = jtext.MustPattern(`^(?:を超(?:え(?:[^なまて]|$)|過する)|を上回る|を下回る|未満|超|分(?:の|を|$|、|に)|単位|刻み|きざみ|の(?:業務|契約|実績|工事|場合|とき|ケース)|に満たな|である(?:場合|とき)|` +
	`以[上下](?:の|で(?:ある|かつ)?)?(?:とき|場合|もの|者|法人|企業|同種|類似|物品|委託|請負|随意|修繕|備品|建設|公共|官公庁|元請|契約|工事|業務|実績|発注|規模|施設|設備|システム|売上|収入|上回|下回|増減|減少|変動|支出|購入|事業|給与|賃金|報酬|給料|物件|案件|財産|資産|機器|機械|建物|土地|世帯|所得)|まで(?:の|は)(?:修繕|備品|物品|購入|支出)|以上(?:を|の額を)?(?:要する|有する|満たす)|以上又は|以上または)`)

// threshold reports whether the words behind a sum make it a limit of some rule.
func threshold(after string) bool {
	rest := withoutBracket(after)
	return boundOfRule.MatchString(rest) && !wording.HasPrefix(rest, "を超えることは", "を上回ることは") && !isOverBid(after)
}
