// Package prepare makes lines of a text ready to be read for dates: parts that belong together joined, and the days of something
// else blanked.
package prepare

import (
	"strings"

	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

// isDayAlone says whether words are a day, with or without a time, and nothing else.
func isDayAlone(words string) bool {
	days := 0
	return jdate.TimeAlone(words, isBlank, func(k jdate.Kind) bool {
		if k == jdate.DayToken {
			days++
		}
		return k == jdate.DayToken || k == jdate.ClockToken
	}) && days == 1
}

func isBlank(s string) bool { return strings.TrimSpace(s) == "" }

// longestHoursLine is how long a line of hours may be, in bytes, with the days that they do not hold for.
const longestHoursLine = 600

// IsHours reports whether a line of a cell is hours, and in a bracket the days they do not hold for, and nothing else:
// 午後2時～3時, (土曜、日曜を除く毎日、午前9時から午後4時30分まで。正午から午後1時までを除く。).
func IsHours(line string) bool {
	if len(line) > longestHoursLine {
		return false
	}
	folded := strings.TrimSpace(jtext.Narrow(line))
	if !MayDate(folded) {
		return false
	}
	if open := strings.LastIndexByte(folded, '('); open > 0 && strings.HasSuffix(folded, ")") && !jtext.HasDigit(folded[open:]) {
		folded = folded[:open] // 24時まで(応募フォーム)
	}
	folded = besideHours.Replace(maskExcluded(folded))
	hours := 0
	return jdate.TimeAlone(folded, jdate.IsMark, func(k jdate.Kind) bool {
		if k == jdate.ClockToken {
			hours++
		}
		return k == jdate.ClockToken || k == jdate.RangeToken || k == jdate.UntilToken || k == jdate.ClosesToken || k == jdate.BreakToken
	}) && hours > 0
}

// besideHours takes out what stands beside hours and changes nothing of them.
var besideHours = strings.NewReplacer("毎日", "", "各日", "", "とも", "", "いずれも", "", "両日", "", "。", " ", "時間厳守", "", "厳守", "", "※", "", "までに", "まで", "切り", "切", "締切時間", "", "締切時刻", "", "【", "(", "】", ")")

// beginsWithHours reports whether a line is a bracket whose first sentence is hours: (午前9時から午後5時まで。郵送の場合は10月2日必着).
func beginsWithHours(line string) bool {
	folded := strings.TrimSpace(jtext.Narrow(line))
	if !strings.HasPrefix(folded, "(") || !strings.HasSuffix(folded, ")") {
		return false
	}
	hours, rest, found := strings.Cut(folded[1:len(folded)-1], "。")
	return found && rest != "" && IsHours(hours)
}

// partName is what one of several parts is called whose hours follow or stand before: 物件1, 第2号, 11-1は, 午前の部.
const partName = `(?:(?:物件|案件|工事|番号|工区|ロット|グループ|コース|枠|区分|施設|会場|班|組)(?:番号)?[ ]?[0-9A-Zア-カ①-⑳一二三四五六七八九十]{1,3}|第?(?:[0-9一二三四五六七八九十]{1,2}|[A-Z])(?:号|回|部|工区|班|組|番|期|コース|ブロック)|[0-9]{1,3}-[0-9]{1,3}|午[前後]の部|[①-⑳A-Z])`

var (
	namedBefore = jtext.MustPattern(`^[ ・\[(【]*` + partName + `[ \])】]*[はが:]? *`)
	namedBehind = jtext.MustPattern(` *[\[(【]` + partName + `[\])】] *$`)
)

// areHoursOfParts reports whether a line is the hours of one or more of several parts: 物件1 午前10時, 午前10時(物件1), 1号は10時、2号は11時.
func areHoursOfParts(line string) bool {
	folded := jtext.Narrow(line)
	if !MayDate(folded) {
		return false
	}
	for one := range strings.FieldsFuncSeq(folded, func(c rune) bool { return c == '、' || c == '/' }) {
		if !isHoursOfPart(one) {
			return false
		}
	}
	return true
}

func isHoursOfPart(folded string) bool {
	if at := namedBefore.FindStringIndex(folded); at != nil && IsHours(folded[at[1]:]) {
		return true
	}
	at := namedBehind.FindStringIndex(folded)
	return at != nil && IsHours(folded[:at[0]])
}

// JoinHours joins lines of a cell that are hours alone, of one part each, or begin with them in a bracket, to the day above them.
func JoinHours(lines []string) []string {
	out := lines[:0]
	for _, l := range lines {
		if n := len(out); n > 0 && (IsHours(l) || beginsWithHours(l) || areHoursOfParts(l)) && DatedLine(jtext.Narrow(out[n-1])) {
			out[n-1] = strings.TrimRight(out[n-1], " 　") + " " + strings.TrimSpace(l)
			continue
		}
		out = append(out, l)
	}
	return out
}

// Dated reports whether a cell holds a day or time.
func Dated(cell string) bool {
	for t := range jdate.Tokens(cell) {
		if t.Kind == jdate.DayToken || t.Kind == jdate.ClockToken || t.Kind == jdate.VagueToken {
			return true
		}
	}
	return false
}

// DatedLine reports whether a line holds a day or a time; the number of a heading (3．応募期限) is neither.
func DatedLine(folded string) bool { return MayDate(folded) && Dated(folded) }

// MayDate is a quick look whether a line can say anything about time.
func MayDate(s string) bool {
	return jtext.HasDigit(s) || timeWords.In(s)
}

// timeWords may say something about time without a digit.
var timeWords = jtext.NewWords("年度末", "末日", "同日", "正午", "令和", "月")
