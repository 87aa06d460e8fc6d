package role

import (
	"strings"

	"koubo/opportunity/jtext"
)

// ItemForm is how a label may be numbered or marked as an item, in a regular expression: (1), ア, ①, 3.
const ItemForm = `[ ・]*(?:[(\[]?[0-9ア-ンa-z①-⑳]{1,2}[)\].]?)? ?`

// bare is a label that says that a day follows, and not of which step: (1)提出期限, ア 開催予定日, とき.
var bare = jtext.MustPattern(`^` + ItemForm + `(?:到達|到着|提出|受付|受け付け|申込|実施|開催|通知|公表|掲載|予定|締切|締結|決定)*(?:の|・)?(?:期限|期間|期日|日時|日程|締切|締め切り|日|時期|とき)(?:\(予定\))?[: ]*$`)

// IsBare reports whether a folded label names no step by itself: which one it is stands in the heading or the label above it.
func IsBare(label string) bool { return bare.MatchString(label) }

// stepNouns are words by which a sentence names a step.
var stepNouns = jtext.NewWords("質問", "質疑", "照会", "提案", "企画書", "参加", "申込", "申し込", "応募", "申請", "エントリー", "登録", "見積", "入札", "開札", "辞退", "取下", "契約", "協定", "説明会", "見学", "視察", "内覧", "対話", "面談", "ヒアリング", "プレゼン", "審査", "選考", "選定", "採択", "決定", "回答", "結果", "公告", "公募", "募集", "期間", "報告", "納付", "配布", "閲覧", "予約", "相談", "変更", "延長", "完了", "答え")

// NamesStep reports whether folded words name a step, or what is no step; others leave it to a heading: 次の書類を提出してください.
func NamesStep(words string) bool { return stepNouns.In(strings.ReplaceAll(words, " ", "")) }
