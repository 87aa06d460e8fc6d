package store

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"time"

	bolt "go.etcd.io/bbolt"

	"koubo/opportunity/jdate"
)

// FollowerNote is what is remembered of a follower between its letters.
type FollowerNote struct {
	Stopped time.Time `json:"stopped,omitzero"`  // since when it is told nothing, by its reader's wish or since there is none; zero where it is told
	Gone    int       `json:"gone,omitempty"`    // letters in a row that came back because there is no such receiver
	Day     string    `json:"day,omitempty"`     // the last day of Japan on which reminders or alerts were left
	Alerted uint64    `json:"alerted,omitempty"` // the latest event that alerts have told of
}

// Note returns what is remembered of a follower.
func (s *Store) Note(follower string) (n FollowerNote, err error) {
	err = s.view(func(tx *bolt.Tx) error {
		n, err = noteOf(tx, follower)
		return err
	})
	return n, err
}

func noteOf(tx *bolt.Tx, follower string) (n FollowerNote, err error) {
	notes := tx.Bucket(followerBucket)
	if notes == nil {
		return n, nil
	}
	if value := notes.Get([]byte(follower)); value != nil {
		err = unmarshal(value, &n)
	}
	return n, err
}

// putNote writes what is remembered of a follower.
func putNote(tx *bolt.Tx, follower string, n FollowerNote) error {
	if err := layOutbox(tx); err != nil {
		return err
	}
	value, err := json.Marshal(n)
	if err != nil {
		return err
	}
	return tx.Bucket(followerBucket).Put([]byte(follower), value)
}

func isStopped(tx *bolt.Tx, follower string) (bool, error) {
	n, err := noteOf(tx, follower)
	return !n.Stopped.IsZero(), err
}

// Stop ends, or resumes, what a follower is told; what waits for it is forgotten, letters too.
func (s *Store) Stop(follower string, stop bool) error {
	return s.commit(func(tx *bolt.Tx) error {
		n, err := noteOf(tx, follower)
		if err != nil {
			return err
		}
		if n.Stopped = (time.Time{}); stop {
			n.Stopped = s.now()
		} else {
			n.Gone = 0
		}
		if err := putNote(tx, follower, n); err != nil || !stop {
			return err
		}
		if err := dropLetters(tx, under(follower), func(Letter) bool { return true }); err != nil {
			return err
		}
		return forgetWaiting(tx, follower)
	})
}

func forgetWaiting(tx *bolt.Tx, follower string) error {
	c, prefix := tx.Bucket(waitingBucket).Cursor(), under(follower)
	for key, _ := c.Seek(prefix); bytes.HasPrefix(key, prefix); key, _ = c.Seek(prefix) {
		_, number, _ := ofNumberKey(key)
		if err := c.Delete(); err != nil {
			return err
		}
		if err := unwant(tx, number); err != nil {
			return err
		}
	}
	return nil
}

// Forget removes all that is kept of a follower: what waits, its letters, what was delivered.
func (s *Store) Forget(follower string) error {
	return s.commit(func(tx *bolt.Tx) error {
		if tx.Bucket(followerBucket) == nil {
			return nil
		}
		if err := dropLetters(tx, under(follower), func(Letter) bool { return true }); err != nil {
			return err
		}
		if err := forgetWaiting(tx, follower); err != nil {
			return err
		}
		if err := keepLatest(tx.Bucket(deliveredBucket), under(follower), 0); err != nil {
			return err
		}
		return tx.Bucket(followerBucket).Delete([]byte(follower))
	})
}

// Remind leaves reminders for a follower, once a day of Japan, and remembers the day. They count as left when the day began, so
// that a letter of the same day takes them along. Each Announcement has its Reminder.
func (s *Store) Remind(follower, day string, list []Announcement) error {
	return s.commit(func(tx *bolt.Tx) error {
		n, err := noteOf(tx, follower)
		if err != nil || n.Day >= day {
			return err
		}
		a := s.announcer(tx, jdate.Date(day).Time(""))
		for _, told := range list {
			if err := a.leave(told, []string{follower}, "reminder "+told.Reminder.Key); err != nil {
				return err
			}
		}
		n.Day = day
		return putNote(tx, follower, n)
	})
}

// Secret returns 32 random bytes that are the file's own and stay.
func (s *Store) Secret() (secret []byte, err error) {
	err = s.view(func(tx *bolt.Tx) error {
		secret = bytes.Clone(tx.Bucket(metaBucket).Get(secretKey))
		return nil
	})
	if err != nil || len(secret) > 0 {
		return secret, err
	}
	err = s.commit(func(tx *bolt.Tx) error {
		meta := tx.Bucket(metaBucket)
		if secret = bytes.Clone(meta.Get(secretKey)); len(secret) > 0 {
			return nil
		}
		secret = make([]byte, 32)
		if _, err := rand.Read(secret); err != nil {
			return err
		}
		return meta.Put(secretKey, secret)
	})
	return secret, err
}
