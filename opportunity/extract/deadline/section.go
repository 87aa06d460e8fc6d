package deadline

import (
	"strings"
	"unicode/utf8"

	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

// historyHead is the head of a section that tells of what was: # これまでの採択実績.
var historyHead = jtext.MustPattern(`これまで|過去の|(?:採択|実施|活用|協定|契約)(?:実績|事例)|実績(?:一覧|紹介|のご?紹介)?$|(?:昨|前)年度の|前回の|^現在の(?:パートナー|愛称|指定管理|契約|貸付|命名|利用|広告)`)

// siblingHead is the head of a list of other calls, on a line of its own or above a table: 現在公開中の他の案件, 関連する募集.
var siblingHead = jtext.MustPattern(`^[ ■●◆○◎□▼▽・]*(?:現在|その)?(?:募集中の|公開中の|受付中の|公告中の|その)?他の?(?:募集|公募|案件|入札|事業者?募集|お知らせ)[^。]{0,8}$|^[ ■●◆○◎□▼▽・]*(?:関連(?:する|した)?|最近の|新着の?|類似の?|(?:現在)?(?:募集|公開|受付|公告)中の)(?:募集|公募|案件|ページ|記事|入札|お知らせ|プロポーザル|一覧|情報)(?:情報|一覧|案件)?$|^[ ■●◆○◎□▼▽・]*(?:その|この)?(?:ほか|他)(?:の|に).{1,12}(?:募集|公募|案件|入札|貸付け?|売払い?|売却)(?:・(?:募集|公募|入札|貸付け?|売払い?|売却))*(?:情報|一覧)?$|^[ ■●◆○◎□▼▽・]*(?:こちらも|あわせて|併せて)(?:ぜひ)?(?:ご覧|お読み|ご確認)[^。]{0,6}。?$`)

// exampleHead is the head of a sample of what is to be filled in: # 申請書の記入例.
var exampleHead = jtext.MustPattern(`(?:記入例|記載例|記入見本|記載見本|の見本|書き方)(?:\([^()]*\))?$`)

// fiscalHead names the fiscal year that a section is about: 令和7年度の結果.
var fiscalHead = jtext.MustPattern(`^[^0-9]{0,4}(?:令和 ?[0-9元]{1,2}|20[0-9]{2}) ?年度(?:の|分の)?(?:結果|実績|募集|公募|審査|採択|選定|実施)`)

// formerYears reports whether a heading names a fiscal year that was over on the day of publication.
func (w *scheduleReader) formerYears(head string) bool {
	if w.cal.Ref == "" || !fiscalHead.MatchString(head) {
		return false
	}
	years := jdate.Read(head, &jdate.Calendar{Ref: w.cal.Ref}, false)
	return len(years) > 0 && years[0].Fiscal && years[0].End < w.cal.Ref
}

// yearOfSection is the year that a heading gives the days below it: 日程(令和8年).
var yearOfSection = jtext.MustPattern(`[(【]((?:令和 ?)?[0-9元]{1,4}年)[)】]$`)

func (w *scheduleReader) enterHeading(head string) {
	w.blankLine()
	w.take(finding{leaves: true})
	w.over, w.heading, w.above, w.used, w.last = w.heading, head, "", false, ""
	if year := yearOfSection.FindStringSubmatch(head); year != nil {
		w.cal.TakeYear(year[1])
	}
	w.marked = false
	w.siblings = siblingHead.MatchString(head) || exampleHead.MatchString(head)
	w.history, w.headed = w.siblings || historyHead.MatchString(head) || w.formerYears(head), w.number
	if utf8.RuneCountInString(w.heading) > 30 {
		w.heading = "" // a title, not a label
	}
}

// markedHead is a line that a mark makes the head of those below, on pages that set no headings: ■ これまでの採択.
var markedHead = jtext.MustPattern(`^[ 　]*[■◆●▼]`)

// enterMarked notes a head that is only marked: one of other calls, or of what was, holds up to the next.
func (w *scheduleReader) enterMarked(text string) {
	if !markedHead.MatchString(text) {
		return
	}
	w.marked = siblingHead.MatchString(text) || historyHead.MatchString(strings.TrimLeft(text, " 　■◆●▼"))
	w.history, w.headed = w.marked, w.number
}

func (w *scheduleReader) blankLine() {
	w.history = w.history && (w.siblings || w.marked || w.number <= w.headed+1) // over once something stood below; other calls go on
	if w.used {
		w.above, w.used = "", false
	}
	w.past = false
	w.block++
}
