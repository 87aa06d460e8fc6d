package rowday

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"koubo/opportunity/jtext"
)

// InBrackets is the day that a text holds in brackets at its beginning, with no word beside it, "" for others: （12/28）, (令和8年12月28日).
func InBrackets(text string) string {
	text = strings.TrimSpace(text)
	if !OpensBracket(text) {
		return ""
	}
	folded := jtext.Fold(text)
	end := strings.IndexAny(folded, ")]")
	if next := strings.IndexAny(folded[1:], "(["); next >= 0 && end > next { // a day of the week
		end = strings.LastIndexAny(folded, ")]")
	}
	if end < 0 {
		return ""
	}
	if day := shortDay(folded[:end+1]); day != "" && !noteOfDay.MatchString(folded[:end+1]) {
		return day
	}
	if !IsBare(folded[:end+1]) {
		return ""
	}
	day, _ := Published([]string{folded[:end+1]})
	return day
}

// bracketBefore begins a text with a bracket and what may begin a day.
var bracketBefore = regexp.MustCompile(`^\s*[（(\[［][\s　]*[0-9０-９令平RHＲＨ'’]`)

// OpensBracket reports whether a text begins with a bracket and what may be a day in it.
func OpensBracket(text string) bool {
	text = strings.TrimLeftFunc(text, unicode.IsSpace)
	return text != "" && strings.ContainsRune("（([［", firstRune(text)) && bracketBefore.MatchString(text)
}

func firstRune(text string) rune {
	r, _ := utf8.DecodeRuneInString(text)
	return r
}

// Fall reports whether days, several, stand in the order of news, the latest first.
func Fall(days []string) bool {
	return len(days) > 1 && slices.IsSortedFunc(days, func(a, b string) int { return Compare(b, a) }) && Compare(days[0], days[len(days)-1]) > 0
}

// legend matches what a page says of the days in brackets on it, folded: ※( )内は締切日, カッコ内の日付は公告日です.
var legend = jtext.MustPattern(`(?:\(\s*\)|括弧|カッコ|かっこ)(?:書き?)?の?(?:内|中)?の?(?:日(?:付け?|にち)?)?(?:は|が|=|:|\.\.\.|…)\s*[^。\s]{0,8}?(締め?切|〆切|期限|まで|公告|公表|掲載|公開|更新|登録|公募開始)`)

// legendSigns stand in all that legend matches.
var legendSigns = []string{"括弧", "カッコ", "かっこ", "）内", "）の内", "）は", "）が", "）中", ")内", ")の内", ")は", ")が", ")中", "）＝", "）：", "）…", ")=", "):"}

// Legend is what a page says of the days in brackets on it: that they are last days, or those of publication.
func Legend(text string) (due, published bool) {
	if !jtext.HasAny(text, legendSigns...) {
		return false, false
	}
	m := legend.FindStringSubmatch(jtext.Fold(text))
	if m == nil {
		return false, false
	}
	due = dueWords.In(m[1])
	return due, !due
}
