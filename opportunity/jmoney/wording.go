package jmoney

import "strings"

// Tax says whether words that go with a sum include consumption tax: "incl", "excl" or "unknown".
func Tax(words string) string {
	for _, w := range [...]string{"税抜", "税別", "税を除", "外税", "+消費税", "+税", "税は別", "税等は別", "税額は別", "税等別", "税を含ま", "税等を含ま", "税相当額を含ま", "税は含ま", "税等は含ま", "税相当額を除", "税額を除", "税等を除", "税相当額は含ま", "税及び地方消費税を加", "税を加算", "税等相当額を除", "税額を含ま"} {
		if strings.Contains(words, w) {
			return "excl"
		}
	}
	if i := strings.Index(words, "税"); i >= 0 {
		rest := words[i:]
		switch {
		case hasAny(rest, "別途", "含まない", "含まず", "含みません", "含まれない", "含まれません", "含まれてい", "含んでい") && !hasAny(rest, "含まれています", "含まれている", "含んでいます", "含んでいる"):
			return "excl"
		case strings.Contains(rest, "込") || strings.Contains(rest, "含") || strings.Contains(rest, "内税"):
			return "incl"
		}
	}
	if strings.Contains(words, "内税") {
		return "incl"
	}
	return "unknown"
}

// Per says what words make a sum the price of: "item", "year", "unknown" (a month) or "total".
func Per(words string) string {
	switch {
	case perItem(words):
		return "item"
	case hasAny(words, "月額", "月間", "/月", "か月あたり", "か月当たり", "ヶ月当たり", "ヶ月あたり", "月当たり", "月あたり", "1月につき", "毎月", "か月につき", "1か月", "1ヶ月", "1カ月", "一月"):
		if hasAny(words, "総額", "合計") {
			return "total"
		}
		return "unknown"
	case hasAny(words, "総額", "合計", "総計", "全体", "計)", "の計"):
		return "total"
	case hasAny(words, "年額", "毎年", "/年", "・年", "各年", "1年あたり", "1年当たり", "年当たり", "年あたり", "単年", "1年につき", "1か年"):
		return "year"
	case yearly(words):
		return "year"
	}
	return "total"
}

// itemWords name the single things a sum may be for, behind 1 or before あたり.
var itemWords = []string{"件", "社", "者", "台", "事業者", "団体", "人", "名", "提案", "区画", "枠", "㎡", "m2", "施設", "企業", "本", "基", "回", "口", "プロジェクト", "申請", "課題", "チーム", "部", "箇所", "か所", "ヶ所", "室", "平方メートル", "店舗", "世帯", "日", "時間", "路線", "棟", "機", "組", "案件", "テーマ", "事業", "校", "園", "号", "面"}

func perItem(words string) bool {
	if hasAny(words, "/㎡", "/m2", "㎡あたり", "㎡当たり", "m2当たり", "㎡・", "m2・", "㎡につき", "平方メートル当", "平方メートルあ", "平方メートルに", "単価") {
		return true
	}
	for _, one := range [...]string{"1", "一", "/", "各"} {
		for from := 0; ; {
			i := strings.Index(words[from:], one)
			if i < 0 {
				break
			}
			i += from
			from = i + len(one)
			if one == "1" && i > 0 && (isDigit(words[i-1]) || words[i-1] == ',' || words[i-1] == '.') || strings.HasSuffix(words[:i], "第") {
				continue
			}
			if itemAt(strings.TrimLeft(words[from:], " "), one) {
				return true
			}
		}
	}
	return hasAny(words, "件当たり", "件あたり", "社当たり", "社あたり", "者当たり", "者あたり", "台当たり", "台あたり", "団体当たり", "団体あたり", "件につき", "社につき", "者につき", "台につき", "団体につき")
}

// itemAt says whether an item's word stands at the beginning of words, and with what must follow it.
func itemAt(words, one string) bool {
	for _, w := range itemWords {
		rest, ok := strings.CutPrefix(words, w)
		if !ok {
			continue
		}
		switch {
		case one == "各":
			return w == "社" || w == "者" || w == "団体"
		case w == "日", w == "回", w == "号", w == "部", w == "本", w == "面", w == "人", w == "名", w == "時間":
			return one == "/" || strings.HasPrefix(rest, "あたり") || strings.HasPrefix(rest, "当たり") || strings.HasPrefix(rest, "につき")
		}
		return true
	}
	return false
}

// yearly says whether 年間 or 年度 stands there without a number of years before 年間.
func yearly(words string) bool {
	if strings.Contains(words, "年度") {
		return true
	}
	i := strings.Index(words, "年間")
	if i < 0 {
		return false
	}
	before := strings.TrimRight(words[:i], " か")
	return before == "" || !isDigit(before[len(before)-1]) && !hasSuffix(before, "一", "二", "三", "四", "五", "十", "数", "カ", "ヶ", "箇")
}

func hasSuffix(s string, tails ...string) bool {
	for _, t := range tails {
		if strings.HasSuffix(s, t) {
			return true
		}
	}
	return false
}

func hasAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
