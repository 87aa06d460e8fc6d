package amount

import (
	"strings"

	"koubo/opportunity/jmoney"
	"koubo/opportunity/jtext"
)

// Which words go with which of the sums of one text.

// untilPause returns the words behind a sum up to the next comma outside of brackets: what follows is of the next sum, as in
// 年額440万円、5年間の総額2,200万円.
func untilPause(after string) string {
	after = jtext.Clip(after, 40)
	depth := 0
	for i, c := range after {
		switch c {
		case '(':
			depth++
		case ')':
			depth--
		case '、':
			if depth <= 0 {
				return after[:i]
			}
		}
	}
	return after
}

// sentenceBefore returns the words before a sum from the beginning of its sentence.
func sentenceBefore(s string) string {
	i := strings.LastIndex(s, "。")
	for i >= 0 && strings.HasPrefix(s[i+len("。"):], ")") { // 委託料(消費税を含む。)は
		i = strings.LastIndex(s[:i], "。")
	}
	if i >= 0 {
		if j := strings.LastIndex(s[:i], "。"); i+len("。") == len(s) && j >= 0 {
			return s[j+len("。"):]
		}
		return s[i+len("。"):]
	}
	return s
}

// sentenceAfter returns the words behind a sum up to the end of its sentence, a bracket's full stop left out.
func sentenceAfter(s string) string {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '(':
			depth++
		case s[i] == ')':
			depth--
		case depth <= 0 && strings.HasPrefix(s[i:], "。") && !strings.HasPrefix(s[i:], "。(") && !strings.HasPrefix(s[i:], "。)"):
			return s[:i]
		}
	}
	return s
}

// beforeBracket returns where the words behind a sum end: at the bracket that the next sum stands in, or at that sum.
func beforeBracket(text string, from, next int) int {
	open := strings.LastIndexByte(text[from:next], '(')
	if open < 0 || strings.LastIndexByte(text[from:next], ')') > open {
		return next
	}
	return from + open
}

// goesOn reports whether the words between two sums go on with a list: what the first is no sum of the call, the second is none either.
// (令和6年度 3,820,000円、令和7年度 4,050,000円)
func goesOn(between string) bool { return goesOnWith.MatchString(between) }

var goesOnWith = jtext.MustPattern(`^(?:、|・|と|及び|/| )*(?:(?:令和|平成|R|H)[0-9元]+年度?分?|初年度|第?[0-9]年[目度次](?:以降)?|[A-Z一-龠ァ-ヶ]{1,6}(?:市|町|村|社|者)|[A-Z])?[はがの: 金¥約]*$`)

// shareCap gives the bound behind the last sum of a list, or that it is a grant, to those before it: 第1年度 33,000千円、第2年度 33,500千円を
// 上限とする; 検証 最大100万円、実装 最大500万円を市が負担します.
func (r *amountReader) shareCap(first int) {
	for i := len(r.sums) - 1; i > first; i-- {
		s, last := &r.sums[i-1], &r.sums[i]
		if s.Role == weakCap && last.Role == "subsidy_max" && strings.HasPrefix(last.near, "、") && !ofWork.In(s.words) && !contracts.In(s.words) {
			s.Role = last.Role // it ends the sentence of both
		}
		if s.Role == "" && !s.none && last.Role == "subsidy_max" && capInBracket.MatchString(last.near) {
			s.Role = last.Role
		}
		if s.Role == "minimum" && last.Role == weakCap && isGrant(s.words) && !ofWork.In(s.words) && nextOfList.MatchString(last.near) {
			last.Role = "subsidy_max" // 補助金の額(下限10万円、上限50万円)
		}
		if !nextOfList.MatchString(last.near) {
			continue
		}
		if last.none || s.none || amountRole(last.near, "", jmoney.Sum{}) != "" && !(s.Role == "" && s.Per == "item" && !moneyNoun.MatchString(s.near[strings.LastIndexByte(s.near, '(')+1:])) {
			continue
		}
		switch {
		case last.Role == weakCap && (s.Role == "subsidy_max" || (s.Role == "" || s.Role == weakCap) && isGrant(s.words) && !workCap.MatchString(s.words)):
			s.Role, last.Role = "subsidy_max", "subsidy_max"
		case last.Role == weakCap && s.Role == "estimate" && !jtext.HasAny(s.near, "予", "見込", "約", "基準", "参考", "想定"),
			s.Role == "" && (last.Role == weakCap || last.Role == "subsidy_max" || last.Role == "estimate"),
			last.Role == "subsidy_max" && s.Role == weakCap:
			s.Role = last.Role
		}
	}
}

