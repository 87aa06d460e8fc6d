package feed

import (
	"testing"
	"time"
)

// FuzzStandardDate holds the short way to what the long one reads.
func FuzzStandardDate(f *testing.F) {
	for words := range feedDateCases {
		f.Add(words)
	}
	for _, words := range []string{"Fri, 31 Jul 2026 17:00:03 +0900", "fri, 31 JUL 2026 17:00:03 +0900", "Mon,  31 Jul 2026 7:00:03 +0900", "Fri, 30 Feb 2026 17:00:03 +0900", "Fri, 31 Jul 2026 24:00:03 +0900",
		"Fri, 31 Jul 2026 23:59:60 +0900", "Fri, 31 Jul 2026 23:30:00 -1530", "Fri, 31 Jul 0026 23:30:00 -0930", "2026-07-31T18:05:03+09:00", "2026-07-31T18:05:03-15:00", "2026-07-31t18:05:03+09:00", "9999-12-31T23:05:03-09:00", "2026-07-31T8:05:03.5+09:0", "2026-07-31T18:05:03.1234Z"} {
		f.Add(words)
	}
	f.Fuzz(func(t *testing.T, words string) {
		if date, ok := standardDate(words); ok && date != oddDate(words) {
			t.Errorf("%q: %s, and at length %s", words, date, oddDate(words))
		}
	})
}

func TestStandardDatesAreReadTheShortWay(t *testing.T) {
	begin := time.Date(1999, 12, 31, 23, 59, 58, 0, time.FixedZone("", 9*3600))
	for n := range 5000 {
		at := begin.Add(time.Duration(n) * 50 * time.Hour).In(time.FixedZone("", (n%29-14)*3600))
		for _, words := range []string{at.Format(time.RFC1123Z), at.Format("2006-01-02T15:04:05-07:00")} {
			if date, ok := standardDate(words); !ok || date != oddDate(words) {
				t.Fatalf("%q: %q, and at length %q", words, date, oddDate(words))
			}
		}
	}
}
