package amount

import (
	"strings"

	"koubo/opportunity/jmoney"
	"koubo/opportunity/jtext"
)

// perOf reads from the label of a sum and the words around it what it is the price of.
func (r *amountReader) perOf(label, before, between, after string) string {
	before, between = monthsOf.ReplaceAllString(before, ""), monthsOf.ReplaceAllString(between, "")
	before, between = multiplied.ReplaceAllString(before, ""), multiplied.ReplaceAllString(between, "")
	if after = conditionBehind.ReplaceAllString(after, ""); prizes.MatchString(before) {
		after = winners.ReplaceAllString(after, "")
	}
	if per := perByForm(before, between, after); per != "" {
		return per
	}
	if directYear.MatchString(between) && strings.Contains(after, "合計") && !strings.Contains(ownBracket(after), "合計") {
		after = ownBracket(after)
	}
	near := untilSpace(untilPause(nextLabel.Replace(asideBehind.ReplaceAllString(after, ""))))
	if strings.HasPrefix(near, "/1") && onePrice.MatchString(near) {
		near = "/" + near[len("/1"):]
	}
	if between != before {
		if p := jmoney.Per(between + " " + near); p != "total" {
			return p
		}
		if eachYear.MatchString(between) {
			return "year"
		}
	}
	if strings.Contains(before, "1") && onePiece.MatchString(before) || onePiece.MatchString(label) && strings.TrimSpace(before) == "" {
		return "item"
	}
	per := jmoney.Per(jmoney.WithoutEnumerator(workNames.ReplaceAllString(label, "")) + " " + jmoney.WithoutEnumerator(before) + " " + near)
	switch {
	case per != "total":
		return per
	case eachMonth.MatchString(before):
		return "unknown"
	case eachYear.MatchString(before):
		return "year"
	}
	return per
}

// perByForm reads what a sum is the price of from the form of the words right around it, "" where they leave that open.
func perByForm(before, between, after string) string {
	switch {
	case totalBehind.MatchString(after):
		return "total"
	case yearlyTotal.MatchString(before):
		return "year"
	case timesThings.MatchString(after), eachOfNumber.MatchString(between):
		return "item"
	case jtext.HasAny(between, "計", "総額", "全", "通算", "=", "で") && wholeNear.MatchString(between):
		return "total"
	case eachOne.MatchString(between):
		return "item"
	case strings.Contains(before, "年") && ofOneYear.MatchString(before):
		return "year"
	}
	return ""
}

// monthsOf is so many months or years of what is paid for one, as a deposit is: 月額賃料の3か月分.
var monthsOf = jtext.MustPattern(`(?:月額|年額)[^、。()]{0,8}の?[0-9]+(?:か|ヶ|カ|ヵ|箇)?[月年](?:分|相当)`)

var (
	// multiplied is a price of one that a sum was computed from: 予定数量に単価を乗じた.
	multiplied = jtext.MustPattern(`単価契約(?:であり|とし|で|による|のため)[^。、]{0,3}、|[^、。 ]{0,10}単価(?:を|に)[^、。 ]{0,10}(?:乗じ|掛け|かけ)`)
	// conditionBehind is a bracket that says on what a sum depends: (令和9年度予算の議決を条件とする).
	conditionBehind = jtext.MustPattern(`\([^()]*(?:予算|議決|条件|成立|時点|現在)[^()]*\)`)
	// timesThings multiplies a price of one behind it: ×3施設.
	timesThings = jtext.MustPattern(`^(?:\([^()]*\))? ?[×xX✕] ?[0-9]+ ?(?:施設|台|か所|箇所|件|本|校|園|枠|区画|基|社|者|団体|地区|公園|橋|棟)[^=]*$`)
	// yearlyTotal ends the words before the sum of several that is paid each year: 最低貸付料合計 年額.
	yearlyTotal = jtext.MustPattern(`(?:^|[、 ])[^0-9、 ]*(?:合計|計)(?:額|金額)?[ :は]*年額[ :は約金¥]*$`)
	// directYear ends the words before what is paid each year.
	directYear = jtext.MustPattern(`年額 ?[約金¥]*$`)
	// eachOfNumber ends the words before what is given for each of a number: 客室数×10万円.
	eachOfNumber = jtext.MustPattern(`[一-龠]数 ?[×xX✕] ?[約金¥]*$`)
	// winners counts in its bracket those who are given a prize.
	winners = jtext.MustPattern(`^\((?:計|各)?[0-9]+(?:者|名|点|社|件|組|本|人|団体|チーム|作品)\)`)
)

// eachMonth ends those of one that is paid each month: 月1万円.
var eachMonth = jtext.MustPattern(`(?:^|[^0-9か毎ヶヵカ箇〇一二三四五六七八九十年])月 ?(?:約|金)?$`)

// eachYear ends the words before a sum that is paid each year: 年3,000万円.
var eachYear = jtext.MustPattern(`年会費[^0-9]{0,12}$|(?:^|[^0-9か間ヶカ箇])年(?:に|間)?(?: |約|金)*$|[^0-9]1年間? ?(?:金|約)?$`)

// onePiece ends the words before a sum that is the price of one: 1部 500円, 1日 1,000円.
var onePiece = jtext.MustPattern(`(?:^|[^0-9.,の第])1 ?(?:日|回|部|本|面|人|名|時間|枚|冊|泊|区画|枠|口|小間|ブース|台|基|コマ|ページ|室|席|点|作品|脚|個|箱|袋|束|足|着|組|セット|kg|t|リットル|食)(?:\([^)]*\))?[: ]*(?:金|¥)? *$`)

