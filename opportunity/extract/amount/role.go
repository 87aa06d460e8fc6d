package amount

import (
	"strings"

	"koubo/opportunity/jmoney"
	"koubo/opportunity/jtext"
)

// weakCap stands for a cap of which only the line above can say whether it is a subsidy's.
const weakCap = "cap"

// grants are words of money given to the applicant.
var grants = jtext.NewWords("補助", "支援金", "助成", "奨励金", "支援額", "交付額", "交付限度額", "交付上限", "交付金", "補てん", "補填", "協力金", "採択金額", "採択額", "実証費用", "実証支援", "PoC支援", "PoC費", "PoC経費", "実証資金", "活動資金", "開発資金", "実証費(", "実証経費", "実証に要する", "実証に係る", "実証にかかる", "支援上限", "支援経費", "インセンティブ", "補給", "給付額", "給付上限", "給付限度", "実証費上限", "実証費の上限", "採択上限", "採択限度", "を給付し", "を給付する", "を支援", "に支援", "を交付し", "を交付する", "支援しま", "支給", "からの負担金", "市が負担", "町が負担", "村が負担", "県が負担", "区が負担")

// fees are what an applicant pays: a fixed price that nobody bids for.
var fees = jtext.NewWords("掲載料", "掲出料", "掲示料", "広告料", "出店料", "出展料", "参加費", "参加料", "代金", "販売価格", "頒布価格", "登録料", "負担額", "会費", "入会金", "賃料", "賃貸料", "家賃", "地代", "借地料", "共益費", "使用料", "利用料", "占用料", "貸付料", "貸付価格", "貸付額", "貸付金額", "小間料", "ブース料", "命名権料", "ネーミングライツ料", "契約料", "出品料", "設置料", "エントリー料", "エントリーフィー", "ブース代", "小間代", "スポンサー料", "パートナー料", "協賛額", "土地代", "譲渡額", "売払額", "入居料", "参加負担金", "出展負担金", "広告価格", "掲載価格", "掲載費", "広告費", "処分価格", "売却代金", "払下げ価格", "図面価格", "協賛金", "協賛料", "納付金", "納付額", "売払価格", "売払い価格", "売払代金", "売却価格", "売渡価格", "譲渡価格", "分譲価格", "販売単価", "分譲単価")

// feeOf is what those who apply or take part pay for it.
var feeOf = jtext.MustPattern(`(?:応募|参加|出品|出展|出店|申込み?|申し込み|登録|審査|エントリー|受験|入会|受付|掲載|掲出)(?:料金?|費用?|負担金)(?:[^用率]|$)|(?:申請|登録|閲覧|受験|交付)手数料`)

// isFee reports whether words name what an applicant pays.
func isFee(words string) bool { return fees.In(words) || feeOf.MatchString(words) }

// prizes are names of prizes and of their money, of which the sum behind is what the winner is given.
var prizes = jtext.MustPattern(`賞金|副賞|報奨金|褒賞金|(?:最優秀|優秀|特別|奨励|審査員|敢闘|[市町村区県]長|大|[123一二三]等|金|銀|銅)賞|グランプリ|入選|佳作|優勝|[ァ-ヶー]{2,}賞`)

// builds are costs that a body bears of a work that is done for it, not of the applicant's own.
var builds = jtext.NewWords("する整備費", "する建設費", "する工事費", "する設計費", "する改修費", "する事業費", "する委託料", "する指定管理料", "する管理費", "する運営費")

// buildsFor says that a body bears what is built for it: 特定公園施設の整備に要する費用のうち、市が負担する額.
var buildsFor = jtext.MustPattern(`施設[^。、]{0,6}(?:整備|建設|設計|改修)[^。、]{0,8}(?:費|費用|経費)(?:のうち)?、?[^。、]{0,8}[市町村県区]が負担`)

