package role

import (
	"strings"

	"koubo/opportunity/jtext"
)

// owed tells of what is due from those who were chosen; stillChosen that the choice goes on.
var (
	owed = jtext.MustPattern(`(?:補助事業者|受託者|受注者|落札者|(?:採択|交付決定|選定|当選|契約)(?:を|の)?(?:された|受けた|した)(?:方|者|事業者|企業|団体|法人)(?:等|の方)?)に?(?:は|、|ついては)|` +
		`(?:採択|交付決定|契約締結|契約|業務完了|業務終了|事業完了|事業終了)後(?:の手続き?として)?(?:は|に|、|速やか)|(?:事業|業務|工事)が(?:完了|終了)し(?:た|まし)|採択者のみ`)
	stillChosen = jtext.NewWords("提案書", "企画", "プレゼン", "ヒアリング", "入札", "見積", "一次", "1次", "第1段階", "参加資格", "質問", "応募")
)

// IsOwed reports whether a folded sentence says of something handed in that it is due from those who were chosen:
// 交付決定を受けた方は、…までに請求書を提出.
func IsOwed(sentence string) bool {
	return strings.Contains(sentence, "提出") && owed.MatchString(sentence) && !stillChosen.In(sentence)
}

// booking asks to book an hour.
var booking = jtext.MustPattern(`(?:来庁|来所|来訪|持参)[^。]{0,30}(?:日|時間|時刻)[^。]{0,6}を?(?:事前に|電話で)?予約`)

// IsBooking reports whether a folded sentence asks to book the hour at which papers are handed in:
// 持参する場合は、12月8日までに電話で来庁日時を予約してください.
func IsBooking(sentence string) bool { return booking.MatchString(sentence) }

// late tells that what comes after a day is not taken.
var late = jtext.MustPattern(`(?:を(?:過ぎ|経過し|超え)(?:て|た)|以降に|以後に|より後に|に遅れて)[^。]{0,20}(?:到着|到達|届|提出|持参|受信|送信|申込|申し込|申請|もの|場合|書類)[^。]{0,20}(?:受理|受付|受け付け|受け取|受領|無効|失格|認め)`)

// RefusesLate reports whether a folded sentence says once more that what comes after a last day is not taken:
// 8月10日16時を過ぎて到着したものは、受理しません.
func RefusesLate(sentence string) bool { return late.MatchString(sentence) }

// invited asks whoever would take part, politely, to say so by a day: お話を聞かせてくださる方は、…までにご連絡ください.
var (
	invited = jtext.MustPattern(`(?:(?:くださる|下さる|いただける|頂ける|もらえる|関心のある|興味のある|意欲のある|アイデアのある|お持ちの|(?:参画|参加|協力|連携|実施|応募|提案)を?(?:ご)?(?:希望|検討)(?:する|される|の))[^。、0-9]{0,8}(?:方|企業|事業者|会社|法人|団体|皆さま|皆様|グループ)|` +
		`(?:方|企業|事業者|会社|法人|団体)(?:が|は)?(?:ございましたら|いらっしゃいましたら|おられましたら|ありましたら|あれば|いましたら))[^。]*` +
		`(?:連絡|お知らせ|一報|申し?出|声がけ|声掛け|声をお?かけ|お寄せ|お伝え|メール|電話)[^。]{0,12}(?:ください|下さい|願い|いただ|頂)`)
	invitedElsewhere = jtext.NewWords("見学", "説明会", "内覧", "下見", "現地", "相談", "質問", "質疑", "資料", "閲覧", "配布", "傍聴", "予約", "持参", "返却", "保証金", "契約", "採択", "辞退", "変更", "訂正", "回答", "図面", "仕様書", "配慮", "駐車", "セミナー", "交流会", "講座", "取材")
)

// IsInvitation reports whether a folded sentence politely asks companies to answer the call.
func IsInvitation(sentence string) bool {
	return invited.MatchString(sentence) && !invitedElsewhere.In(sentence)
}
