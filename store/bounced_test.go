package store

import (
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"koubo/store/outbox"
)

// TestBouncesInARowAreCounted up to the letter that came back, each once, and those of no letter of ours are none.
func TestBouncesInARowAreCounted(t *testing.T) {
	s, err := Open(filepath.Join(t.TempDir(), "koubo.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if follower, _, err := s.Bounced("x"); follower != "" || err != nil {
		t.Fatal(follower, err)
	}
	keys := []string{}
	for n := range 5 {
		for _, id := range []string{"a", "ab"} {
			if err := s.Alert(id, outbox.Alert{Day: fmt.Sprintf("2026-11-%02d", n+1), Sources: []outbox.SourceAlert{{Source: "x"}}}); err != nil {
				t.Fatal(err)
			}
			number, err := s.Seal(id, 1)
			if err != nil {
				t.Fatal(err)
			}
			l, _, err := s.Letter(id, number)
			if err == nil {
				err = s.Delivered(l)
			}
			if err != nil {
				t.Fatal(err)
			}
			if id == "a" {
				keys = append(keys, l.Key)
			}
		}
	}
	for _, c := range []struct{ letter, inARow int }{{0, 1}, {2, 1}, {2, 1}, {3, 2}, {1, 2}, {4, 5}, {4, 5}} {
		if follower, n, err := s.Bounced(keys[c.letter]); follower != "a" || n != c.inARow || err != nil {
			t.Errorf("letter %d: %q, %d in a row, %v", c.letter, follower, n, err)
		}
	}
	again := outbox.New(s.file, func(apply func(*bolt.Tx) error) error { // as where another part of the same transaction fails
		_ = s.file.Update(func(tx *bolt.Tx) error { return errors.Join(apply(tx), errors.New("rolled back")) })
		return s.commit(apply)
	}, time.Now)
	if _, n, err := again.Bounced(keys[4]); n != 5 || err != nil {
		t.Errorf("in a transaction that ran twice: %d in a row, %v", n, err)
	}
	states, err := s.Outbox()
	if err != nil || len(states) != 2 {
		t.Fatal(states, err)
	}
	for _, d := range states[1].Delivered {
		if d.Bounced {
			t.Error("a letter of another follower came back")
		}
	}
	meanwhile := outbox.New(s.file, func(apply func(*bolt.Tx) error) error { return errors.Join(s.Forget("a"), s.commit(apply)) }, time.Now)
	if follower, n, err := meanwhile.Bounced(keys[4]); follower != "" || n != 0 || err != nil {
		t.Errorf("a follower that is forgotten meanwhile: %q, %d, %v", follower, n, err)
	}
}