// isGrant reports whether words name money given to the applicant.
func isGrant(words string) bool {
	return (grants.In(words) || bornByBody.MatchString(words) || grantLabel.MatchString(words)) && !builds.In(words) && !buildsFor.MatchString(words)
}

// grantLabel is a label of a grant without a noun of its own: 社会実装支援:最大500万円.
var grantLabel = jtext.MustPattern(`(?:支援|応援|助成|補助)(?:: ?| |\()?の?(?:1[^ 、。()]{1,4}(?:当たり|あたり|につき))?(?:上限|最大|限度)`)

// bornByBody says that the body pays for what the applicant does: 費用は市が全額負担し.
var bornByBody = jtext.MustPattern(`(?:市|町|村|区|県|都|府|道)(?:が|で)(?:(?:その|全額を?|一部を?|費用を|経費を)負担|[^、。]{0,12}認め)`)

// caps are words of an upper bound; capsBehind stand directly behind a sum.
var (
	caps       = jtext.NewWords("上限", "限度", "最大", "最高", "天井", "MAX", "Max", "max")
	capsBehind = jtext.MustPattern(`上限|限度|以内|以下(?:$|[^のはでに]|の(?:額|金額|範囲|価格)|で(?:、|す|提案|見積|ある))|まで(?:$|[^には]|に抑)|超えない|超えぬ|超えませ|(?:超え|上回)ること[はが]?(?:でき|認め|な|あって)|枠内|上回らない|上回りませ|超過しない|範囲内|超えては|に(?:収ま|収め)`)
	bounded    = jtext.NewWords("上限", "限度", "以内", "以下", "まで", "超え", "超過", "上回", "範囲内", "に収", "枠内")
	minLater   = jtext.MustPattern(`(?:これ|この(?:金額|額|価格)|同額)を(?:最低|下限)`)
	capAhead   = jtext.MustPattern(`(?:を(?:超え(?:ない|ては|ること)|上回らない)|(?:額|価格)(?:の範囲内|以内|以下|まで)[とで])[^。]{0,16}。`)
	minAhead   = jtext.MustPattern(`(?:額|価格)以上[とで][^。]{0,16}。`)
	capLater   = jtext.MustPattern(`(?:これ|この(?:金額|額|価格)|同額|当該額)(?:を(?:上限|限度|超え(?:ない|ては))|以下|以内|の範囲内)|この範囲内`)
)

// upTo ends the words before a bound without another: 業務規模:~500万円.
var upTo = jtext.MustPattern(`(?:^|[ :(])~ ?[約金¥]*$`)

// overBid says of what is above a sum that it is not accepted: 2,530万円を超える提案は受け付けません.
var overBid = jtext.MustPattern(`^\)?(?:\([^()]*\))?を(?:(?:超え|上回)(?:る|った|た|って|て)|超過(?:する|した))[^。、円]{0,16}(?:提案|見積|応募|入札|もの|場合|した者)[^。円]{0,16}(?:契約(?:は|を)?(?:でき|締結し|し)(?:ま|な)|選定し(?:ま|な)|除外|除きます|除く|失格|無効|受け付け(?:ま|な)|受付け(?:ま|な)|受理し(?:ま|な)|対象外|対象と(?:し|な)(?:ま|な)|採用し(?:ま|な)|認め(?:ま|な))`)

// isOverBid reports whether what is above a sum is not accepted.
func isOverBid(after string) bool {
	return jtext.HasAny(after, "を超", "を上回") && overBid.MatchString(after)
}

// underBid says of what is below a sum that it is not accepted: 100万円を下回る提案は受け付けません.
var underBid = jtext.MustPattern(`^\)?(?:\([^()]*\))?を下回(?:る|った|って)[^。、円]{0,16}(?:提案|見積|応募|入札|価格|もの|場合|した者)[^。円]{0,16}(?:失格|無効|受け付け(?:ま|な)|受付け(?:ま|な)|受理し(?:ま|な)|対象外|対象と(?:し|な)(?:ま|な)|認め(?:ま|な)|でき(?:ま|な))`)

