// Package wording says in Japanese what changed of a record, which steps it asks for, and its days and sums, as feeds, calendars and
// letters have them.
package wording

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"koubo/feeds/plain"
	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

// newsWords name what changed, in the words of the field.
var newsWords = map[opportunity.ChangeClass]string{
	opportunity.ChangedNew: "新着", opportunity.ChangedCancelled: "中止", opportunity.ChangedWithdrawn: "取下げ", opportunity.ChangedResult: "結果",
	opportunity.ChangedReopened: "再公募", opportunity.ChangedDeadline: "締切変更", opportunity.ChangedSchedule: "日程変更",
	opportunity.ChangedAnswers: "回答掲載", opportunity.ChangedDocuments: "資料更新",
}

// Class is the word for a class of change.
func Class(class opportunity.ChangeClass) string { return newsWords[class] }

// News says in a word what is new of a record, "" for one that did not change: 締切延長.
func News(n opportunity.News) string {
	switch {
	case n.Class == opportunity.ChangedNew:
		return ""
	case n.Class == opportunity.ChangedDeadline && n.Old.Day == "":
		return "締切判明"
	case n.Extended():
		return "締切延長"
	case n.Class == opportunity.ChangedReopened && n.Field == "withdrawn":
		return "再掲載"
	}
	return newsWords[n.Class]
}

// Marked puts a word in brackets before a title, where there is one, and where the body has not written the same there itself:
// 【中止】ドローン実証実験.
func Marked(word, title string) string {
	return Mark(word) + strings.TrimPrefix(title, Mark(word))
}

// Mark is a word in brackets, "" for none.
func Mark(word string) string {
	if word == "" {
		return ""
	}
	return "【" + word + "】"
}

// Heading is News with the days of a last day that moved: 締切延長 11/13→11/27. On one day the hours tell them apart, and of another year
// the years do.
func Heading(n opportunity.News) string {
	word := News(n)
	if n.Class != opportunity.ChangedDeadline {
		return word
	}
	from, to := n.Old.LastDay(), n.New.LastDay()
	old, now := ShortDay(from.Day), ShortDay(to.Day)
	switch {
	case old == "":
		return word + " " + now
	case old == now && from.Day != to.Day:
		return word + " " + string(from.Day) + "→" + string(to.Day)
	case old == now:
		return word + " " + hours(old, from.Clock, to.Clock)
	}
	return word + " " + old + "→" + orNone(now)
}

// hours words a last day whose hour moves: 11/13 12:00→17:00. Where one of the two is not stated, its day stands alone, 11/13 17:00→11/13:
// until when an office takes anything is its own affair.
func hours(day string, from, to jdate.Clock) string {
	if from != "" && to != "" {
		return day + " " + string(from) + "→" + string(to)
	}
	return strings.TrimSpace(day+" "+string(from)) + "→" + strings.TrimSpace(day+" "+string(to))
}

// Told says what changed and when on a line of its own, with what was and what is; "" for a record that did not change, but of one that
// came into a selection: 締切延長（2026-11-10）：2026-11-13 17:00（金） → 2026-11-27（金）
func Told(n opportunity.News) string {
	if n.Class == opportunity.ChangedNew && n.Field == opportunity.IntoSelection {
		return "新たに条件に合う公募（" + string(jdate.DateOf(n.At)) + "）：" + n.Before + "に見つけた公募の内容が変わりました"
	}
	word := News(n)
	if word == "" {
		return ""
	}
	old, now := beforeAndAfter(n)
	return word + "（" + string(jdate.DateOf(n.At)) + "）：" + orNone(old) + " → " + orNone(now)
}

// beforeAndAfter words what a change replaced, and with what.
func beforeAndAfter(n opportunity.News) (old, now string) {
	switch {
	case n.Class == opportunity.ChangedDeadline:
		from, to := n.Old.LastDay(), n.New.LastDay()
		return day(from.Day, from.Clock), day(to.Day, to.Clock)
	case n.Class == opportunity.ChangedWithdrawn:
		return "掲載中", "掲載終了" + Note(opportunity.WithdrawalLabel(n.After))
	case n.Field == "withdrawn":
		return "掲載終了", "掲載中"
	case n.Field == "stage":
		return opportunity.Stage(n.Before).Label(), opportunity.Stage(n.After).Label()
	case n.Field == "deadlines":
		return stepWordsOf(n.Before, n.After), stepWordsOf(n.After, n.Before)
	}
	return documentWords(n.Before, n.After)
}

func orNone(words string) string {
	if words == "" {
		return "記載なし"
	}
	return words
}

// stepWordsOf words the steps of a rendered schedule that the other one lacks.
func stepWordsOf(schedule, other string) string {
	var words []string
	known := opportunity.StepsIn(other)
	for _, s := range Steps(opportunity.StepsIn(schedule)) {
		if !slices.Contains(known, s.Deadline) {
			words = append(words, s.Name()+" "+s.When())
		}
	}
	return listed(words)
}

// documentWords names the documents that went and those that came. One that came under the same title took the other's place.
func documentWords(before, after string) (old, now string) {
	gone, came := documentsOnly(before, after), documentsOnly(after, before)
	for i, title := range came {
		if slices.Contains(gone, title) {
			came[i] = title + "（差し替え）"
		}
	}
	return listed(gone), listed(came)
}

// documentsOnly returns the titles of the attachments of a Change, a line "TITLE URL [BYTES]" each, that the other side lacks.
func documentsOnly(lines, other string) (titles []string) {
	known := strings.Split(other, "\n")
	for text := range strings.SplitSeq(lines, "\n") {
		if text == "" || slices.Contains(known, text) {
			continue
		}
		words := strings.Fields(plain.Line(text))
		if last := len(words) - 1; last > 0 && strings.Trim(words[last], "0123456789") == "" {
			words = words[:last]
		}
		if last := len(words) - 1; last >= 0 && strings.Contains(words[last], "://") {
			words = words[:last]
		}
		titles = append(titles, jtext.ClipRunes(cmp.Or(strings.Join(words, " "), plain.Untitled), titleRunes))
	}
	return titles
}

// What a line that tells of changes names at most.
const (
	titleRunes = 60
	mostNamed  = 4
)

// listed joins words to a list, of a long one the first.
func listed(words []string) string {
	if more := len(words) - mostNamed; more > 0 {
		return strings.Join(words[:mostNamed], "、") + "ほか" + strconv.Itoa(more) + "件"
	}
	return strings.Join(words, "、")
}

// Concerns reports whether what is new of a record is new of one of its steps.
func Concerns(n opportunity.News, s Step) bool {
	switch n.Class {
	case opportunity.ChangedDeadline:
		last := n.New
		if last.Day == "" {
			last = n.Old // the page dropped it
		}
		return s.Role.HasLastDay() && s.Role != opportunity.Questions && s.End == last.Day
	case opportunity.ChangedSchedule:
		same := func(d opportunity.Deadline) bool {
			return d.Role == s.Role && d.Start == s.Start && d.StartTime == s.StartTime && d.End == s.End && d.EndTime == s.EndTime
		}
		return slices.ContainsFunc(opportunity.StepsIn(n.After), same) && !slices.ContainsFunc(opportunity.StepsIn(n.Before), same)
	}
	return n.Class != opportunity.ChangedNew
}
