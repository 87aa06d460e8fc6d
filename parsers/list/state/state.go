// Package state tells names of the state that several calls of a list are in: taking entries no more.
package state

import (
	"koubo/opportunity/jtext"
)

// What such names consist of, folded.
const (
	marks = `[<【\[■●◆○◎□▼▶◇★☆※・\s]*`
	year  = `(?:(?:(?:令和|平成|r|h)?\s*(?:\d{1,4}|元)\s*年度?(?:\([^)]{0,8}\))?)(?:以前|まで)?の?\s*)?`
	// calls is what the calls are called.
	calls = `(?:現在|公募型?|プロポーザル(?:方式)?|サウンディング(?:型?市場調査)?|市場調査|対話|案件|事業者?|企業|提案|企画|競争|指定管理者?|入札|業務|委託|募集|応募|もの|調査|工事|物件|補助金|実証実験|ネーミングライツ|パートナー|情報|一覧|等|の|・)*`
	// ended says that they are over, or that whoever was looked for is found.
	ended = `(?:(?:(?:募集|公募|受け?付け?|応募|申し?込み?|提案|公告)(?:期間)?の?(?:を|が|は)?(?:既に|すでに)?)?(?:終了(?:` + done + `)*|(?:締め?切り?|〆切り?)(?:` + done + `)+)|` +
		`(?:結果)?公表済み?|(?:契約(?:締結)?|選定|審査|決定)(?:済み?|終了))`
	done  = `済み?|した|しました|している|しています|いたしました|となった|となりました|られた|りました|った|ました|分`
	past  = `(?:過去|これまで|以前)(?:の|に)?(?:募集|公募|実施|公告|受付|行)?(?:を?(?:した|行った|いました|った))?の?`
	count = `(?:\s*\(?\s*(?:全)?\d{1,4}件\s*\)?)?`
	close = `[>】\]:\s]*$`
)

var (
	over = jtext.MustPattern(`^` + marks + year + `(?:` +
		calls + ended + `の?` + calls + `(?:分|リスト)?(?:はこちら)?(?:\([^()]{0,9}\))?|` +
		past + calls + `(?:分|リスト)?(?:はこちら)?(?:\([^()]{0,9}\))?|` +
		calls + `\s*[(\[【〈<]\s*` + ended + `\s*[)\]】〉>])` + count + close)
	// words are those of which each such name holds one.
	words = jtext.NewWords("終了", "締", "〆", "過去", "これまで", "以前", "済")
	// sentence ends what is told of one call as often as of those below.
	sentence = jtext.MustPattern(`(?:ました|ています)[^ぁ-ん]*$`)
	// columns are heads of the columns that say it of each call.
	columns = jtext.MustPattern(`^(?:現在の|募集|受け?付け?|公募|応募|実施|案件)*の?(?:状況|状態|ステータス|進捗(?:状況)?|受付)(?:等)?$`)
)

// maxName is how many bytes such a name has at most.
const maxName = 90

// IsOver reports whether words name nothing but calls that take entries no more: 募集を終了したもの, 過去の募集(受付終了).
func IsOver(name string) bool {
	return name != "" && len(name) <= maxName && words.In(name) && over.MatchString(jtext.Fold(name))
}

// IsSentence reports whether such a name is a sentence, which may be told of the call before it: 募集は終了しました.
func IsSentence(name string) bool { return sentence.MatchString(jtext.Fold(name)) }

// IsColumn reports whether the head of a column says that its cells tell the state of each call.
func IsColumn(head string) bool {
	return len(head) <= maxName && columns.MatchString(jtext.Fold(head))
}
