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

// NewsKeys returns the keys under which a record stands in the index of news, each once, and the one in that of what ended, nil for
// none, with its value.
func NewsKeys(at layout.Doc, o opportunity.Opportunity) (told [][]byte, end, value []byte) {
	for _, n := range o.Told() {
		told = append(told, layout.DeadlineKey(layout.SecondOf(n.At), at))
	}
	slices.SortFunc(told, bytes.Compare)
	told = slices.CompactFunc(told, bytes.Equal)
	if was, when, ok := o.Ended(); ok {
		end, value = layout.DeadlineKey(layout.SecondOf(when), at), []byte{0}
		if was.IsOpportunity {
			value[0] = 1
		}
	}
	return told, end, value
}

// latestOf returns the place in the order of news of a record that stands, or will, at a document: that of the document that it
// replaces, nil for none, where nothing was told since.
func latestOf(tx *bolt.Tx, at layout.Doc, o opportunity.Opportunity, old *Document) layout.Latest {
	latest := layout.Latest{Second: layout.SecondOf(o.News().At), Told: at}
	if old != nil {
		if before, ok := layout.LatestOf(tx.Bucket(layout.LatestBucket).Get(old.At.Key())); ok && before.Second == latest.Second {
			latest.Told = before.Told
		}
	}
	return latest
}

// indexNews enters a document into the indexes of news, of what ended, and of the order of news.
func indexNews(tx *bolt.Tx, at layout.Doc, o opportunity.Opportunity, latest layout.Latest) error {
	told, end, value := NewsKeys(at, o)
	for _, key := range told {
		if err := tx.Bucket(layout.NewsBucket).Put(key, []byte{}); err != nil {
			return err
		}
	}
	order := tx.Bucket(layout.LatestBucket)
	order.FillPercent = 0.9 // keys only grow
	if err := order.Put(at.Key(), latest.Value()); err != nil || end == nil {
		return err
	}
	return tx.Bucket(layout.EndedBucket).Put(end, value)
}

// forgetNews takes a document out of the three.
func forgetNews(tx *bolt.Tx, at layout.Doc, o opportunity.Opportunity) error {
	told, end, _ := NewsKeys(at, o)
	for _, key := range told {
		if err := tx.Bucket(layout.NewsBucket).Delete(key); err != nil {
			return err
		}
	}
	if err := tx.Bucket(layout.LatestBucket).Delete(at.Key()); err != nil || end == nil {
		return err
	}
	return tx.Bucket(layout.EndedBucket).Delete(end)
}

// reindexNews enters a document, whose record changes in its place, into the three anew where its keys changed.
func reindexNews(tx *bolt.Tx, old *Document, now opportunity.Opportunity) error {
	oldTold, oldEnd, oldValue := NewsKeys(old.At, old.Record)
	told, end, value := NewsKeys(old.At, now)
	if slices.EqualFunc(oldTold, told, bytes.Equal) && bytes.Equal(oldEnd, end) && bytes.Equal(oldValue, value) {
		return nil
	}
	latest := latestOf(tx, old.At, now, old)
	return errors.Join(forgetNews(tx, old.At, old.Record), indexNews(tx, old.At, now, latest))
}

// Ended returns the documents that ended since an instant, and those of them that invited before.
func Ended(tx *bolt.Tx, since time.Time) (all, calls *roaring.Bitmap, err error) {
	all, calls = roaring.New(), roaring.New()
	c := tx.Bucket(layout.EndedBucket).Cursor()
	last := []byte(nil)
	for key, value := c.Seek(layout.DeadlineKey(layout.SecondOf(since), 0)); key != nil; key, value = c.Next() {
		if bytes.Compare(last, key) >= 0 {
			return nil, nil, layout.OutOfOrder(layout.EndedBucket, key)
		}
		last = append(last[:0], key...)
		if len(key) != 12 || len(value) != 1 {
			return nil, nil, fmt.Errorf("the key %x of %s leads to %d bytes", key, layout.EndedBucket, len(value))
		}
		at := uint32(layout.OfDeadlineKey(key))
		if all.Add(at); value[0] == 1 {
			calls.Add(at)
		}
	}
	return all, calls, nil
}