// wholeWords say of a sum that it is the whole.
var wholeWords = jtext.MustPattern(`総額|総価|合計|総計|全体|全期間|年間(?:の|で)|か年|箇年|ヶ年|カ年|[2-9](?:か|ヶ|カ|箇)?年間|[0-9]{2}年間|期間(?:全体|中|内)|一式|1式`)

// eachOne ends the words before a sum that each of several is given: 報奨金各30万円.
var eachOne = jtext.MustPattern(`(?:各|それぞれ) ?(?:金|約|¥)?$`)

// ofOneYear ends the words between a sum of several years and the part of one of them: 総額 158,400千円、初年度 15,840千円.
var ofOneYear = jtext.MustPattern(`(?:^|[、 (])(?:うち)?(?:初年度|第?[0-9]年[目度次]|(?:令和|R)[0-9元]+年度)分?(?:は|が|:| |¥|金|約)*$`)

// asideBehind is a bracket of its own behind the full stop of a sum: とする。(参考 令和5年度…).
var asideBehind = jtext.MustPattern(`。 ?\((?:参考|なお|※|令和|前年|昨年).*$`)

// nextLabel parts the label of the next sum from a sum, and what kind of contract it is for: 22,000千円/月額利用料の上限.
var nextLabel = strings.NewReplacer("/月額", "、", "/年額", "、", "/年度", "、", "(単価契約)", "")

// onePrice begins the words behind the price of one: 88,000円/1人.
var onePrice = jtext.MustPattern(`^/1[^0-9]`)

// untilSpace returns the words behind a sum up to the next that are set apart from them.
func untilSpace(after string) string {
	at := strings.IndexByte(after, ' ')
	if at < 0 || jtext.HasAny(after[at:], "当たり", "あたり", "につき", " /", " (") {
		return after
	}
	return after[:at]
}

// wholeNear ends the words between two sums where the second is the whole of several years, months or things.
var wholeNear = jtext.MustPattern(`^[^。]{0,20}(?:[2-9]|[0-9]{2})(?:か|ヶ|ヵ|カ|箇)?(?:年|月)(?:間|度)?(?:分)?(?:で|の(?:計|合計|総額|全体))(?:は|が|:| |¥|金|約)*$|(?:^|[(、 ])(?:[0-9]+[^0-9、。()円 ]{1,6}(?:の|で)?(?:合計|総額|計)|全体|(?:予定|見込|契約)?総額|合計|通算|全期間|全件|全社)で?(?:は|が|を|:| |¥|金|約)*$|(?:^|[(、 ])[2-9][^0-9、。()円 ]{1,3}で[約金¥]*$|= *[¥金]?$`)

// moneyWords show that a line above a sum is about money.
var moneyWords = jtext.NewWords("額", "料", "費", "金", "価", "円", "予算", "補助", "助成", "支援", "賃", "当たり", "あたり", "単価")

// isItemAbove reports whether the line or the heading above makes the sums below it prices of one: 料金(1枠・1回当たり).
func (r *amountReader) isItemAbove() bool {
	return r.aboveOne.pricesOne(jmoney.WithoutEnumerator(r.above)) || r.headingOne.pricesOne(r.heading) && !(r.above != "" && ownMoney.In(r.above))
}

// pricesOne reports whether words above a sum are about prices of one, and not 先着30名（1社2名まで）; known is what was made of the last.
func (known *judgedWords) pricesOne(words string) bool {
	if known.words != words {
		*known = judgedWords{words, moneyWords.In(words) && (jmoney.Per(words) == "item" || eachInBracket.MatchString(words))}
	}
	return known.is
}

// judgedWords are words and what was made of them.
type judgedWords struct {
	words string
	is    bool
}

// eachInBracket is one thing that the prices below are for: (1人1回当たり・税込), (1枠、1号), (1台・年額).
var eachInBracket = jtext.MustPattern(`\((?:[^()]*[、・,])?(?:1|一) ?(?:日|回|部|本|面|人|名|枚|冊|泊|口|台|基|コマ|号|室|席|点|区画|枠|小間|ブース|食)(?:[0-9、・,)]|の|分|当|あ|に)`)

// eachYearAbove leads to a list of sums by years.
var eachYearAbove = jtext.MustPattern(`各(?:会計)?年度の|毎年度の|年度(?:ごと|別)の`)

// ownTenderMoney are names of sums of a whole contract.
var ownTenderMoney = jtext.NewWords("最低制限", "調査基準", "予定価格", "失格基準", "保証金")

// eachAtEnd is the bracket behind several sums that makes all prices of one: 平日1,000円、土日祝2,000円(1日当たり).
var eachAtEnd = jtext.MustPattern(`円\((?:いずれも、?)?(?:1|一)[^()0-9円]{1,8}(?:当たり|あたり|につき)(?:、[^()]*)?\)[。 ]*$`)

// shareEach makes the sums from first on prices of one, where they are of nothing else.
func (r *amountReader) shareEach(first int) {
	for i := first; i < len(r.sums); i++ {
		if r.sums[i].Per == "total" && !r.sums[i].total {
			r.sums[i].Per = "item"
		}
	}
}

// perAbove reads what the line and the heading above make a sum the price of: 指定管理料（年額）.
func (r *amountReader) perAbove(own string) string {
	above := jmoney.WithoutEnumerator(r.above)
	if eachYearAbove.MatchString(above) && ownTenderMoney.In(own) {
		above = "" // the list of the years has ended
	}
	if r.isItemAbove() {
		return "item"
	}
	for _, words := range [...]string{above, r.leadingTo(), r.heading} {
		switch {
		case wholeWords.MatchString(words):
			return "total"
		case jtext.HasAny(words, "年額", "各年度", "毎年度", "1年度", "年度ごと", "年間"):
			return "year"
		case jtext.HasAny(words, "月額"):
			return "unknown"
		}
	}
	return "total"
}
