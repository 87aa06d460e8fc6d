package amount

import (
	"strings"

	"koubo/opportunity/jtext"
)

// Which sums are none of the call's (LABELS 17, 31 and 35): what is asked of the applicant, what rules set as a bound, what something
// costs or earns today, what was paid in the past, examples.

// ownMoney are words of a label that names money of the call itself.
var ownMoney = jtext.NewWords("上限", "限度", "予定価格", "最低", "下限", "保証金", "委託料", "委託費", "補助金額", "補助額", "補助率", "支援額", "支援金", "助成額", "助成金額", "指定管理料", "提案価格", "参考価格", "参考見積", "設計金額", "契約金額", "落札", "貸付料", "使用料", "掲載料", "予算額", "予算規模", "事業規模", "概算事業費", "賃料", "売却価格", "売払", "分譲価格", "ネーミングライツ料", "命名権料")

// bounds are those of ownMoney that no rule or requirement has of its own.
var bounds = []string{"上限額", "上限価格", "上限金額", "上限単価", "限度額", "限度価格", "限度金額", "予定価格", "最低", "保証金", "委託料", "補助金額", "補助額", "補助率", "支援額", "支援金", "指定管理料", "提案価格", "参考価格", "予算額", "予算規模", "貸付料", "掲載料", "賃料"}

// notSums are words of sums that are none of the call's.
var notSums = jtext.NewWords(
	"資本金", "下請", "郵便切手", "分切手", "円切手", "切手代", "ICカードの購入", "ICカードの取得", "ICカード代", "ICカード(", "証明書", "住民票", "産出額", "総生産", "売上", "実績", "印紙", "年商", "以上の業務", "以上の契約", "以上の工事", "以上の法人", "以上の同種", "以上の類似", "以上の者",
	"純資産", "総資産", "自己資本", "負債", "剰余金", "利益", "保険", "賠償", "罰金", "過料", "科料", "過怠金", "違約", "損害", "延滞", "遅延", "時給", "時間給", "時間額", "日額", "日給", "月給", "基本給", "給料", "給与", "報酬", "賃金", "人件費単価", "労務単価",
	"出資", "経験", "受注", "元請", "完成工事", "履行した", "過去", "税額控除", "採択総額", "採択額は", "記入例", "記載例", "資金調達", "調達額", "運用総額", "運用額", "融資", "借入", "起債", "市債", "町債", "地方債", "基金残高", "基金の残高", "積立",
	"地価", "路線価", "固定資産税", "都市計画税", "住民税", "税収入", "税収は", "税収が", "の税収", "市税", "町税", "市民税", "減収", "増収", "一般会計", "特別会計", "歳出", "歳入", "補正予算", "予算案", "寄附実績", "寄付実績", "寄附総額", "決算", "財政力", "財政調整", "財政規模",
	"市場規模", "販売額", "販売総額", "出荷額", "生産額", "消費額", "消費単価", "取扱高", "取引高", "効果額", "軽減効果", "軽減額", "経済効果", "波及効果", "節減額", "削減額",
	"入館料", "入園料", "入浴料", "入場料", "観覧料", "鑑賞料", "受講料", "授業料", "利用料金", "システム利用料", "システム使用料", "料金収入", "使用料収入", "収入", "目標額", "拝観料", "乗車料", "運賃", "チケット", "保育料", "給食費", "水道料金", "下水道使用料",
	"再委託", "取得価格", "取得価額", "取得額", "取得費", "備品台帳", "小修繕", "小規模修繕", "小規模な修繕", "修繕の範囲", "軽微な", "請負代金が", "請負代金額が", "請負代金の額が", "請負金額が", "請負額が", "てん補", "リサイクル預託", "加入金", "加入負担金", "工事負担金", "登記", "対人", "対物", "財物", "1事故", "事故につき", "事故当たり", "補償額", "填補", "免責",
	"交通費", "旅費", "日当", "宿泊費", "宿泊料", "謝金", "謝礼", "客単価", "購買額", "納税額", "現在までの", "支払済", "家計", "年収", "所得", "残高", "残存価", "簿価", "帳簿価", "価格帯", "割引価格", "からの投資", "被害額", "概算払", "前金払", "前払金", "中間払", "部分払", "分割払", "返礼品", "寄附単価", "貸付金", "奨学金", "給付金", "手当", "医療費", "給付費", "扶助費", "復旧費", "資産額", "見舞金", "弔慰金", "市民負担", "自己負担", "利用者負担", "利用者の負担", "市民の負担", "平均単価", "貸金業", "貸付限度額", "自主事業の", "額面", "発行総額", "発行額", "保護者負担", "保護者の負担",
)

