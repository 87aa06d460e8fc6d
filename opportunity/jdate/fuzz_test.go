package jdate

import (
	"strings"
	"testing"
	"unicode/utf8"

	"koubo/opportunity/jtext"
)

func FuzzRead(f *testing.F) {
	for _, c := range cases {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text := jtext.NewLine(s).Text
		last := 0
		cal := Calendar{Ref: "2026-11-02", Sense: Sense(len(s) / 2 % 3)}
		for _, e := range Read(text, &cal, len(s)%2 == 0) {
			if e.From < last || e.To < e.From || e.To > len(text) || !utf8.ValidString(text[e.From:e.To]) {
				t.Errorf("%q: span %d..%d after %d", s, e.From, e.To, last)
			}
			last = e.From
			checkExpression(t, s, e)
		}
		checkDay(t, s, Day(s))
	})
}

// checkExpression holds what was read to the calendar.
func checkExpression(t *testing.T, s string, e Expression) {
	t.Helper()
	checkDay(t, s, e.Start)
	checkDay(t, s, e.End)
	for _, c := range []Clock{e.StartTime, e.EndTime} {
		if c != "" && (len(c) != 5 || c > "23:59" || Date("2026-11-02").Time(c).IsZero()) {
			t.Errorf("%q: no such time %q", s, c)
		}
	}
	if !e.Dated() && e.Unreal == "" && e.StartTime == "" {
		t.Errorf("%q: %+v says nothing", s, e)
	}
	if e.Guessed > "2027-12-31" || e.Guessed != "" && e.Guessed < "2025-01-01" || e.Guessed > max(e.Start, e.End) {
		t.Errorf("%q: %+v was guessed over more than one turn of the year", s, e)
	}
	if !strings.Contains(jtext.Narrow(s), e.Unreal) || !strings.Contains(jtext.Narrow(s), e.Misfit) {
		t.Errorf("%q: %+v quotes what does not stand there", s, e)
	}
}

func checkDay(t *testing.T, s string, d Date) {
	t.Helper()
	if year, _, _ := d.parts(); d != "" && (d.Time("").IsZero() || year < firstYear || year > lastYear+1) {
		t.Errorf("%q: no such day %q", s, d)
	}
}
