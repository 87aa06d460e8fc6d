package outbox

import (
	"bytes"
	"errors"
	"strconv"
	"time"

	bolt "go.etcd.io/bbolt"

	"koubo/store/layout"
)

// A record that comes into a selection by a change that is announced to nobody (a sum that is published at last, another title, another
// theme) is new to its follower. A page that flips between two wordings would be new each day: when a record goes out of a selection is
// therefore remembered until Prune forgets it, and within that time its return is told to nobody. Both are written in the transaction of
// the visit that brought the change.

// tellOfComingIn leaves a change that is announced to nobody for those whose selection the record comes into by it.
func (a *Announcer) tellOfComingIn(c Change, r revision) error {
	var coming, losing []string
	for _, f := range a.followers {
		if c.bringsIn(a.at) && f.concerns(r) && !hasLeft(a.Tx, f.id, c.After.ID) {
			coming = append(coming, f.id)
		}
		if f.loses(r) {
			losing = append(losing, f.id)
		}
	}
	what := "selection " + strconv.FormatInt(a.at.UnixNano(), 10)
	return errors.Join(a.leave(Announcement{Record: r.after.record, News: r.news}, coming, what), noteLeft(a.Tx, losing, c.After.ID, a.at))
}

// hasLeft reports whether a record has gone out of a follower's selection of late.
func hasLeft(tx *bolt.Tx, follower, record string) bool {
	left := tx.Bucket(layout.LeftBucket)
	return left != nil && left.Get(layout.Within(follower, record)) != nil
}

// noteLeft remembers that a record has gone out of the selections of followers; whoever was stopped has none.
func noteLeft(tx *bolt.Tx, followers []string, record string, at time.Time) error {
	for _, id := range followers {
		stopped, err := isStopped(tx, id)
		if err != nil {
			return err
		}
		if stopped {
			continue
		}
		if err := layOutbox(tx); err != nil {
			return err
		}
		left, err := tx.CreateBucketIfNotExists(layout.LeftBucket)
		if err != nil {
			return err
		}
		if err := left.Put(layout.Within(id, record), layout.SecondValue(at)); err != nil {
			return err
		}
	}
	return nil
}

// dropLeft forgets those under a prefix that went out before an instant, the zero time standing for all.
func dropLeft(tx *bolt.Tx, prefix []byte, before time.Time) error {
	left := tx.Bucket(layout.LeftBucket)
	if left == nil {
		return nil
	}
	var keys [][]byte
	c := left.Cursor()
	for key, value := c.Seek(prefix); key != nil && bytes.HasPrefix(key, prefix); key, value = c.Next() {
		if before.IsZero() || layout.OfSecondValue(value).Before(before) {
			keys = append(keys, bytes.Clone(key))
		}
	}
	for _, key := range keys {
		if err := left.Delete(key); err != nil {
			return err
		}
	}
	return nil
}
