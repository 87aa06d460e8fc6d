package deadline

import (
	"testing"
	"unicode/utf8"

	"koubo/opportunity"
	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jdate"
)

// FuzzSchedule feeds any bytes to the reader of steps: it neither panics nor hangs, and what it names is well formed.
func FuzzSchedule(f *testing.F) {
	for _, c := range scheduleCases {
		f.Add(c.text)
	}
	f.Add("<del>\xff<s>（（除く→→~～から同日翌年99月99日24時\t|\t|令和8年~")
	f.Add("提出期限 11月31日→13月1日～令和一〇年二月三〇日24時(金)")
	f.Fuzz(func(t *testing.T, text string) {
		for _, cal := range []jdate.Calendar{{Ref: "2026-11-02"}, {Ref: "2026-11-02", Sense: jdate.Around}, {}} {
			s := Read(text, cal)
			if len(s.Deadlines) > maxSteps+1 || len(s.Doubts) > maxMisfits+1+len(orders)+1 {
				t.Errorf("%q: %d steps, %d problems", text, len(s.Deadlines), len(s.Doubts))
			}
			for _, d := range s.Deadlines {
				checkDeadline(t, text, d)
			}
			for _, p := range s.Doubts {
				if p.Field != "deadlines" || p.Words == "" || p.Code == "" {
					t.Errorf("%q: %+v", text, p)
				}
			}
			if s.Rolling != (s.RollingEvidence != "") {
				t.Errorf("%q: rolling %v by %q", text, s.Rolling, s.RollingEvidence)
			}
		}
	})
}

// checkDeadline holds a step to what the record promises.
func checkDeadline(t *testing.T, text string, d opportunity.Deadline) {
	t.Helper()
	if d.Role.Label() == "" || d.Start == "" && d.End == "" || d.Evidence == "" || utf8.RuneCountInString(d.Evidence) > wording.EvidenceRunes {
		t.Errorf("%q: %+v", text, d)
	}
	for _, day := range []jdate.Date{d.Start, d.End} {
		if day != "" && (day.Time("").IsZero() || day < "1900-01-01" || day > "2201-01-01") {
			t.Errorf("%q: no such day %q", text, day)
		}
	}
	for _, c := range []jdate.Clock{d.StartTime, d.EndTime} {
		if c != "" && jdate.Date("2026-11-02").Time(c).IsZero() {
			t.Errorf("%q: no such time %q", text, c)
		}
	}
}
