package wording

import (
	"strconv"

	"koubo/feeds/plain"
	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// day writes a day as 2026-11-20 17:00（金）, without the time where none is stated.
func day(d jdate.Date, c jdate.Clock) string {
	t := d.Time("")
	if t.IsZero() {
		return ""
	}
	weekday := "（" + string([]rune("日月火水木金土")[t.Weekday()]) + "）"
	if d.Time(c).IsZero() || c == "" {
		return string(d) + weekday
	}
	return string(d) + " " + string(c) + weekday
}

// yenWords groups the digits: 12,000,000円.
func yenWords(yen int64) string {
	digits := strconv.FormatInt(yen, 10)
	sign := ""
	if yen < 0 {
		sign, digits = "-", digits[1:]
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return sign + digits + "円"
}

// Note is what stands behind a day, with a point before it; "" for none.
func Note(note string) string {
	if note = plain.Line(note); note != "" {
		return "・" + note
	}
	return ""
}

// ShortDay writes a day as 11/13, "" for none.
func ShortDay(d jdate.Date) string {
	t := d.Time("")
	if t.IsZero() {
		return ""
	}
	return strconv.Itoa(int(t.Month())) + "/" + strconv.Itoa(t.Day())
}

// amountWords names the sums worth a place in the line of facts.
var amountWords = map[string]string{
	"ceiling": "上限額", "estimate": "予定額", "subsidy_max": "補助上限額", "minimum": "最低額",
}

var (
	taxText = map[string]string{"incl": "（税込）", "excl": "（税抜）"}
	perText = map[string]string{"year": "／年", "item": "／件"}
)

// Amount is a sum in words, "" for one that has no place in the line of facts.
func Amount(a opportunity.Amount) string {
	if word := amountWords[a.Role]; word != "" {
		return word + " " + yenWords(a.Yen) + taxText[a.Tax] + perText[a.Per]
	}
	return ""
}
