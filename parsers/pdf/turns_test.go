package pdf

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
)

// served asks for a place for each document, whose source is its first letter, one after another, and gives them back one
// by one in the order in which they were given out. It returns that order.
func served(t *testing.T, places int, documents ...string) []string {
	turns := newTurns(places)
	given := make(chan string, len(documents))
	releases := map[string]func(){}
	for _, document := range documents {
		go func() {
			release, err := turns.acquire(context.Background(), document[:1])
			if err != nil {
				t.Error(err)
			}
			releases[document] = release // the bubble lets one goroutine after another get here
			given <- document
		}()
		synctest.Wait()
	}
	var order []string
	for len(given) > 0 {
		document := <-given
		order = append(order, document)
		releases[document]()
		synctest.Wait()
	}
	if turns.free != places || len(turns.busy)+len(turns.order)+len(turns.waiting) > 0 {
		t.Errorf("something is left: %+v", turns)
	}
	return order
}

func TestSourcesTakeTurns(t *testing.T) {
	for _, c := range []struct {
		name            string
		places          int
		documents, want []string
	}{
		{"one source, one place", 1, []string{"a1", "a2", "a3"}, []string{"a1", "a2", "a3"}},
		{"a source with many documents", 1, []string{"a1", "a2", "a3", "a4", "b1", "c1"}, []string{"a1", "a2", "b1", "c1", "a3", "a4"}},
		{"one source, two places", 2, []string{"a1", "a2", "a3", "b1", "b2"}, []string{"a1", "b1", "a2", "b2", "a3"}},
		{"the second place is for others", 2, []string{"a1", "a2", "b1"}, []string{"a1", "b1", "a2"}},
		{"three sources, two places", 2, []string{"a1", "b1", "a2", "b2", "c1", "c2"}, []string{"a1", "b1", "a2", "b2", "c1", "c2"}},
	} {
		synctest.Test(t, func(t *testing.T) {
			if got := served(t, c.places, c.documents...); !slices.Equal(got, c.want) {
				t.Errorf("%s: %v, want %v", c.name, got, c.want)
			}
		})
	}
}

func TestADocumentOfNoSourceStandsForItself(t *testing.T) {
	turns := newTurns(2)
	for range 2 { // the second would wait for ever
		if _, err := turns.acquire(t.Context(), ""); err != nil {
			t.Fatal(err)
		}
	}
}

func TestWhoeverGivesUpWaitingLeavesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		turns := newTurns(1)
		release, err := turns.acquire(t.Context(), "a")
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error)
		for _, source := range []string{"a", "b"} {
			go func() {
				_, err := turns.acquire(ctx, source)
				ended <- err
			}()
		}
		synctest.Wait()
		cancel()
		for range 2 {
			if err := <-ended; !errors.Is(err, context.Canceled) {
				t.Errorf("a wait that was given up ends with %v", err)
			}
		}
		release()
		if turns.free != 1 || len(turns.busy)+len(turns.order)+len(turns.waiting) > 0 {
			t.Errorf("something is left: %+v", turns)
		}
	})
}

// TestAPlaceGivenToNobodyGoesOn is the turn that comes in the moment its waiter gives up.
func TestAPlaceGivenToNobodyGoesOn(t *testing.T) {
	turns := newTurns(1)
	late := make(waiter)
	turns.enqueue("a", late)
	turns.withdraw("a", late)
	if _, err := turns.acquire(t.Context(), "b"); err != nil || turns.busy["a"] {
		t.Errorf("%v, %+v", err, turns)
	}
}
