package index

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/RoaringBitmap/roaring/v2"
	bolt "go.etcd.io/bbolt"

	"koubo/opportunity"
	"koubo/store/layout"
)

// NewsKeys returns the keys under which a record stands in the index of news, each once, and the one in that of what was
// called off, nil for none, with its value.
func NewsKeys(at layout.Doc, o opportunity.Opportunity) (told [][]byte, off, value []byte) {
	for _, n := range o.Told() {
		told = append(told, layout.DeadlineKey(layout.SecondOf(n.At), at))
	}
	slices.SortFunc(told, bytes.Compare)
	told = slices.CompactFunc(told, bytes.Equal)
	if was, when, ok := o.Ended(); ok {
		off, value = layout.DeadlineKey(layout.SecondOf(when), at), []byte{0}
		if was.IsOpportunity {
			value[0] = 1
		}
	}
	return told, off, value
}

// indexNews enters a document into the indexes of news and of what was called off.
func indexNews(tx *bolt.Tx, at layout.Doc, o opportunity.Opportunity) error {
	told, off, value := NewsKeys(at, o)
	for _, key := range told {
		if err := tx.Bucket(layout.NewsBucket).Put(key, []byte{}); err != nil {
			return err
		}
	}
	if off == nil {
		return nil
	}
	return tx.Bucket(layout.CalledOffBucket).Put(off, value)
}

// forgetNews takes a document out of the two.
func forgetNews(tx *bolt.Tx, at layout.Doc, o opportunity.Opportunity) error {
	told, off, _ := NewsKeys(at, o)
	for _, key := range told {
		if err := tx.Bucket(layout.NewsBucket).Delete(key); err != nil {
			return err
		}
	}
	if off == nil {
		return nil
	}
	return tx.Bucket(layout.CalledOffBucket).Delete(off)
}

// reindexNews enters a document into the two anew where its keys changed.
func reindexNews(tx *bolt.Tx, at layout.Doc, old, now opportunity.Opportunity) error {
	oldTold, oldOff, oldValue := NewsKeys(at, old)
	told, off, value := NewsKeys(at, now)
	if slices.EqualFunc(oldTold, told, bytes.Equal) && bytes.Equal(oldOff, off) && bytes.Equal(oldValue, value) {
		return nil
	}
	return errors.Join(forgetNews(tx, at, old), indexNews(tx, at, now))
}

// CalledOff returns the documents that were called off since an instant, and those of them that invited before.
func CalledOff(tx *bolt.Tx, since time.Time) (all, calls *roaring.Bitmap, err error) {
	all, calls = roaring.New(), roaring.New()
	c := tx.Bucket(layout.CalledOffBucket).Cursor()
	last := []byte(nil)
	for key, value := c.Seek(layout.DeadlineKey(layout.SecondOf(since), 0)); key != nil; key, value = c.Next() {
		if bytes.Compare(last, key) >= 0 {
			return nil, nil, layout.OutOfOrder(layout.CalledOffBucket, key)
		}
		last = append(last[:0], key...)
		if len(key) != 12 || len(value) != 1 {
			return nil, nil, fmt.Errorf("the key %x of %s leads to %d bytes", key, layout.CalledOffBucket, len(value))
		}
		at := uint32(layout.OfDeadlineKey(key))
		if all.Add(at); value[0] == 1 {
			calls.Add(at)
		}
	}
	return all, calls, nil
}
