package store

import (
	bolt "go.etcd.io/bbolt"

	"koubo/sources"
	"koubo/store/layout"
)

// droppedKept is how many titles that were left out are kept of a source.
const droppedKept = 500

// Dropped returns the listed titles that the latest visit which read a source's entries left out, up to 500, in their order.
func (s *Store) Dropped(sourceID string) ([]sources.Dropped, error) {
	var dropped []sources.Dropped
	err := s.file.View(func(tx *bolt.Tx) error {
		bucket := tx.Bucket(layout.DroppedBucket)
		if bucket == nil { // a file of the first version, open for reading
			return nil
		}
		value := bucket.Get([]byte(sourceID))
		if value == nil {
			return nil
		}
		d := layout.NewDecoder(value)
		dropped = layout.DecodeList(d, func(d *layout.Decoder) sources.Dropped {
			return sources.Dropped{Title: d.Text(), URL: d.Text(), Why: d.Text()}
		})
		return d.Finish()
	})
	return dropped, err
}

// putDropped replaces what is kept where the visit read its entries afresh.
func putDropped(tx *bolt.Tx, v sources.Visit) error {
	if v.Dropped == nil {
		return nil
	}
	e := layout.NewEncoder(4096)
	layout.EncodeList(e, v.Dropped[:min(len(v.Dropped), droppedKept)], func(e *layout.Encoder, d sources.Dropped) {
		e.Text(d.Title)
		e.Text(d.URL)
		e.Text(d.Why)
	})
	return layout.PutChanged(tx.Bucket(layout.DroppedBucket), []byte(v.Source.ID), e.Bytes())
}
