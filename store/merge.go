package store

import (
	"fmt"
	"maps"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	bolt "go.etcd.io/bbolt"

	"koubo/opportunity"
)

// mergeAfter is how many of the newest documents wait for their postings. A record has some 200 terms; merging a
// thousand records at once touches each common term once, and a visit's own transaction stays small. A query reads
// the waiting ones one by one, which is quicker than their postings would be.
const mergeAfter = 1024

// edit is what a merge does to one posting: the low 16 bits of documents.
type edit struct{ add, drop []uint32 }

// edits are those of one merge, by posting key.
type edits map[string]*edit

func (all edits) at(d doc, field, value string) *edit {
	var buf [64]byte
	key := append(appendPostingKey(buf[:0], d.block(), field), value...)
	e := all[string(key)]
	if e == nil {
		e = &edit{}
		all[string(key)] = e
	}
	return e
}

// add notes a document under a term, once: all terms of a document come before those of the next.
func (all edits) add(d doc, field, value string) {
	e := all.at(d, field, value)
	if n := len(e.add); n == 0 || e.add[n-1] != d.low() {
		e.add = append(e.add, d.low())
	}
}

func (all edits) drop(d doc, term string) {
	e := all.at(d, "", term)
	e.drop = append(e.drop, d.low())
}

// merged returns the document up to which all have their postings.
func merged(tx *bolt.Tx) doc { return docOf(tx.Bucket(metaBucket).Get(mergedKey)) }

// latest returns the newest document.
func latest(tx *bolt.Tx) doc { return doc(tx.Bucket(docBucket).Sequence()) }

// mergeWhenDue writes the postings of the waiting documents once there are enough of them. rest is called now and then.
func mergeWhenDue(tx *bolt.Tx, rest func()) error {
	if latest(tx)-merged(tx) < mergeAfter {
		return nil
	}
	return merge(tx, rest)
}

// merge writes the postings of all waiting documents, and takes dead documents out of theirs.
func merge(tx *bolt.Tx, rest func()) error {
	all := edits{}
	if err := eachDocumentFrom(tx, merged(tx)+1, func(d doc, o opportunity.Opportunity, text string) {
		eachTerm(o, text, func(field, value string) { all.add(d, field, value) })
	}); err != nil {
		return err
	}
	if err := eachDead(tx, func(d doc, terms []string) {
		for _, term := range terms {
			all.drop(d, term)
		}
	}); err != nil {
		return err
	}
	if _, err := tx.Bucket(postingBucket).NextSequence(); err != nil { // what is kept in memory of the postings is of the past
		return err
	}
	if err := applyEdits(tx.Bucket(postingBucket), all, rest); err != nil {
		return err
	}
	if err := tx.DeleteBucket(deadBucket); err != nil {
		return err
	}
	if _, err := tx.CreateBucket(deadBucket); err != nil {
		return err
	}
	return tx.Bucket(metaBucket).Put(mergedKey, latest(tx).key())
}

// eachDocumentFrom visits the documents from first on.
func eachDocumentFrom(tx *bolt.Tx, first doc, visit func(d doc, o opportunity.Opportunity, text string)) error {
	c, texts := tx.Bucket(docBucket).Cursor(), tx.Bucket(textBucket)
	for key, value := c.Seek(first.key()); key != nil; key, value = c.Next() {
		o, err := decodeRecord(value)
		if err != nil {
			return documentError(docOf(key), err)
		}
		visit(docOf(key), o, string(texts.Get(key)))
	}
	return nil
}

// eachDead visits the documents that were replaced since the latest merge and still stand in postings.
func eachDead(tx *bolt.Tx, visit func(d doc, terms []string)) error {
	return tx.Bucket(deadBucket).ForEach(func(key, value []byte) error {
		d := &decoder{s: string(value)}
		visit(docOf(key), d.texts())
		return d.finish()
	})
}

// restEdits is after how many postings a merge rests: one goes through most of the file.
const restEdits = 2048

func applyEdits(postings *bolt.Bucket, all edits, rest func()) error {
	for i, key := range slices.Sorted(maps.Keys(all)) {
		if i%restEdits == 0 {
			rest()
		}
		if err := applyEdit(postings, []byte(key), all[key]); err != nil {
			return err
		}
	}
	return nil
}

func applyEdit(postings *bolt.Bucket, key []byte, e *edit) error {
	bitmap, err := bitmapOf(postings.Get(key))
	if err != nil {
		return fmt.Errorf("posting %x: %w", key, err)
	}
	bitmap.Or(roaring.BitmapOf(e.add...)) // AddMany is slow on runs
	for _, low := range e.drop {
		bitmap.Remove(low)
	}
	if bitmap.IsEmpty() {
		return postings.Delete(key)
	}
	value, err := postingValue(bitmap)
	if err != nil {
		return err
	}
	return postings.Put(key, value)
}