var (
	// examples begin a sum that stands for any.
	examples      = jtext.MustPattern(`(?:経費|費用|事業費)(?:が|は)?[0-9,.]+[千万百億]*円(?:である|の)場合(?:、|の)|円 ?[×xX] ?(?:[0-9]+分の[0-9]+|[0-9]/[0-9]|[0-9]+%|0\.[0-9]+) ?= *[約¥]?$|(?:^|[(【※・ ])例(?:\)|:|】|えば| |[0-9①-⑨])|(?:の|参考)例(?:[:) 、はとを]|$)|見本(?:[:) ]|$)|(?:^|[^特条前通慣])例:|たとえば|仮に|(?:計算|記載|記入|算定|算出|試算|想定|交付|支給)の?例|モデルケース`)
	exampleBehind = jtext.MustPattern(`\((?:計算|算定|記入|記載)?例\)$`)
	// ofOthers say that a sum is what others pay, or what a programme for residents gives.
	ofOthers = jtext.MustPattern(strings.Join([]string{
		`別途(?:公募|募集|発注|入札|工事)`,
		`(?:国|県)の(?:補助|助成|支援)(?:制度|事業|金)(?:では|により|で|を|は|\()`,
		`(?:国|県)の[^、。 ]{0,10}(?:事業|制度|補助金|交付金)\(`,
		`(?:国|(?:国|県)の[^、。]{2,12}|公庫|会議所|金融機関)では`,
		`(?:持続化|ものづくり|IT導入|再構築|キャリアアップ|雇用調整)(?:補助金|助成金)`,
		`別に(?:公募|募集|発注)`,
		`延長(?:する|した|となった)場合の`,
		`(?:会議所|商工会|協会|公社|財団|機構|[^、。 ]{2,4}[省庁])の[^、。 ]{0,20}(?:制度|補助金|助成金|交付金)(?:に(?:より|よる)|で|を|は)`,
		`(?:国|県)の[^、。 ]{0,10}(?:助成|補助|交付)金?と(?:合わせ|併せ|あわせ)`,
		`(?:自社|自己|自ら|各自)の?(?:費用)?負担(?:で|により|において)`,
		`民間投資[約¥]*$`,
		`(?:国|県)の「[^「」]*」`,
		`(?:国|県)の[^、。 ]{0,20}(?:補助金|交付金|助成金)(?:は|では)`,
		`(?:^|[、。])(?:別途|このほか|ほかに|別に)、[^、。]{2,20}\($`,
		`別の?制度`,
		`(?:国|県)の[^、。 ]{0,14}(?:事業費|対象額|補助額|交付額)(?:は|が)`,
		`(?:利用者|来場者|入館者|来館者)数?は[^。]{0,20}、[^。]{0,6}料金?は`,
		`(?:個人|世帯|家庭|住民|市民)の方は`,
		`住宅用の`,
		`商品券[はを]`,
		`(?:国|県|都|府|道)から[^、。]{0,8}$`,
		`随意契約(?:の|に(?:よる|係る)|とする|できる)?(?:限度|上限|基準)`,
		`(?:利用者|来場者|入館者|受講者|市民|住民|保護者)から(?:徴収|受け取|受領)`,
		`参考[) :].{0,12}(?:令和|R)[0-9]+年度`,
		`(?:市民|町民|村民|区民|住民|人口|児童|園児|高齢者|妊婦)1人`,
		`近傍`,
		`隣の?(?:市|町|村|区)(?:では|の|は)|隣接(?:市|町)`,
		`(?:取得|購入|買入|導入|建設|建築|竣工|新車|新品)(?:時|当時)の?(?:価格|価額|金額|費用|[一-龠]{0,2}費|額|は|:)`,
		`近隣(?:の?(?:市|自治体|施設|町|区|民間))`,
		`周辺の(?:月極|駐車|家賃|施設|料金|市|地価|賃料)`,
		`相場`,
		`他市`,
		`他都市`,
		`他の?自治体`,
		`同規模`,
		`類似(?:の)?(?:施設|事例)`,
		`先進(?:自治体|事例)`,
		`\((?:個人|市民|町民|村民|区民|県民|住民|世帯|家庭)向け`,
		`(?:個人|市民|町民|村民|区民|県民|住民|世帯|家庭)向けの?(?:制度|補助|助成|支援)`,
	}, "|"))
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

// surroundings are the words around a sum.
type surroundings struct {
	label         string // of its row and column
	lead, whole   string // its sentence from the beginning, without what is included in something, and with it
	before, after string // between it and its neighbours
	own           string // label and words before it, without the names of works
	rest          string // after, without the bracket it begins with
}

// isOutside reports whether the words around a sum make it none of the call's: label is that of its row and column, lead its sentence from
// the beginning, before and after the words between it and its neighbours.
func (r *amountReader) isOutside(label, lead, before, after string) bool {
	if multiple.MatchString(after) && ownMoney.In(before) {
		after = ""
	}
	w := surroundings{label: label, whole: lead, after: after, rest: strings.TrimLeft(withoutBracket(after), " ")}
	if r.isReward(lead, w.rest) {
		return false
	}
	w.lead = ofTheCall.Replace(ofTheWork(withoutIncluded(lead)))
	w.before = shareOfSales.ReplaceAllString(before, "")
	w.own = workNames.ReplaceAllString(label, "") + " " + lastNamed(ofTheWork(withoutIncluded(w.before)), w.rest)
	if grantVerb.MatchString(w.rest) {
		w.own = lastClause(w.own)
	}
	w.own = ofTheCall.Replace(w.own)
	return notBehind.Match(after) || advance.MatchString(w.rest) || isOfRule(w.lead, w.before, after, w.rest) || r.isUnderAside(w.own, w.lead, w.before, after) ||
		r.isOtherCost(w) || r.isPaidByOthers(w) || w.isPaidBeside() || w.isOver()
}

// isOtherCost reports whether a sum is what something else costs, or earns.
func (r *amountReader) isOtherCost(w surroundings) bool {
	named := strongerThan(w.own, notSums)
	switch {
	case !named && (notSums.In(w.own) && !isGrantedCost(w.whole, w.after) || runningCosts.In(w.own) && !r.boundsCosts(w.own, w.lead) && !(strings.Contains(w.own, "料金") && capsBehind.MatchString(behind(w.after)))):
		return true
	case facts.In(w.own) && !r.isPlannedFact(w.own, w.after) && !feeOf.MatchString(w.before), todaysCost.MatchString(w.own) && !caps.In(w.own),
		projectCost.MatchString(w.before) && !r.isPlannedHere(w), wholeCost.MatchString(w.own) && !foreseenCost.MatchString(w.own+untilPause(w.after)):
		return true
	case isReckoned(w.before, w.after) && !(caps.In(r.above) || jtext.HasAny(r.above+r.heading, "単価")), isBodyMoney(w.before) && !capsBehind.MatchString(behind(w.after)),
		appraised.MatchString(w.before) && !minLater.MatchString(w.after), goods.MatchString(w.before), bids.MatchString(w.own) && !caps.In(w.rest), lifeCycle.MatchString(w.before), soldFor.MatchString(w.before) && capsBehind.MatchString(behind(w.after)):
		return true
	case wages.MatchString(w.before), wages.MatchString(w.label), staff.MatchString(w.before) && perDay.MatchString(w.rest):
		return true
	}
	return notSums.In(w.lead) && !ownMoney.In(w.before) && !isFee(lastNamed(w.before, w.rest)) && !paidBy.MatchString(w.rest) && !grantVerb.MatchString(w.rest) && !isGrantedCost(w.whole, w.after)
}

// isPaidByOthers reports whether a sum is what others pay or are given, stands in an example, or is asked of those who apply.
func (r *amountReader) isPaidByOthers(w surroundings) bool {
	switch {
	case besideIt.MatchString(w.after), ofOthers.MatchString(w.lead), examples.MatchString(w.label + " " + w.lead), exampleBehind.MatchString(w.after),
		chargedByTime.MatchString(w.before) && strings.Contains(r.title, "指定管理"):
		return true
	case ofVisitors.MatchString(w.before) && !isGrant(w.before) && !caps.In(w.before) && !isFee(r.above) && !jtext.HasAny(w.before+r.above, "出展", "出店", "小間", "協賛", "掲載料") && !strings.HasPrefix(w.rest, "以上"):
		return true
	}
	return asked.MatchString(w.label+" "+w.lead) && strings.HasPrefix(withoutBracket(w.after), "以上") && !ownMoney.In(w.before)
}

// isPaidBeside reports whether a sum is paid at once of another, or by the one chosen, or beside the call.
func (w surroundings) isPaidBeside() bool {
	switch {
	case installments.MatchString(w.before), paidAhead.MatchString(w.before), strings.HasSuffix(strings.TrimRight(w.before, " "), "別途"), partPaid.MatchString(w.before) && !isGrant(w.after):
		return true
	case notIncluded.MatchString(w.after), payersCost.MatchString(w.before), burden.MatchString(untilPause(w.after)), bornByChosen.MatchString(w.after):
		return true
	case jtext.HasAny(w.after, "市が直接", "町が直接", "村が直接", "区が直接", "県が直接", "含めない", "含めません", "別に支払") && !jtext.HasAny(w.after, "税"):
		return true
	}
	return bodyPays.MatchString(untilPause(w.after)) && !isGrant(w.own) && jtext.HasAny(w.own, "料", "費", "代")
}

// isOver reports whether a sum is one of the past.
func (w surroundings) isOver() bool {
	if pastEra.MatchString(w.before) || pastEra.MatchString(jtext.Clip(w.after, 12)) || pastFiscal.MatchString(w.after) || formerly.MatchString(w.before) {
		return true
	}
	past := pastWords.MatchString(w.whole)
	if !past && jtext.HasAny(w.before, "上限", "限度", "予定価格", "契約金額", "契約額", "落札") {
		return false
	}
	return pastTense.MatchString(w.after) && !changedTo.MatchString(w.rest) && (past || !presentTense.MatchString(w.whole+w.after))
}

// shareOfSales is what is paid beside a sum, and whose words say nothing of it: 売上金額の20%以上かつ年額24,000円以上.
var shareOfSales = jtext.MustPattern(`(?:売上|販売|収入|収益)[^、。0-9]{0,6}の[0-9.]+(?:%|割|パーセント)(?:以上|相当額?)?(?:を(?:下限と)?し?、?)?(?:かつ|及び|並びに|と|に加え|又は|または|若しくは|もしくは|、)`)

// multiple behind a sum makes what follows speak of another: 上限額(2,860万円、税込)の2倍以上の契約実績.
var multiple = jtext.MustPattern(`^(?:[^。()]{0,8}\)|\([^()]*\))?の[0-9.]+(?:倍|割|%|パーセント)`)

// notBehind are words behind a sum of what is none of the call's.
var notBehind = jtext.MustPatterns(
	`^引き(?:$|[)、。を])`,
	`^\)?を?(?:増額|減額|上乗せ|引き?上げ|引き?下げ|割?増し?(?:$|と|に|、|。)|追徴)`,
	`^[^。]{0,12}(?:国|県)から`,
	`^\)?(?:を超えない範囲|以内|まで|の範囲内|を(?:上限|限度)(?:に|と(?:して)?)?)?(?:で|を|に|は)?、?(?:前金払|前払|概算払|中間払|部分払)`,
	`^\)?を加算(?:$|。|、|す|しま|でき)`,
	`^の?(?:交付|助成|補助|支援|採択)?を?決定し(?:ました|て(?:い|お)|た。)`,
	`^[^()。円]{0,8}\)[をも]含(?:む|み|んだ|め)`,
	`^(?:\([^()]*\))?を?(?:限度|上限)に、?(?:増額|減額|変更|追加)`,
	`^(?:程度|ほど)?(?:\([^()]*\))?(?:です|であります|である|かかっています|となっています)が、[^。]*(?:上限|限度|予定価格|以内|予算)`,
	`^(?:以[上下]|未満)(?:に|へ)(?:拡大|引き?下げ|引き?上げ|変更|改め|見直|縮小)`,
	`^以上\)?(?:を|の[^、。]{0,8}を)?[^、。円]{0,10}[たる](?:企業|方|者|団体|法人)(?:には|に対し)`,
	`^(?:程度|ほど)?(?:に|へ|まで)、?(?:増加|上昇|高騰|増大|膨ら|減少)`,
	`^(?:程度)?\)の(?:発注|着手|実施|整備|建設)を(?:予定|計画)`,
	`^[^。]{0,24}(?:市|町|村|区|県|道|府|都)(?:は|では)、?(?:負担|補助|支払い?|支給)(?:し|い)?(?:ません|ない)`,
	`^\)?は、?別途、?(?:市|町|村|区|県|道|府|都)が`,
	`^(?:以内|以下|まで|を(?:上限|限度))(?:で|に|と(?:して)?)、?[^、。市町村区県]{2,14}が(?:定め|決め|設定)`,
	`^相当の(?:物品|商品|サービス|特産)`,
	`^(?:程度|ほど)?の(?:施設)?(?:整備|改修|建設|投資|工事)を(?:行|実施|予定|計画|進め)`,
	`^(?:を(?:上限|限度)(?:に|として)、?)?を?(?:出資|融資|投資)(?:し|する|いた)`,
	`^(?:程度)?で、?[^。、]{0,12}(?:公募|募集|発注)を(?:実施|行う|行い|予定)`,
	`^\)?では?、?[^。]{0,6}(?:応募|入札|提案)[がは][^。]{0,6}(?:な|あり)`,
	`^\)?(?:の範囲内?で|は|を)、?(?:市|町|村|区|県|道|府|都)が(?:別途)?(?:購入|施工|設置|用意|整備|実施|発注|行)`,
	`^を標準と`,
	`^の[^、。]{0,12}(?:計画|事業)の一部`,
	`^と推[計定]`,
	`^規模の(?:ファンド|基金|市場|企業|事業者|会社)`,
	`^の(?:ファンド|基金)`,
	`^を?(?:限度|上限)(?:額)?とする(?:[^、。]{0,8}(?:保険|補償|共済)|損害|賠償)`,
	`^[^。円]{0,12}、[^市町村区県国、。円はがを]{0,8}(?:者|人|社|団体)(?:の|が)負担`,
	`^\)[はを]、?含(?:み|ま|め)(?:ません|ない|ず)`,
	`^とし、[^市町村区県国。]{1,10}の収入と`,
	`^を投じて`,
	`^(?:程度|ほど)?をかけて`,
	`^を(?:基に|もとに|基礎|踏まえ)`,
	`^(?:程度)?を(?:支出|負担)して(?:い|お)`,
	`^[^。]{0,16}(?:望ましい|努める|努めること)`,
	`記載例`,
	`記入例`,
	`^(?:程度|ほど|前後)?(?:を要し|を要する)`,
	`^の(?:助成|補助|支援|寄附|寄付|交付|融資)を受け`,
	`^ずつ`,
	`印紙`,
	`(?:^|[^小])切手`,
	`(?:縮減|削減|節減|低減)(?:が|を|額|効果|でき)`,
	`(?:免除|減免)(?:する|し|と|さ|$)`,
	`実績(?:$|[^に払報])`,
	`決算`,
	`調べ\)`,
	`を(?:違約金|損害金|過怠金|手数料)として`,
	`^(?:\)|\([^()]*\))?は、?[^市町村区県国。]{1,12}の収入(?:と|で|に)`,
	`^(?:程度|ほど)?(?:\([^()]*\))?(?:でした|だった|であった)(?:が|ところ|のに対し)`,
	`^[^。円]{0,10}(?:利用者|来場者|入館者|受講者|市民|住民|保護者|参加者)(?:から|に)(?:徴収|負担|請求)`,
	`との(?:説明|意見|要望|報告)`,
	`という意見`,
	`^との[^。]{0,8}試算`,
	`の(?:違約金|過料|罰金|科料|過怠金|賠償|融資|保険|損害|資本金|売上|寄附|寄付)`,
	`^\)?[はがをで][^。、円]{0,6}(?:完了し|契約済|発注済|実施済|支出済|支払済|執行済|施工済|竣工し)`,
)

var (
	// installments end the words before what is paid at once of a sum.
	installments = jtext.MustPattern(`1回(?:当たり|あたり)?の(?:請求|支払)[^、。]{0,6}$|(?:[0-9]月|毎月|各月|毎期|各期|[上下]半期|四半期)(?:末日?)?に(?:は)?(?:各|それぞれ)?[約金¥]*$|(?:四半期|半期|[2-9]回)(?:ごと|に分け|払い)[^。、]{0,6}$|(?:前期|後期|上期|下期|上半期|下半期)分?(?:は|として|に)[^。、]{0,6}$`)
	// partPaid ends the words before a part of a price: 対価の一部(1億円)は契約時に.
	partPaid = jtext.MustPattern(`(?:一部|残額|残金|頭金|着手金|手付金)(?:は|として)?[( ]*[約金¥]*$`)
	// paidAhead stands before a sum that a part of the price is paid ahead up to: 前払金(委託料の10分の3以内、最大.
	paidAhead = jtext.MustPattern(`(?:前払金|前金払|部分払|中間払|概算払)(?:の額)?(?:は|が|:| |\()[^。円]*$`)
	// formerly ends the words before what a sum was until it was changed: (引上げ前は800万円).
	formerly = jtext.MustPattern(`(?:引き?上げ|引き?下げ|改定|改正|変更|見直し|増額|減額|拡充|訂正)(?:の)?前(?:の(?:上限|限度)?額)?(?:は|が|:| )*[約金¥]?$|(?:^|[(、])(?:旧|従前|従来|これまで|当初)(?:は|:| )*[約金¥]?$`)
	// notIncluded says that what the call gives or bounds is without a sum, or that this is a part of it.
	notIncluded = jtext.MustPattern(`^[^。]{0,12}(?:委託料|委託費|指定管理料|上限額|限度額|契約額|本業務|本事業|事業費)に(?:は)?含(?:ま|み|む|め)`)
	// payersCost ends the words before what the one chosen pays to somebody else.
	payersCost = jtext.MustPattern(`(?:者|人|社|主)(?:の負担で|(?:が|に)負担(?:する|いただく))[^、。]{0,20}$`)
	// bids are the highest and the lowest that were handed in.
	bids = jtext.MustPattern(`最高(?:見積|入札|応札)価?額|最低見積価?額`)
	// soldFor ends the words before what those who take part may sell their goods for.
	soldFor = jtext.MustPattern(`(?:販売|小売|提供)(?:価格|単価)(?:は|が|を|:| )*(?:\(|1[^ 0-9、。]{1,3}|税込|税抜|おおむね|[ 約金¥])*$`)
	// lifeCycle ends the words before what a work costs all its life, by one way or another.
	lifeCycle = jtext.MustPattern(`(?:PSC|LCC|ライフサイクルコスト)(?:\([^()]*\))?(?:は|が|の|:| )*[約金¥]*$`)
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
	bodyMoney = jtext.MustPattern(`(?:団体|会社|法人|協議会|委員会|組合)の(?:年間の?)?予算(?:額|規模)?(?:は|が|で)?[約¥]*$|(?:関連|全体の|全庁の|全体|部門別?)の?(?:予算|経費|支出|事業費|歳出)[^、。]{0,8}$|(?:市|町|村|区|県|都|道|府)の(?:年間の?|(?:令和|R)?[0-9元]+年度の?)?[^、。 は]{0,12}(?:支出|予算(?:額|規模)?は|歳出|投資額|商工費|[一-龠]{0,4}振興費)[^、。]{0,8}$|` +
		`(?:教育|商工|土木|民生|総務|衛生|消防|公債|労働|議会|農林|水産業|産業振興|観光振興|福祉|人件|予備)費(?:の総額|の合計|全体)?(?:は|が|で|の|に|を|:| |約|年間|総額)*$|当初予算(?:総額|額|案|規模)?(?:は|が)約?$`)
)

// isBodyMoney reports whether the words before a sum make it what the body spends beside the call.
func isBodyMoney(before string) bool {
	return bodyMoney.MatchString(before) && !jtext.HasAny(before, "上限", "限度", "本事業", "本業務", "委託", "補助", "業務")
}

// workNames are names of works in the head of a row: 水道料金収納等包括業務委託.
var workNames = jtext.MustPattern(`[^ \t、。]{2,40}(?:業務委託|業務|委託|事業|工事|システム|賃貸借)(?:$|[ (])`)
