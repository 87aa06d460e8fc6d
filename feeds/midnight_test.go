package feeds

import (
	"strings"
	"testing"
	"time"

	"koubo/opportunity"
)

// What ends at midnight is told, put into calendars and reminded of by the day that midnight ends, never by the one that it begins.
func TestMidnightEndsTheDayBefore(t *testing.T) {
	now := time.Date(2026, 11, 23, 23, 0, 0, 0, time.UTC) // the 24th, 8:00 in Japan
	call := opportunity.Opportunity{ID: "a", Title: "広場の提案募集", URL: "https://a.example/", IsOpportunity: true, Stage: opportunity.OpenCall,
		Deadlines: []opportunity.Deadline{{Role: opportunity.Submission, End: "2026-12-01", EndTime: "00:00"}},
		History:   []opportunity.Change{{At: now, Field: "deadlines", Old: "submission ~ 2026-11-27 17:00", New: "submission ~ 2026-12-01 00:00"}}}.At(now)
	c := channel
	c.Now = now
	var b strings.Builder
	if err := Calendar(&b, c, []opportunity.Opportunity{call}); err != nil {
		t.Fatal(err)
	}
	event := strings.ReplaceAll(b.String(), "\r\n ", "")
	if !strings.Contains(event, "DTSTART;VALUE=DATE:20261130\r\n") || !strings.Contains(event, "提出期限 2026-11-30 24:00（月）") {
		t.Errorf("the calendar has %s", event)
	}
	b.Reset()
	if err := Atom(&b, c, []opportunity.Opportunity{call}); err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{"【締切延長 11/27→11/30】", "→ 2026-11-30 24:00（月）", "提出期限 2026-11-30 24:00（月）"} {
		if !strings.Contains(b.String(), words) {
			t.Errorf("the feed lacks %s: %s", words, b.String())
		}
	}
	if at := c.StepDays([]opportunity.Opportunity{call}); at["2026-11-30"] != 1 {
		t.Errorf("steps are on %v", at)
	}
	for days, want := range map[int]int{5: 0, 6: 1} {
		if all := Reminders(call, nil, days, now); len(all) != want || want > 0 && !strings.Contains(all[0].line, "6日前：2026-11-30 24:00（月）") {
			t.Errorf("%d days ahead: %+v", days, all)
		}
	}
}

// TestAnEventThatLastsUntilMidnight is not on the day that it begins, either.
func TestAnEventThatLastsUntilMidnight(t *testing.T) {
	now := time.Date(2026, 11, 8, 23, 0, 0, 0, time.UTC)
	for _, row := range []struct {
		event opportunity.Deadline
		words string
		ics   string
	}{
		{opportunity.Deadline{Role: opportunity.Interview, Start: "2026-11-09", End: "2026-11-14", EndTime: "00:00"}, "対話・面談 2026-11-09（月）～2026-11-13（金）",
			"DTSTART;VALUE=DATE:20261109\r\nDTEND;VALUE=DATE:20261114\r\n"},
		{opportunity.Deadline{Role: opportunity.Briefing, Start: "2026-11-13", StartTime: "18:00", End: "2026-11-14", EndTime: "00:00"}, "説明会 2026-11-13 18:00（金）",
			"DTSTART;TZID=Asia/Tokyo:20261113T180000\r\nDTEND;TZID=Asia/Tokyo:20261114T000000\r\n"},
	} {
		call := opportunity.Opportunity{ID: "a", Title: "広場", Status: opportunity.RollingStatus, Rolling: true, Deadlines: []opportunity.Deadline{row.event}}
		if got, want := factsOf(call, now), call.Status.Label()+"／"+row.words; got != want {
			t.Errorf("%s, want %s", got, want)
		}
		c := channel
		c.Now = now
		var b strings.Builder
		if err := Calendar(&b, c, []opportunity.Opportunity{call}); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(b.String(), row.ics) {
			t.Errorf("%s is lacking: %s", row.ics, b.String())
		}
	}
}