// isUnderBid reports whether what is below a sum is not accepted.
func isUnderBid(after string) bool {
	return strings.Contains(after, "を下回") && underBid.MatchString(after)
}

// minimums before a sum and behind it.
var (
	minimums       = jtext.NewWords("調査基準価格", "失格基準", "失格判断基準", "失格価格", "低入札", "最低", "下限", "最少", "見積価額")
	minimumsBehind = jtext.MustPattern(`^[^0-9※。]{0,10}以上|^(?:\([^)]*\))?(?:から|~)(?:$|[^0-9保差控減税構成な])|を?下限|を下回らない|を最低|~ *(?:$|\x00)|より(?:$|\x00|高)`)
)

// sumWords show that a number in a table is a sum of money.
var sumWords = jtext.NewWords("上限", "限度", "価格", "金額", "委託料", "予算", "事業費", "補助", "経費", "使用料", "貸付料", "費", "料", "額", "合計", "年度", "保証金", "敷金", "賞金", "補助金", "助成金", "支援金", "奨励金", "負担金", "協賛金", "納付金", "単価", "規模")

func sumLabel(words string) bool { return sumWords.In(words) }

// planned are words of what the work may cost; loose are those that say so only of a cost.
var (
	planned = jtext.NewWords("予定価格", "予算", "参考価格", "参考額", "参考金額", "参考見積", "目安額", "(参考", "参考:", "参考 ", "参考とする", "参考業務", "事業費", "委託料", "委託費", "業務費", "設計金額", "設計額", "設計価格", "予定額", "予定金額", "予定委託", "標準額", "標準価格", "標準金額", "予定総額", "予定総価", "契約総価", "予定単価", "指定管理料", "負担金", "委託金額", "契約予定", "基準価格", "基準額", "基準金額", "見積", "対価", "債務負担", "賃借料", "賃貸借料", "リース料", "委託金", "業務価格", "業務料", "予定経費", "見込額", "想定額", "積算額", "積算金額", "積算価格", "設計書金額", "工事価格", "請負工事費", "概算額", "業務経費", "業務費用", "調達価格")
	loose   = jtext.NewWords("概算", "目安", "見込", "想定", "総額", "総枠", "程度", "規模", "参考", "おおむね", "概ね", "おおよそ", "およそ", "前後", "ほど")
	costs   = jtext.NewWords("経費", "費用", "工事費", "整備費", "改修費", "設計費", "業務", "委託", "契約", "金額", "価格", "規模", "調達", "発注", "事業", "改修", "整備", "工事", "総額", "総枠", "提案額", "受託料", "請負")
)

// about says of a sum that it is not exact, and is no part of 契約 or 予約.
var about = jtext.MustPattern(`(?:^|[^契予制条公規解確節要集特協婚])約`)

// behind returns the words behind a sum up to the next comma, and then those in its bracket.
func behind(after string) string {
	bracket, after := ownBracket(after), withinDays.ReplaceAllString(after, "")
	return jtext.Clip(untilPause(withoutBracket(after)), 24) + "\x00" + jtext.Clip(bracket, 24)
}

// withinDays is how soon something is done: 契約の日から30日以内に納付する.
var withinDays = jtext.MustPattern(`[0-9]+ ?(?:日|週間|か月|ヶ月|カ月|箇月|月|年|時間|分)(?:間)?以内`)

