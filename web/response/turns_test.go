package response

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// crowdOf has answers asked for one after the other, each of which takes a second to make, and returns their names in the order in
// which they were ready, with the seconds.
func crowdOf(t *testing.T, turns turns, names ...string) (ready []string) {
	synctest.Test(t, func(*testing.T) {
		var mu sync.Mutex
		var all sync.WaitGroup
		begun := time.Now()
		for _, name := range names {
			all.Go(func() {
				defer turns.take(name[0] == 'L')()
				time.Sleep(time.Second)
				mu.Lock()
				defer mu.Unlock()
				ready = append(ready, fmt.Sprintf("%s %.0f", name, time.Since(begun).Seconds()))
			})
			synctest.Wait()
			time.Sleep(time.Millisecond)
		}
		all.Wait()
	})
	return ready
}

func TestTheFirstToAskIsTheFirstToBeAnswered(t *testing.T) {
	for _, row := range []struct{ asked, want []string }{
		{[]string{"a", "b", "c", "d", "e"}, []string{"a 1", "b 1", "c 2", "d 2", "e 3"}},
		{[]string{"L1", "L2", "L3", "a", "b"}, []string{"L1 1", "a 1", "b 2", "L2 2", "L3 3"}}, // what takes long leaves one to the others
	} {
		if got := crowdOf(t, turnsFor(2), row.asked...); !slices.Equal(got, row.want) {
			t.Errorf("%q: %q, want %q", row.asked, got, row.want)
		}
	}
}

// TestAPanicGivesItsTurnBack: a page that fails must not leave fewer turns to the others.
func TestAPanicGivesItsTurnBack(t *testing.T) {
	c := NewCache()
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	for n := range 100 {
		func() {
			defer func() { _ = recover() }()
			_, _ = c.Get(r, fmt.Sprint(n), 1, time.Now(), n%2 == 0, func(context.Context) (Answer, time.Time, error) { panic("a bad record") })
		}()
	}
	if _, err := c.Get(r, "good", 1, time.Now(), true, func(context.Context) (Answer, time.Time, error) { return Answer{}, time.Time{}, nil }); err != nil {
		t.Error(err)
	}
}
