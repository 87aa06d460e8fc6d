package classify

import (
	"koubo/opportunity"
	"koubo/opportunity/jtext"
)

// Over says whether a title tells surely that its call has ended: a result, a cancellation, or a remark that it takes nobody any more.
func Over(title string) bool {
	key := titleKey(title)
	if isClosed(key) {
		return true
	}
	stage, _, unsure := firstStage(scan(key))
	return !unsure && (stage == opportunity.Result || stage == opportunity.Cancelled)
}

// closedRemark finds, in a title in key form, the remark that its call takes nobody any more: 【受付終了】, (募集は終了しました),
// 締め切りました. What ends may be a step of the call alone, which stands before (質問受付終了); and the end may be what something else is
// measured by, which stands behind (受付終了後, 締切12月18日): the first and the last group hold such words.
var closedRemark = jtext.MustPattern(`(` + stepNames + `)?(?:等|書)?(?:の|は|を)?(?:` +
	`[(\[【<「〈《](?:※)?(?:(?:受付|募集|公募|応募|公告|提案|掲載)(?:期間)?(?:は|を|の)?)?(?:終了|締切|締め切り|〆切)(?:済み?|分|しました|致しました|いたしました)?[)\]】>」〉》]|` +
	`(?:受付|受け付け|募集|公募|応募)(?:期間)?(?:は|を)?(?:終了|締切|締め切り|〆切)(?:しました|致しました|いたしました|済み?|しています|しております|のお知らせ|について|$|[)\]】>」〉》])|` +
	`(?:募集|受付|公募|応募)(?:は|を)?終了|` +
	`終了(?:しました|いたしました|致しました)|(?:締め?切|〆切)りました)` +
	`(後|前|まで|迄|日|時|予定|間近|間際|に伴|次第|[)\]】>」〉》]?(?:令和|r?\d))?`)

// stepNames are steps of a call, and rounds of it, that end before it does.
const stepNames = `質問|質疑|質問書|説明会|説明会申込|見学会?|内覧会?|参加表明|参加申込み?|参加申請|資格確認|参加資格|事前相談|[一1]次|第[一1][期回次]|前期`

// isClosed reports whether a title in key form says that its call takes nobody any more.
func isClosed(key string) bool {
	for _, m := range closedRemark.FindAllStringSubmatchIndex(key, -1) {
		if m[2] < 0 && m[4] < 0 {
			return true
		}
	}
	return false
}
