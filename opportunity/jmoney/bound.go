package jmoney

import (
	"math"
	"strings"
)

// Most is the greatest sum that is read, in yen: nine times Japan's budget of a year. A float64 holds every whole number
// up to here exactly. What a page writes beyond it is no sum of a call.
const Most = 1_000_000_000_000_000

// yenOf returns a number that was read as whole yen; false where it is no sum: none of a yen, or over Most.
func yenOf(value float64) (int64, bool) {
	if !(value >= 1 && value <= Most) { // NaN fails both
		return 0, false
	}
	return int64(math.Round(value)), true
}

// negative reports whether the words before a sum make it one below zero: △500円, -500円 in a cell of its own. A dash
// behind a word parts label and sum (上限額-500円), behind a number it is a range.
func negative(before string) bool {
	switch last, rest := cutLast(before); last {
	case '△', '▲', '▵', '▴':
		return true
	case '-':
		if mark, _ := cutLast(rest); rest != "" && !strings.ContainsRune(" \t\n(:|¥", mark) {
			return false
		}
		side, _ := cutLast(strings.TrimRight(rest, " "))
		return side != '円' && (side < '0' || side > '9')
	}
	return false
}