// amountRole decides the role of a sum from its label and the words before and behind it, "" where they do not say.
func amountRole(before, after string, s jmoney.Sum) string {
	before = shareOfPrice.ReplaceAllString(condition.ReplaceAllString(before, ""), "")
	before = unbounded.ReplaceAllString(strings.ReplaceAll(before, "予算の範囲内", ""), "")
	if at := strings.LastIndex(before, "と、"); at >= 0 && caps.In(before[at:]) {
		before = before[at+len("と、"):]
	}
	near := behind(unbounded.ReplaceAllString(after, ""))
	capped := caps.In(before) || bounded.In(near) && capsBehind.MatchString(near) || capLater.MatchString(after) || isOverBid(after) || capAhead.MatchString(before) || upTo.MatchString(before)
	granted := isGranted(before, near, after)
	low := s.Low || minLater.MatchString(after) || minAhead.MatchString(before) || isUnderBid(after) || !s.High && (minimums.In(before) && minimums.LastIn(before) >= caps.LastIn(before) || minimumsBehind.MatchString(near))
	switch {
	case jtext.HasAny(before, "保証金", "敷金", "供託金", "証拠金", "予約金") || jtext.HasAny(ownBracket(after), "保証金") || depositBehind.MatchString(near):
		return "deposit"
	case leastInBracket.MatchString(ownBracket(after)):
		return "minimum"
	case jtext.HasAny(before, "予定価格", "設計価格") && (!capped || strings.HasPrefix(near, "の範囲内")) && !jtext.HasAny(before, "最低予定価格", "(予定価格)") && strings.LastIndex(before, "予定価格") > minimums.LastIn(before):
		return "estimate"
	case strings.HasPrefix(near, "の賞金"), prizes.MatchString(before) && !jtext.HasAny(before, "支援金", "補助"),
		jtext.HasAny(before, "前回", "図面代", "仕様書代", "設計書代", "図書代", "頒布", "配布価格", "資料代", "印刷代", "コピー代", "CD-R", "写し1枚", "仕様書等の交付", "図書の交付", "複写料", "複写代", "複写費") || strings.Contains(before, "実費") && !capped || pricesOfPapers.MatchString(before):
		return "other"
	case isFee(before) && !capped && !low && !s.High && !granted:
		if jtext.HasAny(before, "予定", "参考", "見込", "概算", "目安", "基準", "想定") || foreseen.MatchString(near) || foreseenInBracket(after) {
			return "estimate"
		}
		return "other"
	case low:
		return "minimum"
	case capped && orderBehind.MatchString(after):
		return "ceiling"
	case granted && jtext.HasAny(before, "予算", "総枠", "総額", "全体で") && !capped:
		return "estimate"
	case strings.Contains(before, "予算") && sharedOut.MatchString(after):
		return "estimate"
	case capped && !contracts.In(before) && chosenFor.MatchString(after):
		return "subsidy_max"
	case capped && grantNamed.MatchString(near) && !workCap.MatchString(before):
		return "subsidy_max"
	case granted && (capped || s.High || grantNamed.MatchString(near) || jtext.HasAny(before, "額", "単価", "補助金", "支援金", "助成金", "奨励金", "協力金", "定額")):
		return "subsidy_max"
	case capped, s.High:
		return weakCap
	case jtext.HasAny(before, "契約金額", "契約額") && (jtext.HasAny(before, "想定", "見込", "概算", "目安", "予定契約") || roughly.MatchString(before) || roughlyBehind.MatchString(near)):
		return "estimate"
	case jtext.HasAny(before, "契約金額", "落札", "決定金額", "契約額", "決定額", "交付決定", "契約価格", "売却金額", "売却額"):
		return "other"
	case isPlanned(before, near):
		return "estimate"
	}
	return ""
}

// pricesOfPapers are prices of the papers of a tender.
var pricesOfPapers = jtext.MustPattern(`(?:設計書|仕様書|図書|図面|資料|要項)等?の(?:価格|代金|販売)`)

// isGranted reports whether the words around a sum make it one that the applicant is granted: near stands behind it up to the next comma.
func isGranted(before, near, after string) bool {
	if workCap.MatchString(before) || orderBehind.MatchString(after) {
		return false
	}
	if isGrant(grantWork.Replace(before+"\x00"+near)) && (!contracts.In(before) || jtext.HasAny(before, "補助金", "補助額", "補助上限", "補助限度", "支援金", "助成金", "助成額")) {
		return true
	}
	bracket := ownBracket(after)
	return costsBorn.MatchString(after) || (shares.In(before) || shares.In(bracket)) && (partOfCosts.MatchString(before) || partOfCosts.MatchString(bracket)) && !ofContract.In(before)
}

