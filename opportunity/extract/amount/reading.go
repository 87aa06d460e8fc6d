package amount

import (
	"strings"

	"koubo/opportunity/jmoney"
	"koubo/opportunity/jtext"
)

// reading is a sum with the words around it.
type reading struct {
	jmoney.Sum
	label         string // heads of its column and row
	row           string // the latter
	unnamed       bool   // nothing stands in the first cell of its row
	lead          string // its sentence up to it
	near          string // the words between it and the sum before
	before, after string // its label in the line and the words behind it, up to the next sum
	tail          string // the words behind it to the end of its sentence
	rest          string // the words behind it, or behind the range that it begins
	evidence      string
	headed        bool // its label is the line above
	granted       bool // the verb behind the list that it stands in says that it is granted
}

// sum adds one sum, unless its words say it is none of the call's.
func (r *amountReader) sum(s reading) {
	if r.parts && s.isTax() {
		r.noteTaxOf("税")
	}
	if r.parts || r.isPortion(s.Sum, s.near, s.after) {
		return
	}
	r.judgeAsides()
	label, before, after := s.label, s.before, s.after
	if label != "" && strings.HasPrefix(strings.TrimSpace(before), label) {
		label = ""
	}
	own := label + " " + before
	n := sum{none: r.isNone(s, label), section: r.section, block: r.block, line: r.number, words: own + "\x00" + after, isTax: s.isTax(), total: isTotal(label, before, s.near) || totalBehind.MatchString(after)}
	n.Yen, n.Evidence = s.Yen, s.evidence
	n.Tax = r.taxOf(label, s.near, after)
	n.Per = r.perOf(label, before, s.near, after)
	n.row, n.near, n.after, n.read = s.row, s.near, after, s.Sum
	n.bare = strings.Trim(s.row+s.near, " 金¥") == ""
	n.unnamed, n.listed = s.unnamed, strings.HasPrefix(strings.TrimSpace(s.near), "(") || jtext.HasAny(s.near, "内訳", "うち")
	role := amountRole(own, after, s.Sum)
	n.lent, n.ofWork = role == "" || s.headed && amountRole(before, after, s.Sum) == "", r.isUnderWork()
	n.Role = r.roleOf(role, own, n.Per, s)
	if k := len(r.sums); n.Role == "" && !n.none && r.follows() && r.sums[k-1].line < r.number && excepting.MatchString(s.lead) {
		n.Role = r.sums[k-1].Role
	}
	if k := len(r.sums); n.Role == "" && k > 0 && r.sums[k-1].line == r.number-1 && withTaxOnly.MatchString(s.lead) {
		n.Role = r.sums[k-1].Role
	}
	n.none = n.none || n.isTax || r.isOfPastYear(own) || n.Role == "minimum" && !s.Low && !r.isOffer(own, after)
	if k := len(r.sums); k > 0 && n.Per == "total" && r.sums[k-1].line == r.number && r.sums[k-1].Per == "item" && variant.MatchString(s.near) {
		n.Per = "item"
	}
	n.untaxed = n.Role == "deposit" || jtext.HasAny(ownBracket(after), "非課税", "不課税")
	switch {
	case n.Per == "total" && !n.total && !wholeWords.MatchString(own+after):
		n.Per = r.perAbove(s.row + s.near)
	case n.Per != "total" && r.isItemAbove():
		n.Per = "item"
	}
	r.sums = append(r.sums, n)
}

// isNone reports whether what stands around a sum makes it none of the call's: label is that of its row and column.
func (r *amountReader) isNone(s reading, label string) bool {
	switch {
	case orderedApart.MatchString(s.tail), classes.MatchString(s.label) && bounding.MatchString(s.after), needs.MatchString(s.before) && spent.MatchString(s.tail):
		return true
	case s.granted, s.isOpenRange():
		return false
	}
	if column := strings.TrimSuffix(s.label, s.row); column != "" && ownMoney.In(column) {
		label = column // whatever the row is called
	}
	return r.isOutside(label, s.lead, s.before, s.rest)
}

// isTax reports whether a sum is the tax of another, as the words before it or the head of its row say.
func (s reading) isTax() bool {
	return isTax(s.near) || strings.Trim(s.near, " 金¥") == "" && isTax(s.row)
}

// roleOf completes the role that a sum's own words give it by its verb and by what stands above.
func (r *amountReader) roleOf(role, own, per string, s reading) string {
	if role == "" && s.granted {
		role = "subsidy_max"
	}
	if role = r.roleByVerb(role, s.lead, s.before, s.after, s.Sum); role == "subsidy_max" && !grantNouns.In(own+ownBracket(s.after)) && !grantVerb.MatchString(withoutBracket(s.after)) && r.isUnderWork() {
		role = weakCap // of a work that is about support, or is borne by the body
	}
	if (role == "" || role == "other" || role == "minimum") && (!moneyNoun.MatchString(own) || monthsOfPrice.MatchString(own)) && (depositHead.MatchString(strings.Trim(r.above, marks)) || r.above == "" && depositHead.MatchString(r.heading)) {
		return "deposit"
	}
	if role == "" || role == weakCap || role == "estimate" || role == "other" {
		role = r.roleAbove(role, own, s.after, s.Sum)
	}
	if role == "" {
		role = r.feeAbove(per, own, s.after)
	}
	if (role == "" || role == "estimate") && offered.MatchString(own) && chosenBehind.MatchString(s.tail) {
		return "other"
	}
	return r.settledRole(role, own)
}

