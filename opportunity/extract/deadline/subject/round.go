package subject

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"koubo/opportunity/jtext"
)

// How rounds and lots are named, in regular expressions.
const (
	numberName = `(?:第 ?)?([0-9]{1,2}|[一二三四五六七八九十]|[ⅠⅡⅢⅣⅤⅥ]|I{1,3}|IV|VI?) ?(回|次|期|弾|ラウンド)目?` // 第2回, 二次, 第Ⅱ期
	halfName   = `([前後上下春秋冬夏]期|[上下]半期|(?:追加|最終|再度の?)(?:募集|公募|受付|締切|締め切り))`                    // 後期, 追加募集
	lotName    = `([A-Za-z0-9ア-ンー一-龠]{1,8}?(?:枠|コース|ロット|工区|ブロック|グループ|タイプ|地区|部門|クラス))`         // Bコース, 創業枠, 北部地区
	issueName  = `([0-9]{1,2} ?月(?: ?1日)?号|[春夏秋冬]号|(?:第 ?)?[0-9]{1,2} ?号(?:地|棟|室|店|館|物件|区画))` // 2月号, 第1号地
	letterName = `((?:コース|枠|ロット|工区|区分|グループ|タイプ|ブロック|テーマ|物件) ?(?:番号)?(?:[0-9]{1,2}|[A-Zア-カ]))`
)

// What stands around such names. What may stand behind a round tells it from 第2回定例会, 年2回まで and the steps of a review.
const (
	before = `(?:^|[ :、(\[【<「・■●◆○◎\t])`
	behind = `(?:の|が|は|$|[ :\t、)\]】>」])`
	ofCall = `(?:分|の)?(?:が|は|$|[ :\t、)\]】>」]|募集|公募|受付|受け付け|締|〆|申請|応募|申込|提出|提案|エントリー|質問|説明会|入札|期間|実証)`
)

var (
	numbered = jtext.MustPattern(`(?:^|[^0-9一二三四五六七八九十年])` + numberName + ofCall)
	half     = jtext.MustPattern(`(?:^|[ :、(\[【<「・■●◆○◎年度])` + halfName + ofCall)
	lot      = jtext.MustPattern(before + lotName + behind)
	issue    = jtext.MustPattern(before + issueName + behind)
	lettered = jtext.MustPattern(before + letterName + behind)
	// round is a label that says nothing else.
	round = jtext.MustPattern(`^[ ・、(\[【<「■●◆○◎]*(?:` + numberName + `|` + halfName + `|` + lotName + `|` + letterName + `|` + issueName + `)(?:の?(?:募集|公募|受付|締切|締め切り|分))?[ )\]】>」]*(?:が|は)?[ :]*$`)
)

// anyLot are words that name all lots, or a column of them: 対象地区, 申請枠.
var anyLot = jtext.NewWords("対象", "募集", "申請", "応募", "参加", "登録", "該当", "各", "全", "当", "本", "同", "予算", "作業")

// RoundOf returns which of several rounds, lots or kinds of one call folded words name, in a form to be compared; "" for none.
func RoundOf(words string) string {
	if !mayName.In(words) {
		return ""
	}
	if m := numbered.FindStringSubmatch(words); m != nil {
		return numerals.Replace(m[1]) + m[2]
	}
	for _, name := range [...]*jtext.Pattern{half, lettered, lot, issue} {
		if m := name.FindStringSubmatch(words); m != nil && !(name == lot && anyLot.In(m[1])) {
			return strings.ReplaceAll(m[1], " ", "")
		}
	}
	return ""
}

// IsRound reports whether a folded label says which round or lot its days are of and nothing else: 第2回, (第2期), 第2次募集, 後期は.
func IsRound(label string) bool {
	return mayName.In(label) && round.MatchString(label) && RoundOf(strings.TrimRight(label, " :がは")) != ""
}

// AreAlike reports whether two folded names may be those of lots of one call: they differ in numbers or letters alone (業務A, 業務B; 2月号,
// 3月号), or end alike (東部, 西部; 総合体育館, 市民会館).
func AreAlike(a, b string) bool {
	if a == b || a == "" || b == "" {
		return false
	}
	plain, last := numbers.ReplaceAllString(a, ""), lastRune(b)
	if !unicode.In(last, unicode.Han, unicode.Katakana) && last != 'ー' && plain == a || strings.ContainsRune("日月年時分末間限期", last) {
		return false // 出す, 選ばれる
	}
	if plain != a && plain == numbers.ReplaceAllString(b, "") { // and not 第1版, 第2関門
		return !(strings.HasPrefix(plain, "第") && utf8.RuneCountInString(plain) < 4) && unicode.In(lastRune(strings.TrimRight(plain, " ")), unicode.Han, unicode.Katakana) || strings.HasSuffix(plain, "ー")
	}
	return lastRune(a) == last && utf8.RuneCountInString(a) > 1 && utf8.RuneCountInString(b) > 1
}

func lastRune(s string) rune {
	last, _ := utf8.DecodeLastRuneInString(s)
	return last
}

var numbers = jtext.MustPattern(`[0-9A-Za-z一二三四五六七八九十①-⑳ⅠⅡⅢⅣⅤⅥ]+`)

// mayName are the characters without which words name no round.
var mayName = jtext.NewWords("回", "次", "期", "弾", "ラウンド", "追加", "最終", "再度", "枠", "コース", "ロット", "工区", "ブロック", "グループ", "タイプ", "地区", "部門", "クラス", "区分", "テーマ", "物件", "号")

var numerals = strings.NewReplacer("一", "1", "二", "2", "三", "3", "四", "4", "五", "5", "六", "6", "七", "7", "八", "8", "九", "9", "十", "10",
	"Ⅰ", "1", "Ⅱ", "2", "Ⅲ", "3", "Ⅳ", "4", "Ⅴ", "5", "Ⅵ", "6", "III", "3", "II", "2", "IV", "4", "VI", "6", "I", "1", "V", "5")
