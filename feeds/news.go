package feeds

import (
	"strconv"
	"strings"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// newsWords name what changed, for those classes that are named in one word.
var newsWords = map[opportunity.ChangeClass]string{
	opportunity.ChangedCancelled: "中止", opportunity.ChangedWithdrawn: "掲載終了", opportunity.ChangedResult: "結果", opportunity.ChangedReopened: "再公募",
	opportunity.ChangedSchedule: "日程変更", opportunity.ChangedAnswers: "回答掲載", opportunity.ChangedDocuments: "資料更新",
}

// newsWord says in a word what is new of a record, "" for one that did not change: 締切延長.
func newsWord(n opportunity.News) string {
	if n.Class != opportunity.ChangedDeadline {
		return newsWords[n.Class]
	}
	switch {
	case n.Old.Day == "":
		return "締切判明"
	case n.New.Day > n.Old.Day:
		return "締切延長"
	}
	return "締切変更"
}

// headline is the title of an entry: that of the record, with what changed before it, so that a reader who has seen it sees
// it anew. 【締切延長 11/13→11/27】…
func headline(o opportunity.Opportunity) string {
	n := o.News()
	word := newsWord(n)
	if word == "" {
		return titleOf(o.Title)
	}
	if days := strings.Trim(shortDay(n.Old.Day)+"→"+shortDay(n.New.Day), "→"); days != "" {
		word += " " + days
	}
	return "【" + word + "】" + titleOf(o.Title)
}

// shortDay writes a day as 11/13, "" for none.
func shortDay(d jdate.Date) string {
	t := d.Time("")
	if t.IsZero() {
		return ""
	}
	return strconv.Itoa(int(t.Month())) + "/" + strconv.Itoa(t.Day())
}

// newsLine says what changed and when on a line of its own, "" for a record that did not change:
// 締切延長（2026-11-10）：2026-11-13 17:00（金）→ 2026-11-27（金）
func newsLine(o opportunity.Opportunity) string {
	n := o.News()
	word := newsWord(n)
	if word == "" {
		return ""
	}
	text := word + "（" + string(jdate.DateOf(n.At)) + "）"
	if n.Class == opportunity.ChangedDeadline {
		old, now := dayText(n.Old.Day, n.Old.Clock), dayText(n.New.Day, n.New.Clock)
		text += "：" + strings.TrimSpace(orNone(old)+" → "+orNone(now))
	}
	return text
}

func orNone(words string) string {
	if words == "" {
		return "記載なし"
	}
	return words
}

// newsAt is the instant of the latest change that followers should hear of, for what a reader takes as a sign of news.
func newsAt(o opportunity.Opportunity) time.Time {
	if at := o.News().At; !at.IsZero() {
		return at
	}
	return revisedAt(o)
}
