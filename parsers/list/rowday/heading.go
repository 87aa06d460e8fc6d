package rowday

import (
	"strconv"
	"strings"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// Heading is what a heading says of the days below it; "" and false for nothing.
type Heading struct {
	Year   string // 令和8, 2026
	Fiscal bool   // it runs from April
	Month  string
	Day    string // the whole day, as it is written
	Rest   string // what else it says, folded
}

var (
	headYear  = jtext.MustPattern(`((?:令和|平成)\s*(?:\d{1,2}|元)|(?:19|20)\d{2})\s*年(度)?`)
	headMonth = jtext.MustPattern(`(?:^|[^\d])(\d{1,2})\s*月`)
	plainYear = jtext.MustPattern(`^((?:19|20)\d{2})(?:\s*[./-]\s*(\d{1,2}))?$`)
	inBracket = jtext.MustPattern(`\([^()]*\)`)
)

// ReadHeading reads the year, the month or the day that a heading names.
func ReadHeading(words string) (h Heading) {
	folded := strings.Trim(jtext.Fold(words), " ■●◆○◎□▼▶・[]【】<>")
	if m := plainYear.FindStringSubmatch(folded); m != nil {
		return Heading{Year: m[1], Month: m[2]}
	}
	if bare := inBracket.ReplaceAllString(folded, ""); headYear.MatchString(bare) {
		folded = bare // 令和8年（2026年）, 2026（令和8）年度
	}
	if page.IsDateText(folded) {
		h.Day = page.RowDate.FindString(folded)
	}
	rest := folded
	if y := headYear.FindStringSubmatchIndex(rest); y != nil {
		h.Year, h.Fiscal = rest[y[2]:y[3]], y[4] >= 0
		rest = rest[:y[0]] + " " + rest[y[1]:]
	}
	if m := headMonth.FindStringSubmatchIndex(rest); m != nil {
		h.Month = rest[m[2]:m[3]]
		rest = rest[:m[2]] + strings.TrimPrefix(rest[m[1]:], "分")
	}
	h.Rest = strings.TrimSpace(rest)
	return h
}

// Divides reports whether a heading says nothing but a year, a month or both: it divides a list by them.
func (h Heading) Divides() bool {
	return h.Rest == "" && h.Day == "" && (h.Year != "" || h.Month != "")
}

// HasYear reports whether a day is written with its year.
func HasYear(day string) bool { return !withoutYear.MatchString(day) }

// withoutYear matches a day without a year, folded.
var withoutYear = jtext.MustPattern(`^\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日`)

// InYear writes a day without a year as one of the year that a heading names. A fiscal one's January to March are left as they
// are unless the year is past: what is called for it may have been announced before it began.
func (h Heading) InYear(day string, past bool) string {
	m := withoutYear.FindStringSubmatch(day)
	if m == nil || h.Year == "" {
		return day
	}
	if month, err := strconv.Atoi(m[1]); err == nil && h.Fiscal && month <= 3 && !past {
		return day
	}
	return wholeDay(YearOf(h.Year, h.Fiscal, m[1]), m[1], m[2])
}

// YearOf is the year of a month: that after a fiscal one in January to March.
func YearOf(year string, fiscal bool, month string) string {
	if m, err := strconv.Atoi(month); err != nil || !fiscal || m > 3 {
		return year
	}
	return yearAfter(year)
}

// yearAfter is the year after one, of its era.
func yearAfter(year string) string {
	digits := strings.TrimLeft(year, "令和平成 ")
	n, err := strconv.Atoi(strings.Replace(digits, "元", "1", 1))
	if err != nil {
		return year
	}
	return strings.TrimSuffix(year, digits) + strconv.Itoa(n+1)
}

// Number is the year of a heading as a number of our era, 0 for none.
func (h Heading) Number() int {
	era, digits := 0, h.Year
	for name, before := range map[string]int{"令和": 2018, "平成": 1988} {
		if rest, ok := strings.CutPrefix(h.Year, name); ok {
			era, digits = before, strings.TrimSpace(strings.Replace(rest, "元", "1", 1))
		}
	}
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return era + n
}
