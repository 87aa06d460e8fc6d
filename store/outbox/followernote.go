package outbox

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"time"

	bolt "go.etcd.io/bbolt"

	"koubo/opportunity/jdate"
	"koubo/sources"
	"koubo/store/layout"
)

// FollowerNote is what is remembered of a follower between its letters.
type FollowerNote struct {
	Stopped time.Time `json:"stopped,omitzero"`  // since when it is told nothing, by its reader's wish or since there is none; zero where it is told
	Gone    int       `json:"gone,omitempty"`    // letters in a row that came back because there is no such receiver
	Day     string    `json:"day,omitempty"`     // the last day of Japan on which reminders or alerts were left
	Alerted uint64    `json:"alerted,omitempty"` // the latest event that alerts have told of

	Site sources.State `json:"site,omitempty"` // of publishing the site, as alerts have told of it; "" for nothing
}

// Note returns what is remembered of a follower.
func (b *Box) Note(follower string) (n FollowerNote, err error) {
	err = b.file.View(func(tx *bolt.Tx) error {
		n, err = noteOf(tx, follower)
		return err
	})
	return n, err
}

func noteOf(tx *bolt.Tx, follower string) (n FollowerNote, err error) {
	notes := tx.Bucket(layout.FollowerBucket)
	if notes == nil {
		return n, nil
	}
	if value := notes.Get([]byte(follower)); value != nil {
		err = layout.Unmarshal(value, &n)
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
	return tx.Bucket(layout.FollowerBucket).Put([]byte(follower), value)
}

func isStopped(tx *bolt.Tx, follower string) (bool, error) {
	n, err := noteOf(tx, follower)
	return !n.Stopped.IsZero(), err
}

// Stop ends, or resumes, what a follower is told; what waits for it is forgotten, letters too.
func (b *Box) Stop(follower string, stop bool) error {
	return b.commit(func(tx *bolt.Tx) error {
		n, err := noteOf(tx, follower)
		if err != nil {
			return err
		}
		if n.Stopped = (time.Time{}); stop {
			n.Stopped = b.now()
		} else {
			n.Gone = 0
		}
		if err := putNote(tx, follower, n); err != nil || !stop {
			return err
		}
		if err := dropLetters(tx, layout.Under(follower), func(Letter) bool { return true }); err != nil {
			return err
		}
		return errors.Join(forgetWaiting(tx, follower), dropLeft(tx, layout.Under(follower), time.Time{}))
	})
}

func forgetWaiting(tx *bolt.Tx, follower string) error {
	c, prefix := tx.Bucket(layout.WaitingBucket).Cursor(), layout.Under(follower)
	for key, _ := c.Seek(prefix); bytes.HasPrefix(key, prefix); key, _ = c.Seek(prefix) {
		_, number, _ := layout.OfNumberKey(key)
		if err := c.Delete(); err != nil {
			return err
		}
		if err := unwant(tx, number); err != nil {
			return err
		}
	}
	return nil
}

// Forget removes all that is kept of a follower: what waits, its letters, what was delivered, what went out of its selection.
func (b *Box) Forget(follower string) error {
	return b.commit(func(tx *bolt.Tx) error {
		if tx.Bucket(layout.FollowerBucket) == nil {
			return nil
		}
		if err := dropLetters(tx, layout.Under(follower), func(Letter) bool { return true }); err != nil {
			return err
		}
		if err := errors.Join(forgetWaiting(tx, follower), dropLeft(tx, layout.Under(follower), time.Time{})); err != nil {
			return err
		}
		if err := layout.KeepLatest(tx.Bucket(layout.DeliveredBucket), layout.Under(follower), 0); err != nil {
			return err
		}
		return tx.Bucket(layout.FollowerBucket).Delete([]byte(follower))
	})
}

// Remind leaves reminders for a follower, once a day of Japan, and remembers the day. They count as left when the day began, so
// that a letter of the same day takes them along. Each Announcement has its Reminder.
func (b *Box) Remind(follower, day string, list []Announcement) error {
	return b.commit(func(tx *bolt.Tx) error {
		n, err := noteOf(tx, follower)
		if err != nil || n.Day >= day {
			return err
		}
		a := b.Announcer(tx, jdate.Date(day).Time(""))
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
func (b *Box) Secret() (secret []byte, err error) {
	err = b.file.View(func(tx *bolt.Tx) error {
		secret = bytes.Clone(tx.Bucket(layout.MetaBucket).Get(layout.SecretKey))
		return nil
	})
	if err != nil || len(secret) > 0 {
		return secret, err
	}
	err = b.commit(func(tx *bolt.Tx) error {
		meta := tx.Bucket(layout.MetaBucket)
		if secret = bytes.Clone(meta.Get(layout.SecretKey)); len(secret) > 0 {
			return nil
		}
		secret = make([]byte, 32)
		if _, err := rand.Read(secret); err != nil {
			return err
		}
		return meta.Put(layout.SecretKey, secret)
	})
	return secret, err
}
