package signup

import (
	"testing"
	"time"
)

func TestEndsAreCountedForThirtyDays(t *testing.T) {
	kept, at := shelf{}, time.Date(2026, 11, 1, 1, 0, 0, 0, time.UTC)
	for _, days := range []int{0, 0, 29, 30, 58} {
		if err := NoteEnded(kept, at.AddDate(0, 0, days)); err != nil {
			t.Fatal(err)
		}
		n, err := Ended(kept, at.AddDate(0, 0, days))
		if want := map[int]int{29: 3, 30: 2, 58: 3}[days]; err != nil || want > 0 && n != want {
			t.Errorf("after %d days: %d ended, %v", days, n, err)
		}
	}
	if len(kept) != 3 {
		t.Errorf("%d days are kept", len(kept))
	}
}
