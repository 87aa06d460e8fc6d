package detail

import (
	"slices"
	"strings"

	"koubo/opportunity/jtext"
)

// Rows and lines that a page tells of itself, apart from the steps of a schedule that look like them.

// leaveOutStamps marks the rows and lines that say when the page was put up or changed and nothing else, wherever they stand: rows of what
// the page tells of itself, and lines of a day that was found. In a schedule, where rows with days of something else stand beside it, a row
// is a step: 公開日, 質問期限.
func (r *reader) leaveOutStamps(s stamps) {
	for at := range r.lines {
		switch l := &r.lines[at]; {
		case l.stamp || l.crumb || at == r.titleAt:
		case l.pair:
			l.stamp = (stampPair.MatchString(l.text) || len(daysOfPage(l.text)) > 0) && r.isRowOfPage(at)
		default:
			l.stamp = slices.ContainsFunc(daysOfPage(l.text), func(day string) bool { return day == s.published || day == s.updated })
		}
	}
}

// daysOfPage returns the days of a line that is labels of the page's own days with these, and nothing else.
func daysOfPage(text string) (days []string) {
	if !ownLabel.MatchString(text) || strings.Trim(stampBefore.ReplaceAllString(text, ""), " 　\t|｜/／:：日付") != "" {
		return nil
	}
	for _, found := range stampBefore.FindAllStringSubmatchIndex(text, 3) {
		days = append(days, text[found[4]:found[5]])
	}
	return days
}

// readDayOfPage reads a row near the title that gives the page's day no other name, and reports whether it is one.
func (s *stamps) readDayOfPage(l *line) bool {
	found := dayOfPage.FindStringSubmatch(l.text)
	if found == nil || !l.pair {
		return false
	}
	s.set("掲載", found[1])
	l.stamp = true
	return true
}

// dayOfPage is a row of a page's own table that holds its day: 日付 2027年02月26日.
var dayOfPage = jtext.MustPattern(`^[\s　]*(?:日付|年月日)[\s　:：]*\t[\s　]*(` + dateForm + `)[\s　]*$`)

// ownLabel begins what is told of the page alone, and of no call.
var ownLabel = jtext.MustPattern(`^[\s　]*(?:日付[\s　:：]*)?(?:掲載日|掲載年月日|登録日|公開日|投稿日|(?:最終)?更新日?)[\s　:：]`)

// stampPair is a row of what a page tells of itself; its number, its author and the like stand in others beside it.
var stampPair = jtext.MustPattern(`^[\s　]*(?:(?:最終)?更新日?(?:時|付)?|更新年月日|掲載(?:日|年月日|日時|開始日)|公開(?:日|日時|開始日)|登録(?:日|日時)|投稿(?:日|日時)|作成日)[\s　:：]*[\t　 :：][\s　]*` + dateForm + `[\s　]*(?:[(（][^)）]{1,4}[)）])?\s*$`)

// isRowOfPage reports whether no row with a day of something else stands beside a row of what the page tells of itself.
func (r *reader) isRowOfPage(at int) bool {
	for _, beside := range [...]int{at - 1, at + 1} {
		if beside < 0 || beside >= len(r.lines) || !r.lines[beside].pair || r.lines[max(at, beside)].gap {
			continue // nothing, or a part of its own
		}
		if text := r.lines[beside].text; anyDate.MatchString(text) && !stampPair.MatchString(text) {
			return false
		}
	}
	return true
}

// isRowOfSteps reports whether a line of a day and words is the first of several, none of which tells of the page: 4月9日 公告, and below it
// 4月23日まで 質問の受付.
func (r *reader) isRowOfSteps(at int) bool {
	if at+1 >= len(r.lines) || r.lines[at+1].gap {
		return false
	}
	own, next := strings.TrimLeft(r.lines[at].text, " 　・"), strings.TrimLeft(r.lines[at+1].text, " 　・")
	day, below := anyDate.FindStringIndex(own), anyDate.FindStringIndex(next)
	return day != nil && day[0] == 0 && below != nil && below[0] == 0 && !mayStamp(next[below[1]:]) && len(next)-below[1] > len("まで")
}

// anyDate is a day, with a year or without.
var anyDate = jtext.MustPattern(dateForm + `|[0-9０-９一二三四五六七八九十]{1,3}\s*月\s*[0-9０-９一二三四五六七八九十]{1,3}\s*日`)

// mayStampAt reports whether the line at at is short, holds a day or month, and tells neither today's nor the day of a step that the heading
// right above it names.
func (r *reader) mayStampAt(at int) bool {
	l := &r.lines[at]
	if l.crumb || len(l.text) > 300 || !jtext.HasDigitOfAnyWidth(l.text) && !strings.Contains(l.text, "月") || todays.MatchString(l.text) {
		return false
	}
	return at == 0 || !r.lines[at-1].heading || !headsDay.MatchString(r.lines[at-1].text)
}

// headsDay is a heading whose day is right below it, moved or not: 応募期限, 12月25日に変更となりました.
var headsDay = jtext.MustPattern(`(?:期限|期日|締切|締め切り|〆切|期間|日時|日程)(?:について)?[\s　:：]*$`)

// todays is a line of the site's head that tells the day on which the page is read.
var todays = jtext.MustPattern(`(?:本日|今日|きょう|ただいま|現在)は?[\s　:：]*(?:令和|20[0-9]{2}|２０|R[0-9])`)

// pressWords say that what they head was given to the press.
var pressWords = jtext.NewWords("報道", "記者", "プレスリリース", "PRESS RELEASE", "Press Release")

// readPress reads the day in the head of what was given to the press, above its title: 青葉市 報道発表資料, and in the next cell the day above
// the department.
func (s *stamps) readPress(l *line) {
	if len(l.text) > 240 || !pressWords.In(l.text) || saysStep(l.text) {
		return
	}
	for part := range strings.FieldsFuncSeq(l.text, func(c rune) bool { return c == '\t' || c == '\v' || c == '\n' }) {
		if found := dateOnly.FindStringSubmatch(part); found != nil {
			s.set("発表", strings.TrimSpace(found[1]))
			l.stamp = true
			return
		}
	}
}

// signedBy is the line of whoever signs a notice, below its day.
var signedBy = jtext.MustPattern(`^[^。]{0,30}(?:市長|区長|町長|村長|知事|管理者|企業長|教育長|組合長)(?:[\s　]|$)`)

// readSigned reads the day of a notice that stands above its signature, or beside it.
func (s *stamps) readSigned(l *line) {
	if day := dayBefore.FindStringIndex(l.text); day != nil && !l.pair && signedBy.MatchString(strings.TrimLeft(l.text[day[1]:], " 　")) {
		s.set("公告", strings.TrimSpace(l.text[:day[1]]))
		return
	}
	if found := dateOnly.FindStringSubmatch(l.text); found != nil && !l.pair {
		s.set("公告", strings.TrimSpace(found[1]))
	}
}
