package bare

import (
	"slices"
	"strings"

	"koubo/opportunity/extract/classify"
	"koubo/opportunity/jtext"
	"koubo/parsers/list/rowday"
	"koubo/parsers/page"
)

// asksByDay reports whether a row tells by which day something is handed in or opened.
func asksByDay(r Row) bool {
	pieces := append(slices.Clip(r.Pieces), r.Title)
	return len(rowday.Due(pieces))+len(rowday.Openings(pieces)) > 0
}

// spacedLabel matches the label of a title whose characters are set apart, with the number before it: 1 工 事 名.
var spacedLabel = jtext.MustPattern(`^[(（]?[0-9０-９]{0,2}[)）.．、]?[ 　]*(?:工[ 　]*事|業[ 　]*務|委[ 　]*託|事[ 　]*業|件|案[ 　]*件|品)[ 　]*名(?:[ 　]*称)?[ 　:：]+`)

// withoutLabel is a line without the label of a title before it.
func withoutLabel(words string) string {
	if at := strings.IndexAny(words, " 　:："); at > 0 && page.IsTitleLabel(words[:at]) {
		words = strings.TrimLeft(words[at:], " 　:：")
	}
	return spacedLabel.ReplaceAllString(words, "")
}

// noticeParts match what the parts of a notice of one tender are called, folded.
var noticeParts = jtext.MustPatterns(`入札に付する`, `入札参加(?:者)?(?:の|に必要な)?資格|入札に参加する者`, `入札保証金`, `契約保証金`, `入札の無効|無効とする入札`, `落札者の決定|落札者とする`, `契約書の?(?:作成|要否)|契約条項`, `支払い?(?:条件|方法)`)

// IsNotice reports whether a page's words are those of a notice of one tender, whose lines are its parts and no tenders.
func IsNotice(words string) bool {
	folded, parts := jtext.Fold(words), 0
	for _, p := range noticeParts {
		if p.MatchString(folded) {
			parts++
		}
	}
	const several = 3
	return parts >= several
}

// columnsOf parts a line at the wide spaces between what stands in columns.
func columnsOf(words string) (columns []string) {
	for part := range strings.SplitSeq(strings.NewReplacer("\t", "  ", "　", "  ", "\u00a0", " ").Replace(words), "  ") {
		if part = strings.TrimSpace(part); part != "" {
			columns = append(columns, part)
		}
	}
	return columns
}

// What a line begins with that says more of what a line above names, folded: 工事概要 側溝補修工事; of those aboutWork says what is bought.
var (
	factLabel = jtext.MustPattern(`^[\s(\[【<■●◆○◎・※]*(?:期[間限]|担当|様式|書類|資料|[^\s:]{1,12}:)`)
	aboutWork = jtext.MustPattern(`^[\s(\[【<■●◆○◎・※]*(?:(?:工事|業務|事業|施工|履行|納入|入札|実施|募集|応募|参加)の?)?(?:場所|箇所|位置|概要|内容|目的|種[別類]|方[法式]|数量|規模|資格|格付け?|条件|対象者?|備考|参考|詳細)(?:$|[\s::)\]】>])`)
)

// namesCallOrWork reports whether a title says what is bought, or that it is a call.
func namesCallOrWork(title string) bool {
	folded := strings.TrimSpace(inBrackets.ReplaceAllString(jtext.Fold(title), ""))
	if noticeParts.Match(folded) {
		return false
	}
	if workAtEnd.MatchString(folded) {
		return true
	}
	verdict := classify.Triage(title, "", nil)
	return verdict.Keep && !verdict.Undecided
}
