package feed

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

const (
	monthForm = `(jan[a-z]*|feb[a-z]*|mar[a-z]*|apr[a-z]*|may|june?|july?|aug[a-z]*|sep[a-z]*|oct[a-z]*|nov[a-z]*|dec[a-z]*|\d{1,2}月|[一二三四五六七八九十]{1,2}月)\.?`
	clockForm = `(午前|午後|am|pm)?\s*(\d{1,2})[:時]\s*(\d{1,2})?(?:[:分]\s*(\d{1,2})?(?:\.\d+)?秒?)?(?:\s*(am|pm|a\.m\.|p\.m\.))?`
)

// Days as feeds write them, folded and in lower case; a day of the week before them is not read.
var (
	// 16 nov 2026, 16-nov-26, 16 11月 2026 (RFC 822 §5, with names of months in Japanese)
	dayMonthYear = regexp.MustCompile(`(?:^|[^\d])(\d{1,2})(?:st|nd|rd|th)?[\s-]+` + monthForm + `[\s,-]+(\d{4}|\d{2})(?:[^\d:]|$)`)
	// 13 11 2026
	dayNumberYear = regexp.MustCompile(`(?:^|[^\d:])(\d{1,2}) +(\d{1,2}) +(\d{4})(?:[^\d:]|$)`)
	// nov 16, 2026; nov 16 09:00:00 2026 (ctime)
	monthDayYear = regexp.MustCompile(monthForm + `\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(?:[\d:]+\s+(?:[a-z]{3,4}\s+)?)?(\d{4})(?:[^\d:]|$)`)
	// 2026 11月 16
	yearMonthDay = regexp.MustCompile(`(?:^|[^\d])(\d{4})\s+` + monthForm + `\s+(\d{1,2})(?:[^\d:月]|$)`)
	// 2026-11-16t09:00:00+09:00 (RFC 3339), with a space, slashes, or what else stands between
	isoDay = regexp.MustCompile(`^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[t\s]\s*\d{1,2}:`)

	// 20261116, 20261116t090000+0900 (ISO 8601 basic format)
	basicDay  = regexp.MustCompile(`^\s*(\d{4})(\d{2})(\d{2})\s*$`)
	basicTime = regexp.MustCompile(`^\s*(\d{4})(\d{2})(\d{2})t(\d{2})(\d{2})(\d{2})?(z|[+-]|\s*$)`)

	clockTime = regexp.MustCompile(clockForm)
	// the offset behind a time; a + may have become a space on the way
	zoneOffset = regexp.MustCompile(`^\s*(?:gmt|utc|ut)?\s*([+-])\s?(\d{1,2}):?(\d{2})?(?:[^\d]|$)`)
	zoneSpace  = regexp.MustCompile(`^\s+(\d{2}):?(\d{2})(?:[^\d]|$)`)
	zoneName   = regexp.MustCompile(`^\s*\(?(z|gmt|utc|ut|jst|est|edt|cst|cdt|mst|mdt|pst|pdt)\b`)
)

// zoneHours are the names of zones in RFC 822 §5.1, and Japan's, in hours from Greenwich.
var zoneHours = map[string]int{"z": 0, "gmt": 0, "utc": 0, "ut": 0, "jst": 9, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7}

// feedDate returns a date as RFC 3339 in Japan's time where it names its month, or states its zone behind a time; a time
// without a zone is then Japan's. Every other date ("2026-07-31 18:05", 令和8年7月31日), and one that no calendar has, stays
// as it is worded. Whether a date can be meant (1970, 2062) is not asked here.
func feedDate(words string) string {
	if date, ok := standardDate(words); ok {
		return date
	}
	return oddDate(words)
}

// standardDate is feedDate for the two forms that nearly all feeds have.
func standardDate(words string) (date string, ok bool) {
	const zoneAt = len("2026-07-31T18:05:03") // or a part of a second, which time.Parse takes whatever the form is
	form := ""
	switch {
	case len(words) == len(time.RFC1123Z):
		form = time.RFC1123Z
	case len(words) == zoneAt+len("+09:00") && (words[zoneAt] == '+' || words[zoneAt] == '-'):
		form = time.RFC3339
	default:
		return "", false
	}
	at, err := time.Parse(form, words)
	if err != nil {
		return "", false
	}
	if _, offset := at.Zone(); offset < -farthestZone || offset > farthestZone {
		return "", false
	}
	return at.In(jdate.JST).Format(time.RFC3339), true
}

