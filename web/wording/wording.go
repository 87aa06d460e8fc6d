// Package wording writes what a record holds in Japanese: days, sums, steps, changes.
package wording

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"koubo/opportunity/jdate"
)

// weekdays by time.Weekday.
var weekdays = []string{"日", "月", "火", "水", "木", "金", "土"}

// DayWords writes a day as 11月27日（金）, with its year where that is not the year of now.
func DayWords(d jdate.Date, now time.Time) string {
	t := d.Time("")
	if t.IsZero() {
		return ""
	}
	words := fmt.Sprintf("%d月%d日（%s）", t.Month(), t.Day(), weekdays[t.Weekday()])
	if now.IsZero() || t.Year() != now.In(jdate.JST).Year() {
		words = fmt.Sprintf("%d年%s", t.Year(), words)
	}
	return words
}

// InstantWords writes an instant as 2026年11月24日（火）9:05 in Japan, "" for the zero time.
func InstantWords(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return DayWords(jdate.DateOf(t), time.Time{}) + t.In(jdate.JST).Format("15:04")
}

func leftWords(days int) string {
	switch {
	case days < 0:
		return "終了"
	case days == 0:
		return "今日"
	case days == 1:
		return "明日"
	}
	return fmt.Sprintf("あと%d日", days)
}

// YenWords writes 125000000 as 1億2,500万円; sums below 10,000 yen and odd ones are written out in full. Any int64 is
// written, also those that no reader makes.
func YenWords(yen int64) string {
	sign, sum := "", uint64(yen)
	if yen < 0 {
		sign, sum = "−", -sum // in uint64, where the negative of the least int64 exists
	}
	switch {
	case sum < 10_000 || sum%10_000 != 0:
		return sign + Grouped(sum) + "円"
	case sum < 100_000_000:
		return sign + Grouped(sum/10_000) + "万円"
	case sum%100_000_000 == 0:
		return sign + Grouped(sum/100_000_000) + "億円"
	}
	return sign + Grouped(sum/100_000_000) + "億" + Grouped(sum%100_000_000/10_000) + "万円"
}

// CountWords writes a number of things with commas.
func CountWords(n int) string { return Grouped(uint64(max(n, 0))) }

// Grouped writes a number with commas.
func Grouped(n uint64) string {
	s := strconv.FormatUint(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// SizeWords writes a number of bytes as 340 kB or 1.2 MB, "" for 0.
func SizeWords(n int64) string {
	switch {
	case n <= 0:
		return ""
	case n < 1000:
		return fmt.Sprintf("%d B", n)
	case n < 1000_000:
		return fmt.Sprintf("%d kB", (n+500)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}

// WebLink returns raw where it is an address that a reader may follow, "" for javascript:, data: and the like.
func WebLink(raw string) string {
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return raw
}

// OneLine makes foreign text fit where no <bdi> can stand, such as <title>: marks that turn the direction of writing
// are taken out, and what is longer than max characters is cut.
func OneLine(s string, max int) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069', r == '\u200e', r == '\u200f', r == '\u061c':
			return -1
		case r < ' ':
			return ' '
		}
		return r
	}, s)
	if runes := []rune(s); len(runes) > max {
		return string(runes[:max]) + "…"
	}
	return s
}

// DayOf is DayWords of the day an instant falls on in Japan.
func DayOf(t, now time.Time) string { return DayWords(jdate.DateOf(t), now) }
