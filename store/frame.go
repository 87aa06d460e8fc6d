package store

import (
	"bytes"
	"fmt"
	"maps"
	"slices"

	bolt "go.etcd.io/bbolt"

	"koubo/store/layout"
)

// Frame returns what is remembered of the blocks that a host's pages repeat, as Visit.Frames had it; nil for nothing.
func (s *Store) Frame(host string) (value []byte, err error) {
	err = s.file.View(func(tx *bolt.Tx) error {
		if b := tx.Bucket(layout.FrameBucket); b != nil {
			value = bytes.Clone(b.Get(layout.FrameKey(host)))
		}
		return nil
	})
	return value, err
}

func putFrames(tx *bolt.Tx, frames map[string][]byte) error {
	if len(frames) == 0 {
		return nil
	}
	b, err := tx.CreateBucketIfNotExists(layout.FrameBucket)
	if err != nil {
		return err
	}
	for _, host := range slices.Sorted(maps.Keys(frames)) { // the same visits make the same file
		if size := len(frames[host]); size > layout.MaxFrame {
			return fmt.Errorf("the frame of %s takes %d bytes, more than the %d that a host may have; please report this", host, size, layout.MaxFrame)
		}
		if err := layout.PutChanged(b, layout.FrameKey(host), frames[host]); err != nil {
			return err
		}
	}
	return nil
}