// grantNouns name a grant, whatever stands above it; workHead is a heading of works, or of what is paid for one.
var (
	grantNouns = jtext.NewWords("補助", "助成", "支援金", "支援額", "奨励金", "協力金", "交付金", "給付金", "支給", "補給", "実証")
	workHead   = jtext.MustPattern(`(?:指定管理料|委託料|委託費|業務|業務委託)(?:の(?:内容|概要|上限|限度)額?|について)?$`)
)

// isUnderWork reports whether what stands above speaks of a work.
func (r *amountReader) isUnderWork() bool {
	return workHead.MatchString(r.above) || workHead.MatchString(r.heading)
}

// depositHead is a heading of a deposit.
var depositHead = jtext.MustPattern(`^(?:入札|契約|営業|履行|賃貸|貸付|申込)?(?:保証金|敷金|供託金|証拠金)(?:の額|の納付|について)?(?:\([^()]*\))?$`)

// variant opens the bracket of what the price before it is for others: 1日3,000円(テント付きは5,000円).
var variant = jtext.MustPattern(`^\([^()円、]{1,14}(?:は|の場合は?|なら|:)[約金¥]?$`)

// monthsOfPrice is what a deposit is so many times of: 使用料の6か月分.
var monthsOfPrice = jtext.MustPattern(`(?:料|額|代)の?[0-9]+(?:か|ヶ|カ|ヵ|箇)?月分`)

// excepting begins a line that says what the sum above it is for some: ただし、小規模企業者は50万円.
var excepting = jtext.MustPattern(`^[ ・※(]*(?:ただし|但し)[、 ]?[^。]{0,30}(?:は|場合|とき|については|にあっては|には)[、 ]*[約金¥]?$`)

// withTaxOnly begins a line of the sum above with or without its tax: (税込) 13,200,000円.
var withTaxOnly = jtext.MustPattern(`^[ (]*(?:税込み?|税抜き?|消費税込み?|税別)[ ):]*[金¥]?$`)

// isTotal reports whether words name a sum as one of several.
func isTotal(label, before, near string) bool {
	return jtext.HasAny(label+before, "合計", "総額", "総計", "全体額", "計 ", "計:") && !strings.Contains(before, "会計") || totalOf.MatchString(near) || totalOf.MatchString(label) && strings.Trim(near, " (¥金") == ""
}

// totalOf ends the words between a sum and those that it is made of.
var totalOf = jtext.MustPattern(`[①-⑳](?:\+[①-⑳])+[ :は]*[¥金]*$|(?:^|[、,・ /の全]|[小合])(?:計|全体)(?:\([^()]*\))?で?[ :¥金]*$|(?:合わせて|あわせて|併せて|を合わせた|を加えた|を足した)[、計 ¥金]*$|= *[¥金]?$`)

// totalBehind names a sum as one of several in the bracket behind it: 27,500,000円(合計).
var totalBehind = jtext.MustPattern(`^\((?:[0-9]+(?:か|ヶ|カ|ヵ|箇)?年(?:間|度)?の?)?(?:合計|総計|総額|計|全体)(?:額|金額)?[)、。]`)

// sharedRemark returns the remark in the bracket at the end of a text, where it holds for all sums before it:
// 設計 35,780千円、監理 12,400千円(いずれも税抜、上限額).
func sharedRemark(text string) string {
	text, closed := strings.CutSuffix(strings.TrimSpace(text), ")")
	open := strings.LastIndexByte(text, '(')
	if !closed || open < 0 || jtext.HasDigit(text[open:]) || !jtext.HasAny(text[open:], "いずれも", "とも", "それぞれ", "各") {
		return ""
	}
	return text[open:]
}

// ownWords returns the words before a sum: those in its bracket alone, where they say what it is.
// 売上高の5%を納付(最低保証額 年額30万円)
func ownWords(before string, s jmoney.Sum) string {
	open := strings.LastIndexByte(before, '(')
	if open < 0 || strings.Contains(before[open:], ")") || amountRole(before[open+1:], "", s) == "" {
		return before
	}
	if notSums.In(before[open+1:]) || !notSums.In(before[:open]) || !jtext.HasAny(before[open:], "最低", "下限", "予定価格", "上限額") {
		return before
	}
	return before[open+1:]
}

// behindBracket returns the words that follow the bracket that text begins with, where they say what the sum before it is:
// 総額5,500万円(各年度1,100万円)を上限とする.
func behindBracket(text string) string {
	if !strings.HasPrefix(text, "(") {
		return ""
	}
	end := strings.IndexByte(text, ')')
	if end < 0 {
		return ""
	}
	behind := text[end+1:]
	if w := boundBehind.FindString(behind); w != "" {
		return w
	}
	if threshold(behind) {
		return behind
	}
	return ""
}

// boundBehind begins the words behind a bracket that bound the sum before it.
var boundBehind = jtext.MustPattern(`^(?:を(?:上限|限度|予定価格|参考価格|予算|設計金額|委託料)|以内|の範囲内|(?:以下|まで)(?:と|で提|で見|を?(?:補助|助成|支援|支給|交付)|$|。)|を?超え(?:ない|ては|ぬこと|ることは?(?:でき|認め)|る(?:提案|見積|額|金額|もの))|を(?:上回|超過し)(?:ら|り|る|て)?(?:ない|ては|提案|見積)?|以上(?:$|。|と|で|の(?:額|金額))|を(?:最低|下限|下回))`)
