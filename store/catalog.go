package store

import (
	"time"

	bolt "go.etcd.io/bbolt"

	"koubo/opportunity"
	"koubo/store/index"
	"koubo/store/layout"
)

// Listed is a record as a list of addresses names it.
type Listed struct {
	Place   uint32 // among the changes of the file: it grows with each change of the record, and no two records share one
	ID      string
	Changed time.Time // the latest revision or, where there is none, when it was first seen
}

// idsOfAPage is about how many records' places stand in a page of the file.
const idsOfAPage = 50

// Places calls visit with the id and the place of every record, in the order of the ids, until it returns an error, which Places
// returns. No record is read for it.
func (s *Store) Places(visit func(id string, place uint32) error) error {
	return s.file.View(func(tx *bolt.Tx) error {
		c := tx.Bucket(layout.IDBucket).Cursor()
		last := ""
		n := 0
		for key, value := c.First(); key != nil; key, value = c.Next() {
			if string(key) <= last && last != "" {
				return layout.OutOfOrder(layout.IDBucket, key)
			}
			if n++; n%idsOfAPage == 0 {
				s.file.Relieve(tx.Size(), 1)
			}
			last = string(key)
			if err := visit(last, uint32(layout.PlaceOf(value).At)); err != nil {
				return err
			}
		}
		return nil
	})
}

// NewsPlace returns the place of a record among those of which the same second told: in the order of news the greater comes first.
func (s *Store) NewsPlace(id string) (place uint32, err error) {
	err = s.file.View(func(tx *bolt.Tx) error {
		at := layout.PlaceOf(tx.Bucket(layout.IDBucket).Get([]byte(id))).At
		place = uint32(at)
		if order := tx.Bucket(layout.LatestBucket); order != nil { // an older file has none
			if latest, ok := layout.LatestOf(order.Get(at.Key())); ok {
				place = uint32(latest.Told)
			}
		}
		return nil
	})
	return place, err
}

// MapAtMost bounds how many bytes of the file, and of the program itself, count as memory of this process while records are read; 0
// for the usual bound. Whoever reads all records sets a low one.
func (s *Store) MapAtMost(bytes int64) { s.file.MapAtMost(bytes) }

// ListFrom returns up to n records in the order of their places, from a place on.
func (s *Store) ListFrom(place uint32, n int) (all []Listed, err error) {
	err = s.file.View(func(tx *bolt.Tx) error {
		c := tx.Bucket(layout.DocBucket).Cursor()
		for key, data := c.Seek(layout.Doc(place).Key()); key != nil && len(all) < n; key, data = c.Next() {
			at := layout.DocOf(key)
			if len(all) > 0 && uint32(at) <= all[len(all)-1].Place {
				return layout.OutOfOrder(layout.DocBucket, key)
			}
			o, err := layout.DecodeRecord(data)
			if err != nil {
				return index.DocumentError(at, err)
			}
			all = append(all, listedOf(at, o))
		}
		return nil
	})
	return all, err
}

// LatestBefore returns the record with the greatest place below one, false where there is none.
func (s *Store) LatestBefore(place uint32) (found Listed, ok bool, err error) {
	err = s.file.View(func(tx *bolt.Tx) error {
		c := tx.Bucket(layout.DocBucket).Cursor()
		step := c.Last
		if next, _ := c.Seek(layout.Doc(place).Key()); next != nil {
			step = c.Prev
		}
		key, data := step()
		if key == nil || uint32(layout.DocOf(key)) >= place {
			return nil
		}
		o, err := layout.DecodeRecord(data)
		if err != nil {
			return index.DocumentError(layout.DocOf(key), err)
		}
		found, ok = listedOf(layout.DocOf(key), o), true
		return nil
	})
	return found, ok, err
}

func listedOf(at layout.Doc, o opportunity.Opportunity) Listed {
	changed := o.FirstSeen
	if o.Revised.After(changed) {
		changed = o.Revised
	}
	return Listed{Place: uint32(at), ID: o.ID, Changed: changed}
}
