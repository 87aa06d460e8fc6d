package pager

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// Unit is by what lists of one kind are told apart.
type Unit string

const (
	ByYear    Unit = "year"
	ByHalf    Unit = "half"
	ByQuarter Unit = "quarter"
	ByMonth   Unit = "month"
	ByNumber  Unit = "number" // 第3回
)

// Term is the stretch of time, or the number, by which a list is told from others of its kind.
type Term struct {
	Unit   Unit
	Year   int    // AD, 0 where none is named
	Part   int    // of the year, counted from 1 in the order of the calendar; a number of its own by ByNumber; 0 by ByYear
	Fiscal bool   // the year is one from April on
	Beside string // what the words say beside it: the same for lists of one kind
}

// bareRunes is what a list that is named by its year says beside it at most: 年度分, 年度の一覧.
const bareRunes = 5

// IsBare reports whether the words of the term name hardly anything beside it.
func (t Term) IsBare() bool { return t.Unit != "" && utf8.RuneCountInString(t.Beside) <= bareRunes }

// fiscalStart is the month with which fiscal years begin.
const fiscalStart = 4

// Order is greater for later terms of one kind and unit. Months of no year are ordered as those of a fiscal one or not.
func (t Term) Order(fiscal bool) int {
	part := t.Part
	if t.Unit == ByMonth && fiscal && part < fiscalStart {
		part += 12
	}
	return 100*t.Year + part
}

// partNames find the parts of a year, the finest unit first. The last number in brackets counts: 4月~6月分 is ordered by 6.
var partNames = []struct {
	unit Unit
	form *jtext.Pattern
}{
	{ByMonth, jtext.MustPattern(`(?:\d{1,2}月?\s*(?:~|から|・|-)\s*)?(1[0-2]|0?[1-9])月(?:分|期|号)?`)},
	{ByQuarter, jtext.MustPattern(`第?\s?([1-4一二三四])\s?四半期(?:分)?`)},
	{ByHalf, jtext.MustPattern(`(上|下|前|後)半?期(?:分)?`)},
	{ByNumber, jtext.MustPattern(`^(?:第\s?(\d{1,3})\s?[回号期次弾]|(?:no|vol)\.?\s?(\d{1,3}))$`)},
}

// fiscalRange is a fiscal year by its first and last months: 2026年4月~2027年3月.
var fiscalRange = jtext.MustPattern(`((?:令和|平成|[rh])?\s?(?:\d{1,4}|元)年)\s?4月(?:1日)?\s?(?:~|から|-|―|–|・)\s?(?:(?:令和|平成|[rh])?\s?\d{1,4}年)?\s?3月(?:31日)?(?:まで)?`)

// emptyBrackets held the part of a year.
var emptyBrackets = jtext.MustPattern(`\(\s*\)`)

// wordyParts are the parts that are written in words.
var wordyParts = map[string]int{"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "前": 1, "下": 2, "後": 2}

// termSigns are the characters of which all that names a term holds one, but for a year alone.
var termSigns = jtext.NewWords("年", "月", "期", "第", "N", "n", "V", "v", "Ｎ", "ｎ", "Ｖ", "ｖ")

// TermIn finds the latest year, month, half or quarter that the words of a link name, or the number that they are. ok is false, and t zero,
// for words with none, or with a day.
func TermIn(words string) (t Term, ok bool) {
	if year := bareYear(words); year > 0 {
		return Term{Unit: ByYear, Year: year}, true
	}
	if len(words) > maxNamed || !termSigns.In(words) {
		return Term{}, false
	}
	text := fiscalRange.ReplaceAllString(withDigits(strings.ToLower(jtext.Fold(words))), "${1}度")
	for _, name := range partNames {
		m := name.form.FindStringSubmatchIndex(text)
		if m == nil || m[1] < len(text) && '0' <= text[m[1]] && text[m[1]] <= '9' {
			continue // 11月4日
		}
		t = Term{Unit: name.unit, Part: partOf(text, m[2:])}
		text = page.Collapse(emptyBrackets.ReplaceAllString(text[:m[0]]+" "+text[m[1]:], " "))
		break
	}
	if t.Year, t.Beside = YearIn(text); t.Year == 0 {
		if t.Unit == "" || strings.Contains(text, "年") {
			return Term{}, false
		}
		t.Beside = text
		return t, true
	}
	if t.Unit == "" {
		t.Unit = ByYear
	}
	t.Fiscal = strings.Contains(t.Beside, "度")
	return t, true
}

// yearAlone matches words that are a year without saying so, folded: R8, 令和8, 2026, 2026(R8).
var yearAlone = jtext.MustPattern(`^(?:(令和|平成|[rh])\s?0?(\d{1,2})|(20\d\d))(?:\s?[(/][^()]{1,8}\)?)?$`)

// bareYear is the year AD that words are without saying so, 0 for none.
func bareYear(words string) int {
	if len(words) < 2 || len(words) > maxAlone || !jtext.HasDigitOfAnyWidth(words) {
		return 0
	}
	m := yearAlone.FindStringSubmatch(strings.ToLower(jtext.Fold(words)))
	if m == nil {
		return 0
	}
	return yearAD(m[1], m[2]+m[3])
}

// maxAlone is how many bytes such words have at most.
const maxAlone = 24

// partOf is the number in the first group of a match that is not empty.
func partOf(text string, groups []int) int {
	for ; len(groups) > 1; groups = groups[2:] {
		if groups[0] >= 0 {
			digits := text[groups[0]:groups[1]]
			if n, err := strconv.Atoi(digits); err == nil {
				return n
			}
			return wordyParts[digits]
		}
	}
	return 0
}
