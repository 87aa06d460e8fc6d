package opportunity

import (
	"strings"

	"koubo/opportunity/jtext"
)

// minCut is how many letters of a cut title must agree with the whole one.
const minCut = 10

// SameTitle reports whether two wordings name one announcement as far as their letters go: they are the same but for width,
// case, spaces and marks, or one of them is the beginning of the other, ten letters at least, as lists cut titles.
func SameTitle(a, b string) bool {
	a, b = letters(a), letters(b)
	if len(a) > len(b) {
		a, b = b, a
	}
	return a != "" && (a == b || len([]rune(a)) >= minCut && strings.HasPrefix(b, a))
}

// MendedTitle reports whether two titles differ only in a few letters that stand together, a third of them at most and no digits, numerals
// or Latin letters, which tell calls apart that are named alike.
func MendedTitle(a, b string) bool {
	was, is := []rune(letters(a)), []rune(letters(b))
	shorter := min(len(was), len(is))
	for len(was) > 0 && len(is) > 0 && was[0] == is[0] {
		was, is = was[1:], is[1:]
	}
	for len(was) > 0 && len(is) > 0 && was[len(was)-1] == is[len(is)-1] {
		was, is = was[:len(was)-1], is[:len(is)-1]
	}
	return 3*max(len(was), len(is)) <= shorter && !strings.ContainsAny(string(was)+string(is), tellApart)
}

// tellApart are the letters by which titles of several calls differ that are otherwise the same.
const tellApart = "0123456789一二三四五六七八九十甲乙丙丁abcdefghijklmnopqrstuvwxyz"

// TitleBegin returns how the letters of a title begin: two titles of which SameTitle holds begin alike.
func TitleBegin(title string) string {
	all := []rune(letters(title))
	return string(all[:min(len(all), minCut)])
}

// letters folds a title and drops all but letters and digits.
func letters(title string) string { return jtext.Letters(jtext.Search(title)) }

// remarkWords are all that a remark on an extended or corrected call is made of, but for what was done. Other words name a part of what is
// asked for: 会館改修工事（空調設備更新）.
const remarkWords = `(?:[ 0-9RH年月日./・、!:]|令和|(?:募集|応募|公募|提出|受付|申込|申請|参加|質問|回答|公告|公示|告示|掲載|開催|実施)(?:書類?)?|書類?|期限|期間|期日|締切|締め切り|日程|日時|日付|スケジュール|要項|要領|仕様書|資料|様式|内容|情報|一部|追加|再度|再|延長|変更|訂正|修正|更新|お知らせ|について|しました|されました|いたしました|します|あり|有|済み?|後|版|最終|まで|[をのがにはと])*`

// extensionMarks are what stands before or behind a title once its call was extended or corrected.
var extensionMarks = jtext.MustPattern(`[【\[(]` + remarkWords + `(?:延長|変更|訂正|修正|更新)` + remarkWords + `[】\])]`)

// TitleStem is what a title says of the call itself, in letters alone: without a remark that it was extended or corrected.
func TitleStem(title string) string {
	return letters(extensionMarks.ReplaceAllString(jtext.Fold(title), ""))
}
