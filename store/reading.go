package store

import (
	"bytes"
	"errors"

	bolt "go.etcd.io/bbolt"

	"koubo/sources"
	"koubo/store/layout"
)

// readBy has all that was read by other rules than these read anew at its next visit: lists, feeds and pages are asked for whole
// once, and so are the pages of listed titles that were dropped.
func (s *Store) readBy(rules string) error {
	same := false
	if err := s.file.View(func(tx *bolt.Tx) error {
		same = string(tx.Bucket(layout.MetaBucket).Get(layout.ReadingKey)) == rules
		return nil
	}); err != nil || same {
		return err
	}
	return s.file.WriteError(s.file.Update(func(tx *bolt.Tx) error {
		later := laterPuts{}
		return errors.Join(staleValidators(tx, later), staleDropped(tx, later), later.put(tx), tx.Bucket(layout.MetaBucket).Put(layout.ReadingKey, []byte(rules)))
	}))
}

// staleValidators marks each list, feed and page as read by other rules.
func staleValidators(tx *bolt.Tx, later laterPuts) error {
	return tx.Bucket(layout.ValidatorBucket).ForEach(func(key, value []byte) error {
		v, err := layout.DecodeValidator(value)
		if err != nil {
			return err
		}
		v.Reading, v.Drafts = sources.StaleReading, ""
		later.add(layout.ValidatorBucket, bytes.Clone(key), layout.EncodeValidator(v))
		return nil
	})
}

// staleDropped has the pages read again that showed that a listed title is no opportunity.
func staleDropped(tx *bolt.Tx, later laterPuts) error {
	return tx.Bucket(layout.KnownBucket).ForEach(func(key, value []byte) error {
		k, err := layout.DecodeKnown(value)
		if err != nil || k.Dropped == "" || k.Gone {
			return err
		}
		k.Pending, k.Tries = true, 0
		later.add(layout.KnownBucket, bytes.Clone(key), layout.EncodeKnown(k))
		return nil
	})
}
