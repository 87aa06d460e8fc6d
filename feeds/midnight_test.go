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
