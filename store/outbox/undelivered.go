package outbox

import (
	"bytes"
	"errors"
	"time"

	bolt "go.etcd.io/bbolt"

	"koubo/store/layout"
)

// Failed notes that an attempt to deliver a letter failed, and when to try again; dead means never.
func (b *Box) Failed(l Letter, reason string, next time.Time, dead bool) error {
	return b.commit(func(tx *bolt.Tx) error {
		key := layout.NumberKey(l.Follower, l.Number)
		value := tx.Bucket(layout.LetterBucket).Get(key)
		if value == nil {
			return nil
		}
		kept, err := letterOf(key, value)
		if err != nil {
			return err
		}
		kept.Attempts, kept.Reason, kept.Next, kept.Dead = kept.Attempts+1, reason, next, dead
		return putLetter(tx, kept)
	})
}

// Revive lets dead letters be tried again, of one follower or, with "", of all, and returns how many.
func (b *Box) Revive(follower string) (revived int, err error) {
	var prefix []byte
	if follower != "" {
		prefix = layout.Under(follower)
	}
	err = b.commit(func(tx *bolt.Tx) error {
		dead, err := lettersWhere(tx, prefix, func(l Letter) bool { return l.Dead })
		if err != nil {
			return err
		}
		for _, l := range dead {
			l.Dead, l.Attempts, l.Next = false, 0, time.Time{}
			if err := putLetter(tx, l); err != nil {
				return err
			}
		}
		if revived = len(dead); revived > 0 {
			tx.OnCommit(b.wake)
		}
		return nil
	})
	return revived, err
}

// Prune forgets dead letters and announcements that have waited since before an instant, as for a follower that is configured
// no more, and what went out of selections before it.
func (b *Box) Prune(before time.Time) error {
	return b.commit(func(tx *bolt.Tx) error {
		if tx.Bucket(layout.FollowerBucket) == nil {
			return nil
		}
		if err := dropLetters(tx, nil, func(l Letter) bool { return l.Made.Before(before) }); err != nil {
			return err
		}
		return errors.Join(pruneWaiting(tx, before), dropLeft(tx, nil, before))
	})
}

func pruneWaiting(tx *bolt.Tx, before time.Time) error {
	var keys [][]byte
	if err := tx.Bucket(layout.WaitingBucket).ForEach(func(key, value []byte) error {
		if at, _ := layout.OfWaitingValue(value); at.Before(before) {
			keys = append(keys, bytes.Clone(key))
		}
		return nil
	}); err != nil {
		return err
	}
	for _, key := range keys {
		_, number, _ := layout.OfNumberKey(key)
		if err := errors.Join(tx.Bucket(layout.WaitingBucket).Delete(key), unwant(tx, number)); err != nil {
			return err
		}
	}
	return nil
}
