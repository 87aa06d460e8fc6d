package timetable

import (
	"testing"
	"time"

	"koubo/opportunity/jdate"
)

func TestHours(t *testing.T) {
	night := Hours{From: 22 * time.Hour, To: 6 * time.Hour}
	for hour, want := range map[int]bool{21: false, 22: true, 23: true, 0: true, 5: true, 6: false, 12: false} {
		if got := night.Contains(time.Date(2026, 1, 1, hour, 0, 0, 0, jdate.JST).UTC()); got != want {
			t.Errorf("%d o'clock: %v", hour, got)
		}
	}
	if (Hours{}).Contains(time.Now()) {
		t.Error("no hours contain an instant")
	}
}
