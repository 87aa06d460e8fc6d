package prepare

import (
	"html"
	"strings"
	"unicode/utf8"

	"koubo/opportunity/document"
	"koubo/opportunity/extract/deadline/role"
	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

// Text set for the eye has spaces and line ends where none belong: between the digits of a day (1 6 日), inside brackets
// ( 月 ), between the letters of a label (質 問 期 限), within a date (3月⏎31日).

var (
	tornDigits    = jtext.MustPattern(`(^|[^0-9])([0-9]) ([0-9])( ?)([年月日時分:])`)
	spacedBracket = jtext.MustPattern(`\( +([^()]{1,12}?) *\)|\(([^() ]{1,12}) +\)`)
	spreadLabel   = jtext.MustPattern(`(?:^|[ \t():|])(?:[一-龠々ぁ-ん] {1,2}){1,9}[一-龠々ぁ-ん](?:$|[ \t():|])`)
	// particleApart is a particle of a label that is set as wide as others: 提案募集 の 開始.
	particleApart = jtext.MustPattern(`([一-龠々ァ-ヴー]{2}) の ([一-龠々ァ-ヴ]{2})`)
	single        = jtext.MustPattern(`([一-龠々ぁ-ん]) {1,2}`)
)

// slashed is a label that a slash parts from its value: 契約期間／令和9年4月1日から.
var slashed = jtext.MustPattern(`^[ ・■●◆○◎]*([^0-9/:\t。、 ]{2,24}) ?/`)

// colonBehindLabel sets a colon for the slash behind the label of a folded line.
func colonBehindLabel(line string) string {
	at := slashed.FindStringSubmatchIndex(line)
	if at == nil || role.Of(line[at[2]:at[3]]).Role == "" || strings.Contains(line[at[1]:], "/") && !jtext.HasDigit(line[at[1]:]) {
		return line
	}
	return line[:at[1]-1] + ":" + line[at[1]:]
}

// CloseGaps takes out the spaces of a folded line that stand inside a number, a bracket or a spread word, and makes its label plain.
func CloseGaps(line string) string {
	if strings.Contains(line, "/") {
		line = colonBehindLabel(line)
	}
	if !strings.Contains(line, " ") {
		return line
	}
	if jtext.HasDigit(line) {
		line = joinDigits(line)
		line = spacedBracket.ReplaceAllString(line, "($1$2)")
	}
	if strings.Contains(line, " の ") {
		line = particleApart.ReplaceAllString(line, "${1}の$2")
	}
	if !spreadLabel.MatchString(line) {
		return line
	}
	return spreadLabel.ReplaceAllStringFunc(line, func(found string) string {
		from, to := 0, len(found)
		if strings.IndexAny(found[:1], " \t():|") == 0 {
			from = 1
		}
		if strings.IndexAny(found[to-1:], " \t():|") == 0 {
			to--
		}
		word := single.ReplaceAllString(found[from:to], "$1")
		if utf8.RuneCountInString(word) == 2 && word != "正午" && role.Of(word).Role == "" {
			return found // two characters are a word only where it is known: 工 期
		}
		return found[:from] + word + found[to:]
	})
}

// joinDigits joins two digits that a space parts before the unit of a day or time, where together they are one: a number
// at the line's beginning may count the lines.
func joinDigits(line string) string {
	for at := 0; at < len(line); {
		m := tornDigits.FindStringSubmatchIndex(line[at:])
		if m == nil {
			break
		}
		first, second, unit := line[at+m[4]:at+m[5]], line[at+m[6]:at+m[7]], line[at+m[10]:at+m[11]]
		n := int(first[0]-'0')*10 + int(second[0]-'0')
		written := strings.HasSuffix(line[:at+m[4]], ".") || strings.HasSuffix(line[:at+m[4]], "/") // R9.2.1 9時
		if n <= mostOf[unit] && n > 9 && at+m[4] > 0 && !written {
			line = line[:at+m[5]] + line[at+m[6]:]
			at += m[5]
			continue
		}
		at += m[6]
	}
	return line
}

// mostOf is the greatest number that a unit counts.
var mostOf = map[string]int{"年": 99, "月": 12, "日": 31, "時": 24, "分": 59, ":": 24}

var (
	yearAgain    = jtext.MustPattern(`^\( ?[0-9]{4} ?年? ?\) ?年? ?[0-9]`) // (2026年)3月21日, behind 令和8年
	endsInDate   = jtext.MustPattern(`(?:令和 ?[元一二三四五六七八九十〇]{1,3} ?年|(?:令和|平成|R|[0-9]年|令和 *[0-9元]{1,2} *年|月) *[0-9]{0,2}|[0-9]{4}年|[0-9] *年|[同翌本]年|[0-9] *月|\(|[0-9]日)$`)
	beginsInDate = jtext.MustPattern(`^(?:[一二三四五六七八九十]{1,3} ?月 ?[一二三四五六七八九十]|[0-9]{1,2} *[月日]|[年月日] *[0-9(]|[年月日]$|[0-9]{1,2} *年 *[0-9]{1,2} *月|[月火水木金土日][)曜]|\([月火水木金土日](?:[)曜・]|$)|日)`)
	weekdayFirst = jtext.MustPattern(`^\( ?[月火水木金土日](?:曜日?)? ?(?:[)・]|$)`)
	endsInYear   = jtext.MustPattern(`(?:令和|R) ?[0-9元]{1,2} ?年?$`)
	waitsForMore = jtext.MustPattern(`(?:令和|平成|[0-9年月]) *$`)
)

// brokenDate reports whether a date goes on from one folded line to the next.
func brokenDate(above, below string) bool {
	above, below = strings.TrimRight(above, " \t"), strings.TrimLeft(below, " \t")
	if weekdayFirst.MatchString(below) && above != "" {
		last := above[len(above)-1]
		return last >= '0' && last <= '9' || strings.HasSuffix(above, "日")
	}
	if yearAgain.MatchString(below) {
		return endsInYear.MatchString(above)
	}
	if above == "" || below == "" || !beginsInDate.MatchString(below) || !endsInDate.MatchString(above) {
		return false
	}
	switch {
	case strings.HasSuffix(above, "日"), strings.HasSuffix(above, "("):
		return strings.HasPrefix(below, "(") && strings.HasSuffix(above, "日") || strings.HasSuffix(above, "(") && len(above) > 1
	}
	return waitsForMore.MatchString(above)
}

// shortDay ends a slashed or dotted day, or a time: 2025/8/11.
var shortDay = jtext.MustPattern(`[./:：．／][0-9０-９]{1,2}$`)

// endsOpen reports whether a line ends in a range mark.
func endsOpen(l string) bool {
	l = strings.TrimRight(l, " \t　")
	if before, ok := strings.CutSuffix(l, "から"); ok {
		before = strings.TrimRight(before, " 　") // から may have stood on a line of its own
		return shortDay.MatchString(before) || wording.HasSuffix(before, "日", ")", "）", "時", "分", "半")
	}
	return wording.HasSuffix(l, "~", "～", "〜")
}

// untilLine begins a line with the last day of a range: 至 令和9年3月8日.
var untilLine = jtext.MustPattern(`^至[ 　:：、]*(?:[0-9０-９]|令和|R|[翌同])`)

// opensRange reports whether a line begins with a range mark.
func opensRange(l string) bool {
	l = strings.TrimLeft(l, " \t　")
	if strings.HasPrefix(l, "至") {
		return untilLine.MatchString(l)
	}
	return strings.HasPrefix(l, "~") || strings.HasPrefix(l, "～") || strings.HasPrefix(l, "〜") || strings.HasPrefix(l, "から")
}

var (
	fromDay = jtext.MustPattern(`(?:^|[ \t:・(])自[ :\t]*[^ :\t至][^至]*$`)
	toDay   = jtext.MustPattern(`^[ \t・(]*至[ :\t]*[0-9令R翌同午正一二三四五六七八九十]`)
)

// endsOn reports whether a window that a folded paragraph begins ends in the next: 自 7月27日, 至 8月5日.
func endsOn(above, below string) bool {
	return toDay.MatchString(below) && fromDay.MatchString(above)
}

// beginsTime matches folded lines that begin with a day or a time, or with words for one.
var beginsTime = jtext.MustPattern(`^[ \t(]*(?:[0-9]{1,4} ?[年月日時./:-]|令和|平成|R ?[0-9]|翌|同|正午|午[前後]|[一二三四五六七八九十〇元]+[年月日時]|末|年度|契約|概ね|おおむね)`)

// isLabel reports whether a folded line is nothing but the label of a step.
func isLabel(line string) bool {
	return role.Of(line).Telling() && !Dated(line) && utf8.RuneCountInString(strings.TrimSpace(line)) <= longestTopic
}

// goesOn reports whether a range that is open at the end of a line may end in the next: behind から that begins with a day
// or a time, behind ~ it has no label of its own.
func goesOn(above, below string) bool {
	if strings.HasSuffix(strings.TrimRight(above, " \t"), "から") {
		after := afterDay(below)
		return beginsTime.MatchString(below) && (strings.HasPrefix(strings.TrimLeft(after, " "), "まで") || !isLabel(after))
	}
	return !beginsLabelled(below) && !isLabel(below) && !beginsItem.MatchString(below) && !isLabel(beforeDay(below))
}

// beforeDay returns the words of a folded line before its first day or month: 審査結果の通知 of 審査結果の通知 12月11日.
func beforeDay(line string) string {
	for t := range jdate.Tokens(line) {
		if t.Kind == jdate.DayToken || t.Kind == jdate.VagueToken {
			return line[:t.From]
		}
	}
	return ""
}

// afterDay returns the words of a folded line that begins with a day behind it: 質問の締切 of 20日(金) 質問の締切.
func afterDay(line string) string {
	for t := range jdate.Tokens(line) {
		if t.Kind == jdate.DayToken {
			return line[t.To:]
		}
	}
	return ""
}

// beginsItem matches folded lines that begin with the number of an item and words, and no date: 11 採択決定.
var beginsItem = jtext.MustPattern(`^[ \t(]*[0-9]{1,2}(?:[.)、] *|  *)[^0-9 年月日時.:/~-]`)

// beginsLabelled reports whether a folded line begins with a label of its own, so that no range goes on in it: 貸付期間…4月1日.
func beginsLabelled(line string) bool {
	for _, mark := range [...]string{":", "...", "="} {
		if label, _, ok := strings.Cut(line, mark); ok && !jtext.HasDigit(label) && role.Of(label).Role != "" {
			return true
		}
	}
	return false
}

// brokenLabel reports whether a label goes on from one folded line to the next: 参加申込書 及び⏎提案書の提出.
func brokenLabel(above, below string) bool {
	return !jtext.HasDigit(above) && utf8.RuneCountInString(above) <= longestHalf && wording.HasSuffix(strings.TrimRight(above, " \t"), "及び", "および", "並びに", "ならびに", "又は", "または") &&
		!jtext.HasAny(below[:min(len(below), 3)], "(", "・", "※", "○", "●")
}

// longestHalf is the greatest number of characters of a label's first half.
const longestHalf = 30

// dayOf ends a line in a day that the next line says more of: 令和9年2月26日(金)の⏎いずれか早い日まで.
var dayOf = jtext.MustPattern(`[0-9]日 ?(?:\([^()]{1,6}\))? ?の$`)

func endsInDayOf(above string) bool { return dayOf.MatchString(strings.TrimRight(above, " ")) }

// Lines joins lines between which a date, a range or a label is broken, and reads what is left of HTML entities.
func Lines(text string) []string {
	if strings.Contains(text, "&") {
		text = html.UnescapeString(text)
	}
	lines := wording.Lines(text)
	out := lines[:0]
	for _, l := range lines {
		n := len(out)
		if n > 1 && out[n-1] == "" && endsOn(jtext.Narrow(out[n-2]), jtext.Narrow(l)) {
			n-- // a paragraph each
			out = out[:n]
		}
		if n > 0 && len(out[n-1]) <= wording.MaxJoined && len(l) <= wording.MaxJoined && l != "" && !strings.HasPrefix(l, "# ") && !document.IsRow(l) {
			above, below := jtext.Narrow(out[n-1]), jtext.Narrow(l)
			switch {
			case MayDate(above) && (endsOpen(out[n-1]) && goesOn(above, below) || opensRange(l) || strings.Trim(below, " \t") == "から"):
				out[n-1] += " " + strings.TrimLeft(l, " \t　")
				continue
			case brokenLabel(above, below), brokenDate(above, below), endsInDayOf(above):
				out[n-1] = strings.TrimRight(out[n-1], " \t　") + strings.TrimLeft(l, " \t　")
				continue
			}
		}
		out = append(out, l)
	}
	return joinTimelines(splitItems(spellDays(out)))
}

// itemMarks stand before each item of a list that is written in one line: ▽参加申込=6月8日▽一次審査=6月22日.
const itemMarks = "▽▼◆◇■□●◎★☆▲"

// splitItems gives each item of a list that is written in one line a line of its own.
func splitItems(lines []string) []string {
	out := lines[:0:0]
	for _, l := range lines {
		mark := itemMark(l)
		if mark == "" {
			if steps := flowItems(l); steps != nil {
				out = append(out, steps...)
			} else {
				out = append(out, l)
			}
			continue
		}
		for n, item := range strings.Split(l, mark) {
			switch item = strings.Trim(item, " 　"); {
			case item == "":
			case n == 0:
				out = append(out, item)
			default:
				out = append(out, mark+item)
			}
		}
	}
	return out
}

// itemMark returns the mark that parts a line with dates into items, "" where none stands in it twice.
func itemMark(line string) string {
	for _, mark := range itemMarks {
		if strings.Count(line, string(mark)) < 2 {
			continue
		}
		if document.IsRow(line) || !jtext.HasDigit(jtext.Narrow(line)) {
			return ""
		}
		return string(mark)
	}
	return ""
}