// capInBracket opens the bracket in which the whole of what is given for one stands: 1人につき30万円(限度額1,500万円).
var capInBracket = jtext.MustPattern(`^\([^()円]{0,16}$`)

// nextOfList are the words between two sums of a list.
var nextOfList = jtext.MustPattern(`^(?:\([^()]*\))?[、・/ ]+[^、。()円]{0,14}$`)

// withoutNext cuts the label of the next sum off the words behind one: 契約金額 6,589,000円 提案上限額 6,600,000円.
func withoutNext(after string, isNext bool) string {
	if at := strings.LastIndexAny(strings.TrimRight(after, " \t"), " \t"); isNext && at >= 0 {
		return after[:at]
	}
	return after
}

// withoutOwn returns a text without the brackets behind sums and the tax before them, each of which speaks of its own.
func withoutOwn(text string, sums []jmoney.Sum) string {
	for i := len(sums) - 1; i >= 0; i-- {
		if n := closedBracket(text[sums[i].To:]); n > 0 {
			text = text[:sums[i].To] + text[sums[i].To+n:]
		}
		if at := ownTaxBefore.FindStringIndex(text[:sums[i].From]); at != nil {
			text = text[:at[0]] + text[sums[i].From:]
		}
	}
	return text
}

// ownTaxBefore ends the words before a sum with what they say of its tax: 税抜単価10万円以上の機器.
var ownTaxBefore = jtext.MustPattern(`税(?:抜き?|込み?|別)[^、。()]{0,8}$`)

// isFactor reports whether the words behind a sum multiply it, or add to it, and what that makes is named behind them, or before the
// bracket that they stand in: 440万円×3年=1,320万円, 528万円(月額66万円×8か月).
func isFactor(between, rest string) bool {
	rest = withoutBracket(rest)
	return factor.MatchString(rest) || strings.HasPrefix(between, "(") && !strings.Contains(between, ")") && times.MatchString(rest)
}

var (
	factor = jtext.MustPattern(`^[×xX*✕+][^。、]{1,60}=|^[×xX*✕] ?[0-9]+ ?(?:か|ヶ|カ|ヵ|箇)?[月年](?:[^。円]{0,12}(?:総額|合計|計)|(?:間|分)?で)`)
	times  = jtext.MustPattern(`^ ?[×xX*✕] ?[0-9]`)
)

// included is what something includes: 旅費を含む委託料.
var included = jtext.MustPattern(`(?:[一-龠]{1,8}(?:費|料|代|金)、)*[^、。 (]{1,12}を含(?:む|めた|んだ)|(?:固定資産税|都市計画税)[^、。 ]{0,8}相当額`)

// condition is what a sum depends on, or is taken from: 国の補助金を財源として、.
var condition = jtext.MustPattern(`[^、。]{2,40}(?:を(?:条件|財源|前提)(?:に|とし(?:て)?)|を活用し(?:て)?)、|[^、。]{2,24}を活用(?:する|した)場合の?|(?:売上|売り上げ|収入|利用|販売|収益|実績|来場)[^、。は]{0,14}(?:にかかわらず|に関わらず|に係わらず|を問わず)、?`)

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

// strongerThan reports whether words name money of the call behind the last of others: 資本金1,000万円以上の者、契約上限額.
func strongerThan(words string, others *jtext.Words) bool {
	last := others.LastIn(words)
	if last < 0 {
		return false
	}
	for _, w := range bounds {
		if at := strings.LastIndex(words, w); at > last && !(ownBound.MatchString(words[last:at]) && (w == "上限額" || w == "限度額")) && (strings.ContainsAny(words[last:at], "、。 \t(") || jtext.HasAny(words[last:at], "業務", "事業", "委託", "システム", "構築")) {
			return true
		}
	}
	return false
}

// ownBound parts the name of some money from the bracket that bounds it: 制度融資(限度額.
var ownBound = jtext.MustPattern(`^[^、。()]{2,40}\($`)
