package store

import (
	bolt "go.etcd.io/bbolt"

	"koubo/sources"
)

// droppedKept is how many titles that were left out are kept of a source.
const droppedKept = 500

// Dropped returns the listed titles that the latest visit which read a source's entries left out, up to 500, in their order.
func (s *Store) Dropped(sourceID string) ([]sources.Dropped, error) {
	var dropped []sources.Dropped
	err := s.file.view(func(tx *bolt.Tx) error {
		bucket := tx.Bucket(droppedBucket)
		if bucket == nil { // a file of the first version, open for reading
			return nil
		}
		value := bucket.Get([]byte(sourceID))
		if value == nil {
			return nil
		}
		d := &decoder{s: string(value)}
		dropped = decodeList(d, func(d *decoder) sources.Dropped {
			return sources.Dropped{Title: d.text(), URL: d.text(), Why: d.text()}
		})
		return d.finish()
	})
	return dropped, err
}

// putDropped replaces what is kept where the visit read its entries afresh.
func putDropped(tx *bolt.Tx, v sources.Visit) error {
	if v.Dropped == nil {
		return nil
	}
	e := &encoder{}
	encodeList(e, v.Dropped[:min(len(v.Dropped), droppedKept)], func(e *encoder, d sources.Dropped) {
		e.text(d.Title)
		e.text(d.URL)
		e.text(d.Why)
	})
	return putChanged(tx.Bucket(droppedBucket), []byte(v.Source.ID), e.b)
}
