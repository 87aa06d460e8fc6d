package jmoney

import (
	"strings"

	"koubo/opportunity/jtext"
)

// itemWords name the single things a sum may be for, behind 1 or before あたり.
var itemWords = []string{"件", "社", "者", "台", "事業者", "団体", "人", "名", "提案", "区画", "枠", "㎡", "m2", "施設", "企業", "本", "基", "回", "口", "プロジェクト", "申請", "課題", "チーム", "部", "箇所", "か所", "ヶ所", "室", "平方メートル", "店舗", "世帯", "日", "時間", "路線", "棟", "機", "組", "案件", "テーマ", "事業", "校", "園", "号", "面", "橋", "株", "枚", "戸", "市町村", "路", "床", "席", "ブース", "小間", "ページ", "コマ"}

// eachWords behind a thing say that the sum is for each.
var eachWords = []string{"あたり", "当たり", "当り", "につき", "ごと", "毎"}

// compoundTails make another word of the thing before them: 1事業費 is a heading's number and 事業費.
var compoundTails = []string{"費", "額", "名", "概要", "内容", "予算", "規模", "期間", "番号", "数", "料", "限度額の", "目的", "主体", "予定価格", "限定", "のみ", "限り", "とは", "を選", "を決", "だけ"}

var (
	// eachOf is a single thing of any kind: 1公園当たり, 1kgにつき.
	eachOf = jtext.MustPattern(`(?:^|[^0-9.,第])(?:1|一) ?(?:[^0-9 、。()年月ヶヵカか箇][^0-9 、。()]{0,9}?)(?:あたり|当たり|当り|につき|ごと)`)
	// unitPrice names the price of one, not what it is made of: 人件費単価の改定.
	unitPrice = jtext.MustPattern(`単価(?:$|[ (:は)]|契約|を|の(?:上限|限度))`)
)

// areas are words of a price for each square metre or tsubo.
var areas = jtext.NewWords("/㎡", "/m2", "㎡あたり", "㎡当たり", "m2当たり", "㎡・", "m2・", "㎡につき", "坪当たり", "坪あたり", "坪単価", "平方メートル当", "平方メートルあ", "平方メートルに")

// perItem reports whether words make a sum the price of a single thing.
func perItem(words string) bool {
	if areas.In(words) {
		return true
	}
	if eachOf.MatchString(words) || unitPrice.MatchString(words) {
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
			if one == "1" && i > 0 && (isDigit(words[i-1]) || words[i-1] == ',' || words[i-1] == '.') || hasSuffix(words[:i], "第", "問", "別紙", "別表", "様式", "資料") {
				continue
			}
			if itemAt(strings.TrimLeft(words[from:], " "), one) {
				return true
			}
		}
	}
	return jtext.HasAny(words, "件当たり", "件あたり", "社当たり", "社あたり", "者当たり", "者あたり", "台当たり", "台あたり", "団体当たり", "団体あたり", "件につき", "社につき", "者につき", "台につき", "団体につき")
}

// itemAt reports whether an item's word stands at the beginning of words, and with what must follow it.
func itemAt(words, one string) bool {
	for _, w := range itemWords {
		rest, ok := strings.CutPrefix(words, w)
		if !ok || hasPrefix(strings.TrimLeft(rest, " "), compoundTails...) || one == "/" && hasPrefix(rest, "上限", "見積", "価格") {
			continue
		}
		switch {
		case one == "各":
			return (w == "社" || w == "者" || w == "団体") && !jtext.HasAny(rest, "総額", "合計")
		case w == "日", w == "回", w == "号", w == "部", w == "本", w == "面", w == "人", w == "名", w == "時間":
			return one == "/" || hasPrefix(rest, eachWords...) || hasPrefix(rest, "月額", "年額", "年間", "の年額", "の月額")
		}
		return true
	}
	return false
}

// hasPrefix reports whether s begins with one of heads.
func hasPrefix(s string, heads ...string) bool {
	for _, h := range heads {
		if strings.HasPrefix(s, h) {
			return true
		}
	}
	return false
}
