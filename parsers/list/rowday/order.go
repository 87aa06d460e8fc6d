package rowday

import (
	"strconv"
	"strings"

	"koubo/opportunity/jtext"
)

var (
	slashed  = jtext.MustPattern(`^(\d{1,2})/(\d{1,2})(?:\s*\(|$)`)
	dayParts = jtext.MustPattern(`^(?:((?:令和|平成|[RH])\s*)?(\d{1,4}|元)\s*[年./-]\s*)?(\d{1,2})\s*[月./-]\s*(\d{1,2})`)
)

// WithMonth writes a folded day of a month and a day alone as most lists do: 11/25 as 11月25日.
func WithMonth(day string) string {
	if m := slashed.FindStringSubmatch(day); m != nil && isMonthDay(m[1], m[2]) {
		return wholeDay("", m[1], m[2])
	}
	return day
}

// halfYear is a difference of months from which on days without a year are of two years.
const halfYear = 6

// Compare orders two folded days of one list, -1 where the first is earlier. Of days without a year neighbours are taken to be less than
// half a year apart.
func Compare(a, b string) int {
	yearA, dayA := parts(a)
	yearB, dayB := parts(b)
	if yearA == 0 || yearB == 0 {
		if apart := dayA/100 - dayB/100; apart >= halfYear {
			dayB += 1200
		} else if apart <= -halfYear {
			dayA += 1200
		}
		yearA, yearB = 0, 0
	}
	switch a, b := yearA*10000+dayA, yearB*10000+dayB; {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// SameDay reports whether two folded days are the same, as far as both are written.
func SameDay(a, b string) bool {
	a, b = WithMonth(a), WithMonth(b)
	yearA, dayA := parts(a)
	yearB, dayB := parts(b)
	return dayA > 0 && dayA == dayB && (yearA == 0 || yearB == 0 || yearA == yearB)
}

// IsWhole reports whether a folded text begins with a day that a calendar may have.
func IsWhole(day string) bool {
	_, monthDay := parts(day)
	return monthDay > 0
}

// parts are the year AD of a folded day, 0 for none, and its month and day in one number; 0, 0 for words that are none.
func parts(day string) (year, monthDay int) {
	m := dayParts.FindStringSubmatch(day)
	if m == nil {
		return 0, 0
	}
	if !isMonthDay(m[3], m[4]) {
		return 0, 0
	}
	month, _ := strconv.Atoi(m[3])
	dayOf, _ := strconv.Atoi(m[4])
	if year, _ = strconv.Atoi(strings.Replace(m[2], "元", "1", 1)); year > 0 && year < 1000 {
		year += 2018
		if strings.HasPrefix(m[1], "平成") || strings.HasPrefix(m[1], "H") {
			year -= 30
		}
	}
	return year, 100*month + dayOf
}
