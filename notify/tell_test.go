package notify

import (
	"context"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"koubo/sources/config"
	"koubo/store"
	"koubo/store/outbox"
)

// TestTellReplacesTheNotifications of a worker that runs: a letter that waits for a notification which was added leaves at once, and
// none for one that was taken out.
func TestTellReplacesTheNotifications(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		st, err := store.Open(filepath.Join(t.TempDir(), "koubo.db"), store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		w, c := worker(st, "http://127.0.0.1"), &courier{}
		w.Courier, w.Gather = c, 3*time.Second
		follow := func(id string) {
			st.Follow([]outbox.Follower{{ID: id}})
			w.Tell([]config.Notification{atOnce(id)})
		}
		follow("before") // it does not run yet
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- w.Run(ctx) }()
		apply(t, st, visitOf("a", time.Now(), call(1, 0)))
		time.Sleep(time.Minute)
		follow("after")
		apply(t, st, visitOf("a", time.Now(), call(2, 0)))
		time.Sleep(time.Minute)
		if sent := c.letters(); len(sent) != 2 || c.tries["before"] != 1 || c.tries["after"] != 1 {
			t.Errorf("%d letters, %v", len(sent), c.tries)
		}
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
}
