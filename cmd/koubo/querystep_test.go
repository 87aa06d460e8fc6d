package main

import (
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
	for want, o := range map[string]opportunity.Opportunity{
		"":                       {},
		"現地見学 2026-11-26 13:30":  {Deadlines: []opportunity.Deadline{visit}},
		"提出・応募 2026-11-30 24:00": {Deadlines: []opportunity.Deadline{visit, midnight}},
		"提出・応募 2026-11-30 24:00 要確認": {Deadlines: []opportunity.Deadline{midnight}, Doubts: []opportunity.Doubt{{Field: "deadlines"}}},
		"要確認": {Doubts: []opportunity.Doubt{{Field: "deadlines"}}},
	} {
		if got := nextStep(o, now); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
