package jmoney

import (
	"strings"

	"koubo/opportunity/jtext"
)

// Tax reports whether words that go with a sum include consumption tax: "incl", "excl" or "unknown".
func Tax(words string) string {
	words = otherTaxes.Replace(words)
	if !strings.Contains(words, "税") {
		if strings.Contains(words, "(本体価格)") {
			return "excl"
		}
		return "unknown"
	}
	if apart.In(words) {
		switch {
		case taxedWhole.MatchString(words):
			return "incl"
		case taxApart.MatchString(words):
			return "excl"
		}
	}
	if i := strings.Index(words, "税"); i >= 0 {
		rest, _, _ := strings.Cut(words[i:], "。")
		if strings.LastIndexByte(words[:i], '(') > strings.LastIndexByte(words[:i], ')') {
			rest, _, _ = strings.Cut(rest, ")")
		}
		switch {
		case jtext.HasAny(rest, "別途", "含まない", "含まず", "含みません", "含まれない", "含まれません", "含まれてい", "含んでい") && !jtext.HasAny(rest, "含まれています", "含まれている", "含んでいます", "含んでいる"):
			return "excl"
		case jtext.HasAny(rest, "込", "こみ") || strings.Contains(rest, "含") || strings.Contains(rest, "内税"):
			return "incl"
		}
	}
	if strings.Contains(words, "内税") {
		return "incl"
	}
	return "unknown"
}

// otherTaxes are taxes of which none is a part of a price.
var otherTaxes = strings.NewReplacer("固定資産税", "", "都市計画税", "", "印紙税", "", "登録免許税", "", "不動産取得税", "", "法人税", "", "所得税", "", "住民税", "", "事業税", "", "市税", "", "町税", "", "県税", "", "国税", "", "租税", "", "納税", "", "入湯税", "", "宿泊税", "", "ふるさと税", "", "税理士", "", "税務", "")

var (
	// apart are words of which taxApart needs one.
	apart = jtext.NewWords("抜", "ぬき", "別", "除", "加", "上乗", "足した", "ない", "いない", "ず", "ませ", "いな", "外税", "プラス", "+", "ほか")
	// taxApart says that tax comes on top: 税抜, 消費税及び地方消費税の額を加算した金額, 別途消費税.
	taxApart = jtext.MustPattern(`税[^。、()込]{0,20}?(?:抜|ぬき|別(?:途|に|で|です|[ )・]|$)|除[いくき]|加算|を加え|上乗せ|足した|含ま(?:ない|ず)|含み?ません|含まれない|含まれません|含まれていな|含まれていませ|含め(?:ない|ず|ません)|含んでいな|含んでいませ)|外税|(?:別途|別に|プラス|\+|ほかに)[、 ]?(?:消費)?税`)
	// taxedWhole says of tax that comes on top that it is in the sum.
	taxedWhole = jtext.MustPattern(`税[^。、()]{0,20}(?:を加え|を加算し|足し)た(?:総額|合計)`)
)

// Per tells what words make a sum the price of: "item", "year", "unknown" (a month) or "total". A number that only
// numbers a heading must not be among the words, see WithoutEnumerator.
func Per(words string) string {
	switch {
	case perItem(words):
		return "item"
	case jtext.HasAny(words, "月額", "月間", "/月", "か月あたり", "か月当たり", "ヶ月当たり", "ヶ月あたり", "月当たり", "月あたり", "1月につき", "毎月", "か月につき", "1か月", "1ヶ月", "1カ月", "一月"):
		if jtext.HasAny(words, "総額", "合計") && !jtext.HasAny(words, "月額総額", "月額の総額", "月額合計", "月額の合計") {
			return "total"
		}
		return "unknown"
	case jtext.HasAny(words, "総額", "合計", "総計", "全体", "計)", "の計"):
		return "total"
	case jtext.HasAny(words, "年額", "毎年", "/年", "・年", "各年", "1年あたり", "1年当たり", "年当たり", "年あたり", "単年", "1年につき", "1か年"):
		return "year"
	case yearly(words):
		return "year"
	}
	return "total"
}

// yearOf names one of several years: 2年目, R9.
var yearOf = jtext.MustPattern(`[0-9一二三四五]年[目次]|(?:^|[ (・、は])R[0-9]{1,2}(?:$|[ ):がはに])|1年分|年度分`)

// severalYears are the fiscal years that one sum is for: 令和9年度から令和13年度まで.
var severalYears = jtext.MustPattern(`[0-9元](?:~|-|・|から)(?:令和|R)?[0-9元]+年度|年度?(?:から|~|-|及び|と|・)(?:令和|R)?[0-9元]+年度|[0-9](?:か|ヶ|カ|箇)年度`)

// yearly reports whether 年間 or 年度 stands there without a number of years before 年間.
func yearly(words string) bool {
	if yearOf.MatchString(words) {
		return true
	}
	if strings.Contains(words, "年度") {
		return strings.Contains(words, "各") || !severalYears.MatchString(words)
	}
	i := strings.Index(words, "年間")
	if i < 0 {
		return false
	}
	before := strings.TrimRight(words[:i], " か")
	before = strings.TrimSuffix(before, "1")
	return before == "" || !isDigit(before[len(before)-1]) && !hasSuffix(before, "一", "二", "三", "四", "五", "十", "数", "カ", "ヶ", "箇")
}

// hasSuffix reports whether s ends in one of tails.
func hasSuffix(s string, tails ...string) bool {
	for _, t := range tails {
		if strings.HasSuffix(s, t) {
			return true
		}
	}
	return false
}