// depositBehind names the deposit behind its sum: 20万円の入札保証金.
var depositBehind = jtext.MustPattern(`^の[一-龠]{0,4}(?:保証金|敷金|証拠金)`)

// leastInBracket says of the sum before it that less is not accepted: (最低売却価格です).
var leastInBracket = jtext.MustPattern(`^\((?:[^()0-9]{0,8}、|売却|売払|譲渡|貸付)?最低[^()0-9、]{0,12}(?:\)|、)`)

// grantNamed names the grant behind its sum: 200万円の奨励金.
var grantNamed = jtext.MustPattern(`^の(?:定額)?(?:(?:実証|活動|開発|研究)?資金|奨励金|協力金を?(?:支給|交付|給付|お?支払)|給付金|支度金|補助|助成|支援金|交付金|給付)|^の[^、。]{0,8}(?:費|金)を(?:提供|支給|交付|支援|助成|補助)`)

var (
	// sharedOut says behind the budget of a grant that several are given of it: の範囲内で、1件300万円を上限に採択します.
	sharedOut = jtext.MustPattern(`^(?:\([^()]*\))?の範囲内?で、?[^。]{0,30}(?:採択|補助|助成|交付|支給)`)
	// chosenFor says behind a bound that several are chosen for what is given.
	chosenFor = jtext.MustPattern(`^(?:\([^()]*\))?(?:を(?:上限|限度)(?:に|として)|以内で|まで)、?[^。]{0,12}(?:件|社|者|団体|事業)?(?:程度)?を?採択`)
)

// shares are words of a part of something.
var shares = jtext.NewWords("分の", "/", "半額", "半分", "全額", "割", "補助率", "%", "パーセント")

// partOfCosts says that a sum bounds a part of what the applicant spends: 受講料の2分の1.
var partOfCosts = jtext.MustPattern(`(?:費|費用|経費|料|代|代金|額|家賃|金)(?:\([^()]*\))?(?:など|等)?(?:の合計(?:額)?)?(?:の|に対し、?|のうち、?|に| )(?:[0-9]+分の[0-9]+|[0-9]+/[0-9]+|半額|半分|全額|[0-9]+割|補助率|[0-9]+(?:%|パーセント))`)

// costsBorn says behind a bound that the body bears so much of what the applicant spends.
var costsBorn = jtext.MustPattern(`^(?:\([^()]*\))?を?(?:限度|上限)(?:に|として)、?[^。]{0,16}(?:経費|費用)(?:の一部)?を(?:負担|支援|助成|補助)|^(?:\([^()]*\))?(?:まで|以内で)、?[^。]{0,12}(?:経費|費用|実証費)(?:の一部)?を負担`)

// ofContract are words of sums of which a part is a deposit, a fee, or the like.
var ofContract = jtext.NewWords("契約", "委託料", "見積", "入札", "落札", "代金の", "売上", "売買", "販売額", "寄附", "寄付", "収益", "収入", "利益", "保証", "違約", "賠償", "前払", "差額")

// shareOfPrice is a part of the price that another sum is: 最低制限価格:予定価格の75%.
var shareOfPrice = jtext.MustPattern(`予定価格の[0-9.]+(?:%|割|分の[0-9]+)`)

// unbounded says that there is no bound.
var unbounded = jtext.MustPattern(`(?:上限|限度|下限|最低)[^、。0-9]{0,8}(?:設け|定め|設定し)(?:ません|ない|ず)|(?:上限|限度|下限)額?(?:は|:| )?な[しい]`)

