package outbox

import (
	"bytes"
	"encoding/json"

	bolt "go.etcd.io/bbolt"

	"koubo/store/layout"
)

// Gone notes that a letter came back because there is no such receiver, and returns how many have in a row. A letter that arrives,
// and a follower that is resumed, begin the count anew.
func (b *Box) Gone(follower string) (inARow int, err error) {
	err = b.commit(func(tx *bolt.Tx) error {
		n, err := noteOf(tx, follower)
		if err != nil {
			return err
		}
		n.Gone++
		inARow = n.Gone
		return putNote(tx, follower, n)
	})
	return inARow, err
}

// isThere notes that the receiver of a follower took something.
func isThere(tx *bolt.Tx, follower string) error {
	n, err := noteOf(tx, follower)
	if err != nil || n.Gone == 0 {
		return err
	}
	n.Gone = 0
	return putNote(tx, follower, n)
}

// Bounced notes that a letter which was taken came back later, and returns whom it was for and how many of the letters before it and up
// to it came back in a row; "" where no letter of that key is remembered.
func (b *Box) Bounced(key string) (follower string, inARow int, err error) {
	err = b.commit(func(tx *bolt.Tx) error {
		delivered := tx.Bucket(layout.DeliveredBucket)
		if delivered == nil {
			return nil
		}
		at, came, err := deliveryOf(delivered, key)
		if err != nil || at == nil {
			return err
		}
		follower, _, _ = layout.OfNumberKey(at)
		inARow = 0 // the transaction may run twice
		c := delivered.Cursor()
		for k, value := c.Seek(at); bytes.HasPrefix(k, layout.Under(follower)); k, value = c.Prev() {
			var d Delivery
			if err := layout.Unmarshal(value, &d); err != nil {
				return err
			}
			if inARow > 0 && !d.Bounced {
				break
			}
			inARow++
		}
		came.Bounced = true
		value, err := json.Marshal(came)
		if err != nil {
			return err
		}
		return delivered.Put(at, value)
	})
	return follower, inARow, err
}

// deliveryOf is the delivery of a letter and its place, nil where it is not remembered.
func deliveryOf(delivered *bolt.Bucket, key string) (at []byte, found Delivery, err error) {
	err = delivered.ForEach(func(k, value []byte) error {
		var d Delivery
		if err := layout.Unmarshal(value, &d); err != nil {
			return err
		}
		if d.Key == key {
			at, found = bytes.Clone(k), d
		}
		return nil
	})
	return at, found, err
}