// oddDate is feedDate for all forms.
func oddDate(words string) string {
	words = page.PlainText(words)
	if len(words) > maxDateWords || !jtext.HasDigitOfAnyWidth(words) {
		return words
	}
	text := strings.ToLower(jtext.Fold(words))
	if basicDay.MatchString(text) {
		return basicDay.ReplaceAllString(text, "$1-$2-$3")
	}
	text = basicTime.ReplaceAllString(text, "$1-$2-${3}t$4:$5:$6$7")
	day, ok := feedDay(text)
	if !ok {
		return words
	}
	clock, zone, zoned := feedClock(text)
	if isoDay.MatchString(text) && !zoned {
		return words
	}
	if clock < 0 {
		return words
	}
	return time.Date(day[0], time.Month(day[1]), day[2], 0, 0, clock, 0, zone).In(jdate.JST).Format(time.RFC3339)
}

// maxDateWords is how long a date may be, in bytes.
const maxDateWords = 200

// feedDay reads year, month and day.
func feedDay(text string) (day [3]int, ok bool) {
	for _, form := range []struct {
		*regexp.Regexp
		year, month, day int // the groups that hold them
	}{{isoDay, 1, 2, 3}, {dayMonthYear, 3, 2, 1}, {monthDayYear, 3, 1, 2}, {yearMonthDay, 1, 2, 3}, {dayNumberYear, 3, 2, 1}} {
		if found := form.FindStringSubmatch(text); found != nil {
			day = [3]int{wholeYear(found[form.year]), monthNumber(found[form.month]), number(found[form.day])}
			return day, isDay(day)
		}
	}
	return day, false
}

// isDay reports whether the calendar has a day.
func isDay(d [3]int) bool {
	t := time.Date(d[0], time.Month(d[1]), d[2], 0, 0, 0, 0, time.UTC)
	return t.Month() == time.Month(d[1]) && t.Day() == d[2]
}

// wholeYear completes a year of two digits (RFC 2822 §4.3).
func wholeYear(digits string) int {
	year := number(digits)
	switch {
	case len(digits) > 2:
	case year < 50:
		year += 2000
	default:
		year += 1900
	}
	return year
}

// monthNumber reads nov, november, 11月, 十一月 or 11; 0 for none.
func monthNumber(name string) int {
	const names = "janfebmaraprmayjunjulaugsepoctnovdec"
	if len(name) >= 3 && name[0] >= 'a' && name[0] <= 'z' {
		return strings.Index(names, name[:3])/3 + 1
	}
	name = strings.TrimSuffix(name, "月")
	if n := number(name); n > 0 {
		return n
	}
	kanji := []string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"}
	for i, k := range kanji {
		if name == k {
			return i + 1
		}
	}
	return 0
}

// number reads digits, 0 where there are none.
func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}

// feedClock reads the time of day in seconds, -1 where no day has it, 0 where none is told, and its zone, Japan's where none
// is told.
func feedClock(text string) (seconds int, zone *time.Location, zoned bool) {
	at := clockTime.FindStringSubmatchIndex(text)
	if at == nil {
		return 0, jdate.JST, false
	}
	part := func(n int) string {
		if at[2*n] < 0 {
			return ""
		}
		return text[at[2*n]:at[2*n+1]]
	}
	hour, minute, second := number(part(2)), number(part(3)), number(part(4))
	half := part(1) + part(5)
	if afternoon := strings.HasPrefix(half, "p") || half == "午後"; half != "" && hour <= 12 {
		hour %= 12
		if afternoon {
			hour += 12
		}
	}
	if hour > 24 || minute > 59 || second > 60 {
		return -1, jdate.JST, false
	}
	zone, zoned = feedZone(text[at[1]:])
	return hour*3600 + minute*60 + second, zone, zoned
}

// farthestZone is the offset from Greenwich beyond which no zone is, in seconds.
const farthestZone = 14 * 3600

// feedZone reads the zone behind a time; a number beyond all zones is a year.
func feedZone(rest string) (*time.Location, bool) {
	if found := zoneOffset.FindStringSubmatch(rest); found != nil {
		seconds := number(found[2])*3600 + number(found[3])*60
		if found[1] == "-" {
			seconds = -seconds
		}
		return time.FixedZone("", seconds), seconds >= -farthestZone && seconds <= farthestZone
	}
	if found := zoneName.FindStringSubmatch(rest); found != nil {
		return time.FixedZone("", zoneHours[found[1]]*3600), true
	}
	if found := zoneSpace.FindStringSubmatch(rest); found != nil && number(found[1]) <= 14 {
		return time.FixedZone("", number(found[1])*3600+number(found[2])*60), true
	}
	return jdate.JST, false
}
