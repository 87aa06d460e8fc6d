// Package related finds out of a title by what other announcements of the same thing go: the call of last year, the result.
package related

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"koubo/opportunity/jtext"
)

// minName is the least length in characters of a name: shorter ones are shared by what has nothing to do with each other.
const minName = 5

// passing is what differs between the rounds of one thing, and between its call and its result.
var passing = []string{
	`(令和|平成|昭和|[RHrh])\s*([0-9]{1,2}|元)\s*(年度|年)?(\s*[0-9]{1,2}月)?(\s*[0-9]{1,2}日)?(付け?)?`, // 令和8年度
	`(19|20)[0-9]{2}\s*(年度|年)?`,                               // 2026年度
	`第?\s*[0-9一二三四五六七八九十]+\s*(回|次|期|弾|号)目?`,                   // 第2回
	`\[[^\]]*\]|【[^】]*】|〔[^〕]*〕`,                              // 【再公告】
	`\([^)]*(回|次|期|年度|公告|募集|結果|延長|中止|更新|変更|終了|[0-9]月)[^)]*\)`, // (再募集)
	`に(関する|係る|かかる|おける|ついて|伴う|向けた)`,
	`(公募型|簡易公募型|指名型)?(プロポーザル|企画提案|企画競争|提案競技|提案)(方式)?`,
	`(制限付き?|条件付き?)?一般競争入札|指名競争入札|オープンカウンタ`,
	`(候補者|優先交渉権者|受託者|受託候補者|事業者|参加者|参加企業|民間事業者|審査|選定)*の?(選定|審査|公募|募集|実施|決定|採択|結果|公表|公告|質問|回答|質疑|中止|延長|訂正|変更|締切|開始|受付|お知らせ|ご案内)+`,
	`(を|について|の)?(行います|募集します|公募します|実施します|公表します|お知らせします|します|しました)`,
	`サウンディング型?(市場)?調査|マーケットサウンディング`,
	`[\s「」『』"'“”<>〈〉《》:;,、。・|/~〜()\-‐–—=]+`,
}

var cuts = regexp.MustCompile(strings.Join(passing, "|"))

// common are names that any body uses for anything.
var common = map[string]bool{"業務委託": true, "実証実験": true, "業務": true, "実証事業": true, "民間事業者": true, "指定管理者": true,
	"ネーミングライツパートナー": true, "ネーミングライツ": true, "企業版ふるさと納税": true, "補助金": true, "公の施設": true}

// Name returns the longest part of a title that says what it is about and neither which round it is nor how far it has come,
// folded by jtext.Fold and without quotation marks; "" where none is long enough to tell it from others.
func Name(title string) string {
	best := ""
	for _, part := range cuts.Split(jtext.Fold(jtext.ClipBytes(title, 1000)), -1) {
		part = strings.Trim(part, "のをにはがでと等及びへ・")
		if utf8.RuneCountInString(part) > utf8.RuneCountInString(best) {
			best = part
		}
	}
	if utf8.RuneCountInString(best) < minName || common[best] {
		return ""
	}
	return best
}
