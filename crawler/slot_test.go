package crawler

import (
	"context"
	"testing"
)

// TestAReleasedSlotYieldsNothing covers a timer that fires as its visit ends: it must not give away another visit's place.
func TestAReleasedSlotYieldsNothing(t *testing.T) {
	slots := newSlots(2)
	first, err := slots.acquire(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	second, err := slots.acquire(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	first.release()
	first.yield()
	if len(slots.busy) != 1 || len(slots.waiting) != 0 {
		t.Errorf("%d places are taken and %d visits wait, where one visit is under way", len(slots.busy), len(slots.waiting))
	}
	second.yield()
	second.yield()
	if len(slots.busy) != 0 || len(slots.waiting) != 1 {
		t.Errorf("%d places are taken and %d visits wait, where one visit waits", len(slots.busy), len(slots.waiting))
	}
	second.release()
	if len(slots.busy) != 0 || len(slots.waiting) != 0 {
		t.Errorf("%d places are taken and %d visits wait, where no visit is under way", len(slots.busy), len(slots.waiting))
	}
}