// orderBehind says behind a bound that a work is ordered for it: 250万円を上限に業務委託契約を結びます.
var orderBehind = jtext.MustPattern(`^(?:\([^()]*\))?(?:を(?:上限|限度)(?:に|として)|以内で|の範囲内?で|まで)、?[^。、]{0,10}(?:業務委託|委託し|委託契約|契約を)`)

// workCap names a bound on what is paid for a work, whatever the work is about: 補助金交付事務の委託上限額.
var workCap = jtext.MustPattern(`(?:委託|提案|見積|契約|対価|価格)(?:料|費|金額?|額|価格)?の?(?:上限|限度)`)

// bodyShare says that the body bears so much of what the applicant spends.
var bodyShare = jtext.MustPattern(`(?:市|町|村|区|県|都|府|道)(?:の|が|による)?負担(?:$|[^金])|経費の一部`)

// contracts are words of a sum that is paid for a work.
var contracts = jtext.NewWords("委託料", "委託費", "委託金額", "契約上限", "契約限度", "契約金額", "見積", "提案上限", "提案価格", "業務委託")

// grantWork are works about grants, which give none.
var grantWork = strings.NewReplacer("補助業務", "", "補助事務", "", "交付業務", "", "交付事務", "", "補助金事務", "", "支給業務", "", "支給事務", "", "補助者", "", "補助員", "", "補助的", "", "国庫補助", "", "国の補助", "", "県の補助", "")

// moneyNoun is a name of some money.
var moneyNoun = jtext.MustPattern(`[一-龠ァ-ヶ](?:費|料|金|額|高|代|税)`)

var (
	// roughly and roughlyBehind say around a sum that it is not settled yet: 約, (予定), 程度を想定しています.
	roughly       = jtext.MustPattern(`(?:約|およそ|おおよそ|概ね|おおむね|\((?:予定|見込み?|目安|概算|想定)\)[ :は]*)[¥金]*$`)
	roughlyBehind = jtext.MustPattern(`^(?:程度|前後|ほど|を?(?:予定|想定|見込|目安))|\x00\((?:予定|見込み?|目安|概算|想定)[)、]`)
)

// foreseen says of a cost that it is planned: 調査費として300万円ほどを見込んでいます.
var foreseen = jtext.MustPattern(`^[^。]{0,8}(?:見込|想定|予定し|予定する|予定です)`)

// foreseenInBracket reports whether the bracket of a sum says that it is planned: (予定).
func foreseenInBracket(after string) bool {
	return jtext.HasAny(ownBracket(after), "予定", "見込", "概算")
}

// plannedCost is a cost of any kind that is named as planned: 解体費の概算, 想定運搬費, 測量費 概算で.
var plannedCost = jtext.MustPattern(`[一-龠]費(?:用)?(?:の| |は|、|\()*(?:概算|目安|見込|想定)[^、。]{0,4}[) :約]*$|(?:概算|想定|見込み?の?)[^、。 ]{0,8}費(?:用)?[ :は約¥]*$`)

// otherSizes are 規模 of something else than the call.
var otherSizes = strings.NewReplacer("大規模", "", "小規模", "", "規模の", "")

// isPlanned reports whether words say of a sum that it is what the work may cost.
func isPlanned(before, near string) bool {
	words := otherSizes.Replace(before + "\x00" + near)
	if planned.In(words) {
		return true
	}
	if jtext.HasAny(words, "概算", "目安", "想定") && !moneyNoun.MatchString(before) {
		return true
	}
	if (roughly.MatchString(before) || roughlyBehind.MatchString(near)) && costs.In(before) {
		return true
	}
	if plannedCost.MatchString(before) && !jtext.HasAny(before, "人件費", "事務費") {
		return true
	}
	if foreseen.MatchString(near) && moneyNoun.MatchString(before) {
		return true
	}
	return (loose.In(words) || about.MatchString(words)) && (costs.In(words) || strings.Trim(words, " \x00約程度(税込抜別)概算目安見想定は:です") == "")
}
