package syndication

import (
	"testing"
	"time"

	"koubo/opportunity"
)

// TestFeedsOfOneCallEnd 60 days after the last day that it names, or else after it was published; what was read for the first time
// today may be years old.
func TestFeedsOfOneCallEnd(t *testing.T) {
	day := func(text string) time.Time {
		at, err := time.Parse("2006-01-02 -0700", text+" +0900")
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	seen := day("2026-11-24")
	for want, o := range map[string]opportunity.Opportunity{
		"2026-03-02": {IsOpportunity: true, FirstSeen: seen, Published: "2025-10-01", Deadlines: []opportunity.Deadline{{End: "2026-01-01"}, {Start: "2025-12-01"}}},
		"2025-11-30": {IsOpportunity: true, FirstSeen: seen, Published: "2025-10-01"},
		"2027-01-23": {IsOpportunity: true, FirstSeen: seen},
	} {
		if got := FeedUntil(o); !got.Equal(day(want)) {
			t.Errorf("%+v: until %v", o, got)
		}
	}
	if got := FeedUntil(opportunity.Opportunity{FirstSeen: seen}); !got.IsZero() {
		t.Errorf("what invites nobody: until %v", got)
	}
}
