package reach

import (
	"strings"
	"testing"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// TestWhatMayHaveFallenOff: one of the lists that carried a call, and was read, shows none that is older.
func TestWhatMayHaveFallenOff(t *testing.T) {
	oldest := map[string]jdate.Date{"long": "2025-01-01", "short": "2026-11-10", "without days": ""}
	for on, want := range map[string]bool{"long": false, "short": true, "long,short": true, "without days": true, "not read": false, "long,not read": false, "": false} {
		if got := FellOff("2026-11-09", strings.Split(on, ","), oldest); got != want {
			t.Errorf("carried by %q: %v", on, got)
		}
	}
	if FellOff("2026-11-11", []string{"short"}, oldest) {
		t.Error("a younger one fell off")
	}
}

// TestWhichListsAreInTheOrderOfTheirDays, but for few.
func TestWhichListsAreInTheOrderOfTheirDays(t *testing.T) {
	long := strings.Repeat("2026-11-09 ", 18)
	for days, want := range map[string]bool{
		"2026-11-09 2026-11-08 2026-11-08": true, "2026-11-08 2026-11-09": false, "": false, "2026-11-09 x x": false, "2026-11-09 x": false, "2026-11-09 2026-11-08 x": true,
		"2026-11-01 " + long + "2026-11-08": true, "2026-11-01 2026-11-02 2026-11-03 " + long: false,
	} {
		var drafts []opportunity.Draft
		for _, day := range strings.Fields(days) {
			drafts = append(drafts, opportunity.Draft{Published: day})
		}
		if got := NewestFirst(drafts); got != want {
			t.Errorf("%q: %v", days, got)
		}
	}
}
