package main

import (
	"strings"
	"testing"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// TestTheTableNamesTheDayThatLosesTheCall, as the page does, and what is doubted.
func TestTheTableNamesTheDayThatLosesTheCall(t *testing.T) {
	now := time.Date(2026, 11, 24, 9, 0, 0, 0, jdate.JST)
	midnight := opportunity.Deadline{Role: opportunity.Submission, End: "2026-12-01", EndTime: "00:00"}
	visit := opportunity.Deadline{Role: opportunity.SiteVisit, Start: "2026-11-26", StartTime: "13:30"}
	for _, c := range []struct {
		japanese, english string
		of                opportunity.Opportunity
	}{
		{"", "", opportunity.Opportunity{}},
		{"現地見学 2026-11-26 13:30", "site_visit 2026-11-26 13:30", opportunity.Opportunity{Deadlines: []opportunity.Deadline{visit}}},
		{"提出・応募 2026-11-30 24:00", "submission 2026-11-30 24:00", opportunity.Opportunity{Deadlines: []opportunity.Deadline{visit, midnight}}},
		{"提出・応募 2026-11-30 24:00 要確認", "submission 2026-11-30 24:00 (doubtful)", opportunity.Opportunity{Deadlines: []opportunity.Deadline{midnight}, Doubts: []opportunity.Doubt{{Field: "deadlines"}}}},
		{"要確認", "(doubtful)", opportunity.Opportunity{Doubts: []opportunity.Doubt{{Field: "deadlines"}}}},
	} {
		for locale, want := range map[string]string{"ja_JP.UTF-8": c.japanese, "C.UTF-8": c.english} {
			t.Setenv("LC_ALL", locale)
			if got := nextStep(c.of, now); got != want {
				t.Errorf("%s: %q, want %q", locale, got, want)
			}
		}
	}
}

// TestWhatIsCountedInATitleStays: only the program's own sentence is put into the singular.
func TestWhatIsCountedInATitleStays(t *testing.T) {
	t.Setenv("LC_ALL", "C.UTF-8")
	var out strings.Builder
	if err := printTable(&out, []opportunity.Opportunity{{Title: "Demo of 1 days"}}, time.Time{}); err != nil || !strings.Contains(out.String(), "Demo of 1 days") || !strings.HasSuffix(out.String(), "\n1 record\n") {
		t.Errorf("%v\n%s", err, &out)
	}
}
