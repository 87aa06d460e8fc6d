package rowday

import (
	"strconv"
	"strings"

	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

// Forms of whole days that few lists use, folded.
var (
	kanjiDay   = jtext.MustPattern(`(令和|平成)\s*([元〇一二三四五六七八九十]{1,4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日`)
	clippedEra = jtext.MustPattern(`(^|[^\p{Han}])(令|平)(\d{1,2}\s*[./])`)
	monthFirst = jtext.MustPattern(`(?i)(?:^|[^a-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s{0,2}(\d{1,2})(?:st|nd|rd|th)?,?\s{0,2}(20\d{2})`)
	dayFirst   = jtext.MustPattern(`(?i)(?:^|\D)(\d{1,2})(?:st|nd|rd|th)?\s{0,2}(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?,?\s{0,2}(20\d{2})`)
	eightDigit = jtext.MustPattern(`^[\[(]?(20\d{2})(\d{2})(\d{2})[\])]?$`)
)

// plain writes the day in a folded text as most lists do: 令和八年十一月二十日, 令8.11.20, Nov 20, 2026, 20261120.
func plain(folded string) string {
	folded = kanjiDay.ReplaceAllStringFunc(folded, func(day string) string {
		m := kanjiDay.FindStringSubmatch(day)
		return m[1] + ofKanji(m[2]) + "年" + ofKanji(m[3]) + "月" + ofKanji(m[4]) + "日"
	})
	folded = clippedEra.ReplaceAllStringFunc(folded, func(day string) string {
		return strings.Replace(strings.Replace(day, "令", "R", 1), "平", "H", 1)
	})
	if m := eightDigit.FindStringSubmatch(folded); m != nil && isMonthDay(m[2], m[3]) {
		return wholeDay(m[1], m[2], m[3])
	}
	if !hasLatin(folded) {
		return folded
	}
	if m := monthFirst.FindStringSubmatch(folded); m != nil {
		return strings.Replace(folded, strings.TrimLeft(m[0], " .,/|()[]"), wholeDay(m[3], ofEnglish(m[1]), m[2]), 1)
	}
	if m := dayFirst.FindStringSubmatch(folded); m != nil {
		return strings.Replace(folded, strings.TrimLeft(m[0], " .,/|()[]"), wholeDay(m[3], ofEnglish(m[2]), m[1]), 1)
	}
	return folded
}

// ofEnglish is the number of a month, by the first three letters of its name.
func ofEnglish(month string) string {
	return strconv.Itoa(strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", strings.ToLower(month))/3 + 1)
}

// ofKanji writes a number in digits; 元, and what is no number, is left as it is.
func ofKanji(words string) string {
	if n, ok := jdate.KanjiNumber(words); ok {
		return strconv.Itoa(n)
	}
	return words
}

// hasLatin reports whether a text holds letters that the name of an English month may be of.
func hasLatin(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' })
}
