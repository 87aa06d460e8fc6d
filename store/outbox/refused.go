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
	at, err := b.deliveryOf(key)
	if err != nil || at == nil {
		return "", 0, err
	}
	err = b.commit(func(tx *bolt.Tx) error {
		follower, inARow = "", 0 // the transaction may run twice
		delivered := tx.Bucket(layout.DeliveredBucket)
		came, err := deliveryAt(delivered.Get(at))
		if err != nil || came.Key != key { // forgotten meanwhile
			return err
		}
		follower, _, _ = layout.OfNumberKey(at)
		c := delivered.Cursor()
		for k, value := c.Seek(at); bytes.HasPrefix(k, layout.Under(follower)); k, value = c.Prev() {
			d, err := deliveryAt(value)
			if err != nil {
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

// deliveryOf is the place of the delivery of a letter, nil where it is not remembered. All are looked through, which no write waits for,
// and only those that hold the key are decoded: there are at most deliveriesKept of each follower.
func (b *Box) deliveryOf(key string) (at []byte, err error) {
	err = b.file.View(func(tx *bolt.Tx) error {
		delivered := tx.Bucket(layout.DeliveredBucket)
		if delivered == nil {
			return nil
		}
		c := delivered.Cursor()
		for k, value := c.First(); k != nil; k, value = c.Next() {
			if !bytes.Contains(value, []byte(key)) {
				continue
			}
			d, err := deliveryAt(value)
			if err != nil {
				return err
			}
			if d.Key == key {
				at = bytes.Clone(k)
			}
		}
		return nil
	})
	return at, err
}

// deliveryAt decodes a delivery, the zero one where there is none.
func deliveryAt(value []byte) (d Delivery, err error) {
	if value == nil {
		return d, nil
	}
	err = layout.Unmarshal(value, &d)
	return d, err
}
